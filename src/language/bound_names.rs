//! Which names a cell sets, read off its syntax tree without running it.

use super::syntax_tree::{
    Alias, Expression, ExpressionKind, Handler, Program, Statement, StatementKind,
};
use std::collections::BTreeSet;

/// The names that a cell's own statements would set, those in branches and loops included,
/// those inside functions not.
pub fn names_set_by(program: &Program) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    add_block(&program.statements, &mut names);
    names
}

fn add_block(statements: &[Statement], names: &mut BTreeSet<String>) {
    for statement in statements {
        add_statement(statement, names);
    }
}

fn add_statement(statement: &Statement, names: &mut BTreeSet<String>) {
    match &statement.kind {
        StatementKind::Assign { targets, .. } => {
            targets.iter().for_each(|target| add_target(target, names));
        }
        StatementKind::AugmentedAssign { target, .. }
        | StatementKind::AnnotatedAssign { target, .. } => add_target(target, names),
        StatementKind::If { body, orelse, .. } | StatementKind::While { body, orelse, .. } => {
            add_block(body, names);
            add_block(orelse, names);
        }
        StatementKind::For {
            target,
            body,
            orelse,
            ..
        } => {
            add_target(target, names);
            add_block(body, names);
            add_block(orelse, names);
        }
        StatementKind::FunctionDefinition { name, .. } => {
            names.insert(name.to_string());
        }
        StatementKind::Try {
            body,
            handlers,
            orelse,
            finally,
        } => {
            let handled = handlers.iter().map(|handler: &Handler| &handler.body);
            for block in [body, orelse, finally].into_iter().chain(handled) {
                add_block(block, names);
            }
        }
        StatementKind::Import(aliases) | StatementKind::ImportFrom { names: aliases, .. } => {
            names.extend(aliases.iter().map(name_of_import));
        }
        _ => {}
    }
}

/// `np` of `numpy as np`, `matplotlib` of `matplotlib.pyplot`.
fn name_of_import(alias: &Alias) -> String {
    match &alias.alias {
        Some(name) => name.to_string(),
        None => alias.name.split('.').next().unwrap_or_default().to_owned(),
    }
}

fn add_target(target: &Expression, names: &mut BTreeSet<String>) {
    match &target.kind {
        ExpressionKind::Name(name) => {
            names.insert(name.to_string());
        }
        ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
            items.iter().for_each(|item| add_target(item, names));
        }
        ExpressionKind::Starred(inner) => add_target(inner, names),
        _ => {}
    }
}
