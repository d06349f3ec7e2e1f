//! The methods of Python's own types, as tables.
//!
//! Each takes its receiver as the first argument, of whatever type a program passed:
//! `str.upper(5)` is legal to write.
//!
//! Knows nothing of how methods are looked up on objects.

#[cfg(feature = "wide")]
mod dicts;
mod formatting;
mod lists;
mod names;
#[cfg(feature = "wide")]
mod numbers;
#[cfg(feature = "wide")]
mod sets;
#[cfg(feature = "wide")]
mod string_search;
#[cfg(feature = "wide")]
mod strings;

use super::native::{Arguments, NativeFunction};
use super::numpy;
use super::types::Type;
use super::value::{Raised, Value};

/// Tables of methods, with the types that have them.
static TABLES: &[(&[Type], &[NativeFunction])] = &[
    (&[Type::List], lists::METHODS),
    (&[Type::String], formatting::METHODS),
    (&[Type::Tuple, Type::Range], lists::TUPLE_METHODS),
    #[cfg(feature = "wide")]
    (&[Type::String], strings::METHODS),
    #[cfg(feature = "wide")]
    (&[Type::String], string_search::METHODS),
    #[cfg(feature = "wide")]
    (&[Type::Dict], dicts::METHODS),
    #[cfg(feature = "wide")]
    (&[Type::Set], sets::METHODS),
    #[cfg(feature = "wide")]
    (&[Type::Integer, Type::Bool], numbers::INTEGER_METHODS),
    #[cfg(feature = "wide")]
    (&[Type::Float], numbers::FLOAT_METHODS),
    #[cfg(feature = "wide")]
    (&[Type::Complex], numbers::COMPLEX_METHODS),
];

/// The method of a name.
pub fn find(of_type: Type, name: &str) -> Option<&'static NativeFunction> {
    let tables = TABLES.iter().filter(|(types, _)| types.contains(&of_type));
    let mut methods = tables.flat_map(|(_, methods)| methods.iter());
    methods.find(|method| method.name == name)
}

/// The names that a type's objects have in CPython, split by spaces, less those between two
/// pairs of underscores.
pub fn real_names(of_type: Type) -> &'static str {
    match of_type {
        Type::Bool | Type::Integer => names::INTEGER,
        Type::Float => names::FLOAT,
        Type::Complex => names::COMPLEX,
        Type::String => names::STRING,
        Type::List => names::LIST,
        Type::Tuple => names::TUPLE,
        Type::Dict => names::DICT,
        Type::DictView(_) => names::DICT_VIEW,
        Type::Set => names::SET,
        Type::Range => names::RANGE,
        Type::Slice => names::SLICE,
        Type::Exception(_) => names::EXCEPTION,
        Type::Type => names::TYPE,
        Type::NumpyArray | Type::NumpyFloat64 | Type::NumpyInt64 | Type::NumpyBool => {
            numpy::attribute_names(of_type)
        }
        _ => "",
    }
}

/// The arguments of a method after its receiver, which must be there.
///
/// # Errors
/// `TypeError`: `unbound method str.upper() needs an argument`.
fn receive(
    of_type: Type,
    name: &str,
    mut arguments: Arguments,
) -> Result<(Value, Arguments), Raised> {
    if arguments.positional.is_empty() {
        return Err(Raised::type_error(format!(
            "unbound method {}.{name}() needs an argument",
            of_type.name()
        )));
    }
    let receiver = arguments.positional.remove(0);
    if !receiver.type_of().is_subclass_of(of_type) {
        return Err(Raised::type_error(format!(
            "descriptor '{name}' for '{}' objects doesn't apply to a '{}' object",
            of_type.name(),
            receiver.message_name()
        )));
    }
    Ok((receiver, arguments))
}

/// Refuses all arguments.
///
/// # Errors
/// `TypeError`: `list.clear() takes no arguments (1 given)`.
fn none(of_type: Type, name: &str, arguments: &Arguments) -> Result<(), Raised> {
    let qualified = format!("{}.{name}", of_type.name());
    arguments.no_keywords(&qualified)?;
    match arguments.positional.len() {
        0 => Ok(()),
        given => Err(Raised::type_error(format!(
            "{qualified}() takes no arguments ({given} given)"
        ))),
    }
}

/// The only argument.
///
/// # Errors
/// `TypeError`: `list.append() takes exactly one argument (2 given)`.
fn one(of_type: Type, name: &str, arguments: Arguments) -> Result<Value, Raised> {
    arguments.one(&format!("{}.{name}", of_type.name()))
}

/// Between `least` and `N` arguments by position.
///
/// # Errors
/// `TypeError`: `pop expected at most 1 argument, got 2`.
fn between<const N: usize>(
    of_type: Type,
    name: &str,
    arguments: Arguments,
    least: usize,
) -> Result<[Option<Value>; N], Raised> {
    arguments.no_keywords(&format!("{}.{name}", of_type.name()))?;
    arguments.between(name, least)
}
