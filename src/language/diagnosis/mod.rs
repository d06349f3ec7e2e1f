//! Diagnosis: what CPython 3.11 says of a statement that is no Python.
//!
//! CPython's parser tries the alternatives of its grammar in order, looking at one token after
//! the other. Where none fits, it tries all again with further alternatives for what is often
//! wrong; the first of those that fits makes the report. Otherwise the last token it had to look
//! at in the first pass is "invalid syntax". Its words therefore follow from its grammar, and this
//! module runs that grammar: `grammar.txt` holds it, `grammar.rs` compiles it, `matcher.rs` runs
//! it, `report.rs` makes the words.
//!
//! Only the first token of the statement is given: statements before it are right, and cannot
//! matter.
//!
//! Knows nothing of values, nor of statements that are right.

mod grammar;
mod matcher;
mod report;
mod shape;
mod strings;

use super::error::ErrorKind;
use super::source::Span;
use super::syntax_error::Fault;
use super::token::TokenKind;
use super::tokenizer::{Tokenizer, line_start};
use grammar::{STAR_EXPRESSIONS, STATEMENT};
use matcher::{Matcher, Nesting, Noted};

/// The fault that CPython reports for the statement that starts at this byte and line and was
/// read up to the byte `until`. Where CPython accepts it: the byte and line at which the next
/// statement starts, if any.
pub(super) fn diagnose(
    text: &str,
    start: usize,
    line: u32,
    until: u32,
) -> Result<Option<(usize, u32)>, Fault> {
    let tokenizer = Tokenizer::at_line(text, start, line);
    let mut matcher = Matcher::new(text, tokenizer, None);
    match matcher.diagnose(STATEMENT, until) {
        Some(fault) => Err(fault),
        None => {
            let next = matcher.tokens.get(matcher.position as usize);
            let next = next.filter(|next| next.kind != TokenKind::End);
            Ok(next.map(|next| (next.line_start as usize, next.line)))
        }
    }
}

/// The fault of an f-string's expression, which stands between brackets in `text`.
fn diagnose_nested(text: &str, nesting: Nesting) -> Option<Fault> {
    let tokenizer = Tokenizer::of_nested(text, nesting.first_line);
    Matcher::new(text, tokenizer, Some(nesting)).diagnose(STAR_EXPRESSIONS, 0)
}

impl Matcher<'_> {
    fn diagnose(&mut self, rule: u8, until: u32) -> Option<Fault> {
        match self.matches(rule, until, false) {
            Ok(true) => return None,
            Ok(false) => self.search(rule, until),
            Err(Noted) => {}
        }
        // The tokenizer's own errors win, even over one that stands before them.
        if self.tokenizer.is_running() {
            self.check_rest();
        }
        self.fault.take()
    }

    /// The second pass, after the first found nothing that fits.
    fn search(&mut self, rule: u8, until: u32) {
        let last = self.tokens.last().copied();
        let (Ok(_), Some(last)) = (self.matches(rule, until, true), last) else {
            return;
        };
        let (kind, message) = match last.kind {
            TokenKind::Indent => (ErrorKind::IndentationError, "unexpected indent"),
            TokenKind::Dedent => (ErrorKind::IndentationError, "unexpected unindent"),
            _ => {
                self.note_at_token(ErrorKind::SyntaxError, "invalid syntax".into(), last);
                return;
            }
        };
        self.note_last(kind, message.into());
        self.is_final = true;
    }

    /// Reads the rest of the text for errors of the tokenizer, and for a bracket that was opened
    /// on a line before the error and never closed.
    fn check_rest(&mut self) {
        if self.is_final {
            return;
        }
        let error_line = self.tokens.last().map_or(1, |token| token.line);
        loop {
            match self.tokenizer.next_token() {
                Ok(token) if token.kind == TokenKind::End => return,
                Ok(_) => {}
                Err(error) if error.outranks_grammar => {
                    self.fault = Some(*error.fault);
                    return;
                }
                Err(_) => break,
            }
        }
        if let Some((fault, line)) = self.tokenizer.unclosed_bracket()
            && error_line > line
        {
            self.fault = Some(fault);
        }
    }
}

/// The text holds a character that no source may hold.
pub(super) fn null_characters() -> Fault {
    unplaced(
        ErrorKind::SyntaxError,
        "source code string cannot contain null bytes",
    )
}

/// The statement on this line nests deeper than can be read.
pub(super) fn too_deep(line: u32) -> Fault {
    Fault {
        line,
        end_line: line,
        span: None,
        ..unplaced(
            ErrorKind::RecursionError,
            "maximum recursion depth exceeded during compilation",
        )
    }
}

fn unplaced(kind: ErrorKind, message: &str) -> Fault {
    Fault {
        kind,
        message: message.into(),
        line: 1,
        offset: 0,
        end_line: 1,
        end_offset: 0,
        span: None,
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
        span: Some(span),
        text: None,
    }
}

/// The line and offset of a byte. Like CPython's compiler, it counts columns in bytes.
fn place(text: &str, byte: u32) -> (u32, i64) {
    let before = &text[..(byte as usize).min(text.len())];
    let line = before.matches('\n').count() as u32 + 1;
    let column = before.len() - line_start(text, line);
    (line, column as i64 + 1)
}
