//! Calling a class: `int('5')`, `list(values)`, `range(3)`.
//!
//! Knows nothing of the objects' methods.

use super::{exceptions, iterables};
use crate::language::dictionary::Dictionary;
use crate::language::integers;
use crate::language::iteration::Iteration;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::number_parsing;
use crate::language::numpy;
use crate::language::set::Set;
use crate::language::types::Type;
use crate::language::value::{DictViewKind, Outcome, Raised, Range, Slice, Value};
use std::rc::Rc;

/// `of_type(*arguments)`
///
/// # Errors
/// `TypeError` for arguments that do not fit; `ValueError` for text that is no number.
pub fn construct(machine: &mut Machine, of_type: Type, arguments: Arguments) -> Outcome {
    match of_type {
        Type::Bool => {
            let [value] = arguments.between("bool", 0)?;
            Ok(Value::Bool(machine.truth(&value.unwrap_or_default())?))
        }
        Type::Integer => integer(arguments),
        Type::Float => {
            let [value] = arguments.between("float", 0)?;
            value
                .map_or(Ok(0.0), |value| to_float(&value))
                .map(Value::Float)
        }
        Type::Complex => complex(arguments),
        Type::String => string(machine, arguments),
        Type::List => {
            let [values] = arguments.between("list", 0)?;
            gathered(machine, values).map(Value::list)
        }
        Type::Tuple => {
            let [values] = arguments.between("tuple", 0)?;
            match values {
                Some(Value::Tuple(tuple)) => Ok(Value::Tuple(tuple)),
                values => gathered(machine, values).map(Value::tuple),
            }
        }
        Type::Set => {
            let [values] = arguments.between("set", 0)?;
            let mut set = Set::new();
            for value in gathered(machine, values)? {
                machine.charge_key(&value)?;
                set.insert(value)?;
            }
            Ok(Value::set(set))
        }
        Type::Dict => dict(machine, arguments),
        Type::Range => range(arguments),
        Type::Slice => slice(arguments),
        Type::Type => match (arguments.positional.len(), arguments.positional.first()) {
            (1, Some(value)) => Ok(Value::Type(value.type_of())),
            (3, _) => Err(Raised::unknown_here("this page does not know classes")),
            _ => Err(Raised::type_error("type() takes 1 or 3 arguments")),
        },
        Type::Enumerate | Type::Filter | Type::Map | Type::Reversed | Type::Zip => {
            iterator(machine, of_type, arguments)
        }
        Type::Exception(kind) => exceptions::make(machine, kind, arguments),
        Type::NumpyFloat64 | Type::NumpyInt64 | Type::NumpyBool | Type::NumpyArray => {
            numpy::construct(machine, of_type, arguments)
        }
        Type::None if arguments.positional.is_empty() => Ok(Value::None),
        Type::Object => Err(Raised::unknown_here(
            "this page does not know how to make a plain object()",
        )),
        other => Err(Raised::type_error(format!(
            "cannot create '{}' instances",
            other.message_name()
        ))),
    }
}

fn gathered(machine: &mut Machine, values: Option<Value>) -> Result<Vec<Value>, Raised> {
    let Some(values) = values else {
        return Ok(Vec::new());
    };
    machine.collect(&values)
}

const INT: Signature = Signature {
    name: "int",
    parameters: &["", "base"],
    required: 0,
    positional: 2,
};

fn integer(arguments: Arguments) -> Outcome {
    let [value, base] = arguments.clinic(&INT, 1)?;
    let Some(value) = value else {
        return match base {
            None => Ok(Value::Integer(0)),
            Some(_) => Err(Raised::type_error("int() missing string argument")),
        };
    };
    if let Some(base) = base {
        let base = base.to_index()?;
        if base != 0 && !(2..=36).contains(&base) {
            return Err(Raised::value_error(
                "int() base must be >= 2 and <= 36, or 0",
            ));
        }
        let Value::String(text) = &value else {
            return Err(Raised::type_error(
                "int() can't convert non-string with explicit base",
            ));
        };
        return number_parsing::integer(text, base as u32).map(Value::integer);
    }
    match &value {
        Value::String(text) => number_parsing::integer(text, 10).map(Value::integer),
        Value::Array(array) => integer(Arguments::positional(vec![Value::Scalar(numpy::single(
            array,
        )?)])),
        other => {
            if let Some(number) = other.as_integer() {
                return Ok(Value::integer(number));
            }
            let number = other.as_float().unwrap_or_else(|| {
                Err(Raised::type_error(format!(
                    "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                    other.message_name()
                )))
            })?;
            integers::from_float(number).map(Value::integer)
        }
    }
}

/// `float(value)`
///
/// # Errors
/// `ValueError` for text that is no number, `TypeError` for other types.
pub fn to_float(value: &Value) -> Result<f64, Raised> {
    match value {
        Value::String(text) => number_parsing::float(text),
        Value::Array(array) => to_float(&Value::Scalar(numpy::single(array)?)),
        other => other.as_float().unwrap_or_else(|| {
            Err(Raised::type_error(format!(
                "float() argument must be a string or a real number, not '{}'",
                other.message_name()
            )))
        }),
    }
}

const COMPLEX: Signature = Signature {
    name: "complex",
    parameters: &["real", "imag"],
    required: 0,
    positional: 2,
};

fn complex(arguments: Arguments) -> Outcome {
    let [real, imaginary] = arguments.clinic(&COMPLEX, 0)?;
    if let Some(Value::String(text)) = &real {
        if imaginary.is_some() {
            return Err(Raised::type_error(
                "complex() can't take second arg if first is a string",
            ));
        }
        let (real, imaginary) = number_parsing::complex(text)?;
        return Ok(Value::Complex(real, imaginary));
    }
    if let Some(Value::String(_)) = imaginary {
        return Err(Raised::type_error("complex() second arg can't be a string"));
    }
    let (a, b) = complex_part(real, "first argument must be a string or a number")?;
    let (c, d) = complex_part(imaginary, "second argument must be a number")?;
    Ok(Value::Complex(a - d, b + c))
}

fn complex_part(value: Option<Value>, must: &str) -> Result<(f64, f64), Raised> {
    match value {
        None => Ok((0.0, 0.0)),
        Some(Value::Complex(real, imaginary)) => Ok((real, imaginary)),
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

const STR: Signature = Signature {
    name: "str",
    parameters: &["object", "encoding", "errors"],
    required: 0,
    positional: 3,
};

fn string(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [value, encoding, errors] = arguments.clinic(&STR, 0)?;
    if let Some(encoding) = encoding.or(errors) {
        return Err(match encoding {
            Value::String(_) => Raised::type_error("decoding to str: need a bytes-like object"),
            other => Raised::type_error(format!(
                "str() argument 'encoding' must be str, not {}",
                other.message_name()
            )),
        });
    }
    match value {
        None => Ok(Value::string("")),
        Some(Value::String(text)) => Ok(Value::String(text)),
        Some(value) => {
            let text = machine.text(&value)?;
            machine.new_string(text)
        }
    }
}

fn dict(machine: &mut Machine, arguments: Arguments) -> Outcome {
    arguments.check_count("dict", 0, 1)?;
    let mut dictionary = Dictionary::new();
    for pairs in &arguments.positional {
        iterables::add_pairs(machine, &mut dictionary, pairs)?;
    }
    for (name, value) in arguments.keyword {
        dictionary.insert(Value::String(name), value)?;
    }
    Ok(Value::dict(dictionary))
}

fn range(arguments: Arguments) -> Outcome {
    let bounds: [Option<Value>; 3] = arguments.between("range", 1)?;
    let mut numbers = [None; 3];
    for (number, bound) in numbers.iter_mut().zip(&bounds) {
        *number = match bound {
            Some(Value::BigInteger(_)) => {
                return Err(Raised::unknown_here(
                    "this page knows no range() of integers past 64 bits",
                ));
            }
            Some(bound) => Some(bound.to_index()?),
            None => None,
        };
    }
    let (start, stop) = match numbers {
        [Some(stop), None, _] => (0, stop),
        [start, stop, _] => (start.unwrap_or(0), stop.unwrap_or(0)),
    };
    let step = numbers[2].unwrap_or(1);
    if step == 0 {
        return Err(Raised::value_error("range() arg 3 must not be zero"));
    }
    Ok(Value::Range(Rc::new(Range { start, stop, step })))
}

fn slice(arguments: Arguments) -> Outcome {
    let [first, second, step] = arguments.between("slice", 1)?;
    let (start, stop) = match second {
        None => (Value::None, first.unwrap_or_default()),
        Some(stop) => (first.unwrap_or_default(), stop),
    };
    let step = step.unwrap_or_default();
    Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
}

const ENUMERATE: Signature = Signature {
    name: "enumerate",
    parameters: &["iterable", "start"],
    required: 1,
    positional: 2,
};

/// `enumerate`, `filter`, `map`, `reversed`, `zip`.
fn iterator(machine: &mut Machine, of_type: Type, arguments: Arguments) -> Outcome {
    let iteration = match of_type {
        Type::Enumerate => {
            if arguments.positional.is_empty() && arguments.keyword.is_empty() {
                return Err(Raised::type_error(
                    "enumerate() missing required argument 'iterable'",
                ));
            }
            let [iterable, start] = arguments.clinic(&ENUMERATE, 0)?;
            Iteration::Enumerate {
                iterator: machine.iterate(&iterable.unwrap_or_default())?,
                count: start.map_or(Ok(0), |start| start.to_index())?,
            }
        }
        Type::Filter => {
            let [function, iterable] = arguments.between("filter", 2)?;
            Iteration::Filter {
                function: function.unwrap_or_default(),
                iterator: machine.iterate(&iterable.unwrap_or_default())?,
            }
        }
        Type::Map => {
            arguments.no_keywords("map")?;
            let mut values = arguments.positional.into_iter();
            let function = values.next().unwrap_or_default();
            let iterators = each_iterated(machine, values)?;
            if iterators.is_empty() {
                return Err(Raised::type_error(
                    "map() must have at least two arguments.",
                ));
            }
            Iteration::Map {
                function,
                iterators,
            }
        }
        Type::Reversed => {
            let [sequence] = arguments.between("reversed", 1)?;
            return reversed(machine, &sequence.unwrap_or_default());
        }
        _ => {
            let mut strict = false;
            for (name, value) in &arguments.keyword {
                if &**name != "strict" {
                    return Err(Raised::type_error(format!(
                        "'{name}' is an invalid keyword argument for zip()"
                    )));
                }
                strict = machine.truth(value)?;
            }
            Iteration::Zip {
                iterators: each_iterated(machine, arguments.positional.into_iter())?,
                strict,
            }
        }
    };
    Ok(Value::iterator(iteration))
}

fn each_iterated(
    machine: &mut Machine,
    iterables: impl Iterator<Item = Value>,
) -> Result<Vec<Value>, Raised> {
    iterables
        .map(|iterable| machine.iterate(&iterable))
        .collect()
}

fn reversed(machine: &mut Machine, sequence: &Value) -> Outcome {
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
