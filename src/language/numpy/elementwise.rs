//! NumPy's universal functions: element by element, over one array or two.

use super::convert::{
    Unfit, charge, converted, data_type, known_array, scalar_of, to_array, value_of, warn,
};
use super::operators::{Operand, binary_arrays, map, unfit_operands};
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::functions;
use crate::numerics::array::operators::{DIVIDE, MAXIMUM, MINIMUM, MULTIPLY};
use crate::numerics::array::{
    self, Array, BinaryOperation, DataType, Scalar, UnaryFunction, not_supported,
};
use crate::numerics::gather::Gather;

/// The operands of a universal function, which takes them by position only, and the data
/// type asked for.
///
/// # Errors
/// `exp() takes from 1 to 2 positional arguments but 0 were given`; unknown keywords.
pub(super) fn operands<const N: usize>(
    machine: &mut Machine,
    arguments: Arguments,
    name: &str,
) -> Result<([Value; N], Option<DataType>), Raised> {
    let asked = check_operands(machine, &arguments, name, N)?;
    let mut values = arguments.positional.into_iter();
    let operands = std::array::from_fn(|_| values.next().unwrap_or_default());
    Ok((operands, asked))
}

/// Checks that there are so many operands, and reads the data type asked for.
fn check_operands(
    machine: &mut Machine,
    arguments: &Arguments,
    name: &str,
    wanted: usize,
) -> Result<Option<DataType>, Raised> {
    let count = arguments.positional.len();
    let unknown = |argument: &str| {
        Raised::unknown_here(format!(
            "this page does not know the argument '{argument}' of {name}()"
        ))
    };
    if count == wanted + 1 {
        return Err(unknown("out"));
    }
    if count != wanted {
        let verb = if count == 1 { "was" } else { "were" };
        return Err(Raised::type_error(format!(
            "{name}() takes from {wanted} to {} positional arguments but {count} {verb} given",
            wanted + 1
        )));
    }
    let mut asked = None;
    for (keyword, value) in &arguments.keyword {
        match &**keyword {
            "dtype" => asked = data_type(machine, Some(value))?,
            "out" | "where" | "casting" | "order" | "subok" | "signature" => {
                return Err(unknown(keyword));
            }
            _ => {
                return Err(Raised::type_error(format!(
                    "{name}() got an unexpected keyword argument '{keyword}'"
                )));
            }
        }
    }
    Ok(asked)
}

/// A universal function of one array.
pub(super) fn unary(
    machine: &mut Machine,
    arguments: Arguments,
    function: &'static UnaryFunction,
) -> Outcome {
    let ([value], asked) = operands::<1>(machine, arguments, function.name)?;
    if let (Some(scalar), None) = (scalar_of(&value), asked) {
        let (result, flags) = scalar.map(function)?;
        warn(machine, flags, function.name);
        return Ok(Value::Scalar(result));
    }
    let array = match value {
        Value::Array(array) => array,
        other => to_array(machine, &other).map_err(|unfit| unfit_argument(function, unfit))?,
    };
    let array = converted(machine, array, asked)?;
    map(machine, array, function)
}

/// The error of a universal function whose argument is no array of numbers.
fn unfit_argument(function: &UnaryFunction, unfit: Unfit) -> Raised {
    let name = function.name;
    match unfit {
        Unfit::Strings { .. } if name == "absolute" => Raised::new(
            ErrorKind::UFuncNoLoopError,
            "ufunc 'absolute' did not contain a loop with signature matching types <class \
             'numpy.dtypes.StrDType'> -> None",
        ),
        Unfit::Strings { .. } => not_supported(name).into(),
        Unfit::Object(object) if name == "absolute" => Raised::type_error(format!(
            "bad operand type for abs(): '{}'",
            object.message_name()
        )),
        Unfit::Object(_) if matches!(name, "isnan" | "isinf" | "isfinite") => {
            not_supported(name).into()
        }
        Unfit::Object(object) => Raised::type_error(format!(
            "loop of ufunc does not support argument 0 of type {} which has no callable {name} \
             method",
            object.message_name()
        )),
        other => other.unknown_here(),
    }
}

/// A universal function of two arrays.
pub(super) fn binary(
    machine: &mut Machine,
    arguments: Arguments,
    operation: &'static BinaryOperation,
) -> Outcome {
    let name = operation.name;
    let ([left, right], asked) = operands::<2>(machine, arguments, name)?;
    let (left, right) = two_arrays(machine, left, right, name, operation.symbol)?;
    let left = converted(machine, left, asked)?;
    let right = converted(machine, right, asked)?;
    binary_arrays(machine, operation, left, right)
}

/// Two arguments as arrays.
fn two_arrays(
    machine: &mut Machine,
    left: Value,
    right: Value,
    name: &str,
    symbol: &str,
) -> Result<(Array, Array), Raised> {
    match (to_array(machine, &left), to_array(machine, &right)) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (left_array, right_array) => Err(unfit_operands(
            name,
            symbol,
            [left_array, right_array].map(|array| array.map(Operand::Array)),
            [left.message_name(), right.message_name()],
        )),
    }
}

/// `np.round(a, decimals=0)` and the method.
pub(super) fn round(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "round",
        parameters: &["a", "decimals", "out"],
        required: 1,
        positional: 3,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [value, decimals, out] = bound.values();
    super::convert::unused(out, "out")?;
    let array = to_array(machine, value.unwrap_or(&Value::None))
        .map_err(|unfit| unfit_argument(&functions::ROUND_TO_INTEGER, unfit))?;
    let decimals = decimals.map_or(Ok(0), super::convert::index)?;
    rounded(machine, array, decimals)
}

/// Rounds to so many decimals, ties to even: multiplied by a power of ten, rounded and
/// divided again, as NumPy does.
pub(super) fn rounded(machine: &mut Machine, array: Array, decimals: i64) -> Outcome {
    if array.data_type() == DataType::Bool {
        array.map(&functions::ROUND_TO_INTEGER)?;
    }
    if array.data_type() == DataType::Int64 && decimals >= 0 {
        return Ok(value_of(array.copy()));
    }
    charge(machine, array.len())?;
    let factor = 10f64.powi(decimals.unsigned_abs().min(400) as i32);
    let factor = Array::from_scalar(Scalar::Float(factor));
    let (scale, unscale) = match decimals {
        0 => return map(machine, array, &functions::ROUND_TO_INTEGER),
        1.. => (&MULTIPLY, &DIVIDE),
        _ => (&DIVIDE, &MULTIPLY),
    };
    let data_type = array.data_type();
    let (scaled, flags) = array.binary(scale, &factor)?;
    warn(machine, flags, scale.name);
    let (whole, _) = scaled.map_reusing(&functions::ROUND_TO_INTEGER)?;
    let (result, flags) = whole.binary_reusing(unscale, factor)?;
    warn(machine, flags, unscale.name);
    Ok(value_of(converted(machine, result, Some(data_type))?))
}

/// `np.clip(a, a_min, a_max)` and the method: at least the one, at most the other.
pub(super) fn clip(machine: &mut Machine, arguments: Arguments, name: &'static str) -> Outcome {
    let signature = Signature {
        name,
        parameters: &["a", "a_min", "a_max", "out", "min", "max"],
        required: 1,
        positional: 4,
    };
    let bound = arguments.bind(&signature)?;
    let [value, least, most, out, least_again, most_again] = bound.values();
    super::convert::unused(out, "out")?;
    if name == "clip" && least.is_some() && most.is_none() {
        return Err(Raised::type_error(
            "clip() missing 1 required positional argument: 'a_max'",
        ));
    }
    let mut array = known_array(machine, value.unwrap_or(&Value::None))?;
    let bounds = [
        (least.or(least_again), &MAXIMUM),
        (most.or(most_again), &MINIMUM),
    ];
    for (bound, operation) in bounds {
        if let Some(bound) = bound.filter(|bound| !bound.is_none()) {
            let bound = known_array(machine, bound)?;
            let shape = array::broadcast_shapes(&[array.shape(), bound.shape()])?;
            charge(machine, shape.iter().product())?;
            array = array.binary(operation, &bound)?.0;
        }
    }
    Ok(value_of(array))
}

/// `np.where(condition, x, y)`, or the positions where the condition holds.
pub(super) fn choose(machine: &mut Machine, arguments: Arguments) -> Outcome {
    if let Some((keyword, _)) = arguments.keyword.first() {
        let message = match &**keyword {
            "condition" | "x" | "y" => format!(
                "where() got some positional-only arguments passed as keyword arguments: \
                 '{keyword}'"
            ),
            _ => format!("where() got an unexpected keyword argument '{keyword}'"),
        };
        return Err(Raised::type_error(message));
    }
    match arguments.positional.as_slice() {
        [] => Err(Raised::type_error(
            "where() missing 1 required positional argument: 'condition'",
        )),
        [condition] => positions(machine, condition),
        [_, _] => Err(Raised::value_error(
            "either both or neither of x and y should be given",
        )),
        [condition, left, right] => {
            let condition = condition_array(machine, condition)?;
            let left = known_array(machine, left)?;
            let right = known_array(machine, right)?;
            let shape = array::broadcast_shapes(&[condition.shape(), left.shape(), right.shape()])?;
            charge(machine, shape.iter().product())?;
            Ok(Value::Array(condition.choose(&left, &right)?))
        }
        more => Err(Raised::type_error(format!(
            "where() takes from 1 to 3 positional arguments but {} were given",
            more.len()
        ))),
    }
}

/// The truth of a condition; a string or another object is one truth value.
fn condition_array(machine: &mut Machine, value: &Value) -> Result<Array, Raised> {
    match to_array(machine, value) {
        Ok(array) => Ok(array),
        Err(Unfit::Raised(raised)) => Err(raised),
        Err(unfit) => match value {
            Value::List(_) | Value::Tuple(_) => Err(unfit.unknown_here()),
            _ => Ok(Array::from_scalar(Scalar::Bool(machine.truth(value)?))),
        },
    }
}

/// The positions of true elements, an array for each axis: `np.nonzero`, and `np.where` with
/// one argument.
pub(super) fn positions(machine: &mut Machine, condition: &Value) -> Outcome {
    let array = known_array(machine, condition)?;
    if array.rank() == 0 {
        return Err(Raised::value_error(
            "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() \
             instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use \
             `arr[cond]`.",
        ));
    }
    charge(machine, array.len())?;
    let positions = array.nonzero().into_iter().map(Value::Array);
    Ok(Value::tuple(positions.gather()))
}
