//! Functions, lambdas and comprehensions: code of their own.
//!
//! Knows nothing of how they are called.

use super::scopes::ITERATOR;
use super::{Access, Compiler};
use crate::language::instruction::{Instruction, ParameterCounts};
use crate::language::source::Span;
use crate::language::syntax_tree::{
    ComprehensionClause, ComprehensionKind, Expression, Name, Parameters, Statement,
};
use crate::numerics::gather::Gather;

impl<'a> Compiler<'a> {
    /// `@decorator def name(parameters): body`
    pub(super) fn function_definition(
        &mut self,
        name: &Name,
        parameters: &'a Parameters,
        decorators: &'a [Expression],
        annotations: &'a [Expression],
        body: &'a [Statement],
        span: Span,
    ) {
        decorators
            .iter()
            .for_each(|decorator| self.expression(decorator));
        self.defaults(parameters);
        for annotation in annotations {
            self.expression(annotation);
            self.emit(Instruction::Pop, annotation.span);
        }
        self.open(self.scopes.of(parameters), name, counts(parameters));
        self.statements(body);
        self.close_function(span);
        for decorator in decorators.iter().rev() {
            self.emit(Instruction::Call(1), decorator.span);
        }
        self.variable(Access::Store, name, span);
    }

    pub(super) fn lambda(&mut self, parameters: &'a Parameters, body: &'a Expression, span: Span) {
        self.defaults(parameters);
        self.open(self.scopes.of(parameters), "<lambda>", counts(parameters));
        self.expression(body);
        self.emit(Instruction::Return, body.span);
        self.close_function(span);
    }

    /// Pushes the default values, of positional parameters first.
    fn defaults(&mut self, parameters: &'a Parameters) {
        let named = parameters.positional.iter().chain(&parameters.keyword_only);
        for default in named.filter_map(|parameter| parameter.default.as_ref()) {
            self.expression(default);
        }
    }

    fn close_function(&mut self, span: Span) {
        let code = self.close();
        let functions = &mut self.unit().code.functions;
        let index = functions.len() as u32;
        functions.push(code);
        self.emit(Instruction::MakeFunction(index), span);
    }

    /// A comprehension is a function of its first iterable's iterator, as in CPython 3.11.
    pub(super) fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: &'a Expression,
        value: Option<&'a Expression>,
        clauses: &'a [ComprehensionClause],
        span: Span,
    ) {
        let (name, build) = match kind {
            ComprehensionKind::List => ("<listcomp>", Some(Instruction::BuildList(0))),
            ComprehensionKind::Set(wide) => ("<setcomp>", Some(Instruction::BuildSet(0, wide))),
            ComprehensionKind::Dict(wide) => ("<dictcomp>", Some(Instruction::BuildDict(0, wide))),
            ComprehensionKind::Generator => ("<genexpr>", None),
        };
        let parameters = ParameterCounts {
            positional: 1,
            ..ParameterCounts::default()
        };
        self.open(self.scopes.of(element), name, parameters);
        self.unit().code.is_generator = build.is_none();
        if let Some(build) = build {
            self.emit(build, span);
        }
        self.clauses(kind, element, value, clauses, 0, span);
        if build.is_some() {
            self.emit(Instruction::Return, span);
        }
        self.close_function(span);
        if let Some(first) = clauses.first() {
            self.expression(&first.iterable);
            self.emit(Instruction::Iterate, span);
        }
        self.emit(Instruction::Call(1), span);
    }

    /// The loops of a comprehension from clause `depth` on, and its element inside the last.
    fn clauses(
        &mut self,
        kind: ComprehensionKind,
        element: &'a Expression,
        value: Option<&'a Expression>,
        clauses: &'a [ComprehensionClause],
        depth: usize,
        span: Span,
    ) {
        let Some(clause) = clauses.get(depth) else {
            self.expression(element);
            value.iter().for_each(|value| self.expression(value));
            let depth = depth as u32;
            let (add, place) = match kind {
                ComprehensionKind::List => (Instruction::Append(depth), element.span),
                ComprehensionKind::Set(wide) => (Instruction::AddToSet(depth, wide), element.span),
                ComprehensionKind::Dict(wide) => {
                    (Instruction::AddToDict(depth, wide), element.span)
                }
                ComprehensionKind::Generator => (Instruction::Yield, element.span),
            };
            self.emit(add, place);
            return;
        };
        if depth == 0 {
            self.variable(Access::Load, &ITERATOR.into(), span);
        } else {
            self.expression(&clause.iterable);
            self.emit(Instruction::Iterate, span);
        }
        let start = self.here();
        let to_end = self.jump(Instruction::Next, span);
        self.store(&clause.target);
        for condition in &clause.conditions {
            self.expression(condition);
            self.emit(Instruction::JumpIfFalse(start), condition.span);
        }
        self.clauses(kind, element, value, clauses, depth + 1, span);
        self.emit(Instruction::Jump(start), span);
        self.land(to_end);
    }
}

fn counts(parameters: &Parameters) -> ParameterCounts {
    let has_default =
        |parameter: &crate::language::syntax_tree::Parameter| parameter.default.is_some();
    ParameterCounts {
        positional_only: parameters.positional_only as u32,
        positional: parameters.positional.len() as u32,
        keyword_only: parameters.keyword_only.iter().map(has_default).gather(),
        defaults: parameters
            .positional
            .iter()
            .filter(|parameter| has_default(parameter))
            .count() as u32,
        rest: parameters.rest.is_some(),
        keywords: parameters.keywords.is_some(),
    }
}
