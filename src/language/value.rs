//! Values: what a name can hold.
//!
//! Knows nothing of source text, compilation or how the machine runs.

use super::dictionary::Dictionary;
pub use super::exception::{Exception, Raised};
use super::function::Function;
pub use super::items::Items;
use super::iteration::Iteration;
use super::machine::Machine;
use super::native::{Arguments, Module, NativeFunction};
use super::set::Set;
use super::shared::Shared;
pub use super::types::Type;
use crate::numerics::array::{Array, Scalar};
use crate::numerics::big_integer::BigInt;
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
    /// Real and imaginary part; elsewhere, so that a value is two words of 64 bits.
    Complex(Rc<(f64, f64)>),
    String(Rc<str>),
    List(Rc<RefCell<Items>>),
    Tuple(Rc<Items>),
    Dict(Shared<Dictionary>),
    Set(Shared<Set>),
    /// `d.keys()`, `d.values()`, `d.items()`.
    DictView(DictView),
    Range(Rc<Range>),
    Slice(Rc<Slice>),
    Ellipsis,
    /// A NumPy scalar: `np.float64`, `np.int64` or `np.bool`.
    Scalar(Scalar),
    Array(Array),
    /// What `def` and `lambda` make.
    Function(Rc<Function>),
    Native(&'static NativeFunction),
    /// A method and the object it was looked up on, which becomes its first argument.
    BoundMethod(Rc<(Value, &'static NativeFunction)>),
    Module(&'static Module),
    Type(Type),
    /// Anything that `next` works on.
    Iterator(Rc<RefCell<Iteration>>),
    Exception(Rc<Exception>),
    /// What only one module knows: pyplot's figures, axes and lines, for example.
    Object(Rc<dyn Object>),
}

/// A live view of a dict.
#[derive(Clone)]
pub struct DictView {
    pub kind: DictViewKind,
    pub dict: Shared<Dictionary>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictViewKind {
    Keys,
    Values,
    Items,
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
    /// What messages call its type: `type(x).__name__`, with the module before it for NumPy's.
    fn type_name(&self) -> &'static str;

    /// What `repr(x)` gives.
    fn repr(&self, machine: &Machine) -> String;

    /// What `str(x)` gives.
    fn text(&self, machine: &Machine) -> String {
        self.repr(machine)
    }

    /// Attributes and methods by name; `None` where Python would raise `AttributeError`.
    /// A method comes as [`Value::BoundMethod`]: `this` is the object itself as a value.
    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value>;

    /// Names for "Did you mean", split by spaces, in the order of the alphabet.
    fn attribute_names(&self) -> &'static str;

    /// `x[index]`; `None` where the object is not subscriptable.
    fn subscript(&self, _index: &Value, _machine: &mut Machine) -> Option<Result<Value, Raised>> {
        None
    }

    /// The elements, of an object that can be unpacked and looped over.
    fn elements(&self) -> Option<Vec<Value>> {
        None
    }

    /// `len(x)`; `None` where the object has none.
    fn length(&self) -> Option<usize> {
        self.elements().map(|elements| elements.len())
    }

    /// `x == other`; by default an object is equal only to itself.
    fn equals(&self, _other: &dyn Object) -> bool {
        false
    }

    /// `x == other` where `other` may be no object of a module: `x.dtype == float`.
    fn equals_value(&self, _other: &Value) -> bool {
        false
    }

    /// For downcasting by the module that made the object.
    fn as_any(&self) -> &dyn std::any::Any;
}

/// What evaluating gives.
pub type Outcome = Result<Value, Raised>;

/// The form of every built-in function: `machine` prints, warns, calls back and holds pyplot's state.
pub type NativeCall = fn(&mut Machine, Arguments) -> Outcome;

impl Value {
    /// A string.
    pub fn string(text: impl Into<Rc<str>>) -> Self {
        Value::String(text.into())
    }

    /// A complex number.
    pub fn complex(real: f64, imaginary: f64) -> Self {
        Value::Complex(Rc::new((real, imaginary)))
    }

    /// A new list.
    pub fn list(items: Vec<Value>) -> Self {
        Value::List(Rc::new(RefCell::new(Items(items))))
    }

    /// A tuple.
    pub fn tuple(items: Vec<Value>) -> Self {
        Value::Tuple(Rc::new(Items(items)))
    }

    /// A new iterator.
    pub fn iterator(iteration: Iteration) -> Self {
        Value::Iterator(Rc::new(RefCell::new(iteration)))
    }

    /// A method of `this`.
    pub fn method(this: &Value, function: &'static NativeFunction) -> Self {
        Value::BoundMethod(Rc::new((this.clone(), function)))
    }

    /// An integer of any size.
    pub fn integer(number: BigInt) -> Self {
        match number.to_i64() {
            Some(small) => Value::Integer(small),
            None => Value::BigInteger(Rc::new(number)),
        }
    }

    /// An exact integer, of `int`, `bool` and `np.int64`; `None` for everything else.
    /// A `np.bool` is no integer, as in Python.
    pub fn as_integer(&self) -> Option<BigInt> {
        match self {
            Value::BigInteger(number) => Some(number.as_ref().clone()),
            other => other.as_small_integer().map(BigInt::from),
        }
    }

    /// As [`Value::as_integer`], where it fits 64 bits.
    pub fn as_small_integer(&self) -> Option<i64> {
        match self {
            Value::Bool(flag) => Some(i64::from(*flag)),
            Value::Integer(number) => Some(*number),
            Value::Scalar(Scalar::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// What `__index__` gives, for lengths, positions and counts.
    ///
    /// # Errors
    /// `TypeError` for what is no integer, `OverflowError` past 64 bits.
    pub fn to_index(&self) -> Result<i64, Raised> {
        if let Some(number) = self.as_small_integer() {
            return Ok(number);
        }
        match self {
            Value::BigInteger(_) => Err(Raised::overflow_error(
                "Python int too large to convert to C ssize_t",
            )),
            other => Err(Raised::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                other.type_of().message_name()
            ))),
        }
    }

    /// The number as a float, of real numbers; `None` for everything else.
    ///
    /// # Errors
    /// `OverflowError` for an integer past the largest float.
    pub fn as_float(&self) -> Option<Result<f64, Raised>> {
        Some(match self {
            Value::Float(number) => Ok(*number),
            Value::Integer(number) => Ok(*number as f64),
            Value::Bool(flag) => Ok(f64::from(u8::from(*flag))),
            Value::BigInteger(number) => super::integers::to_float(number),
            Value::Scalar(Scalar::Float(number)) => Ok(*number),
            Value::Scalar(Scalar::Integer(number)) => Ok(*number as f64),
            Value::Scalar(Scalar::Bool(flag)) => Ok(f64::from(u8::from(*flag))),
            _ => return None,
        })
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether this is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }
}

impl Range {
    /// How many numbers the range holds.
    pub fn length(&self) -> usize {
        let (start, stop, step) = (
            i128::from(self.start),
            i128::from(self.stop),
            i128::from(self.step),
        );
        let span = if step > 0 { stop - start } else { start - stop };
        if span <= 0 {
            0
        } else {
            ((span - 1) / step.abs() + 1) as usize
        }
    }

    /// The number at `index`, which is below [`Range::length`].
    pub fn get(&self, index: usize) -> i64 {
        (i128::from(self.start) + i128::from(self.step) * index as i128) as i64
    }
}

/// `None`, for arguments that were left out.
impl Default for Value {
    fn default() -> Self {
        Value::None
    }
}
