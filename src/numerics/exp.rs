//! The exponential function, the same to the last bit on every machine.

use super::exp_table::POWERS_OF_TWO;

/// 64 / ln 2.
const STEPS_PER_UNIT: f64 = 92.33248261689366;
/// ln 2 / 64 in two parts; the first has so few bits that its product with any step is exact.
const STEP_HIGH: f64 = 0.010830424696223417;
const STEP_LOW: f64 = 2.572804622327669e-14;
/// Added and taken away again, it rounds to a whole number, ties to even.
const ROUNDING: f64 = 6755399441055744.0;

/// Above, the result is past the largest double.
const OVERFLOW_ABOVE: f64 = 709.782712893384;
/// Below, the result is less than half of the smallest subnormal.
const ZERO_BELOW: f64 = -745.1332191019412;
/// Beyond, the power of two alone is not a normal double.
const PLAIN_WITHIN: f64 = 708.0;

/// `e` to the power `x`, at most 0.52 ulp from the truth (0.77 where the result is subnormal).
///
/// `exp(inf)` is `inf`, `exp(-inf)` is `0`, `exp(nan)` is `nan`; past 709.78 the result
/// overflows to `inf`, below -745.13 it underflows to `0`.
///
/// Method: `x = k ln2/64 + r`; then `2^(k/64)` from a table and `e^r - 1` from six terms of its
/// series (P. T. P. Tang, "Table-driven implementation of the exponential function", ACM TOMS
/// 15, 1989). Only sums and products are used, never a fused one, so every machine agrees.
#[inline]
pub fn exp(x: f64) -> f64 {
    if x.abs() > PLAIN_WITHIN || x.is_nan() {
        return far_exp(x);
    }
    let reduced = Reduced::new(x);
    let scale = f64::from_bits(reduced.scale_bits);
    scale + scale * reduced.excess
}

/// `e^x` as an unrounded sum of two doubles, for `|x|` up to 708.
pub(super) fn exp_in_two_parts(x: f64) -> (f64, f64) {
    let reduced = Reduced::new(x);
    let scale = f64::from_bits(reduced.scale_bits);
    let rest = scale * reduced.excess;
    let high = scale + rest;
    (high, rest - (high - scale))
}

/// `e^x = scale * (1 + excess)`.
struct Reduced {
    /// The bits of a power of two; meaningless as a double when its exponent leaves the range.
    scale_bits: u64,
    excess: f64,
}

impl Reduced {
    #[inline]
    fn new(x: f64) -> Self {
        let rounded = x * STEPS_PER_UNIT + ROUNDING;
        let steps = rounded - ROUNDING;
        let remainder = (x - steps * STEP_HIGH) - steps * STEP_LOW;
        // The lowest bits of `rounded` hold the whole number of steps.
        let step_bits = rounded.to_bits();
        let (power, lacking) = POWERS_OF_TWO[(step_bits % 64) as usize];
        Reduced {
            scale_bits: power.wrapping_add((step_bits >> 6) << 52),
            excess: f64::from(f32::from_bits(lacking)) + exp_minus_one(remainder),
        }
    }
}

/// `e^r - 1` for `|r|` up to ln 2 / 128.
#[inline]
fn exp_minus_one(r: f64) -> f64 {
    let square = r * r;
    let low = 0.5 + r * (1.0 / 6.0);
    let middle = 1.0 / 24.0 + r * (1.0 / 120.0);
    r + square * (low + square * (middle + square * (1.0 / 720.0)))
}

/// [`exp`] where the result is huge, subnormal, or not a number.
#[cold]
fn far_exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > OVERFLOW_ABOVE {
        return f64::INFINITY;
    }
    if x < ZERO_BELOW {
        return 0.0;
    }
    let reduced = Reduced::new(x);
    // 2^128 nearer to one, then back by an exact product (rounded once if subnormal).
    let (shift, back) = if x > 0.0 {
        (-128_i64, 2_f64.powi(128))
    } else {
        (128_i64, 2_f64.powi(-128))
    };
    let scale = f64::from_bits(reduced.scale_bits.wrapping_add((shift << 52) as u64));
    (scale + scale * reduced.excess) * back
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::test_support::{exact_exp, ulps_between};
    use num_bigint::BigUint;

    #[track_caller]
    fn check(x: f64, expected: f64) {
        let found = exp(x);
        assert!(
            found.to_bits() == expected.to_bits(),
            "exp({x:?}) gave {found:?}, not {expected:?}"
        );
    }

    #[test]
    fn boundaries() {
        check(0.0, 1.0);
        check(-0.0, 1.0);
        check(1.0, std::f64::consts::E);
        check(f64::INFINITY, f64::INFINITY);
        check(f64::NEG_INFINITY, 0.0);
        assert!(exp(f64::NAN).is_nan());
        check(709.782712893384, 1.7976931348622732e308);
        check(709.7827128933841, f64::INFINITY);
        check(-745.1332191019411, 5e-324);
        check(-745.1332191019412, 0.0);
        check(5e-324, 1.0);
        check(-708.3964185322641, 2.2250738585072626e-308);
    }

    #[test]
    fn at_most_one_ulp_from_the_exact_value() {
        let mut worst: f64 = 0.0;
        let mut state = 20260101_u64;
        for index in 0..40_000 {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            let unit = (state >> 11) as f64 / (1_u64 << 53) as f64;
            let reach = [1.0, 40.0, 700.0][index % 3];
            let x = (unit * 2.0 - 1.0) * reach;
            worst = worst.max(ulps_between(exp(x), &exact_exp(x)));
        }
        assert!(worst < 0.52, "{worst} ulp");
    }

    #[test]
    fn at_most_one_ulp_where_results_are_subnormal_or_huge() {
        for index in 0..2_000 {
            let x = -745.13 + f64::from(index) * 0.0185;
            assert!(ulps_between(exp(x), &exact_exp(x)) < 0.77, "exp({x})");
            let x = 705.0 + f64::from(index) * 0.00239;
            assert!(ulps_between(exp(x), &exact_exp(x)) < 0.52, "exp({x})");
        }
    }

    /// The 64th power of each entry is a power of two, to within the rounding of its parts.
    #[test]
    fn table_holds_powers_of_two() {
        for (index, (bits, lacking)) in POWERS_OF_TWO.iter().enumerate() {
            let mantissa = BigUint::from((bits & ((1 << 52) - 1)) | 1 << 52) << 100_u32;
            let relative = f64::from(f32::from_bits(*lacking)) * 2_f64.powi(100);
            let correction = (&mantissa * BigUint::from(relative.abs() as u128)) >> 100_u32;
            let entry = if relative < 0.0 {
                mantissa - correction
            } else {
                mantissa + correction
            };
            // entry = 2^152 * 2^(index/64)
            let power = entry.pow(64) >> (152 * 64 - 200_u32);
            let expected = BigUint::from(1_u32) << (200 + index);
            let difference = if power > expected {
                power - &expected
            } else {
                &expected - power
            };
            // One part in 2^70: the single-precision part has 24 bits below 2^-54.
            assert!(difference << 70_u32 < expected, "entry {index}");
        }
    }
}
