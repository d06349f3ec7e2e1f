//! Indentation: the start of a line, in columns.
//!
//! Knows nothing of what stands behind the white space.

use super::{TokenError, Tokenizer};
use crate::language::error::ErrorKind;
use crate::language::token::{Token, TokenKind};
use std::cmp::Ordering;

/// CPython's `MAXINDENT`: how many blocks may be open, the module itself included.
const MAXIMUM_BLOCKS: usize = 100;

/// CPython's tab stops; its second count, for consistency, takes a tab as one column.
const TAB: usize = 8;

impl Tokenizer<'_> {
    /// Reads a line's white space and notes what blocks it opens or closes.
    /// True for a line that holds no code.
    pub(super) fn indent(&mut self) -> Result<bool, TokenError> {
        let mut column = 0;
        let mut column_with_small_tabs = 0;
        let mut continued_column = 0;
        let byte = loop {
            match self.next() {
                Some(b' ') => {
                    column += 1;
                    column_with_small_tabs += 1;
                }
                Some(b'\t') => {
                    column = (column / TAB + 1) * TAB;
                    column_with_small_tabs += 1;
                }
                Some(b'\x0c') => {
                    column = 0;
                    column_with_small_tabs = 0;
                }
                // The first part of a continued line decides.
                Some(b'\\') => {
                    if continued_column == 0 {
                        continued_column = column;
                    }
                    self.continue_line()?;
                }
                other => break other,
            }
        };
        self.back(byte);
        let is_blank = matches!(byte, Some(b'#' | b'\n'));
        if !is_blank && self.level() == 0 {
            if continued_column != 0 {
                column = continued_column;
                column_with_small_tabs = continued_column;
            }
            self.change_block((column, column_with_small_tabs))?;
        }
        Ok(is_blank)
    }

    fn change_block(&mut self, columns: (usize, usize)) -> Result<(), TokenError> {
        let innermost = self.innermost_block();
        match columns.0.cmp(&innermost.0) {
            Ordering::Equal => self.check_tabs(columns.1 == innermost.1),
            Ordering::Greater => {
                if self.indentation.len() >= MAXIMUM_BLOCKS {
                    return Err(self.indentation_error(
                        ErrorKind::IndentationError,
                        "too many levels of indentation",
                    ));
                }
                self.check_tabs(columns.1 > innermost.1)?;
                self.pending += 1;
                self.indentation.push(columns);
                Ok(())
            }
            Ordering::Less => {
                while self.indentation.len() > 1 && columns.0 < self.innermost_block().0 {
                    self.indentation.pop();
                    self.pending -= 1;
                }
                if columns.0 != self.innermost_block().0 {
                    return Err(self.unmatched_dedent());
                }
                self.check_tabs(columns.1 == self.innermost_block().1)
            }
        }
    }

    fn innermost_block(&self) -> (usize, usize) {
        self.indentation.last().copied().unwrap_or_default()
    }

    fn check_tabs(&mut self, are_consistent: bool) -> Result<(), TokenError> {
        if are_consistent {
            return Ok(());
        }
        Err(self.indentation_error(
            ErrorKind::TabError,
            "inconsistent use of tabs and spaces in indentation",
        ))
    }

    fn indentation_error(&mut self, kind: ErrorKind, message: &str) -> TokenError {
        self.position = self.line_end;
        self.plain(self.fault(kind, message, (self.line, 1), (self.line, 0)))
    }

    fn unmatched_dedent(&mut self) -> TokenError {
        self.position = self.line_end;
        self.error_here(
            ErrorKind::IndentationError,
            "unindent does not match any outer indentation level",
        )
    }

    /// One of the `Indent` or `Dedent` tokens that a line's white space makes.
    pub(super) fn pending_token(&mut self) -> Token {
        let kind = if self.pending > 0 {
            self.pending -= 1;
            TokenKind::Indent
        } else {
            self.pending += 1;
            TokenKind::Dedent
        };
        self.token(kind, self.position, self.position)
    }
}
