//! The reader's edits beyond this visit: `memory.js` knows where they are kept.
//!
//! Knows nothing of cells: `notebook::saved` has the text's form.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(js_namespace = memory)]
extern "C" {
    /// The edits that the page is opened with; `lesson` is the lesson's version.
    pub fn recall(lesson: &str) -> String;

    /// Keeps the edits.
    pub fn keep(saved: &str);

    /// The edits that came with the page, which are not the reader's own.
    pub fn given() -> String;
}
