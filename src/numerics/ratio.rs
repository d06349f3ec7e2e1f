//! Quotients of integers of any size as floats, rounded once.
//!
//! Knows nothing of text or of the language.

use super::big_integer::BigInt;

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
        denominator = &denominator << exponent as u64;
    } else {
        numerator = &numerator << (-exponent) as u64;
    }
    let (quotient, remainder) = numerator.divide(&denominator);
    let bits = quotient.to_u64().unwrap_or(u64::MAX) | u64::from(!remainder.is_zero());
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
    }
}
