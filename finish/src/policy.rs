//! The page's Content-Security-Policy: only its own files, and its own scripts by their digests.

use std::cell::RefCell;
use std::error::Error;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lol_html::{RewriteStrSettings, rewrite_str, text};
use sha2::{Digest, Sha256};

/// The page with its policy. Scripts of other text than these do not run, nor does any other
/// host's file load; WebAssembly compiles, text as code does not.
pub fn with_policy(page: &str) -> Result<String, Box<dyn Error>> {
    let digests: Vec<String> = scripts(page)?.iter().map(|script| digest(script)).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {}; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'none'",
        digests.join(" ")
    );
    let element = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    // All that it could stop comes later in the page.
    Ok(crate::with_in_head(page, &element))
}

/// The texts of the scripts that stand in the page.
fn scripts(page: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let scripts = RefCell::new(vec![String::new()]);
    let collect = text!("script", |piece| {
        let mut scripts = scripts.borrow_mut();
        if let Some(last) = scripts.last_mut() {
            last.push_str(piece.as_str());
        }
        if piece.last_in_text_node() {
            scripts.push(String::new());
        }
        Ok(())
    });
    rewrite_str(
        page,
        RewriteStrSettings::new().append_element_content_handler(collect),
    )?;
    let mut scripts = scripts.into_inner();
    scripts.retain(|script| !script.is_empty());
    Ok(scripts)
}

fn digest(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_of_the_page_is_allowed_by_its_digest() {
        let page = "<title>A</title><script>1</script><p>2<script type=module>3 < 4</script>";
        assert_eq!(scripts(page).unwrap(), ["1", "3 < 4"]);
        // Computed by `printf 1 | openssl dgst -sha256 -binary | base64`.
        let digest = "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='";
        assert!(with_policy(page).unwrap().contains(digest));
    }
}
