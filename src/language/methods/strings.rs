//! Methods of strings that change, build or test them.
//!
//! Knows nothing of searching, which has a file of its own.

use super::formatting::text;
use super::{between, none, one};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction, Signature};
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Value};
use std::rc::Rc;

pub static METHODS: &[NativeFunction] = &[
    NativeFunction {
        name: "capitalize",
        call: capitalize,
    },
    NativeFunction {
        name: "casefold",
        call: lower,
    },
    NativeFunction {
        name: "center",
        call: center,
    },
    NativeFunction {
        name: "expandtabs",
        call: expandtabs,
    },
    NativeFunction {
        name: "isalnum",
        call: isalnum,
    },
    NativeFunction {
        name: "isalpha",
        call: isalpha,
    },
    NativeFunction {
        name: "isascii",
        call: isascii,
    },
    NativeFunction {
        name: "isdecimal",
        call: isdecimal,
    },
    NativeFunction {
        name: "isdigit",
        call: isdecimal,
    },
    NativeFunction {
        name: "isidentifier",
        call: isidentifier,
    },
    NativeFunction {
        name: "islower",
        call: islower,
    },
    NativeFunction {
        name: "isnumeric",
        call: isnumeric,
    },
    NativeFunction {
        name: "isspace",
        call: isspace,
    },
    NativeFunction {
        name: "istitle",
        call: istitle,
    },
    NativeFunction {
        name: "isupper",
        call: isupper,
    },
    NativeFunction {
        name: "join",
        call: join,
    },
    NativeFunction {
        name: "ljust",
        call: ljust,
    },
    NativeFunction {
        name: "lower",
        call: lower,
    },
    NativeFunction {
        name: "lstrip",
        call: lstrip,
    },
    NativeFunction {
        name: "rjust",
        call: rjust,
    },
    NativeFunction {
        name: "rstrip",
        call: rstrip,
    },
    NativeFunction {
        name: "strip",
        call: strip,
    },
    NativeFunction {
        name: "swapcase",
        call: swapcase,
    },
    NativeFunction {
        name: "title",
        call: title,
    },
    NativeFunction {
        name: "upper",
        call: upper,
    },
    NativeFunction {
        name: "zfill",
        call: zfill,
    },
];

/// The receiver of a method that takes nothing else.
fn alone(name: &str, arguments: Arguments) -> Result<Rc<str>, Raised> {
    let (text, rest) = text(name, arguments)?;
    none(Type::String, name, &rest)?;
    Ok(text)
}

fn upper(machine: &mut Machine, arguments: Arguments) -> Outcome {
    machine.new_string(alone("upper", arguments)?.to_uppercase())
}

fn lower(machine: &mut Machine, arguments: Arguments) -> Outcome {
    machine.new_string(alone("lower", arguments)?.to_lowercase())
}

fn swapcase(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut result = String::new();
    for character in alone("swapcase", arguments)?.chars() {
        if character.is_uppercase() {
            result.extend(character.to_lowercase());
        } else {
            result.extend(character.to_uppercase());
        }
    }
    machine.new_string(result)
}

fn capitalize(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let text = alone("capitalize", arguments)?;
    let mut characters = text.chars();
    let mut result = String::new();
    if let Some(first) = characters.next() {
        result.extend(first.to_uppercase());
        result.push_str(&characters.as_str().to_lowercase());
    }
    machine.new_string(result)
}

fn title(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut result = String::new();
    let mut inside_word = false;
    for character in alone("title", arguments)?.chars() {
        if inside_word {
            result.extend(character.to_lowercase());
        } else {
            result.extend(character.to_uppercase());
        }
        inside_word = is_cased(character);
    }
    machine.new_string(result)
}

fn is_cased(character: char) -> bool {
    character.is_lowercase() || character.is_uppercase()
}

/// Whether there is a character, and all of them pass a test.
fn all(name: &str, arguments: Arguments, test: impl Fn(char) -> bool) -> Outcome {
    let text = alone(name, arguments)?;
    Ok(Value::Bool(!text.is_empty() && text.chars().all(test)))
}

fn isalnum(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    all("isalnum", arguments, char::is_alphanumeric)
}

fn isalpha(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    all("isalpha", arguments, char::is_alphabetic)
}

fn isascii(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    Ok(Value::Bool(alone("isascii", arguments)?.is_ascii()))
}

fn isdecimal(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    all("isdecimal", arguments, |character| {
        character.is_ascii_digit() || (!character.is_ascii() && character.is_numeric())
    })
}

fn isnumeric(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    all("isnumeric", arguments, char::is_numeric)
}

fn isspace(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    all("isspace", arguments, is_space)
}

fn isidentifier(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let text = alone("isidentifier", arguments)?;
    let mut characters = text.chars();
    let starts = characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic());
    Ok(Value::Bool(
        starts && characters.all(|character| character == '_' || character.is_alphanumeric()),
    ))
}

fn islower(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let text = alone("islower", arguments)?;
    Ok(Value::Bool(
        text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase),
    ))
}

fn isupper(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let text = alone("isupper", arguments)?;
    Ok(Value::Bool(
        text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
    ))
}

fn istitle(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut inside_word = false;
    let mut any = false;
    for character in alone("istitle", arguments)?.chars() {
        let fits = match (character.is_uppercase(), character.is_lowercase()) {
            (true, _) => !inside_word,
            (_, true) => inside_word,
            _ => true,
        };
        if !fits {
            return Ok(Value::Bool(false));
        }
        inside_word = is_cased(character);
        any |= inside_word;
    }
    Ok(Value::Bool(any))
}

/// White space as Python has it: Unicode's, and the four separators of ASCII.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

fn strip(machine: &mut Machine, arguments: Arguments) -> Outcome {
    stripped(machine, "strip", arguments, true, true)
}

fn lstrip(machine: &mut Machine, arguments: Arguments) -> Outcome {
    stripped(machine, "lstrip", arguments, true, false)
}

fn rstrip(machine: &mut Machine, arguments: Arguments) -> Outcome {
    stripped(machine, "rstrip", arguments, false, true)
}

fn stripped(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments,
    start: bool,
    end: bool,
) -> Outcome {
    let (text, rest) = text(name, arguments)?;
    let [wanted] = between(Type::String, name, rest, 0)?;
    let wanted = match wanted {
        None | Some(Value::None) => None,
        Some(Value::String(wanted)) => Some(wanted),
        Some(_) => {
            return Err(Raised::type_error(format!(
                "{name} arg must be None or str"
            )));
        }
    };
    let goes = |character: char| match &wanted {
        None => is_space(character),
        Some(wanted) => wanted.contains(character),
    };
    let mut result: &str = &text;
    if start {
        result = result.trim_start_matches(goes);
    }
    if end {
        result = result.trim_end_matches(goes);
    }
    machine.new_string(result)
}

fn center(machine: &mut Machine, arguments: Arguments) -> Outcome {
    justified(machine, "center", arguments, |missing, width| {
        missing / 2 + (missing & width & 1)
    })
}

fn ljust(machine: &mut Machine, arguments: Arguments) -> Outcome {
    justified(machine, "ljust", arguments, |_, _| 0)
}

fn rjust(machine: &mut Machine, arguments: Arguments) -> Outcome {
    justified(machine, "rjust", arguments, |missing, _| missing)
}

/// The text filled up to a width; `before` says how much of the filling goes before it.
fn justified(
    machine: &mut Machine,
    name: &str,
    arguments: Arguments,
    before: fn(usize, usize) -> usize,
) -> Outcome {
    let (text, rest) = text(name, arguments)?;
    let [width, fill] = between(Type::String, name, rest, 1)?;
    let width = usize::try_from(width.unwrap_or_default().to_index()?).unwrap_or(0);
    let fill = match fill {
        None => ' ',
        Some(Value::String(fill)) => {
            let mut characters = fill.chars();
            match (characters.next(), characters.next()) {
                (Some(fill), None) => fill,
                _ => {
                    return Err(Raised::type_error(
                        "The fill character must be exactly one character long",
                    ));
                }
            }
        }
        Some(other) => {
            return Err(Raised::type_error(format!(
                "The fill character must be a unicode character, not {}",
                other.message_name()
            )));
        }
    };
    machine.budget.allocate_text(width as u64)?;
    let missing = width.saturating_sub(text.chars().count());
    let before = before(missing, width);
    let mut result = String::new();
    result.extend(std::iter::repeat_n(fill, before));
    result.push_str(&text);
    result.extend(std::iter::repeat_n(fill, missing - before));
    Ok(Value::string(result))
}

fn zfill(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, rest) = text("zfill", arguments)?;
    let width = one(Type::String, "zfill", rest)?.to_index()?;
    let width = usize::try_from(width).unwrap_or(0);
    machine.budget.allocate_text(width as u64)?;
    let zeros = "0".repeat(width.saturating_sub(text.chars().count()));
    let digits = text.trim_start_matches(['+', '-']);
    let sign_length = usize::from(digits.len() < text.len());
    let (sign, digits) = text.split_at(sign_length);
    Ok(Value::string(format!("{sign}{zeros}{digits}")))
}

const EXPANDTABS: Signature = Signature {
    name: "expandtabs",
    parameters: &["tabsize"],
    required: 0,
    positional: 1,
};

fn expandtabs(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, rest) = text("expandtabs", arguments)?;
    let [size] = rest.clinic(&EXPANDTABS, 0)?;
    let size = size.map_or(Ok(8), |size| size.to_index())?;
    let size = usize::try_from(size).unwrap_or(0);
    let tabs = text.matches('\t').count();
    machine
        .budget
        .allocate_text(tabs.saturating_mul(size) as u64)?;
    let mut result = String::new();
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                result.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                result.push(character);
                column = 0;
            }
            _ => {
                result.push(character);
                column += 1;
            }
        }
    }
    Ok(Value::string(result))
}

fn join(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (separator, rest) = text("join", arguments)?;
    let iterable = one(Type::String, "join", rest)?;
    let parts = machine.collect(&iterable).map_err(|mut raised| {
        if raised.message.ends_with("is not iterable") {
            raised.message = "can only join an iterable".to_string();
        }
        raised
    })?;
    let mut result = String::new();
    for (index, part) in parts.iter().enumerate() {
        let Value::String(part) = part else {
            return Err(Raised::type_error(format!(
                "sequence item {index}: expected str instance, {} found",
                part.message_name()
            )));
        };
        if index > 0 {
            result.push_str(&separator);
        }
        machine
            .budget
            .allocate_text((separator.len() + part.len()) as u64)?;
        result.push_str(part);
    }
    Ok(Value::string(result))
}
