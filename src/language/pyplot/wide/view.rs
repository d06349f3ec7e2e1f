//! All four limits at once, and inverted axes.
//!
//! Follows matplotlib's `_AxesBase.axis`. Knows nothing of ticks.

use super::super::convert;
use super::super::operation::{Operation, Shape};
use super::super::state::AxesPlace;
use super::super::view::{XLIM, YLIM};
use crate::figure::Direction;
use crate::language::binding::Bound;
use crate::language::machine::Machine;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::Scalar;

/// `axis()`: all four limits; `axis([xmin, xmax, ymin, ymax])` sets them.
pub static AXIS: Operation = Operation {
    function: "axis",
    method: "_AxesBase.axis",
    shape: Shape {
        names: &["arg", "emit"],
        positional: 1,
        required: 0,
        rest: false,
        keywords: true,
    },
    run: axis,
};

fn axis(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    let given = arguments.slots.into_iter().next().flatten();
    if !arguments.keywords.is_empty()
        || given.as_ref().is_some_and(|given| given.as_str().is_some())
    {
        return Err(Raised::unknown_here(
            "this page knows axis() and axis([xmin, xmax, ymin, ymax]) only",
        ));
    }
    if let Some(given) = given.filter(|given| !given.is_none()) {
        if convert::list_length(&given).is_none() {
            return Err(Raised::type_error(format!(
                "object of type '{}' has no len()",
                given.message_name()
            )));
        }
        let ends = convert::elements(machine, &given)?;
        let [left, right, bottom, top] = &ends[..] else {
            return Err(Raised::type_error(
                "The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, \
                 ymax]",
            ));
        };
        for (limits, ends) in [(&XLIM, [left, right]), (&YLIM, [bottom, top])] {
            let mut slots: Vec<Option<Value>> = ends.map(|end| Some(end.clone())).to_vec();
            slots.resize_with(limits.shape.names.len(), || None);
            let ends = Bound {
                slots,
                rest: Vec::new(),
                keywords: Vec::new(),
            };
            (limits.run)(machine, axes, ends)?;
        }
    }
    let scalar = |number| Value::Scalar(Scalar::Float(number));
    let (left, right) = machine.pyplot.view(axes, Direction::X);
    let (bottom, top) = machine.pyplot.view(axes, Direction::Y);
    Ok(Value::tuple(
        [left, right, bottom, top].map(scalar).to_vec(),
    ))
}

/// `axes.invert_xaxis()`, `axes.invert_yaxis()`
pub fn invert(machine: &mut Machine, axes: AxesPlace, direction: Direction) {
    let (low, high) = machine.pyplot.view(axes, direction);
    let figure = &mut machine.pyplot.figure_mut(axes.figure).figure;
    figure.set_limits(axes.index, direction, (high, low), None);
}
