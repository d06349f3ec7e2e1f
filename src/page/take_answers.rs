//! What the page's scripts ask the program for to take the lesson elsewhere, and to bring it back.
//!
//! Exports stand in the program's first file: what they do is in functions kept out of them. Knows
//! nothing of files: `take.js` and `figure_files.js` make and read them.

use super::figures::{FigureView, Surface};
use super::live;
use crate::figure::Figure;
use crate::figure::csv::csv;
use crate::figure::layout::DesignWidth;
use crate::notebook::opened::opened;
use crate::notebook::saved::saved;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

/// Pixels of a picture for each unit of its design.
const RATIO: f64 = 2.0;

/// A text of a cell or of one of its figures: `source`, or all that was `printed`; `csv`, or
/// `titles`, one a line. Of any other kind there is none.
#[wasm_bindgen]
pub fn text_of(kind: &str, cell: usize, figure: usize) -> String {
    text_on(kind, cell, figure)
}

#[inline(never)]
fn text_on(kind: &str, cell: usize, figure: usize) -> String {
    let mut text = String::new();
    live::with(&mut |page| {
        let (Some(cell), Some(output)) = (page.notebook.cell(cell), page.notebook.output(cell))
        else {
            return Ok(());
        };
        text = match (kind, output.figures.get(figure)) {
            ("source", _) => cell.source(),
            ("printed", _) => output.printed.clone(),
            ("csv", Some(figure)) => csv(figure),
            ("titles", Some(figure)) => titles(figure),
            _ => return Ok(()),
        };
        Ok(())
    });
    text
}

fn titles(figure: &Figure) -> String {
    let mut titles = figure.title.clone();
    for axes in &figure.axes {
        titles.push('\n');
        titles.push_str(&axes.title);
    }
    titles
}

/// Draws a figure as wide screens show it, on a canvas that is given its size: in the page's
/// present colours, or in light ones. The canvas may be any object that takes what is drawn.
///
/// `figure::svg` is not for the page: drawing through a second backend costs 19 kB of the page in
/// one file, and a script that takes down what is drawn less than one.
#[wasm_bindgen]
pub fn draw_figure(canvas: HtmlCanvasElement, cell: usize, figure: usize, is_light: bool) {
    draw_on(canvas, cell, figure, is_light);
}

#[inline(never)]
fn draw_on(canvas: HtmlCanvasElement, cell: usize, figure: usize, is_light: bool) {
    let view = FigureView::on(canvas);
    live::with(&mut |page| {
        let output = page.notebook.output(cell);
        let Some(figure) = output.and_then(|output| output.figures.get(figure)) else {
            return Ok(());
        };
        let mut surface = Surface::plain(DesignWidth::Wide.units());
        surface.ratio = RATIO;
        if let Some(present) = page.surface.as_ref().filter(|_| !is_light) {
            surface.palette = present.palette.clone();
        }
        view.draw(figure, &surface)
    });
}

/// The edits of a text that was edited elsewhere, in the form of `notebook/saved.rs`, which has no
/// item if there are none; empty if the text is not of this lesson. `notebook/opened.rs` says
/// what is read.
#[wasm_bindgen]
pub fn opened_edits(text: &str) -> String {
    edits_of(text)
}

#[inline(never)]
fn edits_of(text: &str) -> String {
    let mut edits = String::new();
    live::with(&mut |page| {
        if let Some(cells) = opened(text, page.notebook.cells()) {
            edits = saved(cells.iter(), &[]);
            if edits.is_empty() {
                edits.push('1');
            }
        }
        Ok(())
    });
    edits
}
