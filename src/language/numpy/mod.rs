//! The built-in module `numpy`: one table, and what the language asks about arrays and NumPy
//! scalars.
//!
//! To add a function: one line in [`MODULE`], and the function in the file of its theme. To
//! add a method: one line in `methods.rs`.
//!
//! Knows nothing of how elements are computed: `numerics::array` does. Nor of frames or text
//! positions: the machine does.

mod convert;
mod creation;
mod data_type;
mod elementwise;
mod methods;
mod names;
mod operators;
mod random;
mod reductions;
mod sampling;
mod selection;
mod shaping;
mod spacing;
mod subscripts;

pub use crate::numerics::array::ArrayFork;
pub(in crate::language) use convert::{Unfit, to_array};
pub use creation::construct;
pub use methods::{attribute, attribute_names};
pub use operators::{absolute, binary, binary_in_place, compare, contains, round, truth, unary};
pub use random::RandomState;
pub use subscripts::{element, length, set_subscript, single, subscript};

use super::machine::Machine;
use super::native::{Arguments, Entry, Module, NativeFunction};
use super::types::Type;
use super::value::{Outcome, Value};
use crate::numerics::array::{
    Array, BinaryOperation, Comparison, UnaryFunction, array_repr, array_str,
};

/// `repr(x)`
pub fn repr(value: &Value) -> String {
    match value {
        Value::Array(array) => array_repr(array),
        Value::Scalar(scalar) => scalar.repr_text(),
        _ => String::new(),
    }
}

/// `str(x)`
pub fn text(value: &Value) -> String {
    match value {
        Value::Array(array) => array_str(array),
        Value::Scalar(scalar) => scalar.str_text(),
        _ => String::new(),
    }
}

type Named = (&'static str, Entry);

const fn function(name: &'static str, call: fn(&mut Machine, Arguments) -> Outcome) -> Named {
    (name, Entry::Function(NativeFunction { name, call }))
}

macro_rules! unary {
    ($name:literal, $function:ident) => {
        function($name, |machine, arguments| {
            elementwise::unary(machine, arguments, UnaryFunction::$function)
        })
    };
}

macro_rules! binary {
    ($name:literal, $operation:ident) => {
        function($name, |machine, arguments| {
            elementwise::binary(machine, arguments, BinaryOperation::$operation)
        })
    };
}

macro_rules! comparison {
    ($name:literal, $comparison:ident) => {
        function($name, |machine, arguments| {
            elementwise::comparison(machine, arguments, Comparison::$comparison)
        })
    };
}

macro_rules! constant {
    ($name:literal, $value:expr) => {
        ($name, Entry::Constant(|| $value))
    };
}

/// `import numpy`
pub static MODULE: Module = Module {
    name: "numpy",
    entries: &[
        constant!("e", Value::Float(std::f64::consts::E)),
        constant!("euler_gamma", Value::Float(0.577_215_664_901_532_9)),
        constant!("inf", Value::Float(f64::INFINITY)),
        constant!("nan", Value::Float(f64::NAN)),
        constant!("newaxis", Value::None),
        constant!("pi", Value::Float(std::f64::consts::PI)),
        constant!("bool", Value::Type(Type::NumpyBool)),
        constant!("bool_", Value::Type(Type::NumpyBool)),
        constant!("double", Value::Type(Type::NumpyFloat64)),
        constant!("float64", Value::Type(Type::NumpyFloat64)),
        constant!("int64", Value::Type(Type::NumpyInt64)),
        constant!("int_", Value::Type(Type::NumpyInt64)),
        constant!("ndarray", Value::Type(Type::NumpyArray)),
        ("random", Entry::Module(&random::MODULE)),
        // Making arrays.
        function("arange", spacing::range),
        function("array", creation::array),
        function("asarray", creation::as_array),
        function("empty", |m, a| creation::filled(m, a, "empty", 0)),
        function("empty_like", |m, a| {
            creation::filled_like(m, a, "empty_like", 0)
        }),
        function("eye", creation::eye),
        function("full", creation::full),
        function("full_like", creation::full_like),
        function("identity", creation::identity),
        function("linspace", spacing::evenly_spaced),
        function("logspace", spacing::powers_spaced),
        function("meshgrid", creation::grid),
        function("ones", |m, a| creation::filled(m, a, "ones", 1)),
        function("ones_like", |m, a| {
            creation::filled_like(m, a, "ones_like", 1)
        }),
        function("zeros", |m, a| creation::filled(m, a, "zeros", 0)),
        function("zeros_like", |m, a| {
            creation::filled_like(m, a, "zeros_like", 0)
        }),
        // Functions of one operand, element by element.
        unary!("abs", Absolute),
        unary!("absolute", Absolute),
        unary!("acos", ArcCosine),
        unary!("arccos", ArcCosine),
        unary!("arccosh", HyperbolicArcCosine),
        unary!("arcsin", ArcSine),
        unary!("arcsinh", HyperbolicArcSine),
        unary!("arctan", ArcTangent),
        unary!("arctanh", HyperbolicArcTangent),
        unary!("asin", ArcSine),
        unary!("atan", ArcTangent),
        unary!("cbrt", CubeRoot),
        unary!("ceil", Ceiling),
        unary!("cos", Cosine),
        unary!("cosh", HyperbolicCosine),
        unary!("deg2rad", DegreesToRadians),
        unary!("degrees", RadiansToDegrees),
        unary!("exp", Exponential),
        unary!("exp2", PowerOfTwo),
        unary!("expm1", ExponentialMinusOne),
        unary!("fabs", Absolute),
        unary!("floor", Floor),
        unary!("invert", Invert),
        unary!("isfinite", IsFinite),
        unary!("isinf", IsInfinite),
        unary!("isnan", IsNan),
        unary!("log", Logarithm),
        unary!("log10", LogarithmBase10),
        unary!("log1p", LogarithmOnePlus),
        unary!("log2", LogarithmBase2),
        unary!("logical_not", LogicalNot),
        unary!("negative", Negative),
        unary!("positive", Positive),
        unary!("rad2deg", RadiansToDegrees),
        unary!("radians", DegreesToRadians),
        unary!("reciprocal", Reciprocal),
        unary!("rint", RoundToInteger),
        unary!("sign", Sign),
        unary!("sin", Sine),
        unary!("sinh", HyperbolicSine),
        unary!("sqrt", SquareRoot),
        unary!("square", Square),
        unary!("tan", Tangent),
        unary!("tanh", HyperbolicTangent),
        unary!("trunc", Truncate),
        // Functions of two operands, element by element.
        binary!("add", Add),
        binary!("arctan2", Arctan2),
        binary!("bitwise_and", BitwiseAnd),
        binary!("bitwise_or", BitwiseOr),
        binary!("bitwise_xor", BitwiseXor),
        binary!("divide", Divide),
        binary!("floor_divide", FloorDivide),
        binary!("hypot", Hypot),
        binary!("left_shift", LeftShift),
        binary!("maximum", Maximum),
        binary!("minimum", Minimum),
        binary!("mod", Remainder),
        binary!("multiply", Multiply),
        binary!("pow", Power),
        binary!("power", Power),
        binary!("remainder", Remainder),
        binary!("right_shift", RightShift),
        binary!("subtract", Subtract),
        binary!("true_divide", Divide),
        comparison!("equal", Equal),
        comparison!("greater", Greater),
        comparison!("greater_equal", GreaterEqual),
        comparison!("less", Less),
        comparison!("less_equal", LessEqual),
        comparison!("not_equal", NotEqual),
        function("logical_and", |m, a| {
            elementwise::logical(m, a, "logical_and", BinaryOperation::BitwiseAnd)
        }),
        function("logical_or", |m, a| {
            elementwise::logical(m, a, "logical_or", BinaryOperation::BitwiseOr)
        }),
        function("logical_xor", |m, a| {
            elementwise::logical(m, a, "logical_xor", BinaryOperation::BitwiseXor)
        }),
        function("around", elementwise::round),
        function("clip", |m, a| elementwise::clip(m, a, "clip")),
        function("round", elementwise::round),
        function("where", elementwise::choose),
        // Many values to one.
        function("all", |m, a| reductions::truth(m, a, "all", Array::all)),
        function("amax", |m, a| {
            reductions::extreme(m, a, "amax", "maximum", Array::maximum)
        }),
        function("amin", |m, a| {
            reductions::extreme(m, a, "amin", "minimum", Array::minimum)
        }),
        function("any", |m, a| reductions::truth(m, a, "any", Array::any)),
        function("argmax", |m, a| {
            reductions::position(m, a, "argmax", Array::position_of_maximum)
        }),
        function("argmin", |m, a| {
            reductions::position(m, a, "argmin", Array::position_of_minimum)
        }),
        function("count_nonzero", reductions::count_nonzero),
        function("cumprod", |m, a| {
            reductions::running(m, a, "cumprod", Array::cumulative_product)
        }),
        function("cumsum", |m, a| {
            reductions::running(m, a, "cumsum", Array::cumulative_sum)
        }),
        function("max", |m, a| {
            reductions::extreme(m, a, "max", "maximum", Array::maximum)
        }),
        function("mean", |m, a| reductions::mean(m, a, "mean")),
        function("median", reductions::median),
        function("min", |m, a| {
            reductions::extreme(m, a, "min", "minimum", Array::minimum)
        }),
        function("prod", |m, a| {
            reductions::total(m, a, "prod", "multiply", Array::product)
        }),
        function("std", |m, a| reductions::spread(m, a, "std", true)),
        function("sum", |m, a| {
            reductions::total(m, a, "sum", "add", Array::sum)
        }),
        function("var", |m, a| reductions::spread(m, a, "var", false)),
        // Shapes.
        function("append", shaping::append),
        function("column_stack", |m, a| {
            shaping::stack_as(m, a, "column_stack")
        }),
        function("concatenate", shaping::concatenate),
        function("expand_dims", shaping::expand_dimensions),
        function("flip", shaping::flip),
        function("hstack", |m, a| shaping::stack_as(m, a, "hstack")),
        function("ndim", |m, a| selection::form(m, a, "ndim")),
        function("ravel", shaping::ravel),
        function("repeat", shaping::repeat),
        function("reshape", shaping::reshape),
        function("roll", shaping::roll),
        function("shape", |m, a| selection::form(m, a, "shape")),
        function("size", |m, a| selection::form(m, a, "size")),
        function("squeeze", shaping::squeeze),
        function("stack", shaping::stack),
        function("tile", shaping::tile),
        function("transpose", shaping::transpose),
        function("vstack", |m, a| shaping::stack_as(m, a, "vstack")),
        // Picking, sorting, neighbours, products.
        function("allclose", |m, a| selection::close(m, a, "allclose", true)),
        function("argsort", |m, a| {
            selection::sort(m, a, "argsort", Array::sorting_positions)
        }),
        function("array_equal", selection::array_equal),
        function("diff", selection::differences),
        function("dot", selection::dot),
        function("gradient", selection::gradient),
        function("interp", selection::interpolate),
        function("isclose", |m, a| selection::close(m, a, "isclose", false)),
        function("matmul", selection::matmul),
        function("nonzero", selection::nonzero),
        function("outer", selection::outer),
        function("sort", |m, a| selection::sort(m, a, "sort", Array::sorted)),
        function("trapezoid", selection::trapezoid),
        function("unique", selection::unique),
    ],
    real_names: names::MODULE,
};
