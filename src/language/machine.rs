//! The machine: runs compiled cells one after another in one shared namespace.

use super::error::PythonError;
use super::native::Arguments;
use super::pyplot;
use super::source::Source;
use super::value::{Outcome, Value};
use crate::figure::Figure;
use std::rc::Rc;

/// What a cell left behind.
pub struct CellResult {
    /// What it printed.
    pub printed: String,
    /// The `repr` and type of a trailing expression that is not `None`.
    pub value: Option<(String, String)>,
    pub warnings: Vec<Warning>,
    pub error: Option<PythonError>,
    /// Shown by `plt.show()` or still open at the end, in order; then closed.
    pub figures: Vec<Figure>,
}

/// `RuntimeWarning: overflow encountered in exp`, once a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// `RuntimeWarning`, `SyntaxWarning`, `UserWarning`.
    pub category: &'static str,
    pub message: String,
    pub line: usize,
    /// The source line, trimmed.
    pub line_text: String,
}

/// Names, pyplot's state, random state: all that a later cell can see.
pub struct Machine {
    pub pyplot: pyplot::State,
}

impl Machine {
    /// A fresh namespace that holds the built-ins only.
    pub fn new() -> Self {
        todo!("the evaluator's task")
    }

    /// A copy that shares no state that a run could change: lists, arrays, figures, random state.
    pub fn fork(&self) -> Self {
        todo!("the evaluator's task")
    }

    /// Binds a global name, as `import numpy as np` would.
    pub fn define(&mut self, _name: &str, _value: Value) {
        todo!("the evaluator's task")
    }

    /// Parses, compiles and runs one cell. Never panics on any text.
    pub fn run(&mut self, _source: &Rc<Source>) -> CellResult {
        todo!("the evaluator's task")
    }

    /// Calls any callable from a built-in.
    pub fn call(&mut self, _function: &Value, _arguments: Arguments) -> Outcome {
        todo!("the evaluator's task")
    }

    /// Records a warning at the place that runs now, once a place and message.
    pub fn warn(&mut self, _category: &'static str, _message: &str) {
        todo!("the evaluator's task")
    }
}
