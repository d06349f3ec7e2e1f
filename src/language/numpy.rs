//! The built-in module `numpy`, and what the language asks it about arrays and NumPy scalars.
//!
//! The functions below are the whole of the language's interest in arrays: each is called with
//! at least one [`Value::Array`] or [`Value::Scalar`]. The arrays author fills them in.

use super::machine::Machine;
use super::native::{Arguments, Module};
use super::syntax_tree::{BinaryOperator, Comparison, UnaryOperator};
use super::types::Type;
use super::value::{Outcome, Raised, Value};
use crate::numerics::array::{Array, Scalar};
use std::collections::BTreeMap;

/// `import numpy`
pub static MODULE: Module = Module {
    name: "numpy",
    entries: &[],
    real_names: "",
};

/// `left op right`; `None` where NumPy returns `NotImplemented`, so that the language
/// raises its own `TypeError`. The operands are handed over, so that an array nobody else holds
/// can be used for the result.
pub fn binary(
    _machine: &mut Machine,
    _operator: BinaryOperator,
    _left: Value,
    _right: Value,
) -> Option<Outcome> {
    None
}

/// `left op= right` where `left` is an array: changes it in place.
pub fn binary_in_place(
    machine: &mut Machine,
    operator: BinaryOperator,
    left: &Value,
    right: &Value,
) -> Option<Outcome> {
    binary(machine, operator, left.clone(), right.clone())
}

/// `-x`, `+x`, `~x`; never `not`.
pub fn unary(_machine: &mut Machine, _operator: UnaryOperator, _value: &Value) -> Option<Outcome> {
    None
}

/// `left < right` and the other five orders; never `is` or `in`.
pub fn compare(
    _machine: &mut Machine,
    _comparison: Comparison,
    _left: &Value,
    _right: &Value,
) -> Option<Outcome> {
    None
}

/// `item in array`
pub fn contains(_machine: &mut Machine, _array: &Array, _item: &Value) -> Result<bool, Raised> {
    Err(unfinished())
}

/// An attribute or a method; `None` where NumPy raises `AttributeError`.
pub fn attribute(_machine: &mut Machine, _value: &Value, _name: &str) -> Option<Outcome> {
    None
}

/// The public attribute names of an array or a scalar, split by spaces, for "Did you mean".
pub fn attribute_names(_value: &Value) -> &'static str {
    ""
}

/// `array[index]`
pub fn subscript(_machine: &mut Machine, _array: &Array, _index: &Value) -> Outcome {
    Err(unfinished())
}

/// `array[index] = value`
pub fn set_subscript(
    _machine: &mut Machine,
    _array: &Array,
    _index: &Value,
    _value: &Value,
) -> Result<(), Raised> {
    Err(unfinished())
}

/// `bool(array)`
pub fn truth(_machine: &mut Machine, _array: &Array) -> Result<bool, Raised> {
    Err(unfinished())
}

/// `len(array)`
pub fn length(_array: &Array) -> Result<usize, Raised> {
    Err(unfinished())
}

/// The element or row at a position below the length, for iteration.
pub fn element(_array: &Array, _position: usize) -> Outcome {
    Err(unfinished())
}

/// `abs(x)`
pub fn absolute(_machine: &mut Machine, _value: &Value) -> Outcome {
    Err(unfinished())
}

/// `round(x, digits)`; `None` is no digits, which gives a Python int of a scalar.
pub fn round(_machine: &mut Machine, _value: &Value, _digits: Option<&Value>) -> Outcome {
    Err(unfinished())
}

/// The only element, for `float(x)`, `int(x)` and the like.
///
/// # Errors
/// `TypeError: only 0-dimensional arrays can be converted to Python scalars`.
pub fn single(_array: &Array) -> Result<Scalar, Raised> {
    Err(unfinished())
}

/// `np.float64(x)`, `np.int64(x)`, `np.bool(x)`, `np.ndarray(…)`.
pub fn construct(_machine: &mut Machine, _of_type: Type, _arguments: Arguments) -> Outcome {
    Err(unfinished())
}

/// `repr(x)`
pub fn repr(_value: &Value) -> String {
    String::new()
}

/// `str(x)`
pub fn text(_value: &Value) -> String {
    String::new()
}

/// Copies arrays for [`Machine::fork`], so that two views of one storage stay two of one.
#[derive(Default)]
pub struct ArrayFork {
    storages: BTreeMap<usize, Array>,
}

impl ArrayFork {
    /// The copy of an array; of the same array, the same copy.
    pub fn array(&mut self, array: &Array) -> Array {
        self.storages
            .entry(0)
            .or_insert_with(|| array.clone())
            .clone()
    }
}

fn unfinished() -> Raised {
    Raised::unknown_here("arrays are not there yet")
}
