//! Functions that make arrays.

use super::convert::{
    converted, data_type, extents, flag, index, known_array, shape, unused, value_of,
};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{Array, DataType, Scalar, checked_shape};

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
    let bound = arguments.bind(&SIGNATURE)?;
    let [object, asked, copy, _, _, least_rank, _] = bound.values();
    let object = object.ok_or_else(|| missing("array", "object"))?;
    let asked = data_type(machine, asked)?;
    let array = new_array(machine, object, asked)?;
    let mut array = match (&object, flag(machine, copy, true)?) {
        (Value::Array(original), true) if original.is_same(&array) => array.copy(),
        _ => array,
    };
    if let Some(least_rank) = least_rank {
        while (array.rank() as i64) < index(least_rank)?.min(64) {
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
    let bound = arguments.bind(&SIGNATURE)?;
    let [object, asked, _] = bound.values();
    let asked = data_type(machine, asked)?;
    new_array(machine, object.unwrap_or(&Value::None), asked).map(Value::Array)
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
    let bound = arguments.bind(&signature)?;
    let [extents, asked, _, _, _] = bound.values();
    let extents = extents.ok_or_else(|| missing(name, "shape"))?;
    let asked = data_type(machine, asked)?.unwrap_or(DataType::Float64);
    let shape = shape(machine, extents, asked)?;
    machine.charge(shape.iter().product::<usize>() / 16)?;
    Ok(Value::Array(Array::full(&shape, number(value, asked))?))
}

pub(super) fn number(value: i64, data_type: DataType) -> Scalar {
    match data_type {
        DataType::Float64 => Scalar::Float(value as f64),
        DataType::Int64 => Scalar::Integer(value),
        DataType::Bool => Scalar::Bool(value != 0),
    }
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
    let bound = arguments.bind(&signature)?;
    let [model, asked, _, _, extents] = bound.values();
    unused(extents, "shape")?;
    let model = known_array(machine, model.unwrap_or(&Value::None))?;
    let asked = data_type(machine, asked)?.unwrap_or(model.data_type());
    machine.charge(model.len() / 16)?;
    Ok(Value::Array(Array::full(
        model.shape(),
        number(value, asked),
    )?))
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
