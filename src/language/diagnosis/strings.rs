//! String literals under diagnosis: what is wrong within them.
//!
//! Knows nothing of the value of a literal.

use super::diagnose_nested;
use super::matcher::{Matcher, Nesting, Noted};
use crate::language::error::ErrorKind;
use crate::language::parser::{NestedExpression, constant_text};
use crate::language::source::Span;
use crate::language::string_literal::{LiteralError, LiteralReader};
use crate::language::syntax_tree::Expression;
use crate::language::token::{Token, TokenKind};

impl Matcher<'_> {
    /// Takes string literals and reads them, as CPython does on the spot.
    pub(super) fn strings(&mut self) -> Result<bool, Noted> {
        let mut literals = Vec::new();
        loop {
            let token = self.token(self.position)?;
            if token.kind != TokenKind::String {
                break;
            }
            literals.push(token);
            self.position += 1;
        }
        let (text, nesting) = (self.text, self.nesting);
        let mut read =
            |nested: NestedExpression, token: &Token| read_expression(text, nested, token, nesting);
        let outcome = LiteralReader::new(text, &mut read).concatenate(&literals);
        match outcome {
            Err(LiteralError::Words(words)) => Err(self.note_last(ErrorKind::SyntaxError, words)),
            Err(LiteralError::WordsAt(span, words)) => {
                let token = literals.iter().find(|token| token.span == span);
                let token = token.copied().unwrap_or(self.token(self.position)?);
                Err(self.note_at_token(ErrorKind::SyntaxError, words.into(), token))
            }
            Err(LiteralError::Fault(fault)) => {
                self.fault = Some(*fault);
                Err(Noted)
            }
            _ => Ok(!literals.is_empty()),
        }
    }
}

/// The expression of an f-string; where it is none, what CPython says of it in brackets.
fn read_expression(
    text: &str,
    nested: NestedExpression,
    token: &Token,
    nesting: Option<Nesting>,
) -> Result<Expression, LiteralError> {
    let span = nested.span;
    if let Ok((expression, _)) = nested.parse(text) {
        return Ok(expression);
    }
    let bracketed = format!("({})", &text[span.start as usize..span.end as usize]);
    let inner = Nesting {
        first_line: nested.line,
        column: column_of(span, token, nesting, text),
    };
    match diagnose_nested(&bracketed, inner) {
        Some(mut fault) => {
            fault.span.get_or_insert(span);
            Err(LiteralError::Fault(Box::new(fault)))
        }
        None => Ok(Expression::new(constant_text(String::new()), span)),
    }
}

/// By how much CPython moves the columns of an expression's tree, so that they count from the
/// start of the line; 0 where the expression starts on a line of its own.
fn column_of(span: Span, token: &Token, nesting: Option<Nesting>, text: &str) -> i64 {
    let brace = span.start as usize - 1;
    let behind = text[span.start as usize..].trim_start_matches([' ', '\t', '\x0c']);
    let starts_a_line = behind.starts_with(['\n', '}']);
    let before = &text[token.span.start as usize..brace];
    let in_line = before
        .rfind('\n')
        .map_or(before.len(), |newline| before.len() - newline - 1);
    let columns = if starts_a_line { 0 } else { in_line as i64 };
    if before.contains('\n') {
        return columns;
    }
    let token_column = i64::from(token.span.start) - i64::from(token.line_start);
    let moved = nesting.filter(|nesting| nesting.first_line == token.line);
    columns + token_column + moved.map_or(0, |nesting| nesting.column)
}
