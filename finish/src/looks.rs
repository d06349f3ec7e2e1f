//! The style of what only scripts beside the page make, such as dialogs: a script as well, which
//! comes with those.

use std::error::Error;
use std::fs;
use std::path::Path;

use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::packed::quoted;

/// How the file's name starts.
const START: &str = "looks-";

/// The page with its style sheets for later, files of `folder`, as scripts.
pub fn as_scripts(folder: &Path, page: &str) -> Result<String, Box<dyn Error>> {
    let replace = element!("link[data-beside]", |link| {
        let path = folder.join(link.get_attribute("href").unwrap_or_default());
        let script = script(&fs::read_to_string(&path)?);
        fs::remove_file(path)?;
        let name = format!("{START}{}.js", crate::short_digest(script.as_bytes()));
        fs::write(folder.join(&name), script)?;
        let element = format!("<script data-beside type=\"text/plain\" src=\"{name}\"></script>");
        link.replace(&element, ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(replace);
    Ok(rewrite_str(page, settings)?)
}

/// A style sheet that the page's policy has no digest for may be made by its own scripts.
fn script(style: &str) -> String {
    format!(
        "{{const looks=new CSSStyleSheet;looks.replaceSync(\"{}\");\
         document.adoptedStyleSheets.push(looks)}}",
        quoted(style.trim())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_stands_in_quotes() {
        let script = script("a::before { content: \"\\2192\" }\n");
        assert!(script.contains(r#"replaceSync("a::before { content: \"\\2192\" }")"#));
    }
}
