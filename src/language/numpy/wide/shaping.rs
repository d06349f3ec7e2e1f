//! Functions that change shapes, and join, repeat and reorder arrays.

use super::reductions::along;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::numpy::convert::only_array;
use crate::language::numpy::convert::{
    charge, data_type, extents, index, known_array, unused, value_of,
};
use crate::language::numpy::methods::receiver_and;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{Array, DataType, Scalar, checked_shape, normalized_axis};

/// `np.reshape(a, shape)`
pub(super) fn reshape(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "reshape",
        parameters: &["a", "shape", "order", "copy"],
        required: 2,
        positional: 3,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, shape, order, _] = bound.values();
    unused(order, "order")?;
    let array = known_array(machine, value.unwrap_or(&Value::None))?;
    let extents = extents(machine, shape.unwrap_or(&Value::None))?;
    Ok(Value::Array(array.reshaped_guessing(&extents)?))
}

/// `a.reshape(2, 3)` or `a.reshape((2, 3))`.
pub(super) fn reshape_method(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (array, extents) = array_and_integers(machine, arguments)?;
    Ok(Value::Array(array.reshaped_guessing(&extents)?))
}

/// The receiver of a method, and its other arguments: integers, or one sequence of them.
fn array_and_integers(
    machine: &mut Machine,
    arguments: Arguments,
) -> Result<(Array, Vec<i64>), Raised> {
    if let Some((keyword, _)) = arguments.keyword.first() {
        return Err(Raised::unknown_here(format!(
            "this page does not know the argument '{keyword}' here"
        )));
    }
    let mut values = arguments.positional.into_iter();
    let array = known_array(machine, &values.next().unwrap_or(Value::None))?;
    let rest: Vec<Value> = values.collect();
    let integers = match &rest[..] {
        [single] => extents(machine, single)?,
        several => several.iter().map(index).collect::<Result<_, _>>()?,
    };
    Ok((array, integers))
}

/// `a.transpose()`, `np.transpose(a, axes)`.
pub(super) fn transpose(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let no_axes =
        arguments.positional.len() < 2 || arguments.positional.get(1).is_some_and(Value::is_none);
    if no_axes {
        let only = arguments.positional.into_iter().take(1).collect();
        let array = only_array(machine, Arguments::positional(only), "transpose")?;
        return Ok(Value::Array(array.transposed()));
    }
    let (array, axes) = array_and_integers(machine, arguments)?;
    if axes.len() != array.rank() {
        return Err(Raised::value_error("axes don't match array"));
    }
    let mut order = Vec::new();
    for axis in axes {
        let axis = normalized_axis(axis, array.rank())?;
        if order.contains(&axis) {
            return Err(Raised::value_error("repeated axis in transpose"));
        }
        order.push(axis);
    }
    Ok(Value::Array(array.with_axes(&order)))
}

/// `np.ravel(a)`, a view where it can be.
pub(super) fn ravel(machine: &mut Machine, arguments: Arguments) -> Outcome {
    Ok(Value::Array(
        only_array(machine, arguments, "ravel")?.raveled(),
    ))
}

/// `np.squeeze(a, axis=None)`: without axes of extent 1.
pub(super) fn squeeze(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "squeeze",
        parameters: &["a", "axis"],
        required: 1,
        positional: 2,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, axis] = bound.values();
    let mut array = known_array(machine, value.unwrap_or(&Value::None))?;
    let chosen = crate::language::numpy::convert::axes(&array, axis, false)?.axes;
    for axis in (0..array.rank()).rev() {
        let single = array.shape()[axis] == 1;
        match &chosen {
            Some(axes) if axes.contains(&axis) && !single => {
                return Err(Raised::value_error(
                    "cannot select an axis to squeeze out which has size not equal to one",
                ));
            }
            Some(axes) if !axes.contains(&axis) => {}
            _ if single => array = array.without_axis(axis),
            _ => {}
        }
    }
    Ok(Value::Array(array))
}

/// `np.expand_dims(a, axis)`
pub(super) fn expand_dimensions(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "expand_dims",
        parameters: &["a", "axis"],
        required: 2,
        positional: 2,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, axis] = bound.values();
    let array = known_array(machine, value.unwrap_or(&Value::None))?;
    let axis = index(axis.unwrap_or(&Value::None))?;
    let axis = normalized_axis(axis, array.rank() + 1)?;
    check_new_axis(&array)?;
    Ok(Value::Array(array.with_new_axis(axis)))
}

/// Fails where one axis more is one too many.
fn check_new_axis(array: &Array) -> Result<(), Raised> {
    checked_shape(&vec![0; array.rank() + 1], DataType::Bool)?;
    Ok(())
}

/// `np.concatenate(arrays, axis=0)`
pub(super) fn concatenate(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "concatenate",
        parameters: &["arrays", "axis", "out", "dtype"],
        required: 1,
        positional: 3,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [parts, axis, out, asked] = bound.values();
    unused(out, "out")?;
    let parts = arrays(machine, parts.unwrap_or(&Value::None))?;
    let joined = match axis {
        Some(Value::None) => {
            let flat: Vec<Array> = parts.iter().map(Array::raveled).collect();
            join(machine, &flat, 0)?
        }
        axis => {
            let axis = axis.map_or(Ok(0), index)?;
            let rank = parts.first().map_or(1, |first| first.rank().max(1));
            join(machine, &parts, normalized_axis(axis, rank)?)?
        }
    };
    let asked = data_type(machine, asked)?;
    Ok(Value::Array(crate::language::numpy::convert::converted(
        machine, joined, asked,
    )?))
}

fn join(machine: &mut Machine, parts: &[Array], axis: usize) -> Result<Array, Raised> {
    charge(machine, parts.iter().map(Array::len).sum())?;
    Ok(Array::concatenated(parts, axis)?)
}

/// `np.stack(arrays, axis=0)`
pub(super) fn stack(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "stack",
        parameters: &["arrays", "axis"],
        required: 1,
        positional: 2,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [parts, axis] = bound.values();
    let parts = arrays(machine, parts.unwrap_or(&Value::None))?;
    let Some(first) = parts.first() else {
        return Err(Raised::value_error("need at least one array to stack"));
    };
    if parts.iter().any(|part| part.shape() != first.shape()) {
        return Err(Raised::value_error(
            "all input arrays must have the same shape",
        ));
    }
    let axis = axis.map_or(Ok(0), index)?;
    let axis = normalized_axis(axis, first.rank() + 1)?;
    check_new_axis(first)?;
    let parts: Vec<Array> = parts.iter().map(|part| part.with_new_axis(axis)).collect();
    join(machine, &parts, axis).map(Value::Array)
}

/// `vstack`, `hstack` and `column_stack`: each part is given at least the rank that the
/// function asks for, then they are joined.
pub(super) fn stack_as(machine: &mut Machine, arguments: Arguments, name: &'static str) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["tup"],
        required: 1,
        positional: 1,
    };
    let bound = arguments.bind(&signature)?;
    let [parts] = bound.values();
    let parts = arrays(machine, parts.unwrap_or(&Value::None))?;
    let raised = |part: &Array| {
        let part = if part.rank() == 0 {
            part.raveled()
        } else {
            part.clone()
        };
        match (name, part.rank()) {
            ("vstack", 1) => part.with_new_axis(0),
            ("column_stack", 1) => part.with_new_axis(1),
            _ => part,
        }
    };
    let parts: Vec<Array> = parts.iter().map(raised).collect();
    let flat = parts.first().is_none_or(|first| first.rank() == 1);
    let axis = usize::from(name != "vstack" && !flat);
    join(machine, &parts, axis).map(Value::Array)
}

/// `np.append(arr, values, axis=None)`
pub(super) fn append(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "append",
        parameters: &["arr", "values", "axis"],
        required: 2,
        positional: 3,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [array, values, axis] = bound.values();
    let array = known_array(machine, array.unwrap_or(&Value::None))?;
    let values = known_array(machine, values.unwrap_or(&Value::None))?;
    let parts = match axis.filter(|axis| !axis.is_none()) {
        None => return join(machine, &[array.raveled(), values.raveled()], 0).map(Value::Array),
        Some(axis) => (
            normalized_axis(index(axis)?, array.rank())?,
            [array, values],
        ),
    };
    join(machine, &parts.1, parts.0).map(Value::Array)
}

/// `np.repeat(a, repeats, axis=None)`
pub(super) fn repeat(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "repeat",
        parameters: &["a", "repeats", "axis"],
        required: 2,
        positional: 3,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, counts, axis] = bound.values();
    let array = known_array(machine, value.unwrap_or(&Value::None))?;
    let counts = extents(machine, counts.unwrap_or(&Value::None))?;
    let (array, axis) = along(array, axis)?;
    let repeated = array.repeated(&counts, axis)?;
    charge(machine, repeated.len())?;
    Ok(Value::Array(repeated))
}

/// `np.tile(A, reps)`
pub(super) fn tile(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "tile",
        parameters: &["A", "reps"],
        required: 2,
        positional: 2,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, counts] = bound.values();
    let mut array = known_array(machine, value.unwrap_or(&Value::None))?;
    let mut counts = extents(machine, counts.unwrap_or(&Value::None))?;
    while array.rank() < counts.len() {
        array = array.with_new_axis(0);
    }
    while counts.len() < array.rank() {
        counts.insert(0, 1);
    }
    let pairs = array.shape().iter().zip(&counts);
    let result: Vec<i64> = pairs
        .map(|(&extent, &count)| (extent as i64).saturating_mul(count))
        .collect();
    let shape = checked_shape(&result, array.data_type())?;
    charge(machine, shape.iter().product())?;
    if shape.contains(&0) {
        return Ok(Value::Array(
            Array::full(&shape, Scalar::Bool(false))?.converted(array.data_type())?,
        ));
    }
    for (axis, &count) in counts.iter().enumerate() {
        let copies = vec![array.clone(); count as usize];
        array = Array::concatenated(&copies, axis)?;
    }
    Ok(Value::Array(array.copy()))
}

/// `np.flip(m, axis=None)`: a view in reverse order.
pub(super) fn flip(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "flip",
        parameters: &["m", "axis"],
        required: 1,
        positional: 2,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, axis] = bound.values();
    let mut array = known_array(machine, value.unwrap_or(&Value::None))?;
    let axes = crate::language::numpy::convert::axes(&array, axis, false)?.axes;
    for axis in axes.unwrap_or_else(|| (0..array.rank()).collect()) {
        array = array.reversed(axis);
    }
    Ok(Value::Array(array))
}

/// `np.roll(a, shift, axis=None)`
pub(super) fn roll(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "roll",
        parameters: &["a", "shift", "axis"],
        required: 2,
        positional: 3,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, shift, axis] = bound.values();
    let original = known_array(machine, value.unwrap_or(&Value::None))?;
    let shift = index(shift.unwrap_or(&Value::None))?;
    let (array, axis) = along(original.clone(), axis)?;
    let extent = array.shape()[axis];
    if extent == 0 {
        return Ok(Value::Array(original));
    }
    let cut = extent - shift.rem_euclid(extent as i64) as usize;
    let parts = [
        array.between(axis, cut, extent),
        array.between(axis, 0, cut),
    ];
    let rolled = join(machine, &parts, axis)?;
    Ok(value_of(rolled.reshaped(original.shape())?))
}

/// `a.flatten()`: a copy in one dimension.
pub(super) fn flatten(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "flatten",
        parameters: &["self", "order"],
        required: 1,
        positional: 2,
    };
    let (array, order) = receiver_and(machine, arguments, &SIGNATURE)?;
    unused(order.as_ref(), "order")?;
    charge(machine, array.len())?;
    Ok(Value::Array(array.copy().raveled()))
}

/// What a list or tuple of arrays, or an array's rows, holds.
pub(super) fn arrays(machine: &mut Machine, value: &Value) -> Result<Vec<Array>, Raised> {
    match value {
        Value::List(_) | Value::Tuple(_) | Value::Array(_) => {
            let items = machine.collect(value)?;
            items
                .iter()
                .map(|item| known_array(machine, item))
                .collect()
        }
        _ => Err(Raised::type_error(
            "dispatcher for __array_function__ did not return an iterable",
        )),
    }
}
