//! Short ways to what the page consists of. Every failure is the browser's own error value.
//!
//! Knows nothing of the lesson.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Window};

/// The window; there is one wherever this program runs.
pub fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or_else(|| missing("window"))
}

/// The first match inside `root`, as the element class that the caller needs.
pub fn find<T: JsCast>(root: &Element, selector: &str) -> Result<T, JsValue> {
    let element = root
        .query_selector(selector)?
        .ok_or_else(|| missing(selector))?;
    element.dyn_into().map_err(|_| missing(selector))
}

/// All matches inside `root`, in the order of the page.
pub fn find_all(root: &Element, selector: &str) -> Result<Vec<Element>, JsValue> {
    let nodes = root.query_selector_all(selector)?;
    let elements = (0..nodes.length()).filter_map(|index| nodes.get(index)?.dyn_into().ok());
    Ok(elements.collect())
}

/// A new element at the end of `parent`.
pub fn append<T: JsCast>(parent: &Element, tag: &str, class: &str) -> Result<T, JsValue> {
    let document = parent.owner_document().ok_or_else(|| missing("document"))?;
    let element = document.create_element(tag)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    parent.append_child(&element)?;
    element.dyn_into().map_err(|_| missing(tag))
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
