//! `template % values` in a build that does not know it.
//!
//! Knows nothing of templates. `percent_format.rs` is what takes its place with the feature `wide`.

use super::machine::Machine;
use super::value::{Outcome, Raised, Value};

/// Refuses.
///
/// # Errors
/// `NotImplementedError`.
pub fn format(_machine: &mut Machine, _template: &str, _values: &Value) -> Outcome {
    Err(Raised::unknown_here(
        "'%' on strings is part of Python, but this page does not know it; it knows str.format() and f-strings",
    ))
}
