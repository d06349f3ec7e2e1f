//! What an expression is called, and whether it can be assigned to.
//!
//! Knows nothing of texts or places.

use crate::language::syntax_tree::{
    Comparison, ComprehensionKind, Constant, Expression, ExpressionKind,
};

/// What CPython calls the kind of expression.
pub(super) fn name(expression: &Expression) -> &'static str {
    match &*expression.kind {
        ExpressionKind::Attribute { .. } => "attribute",
        ExpressionKind::Subscript { .. } => "subscript",
        ExpressionKind::Starred(_) => "starred",
        // What the page does not know stands as a name that no name can have.
        ExpressionKind::Name(name) => match &**name {
            "yield" => "yield expression",
            "await" => "await expression",
            "{}" => "set display",
            "{:}" => "dict literal",
            _ => "name",
        },
        ExpressionKind::List(_) => "list",
        ExpressionKind::Tuple(_) => "tuple",
        ExpressionKind::Lambda { .. } => "lambda",
        ExpressionKind::Call { .. } => "function call",
        ExpressionKind::Boolean(..) | ExpressionKind::Binary(..) | ExpressionKind::Unary(..) => {
            "expression"
        }
        ExpressionKind::Comprehension { kind, .. } => match kind {
            ComprehensionKind::Generator => "generator expression",
            ComprehensionKind::List => "list comprehension",
            ComprehensionKind::Set(_) => "set comprehension",
            ComprehensionKind::Dict(_) => "dict comprehension",
        },
        ExpressionKind::Dict(..) => "dict literal",
        ExpressionKind::Set(..) => "set display",
        ExpressionKind::FormattedString(_) => "f-string expression",
        ExpressionKind::Constant(constant) => match constant {
            Constant::None => "None",
            Constant::False => "False",
            Constant::True => "True",
            Constant::Ellipsis => "ellipsis",
            _ => "literal",
        },
        ExpressionKind::Compare(..) => "comparison",
        ExpressionKind::Conditional { .. } => "conditional expression",
        ExpressionKind::NamedExpression { .. } => "named expression",
        ExpressionKind::Slice { .. } => "slice",
    }
}

/// The part of an expression that cannot be assigned to, or deleted, for one of the purposes
/// `assign`, `for` and `delete`. The target of `for` comes with what follows `in`.
pub(super) fn invalid_target<'tree>(
    expression: &'tree Expression,
    purpose: &str,
) -> Option<&'tree Expression> {
    match &*expression.kind {
        ExpressionKind::List(elements) | ExpressionKind::Tuple(elements) => elements
            .iter()
            .find_map(|element| invalid_target(element, purpose)),
        ExpressionKind::Starred(value) if purpose != "delete" => invalid_target(value, purpose),
        ExpressionKind::Compare(left, comparisons) if purpose == "for" => {
            match comparisons.first() {
                Some((Comparison::In, _)) => invalid_target(left, purpose),
                _ => None,
            }
        }
        ExpressionKind::Name(name) if matches!(&**name, "yield" | "await" | "{}" | "{:}") => {
            Some(expression)
        }
        ExpressionKind::Name(_)
        | ExpressionKind::Subscript { .. }
        | ExpressionKind::Attribute { .. } => None,
        _ => Some(expression),
    }
}
