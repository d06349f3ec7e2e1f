//! Built-in functions that ask all values of an iterable, or one at a time, and `sorted`.
//!
//! Knows nothing of the iterators' own workings.

use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::sorting;
use crate::language::value::{Outcome, Raised, Value};

pub static FUNCTIONS: &[NativeFunction] = &[
    NativeFunction {
        name: "all",
        call: all,
    },
    NativeFunction {
        name: "any",
        call: any,
    },
    NativeFunction {
        name: "iter",
        call: iter,
    },
    NativeFunction {
        name: "next",
        call: next,
    },
    NativeFunction {
        name: "sorted",
        call: sorted,
    },
];

fn all(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let iterator = machine.iterate(&arguments.one("all")?)?;
    while let Some(value) = machine.next(&iterator)? {
        if !machine.truth(&value)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn any(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let iterator = machine.iterate(&arguments.one("any")?)?;
    while let Some(value) = machine.next(&iterator)? {
        if machine.truth(&value)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn iter(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [iterable, sentinel] = arguments.between("iter", 1)?;
    if sentinel.is_some() {
        return Err(Raised::unknown_here(
            "this page does not know iter() with a sentinel",
        ));
    }
    machine.iterate(&iterable.unwrap_or_default())
}

fn next(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [iterator, default] = arguments.between("next", 1)?;
    match (machine.next(&iterator.unwrap_or_default())?, default) {
        (Some(value), _) | (None, Some(value)) => Ok(value),
        (None, None) => Err(Raised::new(ErrorKind::StopIteration, "")),
    }
}

fn sorted(machine: &mut Machine, arguments: Arguments) -> Outcome {
    arguments.check_count("sorted", 1, 1)?;
    let mut positional = arguments.positional;
    let iterable = positional.pop().unwrap_or_default();
    let values = machine.collect(&iterable)?;
    let options = Arguments {
        positional,
        keyword: arguments.keyword,
    };
    sorting::sort(machine, values, options).map(Value::list)
}
