//! The rarer functions of one operand, and of two.

use crate::numerics::array::functions::{NOTHING, UnaryFunction, each};
use crate::numerics::array::operators::{self, BinaryOperation};
use std::f64::consts::PI;

pub static ARC_COSINE: UnaryFunction = UnaryFunction {
    name: "arccos",
    float: Some(|input, output| each(input, output, libm::acos)),
    ..NOTHING
};

pub static ARC_SINE: UnaryFunction = UnaryFunction {
    name: "arcsin",
    float: Some(|input, output| each(input, output, libm::asin)),
    ..NOTHING
};

pub static ARC_TANGENT: UnaryFunction = UnaryFunction {
    name: "arctan",
    float: Some(|input, output| each(input, output, libm::atan)),
    ..NOTHING
};

pub static CEILING: UnaryFunction = UnaryFunction {
    name: "ceil",
    float: Some(|input, output| each(input, output, f64::ceil)),
    integer: Some(|x| x),
    truth: Some(|x| x),
    ..NOTHING
};

pub static CUBE_ROOT: UnaryFunction = UnaryFunction {
    name: "cbrt",
    float: Some(|input, output| each(input, output, libm::cbrt)),
    ..NOTHING
};

pub static DEGREES_TO_RADIANS: UnaryFunction = UnaryFunction {
    name: "deg2rad",
    float: Some(|input, output| each(input, output, |x| x * (PI / 180.0))),
    ..NOTHING
};

pub static EXPONENTIAL_MINUS_ONE: UnaryFunction = UnaryFunction {
    name: "expm1",
    float: Some(|input, output| each(input, output, libm::expm1)),
    ..NOTHING
};

pub static HYPERBOLIC_ARC_COSINE: UnaryFunction = UnaryFunction {
    name: "arccosh",
    float: Some(|input, output| each(input, output, libm::acosh)),
    ..NOTHING
};

pub static HYPERBOLIC_ARC_SINE: UnaryFunction = UnaryFunction {
    name: "arcsinh",
    float: Some(|input, output| each(input, output, libm::asinh)),
    ..NOTHING
};

pub static HYPERBOLIC_ARC_TANGENT: UnaryFunction = UnaryFunction {
    name: "arctanh",
    float: Some(|input, output| each(input, output, libm::atanh)),
    pole: true,
    ..NOTHING
};

pub static HYPERBOLIC_COSINE: UnaryFunction = UnaryFunction {
    name: "cosh",
    float: Some(|input, output| each(input, output, libm::cosh)),
    ..NOTHING
};

pub static HYPERBOLIC_SINE: UnaryFunction = UnaryFunction {
    name: "sinh",
    float: Some(|input, output| each(input, output, libm::sinh)),
    ..NOTHING
};

pub static IS_FINITE: UnaryFunction = UnaryFunction {
    name: "isfinite",
    float: Some(|input, output| each(input, output, |x| f64::from(x.is_finite()))),
    tests: true,
    ..NOTHING
};

pub static IS_INFINITE: UnaryFunction = UnaryFunction {
    name: "isinf",
    float: Some(|input, output| each(input, output, |x| f64::from(x.is_infinite()))),
    tests: true,
    ..NOTHING
};

pub static IS_NAN: UnaryFunction = UnaryFunction {
    name: "isnan",
    float: Some(|input, output| each(input, output, |x| f64::from(x.is_nan()))),
    tests: true,
    ..NOTHING
};

pub static LOGARITHM_BASE_10: UnaryFunction = UnaryFunction {
    name: "log10",
    float: Some(|input, output| each(input, output, libm::log10)),
    pole: true,
    ..NOTHING
};

pub static LOGARITHM_BASE_2: UnaryFunction = UnaryFunction {
    name: "log2",
    float: Some(|input, output| each(input, output, libm::log2)),
    pole: true,
    ..NOTHING
};

pub static LOGARITHM_ONE_PLUS: UnaryFunction = UnaryFunction {
    name: "log1p",
    float: Some(|input, output| each(input, output, libm::log1p)),
    pole: true,
    ..NOTHING
};

pub static LOGICAL_NOT: UnaryFunction = UnaryFunction {
    name: "logical_not",
    float: Some(|input, output| each(input, output, |x| f64::from(x == 0.0))),
    tests: true,
    ..NOTHING
};

pub static POWER_OF_TWO: UnaryFunction = UnaryFunction {
    name: "exp2",
    float: Some(|input, output| each(input, output, libm::exp2)),
    ..NOTHING
};

pub static RADIANS_TO_DEGREES: UnaryFunction = UnaryFunction {
    name: "rad2deg",
    float: Some(|input, output| each(input, output, |x| x * (180.0 / PI))),
    ..NOTHING
};

pub static SIGN: UnaryFunction = UnaryFunction {
    name: "sign",
    float: Some(|input, output| each(input, output, sign)),
    integer: Some(i64::signum),
    ..NOTHING
};

pub static TANGENT: UnaryFunction = UnaryFunction {
    name: "tan",
    float: Some(|input, output| each(input, output, libm::tan)),
    ..NOTHING
};

pub static TRUNCATE: UnaryFunction = UnaryFunction {
    name: "trunc",
    float: Some(|input, output| each(input, output, f64::trunc)),
    integer: Some(|x| x),
    truth: Some(|x| x),
    ..NOTHING
};

pub static ARCTAN2: BinaryOperation = BinaryOperation {
    name: "arctan2",
    symbol: "arctan2",
    float: Some(|left, right, output| operators::each(left, right, output, libm::atan2)),
    ..operators::NOTHING
};

pub static HYPOT: BinaryOperation = BinaryOperation {
    name: "hypot",
    symbol: "hypot",
    float: Some(|left, right, output| operators::each(left, right, output, libm::hypot)),
    ..operators::NOTHING
};

/// -1, 0 or 1; NaN of NaN.
fn sign(value: f64) -> f64 {
    if value > 0.0 {
        1.0
    } else if value < 0.0 {
        -1.0
    } else if value == 0.0 {
        0.0
    } else {
        value
    }
}
