//! Functions that make arrays.

use super::convert::{
    Unfit, converted, data_type, extents, flag, float, index, known_array, shape, to_array, unused,
    value_of, warn,
};
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{
    Array, BinaryOperation, DataType, FloatingFlags, Scalar, UnaryFunction, checked_shape,
};
use crate::numerics::{arange, arange_length, linspace};

/// `np.array(object, dtype=None, *, copy=True, …)`
pub(super) fn array(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let given = arguments.positional.len();
    if given > 2 {
        return Err(Raised::type_error(format!(
            "array() takes from 1 to 2 positional arguments but {given} were given"
        )));
    }
    const SIGNATURE: Signature = Signature {
        name: "array",
        parameters: &["object", "dtype", "copy", "order", "subok", "ndmin", "like"],
        required: 0,
        positional: 2,
    };
    let [object, asked, copy, _, _, least_rank, _] = arguments.bind(&SIGNATURE)?;
    let object = object.ok_or_else(|| missing("array", "object"))?;
    let asked = data_type(machine, asked.as_ref())?;
    let array = new_array(machine, &object, asked)?;
    let mut array = match (&object, flag(machine, copy.as_ref(), true)?) {
        (Value::Array(original), true) if original.is_same(&array) => array.copy(),
        _ => array,
    };
    if let Some(least_rank) = least_rank {
        while (array.rank() as i64) < index(&least_rank)?.min(64) {
            array = array.with_new_axis(0);
        }
    }
    Ok(Value::Array(array))
}

/// `np.asarray(a, dtype=None)`: the array itself where it is one.
pub(super) fn as_array(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "asarray",
        parameters: &["a", "dtype", "order"],
        required: 1,
        positional: 3,
    };
    let [object, asked, _] = arguments.bind(&SIGNATURE)?;
    let asked = data_type(machine, asked.as_ref())?;
    new_array(machine, &object.unwrap_or(Value::None), asked).map(Value::Array)
}

/// An array of numbers, of the data type asked for. Values that are not yet an array become
/// integers by Python's `int`, which refuses NaN; arrays by a cast, which warns.
fn new_array(
    machine: &mut Machine,
    object: &Value,
    asked: Option<DataType>,
) -> Result<Array, Raised> {
    let array = known_array(machine, object)?;
    let from_python = !matches!(object, Value::Array(_));
    if from_python && asked == Some(DataType::Int64) && array.has_unfit_integers() {
        let elements: Vec<f64> = array.to_vec();
        return Err(if elements.iter().any(|element| element.is_nan()) {
            Raised::value_error("cannot convert float NaN to integer")
        } else if elements.iter().any(|element| element.is_infinite()) {
            Raised::overflow_error("cannot convert float infinity to integer")
        } else {
            Raised::overflow_error("Python int too large to convert to C long")
        });
    }
    converted(machine, array, asked)
}

fn missing(function: &str, parameter: &str) -> Raised {
    Raised::type_error(format!(
        "{function}() missing required argument '{parameter}' (pos 0)"
    ))
}

/// `zeros` and `empty`, which NumPy writes in C, and `ones`, which it writes in Python: a
/// missing shape is worded by each in its own way.
pub(super) fn filled(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    value: i64,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["shape", "dtype", "order", "device", "like"],
        required: usize::from(name == "ones"),
        positional: 3,
    };
    let [extents, asked, _, _, _] = arguments.bind(&signature)?;
    let extents = extents.ok_or_else(|| missing(name, "shape"))?;
    let asked = data_type(machine, asked.as_ref())?.unwrap_or(DataType::Float64);
    let shape = shape(machine, &extents, asked)?;
    machine.charge(shape.iter().product::<usize>() / 16)?;
    Ok(Value::Array(Array::full(&shape, number(value, asked))?))
}

fn number(value: i64, data_type: DataType) -> Scalar {
    match data_type {
        DataType::Float64 => Scalar::Float(value as f64),
        DataType::Int64 => Scalar::Integer(value),
        DataType::Bool => Scalar::Bool(value != 0),
    }
}

/// `np.full(shape, fill_value, dtype=None)`
pub(super) fn full(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "full",
        parameters: &["shape", "fill_value", "dtype", "order"],
        required: 2,
        positional: 4,
    };
    let [extents, fill, asked, _] = arguments.bind(&SIGNATURE)?;
    let fill = known_array(machine, &fill.unwrap_or(Value::None))?;
    let asked = data_type(machine, asked.as_ref())?;
    let fill = converted(machine, fill, asked)?;
    let shape = shape(machine, &extents.unwrap_or(Value::None), fill.data_type())?;
    full_of(machine, &shape, &fill)
}

fn full_of(machine: &mut Machine, shape: &[usize], fill: &Array) -> Outcome {
    machine.charge(shape.iter().product::<usize>() / 16)?;
    let array = Array::full(shape, number(0, fill.data_type()))?;
    array.assign(fill)?;
    Ok(Value::Array(array))
}

/// `zeros_like`, `ones_like` and `empty_like`.
pub(super) fn filled_like(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    value: i64,
) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "dtype", "order", "subok", "shape"],
        required: 1,
        positional: 5,
    };
    let [model, asked, _, _, extents] = arguments.bind(&signature)?;
    unused(&extents, "shape")?;
    let model = known_array(machine, &model.unwrap_or(Value::None))?;
    let asked = data_type(machine, asked.as_ref())?.unwrap_or(model.data_type());
    machine.charge(model.len() / 16)?;
    Ok(Value::Array(Array::full(
        model.shape(),
        number(value, asked),
    )?))
}

/// `np.full_like(a, fill_value, dtype=None)`
pub(super) fn full_like(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "full_like",
        parameters: &["a", "fill_value", "dtype", "order", "subok", "shape"],
        required: 2,
        positional: 6,
    };
    let [model, fill, asked, _, _, extents] = arguments.bind(&SIGNATURE)?;
    unused(&extents, "shape")?;
    let model = known_array(machine, &model.unwrap_or(Value::None))?;
    let fill = known_array(machine, &fill.unwrap_or(Value::None))?;
    let asked = data_type(machine, asked.as_ref())?.unwrap_or(model.data_type());
    let fill = converted(machine, fill, Some(asked))?;
    full_of(machine, model.shape(), &fill)
}

/// `np.eye(N, M=None, k=0, dtype=float)` and `np.identity(n, dtype=None)`.
pub(super) fn eye(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "eye",
        parameters: &["N", "M", "k", "dtype", "order"],
        required: 1,
        positional: 5,
    };
    let [rows, columns, diagonal, asked, _] = arguments.bind(&SIGNATURE)?;
    let rows = index(&rows.unwrap_or(Value::None))?;
    let columns = match columns.filter(|columns| !columns.is_none()) {
        Some(columns) => index(&columns)?,
        None => rows,
    };
    let diagonal = diagonal.map_or(Ok(0), |diagonal| index(&diagonal))?;
    let asked = data_type(machine, asked.as_ref())?.unwrap_or(DataType::Float64);
    diagonal_ones(machine, [rows, columns], diagonal, asked)
}

/// `np.identity(n, dtype=None)`
pub(super) fn identity(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "identity",
        parameters: &["n", "dtype"],
        required: 1,
        positional: 2,
    };
    let [rows, asked] = arguments.bind(&SIGNATURE)?;
    let rows = index(&rows.unwrap_or(Value::None))?;
    let asked = data_type(machine, asked.as_ref())?.unwrap_or(DataType::Float64);
    diagonal_ones(machine, [rows, rows], 0, asked)
}

fn diagonal_ones(
    machine: &mut Machine,
    extents: [i64; 2],
    diagonal: i64,
    data_type: DataType,
) -> Outcome {
    let shape = checked_shape(&extents, data_type)?;
    machine.charge(shape.iter().product::<usize>() / 16)?;
    let [rows, columns] = [shape[0], shape[1]];
    let mut scalars = vec![number(0, data_type); rows * columns];
    for row in 0..rows as i64 {
        let column = row.saturating_add(diagonal);
        if (0..columns as i64).contains(&column) {
            scalars[row as usize * columns + column as usize] = number(1, data_type);
        }
    }
    Ok(Value::Array(Array::from_scalars(
        &scalars, &shape, data_type,
    )?))
}

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
    let [start, stop, count, endpoint, with_step, asked, _, device] = arguments.bind(&SIGNATURE)?;
    unused(&device, "device")?;
    let (start, stop) = (start.unwrap_or(Value::None), stop.unwrap_or(Value::None));
    let count = sample_count(machine, count.as_ref())?;
    let endpoint = flag(machine, endpoint.as_ref(), true)?;
    let asked = data_type(machine, asked.as_ref())?;
    let (start, stop) = (
        bound(machine, &start, &stop, &start)?,
        bound(machine, &start, &stop, &stop)?,
    );
    let count = checked_shape(&[count], DataType::Float64)?[0];
    machine.charge(count / 16)?;
    let samples = linspace(start, stop, count, endpoint);
    warn_of_samples(machine, start, stop, &samples);
    let samples = integer_samples(machine, samples, asked)?;
    if !flag(machine, with_step.as_ref(), false)? {
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
            let (whole, _) = samples.map_reusing(UnaryFunction::Floor)?;
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
        return Err(match number.sign() {
            num_bigint::Sign::Minus => negative_count(&machine.text(count)?),
            _ => Raised::value_error("Maximum allowed size exceeded"),
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
    let [first, second, step, asked, device, _] = arguments.bind(&SIGNATURE)?;
    unused(&device, "device")?;
    let asked = data_type(machine, asked.as_ref())?;
    let second = second.filter(|stop| !stop.is_none());
    let (start, stop) = match (first, second) {
        (None, None) => {
            return Err(Raised::type_error(
                "arange() requires stop to be specified.",
            ));
        }
        (Some(stop), None) => (Value::Integer(0), stop),
        (None, Some(stop)) => (Value::Integer(0), stop),
        (Some(start), Some(stop)) => (start, stop),
    };
    let step = step
        .filter(|step| !step.is_none())
        .unwrap_or(Value::Integer(1));
    check_range_values(&start, &stop, &step)?;
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
            if is_integer(&start) && is_integer(&stop) && is_integer(&step) && asked.is_none() {
                return Err(Raised::value_error("Maximum allowed size exceeded"));
            }
            float_range(machine, float(&start)?, float(&stop)?, float(&step)?)?
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

/// `np.logspace(start, stop, num=50, endpoint=True, base=10.0)`
pub(super) fn powers_spaced(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "logspace",
        parameters: &["start", "stop", "num", "endpoint", "base", "dtype", "axis"],
        required: 2,
        positional: 7,
    };
    let [start, stop, count, endpoint, base, asked, _] = arguments.bind(&SIGNATURE)?;
    let exponents = evenly_spaced(
        machine,
        Arguments {
            positional: vec![
                start.unwrap_or(Value::None),
                stop.unwrap_or(Value::None),
                count.unwrap_or(Value::Integer(50)),
                endpoint.unwrap_or(Value::Bool(true)),
            ],
            keyword: Vec::new(),
        },
    )?;
    let base = base.map_or(Ok(10.0), |base| float(&base))?;
    let base = Array::from_scalar(Scalar::Float(base));
    let exponents = known_array(machine, &exponents)?;
    let (powers, flags) = base.binary(BinaryOperation::Power, &exponents)?;
    warn(machine, flags, "power");
    let asked = data_type(machine, asked.as_ref())?;
    Ok(Value::Array(converted(machine, powers, asked)?))
}

/// `np.meshgrid(x, y)`: the coordinates of a grid's points.
pub(super) fn grid(machine: &mut Machine, arguments: Arguments) -> Outcome {
    if let Some((keyword, _)) = arguments.keyword.first() {
        return Err(Raised::unknown_here(format!(
            "this page does not know the argument '{keyword}' of meshgrid()"
        )));
    }
    let mut axes = Vec::new();
    for value in &arguments.positional {
        axes.push(known_array(machine, value)?.raveled());
    }
    let lengths: Vec<i64> = axes.iter().map(|axis| axis.len() as i64).collect();
    let mut shape = checked_shape(&lengths, DataType::Float64)?;
    let place = |axis: usize| match (axis, lengths.len()) {
        (0 | 1, 2..) => 1 - axis,
        _ => axis,
    };
    if shape.len() > 1 {
        shape.swap(0, 1);
    }
    machine.charge(shape.iter().product::<usize>() * lengths.len() / 16)?;
    let mut grids = Vec::new();
    for (number, axis) in axes.iter().enumerate() {
        let mut extents = vec![1; lengths.len()];
        extents[place(number)] = axis.len();
        let grid = axis.reshaped(&extents)?.broadcast_to(&shape)?.copy();
        grids.push(Value::Array(grid));
    }
    Ok(Value::tuple(grids))
}

/// `np.float64(x)`, `np.int64(x)`, `np.bool(x)`, `np.ndarray(shape)`.
pub fn construct(machine: &mut Machine, of_type: Type, arguments: Arguments) -> Outcome {
    let value = arguments.positional.into_iter().next();
    let data_type = match of_type {
        Type::NumpyFloat64 => DataType::Float64,
        Type::NumpyInt64 => DataType::Int64,
        Type::NumpyBool => DataType::Bool,
        _ => {
            let extents = extents(machine, &value.unwrap_or(Value::None))?;
            let shape = checked_shape(&extents, DataType::Float64)?;
            return Ok(Value::Array(Array::full(&shape, Scalar::Float(0.0))?));
        }
    };
    let Some(value) = value else {
        return Ok(Value::Scalar(number(0, data_type)));
    };
    match (&value, data_type) {
        (Value::None, DataType::Float64) => Ok(Value::Scalar(Scalar::Float(f64::NAN))),
        (Value::Array(_) | Value::List(_), _) | (Value::Tuple(_), _) => {
            let array = known_array(machine, &value)?;
            Ok(value_of(converted(machine, array, Some(data_type))?))
        }
        (_, DataType::Bool) => Ok(Value::Scalar(Scalar::Bool(machine.truth(&value)?))),
        (_, DataType::Float64) => python_number(machine, Type::Float, value),
        (_, DataType::Int64) => python_number(machine, Type::Integer, value),
    }
}

/// A number by way of Python's own `float` or `int`.
fn python_number(machine: &mut Machine, python_type: Type, value: Value) -> Outcome {
    let arguments = Arguments::positional(vec![value]);
    match machine.call(&Value::Type(python_type), arguments)? {
        Value::Float(number) => Ok(Value::Scalar(Scalar::Float(number))),
        Value::Integer(number) => Ok(Value::Scalar(Scalar::Integer(number))),
        _ => Err(Raised::overflow_error(
            "Python int too large to convert to C long",
        )),
    }
}
