//! The page's own scripts, which trunk made small as files, in the page itself.
//!
//! Those that come last in the page are one: the policy names each with a digest, and the page in
//! one file packs it.

use std::cell::{Cell, RefCell};
use std::error::Error;
use std::fs;
use std::path::Path;

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// Scripts that stay files have names.
const EARLY: &str = "script[src]:not([id]):not([data-late])";
const LATE: &str = "script[data-late]";
/// Stands where the late scripts belong.
const PLACE: &str = "<script data-late></script>";

/// A page whose late scripts are apart.
pub struct Inlined {
    /// Without its late scripts.
    pub page: String,
    pub late: String,
}

impl Inlined {
    /// Takes the scripts of a page out of `folder`.
    pub fn new(folder: &Path, page: &str) -> Result<Inlined, Box<dyn Error>> {
        let late = RefCell::new(String::new());
        let is_first = Cell::new(true);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!(EARLY, |script| {
                let text = taken(folder, script)?;
                script.remove_attribute("src");
                script.set_inner_content(&text, ContentType::Html);
                Ok(())
            }))
            .append_element_content_handler(element!(LATE, |script| {
                let text = taken(folder, script)?;
                late.borrow_mut().push_str(&format!("{text}\n;"));
                if is_first.replace(false) {
                    script.replace(PLACE, ContentType::Html);
                } else {
                    script.remove();
                }
                Ok(())
            }));
        // Two style sheets in a row are one.
        let page = rewrite_str(page, settings)?.replace("</style><style>", "");
        let late = late.into_inner();
        Ok(Inlined { page, late })
    }

    /// A page with these elements in the place of its late scripts.
    pub fn completed(page: &str, elements: &str) -> String {
        page.replacen(PLACE, elements, 1)
    }
}

/// The text of a script, whose file is gone then.
fn taken(folder: &Path, script: &Element) -> Result<String, Box<dyn Error + Send + Sync>> {
    let path = folder.join(script.get_attribute("src").unwrap_or_default());
    let text = fs::read_to_string(&path)?;
    fs::remove_file(path)?;
    Ok(text)
}
