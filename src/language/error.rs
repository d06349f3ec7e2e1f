//! Errors as values: a kind, a message in Python's words, a place.

use super::source::{Source, Span};
use std::fmt;
use std::rc::Rc;

/// The exception classes this page knows, named as Python names them.
///
/// `ArrayMemoryError` and `DTypePromotionError` are NumPy's own subclasses of
/// `MemoryError` and `TypeError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    BaseException,
    Exception,
    ArithmeticError,
    ArrayMemoryError,
    AssertionError,
    AttributeError,
    DTypePromotionError,
    ImportError,
    IndentationError,
    IndexError,
    KeyError,
    LookupError,
    MemoryError,
    ModuleNotFoundError,
    NameError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    RuntimeError,
    StopIteration,
    SyntaxError,
    TabError,
    TimeoutError,
    TypeError,
    UnboundLocalError,
    ValueError,
    ZeroDivisionError,
}

/// Where a syntax error stands, as CPython counts: lines from 1, offsets in characters from 1.
/// `end_offset` is one past the last character; CPython writes 0 or -1 where it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxPlace {
    pub line: usize,
    pub offset: i64,
    pub end_line: usize,
    pub end_offset: i64,
    /// What CPython shows above the carets: the line, in an f-string the expression in brackets;
    /// `None` for errors found after parsing, which show neither.
    pub text: Option<String>,
}

/// One step of a traceback: code of `function` in `source` was at `span`.
#[derive(Clone, Debug, PartialEq)]
pub struct TracebackEntry {
    pub source: Rc<Source>,
    pub span: Span,
    /// The function's name, `<module>` for a cell's own statements.
    pub function: String,
}

/// An error ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PythonError {
    pub kind: ErrorKind,
    /// What `str(exception)` gives.
    pub message: String,
    /// `Did you mean: 'name'?`: what Python's display adds to the message, without it.
    pub suggestion: Option<String>,
    /// Of a syntax error only.
    pub syntax: Option<SyntaxPlace>,
    /// From the outermost call to the innermost; of a syntax error, one entry.
    pub traceback: Vec<TracebackEntry>,
}

impl ErrorKind {
    /// The class name, as `type(error).__name__` gives it, with `_ArrayMemoryError` shown
    /// as the `MemoryError` it is.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::BaseException => "BaseException",
            ErrorKind::Exception => "Exception",
            ErrorKind::ArithmeticError => "ArithmeticError",
            ErrorKind::ArrayMemoryError => "MemoryError",
            ErrorKind::AssertionError => "AssertionError",
            ErrorKind::AttributeError => "AttributeError",
            ErrorKind::DTypePromotionError => "DTypePromotionError",
            ErrorKind::ImportError => "ImportError",
            ErrorKind::IndentationError => "IndentationError",
            ErrorKind::IndexError => "IndexError",
            ErrorKind::KeyError => "KeyError",
            ErrorKind::LookupError => "LookupError",
            ErrorKind::MemoryError => "MemoryError",
            ErrorKind::ModuleNotFoundError => "ModuleNotFoundError",
            ErrorKind::NameError => "NameError",
            ErrorKind::NotImplementedError => "NotImplementedError",
            ErrorKind::OverflowError => "OverflowError",
            ErrorKind::RecursionError => "RecursionError",
            ErrorKind::RuntimeError => "RuntimeError",
            ErrorKind::StopIteration => "StopIteration",
            ErrorKind::SyntaxError => "SyntaxError",
            ErrorKind::TabError => "TabError",
            ErrorKind::TimeoutError => "TimeoutError",
            ErrorKind::TypeError => "TypeError",
            ErrorKind::UnboundLocalError => "UnboundLocalError",
            ErrorKind::ValueError => "ValueError",
            ErrorKind::ZeroDivisionError => "ZeroDivisionError",
        }
    }

    /// The name as a traceback's last line shows it: NumPy's own classes with their module.
    pub fn displayed_name(self) -> &'static str {
        match self {
            ErrorKind::ArrayMemoryError => "numpy._core._exceptions._ArrayMemoryError",
            ErrorKind::DTypePromotionError => "numpy.exceptions.DTypePromotionError",
            other => other.name(),
        }
    }
}

impl PythonError {
    /// What the interpreter shows of the error: of a syntax error the place with its line and
    /// carets, then the last line; of others the last line alone.
    pub fn display(&self) -> String {
        let Some(place) = &self.syntax else {
            return self.to_string();
        };
        let name = self
            .traceback
            .first()
            .map_or("", |entry| &entry.source.name);
        let mut shown = format!("  File \"{name}\", line {}\n", place.line);
        if let Some(text) = &place.text {
            shown.push_str(&text_with_carets(text, place.offset, place.end_offset));
        }
        shown + &self.to_string()
    }
}

/// CPython's `print_error_text`: the text without its indentation, and carets below it unless
/// they would stand to the left of it. Of a text of several lines, those before the offset are
/// skipped.
fn text_with_carets(text: &str, offset: i64, end_offset: i64) -> String {
    let carets = if end_offset > offset.max(0) {
        end_offset - offset
    } else {
        1
    };
    let mut shown = text.trim_start_matches([' ', '\t', '\x0c']);
    let mut spaces = offset - 1 - (text.len() - shown.len()) as i64;
    spaces = spaces.min(shown.trim_end_matches('\n').len() as i64);
    while let Some(newline) = shown.find('\n')
        && (newline as i64) < spaces
    {
        shown = &shown[newline + 1..];
        spaces -= newline as i64 + 1;
    }
    let mut lines = format!("    {}\n", shown.strip_suffix('\n').unwrap_or(shown));
    if let Ok(spaces) = usize::try_from(spaces) {
        lines.push_str(&" ".repeat(4 + spaces));
        lines.push_str(&"^".repeat(carets as usize));
        lines.push('\n');
    }
    lines
}

/// The last line of a traceback: `NameError: name 'x' is not defined. Did you mean: 'y'?`
impl fmt::Display for PythonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind.displayed_name())?;
        if !self.message.is_empty() {
            write!(formatter, ": {}", self.message)?;
        }
        match &self.suggestion {
            Some(suggestion) => write!(formatter, ". {suggestion}"),
            None => Ok(()),
        }
    }
}
