//! Exceptions: as objects that a program can hold, and on their way up.
//!
//! Knows nothing of frames or handlers: the machine does.

use super::error::{ErrorKind, TracebackEntry};
use super::items::Items;
use super::syntax_tree::Name;
use super::value::Value;
use std::cell::RefCell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// An exception object: what `except … as error` binds and `ValueError('no')` makes.
pub struct Exception {
    pub kind: ErrorKind,
    /// `error.args`
    pub arguments: Rc<Items>,
    /// What `str(error)` gives.
    pub message: String,
    pub suggestion: Option<String>,
    pub hint: Option<Rc<Hint>>,
    /// From the innermost call outwards.
    pub traceback: RefCell<Vec<TracebackEntry>>,
}

/// What was looked for and not found.
pub enum Hint {
    /// A name, and the local names of the function that looked for it.
    Name { name: Name, locals: Vec<Name> },
    /// An attribute of an object.
    Attribute { object: Value, name: Name },
}

/// An exception on its way up. One word wide, so that results stay small.
#[derive(Clone)]
pub struct Raised(Box<RaisedParts>);

/// What is inside a [`Raised`], reached through it.
#[derive(Clone)]
pub struct RaisedParts {
    pub kind: ErrorKind,
    /// What `str(exception)` gives.
    pub message: String,
    /// What Python's display adds: `Did you mean: 'name'?`
    pub suggestion: Option<String>,
    /// What a suggestion is made from, if nothing catches the exception.
    pub hint: Option<Rc<Hint>>,
    /// The exception object, where there is one already.
    pub exception: Option<Rc<Exception>>,
    /// From the innermost call outwards.
    pub traceback: Vec<TracebackEntry>,
    /// A work budget ended: nothing can catch this.
    pub exhausted: bool,
    /// Raised again as it was: the frame that does so adds no traceback entry.
    pub again: bool,
}

impl Raised {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Raised(Box::new(RaisedParts {
            kind,
            message: message.into(),
            suggestion: None,
            hint: None,
            exception: None,
            traceback: Vec::new(),
            exhausted: false,
            again: false,
        }))
    }

    /// A `TypeError`.
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::TypeError, message)
    }

    /// A `ValueError`.
    pub fn value_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::ValueError, message)
    }

    /// An `IndexError`.
    pub fn index_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::IndexError, message)
    }

    /// An `OverflowError`.
    pub fn overflow_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::OverflowError, message)
    }

    /// A `ZeroDivisionError`.
    pub fn zero_division(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::ZeroDivisionError, message)
    }

    /// What Python knows and this page does not: `message` is a whole sentence that names it.
    pub fn unknown_here(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotImplementedError, message)
    }

    /// The end of a work budget, which no `except` can catch.
    pub fn exhausted(kind: ErrorKind, message: impl Into<String>) -> Self {
        let mut raised = Self::new(kind, message);
        raised.exhausted = true;
        raised
    }

    /// Raises an exception object, with the traceback it has so far.
    pub fn from_exception(exception: &Rc<Exception>) -> Self {
        let mut raised = Self::new(exception.kind, exception.message.clone());
        raised.suggestion = exception.suggestion.clone();
        raised.hint = exception.hint.clone();
        raised.traceback = exception.traceback.borrow().clone();
        raised.exception = Some(exception.clone());
        raised
    }

    /// An exception whose `args` are not just its message.
    pub fn with_arguments(
        kind: ErrorKind,
        arguments: Vec<Value>,
        message: impl Into<String>,
    ) -> Self {
        Self::from_exception(&Rc::new(Exception {
            kind,
            arguments: Rc::new(Items(arguments)),
            message: message.into(),
            suggestion: None,
            hint: None,
            traceback: RefCell::default(),
        }))
    }

    /// The exception object that a handler sees; its traceback is what was gathered so far.
    pub fn into_exception(self) -> Rc<Exception> {
        let parts = *self.0;
        if let Some(exception) = parts.exception {
            exception.traceback.replace(parts.traceback);
            return exception;
        }
        let arguments = if parts.message.is_empty() {
            Vec::new()
        } else {
            vec![Value::string(parts.message.as_str())]
        };
        Rc::new(Exception {
            kind: parts.kind,
            arguments: Rc::new(Items(arguments)),
            message: parts.message,
            suggestion: parts.suggestion,
            hint: parts.hint,
            traceback: RefCell::new(parts.traceback),
        })
    }
}

impl Deref for Raised {
    type Target = RaisedParts;

    fn deref(&self) -> &RaisedParts {
        &self.0
    }
}

impl DerefMut for Raised {
    fn deref_mut(&mut self) -> &mut RaisedParts {
        &mut self.0
    }
}
