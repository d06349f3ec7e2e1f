//! Sorting: stable, with the comparisons of Python's `<`, which may fail.
//!
//! Knows nothing of lists.

use super::builtins::key_of;
use super::machine::Machine;
use super::native::Arguments;
use super::value::{Raised, Value};

/// Sorts values by the keywords of `sorted` and `list.sort`: `key` and `reverse`.
///
/// # Errors
/// `TypeError` for other keywords and for values without an order; what `key` raises.
pub fn sort(
    machine: &mut Machine,
    values: Vec<Value>,
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
    let mut entries = Vec::with_capacity(values.len());
    for value in values {
        entries.push((key_of(machine, &key, &value)?, value));
    }
    // Reversing before and after keeps equal values in their order.
    if reverse {
        entries.reverse();
    }
    let mut sorted = merge_sort(machine, entries)?;
    if reverse {
        sorted.reverse();
    }
    Ok(sorted.into_iter().map(|(_, value)| value).collect())
}

type Entry = (Value, Value);

/// Merges runs of twice the length each time round. Not the library's sort, which takes no
/// comparison that fails, and may panic at one that contradicts itself, as NaN's does.
fn merge_sort(machine: &mut Machine, mut entries: Vec<Entry>) -> Result<Vec<Entry>, Raised> {
    let mut width = 1;
    while width < entries.len() {
        let mut merged = Vec::with_capacity(entries.len());
        let mut rest = entries.into_iter().peekable();
        while rest.peek().is_some() {
            let left: Vec<Entry> = rest.by_ref().take(width).collect();
            let right: Vec<Entry> = rest.by_ref().take(width).collect();
            merge(machine, left, right, &mut merged)?;
        }
        entries = merged;
        width *= 2;
    }
    Ok(entries)
}

fn merge(
    machine: &mut Machine,
    left: Vec<Entry>,
    right: Vec<Entry>,
    merged: &mut Vec<Entry>,
) -> Result<(), Raised> {
    let mut left = left.into_iter().peekable();
    let mut right = right.into_iter().peekable();
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        machine.charge(3)?;
        let next = if machine.less(&second.0, &first.0)? {
            right.next()
        } else {
            left.next()
        };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(())
}
