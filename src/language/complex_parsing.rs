//! Complex numbers from text: `complex('1+2j')`.
//!
//! Knows nothing of the literals in a program.

use super::number_parsing::{is_space, parse_float};
use super::value::Raised;

/// `complex(text)`
///
/// # Errors
/// `ValueError` for text that is no number.
pub fn complex(text: &str) -> Result<(f64, f64), Raised> {
    let trimmed = text.trim_matches(is_space);
    let inner = trimmed
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let inner = inner.unwrap_or(trimmed).trim_matches(is_space);
    parse_complex(inner).ok_or_else(|| Raised::value_error("complex() arg is a malformed string"))
}

fn parse_complex(text: &str) -> Option<(f64, f64)> {
    let Some(numbers) = text.strip_suffix(['j', 'J']) else {
        return Some((parse_float(text)?, 0.0));
    };
    // The imaginary part begins at the last sign that is not an exponent's.
    let sign = numbers.char_indices().rev().find(|(place, character)| {
        matches!(character, '+' | '-') && !numbers[..*place].ends_with(['e', 'E'])
    });
    let split = sign.map_or(0, |(place, _)| place);
    let (real, imaginary) = numbers.split_at(split);
    let real = if real.is_empty() {
        0.0
    } else {
        parse_float(real)?
    };
    let imaginary = match imaginary {
        "" | "+" => 1.0,
        "-" => -1.0,
        digits => parse_float(digits)?,
    };
    Some((real, imaginary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complex_numbers_are_read_as_in_python() {
        assert_eq!(complex("1+2j").ok(), Some((1.0, 2.0)));
        assert_eq!(complex("(-1e-5-j)").ok(), Some((-1e-5, -1.0)));
        assert_eq!(complex("3").ok(), Some((3.0, 0.0)));
        assert!(complex("1 + 2j").is_err());
    }
}
