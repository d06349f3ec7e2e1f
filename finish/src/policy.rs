//! The page's Content-Security-Policy: only its own files, and the scripts and styles that stand
//! in it by their digests.

use std::cell::RefCell;
use std::error::Error;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use sha2::{Digest, Sha256};

/// Scripts that run; those of another type are data.
const SCRIPTS: &str = "script:not([type])";
const STYLES: &str = "style";

/// The page of a folder with its policy. Scripts of other text than these do not run, but for
/// those that they load; WebAssembly compiles, text as code does not. The page's own address is
/// no help for scripts: in a frame without an origin not every browser knows it as the page's.
pub fn for_folder(page: &str) -> Result<String, Box<dyn Error>> {
    let policy = format!(
        "default-src 'none'; script-src 'strict-dynamic' 'wasm-unsafe-eval' {}; style-src {}; \
         img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'none'",
        digests(page, SCRIPTS)?,
        digests(page, STYLES)?
    );
    Ok(with_policy(page, &policy))
}

/// The page in one file with its policy: it loads nothing at all. `script` and `style` are what
/// the page has packed.
pub fn for_one_file(page: &str, script: &str, style: &str) -> Result<String, Box<dyn Error>> {
    let policy = format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {} {}; style-src {} {}; img-src data:; \
         base-uri 'none'; form-action 'none'",
        digests(page, SCRIPTS)?,
        digest(script),
        digests(page, STYLES)?,
        digest(style)
    );
    Ok(with_policy(page, &policy))
}

/// A page that has a policy, with one more script that this allows, before all others.
pub fn with_script(page: &str, script: &str) -> Result<String, Box<dyn Error>> {
    const SOURCES: &str = "script-src 'wasm-unsafe-eval' ";
    let mut is_allowed = false;
    let allow = element!("meta[http-equiv='Content-Security-Policy']", |meta| {
        let policy = meta.get_attribute("content").unwrap_or_default();
        is_allowed = policy.contains(SOURCES);
        let allowing = policy.replacen(SOURCES, &format!("{SOURCES}{} ", digest(script)), 1);
        meta.set_attribute("content", &allowing)?;
        meta.after(&format!("<script>{script}</script>"), ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(allow);
    let page = rewrite_str(page, settings)?;
    if is_allowed {
        Ok(page)
    } else {
        Err("the page has no policy for scripts".into())
    }
}

fn with_policy(page: &str, policy: &str) -> String {
    let element = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    // All that it could stop comes later in the page.
    crate::with_in_head(page, &element)
}

fn digests(page: &str, selector: &str) -> Result<String, Box<dyn Error>> {
    let digests: Vec<String> = texts(page, selector)?.iter().map(|it| digest(it)).collect();
    Ok(digests.join(" "))
}

/// The texts of the elements that `selector` finds in the page.
pub fn texts(page: &str, selector: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let texts = RefCell::new(vec![String::new()]);
    let collect = text!(selector, |piece| {
        let mut texts = texts.borrow_mut();
        if let Some(last) = texts.last_mut() {
            last.push_str(piece.as_str());
        }
        if piece.last_in_text_node() {
            texts.push(String::new());
        }
        Ok(())
    });
    rewrite_str(
        page,
        RewriteStrSettings::new().append_element_content_handler(collect),
    )?;
    let mut texts = texts.into_inner();
    texts.retain(|text| !text.is_empty());
    Ok(texts)
}

/// The SHA-256 digest of a script's text, as a policy names it.
pub fn digest(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_of_the_page_is_allowed_by_its_digest() {
        let page = "<title>A</title><script>1</script><p>2<script>3 < 4</script>\
            <script type=application/json>5</script>";
        assert_eq!(texts(page, SCRIPTS).unwrap(), ["1", "3 < 4"]);
        // Computed by `printf 1 | openssl dgst -sha256 -binary | base64`.
        let digest = "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='";
        assert!(for_folder(page).unwrap().contains(digest));
        assert!(for_one_file(page, "6", "7").unwrap().contains(digest));
    }
}
