//! The module `math`.
//!
//! Knows nothing of arrays: like Python's, it takes numbers only.

use super::builtins::to_float;
use super::integers;
use super::machine::Machine;
use super::native::{Arguments, Entry, Module, NativeFunction, Signature};
use super::value::{Outcome, Raised, Value};
use crate::numerics;
use crate::numerics::big_integer::BigInt;

/// `import math`
pub static MODULE: Module = Module {
    name: "math",
    entries: &[
        ("acos", function("acos", acos)),
        ("asin", function("asin", asin)),
        ("atan", function("atan", atan)),
        ("atan2", function("atan2", atan2)),
        ("ceil", function("ceil", ceil)),
        ("comb", function("comb", comb)),
        ("copysign", function("copysign", copysign)),
        ("cos", function("cos", cos)),
        ("cosh", function("cosh", cosh)),
        ("degrees", function("degrees", degrees)),
        ("e", Entry::Constant(|| Value::Float(std::f64::consts::E))),
        ("erf", function("erf", erf)),
        ("exp", function("exp", exp)),
        ("expm1", function("expm1", expm1)),
        ("fabs", function("fabs", fabs)),
        ("factorial", function("factorial", factorial)),
        ("floor", function("floor", floor)),
        ("fmod", function("fmod", fmod)),
        ("gcd", function("gcd", gcd)),
        ("hypot", function("hypot", hypot)),
        ("inf", Entry::Constant(|| Value::Float(f64::INFINITY))),
        ("isclose", function("isclose", isclose)),
        ("isfinite", function("isfinite", isfinite)),
        ("isinf", function("isinf", isinf)),
        ("isnan", function("isnan", isnan)),
        ("isqrt", function("isqrt", isqrt)),
        ("log", function("log", log)),
        ("log10", function("log10", log10)),
        ("log1p", function("log1p", log1p)),
        ("log2", function("log2", log2)),
        ("nan", Entry::Constant(|| Value::Float(f64::NAN))),
        ("pi", Entry::Constant(|| Value::Float(std::f64::consts::PI))),
        ("pow", function("pow", pow)),
        ("prod", function("prod", prod)),
        ("radians", function("radians", radians)),
        ("sin", function("sin", sin)),
        ("sinh", function("sinh", sinh)),
        ("sqrt", function("sqrt", sqrt)),
        ("tan", function("tan", tan)),
        ("tanh", function("tanh", tanh)),
        (
            "tau",
            Entry::Constant(|| Value::Float(std::f64::consts::TAU)),
        ),
        ("trunc", function("trunc", trunc)),
    ],
    wide: &[],
    real_names: "__doc__ __file__ __loader__ __name__ __package__ __spec__ acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1 fabs factorial floor fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10 log1p log2 modf nan nextafter perm pi pow prod radians remainder sin sinh sqrt tan tanh tau trunc ulp",
};

const fn function(name: &'static str, call: super::value::NativeCall) -> Entry {
    Entry::Function(NativeFunction { name, call })
}

/// A number as a float: unlike `float`, text is none.
fn real(value: &Value) -> Result<f64, Raised> {
    match value {
        Value::String(_) | Value::Complex(..) => Err(must_be_real(value)),
        Value::Array(_) => to_float(value),
        other => other.as_float().unwrap_or_else(|| Err(must_be_real(value))),
    }
}

fn must_be_real(value: &Value) -> Raised {
    Raised::type_error(format!("must be real number, not {}", value.message_name()))
}

fn domain_error() -> Raised {
    Raised::value_error("math domain error")
}

/// A function of one number, with C's rules: NaN out of a number is a domain error, infinity out
/// of a finite number a range error.
fn unary(name: &str, arguments: Arguments, function: fn(f64) -> f64) -> Outcome {
    let argument = real(&arguments.one(&format!("math.{name}"))?)?;
    checked(function(argument), &[argument])
}

fn checked(result: f64, arguments: &[f64]) -> Outcome {
    if result.is_nan() && !arguments.iter().any(|argument| argument.is_nan()) {
        return Err(domain_error());
    }
    if result.is_infinite() && arguments.iter().all(|argument| argument.is_finite()) {
        return Err(Raised::overflow_error("math range error"));
    }
    Ok(Value::Float(result))
}

fn binary(name: &str, arguments: Arguments, function: fn(f64, f64) -> f64) -> Outcome {
    let [left, right] = arguments.between(name, 2)?.map(Option::unwrap_or_default);
    let (left, right) = (real(&left)?, real(&right)?);
    checked(function(left, right), &[left, right])
}

macro_rules! unary_functions {
    ($($name:ident => $function:expr;)*) => {
        $(fn $name(_machine: &mut Machine, arguments: Arguments) -> Outcome {
            unary(stringify!($name), arguments, $function)
        })*
    };
}

unary_functions! {
    acos => libm::acos;
    asin => libm::asin;
    atan => libm::atan;
    cos => libm::cos;
    cosh => libm::cosh;
    degrees => |x| x * (180.0 / std::f64::consts::PI);
    erf => libm::erf;
    exp => numerics::exp;
    expm1 => libm::expm1;
    fabs => f64::abs;
    radians => |x| x * (std::f64::consts::PI / 180.0);
    sin => libm::sin;
    sinh => libm::sinh;
    sqrt => f64::sqrt;
    tan => libm::tan;
    tanh => libm::tanh;
}

fn atan2(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    binary("atan2", arguments, libm::atan2)
}

fn copysign(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    binary("copysign", arguments, f64::copysign)
}

fn fmod(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    binary("fmod", arguments, |left, right| left % right)
}

fn pow(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [left, right] = arguments.between("pow", 2)?.map(Option::unwrap_or_default);
    let (left, right) = (real(&left)?, real(&right)?);
    if left == 0.0 && right < 0.0 {
        return Err(domain_error());
    }
    checked(libm::pow(left, right), &[left, right])
}

fn hypot(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    arguments.no_keywords("math.hypot")?;
    let mut length: f64 = 0.0;
    for value in &arguments.positional {
        length = libm::hypot(length, real(value)?);
    }
    Ok(Value::Float(length))
}

/// The logarithm of a number; of an integer past the largest float, by its leading bits.
fn logarithm(value: &Value, function: fn(f64) -> f64, log_of_two: f64) -> Result<f64, Raised> {
    if let Value::BigInteger(number) = value
        && !number.is_negative()
    {
        let shift = number.bits() - 60;
        let leading = integers::to_float(&(number.as_ref() >> shift))?;
        return Ok(function(leading) + shift as f64 * log_of_two);
    }
    let number = real(value)?;
    if number <= 0.0 {
        return Err(domain_error());
    }
    Ok(function(number))
}

fn log(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [number, base] = arguments.between("log", 1)?;
    let log_of = |value: &Value| logarithm(value, libm::log, std::f64::consts::LN_2);
    let numerator = log_of(&number.unwrap_or_default())?;
    let Some(base) = base else {
        return Ok(Value::Float(numerator));
    };
    let denominator = log_of(&base)?;
    if denominator == 0.0 {
        return Err(Raised::zero_division("float division by zero"));
    }
    Ok(Value::Float(numerator / denominator))
}

fn log2(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = arguments.one("math.log2")?;
    logarithm(&number, libm::log2, 1.0).map(Value::Float)
}

fn log10(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = arguments.one("math.log10")?;
    logarithm(&number, libm::log10, std::f64::consts::LOG10_2).map(Value::Float)
}

fn log1p(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = real(&arguments.one("math.log1p")?)?;
    if number <= -1.0 {
        return Err(domain_error());
    }
    Ok(Value::Float(libm::log1p(number)))
}

fn rounded(name: &str, arguments: Arguments, function: fn(f64) -> f64) -> Outcome {
    let value = arguments.one(&format!("math.{name}"))?;
    match value.as_integer() {
        Some(number) => Ok(Value::integer(number)),
        None => integers::from_float(function(real(&value)?)).map(Value::integer),
    }
}

fn ceil(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    rounded("ceil", arguments, libm::ceil)
}

fn floor(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    rounded("floor", arguments, libm::floor)
}

fn trunc(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let value = arguments.one("math.trunc")?;
    if value.as_integer().is_none() && value.as_float().is_none() {
        return Err(Raised::type_error(format!(
            "type {} doesn't define __trunc__ method",
            value.message_name()
        )));
    }
    rounded("trunc", Arguments::positional(vec![value]), libm::trunc)
}

fn test(name: &str, arguments: Arguments, test: fn(f64) -> bool) -> Outcome {
    let number = real(&arguments.one(&format!("math.{name}"))?)?;
    Ok(Value::Bool(test(number)))
}

fn isfinite(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    test("isfinite", arguments, f64::is_finite)
}

fn isinf(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    test("isinf", arguments, f64::is_infinite)
}

fn isnan(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    test("isnan", arguments, f64::is_nan)
}

const ISCLOSE: Signature = Signature {
    name: "isclose",
    parameters: &["a", "b", "rel_tol", "abs_tol"],
    required: 2,
    positional: 2,
};

fn isclose(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [a, b, relative, absolute] = arguments.clinic(&ISCLOSE, 0)?;
    let (a, b) = (real(&a.unwrap_or_default())?, real(&b.unwrap_or_default())?);
    let relative = relative.map_or(Ok(1e-9), |value| real(&value))?;
    let absolute = absolute.map_or(Ok(0.0), |value| real(&value))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(Raised::value_error("tolerances must be non-negative"));
    }
    let difference = (a - b).abs();
    let close = a == b
        || difference.is_finite()
            && (difference <= (relative * b).abs()
                || difference <= (relative * a).abs()
                || difference <= absolute);
    Ok(Value::Bool(close))
}

/// An exact integer, with `__index__`'s complaint for everything else.
fn whole(value: &Value) -> Result<BigInt, Raised> {
    match value.as_integer() {
        Some(number) => Ok(number),
        None => value.to_index().map(BigInt::from),
    }
}

fn factorial(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = whole(&arguments.one("math.factorial")?)?;
    if number.is_negative() {
        return Err(Raised::value_error(
            "factorial() not defined for negative values",
        ));
    }
    let number = number.to_u64().unwrap_or(u64::MAX);
    let bits = number.saturating_mul(u64::from(64 - number.leading_zeros()));
    machine
        .budget
        .integer(bits, number.saturating_mul(bits / 64))?;
    let mut product = BigInt::from(1);
    for factor in 2..=number {
        product = &product * &BigInt::from(factor);
    }
    Ok(Value::integer(product))
}

fn comb(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [n, k] = arguments.between("comb", 2)?.map(Option::unwrap_or_default);
    let (n, k) = (whole(&n)?, whole(&k)?);
    if n.is_negative() {
        return Err(Raised::value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(Raised::value_error("k must be a non-negative integer"));
    }
    if k > n {
        return Ok(Value::Integer(0));
    }
    let least = (&n - &k).min(k).to_u64().unwrap_or(u64::MAX);
    let bits = least.saturating_mul(n.bits());
    machine
        .budget
        .integer(bits, least.saturating_mul(bits / 64))?;
    let mut result = BigInt::from(1);
    for index in 0..least {
        let factor = &n - &BigInt::from(index);
        (result, _) = (&result * &factor).divide(&BigInt::from(index + 1));
    }
    Ok(Value::integer(result))
}

fn gcd(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    arguments.no_keywords("math.gcd")?;
    let mut result = BigInt::default();
    for value in &arguments.positional {
        let mut other = whole(value)?;
        while !other.is_zero() {
            let (_, remainder) = result.divide(&other);
            result = std::mem::replace(&mut other, remainder);
        }
    }
    Ok(Value::integer(result.abs()))
}

fn isqrt(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let number = whole(&arguments.one("math.isqrt")?)?;
    if number.is_negative() {
        return Err(Raised::value_error("isqrt() argument must be nonnegative"));
    }
    Ok(Value::integer(square_root(&number)))
}

/// The integer part of the square root, by Newton's method from above.
fn square_root(number: &BigInt) -> BigInt {
    let mut root = &BigInt::from(1) << number.bits().div_ceil(2);
    loop {
        let (quotient, _) = number.divide(&root);
        let next = &(&root + &quotient) >> 1;
        if next >= root {
            return root;
        }
        root = next;
    }
}

const PROD: Signature = Signature {
    name: "prod",
    parameters: &["", "start"],
    required: 1,
    positional: 1,
};

fn prod(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [iterable, start] = arguments.clinic(&PROD, 1)?;
    let iterator = machine.iterate(&iterable.unwrap_or_default())?;
    let mut product = start.unwrap_or(Value::Integer(1));
    while let Some(value) = machine.next(&iterator)? {
        let operator = super::syntax_tree::BinaryOperator::Multiply;
        product = machine.binary_owned(operator, product, value)?;
    }
    Ok(product)
}
