//! Methods of dicts.
//!
//! Knows nothing of their operators.

use super::{between, none, receive};
use crate::language::builtins::add_pairs;
use crate::language::dictionary::Dictionary;
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::shared::Shared;
use crate::language::types::Type;
use crate::language::value::{DictView, DictViewKind, Outcome, Raised, Value};

pub static METHODS: &[NativeFunction] = &[
    NativeFunction {
        name: "clear",
        call: clear,
    },
    NativeFunction {
        name: "copy",
        call: copy,
    },
    NativeFunction {
        name: "fromkeys",
        call: fromkeys,
    },
    NativeFunction {
        name: "get",
        call: get,
    },
    NativeFunction {
        name: "items",
        call: items,
    },
    NativeFunction {
        name: "keys",
        call: keys,
    },
    NativeFunction {
        name: "pop",
        call: pop,
    },
    NativeFunction {
        name: "popitem",
        call: popitem,
    },
    NativeFunction {
        name: "setdefault",
        call: setdefault,
    },
    NativeFunction {
        name: "update",
        call: update,
    },
    NativeFunction {
        name: "values",
        call: values,
    },
];

type Dict = Shared<Dictionary>;

fn dict(name: &str, arguments: Arguments) -> Result<(Dict, Arguments), Raised> {
    match receive(Type::Dict, name, arguments)? {
        (Value::Dict(dict), rest) => Ok((dict, rest)),
        (_, rest) => Ok((Dict::empty()?, rest)),
    }
}

fn clear(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (dict, rest) = dict("clear", arguments)?;
    none(Type::Dict, "clear", &rest)?;
    dict.take();
    Ok(Value::None)
}

fn copy(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (dict, rest) = dict("copy", arguments)?;
    none(Type::Dict, "copy", &rest)?;
    machine.allocate(dict.borrow().len())?;
    let dictionary = dict.borrow().clone();
    Shared::new(dictionary).map(Value::Dict)
}

/// A method of the class, which a dict has too: `dict.fromkeys(keys)`, `{}.fromkeys(keys)`.
fn fromkeys(machine: &mut Machine, mut arguments: Arguments) -> Outcome {
    if arguments.positional.len() > 1 && matches!(arguments.positional[0], Value::Dict(_)) {
        arguments.positional.remove(0);
    }
    let [keys, value] = between(Type::Dict, "fromkeys", arguments, 1)?;
    let value = value.unwrap_or_default();
    let mut dictionary = Dictionary::new();
    for key in machine.collect(&keys.unwrap_or_default())? {
        machine.allocate(1)?;
        machine.charge_key(&key)?;
        dictionary.insert(key, value.clone())?;
    }
    Shared::new(dictionary).map(Value::Dict)
}

fn get(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (dict, rest) = dict("get", arguments)?;
    let [key, default] = between(Type::Dict, "get", rest, 1)?;
    let key = key.unwrap_or_default();
    machine.charge_key(&key)?;
    let found = dict.borrow().get(&key)?.cloned();
    Ok(found.or(default).unwrap_or_default())
}

fn view(kind: DictViewKind, name: &str, arguments: Arguments) -> Outcome {
    let (dict, rest) = dict(name, arguments)?;
    none(Type::Dict, name, &rest)?;
    Ok(Value::DictView(DictView { kind, dict }))
}

fn items(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    view(DictViewKind::Items, "items", arguments)
}

fn keys(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    view(DictViewKind::Keys, "keys", arguments)
}

fn values(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    view(DictViewKind::Values, "values", arguments)
}

fn pop(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (dict, rest) = dict("pop", arguments)?;
    let [key, default] = between(Type::Dict, "pop", rest, 1)?;
    let key = key.unwrap_or_default();
    machine.charge_key(&key)?;
    let removed = dict.borrow_mut().remove(&key)?;
    removed.or(default).ok_or_else(|| machine.key_error(&key))
}

fn popitem(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (dict, rest) = dict("popitem", arguments)?;
    none(Type::Dict, "popitem", &rest)?;
    match dict.borrow_mut().pop_last() {
        Some((key, value)) => Ok(Value::tuple(vec![key, value])),
        None => Err(Raised::with_arguments(
            ErrorKind::KeyError,
            vec![Value::string("popitem(): dictionary is empty")],
            "'popitem(): dictionary is empty'",
        )),
    }
}

fn setdefault(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (dict, rest) = dict("setdefault", arguments)?;
    let [key, default] = between(Type::Dict, "setdefault", rest, 1)?;
    let key = key.unwrap_or_default();
    let default = default.unwrap_or_default();
    machine.charge_key(&key)?;
    let found = dict.borrow().get(&key)?.cloned();
    if let Some(value) = found {
        return Ok(value);
    }
    machine.allocate(1)?;
    dict.borrow_mut().insert(key, default.clone())?;
    Ok(default)
}

fn update(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (dict, mut rest) = dict("update", arguments)?;
    let keyword = std::mem::take(&mut rest.keyword);
    rest.check_count("update", 0, 1)?;
    let mut added = Dictionary::new();
    if let [pairs] = &rest.positional[..] {
        add_pairs(machine, &mut added, pairs)?;
    }
    for (name, value) in keyword {
        added.insert(Value::String(name), value)?;
    }
    for (key, value) in added.iter() {
        dict.borrow_mut().insert(key.clone(), value.clone())?;
    }
    Ok(Value::None)
}
