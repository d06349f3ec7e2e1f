//! Values: what a name can hold.

use super::error::ErrorKind;
use super::machine::Machine;
use super::native::{Arguments, Module, NativeFunction};
use crate::numerics::array::{Array, Scalar};
use num_bigint::BigInt;
use std::cell::RefCell;
use std::rc::Rc;

/// A Python object. Cloning shares what Python would share.
#[derive(Clone)]
pub enum Value {
    None,
    Bool(bool),
    Integer(i64),
    /// Past 64 bits only: an integer that fits is always `Integer`.
    BigInteger(Rc<BigInt>),
    Float(f64),
    /// Real and imaginary part.
    Complex(f64, f64),
    String(Rc<str>),
    List(Rc<RefCell<Vec<Value>>>),
    Tuple(Rc<[Value]>),
    Range(Rc<Range>),
    Slice(Rc<Slice>),
    Ellipsis,
    /// A NumPy scalar: `np.float64`, `np.int64` or `np.bool`.
    Scalar(Scalar),
    Array(Array),
    Native(&'static NativeFunction),
    /// A method and the object it was looked up on, which becomes its first argument.
    BoundMethod(Rc<(Value, &'static NativeFunction)>),
    Module(&'static Module),
    Type(Type),
    /// What only one module knows: pyplot's figures, axes and lines, for example.
    Object(Rc<dyn Object>),
    // The evaluator adds: Function (def, lambda), Dict, Set, Iterator, Exception, …
}

/// Types as values: `type(x)`, `np.float64`, `ValueError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Bool,
    Integer,
    Float,
    String,
    List,
    Tuple,
    NumpyFloat64,
    NumpyInt64,
    NumpyBool,
    NumpyArray,
    Exception(ErrorKind),
    // …
}

/// `range(start, stop, step)`; `step` is never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

/// `start:stop:step` as written.
#[derive(Clone)]
pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

/// An object that one built-in module brings along.
///
/// Objects hold no state that a run can change: pyplot's are handles (a figure's number,
/// an axes' index), and what they stand for lives in the [`Machine`].
pub trait Object {
    /// What `type(x).__name__` gives.
    fn type_name(&self) -> &'static str;

    /// What `repr(x)` gives.
    fn repr(&self, machine: &Machine) -> String;

    /// Attributes and methods by name; `None` where Python would raise `AttributeError`.
    /// A method comes as [`Value::BoundMethod`]: `this` is the object itself as a value.
    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value>;

    /// Names for "Did you mean".
    fn attribute_names(&self) -> Vec<&'static str>;

    /// `x[index]`; `None` where the object is not subscriptable.
    fn subscript(&self, _index: &Value, _machine: &mut Machine) -> Option<Result<Value, Raised>> {
        None
    }

    /// The elements, of an object that can be unpacked and looped over.
    fn elements(&self) -> Option<Vec<Value>> {
        None
    }

    /// For downcasting by the module that made the object.
    fn as_any(&self) -> &dyn std::any::Any;
}

/// An exception on its way up, before it has a traceback.
#[derive(Clone)]
pub struct Raised {
    pub kind: ErrorKind,
    /// What `str(exception)` gives.
    pub message: String,
    /// What Python's display adds: `Did you mean: 'name'?`
    pub suggestion: Option<String>,
    // The evaluator adds what `except … as e` needs.
}

impl Raised {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Raised {
            kind,
            message: message.into(),
            suggestion: None,
        }
    }

    /// A `TypeError`.
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::TypeError, message)
    }

    /// A `ValueError`.
    pub fn value_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::ValueError, message)
    }
}

/// What evaluating gives.
pub type Outcome = Result<Value, Raised>;

/// The form of every built-in function: `machine` prints, warns, calls back and holds pyplot's state.
pub type NativeCall = fn(&mut Machine, Arguments) -> Outcome;
