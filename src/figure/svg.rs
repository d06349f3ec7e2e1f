//! A figure as SVG text: for the page before it is live, for downloads and for printing.
//!
//! Knows nothing of files or of the browser.

mod lines;
mod texts;

use super::Figure;
use super::draw::draw;
use super::layout::{DesignWidth, lay_out};
use super::palette::Palette;
use super::pen::{Medium, UNITS};
use plotters::prelude::SVGBackend;

/// The figure as a whole SVG document, valid XML, `width` design units wide where its container
/// does not say otherwise.
///
/// Inside, [`UNITS`] units of the view box are one design unit, as on the canvas. All colours are
/// attributes: a style sheet can give a figure in the page its own with selectors such as
/// `[fill="#FFFFFF"]` for the paper.
pub fn svg(figure: &Figure, width: DesignWidth, palette: &Palette) -> String {
    let layout = lay_out(figure, width);
    let units = |length: f64| (length * UNITS).round() as u32;
    let size = (units(layout.width), units(layout.height));
    let mut text = String::new();
    let mut backend = SVGBackend::with_string(&mut text, size);
    // Writing to a string does not fail.
    let _ = draw(figure, &layout, &mut backend, Medium::svg(), palette);
    drop(backend);
    // plotters names only the size in units, as if they were pixels.
    let body = text.split_once('>').map_or("", |parts| parts.1);
    // What all elements have in common is said once. Text stands as on a canvas, by the middle of
    // its height.
    let font = attribute(body, " font-family=");
    let body = body
        .replace(" opacity=\"1\"", "")
        .replace(" dy=\"0.5ex\"", "")
        .replace(" stroke=\"none\" stroke-width=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(font, "");
    let ink = body
        .find("<text ")
        .map_or(" ", |start| attribute(&body[start..], " fill="));
    let body = texts::joined(&lines::joined(&rounded(&body)), ink);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {} {}\" stroke-linejoin=\"round\" dominant-baseline=\"central\"{font}{ink}>{body}",
        layout.width, layout.height, size.0, size.1,
    )
}

/// The text with its font sizes in hundredths of a unit.
fn rounded(text: &str) -> String {
    const SIZE: &str = " font-size=\"";
    let mut pieces = text.split(SIZE);
    let mut result = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (size, rest) = piece.split_once('"').unwrap_or((piece, ""));
        let size = size.parse().unwrap_or(0.0_f64);
        result.push_str(&format!("{SIZE}{}\"{rest}", (size * 100.0).round() / 100.0));
    }
    result
}

/// The first attribute of this name in `text`, its quoted value included; a piece of text that
/// occurs nowhere if there is none.
fn attribute<'text>(text: &'text str, name: &str) -> &'text str {
    let found = text.find(name).map(|start| &text[start..]);
    let end = found.and_then(|rest| rest.match_indices('"').nth(1));
    match (found, end) {
        (Some(rest), Some((end, _))) => &rest[..=end],
        _ => " ",
    }
}
