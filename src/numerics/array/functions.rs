//! Functions of one operand: which kernel runs for which data type.

use super::elementwise::{
    FloatingFlags, UnaryKernel, apply_unary, apply_unary_reusing, no_unary_flags,
};
use super::operators::{all_finite, not_supported};
use super::{Array, ArrayError, ArrayErrorKind, ArrayResult, DataType, Element, Scalar};
use crate::numerics::exp::exp;

/// A function of one operand, element by element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryFunction {
    Absolute,
    ArcCosine,
    ArcSine,
    ArcTangent,
    Ceiling,
    Cosine,
    CubeRoot,
    DegreesToRadians,
    Exponential,
    ExponentialMinusOne,
    Floor,
    HyperbolicArcCosine,
    HyperbolicArcSine,
    HyperbolicArcTangent,
    HyperbolicCosine,
    HyperbolicSine,
    HyperbolicTangent,
    Invert,
    IsFinite,
    IsInfinite,
    IsNan,
    Logarithm,
    LogarithmBase10,
    LogarithmBase2,
    LogarithmOnePlus,
    LogicalNot,
    Negative,
    Positive,
    PowerOfTwo,
    RadiansToDegrees,
    Reciprocal,
    RoundToInteger,
    Sign,
    Sine,
    Square,
    SquareRoot,
    Tangent,
    Truncate,
}

macro_rules! float_kernels {
    ($($function:ident, $evaluate:expr, $pole:expr;)*) => {
        /// The kernel on float64. Each entry says whether an infinite result of a finite
        /// argument is a pole (a division by zero) rather than an overflow.
        fn float_kernel(function: UnaryFunction) -> Option<&'static UnaryKernel<f64, f64>> {
            match function {
                $(UnaryFunction::$function => {
                    static KERNEL: UnaryKernel<f64, f64> = UnaryKernel {
                        run: |input, output| each(input, output, $evaluate),
                        flags: |input, output| float_flags(input, output, $pole),
                    };
                    Some(&KERNEL)
                })*
                _ => None,
            }
        }
    };
}

float_kernels! {
    Absolute, f64::abs, false;
    ArcCosine, libm::acos, false;
    ArcSine, libm::asin, false;
    ArcTangent, libm::atan, false;
    Ceiling, f64::ceil, false;
    Cosine, libm::cos, false;
    CubeRoot, libm::cbrt, false;
    DegreesToRadians, |x| x * (std::f64::consts::PI / 180.0), false;
    Exponential, exp, false;
    ExponentialMinusOne, libm::expm1, false;
    Floor, f64::floor, false;
    HyperbolicArcCosine, libm::acosh, false;
    HyperbolicArcSine, libm::asinh, false;
    HyperbolicArcTangent, libm::atanh, true;
    HyperbolicCosine, libm::cosh, false;
    HyperbolicSine, libm::sinh, false;
    HyperbolicTangent, libm::tanh, false;
    Logarithm, libm::log, true;
    LogarithmBase10, libm::log10, true;
    LogarithmBase2, libm::log2, true;
    LogarithmOnePlus, libm::log1p, true;
    Negative, |x: f64| -x, false;
    Positive, |x| x, false;
    PowerOfTwo, libm::exp2, false;
    RadiansToDegrees, |x| x * (180.0 / std::f64::consts::PI), false;
    Reciprocal, |x| 1.0 / x, true;
    RoundToInteger, f64::round_ties_even, false;
    Sign, sign, false;
    Sine, libm::sin, false;
    Square, |x| x * x, false;
    SquareRoot, f64::sqrt, false;
    Tangent, libm::tan, false;
    Truncate, f64::trunc, false;
}

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

fn each<T: Copy, O>(input: &[T], output: &mut [O], evaluate: impl Fn(T) -> O) {
    for (output, &input) in output.iter_mut().zip(input) {
        *output = evaluate(input);
    }
}

/// Flags of a float block: none where every result is finite, else by the arguments.
fn float_flags(input: &[f64], output: &[f64], pole: bool) -> FloatingFlags {
    let mut flags = FloatingFlags::NONE;
    if all_finite(output) {
        return flags;
    }
    for (&argument, &result) in input.iter().zip(output) {
        if result.is_nan() && !argument.is_nan() {
            flags = flags.union(FloatingFlags::INVALID);
        } else if result.is_infinite() && argument.is_finite() {
            flags = flags.union(if pole {
                FloatingFlags::DIVIDE
            } else {
                FloatingFlags::OVERFLOW
            });
        }
    }
    flags
}

macro_rules! plain_kernels {
    ($name:ident, $input:ty, $output:ty; $($function:ident, $evaluate:expr;)*) => {
        fn $name(function: UnaryFunction) -> Option<&'static UnaryKernel<$input, $output>> {
            match function {
                $(UnaryFunction::$function => {
                    static KERNEL: UnaryKernel<$input, $output> = UnaryKernel {
                        run: |input, output| each(input, output, $evaluate),
                        flags: no_unary_flags,
                    };
                    Some(&KERNEL)
                })*
                _ => None,
            }
        }
    };
}

plain_kernels! {
    integer_kernel, i64, i64;
    Absolute, i64::wrapping_abs;
    Ceiling, |x| x;
    Floor, |x| x;
    Invert, |x: i64| !x;
    Negative, i64::wrapping_neg;
    Positive, |x| x;
    Sign, i64::signum;
    Square, |x: i64| x.wrapping_mul(x);
    Truncate, |x| x;
}

plain_kernels! {
    bool_kernel, bool, bool;
    Absolute, |x| x;
    Ceiling, |x| x;
    Floor, |x| x;
    Invert, |x: bool| !x;
    Truncate, |x| x;
}

plain_kernels! {
    test_kernel, f64, bool;
    IsFinite, f64::is_finite;
    IsInfinite, f64::is_infinite;
    IsNan, f64::is_nan;
    LogicalNot, |x| x == 0.0;
}

impl UnaryFunction {
    /// The ufunc's name in messages: `exp`, `log1p`, `absolute`.
    pub fn name(self) -> &'static str {
        match self {
            UnaryFunction::Absolute => "absolute",
            UnaryFunction::ArcCosine => "arccos",
            UnaryFunction::ArcSine => "arcsin",
            UnaryFunction::ArcTangent => "arctan",
            UnaryFunction::Ceiling => "ceil",
            UnaryFunction::Cosine => "cos",
            UnaryFunction::CubeRoot => "cbrt",
            UnaryFunction::DegreesToRadians => "deg2rad",
            UnaryFunction::Exponential => "exp",
            UnaryFunction::ExponentialMinusOne => "expm1",
            UnaryFunction::Floor => "floor",
            UnaryFunction::HyperbolicArcCosine => "arccosh",
            UnaryFunction::HyperbolicArcSine => "arcsinh",
            UnaryFunction::HyperbolicArcTangent => "arctanh",
            UnaryFunction::HyperbolicCosine => "cosh",
            UnaryFunction::HyperbolicSine => "sinh",
            UnaryFunction::HyperbolicTangent => "tanh",
            UnaryFunction::Invert => "invert",
            UnaryFunction::IsFinite => "isfinite",
            UnaryFunction::IsInfinite => "isinf",
            UnaryFunction::IsNan => "isnan",
            UnaryFunction::Logarithm => "log",
            UnaryFunction::LogarithmBase10 => "log10",
            UnaryFunction::LogarithmBase2 => "log2",
            UnaryFunction::LogarithmOnePlus => "log1p",
            UnaryFunction::LogicalNot => "logical_not",
            UnaryFunction::Negative => "negative",
            UnaryFunction::Positive => "positive",
            UnaryFunction::PowerOfTwo => "exp2",
            UnaryFunction::RadiansToDegrees => "rad2deg",
            UnaryFunction::Reciprocal => "reciprocal",
            UnaryFunction::RoundToInteger => "rint",
            UnaryFunction::Sign => "sign",
            UnaryFunction::Sine => "sin",
            UnaryFunction::Square => "square",
            UnaryFunction::SquareRoot => "sqrt",
            UnaryFunction::Tangent => "tan",
            UnaryFunction::Truncate => "trunc",
        }
    }

    /// Why there is no kernel for truth values.
    fn bool_error(self) -> ArrayError {
        match self {
            UnaryFunction::Negative => ArrayError::type_error(
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` \
                 operator or the logical_not function instead.",
            ),
            UnaryFunction::Positive | UnaryFunction::Sign => ArrayError::new(
                ArrayErrorKind::NoLoop,
                format!(
                    "ufunc '{}' did not contain a loop with signature matching types <class \
                 'numpy.dtypes.BoolDType'> -> None",
                    self.name()
                ),
            ),
            UnaryFunction::Square | UnaryFunction::Reciprocal => ArrayError::unknown_here(
                "the data type int8, which NumPy gives for this function of truth values",
            ),
            _ => ArrayError::unknown_here(
                "the data type float16, which NumPy gives for this function of truth values",
            ),
        }
    }
}

impl Array {
    /// `function(self)`, with the flags raised.
    ///
    /// # Errors
    /// Types the function does not take; the array budget.
    pub fn map(&self, function: UnaryFunction) -> ArrayResult<(Array, FloatingFlags)> {
        if let Some(kernel) = test_kernel(function) {
            return apply_unary(self, kernel);
        }
        if self.data_type() == DataType::Bool {
            let kernel = bool_kernel(function).ok_or_else(|| function.bool_error())?;
            return apply_unary(self, kernel);
        }
        if let (DataType::Int64, Some(kernel)) = (self.data_type(), integer_kernel(function)) {
            return apply_unary(self, kernel);
        }
        match float_kernel(function) {
            Some(kernel) => apply_unary(self, kernel),
            None => Err(not_supported(function.name())),
        }
    }

    /// [`Array::map`] on an array that is about to be forgotten: its memory takes the
    /// result where nothing else holds it.
    ///
    /// # Errors
    /// As [`Array::map`].
    pub fn map_reusing(self, function: UnaryFunction) -> ArrayResult<(Array, FloatingFlags)> {
        match float_kernel(function) {
            Some(kernel) if self.data_type() == DataType::Float64 => {
                apply_unary_reusing(self, kernel)
            }
            _ => self.map(function),
        }
    }
}

impl Scalar {
    /// `function(self)`, with the flags raised.
    ///
    /// # Errors
    /// As [`Array::map`].
    pub fn map(self, function: UnaryFunction) -> ArrayResult<(Scalar, FloatingFlags)> {
        if let Some(kernel) = test_kernel(function) {
            return Ok(run_single(kernel, self));
        }
        if let Scalar::Bool(_) = self {
            let kernel = bool_kernel(function).ok_or_else(|| function.bool_error())?;
            return Ok(run_single(kernel, self));
        }
        if let (Scalar::Integer(_), Some(kernel)) = (self, integer_kernel(function)) {
            return Ok(run_single(kernel, self));
        }
        match float_kernel(function) {
            Some(kernel) => Ok(run_single(kernel, self)),
            None => Err(not_supported(function.name())),
        }
    }
}

fn run_single<T: Element, O: Element>(
    kernel: &UnaryKernel<T, O>,
    argument: Scalar,
) -> (Scalar, FloatingFlags) {
    let input = [T::from_scalar(argument)];
    let mut output = [O::default()];
    (kernel.run)(&input, &mut output);
    let flags = (kernel.flags)(&input, &output);
    (output[0].into_scalar(), flags)
}
