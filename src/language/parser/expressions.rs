//! Expressions from tuples without brackets down to calls, attributes and subscripts.
//!
//! Knows nothing of statements.

use super::{Parse, Parser, Stop};
use crate::language::syntax_tree::{
    Argument, BinaryOperator, BooleanOperator, Comparison, Expression, ExpressionKind,
    UnaryOperator,
};
use crate::language::token::TokenKind;

/// How tightly operators bind, from `or` to `**`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Or,
    And,
    Not,
    Comparison,
    BitwiseOr,
    ExclusiveOr,
    BitwiseAnd,
    Shift,
    Sum,
    Term,
    Unary,
}

/// What a sign between two operands means.
#[derive(Clone, Copy)]
enum Infix {
    Binary(BinaryOperator),
    Boolean(BooleanOperator),
    Comparison,
}

fn infix(kind: TokenKind) -> Option<(Level, Infix)> {
    use BinaryOperator as Binary;
    use TokenKind as Kind;
    let (level, operator) = match kind {
        Kind::Or => return Some((Level::Or, Infix::Boolean(BooleanOperator::Or))),
        Kind::And => return Some((Level::And, Infix::Boolean(BooleanOperator::And))),
        Kind::Bar => (Level::BitwiseOr, Binary::Or),
        Kind::Caret => (Level::ExclusiveOr, Binary::ExclusiveOr),
        Kind::Ampersand => (Level::BitwiseAnd, Binary::And),
        Kind::LeftShift => (Level::Shift, Binary::LeftShift),
        Kind::RightShift => (Level::Shift, Binary::RightShift),
        Kind::Plus => (Level::Sum, Binary::Add),
        Kind::Minus => (Level::Sum, Binary::Subtract),
        Kind::Star => (Level::Term, Binary::Multiply),
        Kind::Slash => (Level::Term, Binary::Divide),
        Kind::DoubleSlash => (Level::Term, Binary::FloorDivide),
        Kind::Percent => (Level::Term, Binary::Modulo),
        Kind::At => (Level::Term, Binary::MatrixMultiply),
        Kind::DoubleEqual
        | Kind::NotEqual
        | Kind::Less
        | Kind::LessEqual
        | Kind::Greater
        | Kind::GreaterEqual
        | Kind::In
        | Kind::Is
        | Kind::Not => return Some((Level::Comparison, Infix::Comparison)),
        _ => return None,
    };
    Some((level, Infix::Binary(operator)))
}

/// The level that binds more tightly than a binary operator's: that of its right operand.
fn above(level: Level) -> Level {
    match level {
        Level::BitwiseOr => Level::ExclusiveOr,
        Level::ExclusiveOr => Level::BitwiseAnd,
        Level::BitwiseAnd => Level::Shift,
        Level::Shift => Level::Sum,
        Level::Sum => Level::Term,
        _ => Level::Unary,
    }
}

fn prefix(kind: TokenKind) -> Option<UnaryOperator> {
    match kind {
        TokenKind::Minus => Some(UnaryOperator::Negative),
        TokenKind::Plus => Some(UnaryOperator::Positive),
        TokenKind::Tilde => Some(UnaryOperator::Invert),
        TokenKind::Not => Some(UnaryOperator::Not),
        _ => None,
    }
}

impl Parser<'_> {
    /// `a`, `a, b`, `a,`, with stars: a tuple where there is a comma.
    pub(super) fn star_expressions(&mut self) -> Parse<Expression> {
        let start = self.start();
        let first = self.star_expression()?;
        if !self.at(TokenKind::Comma) {
            return Ok(first);
        }
        let mut height = self.height;
        let mut elements = vec![first];
        while self.take(TokenKind::Comma) && self.at_expression() {
            elements.push(self.star_expression()?);
            height = height.max(self.height);
        }
        self.rise_above(height)?;
        Ok(self.expression_from(start, ExpressionKind::Tuple(elements)))
    }

    fn star_expression(&mut self) -> Parse<Expression> {
        match self.current.kind {
            TokenKind::Star => self.starred(Level::BitwiseOr),
            _ => self.expression(),
        }
    }

    /// `*a`, whose operand binds as tightly as `level`.
    pub(super) fn starred(&mut self, level: Level) -> Parse<Expression> {
        let start = self.start();
        self.expect(TokenKind::Star)?;
        let value = match level {
            Level::Or => self.expression()?,
            level => self.operation(level)?,
        };
        self.rise_above(self.height)?;
        Ok(self.expression_from(start, ExpressionKind::Starred(value)))
    }

    /// An element of a display: `*a`, `name := value` or an expression.
    pub(super) fn star_named_expression(&mut self) -> Parse<Expression> {
        match self.current.kind {
            TokenKind::Star => self.starred(Level::BitwiseOr),
            _ => self.named_expression(),
        }
    }

    pub(super) fn named_expression(&mut self) -> Parse<Expression> {
        if !self.at_named_expression() {
            return self.expression();
        }
        let wide = self.wide("':='")?;
        let start = self.start();
        let (name, name_span) = self.name()?;
        self.expect(TokenKind::ColonEqual)?;
        let value = self.expression()?;
        self.rise_above(self.height)?;
        let kind = ExpressionKind::NamedExpression {
            name,
            name_span,
            value,
            wide,
        };
        Ok(self.expression_from(start, kind))
    }

    pub(super) fn at_named_expression(&mut self) -> bool {
        self.at(TokenKind::Name) && self.ahead() == TokenKind::ColonEqual
    }

    /// Whether an expression, or a star, can start at the current token.
    pub(super) fn at_expression(&self) -> bool {
        use TokenKind as Kind;
        matches!(
            self.current.kind,
            Kind::Name
                | Kind::Number
                | Kind::String
                | Kind::False
                | Kind::None
                | Kind::True
                | Kind::Await
                | Kind::Lambda
                | Kind::Not
                | Kind::LeftParenthesis
                | Kind::LeftBracket
                | Kind::LeftBrace
                | Kind::Ellipsis
                | Kind::Plus
                | Kind::Minus
                | Kind::Tilde
                | Kind::Star
        )
    }

    pub(super) fn expression(&mut self) -> Parse<Expression> {
        if self.at(TokenKind::Lambda) {
            return self.lambda();
        }
        let start = self.start();
        let body = self.operation(Level::Or)?;
        if !self.at(TokenKind::If) {
            return Ok(body);
        }
        self.conditional(start, body)
    }

    #[inline(never)]
    fn conditional(&mut self, start: u32, body: Expression) -> Parse<Expression> {
        let mut height = self.height;
        self.descend()?;
        self.expect(TokenKind::If)?;
        let test = self.operation(Level::Or)?;
        height = height.max(self.height);
        self.expect(TokenKind::Else)?;
        let orelse = self.expression()?;
        height = height.max(self.height);
        self.depth -= 1;
        self.rise_above(height)?;
        let kind = ExpressionKind::Conditional { test, body, orelse };
        Ok(self.expression_from(start, kind))
    }

    #[inline(never)]
    fn lambda(&mut self) -> Parse<Expression> {
        let start = self.start();
        self.descend()?;
        self.expect(TokenKind::Lambda)?;
        let parameters = Box::new(self.parameters(TokenKind::Colon)?.0);
        let height = self.height;
        self.expect(TokenKind::Colon)?;
        self.functions += 1;
        let body = self.expression()?;
        self.functions -= 1;
        self.depth -= 1;
        self.rise_above(height.max(self.height))?;
        let kind = ExpressionKind::Lambda { parameters, body };
        Ok(self.expression_from(start, kind))
    }

    /// Operands and the operators between them that bind at least as tightly as `level`.
    pub(super) fn operation(&mut self, level: Level) -> Parse<Expression> {
        self.descend()?;
        let start = self.start();
        let mut left = self.operand(level)?;
        while let Some((found, operator)) = infix(self.current.kind) {
            if found < level {
                break;
            }
            left = match operator {
                Infix::Binary(operator) => self.binary(start, left, found, operator)?,
                Infix::Boolean(operator) => self.boolean(start, left, found, operator)?,
                Infix::Comparison => self.comparison(start, left)?,
            };
        }
        self.depth -= 1;
        Ok(left)
    }

    #[inline(never)]
    fn binary(
        &mut self,
        start: u32,
        left: Expression,
        level: Level,
        operator: BinaryOperator,
    ) -> Parse<Expression> {
        let height = self.height;
        self.advance();
        let right = self.operation(above(level))?;
        self.rise_above(height.max(self.height))?;
        let kind = ExpressionKind::Binary(left, operator, right);
        Ok(self.expression_from(start, kind))
    }

    /// `a or b or c` is one node.
    #[inline(never)]
    fn boolean(
        &mut self,
        start: u32,
        left: Expression,
        level: Level,
        operator: BooleanOperator,
    ) -> Parse<Expression> {
        let sign = self.current.kind;
        let operand_level = match level {
            Level::Or => Level::And,
            _ => Level::Not,
        };
        let mut height = self.height;
        let mut operands = vec![left];
        while self.take(sign) {
            operands.push(self.operation(operand_level)?);
            height = height.max(self.height);
        }
        self.rise_above(height)?;
        let kind = ExpressionKind::Boolean(operator, operands);
        Ok(self.expression_from(start, kind))
    }

    /// `a < b < c` is one node.
    #[inline(never)]
    fn comparison(&mut self, start: u32, left: Expression) -> Parse<Expression> {
        let mut height = self.height;
        let mut comparisons = Vec::new();
        while let Some((Level::Comparison, _)) = infix(self.current.kind) {
            let operator = self.comparison_operator()?;
            comparisons.push((operator, self.operation(Level::BitwiseOr)?));
            height = height.max(self.height);
        }
        self.rise_above(height)?;
        let kind = ExpressionKind::Compare(left, comparisons);
        Ok(self.expression_from(start, kind))
    }

    fn comparison_operator(&mut self) -> Parse<Comparison> {
        Ok(match self.advance().kind {
            TokenKind::DoubleEqual => Comparison::Equal,
            TokenKind::NotEqual => Comparison::NotEqual,
            TokenKind::Less => Comparison::Less,
            TokenKind::LessEqual => Comparison::LessEqual,
            TokenKind::Greater => Comparison::Greater,
            TokenKind::GreaterEqual => Comparison::GreaterEqual,
            TokenKind::In => Comparison::In,
            TokenKind::Is if self.take(TokenKind::Not) => Comparison::IsNot,
            TokenKind::Is => Comparison::Is,
            _ => {
                self.expect(TokenKind::In)?;
                Comparison::NotIn
            }
        })
    }

    /// A primary with the signs before it and a power behind it. A run of signs is a loop, since
    /// it can be long.
    fn operand(&mut self, level: Level) -> Parse<Expression> {
        if prefix(self.current.kind).is_some() {
            return self.prefixed(level);
        }
        let start = self.start();
        let base = self.primary()?;
        if !self.at(TokenKind::DoubleStar) {
            return Ok(base);
        }
        self.power(start, base)
    }

    #[inline(never)]
    fn power(&mut self, start: u32, base: Expression) -> Parse<Expression> {
        let height = self.height;
        self.advance();
        let exponent = self.operation(Level::Unary)?;
        self.rise_above(height.max(self.height))?;
        let kind = ExpressionKind::Binary(base, BinaryOperator::Power, exponent);
        Ok(self.expression_from(start, kind))
    }

    #[inline(never)]
    fn prefixed(&mut self, level: Level) -> Parse<Expression> {
        let is_not = self.at(TokenKind::Not);
        if is_not && level > Level::Not {
            return Err(Stop::Mismatch);
        }
        let mut operators = Vec::new();
        while let Some(operator) = prefix(self.current.kind)
            && is_not == self.at(TokenKind::Not)
        {
            operators.push((self.start(), operator));
            self.advance();
        }
        let operand_level = if is_not {
            Level::Comparison
        } else {
            Level::Unary
        };
        let mut operand = self.operation(operand_level)?;
        for (start, operator) in operators.into_iter().rev() {
            self.rise_above(self.height)?;
            let kind = ExpressionKind::Unary(operator, operand);
            operand = self.expression_from(start, kind);
        }
        Ok(operand)
    }

    /// An atom and the calls, attributes and subscripts behind it.
    fn primary(&mut self) -> Parse<Expression> {
        if self.at(TokenKind::Await) {
            return self.await_expression();
        }
        let start = self.start();
        let mut value = self.atom()?;
        loop {
            let height = self.height;
            value = match self.current.kind {
                TokenKind::Dot => self.attribute(start, value)?,
                TokenKind::LeftParenthesis => self.call(start, value)?,
                TokenKind::LeftBracket => self.subscript(start, value)?,
                _ => return Ok(value),
            };
            self.rise_above(height.max(self.height))?;
        }
    }

    #[inline(never)]
    fn await_expression(&mut self) -> Parse<Expression> {
        let start = self.start();
        self.advance();
        self.primary()?;
        let objection = match self.functions {
            0 => "'await' outside function",
            _ => "'await' outside async function",
        };
        self.unknown_expression(start, "await", "'await'", Some(objection))
    }

    #[inline(never)]
    fn attribute(&mut self, start: u32, value: Expression) -> Parse<Expression> {
        self.advance();
        let (name, name_span) = self.name()?;
        self.height = 0;
        let kind = ExpressionKind::Attribute {
            value,
            name,
            name_span,
        };
        Ok(self.expression_from(start, kind))
    }

    #[inline(never)]
    fn call(&mut self, start: u32, function: Expression) -> Parse<Expression> {
        let arguments = self.arguments()?;
        let kind = ExpressionKind::Call {
            function,
            arguments,
        };
        Ok(self.expression_from(start, kind))
    }

    /// `(a, *b, c=1, **d)`, or one generator.
    fn arguments(&mut self) -> Parse<Vec<Argument>> {
        let start = self.start();
        self.expect(TokenKind::LeftParenthesis)?;
        let mut arguments = Vec::new();
        let mut height = 0;
        let mut has_keyword = false;
        let mut has_unpacked_keywords = false;
        while !self.at(TokenKind::RightParenthesis) {
            let argument = self.argument()?;
            height = height.max(self.height);
            if self.at_comprehension() {
                let Argument::Positional(element) = argument else {
                    return Err(Stop::Mismatch);
                };
                if !arguments.is_empty() {
                    return Err(Stop::Mismatch);
                }
                return Ok(vec![Argument::Positional(self.generator(start, element)?)]);
            }
            match &argument {
                Argument::Positional(_) if has_keyword => return Err(Stop::Mismatch),
                Argument::Unpack(_) if has_unpacked_keywords => return Err(Stop::Mismatch),
                Argument::Positional(_) | Argument::Unpack(_) => {}
                Argument::Keyword { .. } => has_keyword = true,
                Argument::UnpackKeywords(_) => {
                    has_keyword = true;
                    has_unpacked_keywords = true;
                }
            }
            arguments.push(argument);
            if !self.take(TokenKind::Comma) {
                break;
            }
        }
        self.expect(TokenKind::RightParenthesis)?;
        self.height = height;
        Ok(arguments)
    }

    pub(super) fn argument(&mut self) -> Parse<Argument> {
        if self.take(TokenKind::Star) {
            return Ok(Argument::Unpack(self.expression()?));
        }
        if self.take(TokenKind::DoubleStar) {
            return Ok(Argument::UnpackKeywords(self.expression()?));
        }
        if !self.at(TokenKind::Name) || self.ahead() != TokenKind::Equal {
            return Ok(Argument::Positional(self.named_expression()?));
        }
        let start = self.start();
        let (name, _) = self.name()?;
        self.advance();
        let value = self.expression()?;
        let span = self.span_from(start);
        Ok(Argument::Keyword { name, value, span })
    }

    #[inline(never)]
    fn subscript(&mut self, start: u32, value: Expression) -> Parse<Expression> {
        self.advance();
        let index = self.slices()?;
        self.expect(TokenKind::RightBracket)?;
        let kind = ExpressionKind::Subscript { value, index };
        Ok(self.expression_from(start, kind))
    }

    /// One slice, or a tuple of slices and starred expressions.
    fn slices(&mut self) -> Parse<Expression> {
        let start = self.start();
        let is_starred = self.at(TokenKind::Star);
        let first = self.slice()?;
        if !is_starred && !self.at(TokenKind::Comma) {
            return Ok(first);
        }
        let mut height = self.height;
        let mut elements = vec![first];
        while self.take(TokenKind::Comma) && !self.at(TokenKind::RightBracket) {
            elements.push(self.slice()?);
            height = height.max(self.height);
        }
        self.rise_above(height)?;
        Ok(self.expression_from(start, ExpressionKind::Tuple(elements)))
    }

    fn slice(&mut self) -> Parse<Expression> {
        if self.at(TokenKind::Star) {
            return self.starred(Level::Or);
        }
        let start = self.start();
        let mut height = 0;
        let lower = match self.current.kind {
            TokenKind::Colon => None,
            _ => {
                let is_named = self.at_named_expression();
                let first = self.named_expression()?;
                if is_named || !self.at(TokenKind::Colon) {
                    return Ok(first);
                }
                height = self.height;
                Some(first)
            }
        };
        self.expect(TokenKind::Colon)?;
        let upper = self.slice_part(&mut height)?;
        let step = match self.take(TokenKind::Colon) {
            true => self.slice_part(&mut height)?,
            false => None,
        };
        self.rise_above(height)?;
        Ok(self.expression_from(start, ExpressionKind::Slice { lower, upper, step }))
    }

    fn slice_part(&mut self, height: &mut u32) -> Parse<Option<Expression>> {
        if !self.at_expression() || self.at(TokenKind::Star) {
            return Ok(None);
        }
        let part = self.expression()?;
        *height = (*height).max(self.height);
        Ok(Some(part))
    }
}
