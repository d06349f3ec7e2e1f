//! Sorting: stable, with the comparisons of Python's `<`, which may fail.
//!
//! Knows nothing of lists.

use super::builtins::key_of;
use super::machine::Machine;
use super::native::Arguments;
use super::value::{Raised, Value};
use crate::numerics::order::sorted_positions;
use std::cmp::Ordering;

/// Sorts values by the keywords of `sorted` and `list.sort`: `key` and `reverse`.
///
/// # Errors
/// `TypeError` for other keywords and for values without an order; what `key` raises.
pub fn sort(
    machine: &mut Machine,
    mut values: Vec<Value>,
    options: Arguments,
) -> Result<Vec<Value>, Raised> {
    let mut key = Value::None;
    let mut reverse = false;
    for (name, value) in options.keyword {
        match &*name {
            "key" => key = value,
            "reverse" => reverse = machine.truth(&value)?,
            _ => {
                return Err(Raised::type_error(format!(
                    "'{name}' is an invalid keyword argument for sort()"
                )));
            }
        }
    }
    let mut keys = Vec::with_capacity(values.len());
    for value in &values {
        keys.push(key_of(machine, &key, value)?);
    }
    // Reversing before and after keeps equal values in their order.
    if reverse {
        keys.reverse();
        values.reverse();
    }
    // After a comparison that failed, the order no longer matters.
    let mut failure = None;
    let order = sorted_positions(values.len(), &mut |left, right| {
        if failure.is_some() {
            return Ordering::Equal;
        }
        let counted = machine.charge(3);
        match counted.and_then(|()| machine.less(&keys[left], &keys[right])) {
            Ok(true) => Ordering::Less,
            Ok(false) => Ordering::Equal,
            Err(raised) => {
                failure = Some(raised);
                Ordering::Equal
            }
        }
    });
    if let Some(raised) = failure {
        return Err(raised);
    }
    let mut sorted = Vec::with_capacity(values.len());
    for position in order {
        sorted.push(values[position].clone());
    }
    if reverse {
        sorted.reverse();
    }
    Ok(sorted)
}
