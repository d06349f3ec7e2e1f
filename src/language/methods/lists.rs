//! Methods of lists, tuples and ranges.
//!
//! Knows nothing of their operators.

use super::{between, none, one, receive};
use crate::language::items::Items;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::sorting;
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Value};
use std::cell::RefCell;
use std::rc::Rc;

pub static METHODS: &[NativeFunction] = &[
    NativeFunction {
        name: "append",
        call: append,
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
        name: "count",
        call: list_count,
    },
    NativeFunction {
        name: "extend",
        call: extend,
    },
    NativeFunction {
        name: "index",
        call: list_index,
    },
    NativeFunction {
        name: "insert",
        call: insert,
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
        name: "reverse",
        call: reverse,
    },
    NativeFunction {
        name: "sort",
        call: sort,
    },
];

pub static TUPLE_METHODS: &[NativeFunction] = &[
    NativeFunction {
        name: "count",
        call: tuple_count,
    },
    NativeFunction {
        name: "index",
        call: tuple_index,
    },
];

type List = Rc<RefCell<Items>>;

fn list(name: &str, arguments: Arguments) -> Result<(List, Arguments), Raised> {
    match receive(Type::List, name, arguments)? {
        (Value::List(list), rest) => Ok((list, rest)),
        (_, rest) => Ok((List::default(), rest)),
    }
}

fn append(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("append", arguments)?;
    let value = one(Type::List, "append", rest)?;
    machine.allocate(1)?;
    list.borrow_mut().push(value);
    Ok(Value::None)
}

fn clear(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("clear", arguments)?;
    none(Type::List, "clear", &rest)?;
    list.take();
    Ok(Value::None)
}

fn copy(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("copy", arguments)?;
    none(Type::List, "copy", &rest)?;
    machine.allocate(list.borrow().len())?;
    machine.charge(list.borrow().len() / 4)?;
    let items = list.borrow().to_vec();
    Ok(Value::list(items))
}

fn extend(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("extend", arguments)?;
    let iterable = one(Type::List, "extend", rest)?;
    let values = machine.collect(&iterable)?;
    list.borrow_mut().extend(values);
    Ok(Value::None)
}

fn insert(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("insert", arguments)?;
    let [index, value] = between(Type::List, "insert", rest, 2)?.map(Option::unwrap_or_default);
    let index = index.to_index()?;
    machine.allocate(1)?;
    let mut list = list.borrow_mut();
    let length = list.len();
    machine.charge(length / 64)?;
    list.insert(clamp(index, length), value);
    Ok(Value::None)
}

/// A position that may count from the end, brought inside `0..=length`.
fn clamp(index: i64, length: usize) -> usize {
    let length = length as i64;
    let index = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    index.clamp(0, length) as usize
}

fn pop(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("pop", arguments)?;
    let [index] = between(Type::List, "pop", rest, 0)?;
    let index = index.map_or(Ok(-1), |index| index.to_index())?;
    let mut list = list.borrow_mut();
    if list.is_empty() {
        return Err(Raised::index_error("pop from empty list"));
    }
    let length = list.len() as i64;
    let position = if index < 0 { index + length } else { index };
    if !(0..length).contains(&position) {
        return Err(Raised::index_error("pop index out of range"));
    }
    machine.charge((length - position) as usize / 64)?;
    Ok(list.remove(position as usize))
}

fn remove(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("remove", arguments)?;
    let value = one(Type::List, "remove", rest)?;
    machine.charge(list.borrow().len() / 4)?;
    let items = list.borrow().to_vec();
    match position(machine, &items, &value, 0..items.len())? {
        Some(position) if position < list.borrow().len() => {
            list.borrow_mut().remove(position);
            Ok(Value::None)
        }
        _ => Err(Raised::value_error("list.remove(x): x not in list")),
    }
}

fn reverse(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("reverse", arguments)?;
    none(Type::List, "reverse", &rest)?;
    machine.charge(list.borrow().len() / 16)?;
    list.borrow_mut().reverse();
    Ok(Value::None)
}

/// The list is empty while it is sorted, as in CPython.
fn sort(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("sort", arguments)?;
    if !rest.positional.is_empty() {
        return Err(Raised::type_error("sort() takes no positional arguments"));
    }
    machine.charge(list.borrow().len())?;
    let values = list.borrow().to_vec();
    list.take();
    match sorting::sort(machine, values.clone(), rest) {
        Ok(sorted) if list.borrow().is_empty() => {
            list.replace(Items(sorted));
            Ok(Value::None)
        }
        Ok(sorted) => {
            list.replace(Items(sorted));
            Err(Raised::value_error("list modified during sort"))
        }
        Err(raised) => {
            list.replace(Items(values));
            Err(raised)
        }
    }
}

fn list_count(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("count", arguments)?;
    let value = one(Type::List, "count", rest)?;
    machine.charge(list.borrow().len() / 4)?;
    let items = list.borrow().to_vec();
    count(machine, &items, &value)
}

fn list_index(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (list, rest) = list("index", arguments)?;
    let bounds = between(Type::List, "index", rest, 1)?;
    machine.charge(list.borrow().len() / 4)?;
    let items = list.borrow().to_vec();
    let [value, _, _] = &bounds;
    let missing = match value {
        Some(value) => format!("{} is not in list", machine.repr(value)?),
        None => String::new(),
    };
    index(machine, &items, bounds, &missing)
}

/// The elements of a tuple or a range.
fn elements(
    machine: &mut Machine,
    name: &str,
    mut arguments: Arguments,
) -> Result<(Vec<Value>, Arguments, Type), Raised> {
    let of_type = arguments
        .positional
        .first()
        .map_or(Type::Tuple, Value::type_of);
    if of_type != Type::Range {
        let (receiver, rest) = receive(Type::Tuple, name, arguments)?;
        return Ok((machine.collect(&receiver)?, rest, Type::Tuple));
    }
    let receiver = arguments.positional.remove(0);
    Ok((machine.collect(&receiver)?, arguments, Type::Range))
}

fn tuple_count(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (items, rest, of_type) = elements(machine, "count", arguments)?;
    let value = one(of_type, "count", rest)?;
    count(machine, &items, &value)
}

fn tuple_index(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (items, rest, of_type) = elements(machine, "index", arguments)?;
    let bounds = between(of_type, "index", rest, 1)?;
    let missing = match (&bounds[0], of_type) {
        (Some(value), Type::Range) => format!("{} is not in range", machine.repr(value)?),
        _ => "tuple.index(x): x not in tuple".to_string(),
    };
    index(machine, &items, bounds, &missing)
}

fn count(machine: &mut Machine, items: &[Value], value: &Value) -> Outcome {
    let mut count = 0;
    for item in items {
        machine.charge(1)?;
        count += i64::from(machine.equal(item, value)?);
    }
    Ok(Value::Integer(count))
}

/// `index(value, start, stop)`
fn index(
    machine: &mut Machine,
    items: &[Value],
    bounds: [Option<Value>; 3],
    missing: &str,
) -> Outcome {
    let [value, start, stop] = bounds;
    let bound = |bound: Option<Value>, default: usize| match bound {
        None => Ok(default),
        Some(bound) => bound
            .to_index()
            .map(|bound| clamp(bound, items.len()))
            .map_err(|_| {
                Raised::type_error("slice indices must be integers or have an __index__ method")
            }),
    };
    let (start, stop) = (bound(start, 0)?, bound(stop, items.len())?);
    match position(machine, items, &value.unwrap_or_default(), start..stop)? {
        Some(position) => Ok(Value::Integer(position as i64)),
        None => Err(Raised::value_error(missing)),
    }
}

fn position(
    machine: &mut Machine,
    items: &[Value],
    value: &Value,
    within: std::ops::Range<usize>,
) -> Result<Option<usize>, Raised> {
    for position in within {
        machine.charge(1)?;
        if machine.equal(&items[position], value)? {
            return Ok(Some(position));
        }
    }
    Ok(None)
}
