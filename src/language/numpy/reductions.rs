//! Functions that make one value of many: sums, extremes, statistics; and running sums.

use super::convert::{
    Unfit, axes, charge, converted, data_type, flag, to_array, unused, value_of, warn,
};
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{Array, ArrayResult, Axes, FloatingFlags, Statistic};

/// The parameters of `sum` and `prod`.
const SUMMED: &[&str] = &["a", "axis", "dtype", "out", "keepdims", "initial", "where"];

/// The argument of a reduction as an array.
pub(super) fn operand(
    machine: &mut Machine,
    value: Option<&Value>,
    ufunc: &str,
) -> Result<Array, Raised> {
    let array = to_array(machine, value.unwrap_or(&Value::None))
        .map_err(|unfit| unfit_operand(ufunc, unfit))?;
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
    let bound = arguments.bind(&signature)?;
    let [value, axis, asked, out, keep, initial, condition] = bound.values();
    unused(out, "out")?;
    unused(initial, "initial")?;
    unused(condition, "where")?;
    let array = operand(machine, value, ufunc)?;
    let asked = data_type(machine, asked)?;
    let array = converted(machine, array, asked)?;
    let keep = flag(machine, keep, false)?;
    let axes = axes(&array, axis, keep)?;
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
    let bound = arguments.bind(&signature)?;
    let [value, axis, out, keep, initial, condition] = bound.values();
    unused(out, "out")?;
    unused(initial, "initial")?;
    unused(condition, "where")?;
    let array = operand(machine, value, ufunc)?;
    let keep = flag(machine, keep, false)?;
    let axes = axes(&array, axis, keep)?;
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
    let bound = arguments.bind(&signature)?;
    let [value, axis, out, keep, condition] = bound.values();
    unused(out, "out")?;
    unused(condition, "where")?;
    let array = operand(machine, value, name)?;
    let keep = flag(machine, keep, false)?;
    let axes = axes(&array, axis, keep)?;
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
    let bound = arguments.bind(&signature)?;
    let [value, axis, asked, out, keep, condition] = bound.values();
    unused(out, "out")?;
    unused(condition, "where")?;
    let array = operand(machine, value, "add")?;
    let asked = data_type(machine, asked)?;
    let array = converted(machine, array, asked)?;
    let keep = flag(machine, keep, false)?;
    let axes = axes(&array, axis, keep)?;
    let statistic = array.mean(&axes)?;
    if array.is_empty() {
        machine.warn("RuntimeWarning", "Mean of empty slice");
    }
    let mean = finished(machine, statistic)?;
    Ok(value_of(converted(machine, mean, asked)?))
}

/// Warns of what a statistic flagged, and gives its value.
pub(super) fn finished(machine: &mut Machine, statistic: Statistic) -> Result<Array, Raised> {
    warn(machine, statistic.in_reduction, "reduce");
    let division = match statistic.value.rank() {
        0 => "scalar divide",
        _ => "divide",
    };
    warn(machine, statistic.in_division, division);
    Ok(statistic.value)
}
