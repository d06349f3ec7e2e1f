//! Iterators: what `next` works on, and what runs a `for` loop.
//!
//! Knows nothing of statements.

use super::dictionary::Dictionary;
use super::frame::Frame;
use super::items::{Items, bury};
use super::machine::Machine;
use super::native::Arguments;
use super::numpy;
use super::set::Set;
use super::shared::Shared;
use super::types::Type;
use super::value::{DictViewKind, Outcome, Raised, Value};
use crate::numerics::array::Array;
use std::cell::RefCell;
use std::rc::Rc;

/// The state of an iterator.
pub enum Iteration {
    List {
        list: Rc<RefCell<Items>>,
        index: usize,
    },
    /// From `index - 1` down to 0.
    ReversedList {
        list: Rc<RefCell<Items>>,
        index: usize,
    },
    Tuple {
        tuple: Rc<Items>,
        index: usize,
    },
    /// Values that were gathered before: `name` is the type's.
    Gathered {
        name: &'static str,
        items: std::vec::IntoIter<Value>,
    },
    String {
        text: Rc<str>,
        /// In bytes.
        position: usize,
    },
    Range {
        next: i64,
        step: i64,
        left: usize,
    },
    Dict {
        dict: Shared<Dictionary>,
        kind: DictViewKind,
        position: usize,
        /// The length at the start: a dict that grows under its iterator is an error.
        length: usize,
    },
    Set {
        set: Shared<Set>,
        position: usize,
        length: usize,
    },
    Array {
        array: Array,
        index: usize,
    },
    Enumerate {
        iterator: Value,
        count: i64,
    },
    Zip {
        iterators: Vec<Value>,
        strict: bool,
    },
    Map {
        function: Value,
        iterators: Vec<Value>,
    },
    Filter {
        function: Value,
        iterator: Value,
    },
    /// A generator expression between two values; `None` while it runs.
    Generator(Option<Box<Frame>>),
    Finished(Type),
}

impl Iteration {
    /// The iterator's type.
    pub fn type_of(&self) -> Type {
        match self {
            Iteration::List { .. } => Type::Iterator("list_iterator"),
            Iteration::ReversedList { .. } => Type::Iterator("list_reverseiterator"),
            Iteration::Tuple { .. } => Type::Iterator("tuple_iterator"),
            Iteration::Gathered {
                name: "reversed", ..
            } => Type::Reversed,
            Iteration::Gathered { name, .. } => Type::Iterator(name),
            Iteration::String { text, .. } => Type::Iterator(match text.is_ascii() {
                true => "str_ascii_iterator",
                false => "str_iterator",
            }),
            Iteration::Range { .. } => Type::Iterator("range_iterator"),
            Iteration::Dict { kind, .. } => Type::Iterator(match kind {
                DictViewKind::Keys => "dict_keyiterator",
                DictViewKind::Values => "dict_valueiterator",
                DictViewKind::Items => "dict_itemiterator",
            }),
            Iteration::Set { .. } => Type::Iterator("set_iterator"),
            Iteration::Array { .. } => Type::Iterator("iterator"),
            Iteration::Enumerate { .. } => Type::Enumerate,
            Iteration::Zip { .. } => Type::Zip,
            Iteration::Map { .. } => Type::Map,
            Iteration::Filter { .. } => Type::Filter,
            Iteration::Generator(_) => Type::Iterator("generator"),
            Iteration::Finished(of_type) => *of_type,
        }
    }

    /// The next value of an iterator that calls nothing, or `Err` with what it is not one of.
    fn simple_next(&mut self) -> Option<Result<Option<Value>, Raised>> {
        Some(Ok(match self {
            Iteration::List { list, index } => {
                *index += 1;
                list.borrow().get(*index - 1).cloned()
            }
            Iteration::ReversedList { list, index } => {
                *index = index.saturating_sub(1);
                let list = list.borrow();
                (*index < list.len()).then(|| list[*index].clone())
            }
            Iteration::Tuple { tuple, index } => {
                *index += 1;
                tuple.get(*index - 1).cloned()
            }
            Iteration::Gathered { items, .. } => items.next(),
            Iteration::String { text, position } => {
                let next = text[*position..].chars().next();
                next.map(|character| {
                    *position += character.len_utf8();
                    Value::string(character.encode_utf8(&mut [0; 4]) as &str)
                })
            }
            Iteration::Range { next, step, left } => {
                if *left == 0 {
                    None
                } else {
                    *left -= 1;
                    let value = *next;
                    *next = next.wrapping_add(*step);
                    Some(Value::Integer(value))
                }
            }
            Iteration::Array { array, index } => {
                return Some(numpy::length(array).and_then(|length| {
                    if *index >= length {
                        return Ok(None);
                    }
                    *index += 1;
                    numpy::element(array, *index - 1).map(Some)
                }));
            }
            Iteration::Finished(_) => None,
            Iteration::Dict { .. } | Iteration::Set { .. } => return Some(self.keyed_next()),
            _ => return None,
        }))
    }

    /// The next value of a dict or a set.
    fn keyed_next(&mut self) -> Result<Option<Value>, Raised> {
        let changed = |what: &str| {
            Err(Raised::new(
                super::error::ErrorKind::RuntimeError,
                format!("{what} changed size during iteration"),
            ))
        };
        match self {
            Iteration::Dict {
                dict,
                kind,
                position,
                length,
            } => {
                let dict = dict.borrow();
                if dict.len() != *length {
                    return changed("dictionary");
                }
                let Some((after, key, value)) = dict.entry_from(*position) else {
                    return Ok(None);
                };
                *position = after;
                Ok(Some(match kind {
                    DictViewKind::Keys => key.clone(),
                    DictViewKind::Values => value.clone(),
                    DictViewKind::Items => Value::tuple(vec![key.clone(), value.clone()]),
                }))
            }
            Iteration::Set {
                set,
                position,
                length,
            } => {
                let set = set.borrow();
                if set.len() != *length {
                    return changed("Set");
                }
                let Some((after, value)) = set.element_from(*position) else {
                    return Ok(None);
                };
                *position = after;
                Ok(Some(value.clone()))
            }
            _ => Ok(None),
        }
    }
}

impl Drop for Iteration {
    fn drop(&mut self) {
        let mut values = match self {
            Iteration::Enumerate { iterator, .. } => vec![std::mem::replace(iterator, Value::None)],
            Iteration::Filter { function, iterator } => vec![
                std::mem::replace(function, Value::None),
                std::mem::replace(iterator, Value::None),
            ],
            Iteration::Zip { iterators, .. } => std::mem::take(iterators),
            Iteration::Map {
                function,
                iterators,
            } => {
                iterators.push(std::mem::replace(function, Value::None));
                std::mem::take(iterators)
            }
            Iteration::Gathered { items, .. } => items.collect(),
            Iteration::Generator(Some(frame)) => frame.take_values(),
            _ => return,
        };
        bury(&mut values);
    }
}

/// What a step of an iterator that calls others needs, taken out of it so that it is not
/// borrowed meanwhile.
enum Step {
    Enumerate(Value, i64),
    Zip(Vec<Value>, bool),
    Map(Value, Vec<Value>),
    Filter(Value, Value),
    Generator(Box<Frame>),
}

impl Machine {
    /// `iter(value)`
    ///
    /// # Errors
    /// `TypeError: 'int' object is not iterable`.
    pub fn iterate(&mut self, value: &Value) -> Outcome {
        Ok(Value::iterator(match value {
            Value::Iterator(_) => return Ok(value.clone()),
            Value::List(list) => Iteration::List {
                list: list.clone(),
                index: 0,
            },
            Value::Tuple(tuple) => Iteration::Tuple {
                tuple: tuple.clone(),
                index: 0,
            },
            Value::String(text) => Iteration::String {
                text: text.clone(),
                position: 0,
            },
            Value::Range(range) => Iteration::Range {
                next: range.start,
                step: range.step,
                left: range.length(),
            },
            Value::Dict(dict) => Iteration::Dict {
                dict: dict.clone(),
                kind: DictViewKind::Keys,
                position: 0,
                length: dict.borrow().len(),
            },
            Value::DictView(view) => Iteration::Dict {
                dict: view.dict.clone(),
                kind: view.kind,
                position: 0,
                length: view.dict.borrow().len(),
            },
            Value::Set(set) => Iteration::Set {
                set: set.clone(),
                position: 0,
                length: set.borrow().len(),
            },
            Value::Array(array) => {
                if array.rank() == 0 {
                    return Err(Raised::type_error("iteration over a 0-d array"));
                }
                Iteration::Array {
                    array: array.clone(),
                    index: 0,
                }
            }
            Value::Object(object) => match object.elements() {
                Some(elements) => Iteration::Gathered {
                    name: "iterator",
                    items: elements.into_iter(),
                },
                None => return Err(not_iterable(value)),
            },
            _ => return Err(not_iterable(value)),
        }))
    }

    /// The next value of an iterator, or `None` at its end.
    ///
    /// # Errors
    /// What the functions raise that the iterator calls; `TypeError` for what is no iterator.
    pub fn next(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        // A built-in's turn of a loop costs about as much as three instructions.
        self.charge(3)?;
        self.advance(iterator)
    }

    /// As [`Machine::next`], for the instruction that is counted already.
    pub(super) fn advance(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        let Value::Iterator(state) = iterator else {
            return Err(Raised::type_error(format!(
                "'{}' object is not an iterator",
                iterator.message_name()
            )));
        };
        let step = {
            let mut iteration = state.borrow_mut();
            if let Some(next) = iteration.simple_next() {
                if let Ok(None) = next {
                    let of_type = iteration.type_of();
                    *iteration = Iteration::Finished(of_type);
                }
                return next;
            }
            take_step(&mut iteration)?
        };
        self.enter_native()?;
        let next = self.finish_step(state, step);
        self.leave_native();
        next
    }

    fn finish_step(
        &mut self,
        state: &Rc<RefCell<Iteration>>,
        step: Step,
    ) -> Result<Option<Value>, Raised> {
        match step {
            Step::Enumerate(iterator, count) => {
                let next = self.next(&iterator)?;
                Ok(next.map(|value| Value::tuple(vec![Value::Integer(count), value])))
            }
            Step::Zip(iterators, strict) => self.next_of_each(&iterators, strict),
            Step::Map(function, iterators) => {
                let mut arguments = Vec::with_capacity(iterators.len());
                for iterator in &iterators {
                    match self.next(iterator)? {
                        Some(value) => arguments.push(value),
                        None => return Ok(None),
                    }
                }
                self.call(&function, Arguments::positional(arguments))
                    .map(Some)
            }
            Step::Filter(function, iterator) => {
                while let Some(value) = self.next(&iterator)? {
                    let verdict = match function {
                        Value::None => value.clone(),
                        _ => self.call(&function, Arguments::positional(vec![value.clone()]))?,
                    };
                    if self.truth(&verdict)? {
                        return Ok(Some(value));
                    }
                }
                Ok(None)
            }
            Step::Generator(frame) => {
                let resumed = self.resume(*frame);
                let (value, iteration) = match resumed {
                    Ok(Some((value, frame))) => {
                        (Ok(Some(value)), Iteration::Generator(Some(frame)))
                    }
                    Ok(None) => (Ok(None), Iteration::Finished(Type::Iterator("generator"))),
                    Err(raised) => (
                        Err(raised),
                        Iteration::Finished(Type::Iterator("generator")),
                    ),
                };
                *state.borrow_mut() = iteration;
                value
            }
        }
    }

    /// One step of `zip`.
    fn next_of_each(&mut self, iterators: &[Value], strict: bool) -> Result<Option<Value>, Raised> {
        let mut values = Vec::with_capacity(iterators.len());
        for (index, iterator) in iterators.iter().enumerate() {
            match self.next(iterator)? {
                Some(value) => values.push(value),
                None if strict => return self.end_of_strict_zip(iterators, index),
                None => return Ok(None),
            }
        }
        Ok((!values.is_empty()).then(|| Value::tuple(values)))
    }

    /// The iterator at `ended` came to its end: all must, before it and after it.
    fn end_of_strict_zip(
        &mut self,
        iterators: &[Value],
        ended: usize,
    ) -> Result<Option<Value>, Raised> {
        let complaint = |index: usize, length: &str| {
            let others = if index == 1 {
                "argument 1"
            } else {
                "arguments 1-"
            };
            let last = if index == 1 {
                String::new()
            } else {
                index.to_string()
            };
            Raised::value_error(format!(
                "zip() argument {} is {length} than {others}{last}",
                index + 1
            ))
        };
        if ended > 0 {
            return Err(complaint(ended, "shorter"));
        }
        for (index, iterator) in iterators.iter().enumerate().skip(1) {
            if self.next(iterator)?.is_some() {
                return Err(complaint(index, "longer"));
            }
        }
        Ok(None)
    }

    /// All values of an iterable, counted against the budget of elements.
    ///
    /// # Errors
    /// `TypeError` for what is not iterable, and what the iterator raises.
    pub fn collect(&mut self, iterable: &Value) -> Result<Vec<Value>, Raised> {
        let gathered = match iterable {
            Value::List(list) => Some(list.borrow().0.clone()),
            Value::Tuple(tuple) => Some(tuple.0.clone()),
            _ => None,
        };
        if let Some(values) = gathered {
            self.allocate(values.len())?;
            return Ok(values);
        }
        let iterator = self.iterate(iterable)?;
        let mut values = Vec::new();
        while let Some(value) = self.next(&iterator)? {
            self.allocate(1)?;
            values.push(value);
        }
        Ok(values)
    }
}

/// What the next step of a calling iterator needs.
fn take_step(iteration: &mut Iteration) -> Result<Step, Raised> {
    Ok(match iteration {
        Iteration::Enumerate { iterator, count } => {
            *count += 1;
            Step::Enumerate(iterator.clone(), *count - 1)
        }
        Iteration::Zip { iterators, strict } => Step::Zip(iterators.clone(), *strict),
        Iteration::Map {
            function,
            iterators,
        } => Step::Map(function.clone(), iterators.clone()),
        Iteration::Filter { function, iterator } => {
            Step::Filter(function.clone(), iterator.clone())
        }
        Iteration::Generator(frame) => match frame.take() {
            Some(frame) => Step::Generator(frame),
            None => return Err(Raised::value_error("generator already executing")),
        },
        // Every other iterator calls nothing, and was dealt with before.
        _ => return Err(Raised::type_error("not an iterator")),
    })
}

fn not_iterable(value: &Value) -> Raised {
    Raised::type_error(format!("'{}' object is not iterable", value.message_name()))
}
