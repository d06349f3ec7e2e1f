//! The thin edge: the only room that knows the browser. It calls, it never computes.

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the page live.
#[wasm_bindgen(start)]
pub fn start() {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        // Failing to write an attribute would leave the page as it reads without this program.
        let _ = root.set_attribute("data-state", "live");
    }
}
