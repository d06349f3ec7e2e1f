//! Numbers in even steps: `linspace`, `arange`, `logspace`.

use super::convert::{Unfit, converted, data_type, flag, float, index, to_array, unused, warn};
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::functions;
use crate::numerics::array::{Array, DataType, FloatingFlags, Scalar, checked_shape};
use crate::numerics::{arange, arange_length, linspace};

/// `np.linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0)`
pub(super) fn evenly_spaced(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "linspace",
        parameters: &[
            "start", "stop", "num", "endpoint", "retstep", "dtype", "axis", "device",
        ],
        required: 2,
        positional: 7,
    };
    let given = arguments.bind(&SIGNATURE)?;
    let [start, stop, count, endpoint, with_step, asked, _, device] = given.values();
    unused(device, "device")?;
    let (start, stop) = (start.unwrap_or(&Value::None), stop.unwrap_or(&Value::None));
    let count = sample_count(machine, count)?;
    let endpoint = flag(machine, endpoint, true)?;
    let asked = data_type(machine, asked)?;
    let (start, stop) = (
        bound(machine, start, stop, start)?,
        bound(machine, start, stop, stop)?,
    );
    let count = checked_shape(&[count], DataType::Float64)?[0];
    machine.charge(count / 16)?;
    let samples = linspace(start, stop, count, endpoint);
    warn_of_samples(machine, start, stop, &samples);
    let samples = integer_samples(machine, samples, asked)?;
    if !flag(machine, with_step, false)? {
        return Ok(Value::Array(samples));
    }
    let intervals = if endpoint {
        count as f64 - 1.0
    } else {
        count as f64
    };
    let step = match intervals > 0.0 {
        true => Value::Scalar(Scalar::Float((stop - start) / intervals)),
        false => Value::Float(f64::NAN),
    };
    Ok(Value::tuple(vec![Value::Array(samples), step]))
}

/// Samples of the data type asked for; those of integers are rounded down.
fn integer_samples(
    machine: &mut Machine,
    samples: Vec<f64>,
    asked: Option<DataType>,
) -> Result<Array, Raised> {
    let samples = Array::from_floats(samples);
    match asked {
        Some(DataType::Int64) => {
            let (whole, _) = samples.map_reusing(&functions::FLOOR)?;
            converted(machine, whole, asked)
        }
        _ => converted(machine, samples, asked),
    }
}

/// The number of samples.
///
/// # Errors
/// `Number of samples, -1, must be non-negative.`, `Maximum allowed size exceeded`, what is
/// no integer.
fn sample_count(machine: &mut Machine, count: Option<&Value>) -> Result<i64, Raised> {
    let count = match count {
        None => return Ok(50),
        Some(count) => count,
    };
    if let Value::BigInteger(number) = count {
        return Err(if number.is_negative() {
            negative_count(&machine.text(count)?)
        } else {
            Raised::value_error("Maximum allowed size exceeded")
        });
    }
    match index(count)? {
        number @ ..0 => Err(negative_count(&number.to_string())),
        number => Ok(number),
    }
}

fn negative_count(count: &str) -> Raised {
    Raised::value_error(format!("Number of samples, {count}, must be non-negative."))
}

/// `start` or `stop` of `linspace`, as a float.
fn bound(machine: &mut Machine, start: &Value, stop: &Value, value: &Value) -> Result<f64, Raised> {
    let unfit = match to_array(machine, value) {
        Ok(array) => match (array.rank(), array.single()) {
            (0, Some(scalar)) => return Ok(scalar.to_f64()),
            _ => {
                return Err(Raised::unknown_here(
                    "this page knows linspace() between two numbers only",
                ));
            }
        },
        Err(unfit) => unfit,
    };
    Err(match unfit {
        Unfit::Strings { .. } => promotion_error(start, stop),
        Unfit::Object(Value::BigInteger(_)) => Raised::new(
            ErrorKind::UFuncInputCastingError,
            "Cannot cast ufunc 'subtract' input 1 from dtype('O') to dtype('float64') with casting \
             rule 'same_kind'",
        ),
        Unfit::Object(_) => Raised::type_error(format!(
            "unsupported operand type(s) for -: '{}' and '{}'",
            stop.message_name(),
            start.message_name()
        )),
        other => other.unknown_here(),
    })
}

/// NumPy's error for a string among numbers.
fn promotion_error(start: &Value, stop: &Value) -> Raised {
    const FLOAT: &str = "<class 'numpy.dtypes._PyFloatDType'>";
    const STRING: &str = "<class 'numpy.dtypes.StrDType'>";
    let class = |value: &Value| match value {
        Value::String(_) => STRING,
        Value::Integer(_) => "<class 'numpy.dtypes._PyLongDType'>",
        Value::Bool(_) | Value::Scalar(Scalar::Bool(_)) => "<class 'numpy.dtypes.BoolDType'>",
        Value::Scalar(Scalar::Integer(_)) => "<class 'numpy.dtypes.Int64DType'>",
        Value::Scalar(Scalar::Float(_)) | Value::Array(_) => "<class 'numpy.dtypes.Float64DType'>",
        _ => FLOAT,
    };
    let (start, stop) = (class(start), class(stop));
    // NumPy folds the list from its end, where its own float stands.
    let (first, second) = match start == STRING {
        true => (STRING, FLOAT),
        false => (FLOAT, STRING),
    };
    Raised::new(
        ErrorKind::DTypePromotionError,
        format!(
            "The DType {first} could not be promoted by {second}. This means that no common \
             DType exists for the given inputs. For example they cannot be stored in a single \
             array unless the dtype is `object`. The full list of DTypes is: ({start}, {stop}, \
             {FLOAT})"
        ),
    )
}

/// What NumPy's steps on the way to the samples would flag.
fn warn_of_samples(machine: &mut Machine, start: f64, stop: f64, samples: &[f64]) {
    let width = stop - start;
    if start.is_finite() && stop.is_finite() && width.is_infinite() {
        warn(machine, FloatingFlags::OVERFLOW, "subtract");
    } else if width.is_nan() && !start.is_nan() && !stop.is_nan() {
        warn(machine, FloatingFlags::INVALID, "subtract");
    }
    if width.is_infinite() && !samples.is_empty() {
        warn(machine, FloatingFlags::INVALID, "multiply");
        if start.is_infinite() && samples.len() > 2 {
            warn(machine, FloatingFlags::INVALID, "add");
        }
    }
}

/// `np.arange([start, ]stop[, step], dtype=None)`
pub(super) fn range(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let given = arguments.positional.len();
    if given > 4 {
        return Err(Raised::type_error(format!(
            "arange() takes from 0 to 4 positional arguments but {given} were given"
        )));
    }
    const SIGNATURE: Signature = Signature {
        name: "arange",
        parameters: &["start", "stop", "step", "dtype", "device", "like"],
        required: 0,
        positional: 4,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [first, second, step, asked, device, _] = bound.values();
    unused(device, "device")?;
    let asked = data_type(machine, asked)?;
    let second = second.filter(|stop| !stop.is_none());
    let (start, stop) = match (first, second) {
        (None, None) => {
            return Err(Raised::type_error(
                "arange() requires stop to be specified.",
            ));
        }
        (Some(stop), None) | (None, Some(stop)) => (&Value::Integer(0), stop),
        (Some(start), Some(stop)) => (start, stop),
    };
    let step = step
        .filter(|step| !step.is_none())
        .unwrap_or(&Value::Integer(1));
    check_range_values(start, stop, step)?;
    let integers = (
        start.as_small_integer(),
        stop.as_small_integer(),
        step.as_small_integer(),
    );
    let array = match integers {
        (Some(start), Some(stop), Some(step)) if asked != Some(DataType::Float64) => {
            integer_range(machine, start, stop, step)?
        }
        _ => {
            let is_integer = |value: &Value| {
                matches!(value, Value::BigInteger(_)) || value.as_small_integer().is_some()
            };
            if is_integer(start) && is_integer(stop) && is_integer(step) && asked.is_none() {
                return Err(Raised::value_error("Maximum allowed size exceeded"));
            }
            float_range(machine, float(start)?, float(stop)?, float(step)?)?
        }
    };
    Ok(Value::Array(converted(machine, array, asked)?))
}

fn check_range_values(start: &Value, stop: &Value, step: &Value) -> Result<(), Raised> {
    let is_number = |value: &Value| value.as_float().is_some();
    for value in [start, stop, step] {
        if let Value::String(_) = value {
            return Err(Raised::type_error(
                "arange() not supported for inputs with DType <class 'numpy.dtypes.StrDType'>.",
            ));
        }
    }
    if !is_number(start) || !is_number(stop) {
        return Err(Raised::type_error(format!(
            "unsupported operand type(s) for -: '{}' and '{}'",
            stop.message_name(),
            start.message_name()
        )));
    }
    if !is_number(step) {
        return Err(Raised::type_error(format!(
            "unsupported operand type(s) for /: 'int' and '{}'",
            step.message_name()
        )));
    }
    Ok(())
}

fn integer_range(machine: &mut Machine, start: i64, stop: i64, step: i64) -> Result<Array, Raised> {
    if step == 0 {
        return Err(Raised::zero_division("division by zero"));
    }
    let (start, stop, step) = (i128::from(start), i128::from(stop), i128::from(step));
    let distance = if step > 0 { stop - start } else { start - stop };
    let length = ((distance - 1).div_euclid(step.abs()) + 1).max(0);
    let length = range_length(length as f64, DataType::Int64)?;
    machine.charge(length / 16)?;
    let element = |position: usize| (start + position as i128 * step) as i64;
    Ok(Array::from_integers((0..length).map(element).collect()))
}

fn float_range(machine: &mut Machine, start: f64, stop: f64, step: f64) -> Result<Array, Raised> {
    if step == 0.0 {
        return Err(Raised::zero_division("float division by zero"));
    }
    let length = match arange_length(start, stop, step) {
        Some(length) => length,
        None if ((stop - start) / step).is_nan() => {
            return Err(Raised::value_error("arange: cannot compute length"));
        }
        None if (stop - start) / step < 0.0 => 0.0,
        None => f64::INFINITY,
    };
    let length = range_length(length, DataType::Float64)?;
    machine.charge(length / 16)?;
    Ok(Array::from_floats(arange(start, step, length)))
}

/// The number of elements of a range, within the budget.
///
/// # Errors
/// `Maximum allowed size exceeded` past 63 bits; NumPy's `MemoryError`.
fn range_length(length: f64, data_type: DataType) -> Result<usize, Raised> {
    if length >= 9.2e18 {
        return Err(Raised::value_error("Maximum allowed size exceeded"));
    }
    let shape = checked_shape(&[length.max(0.0) as i64], data_type)?;
    Ok(shape[0])
}
