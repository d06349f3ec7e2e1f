//! Methods of strings that look for, split at or replace a part.
//!
//! Knows nothing of letters.

use super::formatting::text;
use super::strings::is_space;
use super::{between, one};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction, Signature};
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Slice, Value};
use crate::numerics::gather::Gather;
use std::rc::Rc;

pub static METHODS: &[NativeFunction] = &[
    NativeFunction {
        name: "count",
        call: count,
    },
    NativeFunction {
        name: "endswith",
        call: endswith,
    },
    NativeFunction {
        name: "find",
        call: find,
    },
    NativeFunction {
        name: "index",
        call: index,
    },
    NativeFunction {
        name: "partition",
        call: partition,
    },
    NativeFunction {
        name: "removeprefix",
        call: removeprefix,
    },
    NativeFunction {
        name: "removesuffix",
        call: removesuffix,
    },
    NativeFunction {
        name: "replace",
        call: replace,
    },
    NativeFunction {
        name: "rfind",
        call: rfind,
    },
    NativeFunction {
        name: "rindex",
        call: rindex,
    },
    NativeFunction {
        name: "rpartition",
        call: rpartition,
    },
    NativeFunction {
        name: "rsplit",
        call: rsplit,
    },
    NativeFunction {
        name: "split",
        call: split,
    },
    NativeFunction {
        name: "splitlines",
        call: splitlines,
    },
    NativeFunction {
        name: "startswith",
        call: startswith,
    },
];

fn must_be_str(value: &Value) -> Raised {
    Raised::type_error(format!("must be str, not {}", value.message_name()))
}

/// The part of a text that `start` and `stop` cut out, with the count of characters before it;
/// `None` where `start` is past the end.
fn window(
    text: &str,
    start: Option<Value>,
    stop: Option<Value>,
) -> Result<Option<(&str, usize)>, Raised> {
    if start.is_none() && stop.is_none() {
        return Ok(Some((text, 0)));
    }
    let length = text.chars().count();
    let slice = Slice {
        start: start.unwrap_or_default(),
        stop: stop.unwrap_or_default(),
        step: Value::None,
    };
    let past_end = slice
        .start
        .as_small_integer()
        .is_some_and(|start| start > length as i64);
    let fitted = slice.fit(length)?;
    if past_end {
        return Ok(None);
    }
    let offset = |characters: usize| {
        text.char_indices()
            .nth(characters)
            .map_or(text.len(), |(place, _)| place)
    };
    let start = fitted.start as usize;
    Ok(Some((
        &text[offset(start)..offset(start + fitted.count)],
        start,
    )))
}

/// Where a part first or last is, in characters from the start of the text.
fn search(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments,
    from_end: bool,
) -> Result<Option<usize>, Raised> {
    let (text, rest) = text(name, arguments)?;
    machine.charge(text.len() / 64)?;
    let [part, start, stop] = between(Type::String, name, rest, 1)?;
    let part = part.unwrap_or_default();
    let Value::String(part) = &part else {
        return Err(must_be_str(&part));
    };
    let Some((within, before)) = window(&text, start, stop)? else {
        return Ok(None);
    };
    let found = if from_end {
        within.rfind(&**part)
    } else {
        within.find(&**part)
    };
    Ok(found.map(|place| before + within[..place].chars().count()))
}

fn find(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let found = search(machine, "find", arguments, false)?;
    Ok(Value::Integer(found.map_or(-1, |place| place as i64)))
}

fn rfind(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let found = search(machine, "rfind", arguments, true)?;
    Ok(Value::Integer(found.map_or(-1, |place| place as i64)))
}

fn index(machine: &mut Machine, arguments: Arguments) -> Outcome {
    found(search(machine, "index", arguments, false)?)
}

fn rindex(machine: &mut Machine, arguments: Arguments) -> Outcome {
    found(search(machine, "rindex", arguments, true)?)
}

fn found(place: Option<usize>) -> Outcome {
    match place {
        Some(place) => Ok(Value::Integer(place as i64)),
        None => Err(Raised::value_error("substring not found")),
    }
}

fn count(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, rest) = text("count", arguments)?;
    machine.charge(text.len() / 64)?;
    let [part, start, stop] = between(Type::String, "count", rest, 1)?;
    let part = part.unwrap_or_default();
    let Value::String(part) = &part else {
        return Err(must_be_str(&part));
    };
    let within = window(&text, start, stop)?;
    let count = within.map_or(0, |(within, _)| within.matches(&**part).count());
    Ok(Value::Integer(count as i64))
}

fn startswith(machine: &mut Machine, arguments: Arguments) -> Outcome {
    begins_or_ends(machine, "startswith", arguments, |text, part| {
        text.starts_with(part)
    })
}

fn endswith(machine: &mut Machine, arguments: Arguments) -> Outcome {
    begins_or_ends(machine, "endswith", arguments, |text, part| {
        text.ends_with(part)
    })
}

fn begins_or_ends(
    _machine: &mut Machine,
    name: &str,
    arguments: Arguments,
    test: fn(&str, &str) -> bool,
) -> Outcome {
    let (text, rest) = text(name, arguments)?;
    let [parts, start, stop] = between(Type::String, name, rest, 1)?;
    let parts = parts.unwrap_or_default();
    let within = window(&text, start, stop)?;
    let passes = |part: &str| within.is_some_and(|(within, _)| test(within, part));
    match &parts {
        Value::String(part) => Ok(Value::Bool(passes(part))),
        Value::Tuple(parts) => {
            for part in parts.iter() {
                let Value::String(part) = part else {
                    return Err(Raised::type_error(format!(
                        "tuple for {name} must only contain str, not {}",
                        part.message_name()
                    )));
                };
                if passes(part) {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        }
        other => Err(Raised::type_error(format!(
            "{name} first arg must be str or a tuple of str, not {}",
            other.message_name()
        ))),
    }
}

/// The string that a method with one string argument gets.
fn only_part(name: &str, arguments: Arguments) -> Result<(Rc<str>, Rc<str>), Raised> {
    let (text, rest) = text(name, arguments)?;
    match one(Type::String, name, rest)? {
        Value::String(part) => Ok((text, part)),
        other => Err(match name {
            "partition" | "rpartition" => must_be_str(&other),
            _ => Raised::type_error(format!(
                "{name}() argument must be str, not {}",
                other.message_name()
            )),
        }),
    }
}

fn removeprefix(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, prefix) = only_part("removeprefix", arguments)?;
    machine.new_string(text.strip_prefix(&*prefix).unwrap_or(&text))
}

fn removesuffix(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, suffix) = only_part("removesuffix", arguments)?;
    machine.new_string(text.strip_suffix(&*suffix).unwrap_or(&text))
}

fn partition(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, separator) = only_part("partition", arguments)?;
    let found = separated(&separator, || text.split_once(&*separator))?;
    let (before, middle, after) = match found {
        Some((before, after)) => (before, &*separator, after),
        None => (&*text, "", ""),
    };
    Ok(strings([before, middle, after], Value::tuple))
}

fn rpartition(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, separator) = only_part("rpartition", arguments)?;
    let found = separated(&separator, || text.rsplit_once(&*separator))?;
    let (before, middle, after) = match found {
        Some((before, after)) => (before, &*separator, after),
        None => ("", "", &*text),
    };
    Ok(strings([before, middle, after], Value::tuple))
}

fn separated<T>(separator: &str, split: impl FnOnce() -> T) -> Result<T, Raised> {
    if separator.is_empty() {
        return Err(Raised::value_error("empty separator"));
    }
    Ok(split())
}

fn strings<'a>(parts: impl IntoIterator<Item = &'a str>, gather: fn(Vec<Value>) -> Value) -> Value {
    gather(parts.into_iter().map(Value::string).gather())
}

fn replace(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, rest) = text("replace", arguments)?;
    let [old, new, count] = between(Type::String, "replace", rest, 2)?;
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let argument = |value: &Value, number: usize| match value {
        Value::String(part) => Ok(part.clone()),
        other => Err(Raised::type_error(format!(
            "replace() argument {number} must be str, not {}",
            other.message_name()
        ))),
    };
    let (old, new) = (argument(&old, 1)?, argument(&new, 2)?);
    let count = count.map_or(Ok(-1), |count| count.to_index())?;
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    let found = text.matches(&*old).count().min(limit);
    let size = text.len().saturating_add(found.saturating_mul(new.len()));
    machine.budget.allocate_text(size as u64)?;
    Ok(Value::string(text.replacen(&*old, &new, found)))
}

const SPLIT: Signature = Signature {
    name: "split",
    parameters: &["sep", "maxsplit"],
    required: 0,
    positional: 2,
};

fn split(machine: &mut Machine, arguments: Arguments) -> Outcome {
    split_either(machine, "split", arguments, false)
}

fn rsplit(machine: &mut Machine, arguments: Arguments) -> Outcome {
    split_either(machine, "rsplit", arguments, true)
}

fn split_either(
    machine: &mut Machine,
    name: &'static str,
    arguments: Arguments,
    from_end: bool,
) -> Outcome {
    let (text, rest) = text(name, arguments)?;
    let [separator, limit] = rest.clinic(&Signature { name, ..SPLIT }, 0)?;
    let limit = limit.map_or(Ok(-1), |limit| limit.to_index())?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut parts: Vec<&str> = match &separator {
        None | Some(Value::None) => split_at_space(&text, limit, from_end),
        Some(Value::String(separator)) => separated(separator, || {
            let pieces = limit.saturating_add(1);
            if from_end {
                text.rsplitn(pieces, &**separator).gather()
            } else {
                text.splitn(pieces, &**separator).gather()
            }
        })?,
        Some(other) => {
            return Err(Raised::type_error(format!(
                "must be str or None, not {}",
                other.message_name()
            )));
        }
    };
    if from_end {
        parts.reverse();
    }
    machine.allocate(parts.len())?;
    Ok(strings(parts, Value::list))
}

/// The words of a text; what is left after `limit` of them is one part. From the end, the last
/// word comes first.
fn split_at_space(text: &str, limit: usize, from_end: bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        rest = if from_end {
            rest.trim_end_matches(is_space)
        } else {
            rest.trim_start_matches(is_space)
        };
        if rest.is_empty() {
            return parts;
        }
        if parts.len() == limit {
            parts.push(rest);
            return parts;
        }
        if from_end {
            let start = rest.rfind(is_space).map_or(0, |place| {
                place + rest[place..].chars().next().map_or(0, char::len_utf8)
            });
            parts.push(&rest[start..]);
            rest = &rest[..start];
        } else {
            let end = rest.find(is_space).unwrap_or(rest.len());
            parts.push(&rest[..end]);
            rest = &rest[end..];
        }
    }
}

const SPLITLINES: Signature = Signature {
    name: "splitlines",
    parameters: &["keepends"],
    required: 0,
    positional: 1,
};

fn splitlines(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, rest) = text("splitlines", arguments)?;
    let [keep] = rest.clinic(&SPLITLINES, 0)?;
    let keep = machine.truth(&keep.unwrap_or_default())?;
    let mut lines = Vec::new();
    let mut rest: &str = &text;
    while !rest.is_empty() {
        let end = rest.find(is_line_end).unwrap_or(rest.len());
        let after = &rest[end..];
        let ending = if after.starts_with("\r\n") {
            2
        } else {
            after.chars().next().map_or(0, char::len_utf8)
        };
        lines.push(&rest[..if keep { end + ending } else { end }]);
        rest = &rest[end + ending..];
    }
    machine.allocate(lines.len())?;
    Ok(strings(lines, Value::list))
}

fn is_line_end(character: char) -> bool {
    matches!(
        character,
        '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}
