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
mod reductions;
mod spacing;
mod subscripts;

pub use crate::numerics::array::ArrayFork;
pub(in crate::language) use convert::{Unfit, to_array};
pub use creation::construct;
pub use methods::{attribute, attribute_names};
pub use operators::{absolute, binary, binary_in_place, compare, contains, round, truth, unary};
pub use subscripts::{element, length, set_subscript, single, subscript};
pub use wide::RandomState;

use super::machine::Machine;
use super::native::{Arguments, Entry, Module, NativeFunction};
use super::types::Type;
use super::value::{Outcome, Value};
use crate::numerics::array::functions;
use crate::numerics::array::operators::{MAXIMUM, MINIMUM, POWER};
use crate::numerics::array::{Array, array_repr, array_str};

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
    ($name:literal, $function:path) => {
        function($name, |machine, arguments| {
            crate::language::numpy::elementwise::unary(machine, arguments, &$function)
        })
    };
}

macro_rules! binary {
    ($name:literal, $operation:path) => {
        function($name, |machine, arguments| {
            crate::language::numpy::elementwise::binary(machine, arguments, &$operation)
        })
    };
}

macro_rules! constant {
    ($name:literal, $value:expr) => {
        ($name, Entry::Constant(|| $value))
    };
}

#[cfg(feature = "wide")]
mod wide;
#[cfg(not(feature = "wide"))]
mod wide {
    //! Nothing: this build has the lecture's list only.
    pub(super) const ENTRIES: &[super::Named] = &[];
    pub(super) const METHODS: &[super::methods::Method] = &[];
    pub(super) const ARRAY_METHODS: &[super::methods::Method] = &[];
    #[derive(Clone, Default)]
    pub struct RandomState;

    pub(super) fn matrix_product(
        _: &mut super::Machine,
        _: &super::Array,
        _: &super::Array,
    ) -> super::Outcome {
        let message = "this page does not know the operator '@'";
        Err(crate::language::value::Raised::unknown_here(message))
    }
}

/// `import numpy`
pub static MODULE: Module = Module {
    name: "numpy",
    entries: &[
        constant!("e", Value::Float(std::f64::consts::E)),
        constant!("inf", Value::Float(f64::INFINITY)),
        constant!("nan", Value::Float(f64::NAN)),
        constant!("newaxis", Value::None),
        constant!("pi", Value::Float(std::f64::consts::PI)),
        constant!("bool", Value::Type(Type::NumpyBool)),
        constant!("bool_", Value::Type(Type::NumpyBool)),
        constant!("float64", Value::Type(Type::NumpyFloat64)),
        constant!("int64", Value::Type(Type::NumpyInt64)),
        constant!("int_", Value::Type(Type::NumpyInt64)),
        constant!("ndarray", Value::Type(Type::NumpyArray)),
        // Making arrays.
        function("arange", spacing::range),
        function("array", creation::array),
        function("asarray", creation::as_array),
        function("linspace", spacing::evenly_spaced),
        function("ones", |m, a| creation::filled(m, a, "ones", 1)),
        function("ones_like", |m, a| {
            creation::filled_like(m, a, "ones_like", 1)
        }),
        function("zeros", |m, a| creation::filled(m, a, "zeros", 0)),
        function("zeros_like", |m, a| {
            creation::filled_like(m, a, "zeros_like", 0)
        }),
        // Functions of one operand, element by element.
        unary!("abs", functions::ABSOLUTE),
        unary!("absolute", functions::ABSOLUTE),
        unary!("cos", functions::COSINE),
        unary!("exp", functions::EXPONENTIAL),
        unary!("log", functions::LOGARITHM),
        unary!("sin", functions::SINE),
        unary!("sqrt", functions::SQUARE_ROOT),
        unary!("tanh", functions::HYPERBOLIC_TANGENT),
        // Functions of two operands, element by element.
        binary!("maximum", MAXIMUM),
        binary!("minimum", MINIMUM),
        binary!("power", POWER),
        function("clip", |m, a| elementwise::clip(m, a, "clip")),
        function("round", elementwise::round),
        function("where", elementwise::choose),
        // Many values to one.
        function("max", |m, a| {
            reductions::extreme(m, a, "max", "maximum", Array::maximum)
        }),
        function("mean", |m, a| reductions::mean(m, a, "mean")),
        function("min", |m, a| {
            reductions::extreme(m, a, "min", "minimum", Array::minimum)
        }),
        function("sum", |m, a| {
            reductions::total(m, a, "sum", "add", Array::sum)
        }),
        // Shapes.
        // Picking, sorting, neighbours, products.
    ],
    wide: wide::ENTRIES,
    real_names: names::MODULE,
};
