//! Checks of a program that was read: what CPython finds only after parsing.
//!
//! First the names of the whole program (`symbols.rs`, as `Python/symtable.c`), then its
//! statements in order (`compilation.rs`, as `Python/compile.c`), which also gives warnings. Each
//! ends at the first fault.
//!
//! Knows nothing of tokens.

mod compilation;
mod literal_types;
mod symbols;

use super::{LateFault, Stage, SyntaxWarning};
use crate::language::diagnosis::fault_at;
use crate::language::error::ErrorKind;
use crate::language::source::Span;
use crate::language::syntax_tree::{
    Argument, Expression, ExpressionKind, Name, Parameters, Program, StringPart, WIDE,
};

/// What a check of a part gives: the first fault ends it.
type Check = Result<(), Complaint>;

/// CPython's words about a part of the program.
struct Complaint {
    message: String,
    span: Span,
}

impl Complaint {
    fn new<T>(message: impl Into<String>, span: Span) -> Result<T, Complaint> {
        Err(Complaint {
            message: message.into(),
            span,
        })
    }

    fn at_stage(self, stage: Stage, text: &str) -> LateFault {
        LateFault {
            stage,
            fault: fault_at(text, ErrorKind::SyntaxError, self.message, self.span),
        }
    }
}

/// The first fault of the program, if any; warnings go to `warnings`.
pub(super) fn check(
    program: &Program,
    text: &str,
    warnings: &mut Vec<SyntaxWarning>,
) -> Option<LateFault> {
    if WIDE.is_some()
        && let Err(complaint) = symbols::check(program)
    {
        return Some(complaint.at_stage(Stage::Symbols, text));
    }
    let complaint = compilation::check(program, warnings).err()?;
    Some(complaint.at_stage(Stage::Compilation, text))
}

/// Visits the expressions directly within one, in the order of evaluation.
fn each_child(expression: &Expression, visit: &mut dyn FnMut(&Expression) -> Check) -> Check {
    match &*expression.kind {
        ExpressionKind::Constant(_) | ExpressionKind::Name(_) => Ok(()),
        ExpressionKind::FormattedString(parts) => each_value(parts, visit),
        ExpressionKind::List(elements)
        | ExpressionKind::Tuple(elements)
        | ExpressionKind::Set(elements, _)
        | ExpressionKind::Boolean(_, elements) => elements.iter().try_for_each(visit),
        ExpressionKind::Dict(entries, _) => entries.iter().try_for_each(|(key, value)| {
            key.iter().try_for_each(&mut *visit)?;
            visit(value)
        }),
        ExpressionKind::Unary(_, value)
        | ExpressionKind::Starred(value)
        | ExpressionKind::Attribute { value, .. }
        | ExpressionKind::NamedExpression { value, .. } => visit(value),
        ExpressionKind::Binary(left, _, right) => {
            visit(left)?;
            visit(right)
        }
        ExpressionKind::Compare(first, comparisons) => {
            visit(first)?;
            comparisons.iter().try_for_each(|(_, value)| visit(value))
        }
        ExpressionKind::Conditional { test, body, orelse } => {
            visit(test)?;
            visit(body)?;
            visit(orelse)
        }
        ExpressionKind::Lambda { parameters, body } => {
            each_default(parameters, visit)?;
            visit(body)
        }
        ExpressionKind::Call {
            function,
            arguments,
        } => {
            visit(function)?;
            arguments.iter().try_for_each(|argument| match argument {
                Argument::Positional(value)
                | Argument::Keyword { value, .. }
                | Argument::Unpack(value)
                | Argument::UnpackKeywords(value) => visit(value),
            })
        }
        ExpressionKind::Subscript { value, index } => {
            visit(value)?;
            visit(index)
        }
        ExpressionKind::Slice { lower, upper, step } => [lower, upper, step]
            .into_iter()
            .flatten()
            .try_for_each(&mut *visit),
        ExpressionKind::Comprehension {
            element,
            value,
            clauses,
            ..
        } => {
            for clause in clauses {
                visit(&clause.iterable)?;
                visit(&clause.target)?;
                clause.conditions.iter().try_for_each(&mut *visit)?;
            }
            visit(element)?;
            value.iter().try_for_each(visit)
        }
    }
}

/// Names of parameters may come once each.
fn check_parameters(parameters: &Parameters) -> Check {
    let mut names: Vec<&Name> = Vec::new();
    let mut check = |name, span| {
        if names.contains(&name) {
            let message = format!("duplicate argument '{name}' in function definition");
            return Complaint::new(message, span);
        }
        names.push(name);
        Ok(())
    };
    for parameter in parameters.positional.iter().chain(&parameters.keyword_only) {
        check(&parameter.name, parameter.span)?;
    }
    if let Some(name) = &parameters.rest {
        check(name, parameters.rest_span)?;
    }
    if let Some(name) = &parameters.keywords {
        check(name, parameters.keywords_span)?;
    }
    Ok(())
}

fn each_value(parts: &[StringPart], visit: &mut dyn FnMut(&Expression) -> Check) -> Check {
    parts.iter().try_for_each(|part| match part {
        StringPart::Text(_) => Ok(()),
        StringPart::Value { value, format, .. } => {
            visit(value)?;
            each_value(format, visit)
        }
    })
}

fn each_default(parameters: &Parameters, visit: &mut dyn FnMut(&Expression) -> Check) -> Check {
    let all = parameters.positional.iter().chain(&parameters.keyword_only);
    let mut defaults = all.filter_map(|parameter| parameter.default.as_ref());
    defaults.try_for_each(visit)
}
