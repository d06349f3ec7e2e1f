//! Attributes and methods of arrays and NumPy scalars.

use super::convert::{
    charge, converted, data_type, index, integer_tuple, known_array, only_array, python_value,
    value_of,
};
use super::data_type::DataTypeObject;
use super::{elementwise, names, reductions, wide};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction, Signature};
use crate::language::value::{Outcome, Raised, Type, Value};
use crate::numerics::array::{Array, DataType, Index, Scalar};

/// An attribute or a method; `None` where NumPy raises `AttributeError`.
pub fn attribute(value: &Value, name: &str) -> Option<Value> {
    let array = match value {
        Value::Array(array) => array.clone(),
        Value::Scalar(scalar) => Array::from_scalar(*scalar),
        _ => return None,
    };
    let found = match name {
        "T" => Value::Array(array.transposed()),
        "dtype" => DataTypeObject::value(array.data_type()),
        "itemsize" => Value::Integer(array.data_type().item_size() as i64),
        "nbytes" => Value::Integer((array.len() * array.data_type().item_size()) as i64),
        "ndim" => Value::Integer(array.rank() as i64),
        "real" => value.clone(),
        "shape" => integer_tuple(array.shape()),
        "size" => Value::Integer(array.len() as i64),
        _ => return method(value, name),
    };
    Some(match (value, found) {
        (Value::Scalar(_), Value::Array(array)) => value_of(array),
        (_, found) => found,
    })
}

fn method(value: &Value, name: &str) -> Option<Value> {
    let own: &[(&str, NativeFunction)] = match value {
        Value::Scalar(Scalar::Float(_)) => FLOAT_METHODS,
        Value::Scalar(_) => &[],
        _ => wide::ARRAY_METHODS,
    };
    let table = own.iter().chain(METHODS).chain(wide::METHODS);
    let (_, function) = { table }.find(|(own, _)| *own == name)?;
    Some(Value::method(value, function))
}

/// The public attribute names of arrays or of a type of scalars, split by spaces, for "Did you mean".
pub fn attribute_names(of_type: Type) -> &'static str {
    match of_type {
        Type::NumpyArray => names::ARRAY,
        Type::NumpyFloat64 => names::FLOAT,
        Type::NumpyInt64 => names::INTEGER,
        _ => names::BOOL,
    }
}

pub(super) type Method = (&'static str, NativeFunction);

pub(super) const fn method_entry(
    name: &'static str,
    call: fn(&mut Machine, Arguments) -> Outcome,
) -> Method {
    (name, NativeFunction { name, call })
}

/// Methods that scalars share with arrays.
const METHODS: &[Method] = &[
    method_entry("all", |m, a| reductions::truth(m, a, "_all", Array::all)),
    method_entry("any", |m, a| reductions::truth(m, a, "_any", Array::any)),
    method_entry("astype", as_type),
    method_entry("clip", |m, a| elementwise::clip(m, a, "_clip")),
    method_entry("copy", copy),
    method_entry("item", item),
    method_entry("max", |m, a| {
        reductions::extreme(m, a, "_amax", "maximum", Array::maximum)
    }),
    method_entry("mean", |m, a| reductions::mean(m, a, "_mean")),
    method_entry("min", |m, a| {
        reductions::extreme(m, a, "_amin", "minimum", Array::minimum)
    }),
    method_entry("round", elementwise::round),
    method_entry("sum", |m, a| {
        reductions::total(m, a, "_sum", "add", Array::sum)
    }),
    method_entry("tolist", to_list),
];

/// Methods that `np.float64` has from Python's `float`.
const FLOAT_METHODS: &[Method] = &[method_entry("is_integer", is_integer)];

/// The receiver as an array, and one more argument, which may be left out.
pub(super) fn receiver_and(
    machine: &mut Machine,
    arguments: Arguments,
    signature: &Signature,
) -> Result<(Array, Option<Value>), Raised> {
    let mut bound = arguments.bind(signature)?;
    let [receiver] = bound.values();
    let array = known_array(machine, receiver.unwrap_or(&Value::None))?;
    Ok((array, bound.slots.swap_remove(1)))
}

fn as_type(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "astype",
        parameters: &["self", "dtype", "order", "casting", "subok", "copy"],
        required: 2,
        positional: 6,
    };
    let (array, asked) = receiver_and(machine, arguments, &SIGNATURE)?;
    let asked = data_type(machine, asked.as_ref())?.unwrap_or(DataType::Float64);
    with_type(machine, array, asked)
}

fn copy(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "copy",
        parameters: &["self", "order"],
        required: 1,
        positional: 2,
    };
    let (array, _) = receiver_and(machine, arguments, &SIGNATURE)?;
    charge(machine, array.len())?;
    Ok(value_of_copy(array.copy()))
}

/// A copy of a 0-d array is one too; of a scalar, a scalar, which cannot be told apart here
/// and need not be.
fn value_of_copy(array: Array) -> Value {
    value_of(array)
}

/// `a.tolist()`: nested lists of plain numbers.
fn to_list(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let array = only_array(machine, arguments, "tolist")?;
    let mut lists = 1usize;
    for &extent in array.shape() {
        lists = lists.saturating_mul(extent);
        machine.allocate(lists)?;
    }
    Ok(nested_list(&array.scalars(), array.shape()))
}

fn is_integer(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let value = arguments.one("is_integer")?;
    let number = super::convert::float(&value)?;
    Ok(Value::Bool(number.is_finite() && number.fract() == 0.0))
}

/// `a.item()`, `a.item(position)`: a plain Python number.
fn item(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut values = arguments.positional.into_iter();
    let array = known_array(machine, &values.next().unwrap_or(Value::None))?;
    let positions: Vec<Value> = match values.next() {
        Some(Value::Tuple(items)) => items.to_vec(),
        Some(first) => std::iter::once(first).chain(values).collect(),
        None => Vec::new(),
    };
    if positions.is_empty() {
        return array.single().map(python_value).ok_or_else(|| {
            Raised::value_error("can only convert an array of size 1 to a Python scalar")
        });
    }
    let source = if positions.len() == 1 {
        array.raveled()
    } else {
        array
    };
    if positions.len() != source.rank() {
        return Err(Raised::value_error("incorrect number of indices for array"));
    }
    let mut indices = Vec::new();
    for position in &positions {
        indices.push(Index::Integer(index(position)?));
    }
    let element = source.get(&indices)?;
    Ok(element.single().map_or(Value::None, python_value))
}

fn nested_list(scalars: &[Scalar], shape: &[usize]) -> Value {
    let Some((&extent, inner)) = shape.split_first() else {
        return scalars
            .first()
            .map_or(Value::None, |scalar| python_value(*scalar));
    };
    let length: usize = inner.iter().product();
    let rows =
        (0..extent).map(|row| nested_list(&scalars[row * length..(row + 1) * length], inner));
    Value::list(rows.collect())
}

/// `a.astype(dtype)`
fn with_type(machine: &mut Machine, array: Array, asked: DataType) -> Outcome {
    if array.data_type() == asked {
        return Ok(value_of(array.copy()));
    }
    Ok(value_of(converted(machine, array, Some(asked))?))
}
