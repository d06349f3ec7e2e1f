//! Doubles as text, character for character as Python writes them.

use super::big_integer::BigInt;
use super::number_reading::nearest;
use std::cmp::Ordering;

/// A finite double as the fewest decimal digits that read back as the same double.
pub struct Digits {
    pub negative: bool,
    /// Without a point; no trailing zeros, except that zero is `0`.
    pub digits: String,
    /// The power of ten of the first digit.
    pub exponent: i32,
}

/// A decimal of 15 digits and the double nearest to it stand for one another, if it is not
/// subnormal.
const SAFE_DIGITS: usize = 15;
/// So many digits tell all doubles apart.
const MOST_DIGITS: usize = 17;

/// The shortest digits of a finite double; of two that are equally near, the even one.
///
/// The standard library's text does the same but for ties, with 20 kB of methods whose speed
/// no page needs.
pub fn shortest_digits(value: f64) -> Digits {
    let is_subnormal = value.abs() < f64::MIN_POSITIVE;
    let fewest = if is_subnormal { 1 } else { SAFE_DIGITS };
    // Below a power of two the doubles are twice as close, so that the next decimal above may
    // read back where a nearer one below does not.
    let is_power_of_two = value.to_bits() << 12 == 0;
    for count in fewest..MOST_DIGITS {
        let (number, power) = significant(value, count);
        for above in 0..=i32::from(is_power_of_two) {
            let digits = (&number + &BigInt::from(above)).to_text(10);
            if nearest(&digits, power) == Some(value.abs()) {
                return without_trailing_zeros(Digits::new(value, digits, power));
            }
        }
    }
    without_trailing_zeros(rounded_digits(value, MOST_DIGITS))
}

impl Digits {
    /// A number as whole digits times a power of ten, with the sign of `value`.
    fn new(value: f64, digits: String, power: i64) -> Self {
        Digits {
            negative: value.is_sign_negative(),
            exponent: (power + digits.len() as i64 - 1) as i32,
            digits,
        }
    }
}

fn without_trailing_zeros(mut number: Digits) -> Digits {
    let significant = number.digits.trim_end_matches('0').len().max(1);
    number.digits.truncate(significant);
    number
}

/// A finite double rounded to so many significant digits.
fn rounded_digits(value: f64, count: usize) -> Digits {
    if value == 0.0 {
        return Digits::new(value, "0".repeat(count), 1 - count as i64);
    }
    let (number, power) = significant(value, count);
    Digits::new(value, number.to_text(10), power)
}

/// The magnitude of a finite double as an integer of so many digits times a power of ten.
fn significant(value: f64, count: usize) -> (BigInt, i64) {
    if value == 0.0 {
        return (BigInt::default(), 0);
    }
    // The logarithm may be wrong by one, and rounding may add a digit.
    let mut power = libm::floor(libm::log10(value.abs())) as i64 + 1 - count as i64;
    loop {
        let number = scaled(value, -power);
        match number.to_text(10).len().cmp(&count) {
            Ordering::Equal => return (number, power),
            Ordering::Greater => power += 1,
            Ordering::Less => power -= 1,
        }
    }
}

/// The magnitude of a finite double times `10^places`, rounded to an integer, ties to even.
pub fn scaled(value: f64, places: i64) -> BigInt {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = match ((bits >> 52) & 0x7ff) as i64 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased - 1075),
    };
    let mut numerator = &BigInt::from(mantissa) << exponent.max(0) as u64;
    let mut denominator = &BigInt::from(1) << (-exponent).max(0) as u64;
    let power = BigInt::from(10).pow(places.unsigned_abs() as u32);
    if places < 0 {
        denominator = &denominator * &power;
    } else {
        numerator = &numerator * &power;
    }
    let (quotient, remainder) = numerator.divide(&denominator);
    let is_up = match (&remainder << 1).cmp(&denominator) {
        Ordering::Less => false,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Greater => true,
    };
    &quotient + &BigInt::from(i32::from(is_up))
}

/// What `repr` gives for a Python float: shortest digits, scientific when the exponent is below
/// -4 or at least 16, and `.0` after whole numbers.
pub fn repr(value: f64) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let number = shortest_digits(value);
    if (-4..16).contains(&number.exponent) {
        let mut text = positional(&number);
        if !text.contains('.') {
            text.push_str(".0");
        }
        text
    } else {
        scientific_of(&number)
    }
}

/// `nan`, `inf` or `-inf`.
fn not_finite(value: f64) -> String {
    let text = if value.is_nan() {
        "nan"
    } else if value > 0.0 {
        "inf"
    } else {
        "-inf"
    };
    text.to_owned()
}

/// Digits with a decimal point where needed: `-0.00125`, `1200`.
pub fn positional(number: &Digits) -> String {
    let mut text = String::new();
    if number.negative {
        text.push('-');
    }
    if number.exponent < 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', (-1 - number.exponent) as usize));
        text.push_str(&number.digits);
        return text;
    }
    let whole = number.exponent as usize + 1;
    if number.digits.len() <= whole {
        text.push_str(&number.digits);
        text.extend(std::iter::repeat_n('0', whole - number.digits.len()));
    } else {
        text.push_str(&number.digits[..whole]);
        text.push('.');
        text.push_str(&number.digits[whole..]);
    }
    text
}

/// Digits with an exponent of at least two places: `1.25e-07`.
fn scientific_of(number: &Digits) -> String {
    let mut text = String::new();
    if number.negative {
        text.push('-');
    }
    text.push_str(&number.digits[..1]);
    if number.digits.len() > 1 {
        text.push('.');
        text.push_str(&number.digits[1..]);
    }
    push_exponent(&mut text, number.exponent);
    text
}

/// `e`, a sign, and at least two digits.
fn push_exponent(text: &mut String, exponent: i32) {
    text.push('e');
    text.push(if exponent < 0 { '-' } else { '+' });
    let magnitude = exponent.unsigned_abs();
    if magnitude < 10 {
        text.push('0');
    }
    text.push_str(&magnitude.to_string());
}

/// `format(value, '.{precision}f')`: the exact binary value, rounded half to even.
pub fn fixed(value: f64, precision: usize) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let digits = scaled(value, precision as i64).to_text(10);
    let mut text = String::new();
    if value.is_sign_negative() {
        text.push('-');
    }
    // A digit stands before the point, if only a zero.
    text.extend(std::iter::repeat_n(
        '0',
        (precision + 1).saturating_sub(digits.len()),
    ));
    text.push_str(&digits);
    if precision > 0 {
        text.insert(text.len() - precision, '.');
    }
    text
}

/// `format(value, '.{precision}e')`.
pub fn scientific(value: f64, precision: usize) -> String {
    if value.is_finite() {
        scientific_of(&rounded_digits(value, precision + 1))
    } else {
        not_finite(value)
    }
}

/// `format(value, '.{precision}g')`; with `alternate` (`#`), trailing zeros stay.
///
/// A precision of 0 counts as 1.
pub fn general(value: f64, precision: usize, alternate: bool) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let precision = precision.max(1);
    let mut number = rounded_digits(value, precision);
    if !alternate {
        number = without_trailing_zeros(number);
    }
    let in_range = number.exponent >= -4 && i64::from(number.exponent) < precision as i64;
    let mut text = if in_range {
        positional(&number)
    } else {
        scientific_of(&number)
    };
    if alternate && !text.contains('.') {
        text.insert(text.find('e').unwrap_or(text.len()), '.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: f64, expected: &str) {
        assert_eq!(repr(value), expected);
    }

    #[test]
    fn repr_is_the_shortest_text_that_reads_back() {
        check(0.1 + 0.2, "0.30000000000000004");
        check(0.0, "0.0");
        check(-0.0, "-0.0");
        check(100.0, "100.0");
        check(0.000244140625, "0.000244140625");
        check(f64::NAN, "nan");
        check(f64::NEG_INFINITY, "-inf");
    }

    #[test]
    #[expect(
        clippy::excessive_precision,
        reason = "the digits show how near both are"
    )]
    fn repr_takes_the_even_one_of_two_equally_near() {
        check(3.33756256103515625, "3.3375625610351562");
        check(9007199254740993.0, "9007199254740992.0");
    }

    #[test]
    fn repr_turns_scientific_where_python_does() {
        check(1e15, "1000000000000000.0");
        check(1e16, "1e+16");
        check(0.0001, "0.0001");
        check(0.00001, "1e-05");
        check(6.103515625e-05, "6.103515625e-05");
        check(5e-324, "5e-324");
        check(f64::MAX, "1.7976931348623157e+308");
    }

    proptest! {
        #[test]
        fn texts_are_the_standard_librarys_but_for_ties(bits: u64, precision in 0..30usize) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            prop_assert_eq!(fixed(value, precision), format!("{value:.precision$}"));
            let theirs = format!("{value:.precision$e}");
            let ours = scientific(value, precision);
            let exponent = ours.split_once('e').unwrap().1.parse::<i32>().unwrap();
            prop_assert_eq!(format!("{}e{exponent}", ours.split_once('e').unwrap().0), theirs);
            prop_assert_eq!(repr(value).parse(), Ok(value));
            let digits = shortest_digits(value).digits.len();
            prop_assert_eq!(digits, shortest_length(value));
        }
    }

    /// How many digits the standard library's shortest text has.
    fn shortest_length(value: f64) -> usize {
        let text = format!("{value:e}");
        let mantissa = text.split('e').next().unwrap();
        mantissa.chars().filter(char::is_ascii_digit).count()
    }

    #[test]
    fn powers_of_two_are_as_short_as_can_be() {
        for exponent in 1..2046u64 {
            let value = f64::from_bits(exponent << 52);
            assert_eq!(shortest_digits(value).digits.len(), shortest_length(value));
            assert_eq!(repr(value).parse(), Ok(value));
        }
    }

    #[test]
    fn subnormal_numbers_are_as_short_as_can_be() {
        for bits in (1..1 << 52).step_by(7_777_777_777_777) {
            let value = f64::from_bits(bits);
            assert_eq!(shortest_digits(value).digits.len(), shortest_length(value));
        }
    }

    #[test]
    fn fixed_rounds_half_to_even() {
        assert_eq!(fixed(0.0625, 3), "0.062");
        assert_eq!(fixed(2.5, 0), "2");
        assert_eq!(fixed(f64::INFINITY, 3), "inf");
    }

    #[test]
    fn general_drops_trailing_zeros() {
        assert_eq!(general(100000.0, 6, false), "100000");
        assert_eq!(general(1000000.0, 6, false), "1e+06");
        assert_eq!(general(0.0001, 6, false), "0.0001");
        assert_eq!(general(0.0, 6, false), "0");
        assert_eq!(general(1.0, 6, true), "1.00000");
        assert_eq!(general(1e10, 1, true), "1.e+10");
        assert_eq!(general(3.0, 1, true), "3.");
    }
}
