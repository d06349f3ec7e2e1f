//! The binary operators and comparisons: what each does to the elements of which data type.

use super::element::{integer_of, word_of};
use super::elementwise::{FloatingFlags, all_finite, elementwise};
use super::power::{check_exponents, integer_power};
use super::{Array, ArrayError, ArrayResult, DataType, Scalar};

/// A loop over two slices into a third.
type FloatLoop = fn(&[f64], &[f64], &mut [f64]);

/// An operation on two operands with a result of their common type (true division and the
/// floating-point functions aside, which give float64).
pub struct BinaryOperation {
    /// The ufunc's name in messages: `add`, `floor_divide`.
    pub name: &'static str,
    /// The operator in messages about operands that are no numbers: `+`.
    pub symbol: &'static str,
    pub(super) float: Option<FloatLoop>,
    pub(super) pole: Pole,
    pub(super) integer: Option<fn(i64, i64) -> i64>,
    /// On truth values as 0 and 1.
    pub(super) truth: Option<fn(i64, i64) -> i64>,
    /// The exact result on integers, if it fits 64 bits; without it, results always fit.
    pub(super) exact: Option<fn(i64, i64) -> Option<i64>>,
    /// What two integers raise.
    pub(super) raises: Option<fn(i64, i64) -> FloatingFlags>,
}

/// Which infinite results of finite operands come from a division by zero, not from overflow.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Pole {
    Never,
    LeftIsZero,
    RightIsZero,
    /// As for the divisor of a rounded quotient: one past the largest float is invalid too,
    /// since NumPy looks at its distance from the whole number below, infinity less infinity.
    Rounded,
}

/// An operation that no data type has, to be filled in.
pub(super) const NOTHING: BinaryOperation = BinaryOperation {
    name: "",
    symbol: "",
    float: None,
    pole: Pole::Never,
    integer: None,
    truth: None,
    exact: None,
    raises: None,
};

pub static ADD: BinaryOperation = BinaryOperation {
    name: "add",
    symbol: "+",
    float: Some(|left, right, output| each(left, right, output, |a, b| a + b)),
    integer: Some(i64::wrapping_add),
    truth: Some(|a, b| a | b),
    exact: Some(i64::checked_add),
    ..NOTHING
};

pub static SUBTRACT: BinaryOperation = BinaryOperation {
    name: "subtract",
    symbol: "-",
    float: Some(|left, right, output| each(left, right, output, |a, b| a - b)),
    integer: Some(i64::wrapping_sub),
    exact: Some(i64::checked_sub),
    ..NOTHING
};

pub static MULTIPLY: BinaryOperation = BinaryOperation {
    name: "multiply",
    symbol: "*",
    float: Some(|left, right, output| each(left, right, output, |a, b| a * b)),
    integer: Some(i64::wrapping_mul),
    truth: Some(|a, b| a & b),
    exact: Some(i64::checked_mul),
    ..NOTHING
};

pub static DIVIDE: BinaryOperation = BinaryOperation {
    name: "divide",
    symbol: "/",
    float: Some(|left, right, output| each(left, right, output, |a, b| a / b)),
    pole: Pole::RightIsZero,
    ..NOTHING
};

pub static FLOOR_DIVIDE: BinaryOperation = BinaryOperation {
    name: "floor_divide",
    symbol: "//",
    float: Some(|left, right, output| each(left, right, output, floor_divide)),
    pole: Pole::Rounded,
    integer: Some(integer_floor_divide),
    raises: Some(|dividend, divisor| match (dividend, divisor) {
        (_, 0) => FloatingFlags::DIVIDE,
        (i64::MIN, -1) => FloatingFlags::OVERFLOW,
        _ => FloatingFlags::NONE,
    }),
    ..NOTHING
};

pub static REMAINDER: BinaryOperation = BinaryOperation {
    name: "remainder",
    symbol: "%",
    float: Some(|left, right, output| each(left, right, output, remainder)),
    integer: Some(integer_remainder),
    raises: Some(|_, divisor| match divisor {
        0 => FloatingFlags::DIVIDE,
        _ => FloatingFlags::NONE,
    }),
    ..NOTHING
};

/// Zero to a negative power is a division by zero; a negative number to a fraction is invalid.
pub static POWER: BinaryOperation = BinaryOperation {
    name: "power",
    symbol: "** or pow()",
    float: Some(|left, right, output| each(left, right, output, libm::pow)),
    pole: Pole::LeftIsZero,
    integer: Some(integer_power),
    ..NOTHING
};

pub static BITWISE_AND: BinaryOperation = BinaryOperation {
    name: "bitwise_and",
    symbol: "&",
    integer: Some(|a, b| a & b),
    truth: Some(|a, b| a & b),
    ..NOTHING
};

pub static BITWISE_OR: BinaryOperation = BinaryOperation {
    name: "bitwise_or",
    symbol: "|",
    integer: Some(|a, b| a | b),
    truth: Some(|a, b| a | b),
    ..NOTHING
};

pub static BITWISE_XOR: BinaryOperation = BinaryOperation {
    name: "bitwise_xor",
    symbol: "^",
    integer: Some(|a, b| a ^ b),
    truth: Some(|a, b| a ^ b),
    ..NOTHING
};

pub static LEFT_SHIFT: BinaryOperation = BinaryOperation {
    name: "left_shift",
    symbol: "<<",
    integer: Some(|a, b| match b {
        0..64 => a << b,
        _ => 0,
    }),
    ..NOTHING
};

pub static RIGHT_SHIFT: BinaryOperation = BinaryOperation {
    name: "right_shift",
    symbol: ">>",
    integer: Some(|a, b| match b {
        0..64 => a >> b,
        _ => a >> 63,
    }),
    ..NOTHING
};

pub static MAXIMUM: BinaryOperation = BinaryOperation {
    name: "maximum",
    symbol: ">=",
    float: Some(|left, right, output| each(left, right, output, larger)),
    integer: Some(i64::max),
    truth: Some(i64::max),
    ..NOTHING
};

pub static MINIMUM: BinaryOperation = BinaryOperation {
    name: "minimum",
    symbol: "<=",
    float: Some(|left, right, output| each(left, right, output, smaller)),
    integer: Some(i64::min),
    truth: Some(i64::min),
    ..NOTHING
};

/// The larger of two, or else the NaN.
#[inline]
pub(super) fn larger(a: f64, b: f64) -> f64 {
    if a > b || a.is_nan() { a } else { b }
}

/// The smaller of two, or else the NaN.
#[inline]
pub(super) fn smaller(a: f64, b: f64) -> f64 {
    if a < b || a.is_nan() { a } else { b }
}

/// One loop, tight enough to be vectorized.
#[inline]
pub(super) fn each(
    left: &[f64],
    right: &[f64],
    output: &mut [f64],
    operation: impl Fn(f64, f64) -> f64,
) {
    for ((output, &left), &right) in output.iter_mut().zip(left).zip(right) {
        *output = operation(left, right);
    }
}

/// A comparison; the result is bool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

impl Comparison {
    /// The ufunc's name in messages: `less`, `greater_equal`.
    pub fn name(self) -> &'static str {
        match self {
            Comparison::Equal => "equal",
            Comparison::NotEqual => "not_equal",
            Comparison::Less => "less",
            Comparison::LessEqual => "less_equal",
            Comparison::Greater => "greater",
            Comparison::GreaterEqual => "greater_equal",
        }
    }

    /// Fills a block of truth values.
    fn run(self, operand_type: DataType, left: &[f64], right: &[f64], output: &mut [f64]) {
        const LESS: u8 = 1;
        const EQUAL: u8 = 2;
        const GREATER: u8 = 4;
        // Where NaN is compared, nothing holds but that the two are not equal.
        let (accepted, negated) = match self {
            Comparison::Equal => (EQUAL, false),
            Comparison::NotEqual => (EQUAL, true),
            Comparison::Less => (LESS, false),
            Comparison::LessEqual => (LESS | EQUAL, false),
            Comparison::Greater => (GREATER, false),
            Comparison::GreaterEqual => (GREATER | EQUAL, false),
        };
        fn outcome<T: PartialOrd>(a: T, b: T) -> u8 {
            u8::from(a < b) | u8::from(a == b) << 1 | u8::from(a > b) << 2
        }
        let float = operand_type == DataType::Float64;
        for ((output, &left), &right) in output.iter_mut().zip(left).zip(right) {
            let outcome = match float {
                true => outcome(left, right),
                false => outcome(integer_of(left), integer_of(right)),
            };
            *output = word_of(i64::from((outcome & accepted != 0) != negated));
        }
    }
}

impl BinaryOperation {
    /// The type the operands are converted to.
    ///
    /// # Errors
    /// Bitwise operations on floats, subtraction of truth values; results of a type that
    /// this page does not have (int8).
    fn operand_type(&self, left: DataType, right: DataType) -> ArrayResult<DataType> {
        let common = left.max(right);
        match common {
            _ if self.integer.is_none() => Ok(DataType::Float64),
            DataType::Float64 if self.float.is_none() => Err(not_supported(self.name)),
            DataType::Bool if self.truth.is_none() => Err(match self.symbol {
                "-" => ArrayError::type_error(
                    "numpy boolean subtract, the `-` operator, is not supported, use the \
                     bitwise_xor, the `^` operator, or the logical_xor function instead.",
                ),
                _ => ArrayError::unknown_here(
                    "the data type int8, which NumPy gives for this operation on truth values",
                ),
            }),
            _ => Ok(common),
        }
    }

    /// Fills a block of results, and tells the flags raised.
    fn run(
        &self,
        operand_type: DataType,
        left: &[f64],
        right: &[f64],
        output: &mut [f64],
    ) -> FloatingFlags {
        let integer = match (operand_type, self.float, self.integer, self.truth) {
            (DataType::Float64, Some(float), ..) => {
                float(left, right, output);
                return self.float_flags(left, right, output);
            }
            (DataType::Int64, _, Some(integer), _) | (DataType::Bool, _, _, Some(integer)) => {
                integer
            }
            _ => return FloatingFlags::NONE,
        };
        let mut flags = FloatingFlags::NONE;
        for ((output, &left), &right) in output.iter_mut().zip(left).zip(right) {
            let (left, right) = (integer_of(left), integer_of(right));
            *output = word_of(integer(left, right));
            if let Some(raises) = self.raises {
                flags = flags.union(raises(left, right));
            }
        }
        flags
    }

    /// Flags of a float block: none where every result is finite, else by the operands.
    fn float_flags(&self, left: &[f64], right: &[f64], output: &[f64]) -> FloatingFlags {
        let mut flags = FloatingFlags::NONE;
        if all_finite(output) {
            return flags;
        }
        for ((&left, &right), &result) in left.iter().zip(right).zip(output) {
            if result.is_nan() && !left.is_nan() && !right.is_nan() {
                flags = flags.union(FloatingFlags::INVALID);
            } else if result.is_infinite() && left.is_finite() && right.is_finite() {
                flags = flags.union(match self.pole {
                    Pole::LeftIsZero if left == 0.0 => FloatingFlags::DIVIDE,
                    Pole::RightIsZero | Pole::Rounded if right == 0.0 => FloatingFlags::DIVIDE,
                    Pole::Rounded => FloatingFlags::OVERFLOW.union(FloatingFlags::INVALID),
                    _ => FloatingFlags::OVERFLOW,
                });
            }
        }
        flags
    }
}

/// `ufunc 'bitwise_and' not supported for the input types, …`
pub fn not_supported(function: &str) -> ArrayError {
    ArrayError::type_error(format!(
        "ufunc '{function}' not supported for the input types, and the inputs could not be \
         safely coerced to any supported types according to the casting rule ''safe''"
    ))
}

impl Array {
    /// `operation(self, other)`, broadcast, with the flags raised.
    ///
    /// # Errors
    /// Shapes that do not broadcast; types the operation does not take; integers to
    /// negative powers; the array budget.
    pub fn binary(
        &self,
        operation: &BinaryOperation,
        other: &Array,
    ) -> ArrayResult<(Array, FloatingFlags)> {
        self.clone().binary_reusing(operation, other.clone())
    }

    /// [`Array::binary`] on operands that are about to be forgotten: those that nothing else
    /// holds lend their memory to the result.
    ///
    /// # Errors
    /// As [`Array::binary`].
    pub fn binary_reusing(
        self,
        operation: &BinaryOperation,
        other: Array,
    ) -> ArrayResult<(Array, FloatingFlags)> {
        let operand_type = operation.operand_type(self.data_type(), other.data_type())?;
        if operand_type == DataType::Int64 && operation.name == POWER.name {
            check_exponents(&other)?;
        }
        let mut flags = FloatingFlags::NONE;
        let operands = vec![(self, operand_type), (other, operand_type)];
        let result = elementwise(operands, operand_type, &mut |[left, right, _], output| {
            flags = flags.union(operation.run(operand_type, left, right, output));
        })?;
        Ok((result, flags))
    }

    /// Compares element by element, broadcast.
    ///
    /// # Errors
    /// Shapes that do not broadcast; the array budget.
    pub fn compare(&self, comparison: Comparison, other: &Array) -> ArrayResult<Array> {
        let operand_type = self.data_type().max(other.data_type());
        let operands = vec![(self.clone(), operand_type), (other.clone(), operand_type)];
        elementwise(operands, DataType::Bool, &mut |[left, right, _], output| {
            comparison.run(operand_type, left, right, output);
        })
    }
}

impl Scalar {
    /// `operation` on two scalars, without making arrays.
    ///
    /// # Errors
    /// As [`Array::binary`]. Flags of integers include overflow, as NumPy's scalars warn
    /// where its arrays wrap in silence.
    pub fn binary(
        self,
        operation: &BinaryOperation,
        other: Scalar,
    ) -> ArrayResult<(Scalar, FloatingFlags)> {
        let operand_type = operation.operand_type(self.data_type(), other.data_type())?;
        let (left, right) = (self.word_as(operand_type), other.word_as(operand_type));
        let mut output = [0.0];
        let mut flags = FloatingFlags::NONE;
        if operand_type == DataType::Int64 {
            if operation.name == POWER.name && integer_of(right) < 0 {
                return Err(super::power::negative_exponent());
            }
            if let Some(exact) = operation.exact
                && exact(integer_of(left), integer_of(right)).is_none()
            {
                flags = FloatingFlags::OVERFLOW;
            }
        }
        flags = flags.union(operation.run(operand_type, &[left], &[right], &mut output));
        Ok((Scalar::from_word(output[0], operand_type), flags))
    }

    /// Compares two scalars.
    pub fn compare(self, comparison: Comparison, other: Scalar) -> bool {
        let operand_type = self.data_type().max(other.data_type());
        let (left, right) = (self.word_as(operand_type), other.word_as(operand_type));
        let mut output = [0.0];
        comparison.run(operand_type, &[left], &[right], &mut output);
        integer_of(output[0]) != 0
    }
}

/// Rounds down; 0 where the divisor is 0, as NumPy's; wraps at `i64::MIN // -1`.
fn integer_floor_divide(dividend: i64, divisor: i64) -> i64 {
    if divisor == 0 {
        return 0;
    }
    let quotient = dividend.wrapping_div(divisor);
    let inexact = dividend.wrapping_rem(divisor) != 0;
    quotient - i64::from(inexact && (dividend < 0) != (divisor < 0))
}

/// The remainder with the divisor's sign; 0 where the divisor is 0, as NumPy's.
fn integer_remainder(dividend: i64, divisor: i64) -> i64 {
    if divisor == 0 {
        return 0;
    }
    let remainder = dividend.wrapping_rem(divisor);
    if remainder != 0 && (remainder < 0) != (divisor < 0) {
        remainder + divisor
    } else {
        remainder
    }
}

/// Follows NumPy's `npy_divmod`: the quotient comes from the exact remainder, so that both
/// fit each other, and is then rounded to the nearest whole number.
fn floor_divide(dividend: f64, divisor: f64) -> f64 {
    if divisor == 0.0 {
        return dividend / divisor;
    }
    let modulus = dividend % divisor;
    let mut quotient = (dividend - modulus) / divisor;
    if modulus != 0.0 && (divisor < 0.0) != (modulus < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return libm::copysign(0.0, dividend / divisor);
    }
    let floor = libm::floor(quotient);
    if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    }
}

/// The remainder with the divisor's sign, as Python's and NumPy's.
fn remainder(dividend: f64, divisor: f64) -> f64 {
    let modulus = dividend % divisor;
    if divisor == 0.0 || modulus.is_nan() {
        return modulus;
    }
    if modulus == 0.0 {
        return libm::copysign(0.0, divisor);
    }
    if (divisor < 0.0) != (modulus < 0.0) {
        modulus + divisor
    } else {
        modulus
    }
}
