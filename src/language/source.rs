//! Source text with a name, and places in it.

use std::rc::Rc;

/// A byte range `start..end` in the text of one [`Source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Span) -> Self {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// The text of one cell, shared by everything that was compiled from it.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// How a traceback names the text, for example `cell 2`.
    pub name: String,
    pub text: String,
}

/// A place as a person counts: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl Source {
    /// A source to be shared. Every line ends in `\n` alone, as Python reads it. (A byte order
    /// mark is an error within Python text; whoever reads a file drops it.)
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Rc<Self> {
        let mut text = text.into();
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Rc::new(Source {
            name: name.into(),
            text,
        })
    }

    /// The byte offset of a line and column, both from 1, the column in characters; a column past
    /// the line's end is the end, a line past the text's end is the end of the text.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let skipped = line.saturating_sub(1);
        let start = match skipped {
            0 => 0,
            _ => match self.text.match_indices('\n').nth(skipped - 1) {
                Some((newline, _)) => newline + 1,
                None => return self.text.len(),
            },
        };
        let rest = self.text[start..].split('\n').next().unwrap_or("");
        let within = rest.char_indices().nth(column.saturating_sub(1));
        start + within.map_or(rest.len(), |(index, _)| index)
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn place(&self, offset: u32) -> Place {
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Place {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The text of a line counted from 1, without its newline; empty past the end.
    pub fn line(&self, line: usize) -> &str {
        self.text
            .split('\n')
            .nth(line.saturating_sub(1))
            .unwrap_or("")
    }
}
