//! Running cells from the first changed one down.

use super::cell::Cell;
use super::output::{Change, Output, Trouble};
use super::saved::Edit;
use crate::language::bound_names::sets_name;
use crate::language::error::{ErrorKind, PythonError};
use crate::language::machine::{CellResult, Machine};
use crate::language::parser::parse;
use crate::language::source::Source;
use crate::numerics::gather::Gather;
use std::rc::Rc;

/// The lesson's cells, what they gave, and the state that each starts from.
pub struct Notebook {
    cells: Vec<Slot>,
    /// The first cell whose source changed since the last run; past the end if none did.
    first_changed: usize,
    exhausted: bool,
    /// Blanks that stood edited in a cell which ran, at any time; in order.
    tried: Vec<usize>,
    /// Blanks with texts that came with the page: to run these is to try nothing.
    given: Vec<(usize, String)>,
}

/// A cell with all that belongs to its last run.
struct Slot {
    cell: Cell,
    output: Output,
    /// All names as they were before the cell ran; absent until the first run reaches it.
    before: Option<Machine>,
    /// What last ran without trouble; the lesson's own text at first.
    last_good: Rc<Source>,
}

impl Notebook {
    /// A notebook that has not run yet.
    pub fn new(cells: Vec<Cell>) -> Self {
        let slots = cells.into_iter().map(|cell| Slot {
            last_good: source_of(&cell),
            cell,
            output: Output::default(),
            before: None,
        });
        Notebook {
            cells: slots.gather(),
            first_changed: 0,
            exhausted: false,
            tried: Vec::new(),
            given: Vec::new(),
        }
    }

    /// The cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().map(|slot| &slot.cell)
    }

    /// The cell with this number, counted from 1.
    pub fn cell(&self, number: usize) -> Option<&Cell> {
        self.cells().find(|cell| cell.number == number)
    }

    /// What the cell with this number shows.
    pub fn output(&self, number: usize) -> Option<&Output> {
        let slot = self.cells.iter().find(|slot| slot.cell.number == number)?;
        Some(&slot.output)
    }

    /// Changes one cell's text; the next run starts there, or above.
    ///
    /// Gives what `edit` gives, or `None` if there is no such cell.
    pub fn edit<T>(&mut self, number: usize, edit: impl FnOnce(&mut Cell) -> T) -> Option<T> {
        let index = self
            .cells
            .iter()
            .position(|slot| slot.cell.number == number)?;
        let cell = &mut self.cells[index].cell;
        let before = cell.source();
        let answer = edit(cell);
        if cell.source() != before {
            self.first_changed = self.first_changed.min(index);
        }
        Some(answer)
    }

    /// Puts a text into the blank with this number; false if no cell shows such a blank.
    pub fn set_blank(&mut self, blank: usize, text: &str) -> bool {
        let holder = self.cells().find(|cell| cell.blanks().any(|n| n == blank));
        let Some(number) = holder.map(|cell| cell.number) else {
            return false;
        };
        self.edit(number, |cell| cell.set_blank(blank, text)) == Some(true)
    }

    /// Runs every cell from the first changed one down, as from a fresh start.
    ///
    /// Gives what differs from the last run; a cell that shows the same is left out.
    pub fn run(&mut self) -> Vec<Change> {
        let first = std::mem::replace(&mut self.first_changed, self.cells.len());
        if first >= self.cells.len() {
            return Vec::new();
        }
        self.exhausted = false;
        let mut machine = match &self.cells[first].before {
            Some(before) => before.fork(),
            None => Machine::new(),
        };
        let mut changes = Vec::new();
        for index in first..self.cells.len() {
            changes.extend(self.run_cell(index, &mut machine));
        }
        changes
    }

    /// Whether the last run ended at a work budget, so that the page should wait for a pause
    /// in typing before the next one.
    pub fn exhausted(&self) -> bool {
        self.exhausted
    }

    /// The blanks that were tried: each was edited, and its cell then ran without an error.
    pub fn tried(&self) -> &[usize] {
        &self.tried
    }

    /// A copy of all names as they are after a cell; nothing if it failed, or if its text has not
    /// run yet.
    pub(super) fn names_after(&self, number: usize) -> Option<Machine> {
        let position = |slot: &Slot| slot.cell.number == number;
        let index = self.cells.iter().position(position)?;
        let slot = &self.cells[index];
        if index >= self.first_changed || slot.output.trouble.is_some() {
            return None;
        }
        if let Some(next) = self.cells.get(index + 1) {
            return next.before.as_ref().map(Machine::fork);
        }
        // Of the last cell nothing is kept at each run: it runs once more.
        let mut names = slot.before.as_ref()?.fork();
        names.run(&source_of(&slot.cell));
        Some(names)
    }

    /// Adds a blank to those that were tried; one that the lesson does not have is left out.
    pub fn note_tried(&mut self, blank: usize) {
        let is_known = self.cells().any(|cell| cell.blanks().any(|n| n == blank));
        if let Err(place) = self.tried.binary_search(&blank)
            && is_known
        {
            self.tried.insert(place, blank);
        }
    }

    /// Takes note of edits that others made, in the address or the copy that the page came in:
    /// a blank counts as tried only once its text is another.
    pub fn note_given(&mut self, edits: &[Edit]) {
        for edit in edits {
            for slot in &self.cells {
                let mut cell = slot.cell.clone();
                cell.reset();
                if edit.apply(&mut cell) && cell.close_whole() {
                    let blanks = cell.edited_blanks();
                    let blanks = blanks.map(|(blank, text)| (blank, text.to_owned()));
                    self.given.extend(blanks);
                }
            }
        }
    }

    fn note_tried_in(&mut self, index: usize) {
        let mut cell = self.cells[index].cell.clone();
        if cell.close_whole() {
            for (blank, text) in cell.edited_blanks() {
                let mut given = self.given.iter();
                if !given.any(|(number, given)| *number == blank && given == text) {
                    self.note_tried(blank);
                }
            }
        }
    }

    /// Runs one cell and gives what changed, if anything did.
    fn run_cell(&mut self, index: usize, machine: &mut Machine) -> Option<Change> {
        let slot = &mut self.cells[index];
        slot.before = Some(machine.fork());
        let source = source_of(&slot.cell);
        let result = machine.run(&source);
        self.exhausted |= result.exhausted;
        if result.error.is_none() {
            self.cells[index].last_good = source;
            self.note_tried_in(index);
        }
        let output = self.output_of(index, result);
        let old = std::mem::replace(&mut self.cells[index].output, output);
        let new = &self.cells[index].output;
        let change = Change {
            cell: self.cells[index].cell.number,
            text: old.printed != new.printed
                || old.value != new.value
                || old.warnings != new.warnings
                || old.trouble != new.trouble,
            figures: old.figures != new.figures,
        };
        (change.text || change.figures).then_some(change)
    }

    /// What a cell shows after a run: on trouble, the figures of the run before.
    fn output_of(&self, index: usize, result: CellResult) -> Output {
        let trouble = result.error.map(|error| self.trouble(index, error));
        let figures = match trouble {
            Some(_) => self.cells[index].output.figures.clone(),
            None => result.figures,
        };
        Output {
            printed: result.printed,
            value: result.value.map(|(_, repr)| repr),
            warnings: result.warnings,
            trouble,
            figures,
        }
    }

    /// An unknown name that a cell above would have set, had it not failed, is no error of
    /// this cell: it waits.
    fn trouble(&self, index: usize, error: PythonError) -> Trouble {
        let Some(name) = unknown_name(&error) else {
            return Trouble::Error(error);
        };
        let setter = self.cells[..index].iter().rev().find(|slot| {
            slot.output.trouble.is_some() && sets_name(&parse(&slot.last_good).program, name)
        });
        match setter {
            Some(slot) => Trouble::Waits {
                name: name.to_owned(),
                cell: slot.cell.number,
            },
            None => Trouble::Error(error),
        }
    }
}

/// A cell's source under the name that tracebacks give it.
fn source_of(cell: &Cell) -> Rc<Source> {
    Source::new(format!("cell {}", cell.number), cell.source())
}

/// The name that a `NameError` is about.
fn unknown_name(error: &PythonError) -> Option<&str> {
    if error.kind != ErrorKind::NameError {
        return None;
    }
    error
        .message
        .strip_prefix("name '")?
        .strip_suffix("' is not defined")
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str = "### START CODE HERE ###\n";
    const END: &str = "### END CODE HERE ###\n";

    #[test]
    fn a_blank_counts_as_tried_once_its_edit_has_run() {
        let lesson = [1, 2].map(|number| {
            let source = format!("{START}x = {number}\n{END}");
            Cell::new(number, number, &source)
        });
        let mut notebook = Notebook::new(lesson.to_vec());
        notebook.run();
        notebook.set_blank(2, "x = (");
        notebook.run();
        assert_eq!(
            notebook.tried(),
            [0; 0],
            "neither the lesson's text nor an error"
        );
        notebook.set_blank(2, "x = 3");
        notebook.run();
        notebook.set_blank(2, "x = 2");
        notebook.run();
        assert_eq!(notebook.tried(), [2], "also when it is as before again");
        notebook.edit(1, |cell| cell.set_whole(format!("{START}x = 4\n{END}")));
        notebook.run();
        assert_eq!(notebook.tried(), [1, 2]);
        notebook.note_tried(3);
        assert_eq!(notebook.tried(), [1, 2], "there is no third");
    }

    #[test]
    fn a_blank_that_came_edited_counts_once_its_text_is_another() {
        let cell = Cell::new(1, 1, &format!("{START}x = 1\n{END}{START}y = 1\n{END}"));
        let mut notebook = Notebook::new(vec![cell]);
        let whole = format!("{START}x = 1\n{END}{START}y = 3\n{END}");
        notebook.note_given(&[Edit::Blank(1, "x = 2".into()), Edit::Whole(1, whole)]);
        notebook.set_blank(1, "x = 2");
        notebook.set_blank(2, "y = 3");
        notebook.run();
        assert_eq!(notebook.tried(), [0; 0]);
        notebook.set_blank(1, "x = 3");
        notebook.run();
        assert_eq!(notebook.tried(), [1]);
    }
}
