//! The built-in functions and classes: names that need no import.
//!
//! Knows nothing of how a program calls them.

mod characters;
mod classes;
mod exceptions;
mod introspection;
mod iterables;
mod numbers;
mod printing;

pub use classes::{construct, to_float};
pub use iterables::{add_pairs, key_of};

use super::error::ErrorKind;
use super::native::NativeFunction;
use super::types::Type;
use super::value::Value;

/// Every name of CPython 3.11's `builtins`, in its order, including those that this page lacks:
/// for "Did you mean", and to tell a typing error from a gap of ours.
pub const PYTHON_NAMES: &str = "__name__ __doc__ __package__ __loader__ __spec__ __build_class__ __import__ abs all any ascii bin breakpoint callable chr compile delattr dir divmod eval exec format getattr globals hasattr hash hex id input isinstance issubclass iter aiter len locals max min next anext oct ord pow print repr round setattr sorted sum vars None Ellipsis NotImplemented False True bool memoryview bytearray bytes classmethod complex dict enumerate filter float frozenset property int list map object range reversed set slice staticmethod str super tuple type zip __debug__ BaseException BaseExceptionGroup Exception GeneratorExit KeyboardInterrupt SystemExit ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError Warning FloatingPointError OverflowError ZeroDivisionError BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError IndentationError IndexError KeyError ModuleNotFoundError NotImplementedError RecursionError UnboundLocalError UnicodeError BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError TabError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError ExceptionGroup EnvironmentError IOError open quit exit copyright credits license help";

/// The functions that this page has, one table a file.
static TABLES: [&[NativeFunction]; 5] = [
    numbers::FUNCTIONS,
    iterables::FUNCTIONS,
    introspection::FUNCTIONS,
    characters::FUNCTIONS,
    printing::FUNCTIONS,
];

/// The classes that this page has, exceptions apart.
const TYPES: [(&str, Type); 18] = [
    ("bool", Type::Bool),
    ("complex", Type::Complex),
    ("dict", Type::Dict),
    ("enumerate", Type::Enumerate),
    ("filter", Type::Filter),
    ("float", Type::Float),
    ("int", Type::Integer),
    ("list", Type::List),
    ("map", Type::Map),
    ("object", Type::Object),
    ("range", Type::Range),
    ("reversed", Type::Reversed),
    ("set", Type::Set),
    ("slice", Type::Slice),
    ("str", Type::String),
    ("tuple", Type::Tuple),
    ("type", Type::Type),
    ("zip", Type::Zip),
];

/// What a name means that no program has bound.
pub fn lookup(name: &str) -> Option<Value> {
    let mut functions = TABLES.iter().flat_map(|table| table.iter());
    if let Some(function) = functions.find(|function| function.name == name) {
        return Some(Value::Native(function));
    }
    if let Some((_, of_type)) = TYPES.iter().find(|(known, _)| *known == name) {
        return Some(Value::Type(*of_type));
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
