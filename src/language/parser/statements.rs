//! Simple statements: all that fits on one line.
//!
//! Knows nothing of blocks.

use super::expressions::Level;
use super::{Parse, Parser, Stop};
use crate::language::syntax_tree::{
    Alias, BinaryOperator, Expression, ExpressionKind, Name, Statement, StatementKind,
};
use crate::language::token::TokenKind;

/// Whether an expression can be assigned to.
///
/// # Errors
/// `Mismatch` where it cannot.
pub(super) fn check_target(target: &Expression) -> Parse<()> {
    match &*target.kind {
        ExpressionKind::Starred(value) if !matches!(*value.kind, ExpressionKind::Starred(_)) => {
            check_target(value)
        }
        ExpressionKind::Tuple(elements) | ExpressionKind::List(elements) => {
            elements.iter().try_for_each(check_target)
        }
        _ => check_single_target(target),
    }
}

/// Whether an expression can be the one target of `+=` or of an annotation.
fn check_single_target(target: &Expression) -> Parse<()> {
    match *target.kind {
        ExpressionKind::Name(_)
        | ExpressionKind::Attribute { .. }
        | ExpressionKind::Subscript { .. } => Ok(()),
        _ => Err(Stop::Mismatch),
    }
}

fn check_delete_target(target: &Expression) -> Parse<()> {
    match &*target.kind {
        ExpressionKind::Tuple(elements) | ExpressionKind::List(elements) => {
            elements.iter().try_for_each(check_delete_target)
        }
        _ => check_single_target(target),
    }
}

fn augmented_operator(kind: TokenKind) -> Option<BinaryOperator> {
    Some(match kind {
        TokenKind::PlusEqual => BinaryOperator::Add,
        TokenKind::MinusEqual => BinaryOperator::Subtract,
        TokenKind::StarEqual => BinaryOperator::Multiply,
        TokenKind::DoubleStarEqual => BinaryOperator::Power,
        TokenKind::SlashEqual => BinaryOperator::Divide,
        TokenKind::DoubleSlashEqual => BinaryOperator::FloorDivide,
        TokenKind::PercentEqual => BinaryOperator::Modulo,
        TokenKind::AtEqual => BinaryOperator::MatrixMultiply,
        TokenKind::AmpersandEqual => BinaryOperator::And,
        TokenKind::BarEqual => BinaryOperator::Or,
        TokenKind::CaretEqual => BinaryOperator::ExclusiveOr,
        TokenKind::LeftShiftEqual => BinaryOperator::LeftShift,
        TokenKind::RightShiftEqual => BinaryOperator::RightShift,
        _ => return None,
    })
}

impl Parser<'_> {
    /// One line of simple statements, separated by semicolons.
    pub(super) fn simple_statements(&mut self, statements: &mut Vec<Statement>) -> Parse<()> {
        loop {
            statements.push(self.simple_statement()?);
            let is_separated = self.take(TokenKind::Semicolon);
            if self.take(TokenKind::Newline) {
                return Ok(());
            }
            if !is_separated {
                return Err(Stop::Mismatch);
            }
        }
    }

    fn simple_statement(&mut self) -> Parse<Statement> {
        let start = self.start();
        let kind = match self.current.kind {
            TokenKind::Pass => self.word(StatementKind::Pass),
            TokenKind::Break => self.word(StatementKind::Break),
            TokenKind::Continue => self.word(StatementKind::Continue),
            TokenKind::Return => self.return_statement()?,
            TokenKind::Raise => self.raise_statement()?,
            TokenKind::Global | TokenKind::Nonlocal => self.scope_statement()?,
            TokenKind::Del => self.del_statement()?,
            TokenKind::Assert => self.assert_statement()?,
            TokenKind::Import => self.import_name()?,
            TokenKind::From => self.import_from()?,
            TokenKind::Yield => StatementKind::Expression(self.yield_expression()?),
            TokenKind::Percent => self.magic()?,
            _ => self.assignment_or_expression()?,
        };
        Ok(self.statement_from(start, kind))
    }

    fn word(&mut self, kind: StatementKind) -> StatementKind {
        self.advance();
        kind
    }

    /// `%matplotlib inline`, where a statement starts.
    fn magic(&mut self) -> Parse<StatementKind> {
        self.advance();
        for word in ["matplotlib", "inline"] {
            let token = self.expect(TokenKind::Name)?;
            if self.token_text(token) != word {
                return Err(Stop::Mismatch);
            }
        }
        Ok(StatementKind::Magic)
    }

    fn assignment_or_expression(&mut self) -> Parse<StatementKind> {
        let first = self.star_expressions()?;
        if self.at(TokenKind::Equal) {
            return self.assignment(first);
        }
        if self.at(TokenKind::Colon) {
            return self.annotated_assignment(first);
        }
        if let Some(operator) = augmented_operator(self.current.kind) {
            check_single_target(&first)?;
            self.advance();
            let value = self.assigned_value()?;
            return Ok(StatementKind::AugmentedAssign {
                target: first,
                operator,
                value,
            });
        }
        Ok(StatementKind::Expression(first))
    }

    fn assignment(&mut self, first: Expression) -> Parse<StatementKind> {
        let mut targets = Vec::new();
        let mut value = first;
        while self.take(TokenKind::Equal) {
            check_target(&value)?;
            targets.push(value);
            value = self.assigned_value()?;
        }
        Ok(StatementKind::Assign { targets, value })
    }

    fn annotated_assignment(&mut self, target: Expression) -> Parse<StatementKind> {
        let wide = self.wide("annotations")?;
        check_single_target(&target)?;
        self.advance();
        let annotation = self.expression()?;
        let value = match self.take(TokenKind::Equal) {
            true => Some(self.assigned_value()?),
            false => None,
        };
        Ok(StatementKind::AnnotatedAssign {
            target,
            annotation,
            value,
            wide,
        })
    }

    fn assigned_value(&mut self) -> Parse<Expression> {
        match self.current.kind {
            TokenKind::Yield => self.yield_expression(),
            _ => self.star_expressions(),
        }
    }

    fn return_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let value = match self.at_expression() {
            true => Some(self.star_expressions()?),
            false => None,
        };
        Ok(StatementKind::Return(value))
    }

    fn raise_statement(&mut self) -> Parse<StatementKind> {
        let wide = self.wide("'raise' statements")?;
        self.advance();
        let mut exception = None;
        let mut cause = None;
        if self.at_expression() {
            exception = Some(self.expression()?);
            if self.take(TokenKind::From) {
                cause = Some(self.expression()?);
            }
        }
        Ok(StatementKind::Raise {
            exception,
            cause,
            wide,
        })
    }

    /// `global a, b` or `nonlocal a, b`
    fn scope_statement(&mut self) -> Parse<StatementKind> {
        let wide = self.wide("'global' and 'nonlocal'")?;
        let keyword = self.advance();
        let mut names = vec![self.name()?.0];
        while self.take(TokenKind::Comma) {
            names.push(self.name()?.0);
        }
        Ok(match keyword.kind {
            TokenKind::Global => StatementKind::Global(names, wide),
            _ => StatementKind::Nonlocal(names, wide),
        })
    }

    fn del_statement(&mut self) -> Parse<StatementKind> {
        let wide = self.wide("'del' statements")?;
        self.advance();
        let mut targets = Vec::new();
        loop {
            let target = self.operation(Level::BitwiseOr)?;
            check_delete_target(&target)?;
            targets.push(target);
            if !self.take(TokenKind::Comma) || !self.at_expression() {
                return Ok(StatementKind::Delete(targets, wide));
            }
        }
    }

    fn assert_statement(&mut self) -> Parse<StatementKind> {
        let wide = self.wide("'assert' statements")?;
        self.advance();
        let test = self.expression()?;
        let message = match self.take(TokenKind::Comma) {
            true => Some(self.expression()?),
            false => None,
        };
        Ok(StatementKind::Assert {
            test,
            message,
            wide,
        })
    }

    /// `import a.b as c, d`
    fn import_name(&mut self) -> Parse<StatementKind> {
        self.advance();
        let mut names = Vec::new();
        loop {
            let start = self.start();
            let name = self.dotted_name()?;
            names.push(self.alias(start, name)?);
            if !self.take(TokenKind::Comma) {
                return Ok(StatementKind::Import(names));
            }
        }
    }

    /// `from a.b import c as d, e`, the names in brackets or not, or `*`.
    fn import_from(&mut self) -> Parse<StatementKind> {
        self.advance();
        if self.at(TokenKind::Dot) || self.at(TokenKind::Ellipsis) {
            return Err(self.unknown("relative imports"));
        }
        let module = self.dotted_name()?;
        self.expect(TokenKind::Import)?;
        let mut names = Vec::new();
        if self.at(TokenKind::Star) {
            self.wide("'import *'")?;
            self.advance();
            return Ok(StatementKind::ImportFrom { module, names });
        }
        let is_bracketed = self.take(TokenKind::LeftParenthesis);
        loop {
            let start = self.start();
            let (name, _) = self.name()?;
            names.push(self.alias(start, name)?);
            if !self.take(TokenKind::Comma) || is_bracketed && self.at(TokenKind::RightParenthesis)
            {
                break;
            }
        }
        if is_bracketed {
            self.expect(TokenKind::RightParenthesis)?;
        }
        Ok(StatementKind::ImportFrom { module, names })
    }

    fn alias(&mut self, start: u32, name: Name) -> Parse<Alias> {
        let alias = match self.take(TokenKind::As) {
            true => Some(self.name()?.0),
            false => None,
        };
        let span = self.span_from(start);
        Ok(Alias { name, alias, span })
    }

    fn dotted_name(&mut self) -> Parse<Name> {
        let mut dotted = self.name()?.0.to_string();
        while self.take(TokenKind::Dot) {
            dotted.push('.');
            dotted.push_str(&self.name()?.0);
        }
        Ok(dotted.into())
    }
}
