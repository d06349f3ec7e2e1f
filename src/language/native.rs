//! Built-in functions and modules as tables: one more function is one more entry.
//!
//! Knows nothing of what the functions do.

use super::binding::{Bound, Parameters, plural};
use super::value::{NativeCall, Raised, Value};
use std::rc::Rc;

/// What a call passed, before it is matched with a signature.
#[derive(Default)]
pub struct Arguments {
    /// A method's receiver comes first.
    pub positional: Vec<Value>,
    pub keyword: Vec<(Rc<str>, Value)>,
}

/// A function written in Rust.
pub struct NativeFunction {
    /// As Python's messages name it: `linspace`, `_AxesBase.set_ylim`, `append`.
    pub name: &'static str,
    pub call: NativeCall,
}

/// A module such as `numpy`.
pub struct Module {
    /// As `repr` and messages name it: `matplotlib.pyplot`.
    pub name: &'static str,
    pub entries: &'static [(&'static str, Entry)],
    /// Further entries, which only builds with the feature `wide` have.
    pub wide: &'static [(&'static str, Entry)],
    /// The public names of the real module, split by spaces, including those that this page
    /// lacks: for "Did you mean", and to tell a typing error from a gap of ours.
    pub real_names: &'static str,
}

/// What a module's attribute is.
pub enum Entry {
    Function(NativeFunction),
    Constant(fn() -> Value),
    Module(&'static Module),
}

/// A Python signature, for [`Arguments::bind`].
///
/// `parameters` in order; those past `required` may be left out and come as `None`;
/// those past `positional` may be given by keyword only.
pub struct Signature {
    /// The name that messages carry.
    pub name: &'static str,
    pub parameters: &'static [&'static str],
    pub required: usize,
    pub positional: usize,
}

impl Module {
    /// The value of an attribute, if the module has it.
    pub fn get(&'static self, name: &str) -> Option<Value> {
        let (_, entry) = self
            .entries
            .iter()
            .chain(self.wide)
            .find(|(entry, _)| *entry == name)?;
        Some(match entry {
            Entry::Function(function) => Value::Native(function),
            Entry::Constant(value) => value(),
            Entry::Module(module) => Value::Module(module),
        })
    }
}

/// The values of so many parameters, which there are.
fn first<const N: usize>(slots: Vec<Option<Value>>) -> [Option<Value>; N] {
    let mut slots = slots.into_iter();
    std::array::from_fn(|_| slots.next().flatten())
}

impl Arguments {
    /// Arguments by position only.
    pub fn positional(values: Vec<Value>) -> Self {
        Arguments {
            positional: values,
            keyword: Vec::new(),
        }
    }

    /// The values of the signature's parameters.
    ///
    /// # Errors
    /// `TypeError` in the words CPython uses for functions written in Python: missing
    /// arguments, too many, unexpected keywords, multiple values.
    pub fn bind(self, signature: &Signature) -> Result<Bound, Raised> {
        let parameters = Parameters {
            function: signature.name,
            names: signature.parameters,
            positional_only: 0,
            positional: signature.positional,
            defaults: signature.positional.saturating_sub(signature.required),
            rest: false,
            keywords: false,
        };
        parameters.bind_required(self, signature.required)
    }

    /// The only argument of a C function such as `abs`.
    ///
    /// # Errors
    /// `TypeError`: `abs() takes exactly one argument (2 given)`.
    pub fn one(self, name: &str) -> Result<Value, Raised> {
        self.no_keywords(name)?;
        let count = self.positional.len();
        let mut values = self.positional.into_iter();
        match (values.next(), count) {
            (Some(value), 1) => Ok(value),
            _ => Err(Raised::type_error(format!(
                "{name}() takes exactly one argument ({count} given)"
            ))),
        }
    }

    /// The arguments of a C function that takes between `N - optional` and `N` by position.
    ///
    /// # Errors
    /// `TypeError`: `pop expected at most 1 argument, got 2`.
    pub fn between<const N: usize>(
        self,
        name: &str,
        least: usize,
    ) -> Result<[Option<Value>; N], Raised> {
        self.no_keywords(name)?;
        self.check_count(name, least, N)?;
        let mut values = self.positional.into_iter();
        Ok(std::array::from_fn(|_| values.next()))
    }

    /// Checks the count of positional arguments as CPython's `_PyArg_CheckPositional` does.
    ///
    /// # Errors
    /// `TypeError`: `max expected at least 1 argument, got 0`.
    pub fn check_count(&self, name: &str, least: usize, most: usize) -> Result<(), Raised> {
        let count = self.positional.len();
        let (bound, wanted) = if count < least {
            ("at least ", least)
        } else if count > most {
            ("at most ", most)
        } else {
            return Ok(());
        };
        let bound = if least == most { "" } else { bound };
        Err(Raised::type_error(format!(
            "{name} expected {bound}{wanted} argument{}, got {count}",
            plural(wanted)
        )))
    }

    /// Refuses keywords, as a C function that takes none does.
    ///
    /// # Errors
    /// `TypeError`: `abs() takes no keyword arguments`.
    pub fn no_keywords(&self, name: &str) -> Result<(), Raised> {
        if self.keyword.is_empty() {
            return Ok(());
        }
        Err(Raised::type_error(format!(
            "{name}() takes no keyword arguments"
        )))
    }

    /// The arguments of a C function with named parameters, such as `round` or `sum`, whose
    /// first `positional_only` have names that cannot be used.
    ///
    /// # Errors
    /// `TypeError` in the words of CPython's `_PyArg_UnpackKeywords`.
    pub fn clinic<const N: usize>(
        self,
        signature: &Signature,
        positional_only: usize,
    ) -> Result<[Option<Value>; N], Raised> {
        self.clinic_slots(signature, positional_only).map(first)
    }

    fn clinic_slots(
        self,
        signature: &Signature,
        positional_only: usize,
    ) -> Result<Vec<Option<Value>>, Raised> {
        let name = signature.name;
        let given = self.positional.len() + self.keyword.len();
        self.check_clinic_count(signature, given, positional_only)?;
        let mut bound = vec![None; signature.parameters.len()];
        for (place, value) in bound.iter_mut().zip(self.positional) {
            *place = Some(value);
        }
        for (keyword, value) in self.keyword {
            let found = signature.parameters[positional_only..]
                .iter()
                .position(|parameter| *parameter == &*keyword);
            let Some(index) = found else {
                return Err(Raised::type_error(format!(
                    "'{keyword}' is an invalid keyword argument for {name}()"
                )));
            };
            let place = &mut bound[positional_only + index];
            if place.is_some() {
                return Err(Raised::type_error(format!(
                    "argument for {name}() given by name ('{keyword}') and position ({})",
                    positional_only + index + 1
                )));
            }
            *place = Some(value);
        }
        for (index, parameter) in signature.parameters.iter().enumerate() {
            if index < signature.required && bound[index].is_none() {
                return Err(Raised::type_error(format!(
                    "{name}() missing required argument '{parameter}' (pos {})",
                    index + 1
                )));
            }
        }
        Ok(bound)
    }

    fn check_clinic_count(
        &self,
        signature: &Signature,
        given: usize,
        positional_only: usize,
    ) -> Result<(), Raised> {
        let name = signature.name;
        let (total, positional) = (signature.parameters.len(), signature.positional);
        if given > total {
            let kind = if self.positional.is_empty() {
                "keyword "
            } else {
                ""
            };
            let bound = if signature.required == total {
                "exactly"
            } else {
                "at most"
            };
            return Err(Raised::type_error(format!(
                "{name}() takes {bound} {total} {kind}argument{} ({given} given)",
                plural(total)
            )));
        }
        let count = self.positional.len();
        if count > positional {
            let message = if positional == 0 {
                format!("{name}() takes no positional arguments")
            } else {
                let bound = if signature.required == positional {
                    "exactly"
                } else {
                    "at most"
                };
                format!(
                    "{name}() takes {bound} {positional} positional argument{} ({count} given)",
                    plural(positional)
                )
            };
            return Err(Raised::type_error(message));
        }
        let least = signature.required.min(positional_only);
        if count < least {
            let bound = if least < positional {
                "at least"
            } else {
                "exactly"
            };
            return Err(Raised::type_error(format!(
                "{name}() takes {bound} {least} positional argument{} ({count} given)",
                plural(least)
            )));
        }
        Ok(())
    }
}
