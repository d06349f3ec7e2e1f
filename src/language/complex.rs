//! Complex numbers, which come up as results such as `(-4)**0.5`.
//!
//! Follows CPython 3.11's `Objects/complexobject.c`.
//!
//! Knows nothing of other numbers.

use super::error::ErrorKind;
use super::syntax_tree::BinaryOperator;
use super::value::{Outcome, Raised, Value};

type Pair = (f64, f64);

/// `left operator right`; `None` for operators that complex numbers do not have.
pub fn binary(operator: BinaryOperator, left: Pair, right: Pair) -> Option<Outcome> {
    let (real, imaginary) = match operator {
        BinaryOperator::Add => (left.0 + right.0, left.1 + right.1),
        BinaryOperator::Subtract => (left.0 - right.0, left.1 - right.1),
        BinaryOperator::Multiply => multiply(left, right),
        BinaryOperator::Divide if right == (0.0, 0.0) => {
            return Some(Err(Raised::zero_division("complex division by zero")));
        }
        BinaryOperator::Divide => divide(left, right),
        BinaryOperator::Power => return Some(power(left, right)),
        _ => return None,
    };
    Some(Ok(Value::complex(real, imaginary)))
}

/// `OverflowError: (34, 'Numerical result out of range')`, C's `ERANGE`.
pub fn out_of_range() -> Raised {
    Raised::with_arguments(
        ErrorKind::OverflowError,
        vec![
            Value::Integer(34),
            Value::string("Numerical result out of range"),
        ],
        "(34, 'Numerical result out of range')",
    )
}

fn multiply(left: Pair, right: Pair) -> Pair {
    (
        left.0 * right.0 - left.1 * right.1,
        left.0 * right.1 + left.1 * right.0,
    )
}

/// Scales by the larger part of the divisor, so that nothing overflows on the way.
fn divide(left: Pair, right: Pair) -> Pair {
    if right.0.abs() >= right.1.abs() {
        let ratio = right.1 / right.0;
        let divisor = right.0 + right.1 * ratio;
        (
            (left.0 + left.1 * ratio) / divisor,
            (left.1 - left.0 * ratio) / divisor,
        )
    } else if right.1.abs() >= right.0.abs() {
        let ratio = right.0 / right.1;
        let divisor = right.0 * ratio + right.1;
        (
            (left.0 * ratio + left.1) / divisor,
            (left.1 * ratio - left.0) / divisor,
        )
    } else {
        (f64::NAN, f64::NAN)
    }
}

fn power(base: Pair, exponent: Pair) -> Outcome {
    let whole =
        exponent.1 == 0.0 && libm::floor(exponent.0) == exponent.0 && exponent.0.abs() <= 100.0;
    if base == (0.0, 0.0) && (exponent.1 != 0.0 || exponent.0 < 0.0) {
        return Err(Raised::zero_division("0.0 to a negative or complex power"));
    }
    let (real, imaginary) = if whole {
        integer_power(base, exponent.0 as i32)
    } else {
        general_power(base, exponent)
    };
    if !real.is_finite() || !imaginary.is_finite() {
        return Err(Raised::overflow_error("complex exponentiation"));
    }
    Ok(Value::complex(real, imaginary))
}

fn integer_power(base: Pair, exponent: i32) -> Pair {
    let mut result = (1.0, 0.0);
    let mut square = base;
    let mut left = exponent.unsigned_abs();
    while left > 0 {
        if left & 1 == 1 {
            result = multiply(result, square);
        }
        square = multiply(square, square);
        left >>= 1;
    }
    if exponent < 0 {
        divide((1.0, 0.0), result)
    } else {
        result
    }
}

fn general_power(base: Pair, exponent: Pair) -> Pair {
    if base == (0.0, 0.0) {
        return (0.0, 0.0);
    }
    let magnitude = libm::hypot(base.0, base.1);
    let mut length = libm::pow(magnitude, exponent.0);
    let angle = libm::atan2(base.1, base.0);
    let mut phase = angle * exponent.0;
    if exponent.1 != 0.0 {
        length *= crate::numerics::exp(-angle * exponent.1);
        phase += exponent.1 * libm::log(magnitude);
    }
    (length * libm::cos(phase), length * libm::sin(phase))
}
