//! The functions of one operand: what each does to the elements of which data type.

use super::element::{integer_of, word_of};
use super::elementwise::{FloatingFlags, all_finite, elementwise};
use super::operators::not_supported;
use super::{Array, ArrayError, ArrayErrorKind, ArrayResult, DataType, Scalar};
use crate::numerics::exp::exp;

/// A loop over one slice into another.
type FloatLoop = fn(&[f64], &mut [f64]);

/// A function of one operand, element by element.
pub struct UnaryFunction {
    /// The ufunc's name in messages: `exp`, `log1p`, `absolute`.
    pub name: &'static str,
    pub(super) float: Option<FloatLoop>,
    /// Whether an infinite result of a finite argument is a division by zero, not an overflow.
    pub(super) pole: bool,
    /// On int64; without it, integers become floats.
    pub(super) integer: Option<fn(i64) -> i64>,
    /// On truth values as 0 and 1; without it, there is an error.
    pub(super) truth: Option<fn(i64) -> i64>,
    /// Whether the results are truth values, which `float` gives as 0 and 1.
    pub(super) tests: bool,
}

/// A function that no data type has, to be filled in.
pub(super) const NOTHING: UnaryFunction = UnaryFunction {
    name: "",
    float: None,
    pole: false,
    integer: None,
    truth: None,
    tests: false,
};

pub static ABSOLUTE: UnaryFunction = UnaryFunction {
    name: "absolute",
    float: Some(|input, output| each(input, output, f64::abs)),
    integer: Some(i64::wrapping_abs),
    truth: Some(|x| x),
    ..NOTHING
};

pub static COSINE: UnaryFunction = UnaryFunction {
    name: "cos",
    float: Some(|input, output| each(input, output, libm::cos)),
    ..NOTHING
};

pub static EXPONENTIAL: UnaryFunction = UnaryFunction {
    name: "exp",
    float: Some(|input, output| each(input, output, exp)),
    ..NOTHING
};

pub static FLOOR: UnaryFunction = UnaryFunction {
    name: "floor",
    float: Some(|input, output| each(input, output, f64::floor)),
    integer: Some(|x| x),
    truth: Some(|x| x),
    ..NOTHING
};

pub static HYPERBOLIC_TANGENT: UnaryFunction = UnaryFunction {
    name: "tanh",
    float: Some(|input, output| each(input, output, libm::tanh)),
    ..NOTHING
};

pub static INVERT: UnaryFunction = UnaryFunction {
    name: "invert",
    integer: Some(|x| !x),
    truth: Some(|x| 1 - x),
    ..NOTHING
};

pub static LOGARITHM: UnaryFunction = UnaryFunction {
    name: "log",
    float: Some(|input, output| each(input, output, libm::log)),
    pole: true,
    ..NOTHING
};

pub static NEGATIVE: UnaryFunction = UnaryFunction {
    name: "negative",
    float: Some(|input, output| each(input, output, |x| -x)),
    integer: Some(i64::wrapping_neg),
    ..NOTHING
};

pub static POSITIVE: UnaryFunction = UnaryFunction {
    name: "positive",
    float: Some(|input, output| output.copy_from_slice(input)),
    integer: Some(|x| x),
    ..NOTHING
};

pub static RECIPROCAL: UnaryFunction = UnaryFunction {
    name: "reciprocal",
    float: Some(|input, output| each(input, output, |x| 1.0 / x)),
    pole: true,
    ..NOTHING
};

pub static ROUND_TO_INTEGER: UnaryFunction = UnaryFunction {
    name: "rint",
    float: Some(|input, output| each(input, output, f64::round_ties_even)),
    ..NOTHING
};

pub static SINE: UnaryFunction = UnaryFunction {
    name: "sin",
    float: Some(|input, output| each(input, output, libm::sin)),
    ..NOTHING
};

pub static SQUARE: UnaryFunction = UnaryFunction {
    name: "square",
    float: Some(|input, output| each(input, output, |x| x * x)),
    integer: Some(|x| x.wrapping_mul(x)),
    ..NOTHING
};

pub static SQUARE_ROOT: UnaryFunction = UnaryFunction {
    name: "sqrt",
    float: Some(|input, output| each(input, output, f64::sqrt)),
    ..NOTHING
};

/// One loop, tight enough to be vectorized.
#[inline]
pub(super) fn each(input: &[f64], output: &mut [f64], evaluate: impl Fn(f64) -> f64) {
    for (output, &input) in output.iter_mut().zip(input) {
        *output = evaluate(input);
    }
}

impl UnaryFunction {
    /// The type the operand is converted to.
    fn operand_type(&self, given: DataType) -> ArrayResult<DataType> {
        match given {
            DataType::Bool if self.truth.is_some() => Ok(DataType::Bool),
            DataType::Bool if !self.tests => Err(self.truth_error()),
            DataType::Int64 if self.integer.is_some() => Ok(DataType::Int64),
            _ if self.float.is_some() => Ok(DataType::Float64),
            _ => Err(not_supported(self.name)),
        }
    }

    /// Fills a block of results, and tells the flags raised.
    fn run(&self, operand_type: DataType, input: &[f64], output: &mut [f64]) -> FloatingFlags {
        let integer = match (operand_type, self.float) {
            (DataType::Float64, Some(float)) => {
                float(input, output);
                return self.float_flags(input, output);
            }
            (DataType::Bool, _) => self.truth,
            _ => self.integer,
        };
        if let Some(integer) = integer {
            for (output, &input) in output.iter_mut().zip(input) {
                *output = word_of(integer(integer_of(input)));
            }
        }
        FloatingFlags::NONE
    }

    /// Flags of a float block: none where every result is finite, else by the arguments.
    fn float_flags(&self, input: &[f64], output: &[f64]) -> FloatingFlags {
        let mut flags = FloatingFlags::NONE;
        if all_finite(output) {
            return flags;
        }
        for (&argument, &result) in input.iter().zip(output) {
            if result.is_nan() && !argument.is_nan() {
                flags = flags.union(FloatingFlags::INVALID);
            } else if result.is_infinite() && argument.is_finite() {
                flags = flags.union(match self.pole {
                    true => FloatingFlags::DIVIDE,
                    false => FloatingFlags::OVERFLOW,
                });
            }
        }
        flags
    }

    /// Why the function is not for truth values.
    fn truth_error(&self) -> ArrayError {
        match self.name {
            "negative" => ArrayError::type_error(
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` \
                 operator or the logical_not function instead.",
            ),
            "positive" | "sign" => ArrayError::new(
                ArrayErrorKind::NoLoop,
                format!(
                    "ufunc '{}' did not contain a loop with signature matching types <class \
                     'numpy.dtypes.BoolDType'> -> None",
                    self.name
                ),
            ),
            "square" | "reciprocal" => ArrayError::unknown_here(
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
    pub fn map(&self, function: &UnaryFunction) -> ArrayResult<(Array, FloatingFlags)> {
        self.clone().map_reusing(function)
    }

    /// [`Array::map`] on an array that is about to be forgotten: its memory takes the
    /// result where nothing else holds it.
    ///
    /// # Errors
    /// As [`Array::map`].
    pub fn map_reusing(self, function: &UnaryFunction) -> ArrayResult<(Array, FloatingFlags)> {
        let operand_type = function.operand_type(self.data_type())?;
        let mut flags = FloatingFlags::NONE;
        let operands = vec![(self, operand_type)];
        let result = elementwise(operands, operand_type, &mut |[input, ..], output| {
            flags = flags.union(function.run(operand_type, input, output));
        })?;
        let result = match function.tests {
            true => result.converted(DataType::Bool)?,
            false => result,
        };
        Ok((result, flags))
    }
}

impl Scalar {
    /// `function(self)`, with the flags raised.
    ///
    /// # Errors
    /// As [`Array::map`].
    pub fn map(self, function: &UnaryFunction) -> ArrayResult<(Scalar, FloatingFlags)> {
        let operand_type = function.operand_type(self.data_type())?;
        let mut output = [0.0];
        let flags = function.run(operand_type, &[self.word_as(operand_type)], &mut output);
        let result = Scalar::from_word(output[0], operand_type);
        Ok(match function.tests {
            true => (Scalar::Bool(result.to_f64() != 0.0), flags),
            false => (result, flags),
        })
    }
}
