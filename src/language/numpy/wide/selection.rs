//! Functions that pick, sort and compare elements, and work on neighbours.

use super::reductions::along;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::numpy::convert::{
    charge, flag, float, index, known_array, only_array, unused, value_of, warn,
};
use crate::language::numpy::elementwise::positions;
use crate::language::numpy::methods::receiver_and;
use crate::language::numpy::operators::binary_arrays;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::operators::{ADD, DIVIDE, MULTIPLY, SUBTRACT};
use crate::numerics::array::{
    Array, Axes, Comparison, DataType, Scalar, normalized_axis, tuple_text,
};

/// `np.nonzero(a)`
pub(super) fn nonzero(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let array = only_array(machine, arguments, "nonzero")?;
    positions(machine, &Value::Array(array))
}

/// Counts the work of sorting.
fn charge_sort(machine: &mut Machine, array: &Array) -> Result<(), Raised> {
    charge(machine, array.len().saturating_mul(16))
}

/// `np.sort(a, axis=-1)`, `np.argsort(a, axis=-1)`.
pub(super) fn sort(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    order: fn(&Array, usize) -> crate::numerics::array::ArrayResult<Array>,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "axis", "kind", "order", "stable"],
        required: 1,
        positional: 4,
    };
    let bound = arguments.bind(&signature)?;
    let [value, axis, _, fields, _] = bound.values();
    unused(fields, "order")?;
    let array = known_array(machine, value.unwrap_or(&Value::None))?;
    charge_sort(machine, &array)?;
    let axis = axis.unwrap_or(&Value::Integer(-1));
    if array.rank() == 0 && !axis.is_none() {
        normalized_axis(index(axis)?, 0)?;
    }
    let (array, axis) = along(array, Some(axis))?;
    Ok(Value::Array(order(&array, axis)?))
}

/// `a.sort(axis=-1)`: in place.
pub(super) fn sort_in_place(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "sort",
        parameters: &["self", "axis", "kind", "order", "stable"],
        required: 1,
        positional: 4,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, axis, _, _, _] = bound.values();
    let array = known_array(machine, value.unwrap_or(&Value::None))?;
    charge_sort(machine, &array)?;
    let axis = axis.map_or(Ok(-1), index)?;
    let axis = normalized_axis(axis, array.rank())?;
    array.assign(&array.sorted(axis)?)?;
    Ok(Value::None)
}

/// `np.unique(ar, return_counts=False)`
pub(super) fn unique(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "unique",
        parameters: &[
            "ar",
            "return_index",
            "return_inverse",
            "return_counts",
            "axis",
        ],
        required: 1,
        positional: 5,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, indices, inverse, counts, axis] = bound.values();
    for (argument, name) in [
        (indices, "return_index"),
        (inverse, "return_inverse"),
        (axis, "axis"),
    ] {
        unused(argument, name)?;
    }
    let array = known_array(machine, value.unwrap_or(&Value::None))?;
    charge_sort(machine, &array)?;
    let (elements, occurrences) = array.unique()?;
    if !flag(machine, counts, false)? {
        return Ok(Value::Array(elements));
    }
    let counts = Array::from_integers(occurrences);
    Ok(Value::tuple(vec![
        Value::Array(elements),
        Value::Array(counts),
    ]))
}

/// `np.diff(a, n=1, axis=-1)`: differences of neighbours.
pub(super) fn differences(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "diff",
        parameters: &["a", "n", "axis", "prepend", "append"],
        required: 1,
        positional: 5,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, times, axis, before, after] = bound.values();
    unused(before, "prepend")?;
    unused(after, "append")?;
    let value = value.unwrap_or(&Value::None);
    let times = times.map_or(Ok(1), index)?;
    if times == 0 {
        return Ok(value.clone());
    }
    if times < 0 {
        return Err(Raised::value_error(format!(
            "order must be non-negative but got {times}"
        )));
    }
    let mut array = known_array(machine, value)?;
    if array.rank() == 0 {
        return Err(Raised::value_error(
            "diff requires input that is at least one dimensional",
        ));
    }
    let axis = axis.map_or(Ok(-1), index)?;
    let axis = normalized_axis(axis, array.rank())?;
    for _ in 0..times {
        let extent = array.shape()[axis];
        if extent == 0 {
            break;
        }
        charge(machine, array.len() + 16)?;
        let upper = array.between(axis, 1, extent);
        let lower = array.between(axis, 0, extent - 1);
        array = match array.data_type() {
            DataType::Bool => upper.compare(Comparison::NotEqual, &lower)?,
            _ => {
                let (difference, flags) = upper.binary(&SUBTRACT, &lower)?;
                warn(machine, flags, "subtract");
                difference
            }
        };
    }
    Ok(Value::Array(array))
}

/// `np.gradient(f, spacing)` along the one axis, or along each of several with unit spacing.
pub(super) fn gradient(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut values = arguments.positional.into_iter();
    let Some(value) = values.next() else {
        return Err(Raised::type_error(
            "gradient() missing 1 required positional argument: 'f'",
        ));
    };
    if let Some((keyword, _)) = arguments.keyword.first() {
        return Err(Raised::unknown_here(format!(
            "this page does not know the argument '{keyword}' of gradient()"
        )));
    }
    let array = known_array(machine, &value)?.as_float()?;
    let spacings: Vec<Value> = values.collect();
    if spacings.len() > 1 && spacings.len() != array.rank() {
        return Err(Raised::type_error("invalid number of arguments"));
    }
    charge(machine, array.len() * 8)?;
    let mut gradients = Vec::new();
    for axis in 0..array.rank() {
        let spacing = spacings.get(axis).or(spacings.first());
        let spacing = match spacing {
            Some(spacing) => known_array(machine, spacing)?.as_float()?,
            None => Array::from_scalar(Scalar::Float(1.0)),
        };
        gradients.push(Value::Array(array.gradient(axis, &spacing)?));
    }
    match gradients.len() {
        1 => Ok(gradients.remove(0)),
        _ => Ok(Value::tuple(gradients)),
    }
}

/// Two arguments as arrays, by the names `a` and `b`.
fn two_arrays(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
) -> Result<(Array, Array), Raised> {
    let signature = Signature {
        name,
        parameters: &["a", "b", "out"],
        required: 2,
        positional: 3,
    };
    let bound = arguments.bind(&signature)?;
    let [left, right, out] = bound.values();
    unused(out, "out")?;
    Ok((
        known_array(machine, left.unwrap_or(&Value::None))?,
        known_array(machine, right.unwrap_or(&Value::None))?,
    ))
}

/// `np.dot(a, b)`: the product of matrices and vectors, or with a number.
pub(super) fn dot(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (left, right) = two_arrays(machine, arguments, "dot")?;
    if left.rank() == 0 || right.rank() == 0 {
        return binary_arrays(machine, &MULTIPLY, left, right);
    }
    let inner = left.rank() - 1;
    let outer = right.rank().saturating_sub(2);
    if left.shape()[inner] != right.shape()[outer] {
        let text = |array: &Array| {
            let extents: Vec<i64> = array.shape().iter().map(|&extent| extent as i64).collect();
            tuple_text(&extents).replace(", ", ",")
        };
        return Err(Raised::value_error(format!(
            "shapes {} and {} not aligned: {} (dim {inner}) != {} (dim {outer})",
            text(&left),
            text(&right),
            left.shape()[inner],
            right.shape()[outer]
        )));
    }
    matrix_product(machine, &left, &right)
}

/// `left @ right`
pub(in crate::language::numpy) fn matrix_product(
    machine: &mut Machine,
    left: &Array,
    right: &Array,
) -> Outcome {
    let columns = match right.rank() {
        2 => right.shape()[1],
        _ => 1,
    };
    charge(machine, left.len().saturating_mul(columns))?;
    Ok(value_of(left.matrix_product(right)?))
}

/// `np.matmul(a, b)`
pub(super) fn matmul(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (left, right) = two_arrays(machine, arguments, "matmul")?;
    matrix_product(machine, &left, &right)
}

/// `np.outer(a, b)`
pub(super) fn outer(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (left, right) = two_arrays(machine, arguments, "outer")?;
    let column = left.raveled().with_new_axis(1);
    let row = right.raveled().with_new_axis(0);
    binary_arrays(machine, &MULTIPLY, column, row)
}

/// `np.array_equal(a1, a2)`
pub(super) fn array_equal(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (left, right) = two_arrays(machine, arguments, "array_equal")?;
    if left.shape() != right.shape() {
        return Ok(Value::Bool(false));
    }
    charge(machine, left.len())?;
    let equal = left.compare(Comparison::Equal, &right)?;
    Ok(all_true(&equal))
}

fn all_true(array: &Array) -> Value {
    let all = array.all(&Axes::ALL);
    Value::Bool(all.single() == Some(Scalar::Bool(true)))
}

/// `np.isclose(a, b, rtol=1e-05, atol=1e-08)`, and `np.allclose`, which asks for all.
pub(super) fn close(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    all: bool,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "b", "rtol", "atol", "equal_nan"],
        required: 2,
        positional: 5,
    };
    let bound = arguments.bind(&signature)?;
    let [left, right, relative, absolute, nan] = bound.values();
    let left = known_array(machine, left.unwrap_or(&Value::None))?.as_float()?;
    let right = known_array(machine, right.unwrap_or(&Value::None))?.as_float()?;
    let relative = relative.map_or(Ok(1e-5), float)?;
    let absolute = absolute.map_or(Ok(1e-8), float)?;
    let nan = flag(machine, nan, false)?;
    let shape = crate::numerics::array::broadcast_shapes(&[left.shape(), right.shape()])?;
    charge(machine, 4 * shape.iter().product::<usize>())?;
    let pairs = (
        left.broadcast_to(&shape)?.to_vec::<f64>(),
        right.broadcast_to(&shape)?.to_vec::<f64>(),
    );
    let is_close = |(left, right): (f64, f64)| {
        let near = (left - right).abs() <= absolute + relative * right.abs() && right.is_finite();
        Scalar::Bool(left == right || near || nan && left.is_nan() && right.is_nan())
    };
    let close: Vec<Scalar> = pairs.0.into_iter().zip(pairs.1).map(is_close).collect();
    let close = Array::from_scalars(&close, &shape, DataType::Bool)?;
    Ok(if all {
        all_true(&close)
    } else {
        value_of(close)
    })
}

/// `np.interp(x, xp, fp)`: on the straight lines between points, level outside.
pub(super) fn interpolate(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "interp",
        parameters: &["x", "xp", "fp", "left", "right", "period"],
        required: 3,
        positional: 6,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [x, known_x, known_y, left, right, period] = bound.values();
    for (argument, name) in [(left, "left"), (right, "right"), (period, "period")] {
        unused(argument, name)?;
    }
    let x = known_array(machine, x.unwrap_or(&Value::None))?;
    let known_x: Vec<f64> = known_array(machine, known_x.unwrap_or(&Value::None))?.to_vec();
    let known_y: Vec<f64> = known_array(machine, known_y.unwrap_or(&Value::None))?.to_vec();
    if known_x.is_empty() {
        return Err(Raised::value_error("array of sample points is empty"));
    }
    if known_x.len() != known_y.len() {
        return Err(Raised::value_error("fp and xp are not of the same length."));
    }
    charge(machine, x.len() * 16 + known_x.len())?;
    let values: Vec<Scalar> = x
        .to_vec::<f64>()
        .into_iter()
        .map(|x| Scalar::Float(between_points(x, &known_x, &known_y)))
        .collect();
    Ok(value_of(Array::from_scalars(
        &values,
        x.shape(),
        DataType::Float64,
    )?))
}

/// The value at `x` on the lines through points sorted by x, by NumPy's formula.
fn between_points(x: f64, known_x: &[f64], known_y: &[f64]) -> f64 {
    let last = known_x.len() - 1;
    if x.is_nan() {
        return x;
    }
    let after = known_x.partition_point(|&known| known <= x);
    if after == 0 {
        return known_y[0];
    }
    let before = after - 1;
    if before == last || known_x[before] == x {
        return known_y[before.min(last)];
    }
    let slope = (known_y[after] - known_y[before]) / (known_x[after] - known_x[before]);
    let value = slope * (x - known_x[before]) + known_y[before];
    if !value.is_nan() {
        return value;
    }
    let value = slope * (x - known_x[after]) + known_y[after];
    if value.is_nan() && known_y[before] == known_y[after] {
        return known_y[before];
    }
    value
}

/// `np.trapezoid(y, x=None, dx=1.0)` of one-dimensional arrays: the area under straight
/// lines between points.
pub(super) fn trapezoid(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "trapezoid",
        parameters: &["y", "x", "dx", "axis"],
        required: 1,
        positional: 4,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [y, x, width, axis] = bound.values();
    unused(axis, "axis")?;
    let y = known_array(machine, y.unwrap_or(&Value::None))?.as_float()?;
    if y.rank() != 1 {
        return Err(Raised::unknown_here(
            "this page knows trapezoid() of one-dimensional arrays only",
        ));
    }
    charge(machine, 4 * y.len())?;
    let neighbours = |array: &Array| {
        let extent = array.len();
        let first = extent.min(1);
        (
            array.between(0, first, extent),
            array.between(0, 0, extent.saturating_sub(1)),
        )
    };
    let widths = match x.filter(|x| !x.is_none()) {
        Some(x) => {
            let x = known_array(machine, x)?.as_float()?;
            if x.rank() != 1 {
                return Err(Raised::unknown_here(
                    "this page knows trapezoid() of one-dimensional arrays only",
                ));
            }
            let (upper, lower) = neighbours(&x);
            upper.binary(&SUBTRACT, &lower)?.0
        }
        None => {
            let width = width.map_or(Ok(1.0), float)?;
            Array::from_scalar(Scalar::Float(width))
        }
    };
    let (upper, lower) = neighbours(&y);
    let (heights, _) = upper.binary(&ADD, &lower)?;
    let (areas, _) = widths.binary(&MULTIPLY, &heights)?;
    let half = Array::from_scalar(Scalar::Float(2.0));
    let (areas, _) = areas.binary_reusing(&DIVIDE, half)?;
    Ok(value_of(areas.sum(&Axes::ALL).0))
}

/// `np.isscalar`, `np.shape`, `np.ndim` and `np.size` look at a value's form only.
pub(super) fn form(machine: &mut Machine, arguments: Arguments, name: &'static str) -> Outcome {
    let array = only_array(machine, arguments, name)?;
    Ok(match name {
        "shape" => crate::language::numpy::convert::integer_tuple(array.shape()),
        "ndim" => Value::Integer(array.rank() as i64),
        _ => Value::Integer(array.len() as i64),
    })
}

/// `a.fill(value)`
pub(super) fn fill(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "fill",
        parameters: &["self", "value"],
        required: 2,
        positional: 2,
    };
    let (array, value) = receiver_and(machine, arguments, &SIGNATURE)?;
    let value = known_array(machine, &value.unwrap_or(Value::None))?;
    charge(machine, array.len())?;
    array.assign(&value)?;
    Ok(Value::None)
}
