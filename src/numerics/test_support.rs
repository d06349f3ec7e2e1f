//! Exact values for tests, by big integers: an oracle that shares no code with what it judges.

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive, Zero};

/// Bits behind the binary point of a [`Fixed`].
const FRACTION_BITS: usize = 1400;

/// A real number as an integer times 2^-1400.
pub struct Fixed(pub BigInt);

/// A finite double, exactly (down to 2^-1400).
pub fn fixed(value: f64) -> BigInt {
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, exponent - 1075)
    };
    let shift = exponent + FRACTION_BITS as i64;
    let magnitude = BigInt::from(mantissa) << shift.max(0) as usize >> (-shift).max(0) as usize;
    if value < 0.0 { -magnitude } else { magnitude }
}

/// `e^x` for `|x|` up to 750, to some 300 bits past the last place of a double.
pub fn exact_exp(x: f64) -> Fixed {
    let one = BigInt::one() << FRACTION_BITS;
    // e^x = (e^(x / 1024))^1024
    let small = fixed(x) >> 10_usize;
    let mut sum = one.clone();
    let mut term = one;
    for divisor in 1..400_u32 {
        term = ((term * &small) >> FRACTION_BITS) / divisor;
        if term.is_zero() || term == BigInt::from(-1) {
            break;
        }
        sum += &term;
    }
    for _ in 0..10 {
        sum = (&sum * &sum) >> FRACTION_BITS;
    }
    Fixed(sum)
}

/// How many units in the last place of `found` lie between it and the exact value.
pub fn ulps_between(found: f64, exact: &Fixed) -> f64 {
    let unit = fixed(found.next_up()) - fixed(found);
    let difference = &exact.0 - fixed(found);
    let scaled: BigInt = (difference << 40_usize) / unit;
    scaled.to_f64().map_or(f64::INFINITY, f64::abs) / (1_u64 << 40) as f64
}
