//! Compound statements: those with a block.
//!
//! Knows nothing of what an expression is made of.

use super::{MAXIMUM_DEPTH, Parse, Parser, Stop};
use crate::language::syntax_tree::{Expression, Handler, Name, Statement, StatementKind};
use crate::language::token::TokenKind;

impl Parser<'_> {
    /// One compound statement, or one line of simple ones.
    pub(super) fn statement(&mut self, statements: &mut Vec<Statement>) -> Parse<()> {
        let start = self.start();
        let kind = match self.current.kind {
            TokenKind::If => self.if_statement()?,
            TokenKind::While => self.while_statement()?,
            TokenKind::For => self.for_statement()?,
            TokenKind::Try => self.try_statement()?,
            TokenKind::Def => self.function_definition(Vec::new())?,
            TokenKind::At => self.decorated_definition()?,
            TokenKind::Class => return Err(self.unknown("classes")),
            TokenKind::With => return Err(self.unknown("'with' statements")),
            TokenKind::Async => return Err(self.unknown("'async'")),
            _ => return self.simple_statements(statements),
        };
        statements.push(self.statement_from(start, kind));
        Ok(())
    }

    /// A colon and a block, or simple statements in the same line.
    fn block(&mut self) -> Parse<Vec<Statement>> {
        self.expect(TokenKind::Colon)?;
        let mut statements = Vec::new();
        if !self.take(TokenKind::Newline) {
            self.simple_statements(&mut statements)?;
            return Ok(statements);
        }
        self.expect(TokenKind::Indent)?;
        self.descend()?;
        while !self.take(TokenKind::Dedent) {
            self.statement(&mut statements)?;
        }
        self.depth -= 1;
        Ok(statements)
    }

    /// A chain of `elif` is a loop, since it can be long; each nests in the `else` before it.
    fn if_statement(&mut self) -> Parse<StatementKind> {
        let mut branches = Vec::new();
        while branches.is_empty() || self.at(TokenKind::Elif) {
            let start = self.start();
            self.advance();
            let test = self.named_expression()?;
            let body = self.block()?;
            branches.push((start, test, body));
            if branches.len() > MAXIMUM_DEPTH as usize {
                return Err(Stop::TooDeep);
            }
        }
        let mut orelse = self.else_block()?;
        let mut outermost = None;
        while let Some((start, test, body)) = branches.pop() {
            let kind = StatementKind::If { test, body, orelse };
            if branches.is_empty() {
                outermost = Some(kind);
                break;
            }
            orelse = vec![self.statement_from(start, kind)];
        }
        outermost.ok_or(Stop::Mismatch)
    }

    fn else_block(&mut self) -> Parse<Vec<Statement>> {
        match self.take(TokenKind::Else) {
            true => self.block(),
            false => Ok(Vec::new()),
        }
    }

    fn while_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let test = self.named_expression()?;
        let body = self.block()?;
        let orelse = self.else_block()?;
        Ok(StatementKind::While { test, body, orelse })
    }

    fn for_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let target = self.star_targets()?;
        self.expect(TokenKind::In)?;
        let iterable = self.star_expressions()?;
        let body = self.block()?;
        let orelse = self.else_block()?;
        Ok(StatementKind::For {
            target,
            iterable,
            body,
            orelse,
        })
    }

    fn try_statement(&mut self) -> Parse<StatementKind> {
        let wide = self.wide("'try' statements")?;
        self.advance();
        let body = self.block()?;
        let mut handlers = Vec::new();
        while self.at(TokenKind::Except) {
            handlers.push(self.except_block()?);
        }
        let orelse = match handlers.is_empty() {
            true => Vec::new(),
            false => self.else_block()?,
        };
        let finally = match self.take(TokenKind::Finally) {
            true => self.block()?,
            false if handlers.is_empty() => return Err(Stop::Mismatch),
            false => Vec::new(),
        };
        Ok(StatementKind::Try {
            body,
            handlers,
            orelse,
            finally,
            wide,
        })
    }

    fn except_block(&mut self) -> Parse<Handler> {
        let start = self.start();
        self.advance();
        if self.at(TokenKind::Star) {
            return Err(self.unknown("'except*'"));
        }
        let mut kind = None;
        let mut name = None;
        if !self.at(TokenKind::Colon) {
            kind = Some(self.expression()?);
            if self.take(TokenKind::As) {
                name = Some(self.name()?.0);
            }
        }
        let body = self.block()?;
        let span = self.span_from(start);
        Ok(Handler {
            kind,
            name,
            body,
            span,
        })
    }

    fn decorated_definition(&mut self) -> Parse<StatementKind> {
        self.wide("decorators")?;
        let mut decorators = Vec::new();
        while self.take(TokenKind::At) {
            decorators.push(self.named_expression()?);
            self.expect(TokenKind::Newline)?;
        }
        match self.current.kind {
            TokenKind::Def => self.function_definition(decorators),
            TokenKind::Class => Err(self.unknown("classes")),
            TokenKind::Async => Err(self.unknown("'async'")),
            _ => Err(Stop::Mismatch),
        }
    }

    fn function_definition(&mut self, decorators: Vec<Expression>) -> Parse<StatementKind> {
        self.advance();
        let (name, _): (Name, _) = self.name()?;
        self.expect(TokenKind::LeftParenthesis)?;
        let (parameters, mut annotations) = self.parameters(TokenKind::RightParenthesis)?;
        self.expect(TokenKind::RightParenthesis)?;
        if self.at(TokenKind::Arrow) {
            self.wide("annotations")?;
            self.advance();
            annotations.push(self.expression()?);
        }
        self.functions += 1;
        let body = self.block()?;
        self.functions -= 1;
        Ok(StatementKind::FunctionDefinition {
            name,
            parameters,
            decorators,
            annotations,
            body,
        })
    }
}
