//! Reports: the words and places of what the grammar found wrong.
//!
//! Knows nothing of how the grammar came to a report.

use super::grammar::Report;
use super::matcher::{Matcher, Noted, Parts};
use super::shape;
use crate::language::error::ErrorKind;
use crate::language::parser::{NestedExpression, excessive_digits};
use crate::language::source::Span;
use crate::language::syntax_tree::{Argument, Expression};
use crate::language::token::Token;
use crate::language::tokenizer::TokenError;
use crate::numerics::gather::Gather;

/// A line and a column in bytes from 0.
type Column = (u32, i64);

impl Matcher<'_> {
    /// Makes the report, unless it turns out that nothing is wrong.
    pub(super) fn report(&mut self, report: &Report, parts: Parts) -> Result<(), Noted> {
        let mut names = report.parts.split(' ');
        let mut part = || parts[usize::from(names.next() == Some("b"))];
        let (first, second) = (part(), part());
        match report.manner {
            "at" => Err(self.note_between(report, first, self.span_of(first))),
            "between" => {
                let span = self.span_of(first).to(self.span_of(second));
                Err(self.note_between(report, first, span))
            }
            "from" => {
                let (start, _) = self.ends(self.span_of(first), first);
                let end = (self.tokenizer.line(), self.tokenizer.column() as i64 - 1);
                Err(self.note(ErrorKind::SyntaxError, report.message.into(), start, end))
            }
            "last" => Err(self.note_last(ErrorKind::SyntaxError, report.message.into())),
            "indent" => {
                let line = self.tokens[first.0 as usize].line;
                let message = report.message.replace("{line}", &line.to_string());
                Err(self.note_last(ErrorKind::IndentationError, message))
            }
            "assign" | "for" | "delete" => self.report_target(report, first),
            "print" => self.report_print(first, second),
            "comma" => self.report_comma(first, second),
            "generator" => self.report_generator(report, self.span_of(first), first, second),
            "argument" => self.report_argument(report, first, second),
            "order" => Err(self.report_order(first)),
            "key" => {
                let (start, end) = self.ends(self.span_of(first), first);
                let place = (start.0, end.1 - 1);
                Err(self.note(
                    ErrorKind::SyntaxError,
                    report.message.into(),
                    place,
                    (end.0, -1),
                ))
            }
            _ => Ok(()),
        }
    }

    /// The report's words about the part, at `span`.
    fn note_between(&mut self, report: &Report, part: (u32, u32), span: Span) -> Noted {
        let mut message = report.message.to_string();
        if message.contains("{kind}") {
            message = message.replace("{kind}", self.kind_of(part));
        }
        if message.contains("{text}") {
            let text = self.text_of(self.tokens[part.0 as usize]);
            message = message.replace("{text}", text);
        }
        let (start, end) = self.ends(span, part);
        self.note(ErrorKind::SyntaxError, message, start, end)
    }

    /// The bytes from the first token of a part to the last.
    fn bytes_of(&self, part: (u32, u32)) -> Span {
        let first = self.tokens[part.0 as usize].span;
        match part.1.checked_sub(1) {
            Some(last) if last >= part.0 => first.to(self.tokens[last as usize].span),
            _ => first,
        }
    }

    /// The part to be read again.
    fn nested(&self, part: (u32, u32)) -> NestedExpression {
        let first = self.tokens[part.0 as usize];
        NestedExpression {
            is_reread: true,
            ..NestedExpression::new(self.bytes_of(part), &first, self.text)
        }
    }

    /// The part read again as an expression, where it is one.
    fn expression_of(&self, part: (u32, u32)) -> Option<Expression> {
        let nested = self.nested(part);
        let (expression, _) = nested.parse(self.text).ok()?;
        Some(expression)
    }

    /// Where CPython's tree has the part: an expression stands without the brackets around it.
    fn span_of(&self, part: (u32, u32)) -> Span {
        let expression = self.expression_of(part);
        expression.map_or_else(|| self.bytes_of(part), |expression| expression.span)
    }

    fn kind_of(&self, part: (u32, u32)) -> &'static str {
        let expression = self.expression_of(part);
        expression.map_or("expression", |expression| shape::name(&expression))
    }

    fn report_target(&mut self, report: &Report, part: (u32, u32)) -> Result<(), Noted> {
        let Some(expression) = self.expression_of(part) else {
            return Err(self.note_between(report, part, self.bytes_of(part)));
        };
        let Some(wrong) = shape::invalid_target(&expression, report.manner) else {
            return Ok(());
        };
        let message = report.message.replace("{kind}", shape::name(wrong));
        let (start, end) = self.ends(wrong.span, part);
        Err(self.note(ErrorKind::SyntaxError, message, start, end))
    }

    /// Whether the part is `print` or `exec`, which were statements once.
    fn is_old_statement(&self, part: (u32, u32)) -> bool {
        let is_one_token = part.1 == part.0 + 1;
        is_one_token && matches!(self.text_of(self.tokens[part.0 as usize]), "print" | "exec")
    }

    fn report_print(&mut self, name: (u32, u32), value: (u32, u32)) -> Result<(), Noted> {
        if !self.is_old_statement(name) {
            return Ok(());
        }
        let word = self.text_of(self.tokens[name.0 as usize]);
        let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
        let span = self.bytes_of(name).to(self.span_of(value));
        let (start, end) = self.ends(span, name);
        Err(self.note(ErrorKind::SyntaxError, message, start, end))
    }

    /// Two expressions side by side; in brackets only.
    fn report_comma(&mut self, left: (u32, u32), right: (u32, u32)) -> Result<(), Noted> {
        let last = self.position.saturating_sub(1) as usize;
        if self.is_old_statement(left) || self.tokens[last].level == 0 {
            return Ok(());
        }
        let message = "invalid syntax. Perhaps you forgot a comma?".into();
        let span = self.span_of(left).to(self.span_of(right));
        let (start, end) = self.ends(span, left);
        Err(self.note(ErrorKind::SyntaxError, message, start, end))
    }

    /// From an element to the end of the last `for … in … if …` behind it.
    fn report_generator(
        &mut self,
        report: &Report,
        element: Span,
        part: (u32, u32),
        clauses: (u32, u32),
    ) -> Result<(), Noted> {
        let bytes = self.bytes_of(clauses);
        let parsed = self
            .nested(clauses)
            .parse_clauses(self.text)
            .unwrap_or_default();
        let last = parsed.last().map_or(bytes, |clause| {
            let item = clause.conditions.last().unwrap_or(&clause.iterable);
            item.span
        });
        let (start, end) = self.ends(element.to(last), part);
        Err(self.note(ErrorKind::SyntaxError, report.message.into(), start, end))
    }

    /// `f(a, b for b in c)`, but not `f(b for b in c)`.
    fn report_argument(
        &mut self,
        report: &Report,
        part: (u32, u32),
        clauses: (u32, u32),
    ) -> Result<(), Noted> {
        let text = self.text;
        let positional: Vec<Span> = self
            .arguments_of(part)
            .iter()
            .filter_map(|argument| match argument {
                Argument::Positional(value) => Some(value.span),
                Argument::Unpack(value) => Some(with_star(value.span, text)),
                _ => None,
            })
            .gather();
        match positional.as_slice() {
            [_, .., last] => self.report_generator(report, *last, part, clauses),
            _ => Ok(()),
        }
    }

    fn report_order(&mut self, part: (u32, u32)) -> Noted {
        let arguments = self.arguments_of(part);
        let is_unpacking = |argument: &Argument| matches!(argument, Argument::UnpackKeywords(_));
        let unpacking = match arguments.iter().any(is_unpacking) {
            true => " unpacking",
            false => "",
        };
        let message = format!("positional argument follows keyword argument{unpacking}");
        self.note_last(ErrorKind::SyntaxError, message)
    }

    fn arguments_of(&self, part: (u32, u32)) -> Vec<Argument> {
        let nested = self.nested(part);
        nested.parse_arguments(self.text).unwrap_or_default()
    }

    /// An integer of more digits than CPython reads.
    pub(super) fn check_digits(&mut self, token: Token) -> Result<(), Noted> {
        let Some(digits) = excessive_digits(self.text_of(token)) else {
            return Ok(());
        };
        let message = format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {digits} \
             digits; use sys.set_int_max_str_digits() to increase the limit - Consider \
             hexadecimal for huge integer literals to avoid decimal conversion limits."
        );
        let (start, end) = ((token.line, -1), (token.end_line, -1));
        Err(self.note(ErrorKind::SyntaxError, message, start, end))
    }

    /// Where bytes start and end that belong to a part.
    fn ends(&self, span: Span, part: (u32, u32)) -> (Column, Column) {
        let first = self.tokens[part.0 as usize];
        (self.column(span.start, first), self.column(span.end, first))
    }

    /// The line and column of a byte, which stands at a token or behind it.
    fn column(&self, byte: u32, token: Token) -> Column {
        let byte = byte.max(token.span.start);
        let nested = NestedExpression::new(
            Span {
                start: byte,
                end: byte,
            },
            &token,
            self.text,
        );
        (nested.line, i64::from(byte) - i64::from(nested.line_start))
    }

    /// Notes a fault at a token.
    pub(super) fn note_at_token(
        &mut self,
        kind: ErrorKind,
        message: String,
        token: Token,
    ) -> Noted {
        let (start, end) = match token.has_place() {
            true => (
                i64::from(token.span.start) - i64::from(token.line_start),
                i64::from(token.span.end) - i64::from(token.end_line_start),
            ),
            false => (-1, -1),
        };
        self.note(kind, message, (token.line, start), (token.end_line, end))
    }

    /// Notes a fault at the last token that was looked at. One that has no place of its own
    /// stands where the tokenizer is.
    pub(super) fn note_last(&mut self, kind: ErrorKind, message: String) -> Noted {
        let Some(&token) = self.tokens.last() else {
            return self.note(kind, message, (1, -1), (1, -1));
        };
        if token.has_place() {
            return self.note_at_token(kind, message, token);
        }
        let column = self.tokenizer.column_in_buffer() as i64 - 1;
        self.note(kind, message, (token.line, column), (token.end_line, -2))
    }

    /// Notes a fault; columns count bytes from 0, -1 and below standing for none.
    pub(super) fn note(
        &mut self,
        kind: ErrorKind,
        mut message: String,
        start: Column,
        end: Column,
    ) -> Noted {
        let (mut offset, mut end_offset) = (start.1 + 1, end.1 + 1);
        if let Some(nesting) = self.nesting {
            message.insert_str(0, "f-string: ");
            offset -= if start.0 == nesting.first_line {
                0
            } else {
                nesting.column
            };
            end_offset -= if end.0 == nesting.first_line {
                0
            } else {
                nesting.column
            };
        }
        let (start, end) = ((start.0, offset), (end.0, end_offset));
        self.fault = Some(self.tokenizer.fault(kind, message, start, end));
        Noted
    }

    /// Notes what the tokenizer found. It reports most of its errors through the parser.
    pub(super) fn note_tokenizer_fault(&mut self, error: TokenError) {
        let mut fault = *error.fault;
        if self.nesting.is_some() && !error.outranks_grammar {
            fault.message.insert_str(0, "f-string: ");
        }
        self.fault = Some(fault);
    }
}

/// The bytes of a starred argument, star included.
fn with_star(value: Span, text: &str) -> Span {
    let star = text[..value.start as usize].rfind('*');
    Span {
        start: star.map_or(value.start, |star| star as u32),
        end: value.end,
    }
}
