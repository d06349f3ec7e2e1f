//! The binary and unary operators.
//!
//! Numbers follow CPython 3.11's `longobject.c`, `floatobject.c` and `complexobject.c`; arrays
//! and NumPy scalars go to [`numpy`].
//!
//! Knows nothing of instructions.

use super::complex;
use super::integers;
use super::machine::Machine;
use super::numpy;
use super::percent_format;
use super::sequences;
use super::syntax_tree::{BinaryOperator, UnaryOperator};
use super::types::Type;
use super::value::{Outcome, Raised, Value};
use crate::numerics::big_integer::BigInt;
use crate::numerics::ratio::ratio_to_float;
use std::borrow::Cow;
use std::rc::Rc;

impl BinaryOperator {
    /// As source text and messages write it.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOperator::Add => "+",
            BinaryOperator::Subtract => "-",
            BinaryOperator::Multiply => "*",
            BinaryOperator::MatrixMultiply => "@",
            BinaryOperator::Divide => "/",
            BinaryOperator::FloorDivide => "//",
            BinaryOperator::Modulo => "%",
            BinaryOperator::Power => "**",
            BinaryOperator::LeftShift => "<<",
            BinaryOperator::RightShift => ">>",
            BinaryOperator::And => "&",
            BinaryOperator::Or => "|",
            BinaryOperator::ExclusiveOr => "^",
        }
    }
}

/// A Python number with its kind.
enum Number<'a> {
    Integer(Cow<'a, BigInt>),
    Float(f64),
    Complex(f64, f64),
}

impl Machine {
    /// `left operator right`
    ///
    /// # Errors
    /// `TypeError` for operands that do not fit, and what the operation itself raises.
    pub fn binary(&mut self, operator: BinaryOperator, left: &Value, right: &Value) -> Outcome {
        self.binary_owned(operator, left.clone(), right.clone())
    }

    /// As [`Machine::binary`]; an array that nobody else holds may be used for the result.
    pub fn binary_owned(&mut self, operator: BinaryOperator, left: Value, right: Value) -> Outcome {
        if let Some(value) = small(operator, &left, &right) {
            return Ok(value);
        }
        let types = (left.type_of(), right.type_of());
        let outcome = if is_numpy(&left) || is_numpy(&right) {
            self.numpy_binary(operator, left, right)
        } else {
            self.python_binary(operator, &left, &right)
        };
        outcome.unwrap_or_else(|| Err(unsupported(operator, "", types)))
    }

    /// `left operator= right`: lists, sets, dicts and arrays change in place.
    ///
    /// # Errors
    /// As [`Machine::binary`].
    pub fn binary_in_place(
        &mut self,
        operator: BinaryOperator,
        left: Value,
        right: Value,
    ) -> Outcome {
        if let Some(value) = small(operator, &left, &right) {
            return Ok(value);
        }
        let types = (left.type_of(), right.type_of());
        let outcome = if let Value::Array(_) = &left {
            numpy::binary_in_place(self, operator, &left, &right)
        } else if is_numpy(&left) || is_numpy(&right) {
            // Even `a_list += an_array` makes a new array.
            self.numpy_binary(operator, left, right)
        } else {
            sequences::in_place(self, operator, &left, &right)
                .or_else(|| self.python_binary(operator, &left, &right))
        };
        outcome.unwrap_or_else(|| Err(unsupported(operator, "=", types)))
    }

    fn numpy_binary(
        &mut self,
        operator: BinaryOperator,
        left: Value,
        right: Value,
    ) -> Option<Outcome> {
        let is_sequence =
            |value: &Value| matches!(value, Value::String(_) | Value::List(_) | Value::Tuple(_));
        let is_count = |value: &Value| value.type_of() == Type::NumpyInt64;
        if operator == BinaryOperator::Multiply
            && (is_sequence(&left) && is_count(&right) || is_count(&left) && is_sequence(&right))
        {
            return self.python_binary(operator, &left, &right);
        }
        if let (Value::String(template), BinaryOperator::Modulo) = (&left, operator) {
            return Some(percent_format::format(self, template, &right));
        }
        numpy::binary(self, operator, left, right)
    }

    /// What Python's own types do; `None` where neither operand knows.
    fn python_binary(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Option<Outcome> {
        if let (Value::Bool(left), Value::Bool(right)) = (left, right)
            && let Some(result) = logic(operator, *left, *right)
        {
            return Some(Ok(Value::Bool(result)));
        }
        if let (Some(left), Some(right)) = (number(left), number(right)) {
            return self.number_binary(operator, left, right);
        }
        match (left, operator) {
            (Value::String(template), BinaryOperator::Modulo) => {
                Some(percent_format::format(self, template, right))
            }
            _ => sequences::binary(self, operator, left, right),
        }
    }

    fn number_binary(
        &mut self,
        operator: BinaryOperator,
        left: Number,
        right: Number,
    ) -> Option<Outcome> {
        Some(match (left, right) {
            (Number::Integer(left), Number::Integer(right)) => {
                return self.integer_binary(operator, &left, &right);
            }
            (Number::Complex(a, b), right) => {
                return to_complex(right, |right| complex::binary(operator, (a, b), right));
            }
            (left, Number::Complex(a, b)) => {
                return to_complex(left, |left| complex::binary(operator, left, (a, b)));
            }
            (left, right) => match (to_float(left), to_float(right)) {
                (Ok(left), Ok(right)) => return float_binary(operator, left, right),
                (Err(raised), _) | (_, Err(raised)) => Err(raised),
            },
        })
    }

    fn integer_binary(
        &mut self,
        operator: BinaryOperator,
        left: &BigInt,
        right: &BigInt,
    ) -> Option<Outcome> {
        Some(match operator {
            BinaryOperator::MatrixMultiply => return None,
            BinaryOperator::Divide => divide(left, right),
            BinaryOperator::Power => self.integer_power(left, right),
            BinaryOperator::LeftShift | BinaryOperator::RightShift => {
                self.shift(operator, left, right)
            }
            _ => self.exact(operator, left, right),
        })
    }

    /// The operators whose result is an integer about as long as the operands.
    fn exact(&mut self, operator: BinaryOperator, left: &BigInt, right: &BigInt) -> Outcome {
        let (left_bits, right_bits) = (left.bits(), right.bits());
        let bits = match operator {
            BinaryOperator::Multiply => left_bits + right_bits,
            _ => left_bits.max(right_bits),
        };
        self.budget.integer(bits, work(left_bits, right_bits))?;
        Ok(Value::integer(match operator {
            BinaryOperator::Add => left + right,
            BinaryOperator::Subtract => left - right,
            BinaryOperator::Multiply => left * right,
            BinaryOperator::And => left & right,
            BinaryOperator::Or => left | right,
            BinaryOperator::ExclusiveOr => left ^ right,
            BinaryOperator::FloorDivide if right.is_zero() => {
                return Err(Raised::zero_division("integer division or modulo by zero"));
            }
            _ if right.is_zero() => return Err(Raised::zero_division("integer modulo by zero")),
            BinaryOperator::FloorDivide => integers::floor_divide(left, right).0,
            _ => integers::floor_divide(left, right).1,
        }))
    }

    fn integer_power(&mut self, base: &BigInt, exponent: &BigInt) -> Outcome {
        if exponent.is_negative() {
            let (base, exponent) = (integers::to_float(base)?, integers::to_float(exponent)?);
            return float_power(base, exponent);
        }
        if base.bits() <= 1 && !exponent.is_zero() {
            let odd = exponent.is_odd();
            return Ok(Value::integer(if odd { base.clone() } else { base * base }));
        }
        let exponent = exponent.to_u32().unwrap_or(u32::MAX);
        let bits = base.bits().saturating_mul(u64::from(exponent));
        // The last squaring multiplies two halves, the one before two quarters, and so on.
        let odd_bits = match base.bits() - base.trailing_zeros() {
            1 => 0,
            bits => bits.saturating_mul(u64::from(exponent)),
        };
        self.budget.integer(bits, work(odd_bits, odd_bits) / 3)?;
        Ok(Value::integer(base.pow(exponent)))
    }

    fn shift(&mut self, operator: BinaryOperator, left: &BigInt, right: &BigInt) -> Outcome {
        if right.is_negative() {
            return Err(Raised::value_error("negative shift count"));
        }
        let count = right.to_u64().unwrap_or(u64::MAX);
        if operator == BinaryOperator::RightShift {
            return Ok(Value::integer(left >> count));
        }
        if left.is_zero() {
            return Ok(Value::Integer(0));
        }
        self.budget
            .integer(left.bits().saturating_add(count), left.bits() / 64)?;
        Ok(Value::integer(left << count))
    }

    /// `-x`, `+x`, `~x`, `not x`
    ///
    /// # Errors
    /// `TypeError: bad operand type for unary -: 'str'`.
    pub fn unary(&mut self, operator: UnaryOperator, value: &Value) -> Outcome {
        if operator == UnaryOperator::Not {
            return Ok(Value::Bool(!self.truth(value)?));
        }
        if is_numpy(value) {
            if let Some(outcome) = numpy::unary(self, operator, value) {
                return outcome;
            }
        } else if let Some(value) = unary_number(operator, value) {
            return Ok(value);
        }
        let symbol = match operator {
            UnaryOperator::Negative => "-",
            UnaryOperator::Positive => "+",
            _ => "~",
        };
        Err(Raised::type_error(format!(
            "bad operand type for unary {symbol}: '{}'",
            value.message_name()
        )))
    }
}

/// Operations on small integers and floats that cannot fail: the ones that loops are made of.
#[inline]
fn small(operator: BinaryOperator, left: &Value, right: &Value) -> Option<Value> {
    use BinaryOperator as Op;
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => {
            let result = match operator {
                Op::Add => left.checked_add(*right)?,
                Op::Subtract => left.checked_sub(*right)?,
                Op::Multiply => left.checked_mul(*right)?,
                Op::FloorDivide if *right > 0 => left.div_euclid(*right),
                Op::Modulo if *right > 0 => left.rem_euclid(*right),
                _ => return None,
            };
            Some(Value::Integer(result))
        }
        (Value::Float(left), Value::Float(right)) => small_float(operator, *left, *right),
        (Value::Float(left), Value::Integer(right)) => small_float(operator, *left, *right as f64),
        (Value::Integer(left), Value::Float(right)) => small_float(operator, *left as f64, *right),
        _ => None,
    }
}

#[inline]
fn small_float(operator: BinaryOperator, left: f64, right: f64) -> Option<Value> {
    Some(Value::Float(match operator {
        BinaryOperator::Add => left + right,
        BinaryOperator::Subtract => left - right,
        BinaryOperator::Multiply => left * right,
        BinaryOperator::Divide if right != 0.0 => left / right,
        _ => return None,
    }))
}

/// `&`, `|`, `^` of two truth values, which give one; `None` for other operators.
fn logic(operator: BinaryOperator, left: bool, right: bool) -> Option<bool> {
    match operator {
        BinaryOperator::And => Some(left & right),
        BinaryOperator::Or => Some(left | right),
        BinaryOperator::ExclusiveOr => Some(left ^ right),
        _ => None,
    }
}

fn is_numpy(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Scalar(_))
}

fn number(value: &Value) -> Option<Number<'_>> {
    Some(match value {
        Value::Integer(number) => Number::Integer(Cow::Owned(BigInt::from(*number))),
        Value::Bool(flag) => Number::Integer(Cow::Owned(BigInt::from(i64::from(*flag)))),
        Value::BigInteger(number) => Number::Integer(Cow::Borrowed(number)),
        Value::Float(number) => Number::Float(*number),
        Value::Complex(number) => Number::Complex(number.0, number.1),
        _ => return None,
    })
}

fn to_float(number: Number) -> Result<f64, Raised> {
    match number {
        Number::Integer(number) => integers::to_float(&number),
        Number::Float(number) | Number::Complex(number, _) => Ok(number),
    }
}

fn to_complex(
    number: Number,
    operation: impl FnOnce((f64, f64)) -> Option<Outcome>,
) -> Option<Outcome> {
    match number {
        Number::Complex(real, imaginary) => operation((real, imaginary)),
        real => match to_float(real) {
            Ok(real) => operation((real, 0.0)),
            Err(raised) => Some(Err(raised)),
        },
    }
}

fn divide(left: &BigInt, right: &BigInt) -> Outcome {
    if right.is_zero() {
        return Err(Raised::zero_division("division by zero"));
    }
    ratio_to_float(left, right)
        .map(Value::Float)
        .ok_or_else(|| Raised::overflow_error("integer division result too large for a float"))
}

fn float_binary(operator: BinaryOperator, left: f64, right: f64) -> Option<Outcome> {
    let zero_division = |message| Some(Err(Raised::zero_division(message)));
    let result = match operator {
        BinaryOperator::Add => left + right,
        BinaryOperator::Subtract => left - right,
        BinaryOperator::Multiply => left * right,
        BinaryOperator::Divide if right == 0.0 => return zero_division("float division by zero"),
        BinaryOperator::Divide => left / right,
        BinaryOperator::FloorDivide if right == 0.0 => {
            return zero_division("float floor division by zero");
        }
        BinaryOperator::FloorDivide => float_floor_divide(left, right).0,
        BinaryOperator::Modulo if right == 0.0 => return zero_division("float modulo"),
        BinaryOperator::Modulo => float_floor_divide(left, right).1,
        BinaryOperator::Power => return Some(float_power(left, right)),
        _ => return None,
    };
    Some(Ok(Value::Float(result)))
}

/// Floored quotient and remainder; the remainder has the sign of `right`, which is not zero.
/// Follows CPython's `_float_div_mod`.
pub fn float_floor_divide(left: f64, right: f64) -> (f64, f64) {
    let mut remainder = left % right;
    let mut quotient = (left - remainder) / right;
    if remainder == 0.0 {
        remainder = 0.0f64.copysign(right);
    } else if (right < 0.0) != (remainder < 0.0) {
        remainder += right;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(left / right), remainder);
    }
    let mut floor = libm::floor(quotient);
    if quotient - floor > 0.5 {
        floor += 1.0;
    }
    (floor, remainder)
}

/// `base ** exponent`; a negative base with a fractional exponent gives a complex number.
fn float_power(base: f64, exponent: f64) -> Outcome {
    if base == 0.0 && exponent < 0.0 {
        return Err(Raised::zero_division(
            "0.0 cannot be raised to a negative power",
        ));
    }
    let fractional = exponent.is_finite() && libm::floor(exponent) != exponent;
    if base < 0.0 && base.is_finite() && fractional {
        let result = complex::binary(BinaryOperator::Power, (base, 0.0), (exponent, 0.0));
        return result.unwrap_or(Ok(Value::Float(f64::NAN)));
    }
    let power = libm::pow(base, exponent);
    if power.is_infinite() && base.is_finite() && exponent.is_finite() {
        return Err(complex::out_of_range());
    }
    Ok(Value::Float(power))
}

fn unary_number(operator: UnaryOperator, value: &Value) -> Option<Value> {
    let negative = operator == UnaryOperator::Negative;
    match (operator, value) {
        (UnaryOperator::Negative, Value::Integer(number)) if *number != i64::MIN => {
            return Some(Value::Integer(-number));
        }
        (UnaryOperator::Positive, Value::BigInteger(number)) => {
            return Some(Value::BigInteger(Rc::clone(number)));
        }
        _ => {}
    }
    Some(match (operator, number(value)?) {
        (UnaryOperator::Invert, Number::Integer(number)) => {
            Value::integer(-&(number.as_ref() + &BigInt::from(1)))
        }
        (UnaryOperator::Invert, _) => return None,
        (_, Number::Integer(number)) if negative => Value::integer(-number.as_ref()),
        (_, Number::Integer(number)) => Value::integer(number.into_owned()),
        (_, Number::Float(number)) => Value::Float(if negative { -number } else { number }),
        (_, Number::Complex(real, imaginary)) if negative => Value::complex(-real, -imaginary),
        (_, Number::Complex(real, imaginary)) => Value::complex(real, imaginary),
    })
}

/// How many 64-bit multiplications a product of so many bits takes.
fn work(left_bits: u64, right_bits: u64) -> u64 {
    (left_bits / 64 + 1).saturating_mul(right_bits / 64 + 1)
}

fn unsupported(operator: BinaryOperator, suffix: &str, types: (Type, Type)) -> Raised {
    let (left, right) = (types.0.message_name(), types.1.message_name());
    let symbol = match (operator, suffix) {
        (BinaryOperator::Power, "") => "** or pow()",
        (operator, _) => operator.symbol(),
    };
    Raised::type_error(format!(
        "unsupported operand type(s) for {symbol}{suffix}: '{left}' and '{right}'"
    ))
}
