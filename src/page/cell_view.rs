//! One cell on the page: its code, its buttons, its outputs.
//!
//! Knows nothing of when cells run.

use super::dom::{find, find_all, find_as, flag, missing, number, set_text, text};
use super::editor::{Editor, Paint, focus};
use super::figures::{Figures, Surface};
use super::names::{attribute, selector};
use super::words::{shown_lines, trouble_html, warnings_html};
use crate::notebook::saved::Edit;
use crate::notebook::{Cell, Output, Part, Trouble};
use std::ops::Range;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlTemplateElement, Node};

/// Printed text of at most so many lines is in view at once, even in the largest type.
const LINES_IN_VIEW: usize = 18;

/// A cell as the reader sees it.
pub struct CellView {
    pub number: usize,
    root: Element,
    parts: Vec<PartView>,
    whole: Option<Whole>,
    buttons: Buttons,
    outputs: Outputs,
    pub figures: Figures,
}

enum PartView {
    /// The lesson's own text, newline included, and where it is painted.
    Fixed(String, Paint),
    /// The blank's number and editor.
    Blank(usize, Editor),
}

/// The one editor of a cell that is edited whole.
struct Whole {
    block: Element,
    editor: Editor,
}

struct Buttons {
    edited_mark: Element,
    reset: HtmlElement,
    undo: HtmlElement,
    edit_whole: HtmlElement,
    done: Element,
}

struct Outputs {
    printed: Element,
    more: Element,
    more_count: Element,
    value: Element,
    warnings: Element,
    error: Element,
}

impl CellView {
    /// Reads a cell from the page: its view, and the cell with the texts as they stand there.
    pub fn read(root: Element) -> Result<(Self, Cell), JsValue> {
        let number = number(&root, attribute::CELL)?;
        let code = find(&root, selector::CODE)?;
        let mut parts = Vec::new();
        let (mut original, mut texts) = (String::new(), Vec::new());
        for element in find_all(&code, selector::PART)? {
            let part = PartView::read(element)?;
            original.push_str(&part.original()?);
            texts.push(part.now());
            parts.push(part);
        }
        let first_blank = parts.iter().find_map(PartView::blank).unwrap_or(1);
        let mut cell = Cell::new(number, first_blank, &original);
        cell.set_parts(texts);
        let mut view = CellView {
            number,
            parts,
            whole: None,
            buttons: Buttons::find(&root)?,
            outputs: Outputs::find(&root)?,
            figures: Figures::find(&root)?,
            root,
        };
        view.adopt_whole(&mut cell)?;
        Ok((view, cell))
    }

    /// Takes over a whole editor that an earlier instance of the program left in the page.
    fn adopt_whole(&mut self, cell: &mut Cell) -> Result<(), JsValue> {
        if let Some(block) = self.root.query_selector(selector::WHOLE)? {
            let editor = Editor::new(&block, selector::SOURCE)?;
            cell.set_whole(editor.text());
            self.whole = Some(Whole { block, editor });
        }
        Ok(())
    }

    /// Gives the notebook what now stands in the text fields.
    pub fn enter_text(&self, cell: &mut Cell) {
        if let Some(whole) = &self.whole {
            cell.set_whole(whole.editor.text());
            return;
        }
        for part in &self.parts {
            if let PartView::Blank(number, editor) = part {
                cell.set_blank(*number, &editor.text());
            }
        }
    }

    /// Opens the whole source in one editor, which gets the focus.
    pub fn open_whole(&mut self, cell: &mut Cell) -> Result<(), JsValue> {
        cell.set_whole(cell.source());
        self.show_cell(cell)?;
        match &self.whole {
            Some(whole) => focus(&whole.editor.field),
            None => Ok(()),
        }
    }

    /// Brings the blanks back, where the marker lines allow it.
    pub fn close_whole(&mut self, cell: &mut Cell) -> Result<(), JsValue> {
        cell.close_whole();
        self.show_cell(cell)?;
        focus(&self.buttons.edit_whole)
    }

    /// Brings back the lesson's own text. What takes that back is next for the focus.
    pub fn reset(&mut self, cell: &mut Cell) -> Result<(), JsValue> {
        cell.reset();
        self.show_cell(cell)?;
        flag(&self.buttons.undo, "hidden", false)?;
        focus(&self.buttons.undo)
    }

    /// Takes these edits in place of the cell's own; those of other cells do nothing here.
    pub fn put_edits(&mut self, edits: &[Edit], cell: &mut Cell) -> Result<(), JsValue> {
        cell.reset();
        for edit in edits {
            edit.apply(cell);
        }
        self.recall_cell(cell)
    }

    /// Makes the text fields show what the cell holds, as if it were typed.
    fn show_cell(&mut self, cell: &Cell) -> Result<(), JsValue> {
        self.put_cell(cell, Editor::replace)
    }

    /// Makes the text fields show what the cell holds from the start: there is nothing to undo,
    /// and the focus stays where the reader has it.
    pub fn recall_cell(&mut self, cell: &Cell) -> Result<(), JsValue> {
        self.put_cell(cell, |editor, text| {
            if editor.text() != text {
                editor.field.set_value(text);
            }
            Ok(())
        })
    }

    fn put_cell(
        &mut self,
        cell: &Cell,
        put: fn(&Editor, &str) -> Result<(), JsValue>,
    ) -> Result<(), JsValue> {
        match (cell.whole(), &self.whole) {
            (Some(text), None) => {
                let whole = Whole::open(&self.root, self.number)?;
                whole.editor.field.set_value(text);
                self.whole = Some(whole);
            }
            (Some(text), Some(whole)) => put(&whole.editor, text)?,
            (None, Some(_)) => self.whole = None,
            (None, None) => {}
        }
        flag(&self.root, attribute::WHOLE, self.whole.is_some())?;
        for (view, part) in self.parts.iter().zip(cell.parts()) {
            if let (PartView::Blank(_, editor), Part::Blank { text, .. }) = (view, part) {
                put(editor, text)?;
            }
        }
        // Not only with the next frame, whose run may stop the program: these texts are in no
        // field, and its successor is to find them.
        match self.whole {
            Some(_) => Ok(()),
            None => self.paint_parts(cell, None),
        }
    }

    /// Paints the cell's text, with the place of its error, and sets its marks and buttons.
    pub fn paint(&mut self, cell: &Cell, output: &Output) -> Result<(), JsValue> {
        let fault = fault(&cell.source(), self.number, output);
        if let (Some(whole), Some(text)) = (&mut self.whole, cell.whole()) {
            whole.editor.repaint(text, 1, fault)?;
        } else {
            self.paint_parts(cell, fault.as_ref())?;
        }
        self.show_buttons(cell)
    }

    fn paint_parts(&mut self, cell: &Cell, fault: Option<&Range<usize>>) -> Result<(), JsValue> {
        let mut line = 1;
        let mut offset = 0;
        for (view, part) in self.parts.iter_mut().zip(cell.parts()) {
            // The text of a fixed part ends with its newline, that of a blank before it.
            let text = part.text();
            let text = text
                .strip_suffix('\n')
                .filter(|_| is_fixed(part))
                .unwrap_or(text);
            let fault = fault.and_then(|fault| within(fault, offset, text.len()));
            match view {
                PartView::Fixed(original, paint) => {
                    paint.show(text, line, fault)?;
                    keep_original(paint.element(), original, text)?;
                }
                PartView::Blank(_, editor) => editor.repaint(text, line, fault)?,
            }
            line += text.matches('\n').count() + 1;
            offset += text.len() + 1;
        }
        Ok(())
    }

    fn show_buttons(&self, cell: &Cell) -> Result<(), JsValue> {
        let edited = cell.is_edited();
        // Whether *done* could bring the blanks back is asked of a copy.
        let unmarked = cell.whole().is_some() && !cell.clone().close_whole();
        let buttons = &self.buttons;
        flag(&buttons.edited_mark, "hidden", !edited)?;
        flag(
            &buttons.reset,
            "disabled",
            !edited && cell.whole().is_none(),
        )?;
        flag(&buttons.done, "disabled", unmarked)?;
        flag(&self.root, attribute::UNMARKED, unmarked)
    }

    /// Shows printed text, value, warnings and trouble.
    pub fn show_output(&self, output: &Output) -> Result<(), JsValue> {
        let (printed, more) = shown_lines(&output.printed);
        let outputs = &self.outputs;
        set_text(&outputs.printed, printed);
        show_scrollable(&outputs.printed, printed)?;
        set_text(&outputs.more_count, &more.to_string());
        flag(&outputs.more, "hidden", more == 0)?;
        set_text(&outputs.value, output.value.as_deref().unwrap_or(""));
        outputs
            .warnings
            .set_inner_html(&warnings_html(&output.warnings));
        let trouble = output.trouble.as_ref().map(trouble_html);
        outputs.error.set_inner_html(&trouble.unwrap_or_default());
        let failed = matches!(output.trouble, Some(Trouble::Error(_)));
        if failed && self.root.matches(":focus-within")? {
            flag(&self.root, attribute::ROOMY, true)?;
        }
        self.figures.mark_old(output.figures_are_old())
    }

    /// Gives up the room that an error took, once the focus goes to a place outside the cell.
    pub fn leave(&self, focus_goes_to: Option<&Node>) -> Result<(), JsValue> {
        if self.root.contains(focus_goes_to) {
            return Ok(());
        }
        flag(&self.root, attribute::ROOMY, false)
    }

    /// Whether this is the view of that cell.
    pub fn is(&self, cell: &Element) -> bool {
        self.root == *cell
    }

    /// Draws the figures anew.
    pub fn draw(&mut self, output: &Output, surface: &Surface) -> Result<(), JsValue> {
        self.figures.draw(&output.figures, surface)?;
        self.figures.mark_old(output.figures_are_old())
    }
}

impl PartView {
    fn read(element: Element) -> Result<Self, JsValue> {
        match element.query_selector(selector::BLANK)? {
            Some(field) => Ok(PartView::Blank(
                number(&field, attribute::BLANK)?,
                Editor::new(&element, selector::BLANK)?,
            )),
            None => {
                let original = element.get_attribute(attribute::ORIGINAL);
                let original = original.unwrap_or_else(|| text(&element));
                let paint = Paint::new(element.unchecked_into());
                Ok(PartView::Fixed(with_newline(original), paint))
            }
        }
    }

    fn blank(&self) -> Option<usize> {
        match self {
            PartView::Fixed(..) => None,
            PartView::Blank(number, _) => Some(*number),
        }
    }

    /// The lesson's own text of this part.
    fn original(&self) -> Result<String, JsValue> {
        match self {
            PartView::Fixed(original, _) => Ok(original.clone()),
            PartView::Blank(_, editor) => Ok(editor.field.default_value()? + "\n"),
        }
    }

    /// The text of this part as it stands in the page.
    fn now(&self) -> String {
        match self {
            PartView::Fixed(original, paint) => {
                let element = paint.element();
                if element.has_attribute(attribute::ORIGINAL) {
                    text(element) + "\n" // Painting left out the last newline.
                } else {
                    original.clone()
                }
            }
            PartView::Blank(_, editor) => editor.text(),
        }
    }
}

/// Leaves the lesson's own text in the page while an edited one is shown, for a later instance
/// of this program.
fn keep_original(element: &Element, original: &str, shown: &str) -> Result<(), JsValue> {
    if original.strip_suffix('\n') == Some(shown) {
        element.remove_attribute(attribute::ORIGINAL)
    } else {
        element.set_attribute(attribute::ORIGINAL, original)
    }
}

/// A fixed part's text, whose last newline painting leaves out.
fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn is_fixed(part: &Part) -> bool {
    matches!(part, Part::Fixed(_))
}

impl Whole {
    /// Puts an empty editor for the whole cell into its code.
    fn open(root: &Element, number: usize) -> Result<Self, JsValue> {
        let document = root.owner_document().ok_or_else(|| missing("document"))?;
        let page = document
            .document_element()
            .ok_or_else(|| missing("document"))?;
        let template: HtmlTemplateElement = find_as(&page, selector::WHOLE_TEMPLATE)?;
        let copy = document.import_node_with_deep(&template.content(), true)?;
        let code = find(root, selector::CODE)?;
        code.append_child(&copy)?;

        let block = find(&code, selector::WHOLE)?;
        let editor = Editor::new(&block, selector::SOURCE)?;
        let id = format!("source-{number}");
        editor.field.set_id(&id);
        find(&block, selector::LABEL)?.set_attribute("for", &id)?;
        let error = format!("cell-{number}-error");
        editor.field.set_attribute("aria-describedby", &error)?;
        Ok(Whole { block, editor })
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.block.remove();
    }
}

impl Buttons {
    fn find(root: &Element) -> Result<Self, JsValue> {
        Ok(Buttons {
            edited_mark: find(root, selector::EDITED_MARK)?,
            reset: find_as(root, selector::RESET)?,
            undo: find_as(root, selector::UNDO)?,
            edit_whole: find_as(root, selector::EDIT_WHOLE)?,
            done: find(root, selector::DONE)?,
        })
    }
}

impl Outputs {
    fn find(root: &Element) -> Result<Self, JsValue> {
        Ok(Outputs {
            printed: find(root, selector::PRINTED)?,
            more: find(root, selector::MORE)?,
            more_count: find(root, selector::MORE_COUNT)?,
            value: find(root, selector::VALUE)?,
            warnings: find(root, selector::WARNINGS)?,
            error: find(root, selector::ERROR)?,
        })
    }
}

/// Lets the keyboard reach a text that may be long enough to scroll.
fn show_scrollable(element: &Element, text: &str) -> Result<(), JsValue> {
    if text.matches('\n').count() > LINES_IN_VIEW {
        element.set_attribute("tabindex", "0")
    } else {
        element.remove_attribute("tabindex")
    }
}

/// Where the error of the last run stands in this cell's own text, in bytes.
fn fault(source: &str, number: usize, output: &Output) -> Option<Range<usize>> {
    let Some(Trouble::Error(error)) = &output.trouble else {
        return None;
    };
    let name = format!("cell {number}");
    let step = error
        .traceback
        .iter()
        .rev()
        .find(|step| step.source.name == name && step.source.text == source)?;
    let (start, end) = (step.span.start as usize, step.span.end as usize);
    (start <= end && end <= source.len()).then_some(start..end)
}

/// The part of `fault` that lies in the text of `length` bytes at `offset`, or on the newline
/// after it, counted from there.
fn within(fault: &Range<usize>, offset: usize, length: usize) -> Option<Range<usize>> {
    let start = fault.start.max(offset);
    let end = fault.end.min(offset + length + 1);
    let is_here = start < end || (fault.is_empty() && start == end);
    is_here.then(|| start - offset..end - offset)
}
