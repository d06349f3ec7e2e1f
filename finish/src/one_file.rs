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
const ELSEWHERE: [&str; 4] = ["#ask", "#glue", "#host", "script[data-beside]"];

/// Tells the reader if the rest of the file did not come.
const HEAD: &str = include_str!("one_file_head.js");
/// Starts the page in one file: unpacks the program, and the scripts that are packed with it.
const START: &str = include_str!("one_file.js");

/// A script without the lines and spaces that are there for readers.
fn compact(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes the one file.
pub fn write(folder: &Path, page: &Inlined, packed: &Packed) -> Result<(), Box<dyn Error>> {
    let (static_page, _) = page.parted();
    let mut settings = RewriteStrSettings::new();
    for selector in ELSEWHERE {
        settings = settings.append_element_content_handler(element!(selector, |place| {
            place.remove();
            Ok(())
        }));
    }
    let rest = rewrite_str(&static_page, settings)?;
    let elements = format!(
        "<script id=\"decoder\" type=\"text/plain\">{}</script>\
         <script id=\"packed\" type=\"text/plain\">{}</script>\
         <script>{}\n{}</script>",
        packed.decoder,
        packed.text,
        compact(pack::LOADER),
        compact(START)
    );
    let text = Inlined::completed(&rest, &elements);
    let text = crate::with_in_head(&text, &format!("<script>{}</script>", compact(HEAD)));
    let text = policy::for_one_file(&text, &packed.script, &page.style)?;
    fs::write(folder.join(NAME), text)?;
    Ok(())
}
