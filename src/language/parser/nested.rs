//! Expressions read on their own: those of f-strings, and parts of a statement read again.
//!
//! Knows nothing of why an expression is read again.

use super::{Parse, Parser};
use crate::language::source::Span;
use crate::language::syntax_tree::{Argument, ComprehensionClause, Expression};
use crate::language::token::{Token, TokenKind};
use crate::language::tokenizer::Tokenizer;

/// One expression to be read on its own, as if it stood in brackets: a part of a statement read
/// again, or the expression of an f-string.
pub(in crate::language) struct NestedExpression {
    pub span: Span,
    /// The line of the first byte, and where that line starts.
    pub line: u32,
    pub line_start: u32,
    /// How deep the parser is already, and in how many functions.
    pub depth: u32,
    pub functions: u32,
    /// Whether the bytes are read again for their shape only: then constructs that the page does
    /// not know stand as names (`yield`, `await`) or as text (bytes).
    pub is_reread: bool,
}

impl NestedExpression {
    /// The bytes `span` of `text`, which begin at `token` or within it.
    pub fn new(span: Span, token: &Token, text: &str) -> Self {
        Self::behind(span, (token.span.start, token.line, token.line_start), text)
    }

    /// The bytes `span` of `text`, which begin at or behind a place whose byte, line and start of
    /// line are known.
    pub fn behind(span: Span, (byte, line, line_start): (u32, u32, u32), text: &str) -> Self {
        let before = &text[byte as usize..span.start as usize];
        NestedExpression {
            span,
            line: line + before.matches('\n').count() as u32,
            line_start: match before.rfind('\n') {
                Some(newline) => byte + newline as u32 + 1,
                None => line_start,
            },
            depth: 0,
            functions: 0,
            is_reread: false,
        }
    }

    /// The expression and its height.
    pub fn parse(&self, text: &str) -> Parse<(Expression, u32)> {
        let mut parser = self.parser(text);
        let expression = parser.bracketed_expression()?;
        parser.expect(TokenKind::End)?;
        Ok((expression, parser.height))
    }

    /// What the bytes hold, read as the arguments of a call.
    pub fn parse_arguments(&self, text: &str) -> Parse<Vec<Argument>> {
        let mut parser = self.parser(text);
        let mut arguments = Vec::new();
        while !parser.at(TokenKind::End) {
            arguments.push(parser.argument()?);
            parser.take(TokenKind::Comma);
        }
        Ok(arguments)
    }

    /// What the bytes hold, read as the clauses of a comprehension.
    pub fn parse_clauses(&self, text: &str) -> Parse<Vec<ComprehensionClause>> {
        self.parser(text).comprehension_clauses()
    }

    fn parser<'text>(&self, text: &'text str) -> Parser<'text> {
        let tokenizer = Tokenizer::in_brackets(text, self.span, self.line, self.line_start);
        let mut parser = Parser::new(text, tokenizer);
        parser.depth = self.depth;
        parser.functions = self.functions;
        parser.is_reread = self.is_reread;
        parser
    }
}
