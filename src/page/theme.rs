//! The theme: as the system has it, or light, or dark.

use super::live::Page;
use super::names::attribute;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// The reader pressed the theme button: automatic, light, dark, in turn.
pub fn press(page: &mut Page, _event: &Event) -> Result<(), JsValue> {
    let root = &page.root;
    match root.get_attribute(attribute::THEME).as_deref() {
        None => root.set_attribute(attribute::THEME, "light")?,
        Some("light") => root.set_attribute(attribute::THEME, "dark")?,
        Some(_) => root.remove_attribute(attribute::THEME)?,
    }
    page.renew_figures()
}
