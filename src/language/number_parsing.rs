//! Numbers from text: `int('5')`, `float('1e5')`.
//!
//! Knows nothing of the literals in a program.

use super::integers::MAXIMUM_DIGITS;
use super::text::quoted;
use super::value::Raised;
use crate::numerics::big_integer::BigInt;
use crate::numerics::number_reading::read;

/// `int(text, base)`; a base of 0 goes by the prefix.
///
/// # Errors
/// `ValueError` for text that is no integer, or has too many digits.
pub fn integer(text: &str, base: u32) -> Result<BigInt, Raised> {
    let wrong = || {
        Raised::value_error(format!(
            "invalid literal for int() with base {base}: {}",
            quoted(text)
        ))
    };
    let ascii = ascii_digits(text);
    let trimmed = ascii.trim_matches(is_space);
    let (negative, unsigned) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let (radix, digits) = without_prefix(unsigned, base);
    let digits = without_underscores(digits).ok_or_else(wrong)?;
    let leading_zero = base == 0 && radix == 10 && digits.starts_with('0');
    if leading_zero && digits.bytes().any(|digit| digit != b'0') {
        return Err(wrong());
    }
    if !radix.is_power_of_two() && digits.len() > MAXIMUM_DIGITS {
        return Err(Raised::value_error(format!(
            "Exceeds the limit ({MAXIMUM_DIGITS} digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    let magnitude = BigInt::from_digits(&digits, radix).ok_or_else(wrong)?;
    Ok(if negative { -&magnitude } else { magnitude })
}

/// Takes `0x`, `0o` or `0b` off where it fits the base.
fn without_prefix(digits: &str, base: u32) -> (u32, &str) {
    for (radix, prefixes) in [(16, ["0x", "0X"]), (8, ["0o", "0O"]), (2, ["0b", "0B"])] {
        let stripped = prefixes
            .iter()
            .find_map(|prefix| digits.strip_prefix(prefix));
        if let Some(rest) = stripped.filter(|_| base == 0 || base == radix) {
            return (radix, rest.strip_prefix('_').unwrap_or(rest));
        }
    }
    (if base == 0 { 10 } else { base }, digits)
}

/// `float(text)`
///
/// # Errors
/// `ValueError` for text that is no number.
pub fn float(text: &str) -> Result<f64, Raised> {
    parse_float(&ascii_digits(text)).ok_or_else(|| {
        Raised::value_error(format!(
            "could not convert string to float: {}",
            quoted(text)
        ))
    })
}

/// The number that a text is, with space around it or without.
pub(super) fn parse_float(text: &str) -> Option<f64> {
    let trimmed = text.trim_matches(is_space);
    let digits = without_underscores(trimmed)?;
    read(&digits)
}

/// The text without underscores, which may stand between two digits only.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_digit = |index: Option<usize>| {
        index
            .and_then(|index| bytes.get(index))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    let misplaced = (0..bytes.len()).any(|index| {
        bytes[index] == b'_' && !(is_digit(index.checked_sub(1)) && is_digit(Some(index + 1)))
    });
    (!misplaced).then(|| text.replace('_', ""))
}

/// Digits of any script as ASCII ones.
fn ascii_digits(text: &str) -> String {
    if text.is_ascii() {
        return text.to_string();
    }
    text.chars()
        .map(|character| match u32::from(character) {
            code @ 0xff10..=0xff19 => char::from(b'0' + (code - 0xff10) as u8),
            code @ 0x660..=0x669 => char::from(b'0' + (code - 0x660) as u8),
            code @ 0x966..=0x96f => char::from(b'0' + (code - 0x966) as u8),
            _ => character,
        })
        .collect()
}

pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_integer(text: &str, base: u32, expected: Option<i64>) {
        assert_eq!(integer(text, base).ok(), expected.map(BigInt::from));
    }

    #[test]
    fn integers_are_read_as_in_python() {
        check_integer(" 12 ", 10, Some(12));
        check_integer("1_0", 10, Some(10));
        check_integer("1__0", 10, None);
        check_integer("_1", 10, None);
        check_integer("-0b11", 2, Some(-3));
        check_integer("0x1f", 16, Some(31));
        check_integer("0x1f", 0, Some(31));
        check_integer("010", 0, None);
        check_integer("z", 36, Some(35));
        check_integer("9", 8, None);
        check_integer("", 10, None);
        check_integer("+-1", 10, None);
        check_integer("１２", 10, Some(12));
        check_integer(&"9".repeat(4301), 10, None);
    }

    #[test]
    fn floats_are_read_as_in_python() {
        assert_eq!(float(" 1_0.5e1 ").ok(), Some(105.0));
        assert_eq!(float("-Infinity").ok(), Some(f64::NEG_INFINITY));
        for wrong in ["", "1e", "1__0", "0x10", "1_", "- 1"] {
            assert!(float(wrong).is_err(), "{wrong}");
        }
    }
}
