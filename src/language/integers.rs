//! Python's integers past 64 bits: conversions, and division as Python rounds it.
//!
//! Knows nothing of the machine; budgets on size are its business.

use super::value::Raised;
use crate::numerics::big_integer::BigInt;
use crate::numerics::ratio::ratio_to_float;

/// How many decimal digits an integer may have when it becomes text or comes from it, as
/// CPython's `sys.int_info.default_max_str_digits`.
pub const MAXIMUM_DIGITS: usize = 4300;

/// The nearest float, ties to even.
///
/// # Errors
/// `OverflowError` past the largest float.
pub fn to_float(number: &BigInt) -> Result<f64, Raised> {
    ratio_to_float(number, &BigInt::from(1))
        .ok_or_else(|| Raised::overflow_error("int too large to convert to float"))
}

/// The integer part of a float, toward zero.
///
/// # Errors
/// `OverflowError` for infinities, `ValueError` for NaN.
pub fn from_float(number: f64) -> Result<BigInt, Raised> {
    if number.is_nan() {
        return Err(Raised::value_error("cannot convert float NaN to integer"));
    }
    if number.is_infinite() {
        return Err(Raised::overflow_error(
            "cannot convert float infinity to integer",
        ));
    }
    if number.abs() < 9.0e18 {
        return Ok(BigInt::from(number as i64));
    }
    let bits = number.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075;
    let mantissa = BigInt::from((bits & ((1 << 52) - 1)) | (1 << 52));
    let magnitude = &mantissa << exponent.max(0) as u64;
    Ok(if number < 0.0 { -&magnitude } else { magnitude })
}

/// Quotient and remainder as Python has them: the remainder has the sign of the divisor, which
/// is not zero.
pub fn floor_divide(left: &BigInt, right: &BigInt) -> (BigInt, BigInt) {
    let (quotient, remainder) = left.divide(right);
    if !remainder.is_zero() && remainder.is_negative() != right.is_negative() {
        (&quotient - &BigInt::from(1), &remainder + right)
    } else {
        (quotient, remainder)
    }
}

/// Compares an integer with a float exactly; `None` for NaN.
pub fn compare_with_float(left: &BigInt, right: f64) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering;
    if right.is_nan() {
        return None;
    }
    if right.is_infinite() {
        return Some(if right > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let floor = libm::floor(right);
    let whole = from_float(floor).ok()?;
    Some(left.cmp(&whole).then(if right > floor {
        Ordering::Less
    } else {
        Ordering::Equal
    }))
}

/// How many bits the magnitude has.
pub fn bits(number: &BigInt) -> u64 {
    number.bits()
}

/// The decimal text.
///
/// # Errors
/// `ValueError` past [`MAXIMUM_DIGITS`], as CPython.
pub fn to_text(number: &BigInt) -> Result<String, Raised> {
    // 2^14285 has 4301 digits; the exact count is taken near the limit only.
    if number.bits() < 14_280 {
        return Ok(number.to_text(10));
    }
    let too_long = || {
        Raised::value_error(format!(
            "Exceeds the limit ({MAXIMUM_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    if number.bits() > 14_290 {
        return Err(too_long());
    }
    let text = number.to_text(10);
    let digits = text.len() - usize::from(number.is_negative());
    if digits > MAXIMUM_DIGITS {
        return Err(too_long());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        let magnitude = BigInt::from_digits(text.trim_start_matches('-'), 10).unwrap_or_default();
        if text.starts_with('-') {
            -&magnitude
        } else {
            magnitude
        }
    }

    #[test]
    fn what_is_past_the_largest_float_overflows() {
        assert!(to_float(&BigInt::from(2).pow(1024)).is_err());
    }

    #[test]
    fn integers_compare_with_floats_exactly() {
        use std::cmp::Ordering;
        let number = big("9007199254740993");
        assert_eq!(
            compare_with_float(&number, 9007199254740992.0),
            Some(Ordering::Greater)
        );
        assert_eq!(
            compare_with_float(&BigInt::from(-1), -0.5),
            Some(Ordering::Less)
        );
        assert_eq!(compare_with_float(&number, f64::NAN), None);
    }
}
