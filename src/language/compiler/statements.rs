//! Statements.
//!
//! Knows nothing of exceptions; they have a file of their own.

use super::{Access, Block, Compiler};
use crate::language::instruction::Instruction;
use crate::language::source::Span;
use crate::language::syntax_tree::{Alias, Expression, Name, Statement, StatementKind};
use crate::language::value::Value;

impl<'a> Compiler<'a> {
    /// A cell: the value of its last statement is kept, if that is an expression.
    pub(super) fn module(&mut self, statements: &'a [Statement]) {
        let Some((last, before)) = statements.split_last() else {
            return;
        };
        self.statements(before);
        match &*last.kind {
            StatementKind::Expression(value) => {
                self.expression(value);
                self.emit(Instruction::KeepResult, last.span);
            }
            _ => self.statement(last),
        }
    }

    pub(super) fn statements(&mut self, statements: &'a [Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        use StatementKind as S;
        let span = statement.span;
        match &*statement.kind {
            S::Expression(value) => {
                self.expression(value);
                self.emit(Instruction::Pop, span);
            }
            S::Assign { targets, value } => {
                self.expression(value);
                for (index, target) in targets.iter().enumerate() {
                    if index + 1 < targets.len() {
                        self.emit(Instruction::Duplicate, span);
                    }
                    self.store(target);
                }
            }
            S::AugmentedAssign {
                target,
                operator,
                value,
            } => self.augmented_assign(target, *operator, value, span),
            S::AnnotatedAssign {
                target,
                annotation,
                value,
                ..
            } => self.annotated_assign(target, annotation, value.as_ref()),
            S::If { test, body, orelse } => self.if_statement(test, body, orelse),
            S::While { test, body, orelse } => self.while_statement(test, body, orelse),
            S::For {
                target,
                iterable,
                body,
                orelse,
            } => self.for_statement(target, iterable, body, orelse),
            S::FunctionDefinition {
                name,
                parameters,
                decorators,
                annotations,
                body,
            } => self.function_definition(name, parameters, decorators, annotations, body, span),
            S::Return(value) => self.return_statement(value.as_ref(), span),
            S::Delete(targets, wide) => {
                targets.iter().for_each(|target| self.delete(target, *wide));
            }
            S::Break => self.leave_loop(true, span),
            S::Continue => self.leave_loop(false, span),
            S::Assert {
                test,
                message,
                wide,
            } => self.assert(test, message.as_ref(), span, *wide),
            S::Raise {
                exception,
                cause,
                wide,
            } => {
                self.raise(exception.as_ref(), cause.as_ref(), span, *wide);
            }
            S::Try {
                body,
                handlers,
                orelse,
                finally,
                wide,
            } => self.try_statement(body, handlers, orelse, finally, span, *wide),
            S::Import(aliases) => self.import(aliases, span),
            S::ImportFrom { module, names } => self.import_from(module, names, span),
            S::Pass | S::Global(..) | S::Nonlocal(..) | S::Magic => {}
        }
    }

    /// Annotations are evaluated in the cell itself, not in functions.
    fn annotated_assign(
        &mut self,
        target: &'a Expression,
        annotation: &'a Expression,
        value: Option<&'a Expression>,
    ) {
        if let Some(value) = value {
            self.expression(value);
            self.store(target);
        }
        if self.unit().scope == 0 {
            self.expression(annotation);
            self.emit(Instruction::Pop, annotation.span);
        }
    }

    fn if_statement(
        &mut self,
        test: &'a Expression,
        body: &'a [Statement],
        orelse: &'a [Statement],
    ) {
        self.expression(test);
        let to_orelse = self.jump(Instruction::JumpIfFalse, test.span);
        self.statements(body);
        if orelse.is_empty() {
            self.land(to_orelse);
            return;
        }
        let to_end = self.jump(Instruction::Jump, test.span);
        self.land(to_orelse);
        self.statements(orelse);
        self.land(to_end);
    }

    fn while_statement(
        &mut self,
        test: &'a Expression,
        body: &'a [Statement],
        orelse: &'a [Statement],
    ) {
        let start = self.here();
        self.expression(test);
        let to_orelse = self.jump(Instruction::JumpIfFalse, test.span);
        self.loop_body(start, body, false);
        self.emit(Instruction::Jump(start), test.span);
        self.land(to_orelse);
        self.end_loop(orelse);
    }

    fn for_statement(
        &mut self,
        target: &'a Expression,
        iterable: &'a Expression,
        body: &'a [Statement],
        orelse: &'a [Statement],
    ) {
        self.expression(iterable);
        self.emit(Instruction::Iterate, iterable.span);
        let start = self.here();
        let to_orelse = self.jump(Instruction::Next, iterable.span);
        self.store(target);
        self.loop_body(start, body, true);
        self.emit(Instruction::Jump(start), iterable.span);
        self.land(to_orelse);
        self.end_loop(orelse);
    }

    fn loop_body(&mut self, start: u32, body: &'a [Statement], iterates: bool) {
        self.unit().blocks.push(Block::Loop {
            start,
            breaks: Vec::new(),
            iterates,
        });
        self.statements(body);
    }

    /// The `else` of a loop, and the place that `break` goes to.
    fn end_loop(&mut self, orelse: &'a [Statement]) {
        let block = self.unit().blocks.pop();
        self.statements(orelse);
        if let Some(Block::Loop { breaks, .. }) = block {
            for jump in breaks {
                self.land(jump);
            }
        }
    }

    fn return_statement(&mut self, value: Option<&'a Expression>, span: Span) {
        match value {
            Some(value) => self.expression(value),
            None => self.constant(Value::None, span),
        }
        let outermost = 0;
        self.leave_blocks(outermost, span);
        self.emit(Instruction::Return, span);
    }

    /// `break` or `continue`; the parser has seen to it that there is a loop.
    fn leave_loop(&mut self, is_break: bool, span: Span) {
        let is_loop = |block: &Block| matches!(block, Block::Loop { .. });
        let Some(index) = self.unit().blocks.iter().rposition(is_loop) else {
            return;
        };
        self.leave_blocks(index + 1, span);
        let Block::Loop {
            start, iterates, ..
        } = self.unit().blocks[index]
        else {
            return;
        };
        if !is_break {
            self.emit(Instruction::Jump(start), span);
            return;
        }
        if iterates {
            self.emit(Instruction::Pop, span);
        }
        let jump = self.jump(Instruction::Jump, span);
        if let Block::Loop { breaks, .. } = &mut self.unit().blocks[index] {
            breaks.push(jump);
        }
    }

    fn import(&mut self, aliases: &'a [Alias], span: Span) {
        for alias in aliases {
            let name = self.name(&alias.name);
            let top = alias.alias.is_none();
            self.emit(Instruction::Import { name, top }, span);
            self.variable(Access::Store, &alias.bound_name().into(), span);
        }
    }

    fn import_from(&mut self, module: &Name, names: &'a [Alias], span: Span) {
        let module = self.name(module);
        self.emit(
            Instruction::Import {
                name: module,
                top: false,
            },
            span,
        );
        if names.is_empty() {
            self.emit(Instruction::ImportStar, span);
            return;
        }
        for alias in names {
            let name = self.name(&alias.name);
            self.emit(Instruction::ImportFrom(name), span);
            let bound = alias.alias.as_ref().unwrap_or(&alias.name);
            self.variable(Access::Store, bound, span);
        }
        self.emit(Instruction::Pop, span);
    }
}
