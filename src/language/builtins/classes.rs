//! Calling a class: `int('5')`, `list(values)`, `range(3)`.
//!
//! Knows nothing of the objects' methods.

use super::{Class, class, exceptions};
use crate::language::integers;
use crate::language::iteration::Iteration;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::number_parsing;
use crate::language::numpy;
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Range, Value};
use std::rc::Rc;

/// The classes that the lecture and its learners use.
pub static CLASSES: &[Class] = &[
    Class {
        of_type: Type::Bool,
        make: boolean,
    },
    Class {
        of_type: Type::Enumerate,
        make: enumerate,
    },
    Class {
        of_type: Type::Float,
        make: float,
    },
    Class {
        of_type: Type::Integer,
        make: integer,
    },
    Class {
        of_type: Type::List,
        make: list,
    },
    Class {
        of_type: Type::Range,
        make: range,
    },
    Class {
        of_type: Type::String,
        make: string,
    },
    Class {
        of_type: Type::Tuple,
        make: tuple,
    },
    Class {
        of_type: Type::Type,
        make: type_of,
    },
    Class {
        of_type: Type::Zip,
        make: zip,
    },
];

/// `of_type(*arguments)`
///
/// # Errors
/// `TypeError` for arguments that do not fit; `ValueError` for text that is no number.
pub fn construct(machine: &mut Machine, of_type: Type, arguments: Arguments) -> Outcome {
    if let Some(class) = class(|known| known == of_type) {
        return (class.make)(machine, arguments);
    }
    match of_type {
        Type::Exception(kind) => exceptions::make(machine, kind, arguments),
        Type::NumpyFloat64 | Type::NumpyInt64 | Type::NumpyBool | Type::NumpyArray => {
            numpy::construct(machine, of_type, arguments)
        }
        Type::None if arguments.positional.is_empty() => Ok(Value::None),
        other => Err(Raised::type_error(format!(
            "cannot create '{}' instances",
            other.message_name()
        ))),
    }
}

fn boolean(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [value] = arguments.between("bool", 0)?;
    Ok(Value::Bool(machine.truth(&value.unwrap_or_default())?))
}

fn float(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [value] = arguments.between("float", 0)?;
    value
        .map_or(Ok(0.0), |value| to_float(&value))
        .map(Value::Float)
}

fn list(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [values] = arguments.between("list", 0)?;
    gathered(machine, values).map(Value::list)
}

fn tuple(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [values] = arguments.between("tuple", 0)?;
    match values {
        Some(Value::Tuple(tuple)) => Ok(Value::Tuple(tuple)),
        values => gathered(machine, values).map(Value::tuple),
    }
}

fn type_of(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    match &arguments.positional[..] {
        [value] => Ok(Value::Type(value.type_of())),
        [_, _, _] => Err(Raised::unknown_here("this page does not know classes")),
        _ => Err(Raised::type_error("type() takes 1 or 3 arguments")),
    }
}

/// The values of an optional iterable.
pub(super) fn gathered(machine: &mut Machine, values: Option<Value>) -> Result<Vec<Value>, Raised> {
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

fn integer(_machine: &mut Machine, arguments: Arguments) -> Outcome {
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
    let value = match &value {
        Value::Array(array) => Value::Scalar(numpy::single(array)?),
        _ => value,
    };
    match &value {
        Value::String(text) => number_parsing::integer(text, 10).map(Value::integer),
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

fn range(_machine: &mut Machine, arguments: Arguments) -> Outcome {
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

const ENUMERATE: Signature = Signature {
    name: "enumerate",
    parameters: &["iterable", "start"],
    required: 1,
    positional: 2,
};

fn enumerate(machine: &mut Machine, arguments: Arguments) -> Outcome {
    if arguments.positional.is_empty() && arguments.keyword.is_empty() {
        return Err(Raised::type_error(
            "enumerate() missing required argument 'iterable'",
        ));
    }
    let [iterable, start] = arguments.clinic(&ENUMERATE, 0)?;
    Ok(Value::iterator(Iteration::Enumerate {
        iterator: machine.iterate(&iterable.unwrap_or_default())?,
        count: start.map_or(Ok(0), |start| start.to_index())?,
    }))
}

fn zip(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut strict = false;
    for (name, value) in &arguments.keyword {
        if &**name != "strict" {
            return Err(Raised::type_error(format!(
                "'{name}' is an invalid keyword argument for zip()"
            )));
        }
        strict = machine.truth(value)?;
    }
    let mut iterators = arguments.positional;
    each_iterated(machine, &mut iterators)?;
    Ok(Value::iterator(Iteration::Zip { iterators, strict }))
}

/// Puts an iterator in each iterable's place.
pub(super) fn each_iterated(machine: &mut Machine, values: &mut [Value]) -> Result<(), Raised> {
    for value in values {
        *value = machine.iterate(value)?;
    }
    Ok(())
}
