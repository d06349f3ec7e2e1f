//! Atoms: names, constants, and everything in brackets.
//!
//! Knows nothing of operators.

use super::expressions::Level;
use super::{Parse, Parser, Stop, Unknown};
use crate::language::syntax_tree::{
    ComprehensionClause, ComprehensionKind, Constant, Expression, ExpressionKind, Wide,
};
use crate::language::token::TokenKind;

impl Parser<'_> {
    pub(super) fn atom(&mut self) -> Parse<Expression> {
        let constant = match self.current.kind {
            TokenKind::LeftParenthesis => return self.parenthesized(),
            TokenKind::LeftBracket => return self.list(),
            TokenKind::LeftBrace => return self.braces(),
            TokenKind::Name => return self.name_expression(),
            TokenKind::String => return self.strings(),
            TokenKind::Number => self.number()?,
            TokenKind::None => Constant::None,
            TokenKind::True => Constant::True,
            TokenKind::False => Constant::False,
            TokenKind::Ellipsis => Constant::Ellipsis,
            _ => return Err(Stop::Mismatch),
        };
        let token = self.advance();
        self.height = 1;
        Ok(Expression::new(
            ExpressionKind::Constant(constant),
            token.span,
        ))
    }

    fn name_expression(&mut self) -> Parse<Expression> {
        let (name, span) = self.name()?;
        self.height = 1;
        Ok(Expression::new(ExpressionKind::Name(name), span))
    }

    /// `()`, `(a)`, `(a, b)`, `(a for a in b)`. A group is the expression in it.
    #[inline(never)]
    fn parenthesized(&mut self) -> Parse<Expression> {
        let start = self.start();
        self.advance();
        if self.at(TokenKind::Yield) {
            let group = self.yield_expression()?;
            self.expect(TokenKind::RightParenthesis)?;
            return Ok(group);
        }
        if self.take(TokenKind::RightParenthesis) {
            self.height = 1;
            return Ok(self.expression_from(start, ExpressionKind::Tuple(Vec::new())));
        }
        let is_starred = self.at(TokenKind::Star);
        let first = self.star_named_expression()?;
        if !is_starred && self.at_comprehension() {
            return self.generator(start, first);
        }
        if !is_starred && self.take(TokenKind::RightParenthesis) {
            return Ok(first);
        }
        self.expect(TokenKind::Comma)?;
        let elements = self.elements(vec![first], TokenKind::RightParenthesis)?;
        Ok(self.expression_from(start, ExpressionKind::Tuple(elements)))
    }

    /// What stands in an f-string's braces, which counts as standing in brackets.
    pub(super) fn bracketed_expression(&mut self) -> Parse<Expression> {
        if self.at(TokenKind::Yield) {
            return self.yield_expression();
        }
        let start = self.start();
        let is_starred = self.at(TokenKind::Star);
        let first = self.star_named_expression()?;
        if !is_starred && self.at_comprehension() {
            let clauses = self.comprehension_clauses()?;
            return Ok(self.comprehension(start, ComprehensionKind::Generator, first, clauses));
        }
        if self.at(TokenKind::End) && (!is_starred || self.is_reread) {
            return Ok(first);
        }
        self.expect(TokenKind::Comma)?;
        let elements = self.elements(vec![first], TokenKind::End)?;
        Ok(self.expression_from(start, ExpressionKind::Tuple(elements)))
    }

    /// The elements of a display behind the first comma, and the closing bracket.
    fn elements(
        &mut self,
        mut elements: Vec<Expression>,
        end: TokenKind,
    ) -> Parse<Vec<Expression>> {
        let mut height = self.height;
        while !self.at(end) {
            elements.push(self.star_named_expression()?);
            height = height.max(self.height);
            if !self.take(TokenKind::Comma) {
                break;
            }
        }
        self.expect(end)?;
        self.rise_above(height)?;
        Ok(elements)
    }

    #[inline(never)]
    fn list(&mut self) -> Parse<Expression> {
        let start = self.start();
        self.advance();
        if self.take(TokenKind::RightBracket) {
            self.height = 1;
            return Ok(self.expression_from(start, ExpressionKind::List(Vec::new())));
        }
        let is_starred = self.at(TokenKind::Star);
        let first = self.star_named_expression()?;
        if !is_starred && self.at_comprehension() {
            let clauses = self.comprehension_clauses()?;
            self.expect(TokenKind::RightBracket)?;
            return Ok(self.comprehension(start, ComprehensionKind::List, first, clauses));
        }
        let elements = self.elements_behind(first, TokenKind::RightBracket)?;
        Ok(self.expression_from(start, ExpressionKind::List(elements)))
    }

    fn elements_behind(&mut self, first: Expression, end: TokenKind) -> Parse<Vec<Expression>> {
        if self.take(TokenKind::Comma) {
            return self.elements(vec![first], end);
        }
        self.expect(end)?;
        self.rise_above(self.height)?;
        Ok(vec![first])
    }

    /// A dict or a set.
    #[inline(never)]
    fn braces(&mut self) -> Parse<Expression> {
        let start = self.start();
        let wide = match self.wide("dictionaries and sets") {
            Err(_) if self.is_reread => return self.skipped_braces(),
            wide => wide?,
        };
        self.advance();
        if self.at(TokenKind::RightBrace) || self.at(TokenKind::DoubleStar) {
            return self.dict(start, Vec::new(), 0, wide);
        }
        let can_be_key = !self.at(TokenKind::Star) && !self.at_named_expression();
        let is_starred = self.at(TokenKind::Star);
        let first = self.star_named_expression()?;
        if can_be_key && self.take(TokenKind::Colon) {
            let mut height = self.height;
            let value = self.expression()?;
            height = height.max(self.height);
            if self.at_comprehension() {
                return self.dict_comprehension(start, first, value, wide);
            }
            let entries = vec![(Some(first), value)];
            if !self.at(TokenKind::RightBrace) {
                self.expect(TokenKind::Comma)?;
            }
            return self.dict(start, entries, height, wide);
        }
        if !is_starred && self.at_comprehension() {
            let clauses = self.comprehension_clauses()?;
            self.expect(TokenKind::RightBrace)?;
            return Ok(self.comprehension(start, ComprehensionKind::Set(wide), first, clauses));
        }
        let elements = self.elements_behind(first, TokenKind::RightBrace)?;
        Ok(self.expression_from(start, ExpressionKind::Set(elements, wide)))
    }

    /// Braces that the page does not know, read again for their shape: a name that no name can
    /// have.
    fn skipped_braces(&mut self) -> Parse<Expression> {
        let start = self.start();
        let level = self.advance().level;
        let mut shape = "{}";
        while self.current.level >= level && !self.at(TokenKind::End) {
            if self.current.level == level && self.at(TokenKind::Colon) {
                shape = "{:}";
            }
            self.advance();
        }
        self.expect(TokenKind::RightBrace)?;
        Ok(self.expression_from(start, ExpressionKind::Name(shape.into())))
    }

    /// The entries of a dict from where a key may stand.
    fn dict(
        &mut self,
        start: u32,
        mut entries: Vec<(Option<Expression>, Expression)>,
        mut height: u32,
        wide: Wide,
    ) -> Parse<Expression> {
        while !self.at(TokenKind::RightBrace) {
            let key = match self.take(TokenKind::DoubleStar) {
                true => None,
                false => {
                    let key = self.expression()?;
                    height = height.max(self.height);
                    self.expect(TokenKind::Colon)?;
                    Some(key)
                }
            };
            let value = match key {
                None => self.operation(Level::BitwiseOr)?,
                Some(_) => self.expression()?,
            };
            height = height.max(self.height);
            entries.push((key, value));
            if !self.take(TokenKind::Comma) {
                break;
            }
        }
        self.expect(TokenKind::RightBrace)?;
        self.rise_above(height)?;
        Ok(self.expression_from(start, ExpressionKind::Dict(entries, wide)))
    }

    fn dict_comprehension(
        &mut self,
        start: u32,
        key: Expression,
        value: Expression,
        wide: Wide,
    ) -> Parse<Expression> {
        let clauses = self.comprehension_clauses()?;
        self.expect(TokenKind::RightBrace)?;
        let kind = ExpressionKind::Comprehension {
            kind: ComprehensionKind::Dict(wide),
            element: key,
            value: Some(value),
            clauses,
        };
        Ok(self.expression_from(start, kind))
    }

    pub(super) fn at_comprehension(&self) -> bool {
        self.at(TokenKind::For) || self.at(TokenKind::Async)
    }

    /// The clauses and the closing bracket of a generator that began at `start`.
    #[inline(never)]
    pub(super) fn generator(&mut self, start: u32, element: Expression) -> Parse<Expression> {
        let clauses = self.comprehension_clauses()?;
        self.expect(TokenKind::RightParenthesis)?;
        Ok(self.comprehension(start, ComprehensionKind::Generator, element, clauses))
    }

    fn comprehension(
        &self,
        start: u32,
        kind: ComprehensionKind,
        element: Expression,
        clauses: Vec<ComprehensionClause>,
    ) -> Expression {
        let kind = ExpressionKind::Comprehension {
            kind,
            element,
            value: None,
            clauses,
        };
        self.expression_from(start, kind)
    }

    /// `for a in b if c …`, one or more. The element's height is what the parser noted last.
    pub(super) fn comprehension_clauses(&mut self) -> Parse<Vec<ComprehensionClause>> {
        let mut height = self.height;
        let mut clauses = Vec::new();
        while self.at_comprehension() {
            if self.at(TokenKind::Async) {
                return Err(self.unknown("'async'"));
            }
            self.advance();
            let target = self.star_targets()?;
            height = height.max(self.height);
            self.expect(TokenKind::In)?;
            let iterable = self.operation(Level::Or)?;
            height = height.max(self.height);
            let mut conditions = Vec::new();
            while self.take(TokenKind::If) {
                conditions.push(self.operation(Level::Or)?);
                height = height.max(self.height);
            }
            clauses.push(ComprehensionClause {
                target,
                iterable,
                conditions,
            });
        }
        self.rise_above(height)?;
        Ok(clauses)
    }

    /// Reads `yield …` to its end, to name what the page does not know.
    #[inline(never)]
    pub(super) fn yield_expression(&mut self) -> Parse<Expression> {
        let start = self.start();
        self.expect(TokenKind::Yield)?;
        if self.take(TokenKind::From) {
            self.expression()?;
        } else if self.at_expression() {
            self.star_expressions()?;
        }
        let objection = (self.functions == 0).then_some("'yield' outside function");
        self.unknown_expression(start, "yield", "'yield'", objection)
    }

    /// An expression that the page does not know, which began at `start`. Read again for its
    /// shape, it is a name that no name can have.
    pub(super) fn unknown_expression(
        &self,
        start: u32,
        keyword: &str,
        construct: &'static str,
        objection: Option<&'static str>,
    ) -> Parse<Expression> {
        if self.is_reread {
            return Ok(self.expression_from(start, ExpressionKind::Name(keyword.into())));
        }
        Err(Stop::Unknown(Box::new(Unknown {
            construct,
            span: self.span_from(start),
            objection,
        })))
    }

    /// The targets of `for`, up to `in`.
    pub(super) fn star_targets(&mut self) -> Parse<Expression> {
        let start = self.start();
        let first = self.star_target()?;
        if !self.at(TokenKind::Comma) {
            return Ok(first);
        }
        let mut height = self.height;
        let mut elements = vec![first];
        while self.take(TokenKind::Comma) && self.at_expression() {
            elements.push(self.star_target()?);
            height = height.max(self.height);
        }
        self.rise_above(height)?;
        Ok(self.expression_from(start, ExpressionKind::Tuple(elements)))
    }

    fn star_target(&mut self) -> Parse<Expression> {
        let target = match self.current.kind {
            TokenKind::Star => self.starred(Level::BitwiseOr)?,
            _ => self.operation(Level::BitwiseOr)?,
        };
        super::statements::check_target(&target)?;
        Ok(target)
    }
}
