//! Targets: what `=`, `+=`, `for` and `del` act on.
//!
//! Knows nothing of the values that come in.

use super::{Access, Compiler};
use crate::language::instruction::Instruction;
use crate::language::syntax_tree::{BinaryOperator, Expression, ExpressionKind, Wide};

impl<'a> Compiler<'a> {
    /// Takes the topmost value into a target.
    pub(super) fn store(&mut self, target: &'a Expression) {
        use ExpressionKind as E;
        let span = target.span;
        match &*target.kind {
            E::Name(name) => self.variable(Access::Store, name, span),
            E::Tuple(targets) | E::List(targets) => self.unpack(targets, target),
            E::Attribute {
                value,
                name,
                name_span,
            } => {
                self.expression(value);
                let name = self.name(name);
                let span = self.attribute_span(span, *name_span);
                self.emit(Instruction::StoreAttribute(name), span);
            }
            E::Subscript { value, index } => {
                self.expression(value);
                self.expression(index);
                self.emit(Instruction::StoreSubscript, span);
            }
            // The parser lets nothing else be a target.
            _ => {
                self.emit(Instruction::Pop, span);
            }
        }
    }

    fn unpack(&mut self, targets: &'a [Expression], target: &'a Expression) {
        let is_starred = |target: &Expression| matches!(*target.kind, ExpressionKind::Starred(_));
        let instruction = match targets.iter().position(is_starred) {
            None => Instruction::Unpack(targets.len() as u32),
            Some(before) => Instruction::UnpackStarred {
                before: before as u32,
                after: (targets.len() - before - 1) as u32,
            },
        };
        self.emit(instruction, target.span);
        for target in targets {
            match &*target.kind {
                ExpressionKind::Starred(target) => self.store(target),
                _ => self.store(target),
            }
        }
    }

    /// `target operator= value`; object and index are evaluated once.
    pub(super) fn augmented_assign(
        &mut self,
        target: &'a Expression,
        operator: BinaryOperator,
        value: &'a Expression,
        span: crate::language::source::Span,
    ) {
        use ExpressionKind as E;
        match &*target.kind {
            E::Name(name) => {
                self.variable(Access::Load, name, target.span);
                self.expression(value);
                self.emit(Instruction::InPlace(operator), span);
                self.variable(Access::Store, name, target.span);
            }
            E::Attribute {
                value: object,
                name,
                name_span,
            } => {
                let place = self.attribute_span(target.span, *name_span);
                let name = self.name(name);
                self.expression(object);
                self.emit(Instruction::Duplicate, target.span);
                self.emit(Instruction::LoadAttribute(name), place);
                self.expression(value);
                self.emit(Instruction::InPlace(operator), span);
                self.emit(Instruction::Swap, target.span);
                self.emit(Instruction::StoreAttribute(name), place);
            }
            E::Subscript {
                value: object,
                index,
            } => {
                self.expression(object);
                self.expression(index);
                self.emit(Instruction::DuplicateTwo, target.span);
                self.emit(Instruction::LoadSubscript, target.span);
                self.expression(value);
                self.emit(Instruction::InPlace(operator), span);
                self.emit(Instruction::RotateThree, target.span);
                self.emit(Instruction::StoreSubscript, target.span);
            }
            // The parser lets nothing else be a target.
            _ => {}
        }
    }

    /// `del target`
    pub(super) fn delete(&mut self, target: &'a Expression, wide: Wide) {
        use ExpressionKind as E;
        let span = target.span;
        match &*target.kind {
            E::Name(name) => self.variable(Access::Delete(wide), name, span),
            E::Tuple(targets) | E::List(targets) => {
                targets.iter().for_each(|target| self.delete(target, wide));
            }
            E::Attribute {
                value,
                name,
                name_span,
            } => {
                self.expression(value);
                let name = self.name(name);
                let span = self.attribute_span(span, *name_span);
                self.emit(Instruction::DeleteAttribute(name, wide), span);
            }
            E::Subscript { value, index } => {
                self.expression(value);
                self.expression(index);
                self.emit(Instruction::DeleteSubscript(wide), span);
            }
            // The parser lets nothing else be deleted.
            _ => {}
        }
    }
}
