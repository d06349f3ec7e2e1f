//! The page while it is live: what the reader does goes in, what the cells give comes out.
//!
//! Events only note what changed and ask for a frame; the frame takes the text of the fields,
//! runs the notebook and draws. So edits within one frame share one run.

use super::cell_view::CellView;
use super::dom::{find, find_all, missing, window};
use super::figures::{Surface, Watch};
use super::listener::{Frame, Listener, Timer};
use super::names::{attribute, selector};
use super::theme;
use crate::notebook::saved::{Restored, lesson_version, restored, saved};
use crate::notebook::{Cell, Change, Notebook, Output};
use crate::numerics::gather::Gather;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, Element, Event, FocusEvent};

thread_local! {
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

/// After a run that met a work budget, the next one waits for so long a pause, in milliseconds.
const PAUSE: i32 = 300;

/// Everything that is live.
pub struct Page {
    pub root: Element,
    pub notebook: Notebook,
    pub cells: Vec<CellView>,
    /// Cells whose text changed since the last frame, by index.
    touched: Vec<usize>,
    pub frame: Frame,
    pause: Timer,
    /// The page starts in many short tasks, between which the browser can answer the reader.
    next_task: Timer,
    /// Cells whose figures the start still has to draw, by index, last first.
    undrawn: Vec<usize>,
    is_starting: bool,
    /// What each cell gave when that was last told.
    pub told: Vec<Output>,
    /// What figures are drawn on; unknown until first measured.
    pub surface: Option<Surface>,
    /// Whether size, pixel ratio or colours may have changed.
    surface_is_stale: bool,
    watch: Watch,
    _listeners: Vec<Listener>,
}

/// Makes the page live: reads the lesson, runs it, draws it.
pub fn start(lifetime: AbortSignal) -> Result<(), JsValue> {
    let page = Page::new(lifetime)?;
    PAGE.with(|place| *place.borrow_mut() = Some(page));
    let mut result = Ok(());
    with(&mut |page| {
        result = page.first_run();
        Ok(())
    });
    result
}

/// Lets a callback do its deed.
///
/// An event that the deed itself sets off, such as the `input` of a text it replaces, is left
/// out: the deed sees to its consequences. A failure is thrown for the console to show.
pub fn with(deed: &mut dyn FnMut(&mut Page) -> Result<(), JsValue>) {
    let result = PAGE.with(|place| match place.try_borrow_mut().as_deref_mut() {
        Ok(Some(page)) => deed(page),
        _ => Ok(()),
    });
    if let Err(error) = result {
        wasm_bindgen::throw_val(error);
    }
}

impl Page {
    fn new(lifetime: AbortSignal) -> Result<Self, JsValue> {
        let document = window().document().ok_or_else(|| missing("document"))?;
        let root = document
            .document_element()
            .ok_or_else(|| missing("document"))?;
        let lesson = find(&root, selector::LESSON)?;
        let theme_button = find(&root, selector::THEME)?;
        let (mut cells, mut texts) = (Vec::new(), Vec::new());
        for element in find_all(&root, selector::CELL)? {
            let (view, cell) = CellView::read(element)?;
            cells.push(view);
            texts.push(cell);
        }
        let recalled = recall_edits(&mut cells, &mut texts)?;
        if recalled.is_partial {
            root.set_attribute(attribute::PARTIAL, "")?;
        }
        let listen = |target: &_, kind, reaction| Listener::new(target, kind, &lifetime, reaction);
        let given = restored(&super::memory::given());
        let mut notebook = Notebook::new(texts);
        notebook.note_given(&given.edits);
        for blank in recalled.tried {
            notebook.note_tried(blank);
        }
        Ok(Page {
            notebook,
            cells,
            touched: Vec::new(),
            frame: Frame::new(Page::show_frame),
            pause: Timer::new(PAUSE, Page::run),
            next_task: Timer::new(0, Page::draw_next),
            undrawn: Vec::new(),
            is_starting: true,
            told: Vec::new(),
            surface: None,
            surface_is_stale: true,
            _listeners: vec![
                listen(&lesson, "input", Page::note_input)?,
                listen(&lesson, "click", Page::press)?,
                listen(&lesson, "focusout", Page::leave)?,
                listen(&lesson, "resize", |page, _| page.renew_figures())?,
                listen(&theme_button, "click", theme::press)?,
            ],
            watch: Watch::new(lifetime)?,
            root,
        })
    }

    fn first_run(&mut self) -> Result<(), JsValue> {
        for index in 0..self.cells.len() {
            self.take_text(index)?;
        }
        self.touched = (0..self.cells.len()).gather();
        self.root.set_attribute(attribute::STATE, "live")?;
        self.renew_surface()?;
        // Before the run, which may stop the program.
        self.keep();
        self.run()
    }

    /// The reader typed.
    fn note_input(&mut self, event: &Event) -> Result<(), JsValue> {
        match self.cell_of(event) {
            Some(index) => self.touch(index),
            None => Ok(()),
        }
    }

    /// The reader pressed one of a cell's buttons.
    fn press(&mut self, event: &Event) -> Result<(), JsValue> {
        let (Some(index), Some(target)) = (self.cell_of(event), element(event)) else {
            return Ok(());
        };
        let deed = if target.closest(selector::RESET)?.is_some() {
            CellView::reset
        } else if target.closest(selector::EDIT_WHOLE)?.is_some() {
            CellView::open_whole
        } else if target.closest(selector::DONE)?.is_some() {
            CellView::close_whole
        } else {
            return Ok(());
        };
        self.take_text(index)?;
        let view = &mut self.cells[index];
        if let Some(result) = self.notebook.edit(view.number, |cell| deed(view, cell)) {
            result?;
        }
        self.touch(index)
    }

    /// The focus left an element; if it left the cell too, the room of an error is given up.
    fn leave(&mut self, event: &Event) -> Result<(), JsValue> {
        let Some(index) = self.cell_of(event) else {
            return Ok(());
        };
        let goes_to = event.unchecked_ref::<FocusEvent>().related_target();
        self.cells[index].leave(goes_to.as_ref().map(JsCast::unchecked_ref))
    }

    /// The text of a cell changed: the next frame runs it.
    pub fn touch(&mut self, index: usize) -> Result<(), JsValue> {
        if !self.touched.contains(&index) {
            self.touched.push(index);
        }
        self.frame.ask()
    }

    /// Size, pixel ratio or colours may have changed.
    pub fn renew_figures(&mut self) -> Result<(), JsValue> {
        self.surface_is_stale = true;
        self.frame.ask()
    }

    /// All that a frame does: text in, a run, drawing.
    fn show_frame(&mut self) -> Result<(), JsValue> {
        if self.surface_is_stale && self.renew_surface()? {
            self.draw_all()?;
        }
        if self.touched.is_empty() {
            return Ok(());
        }
        for position in 0..self.touched.len() {
            self.take_text(self.touched[position])?;
        }
        // Before the run, which may stop the program.
        self.keep();
        if self.notebook.exhausted() {
            self.paint_touched()?;
            return self.pause.restart();
        }
        self.run()
    }

    fn keep(&self) {
        super::memory::keep(&saved(self.notebook.cells(), self.notebook.tried()));
    }

    /// Gives the notebook the text that stands in a cell's fields.
    fn take_text(&mut self, index: usize) -> Result<(), JsValue> {
        let view = &self.cells[index];
        self.notebook
            .edit(view.number, |cell| view.enter_text(cell))
            .ok_or_else(|| missing("cell"))
    }

    /// Runs from the first changed cell down and shows what changed.
    fn run(&mut self) -> Result<(), JsValue> {
        let tried = self.notebook.tried().len();
        for change in self.notebook.run() {
            self.show(&change)?;
        }
        self.paint_touched()?;
        if self.notebook.tried().len() > tried {
            self.keep();
        }
        self.is_starting = false;
        self.draw_later_or_count()
    }

    /// Draws the figures of one cell, at the start.
    fn draw_next(&mut self) -> Result<(), JsValue> {
        if let Some(index) = self.undrawn.pop() {
            let view = &mut self.cells[index];
            if let (Some(output), Some(surface)) =
                (self.notebook.output(view.number), &self.surface)
            {
                view.draw(output, surface)?;
            }
        }
        self.draw_later_or_count()
    }

    /// A run counts once all is drawn.
    fn draw_later_or_count(&mut self) -> Result<(), JsValue> {
        if !self.undrawn.is_empty() {
            return self.next_task.restart();
        }
        let runs = super::dom::number(&self.root, attribute::RUNS).unwrap_or(0) + 1;
        self.root.set_attribute(attribute::RUNS, &runs.to_string())
    }

    fn show(&mut self, change: &Change) -> Result<(), JsValue> {
        if self.root.has_attribute(attribute::TRAP) {
            self.root.remove_attribute(attribute::TRAP)?;
            core::arch::wasm32::unreachable();
        }
        let Some(index) = self
            .cells
            .iter()
            .position(|view| view.number == change.cell)
        else {
            return Ok(());
        };
        let view = &mut self.cells[index];
        let Some(output) = self.notebook.output(change.cell) else {
            return Ok(());
        };
        if change.text {
            view.show_output(output)?;
            if !self.touched.contains(&index) {
                self.touched.push(index);
            }
        }
        if self.is_starting {
            self.undrawn.insert(0, index);
        } else if let Some(surface) = self.surface.as_ref().filter(|_| change.figures) {
            view.draw(output, surface)?;
        }
        Ok(())
    }

    /// Paints the text of the cells that were touched, or whose error moved.
    fn paint_touched(&mut self) -> Result<(), JsValue> {
        for index in std::mem::take(&mut self.touched) {
            let view = &mut self.cells[index];
            let number = view.number;
            if let (Some(cell), Some(output)) =
                (self.notebook.cell(number), self.notebook.output(number))
            {
                view.paint(cell, output)?;
            }
        }
        Ok(())
    }

    /// Measures what figures are drawn on; gives whether it changed.
    fn renew_surface(&mut self) -> Result<bool, JsValue> {
        self.surface_is_stale = false;
        let mut width = 0.0_f64;
        for view in &self.cells {
            width = width.max(view.figures.width());
        }
        let surface = Surface::measure(&self.root, width)?;
        self.watch.ratio(surface.ratio)?;
        let changed = self.surface.as_ref() != Some(&surface);
        self.surface = Some(surface);
        Ok(changed)
    }

    fn draw_all(&mut self) -> Result<(), JsValue> {
        let Some(surface) = &self.surface else {
            return Ok(());
        };
        for view in &mut self.cells {
            if let Some(output) = self.notebook.output(view.number) {
                view.draw(output, surface)?;
            }
        }
        Ok(())
    }

    /// The index of the cell that an event happened in.
    fn cell_of(&self, event: &Event) -> Option<usize> {
        let cell = element(event)?.closest(selector::CELL).ok()??;
        self.cells.iter().position(|view| view.is(&cell))
    }
}

/// Puts the edits that are kept into the page, but where the reader was faster, and where an
/// earlier instance of the program left others; gives what was recalled.
fn recall_edits(views: &mut [CellView], cells: &mut [Cell]) -> Result<Restored, JsValue> {
    let lesson = format!("{:x}", lesson_version(cells.iter()));
    let mut recalled = restored(&super::memory::recall(&lesson));
    let found = cells.to_vec();
    for edit in &recalled.edits {
        let mut is_known = false;
        for ((view, cell), found) in views.iter_mut().zip(&mut *cells).zip(&found) {
            let mut edited = cell.clone();
            if !edit.apply(&mut edited) {
                continue;
            }
            is_known = true;
            if edit.changes_nothing_of(found) {
                *cell = edited;
                view.recall_cell(cell)?;
            }
        }
        recalled.is_partial |= !is_known;
    }
    Ok(recalled)
}

/// The element that an event happened on; what is listened to happens on nothing else.
fn element(event: &Event) -> Option<Element> {
    event.target().map(JsCast::unchecked_into)
}
