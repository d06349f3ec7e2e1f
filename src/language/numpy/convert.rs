//! Python values as arrays, data types, shapes and axes; array errors as exceptions.

use super::data_type::DataTypeObject;
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::types::Type;
use crate::language::value::{Raised, Value};
use crate::numerics::array::{
    Array, ArrayError, ArrayErrorKind, Axes, DataType, FloatingFlags, Scalar, Shape, checked_shape,
    normalized_axis, tuple_text,
};
use crate::numerics::gather::Gather;

/// As many nested sequences as NumPy makes axes of.
const DEEPEST_NESTING: usize = 64;

impl From<ArrayError> for Raised {
    fn from(error: ArrayError) -> Raised {
        let kind = match error.kind {
            ArrayErrorKind::Axis => ErrorKind::AxisError,
            ArrayErrorKind::Index => ErrorKind::IndexError,
            ArrayErrorKind::Memory => ErrorKind::ArrayMemoryError,
            ArrayErrorKind::NotImplemented => ErrorKind::NotImplementedError,
            ArrayErrorKind::NoLoop => ErrorKind::UFuncNoLoopError,
            ArrayErrorKind::Type => ErrorKind::TypeError,
            ArrayErrorKind::Value => ErrorKind::ValueError,
        };
        Raised::new(kind, error.message)
    }
}

/// Warns of what an operation flagged: `overflow encountered in exp`.
pub(super) fn warn(machine: &mut Machine, flags: FloatingFlags, context: &str) {
    for words in flags.words() {
        machine.warn(
            "RuntimeWarning",
            &format!("{words} encountered in {context}"),
        );
    }
}

/// Counts the work on so many elements: a step of the machine is worth about 16.
pub(super) fn charge(machine: &mut Machine, elements: usize) -> Result<(), Raised> {
    machine.charge(elements / 16)
}

/// An array as Python gets it: a 0-d result becomes a scalar.
pub(super) fn value_of(array: Array) -> Value {
    match (array.rank(), array.single()) {
        (0, Some(scalar)) => Value::Scalar(scalar),
        _ => Value::Array(array),
    }
}

/// A scalar as a plain Python number.
pub(super) fn python_value(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Float(value) => Value::Float(value),
        Scalar::Integer(value) => Value::Integer(value),
        Scalar::Bool(value) => Value::Bool(value),
    }
}

/// A Python or NumPy number that an array can hold.
pub(super) fn scalar_of(value: &Value) -> Option<Scalar> {
    Some(match value {
        Value::Scalar(scalar) => *scalar,
        Value::Bool(value) => Scalar::Bool(*value),
        Value::Integer(value) => Scalar::Integer(*value),
        Value::Float(value) => Scalar::Float(*value),
        _ => return None,
    })
}

/// Why a value is no array of float64, int64 or bool. NumPy would make an array of strings,
/// of complex numbers or of objects of it.
pub(in crate::language) enum Unfit {
    /// Some element is a string; the longest has so many characters.
    Strings {
        longest: usize,
        alone: bool,
    },
    Complex,
    /// Some element is another object: this one, the first.
    Object(Value),
    /// Not even that: NumPy itself raises.
    Raised(Raised),
}

impl From<Raised> for Unfit {
    fn from(raised: Raised) -> Self {
        Unfit::Raised(raised)
    }
}

impl Unfit {
    /// The error where NumPy would go on with an array that this page does not have.
    pub fn unknown_here(self) -> Raised {
        let what = match self {
            Unfit::Strings { .. } => "strings",
            Unfit::Complex => "complex numbers",
            Unfit::Object(Value::BigInteger(_)) => "integers past 64 bits",
            Unfit::Object(_) => "objects other than numbers",
            Unfit::Raised(raised) => return raised,
        };
        Raised::unknown_here(format!("this page does not know arrays of {what}"))
    }

    /// The data type that NumPy would give the array, as its messages write it.
    pub fn data_type_text(&self) -> String {
        match self {
            Unfit::Strings { longest, alone } => {
                // Next to numbers a string has room for the longest number, 32 characters.
                let length = if *alone {
                    (*longest).max(1)
                } else {
                    (*longest).max(32)
                };
                format!("dtype('<U{length}')")
            }
            Unfit::Complex => String::from("dtype('complex128')"),
            _ => String::from("dtype('O')"),
        }
    }
}

/// A value as an array: numbers, arrays, and nested sequences of those.
pub(in crate::language) fn to_array(machine: &mut Machine, value: &Value) -> Result<Array, Unfit> {
    match value {
        Value::Array(array) => Ok(array.clone()),
        value => match scalar_of(value) {
            Some(scalar) => Ok(Array::from_scalar(scalar)),
            None => gather(machine, value),
        },
    }
}

/// [`to_array`] where whatever else NumPy can hold is an error of this page.
pub(super) fn known_array(machine: &mut Machine, value: &Value) -> Result<Array, Raised> {
    to_array(machine, value).map_err(Unfit::unknown_here)
}

/// What a nested sequence holds, leaf by leaf.
#[derive(Default)]
struct Leaves {
    scalars: Vec<Scalar>,
    strings: usize,
    longest_string: usize,
    complex: bool,
    object: Option<Value>,
}

fn gather(machine: &mut Machine, value: &Value) -> Result<Array, Unfit> {
    let mut leaves = Leaves::default();
    let shape = match collect(machine, value, 0, &mut leaves)? {
        Extents::Regular(shape) => shape,
        Extents::Ragged(agreed) => return Err(inhomogeneous(&agreed).into()),
    };
    if let Some(object) = leaves.object {
        return Err(Unfit::Object(object));
    }
    if leaves.strings > 0 {
        return Err(Unfit::Strings {
            longest: leaves.longest_string,
            alone: leaves.scalars.is_empty(),
        });
    }
    if leaves.complex {
        return Err(Unfit::Complex);
    }
    let types = leaves.scalars.iter().map(|scalar| scalar.data_type());
    let data_type = types.max().unwrap_or(DataType::Float64);
    Array::from_scalars(&leaves.scalars, &shape, data_type)
        .map_err(|error| Unfit::Raised(error.into()))
}

/// The extents of nested sequences, as far as they agree.
enum Extents {
    Regular(Vec<usize>),
    Ragged(Vec<usize>),
}

fn collect(
    machine: &mut Machine,
    value: &Value,
    depth: usize,
    leaves: &mut Leaves,
) -> Result<Extents, Raised> {
    let items = match value {
        Value::List(items) => items.borrow().to_vec(),
        Value::Tuple(items) => items.to_vec(),
        Value::Range(range) => {
            machine.charge(range.length())?;
            (0..range.length())
                .map(|index| Value::Integer(range.get(index)))
                .gather()
        }
        Value::Array(array) => {
            leaves.scalars.extend(array.scalars());
            return Ok(Extents::Regular(array.shape().to_vec()));
        }
        leaf => {
            collect_leaf(leaf, leaves);
            return Ok(Extents::Regular(Vec::new()));
        }
    };
    if depth == DEEPEST_NESTING {
        return Err(Raised::value_error(
            "setting an array element with a sequence. The requested array would exceed the \
             maximum number of dimension of 64.",
        ));
    }
    machine.charge(items.len())?;
    let mut common: Option<Extents> = None;
    for item in &items {
        let extents = collect(machine, item, depth + 1, leaves)?;
        common = Some(match common {
            Some(common) => agree(common, extents),
            None => extents,
        });
    }
    let (inner, regular) = match common {
        Some(Extents::Regular(inner)) => (inner, true),
        Some(Extents::Ragged(inner)) => (inner, false),
        None => (Vec::new(), true),
    };
    let mut extents = vec![items.len()];
    extents.extend(inner);
    Ok(match regular {
        true => Extents::Regular(extents),
        false => Extents::Ragged(extents),
    })
}

/// What two neighbours have in common.
fn agree(left: Extents, right: Extents) -> Extents {
    match (left, right) {
        (Extents::Regular(left), Extents::Regular(right)) if left == right => {
            Extents::Regular(left)
        }
        (
            Extents::Regular(left) | Extents::Ragged(left),
            Extents::Regular(right) | Extents::Ragged(right),
        ) => {
            let pairs = left.iter().zip(&right);
            let agreed = pairs.take_while(|(left, right)| left == right);
            Extents::Ragged(agreed.map(|(extent, _)| *extent).gather())
        }
    }
}

fn collect_leaf(leaf: &Value, leaves: &mut Leaves) {
    match leaf {
        Value::String(text) => {
            leaves.strings += 1;
            leaves.longest_string = leaves.longest_string.max(text.chars().count());
        }
        Value::Complex(..) => leaves.complex = true,
        other => match scalar_of(other) {
            Some(scalar) => leaves.scalars.push(scalar),
            None => {
                leaves.object.get_or_insert_with(|| other.clone());
            }
        },
    }
}

fn inhomogeneous(agreed: &[usize]) -> Raised {
    let extents: Vec<i64> = agreed.iter().map(|&extent| extent as i64).gather();
    Raised::value_error(format!(
        "setting an array element with a sequence. The requested array has an inhomogeneous \
         shape after {} dimensions. The detected shape was {} + inhomogeneous part.",
        agreed.len(),
        tuple_text(&extents)
    ))
}

/// The data type that an argument such as `dtype=float` names; `None` where it is left out
/// or `None`.
///
/// # Errors
/// `Cannot interpret '2' as a data type`, `data type 'foo' not understood`; types that NumPy
/// has and this page has not.
pub(super) fn data_type(
    machine: &mut Machine,
    value: Option<&Value>,
) -> Result<Option<DataType>, Raised> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(None);
    };
    if let Some(known) = known_data_type(value) {
        return Ok(Some(known));
    }
    match value {
        Value::String(text) if is_foreign_type(text) => Err(Raised::unknown_here(format!(
            "this page does not know the data type '{text}': it knows float64, int64 and bool"
        ))),
        Value::String(text) => Err(Raised::type_error(format!(
            "data type '{text}' not understood"
        ))),
        Value::Type(Type::Complex | Type::String | Type::Object) => Err(Raised::unknown_here(
            "this page knows the data types float64, int64 and bool only",
        )),
        other => {
            let text = machine.repr(other)?;
            let text = text.trim_matches('\'');
            Err(Raised::type_error(format!(
                "Cannot interpret '{text}' as a data type"
            )))
        }
    }
}

/// The data type that a type, a name or a dtype object stands for.
pub(super) fn known_data_type(value: &Value) -> Option<DataType> {
    match value {
        Value::Type(Type::Float | Type::NumpyFloat64) => Some(DataType::Float64),
        Value::Type(Type::Integer | Type::NumpyInt64) => Some(DataType::Int64),
        Value::Type(Type::Bool | Type::NumpyBool) => Some(DataType::Bool),
        Value::String(text) => match &**text {
            "float64" | "float" | "double" | "d" | "f8" | "<f8" => Some(DataType::Float64),
            "int64" | "int" | "long" | "l" | "q" | "p" | "i8" | "<i8" => Some(DataType::Int64),
            "bool" | "?" | "b1" | "|b1" => Some(DataType::Bool),
            _ => None,
        },
        Value::Object(object) => {
            let object = object.as_any().downcast_ref::<DataTypeObject>()?;
            Some(object.0)
        }
        _ => None,
    }
}

/// Whether NumPy knows a data type of that name.
fn is_foreign_type(name: &str) -> bool {
    const NAMES: &str = "float16 float32 int8 int16 int32 uint8 uint16 uint32 uint64 complex64 \
                         complex128 complex object str f f2 f4 i1 i2 i4 u1 u2 u4 u8 c8 c16 O U S e b h i \
                         B H I L Q F D half single short intc uint longdouble";
    NAMES.split_whitespace().any(|known| known == name)
}

/// An array converted to a data type, if one is asked for; the same array where it has that
/// type already. Warns where NaN or a number past 64 bits becomes an integer.
pub(super) fn converted(
    machine: &mut Machine,
    array: Array,
    data_type: Option<DataType>,
) -> Result<Array, Raised> {
    match data_type {
        Some(data_type) if data_type != array.data_type() => {
            charge(machine, array.len())?;
            if data_type == DataType::Int64 && array.has_unfit_integers() {
                warn(machine, FloatingFlags::INVALID, "cast");
            }
            Ok(array.converted(data_type)?)
        }
        _ => Ok(array),
    }
}

/// A shape argument: an integer or a sequence of integers.
///
/// # Errors
/// What is neither, negative extents, arrays past the budget.
pub(super) fn shape(
    machine: &mut Machine,
    value: &Value,
    data_type: DataType,
) -> Result<Shape, Raised> {
    Ok(checked_shape(&extents(machine, value)?, data_type)?)
}

/// The integers of a shape argument, not yet checked.
pub(super) fn extents(machine: &mut Machine, value: &Value) -> Result<Vec<i64>, Raised> {
    let items = match value {
        Value::List(_) | Value::Tuple(_) | Value::Array(_) | Value::Range(_) => {
            machine.collect(value)?
        }
        Value::None => {
            return Err(Raised::type_error("Use () not None as shape arguments"));
        }
        Value::Float(_) | Value::Scalar(Scalar::Float(_)) => {
            let text = machine.text(value)?;
            return Err(Raised::type_error(format!(
                "expected a sequence of integers or a single integer, got '{text}'"
            )));
        }
        single => vec![single.clone()],
    };
    let mut extents = Vec::new();
    for item in &items {
        extents.push(extent(item)?);
    }
    Ok(extents)
}

fn extent(value: &Value) -> Result<i64, Raised> {
    match value {
        Value::BigInteger(number) if number.to_i64().is_none() => {
            Err(Raised::value_error("Maximum allowed dimension exceeded"))
        }
        other => index(other),
    }
}

/// An integer argument, also as a 0-d array.
///
/// # Errors
/// `'float' object cannot be interpreted as an integer`
pub(super) fn index(value: &Value) -> Result<i64, Raised> {
    if let Value::Array(array) = value {
        if let (0, Some(Scalar::Integer(number))) = (array.rank(), array.single()) {
            return Ok(number);
        }
        return Err(Raised::type_error(
            "only integer scalar arrays can be converted to a scalar index",
        ));
    }
    value.to_index()
}

/// The `axis` and `keepdims` arguments of a reduction.
///
/// # Errors
/// Axes that are no integers, out of bounds, or named twice.
pub(super) fn axes(
    array: &Array,
    axis: Option<&Value>,
    keep_dimensions: bool,
) -> Result<Axes, Raised> {
    let named = match axis {
        None | Some(Value::None) => {
            return Ok(Axes {
                axes: None,
                keep_dimensions,
            });
        }
        Some(Value::Tuple(items)) => items.to_vec(),
        Some(single) => vec![single.clone()],
    };
    let mut axes = Vec::new();
    for value in &named {
        let axis = normalized_axis(index(value)?, array.rank())?;
        if axes.contains(&axis) {
            return Err(Raised::value_error("duplicate value in 'axis'"));
        }
        axes.push(axis);
    }
    let axes = Axes {
        axes: Some(axes),
        keep_dimensions,
    };
    // Nothing can become very much: a shape such as (10**12, 0) summed along its last axis.
    let result = axes.reduced_shape(array.shape());
    let extents: Vec<i64> = result.iter().map(|&extent| extent as i64).gather();
    checked_shape(&extents, DataType::Float64)?;
    Ok(axes)
}

/// The truth of an optional argument such as `keepdims`.
pub(super) fn flag(
    machine: &mut Machine,
    value: Option<&Value>,
    default: bool,
) -> Result<bool, Raised> {
    value.map_or(Ok(default), |value| machine.truth(value))
}

/// Refuses an argument that NumPy takes and this page does not.
pub(super) fn unused(value: Option<&Value>, name: &str) -> Result<(), Raised> {
    match value {
        None | Some(Value::None) => Ok(()),
        Some(_) => Err(Raised::unknown_here(format!(
            "this page does not know the argument '{name}' here"
        ))),
    }
}

/// A float argument.
///
/// # Errors
/// `must be real number, not str`
pub(super) fn float(value: &Value) -> Result<f64, Raised> {
    value.as_float().unwrap_or_else(|| {
        Err(Raised::type_error(format!(
            "must be real number, not {}",
            value.message_name()
        )))
    })
}

/// A tuple of integers, such as a shape.
pub(super) fn integer_tuple(numbers: &[usize]) -> Value {
    Value::tuple(
        numbers
            .iter()
            .map(|&number| Value::Integer(number as i64))
            .gather(),
    )
}

/// The only argument of a function, as an array.
pub(super) fn only_array(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
) -> Result<Array, Raised> {
    let signature = Signature {
        name,
        parameters: &["a"],
        required: 1,
        positional: 1,
    };
    let bound = arguments.bind(&signature)?;
    let [value] = bound.values();
    known_array(machine, value.unwrap_or(&Value::None))
}
