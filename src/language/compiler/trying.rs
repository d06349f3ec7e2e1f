//! `try`, `raise`, `assert`, and what leaves their blocks early.
//!
//! Knows nothing of how the machine finds a handler.

use super::{Access, Block, Compiler};
use crate::language::instruction::Instruction;
use crate::language::source::Span;
use crate::language::syntax_tree::{Expression, ExpressionKind, Handler, Name, Statement, Wide};
use crate::language::value::Value;

impl<'a> Compiler<'a> {
    /// The failure stands at the test, or, of a constant one, at the whole statement.
    pub(super) fn assert(
        &mut self,
        test: &'a Expression,
        message: Option<&'a Expression>,
        statement: Span,
        wide: Wide,
    ) {
        let span = match *test.kind {
            ExpressionKind::Constant(_) => statement,
            _ => test.span,
        };
        self.expression(test);
        let passed = self.jump(Instruction::JumpIfTrue, span);
        self.emit(Instruction::LoadAssertionError(wide), span);
        if let Some(message) = message {
            self.expression(message);
            self.emit(Instruction::Call(1), span);
        }
        self.emit(Instruction::Raise(wide), span);
        self.land(passed);
    }

    pub(super) fn raise(
        &mut self,
        exception: Option<&'a Expression>,
        cause: Option<&'a Expression>,
        span: Span,
        wide: Wide,
    ) {
        let Some(exception) = exception else {
            self.emit(Instruction::RaiseAgain(wide), span);
            return;
        };
        self.expression(exception);
        match cause {
            Some(cause) => {
                self.expression(cause);
                self.emit(Instruction::RaiseFrom(wide), span);
            }
            None => {
                self.emit(Instruction::Raise(wide), span);
            }
        }
    }

    pub(super) fn try_statement(
        &mut self,
        body: &'a [Statement],
        handlers: &'a [Handler],
        orelse: &'a [Statement],
        finally: &'a [Statement],
        span: Span,
        wide: Wide,
    ) {
        if finally.is_empty() {
            self.guarded(body, handlers, orelse, span, wide);
            return;
        }
        let to_handler = self.emit(Instruction::PushHandler(0, wide), span);
        self.unit().blocks.push(Block::Finally(finally, wide));
        if handlers.is_empty() {
            self.statements(body);
        } else {
            self.guarded(body, handlers, orelse, span, wide);
        }
        self.unit().blocks.pop();
        self.emit(Instruction::PopHandler(wide), span);
        self.statements(finally);
        let to_end = self.jump(Instruction::Jump, span);
        self.land(to_handler);
        self.emit(Instruction::BeginHandling(wide), span);
        self.unit().blocks.push(Block::FinallyHandling(wide));
        self.statements(finally);
        self.unit().blocks.pop();
        self.emit(Instruction::RaiseAgain(wide), span);
        self.land(to_end);
    }

    /// `try: body except …: … else: orelse`
    fn guarded(
        &mut self,
        body: &'a [Statement],
        handlers: &'a [Handler],
        orelse: &'a [Statement],
        span: Span,
        wide: Wide,
    ) {
        let to_handlers = self.emit(Instruction::PushHandler(0, wide), span);
        self.unit().blocks.push(Block::Guarded(wide));
        self.statements(body);
        self.unit().blocks.pop();
        self.emit(Instruction::PopHandler(wide), span);
        self.statements(orelse);
        let mut ends = vec![self.jump(Instruction::Jump, span)];
        self.land(to_handlers);
        self.emit(Instruction::BeginHandling(wide), span);
        for handler in handlers {
            let to_next = handler.kind.as_ref().map(|kind| {
                self.expression(kind);
                self.emit(Instruction::MatchException(wide), handler.span);
                self.jump(Instruction::JumpIfFalse, handler.span)
            });
            self.handler_body(handler, wide);
            ends.push(self.jump(Instruction::Jump, handler.span));
            if let Some(jump) = to_next {
                self.land(jump);
            }
        }
        self.emit(Instruction::RaiseAgain(wide), span);
        for end in ends {
            self.land(end);
        }
    }

    /// The body of an `except`; its name is unbound at its end, also by an exception.
    fn handler_body(&mut self, handler: &'a Handler, wide: Wide) {
        let span = handler.span;
        let Some(name) = &handler.name else {
            self.unit().blocks.push(Block::Handling(None, wide));
            self.statements(&handler.body);
            self.unit().blocks.pop();
            self.emit(Instruction::EndHandling(wide), span);
            return;
        };
        self.emit(Instruction::LoadHandled(wide), span);
        self.variable(Access::Store, name, span);
        let to_cleanup = self.emit(Instruction::PushHandler(0, wide), span);
        self.unit()
            .blocks
            .push(Block::Handling(Some(name.clone()), wide));
        self.statements(&handler.body);
        self.unit().blocks.pop();
        self.emit(Instruction::PopHandler(wide), span);
        self.unbind(name, span, wide);
        self.emit(Instruction::EndHandling(wide), span);
        let to_end = self.jump(Instruction::Jump, span);
        self.land(to_cleanup);
        self.emit(Instruction::BeginHandling(wide), span);
        self.unbind(name, span, wide);
        self.emit(Instruction::RaiseAgain(wide), span);
        self.land(to_end);
    }

    /// Unbinds a handler's name, which its body may have unbound already.
    fn unbind(&mut self, name: &Name, span: Span, wide: Wide) {
        self.constant(Value::None, span);
        self.variable(Access::Store, name, span);
        self.variable(Access::Delete(wide), name, span);
    }

    /// Leaves the blocks from `outermost` on, as `return`, `break` and `continue` do: handlers
    /// are taken away and `finally` bodies run. The value that `return` carries stays on top.
    pub(super) fn leave_blocks(&mut self, outermost: usize, span: Span) {
        let mut left = Vec::new();
        while self.unit().blocks.len() > outermost {
            let Some(block) = self.unit().blocks.pop() else {
                break;
            };
            self.leave_block(&block, span);
            left.push(block);
        }
        self.unit().blocks.extend(left.into_iter().rev());
    }

    fn leave_block(&mut self, block: &Block<'a>, span: Span) {
        match block {
            Block::Loop { .. } => {}
            Block::Guarded(wide) => {
                self.emit(Instruction::PopHandler(*wide), span);
            }
            Block::Finally(body, wide) => {
                self.emit(Instruction::PopHandler(*wide), span);
                self.statements(body);
            }
            Block::Handling(name, wide) => {
                if let Some(name) = name {
                    self.emit(Instruction::PopHandler(*wide), span);
                    self.unbind(name, span, *wide);
                }
                self.emit(Instruction::EndHandling(*wide), span);
            }
            Block::FinallyHandling(wide) => {
                self.emit(Instruction::EndHandling(*wide), span);
            }
        }
    }
}
