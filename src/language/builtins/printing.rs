//! `print`.
//!
//! Knows nothing of where the text is shown.

use crate::language::budget::{PRINTED, memory_error};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Outcome, Raised, Value};

pub static FUNCTIONS: &[NativeFunction] = &[NativeFunction {
    name: "print",
    call: print,
}];

fn print(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut separator = " ".to_string();
    let mut end = "\n".to_string();
    for (name, value) in &arguments.keyword {
        match &**name {
            "sep" => separator = ending("sep", value, " ")?,
            "end" => end = ending("end", value, "\n")?,
            "flush" => drop(machine.truth(value)?),
            "file" if value.is_none() => {}
            "file" => {
                return Err(Raised::unknown_here(
                    "this page knows no files: print() writes below the cell",
                ));
            }
            _ => {
                return Err(Raised::type_error(format!(
                    "'{name}' is an invalid keyword argument for print()"
                )));
            }
        }
    }
    for (index, value) in arguments.positional.iter().enumerate() {
        if index > 0 {
            write(machine, &separator)?;
        }
        let text = machine.text(value)?;
        write(machine, &text)?;
    }
    write(machine, &end)?;
    Ok(Value::None)
}

/// `sep` or `end`.
fn ending(name: &str, value: &Value, default: &str) -> Result<String, Raised> {
    match value {
        Value::None => Ok(default.to_string()),
        Value::String(text) => Ok(text.to_string()),
        other => Err(Raised::type_error(format!(
            "{name} must be None or a string, not {}",
            other.message_name()
        ))),
    }
}

fn write(machine: &mut Machine, text: &str) -> Result<(), Raised> {
    if machine.printed.len() + text.len() > PRINTED {
        return Err(memory_error(
            "this cell printed more than 2,000,000 characters, so the page stopped it",
        ));
    }
    machine.printed.push_str(text);
    Ok(())
}
