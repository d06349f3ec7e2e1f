//! `object.name`, and what to say when there is none; names that are not defined.
//!
//! Knows nothing of what the attributes do.

use super::builtins;
use super::error::ErrorKind;
use super::exception::Hint;
use super::execute::name_error;
use super::frame::Frame;
use super::items::Items;
use super::machine::Machine;
use super::methods;
use super::native::{Arguments, Module};
use super::numpy;
use super::suggestion::nearest;
use super::syntax_tree::Name;
use super::types::Type;
use super::value::{Outcome, Raised, Value};
use std::rc::Rc;

/// What NumPy lets a program set of an array.
const SETTABLE: [&str; 7] = ["data", "dtype", "flat", "imag", "real", "shape", "strides"];

impl Machine {
    /// `value.name`
    ///
    /// # Errors
    /// `AttributeError`; `NotImplementedError` for what Python has and this page does not.
    pub fn attribute(&mut self, value: &Value, name: &str) -> Outcome {
        match value {
            Value::Module(module) => {
                return module
                    .get(name)
                    .ok_or_else(|| missing_from_module(module, value, name));
            }
            Value::Object(object) => {
                let object = object.clone();
                if let Some(found) = object.attribute(value, name, self) {
                    return Ok(found);
                }
            }
            Value::Scalar(_) | Value::Array(_) => {
                if let Some(found) = numpy::attribute(value, name) {
                    return Ok(found);
                }
            }
            _ => {
                if let Some(found) = methods::find(value.type_of(), name) {
                    return Ok(Value::method(value, found));
                }
                if let Some(found) = self.plain_attribute(value, name) {
                    return Ok(found);
                }
            }
        }
        Err(missing(value, name))
    }

    /// Attributes that are no methods.
    fn plain_attribute(&self, value: &Value, name: &str) -> Option<Value> {
        Some(match (value, name) {
            (_, "__class__") => Value::Type(value.type_of()),
            (_, "__doc__") => Value::None,
            (Value::Type(of_type), "__name__" | "__qualname__") => Value::string(of_type.name()),
            (Value::Type(of_type), _) => Value::Native(methods::find(*of_type, name)?),
            (Value::Function(function), "__name__") => Value::String(function.code.name.clone()),
            (Value::Function(function), "__qualname__") => {
                Value::String(function.code.qualified_name.clone())
            }
            (Value::Function(function), "__defaults__") => match &function.defaults[..] {
                [] => Value::None,
                defaults => Value::tuple(defaults.to_vec()),
            },
            (Value::Native(function), "__name__") => Value::string(function.name),
            (Value::BoundMethod(method), "__name__") => Value::string(method.1.name),
            (Value::Exception(exception), "args") => {
                Value::Tuple(Rc::new(Items(exception.arguments.to_vec())))
            }
            (Value::Exception(exception), "name") => match exception.hint.as_deref() {
                Some(Hint::Name { name, .. } | Hint::Attribute { name, .. }) => {
                    Value::String(name.clone())
                }
                None => return None,
            },
            (Value::Integer(_) | Value::BigInteger(_), "real" | "numerator") => value.clone(),
            (Value::Bool(flag), "real" | "numerator") => Value::Integer(i64::from(*flag)),
            (Value::Integer(_) | Value::BigInteger(_) | Value::Bool(_), "imag") => {
                Value::Integer(0)
            }
            (Value::Integer(_) | Value::BigInteger(_) | Value::Bool(_), "denominator") => {
                Value::Integer(1)
            }
            (Value::Float(number), "real") => Value::Float(*number),
            (Value::Float(_), "imag") => Value::Float(0.0),
            (Value::Complex(number), "real") => Value::Float(number.0),
            (Value::Complex(number), "imag") => Value::Float(number.1),
            (Value::Range(range), "start") => Value::Integer(range.start),
            (Value::Range(range), "stop") => Value::Integer(range.stop),
            (Value::Range(range), "step") => Value::Integer(range.step),
            (Value::Slice(slice), "start") => slice.start.clone(),
            (Value::Slice(slice), "stop") => slice.stop.clone(),
            (Value::Slice(slice), "step") => slice.step.clone(),
            _ => return None,
        })
    }

    /// What NumPy says against `array.shape = new`, by what it says against `array.reshape(new)`.
    ///
    /// # Errors
    /// As `reshape`; none where this page has no `reshape`.
    pub(super) fn check_new_shape(
        &mut self,
        value: &Value,
        name: &str,
        new: Value,
    ) -> Result<(), Raised> {
        if let (Value::Array(_), "shape") = (value, name)
            && let Ok(reshape) = self.attribute(value, "reshape")
        {
            self.call(&reshape, Arguments::positional(vec![new]))?;
        }
        Ok(())
    }

    /// The error for `value.name = …` and `del value.name`: no object here takes new attributes.
    pub(super) fn cannot_set_attribute(&mut self, value: &Value, name: &str) -> Raised {
        if let Value::Function(_) | Value::Module(_) | Value::Object(_) | Value::Exception(_) =
            value
        {
            return Raised::unknown_here(format!(
                "this page does not know how to set the attribute '{name}' of a {}",
                value.type_name()
            ));
        }
        if matches!(value, Value::Array(_)) && SETTABLE.contains(&name) {
            return Raised::unknown_here(format!(
                "this page does not know how to set the attribute '{name}' of an array; make \
                 another array"
            ));
        }
        if let Value::Type(of_type) = value {
            return Raised::type_error(format!(
                "cannot set '{name}' attribute of immutable type '{}'",
                of_type.qualified_name()
            ));
        }
        match self.attribute(value, name) {
            Ok(Value::BoundMethod(_)) => Raised::new(
                ErrorKind::AttributeError,
                format!(
                    "'{}' object attribute '{name}' is read-only",
                    value.message_name()
                ),
            ),
            Ok(_) => Raised::new(
                ErrorKind::AttributeError,
                format!(
                    "attribute '{name}' of '{}' objects is not writable",
                    value.message_name()
                ),
            ),
            Err(raised) => raised,
        }
    }

    /// The error for a global name that means nothing.
    pub(super) fn unbound_global(&self, frame: &Frame, slot: u32) -> Raised {
        let name = self.globals.name(slot);
        if builtins::is_python_name(name) {
            return Raised::unknown_here(format!(
                "'{name}' is part of Python, but this page does not know it"
            ));
        }
        name_error(frame, name)
    }

    /// `Did you mean: 'name'?` for what was looked for and not found.
    pub(super) fn suggestion(&self, hint: &Hint) -> Option<String> {
        let mut candidates: Vec<&str> = Vec::new();
        let name = match hint {
            Hint::Name { name, locals } => {
                candidates.extend(locals.iter().map(Name::as_ref));
                for (name, _) in self.globals.bound() {
                    candidates.push(name);
                }
                candidates.extend(builtins::PYTHON_NAMES.split(' '));
                name
            }
            Hint::Attribute { object, name } => {
                candidates.extend(attribute_names(object).split(' '));
                name
            }
        };
        let found = nearest(name, &candidates)?;
        Some(format!("Did you mean: '{found}'?"))
    }
}

/// The names that `dir(value)` lists, split by spaces, in its order, which is that of the
/// alphabet.
fn attribute_names(value: &Value) -> &'static str {
    match value {
        Value::Module(module) => module.real_names,
        Value::Object(object) => object.attribute_names(),
        Value::Type(of_type) => methods::real_names(*of_type),
        _ => methods::real_names(value.type_of()),
    }
}

/// The error for an attribute that an object does not have.
fn missing(value: &Value, name: &str) -> Raised {
    let of_type = value.type_of();
    let is_special = name.len() > 4 && name.starts_with("__") && name.ends_with("__");
    if is_special || attribute_names(value).split(' ').any(|known| known == name) {
        let owner = match value {
            Value::Type(of_type) => *of_type,
            _ => of_type,
        };
        return Raised::unknown_here(format!(
            "'{}.{name}' is part of {}, but this page does not know it",
            owner.message_name(),
            library(owner)
        ));
    }
    let message = match value {
        Value::Type(of_type) => {
            format!(
                "type object '{}' has no attribute '{name}'",
                of_type.message_name()
            )
        }
        _ => format!(
            "'{}' object has no attribute '{name}'",
            of_type.message_name()
        ),
    };
    attribute_error(message, value, name)
}

/// What a type is part of.
fn library(of_type: Type) -> &'static str {
    match of_type {
        _ if of_type.message_name().starts_with("numpy.") => "NumPy",
        Type::Other(_) => "matplotlib",
        _ => "Python",
    }
}

fn missing_from_module(module: &Module, value: &Value, name: &str) -> Raised {
    if module.real_names.split(' ').any(|real| real == name) {
        return Raised::unknown_here(format!(
            "'{}.{name}' exists, but this page does not know it",
            module.name
        ));
    }
    let message = format!("module '{}' has no attribute '{name}'", module.name);
    attribute_error(message, value, name)
}

fn attribute_error(message: String, value: &Value, name: &str) -> Raised {
    let mut raised = Raised::new(ErrorKind::AttributeError, message);
    raised.hint = Some(Rc::new(Hint::Attribute {
        object: value.clone(),
        name: name.into(),
    }));
    raised
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::source::Source;

    #[track_caller]
    fn check(value: Value) {
        let names: Vec<&str> = attribute_names(&value).split(' ').collect();
        assert!(names.is_sorted(), "{names:?}");
    }

    fn message(code: &str) -> String {
        let code = format!(
            "import numpy as np\nimport matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n{code}"
        );
        let error = Machine::new().run(&Source::new("cell", code)).error;
        error.map(|error| error.message).unwrap_or_default()
    }

    /// What is said of an attribute that is real, and that no build of this page knows.
    #[track_caller]
    fn check_unknown(object: &str, attribute: &str, library: &str) {
        let message = message(&format!("{object}.{attribute}"));
        let ending = format!(".{attribute}' is part of {library}, but this page does not know it");
        assert!(message.ends_with(&ending), "{message}");
    }

    #[test]
    fn what_is_unknown_here_is_part_of_its_library() {
        check_unknown("ax", "set_yscale", "matplotlib");
        check_unknown("fig", "colorbar", "matplotlib");
        check_unknown("ax.plot([1])[0]", "set_xdata", "matplotlib");
        check_unknown("ax.set_title('a')", "remove", "matplotlib");
        check_unknown("plt.subplots(2)[1]", "strides", "NumPy");
        check_unknown("np.array([1])", "strides", "NumPy");
        check_unknown("np.array([1]).dtype", "byteorder", "NumPy");
        check_unknown("np.float64(1)", "strides", "NumPy");
        check_unknown("np.float64", "fromhex", "NumPy");
        check_unknown("'a'", "__mod__", "Python");
        check_unknown("int", "from_bytes", "Python");
    }

    #[test]
    fn what_cannot_be_set_is_said_truly() {
        let unknown = "this page does not know how to set the attribute 'shape' of an array; \
                       make another array";
        assert_eq!(message("np.array([1, 2, 3]).shape = 3, 1"), unknown);
        assert_eq!(
            message("np.array([1, 2, 3]).size = 5"),
            "attribute 'size' of 'numpy.ndarray' objects is not writable"
        );
        #[cfg(feature = "wide")]
        assert_eq!(
            message("np.array([1, 2, 3]).shape = 5"),
            "cannot reshape array of size 3 into shape (5,)"
        );
    }

    #[test]
    fn names_are_in_the_order_of_dir() {
        for of_type in [
            Type::Integer,
            Type::Float,
            Type::String,
            Type::List,
            Type::Dict,
            Type::Set,
        ] {
            check(Value::Type(of_type));
        }
        check(Value::Module(&numpy::MODULE));
        check(Value::Module(&crate::language::pyplot::MODULE));
        check(Value::Array(crate::numerics::array::Array::from_floats(
            Vec::new(),
        )));
    }
}
