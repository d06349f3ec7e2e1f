//! Powers.

use super::element::integer_of;
use super::functions::{RECIPROCAL, SQUARE, SQUARE_ROOT};
use super::{Array, ArrayError, ArrayResult, DataType, Scalar, UnaryFunction};

/// Squaring and multiplying, modulo 2^64.
pub(super) fn integer_power(mut base: i64, mut exponent: i64) -> i64 {
    let mut result = 1i64;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        exponent >>= 1;
    }
    result
}

/// Fails where an integer exponent is negative.
///
/// # Errors
/// `Integers to negative integer powers are not allowed.`
pub(super) fn check_exponents(exponents: &Array) -> ArrayResult<()> {
    let words = exponents.words(DataType::Int64);
    if words.iter().any(|&word| integer_of(word) < 0) {
        return Err(negative_exponent());
    }
    Ok(())
}

pub(super) fn negative_exponent() -> ArrayError {
    ArrayError::value("Integers to negative integer powers are not allowed.")
}

impl Array {
    /// `array ** exponent` for a plain Python number: NumPy takes a shorter way, with another
    /// name in warnings, for the exponents 2 (an int), -1 (an int, of floats) and 0.5 (of
    /// floats). `None` for others.
    pub fn power_shortcut(&self, exponent: Scalar) -> Option<&'static UnaryFunction> {
        let float = self.data_type() == DataType::Float64;
        match exponent {
            Scalar::Integer(2) if self.data_type() != DataType::Bool => Some(&SQUARE),
            Scalar::Integer(-1) if float => Some(&RECIPROCAL),
            Scalar::Float(0.5) if float => Some(&SQUARE_ROOT),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: i64, exponent: i64, expected: i64) {
        assert_eq!(integer_power(base, exponent), expected);
    }

    #[test]
    fn integer_powers_wrap() {
        check(0, 0, 1);
        check(-3, 3, -27);
        check(3, 100, -2984622845537545263);
        check(10, 19, -8446744073709551616);
    }
}
