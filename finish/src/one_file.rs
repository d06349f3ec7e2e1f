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
/// Puts the figures in their places: deflated, they take a quarter of the room.
const FIGURES: &str = include_str!("one_file_figures.js");
const BETWEEN_FIGURES: &str = "\0";
/// Starts the page in one file: unpacks the program, and the scripts that are packed with it.
const START: &str = include_str!("one_file.js");

/// A page without the drawings in its figures, and these, for each figure one text.
fn without_figures(page: &str) -> (String, Vec<String>) {
    const START: &str = "<svg";
    const END: &str = "</svg>";
    const FIGURE: &str = "<figure";
    const FIGURE_END: &str = "</figure>";
    let mut result = String::new();
    let mut figures = Vec::new();
    for piece in page.split_inclusive(FIGURE_END) {
        let figure = piece.rfind(FIGURE).unwrap_or(piece.len());
        let start = piece[figure..].find(START).map(|start| figure + start);
        match (start, piece.rfind(END)) {
            (Some(start), Some(end)) => {
                let end = end + END.len();
                result.push_str(&piece[..start]);
                result.push_str(piece[end..].trim_start());
                figures.push(piece[start..end].to_owned());
            }
            _ => result.push_str(piece),
        }
    }
    (result, figures)
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
    let (rest, figures) = without_figures(&rewrite_str(&static_page, settings)?);
    let elements = format!(
        "<script id=\"figures\" type=\"text/plain\">{}</script>\
         <script>{}\n{}</script>\
         <script id=\"decoder\" type=\"text/plain\">{}</script>\
         <script id=\"packed\" type=\"text/plain\">{}</script>\
         <script>{}</script>",
        pack::deflated(figures.join(BETWEEN_FIGURES).as_bytes())?,
        compact(pack::LOADER),
        compact(FIGURES),
        packed.decoder,
        packed.text,
        compact(START)
    );
    let text = Inlined::completed(&rest, &elements);
    let text = crate::with_in_head(&text, &format!("<script>{}</script>", compact(HEAD)));
    let text = policy::for_one_file(&text, &packed.script, &page.style)?;
    fs::write(folder.join(NAME), text)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_gives_its_drawings_and_keeps_its_place() {
        let page = "<p><figure><svg>1</svg>\n<svg>2</svg>\n<canvas></canvas></figure><svg>no</svg>\
                    <figure><svg>3</svg><canvas></canvas></figure>";
        let (rest, figures) = without_figures(page);
        assert_eq!(figures, ["<svg>1</svg>\n<svg>2</svg>", "<svg>3</svg>"]);
        let place = "<figure><canvas></canvas></figure>";
        assert_eq!(rest, format!("<p>{place}<svg>no</svg>{place}"));
    }

    #[test]
    fn a_script_is_shorter_without_what_is_for_readers() {
        assert_eq!(
            compact("// Why.\n  a();\n\n  b(\"//\");\n"),
            "a();\nb(\"//\");"
        );
    }
}
