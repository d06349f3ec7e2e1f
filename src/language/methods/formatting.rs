//! `str.format`.
//!
//! Knows nothing of the template's own language.

use super::receive;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::template;
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Value};
use std::rc::Rc;

pub static METHODS: &[NativeFunction] = &[NativeFunction {
    name: "format",
    call: format_method,
}];

/// The receiver's text.
pub(super) fn text(name: &str, arguments: Arguments) -> Result<(Rc<str>, Arguments), Raised> {
    match receive(Type::String, name, arguments)? {
        (Value::String(text), rest) => Ok((text, rest)),
        (_, rest) => Ok(("".into(), rest)),
    }
}

fn format_method(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (text, rest) = text("format", arguments)?;
    let formatted = template::format(machine, &text, &rest)?;
    machine.new_string(formatted)
}
