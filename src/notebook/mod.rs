//! The lesson's cells and blanks, and running them top to bottom.
//!
//! Knows nothing of pixels or of the browser.

use crate::figure::Figure;
use crate::language::error::PythonError;
use crate::language::machine::Warning;

/// The lesson: cells in order, what the learner made of them, and what they gave.
pub struct Notebook {
    cells: Vec<Cell>,
}

/// One cell: fixed text and blanks in turn, or one whole text once it is edited whole.
pub struct Cell {
    /// As the page counts, from 1.
    pub number: usize,
    pub parts: Vec<Part>,
    /// The whole source while the cell is edited as a whole.
    pub whole: Option<String>,
    pub output: Output,
}

/// A piece of a cell's source. Pieces are joined as they are: each ends with its newline,
/// and a blank's text stands between two marker lines that belong to the fixed pieces.
pub enum Part {
    Fixed(String),
    Blank {
        /// As the page counts, from 1.
        number: usize,
        original: String,
        text: String,
    },
}

/// What a cell shows.
#[derive(Default)]
pub struct Output {
    pub printed: String,
    /// The `repr` of a trailing expression.
    pub value: Option<String>,
    pub warnings: Vec<Warning>,
    pub trouble: Option<Trouble>,
    /// The figures of the last run that drew any; see [`Output::figures_are_old`].
    pub figures: Vec<Figure>,
    /// The cell failed before it could draw, and `figures` are those of an earlier run.
    pub figures_are_old: bool,
}

/// Why a cell has no new output.
pub enum Trouble {
    Error(PythonError),
    /// The cell needs `name`, which the failed cell `cell` sets.
    Waits {
        name: String,
        cell: usize,
    },
}

/// What a run changed in one cell.
pub struct Change {
    /// The cell's number, from 1.
    pub cell: usize,
    /// Whether printed text, value, warnings or trouble differ from before.
    pub text: bool,
    /// Whether the figures, or their being old, differ from before.
    pub figures: bool,
}

impl Notebook {
    /// A notebook that has not run yet.
    pub fn new(cells: Vec<Cell>) -> Self {
        Notebook { cells }
    }

    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Puts a new text into blank `number`; the next run starts at its cell or above.
    pub fn set_blank(&mut self, _number: usize, _text: &str) {
        todo!()
    }

    /// Edits a cell as a whole (`Some`), or brings its blanks back (`None`).
    pub fn set_whole(&mut self, _cell: usize, _text: Option<String>) {
        todo!()
    }

    /// Brings back the lesson's own text of one cell.
    pub fn reset(&mut self, _cell: usize) {
        todo!()
    }

    /// The source of a cell as it would run now.
    pub fn source(&self, _cell: usize) -> String {
        todo!()
    }

    /// Runs every cell from the first changed one down. A cell that did not change shows in
    /// no [`Change`].
    pub fn run(&mut self) -> Vec<Change> {
        todo!()
    }

    /// Whether the last run ended at a work budget, so that the page should wait for a pause
    /// in typing before the next one.
    pub fn exhausted(&self) -> bool {
        todo!()
    }
}
