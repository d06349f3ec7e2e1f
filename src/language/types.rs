//! Types as values: `type(x)`, `float`, `np.float64`, `ValueError`.
//!
//! Knows nothing of how objects of a type are made.

use super::error::ErrorKind;
use super::iteration::Iteration;
use super::value::{DictViewKind, Value};
use crate::numerics::array::Scalar;

/// Types as values: `type(x)`, `np.float64`, `ValueError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// The class of everything.
    Object,
    None,
    Bool,
    Integer,
    Float,
    Complex,
    String,
    List,
    Tuple,
    Dict,
    DictView(DictViewKind),
    Set,
    Range,
    Slice,
    Ellipsis,
    Function,
    NativeFunction,
    NativeMethod,
    Module,
    Type,
    Enumerate,
    Filter,
    Map,
    Reversed,
    Zip,
    /// Iterators that have no name of their own in a program: `list_iterator`, `generator`.
    Iterator(&'static str),
    NumpyFloat64,
    NumpyInt64,
    NumpyBool,
    NumpyArray,
    Exception(ErrorKind),
    /// The class of an object that a module brings along, by its name, which may be dotted where
    /// messages write its module too: `numpy.dtypes.Float64DType`.
    Other(&'static str),
}

impl Type {
    /// The class name: `type(x).__name__`.
    pub fn name(self) -> &'static str {
        match self {
            Type::Object => "object",
            Type::None => "NoneType",
            Type::Bool => "bool",
            Type::Integer => "int",
            Type::Float => "float",
            Type::Complex => "complex",
            Type::String => "str",
            Type::List => "list",
            Type::Tuple => "tuple",
            Type::Dict => "dict",
            Type::DictView(DictViewKind::Keys) => "dict_keys",
            Type::DictView(DictViewKind::Values) => "dict_values",
            Type::DictView(DictViewKind::Items) => "dict_items",
            Type::Set => "set",
            Type::Range => "range",
            Type::Slice => "slice",
            Type::Ellipsis => "ellipsis",
            Type::Function => "function",
            Type::NativeFunction | Type::NativeMethod => "builtin_function_or_method",
            Type::Module => "module",
            Type::Type => "type",
            Type::Enumerate => "enumerate",
            Type::Filter => "filter",
            Type::Map => "map",
            Type::Reversed => "reversed",
            Type::Zip => "zip",
            Type::Iterator(name) => name,
            Type::Other(name) => name.rsplit('.').next().unwrap_or(name),
            Type::NumpyFloat64 => "float64",
            Type::NumpyInt64 => "int64",
            Type::NumpyBool => "bool",
            Type::NumpyArray => "ndarray",
            Type::Exception(kind) => kind.name(),
        }
    }

    /// The name as most of CPython's messages write it: with the module, for NumPy's types.
    pub fn message_name(self) -> &'static str {
        match self {
            Type::NumpyFloat64 => "numpy.float64",
            Type::NumpyInt64 => "numpy.int64",
            Type::NumpyBool => "numpy.bool",
            Type::NumpyArray => "numpy.ndarray",
            Type::Other(name) => name,
            other => other.name(),
        }
    }

    /// What `repr` of the type shows between its quotes: `numpy.float64`, `int`.
    pub fn qualified_name(self) -> &'static str {
        match self {
            Type::Exception(kind) => kind.displayed_name(),
            other => other.message_name(),
        }
    }

    /// Whether an object of this type is an instance of `other`.
    pub fn is_subclass_of(self, other: Type) -> bool {
        match (self, other) {
            (_, Type::Object) | (Type::Bool, Type::Integer) | (Type::NumpyFloat64, Type::Float) => {
                true
            }
            (Type::Exception(this), Type::Exception(other)) => this.is_subclass_of(other),
            (this, other) => this == other,
        }
    }
}

impl Value {
    /// The type of a value: `type(x)`.
    pub fn type_of(&self) -> Type {
        match self {
            Value::None => Type::None,
            Value::Bool(_) => Type::Bool,
            Value::Integer(_) | Value::BigInteger(_) => Type::Integer,
            Value::Float(_) => Type::Float,
            Value::Complex(..) => Type::Complex,
            Value::String(_) => Type::String,
            Value::List(_) => Type::List,
            Value::Tuple(_) => Type::Tuple,
            Value::Dict(_) => Type::Dict,
            Value::DictView(view) => Type::DictView(view.kind),
            Value::Set(_) => Type::Set,
            Value::Range(_) => Type::Range,
            Value::Slice(_) => Type::Slice,
            Value::Ellipsis => Type::Ellipsis,
            Value::Scalar(Scalar::Float(_)) => Type::NumpyFloat64,
            Value::Scalar(Scalar::Integer(_)) => Type::NumpyInt64,
            Value::Scalar(Scalar::Bool(_)) => Type::NumpyBool,
            Value::Array(_) => Type::NumpyArray,
            Value::Function(_) => Type::Function,
            Value::Native(_) => Type::NativeFunction,
            Value::BoundMethod(_) => Type::NativeMethod,
            Value::Module(_) => Type::Module,
            Value::Type(_) => Type::Type,
            Value::Iterator(iterator) => iterator
                .try_borrow()
                .map_or(Type::Iterator("generator"), |iterator| {
                    Iteration::type_of(&iterator)
                }),
            Value::Exception(exception) => Type::Exception(exception.kind),
            Value::Object(object) => match object.type_name() {
                "numpy.ndarray" => Type::NumpyArray, // The axes that `plt.subplots` gives.
                name => Type::Other(name),
            },
        }
    }

    /// What `type(x).__name__` gives.
    pub fn type_name(&self) -> &'static str {
        self.type_of().name()
    }

    /// The type's name as most of CPython's messages write it: `int`, `numpy.ndarray`.
    pub fn message_name(&self) -> &'static str {
        self.type_of().message_name()
    }
}
