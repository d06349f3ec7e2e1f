//! Calling the classes that the lecture does without: `dict(pairs)`, `map(f, values)`.
//!
//! Knows nothing of the objects' methods.

use super::Class;
use super::classes::{each_iterated, gathered};
use crate::language::complex_parsing;
use crate::language::dictionary::Dictionary;
use crate::language::iteration::Iteration;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::set::Set;
use crate::language::shared::Shared;
use crate::language::types::Type;
use crate::language::value::{DictViewKind, Outcome, Raised, Slice, Value};
use std::rc::Rc;

pub static CLASSES: &[Class] = &[
    Class {
        of_type: Type::Complex,
        make: complex,
    },
    Class {
        of_type: Type::Dict,
        make: dict,
    },
    Class {
        of_type: Type::Filter,
        make: filter,
    },
    Class {
        of_type: Type::Map,
        make: map,
    },
    Class {
        of_type: Type::Object,
        make: object,
    },
    Class {
        of_type: Type::Reversed,
        make: reversed,
    },
    Class {
        of_type: Type::Set,
        make: set,
    },
    Class {
        of_type: Type::Slice,
        make: slice,
    },
];

fn object(_machine: &mut Machine, _arguments: Arguments) -> Outcome {
    Err(Raised::unknown_here(
        "this page does not know how to make a plain object()",
    ))
}

const COMPLEX: Signature = Signature {
    name: "complex",
    parameters: &["real", "imag"],
    required: 0,
    positional: 2,
};

fn complex(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [real, imaginary] = arguments.clinic(&COMPLEX, 0)?;
    if let Some(Value::String(text)) = &real {
        if imaginary.is_some() {
            return Err(Raised::type_error(
                "complex() can't take second arg if first is a string",
            ));
        }
        let (real, imaginary) = complex_parsing::complex(text)?;
        return Ok(Value::complex(real, imaginary));
    }
    if let Some(Value::String(_)) = imaginary {
        return Err(Raised::type_error("complex() second arg can't be a string"));
    }
    let (a, b) = complex_part(real, "first argument must be a string or a number")?;
    let (c, d) = complex_part(imaginary, "second argument must be a number")?;
    Ok(Value::complex(a - d, b + c))
}

fn complex_part(value: Option<Value>, must: &str) -> Result<(f64, f64), Raised> {
    match value {
        None => Ok((0.0, 0.0)),
        Some(Value::Complex(number)) => Ok(*number),
        Some(other) => {
            let number = other.as_float().unwrap_or_else(|| {
                Err(Raised::type_error(format!(
                    "complex() {must}, not '{}'",
                    other.message_name()
                )))
            })?;
            Ok((number, 0.0))
        }
    }
}

fn dict(machine: &mut Machine, arguments: Arguments) -> Outcome {
    arguments.check_count("dict", 0, 1)?;
    let mut dictionary = Dictionary::new();
    for pairs in &arguments.positional {
        add_pairs(machine, &mut dictionary, pairs)?;
    }
    for (name, value) in arguments.keyword {
        dictionary.insert(Value::String(name), value)?;
    }
    Shared::new(dictionary).map(Value::Dict)
}

/// The entries that `dict(pairs)` or `d.update(pairs)` add.
///
/// # Errors
/// `TypeError` and `ValueError` for what is no pair.
pub fn add_pairs(
    machine: &mut Machine,
    dictionary: &mut Dictionary,
    pairs: &Value,
) -> Result<(), Raised> {
    if let Value::Dict(other) = pairs {
        machine.allocate(other.borrow().len())?;
        let other = other.borrow().clone();
        for (key, value) in other.iter() {
            dictionary.insert(key.clone(), value.clone())?;
        }
        return Ok(());
    }
    for (index, pair) in machine.collect(pairs)?.iter().enumerate() {
        let items = machine.collect(pair).map_err(|_| {
            Raised::type_error(format!(
                "cannot convert dictionary update sequence element #{index} to a sequence"
            ))
        })?;
        let [key, value] = <[Value; 2]>::try_from(items).map_err(|items| {
            Raised::value_error(format!(
                "dictionary update sequence element #{index} has length {}; 2 is required",
                items.len()
            ))
        })?;
        machine.allocate(1)?;
        machine.charge_key(&key)?;
        dictionary.insert(key, value)?;
    }
    Ok(())
}

fn set(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [values] = arguments.between("set", 0)?;
    let mut set = Set::new();
    for value in gathered(machine, values)? {
        machine.charge_key(&value)?;
        set.insert(value)?;
    }
    Shared::new(set).map(Value::Set)
}

fn slice(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [first, second, step] = arguments.between("slice", 1)?;
    let (start, stop) = match second {
        None => (Value::None, first.unwrap_or_default()),
        Some(stop) => (first.unwrap_or_default(), stop),
    };
    let step = step.unwrap_or_default();
    Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
}

fn filter(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [function, iterable] = arguments.between("filter", 2)?;
    Ok(Value::iterator(Iteration::Filter {
        function: function.unwrap_or_default(),
        iterator: machine.iterate(&iterable.unwrap_or_default())?,
    }))
}

fn map(machine: &mut Machine, arguments: Arguments) -> Outcome {
    arguments.no_keywords("map")?;
    let mut iterators = arguments.positional;
    if iterators.len() < 2 {
        return Err(Raised::type_error(
            "map() must have at least two arguments.",
        ));
    }
    let function = iterators.remove(0);
    each_iterated(machine, &mut iterators)?;
    Ok(Value::iterator(Iteration::Map {
        function,
        iterators,
    }))
}

fn reversed(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [sequence] = arguments.between("reversed", 1)?;
    let sequence = &sequence.unwrap_or_default();
    let (name, mut items) = match sequence {
        Value::List(list) => {
            return Ok(Value::iterator(Iteration::ReversedList {
                list: list.clone(),
                index: list.borrow().len(),
            }));
        }
        Value::Range(range) => {
            let left = range.length();
            return Ok(Value::iterator(Iteration::Range {
                next: if left == 0 {
                    range.start
                } else {
                    range.get(left - 1)
                },
                step: range.step.saturating_neg(),
                left,
            }));
        }
        Value::Tuple(_) | Value::String(_) | Value::Array(_) => {
            ("reversed", machine.collect(sequence)?)
        }
        Value::Dict(_) => ("dict_reversekeyiterator", machine.collect(sequence)?),
        Value::DictView(view) => {
            let name = match view.kind {
                DictViewKind::Keys => "dict_reversekeyiterator",
                DictViewKind::Values => "dict_reversevalueiterator",
                DictViewKind::Items => "dict_reverseitemiterator",
            };
            (name, machine.collect(sequence)?)
        }
        other => {
            return Err(Raised::type_error(format!(
                "'{}' object is not reversible",
                other.message_name()
            )));
        }
    };
    items.reverse();
    Ok(Value::iterator(Iteration::Gathered {
        name,
        items: items.into_iter(),
    }))
}
