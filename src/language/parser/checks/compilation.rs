//! Statements and expressions that stand where they cannot, and warnings about what is written.
//!
//! Knows nothing of scopes.

use super::literal_types::{is_literal, literal_type};
use super::{Check, Complaint, SyntaxWarning, check_parameters, each_child};
use crate::language::source::Span;
use crate::language::syntax_tree::{
    Argument, Comparison, Expression, ExpressionKind, Handler, Program, Statement, StatementKind,
    WIDE,
};

/// CPython's `CO_MAXBLOCKS`: how deep loops and `try` may nest in a function.
const MAXIMUM_BLOCKS: u32 = 20;

/// The first fault of the program; warnings before it go to `warnings`.
pub(super) fn check(program: &Program, warnings: &mut Vec<SyntaxWarning>) -> Check {
    let mut compilation = Compilation {
        warnings,
        is_function: false,
        loops: 0,
        blocks: 0,
    };
    compilation.statements(&program.statements)
}

struct Compilation<'warnings> {
    warnings: &'warnings mut Vec<SyntaxWarning>,
    is_function: bool,
    loops: u32,
    /// Open loops, `try` bodies and handlers.
    blocks: u32,
}

impl Compilation<'_> {
    fn statements(&mut self, statements: &[Statement]) -> Check {
        statements
            .iter()
            .try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Statement) -> Check {
        let span = statement.span;
        match &*statement.kind {
            StatementKind::Return(_) if !self.is_function => {
                Complaint::new("'return' outside function", span)
            }
            StatementKind::Return(value) => self.optional(value),
            StatementKind::Break if self.loops == 0 => Complaint::new("'break' outside loop", span),
            StatementKind::Continue if self.loops == 0 => {
                Complaint::new("'continue' not properly in loop", span)
            }
            StatementKind::Expression(value) => self.expression(value),
            StatementKind::Assign { targets, value } => {
                self.expression(value)?;
                targets.iter().try_for_each(|target| self.target(target))
            }
            StatementKind::AugmentedAssign { target, value, .. } => {
                self.expression(value)?;
                self.target(target)
            }
            StatementKind::AnnotatedAssign {
                target,
                annotation,
                value,
                ..
            } => {
                self.optional(value)?;
                self.target(target)?;
                match self.is_function {
                    true => Ok(()), // Annotations in functions are not evaluated.
                    false => self.expression(annotation),
                }
            }
            StatementKind::Delete(targets, _) => {
                targets.iter().try_for_each(|target| self.deleted(target))
            }
            StatementKind::Assert { test, message, .. } => {
                self.check_assert(test, span);
                self.expression(test)?;
                self.optional(message)
            }
            StatementKind::Raise {
                exception, cause, ..
            } => {
                self.optional(exception)?;
                self.optional(cause)
            }
            _ => self.compound_statement(statement),
        }
    }

    fn compound_statement(&mut self, statement: &Statement) -> Check {
        match &*statement.kind {
            StatementKind::If { test, body, orelse } => {
                self.expression(test)?;
                self.statements(body)?;
                self.statements(orelse)
            }
            StatementKind::While { test, body, orelse } => {
                self.enter_block(statement.span)?;
                self.expression(test)?;
                self.loop_body(body)?;
                self.statements(orelse)
            }
            StatementKind::For {
                target,
                iterable,
                body,
                orelse,
            } => {
                self.enter_block(statement.span)?;
                self.expression(iterable)?;
                self.target(target)?;
                self.loop_body(body)?;
                self.statements(orelse)
            }
            StatementKind::FunctionDefinition {
                parameters,
                decorators,
                annotations,
                body,
                ..
            } => {
                check_parameters(parameters)?;
                decorators
                    .iter()
                    .try_for_each(|decorator| self.expression(decorator))?;
                super::each_default(parameters, &mut |default| self.expression(default))?;
                annotations
                    .iter()
                    .try_for_each(|annotation| self.annotation(annotation))?;
                self.function(|compilation| compilation.statements(body))
            }
            StatementKind::Try {
                body,
                handlers,
                orelse,
                finally,
                ..
            } => {
                let blocks = u32::from(!finally.is_empty()) + u32::from(!handlers.is_empty());
                self.in_blocks(blocks, body, statement.span)?;
                self.handlers(handlers)?;
                self.statements(orelse)?;
                self.statements(finally)
            }
            _ => Ok(()),
        }
    }

    fn handlers(&mut self, handlers: &[Handler]) -> Check {
        for (index, handler) in handlers.iter().enumerate() {
            if handler.kind.is_none() && index + 1 < handlers.len() {
                return Complaint::new("default 'except:' must be last", handler.span);
            }
            self.optional(&handler.kind)?;
            self.in_blocks(2, &handler.body, handler.span)?;
        }
        Ok(())
    }

    fn in_blocks(&mut self, count: u32, body: &[Statement], span: Span) -> Check {
        for _ in 0..count {
            self.enter_block(span)?;
        }
        self.statements(body)?;
        self.blocks -= count;
        Ok(())
    }

    fn enter_block(&mut self, span: Span) -> Check {
        if self.blocks >= MAXIMUM_BLOCKS {
            return Complaint::new("too many statically nested blocks", span);
        }
        self.blocks += 1;
        Ok(())
    }

    /// The body of a loop whose block is entered; leaves the block.
    fn loop_body(&mut self, body: &[Statement]) -> Check {
        self.loops += 1;
        self.statements(body)?;
        self.loops -= 1;
        self.blocks -= 1;
        Ok(())
    }

    fn function(&mut self, body: impl FnOnce(&mut Compilation) -> Check) -> Check {
        body(&mut Compilation {
            warnings: self.warnings,
            is_function: true,
            loops: 0,
            blocks: 0,
        })
    }

    fn optional(&mut self, expression: &Option<Expression>) -> Check {
        expression
            .iter()
            .try_for_each(|expression| self.expression(expression))
    }

    /// The annotation of `*rest` may be starred.
    fn annotation(&mut self, annotation: &Expression) -> Check {
        match &*annotation.kind {
            ExpressionKind::Starred(value) => self.expression(value),
            _ => self.expression(annotation),
        }
    }

    fn target(&mut self, target: &Expression) -> Check {
        match &*target.kind {
            ExpressionKind::Starred(_) => Complaint::new(
                "starred assignment target must be in a list or tuple",
                target.span,
            ),
            ExpressionKind::Tuple(elements) | ExpressionKind::List(elements) => {
                self.unpacked_target(elements, target.span)
            }
            ExpressionKind::Name(name) if &**name == "__debug__" => {
                Complaint::new("cannot assign to __debug__", target.span)
            }
            ExpressionKind::Name(_) => Ok(()),
            // No warning is given of a subscript that is assigned to.
            _ => each_child(target, &mut |child| self.expression(child)),
        }
    }

    fn unpacked_target(&mut self, elements: &[Expression], span: Span) -> Check {
        let is_starred =
            |element: &&Expression| matches!(*element.kind, ExpressionKind::Starred(_));
        if elements.iter().filter(is_starred).count() > 1 {
            return Complaint::new("multiple starred expressions in assignment", span);
        }
        if elements
            .iter()
            .skip(256)
            .any(|element| is_starred(&element))
        {
            let message = "too many expressions in star-unpacking assignment";
            return Complaint::new(message, span);
        }
        elements
            .iter()
            .try_for_each(|element| match &*element.kind {
                ExpressionKind::Starred(value) => self.target(value),
                _ => self.target(element),
            })
    }

    fn deleted(&mut self, target: &Expression) -> Check {
        match &*target.kind {
            ExpressionKind::Name(name) if &**name == "__debug__" => {
                Complaint::new("cannot delete __debug__", target.span)
            }
            ExpressionKind::Tuple(elements) | ExpressionKind::List(elements) => elements
                .iter()
                .try_for_each(|element| self.deleted(element)),
            _ => self.expression(target),
        }
    }

    fn expression(&mut self, expression: &Expression) -> Check {
        match &*expression.kind {
            ExpressionKind::Starred(_) => {
                return Complaint::new("can't use starred expression here", expression.span);
            }
            ExpressionKind::List(elements)
            | ExpressionKind::Tuple(elements)
            | ExpressionKind::Set(elements, _) => {
                return elements
                    .iter()
                    .try_for_each(|element| match &*element.kind {
                        ExpressionKind::Starred(value) => self.expression(value),
                        _ => self.expression(element),
                    });
            }
            // The page warns of what happens as a program runs, not of how it is written.
            ExpressionKind::Compare(first, comparisons) if WIDE.is_some() => {
                self.check_identity(first, comparisons, expression.span);
            }
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                if WIDE.is_some() {
                    self.check_callable(function, expression.span);
                }
                self.expression(function)?;
                check_keywords(arguments)?;
                return arguments.iter().try_for_each(|argument| match argument {
                    Argument::Positional(value)
                    | Argument::Keyword { value, .. }
                    | Argument::Unpack(value)
                    | Argument::UnpackKeywords(value) => self.expression(value),
                });
            }
            ExpressionKind::Subscript { value, index } if WIDE.is_some() => {
                self.check_subscript(value, index, expression.span);
            }
            ExpressionKind::Comprehension { clauses, .. } => {
                clauses
                    .iter()
                    .try_for_each(|clause| self.target(&clause.target))?;
            }
            ExpressionKind::Lambda { parameters, .. } => {
                check_parameters(parameters)?;
                return self.function(|compilation| {
                    each_child(expression, &mut |child| compilation.expression(child))
                });
            }
            _ => {}
        }
        each_child(expression, &mut |child| self.expression(child))
    }

    fn warn(&mut self, message: String, span: Span) {
        self.warnings.push(SyntaxWarning {
            category: "SyntaxWarning",
            message,
            span,
        });
    }

    fn check_assert(&mut self, test: &Expression, span: Span) {
        let is_full =
            matches!(&*test.kind, ExpressionKind::Tuple(elements) if !elements.is_empty());
        if is_full {
            let message = "assertion is always true, perhaps remove parentheses?";
            self.warn(message.into(), span);
        }
    }

    /// `x is 1`, of which CPython warns once a comparison.
    fn check_identity(
        &mut self,
        first: &Expression,
        comparisons: &[(Comparison, Expression)],
        span: Span,
    ) {
        let mut left = first;
        for (operator, right) in comparisons {
            let message = match operator {
                Comparison::Is => "\"is\" with a literal. Did you mean \"==\"?",
                Comparison::IsNot => "\"is not\" with a literal. Did you mean \"!=\"?",
                _ => "",
            };
            if !message.is_empty() && (is_literal(left) || is_literal(right)) {
                return self.warn(message.into(), span);
            }
            left = right;
        }
    }

    fn check_callable(&mut self, function: &Expression, span: Span) {
        if matches!(*function.kind, ExpressionKind::Lambda { .. }) {
            return;
        }
        if let Some(type_name) = literal_type(function) {
            let message =
                format!("'{type_name}' object is not callable; perhaps you missed a comma?");
            self.warn(message, span);
        }
    }

    fn check_subscript(&mut self, value: &Expression, index: &Expression, span: Span) {
        let Some(type_name) = literal_type(value) else {
            return;
        };
        match type_name {
            "str" | "tuple" | "list" => {
                let index_type =
                    literal_type(index).filter(|name| !matches!(*name, "int" | "bool"));
                if let Some(index_type) = index_type {
                    let message = format!(
                        "{type_name} indices must be integers or slices, not {index_type}; \
                         perhaps you missed a comma?"
                    );
                    self.warn(message, span);
                }
            }
            "dict" => {}
            _ => {
                let message = format!(
                    "'{type_name}' object is not subscriptable; perhaps you missed a comma?"
                );
                self.warn(message, span);
            }
        }
    }
}

fn check_keywords(arguments: &[Argument]) -> Check {
    let mut names: Vec<&str> = Vec::new();
    for argument in arguments {
        if let Argument::Keyword { name, span, .. } = argument {
            if names.contains(&&**name) {
                return Complaint::new(format!("keyword argument repeated: {name}"), *span);
            }
            names.push(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::language::parser::parse;
    use crate::language::source::Source;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let parsed = parse(&Source::new("cell", text));
        let messages: Vec<_> = parsed
            .warnings
            .iter()
            .map(|warning| &*warning.message)
            .collect();
        assert_eq!(messages, expected);
        assert_eq!(parsed.errors, []);
    }

    #[cfg(feature = "wide")]
    #[test]
    fn identity_with_a_literal_is_warned_of() {
        check("x is 1", &["\"is\" with a literal. Did you mean \"==\"?"]);
        check(
            "x is not -1",
            &["\"is not\" with a literal. Did you mean \"!=\"?"],
        );
        check("x is None", &[]);
        check("x is True", &[]);
    }

    #[cfg(feature = "wide")]
    #[test]
    fn a_literal_that_is_called_or_indexed_lacks_a_comma() {
        check(
            "[(1)(2)]",
            &["'int' object is not callable; perhaps you missed a comma?"],
        );
        check(
            "[[1, 2][3, 4]]",
            &["list indices must be integers or slices, not tuple; perhaps you missed a comma?"],
        );
        check("[1, 2][0]", &[]);
        check("[1, 2]['a'] = 3", &[]);
    }

    #[cfg(feature = "wide")]
    #[test]
    fn an_assertion_of_a_tuple_is_always_true() {
        check(
            "assert (x, 'y')",
            &["assertion is always true, perhaps remove parentheses?"],
        );
        check("assert x, 'y'", &[]);
    }

    #[test]
    fn a_number_may_touch_a_keyword() {
        check("1if x else 2", &["invalid decimal literal"]);
    }
}
