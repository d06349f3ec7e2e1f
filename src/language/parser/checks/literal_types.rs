//! The types of literals, as far as they can be told without running anything.
//!
//! Knows nothing of scopes or statements.

use crate::language::syntax_tree::{
    ComprehensionKind, Constant, Expression, ExpressionKind, UnaryOperator,
};

/// Whether CPython, having folded constants, sees a literal other than
/// `None`, `True`, `False` and `...`.
pub(super) fn is_literal(expression: &Expression) -> bool {
    match &*expression.kind {
        ExpressionKind::Constant(constant) => !matches!(
            constant,
            Constant::None | Constant::True | Constant::False | Constant::Ellipsis
        ),
        ExpressionKind::Tuple(elements) => elements.iter().all(is_constant),
        ExpressionKind::Unary(operator, value) => {
            *operator != UnaryOperator::Not && is_number(value)
        }
        ExpressionKind::Binary(left, _, right) => is_number(left) && is_number(right),
        _ => false,
    }
}

fn is_constant(expression: &Expression) -> bool {
    matches!(*expression.kind, ExpressionKind::Constant(_)) || is_literal(expression)
}

fn is_number(expression: &Expression) -> bool {
    match &*expression.kind {
        ExpressionKind::Constant(constant) => matches!(
            constant,
            Constant::Integer(_) | Constant::Float(_) | Constant::Imaginary(_)
        ),
        ExpressionKind::Unary(..) | ExpressionKind::Binary(..) => is_literal(expression),
        _ => false,
    }
}

/// The name of the type that a literal or display makes.
pub(super) fn literal_type(expression: &Expression) -> Option<&'static str> {
    Some(match &*expression.kind {
        ExpressionKind::Tuple(_) => "tuple",
        ExpressionKind::List(_) => "list",
        ExpressionKind::Dict(..) => "dict",
        ExpressionKind::Set(..) => "set",
        ExpressionKind::Lambda { .. } => "function",
        ExpressionKind::FormattedString(_) => "str",
        ExpressionKind::Comprehension { kind, .. } => match kind {
            ComprehensionKind::List => "list",
            ComprehensionKind::Dict(_) => "dict",
            ComprehensionKind::Set(_) => "set",
            ComprehensionKind::Generator => "generator",
        },
        ExpressionKind::Constant(constant) => match constant {
            Constant::None => "NoneType",
            Constant::True | Constant::False => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Integer(_) => "int",
            Constant::Float(_) => "float",
            Constant::Imaginary(_) => "complex",
            Constant::String(_) => "str",
        },
        ExpressionKind::Unary(UnaryOperator::Negative | UnaryOperator::Positive, value)
            if is_number(value) =>
        {
            return literal_type(value);
        }
        _ => return None,
    })
}
