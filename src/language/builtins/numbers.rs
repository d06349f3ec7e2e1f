//! Built-in functions of numbers.
//!
//! Knows nothing of sequences.

use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction, Signature};
use crate::language::numpy;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::big_integer::BigInt;
use crate::numerics::number_reading::read;

pub static FUNCTIONS: &[NativeFunction] = &[
    NativeFunction {
        name: "abs",
        call: abs,
    },
    NativeFunction {
        name: "round",
        call: round,
    },
];

fn abs(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let value = arguments.one("abs")?;
    match &value {
        Value::Float(number) => Ok(Value::Float(number.abs())),
        Value::Complex(number) => Ok(Value::Float(libm::hypot(number.0, number.1))),
        Value::Array(_) | Value::Scalar(_) => numpy::absolute(machine, &value),
        _ => match value.as_integer() {
            Some(number) => Ok(Value::integer(number.abs())),
            None => Err(Raised::type_error(format!(
                "bad operand type for abs(): '{}'",
                value.message_name()
            ))),
        },
    }
}

const ROUND: Signature = Signature {
    name: "round",
    parameters: &["number", "ndigits"],
    required: 1,
    positional: 2,
};

fn round(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [number, digits] = arguments.clinic(&ROUND, 0)?;
    let number = number.unwrap_or_default();
    let digits = digits.filter(|digits| !digits.is_none());
    match &number {
        Value::Array(_) | Value::Scalar(_) => numpy::round(machine, &number, digits.as_ref()),
        Value::Float(float) => match digits {
            None => {
                let whole = crate::language::integers::from_float(float.round_ties_even())?;
                Ok(Value::integer(whole))
            }
            Some(digits) => round_float(*float, digits.to_index()?).map(Value::Float),
        },
        _ => {
            let Some(integer) = number.as_integer() else {
                return Err(Raised::type_error(format!(
                    "type {} doesn't define __round__ method",
                    number.message_name()
                )));
            };
            let digits = digits.map_or(Ok(0), |digits| digits.to_index())?;
            Ok(Value::integer(round_integer(integer, digits)))
        }
    }
}

/// `round(number, digits)` of a float: the decimal nearest to the exact value, ties to even.
///
/// # Errors
/// `OverflowError` where the rounded value is past the largest float.
pub fn round_float(number: f64, digits: i64) -> Result<f64, Raised> {
    if !number.is_finite() || digits > 323 {
        return Ok(number);
    }
    if digits < -308 {
        return Ok(0.0f64.copysign(number));
    }
    let text = if digits >= 0 {
        format!("{number:.*}", digits as usize)
    } else {
        round_left_of_point(number, -digits)
    };
    let rounded = read(&text).unwrap_or(number);
    if rounded.is_infinite() {
        return Err(Raised::overflow_error(
            "rounded value too large to represent",
        ));
    }
    Ok(rounded)
}

/// The text of a finite number rounded to a multiple of `10^places`.
fn round_left_of_point(number: f64, places: i64) -> String {
    // Rounded to one place more than a double needs to be told from its neighbours and from ties.
    let exact = format!("{number:.1074e}");
    let exponent = exact
        .rsplit('e')
        .next()
        .and_then(|text| text.parse::<i64>().ok());
    let kept = exponent.unwrap_or(0) - places;
    if kept >= 0 {
        return format!("{number:.*e}", kept as usize);
    }
    let half = read(&format!("5e{}", places - 1)).unwrap_or(0.0);
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if kept == -1 && number.abs() > half {
        format!("{sign}1e{places}")
    } else {
        format!("{sign}0")
    }
}

/// `round(number, digits)` of an integer: ties to even.
fn round_integer(number: BigInt, digits: i64) -> BigInt {
    if digits >= 0 {
        return number;
    }
    // Past the number's own digits, the result is zero however many there are.
    let places = u32::try_from(-digits).unwrap_or(u32::MAX);
    if u64::from(places) > number.bits() / 3 + 2 {
        return BigInt::default();
    }
    let unit = BigInt::from(10).pow(places);
    let (quotient, remainder) = crate::language::integers::floor_divide(&number, &unit);
    let twice = &remainder + &remainder;
    let up = twice > unit || twice == unit && quotient.is_odd();
    &(&quotient + &BigInt::from(i64::from(up))) * &unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: f64, digits: i64, expected: f64) {
        let rounded = round_float(number, digits).ok();
        assert_eq!(rounded.map(f64::to_bits), Some(expected.to_bits()));
    }

    #[test]
    fn floats_round_as_decimals() {
        check(2.675, 2, 2.67);
        check(0.5, 0, 0.0);
        check(1.5, 0, 2.0);
        check(-0.4, 0, -0.0);
        check(1234.5678, -2, 1200.0);
        check(15.5, -1, 20.0);
        check(25.0, -1, 20.0);
        check(5.0, -1, 0.0);
        check(50.1, -2, 100.0);
        check(-3.0, -2, -0.0);
        check(1e22, -21, 1e22);
        assert!(round_float(1.7e308, -308).is_err());
    }

    #[test]
    fn integers_round_to_even() {
        let check = |number: i64, digits, expected: i64| {
            assert_eq!(round_integer(number.into(), digits), expected.into());
        };
        check(25, -1, 20);
        check(35, -1, 40);
        check(-25, -1, -20);
        check(149, -2, 100);
        check(7, -1, 10);
        check(7, -30, 0);
    }
}
