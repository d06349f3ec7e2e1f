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
pub(super) use selection::matrix_product;

use super::creation as base_creation;
use super::methods::{Method, method_entry};
use super::reductions as base_reductions;
use super::{Named, function};
use crate::language::native::Entry;
use crate::language::types::Type;
use crate::language::value::Value;
use crate::numerics::array::functions;
use crate::numerics::array::operators::{
    ADD, BITWISE_AND, BITWISE_OR, BITWISE_XOR, DIVIDE, FLOOR_DIVIDE, LEFT_SHIFT, MULTIPLY, POWER,
    REMAINDER, RIGHT_SHIFT, SUBTRACT,
};
use crate::numerics::array::wide::functions as rare;
use crate::numerics::array::{Array, Comparison};

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
    unary!("acos", rare::ARC_COSINE),
    unary!("arccos", rare::ARC_COSINE),
    unary!("arccosh", rare::HYPERBOLIC_ARC_COSINE),
    unary!("arcsin", rare::ARC_SINE),
    unary!("arcsinh", rare::HYPERBOLIC_ARC_SINE),
    unary!("arctan", rare::ARC_TANGENT),
    unary!("arctanh", rare::HYPERBOLIC_ARC_TANGENT),
    unary!("asin", rare::ARC_SINE),
    unary!("atan", rare::ARC_TANGENT),
    unary!("cbrt", rare::CUBE_ROOT),
    unary!("ceil", rare::CEILING),
    unary!("cosh", rare::HYPERBOLIC_COSINE),
    unary!("deg2rad", rare::DEGREES_TO_RADIANS),
    unary!("degrees", rare::RADIANS_TO_DEGREES),
    unary!("exp2", rare::POWER_OF_TWO),
    unary!("expm1", rare::EXPONENTIAL_MINUS_ONE),
    unary!("fabs", functions::ABSOLUTE),
    unary!("floor", functions::FLOOR),
    unary!("invert", functions::INVERT),
    unary!("isfinite", rare::IS_FINITE),
    unary!("isinf", rare::IS_INFINITE),
    unary!("isnan", rare::IS_NAN),
    unary!("log10", rare::LOGARITHM_BASE_10),
    unary!("log1p", rare::LOGARITHM_ONE_PLUS),
    unary!("log2", rare::LOGARITHM_BASE_2),
    unary!("logical_not", rare::LOGICAL_NOT),
    unary!("negative", functions::NEGATIVE),
    unary!("positive", functions::POSITIVE),
    unary!("rad2deg", rare::RADIANS_TO_DEGREES),
    unary!("radians", rare::DEGREES_TO_RADIANS),
    unary!("reciprocal", functions::RECIPROCAL),
    unary!("rint", functions::ROUND_TO_INTEGER),
    unary!("sign", rare::SIGN),
    unary!("sinh", rare::HYPERBOLIC_SINE),
    unary!("square", functions::SQUARE),
    unary!("tan", rare::TANGENT),
    unary!("trunc", rare::TRUNCATE),
    // Functions of two operands, element by element.
    binary!("add", ADD),
    binary!("arctan2", rare::ARCTAN2),
    binary!("bitwise_and", BITWISE_AND),
    binary!("bitwise_or", BITWISE_OR),
    binary!("bitwise_xor", BITWISE_XOR),
    binary!("divide", DIVIDE),
    binary!("floor_divide", FLOOR_DIVIDE),
    binary!("hypot", rare::HYPOT),
    binary!("left_shift", LEFT_SHIFT),
    binary!("mod", REMAINDER),
    binary!("multiply", MULTIPLY),
    binary!("pow", POWER),
    binary!("remainder", REMAINDER),
    binary!("right_shift", RIGHT_SHIFT),
    binary!("subtract", SUBTRACT),
    binary!("true_divide", DIVIDE),
    comparison!("equal", Equal),
    comparison!("greater", Greater),
    comparison!("greater_equal", GreaterEqual),
    comparison!("less", Less),
    comparison!("less_equal", LessEqual),
    comparison!("not_equal", NotEqual),
    function("logical_and", |m, a| {
        elementwise::logical(m, a, "logical_and", &BITWISE_AND)
    }),
    function("logical_or", |m, a| {
        elementwise::logical(m, a, "logical_or", &BITWISE_OR)
    }),
    function("logical_xor", |m, a| {
        elementwise::logical(m, a, "logical_xor", &BITWISE_XOR)
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
