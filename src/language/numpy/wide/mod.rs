//! What goes beyond the lecture's list: built with the feature `wide` only.
//!
//! Knows nothing of the base tables.

mod creation;
mod elementwise;
mod names;
mod random;
mod reductions;
mod sampling;
mod selection;
mod shaping;

pub use random::RandomState;

use super::creation as base_creation;
use super::methods::{Method, method_entry};
use super::reductions as base_reductions;
use super::{Named, function};
use crate::language::native::Entry;
use crate::language::types::Type;
use crate::language::value::Value;
use crate::numerics::array::{Array, BinaryOperation, Comparison, UnaryFunction};

macro_rules! comparison {
    ($name:literal, $comparison:ident) => {
        function($name, |machine, arguments| {
            elementwise::comparison(machine, arguments, Comparison::$comparison)
        })
    };
}

/// Entries of the module `numpy`.
pub(super) const ENTRIES: &[Named] = &[
    constant!("euler_gamma", Value::Float(0.577_215_664_901_532_9)),
    constant!("double", Value::Type(Type::NumpyFloat64)),
    ("random", Entry::Module(&random::MODULE)),
    // Making arrays.
    function("empty", |m, a| base_creation::filled(m, a, "empty", 0)),
    function("empty_like", |m, a| {
        base_creation::filled_like(m, a, "empty_like", 0)
    }),
    function("eye", creation::eye),
    function("full", creation::full),
    function("full_like", creation::full_like),
    function("identity", creation::identity),
    function("logspace", creation::powers_spaced),
    function("meshgrid", creation::grid),
    // Functions of one operand, element by element.
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
    unary!("cosh", HyperbolicCosine),
    unary!("deg2rad", DegreesToRadians),
    unary!("degrees", RadiansToDegrees),
    unary!("exp2", PowerOfTwo),
    unary!("expm1", ExponentialMinusOne),
    unary!("fabs", Absolute),
    unary!("floor", Floor),
    unary!("invert", Invert),
    unary!("isfinite", IsFinite),
    unary!("isinf", IsInfinite),
    unary!("isnan", IsNan),
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
    unary!("sinh", HyperbolicSine),
    unary!("square", Square),
    unary!("tan", Tangent),
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
    binary!("mod", Remainder),
    binary!("multiply", Multiply),
    binary!("pow", Power),
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
    function("around", super::elementwise::round),
    // Many values to one.
    function("all", |m, a| {
        base_reductions::truth(m, a, "all", Array::all)
    }),
    function("amax", |m, a| {
        base_reductions::extreme(m, a, "amax", "maximum", Array::maximum)
    }),
    function("amin", |m, a| {
        base_reductions::extreme(m, a, "amin", "minimum", Array::minimum)
    }),
    function("any", |m, a| {
        base_reductions::truth(m, a, "any", Array::any)
    }),
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
    function("median", reductions::median),
    function("prod", |m, a| {
        base_reductions::total(m, a, "prod", "multiply", Array::product)
    }),
    function("std", |m, a| reductions::spread(m, a, "std", true)),
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
];

/// Methods that scalars share with arrays.
pub(super) const METHODS: &[Method] = &[
    method_entry("argmax", |m, a| {
        reductions::position(m, a, "argmax", Array::position_of_maximum)
    }),
    method_entry("argmin", |m, a| {
        reductions::position(m, a, "argmin", Array::position_of_minimum)
    }),
    method_entry("argsort", |m, a| {
        selection::sort(m, a, "argsort", Array::sorting_positions)
    }),
    method_entry("cumprod", |m, a| {
        reductions::running(m, a, "cumprod", Array::cumulative_product)
    }),
    method_entry("cumsum", |m, a| {
        reductions::running(m, a, "cumsum", Array::cumulative_sum)
    }),
    method_entry("dot", selection::dot),
    method_entry("flatten", shaping::flatten),
    method_entry("nonzero", selection::nonzero),
    method_entry("prod", |m, a| {
        base_reductions::total(m, a, "_prod", "multiply", Array::product)
    }),
    method_entry("ravel", shaping::ravel),
    method_entry("repeat", shaping::repeat),
    method_entry("reshape", shaping::reshape_method),
    method_entry("squeeze", shaping::squeeze),
    method_entry("std", |m, a| reductions::spread(m, a, "_std", true)),
    method_entry("transpose", shaping::transpose),
    method_entry("var", |m, a| reductions::spread(m, a, "_var", false)),
];

/// Methods of arrays only: those that change them.
pub(super) const ARRAY_METHODS: &[Method] = &[
    method_entry("fill", selection::fill),
    method_entry("sort", selection::sort_in_place),
];
