//! Whether a cell sets a name, read off its syntax tree without running it.

use super::syntax_tree::{Expression, ExpressionKind, Program, Statement, StatementKind};

/// Whether a cell's own statements would set a name: those in branches and loops included,
/// those inside functions not.
pub fn sets_name(program: &Program, name: &str) -> bool {
    block_sets(&program.statements, name)
}

fn block_sets(statements: &[Statement], name: &str) -> bool {
    statements
        .iter()
        .any(|statement| statement_sets(statement, name))
}

fn statement_sets(statement: &Statement, name: &str) -> bool {
    match &*statement.kind {
        StatementKind::Assign { targets, .. } => any_target_is(targets, name),
        StatementKind::AugmentedAssign { target, .. }
        | StatementKind::AnnotatedAssign { target, .. } => target_is(target, name),
        StatementKind::If { body, orelse, .. } | StatementKind::While { body, orelse, .. } => {
            block_sets(body, name) || block_sets(orelse, name)
        }
        StatementKind::For {
            target,
            body,
            orelse,
            ..
        } => target_is(target, name) || block_sets(body, name) || block_sets(orelse, name),
        StatementKind::FunctionDefinition { name: function, .. } => **function == *name,
        StatementKind::Try {
            body,
            handlers,
            orelse,
            finally,
            ..
        } => {
            [body, orelse, finally]
                .iter()
                .any(|block| block_sets(block, name))
                || handlers
                    .iter()
                    .any(|handler| block_sets(&handler.body, name))
        }
        StatementKind::Import(aliases) | StatementKind::ImportFrom { names: aliases, .. } => {
            aliases.iter().any(|alias| alias.bound_name() == name)
        }
        _ => false,
    }
}

fn any_target_is(targets: &[Expression], name: &str) -> bool {
    targets.iter().any(|target| target_is(target, name))
}

fn target_is(target: &Expression, name: &str) -> bool {
    match &*target.kind {
        ExpressionKind::Name(target) => **target == *name,
        ExpressionKind::Tuple(items) | ExpressionKind::List(items) => any_target_is(items, name),
        ExpressionKind::Starred(inner) => target_is(inner, name),
        _ => false,
    }
}
