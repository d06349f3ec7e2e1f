//! A text field with its painted text behind it.
//!
//! The field is an ordinary `textarea`, so that undo, selection, dictation and every keyboard
//! work as anywhere else; the program never writes into it while the reader types. Knows
//! nothing of cells.

use super::dom::{find, find_as, missing};
use super::names::selector;
use super::paint::painted;
use std::ops::Range;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Longer texts are not entered as if typed: in Chromium, that takes minutes for a megabyte.
const MOST_TYPED: usize = 50_000;

/// A text field and its painted text.
pub struct Editor {
    pub field: HtmlTextAreaElement,
    paint: Paint,
}

/// An element that shows code, written only when that changes.
pub struct Paint {
    element: HtmlElement,
    html: String,
    first_line: usize,
}

impl Editor {
    /// The editor inside `root`, whose text field is found by `field`.
    pub fn new(root: &Element, field: &str) -> Result<Self, JsValue> {
        find(root, selector::EDITOR)?
            .class_list()
            .add_1("painted")?;
        Ok(Editor {
            field: find_as(root, field)?,
            paint: Paint::new(find_as(root, selector::PAINT)?),
        })
    }

    /// The text that stands in the field.
    pub fn text(&self) -> String {
        self.field.value()
    }

    /// Paints the field's text.
    pub fn repaint(
        &mut self,
        text: &str,
        first_line: usize,
        fault: Option<Range<usize>>,
    ) -> Result<(), JsValue> {
        if fault.is_some() {
            self.field.set_attribute("aria-invalid", "true")?;
        } else {
            self.field.remove_attribute("aria-invalid")?;
        }
        self.paint.show(text, first_line, fault)
    }

    /// Replaces the text as if typed, so that the browser's own undo brings it back.
    ///
    /// The focus is back where it was afterwards.
    pub fn replace(&self, text: &str) -> Result<(), JsValue> {
        if self.field.value() == text {
            return Ok(());
        }
        let document = self
            .field
            .owner_document()
            .ok_or_else(|| missing("document"))?;
        let focused = document.active_element();
        focus(&self.field)?;
        self.field.select();
        if text.len() <= MOST_TYPED {
            let document: &HtmlDocument = document.unchecked_ref();
            let command = if text.is_empty() {
                "delete"
            } else {
                "insertText"
            };
            // A browser that knows no such command is served by the lines below.
            let _ = document.exec_command_with_show_ui_and_value(command, false, text);
        }
        if self.field.value() != text {
            self.field.set_value(text);
        }
        match focused {
            Some(element) => focus(element.unchecked_ref()),
            None => self.field.blur(),
        }
    }
}

impl Paint {
    /// Paint for an element, whatever stands in it so far.
    pub fn new(element: HtmlElement) -> Self {
        Paint {
            element,
            html: String::new(),
            first_line: 0,
        }
    }

    /// Shows a text whose first line has the number `first_line`, with `fault` marked in it.
    pub fn show(
        &mut self,
        text: &str,
        first_line: usize,
        fault: Option<Range<usize>>,
    ) -> Result<(), JsValue> {
        let html = painted(text, fault);
        if html != self.html {
            self.element.set_inner_html(&html);
            self.html = html;
        }
        if first_line != self.first_line {
            let counter = format!("line {}", first_line.saturating_sub(1));
            self.element
                .style()
                .set_property("counter-reset", &counter)?;
            self.first_line = first_line;
        }
        Ok(())
    }

    /// Where it is painted.
    pub fn element(&self) -> &HtmlElement {
        &self.element
    }
}

/// Gives the focus to an element without scrolling the page.
pub fn focus(element: &HtmlElement) -> Result<(), JsValue> {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options)
}
