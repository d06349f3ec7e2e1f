//! What is wrong with a text, before it becomes an error that can be shown.
//!
//! Knows nothing of tokens or grammar.

use super::error::{ErrorKind, PythonError, SyntaxPlace, TracebackEntry};
use super::source::{Source, Span};
use std::rc::Rc;

/// A syntax error: words and place, as CPython's `SyntaxError` carries them.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub kind: ErrorKind,
    pub message: String,
    /// The line, from 1.
    pub line: u32,
    /// In characters, from 1; 0 and below where CPython has none.
    pub offset: i64,
    pub end_line: u32,
    /// One past the last character; 0 and below where CPython has none.
    pub end_offset: i64,
    /// The bytes at fault, where they do not follow from the offsets.
    pub span: Option<Span>,
    /// What is shown above the carets; nothing for errors found after parsing.
    pub text: Option<String>,
}

impl Fault {
    /// The fault as an error of `source`.
    pub fn into_error(self, source: &Rc<Source>) -> PythonError {
        let place = SyntaxPlace {
            line: self.line as usize,
            offset: self.offset,
            end_line: self.end_line as usize,
            end_offset: self.end_offset,
            text: self.text,
        };
        let entry = TracebackEntry {
            source: source.clone(),
            span: self.span.unwrap_or_else(|| span_of(&place, source)),
            function: "<module>".into(),
        };
        let is_of_syntax = matches!(
            self.kind,
            ErrorKind::SyntaxError | ErrorKind::IndentationError | ErrorKind::TabError
        );
        PythonError {
            kind: self.kind,
            message: self.message,
            suggestion: None,
            syntax: is_of_syntax.then_some(place),
            traceback: vec![entry],
        }
    }
}

/// The bytes that a place covers: at least one character where the line has one there.
fn span_of(place: &SyntaxPlace, source: &Source) -> Span {
    let start = source.offset(place.line, place.offset.max(1) as usize);
    let end = match place.end_offset {
        end if end > 0 => source.offset(place.end_line, end as usize),
        _ => start,
    };
    if end > start {
        return Span::new(start, end);
    }
    let following = source.text[start..].chars().next();
    let width = following
        .filter(|&character| character != '\n')
        .map_or(0, char::len_utf8);
    Span::new(start, start + width)
}
