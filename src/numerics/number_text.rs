//! Doubles as text, character for character as Python writes them.

use super::number_reading::read;

/// A finite double as the fewest decimal digits that read back as the same double.
pub struct Digits {
    pub negative: bool,
    /// Without a point; no trailing zeros, except that zero is `0`.
    pub digits: String,
    /// The power of ten of the first digit.
    pub exponent: i32,
}

/// The shortest digits of a finite double; of two that are equally near, the even one.
pub fn shortest_digits(value: f64) -> Digits {
    let shortest = split_scientific(&format!("{value:e}"));
    if shortest.digits.len() < 15 || !can_lie_halfway(value) {
        return shortest;
    }
    // The standard library rounds a tie in the last of the shortest digits up, Python to even,
    // as the standard library does when it is given the number of digits.
    let even = format!("{value:.*e}", shortest.digits.len() - 1);
    if read(&even) == Some(value) {
        split_scientific(&even)
    } else {
        shortest
    }
}

/// Whether a double has so few decimal digits in all, at most 18, that it may lie just between
/// two decimals of 17: as an odd number times a power of two from 2^-25 to 2^10.
fn can_lie_halfway(value: f64) -> bool {
    let bits = value.to_bits();
    let trailing_zeros = (bits | 1 << 52).trailing_zeros() as i64;
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075 + trailing_zeros;
    (-25..=10).contains(&exponent)
}

/// `-1.25e-7` as `Digits`.
fn split_scientific(text: &str) -> Digits {
    let negative = text.starts_with('-');
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    Digits {
        negative,
        digits: mantissa.chars().filter(char::is_ascii_digit).collect(),
        exponent: exponent.parse().unwrap_or(0),
    }
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
    if value.is_finite() {
        format!("{value:.precision$}")
    } else {
        not_finite(value)
    }
}

/// `format(value, '.{precision}e')`.
pub fn scientific(value: f64, precision: usize) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let rust = format!("{value:.precision$e}");
    let (mantissa, exponent) = rust.split_once('e').unwrap_or((&rust, "0"));
    let mut text = mantissa.to_owned();
    push_exponent(&mut text, exponent.parse().unwrap_or(0));
    text
}

/// `format(value, '.{precision}g')`; with `alternate` (`#`), trailing zeros stay.
///
/// A precision of 0 counts as 1.
pub fn general(value: f64, precision: usize, alternate: bool) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let precision = precision.max(1);
    let mut number = split_scientific(&format!("{value:.*e}", precision - 1));
    if !alternate {
        let significant = number.digits.trim_end_matches('0').len().max(1);
        number.digits.truncate(significant);
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
