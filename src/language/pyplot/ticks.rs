//! Ticks that code fixes or asks for: `xticks`, `set_yticklabels`, `get_xticks`.
//!
//! Follows matplotlib's `Axis.set_ticks` and `Axis.set_ticklabels`. Where automatic ticks fall is
//! the business of `figure::ticks`.

use super::charges;
use super::convert;
use super::line_properties::Keywords;
use super::objects::{TickHandle, TickLabel};
use super::operation::{Operation, Shape, bind_function};
use super::state::AxesPlace;
use super::texts::check_properties;
use crate::figure::Direction;
use crate::figure::ticks::{self, Ticks};
use crate::language::binding::Bound;
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{Array, DataType};
use crate::numerics::gather::Gather;
use crate::numerics::number_text;
use std::rc::Rc;

/// About how many ticks an axis has that code gave none.
const MOST_AUTOMATIC: usize = 10;

/// `axes.set_xticks(ticks, labels=None, …)`
pub static XTICKS: Operation = Operation {
    function: "set_xticks",
    method: "Axis.set_ticks",
    shape: TICKS_SHAPE,
    run: set_xticks,
};

fn set_xticks(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    set_ticks(machine, axes, Direction::X, arguments)
}

/// `axes.set_yticks(ticks, labels=None, …)`
pub static YTICKS: Operation = Operation {
    function: "set_yticks",
    method: "Axis.set_ticks",
    shape: TICKS_SHAPE,
    run: set_yticks,
};

fn set_yticks(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    set_ticks(machine, axes, Direction::Y, arguments)
}

/// `axes.set_xticklabels(labels, …)`
pub static XTICKLABELS: Operation = Operation {
    function: "set_xticklabels",
    method: "Axis.set_ticklabels",
    shape: TICK_LABELS_SHAPE,
    run: set_xticklabels,
};

fn set_xticklabels(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    set_tick_labels_call(machine, axes, Direction::X, arguments)
}

/// `axes.set_yticklabels(labels, …)`
pub static YTICKLABELS: Operation = Operation {
    function: "set_yticklabels",
    method: "Axis.set_ticklabels",
    shape: TICK_LABELS_SHAPE,
    run: set_yticklabels,
};

fn set_yticklabels(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    set_tick_labels_call(machine, axes, Direction::Y, arguments)
}

const TICKS_SHAPE: Shape = Shape {
    names: &["ticks", "labels", "minor"],
    positional: 2,
    required: 1,
    rest: false,
    keywords: true,
};

const TICK_LABELS_SHAPE: Shape = Shape {
    names: &["labels", "minor", "fontdict"],
    positional: 1,
    required: 1,
    rest: false,
    keywords: true,
};

const PYPLOT_SHAPE: Shape = Shape {
    required: 0,
    ..TICKS_SHAPE
};

/// `plt.xticks(…)`: the ticks now, or new ones, and their labels.
pub fn xticks(machine: &mut Machine, arguments: Arguments) -> Outcome {
    pyplot_ticks(machine, Direction::X, "xticks", arguments)
}

/// `plt.yticks(…)`: the ticks now, or new ones, and their labels.
pub fn yticks(machine: &mut Machine, arguments: Arguments) -> Outcome {
    pyplot_ticks(machine, Direction::Y, "yticks", arguments)
}

fn pyplot_ticks(
    machine: &mut Machine,
    direction: Direction,
    function: &str,
    arguments: Arguments,
) -> Outcome {
    let bound = bind_function(&PYPLOT_SHAPE, function, arguments)?;
    let axes = machine.pyplot.current_axes()?;
    let [places, labels] = places_and_labels(machine, &bound)?;
    let first = match places {
        None if labels.is_some() => {
            return Err(Raised::type_error(format!(
                "{function}(): Parameter 'labels' can't be set without setting 'ticks'"
            )));
        }
        None => tick_places(machine, axes, direction)?,
        Some(places) => fix_ticks(machine, axes, direction, &places)?,
    };
    let second = match labels {
        Some(labels) => set_tick_labels(machine, axes, direction, &labels, &bound.keywords)?,
        None => {
            let labels = tick_labels(machine, axes, direction)?;
            check_label_properties(machine, &labels, &bound.keywords)?;
            labels
        }
    };
    Ok(Value::tuple(vec![first, Value::list(second)]))
}

fn set_ticks(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
    arguments: Bound,
) -> Outcome {
    let [places, labels] = places_and_labels(machine, &arguments)?;
    if let (None, Some((name, _))) = (&labels, arguments.keywords.first()) {
        return Err(Raised::value_error(format!(
            "Incorrect use of keyword argument '{name}'. Keyword arguments other than 'minor' \
             modify the text labels and can only be used if 'labels' are passed as well."
        )));
    }
    let ticks = fix_ticks(machine, axes, direction, &places.unwrap_or(Value::None))?;
    if let Some(labels) = labels {
        set_tick_labels(machine, axes, direction, &labels, &arguments.keywords)?;
    }
    Ok(ticks)
}

/// The arguments `ticks` and `labels`, `None` where they are left out or `None`.
fn places_and_labels(
    machine: &mut Machine,
    arguments: &Bound,
) -> Result<[Option<Value>; 2], Raised> {
    let given = |index: usize| {
        let slot: Option<Value> = arguments.slots.get(index).cloned().flatten();
        slot.filter(|value| !value.is_none())
    };
    if let Some(minor) = given(2)
        && convert::truth(machine, &minor)?
    {
        return Err(Raised::unknown_here(
            "this page does not know minor ticks; it knows major ones (minor=False)",
        ));
    }
    Ok([given(0), given(1)])
}

/// Fixes the ticks, and returns a handle for each.
fn fix_ticks(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
    places: &Value,
) -> Outcome {
    let array = convert::places(machine, places)?;
    if array.rank() != 1 {
        let shape = convert::shape_text(array.shape());
        return Err(Raised::value_error(format!(
            "'locs' must be 1D with shape (N,), but your input has shape {shape}"
        )));
    }
    charges::ticks(machine, axes, direction, array.len())?;
    let values: Vec<f64> = array.to_vec();
    machine.allocate(2 * values.len())?;
    let integers = array.data_type() == DataType::Int64;
    machine.pyplot.kept_axes_mut(axes).integer_ticks[direction as usize] = integers;
    let figure = &mut machine.pyplot.figure_mut(axes.figure).figure;
    figure.set_ticks(axes.index, direction, &values);
    let tick = || Value::Object(Rc::new(TickHandle { direction }));
    Ok(Value::list(values.iter().map(|_| tick()).gather()))
}

fn set_tick_labels_call(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
    arguments: Bound,
) -> Outcome {
    let labels = arguments.slots.first().cloned().flatten();
    let labels = labels.unwrap_or(Value::None);
    let labels = set_tick_labels(machine, axes, direction, &labels, &arguments.keywords)?;
    Ok(Value::list(labels))
}

/// Sets the texts of the ticks, and returns them.
fn set_tick_labels(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
    labels: &Value,
    keywords: &Keywords,
) -> Result<Vec<Value>, Raised> {
    let mut texts = Vec::new();
    let labels = convert::elements(machine, labels)?;
    charges::ticks(machine, axes, direction, labels.len())?;
    for label in labels {
        texts.push(convert::text(machine, &label)?);
    }
    match machine.pyplot.axes(axes).axis(direction).ticks.as_ref() {
        Some(places) if !texts.is_empty() && places.len() != texts.len() => {
            return Err(Raised::value_error(format!(
                "The number of FixedLocator locations ({}), usually from a call to set_ticks, \
                 does not match the number of labels ({}).",
                places.len(),
                texts.len()
            )));
        }
        None if !texts.is_empty() => machine.warn(
            "UserWarning",
            "set_ticklabels() should only be used with a fixed number of ticks, i.e. after \
             set_ticks() or using a FixedLocator. Otherwise, ticks may be mislabeled.",
        ),
        _ => {}
    }
    let figure = &mut machine.pyplot.figure_mut(axes.figure).figure;
    figure.set_tick_labels(axes.index, direction, texts);
    let labels = tick_labels(machine, axes, direction)?;
    check_label_properties(machine, &labels, keywords)?;
    Ok(labels)
}

/// Text properties are checked once there is a text to have them.
fn check_label_properties(
    machine: &mut Machine,
    labels: &[Value],
    keywords: &Keywords,
) -> Result<(), Raised> {
    if labels.is_empty() {
        return Ok(());
    }
    check_properties(machine, keywords)
}

/// The ticks of an axis as it is now.
fn current_ticks(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
) -> Result<Ticks, Raised> {
    let fixed = machine.pyplot.axes(axes).axis(direction).ticks.as_ref();
    let count = fixed.map_or(MOST_AUTOMATIC, Vec::len);
    charges::ticks(machine, axes, direction, count)?;
    machine.pyplot.view(axes, direction);
    let figure = &machine.pyplot.figure(axes.figure).figure;
    let place = machine.pyplot.axes(axes).place;
    let space = ticks::tick_space(figure, place, direction);
    Ok(ticks::ticks(
        machine.pyplot.axes(axes).axis(direction),
        space,
    ))
}

/// `get_xticks()`: an array of places.
///
/// # Errors
/// Those of [`charges::ticks`].
pub fn tick_places(machine: &mut Machine, axes: AxesPlace, direction: Direction) -> Outcome {
    let places = current_ticks(machine, axes, direction)?.places;
    let array = Array::from_floats(places);
    if has_integer_ticks(machine, axes, direction) {
        let integers = array.converted(DataType::Int64).unwrap_or(array);
        return Ok(Value::Array(integers));
    }
    Ok(Value::Array(array))
}

/// `get_xticklabels()`: a text for each tick.
///
/// # Errors
/// Those of [`charges::ticks`].
pub fn tick_labels(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
) -> Result<Vec<Value>, Raised> {
    let ticks = current_ticks(machine, axes, direction)?;
    let integers = has_integer_ticks(machine, axes, direction);
    let labels = ticks.places.iter().zip(ticks.labels);
    let labels = labels
        .map(|(&place, text)| {
            let place = if integers {
                (place as i64).to_string()
            } else {
                number_text::repr(place)
            };
            Value::Object(Rc::new(TickLabel {
                direction,
                place,
                text,
            }))
        })
        .gather();
    Ok(labels)
}

fn has_integer_ticks(machine: &Machine, axes: AxesPlace, direction: Direction) -> bool {
    let fixed = machine.pyplot.axes(axes).axis(direction).ticks.is_some();
    fixed && machine.pyplot.kept_axes(axes).integer_ticks[direction as usize]
}
