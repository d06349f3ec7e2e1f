//! What the page's own scripts ask the program: `notebook.answer` and `notebook.ask` in `edge.js`.
//!
//! Cells are named by their numbers, figures by their places in a cell, from 0. Of what is not
//! there, the answer is empty.

use super::live;
use crate::figure::Figure;
use crate::figure::description::description;
use wasm_bindgen::prelude::wasm_bindgen;

/// What a figure shows, in a few sentences.
#[wasm_bindgen]
pub fn description_of(cell: usize, figure: usize) -> String {
    of_figure(cell, figure, description)
}

/// Takes these edits, in the form of `notebook/saved.rs`, in place of all there are; says whether
/// it did.
#[wasm_bindgen]
pub fn put_edits(saved: &str) -> bool {
    let mut is_done = false;
    live::with(&mut |page| {
        is_done = true;
        page.put_edits(saved)
    });
    is_done
}

/// The answer to a question about one figure.
fn of_figure<T: Default>(cell: usize, figure: usize, question: impl Fn(&Figure) -> T) -> T {
    let mut answer = T::default();
    live::with(&mut |page| {
        let output = page.notebook.output(cell);
        if let Some(figure) = output.and_then(|output| output.figures.get(figure)) {
            answer = question(figure);
        }
        Ok(())
    });
    answer
}
