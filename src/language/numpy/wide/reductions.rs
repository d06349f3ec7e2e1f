//! Statistics, positions of extremes, and running sums.

use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::numpy::convert::{
    axes, converted, data_type, flag, float, index, unused, value_of, warn,
};
use crate::language::numpy::reductions::{finished, operand};
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::functions;
use crate::numerics::array::{Array, ArrayResult, DataType, FloatingFlags, normalized_axis};

/// `var`, and `std` as its square root.
pub(super) fn spread(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    root: bool,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &[
            "a",
            "axis",
            "dtype",
            "out",
            "ddof",
            "keepdims",
            "where",
            "mean",
            "correction",
        ],
        required: 1,
        positional: 6,
    };
    let bound = arguments.bind(&signature)?;
    let [
        value,
        axis,
        asked,
        out,
        lost,
        keep,
        condition,
        mean,
        correction,
    ] = bound.values();
    for (argument, name) in [
        (asked, "dtype"),
        (out, "out"),
        (condition, "where"),
        (mean, "mean"),
    ] {
        unused(argument, name)?;
    }
    let array = operand(machine, value, "add")?;
    let lost = lost.or(correction);
    let lost = lost.map_or(Ok(0.0), float)?;
    let keep = flag(machine, keep, false)?;
    let axes = axes(&array, axis, keep)?;
    if axes.count(array.shape()) as f64 <= lost {
        machine.warn("RuntimeWarning", "Degrees of freedom <= 0 for slice");
    }
    if array.is_empty() {
        warn(machine, FloatingFlags::INVALID, "divide");
    }
    let statistic = array.variance(&axes, lost)?;
    let variance = finished(machine, statistic)?;
    Ok(value_of(match root {
        true => variance.map(&functions::SQUARE_ROOT)?.0,
        false => variance,
    }))
}

/// `median`
pub(super) fn median(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "median",
        parameters: &["a", "axis", "out", "overwrite_input", "keepdims"],
        required: 1,
        positional: 5,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, axis, out, _, keep] = bound.values();
    unused(out, "out")?;
    unused(keep, "keepdims")?;
    let array = operand(machine, value, "add")?;
    if array.is_empty() {
        machine.warn("RuntimeWarning", "Mean of empty slice");
        warn(machine, FloatingFlags::INVALID, "scalar divide");
    }
    let (array, axis) = along(array, axis)?;
    Ok(value_of(array.median(axis)?))
}

/// `argmax` and `argmin`.
pub(super) fn position(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    find: fn(&Array, usize) -> ArrayResult<Array>,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "axis", "out", "keepdims"],
        required: 1,
        positional: 3,
    };
    let bound = arguments.bind(&signature)?;
    let [value, axis, out, keep] = bound.values();
    unused(out, "out")?;
    unused(keep, "keepdims")?;
    let array = operand(machine, value, name)?;
    let (array, axis) = along(array, axis)?;
    Ok(value_of(find(&array, axis)?))
}

/// `cumsum` and `cumprod`.
pub(super) fn running(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    accumulate: fn(&Array, usize) -> ArrayResult<(Array, FloatingFlags)>,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "axis", "dtype", "out"],
        required: 1,
        positional: 4,
    };
    let bound = arguments.bind(&signature)?;
    let [value, axis, asked, out] = bound.values();
    unused(out, "out")?;
    let array = operand(machine, value, "add")?;
    let asked = data_type(machine, asked)?;
    let array = converted(machine, array, asked)?;
    let (array, axis) = along(array, axis)?;
    let (result, flags) = accumulate(&array, axis)?;
    warn(machine, flags, "accumulate");
    Ok(Value::Array(result))
}

/// `count_nonzero`
pub(super) fn count_nonzero(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "count_nonzero",
        parameters: &["a", "axis", "keepdims"],
        required: 1,
        positional: 2,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, axis, keep] = bound.values();
    let array = operand(machine, value, "add")?.converted(DataType::Bool)?;
    let keep = flag(machine, keep, false)?;
    let axes = axes(&array, axis, keep)?;
    Ok(value_of(array.sum(&axes).0))
}

/// An array and the axis to work along; without an axis, the array as one dimension.
///
/// # Errors
/// As [`axes`].
pub(super) fn along(array: Array, axis: Option<&Value>) -> Result<(Array, usize), Raised> {
    match axis {
        None | Some(Value::None) => Ok((array.raveled(), 0)),
        Some(axis) => {
            let array = if array.rank() == 0 {
                array.raveled()
            } else {
                array
            };
            let axis = normalized_axis(index(axis)?, array.rank())?;
            Ok((array, axis))
        }
    }
}
