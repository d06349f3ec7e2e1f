//! The thin edge: the only room that knows the browser. It calls, it never computes.
//!
//! `edge.mjs` calls [`start`] and, after a trap, [`forget_everything`] and [`start`] again.

#[cfg(any(test, target_arch = "wasm32"))]
mod names;

#[cfg(target_arch = "wasm32")]
mod live {
    use super::names::attribute;
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
    use web_sys::AbortSignal;

    /// Makes the page live; all its listeners end with `lifetime`.
    #[wasm_bindgen]
    pub fn start(_lifetime: AbortSignal) -> Result<(), JsValue> {
        let document = web_sys::window().and_then(|window| window.document());
        match document.and_then(|document| document.document_element()) {
            Some(root) => root.set_attribute(attribute::STATE, "live"),
            None => Err(JsValue::from_str("the page has no document")),
        }
    }

    /// Gives up this instance of the program: the next call from JavaScript meets a new one.
    #[wasm_bindgen]
    pub fn forget_everything() {
        wasm_bindgen::handler::schedule_reinit();
    }
}
