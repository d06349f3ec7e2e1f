//! Operators on arrays and NumPy scalars.

use super::convert::{Unfit, charge, scalar_of, to_array, value_of, warn};
use super::data_type::DataTypeObject;
use super::wide;
use crate::language::error::ErrorKind;
use crate::language::integers;
use crate::language::machine::Machine;
use crate::language::syntax_tree::{BinaryOperator, Comparison, UnaryOperator};
use crate::language::value::{Object, Outcome, Raised, Value};
use crate::numerics::array::functions;
use crate::numerics::array::operators::{
    ADD, BITWISE_AND, BITWISE_OR, BITWISE_XOR, DIVIDE, FLOOR_DIVIDE, LEFT_SHIFT, MULTIPLY, POWER,
    REMAINDER, RIGHT_SHIFT, SUBTRACT,
};
use crate::numerics::array::{
    self, Array, BinaryOperation, DataType, Scalar, UnaryFunction, shape_text,
};
use crate::numerics::big_integer::BigInt;
use crate::numerics::gather::Gather;

/// An operand that NumPy computes with.
pub(super) enum Operand {
    Array(Array),
    Scalar(Scalar),
    /// An integer past 64 bits.
    Big(std::rc::Rc<BigInt>),
}

impl Operand {
    fn of(machine: &mut Machine, value: Value) -> Result<Operand, Unfit> {
        match value {
            Value::Array(array) => Ok(Operand::Array(array)),
            Value::BigInteger(number) => Ok(Operand::Big(number)),
            other => match scalar_of(&other) {
                Some(scalar) => Ok(Operand::Scalar(scalar)),
                None => to_array(machine, &other).map(Operand::Array),
            },
        }
    }

    fn data_type(&self) -> DataType {
        match self {
            Operand::Array(array) => array.data_type(),
            Operand::Scalar(scalar) => scalar.data_type(),
            Operand::Big(_) => DataType::Int64,
        }
    }

    fn into_array(self) -> Array {
        match self {
            Operand::Array(array) => array,
            Operand::Scalar(scalar) => Array::from_scalar(scalar),
            Operand::Big(_) => Array::from_scalar(Scalar::Integer(0)),
        }
    }

    /// The name of the Python type of the elements, as messages about objects write it.
    fn element_name(&self) -> &'static str {
        match self.data_type() {
            DataType::Float64 => "float",
            DataType::Int64 => "int",
            DataType::Bool => "bool",
        }
    }

    /// A big integer next to floats is a float; next to integers it does not fit.
    fn settled(self, other: DataType) -> Result<Operand, Raised> {
        match self {
            Operand::Big(number) if other == DataType::Float64 => {
                Ok(Operand::Scalar(Scalar::Float(integers::to_float(&number)?)))
            }
            Operand::Big(_) => Err(Raised::overflow_error(
                "Python int too large to convert to C long",
            )),
            other => Ok(other),
        }
    }
}

fn operation(operator: BinaryOperator) -> Option<&'static BinaryOperation> {
    Some(match operator {
        BinaryOperator::Add => &ADD,
        BinaryOperator::Subtract => &SUBTRACT,
        BinaryOperator::Multiply => &MULTIPLY,
        BinaryOperator::Divide => &DIVIDE,
        BinaryOperator::FloorDivide => &FLOOR_DIVIDE,
        BinaryOperator::Modulo => &REMAINDER,
        BinaryOperator::Power => &POWER,
        BinaryOperator::LeftShift => &LEFT_SHIFT,
        BinaryOperator::RightShift => &RIGHT_SHIFT,
        BinaryOperator::And => &BITWISE_AND,
        BinaryOperator::Or => &BITWISE_OR,
        BinaryOperator::ExclusiveOr => &BITWISE_XOR,
        BinaryOperator::MatrixMultiply => return None,
    })
}

/// `left op right`; `None` where NumPy returns `NotImplemented`, so that the language raises
/// its own `TypeError`. The operands are handed over, so that an array nobody else holds can
/// be used for the result.
pub fn binary(
    machine: &mut Machine,
    operator: BinaryOperator,
    left: Value,
    right: Value,
) -> Option<Outcome> {
    if let (Value::Scalar(Scalar::Float(_)), Value::List(_) | Value::Tuple(_) | Value::String(_))
    | (Value::List(_) | Value::Tuple(_) | Value::String(_), Value::Scalar(Scalar::Float(_))) =
        (&left, &right)
        && operator == BinaryOperator::Multiply
    {
        return Some(Err(Raised::type_error(
            "can't multiply sequence by non-int of type 'numpy.float64'",
        )));
    }
    Some(evaluate(machine, operator, left, right))
}

fn evaluate(machine: &mut Machine, operator: BinaryOperator, left: Value, right: Value) -> Outcome {
    let operation = operation(operator);
    if let (Some(left), Some(right), Some(operation)) =
        (scalar_of(&left), scalar_of(&right), operation)
    {
        return binary_scalars(machine, operation, left, right);
    }
    let python_exponent = match &right {
        Value::Integer(_) | Value::Float(_) => scalar_of(&right),
        _ => None,
    };
    let name = operation.map_or("matmul", |operation| operation.name);
    let operands = both(machine, name, operator.symbol(), left, right)?;
    match (operation, operands) {
        (None, [left, right]) => {
            wide::matrix_product(machine, &left.into_array(), &right.into_array())
        }
        // Only an integer past 64 bits comes here, as a float.
        (Some(operation), [Operand::Scalar(left), Operand::Scalar(right)]) => {
            binary_scalars(machine, operation, left, right)
        }
        (Some(operation), [left, right]) => {
            let (left, right) = (left.into_array(), right.into_array());
            match power_shortcut(operation, &left, python_exponent) {
                Some(function) => map(machine, left, function),
                None => binary_arrays(machine, operation, left, right),
            }
        }
    }
}

fn binary_scalars(
    machine: &mut Machine,
    operation: &BinaryOperation,
    left: Scalar,
    right: Scalar,
) -> Outcome {
    let (result, flags) = left.binary(operation, right)?;
    warn_scalar(machine, flags, operation.name);
    Ok(Value::Scalar(result))
}

/// Both operands of an operation, of which messages name the ufunc and the operator.
///
/// # Errors
/// What is no number; integers past 64 bits next to integers.
fn both(
    machine: &mut Machine,
    name: &str,
    symbol: &str,
    left: Value,
    right: Value,
) -> Result<[Operand; 2], Raised> {
    let names = [left.message_name(), right.message_name()];
    let (left, right) = match (Operand::of(machine, left), Operand::of(machine, right)) {
        (Ok(left), Ok(right)) => (left, right),
        (left, right) => return Err(unfit_operands(name, symbol, [left, right], names)),
    };
    let left_type = left.data_type();
    let left = left.settled(right.data_type())?;
    Ok([left, right.settled(left_type)?])
}

fn power_shortcut(
    operation: &'static BinaryOperation,
    base: &Array,
    exponent: Option<Scalar>,
) -> Option<&'static UnaryFunction> {
    let exponent = exponent.filter(|_| operation.name == POWER.name)?;
    base.power_shortcut(exponent)
}

fn warn_scalar(machine: &mut Machine, flags: array::FloatingFlags, name: &str) {
    if flags != array::FloatingFlags::NONE {
        warn(machine, flags, &format!("scalar {name}"));
    }
}

/// Counts the work of an operation on two arrays.
fn charge_pair(machine: &mut Machine, left: &Array, right: &Array) -> Result<(), Raised> {
    let shape = array::broadcast_shapes(&[left.shape(), right.shape()])?;
    charge(machine, shape.iter().product())
}

/// An operation on two arrays, with its warnings.
pub(super) fn binary_arrays(
    machine: &mut Machine,
    operation: &'static BinaryOperation,
    left: Array,
    right: Array,
) -> Outcome {
    charge_pair(machine, &left, &right)?;
    let (result, flags) = left.binary_reusing(operation, right)?;
    warn(machine, flags, operation.name);
    Ok(value_of(result))
}

/// A function of one array, with its warnings.
pub(super) fn map(
    machine: &mut Machine,
    array: Array,
    function: &'static UnaryFunction,
) -> Outcome {
    charge(machine, array.len())?;
    let (result, flags) = array.map_reusing(function)?;
    warn(machine, flags, function.name);
    Ok(value_of(result))
}

/// The error of an operation whose operands are not both numbers; `names` are those of the values'
/// types.
pub(super) fn unfit_operands(
    name: &str,
    symbol: &str,
    operands: [Result<Operand, Unfit>; 2],
    mut names: [&'static str; 2],
) -> Raised {
    let is_order = matches!(symbol, "<" | "<=" | ">" | ">=");
    // Comparisons name the classes of data types.
    let is_comparison = is_order && !matches!(name, "maximum" | "minimum");
    let (mut strings, mut complex) = (false, false);
    let mut texts = [String::new(), String::new()];
    for (place, operand) in operands.into_iter().enumerate() {
        let data_type = operand.as_ref().ok().map(Operand::data_type);
        texts[place] = match (&operand, data_type) {
            (_, Some(data_type)) if is_comparison => {
                format!("<class '{}'>", DataTypeObject(data_type).type_name())
            }
            (_, Some(data_type)) => format!("dtype('{}')", data_type.name()),
            (Err(unfit), _) if !is_comparison => unfit.data_type_text(),
            _ => String::from("<class 'numpy.dtypes.StrDType'>"),
        };
        match operand {
            Ok(operand) => names[place] = operand.element_name(),
            Err(Unfit::Raised(raised)) => return raised,
            Err(Unfit::Object(object)) => names[place] = object.message_name(),
            Err(Unfit::Strings { .. }) => strings = true,
            Err(Unfit::Complex) => complex = true,
        }
    }
    let [left, right] = names;
    if complex {
        Unfit::Complex.unknown_here()
    } else if strings {
        let [left, right] = texts;
        Raised::new(
            ErrorKind::UFuncNoLoopError,
            format!(
                "ufunc '{name}' did not contain a loop with signature matching types \
                 ({left}, {right}) -> None"
            ),
        )
    } else if is_order {
        Raised::type_error(format!(
            "'{symbol}' not supported between instances of '{left}' and '{right}'"
        ))
    } else {
        Raised::type_error(format!(
            "unsupported operand type(s) for {symbol}: '{left}' and '{right}'"
        ))
    }
}

/// `left op= right` where `left` is an array: changes it in place.
pub fn binary_in_place(
    machine: &mut Machine,
    operator: BinaryOperator,
    left: &Value,
    right: &Value,
) -> Option<Outcome> {
    let outcome = evaluate(machine, operator, left.clone(), right.clone());
    let Value::Array(target) = left else {
        return Some(outcome);
    };
    let name = operation(operator).map_or("matmul", |operation| operation.name);
    Some(outcome.and_then(|result| {
        let result = match result {
            Value::Array(array) => array,
            other => Array::from_scalar(scalar_of(&other).unwrap_or(Scalar::Bool(false))),
        };
        store_result(target, &result, name)?;
        Ok(left.clone())
    }))
}

/// Puts a result into the array it belongs to.
///
/// # Errors
/// Results of a type or a shape that the array cannot take.
fn store_result(target: &Array, result: &Array, name: &str) -> Result<(), Raised> {
    if result.data_type() > target.data_type() {
        return Err(Raised::new(
            ErrorKind::UFuncOutputCastingError,
            format!(
                "Cannot cast ufunc '{name}' output from dtype('{}') to dtype('{}') with \
                 casting rule 'same_kind'",
                result.data_type().name(),
                target.data_type().name()
            ),
        ));
    }
    if result.shape() != target.shape() && result.rank() > 0 {
        let text = |shape: &[usize]| {
            let extents: Vec<i64> = shape.iter().map(|&extent| extent as i64).gather();
            shape_text(&extents)
        };
        return Err(Raised::value_error(format!(
            "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
            text(target.shape()),
            text(result.shape())
        )));
    }
    Ok(target.assign(result)?)
}

/// `-x`, `+x`, `~x`; never `not`.
pub fn unary(machine: &mut Machine, operator: UnaryOperator, value: &Value) -> Option<Outcome> {
    let function = match operator {
        UnaryOperator::Negative => &functions::NEGATIVE,
        UnaryOperator::Positive => &functions::POSITIVE,
        UnaryOperator::Invert => &functions::INVERT,
        UnaryOperator::Not => return None,
    };
    Some(map_value(machine, value.clone(), function))
}

/// A function of an array or a scalar; an operator on a scalar warns with `scalar` before
/// its name, where an integer overflows.
fn map_value(machine: &mut Machine, value: Value, function: &'static UnaryFunction) -> Outcome {
    match value {
        Value::Array(array) => map(machine, array, function),
        Value::Scalar(scalar) => {
            if scalar == Scalar::Integer(i64::MIN)
                && matches!(function.name, "negative" | "absolute")
            {
                warn_scalar(machine, array::FloatingFlags::OVERFLOW, function.name);
            }
            Ok(Value::Scalar(scalar.map(function)?.0))
        }
        other => Ok(other),
    }
}

/// `abs(x)`
pub fn absolute(machine: &mut Machine, value: &Value) -> Outcome {
    map_value(machine, value.clone(), &functions::ABSOLUTE)
}

fn comparison_of(comparison: Comparison) -> Option<array::Comparison> {
    Some(match comparison {
        Comparison::Equal => array::Comparison::Equal,
        Comparison::NotEqual => array::Comparison::NotEqual,
        Comparison::Less => array::Comparison::Less,
        Comparison::LessEqual => array::Comparison::LessEqual,
        Comparison::Greater => array::Comparison::Greater,
        Comparison::GreaterEqual => array::Comparison::GreaterEqual,
        _ => return None,
    })
}

/// `left < right` and the other five orders; never `is` or `in`.
pub fn compare(
    machine: &mut Machine,
    comparison: Comparison,
    left: &Value,
    right: &Value,
) -> Option<Outcome> {
    let comparison = comparison_of(comparison)?;
    Some(compare_values(machine, comparison, left, right))
}

/// `comparison` of two values of which NumPy knows at least one.
pub(super) fn compare_values(
    machine: &mut Machine,
    comparison: array::Comparison,
    left: &Value,
    right: &Value,
) -> Outcome {
    let operands = [
        Operand::of(machine, left.clone()),
        Operand::of(machine, right.clone()),
    ];
    let (left, right) = match operands {
        [Ok(left), Ok(right)] => (left, right),
        [Err(Unfit::Raised(raised)), _] | [_, Err(Unfit::Raised(raised))] => return Err(raised),
        operands => return compare_unfit(comparison, operands, [left, right]),
    };
    let left_type = left.data_type();
    let left = comparable(left, right.data_type())?;
    let right = comparable(right, left_type)?;
    if let (Operand::Scalar(left), Operand::Scalar(right)) = (&left, &right) {
        let verdict = left.compare(comparison, *right);
        return Ok(Value::Scalar(Scalar::Bool(verdict)));
    }
    let (left, right) = (left.into_array(), right.into_array());
    charge_pair(machine, &left, &right)?;
    Ok(value_of(left.compare(comparison, &right)?))
}

/// A big integer next to integers lies beyond them all: an infinity stands for it.
fn comparable(operand: Operand, other: DataType) -> Result<Operand, Raised> {
    match operand {
        Operand::Big(number) if other != DataType::Float64 => {
            let infinity = if number.is_negative() {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            };
            Ok(Operand::Scalar(Scalar::Float(infinity)))
        }
        other_operand => other_operand.settled(other),
    }
}

/// Comparison with what is no number: unequal, and without order.
fn compare_unfit(
    comparison: array::Comparison,
    operands: [Result<Operand, Unfit>; 2],
    values: [&Value; 2],
) -> Outcome {
    let symbol = match comparison {
        array::Comparison::Equal | array::Comparison::NotEqual => "",
        array::Comparison::Less => "<",
        array::Comparison::LessEqual => "<=",
        array::Comparison::Greater => ">",
        array::Comparison::GreaterEqual => ">=",
    };
    if !symbol.is_empty() {
        let names = values.map(Value::message_name);
        return Err(unfit_operands(comparison.name(), symbol, operands, names));
    }
    let unequal = comparison == array::Comparison::NotEqual;
    for operand in operands {
        if let Ok(Operand::Array(array)) = operand {
            return Ok(value_of(Array::full(array.shape(), Scalar::Bool(unequal))?));
        }
    }
    match values {
        [Value::String(_), _] | [_, Value::String(_)] => Ok(Value::Scalar(Scalar::Bool(unequal))),
        _ => Ok(Value::Bool(unequal)),
    }
}

/// `item in array`
pub fn contains(machine: &mut Machine, array: &Array, item: &Value) -> Result<bool, Raised> {
    let array = Value::Array(array.clone());
    let equal = compare_values(machine, array::Comparison::Equal, &array, item)?;
    Ok(match equal {
        Value::Array(equal) => {
            let any = equal.any(&array::Axes::ALL);
            any.single() == Some(Scalar::Bool(true))
        }
        other => matches!(other, Value::Scalar(Scalar::Bool(true)) | Value::Bool(true)),
    })
}

/// `bool(array)`
pub fn truth(_machine: &mut Machine, array: &Array) -> Result<bool, Raised> {
    if let Some(scalar) = array.single() {
        return Ok(scalar.to_f64() != 0.0);
    }
    Err(Raised::value_error(if array.is_empty() {
        "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an \
         array is not empty."
    } else {
        "The truth value of an array with more than one element is ambiguous. Use a.any() or \
         a.all()"
    }))
}

/// `round(x, digits)`; without digits, a scalar gives a Python int.
pub fn round(machine: &mut Machine, value: &Value, digits: Option<&Value>) -> Outcome {
    let Value::Scalar(scalar) = value else {
        return Err(Raised::type_error(format!(
            "type {} doesn't define __round__ method",
            value.message_name()
        )));
    };
    match digits {
        Some(digits) if !digits.is_none() => {
            let decimals = super::convert::index(digits)?;
            super::elementwise::rounded(machine, Array::from_scalar(*scalar), decimals)
        }
        _ => match *scalar {
            Scalar::Float(number) => Ok(Value::integer(integers::from_float(
                number.round_ties_even(),
            )?)),
            other => Ok(Value::Integer(other.to_i64())),
        },
    }
}
