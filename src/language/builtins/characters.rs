//! Built-in functions of text.
//!
//! Knows nothing of strings' methods.

use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::text;
use crate::language::value::{Outcome, Raised, Value};

pub static FUNCTIONS: &[NativeFunction] = &[
    NativeFunction {
        name: "ascii",
        call: ascii,
    },
    NativeFunction {
        name: "chr",
        call: chr,
    },
    NativeFunction {
        name: "format",
        call: format_function,
    },
    NativeFunction {
        name: "ord",
        call: ord,
    },
    NativeFunction {
        name: "repr",
        call: repr,
    },
];

fn ascii(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let repr = machine.repr(&arguments.one("ascii")?)?;
    machine.new_string(text::ascii(&repr))
}

fn repr(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let repr = machine.repr(&arguments.one("repr")?)?;
    machine.new_string(repr)
}

fn chr(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let code = arguments.one("chr")?.to_index()?;
    if !(0..0x11_0000).contains(&code) {
        return Err(Raised::value_error("chr() arg not in range(0x110000)"));
    }
    match char::from_u32(code as u32) {
        Some(character) => Ok(Value::string(character.to_string())),
        None => Err(Raised::unknown_here(
            "this page knows no strings with half a surrogate pair",
        )),
    }
}

fn ord(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let value = arguments.one("ord")?;
    let Value::String(text) = &value else {
        return Err(Raised::type_error(format!(
            "ord() expected string of length 1, but {} found",
            value.message_name()
        )));
    };
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => Ok(Value::Integer(i64::from(u32::from(character)))),
        _ => Err(Raised::type_error(format!(
            "ord() expected a character, but string of length {} found",
            text.chars().count()
        ))),
    }
}

fn format_function(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [value, spec] = arguments.between("format", 1)?;
    let spec = match &spec {
        None => "",
        Some(Value::String(spec)) => spec,
        Some(other) => {
            return Err(Raised::type_error(format!(
                "format() argument 2 must be str, not {}",
                other.message_name()
            )));
        }
    };
    let text = machine.format_value(&value.unwrap_or_default(), spec)?;
    machine.new_string(text)
}
