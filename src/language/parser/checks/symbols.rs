//! Names and the scopes they belong to.
//!
//! Knows nothing of where `return` or `break` may stand.

use super::{Check, Complaint, check_parameters, each_child, each_default};
use crate::language::source::Span;
use crate::language::syntax_tree::{
    Alias, ComprehensionClause, Expression, ExpressionKind, Name, Parameters, Program, Statement,
    StatementKind,
};
use std::collections::BTreeMap;

/// What is known of a name in a scope: bits, as CPython keeps them.
type Facts = u8;
const PARAMETER: Facts = 1;
const ASSIGNED: Facts = 2;
const USED: Facts = 4;
const ANNOTATED: Facts = 8;
const GLOBAL: Facts = 16;
const NONLOCAL: Facts = 32;
const ITERATED: Facts = 64;
const IMPORTED: Facts = 128;

#[derive(Clone, Copy, PartialEq)]
enum ScopeKind {
    Module,
    Function,
    Comprehension,
}

struct Scope {
    kind: ScopeKind,
    names: BTreeMap<Name, Facts>,
    /// How many iterables of comprehensions are open.
    iterables: u32,
    /// Where `nonlocal` stands, with the names that are still to be found further out.
    nonlocals: Vec<(Name, Span)>,
}

/// The first fault in the use of names.
pub(super) fn check(program: &Program) -> Check {
    let mut symbols = Symbols {
        scopes: Vec::new(),
        unbound: None,
    };
    symbols.enter(ScopeKind::Module);
    symbols.statements(&program.statements)?;
    symbols.leave();
    // Whether an outer scope has a name is known only now.
    symbols.unbound.map_or(Ok(()), Err)
}

struct Symbols {
    scopes: Vec<Scope>,
    /// The first `nonlocal` that finds no variable.
    unbound: Option<Complaint>,
}

impl Symbols {
    fn enter(&mut self, kind: ScopeKind) {
        self.scopes.push(Scope {
            kind,
            names: BTreeMap::new(),
            iterables: 0,
            nonlocals: Vec::new(),
        });
    }

    /// Ends a scope; names it wants from outside become the next scope's concern.
    fn leave(&mut self) {
        let Some(scope) = self.scopes.pop() else {
            return;
        };
        for (name, span) in scope.nonlocals {
            let Some(outer) = self.scopes.last_mut() else {
                let message = "nonlocal declaration not allowed at module level";
                self.complain(message.into(), span);
                continue;
            };
            let facts = outer.names.get(&name).copied().unwrap_or(0);
            let is_bound = facts & (PARAMETER | ASSIGNED | IMPORTED) != 0;
            if outer.kind == ScopeKind::Module || facts & GLOBAL != 0 {
                let message = format!("no binding for nonlocal '{name}' found");
                self.complain(message, span);
            } else if facts & NONLOCAL == 0 && !is_bound {
                outer.nonlocals.push((name, span));
            }
        }
    }

    fn complain(&mut self, message: String, span: Span) {
        self.unbound.get_or_insert(Complaint { message, span });
    }

    fn facts(&self, name: &Name) -> Facts {
        let scope = self.scopes.last();
        scope
            .and_then(|scope| scope.names.get(name).copied())
            .unwrap_or(0)
    }

    fn note(&mut self, name: &Name, facts: Facts) {
        if let Some(scope) = self.scopes.last_mut() {
            *scope.names.entry(name.clone()).or_default() |= facts;
        }
    }

    fn statements(&mut self, statements: &[Statement]) -> Check {
        statements
            .iter()
            .try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Statement) -> Check {
        match &*statement.kind {
            StatementKind::Expression(value) => self.expression(value),
            StatementKind::Assign { targets, value } => {
                targets.iter().try_for_each(|target| self.target(target))?;
                self.expression(value)
            }
            StatementKind::AugmentedAssign { target, value, .. } => {
                self.target(target)?;
                self.expression(value)
            }
            StatementKind::AnnotatedAssign {
                target,
                annotation,
                value,
                ..
            } => {
                self.annotated(target, statement.span)?;
                self.expression(annotation)?;
                self.optional(value)
            }
            StatementKind::If { test, body, orelse }
            | StatementKind::While { test, body, orelse } => {
                self.expression(test)?;
                self.statements(body)?;
                self.statements(orelse)
            }
            StatementKind::For {
                target,
                iterable,
                body,
                orelse,
            } => {
                self.target(target)?;
                self.expression(iterable)?;
                self.statements(body)?;
                self.statements(orelse)
            }
            StatementKind::FunctionDefinition { .. } => self.function(&statement.kind),
            StatementKind::Return(value) => self.optional(value),
            StatementKind::Delete(targets, _) => {
                targets.iter().try_for_each(|target| self.target(target))
            }
            StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Magic => Ok(()),
            StatementKind::Global(names, _) => self.declare(names, GLOBAL, statement.span),
            StatementKind::Nonlocal(names, _) => self.declare(names, NONLOCAL, statement.span),
            StatementKind::Assert { test, message, .. } => {
                self.expression(test)?;
                self.optional(message)
            }
            StatementKind::Raise {
                exception, cause, ..
            } => {
                self.optional(exception)?;
                self.optional(cause)
            }
            StatementKind::Try { .. } => self.try_statement(&statement.kind),
            StatementKind::Import(names) => {
                self.import(names);
                Ok(())
            }
            StatementKind::ImportFrom { names, .. } => {
                if names.is_empty() && self.scopes.len() > 1 {
                    let star = Span {
                        start: statement.span.end.saturating_sub(1),
                        end: statement.span.end,
                    };
                    return Complaint::new("import * only allowed at module level", star);
                }
                self.import(names);
                Ok(())
            }
        }
    }

    fn import(&mut self, names: &[Alias]) {
        for alias in names {
            let first = alias.name.split('.').next().unwrap_or("");
            let name = alias.alias.clone().unwrap_or_else(|| first.into());
            self.note(&name, IMPORTED);
        }
    }

    fn try_statement(&mut self, statement: &StatementKind) -> Check {
        let StatementKind::Try {
            body,
            handlers,
            orelse,
            finally,
            ..
        } = statement
        else {
            return Ok(());
        };
        self.statements(body)?;
        self.statements(orelse)?;
        for handler in handlers {
            self.optional(&handler.kind)?;
            if let Some(name) = &handler.name {
                self.note(name, ASSIGNED);
            }
            self.statements(&handler.body)?;
        }
        self.statements(finally)
    }

    fn function(&mut self, definition: &StatementKind) -> Check {
        let StatementKind::FunctionDefinition {
            name,
            parameters,
            decorators,
            annotations,
            body,
        } = definition
        else {
            return Ok(());
        };
        self.note(name, ASSIGNED);
        each_default(parameters, &mut |default| self.expression(default))?;
        annotations
            .iter()
            .try_for_each(|annotation| self.expression(annotation))?;
        decorators
            .iter()
            .try_for_each(|decorator| self.expression(decorator))?;
        self.enter(ScopeKind::Function);
        self.parameters(parameters)?;
        self.statements(body)?;
        self.leave();
        Ok(())
    }

    fn parameters(&mut self, parameters: &Parameters) -> Check {
        check_parameters(parameters)?;
        let named = parameters.positional.iter().chain(&parameters.keyword_only);
        let named = named.map(|parameter| &parameter.name);
        for name in named.chain(&parameters.rest).chain(&parameters.keywords) {
            self.note(name, PARAMETER);
        }
        Ok(())
    }

    /// `global` or `nonlocal`, which must come before any other use of the name.
    fn declare(&mut self, names: &[Name], declaration: Facts, span: Span) -> Check {
        let word = match declaration {
            GLOBAL => "global",
            _ => "nonlocal",
        };
        for name in names {
            let facts = self.facts(name);
            let complaint = if facts & PARAMETER != 0 {
                format!("name '{name}' is parameter and {word}")
            } else if facts & USED != 0 {
                format!("name '{name}' is used prior to {word} declaration")
            } else if facts & ANNOTATED != 0 {
                format!("annotated name '{name}' can't be {word}")
            } else if facts & ASSIGNED != 0 {
                format!("name '{name}' is assigned to before {word} declaration")
            } else {
                String::new()
            };
            if !complaint.is_empty() {
                return Complaint::new(complaint, span);
            }
            let both = (facts | declaration) & (GLOBAL | NONLOCAL);
            if both == GLOBAL | NONLOCAL {
                self.complain(format!("name '{name}' is nonlocal and global"), span);
            } else if declaration == NONLOCAL
                && let Some(scope) = self.scopes.last_mut()
            {
                scope.nonlocals.push((name.clone(), span));
            }
            self.note(name, declaration);
        }
        Ok(())
    }

    fn annotated(&mut self, target: &Expression, span: Span) -> Check {
        let ExpressionKind::Name(name) = &*target.kind else {
            return self.target(target);
        };
        let facts = self.facts(name);
        if facts & (GLOBAL | NONLOCAL) != 0 && self.scopes.len() > 1 {
            let word = if facts & GLOBAL != 0 {
                "global"
            } else {
                "nonlocal"
            };
            return Complaint::new(format!("annotated name '{name}' can't be {word}"), span);
        }
        self.note(name, ANNOTATED | ASSIGNED);
        Ok(())
    }

    fn target(&mut self, target: &Expression) -> Check {
        match &*target.kind {
            ExpressionKind::Name(name) => {
                self.note(name, ASSIGNED);
                Ok(())
            }
            ExpressionKind::Tuple(_) | ExpressionKind::List(_) | ExpressionKind::Starred(_) => {
                each_child(target, &mut |part| self.target(part))
            }
            _ => self.expression(target),
        }
    }

    fn optional(&mut self, expression: &Option<Expression>) -> Check {
        expression
            .iter()
            .try_for_each(|expression| self.expression(expression))
    }

    fn expression(&mut self, expression: &Expression) -> Check {
        match &*expression.kind {
            ExpressionKind::Name(name) => {
                self.note(name, USED);
                Ok(())
            }
            ExpressionKind::Lambda { parameters, body } => {
                each_default(parameters, &mut |default| self.expression(default))?;
                self.enter(ScopeKind::Function);
                self.parameters(parameters)?;
                self.expression(body)?;
                self.leave();
                Ok(())
            }
            ExpressionKind::NamedExpression {
                name,
                name_span,
                value,
                ..
            } => self.named_expression(name, *name_span, value, expression.span),
            ExpressionKind::Comprehension {
                element,
                value,
                clauses,
                ..
            } => self.comprehension(element, value.as_ref(), clauses),
            _ => each_child(expression, &mut |child| self.expression(child)),
        }
    }

    fn comprehension(
        &mut self,
        element: &Expression,
        value: Option<&Expression>,
        clauses: &[ComprehensionClause],
    ) -> Check {
        for (index, clause) in clauses.iter().enumerate() {
            self.count_iterable(true);
            self.expression(&clause.iterable)?;
            self.count_iterable(false);
            if index == 0 {
                self.enter(ScopeKind::Comprehension);
            }
            self.iteration_target(&clause.target)?;
            clause
                .conditions
                .iter()
                .try_for_each(|condition| self.expression(condition))?;
        }
        value
            .into_iter()
            .try_for_each(|value| self.expression(value))?;
        self.expression(element)?;
        self.leave();
        Ok(())
    }

    fn count_iterable(&mut self, is_entered: bool) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.iterables = match is_entered {
                true => scope.iterables + 1,
                false => scope.iterables.saturating_sub(1),
            };
        }
    }

    fn iteration_target(&mut self, target: &Expression) -> Check {
        match &*target.kind {
            ExpressionKind::Name(name) => {
                if self.facts(name) & (GLOBAL | NONLOCAL) != 0 {
                    let message = format!(
                        "comprehension inner loop cannot rebind assignment expression target '{name}'"
                    );
                    return Complaint::new(message, target.span);
                }
                self.note(name, ASSIGNED | ITERATED);
                Ok(())
            }
            ExpressionKind::Tuple(_) | ExpressionKind::List(_) | ExpressionKind::Starred(_) => {
                each_child(target, &mut |part| self.iteration_target(part))
            }
            _ => self.expression(target),
        }
    }

    /// `name := value`. Within a comprehension the name belongs to the scope around it.
    fn named_expression(
        &mut self,
        name: &Name,
        name_span: Span,
        value: &Expression,
        span: Span,
    ) -> Check {
        if self.scopes.last().is_some_and(|scope| scope.iterables > 0) {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            return Complaint::new(message, span);
        }
        for scope in self.scopes.iter_mut().rev() {
            let facts = scope.names.entry(name.clone()).or_default();
            if scope.kind != ScopeKind::Comprehension {
                *facts |= ASSIGNED;
                break;
            }
            if *facts & ITERATED != 0 {
                let message = format!(
                    "assignment expression cannot rebind comprehension iteration variable '{name}'"
                );
                return Complaint::new(message, name_span);
            }
            *facts |= NONLOCAL;
        }
        self.expression(value)
    }
}
