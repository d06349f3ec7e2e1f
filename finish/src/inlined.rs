//! The page's own scripts, which trunk made small as files, in the page itself.
//!
//! Neighbours become one, scripts and styles alike: the policy names each with a digest.

use std::error::Error;
use std::fs;
use std::path::Path;

use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// Scripts that stay files have names.
const SCRIPTS: &str = "script[src]:not([id])";
/// Stands at both ends of a script until all are in the page.
const EDGE: char = '\u{1}';

/// The page with its scripts in it; their files are gone.
pub fn scripts(folder: &Path, page: &str) -> Result<String, Box<dyn Error>> {
    let inline = element!(SCRIPTS, |script| {
        let path = folder.join(script.get_attribute("src").unwrap_or_default());
        let text = fs::read_to_string(&path)?;
        fs::remove_file(path)?;
        script.remove_attribute("src");
        script.set_inner_content(&format!("{EDGE}{text}{EDGE}"), ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(inline);
    let page = rewrite_str(page, settings)?;
    Ok(page
        .replace(&format!("{EDGE}</script><script>{EDGE}"), "\n;")
        .replace(EDGE, "")
        .replace("</style><style>", ""))
}
