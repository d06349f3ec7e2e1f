//! Built-in functions that ask what an object is.
//!
//! Knows nothing of what objects do.

use crate::language::error::ErrorKind;
use crate::language::hashing;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Value};
use std::rc::Rc;

pub static FUNCTIONS: &[NativeFunction] = &[
    NativeFunction {
        name: "callable",
        call: callable,
    },
    NativeFunction {
        name: "getattr",
        call: getattr,
    },
    NativeFunction {
        name: "hasattr",
        call: hasattr,
    },
    NativeFunction {
        name: "hash",
        call: hash,
    },
    NativeFunction {
        name: "id",
        call: id,
    },
    NativeFunction {
        name: "isinstance",
        call: isinstance,
    },
    NativeFunction {
        name: "issubclass",
        call: issubclass,
    },
];

fn callable(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    Ok(Value::Bool(matches!(
        arguments.one("callable")?,
        Value::Function(_) | Value::Native(_) | Value::BoundMethod(_) | Value::Type(_)
    )))
}

fn getattr(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [value, name, default] = arguments.between("getattr", 2)?;
    let name = attribute_name("getattr", name)?;
    match (
        machine.attribute(&value.unwrap_or_default(), &name),
        default,
    ) {
        (Err(raised), Some(default)) if raised.kind == ErrorKind::AttributeError => Ok(default),
        (outcome, _) => outcome,
    }
}

fn hasattr(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [value, name] = arguments.between("hasattr", 2)?;
    let name = attribute_name("hasattr", name)?;
    match machine.attribute(&value.unwrap_or_default(), &name) {
        Ok(_) => Ok(Value::Bool(true)),
        Err(raised) if raised.kind == ErrorKind::AttributeError => Ok(Value::Bool(false)),
        Err(raised) => Err(raised),
    }
}

fn attribute_name(function: &str, name: Option<Value>) -> Result<Rc<str>, Raised> {
    match name {
        Some(Value::String(name)) => Ok(name),
        other => Err(Raised::type_error(match function {
            "getattr" | "hasattr" => format!(
                "attribute name must be string, not '{}'",
                other.unwrap_or_default().message_name()
            ),
            _ => format!("{function}(): attribute name must be string"),
        })),
    }
}

fn hash(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let value = arguments.one("hash")?;
    machine.charge_key(&value)?;
    hashing::hash(&value).map(Value::Integer)
}

/// An address, as in CPython; equal numbers and strings are one object here.
fn id(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let value = arguments.one("id")?;
    let address = match &value {
        Value::List(list) => Rc::as_ptr(list) as usize,
        Value::Tuple(tuple) => Rc::as_ptr(tuple) as usize,
        Value::Dict(dict) => dict.address(),
        Value::Set(set) => set.address(),
        Value::Function(function) => Rc::as_ptr(function) as usize,
        Value::Array(array) => array.identity(),
        other => hashing::hash(other).unwrap_or(0) as usize,
    };
    Ok(Value::Integer((address >> 1) as i64))
}

fn isinstance(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [value, classes] = arguments
        .between("isinstance", 2)?
        .map(Option::unwrap_or_default);
    is_one_of(value.type_of(), &classes)
        .map(Value::Bool)
        .ok_or_else(|| {
            Raised::type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")
        })
}

fn issubclass(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [class, classes] = arguments
        .between("issubclass", 2)?
        .map(Option::unwrap_or_default);
    let Value::Type(class) = class else {
        return Err(Raised::type_error("issubclass() arg 1 must be a class"));
    };
    is_one_of(class, &classes).map(Value::Bool).ok_or_else(|| {
        Raised::type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    })
}

/// Whether a type is one of a class or a tuple of classes; `None` for what is neither.
fn is_one_of(of_type: Type, classes: &Value) -> Option<bool> {
    match classes {
        Value::Type(class) => Some(of_type.is_subclass_of(*class)),
        Value::Tuple(classes) => {
            for class in classes.iter() {
                if is_one_of(of_type, class)? {
                    return Some(true);
                }
            }
            Some(false)
        }
        _ => None,
    }
}
