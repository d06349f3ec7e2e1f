//! What the questions of `learn.js` ask the program.

use super::live;
use wasm_bindgen::prelude::wasm_bindgen;

/// The numbers that a few lines of Python give after a cell; none where they give no answer.
#[wasm_bindgen]
pub fn evaluate(cell: usize, lines: &str) -> Vec<f64> {
    let mut numbers = Vec::new();
    live::with(&mut |page| {
        numbers = page.notebook.evaluate(cell, lines);
        Ok(())
    });
    numbers
}
