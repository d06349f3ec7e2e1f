//! What the page's own scripts ask the program: `notebook.answer` and `notebook.ask` in `edge.js`.
//!
//! Cells are named by their numbers, figures by their places in a cell, from 0. Of what is not
//! there, the answer is empty.

use super::dom::missing;
use super::live::{self, Page};
use super::news::news as news_of;
use crate::figure::Figure;
use crate::figure::description::description;
use crate::notebook::saved::restored;
use crate::notebook::{Cell, Notebook};
use crate::numerics::gather::Gather;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// What a figure shows, in a few sentences.
#[wasm_bindgen]
pub fn description_of(cell: usize, figure: usize) -> String {
    of_figure(cell, figure, description)
}

/// What the cells give that was not told before.
#[wasm_bindgen]
pub fn news() -> String {
    let mut news = String::new();
    live::with(&mut |page| {
        news = page.news();
        Ok(())
    });
    news
}

/// Takes these edits, in the form of `notebook/saved.rs`, in place of all there are; says whether
/// it did.
#[wasm_bindgen]
pub fn put_edits(saved: &str) -> bool {
    let mut is_done = false;
    live::with(&mut |page| {
        is_done = true;
        page.put_edits(saved)
    });
    is_done
}

impl Page {
    /// Takes these edits in place of all there are.
    pub fn put_edits(&mut self, saved: &str) -> Result<(), JsValue> {
        let edits = restored(saved).edits;
        for index in 0..self.cells.len() {
            let view = &mut self.cells[index];
            let number = view.number;
            self.notebook
                .edit(number, |cell| view.put_edits(&edits, cell))
                .ok_or_else(|| missing("cell"))??;
            self.touch(index)?;
        }
        Ok(())
    }

    /// What the cells give that was not told before, for those who cannot see it. What the lesson
    /// itself gives is no news.
    pub fn news(&mut self) -> String {
        if self.told.is_empty() {
            let mut cells: Vec<Cell> = self.notebook.cells().cloned().gather();
            cells.iter_mut().for_each(Cell::reset);
            let mut lesson = Notebook::new(cells);
            lesson.run();
            let outputs = self
                .cells
                .iter()
                .filter_map(|view| lesson.output(view.number));
            self.told = outputs.cloned().gather();
        }
        let mut outputs = Vec::new();
        for view in &self.cells {
            if let Some(output) = self.notebook.output(view.number) {
                outputs.push((view.number, output));
            }
        }
        let news = news_of(&self.told, &outputs);
        self.told = outputs
            .into_iter()
            .map(|(_, output)| output.clone())
            .gather();
        news
    }
}

/// The answer to a question about one figure.
fn of_figure<T: Default>(cell: usize, figure: usize, question: impl Fn(&Figure) -> T) -> T {
    let mut answer = T::default();
    live::with(&mut |page| {
        let output = page.notebook.output(cell);
        if let Some(figure) = output.and_then(|output| output.figures.get(figure)) {
            answer = question(figure);
        }
        Ok(())
    });
    answer
}
