//! Diagnosis: what CPython 3.11 says of a statement that is no Python.

use super::error::ErrorKind;
use super::source::Span;
use super::syntax_error::Fault;
use super::tokenizer::{Tokenizer, line_start};

/// The fault that CPython reports for the statement at this line, if it finds one.
pub(super) fn diagnose(text: &str, start: usize, line: u32) -> Option<Fault> {
    let mut tokenizer = Tokenizer::at_line(text, start, line);
    loop {
        match tokenizer.next_token() {
            Ok(token) if token.kind == super::token::TokenKind::End => break,
            Ok(_) => {}
            Err(error) => return Some(error.fault),
        }
    }
    None
}

/// The text holds a character that no source may hold.
pub(super) fn null_characters() -> Fault {
    Fault {
        kind: ErrorKind::SyntaxError,
        message: "source code string cannot contain null bytes".into(),
        line: 1,
        offset: 0,
        end_line: 1,
        end_offset: 0,
        text: None,
    }
}

/// The text nests deeper than can be read.
pub(super) fn too_deep() -> Fault {
    Fault {
        kind: ErrorKind::RecursionError,
        message: "maximum recursion depth exceeded during compilation".into(),
        line: 1,
        offset: 0,
        end_line: 1,
        end_offset: 0,
        text: None,
    }
}

/// A fault found after parsing, which shows no text.
pub(super) fn fault_at(text: &str, kind: ErrorKind, message: String, span: Span) -> Fault {
    let (line, offset) = place(text, span.start);
    let (end_line, end_offset) = place(text, span.end);
    Fault {
        kind,
        message,
        line,
        offset,
        end_line,
        end_offset,
        text: None,
    }
}

/// Line and offset of a byte.
fn place(text: &str, byte: u32) -> (u32, i64) {
    let before = &text[..(byte as usize).min(text.len())];
    let line = before.matches('\n').count() as u32 + 1;
    (
        line,
        before[line_start(text, line)..].chars().count() as i64 + 1,
    )
}
