//! Functions written in Python, and the variables that they share.
//!
//! Knows nothing of how they run.

use super::instruction::Code;
use super::items::bury;
use super::value::Value;
use std::cell::RefCell;
use std::rc::Rc;

/// A variable that several functions share; empty while it is unbound.
pub type Cell = Rc<RefCell<Option<Value>>>;

/// What `def` and `lambda` make.
pub struct Function {
    pub code: Rc<Code>,
    /// For the last positional parameters.
    pub defaults: Vec<Value>,
    /// One for each keyword-only parameter.
    pub keyword_defaults: Vec<Option<Value>>,
    pub captured: Vec<Cell>,
}

impl Drop for Function {
    fn drop(&mut self) {
        let mut values = std::mem::take(&mut self.defaults);
        values.extend(self.keyword_defaults.drain(..).flatten());
        for cell in self.captured.drain(..) {
            values.extend(Rc::into_inner(cell).and_then(RefCell::into_inner));
        }
        bury(&mut values);
    }
}
