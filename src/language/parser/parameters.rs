//! The parameters of a `def` or a `lambda`.
//!
//! Knows nothing of the function they belong to.

use super::{Parse, Parser, Stop};
use crate::language::syntax_tree::{Expression, Parameter, Parameters};
use crate::language::token::TokenKind;

impl Parser<'_> {
    /// Parameters up to `end`, which is not taken: `)` of a `def`, whose parameters may carry
    /// annotations, or `:` of a `lambda`. The annotations come apart.
    pub(super) fn parameters(&mut self, end: TokenKind) -> Parse<(Parameters, Vec<Expression>)> {
        let mut list = ParameterList {
            can_annotate: end == TokenKind::RightParenthesis,
            ..ParameterList::default()
        };
        let mut height = 0;
        while !self.at(end) {
            self.height = 0;
            self.parameter(&mut list)?;
            height = height.max(self.height);
            if !self.take(TokenKind::Comma) {
                break;
            }
        }
        if !self.at(end) || list.is_bare_star {
            return Err(Stop::Mismatch);
        }
        self.height = height;
        Ok((list.parameters, list.annotations))
    }

    fn parameter(&mut self, list: &mut ParameterList) -> Parse<()> {
        if list.parameters.keywords.is_some() {
            return Err(Stop::Mismatch);
        }
        if !self.at(TokenKind::Name) {
            self.wide("'/', '*' and '**' in parameters")?;
        }
        match self.current.kind {
            TokenKind::Slash => self.slash(list),
            TokenKind::Star => self.star(list),
            TokenKind::DoubleStar => {
                self.advance();
                if list.is_bare_star {
                    return Err(Stop::Mismatch);
                }
                let (name, span) = self.name()?;
                list.parameters.keywords = Some(name);
                list.parameters.keywords_span = span;
                self.annotation(list)
            }
            _ => self.plain_parameter(list),
        }
    }

    fn slash(&mut self, list: &mut ParameterList) -> Parse<()> {
        self.advance();
        let parameters = &mut list.parameters;
        if list.has_star || parameters.positional_only > 0 || parameters.positional.is_empty() {
            return Err(Stop::Mismatch);
        }
        parameters.positional_only = parameters.positional.len();
        Ok(())
    }

    fn star(&mut self, list: &mut ParameterList) -> Parse<()> {
        self.advance();
        if list.has_star {
            return Err(Stop::Mismatch);
        }
        list.has_star = true;
        if self.at(TokenKind::Comma) {
            list.is_bare_star = true;
            return Ok(());
        }
        let (name, span) = self.name()?;
        list.parameters.rest = Some(name);
        list.parameters.rest_span = span;
        if list.can_annotate && self.take(TokenKind::Colon) {
            let annotation = match self.at(TokenKind::Star) {
                true => self.starred(super::expressions::Level::BitwiseOr)?,
                false => self.expression()?,
            };
            list.annotations.push(annotation);
        }
        Ok(())
    }

    fn plain_parameter(&mut self, list: &mut ParameterList) -> Parse<()> {
        let (name, span) = self.name()?;
        self.annotation(list)?;
        let mut height = self.height;
        let default = match self.take(TokenKind::Equal) {
            true => Some(self.expression()?),
            false => None,
        };
        height = height.max(self.height);
        self.height = height;
        let has_default = default.is_some();
        let parameter = Parameter {
            name,
            default,
            span,
        };
        if list.has_star {
            list.is_bare_star = false;
            list.parameters.keyword_only.push(parameter);
            return Ok(());
        }
        if list.has_default && !has_default {
            return Err(Stop::Mismatch);
        }
        list.has_default |= has_default;
        list.parameters.positional.push(parameter);
        Ok(())
    }

    fn annotation(&mut self, list: &mut ParameterList) -> Parse<()> {
        if list.can_annotate && self.at(TokenKind::Colon) {
            self.wide("annotations")?;
            self.advance();
            let annotation = self.expression()?;
            list.annotations.push(annotation);
        }
        Ok(())
    }
}

/// Parameters read so far.
#[derive(Default)]
struct ParameterList {
    parameters: Parameters,
    annotations: Vec<Expression>,
    can_annotate: bool,
    /// A positional parameter with a default came: all further ones need one.
    has_default: bool,
    /// `*` or `*rest` came.
    has_star: bool,
    /// A bare `*` came, and no parameter since.
    is_bare_star: bool,
}
