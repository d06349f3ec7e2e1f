//! Expressions.
//!
//! Knows nothing of statements.

use super::{Access, Compiler};
use crate::language::instruction::Instruction;
use crate::language::source::Span;
use crate::language::syntax_tree::{
    Argument, BooleanOperator, Comparison, Constant, Expression, ExpressionKind, Name, StringPart,
    Wide,
};
use crate::language::value::Value;

impl<'a> Compiler<'a> {
    pub(super) fn expression(&mut self, expression: &'a Expression) {
        use ExpressionKind as E;
        let span = expression.span;
        match &*expression.kind {
            E::Constant(constant) => self.constant(constant_value(constant), span),
            E::Name(name) => self.variable(Access::Load, name, span),
            E::Unary(operator, value) => {
                self.expression(value);
                self.emit(Instruction::Unary(*operator), span);
            }
            E::Binary(..) => self.binary(expression),
            E::Compare(first, rest) => self.comparison(first, rest, span),
            E::Boolean(operator, values) => self.boolean(*operator, values, span),
            E::Attribute {
                value,
                name,
                name_span,
            } => {
                self.expression(value);
                let name = self.name(name);
                let span = self.attribute_span(span, *name_span);
                self.emit(Instruction::LoadAttribute(name), span);
            }
            E::Subscript { value, index } => {
                self.expression(value);
                self.expression(index);
                self.emit(Instruction::LoadSubscript, span);
            }
            E::Call {
                function,
                arguments,
            } => self.call(function, arguments, span),
            E::Conditional { test, body, orelse } => {
                self.expression(test);
                let to_orelse = self.jump(Instruction::JumpIfFalse, span);
                self.expression(body);
                let to_end = self.jump(Instruction::Jump, span);
                self.land(to_orelse);
                self.expression(orelse);
                self.land(to_end);
            }
            E::Lambda { parameters, body } => self.lambda(parameters, body, span),
            _ => self.display(expression),
        }
    }

    /// Expressions that build something of their parts.
    fn display(&mut self, expression: &'a Expression) {
        use ExpressionKind as E;
        let span = expression.span;
        match &*expression.kind {
            E::List(items) => self.sequence(items, Instruction::BuildList, span),
            E::Tuple(items) => self.sequence(items, Instruction::BuildTuple, span),
            E::Set(items, wide) => self.set(items, span, *wide),
            E::Dict(entries, wide) => self.dict(entries, span, *wide),
            E::FormattedString(parts) => self.formatted_string(parts, span),
            E::Slice { lower, upper, step } => {
                for bound in [lower, upper, step] {
                    match bound {
                        Some(bound) => self.expression(bound),
                        None => self.constant(Value::None, span),
                    }
                }
                self.emit(Instruction::BuildSlice, span);
            }
            E::NamedExpression {
                name,
                name_span,
                value,
                ..
            } => {
                self.expression(value);
                self.emit(Instruction::Duplicate, span);
                self.variable(Access::Store, name, *name_span);
            }
            E::Comprehension {
                kind,
                element,
                value,
                clauses,
            } => self.comprehension(*kind, element, value.as_ref(), clauses, span),
            // The parser lets a starred expression stand only where its parent deals with it.
            _ => self.constant(Value::None, span),
        }
    }

    /// A chain such as `a + b - c` goes as deep to the left as it is long: it is walked in a
    /// loop.
    fn binary(&mut self, expression: &'a Expression) {
        let mut pending = Vec::new();
        let mut current = expression;
        while let ExpressionKind::Binary(left, operator, right) = &*current.kind {
            pending.push((*operator, right, current.span));
            current = left;
        }
        self.expression(current);
        for (operator, right, span) in pending.into_iter().rev() {
            self.expression(right);
            self.emit(Instruction::Binary(operator), span);
        }
    }

    /// `a < b < c` evaluates `b` once, and `c` only if `a < b`.
    fn comparison(
        &mut self,
        first: &'a Expression,
        rest: &'a [(Comparison, Expression)],
        span: Span,
    ) {
        self.expression(first);
        let mut failures = Vec::new();
        for (index, (comparison, value)) in rest.iter().enumerate() {
            self.expression(value);
            let is_last = index + 1 == rest.len();
            if !is_last {
                self.emit(Instruction::Duplicate, span);
                self.emit(Instruction::RotateThree, span);
            }
            self.emit(Instruction::Compare(*comparison), span);
            if !is_last {
                failures.push(self.jump(Instruction::JumpIfFalseOrPop, span));
            }
        }
        if failures.is_empty() {
            return;
        }
        let to_end = self.jump(Instruction::Jump, span);
        for failure in failures {
            self.land(failure);
        }
        self.emit(Instruction::Swap, span);
        self.emit(Instruction::Pop, span);
        self.land(to_end);
    }

    fn boolean(&mut self, operator: BooleanOperator, values: &'a [Expression], span: Span) {
        let jump = match operator {
            BooleanOperator::And => Instruction::JumpIfFalseOrPop,
            BooleanOperator::Or => Instruction::JumpIfTrueOrPop,
        };
        let mut jumps = Vec::new();
        for (index, value) in values.iter().enumerate() {
            self.expression(value);
            if index + 1 < values.len() {
                jumps.push(self.jump(jump, span));
            }
        }
        for jump in jumps {
            self.land(jump);
        }
    }

    /// A list or a tuple.
    fn sequence(&mut self, items: &'a [Expression], build: fn(u32) -> Instruction, span: Span) {
        if !items.iter().any(is_starred) {
            items.iter().for_each(|item| self.expression(item));
            self.emit(build(items.len() as u32), span);
            return;
        }
        self.emit(Instruction::BuildList(0), span);
        for item in items {
            if let ExpressionKind::Starred(value) = &*item.kind {
                self.expression(value);
                self.emit(Instruction::ExtendList, span);
            } else {
                self.expression(item);
                self.emit(Instruction::Append(0), span);
            }
        }
        if build(0) == Instruction::BuildTuple(0) {
            self.emit(Instruction::ListToTuple, span);
        }
    }

    fn set(&mut self, items: &'a [Expression], span: Span, wide: Wide) {
        if !items.iter().any(is_starred) {
            items.iter().for_each(|item| self.expression(item));
            self.emit(Instruction::BuildSet(items.len() as u32, wide), span);
            return;
        }
        self.emit(Instruction::BuildSet(0, wide), span);
        for item in items {
            if let ExpressionKind::Starred(value) = &*item.kind {
                self.expression(value);
                self.emit(Instruction::ExtendSet(wide), span);
            } else {
                self.expression(item);
                self.emit(Instruction::AddToSet(0, wide), span);
            }
        }
    }

    fn dict(&mut self, entries: &'a [(Option<Expression>, Expression)], span: Span, wide: Wide) {
        if entries.iter().all(|(key, _)| key.is_some()) {
            for (key, value) in entries {
                key.iter().for_each(|key| self.expression(key));
                self.expression(value);
            }
            self.emit(Instruction::BuildDict(entries.len() as u32, wide), span);
            return;
        }
        self.emit(Instruction::BuildDict(0, wide), span);
        for (key, value) in entries {
            key.iter().for_each(|key| self.expression(key));
            self.expression(value);
            self.emit(
                match key {
                    Some(_) => Instruction::AddToDict(0, wide),
                    None => Instruction::ExtendDict(wide),
                },
                span,
            );
        }
    }

    fn formatted_string(&mut self, parts: &'a [StringPart], span: Span) {
        for part in parts {
            match part {
                StringPart::Text(text) => self.constant(Value::String(text.clone()), span),
                StringPart::Value {
                    value,
                    conversion,
                    format,
                } => {
                    self.expression(value);
                    if !format.is_empty() {
                        self.formatted_string(format, span);
                    }
                    self.emit(
                        Instruction::Format {
                            conversion: *conversion,
                            has_format: !format.is_empty(),
                        },
                        span,
                    );
                }
            }
        }
        self.emit(Instruction::BuildString(parts.len() as u32), span);
    }

    fn call(&mut self, function: &'a Expression, arguments: &'a [Argument], span: Span) {
        self.expression(function);
        let unpacks = |argument: &Argument| {
            matches!(argument, Argument::Unpack(_) | Argument::UnpackKeywords(_))
        };
        if arguments.iter().any(unpacks) {
            self.unpacking_call(arguments, span);
            return;
        }
        let span = match &*function.kind {
            ExpressionKind::Attribute { name_span, .. } => self.attribute_span(span, *name_span),
            _ => span,
        };
        let mut keywords: Vec<Name> = Vec::new();
        for argument in arguments {
            match argument {
                Argument::Keyword { name, value, .. } => {
                    keywords.push(name.clone());
                    self.expression(value);
                }
                Argument::Positional(value)
                | Argument::Unpack(value)
                | Argument::UnpackKeywords(value) => self.expression(value),
            }
        }
        let count = arguments.len() as u32;
        if keywords.is_empty() {
            self.emit(Instruction::Call(count), span);
            return;
        }
        let lists = &mut self.unit().code.keywords;
        let index = lists.len() as u32;
        lists.push(keywords.into());
        self.emit(
            Instruction::CallKeywords {
                count,
                keywords: index,
            },
            span,
        );
    }

    /// `f(*values, key=value, **keywords)`: the arguments are gathered in two lists, the second
    /// of names and values in turn.
    fn unpacking_call(&mut self, arguments: &'a [Argument], span: Span) {
        self.emit(Instruction::BuildList(0), span);
        for argument in arguments {
            match argument {
                Argument::Positional(value) => {
                    self.expression(value);
                    self.emit(Instruction::Append(0), span);
                }
                Argument::Unpack(value) => {
                    self.expression(value);
                    self.emit(Instruction::ExtendArguments, span);
                }
                _ => {}
            }
        }
        self.emit(Instruction::BuildList(0), span);
        for argument in arguments {
            match argument {
                Argument::Keyword { name, value, .. } => {
                    self.constant(Value::String(name.clone()), span);
                    self.expression(value);
                    self.emit(Instruction::AddKeyword, span);
                }
                Argument::UnpackKeywords(value) => {
                    self.expression(value);
                    self.emit(Instruction::ExtendKeywords, span);
                }
                _ => {}
            }
        }
        self.emit(Instruction::CallUnpacked, span);
    }
}

fn is_starred(expression: &Expression) -> bool {
    matches!(*expression.kind, ExpressionKind::Starred(_))
}

fn constant_value(constant: &Constant) -> Value {
    match constant {
        Constant::None => Value::None,
        Constant::True => Value::Bool(true),
        Constant::False => Value::Bool(false),
        Constant::Ellipsis => Value::Ellipsis,
        Constant::Integer(number) => Value::integer(number.clone()),
        Constant::Float(number) => Value::Float(*number),
        Constant::Imaginary(number) => Value::complex(0.0, *number),
        Constant::String(text) => Value::String(text.clone()),
    }
}
