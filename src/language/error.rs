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
    AxisError,
    DTypePromotionError,
    DeprecationWarning,
    EOFError,
    FileNotFoundError,
    FloatingPointError,
    FutureWarning,
    ImportError,
    IndentationError,
    IndexError,
    KeyError,
    KeyboardInterrupt,
    LookupError,
    MemoryError,
    ModuleNotFoundError,
    NameError,
    NotImplementedError,
    OSError,
    OverflowError,
    RecursionError,
    RuntimeError,
    RuntimeWarning,
    StopAsyncIteration,
    StopIteration,
    SyntaxError,
    SyntaxWarning,
    SystemExit,
    TabError,
    TimeoutError,
    TypeError,
    UFuncInputCastingError,
    UFuncNoLoopError,
    UFuncOutputCastingError,
    UnboundLocalError,
    UnicodeError,
    UserWarning,
    ValueError,
    Warning,
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
            ErrorKind::AxisError => "AxisError",
            ErrorKind::DTypePromotionError => "DTypePromotionError",
            ErrorKind::DeprecationWarning => "DeprecationWarning",
            ErrorKind::EOFError => "EOFError",
            ErrorKind::FileNotFoundError => "FileNotFoundError",
            ErrorKind::FloatingPointError => "FloatingPointError",
            ErrorKind::FutureWarning => "FutureWarning",
            ErrorKind::ImportError => "ImportError",
            ErrorKind::IndentationError => "IndentationError",
            ErrorKind::IndexError => "IndexError",
            ErrorKind::KeyError => "KeyError",
            ErrorKind::KeyboardInterrupt => "KeyboardInterrupt",
            ErrorKind::LookupError => "LookupError",
            ErrorKind::MemoryError => "MemoryError",
            ErrorKind::ModuleNotFoundError => "ModuleNotFoundError",
            ErrorKind::NameError => "NameError",
            ErrorKind::NotImplementedError => "NotImplementedError",
            ErrorKind::OSError => "OSError",
            ErrorKind::OverflowError => "OverflowError",
            ErrorKind::RecursionError => "RecursionError",
            ErrorKind::RuntimeError => "RuntimeError",
            ErrorKind::RuntimeWarning => "RuntimeWarning",
            ErrorKind::StopAsyncIteration => "StopAsyncIteration",
            ErrorKind::StopIteration => "StopIteration",
            ErrorKind::SyntaxError => "SyntaxError",
            ErrorKind::SyntaxWarning => "SyntaxWarning",
            ErrorKind::SystemExit => "SystemExit",
            ErrorKind::TabError => "TabError",
            ErrorKind::TimeoutError => "TimeoutError",
            ErrorKind::TypeError => "TypeError",
            ErrorKind::UFuncInputCastingError
            | ErrorKind::UFuncNoLoopError
            | ErrorKind::UFuncOutputCastingError => "UFuncTypeError",
            ErrorKind::UnboundLocalError => "UnboundLocalError",
            ErrorKind::UnicodeError => "UnicodeError",
            ErrorKind::UserWarning => "UserWarning",
            ErrorKind::ValueError => "ValueError",
            ErrorKind::Warning => "Warning",
            ErrorKind::ZeroDivisionError => "ZeroDivisionError",
        }
    }

    /// The class that this one is derived from; none for `BaseException`.
    pub fn parent(self) -> Option<ErrorKind> {
        use ErrorKind as Kind;
        Some(match self {
            Kind::BaseException => return None,
            Kind::Exception | Kind::KeyboardInterrupt | Kind::SystemExit => Kind::BaseException,
            Kind::FloatingPointError | Kind::OverflowError | Kind::ZeroDivisionError => {
                Kind::ArithmeticError
            }
            Kind::ArrayMemoryError => Kind::MemoryError,
            Kind::AxisError | Kind::UnicodeError => Kind::ValueError,
            Kind::DTypePromotionError
            | Kind::UFuncInputCastingError
            | Kind::UFuncNoLoopError
            | Kind::UFuncOutputCastingError => Kind::TypeError,
            Kind::FileNotFoundError | Kind::TimeoutError => Kind::OSError,
            Kind::IndentationError => Kind::SyntaxError,
            Kind::IndexError | Kind::KeyError => Kind::LookupError,
            Kind::ModuleNotFoundError => Kind::ImportError,
            Kind::NotImplementedError | Kind::RecursionError => Kind::RuntimeError,
            Kind::TabError => Kind::IndentationError,
            Kind::UnboundLocalError => Kind::NameError,
            Kind::DeprecationWarning
            | Kind::FutureWarning
            | Kind::RuntimeWarning
            | Kind::SyntaxWarning
            | Kind::UserWarning => Kind::Warning,
            _ => Kind::Exception,
        })
    }

    /// Whether `except other` catches an exception of this class.
    pub fn is_subclass_of(self, other: ErrorKind) -> bool {
        let mut ancestors = std::iter::successors(Some(self), |kind| kind.parent());
        ancestors.any(|kind| kind == other)
            || (self == ErrorKind::AxisError && other.is_ancestor_of_index_error())
    }

    /// NumPy's `AxisError` is a `ValueError` and an `IndexError`.
    fn is_ancestor_of_index_error(self) -> bool {
        matches!(self, ErrorKind::IndexError | ErrorKind::LookupError)
    }

    /// The built-in exception class of a name; `numpy`'s own have no such name.
    pub fn from_name(name: &str) -> Option<ErrorKind> {
        ErrorKind::BUILT_IN
            .iter()
            .copied()
            .find(|kind| kind.name() == name)
    }

    /// The classes that are names without an import.
    const BUILT_IN: &'static [ErrorKind] = &[
        ErrorKind::BaseException,
        ErrorKind::Exception,
        ErrorKind::ArithmeticError,
        ErrorKind::AssertionError,
        ErrorKind::AttributeError,
        ErrorKind::DeprecationWarning,
        ErrorKind::EOFError,
        ErrorKind::FileNotFoundError,
        ErrorKind::FloatingPointError,
        ErrorKind::FutureWarning,
        ErrorKind::ImportError,
        ErrorKind::IndentationError,
        ErrorKind::IndexError,
        ErrorKind::KeyError,
        ErrorKind::KeyboardInterrupt,
        ErrorKind::LookupError,
        ErrorKind::MemoryError,
        ErrorKind::ModuleNotFoundError,
        ErrorKind::NameError,
        ErrorKind::NotImplementedError,
        ErrorKind::OSError,
        ErrorKind::OverflowError,
        ErrorKind::RecursionError,
        ErrorKind::RuntimeError,
        ErrorKind::RuntimeWarning,
        ErrorKind::StopAsyncIteration,
        ErrorKind::StopIteration,
        ErrorKind::SyntaxError,
        ErrorKind::SyntaxWarning,
        ErrorKind::SystemExit,
        ErrorKind::TabError,
        ErrorKind::TimeoutError,
        ErrorKind::TypeError,
        ErrorKind::UnboundLocalError,
        ErrorKind::UnicodeError,
        ErrorKind::UserWarning,
        ErrorKind::ValueError,
        ErrorKind::Warning,
        ErrorKind::ZeroDivisionError,
    ];

    /// The name as a traceback's last line shows it: NumPy's own classes with their module.
    pub fn displayed_name(self) -> &'static str {
        match self {
            ErrorKind::ArrayMemoryError => "numpy._core._exceptions._ArrayMemoryError",
            ErrorKind::AxisError => "numpy.exceptions.AxisError",
            ErrorKind::DTypePromotionError => "numpy.exceptions.DTypePromotionError",
            ErrorKind::UFuncInputCastingError => "numpy._core._exceptions._UFuncInputCastingError",
            ErrorKind::UFuncNoLoopError => "numpy._core._exceptions._UFuncNoLoopError",
            ErrorKind::UFuncOutputCastingError => {
                "numpy._core._exceptions._UFuncOutputCastingError"
            }
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
            let last_end = text.len() as i64;
            let end = match self.kind {
                ErrorKind::IndentationError | ErrorKind::TabError => -1,
                _ if place.end_line > place.line => last_end,
                _ => place.end_offset.min(last_end + 1),
            };
            shown.push_str(&text_with_carets(text, place.offset, end));
        }
        shown + &self.to_string()
    }
}

/// CPython's `print_error_text`: the text without its indentation, and carets below it unless
/// they would stand to the left of it; no more than to the text's end. Of a text of several lines, those before the offset are
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
