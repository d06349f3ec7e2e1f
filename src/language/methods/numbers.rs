//! Methods of integers, floats and complex numbers.
//!
//! Knows nothing of their operators.

use super::{none, receive};
use crate::language::integers;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::types::Type;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::big_integer::BigInt;

pub static INTEGER_METHODS: &[NativeFunction] = &[
    NativeFunction {
        name: "as_integer_ratio",
        call: integer_ratio,
    },
    NativeFunction {
        name: "bit_count",
        call: bit_count,
    },
    NativeFunction {
        name: "bit_length",
        call: bit_length,
    },
    NativeFunction {
        name: "conjugate",
        call: integer_conjugate,
    },
];

pub static FLOAT_METHODS: &[NativeFunction] = &[
    NativeFunction {
        name: "as_integer_ratio",
        call: float_ratio,
    },
    NativeFunction {
        name: "conjugate",
        call: float_conjugate,
    },
    NativeFunction {
        name: "is_integer",
        call: is_integer,
    },
];

pub static COMPLEX_METHODS: &[NativeFunction] = &[NativeFunction {
    name: "conjugate",
    call: complex_conjugate,
}];

fn integer(name: &str, arguments: Arguments) -> Result<BigInt, Raised> {
    let (receiver, rest) = receive(Type::Integer, name, arguments)?;
    none(Type::Integer, name, &rest)?;
    Ok(receiver.as_integer().unwrap_or_default())
}

fn float(name: &str, arguments: Arguments) -> Result<f64, Raised> {
    let (receiver, rest) = receive(Type::Float, name, arguments)?;
    none(Type::Float, name, &rest)?;
    receiver.as_float().unwrap_or(Ok(0.0))
}

fn integer_conjugate(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    integer("conjugate", arguments).map(Value::integer)
}

fn bit_length(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = integer("bit_length", arguments)?;
    Ok(Value::Integer(number.bits() as i64))
}

fn bit_count(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = integer("bit_count", arguments)?;
    let ones = number
        .digits()
        .iter()
        .map(|digit| i64::from(digit.count_ones()));
    Ok(Value::Integer(ones.sum()))
}

fn integer_ratio(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = integer("as_integer_ratio", arguments)?;
    Ok(Value::tuple(vec![
        Value::integer(number),
        Value::Integer(1),
    ]))
}

fn float_conjugate(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    float("conjugate", arguments).map(Value::Float)
}

fn is_integer(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = float("is_integer", arguments)?;
    let whole = number.is_finite() && libm::floor(number) == number;
    Ok(Value::Bool(whole))
}

fn float_ratio(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = float("as_integer_ratio", arguments)?;
    if number.is_nan() {
        return Err(Raised::value_error("cannot convert NaN to integer ratio"));
    }
    if number.is_infinite() {
        return Err(Raised::overflow_error(
            "cannot convert Infinity to integer ratio",
        ));
    }
    let (mut mantissa, mut exponent) = libm::frexp(number);
    while mantissa != libm::floor(mantissa) {
        mantissa *= 2.0;
        exponent -= 1;
    }
    let whole = integers::from_float(mantissa)?;
    let power = &BigInt::from(1) << u64::from(exponent.unsigned_abs());
    let (numerator, denominator) = if exponent < 0 {
        (whole, power)
    } else {
        (&whole * &power, BigInt::from(1))
    };
    Ok(Value::tuple(vec![
        Value::integer(numerator),
        Value::integer(denominator),
    ]))
}

fn complex_conjugate(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let (receiver, rest) = receive(Type::Complex, "conjugate", arguments)?;
    none(Type::Complex, "conjugate", &rest)?;
    Ok(match receiver {
        Value::Complex(number) => Value::complex(number.0, -number.1),
        other => other,
    })
}
