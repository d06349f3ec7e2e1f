//! The page in one file, which needs nothing else: it opens from a disk, from mail, in any frame.

use std::error::Error;
use std::fs;
use std::path::Path;

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::inlined::Inlined;
use crate::packed::Packed;
use crate::policy;

/// The file beside the hosted page.
pub const NAME: &str = "vanishing-gradients.html";

/// What only a page in a folder has.
const ELSEWHERE: [&str; 7] = [
    "#ask",
    "#glue",
    "#host",
    "script[data-beside]",
    "meta[name=color-scheme]", // Its style says so, too.
    "meta[name=description]",
    "meta[name=rest-of-program]",
];

/// Tells the reader if the rest of the file did not come.
const HEAD: &str = include_str!("one_file_head.js");
/// Puts in their places what reads well without: deflated, it takes a quarter of the room.
const SOON: &str = include_str!("one_file_soon.js");
const BETWEEN: &str = "\0";
/// Stand around an element that comes soon.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';
/// Starts the page in one file: unpacks the program, and the scripts that are packed with it.
const START: &str = include_str!("one_file.js");

/// Without an icon, browsers would ask a web server for one, against the page's policy.
const NO_ICON: &str = "data:,";

/// A page without what can come a little later, and that, piece by piece: the drawings of figures,
/// and elements that say so. Each leaves a place.
fn without_what_comes_soon(page: &str) -> Result<(String, Vec<String>), Box<dyn Error>> {
    // The lesson itself has no such elements: what is important in it says so.
    const PLACE: &str = "<i></i>";
    let marked = |element: &mut Element| {
        element.before(&OPEN.to_string(), ContentType::Html);
        element.after(&CLOSE.to_string(), ContentType::Html);
        element.remove_attribute("data-soon");
        Ok(())
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("[data-soon]", marked))
        .append_element_content_handler(element!("figure svg.wide", marked))
        // Until the program draws, phones show the wide ones, small.
        .append_element_content_handler(element!("figure svg.narrow", |drawing| {
            drawing.remove();
            Ok(())
        }));
    let page = rewrite_str(page, settings)?;
    let mut pieces = page.split(OPEN);
    let mut rest = pieces.next().unwrap_or_default().to_owned();
    if rest.contains(PLACE) {
        return Err(format!("the page has a {PLACE} of its own").into());
    }
    let mut soon: Vec<String> = Vec::new();
    for piece in pieces {
        let (element, after) = piece.split_once(CLOSE).unwrap_or((piece, ""));
        match soon.last_mut() {
            // Elements side by side have one place.
            Some(last) if rest.ends_with(PLACE) => last.push_str(element),
            _ => {
                soon.push(element.to_owned());
                rest.push_str(PLACE);
            }
        }
        rest.push_str(after);
    }
    Ok((rest, soon))
}

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
    settings = settings.append_element_content_handler(element!("link[rel=icon]", |icon| {
        Ok(icon.set_attribute("href", NO_ICON)?)
    }));
    let (rest, soon) = without_what_comes_soon(&rewrite_str(&static_page, settings)?)?;
    let elements = format!(
        "<script id=\"soon\" type=\"text/plain\">{}</script>\
         <script id=\"decoder\" type=\"text/plain\">{}</script>\
         <script id=\"packed\" type=\"text/plain\">{}</script>\
         <script>{}\n{}\n{}</script>",
        pack::deflated(soon.join(BETWEEN).as_bytes())?,
        packed.decoder,
        packed.text,
        compact(pack::LOADER),
        compact(SOON),
        compact(START)
    );
    let text = Inlined::completed(&rest, &elements);
    // With the page's own first script, which is in its head.
    let text = text.replacen("<script>", &format!("<script>{}\n", compact(HEAD)), 1);
    let text = policy::for_one_file(&text, &packed.script, &page.style)?;
    fs::write(folder.join(NAME), text)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_soon_leaves_its_place() {
        let page = "<p><figure><svg class=wide>1</svg><svg class=narrow>2</svg><canvas></canvas>\
                    </figure><svg>no</svg><span data-soon><b>3</b></span><b data-soon>4</b>";
        let (rest, soon) = without_what_comes_soon(page).expect("a page");
        let together = "<span><b>3</b></span><b>4</b>";
        assert_eq!(soon, ["<svg class=wide>1</svg>", together]);
        let place = "<i></i>";
        assert_eq!(
            rest,
            format!("<p><figure>{place}<canvas></canvas></figure><svg>no</svg>{place}")
        );
    }

    #[test]
    fn a_script_is_shorter_without_what_is_for_readers() {
        assert_eq!(
            compact("// Why.\n  a();\n\n  b(\"//\");\n"),
            "a();\nb(\"//\");"
        );
    }
}
