//! The built-in functions and classes: names that need no import.
//!
//! Knows nothing of how a program calls them.

#[cfg(feature = "wide")]
mod characters;
mod classes;
mod exceptions;
#[cfg(feature = "wide")]
mod introspection;
mod iterables;
#[cfg(feature = "wide")]
mod iterators;
#[cfg(feature = "wide")]
mod more_classes;
mod numbers;
mod printing;
#[cfg(feature = "wide")]
mod whole_numbers;

pub use classes::construct;
#[cfg(feature = "wide")]
pub use classes::to_float;
pub use iterables::key_of;
#[cfg(feature = "wide")]
pub use more_classes::add_pairs;

use super::error::ErrorKind;
use super::native::NativeFunction;
use super::types::Type;
use super::value::{NativeCall, Value};

/// Every name of CPython 3.11's `builtins`, in its order, including those that this page lacks:
/// for "Did you mean", and to tell a typing error from a gap of ours.
pub const PYTHON_NAMES: &str = "__name__ __doc__ __package__ __loader__ __spec__ __build_class__ __import__ abs all any ascii bin breakpoint callable chr compile delattr dir divmod eval exec format getattr globals hasattr hash hex id input isinstance issubclass iter aiter len locals max min next anext oct ord pow print repr round setattr sorted sum vars None Ellipsis NotImplemented False True bool memoryview bytearray bytes classmethod complex dict enumerate filter float frozenset property int list map object range reversed set slice staticmethod str super tuple type zip __debug__ BaseException BaseExceptionGroup Exception GeneratorExit KeyboardInterrupt SystemExit ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError Warning FloatingPointError OverflowError ZeroDivisionError BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError IndentationError IndexError KeyError ModuleNotFoundError NotImplementedError RecursionError UnboundLocalError UnicodeError BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError TabError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError ExceptionGroup EnvironmentError IOError open quit exit copyright credits license help";

/// The functions that this page has, one table a file.
static TABLES: &[&[NativeFunction]] = &[
    numbers::FUNCTIONS,
    iterables::FUNCTIONS,
    printing::FUNCTIONS,
    #[cfg(feature = "wide")]
    characters::FUNCTIONS,
    #[cfg(feature = "wide")]
    introspection::FUNCTIONS,
    #[cfg(feature = "wide")]
    iterators::FUNCTIONS,
    #[cfg(feature = "wide")]
    whole_numbers::FUNCTIONS,
];

/// The classes that this page has, exceptions apart.
static CLASSES: &[&[Class]] = &[
    classes::CLASSES,
    #[cfg(feature = "wide")]
    more_classes::CLASSES,
];

/// A class that a program can name and call.
pub struct Class {
    pub of_type: Type,
    pub make: NativeCall,
}

/// The class of a type, if a program can name it.
fn class(wanted: impl Fn(Type) -> bool) -> Option<&'static Class> {
    let mut classes = CLASSES.iter().flat_map(|table| table.iter());
    classes.find(|class| wanted(class.of_type))
}

/// What a name means that no program has bound.
pub fn lookup(name: &str) -> Option<Value> {
    let mut functions = TABLES.iter().flat_map(|table| table.iter());
    if let Some(function) = functions.find(|function| function.name == name) {
        return Some(Value::Native(function));
    }
    if let Some(class) = class(|of_type| of_type.name() == name) {
        return Some(Value::Type(class.of_type));
    }
    match name {
        "Ellipsis" => Some(Value::Ellipsis),
        "__name__" => Some(Value::string("__main__")),
        "IOError" | "EnvironmentError" => Some(Value::Type(Type::Exception(ErrorKind::OSError))),
        _ => ErrorKind::from_name(name).map(|kind| Value::Type(Type::Exception(kind))),
    }
}

/// Whether Python has a name built in.
pub fn is_python_name(name: &str) -> bool {
    PYTHON_NAMES.split(' ').any(|known| known == name)
}
