//! Copies of the machine that share no state a later run could change.
//!
//! Knows nothing of what the values mean.

use super::dictionary::Dictionary;
use super::exception::Exception;
use super::frame::Frame;
use super::function::{Cell, Function};
use super::items::Items;
use super::iteration::Iteration;
use super::machine::Machine;
use super::numpy::ArrayFork;
use super::shared::Shared;
use super::value::{DictView, Slice, Value};
use crate::numerics::by_address::ByAddress;
use crate::numerics::gather::Gather;
use std::cell::RefCell;
use std::rc::Rc;

/// What was copied so far, by address: two names of one list stay two names of one list.
#[derive(Default)]
struct Fork {
    copies: ByAddress<Value>,
    cells: ByAddress<Cell>,
    arrays: ArrayFork,
}

impl Machine {
    /// A copy that shares no state that a run could change: lists, dicts, sets, arrays, the
    /// variables of closures, default values, iterators, figures, random state. What cannot
    /// change is shared.
    pub fn fork(&self) -> Self {
        let mut fork = Fork::default();
        let mut globals = self.globals.clone();
        for value in globals.values_mut() {
            *value = fork.value(value);
        }
        let mut copy = Self::with(globals, self.pyplot.clone());
        copy.random = self.random.clone();
        copy
    }
}

/// Copying recurses for each list inside a list; past this depth, what is nested is shared.
const DEPTH: usize = 200;

impl Fork {
    fn value(&mut self, value: &Value) -> Value {
        self.nested(value, DEPTH)
    }

    fn nested(&mut self, value: &Value, depth: usize) -> Value {
        let Some(depth) = depth.checked_sub(1) else {
            return value.clone();
        };
        if let Value::Array(array) = value {
            return Value::Array(self.arrays.array(array));
        }
        if let Value::DictView(view) = value {
            return Value::DictView(DictView {
                kind: view.kind,
                dict: self.dict(&view.dict, depth),
            });
        }
        let Some(address) = address(value) else {
            return value.clone();
        };
        if let Some(copy) = self.copies.get(address) {
            return copy.clone();
        }
        match value {
            Value::List(list) => {
                let copy: Rc<RefCell<Items>> = Rc::default();
                self.copies.insert(address, Value::List(copy.clone()));
                let items = self.all(&list.borrow(), depth);
                copy.replace(Items(items));
                return Value::List(copy);
            }
            Value::Dict(dict) => {
                let copy = dict.beside(Dictionary::new());
                self.copies.insert(address, Value::Dict(copy.clone()));
                let mut dictionary = dict.borrow().clone();
                for value in dictionary.values_mut() {
                    *value = self.nested(value, depth);
                }
                copy.replace(dictionary);
                return Value::Dict(copy);
            }
            Value::Iterator(iterator) => {
                let copy = Rc::new(RefCell::new(Iteration::Generator(None)));
                self.copies.insert(address, Value::Iterator(copy.clone()));
                let iteration = self.iteration(&iterator.borrow(), depth);
                copy.replace(iteration);
                return Value::Iterator(copy);
            }
            _ => {}
        }
        let copy = self.unchanging(value, depth);
        self.copies.insert(address, copy.clone());
        copy
    }

    /// Values that cannot change themselves but may hold others that can.
    fn unchanging(&mut self, value: &Value, depth: usize) -> Value {
        match value {
            Value::Tuple(tuple) => Value::tuple(self.all(tuple, depth)),
            // The elements of a set are hashable, so that none of them can change.
            Value::Set(set) => Value::Set(set.beside(set.borrow().clone())),
            Value::Slice(slice) => Value::Slice(Rc::new(Slice {
                start: self.nested(&slice.start, depth),
                stop: self.nested(&slice.stop, depth),
                step: self.nested(&slice.step, depth),
            })),
            Value::BoundMethod(method) => {
                Value::BoundMethod(Rc::new((self.nested(&method.0, depth), method.1)))
            }
            Value::Exception(exception) => Value::Exception(Rc::new(Exception {
                kind: exception.kind,
                arguments: Rc::new(Items(self.all(&exception.arguments, depth))),
                message: exception.message.clone(),
                suggestion: exception.suggestion.clone(),
                hint: exception.hint.clone(),
                traceback: exception.traceback.clone(),
            })),
            Value::Function(function) => self.function(function, depth),
            other => other.clone(),
        }
    }

    fn all(&mut self, items: &[Value], depth: usize) -> Vec<Value> {
        items.iter().map(|item| self.nested(item, depth)).collect()
    }

    /// A function that closes over nothing and has no defaults cannot change.
    fn function(&mut self, function: &Rc<Function>, depth: usize) -> Value {
        let plain = function.captured.is_empty()
            && function.defaults.is_empty()
            && function.keyword_defaults.iter().all(Option::is_none);
        if plain {
            return Value::Function(function.clone());
        }
        Value::Function(Rc::new(Function {
            code: function.code.clone(),
            defaults: self.all(&function.defaults, depth),
            keyword_defaults: function
                .keyword_defaults
                .iter()
                .map(|default| default.as_ref().map(|value| self.nested(value, depth)))
                .gather(),
            captured: self.cells(&function.captured, depth),
        }))
    }

    fn cells(&mut self, cells: &[Cell], depth: usize) -> Vec<Cell> {
        cells.iter().map(|cell| self.cell(cell, depth)).gather()
    }

    fn cell(&mut self, cell: &Cell, depth: usize) -> Cell {
        let address = Rc::as_ptr(cell) as usize;
        if let Some(copy) = self.cells.get(address) {
            return copy.clone();
        }
        let copy = Cell::default();
        self.cells.insert(address, copy.clone());
        let value = cell
            .borrow()
            .as_ref()
            .map(|value| self.nested(value, depth));
        copy.replace(value);
        copy
    }

    fn iteration(&mut self, iteration: &Iteration, depth: usize) -> Iteration {
        match iteration {
            Iteration::List { list, index } => Iteration::List {
                list: self.list(list, depth),
                index: *index,
            },
            Iteration::ReversedList { list, index } => Iteration::ReversedList {
                list: self.list(list, depth),
                index: *index,
            },
            Iteration::Tuple { tuple, index } => Iteration::Tuple {
                tuple: Rc::new(Items(self.all(tuple, depth))),
                index: *index,
            },
            Iteration::Gathered { name, items } => Iteration::Gathered {
                name,
                items: self.all(items.as_slice(), depth).into_iter(),
            },
            Iteration::String { text, position } => Iteration::String {
                text: text.clone(),
                position: *position,
            },
            Iteration::Range { next, step, left } => Iteration::Range {
                next: *next,
                step: *step,
                left: *left,
            },
            Iteration::Dict {
                dict,
                kind,
                position,
                length,
            } => Iteration::Dict {
                dict: self.dict(dict, depth),
                kind: *kind,
                position: *position,
                length: *length,
            },
            Iteration::Set {
                set,
                position,
                length,
            } => Iteration::Set {
                set: match self.nested(&Value::Set(set.clone()), depth) {
                    Value::Set(copy) => copy,
                    _ => set.clone(),
                },
                position: *position,
                length: *length,
            },
            Iteration::Array { array, index } => Iteration::Array {
                array: self.arrays.array(array),
                index: *index,
            },
            Iteration::Enumerate { iterator, count } => Iteration::Enumerate {
                iterator: self.nested(iterator, depth),
                count: *count,
            },
            Iteration::Zip { iterators, strict } => Iteration::Zip {
                iterators: self.all(iterators, depth),
                strict: *strict,
            },
            Iteration::Map {
                function,
                iterators,
            } => Iteration::Map {
                function: self.nested(function, depth),
                iterators: self.all(iterators, depth),
            },
            Iteration::Filter { function, iterator } => Iteration::Filter {
                function: self.nested(function, depth),
                iterator: self.nested(iterator, depth),
            },
            Iteration::Generator(frame) => Iteration::Generator(
                frame
                    .as_ref()
                    .map(|frame| Box::new(self.frame(frame, depth))),
            ),
            Iteration::Finished(of_type) => Iteration::Finished(*of_type),
        }
    }

    fn list(&mut self, list: &Rc<RefCell<Items>>, depth: usize) -> Rc<RefCell<Items>> {
        match self.nested(&Value::List(list.clone()), depth) {
            Value::List(copy) => copy,
            _ => list.clone(),
        }
    }

    fn dict(&mut self, dict: &Shared<Dictionary>, depth: usize) -> Shared<Dictionary> {
        match self.nested(&Value::Dict(dict.clone()), depth) {
            Value::Dict(copy) => copy,
            _ => dict.clone(),
        }
    }

    fn frame(&mut self, frame: &Frame, depth: usize) -> Frame {
        Frame {
            code: frame.code.clone(),
            next: frame.next,
            locals: frame
                .locals
                .iter()
                .map(|local| local.as_ref().map(|value| self.nested(value, depth)))
                .gather(),
            stack: self.all(&frame.stack, depth),
            cells: self.cells(&frame.cells, depth),
            handlers: frame.handlers.clone(),
        }
    }
}

/// Where a value lives that must be copied once only; `None` for what cannot change, nor hold
/// what can.
fn address(value: &Value) -> Option<usize> {
    Some(match value {
        Value::List(list) => Rc::as_ptr(list) as usize,
        Value::Tuple(tuple) => Rc::as_ptr(tuple) as usize,
        Value::Dict(dict) => dict.address(),
        Value::Set(set) => set.address(),
        Value::Slice(slice) => Rc::as_ptr(slice) as usize,
        Value::BoundMethod(method) => Rc::as_ptr(method) as usize,
        Value::Exception(exception) => Rc::as_ptr(exception) as usize,
        Value::Function(function) => Rc::as_ptr(function) as usize,
        Value::Iterator(iterator) => Rc::as_ptr(iterator) as usize,
        _ => return None,
    })
}
