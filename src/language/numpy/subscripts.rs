//! `array[index]`, and arrays as sequences of their rows.

use super::convert::{Unfit, charge, known_array, to_array, value_of};
use crate::language::machine::Machine;
use crate::language::value::{Outcome, Raised, Slice, Value};
use crate::numerics::array::{Array, DataType, Index, Scalar};

/// `array[index]`
pub fn subscript(machine: &mut Machine, array: &Array, index: &Value) -> Outcome {
    let indices = indices(machine, index)?;
    let result = array.get(&indices)?;
    charge(machine, result.len())?;
    // An ellipsis keeps a 0-d result an array.
    Ok(
        if indices.iter().any(|index| matches!(index, Index::Ellipsis)) {
            Value::Array(result)
        } else {
            value_of(result)
        },
    )
}

/// `array[index] = value`
pub fn set_subscript(
    machine: &mut Machine,
    array: &Array,
    index: &Value,
    value: &Value,
) -> Result<(), Raised> {
    let indices = indices(machine, index)?;
    check_single_element(array, &indices, value)?;
    let value = match (to_array(machine, value), value) {
        (Ok(value), _) => value,
        (Err(Unfit::Object(_)), Value::None) if array.data_type() == DataType::Float64 => {
            Array::from_scalar(Scalar::Float(f64::NAN))
        }
        (Err(unfit), value) => return Err(unfit_value(array, value, unfit)),
    };
    charge(machine, value.len().max(array.len()))?;
    if array.data_type() == DataType::Int64
        && let (0, Some(scalar)) = (value.rank(), value.single())
    {
        check_integer(scalar)?;
    }
    Ok(array.set(&indices, &value)?)
}

/// A sequence does not fit where integers name one element.
fn check_single_element(array: &Array, indices: &[Index], value: &Value) -> Result<(), Raised> {
    let integers = indices
        .iter()
        .all(|index| matches!(index, Index::Integer(_)));
    if !integers || indices.len() != array.rank() {
        return Ok(());
    }
    match value {
        Value::List(_) | Value::Tuple(_) if array.data_type() == DataType::Int64 => {
            Err(Raised::type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                value.message_name()
            )))
        }
        Value::List(_) | Value::Tuple(_) => Err(no_sequence()),
        Value::Array(value) if value.rank() > 0 => Err(no_sequence()),
        _ => Ok(()),
    }
}

fn no_sequence() -> Raised {
    Raised::value_error("setting an array element with a sequence.")
}

/// Why a value cannot be put into an array of numbers.
fn unfit_value(array: &Array, value: &Value, unfit: Unfit) -> Raised {
    let name = value.message_name();
    match (array.data_type(), value, unfit) {
        (_, _, Unfit::Raised(raised)) => raised,
        (DataType::Int64, Value::BigInteger(_), _) => {
            Raised::overflow_error("Python int too large to convert to C long")
        }
        (DataType::Float64, Value::String(text), _) => {
            Raised::value_error(format!("could not convert string to float: '{text}'"))
        }
        (DataType::Int64, Value::String(text), _) => {
            Raised::value_error(format!("invalid literal for int() with base 10: '{text}'"))
        }
        (DataType::Float64, _, Unfit::Object(_)) => Raised::type_error(format!(
            "float() argument must be a string or a real number, not '{name}'"
        )),
        (DataType::Int64, _, Unfit::Object(_)) => Raised::type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
        )),
        (_, _, unfit) => unfit.unknown_here(),
    }
}

/// A single float becomes an integer by Python's `int`, which refuses NaN and infinities.
fn check_integer(scalar: Scalar) -> Result<(), Raised> {
    match scalar {
        Scalar::Float(value) if value.is_nan() => {
            Err(Raised::value_error("cannot convert float NaN to integer"))
        }
        Scalar::Float(value) if value.is_infinite() => Err(Raised::overflow_error(
            "cannot convert float infinity to integer",
        )),
        _ => Ok(()),
    }
}

fn indices(machine: &mut Machine, index: &Value) -> Result<Vec<Index>, Raised> {
    let items = match index {
        Value::Tuple(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    let mut indices = Vec::new();
    for item in items {
        indices.push(one_index(machine, item)?);
    }
    Ok(indices)
}

fn one_index(machine: &mut Machine, index: &Value) -> Result<Index, Raised> {
    Ok(match index {
        Value::Integer(number) | Value::Scalar(Scalar::Integer(number)) => Index::Integer(*number),
        Value::Slice(slice) => slice_index(slice)?,
        Value::None => Index::NewAxis,
        Value::Ellipsis => Index::Ellipsis,
        Value::Bool(truth) | Value::Scalar(Scalar::Bool(truth)) => {
            Index::Array(Array::from_scalar(Scalar::Bool(*truth)))
        }
        Value::Array(array) => array_index(array.clone())?,
        Value::List(_) | Value::Tuple(_) | Value::Range(_) => {
            let array = known_array(machine, index).map_err(|_| no_index())?;
            match (array.data_type(), array.is_empty()) {
                (_, true) => Index::Array(array.converted(DataType::Int64)?),
                (DataType::Float64, _) => return Err(no_index()),
                _ => array_index(array)?,
            }
        }
        _ => return Err(no_index()),
    })
}

fn array_index(array: Array) -> Result<Index, Raised> {
    match (array.data_type(), array.rank(), array.single()) {
        (DataType::Float64, ..) if array.rank() > 0 => Err(Raised::index_error(
            "arrays used as indices must be of integer (or boolean) type",
        )),
        (DataType::Float64, ..) => Err(no_index()),
        (_, 0, Some(Scalar::Integer(number))) => Ok(Index::Integer(number)),
        _ => Ok(Index::Array(array)),
    }
}

fn no_index() -> Raised {
    Raised::index_error(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or \
         boolean arrays are valid indices",
    )
}

fn slice_index(slice: &Slice) -> Result<Index, Raised> {
    let step = bound(&slice.step)?;
    if step == Some(0) {
        return Err(Raised::value_error("slice step cannot be zero"));
    }
    Ok(Index::Slice {
        start: bound(&slice.start)?,
        stop: bound(&slice.stop)?,
        step,
    })
}

/// A bound of a slice; those past 64 bits are past every length.
fn bound(value: &Value) -> Result<Option<i64>, Raised> {
    match value {
        Value::None => Ok(None),
        Value::BigInteger(number) => Ok(Some(if number.is_negative() {
            -i64::MAX
        } else {
            i64::MAX
        })),
        other => other.as_small_integer().map(Some).ok_or_else(|| {
            Raised::type_error("slice indices must be integers or None or have an __index__ method")
        }),
    }
}

/// `len(array)`
///
/// # Errors
/// `len() of unsized object`
pub fn length(array: &Array) -> Result<usize, Raised> {
    let extent = array.shape().first().copied();
    extent.ok_or_else(|| Raised::type_error("len() of unsized object"))
}

/// The element or row at a position below the length, for iteration.
pub fn element(array: &Array, position: usize) -> Outcome {
    Ok(value_of(array.get(&[Index::Integer(position as i64)])?))
}

/// The only element of a 0-d array, for `float(x)`, `int(x)` and the like.
///
/// # Errors
/// `TypeError: only 0-dimensional arrays can be converted to Python scalars`.
pub fn single(array: &Array) -> Result<Scalar, Raised> {
    match (array.rank(), array.single()) {
        (0, Some(scalar)) => Ok(scalar),
        _ => Err(Raised::type_error(
            "only 0-dimensional arrays can be converted to Python scalars",
        )),
    }
}
