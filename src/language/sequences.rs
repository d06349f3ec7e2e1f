//! The binary operators of strings, lists, tuples, sets and dicts.
//!
//! Knows nothing of numbers.

use super::dictionary::Dictionary;
use super::items::Items;
use super::machine::Machine;
use super::set::Set;
use super::shared::Shared;
use super::syntax_tree::BinaryOperator;
use super::value::{DictViewKind, Outcome, Raised, Value};
use std::rc::Rc;

/// `left operator right`; `None` where neither operand knows the operator.
pub fn binary(
    machine: &mut Machine,
    operator: BinaryOperator,
    left: &Value,
    right: &Value,
) -> Option<Outcome> {
    match operator {
        BinaryOperator::Add => concatenate(machine, left, right),
        BinaryOperator::Multiply => match (is_sequence(left), is_sequence(right)) {
            (true, _) => Some(repeat(machine, left, right)),
            (_, true) => Some(repeat(machine, right, left)),
            _ => None,
        },
        BinaryOperator::Or
        | BinaryOperator::And
        | BinaryOperator::Subtract
        | BinaryOperator::ExclusiveOr => match (left, right) {
            (Value::Dict(left), Value::Dict(right)) if operator == BinaryOperator::Or => {
                if let Err(raised) = machine.allocate(left.borrow().len() + right.borrow().len()) {
                    return Some(Err(raised));
                }
                let merged = merge(&left.borrow(), &right.borrow());
                Some(merged.map(|merged| Value::Dict(left.beside(merged))))
            }
            _ => {
                let (left, right) = (set_of(left)?, set_of(right)?);
                // Each element is looked for, which costs as much as several of a list.
                if let Err(raised) = machine.allocate(4 * (left.len() + right.len())) {
                    return Some(Err(raised));
                }
                let combined = combine(operator, &left, &right).and_then(Shared::new);
                Some(combined.map(Value::Set))
            }
        },
        _ => None,
    }
}

/// `left operator= right` where `left` can change; `None` where it cannot.
pub fn in_place(
    machine: &mut Machine,
    operator: BinaryOperator,
    left: &Value,
    right: &Value,
) -> Option<Outcome> {
    let done = match (left, operator) {
        (Value::List(list), BinaryOperator::Add) => machine.collect(right).map(|values| {
            list.borrow_mut().extend(values);
        }),
        (Value::List(list), BinaryOperator::Multiply) => {
            repeat(machine, left, right).map(|repeated| {
                if let Value::List(repeated) = repeated {
                    list.swap(&repeated);
                }
            })
        }
        (Value::Dict(dict), BinaryOperator::Or) => {
            let Value::Dict(other) = right else {
                return None;
            };
            let counted = machine.allocate(dict.borrow().len() + other.borrow().len());
            counted
                .and_then(|()| merge(&dict.borrow(), &other.borrow()))
                .map(|merged| drop(dict.replace(merged)))
        }
        (
            Value::Set(set),
            BinaryOperator::Or
            | BinaryOperator::And
            | BinaryOperator::Subtract
            | BinaryOperator::ExclusiveOr,
        ) => {
            let Value::Set(other) = right else {
                return None;
            };
            let counted = machine.allocate(set.borrow().len() + other.borrow().len());
            counted
                .and_then(|()| combine(operator, &set.borrow(), &other.borrow()))
                .map(|combined| drop(set.replace(combined)))
        }
        _ => return None,
    };
    Some(done.map(|()| left.clone()))
}

fn is_sequence(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::List(_) | Value::Tuple(_))
}

fn concatenate(machine: &mut Machine, left: &Value, right: &Value) -> Option<Outcome> {
    Some(match (left, right) {
        (Value::String(left), Value::String(right)) => {
            let mut text = String::with_capacity(left.len() + right.len());
            text.push_str(left);
            text.push_str(right);
            machine.new_string(text)
        }
        (Value::List(left), Value::List(right)) => {
            let (left, right) = (left.borrow(), right.borrow());
            joined(machine, &left, &right).map(Value::list)
        }
        (Value::Tuple(left), Value::Tuple(right)) => joined(machine, left, right).map(Value::tuple),
        _ if is_sequence(left) => {
            let name = left.type_name();
            Err(Raised::type_error(format!(
                "can only concatenate {name} (not \"{}\") to {name}",
                right.message_name()
            )))
        }
        _ => return None,
    })
}

fn joined(machine: &mut Machine, left: &Items, right: &Items) -> Result<Vec<Value>, Raised> {
    machine.allocate(left.len() + right.len())?;
    Ok(left.iter().chain(right.iter()).cloned().collect())
}

/// `sequence * count`
fn repeat(machine: &mut Machine, sequence: &Value, count: &Value) -> Outcome {
    let not_integer = |_| {
        Raised::type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            count.message_name()
        ))
    };
    let times = match count {
        Value::BigInteger(_) => {
            return Err(Raised::overflow_error(
                "cannot fit 'int' into an index-sized integer",
            ));
        }
        _ => count.to_index().map_err(not_integer)?,
    };
    let times = usize::try_from(times).unwrap_or(0);
    match sequence {
        Value::String(text) => {
            machine
                .budget
                .allocate_text((text.len() as u64).saturating_mul(times as u64))?;
            Ok(Value::string(text.repeat(times)))
        }
        Value::List(list) => Ok(Value::list(repeated(machine, &list.borrow(), times)?)),
        Value::Tuple(tuple) => Ok(Value::tuple(repeated(machine, tuple, times)?)),
        _ => Ok(Value::None),
    }
}

fn repeated(machine: &mut Machine, items: &Items, times: usize) -> Result<Vec<Value>, Raised> {
    machine.allocate(items.len().saturating_mul(times))?;
    let mut result = Vec::with_capacity(items.len() * times);
    if !items.is_empty() {
        for _ in 0..times {
            result.extend_from_slice(items);
        }
    }
    Ok(result)
}

fn merge(left: &Dictionary, right: &Dictionary) -> Result<Dictionary, Raised> {
    let mut merged = left.clone();
    for (key, value) in right.iter() {
        merged.insert(key.clone(), value.clone())?;
    }
    Ok(merged)
}

/// The set that a set, or a view of a dict's keys or items, is to the operators.
fn set_of(value: &Value) -> Option<Rc<Set>> {
    match value {
        Value::Set(set) => Some(Rc::new(set.borrow().clone())),
        Value::DictView(view) if view.kind != DictViewKind::Values => {
            let mut set = Set::new();
            for (key, value) in view.dict.borrow().iter() {
                let element = match view.kind {
                    DictViewKind::Items => Value::tuple(vec![key.clone(), value.clone()]),
                    _ => key.clone(),
                };
                set.insert(element).ok()?;
            }
            Some(Rc::new(set))
        }
        _ => None,
    }
}

/// `left | right`, `left & right`, `left - right`, `left ^ right`.
///
/// # Errors
/// None in practice: the elements were hashable before.
pub fn combine(operator: BinaryOperator, left: &Set, right: &Set) -> Result<Set, Raised> {
    let mut result = Set::new();
    match operator {
        BinaryOperator::Or => {
            result = left.clone();
            result.merge(right)?;
        }
        BinaryOperator::And => {
            // As CPython: the elements of the larger set's partner, in its order.
            let (few, many) = if right.len() > left.len() {
                (left, right)
            } else {
                (right, left)
            };
            for value in few.iter() {
                if many.contains(value)? {
                    result.insert(value.clone())?;
                }
            }
        }
        BinaryOperator::Subtract => {
            for value in left.iter() {
                if !right.contains(value)? {
                    result.insert(value.clone())?;
                }
            }
        }
        _ => {
            result = right.clone();
            for value in left.iter() {
                if !result.remove(value)? {
                    result.insert(value.clone())?;
                }
            }
        }
    }
    Ok(result)
}
