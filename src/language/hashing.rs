//! Hashes of values, as CPython 3.11 computes them for numbers and tuples.
//!
//! The order in which a set of numbers shows its elements follows from them. CPython's
//! hashes of strings differ from run to run; ours do not.
//!
//! Knows nothing of the tables that use the hashes.

use super::value::{Raised, Value};
use crate::numerics::array::Scalar;
use crate::numerics::big_integer::BigInt;
use std::rc::Rc;

/// 2^61 - 1, the prime that numeric hashes are taken modulo.
const MODULUS: u64 = (1 << 61) - 1;

/// How deeply tuples may be nested in a key.
const DEPTH: usize = 200;

/// How many elements a key may have, those of tuples inside it included. A tuple that holds
/// another one twice, and so on, has more of them than can ever be visited.
const ELEMENTS: usize = 10_000;

/// `hash(value)`.
///
/// # Errors
/// `TypeError: unhashable type: 'list'`; `TimeoutError` for a tuple of too many elements.
pub fn hash(value: &Value) -> Result<i64, Raised> {
    if size(value, ELEMENTS) >= ELEMENTS {
        return Err(Raised::exhausted(
            super::error::ErrorKind::TimeoutError,
            "this cell used a tuple of more than 10,000 elements as a key, so the page stopped it",
        ));
    }
    hash_nested(value, DEPTH)
}

/// How much work hashing a value is: its elements, counted up to a limit.
pub fn work(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() / 64,
        Value::Tuple(_) => size(value, ELEMENTS),
        _ => 0,
    }
}

/// How many elements a value has, counted up to a limit and a depth.
fn size(value: &Value, limit: usize) -> usize {
    fn count(value: &Value, left: usize, depth: usize) -> usize {
        let Value::Tuple(items) = value else {
            return 0;
        };
        let mut counted = items.len();
        for item in items.iter() {
            if counted >= left || depth == 0 {
                break;
            }
            counted += count(item, left - counted, depth - 1);
        }
        counted
    }
    count(value, limit, DEPTH)
}

fn hash_nested(value: &Value, depth: usize) -> Result<i64, Raised> {
    Ok(match value {
        Value::Bool(flag) => i64::from(*flag),
        Value::Integer(number) => integer(*number),
        Value::BigInteger(number) => big_integer(number),
        Value::Float(number) => float(*number),
        Value::Complex(number) => {
            float(number.0).wrapping_add(float(number.1).wrapping_mul(1_000_003))
        }
        Value::Scalar(Scalar::Float(number)) => float(*number),
        Value::Scalar(Scalar::Integer(number)) => integer(*number),
        Value::Scalar(Scalar::Bool(flag)) => i64::from(*flag),
        Value::String(text) => bytes(text.as_bytes()),
        Value::Tuple(items) => {
            let depth = depth.checked_sub(1).ok_or_else(super::machine::too_deep)?;
            tuple(items, depth)?
        }
        Value::None => 0x0fca_86d0,
        Value::Ellipsis => 0x0fca_86d1,
        Value::Range(range) => bytes(format!("{range:?}").as_bytes()),
        Value::Type(of_type) => bytes(of_type.qualified_name().as_bytes()),
        Value::Function(function) => address(Rc::as_ptr(function).cast::<()>()),
        Value::Native(function) => address(std::ptr::from_ref(*function).cast()),
        Value::BoundMethod(method) => address(std::ptr::from_ref(method.1).cast()),
        Value::Module(module) => address(std::ptr::from_ref(*module).cast()),
        Value::Iterator(iterator) => address(Rc::as_ptr(iterator).cast::<()>()),
        Value::Exception(exception) => address(Rc::as_ptr(exception).cast::<()>()),
        Value::Object(object) => bytes(object.type_name().as_bytes()),
        Value::List(_)
        | Value::Dict(_)
        | Value::Set(_)
        | Value::DictView(_)
        | Value::Slice(_)
        | Value::Array(_) => {
            return Err(Raised::type_error(format!(
                "unhashable type: '{}'",
                value.message_name()
            )));
        }
    })
}

/// -1 is CPython's mark of an error, so no value hashes to it.
fn never_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn integer(number: i64) -> i64 {
    let magnitude = (number.unsigned_abs() % MODULUS) as i64;
    never_minus_one(if number < 0 { -magnitude } else { magnitude })
}

fn big_integer(number: &BigInt) -> i64 {
    let (_, remainder) = number.divide(&BigInt::from(MODULUS));
    never_minus_one(remainder.to_i64().unwrap_or(0))
}

/// Follows `_Py_HashDouble`; all NaNs hash alike here.
fn float(number: f64) -> i64 {
    if number.is_nan() {
        return 0;
    }
    if number.is_infinite() {
        return if number > 0.0 { 314_159 } else { -314_159 };
    }
    let (mut mantissa, mut exponent) = libm::frexp(number.abs());
    let mut hash: u64 = 0;
    while mantissa != 0.0 {
        hash = ((hash << 28) & MODULUS) | (hash >> (61 - 28));
        mantissa *= 268_435_456.0;
        exponent -= 28;
        let part = mantissa as u64;
        mantissa -= part as f64;
        hash += part;
        if hash >= MODULUS {
            hash -= MODULUS;
        }
    }
    let shift = exponent.rem_euclid(61) as u32;
    let hash = if shift == 0 {
        hash
    } else {
        ((hash << shift) & MODULUS) | (hash >> (61 - shift))
    };
    let hash = hash as i64;
    never_minus_one(if number < 0.0 { -hash } else { hash })
}

/// Follows `tuplehash`, the xxHash of the elements' hashes.
fn tuple(items: &[Value], depth: usize) -> Result<i64, Raised> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut accumulator = PRIME_5;
    for item in items {
        let lane = hash_nested(item, depth)? as u64;
        accumulator = accumulator.wrapping_add(lane.wrapping_mul(PRIME_2));
        accumulator = accumulator.rotate_left(31).wrapping_mul(PRIME_1);
    }
    accumulator = accumulator.wrapping_add(items.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    if accumulator == u64::MAX {
        return Ok(1_546_275_796);
    }
    Ok(accumulator as i64)
}

/// FNV-1a.
fn bytes(text: &[u8]) -> i64 {
    let hash = text.iter().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    never_minus_one(hash as i64)
}

fn address(pointer: *const ()) -> i64 {
    integer((pointer as usize >> 4) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: Value, expected: i64) {
        assert_eq!(hash(&value).ok(), Some(expected));
    }

    #[test]
    fn numbers_hash_as_in_cpython() {
        check(Value::Integer(-1), -2);
        check(Value::Integer(1 << 61), 1);
        check(Value::Float(1.5), 1_152_921_504_606_846_977);
        check(Value::Float(-1.0), -2);
        check(Value::Float(0.1), 230_584_300_921_369_408);
        check(Value::Float(1e300), 1_224_995_262_755_759_164);
        check(
            Value::integer(BigInt::from(10).pow(30)),
            465_258_685_558_744_706,
        );
    }

    #[test]
    fn tuples_hash_as_in_cpython() {
        check(Value::tuple(vec![]), 5_740_354_900_026_072_187);
        check(
            Value::tuple(vec![Value::Integer(1), Value::Integer(2)]),
            -3_550_055_125_485_641_917,
        );
    }
}
