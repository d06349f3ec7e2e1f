//! Built-in functions for integers in other bases, division with remainder, and powers.
//!
//! Knows nothing of sequences.

use crate::language::arithmetic::float_floor_divide;
use crate::language::integers::floor_divide;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction, Signature};
use crate::language::syntax_tree::BinaryOperator;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::big_integer::BigInt;

pub static FUNCTIONS: &[NativeFunction] = &[
    NativeFunction {
        name: "bin",
        call: bin,
    },
    NativeFunction {
        name: "divmod",
        call: divmod,
    },
    NativeFunction {
        name: "hex",
        call: hex,
    },
    NativeFunction {
        name: "oct",
        call: oct,
    },
    NativeFunction {
        name: "pow",
        call: pow,
    },
];

fn bin(machine: &mut Machine, arguments: Arguments) -> Outcome {
    in_radix(machine, arguments.one("bin")?, 2, "0b")
}

fn oct(machine: &mut Machine, arguments: Arguments) -> Outcome {
    in_radix(machine, arguments.one("oct")?, 8, "0o")
}

fn hex(machine: &mut Machine, arguments: Arguments) -> Outcome {
    in_radix(machine, arguments.one("hex")?, 16, "0x")
}

fn in_radix(machine: &mut Machine, value: Value, radix: u32, prefix: &str) -> Outcome {
    let number = match value.as_integer() {
        Some(number) => number,
        None => BigInt::from(value.to_index()?),
    };
    let sign = if number.is_negative() { "-" } else { "" };
    machine.new_string(format!("{sign}{prefix}{}", number.abs().to_text(radix)))
}

fn divmod(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [left, right] = arguments
        .between("divmod", 2)?
        .map(Option::unwrap_or_default);
    let floats = match (&left, &right) {
        (Value::Float(_), _) | (_, Value::Float(_)) => left.as_float().zip(right.as_float()),
        _ => None,
    };
    if let Some((left, right)) = floats {
        let (left, right) = (left?, right?);
        if right == 0.0 {
            return Err(Raised::zero_division("float divmod()"));
        }
        let (quotient, remainder) = float_floor_divide(left, right);
        return Ok(Value::tuple(vec![
            Value::Float(quotient),
            Value::Float(remainder),
        ]));
    }
    let types = (left.message_name(), right.message_name());
    let quotient = machine
        .binary(BinaryOperator::FloorDivide, &left, &right)
        .map_err(|mut raised| {
            if raised.message.starts_with("unsupported operand") {
                let (left, right) = types;
                raised.message =
                    format!("unsupported operand type(s) for divmod(): '{left}' and '{right}'");
            }
            raised
        })?;
    let remainder = machine.binary(BinaryOperator::Modulo, &left, &right)?;
    Ok(Value::tuple(vec![quotient, remainder]))
}

const POW: Signature = Signature {
    name: "pow",
    parameters: &["base", "exp", "mod"],
    required: 2,
    positional: 3,
};

fn pow(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [base, exponent, modulus] = arguments.clinic(&POW, 0)?;
    let (base, exponent) = (base.unwrap_or_default(), exponent.unwrap_or_default());
    match modulus.filter(|modulus| !modulus.is_none()) {
        None => machine.binary(BinaryOperator::Power, &base, &exponent),
        Some(modulus) => modular_power(machine, &base, &exponent, &modulus),
    }
}

fn modular_power(
    machine: &mut Machine,
    base: &Value,
    exponent: &Value,
    modulus: &Value,
) -> Outcome {
    let (Some(base), Some(exponent), Some(modulus)) = (
        base.as_integer(),
        exponent.as_integer(),
        modulus.as_integer(),
    ) else {
        return Err(Raised::type_error(
            "pow() 3rd argument not allowed unless all arguments are integers",
        ));
    };
    if modulus.is_zero() {
        return Err(Raised::value_error("pow() 3rd argument cannot be 0"));
    }
    let (base, exponent) = if exponent.is_negative() {
        let inverse = inverse(&base, &modulus)
            .ok_or_else(|| Raised::value_error("base is not invertible for the given modulus"))?;
        (inverse, -&exponent)
    } else {
        (base, exponent)
    };
    let products = (modulus.bits() / 64 + 1).saturating_mul(modulus.bits() / 64 + 1);
    let work = exponent.bits().saturating_mul(4 * products);
    machine.budget.integer(modulus.bits(), work)?;
    let remainder = |number: &BigInt| floor_divide(number, &modulus).1;
    let mut square = remainder(&base);
    let mut result = remainder(&BigInt::from(1));
    for place in 0..exponent.bits() {
        if (&exponent >> place).is_odd() {
            result = remainder(&(&result * &square));
        }
        square = remainder(&(&square * &square));
    }
    Ok(Value::integer(result))
}

/// What times `number` leaves 1 when divided by `modulus`, by Euclid's algorithm.
fn inverse(number: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let (mut divisor, mut rest) = (modulus.clone(), floor_divide(number, modulus).1);
    let (mut factor, mut next_factor) = (BigInt::default(), BigInt::from(1));
    while !rest.is_zero() {
        let (quotient, remainder) = floor_divide(&divisor, &rest);
        (divisor, rest) = (rest, remainder);
        let following = &factor - &(&quotient * &next_factor);
        (factor, next_factor) = (next_factor, following);
    }
    (divisor.abs() == BigInt::from(1)).then(|| &factor * &divisor)
}
