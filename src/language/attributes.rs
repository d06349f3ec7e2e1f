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
use super::native::Module;
use super::numpy;
use super::suggestion::nearest;
use super::syntax_tree::Name;
use super::value::{Outcome, Raised, Value};
use std::rc::Rc;

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
                if let Some(outcome) = numpy::attribute(self, value, name) {
                    return outcome;
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
            (Value::Complex(real, _), "real") => Value::Float(*real),
            (Value::Complex(_, imaginary), "imag") => Value::Float(*imaginary),
            (Value::Range(range), "start") => Value::Integer(range.start),
            (Value::Range(range), "stop") => Value::Integer(range.stop),
            (Value::Range(range), "step") => Value::Integer(range.step),
            (Value::Slice(slice), "start") => slice.start.clone(),
            (Value::Slice(slice), "stop") => slice.stop.clone(),
            (Value::Slice(slice), "step") => slice.step.clone(),
            _ => return None,
        })
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
        let found = match hint {
            Hint::Name { name, locals } => {
                let globals = self.globals.bound();
                let candidates: Vec<&str> = locals
                    .iter()
                    .map(Name::as_ref)
                    .chain(globals.iter().map(|(name, _)| name.as_ref()))
                    .chain(builtins::PYTHON_NAMES.split(' '))
                    .collect();
                nearest(name, candidates.into_iter())?.to_string()
            }
            Hint::Attribute { object, name } => {
                let candidates = attribute_names(object);
                nearest(name, candidates.into_iter())?.to_string()
            }
        };
        Some(format!("Did you mean: '{found}'?"))
    }
}

/// The names that `dir(value)` lists, in its order, which is that of the alphabet.
pub(super) fn attribute_names(value: &Value) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = match value {
        Value::Module(module) => module.real_names.split(' ').collect(),
        Value::Object(object) => object.attribute_names(),
        Value::Scalar(_) | Value::Array(_) => numpy::attribute_names(value).split(' ').collect(),
        Value::Type(of_type) => real_names(*of_type),
        _ => real_names(value.type_of()),
    };
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names
}

/// The error for an attribute that an object does not have.
fn missing(value: &Value, name: &str) -> Raised {
    let of_type = value.type_of();
    if attribute_names(value).contains(&name) {
        return Raised::unknown_here(format!(
            "'{}.{name}' is part of Python, but this page does not know it",
            of_type.message_name()
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

fn real_names(of_type: super::types::Type) -> Vec<&'static str> {
    let parts = methods::real_names(of_type);
    parts.iter().flat_map(|part| part.split(' ')).collect()
}
