//! Matching what a call passed with a function's parameters, in CPython's order and words.
//!
//! Follows `initialize_locals` of CPython 3.11 (`Python/ceval.c`), for functions written in
//! Python and for NumPy's and pyplot's, which are.
//!
//! Knows nothing of where the values go.

use super::native::Arguments;
use super::value::{Raised, Value};
use std::rc::Rc;

/// The parameters of a function. `names` holds the positional ones, then the keyword-only ones.
pub struct Parameters<'a> {
    /// The qualified name that messages carry.
    pub function: &'a str,
    pub names: &'a [&'a str],
    pub positional_only: usize,
    pub positional: usize,
    /// How many positional parameters have a default.
    pub defaults: usize,
    /// Whether there is a `*rest`.
    pub rest: bool,
    /// Whether there is a `**keywords`.
    pub keywords: bool,
}

/// The values for `names`, and what is left for `*rest` and `**keywords`.
pub struct Bound {
    pub slots: Vec<Option<Value>>,
    pub rest: Vec<Value>,
    pub keywords: Vec<(Rc<str>, Value)>,
}

impl Bound {
    /// The values of the `N` names in order, `None` where left out. Borrowed, so that a function
    /// that ends early has one thing to drop, not each of them.
    pub fn values<const N: usize>(&self) -> [Option<&Value>; N] {
        std::array::from_fn(|index| self.slots.get(index)?.as_ref())
    }

    /// [`Bound::values`], where an argument that is `None` counts as left out.
    pub fn given<const N: usize>(&self) -> [Option<&Value>; N] {
        self.values()
            .map(|value| value.filter(|value| !value.is_none()))
    }
}

impl Parameters<'_> {
    /// Matches arguments with parameters; a slot without a value is one to fill from a default.
    ///
    /// # Errors
    /// `TypeError` for unexpected, doubled and superfluous arguments.
    pub fn bind(&self, arguments: Arguments) -> Result<Bound, Raised> {
        let given = arguments.positional.len();
        let mut slots = vec![None; self.names.len()];
        let mut rest = Vec::new();
        for (index, value) in arguments.positional.into_iter().enumerate() {
            match slots[..self.positional].get_mut(index) {
                Some(slot) => *slot = Some(value),
                None => rest.push(value),
            }
        }
        let mut keywords = Vec::new();
        for (name, value) in arguments.keyword {
            let found = self.names[self.positional_only..]
                .iter()
                .position(|parameter| *parameter == &*name);
            match found {
                Some(index) => {
                    let slot = &mut slots[self.positional_only + index];
                    if slot.is_some() {
                        return Err(
                            self.error(&format!("got multiple values for argument '{name}'"))
                        );
                    }
                    *slot = Some(value);
                }
                None if self.keywords => keywords.push((name, value)),
                None => return Err(self.unexpected(&name)),
            }
        }
        if !rest.is_empty() && !self.rest {
            return Err(self.too_many(given, &slots));
        }
        Ok(Bound {
            slots,
            rest,
            keywords,
        })
    }

    /// [`Parameters::bind`], and complains about empty slots among the first `required`.
    ///
    /// # Errors
    /// `TypeError`.
    pub fn bind_required(&self, arguments: Arguments, required: usize) -> Result<Bound, Raised> {
        let bound = self.bind(arguments)?;
        self.require(&bound.slots[..required])?;
        Ok(bound)
    }

    /// Complains about the empty ones of the slots that must be filled, which come first.
    ///
    /// # Errors
    /// `TypeError`, naming every missing argument.
    pub fn require(&self, slots: &[Option<Value>]) -> Result<(), Raised> {
        let (mut positional, mut keyword_only) = (Vec::new(), Vec::new());
        for (index, (name, slot)) in self.names.iter().zip(slots).enumerate() {
            if slot.is_some() {
                continue;
            }
            if index < self.positional {
                positional.push(*name);
            } else {
                keyword_only.push(*name);
            }
        }
        let (names, kind) = if positional.is_empty() {
            (keyword_only, "keyword-only")
        } else {
            (positional, "positional")
        };
        if names.is_empty() {
            return Ok(());
        }
        Err(self.error(&format!(
            "missing {} required {kind} argument{}: {}",
            names.len(),
            plural(names.len()),
            enumeration(&names)
        )))
    }

    fn error(&self, what: &str) -> Raised {
        Raised::type_error(format!("{}() {what}", self.function))
    }

    fn unexpected(&self, name: &str) -> Raised {
        if self.names[..self.positional_only].contains(&name) {
            return self.error(&format!(
                "got some positional-only arguments passed as keyword arguments: '{name}'"
            ));
        }
        self.error(&format!("got an unexpected keyword argument '{name}'"))
    }

    fn too_many(&self, given: usize, slots: &[Option<Value>]) -> Raised {
        let takes = if self.defaults > 0 {
            let least = self.positional - self.defaults;
            format!("from {least} to {} positional arguments", self.positional)
        } else {
            format!(
                "{} positional argument{}",
                self.positional,
                plural(self.positional)
            )
        };
        let by_keyword = slots[self.positional..].iter().flatten().count();
        let keyword_part = if by_keyword == 0 {
            String::new()
        } else {
            format!(
                " positional argument{} (and {by_keyword} keyword-only argument{})",
                plural(given),
                plural(by_keyword)
            )
        };
        let verb = if given == 1 && by_keyword == 0 {
            "was"
        } else {
            "were"
        };
        self.error(&format!(
            "takes {takes} but {given}{keyword_part} {verb} given"
        ))
    }
}

/// The plural ending for a count.
pub fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
fn enumeration(names: &[&str]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            text.push_str(match (names.len(), index + 1 == names.len()) {
                (2, _) => " and ",
                (_, true) => ", and ",
                _ => ", ",
            });
        }
        text.push('\'');
        text.push_str(name);
        text.push('\'');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAMETERS: Parameters = Parameters {
        function: "f",
        names: &["a", "b", "c", "k"],
        positional_only: 1,
        positional: 3,
        defaults: 1,
        rest: false,
        keywords: false,
    };

    #[track_caller]
    fn check(positional: usize, keyword: &[&str], expected: &str) {
        let arguments = Arguments {
            positional: vec![Value::None; positional],
            keyword: keyword
                .iter()
                .map(|name| ((*name).into(), Value::None))
                .collect(),
        };
        let outcome = PARAMETERS.bind(arguments).and_then(|mut bound| {
            bound.slots[2].get_or_insert(Value::None);
            PARAMETERS.require(&bound.slots)
        });
        let message = outcome
            .err()
            .map_or(String::new(), |raised| raised.message.clone());
        assert_eq!(message, expected);
    }

    #[test]
    fn messages_are_those_of_cpython() {
        check(2, &["k"], "");
        check(3, &["k"], "");
        check(
            0,
            &["k"],
            "f() missing 2 required positional arguments: 'a' and 'b'",
        );
        check(1, &["k"], "f() missing 1 required positional argument: 'b'");
        check(2, &[], "f() missing 1 required keyword-only argument: 'k'");
        check(
            4,
            &[],
            "f() takes from 2 to 3 positional arguments but 4 were given",
        );
        check(
            4,
            &["k"],
            "f() takes from 2 to 3 positional arguments but 4 positional arguments (and 1 keyword-only argument) were given",
        );
        check(2, &["b"], "f() got multiple values for argument 'b'");
        check(2, &["z"], "f() got an unexpected keyword argument 'z'");
        check(
            1,
            &["a"],
            "f() got some positional-only arguments passed as keyword arguments: 'a'",
        );
    }

    #[test]
    fn three_names_have_commas() {
        assert_eq!(enumeration(&["a", "b", "c"]), "'a', 'b', and 'c'");
    }
}
