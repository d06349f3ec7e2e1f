//! `x[index]`, `x[index] = value`, `del x[index]`.
//!
//! Knows nothing of arrays' own indexing.

use super::error::ErrorKind;
use super::items::Items;
use super::machine::Machine;
use super::numpy;
use super::text;
use super::value::{Outcome, Raised, Range, Slice, Value};
use std::rc::Rc;

/// A slice fitted to a length: `count` positions from `start` on, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    pub start: i64,
    pub step: i64,
    pub count: usize,
}

impl Slice {
    /// The positions that the slice means in a sequence of a length, as `slice.indices`.
    ///
    /// # Errors
    /// `TypeError` for bounds that are no integers, `ValueError` for a step of zero.
    pub fn fit(&self, length: usize) -> Result<Fitted, Raised> {
        let length = length as i64;
        let step = bound(&self.step)?.unwrap_or(1);
        if step == 0 {
            return Err(Raised::value_error("slice step cannot be zero"));
        }
        let (lowest, highest) = if step > 0 {
            (0, length)
        } else {
            (-1, length - 1)
        };
        let place = |value: Option<i64>, default: i64| match value {
            None => default,
            Some(value) if value < 0 => value.saturating_add(length).max(lowest),
            Some(value) => value.min(highest),
        };
        let (first, last) = if step > 0 {
            (lowest, highest)
        } else {
            (highest, lowest)
        };
        let start = place(bound(&self.start)?, first);
        let stop = place(bound(&self.stop)?, last);
        let range = Range { start, stop, step };
        Ok(Fitted {
            start,
            step,
            count: range.length(),
        })
    }
}

impl Fitted {
    /// The positions in order.
    pub fn positions(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        (0..self.count).map(move |index| (self.start + self.step * index as i64) as usize)
    }
}

/// A bound of a slice; those past 64 bits are past every length.
fn bound(value: &Value) -> Result<Option<i64>, Raised> {
    match value {
        Value::None => Ok(None),
        Value::BigInteger(number) => Ok(Some(if number.is_negative() {
            -i64::MAX
        } else {
            i64::MAX
        })),
        other => other
            .as_small_integer()
            .map(|bound| Some(bound.max(-i64::MAX)))
            .ok_or_else(|| {
                Raised::type_error(
                    "slice indices must be integers or None or have an __index__ method",
                )
            }),
    }
}

impl Machine {
    /// `value[index]`
    ///
    /// # Errors
    /// As CPython: `IndexError`, `KeyError`, `TypeError`.
    pub fn subscript(&mut self, value: &Value, index: &Value) -> Outcome {
        match (value, index) {
            (Value::List(list), Value::Slice(slice)) => {
                let list = list.borrow();
                let fitted = slice.fit(list.len())?;
                self.allocate(fitted.count)?;
                let items = fitted.positions().map(|position| list[position].clone());
                Ok(Value::list(items.collect()))
            }
            (Value::Tuple(tuple), Value::Slice(slice)) => {
                let fitted = slice.fit(tuple.len())?;
                self.allocate(fitted.count)?;
                let items = fitted.positions().map(|position| tuple[position].clone());
                Ok(Value::tuple(items.collect()))
            }
            (Value::List(list), _) => {
                let list = list.borrow();
                Ok(list[position(index, list.len(), "list", "list")?].clone())
            }
            (Value::Tuple(tuple), _) => {
                Ok(tuple[position(index, tuple.len(), "tuple", "tuple")?].clone())
            }
            (Value::String(text), _) => self.string_subscript(text, index),
            (Value::Dict(dict), _) => {
                self.charge_key(index)?;
                let found = dict.borrow().get(index)?.cloned();
                found.map_or_else(|| Err(self.key_error(index)), Ok)
            }
            (Value::Range(range), Value::Slice(slice)) => {
                let fitted = slice.fit(range.length())?;
                let step = range.step.saturating_mul(fitted.step);
                let at = |index: i64| range.start.saturating_add(range.step.saturating_mul(index));
                let stop = fitted.start + fitted.step * fitted.count as i64;
                Ok(Value::Range(Rc::new(Range {
                    start: at(fitted.start),
                    stop: at(stop),
                    step,
                })))
            }
            (Value::Range(range), _) => {
                let position = position(index, range.length(), "range object", "range")?;
                Ok(Value::Integer(range.get(position)))
            }
            (Value::Array(array), _) => numpy::subscript(self, array, index),
            (Value::Object(object), _) => {
                let object = object.clone();
                let found = object.subscript(index, self);
                found.unwrap_or_else(|| Err(not_subscriptable(value)))
            }
            (Value::Scalar(_), _) => Err(Raised::index_error("invalid index to scalar variable.")),
            (Value::Type(of_type), _) => Err(Raised::type_error(format!(
                "type '{}' is not subscriptable",
                of_type.name()
            ))),
            _ => Err(not_subscriptable(value)),
        }
    }

    fn string_subscript(&mut self, text: &Rc<str>, index: &Value) -> Outcome {
        self.charge(text.len() / 256)?;
        if let (true, Some(index)) = (text.is_ascii(), index.as_small_integer()) {
            let position = position(&Value::Integer(index), text.len(), "string", "string")?;
            return Ok(Value::string(&text[position..=position]));
        }
        self.charge(text.len() / 16)?;
        let characters: Vec<char> = text.chars().collect();
        if let Value::Slice(slice) = index {
            let fitted = slice.fit(characters.len())?;
            let part: String = fitted
                .positions()
                .map(|position| characters[position])
                .collect();
            return self.new_string(part);
        }
        let position = position(index, characters.len(), "string", "string")?;
        Ok(Value::string(characters[position].to_string()))
    }

    /// `value[index] = item`
    ///
    /// # Errors
    /// As CPython: `IndexError`, `TypeError`, `ValueError` for slices of unequal lengths.
    pub fn set_subscript(
        &mut self,
        value: &Value,
        index: &Value,
        item: Value,
    ) -> Result<(), Raised> {
        match value {
            Value::List(list) => {
                if let Value::Slice(slice) = index {
                    let items = self.collect(&item).map_err(|mut raised| {
                        if raised.message.ends_with("is not iterable") {
                            raised.message = "can only assign an iterable".to_string();
                        }
                        raised
                    })?;
                    self.allocate(items.len())?;
                    return set_slice(&mut list.borrow_mut(), slice, items);
                }
                let mut list = list.borrow_mut();
                let position = position(index, list.len(), "list assignment", "list")?;
                list[position] = item;
            }
            Value::Dict(dict) => {
                self.charge_key(index)?;
                let is_new = dict.borrow_mut().insert(index.clone(), item)?;
                self.allocate(usize::from(is_new))?;
            }
            Value::Array(array) => numpy::set_subscript(self, array, index, &item)?,
            _ => {
                return Err(Raised::type_error(format!(
                    "'{}' object does not support item assignment",
                    value.message_name()
                )));
            }
        }
        Ok(())
    }

    /// `del value[index]`
    ///
    /// # Errors
    /// As CPython: `IndexError`, `KeyError`, `TypeError`.
    pub fn delete_subscript(&mut self, value: &Value, index: &Value) -> Result<(), Raised> {
        match value {
            Value::List(list) => {
                let mut list = list.borrow_mut();
                if let Value::Slice(slice) = index {
                    let fitted = slice.fit(list.len())?;
                    delete_positions(&mut list, fitted);
                    return Ok(());
                }
                let position = position(index, list.len(), "list assignment", "list")?;
                list.remove(position);
                Ok(())
            }
            Value::Dict(dict) => {
                self.charge_key(index)?;
                let removed = dict.borrow_mut().remove(index)?;
                removed.map_or_else(|| Err(self.key_error(index)), |_| Ok(()))
            }
            Value::Array(_) => Err(Raised::value_error("cannot delete array elements")),
            _ => Err(Raised::type_error(format!(
                "'{}' object doesn't support item deletion",
                value.message_name()
            ))),
        }
    }

    /// `KeyError` with the key as its argument.
    pub(super) fn key_error(&self, key: &Value) -> Raised {
        let message = self.repr(key).unwrap_or_else(|_| text::quoted("..."));
        Raised::with_arguments(ErrorKind::KeyError, vec![key.clone()], message)
    }
}

/// A position from an index that may count from the end. `what` names the sequence in an
/// `IndexError`, `noun` in a `TypeError`.
fn position(index: &Value, length: usize, what: &str, noun: &str) -> Result<usize, Raised> {
    let Some(number) = index.as_small_integer() else {
        return Err(match index {
            Value::BigInteger(_) => {
                Raised::index_error("cannot fit 'int' into an index-sized integer")
            }
            _ => wrong_index(index, noun),
        });
    };
    let number = if number < 0 {
        number + length as i64
    } else {
        number
    };
    usize::try_from(number)
        .ok()
        .filter(|position| *position < length)
        .ok_or_else(|| Raised::index_error(format!("{what} index out of range")))
}

fn wrong_index(index: &Value, noun: &str) -> Raised {
    let name = index.message_name();
    Raised::type_error(match noun {
        "string" => format!("string indices must be integers, not '{name}'"),
        _ => format!("{noun} indices must be integers or slices, not {name}"),
    })
}

fn set_slice(list: &mut Items, slice: &Slice, items: Vec<Value>) -> Result<(), Raised> {
    let fitted = slice.fit(list.len())?;
    if fitted.step == 1 {
        let start = fitted.start as usize;
        list.splice(start..start + fitted.count, items);
        return Ok(());
    }
    if items.len() != fitted.count {
        return Err(Raised::value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            fitted.count
        )));
    }
    for (position, item) in fitted.positions().zip(items) {
        list[position] = item;
    }
    Ok(())
}

fn delete_positions(list: &mut Items, fitted: Fitted) {
    let mut doomed: Vec<usize> = fitted.positions().collect();
    if fitted.step > 0 {
        doomed.reverse();
    }
    // The lowest one stands last.
    let mut position = 0;
    list.retain(|_| {
        let dies = doomed.last() == Some(&position);
        if dies {
            doomed.pop();
        }
        position += 1;
        !dies
    });
}

fn not_subscriptable(value: &Value) -> Raised {
    Raised::type_error(format!(
        "'{}' object is not subscriptable",
        value.message_name()
    ))
}
