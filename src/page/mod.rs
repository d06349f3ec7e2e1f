//! The thin edge: the only room that knows the browser. It calls, it never computes.
//!
//! `edge.js` calls [`start`] and, after a trap, [`forget_everything`] and [`start`] again;
//! to complete an instance with the program's second file, [`shared`]. Other scripts ask
//! [`answers`], and the modules whose names end so.
//! What needs no browser ([`colors`], [`names`], [`news`], [`paint`], [`table_html`],
//! [`words`]) is tested natively.

#[cfg(any(test, target_arch = "wasm32"))]
mod colors;
#[cfg(any(test, target_arch = "wasm32"))]
mod names;
#[cfg(any(test, target_arch = "wasm32"))]
mod news;
#[cfg(any(test, target_arch = "wasm32"))]
mod paint;
#[cfg(any(test, target_arch = "wasm32"))]
mod table_html;
#[cfg(any(test, target_arch = "wasm32"))]
mod words;

#[cfg(target_arch = "wasm32")]
mod answers;
#[cfg(target_arch = "wasm32")]
mod cell_view;
#[cfg(target_arch = "wasm32")]
mod console;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod editor;
#[cfg(target_arch = "wasm32")]
mod figures;
#[cfg(target_arch = "wasm32")]
mod hand_answers;
#[cfg(target_arch = "wasm32")]
mod learn_answers;
#[cfg(target_arch = "wasm32")]
mod listener;
#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(target_arch = "wasm32")]
mod memory;
#[cfg(target_arch = "wasm32")]
mod plot_answers;
#[cfg(target_arch = "wasm32")]
mod rehearsal;
#[cfg(target_arch = "wasm32")]
mod take_answers;
#[cfg(target_arch = "wasm32")]
mod theme;

/// A third of the standard allocator's code, and made for a program of one thread.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
    use web_sys::AbortSignal;

    /// Makes the page live; all its listeners end with `lifetime`.
    #[wasm_bindgen]
    pub fn start(lifetime: AbortSignal) -> Result<(), JsValue> {
        super::live::start(lifetime)
    }

    /// What this instance of the program shares with its second file: memory, tables, functions.
    #[wasm_bindgen]
    pub fn shared() -> JsValue {
        wasm_bindgen::exports()
    }

    /// Gives up this instance of the program: the next call from JavaScript meets a new one.
    #[wasm_bindgen]
    pub fn forget_everything() {
        wasm_bindgen::handler::schedule_reinit();
    }
}
