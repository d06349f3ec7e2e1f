//! The elements of lists and tuples, which can be dropped however deeply they are nested.
//!
//! Knows nothing of what the elements mean.

use super::value::Value;
use std::cell::{Cell, RefCell};
use std::ops::{Deref, DerefMut};

/// The elements of a list or a tuple: a vector of values.
#[derive(Clone, Default)]
pub struct Items(pub Vec<Value>);

impl Deref for Items {
    type Target = Vec<Value>;

    fn deref(&self) -> &Vec<Value> {
        &self.0
    }
}

impl DerefMut for Items {
    fn deref_mut(&mut self) -> &mut Vec<Value> {
        &mut self.0
    }
}

impl From<Vec<Value>> for Items {
    fn from(values: Vec<Value>) -> Self {
        Items(values)
    }
}

impl FromIterator<Value> for Items {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        Items(values.into_iter().collect())
    }
}

impl Drop for Items {
    fn drop(&mut self) {
        bury(&mut self.0);
    }
}

/// How many containers may be dropped inside one another before the rest waits its turn.
const DEPTH: usize = 50;

thread_local! {
    static NESTING: Cell<usize> = const { Cell::new(0) };
    static WAITING: RefCell<Vec<Vec<Value>>> = const { RefCell::new(Vec::new()) };
}

/// Drops `values` with bounded native recursion, as CPython's trashcan does: a list nested a
/// million times must not overflow the stack. What holds values that can nest calls this
/// when it is dropped.
pub fn bury(values: &mut Vec<Value>) {
    if values.is_empty() {
        return;
    }
    let values = std::mem::take(values);
    let nesting = NESTING.get();
    if nesting >= DEPTH {
        WAITING.with_borrow_mut(|waiting| waiting.push(values));
        return;
    }
    NESTING.set(nesting + 1);
    drop(values);
    if nesting == 0 {
        while let Some(values) = WAITING.with_borrow_mut(Vec::pop) {
            drop(values);
        }
    }
    NESTING.set(nesting);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_lists_in_one_another_are_dropped() {
        let mut value = Value::None;
        for _ in 0..1_000_000 {
            value = Value::list(vec![value]);
        }
        drop(value);
    }
}
