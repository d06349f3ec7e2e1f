//! The binary operators and comparisons: which kernel runs for which data types.

use super::elementwise::{
    BinaryKernel, FloatingFlags, apply_binary, apply_binary_reusing, no_flags,
};
use super::power::{self, INTEGER_POWER, POWER};
use super::{Array, ArrayError, ArrayResult, DataType, Scalar};

/// An operation on two operands with a result of their common type (true division and the
/// floating-point functions aside, which give float64).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperation {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    Power,
    BitwiseAnd,
    BitwiseOr,
    BitwiseXor,
    LeftShift,
    RightShift,
    Maximum,
    Minimum,
    Arctan2,
    Hypot,
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

impl BinaryOperation {
    /// The ufunc's name in messages: `add`, `floor_divide`.
    pub fn name(self) -> &'static str {
        match self {
            BinaryOperation::Add => "add",
            BinaryOperation::Subtract => "subtract",
            BinaryOperation::Multiply => "multiply",
            BinaryOperation::Divide => "divide",
            BinaryOperation::FloorDivide => "floor_divide",
            BinaryOperation::Remainder => "remainder",
            BinaryOperation::Power => "power",
            BinaryOperation::BitwiseAnd => "bitwise_and",
            BinaryOperation::BitwiseOr => "bitwise_or",
            BinaryOperation::BitwiseXor => "bitwise_xor",
            BinaryOperation::LeftShift => "left_shift",
            BinaryOperation::RightShift => "right_shift",
            BinaryOperation::Maximum => "maximum",
            BinaryOperation::Minimum => "minimum",
            BinaryOperation::Arctan2 => "arctan2",
            BinaryOperation::Hypot => "hypot",
        }
    }

    fn float_kernel(self) -> Option<&'static BinaryKernel<f64, f64>> {
        Some(match self {
            BinaryOperation::Add => &FLOAT_ADD,
            BinaryOperation::Subtract => &FLOAT_SUBTRACT,
            BinaryOperation::Multiply => &FLOAT_MULTIPLY,
            BinaryOperation::Divide => &FLOAT_DIVIDE,
            BinaryOperation::FloorDivide => &FLOAT_FLOOR_DIVIDE,
            BinaryOperation::Remainder => &FLOAT_REMAINDER,
            BinaryOperation::Power => &POWER,
            BinaryOperation::Maximum => &FLOAT_MAXIMUM,
            BinaryOperation::Minimum => &FLOAT_MINIMUM,
            BinaryOperation::Arctan2 => &ARCTAN2,
            BinaryOperation::Hypot => &HYPOT,
            _ => return None,
        })
    }

    fn integer_kernel(self) -> Option<&'static BinaryKernel<i64, i64>> {
        Some(match self {
            BinaryOperation::Add => &INTEGER_ADD,
            BinaryOperation::Subtract => &INTEGER_SUBTRACT,
            BinaryOperation::Multiply => &INTEGER_MULTIPLY,
            BinaryOperation::FloorDivide => &INTEGER_FLOOR_DIVIDE,
            BinaryOperation::Remainder => &INTEGER_REMAINDER,
            BinaryOperation::Power => &INTEGER_POWER,
            BinaryOperation::BitwiseAnd => &INTEGER_AND,
            BinaryOperation::BitwiseOr => &INTEGER_OR,
            BinaryOperation::BitwiseXor => &INTEGER_XOR,
            BinaryOperation::LeftShift => &INTEGER_LEFT_SHIFT,
            BinaryOperation::RightShift => &INTEGER_RIGHT_SHIFT,
            BinaryOperation::Maximum => &INTEGER_MAXIMUM,
            BinaryOperation::Minimum => &INTEGER_MINIMUM,
            _ => return None,
        })
    }

    /// Addition of truth values is `or`, multiplication `and`, as NumPy's.
    fn bool_kernel(self) -> Option<&'static BinaryKernel<bool, bool>> {
        Some(match self {
            BinaryOperation::Add | BinaryOperation::BitwiseOr | BinaryOperation::Maximum => {
                &BOOL_OR
            }
            BinaryOperation::Multiply | BinaryOperation::BitwiseAnd | BinaryOperation::Minimum => {
                &BOOL_AND
            }
            BinaryOperation::BitwiseXor => &BOOL_XOR,
            _ => return None,
        })
    }

    /// The type the operands are converted to.
    ///
    /// # Errors
    /// Bitwise operations on floats, subtraction of truth values; results of a type that
    /// this page does not have (int8).
    fn operand_type(self, left: DataType, right: DataType) -> ArrayResult<DataType> {
        let common = left.max(right);
        match common {
            _ if self.float_only() => Ok(DataType::Float64),
            DataType::Float64 if self.float_kernel().is_none() => Err(not_supported(self.name())),
            DataType::Bool if self.bool_kernel().is_none() => match self {
                BinaryOperation::Subtract => Err(ArrayError::type_error(
                    "numpy boolean subtract, the `-` operator, is not supported, use the \
                     bitwise_xor, the `^` operator, or the logical_xor function instead.",
                )),
                _ => Err(ArrayError::unknown_here(
                    "the data type int8, which NumPy gives for this operation on truth values",
                )),
            },
            _ => Ok(common),
        }
    }

    fn float_only(self) -> bool {
        matches!(
            self,
            BinaryOperation::Divide | BinaryOperation::Arctan2 | BinaryOperation::Hypot
        )
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
        operation: BinaryOperation,
        other: &Array,
    ) -> ArrayResult<(Array, FloatingFlags)> {
        let operand_type = operation.operand_type(self.data_type(), other.data_type())?;
        if let (DataType::Float64, Some(kernel)) = (operand_type, operation.float_kernel()) {
            return apply_binary(self, other, kernel);
        }
        if let (DataType::Bool, Some(kernel)) = (operand_type, operation.bool_kernel()) {
            return apply_binary(self, other, kernel);
        }
        if operation == BinaryOperation::Power {
            power::check_exponents(other)?;
        }
        match operation.integer_kernel() {
            Some(kernel) => apply_binary(self, other, kernel),
            None => Err(not_supported(operation.name())),
        }
    }

    /// [`Array::binary`] on operands that are about to be forgotten: float64 operands that
    /// nothing else holds lend their memory to the result.
    ///
    /// # Errors
    /// As [`Array::binary`].
    pub fn binary_reusing(
        self,
        operation: BinaryOperation,
        other: Array,
    ) -> ArrayResult<(Array, FloatingFlags)> {
        let floats =
            self.data_type() == DataType::Float64 || other.data_type() == DataType::Float64;
        match operation.float_kernel() {
            Some(kernel) if floats => apply_binary_reusing(self, other, kernel),
            _ => self.binary(operation, &other),
        }
    }

    /// Compares element by element, broadcast.
    ///
    /// # Errors
    /// Shapes that do not broadcast; the array budget.
    pub fn compare(&self, comparison: Comparison, other: &Array) -> ArrayResult<Array> {
        let float = self.data_type().max(other.data_type()) == DataType::Float64;
        let result = if float {
            apply_binary(self, other, comparison.kernel::<f64>())
        } else {
            apply_binary(self, other, comparison.kernel::<i64>())
        };
        result.map(|(array, _)| array)
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
        operation: BinaryOperation,
        other: Scalar,
    ) -> ArrayResult<(Scalar, FloatingFlags)> {
        let operand_type = operation.operand_type(self.data_type(), other.data_type())?;
        if let (DataType::Float64, Some(kernel)) = (operand_type, operation.float_kernel()) {
            let (result, flags) = run_single(kernel, self, other);
            return Ok((result, flags));
        }
        if let (DataType::Bool, Some(kernel)) = (operand_type, operation.bool_kernel()) {
            return Ok(run_single(kernel, self, other));
        }
        if operation == BinaryOperation::Power && matches!(other, Scalar::Integer(i64::MIN..0)) {
            return Err(power::negative_exponent());
        }
        let Some(kernel) = operation.integer_kernel() else {
            return Err(not_supported(operation.name()));
        };
        let (result, flags) = run_single(kernel, self, other);
        Ok((
            result,
            flags.union(integer_overflow(operation, self, other)),
        ))
    }

    /// Compares two scalars.
    pub fn compare(self, comparison: Comparison, other: Scalar) -> bool {
        let float = self.data_type().max(other.data_type()) == DataType::Float64;
        let (result, _) = if float {
            run_single(comparison.kernel::<f64>(), self, other)
        } else {
            run_single(comparison.kernel::<i64>(), self, other)
        };
        result == Scalar::Bool(true)
    }
}

fn run_single<T: super::Element, O: super::Element>(
    kernel: &BinaryKernel<T, O>,
    left: Scalar,
    right: Scalar,
) -> (Scalar, FloatingFlags) {
    let (left, right) = ([T::from_scalar(left)], [T::from_scalar(right)]);
    let mut output = [O::default()];
    (kernel.run)(&left, &right, &mut output);
    let flags = (kernel.flags)(&left, &right, &output);
    (output[0].into_scalar(), flags)
}

/// Whether the exact result of an integer operation is past int64.
fn integer_overflow(operation: BinaryOperation, left: Scalar, right: Scalar) -> FloatingFlags {
    let (Scalar::Integer(left), Scalar::Integer(right)) = (
        Scalar::Integer(super::Element::from_scalar(left)),
        Scalar::Integer(super::Element::from_scalar(right)),
    ) else {
        return FloatingFlags::NONE;
    };
    let overflows = match operation {
        BinaryOperation::Add => left.checked_add(right).is_none(),
        BinaryOperation::Subtract => left.checked_sub(right).is_none(),
        BinaryOperation::Multiply => left.checked_mul(right).is_none(),
        _ => false,
    };
    if overflows {
        FloatingFlags::OVERFLOW
    } else {
        FloatingFlags::NONE
    }
}

/// One loop of a kernel, tight enough to be vectorized.
pub(super) fn each<T: Copy, O>(
    left: &[T],
    right: &[T],
    output: &mut [O],
    operation: impl Fn(T, T) -> O,
) {
    for ((output, &left), &right) in output.iter_mut().zip(left).zip(right) {
        *output = operation(left, right);
    }
}

/// Flags of a float block: none where every result is finite, else by the operands.
/// `pole` says that an infinite result from finite operands is a division by zero.
pub(super) fn float_flags(
    left: &[f64],
    right: &[f64],
    output: &[f64],
    pole: fn(f64, f64) -> bool,
) -> FloatingFlags {
    let mut flags = FloatingFlags::NONE;
    if all_finite(output) {
        return flags;
    }
    for ((&left, &right), &result) in left.iter().zip(right).zip(output) {
        if result.is_nan() && !left.is_nan() && !right.is_nan() {
            flags = flags.union(FloatingFlags::INVALID);
        } else if result.is_infinite() && left.is_finite() && right.is_finite() {
            flags = flags.union(if pole(left, right) {
                FloatingFlags::DIVIDE
            } else {
                FloatingFlags::OVERFLOW
            });
        }
    }
    flags
}

/// Whether no element is infinite or NaN; without a branch in the loop.
pub(super) fn all_finite(values: &[f64]) -> bool {
    values
        .iter()
        .fold(true, |finite, value| finite & value.is_finite())
}

macro_rules! float_kernel {
    ($name:ident, $operation:expr, $pole:expr) => {
        pub(super) static $name: BinaryKernel<f64, f64> = BinaryKernel {
            run: |left, right, output| each(left, right, output, $operation),
            flags: |left, right, output| float_flags(left, right, output, $pole),
        };
    };
}

macro_rules! plain_kernel {
    ($name:ident, $type:ty, $operation:expr) => {
        static $name: BinaryKernel<$type, $type> = BinaryKernel {
            run: |left, right, output| each(left, right, output, $operation),
            flags: no_flags,
        };
    };
}

float_kernel!(FLOAT_ADD, |a, b| a + b, |_, _| false);
float_kernel!(FLOAT_SUBTRACT, |a, b| a - b, |_, _| false);
float_kernel!(FLOAT_MULTIPLY, |a, b| a * b, |_, _| false);
float_kernel!(FLOAT_DIVIDE, |a, b| a / b, |_, b| b == 0.0);
float_kernel!(FLOAT_REMAINDER, remainder, |_, _| false);
float_kernel!(HYPOT, libm::hypot, |_, _| false);
plain_kernel!(ARCTAN2, f64, libm::atan2);
plain_kernel!(
    FLOAT_MAXIMUM,
    f64,
    |a: f64, b: f64| if a > b || a.is_nan() { a } else { b }
);
plain_kernel!(
    FLOAT_MINIMUM,
    f64,
    |a: f64, b: f64| if a < b || a.is_nan() { a } else { b }
);

plain_kernel!(INTEGER_ADD, i64, i64::wrapping_add);
plain_kernel!(INTEGER_SUBTRACT, i64, i64::wrapping_sub);
plain_kernel!(INTEGER_MULTIPLY, i64, i64::wrapping_mul);
plain_kernel!(INTEGER_AND, i64, |a, b| a & b);
plain_kernel!(INTEGER_OR, i64, |a, b| a | b);
plain_kernel!(INTEGER_XOR, i64, |a, b| a ^ b);
plain_kernel!(INTEGER_LEFT_SHIFT, i64, |a: i64, b: i64| match b {
    0..64 => a << b,
    _ => 0,
});
plain_kernel!(INTEGER_RIGHT_SHIFT, i64, |a: i64, b: i64| match b {
    0..64 => a >> b,
    _ => a >> 63,
});
plain_kernel!(INTEGER_MAXIMUM, i64, i64::max);
plain_kernel!(INTEGER_MINIMUM, i64, i64::min);

plain_kernel!(BOOL_OR, bool, |a, b| a | b);
plain_kernel!(BOOL_AND, bool, |a, b| a & b);
plain_kernel!(BOOL_XOR, bool, |a, b| a ^ b);

/// A quotient past the largest float is invalid too, since NumPy looks at its distance from
/// the whole number below, which is infinity less infinity.
static FLOAT_FLOOR_DIVIDE: BinaryKernel<f64, f64> = BinaryKernel {
    run: |left, right, output| each(left, right, output, floor_divide),
    flags: |left, right, output| {
        let flags = float_flags(left, right, output, |_, divisor| divisor == 0.0);
        if flags.contains(FloatingFlags::OVERFLOW) {
            flags.union(FloatingFlags::INVALID)
        } else {
            flags
        }
    },
};

static INTEGER_FLOOR_DIVIDE: BinaryKernel<i64, i64> = BinaryKernel {
    run: |left, right, output| each(left, right, output, integer_floor_divide),
    flags: |left, right, _| {
        let smallest = |(&a, &b): (&i64, &i64)| a == i64::MIN && b == -1;
        let flags = divided_by_zero(right);
        match left.iter().zip(right).any(smallest) {
            true => flags.union(FloatingFlags::OVERFLOW),
            false => flags,
        }
    },
};

static INTEGER_REMAINDER: BinaryKernel<i64, i64> = BinaryKernel {
    run: |left, right, output| each(left, right, output, integer_remainder),
    flags: |_, right, _| divided_by_zero(right),
};

fn divided_by_zero(divisors: &[i64]) -> FloatingFlags {
    if divisors.contains(&0) {
        FloatingFlags::DIVIDE
    } else {
        FloatingFlags::NONE
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
    let modulus = libm::fmod(dividend, divisor);
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
    let modulus = libm::fmod(dividend, divisor);
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

/// Kernels of the comparisons for one operand type.
trait Compared: Sized + 'static {
    fn kernels() -> &'static [BinaryKernel<Self, bool>; 6];
}

macro_rules! comparison_kernels {
    ($type:ty) => {
        impl Compared for $type {
            fn kernels() -> &'static [BinaryKernel<$type, bool>; 6] {
                macro_rules! kernel {
                    ($operation:expr) => {
                        BinaryKernel {
                            run: |left, right, output| each(left, right, output, $operation),
                            flags: no_flags,
                        }
                    };
                }
                static KERNELS: [BinaryKernel<$type, bool>; 6] = [
                    kernel!(|a, b| a == b),
                    kernel!(|a, b| a != b),
                    kernel!(|a, b| a < b),
                    kernel!(|a, b| a <= b),
                    kernel!(|a, b| a > b),
                    kernel!(|a, b| a >= b),
                ];
                &KERNELS
            }
        }
    };
}

comparison_kernels!(f64);
comparison_kernels!(i64);

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

    fn kernel<T: Compared>(self) -> &'static BinaryKernel<T, bool> {
        &T::kernels()[self as usize]
    }
}
