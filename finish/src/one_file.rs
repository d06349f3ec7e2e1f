//! The page in one file, which needs nothing else: it opens from a disk, from mail, in any frame.

use std::error::Error;
use std::fs;
use std::path::Path;

use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::inlined::Inlined;
use crate::packed::Packed;
use crate::policy;

/// The file beside the hosted page.
pub const NAME: &str = "vanishing-gradients.html";

/// What only a page in a folder has.
const ELSEWHERE: [&str; 3] = ["#ask", "#glue", "#host"];

/// Starts the page in one file: unpacks the program, and the scripts that are packed with it.
const START: &str = include_str!("one_file.js");

/// Writes the one file; `script` is what is packed with the program.
pub fn write(
    folder: &Path,
    page: &Inlined,
    packed: &Packed,
    script: &str,
) -> Result<(), Box<dyn Error>> {
    let mut settings = RewriteStrSettings::new();
    for selector in ELSEWHERE {
        settings = settings.append_element_content_handler(element!(selector, |place| {
            place.remove();
            Ok(())
        }));
    }
    let page = rewrite_str(&page.page, settings)?;
    let elements = format!(
        "<script id=\"decoder\" type=\"text/plain\">{}</script>\
         <script id=\"packed\" type=\"text/plain\">{}</script>\
         <script>{}{START}</script>",
        packed.decoder,
        packed.text,
        pack::LOADER
    );
    let page = Inlined::completed(&page, &elements);
    fs::write(folder.join(NAME), policy::for_one_file(&page, script)?)?;
    Ok(())
}
