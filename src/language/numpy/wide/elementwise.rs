//! Comparisons and logic as functions.

use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::numpy::convert::known_array;
use crate::language::numpy::elementwise::operands;
use crate::language::numpy::operators::{binary_arrays, compare_values};
use crate::language::value::{Outcome, Value};
use crate::numerics::array::{BinaryOperation, Comparison, DataType};

/// A comparison as a function: `np.less(a, b)`.
pub(super) fn comparison(
    machine: &mut Machine,
    arguments: Arguments,
    comparison: Comparison,
) -> Outcome {
    let ([left, right], _) = operands::<2>(machine, arguments, comparison.name())?;
    let left = Value::Array(known_array(machine, &left)?);
    compare_values(machine, comparison, &left, &right)
}

/// `np.logical_and` and its like: an operation on truth values.
pub(super) fn logical(
    machine: &mut Machine,
    arguments: Arguments,
    name: &str,
    operation: &'static BinaryOperation,
) -> Outcome {
    let ([left, right], _) = operands::<2>(machine, arguments, name)?;
    let left = known_array(machine, &left)?.converted(DataType::Bool)?;
    let right = known_array(machine, &right)?.converted(DataType::Bool)?;
    binary_arrays(machine, operation, left, right)
}
