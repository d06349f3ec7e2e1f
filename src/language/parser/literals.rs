//! Number and string literals as constants.
//!
//! Knows nothing of escapes, which are `string_literal`'s.

use super::{NestedExpression, Parse, Parser, Stop, Unknown};
use crate::language::string_literal::{LiteralError, LiteralReader};
use crate::language::syntax_tree::{Constant, Expression, ExpressionKind};
use crate::language::token::{Token, TokenKind};
use crate::numerics::big_integer::BigInt;
use crate::numerics::number_reading::read;

/// CPython's limit on decimal digits, past which it asks for hexadecimal ones.
pub const MAXIMUM_DECIMAL_DIGITS: usize = 4300;

/// How many decimal digits an integer literal has, where they are more than CPython reads.
pub(in crate::language) fn excessive_digits(literal: &str) -> Option<usize> {
    let digits = literal.bytes().filter(|&byte| byte != b'_');
    let is_decimal = digits.clone().all(|byte| byte.is_ascii_digit());
    let count = digits.count();
    (is_decimal && count > MAXIMUM_DECIMAL_DIGITS).then_some(count)
}

impl Parser<'_> {
    /// The value of the number at the current token, which is not taken.
    pub(super) fn number(&mut self) -> Parse<Constant> {
        let mut literal = self.token_text(self.current).to_ascii_lowercase();
        literal.retain(|character| character != '_');
        let base = match literal.get(..2) {
            Some("0x") => 16,
            Some("0o") => 8,
            Some("0b") => 2,
            _ => 10,
        };
        if base != 10 {
            return integer(&literal[2..], base);
        }
        if let Some(imaginary) = literal.strip_suffix('j') {
            let number = read(imaginary).ok_or(Stop::Mismatch)?;
            return Ok(Constant::Imaginary(number));
        }
        if literal.bytes().all(|byte| byte.is_ascii_digit()) {
            if literal.len() > MAXIMUM_DECIMAL_DIGITS {
                return Err(Stop::Mismatch);
            }
            return integer(&literal, 10);
        }
        read(&literal).map(Constant::Float).ok_or(Stop::Mismatch)
    }

    /// Adjacent string literals, joined.
    #[inline(never)]
    pub(super) fn strings(&mut self) -> Parse<Expression> {
        let start = self.start();
        let mut tokens = Vec::new();
        while self.at(TokenKind::String) {
            tokens.push(self.advance());
        }
        let (text, depth, functions) = (self.text, self.depth, self.functions);
        let mut height = 0;
        let mut expression = |nested: NestedExpression, _: &Token| {
            let nested = NestedExpression {
                depth,
                functions,
                ..nested
            };
            let (expression, its_height) = nested.parse(text).map_err(LiteralError::Expression)?;
            height = height.max(its_height);
            Ok(expression)
        };
        let mut reader = LiteralReader::new(text, &mut expression);
        let joined = reader.concatenate(&tokens);
        self.warnings.append(&mut reader.warnings);
        let kind = joined.or_else(|error| match error {
            LiteralError::Unknown("bytes", _) if self.is_reread => Ok(constant_text(String::new())),
            error => Err(error),
        });
        let kind = kind.map_err(|error| match error {
            LiteralError::Expression(stop) => stop,
            LiteralError::Unknown(construct, span) => Unknown::new(construct, span).into(),
            LiteralError::Words(_) | LiteralError::WordsAt(..) | LiteralError::Fault(_) => {
                Stop::Mismatch
            }
        })?;
        self.rise_above(height)?;
        Ok(self.expression_from(start, kind))
    }
}

fn integer(digits: &str, base: u32) -> Parse<Constant> {
    BigInt::from_digits(digits, base)
        .map(Constant::Integer)
        .ok_or(Stop::Mismatch)
}

/// The kind of node that a joined literal without values makes.
pub(in crate::language) fn constant_text(text: String) -> ExpressionKind {
    ExpressionKind::Constant(Constant::String(text.into()))
}
