//! Python's integers past 64 bits: conversions and division with exact rounding.
//!
//! Knows nothing of the machine; budgets on size are its business.

use super::value::Raised;
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive, Zero};

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

/// `numerator / denominator` as the nearest float, ties to even; `None` past the largest float.
/// The denominator is not zero.
pub fn ratio_to_float(numerator: &BigInt, denominator: &BigInt) -> Option<f64> {
    let negative = numerator.is_negative() != denominator.is_negative();
    let (mut numerator, mut denominator) = (numerator.abs(), denominator.abs());
    if numerator.is_zero() {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    // The quotient is scaled to 54 or 55 bits, fewer for subnormals; the last bit is sticky.
    let exponent = (numerator.bits() as i64 - denominator.bits() as i64 - 55).max(-1076);
    if exponent > 1024 {
        return None;
    }
    if exponent >= 0 {
        denominator <<= exponent as u64;
    } else {
        numerator <<= (-exponent) as u64;
    }
    let quotient = &numerator / &denominator;
    let inexact = &quotient * &denominator != numerator;
    let bits = quotient.to_u64().unwrap_or(u64::MAX) | u64::from(inexact);
    let magnitude = scale(bits, exponent);
    magnitude
        .is_finite()
        .then_some(if negative { -magnitude } else { magnitude })
}

/// `bits * 2^exponent`, rounded once to the nearest float, ties to even. `bits` has 54 to 56
/// bits with a sticky last one, or fewer where the result is subnormal.
fn scale(bits: u64, exponent: i64) -> f64 {
    let width = 64 - i64::from(bits.leading_zeros());
    // The last place of the result is 2^-1074 or 53 bits below the first bit.
    let drop = (width - 53).max(-1074 - exponent).max(0) as u32;
    let (mut kept, rest) = (bits >> drop, bits & ((1 << drop) - 1));
    if drop > 0 {
        let half = 1u64 << (drop - 1);
        if rest > half || (rest == half && kept & 1 == 1) {
            kept += 1;
        }
    }
    libm::scalbn(kept as f64, (exponent + i64::from(drop)) as i32)
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
    let magnitude = mantissa << exponent.max(0) as u64;
    Ok(if number < 0.0 { -magnitude } else { magnitude })
}

/// Quotient and remainder as Python has them: the remainder has the sign of the divisor, which
/// is not zero.
pub fn floor_divide(left: &BigInt, right: &BigInt) -> (BigInt, BigInt) {
    let (quotient, remainder) = (left / right, left % right);
    if !remainder.is_zero() && remainder.is_negative() != right.is_negative() {
        (quotient - 1, remainder + right)
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
        return Ok(number.to_string());
    }
    let too_long = || {
        Raised::value_error(format!(
            "Exceeds the limit ({MAXIMUM_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    if number.bits() > 14_290 {
        return Err(too_long());
    }
    let text = number.to_string();
    let digits = text.len() - usize::from(number.sign() == Sign::Minus);
    if digits > MAXIMUM_DIGITS {
        return Err(too_long());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        text.parse().unwrap_or_default()
    }

    #[track_caller]
    fn check_ratio(numerator: &str, denominator: &str, expected: f64) {
        let ratio = ratio_to_float(&big(numerator), &big(denominator));
        assert_eq!(ratio.map(f64::to_bits), Some(expected.to_bits()));
    }

    #[test]
    fn quotients_are_the_nearest_float() {
        check_ratio("1", "3", 1.0 / 3.0);
        check_ratio("-10", "4", -2.5);
        check_ratio("9007199254740993", "1", 9007199254740992.0);
        check_ratio("9007199254740995", "1", 9007199254740996.0);
        check_ratio("123456789012345678901234567890", "7", 1.763668414462081e28);
        check_ratio(
            "1000000000000000000000000000000",
            "1000000000000000000000",
            1e9,
        );
    }

    #[test]
    fn subnormal_quotients_are_rounded_once() {
        let power = |exponent: u32| BigInt::from(2).pow(exponent);
        let ratio = |numerator: i64, exponent| {
            ratio_to_float(&BigInt::from(numerator), &power(exponent)).map(f64::to_bits)
        };
        assert_eq!(ratio(1, 1074), Some(1));
        assert_eq!(ratio(1, 1075), Some(0));
        assert_eq!(ratio(3, 1076), Some(1));
        assert_eq!(ratio(3, 1075), Some(2));
    }

    #[test]
    fn what_is_too_large_is_none() {
        let power = BigInt::from(2).pow(1024);
        assert_eq!(ratio_to_float(&power, &BigInt::from(1)), None);
        assert!(to_float(&(power - 1)).is_err());
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
