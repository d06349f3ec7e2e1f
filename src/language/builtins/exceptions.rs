//! Making exceptions: `ValueError('no')`.
//!
//! Knows nothing of raising.

use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};

/// An exception object with its arguments.
///
/// # Errors
/// `TypeError` for keywords.
pub fn make(machine: &mut Machine, kind: ErrorKind, arguments: Arguments) -> Outcome {
    arguments.no_keywords(kind.name())?;
    let message = match &arguments.positional[..] {
        [] => String::new(),
        [key] if kind == ErrorKind::KeyError => machine.repr(key)?,
        [value] => machine.text(value)?,
        several => machine.repr(&Value::tuple(several.to_vec()))?,
    };
    let raised = Raised::with_arguments(kind, arguments.positional, message);
    Ok(Value::Exception(raised.into_exception()))
}
