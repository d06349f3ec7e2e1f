//! Functions that make one value of many: sums, extremes, statistics; and running sums.

use super::convert::{
    Unfit, along, axes, charge, converted, data_type, flag, to_array, unused, value_of, warn,
};
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{
    Array, ArrayResult, Axes, DataType, FloatingFlags, Statistic, UnaryFunction,
};

/// The parameters of `sum` and `prod`.
const SUMMED: &[&str] = &["a", "axis", "dtype", "out", "keepdims", "initial", "where"];

/// The argument of a reduction as an array.
fn operand(machine: &mut Machine, value: Option<Value>, ufunc: &str) -> Result<Array, Raised> {
    let value = value.unwrap_or(Value::None);
    let array = match value {
        Value::Array(array) => array,
        other => to_array(machine, &other).map_err(|unfit| unfit_operand(ufunc, unfit))?,
    };
    charge(machine, array.len())?;
    Ok(array)
}

fn unfit_operand(ufunc: &str, unfit: Unfit) -> Raised {
    let Unfit::Strings { longest, .. } = unfit else {
        return unfit.unknown_here();
    };
    let text = unfit.data_type_text();
    match ufunc {
        "add" => Raised::type_error(format!(
            "the resolved dtypes are not compatible with add.reduce. Resolved ({text}, {text}, \
             dtype('<U{}'))",
            2 * longest.max(1)
        )),
        _ => Raised::new(
            ErrorKind::UFuncNoLoopError,
            format!(
                "ufunc '{ufunc}' did not contain a loop with signature matching types ({text}, \
                 {text}) -> None"
            ),
        ),
    }
}

/// `sum` and `prod`.
pub(super) fn total(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    ufunc: &str,
    reduce: fn(&Array, &Axes) -> (Array, FloatingFlags),
) -> Outcome {
    let signature = Signature {
        name,
        parameters: SUMMED,
        required: 1,
        positional: 7,
    };
    let [value, axis, asked, out, keep, initial, condition] = arguments.bind(&signature)?;
    unused(&out, "out")?;
    unused(&initial, "initial")?;
    unused(&condition, "where")?;
    let array = operand(machine, value, ufunc)?;
    let asked = data_type(machine, asked.as_ref())?;
    let array = converted(machine, array, asked)?;
    let keep = flag(machine, keep.as_ref(), false)?;
    let axes = axes(&array, axis.as_ref(), keep)?;
    let (result, flags) = reduce(&array, &axes);
    warn(machine, flags, "reduce");
    Ok(value_of(result))
}

/// `max` and `min`.
pub(super) fn extreme(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    ufunc: &str,
    reduce: fn(&Array, &Axes) -> ArrayResult<Array>,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "axis", "out", "keepdims", "initial", "where"],
        required: 1,
        positional: 6,
    };
    let [value, axis, out, keep, initial, condition] = arguments.bind(&signature)?;
    unused(&out, "out")?;
    unused(&initial, "initial")?;
    unused(&condition, "where")?;
    let array = operand(machine, value, ufunc)?;
    let keep = flag(machine, keep.as_ref(), false)?;
    let axes = axes(&array, axis.as_ref(), keep)?;
    Ok(value_of(reduce(&array, &axes)?))
}

/// `all` and `any`.
pub(super) fn truth(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    reduce: fn(&Array, &Axes) -> Array,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "axis", "out", "keepdims", "where"],
        required: 1,
        positional: 4,
    };
    let [value, axis, out, keep, condition] = arguments.bind(&signature)?;
    unused(&out, "out")?;
    unused(&condition, "where")?;
    let array = operand(machine, value, name)?;
    let keep = flag(machine, keep.as_ref(), false)?;
    let axes = axes(&array, axis.as_ref(), keep)?;
    Ok(value_of(reduce(&array, &axes)))
}

/// `mean`
pub(super) fn mean(machine: &mut Machine, arguments: Arguments, name: &'static str) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "axis", "dtype", "out", "keepdims", "where"],
        required: 1,
        positional: 5,
    };
    let [value, axis, asked, out, keep, condition] = arguments.bind(&signature)?;
    unused(&out, "out")?;
    unused(&condition, "where")?;
    let array = operand(machine, value, "add")?;
    let asked = data_type(machine, asked.as_ref())?;
    let array = converted(machine, array, asked)?;
    let keep = flag(machine, keep.as_ref(), false)?;
    let axes = axes(&array, axis.as_ref(), keep)?;
    let statistic = array.mean(&axes)?;
    if array.is_empty() {
        machine.warn("RuntimeWarning", "Mean of empty slice");
    }
    let mean = finished(machine, statistic)?;
    Ok(value_of(converted(machine, mean, asked)?))
}

/// Warns of what a statistic flagged, and gives its value.
fn finished(machine: &mut Machine, statistic: Statistic) -> Result<Array, Raised> {
    warn(machine, statistic.in_reduction, "reduce");
    let division = match statistic.value.rank() {
        0 => "scalar divide",
        _ => "divide",
    };
    warn(machine, statistic.in_division, division);
    Ok(statistic.value)
}

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
    ] = arguments.bind(&signature)?;
    for (argument, name) in [
        (&asked, "dtype"),
        (&out, "out"),
        (&condition, "where"),
        (&mean, "mean"),
    ] {
        unused(argument, name)?;
    }
    let array = operand(machine, value, "add")?;
    let lost = lost.or(correction);
    let lost = lost.map_or(Ok(0.0), |lost| super::convert::float(&lost))?;
    let keep = flag(machine, keep.as_ref(), false)?;
    let axes = axes(&array, axis.as_ref(), keep)?;
    if axes.count(array.shape()) as f64 <= lost {
        machine.warn("RuntimeWarning", "Degrees of freedom <= 0 for slice");
    }
    if array.is_empty() {
        warn(machine, FloatingFlags::INVALID, "divide");
    }
    let statistic = array.variance(&axes, lost)?;
    let variance = finished(machine, statistic)?;
    Ok(value_of(match root {
        true => variance.map(UnaryFunction::SquareRoot)?.0,
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
    let [value, axis, out, _, keep] = arguments.bind(&SIGNATURE)?;
    unused(&out, "out")?;
    unused(&keep, "keepdims")?;
    let array = operand(machine, value, "add")?;
    if array.is_empty() {
        machine.warn("RuntimeWarning", "Mean of empty slice");
        warn(machine, FloatingFlags::INVALID, "scalar divide");
    }
    let (array, axis) = along(array, axis.as_ref())?;
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
    let [value, axis, out, keep] = arguments.bind(&signature)?;
    unused(&out, "out")?;
    unused(&keep, "keepdims")?;
    let array = operand(machine, value, name)?;
    let (array, axis) = along(array, axis.as_ref())?;
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
    let [value, axis, asked, out] = arguments.bind(&signature)?;
    unused(&out, "out")?;
    let array = operand(machine, value, "add")?;
    let asked = data_type(machine, asked.as_ref())?;
    let array = converted(machine, array, asked)?;
    let (array, axis) = along(array, axis.as_ref())?;
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
    let [value, axis, keep] = arguments.bind(&SIGNATURE)?;
    let array = operand(machine, value, "add")?.converted(DataType::Bool)?;
    let keep = flag(machine, keep.as_ref(), false)?;
    let axes = axes(&array, axis.as_ref(), keep)?;
    Ok(value_of(array.sum(&axes).0))
}
