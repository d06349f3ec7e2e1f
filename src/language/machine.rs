//! The machine: runs compiled cells one after another in one shared namespace.
//!
//! Knows nothing of pixels or of the browser.

use super::budget::Budget;
use super::builtins;
use super::compiler;
use super::error::{ErrorKind, PythonError, TracebackEntry};
use super::exception::Exception;
use super::frame::Frame;
use super::globals::Globals;
use super::hashing;
use super::instruction::Code;
use super::native::Arguments;
use super::numpy;
use super::parser;
use super::pyplot;
use super::source::{Source, Span};
use super::syntax_tree::Program;
use super::value::{Outcome, Raised, Value};
use crate::figure::Figure;
use crate::numerics::gather::Gather;
use std::rc::Rc;

/// How many Python calls may be inside one another, as CPython's `sys.getrecursionlimit()`.
const CALL_DEPTH: usize = 1000;
/// How many built-ins may be inside one another by calling back, since those recurse natively.
const NATIVE_DEPTH: usize = 120;

/// What a cell left behind.
#[derive(Default)]
pub struct CellResult {
    /// What it printed.
    pub printed: String,
    pub value: Shown,
    /// The value of a trailing expression, `None` included.
    pub result: Option<Value>,
    pub warnings: Vec<Warning>,
    pub error: Option<PythonError>,
    /// Shown by `plt.show()` or still open at the end, in order; then closed.
    pub figures: Vec<Figure>,
    /// A work budget ended the cell.
    pub exhausted: bool,
}

/// The type and `repr` of a trailing expression that is not `None`.
pub type Shown = Option<(String, String)>;

/// `RuntimeWarning: overflow encountered in exp`, once a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// `RuntimeWarning`, `SyntaxWarning`, `UserWarning`.
    pub category: &'static str,
    pub message: String,
    /// How a traceback names the text, for example `cell 2`.
    pub source: String,
    pub line: usize,
    /// The source line, trimmed.
    pub line_text: String,
}

/// Names, pyplot's state, random state: all that a later cell can see.
pub struct Machine {
    pub pyplot: pyplot::State,
    pub(super) random: numpy::RandomState,
    pub(super) globals: Globals,
    pub(super) budget: Budget,
    /// The suspended callers of the frame that runs.
    pub(super) frames: Vec<Frame>,
    /// The exceptions that are being handled, the innermost last.
    pub(super) handled: Vec<Rc<Exception>>,
    pub(super) call_depth: usize,
    pub(super) native_depth: usize,
    pub(super) printed: String,
    /// What [`Machine::warn`] got since the last instruction.
    pub(super) new_warnings: Vec<(&'static str, String)>,
    pub(super) warnings: Vec<Warning>,
    pub(super) warned: Vec<(String, usize, String)>,
    pub(super) result: Option<Value>,
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

impl Machine {
    /// A fresh namespace that holds the built-ins only.
    pub fn new() -> Self {
        Self::with(Globals::default(), pyplot::State::default())
    }

    pub(super) fn with(globals: Globals, pyplot: pyplot::State) -> Self {
        Machine {
            pyplot,
            random: Default::default(),
            globals,
            budget: Budget::default(),
            frames: Vec::new(),
            handled: Vec::new(),
            call_depth: 0,
            native_depth: 0,
            printed: String::new(),
            new_warnings: Vec::new(),
            warnings: Vec::new(),
            warned: Vec::new(),
            result: None,
        }
    }

    /// Binds a global name, as `import numpy as np` would.
    pub fn define(&mut self, name: &str, value: Value) {
        let slot = self.globals.slot(&name.into(), builtins::lookup);
        self.globals.store(slot, value);
    }

    /// The value of a global variable.
    pub fn global(&self, name: &str) -> Option<Value> {
        self.globals.get(name).cloned()
    }

    /// The global variables in the order in which they were bound.
    pub fn globals(&self) -> Vec<(String, Value)> {
        let bound = self.globals.bound().into_iter();
        bound
            .map(|(name, value)| (name.to_string(), value.clone()))
            .gather()
    }

    /// Parses, compiles and runs one cell. Never panics on any text.
    pub fn run(&mut self, source: &Rc<Source>) -> CellResult {
        let parsed = parser::parse(source);
        for warning in &parsed.warnings {
            self.warn_at(
                source,
                warning.span,
                warning.category,
                warning.message.clone(),
            );
        }
        if let Some(error) = parsed.errors.into_iter().next() {
            return self.finish(Err(error), false);
        }
        let outcome = compiler::compile(source, &parsed.program, &mut self.globals)
            .and_then(|code| self.run_code(code))
            .and_then(|()| self.shown_result(source, &parsed.program));
        match outcome {
            Ok(shown) => self.finish(Ok(shown), false),
            Err(raised) => {
                let exhausted = raised.exhausted;
                let error = self.traced(raised);
                self.finish(Err(error), exhausted)
            }
        }
    }

    fn run_code(&mut self, code: Rc<Code>) -> Result<(), Raised> {
        self.budget = Budget::default();
        let outcome = self.start(Frame::new(code, Vec::new(), &[]));
        self.frames.clear();
        self.handled.clear();
        self.call_depth = 0;
        self.native_depth = 0;
        outcome.map(|_| ())
    }

    /// The type and `repr` of the trailing expression, if it is not `None`.
    fn shown_result(&self, source: &Rc<Source>, program: &Program) -> Result<Shown, Raised> {
        let result = self.result.as_ref().filter(|value| !value.is_none());
        let Some(value) = result else {
            return Ok(None);
        };
        let text = self.repr(value).map_err(|mut raised| {
            let last = program.statements.last();
            raised.traceback.push(TracebackEntry {
                source: source.clone(),
                span: last.map_or(Span::default(), |statement| statement.span),
                function: String::from("<module>"),
            });
            raised
        })?;
        Ok(Some((value.type_name().to_string(), text)))
    }

    /// Gathers what the cell left, and makes ready for the next one.
    fn finish(&mut self, outcome: Result<Shown, PythonError>, exhausted: bool) -> CellResult {
        let (shown, error) = match outcome {
            Ok(shown) => (shown, None),
            Err(error) => (None, Some(error)),
        };
        let result = self.result.take().filter(|_| error.is_none());
        self.warned.clear();
        CellResult {
            printed: std::mem::take(&mut self.printed),
            value: shown,
            result,
            warnings: std::mem::take(&mut self.warnings),
            error,
            figures: self.pyplot.finish_cell(),
            exhausted,
        }
    }

    /// Calls any callable from a built-in.
    ///
    /// # Errors
    /// What the callable raises; `TypeError` for what is not callable; `RecursionError` where
    /// built-ins call one another too deeply.
    pub fn call(&mut self, function: &Value, arguments: Arguments) -> Outcome {
        match function {
            Value::Function(function) => {
                let frame = self.bind_frame(function, arguments)?;
                self.enter_native()?;
                let outcome = self.start(frame);
                self.leave_native();
                outcome
            }
            other => self.call_native(other, arguments),
        }
    }

    /// Records a warning at the place that runs now, once a place and message.
    pub fn warn(&mut self, category: &'static str, message: &str) {
        self.new_warnings.push((category, message.to_string()));
    }

    /// Gives the warnings of the last instruction their place.
    pub(super) fn place_warnings(&mut self, source: &Rc<Source>, span: Span) {
        for (category, message) in std::mem::take(&mut self.new_warnings) {
            self.warn_at(source, span, category, message);
        }
    }

    fn warn_at(
        &mut self,
        source: &Rc<Source>,
        span: Span,
        category: &'static str,
        message: String,
    ) {
        let line = source.place(span.start).line;
        let place = (source.name.clone(), line, message.clone());
        if !self.warned.contains(&place) {
            self.warned.push(place);
            self.warnings.push(Warning {
                category,
                message,
                source: source.name.clone(),
                line,
                line_text: source.line(line).trim().to_string(),
            });
        }
    }

    /// Counts `steps` of native work, such as elements visited, against the cell's budget.
    ///
    /// # Errors
    /// `TimeoutError` at its end.
    pub fn charge(&mut self, steps: usize) -> Result<(), Raised> {
        self.budget.charge(steps as u64)
    }

    /// Counts the work of looking for a key.
    ///
    /// # Errors
    /// `TimeoutError` at the end of the budget.
    pub(super) fn charge_key(&mut self, key: &Value) -> Result<(), Raised> {
        self.charge(hashing::work(key))
    }

    /// Counts `elements` of a new list or the like against the cell's budget.
    ///
    /// # Errors
    /// `MemoryError` at its end.
    pub fn allocate(&mut self, elements: usize) -> Result<(), Raised> {
        self.budget.allocate(elements as u64)
    }

    /// A string value, counted against the cell's budget.
    ///
    /// # Errors
    /// `MemoryError` at its end.
    pub fn new_string(&mut self, text: impl Into<Rc<str>>) -> Outcome {
        let text = text.into();
        self.budget.allocate_text(text.len() as u64)?;
        Ok(Value::String(text))
    }

    /// The error to show for an exception that nothing caught.
    fn traced(&mut self, mut raised: Raised) -> PythonError {
        let suggestion = raised.suggestion.take().or_else(|| {
            let hint = raised.hint.take()?;
            self.suggestion(&hint)
        });
        let mut traceback = std::mem::take(&mut raised.traceback);
        traceback.reverse();
        PythonError {
            kind: raised.kind,
            message: std::mem::take(&mut raised.message),
            suggestion,
            syntax: None,
            traceback,
        }
    }

    /// Counts a Python call.
    pub(super) fn enter_call(&mut self) -> Result<(), Raised> {
        if self.call_depth >= CALL_DEPTH {
            return Err(too_deep());
        }
        self.call_depth += 1;
        Ok(())
    }

    /// Counts a built-in that calls back.
    pub(super) fn enter_native(&mut self) -> Result<(), Raised> {
        if self.native_depth >= NATIVE_DEPTH {
            return Err(too_deep());
        }
        self.native_depth += 1;
        Ok(())
    }

    pub(super) fn leave_native(&mut self) {
        self.native_depth = self.native_depth.saturating_sub(1);
    }
}

/// `RecursionError: maximum recursion depth exceeded`
pub fn too_deep() -> Raised {
    Raised::new(
        ErrorKind::RecursionError,
        "maximum recursion depth exceeded",
    )
}
