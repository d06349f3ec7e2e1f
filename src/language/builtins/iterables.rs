//! Built-in functions of iterables.
//!
//! Knows nothing of the iterators' own workings.

use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction, Signature};
use crate::language::syntax_tree::{BinaryOperator, Comparison};
use crate::language::value::{Outcome, Raised, Value};

pub static FUNCTIONS: &[NativeFunction] = &[
    NativeFunction {
        name: "len",
        call: len,
    },
    NativeFunction {
        name: "max",
        call: max,
    },
    NativeFunction {
        name: "min",
        call: min,
    },
    NativeFunction {
        name: "sum",
        call: sum,
    },
];

fn len(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let value = arguments.one("len")?;
    Ok(Value::Integer(machine.length(&value)? as i64))
}

const SUM: Signature = Signature {
    name: "sum",
    parameters: &["", "start"],
    required: 1,
    positional: 2,
};

fn sum(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [iterable, start] = arguments.clinic(&SUM, 1)?;
    let iterator = machine.iterate(&iterable.unwrap_or_default())?;
    let mut total = start.unwrap_or(Value::Integer(0));
    if let Value::String(_) = total {
        return Err(Raised::type_error(
            "sum() can't sum strings [use ''.join(seq) instead]",
        ));
    }
    while let Some(value) = machine.next(&iterator)? {
        total = machine.binary_owned(BinaryOperator::Add, total, value)?;
    }
    Ok(total)
}

fn max(machine: &mut Machine, arguments: Arguments) -> Outcome {
    extreme(machine, arguments, "max", Comparison::Greater)
}

fn min(machine: &mut Machine, arguments: Arguments) -> Outcome {
    extreme(machine, arguments, "min", Comparison::Less)
}

/// `max` or `min`: the first value that no other one beats.
fn extreme(machine: &mut Machine, arguments: Arguments, name: &str, beats: Comparison) -> Outcome {
    let mut key = Value::None;
    let mut default = None;
    if arguments.positional.is_empty() {
        return Err(Raised::type_error(format!(
            "{name} expected at least 1 argument, got 0"
        )));
    }
    for (keyword, value) in arguments.keyword {
        match &*keyword {
            "key" => key = value,
            "default" => default = Some(value),
            _ => {
                return Err(Raised::type_error(format!(
                    "'{keyword}' is an invalid keyword argument for {name}()"
                )));
            }
        }
    }
    let several = arguments.positional.len() > 1;
    if several && default.is_some() {
        return Err(Raised::type_error(format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        )));
    }
    let iterable = if several {
        Value::list(arguments.positional)
    } else {
        arguments.positional.into_iter().next().unwrap_or_default()
    };
    let iterator = machine.iterate(&iterable)?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(value) = machine.next(&iterator)? {
        let measure = key_of(machine, &key, &value)?;
        let wins = match &best {
            None => true,
            Some((_, record)) => {
                let verdict = machine.compare(beats, &measure, record)?;
                machine.truth(&verdict)?
            }
        };
        if wins {
            best = Some((value, measure));
        }
    }
    match (best, default) {
        (Some((value, _)), _) | (None, Some(value)) => Ok(value),
        (None, None) => Err(Raised::value_error(format!(
            "{name}() arg is an empty sequence"
        ))),
    }
}

/// What a `key` function makes of a value; `None` is no function.
pub fn key_of(machine: &mut Machine, key: &Value, value: &Value) -> Outcome {
    match key {
        Value::None => Ok(value.clone()),
        function => machine.call(function, Arguments::positional(vec![value.clone()])),
    }
}
