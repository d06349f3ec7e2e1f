//! One operation on axes, under its two names: `plt.title(…)` and `axes.set_title(…)`.
//!
//! Knows nothing of what the operations do.

use super::charges;
use super::objects::AxesHandle;
use super::state::AxesPlace;
use crate::language::binding::{Bound, Parameters};
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};

/// A Python signature without `self`: positional parameters, then keyword-only ones.
pub struct Shape {
    pub names: &'static [&'static str],
    /// How many of the names may be given by position.
    pub positional: usize,
    /// How many of those must be given.
    pub required: usize,
    /// Whether there is a `*rest`.
    pub rest: bool,
    /// Whether there is a `**keywords`.
    pub keywords: bool,
}

impl Shape {
    /// A function whose first `required` arguments must be given, all by position or name.
    pub const fn of(names: &'static [&'static str], required: usize) -> Self {
        Shape {
            names,
            positional: names.len(),
            required,
            rest: false,
            keywords: false,
        }
    }

    /// The same, with `**keywords`.
    pub const fn with_keywords(self) -> Self {
        Shape {
            keywords: true,
            ..self
        }
    }
}

/// What pyplot does to axes.
pub struct Operation {
    /// As pyplot names it; its messages say `title() missing …`.
    pub function: &'static str,
    /// The qualified name of the method; its messages say `Axes.set_title() missing …`.
    pub method: &'static str,
    pub shape: Shape,
    /// Does it; the slots are in the order of the shape's names. Raises what matplotlib does.
    pub run: fn(&mut Machine, AxesPlace, Bound) -> Outcome,
}

impl Operation {
    /// The operation as a function of pyplot: it works on the current axes.
    ///
    /// # Errors
    /// `TypeError` in CPython's words for wrong arguments; those of the operation.
    pub fn on_current(&self, machine: &mut Machine, arguments: Arguments) -> Outcome {
        charges::call(machine)?;
        let bound = bind_function(&self.shape, self.function, arguments)?;
        let axes = machine.pyplot.current_axes()?;
        (self.run)(machine, axes, bound)
    }

    /// The operation as pyplot passes it on unread: messages name the method.
    ///
    /// # Errors
    /// As [`Operation::on_current`].
    pub fn passed_on(&self, machine: &mut Machine, mut arguments: Arguments) -> Outcome {
        let axes = machine.pyplot.current_axes()?;
        let handle = machine.pyplot.kept_axes(axes).handle.clone();
        arguments.positional.insert(0, handle);
        self.on_receiver(machine, arguments)
    }

    /// The operation as a method of axes: the first argument is the receiver.
    ///
    /// # Errors
    /// As [`Operation::on_current`].
    pub fn on_receiver(&self, machine: &mut Machine, arguments: Arguments) -> Outcome {
        charges::call(machine)?;
        let mut names = vec!["self"];
        names.extend(self.shape.names);
        let mut bound = bind(&self.shape, self.method, &names, 1, arguments)?;
        let receiver = bound.slots.remove(0).unwrap_or(Value::None);
        let axes = axes_of(machine, &receiver)?;
        (self.run)(machine, axes, bound)
    }
}

/// Matches arguments with a shape; `names` may have `more` positional ones in front.
fn bind(
    shape: &Shape,
    function: &str,
    names: &[&str],
    more: usize,
    arguments: Arguments,
) -> Result<Bound, Raised> {
    let required = shape.required + more;
    let positional = shape.positional + more;
    let parameters = Parameters {
        function,
        names,
        positional_only: 0,
        positional,
        defaults: positional - required,
        rest: shape.rest,
        keywords: shape.keywords,
    };
    let bound = parameters.bind(arguments)?;
    parameters.require(&bound.slots[..required])?;
    Ok(bound)
}

/// Matches the arguments of a function of pyplot that is no operation on axes.
///
/// # Errors
/// `TypeError` in CPython's words.
pub fn bind_function(shape: &Shape, function: &str, arguments: Arguments) -> Result<Bound, Raised> {
    bind(shape, function, shape.names, 0, arguments)
}

/// The place of the axes that a value stands for.
///
/// # Errors
/// `TypeError` for another value; what `clf` removed cannot be used here.
pub fn axes_of(machine: &Machine, value: &Value) -> Result<AxesPlace, Raised> {
    let handle = match value {
        Value::Object(object) => object.as_any().downcast_ref::<AxesHandle>(),
        _ => None,
    };
    let Some(handle) = handle else {
        return Err(Raised::type_error(format!(
            "expected axes, not '{}'",
            value.message_name()
        )));
    };
    machine
        .pyplot
        .find_axes(handle)
        .ok_or_else(|| removed("axes"))
}

/// The error for using what was removed from its figure, which matplotlib allows without effect.
pub fn removed(what: &str) -> Raised {
    Raised::unknown_here(format!(
        "these {what} were removed from their figure, and this page does not keep them"
    ))
}
