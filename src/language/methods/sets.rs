//! Methods of sets.
//!
//! Knows nothing of their operators, but for what the operators do.

use super::{none, one, receive};
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::sequences::combine;
use crate::language::set::Set;
use crate::language::shared::Shared;
use crate::language::syntax_tree::BinaryOperator;
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Value};

pub static METHODS: &[NativeFunction] = &[
    NativeFunction {
        name: "add",
        call: add,
    },
    NativeFunction {
        name: "clear",
        call: clear,
    },
    NativeFunction {
        name: "copy",
        call: copy,
    },
    NativeFunction {
        name: "difference",
        call: difference,
    },
    NativeFunction {
        name: "difference_update",
        call: difference_update,
    },
    NativeFunction {
        name: "discard",
        call: discard,
    },
    NativeFunction {
        name: "intersection",
        call: intersection,
    },
    NativeFunction {
        name: "intersection_update",
        call: intersection_update,
    },
    NativeFunction {
        name: "isdisjoint",
        call: isdisjoint,
    },
    NativeFunction {
        name: "issubset",
        call: issubset,
    },
    NativeFunction {
        name: "issuperset",
        call: issuperset,
    },
    NativeFunction {
        name: "pop",
        call: pop,
    },
    NativeFunction {
        name: "remove",
        call: remove,
    },
    NativeFunction {
        name: "symmetric_difference",
        call: symmetric_difference,
    },
    NativeFunction {
        name: "symmetric_difference_update",
        call: symmetric_difference_update,
    },
    NativeFunction {
        name: "union",
        call: union,
    },
    NativeFunction {
        name: "update",
        call: update,
    },
];

fn set(name: &str, arguments: Arguments) -> Result<(Shared<Set>, Arguments), Raised> {
    match receive(Type::Set, name, arguments)? {
        (Value::Set(set), rest) => Ok((set, rest)),
        (_, rest) => Ok((Shared::empty()?, rest)),
    }
}

fn add(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (set, rest) = set("add", arguments)?;
    let value = one(Type::Set, "add", rest)?;
    machine.charge_key(&value)?;
    machine.allocate(1)?;
    set.borrow_mut().insert(value)?;
    Ok(Value::None)
}

fn clear(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (set, rest) = set("clear", arguments)?;
    none(Type::Set, "clear", &rest)?;
    set.borrow_mut().clear();
    Ok(Value::None)
}

fn copy(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (set, rest) = set("copy", arguments)?;
    none(Type::Set, "copy", &rest)?;
    machine.allocate(set.borrow().len())?;
    let copy = set.borrow().clone();
    Shared::new(copy).map(Value::Set)
}

fn discard(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (set, rest) = set("discard", arguments)?;
    let value = one(Type::Set, "discard", rest)?;
    machine.charge_key(&value)?;
    set.borrow_mut().remove(&value)?;
    Ok(Value::None)
}

fn remove(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (set, rest) = set("remove", arguments)?;
    let value = one(Type::Set, "remove", rest)?;
    machine.charge_key(&value)?;
    if set.borrow_mut().remove(&value)? {
        Ok(Value::None)
    } else {
        Err(machine.key_error(&value))
    }
}

fn pop(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (set, rest) = set("pop", arguments)?;
    none(Type::Set, "pop", &rest)?;
    set.borrow_mut().pop_first().ok_or_else(|| {
        Raised::with_arguments(
            ErrorKind::KeyError,
            vec![Value::string("pop from an empty set")],
            "'pop from an empty set'",
        )
    })
}

/// The set of an iterable's elements.
fn as_set(machine: &mut Machine, iterable: &Value) -> Result<Set, Raised> {
    if let Value::Set(set) = iterable {
        return Ok(set.borrow().clone());
    }
    let mut set = Set::new();
    for value in machine.collect(iterable)? {
        machine.charge_key(&value)?;
        set.insert(value)?;
    }
    Ok(set)
}

/// A set combined with each of a method's arguments in turn.
fn combined(
    machine: &mut Machine,
    name: &str,
    operator: BinaryOperator,
    arguments: Arguments,
) -> Result<(Shared<Set>, Set), Raised> {
    let (set, rest) = set(name, arguments)?;
    rest.no_keywords(&format!("set.{name}"))?;
    let mut result = set.borrow().clone();
    for iterable in &rest.positional {
        let other = as_set(machine, iterable)?;
        machine.allocate(result.len() + other.len())?;
        result = combine(operator, &result, &other)?;
    }
    Ok((set, result))
}

fn union(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (_, result) = combined(machine, "union", BinaryOperator::Or, arguments)?;
    Shared::new(result).map(Value::Set)
}

fn update(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (set, result) = combined(machine, "update", BinaryOperator::Or, arguments)?;
    set.replace(result);
    Ok(Value::None)
}

fn intersection(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (_, result) = combined(machine, "intersection", BinaryOperator::And, arguments)?;
    Shared::new(result).map(Value::Set)
}

fn intersection_update(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let name = "intersection_update";
    let (set, result) = combined(machine, name, BinaryOperator::And, arguments)?;
    set.replace(result);
    Ok(Value::None)
}

fn difference(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (_, result) = combined(machine, "difference", BinaryOperator::Subtract, arguments)?;
    Shared::new(result).map(Value::Set)
}

fn difference_update(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let name = "difference_update";
    let (set, result) = combined(machine, name, BinaryOperator::Subtract, arguments)?;
    set.replace(result);
    Ok(Value::None)
}

/// `symmetric_difference` takes one argument only.
fn symmetric(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments,
) -> Result<(Shared<Set>, Set), Raised> {
    let (set, rest) = set(name, arguments)?;
    let other = one(Type::Set, name, rest)?;
    let other = as_set(machine, &other)?;
    machine.allocate(set.borrow().len() + other.len())?;
    let result = combine(BinaryOperator::ExclusiveOr, &set.borrow(), &other)?;
    Ok((set, result))
}

fn symmetric_difference(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (_, result) = symmetric(machine, "symmetric_difference", arguments)?;
    Shared::new(result).map(Value::Set)
}

fn symmetric_difference_update(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (set, result) = symmetric(machine, "symmetric_difference_update", arguments)?;
    set.replace(result);
    Ok(Value::None)
}

/// How many elements of a set are in an iterable, with both lengths.
fn overlap(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments,
) -> Result<(usize, usize, usize), Raised> {
    let (set, rest) = set(name, arguments)?;
    let other = one(Type::Set, name, rest)?;
    let other = as_set(machine, &other)?;
    machine.charge(set.borrow().len() + other.len())?;
    let set = set.borrow();
    let common = combine(BinaryOperator::And, &set, &other)?.len();
    Ok((common, set.len(), other.len()))
}

fn isdisjoint(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (common, _, _) = overlap(machine, "isdisjoint", arguments)?;
    Ok(Value::Bool(common == 0))
}

fn issubset(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (common, own, _) = overlap(machine, "issubset", arguments)?;
    Ok(Value::Bool(common == own))
}

fn issuperset(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (common, _, other) = overlap(machine, "issuperset", arguments)?;
    Ok(Value::Bool(common == other))
}
