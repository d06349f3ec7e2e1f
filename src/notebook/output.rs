//! What a cell shows, and what a run changed.

use crate::figure::Figure;
use crate::language::error::PythonError;
use crate::language::machine::Warning;

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    pub printed: String,
    /// The `repr` of a trailing expression.
    pub value: Option<String>,
    pub warnings: Vec<Warning>,
    pub trouble: Option<Trouble>,
    /// The figures of the last run without trouble.
    pub figures: Vec<Figure>,
}

/// Why a cell has no new output.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    Error(PythonError),
    /// The cell needs `name`, which the cell `cell` above sets once its own error is mended.
    Waits {
        name: String,
        cell: usize,
    },
}

/// What a run changed in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell's number, from 1.
    pub cell: usize,
    /// Whether printed text, value, warnings or trouble differ from before.
    pub text: bool,
    /// Whether the figures differ from before.
    pub figures: bool,
}

impl Output {
    /// Whether the figures are those of an earlier run, since the last one met trouble.
    pub fn figures_are_old(&self) -> bool {
        self.trouble.is_some() && !self.figures.is_empty()
    }
}
