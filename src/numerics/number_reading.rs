//! Doubles from text, correctly rounded.
//!
//! The standard library's `parse` does the same, but carries a table of 10 kB that nothing
//! compresses. Knows nothing of what a language allows in its literals.

use super::big_integer::BigInt;
use super::ratio::ratio_to_float;

/// No double, and no point halfway between two, has more digits (767).
const MOST_DIGITS: usize = 800;
/// Of at most so many digits, every whole number is a double.
const EXACT_DIGITS: usize = 15;
/// The largest power of ten that is a double.
const EXACT_POWER: u64 = 22;

/// The double nearest to a decimal number, of two equally near the even one; also `inf`,
/// `infinity` and `nan`, in small or large letters.
///
/// A sign may come first, digits may be missing before or after the point, and `e` or `E`
/// begins an exponent. `None` for any other text. Past the largest double it is infinity.
pub fn read(text: &str) -> Option<f64> {
    let (negative, unsigned) = split_sign(text);
    let is = |name: &str| unsigned.eq_ignore_ascii_case(name);
    let magnitude = if is("inf") || is("infinity") {
        f64::INFINITY
    } else if is("nan") {
        f64::NAN
    } else {
        decimal(unsigned)?
    };
    Some(if negative { -magnitude } else { magnitude })
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The double nearest to a decimal number without a sign.
fn decimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !are_digits(&digits) {
        return None;
    }
    let digits = digits.trim_start_matches('0');
    // The number lies below 10^magnitude, and not below a tenth of that.
    let magnitude = digits.len() as i64 - fraction.len() as i64 + exponent;
    if digits.is_empty() || magnitude < -330 {
        return Some(0.0);
    }
    if magnitude > 310 {
        return Some(f64::INFINITY);
    }
    let (kept, rest) = digits.split_at(digits.len().min(MOST_DIGITS));
    // All that matters of so many digits is whether one of them is not zero.
    let more = rest.bytes().any(|digit| digit != b'0');
    let digits = [kept, if more { "1" } else { "" }].concat();
    nearest(&digits, magnitude - digits.len() as i64)
}

/// The exponent of a decimal number; one that is too large for any text stays so.
fn read_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = split_sign(text);
    if digits.is_empty() || !are_digits(digits) {
        return None;
    }
    let magnitude = digits.parse().unwrap_or(i64::MAX).min(1 << 40);
    Some(if negative { -magnitude } else { magnitude })
}

/// The double nearest to a whole number times a power of ten.
fn nearest(digits: &str, power: i64) -> Option<f64> {
    if digits.len() <= EXACT_DIGITS && power.unsigned_abs() <= EXACT_POWER {
        // One operation on two exact numbers is rounded once.
        let number = digits.parse::<u64>().ok()? as f64;
        let factor = (0..power.abs()).fold(1.0, |product, _| product * 10.0);
        return Some(if power < 0 {
            number / factor
        } else {
            number * factor
        });
    }
    let number = BigInt::from_digits(digits, 10)?;
    let factor = BigInt::from(10).pow(power.unsigned_abs() as u32);
    let nearest = if power < 0 {
        ratio_to_float(&number, &factor)
    } else {
        ratio_to_float(&(&number * &factor), &BigInt::from(1))
    };
    Some(nearest.unwrap_or(f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::*;

    /// The standard library is the reference, sign and all.
    #[track_caller]
    fn check(text: &str) {
        let expected = text.parse::<f64>().ok();
        let bits = |number: Option<f64>| number.map(f64::to_bits);
        assert_eq!(bits(read(text)), bits(expected), "{text}");
    }

    #[test]
    fn forms() {
        for text in [
            "1", "1.", ".5", "1.5", "01.50", "1e5", "1E+5", "1e-05", "+2", "-0",
        ] {
            check(text);
        }
        for text in ["inf", "-Infinity", "INF", "nan", "NaN"] {
            check(text);
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in [
            "", ".", "-", "+-1", "e5", ".e5", "1e", "1e+", "1.2.3", "1_0", " 1", "0x1", "½",
            "1e5.", "infin",
        ] {
            assert_eq!(read(text), None, "{text}");
            check(text);
        }
    }

    #[test]
    fn the_ends_of_the_range() {
        for text in [
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "179769313486231580793728971405301e276",
            "1e309",
            "1e310",
            "1e311",
            "1e99999999999999999999",
            "-1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "4.9406564584124654e-324",
            "5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.5e-324",
            "7.4109846876186981626485318930233205854758970392148714663837852375101326090531312779794975454245398856969484704316857659638998506553390969459816219401617281718945106978546710679176872575177347315553307795408549809608457500958111373034747658096871009590975442271004757307809711118935784838675653998783503015228055934046593739791790738723868299395818481660169122019456499931289798411362062484498678713572180352209017023903285791732520220528974020802906854021606612375549983402671300035812486479041385743401875520901590172592547146296175134159774938718574737870961645638908718119841271673056017045493004705269590165763776884908267986972573366521765567941072508764337560846003984904972149117463085539556354188641513168478436313080237596295773983001708984375e-324",
            "2.2250738585072011e-308",
            "2.2250738585072012e-308",
            "2.2250738585072014e-308",
        ] {
            check(text);
        }
    }

    #[test]
    fn halfway_goes_to_even() {
        for text in [
            "9007199254740993",
            "9007199254740995",
            "9007199254740992.5",
            "9007199254740993.00000000000000000000000000000001",
            "1.00000000000000011102230246251565404236316680908203125",
            "1.00000000000000033306690738754696212708950042724609375",
            "100000000000000000000000",
            "1e23",
            "8.5e22",
        ] {
            check(text);
        }
    }

    #[test]
    fn long_texts() {
        let zeros = "0".repeat(5_000);
        let nines = "9".repeat(5_000);
        let halfway = format!("9007199254740993.{zeros}");
        check(&format!("0.{zeros}1"));
        check(&format!("0.{zeros}1e5000"));
        check(&format!("1{zeros}e-5000"));
        check(&format!("1{zeros}"));
        check(&nines);
        check(&format!("{nines}e-4990"));
        check(&halfway);
        check(&format!("{halfway}1"));
    }

    proptest! {
        #[test]
        fn every_double_reads_back(bits: u64) {
            let value = f64::from_bits(bits);
            prop_assume!(!value.is_nan());
            prop_assert_eq!(read(&format!("{value:e}")), Some(value));
            prop_assert_eq!(read(&format!("{value:.17e}")), format!("{value:.17e}").parse().ok());
            prop_assert_eq!(read(&format!("{value:.15e}")), format!("{value:.15e}").parse().ok());
        }

        #[test]
        fn decimals_are_rounded_as_the_standard_library_does(digits in "[0-9]{1,40}", exponent in -360..340) {
            let text = format!("{digits}e{exponent}");
            prop_assert_eq!(read(&text), text.parse().ok());
        }

        #[test]
        fn points_between_neighbours(bits in 0..0x7fef_ffff_ffff_ffff_u64) {
            // The exact decimal of the point halfway between two doubles, by Rust's own text.
            let (low, high) = (f64::from_bits(bits), f64::from_bits(bits + 1));
            let halfway = format!("{:.1075}", low / 4.0 + high / 4.0);
            prop_assert_eq!(read(&halfway), halfway.parse().ok());
        }
    }
}
