//! The page's own scripts and styles, which trunk made small as files, in the page itself.
//!
//! What serves only the program can be taken apart, for the page in one file to pack: the scripts
//! that come last, which are one, since the policy names each with a digest; and elements that
//! show only once the program runs.

use std::cell::{Cell, RefCell};
use std::error::Error;
use std::fs;
use std::path::Path;

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// Scripts that stay files are text at first.
const EARLY: &str = "script[src]:not([type]):not([data-late])";
const LATE: &str = "script[data-late]";
const LIVE: &str = "[data-live]";
const LIVE_STYLE: &str = "link[data-live]";
/// Marks what the page in one file has a little later.
const SOON: &str = " data-soon";
/// Stand around an element that is for the program.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';
/// Stands where the late scripts belong.
const PLACE: &str = "<script data-late></script>";

/// A page whose late scripts are apart.
pub struct Inlined {
    /// Without its late scripts, and with marks around what is for the program.
    page: String,
    pub late: String,
    /// The style for what shows only once the program runs.
    pub style: String,
}

impl Inlined {
    /// Takes the scripts of a page out of `folder`.
    pub fn new(folder: &Path, page: &str) -> Result<Inlined, Box<dyn Error>> {
        let late = RefCell::new(String::new());
        let style = RefCell::new(String::new());
        let is_first = Cell::new(true);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!(EARLY, |script| {
                let text = taken(folder, script, "src")?;
                script.remove_attribute("src");
                script.set_inner_content(&text, ContentType::Html);
                Ok(())
            }))
            .append_element_content_handler(element!(LIVE, |place| {
                place.before(&OPEN.to_string(), ContentType::Html);
                place.after(&CLOSE.to_string(), ContentType::Html);
                place.remove_attribute("data-live");
                Ok(())
            }))
            .append_element_content_handler(element!(LIVE_STYLE, |link| {
                *style.borrow_mut() = taken(folder, link, "href")?;
                link.replace(
                    &format!("<style>{}</style>", style.borrow()),
                    ContentType::Html,
                );
                Ok(())
            }))
            .append_element_content_handler(element!(LATE, |script| {
                let text = taken(folder, script, "src")?;
                late.borrow_mut().push_str(&format!("{text}\n;"));
                if is_first.replace(false) {
                    script.replace(PLACE, ContentType::Html);
                } else {
                    script.remove();
                }
                Ok(())
            }));
        Ok(Inlined {
            page: rewrite_str(page, settings)?,
            late: late.into_inner(),
            style: style.into_inner(),
        })
    }

    /// The page with all that is in it, but for its late scripts.
    pub fn whole(&self) -> String {
        self.page
            .replace([OPEN, CLOSE], "")
            .replace(SOON, "")
            // Style sheets in a row are one.
            .replace("</style><style>", "")
    }

    /// The page without what is for the program, and that.
    pub fn parted(&self) -> (String, String) {
        let mut pieces = self.page.split(OPEN);
        let mut page = pieces.next().unwrap_or_default().to_owned();
        let mut live = String::new();
        for piece in pieces {
            let (element, rest) = piece.split_once(CLOSE).unwrap_or((piece, ""));
            live.push_str(element);
            page.push_str(rest);
        }
        (page.replace("</style><style>", ""), live)
    }

    /// A page with these elements in the place of its late scripts.
    pub fn completed(page: &str, elements: &str) -> String {
        page.replacen(PLACE, elements, 1)
    }
}

/// The text of a file that an element names, which is gone then.
fn taken(
    folder: &Path,
    element: &Element,
    attribute: &str,
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let path = folder.join(element.get_attribute(attribute).unwrap_or_default());
    let text = fs::read_to_string(&path)?;
    fs::remove_file(path)?;
    Ok(text)
}
