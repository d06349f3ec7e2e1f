//! Short ways to what the page consists of. Every failure is the browser's own error value.
//!
//! Knows nothing of the lesson.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Window};

#[wasm_bindgen]
extern "C" {
    /// There is one wherever this program runs.
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
}

/// The window.
pub fn window() -> Window {
    WINDOW.with(Window::clone)
}

/// The first match inside `root`.
pub fn find(root: &Element, selector: &str) -> Result<Element, JsValue> {
    root.query_selector(selector)?
        .ok_or_else(|| missing(selector))
}

/// The first match inside `root`, as the element class that the selector implies.
pub fn find_as<T: JsCast>(root: &Element, selector: &str) -> Result<T, JsValue> {
    find(root, selector).map(JsCast::unchecked_into)
}

/// All matches inside `root`, in the order of the page.
pub fn find_all(root: &Element, selector: &str) -> Result<Vec<Element>, JsValue> {
    let nodes = root.query_selector_all(selector)?;
    let mut elements = Vec::new();
    for index in 0..nodes.length() {
        if let Some(node) = nodes.get(index) {
            elements.push(node.unchecked_into());
        }
    }
    Ok(elements)
}

/// A new element at the end of `parent`.
pub fn append(parent: &Element, tag: &str, class: &str) -> Result<Element, JsValue> {
    let document = parent.owner_document().ok_or_else(|| missing("document"))?;
    let element = document.create_element(tag)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    parent.append_child(&element)?;
    Ok(element)
}

/// Sets an attribute without a value, or removes it.
pub fn flag(element: &Element, attribute: &str, on: bool) -> Result<(), JsValue> {
    element
        .toggle_attribute_with_force(attribute, on)
        .map(|_| ())
}

/// The text of a node.
pub fn text(node: &Node) -> String {
    node.text_content().unwrap_or_default()
}

/// Writes a text where it differs.
pub fn set_text(node: &Node, new: &str) {
    if text(node) != new {
        node.set_text_content(Some(new));
    }
}

/// The number in an attribute.
pub fn number(element: &Element, attribute: &str) -> Result<usize, JsValue> {
    element
        .get_attribute(attribute)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| missing(attribute))
}

/// The error for something that the page should have.
pub fn missing(name: &str) -> JsValue {
    js_sys::Error::new(&["the page lacks ", name].concat()).into()
}
