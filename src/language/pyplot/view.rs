//! Limits and grids: `xlim`, `ylim`, `grid`.
//!
//! Follows matplotlib's `_AxesBase.set_xlim` and `Axis.grid`. Knows nothing of ticks.

use super::convert;
use super::line_properties::{ALIASES, Keywords, PROPERTIES, alpha, line_style, whole_name};
use super::operation::{Operation, Shape};
use super::state::AxesPlace;
use super::suggestions::not_in_list;
use crate::figure::{Axis, Direction};
use crate::language::binding::Bound;
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::Scalar;
use crate::numerics::gather::Gather;

/// `axes.set_xlim(left, right, …)`
pub static XLIM: Operation = Operation {
    function: "xlim",
    method: "_AxesBase.set_xlim",
    shape: limits_shape(&["left", "right", "emit", "auto", "xmin", "xmax"]),
    run: set_xlim,
};

fn set_xlim(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    set_limits(machine, axes, Direction::X, XLIM.shape.names, arguments)
}

/// `axes.set_ylim(bottom, top, …)`
pub static YLIM: Operation = Operation {
    function: "ylim",
    method: "_AxesBase.set_ylim",
    shape: limits_shape(&["bottom", "top", "emit", "auto", "ymin", "ymax"]),
    run: set_ylim,
};

fn set_ylim(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    set_limits(machine, axes, Direction::Y, YLIM.shape.names, arguments)
}

const fn limits_shape(names: &'static [&'static str]) -> Shape {
    Shape {
        names,
        positional: 2,
        required: 0,
        rest: false,
        keywords: false,
    }
}

/// `plt.xlim(…)`: the limits now, or new ones.
pub fn xlim(machine: &mut Machine, arguments: Arguments) -> Outcome {
    if arguments.positional.is_empty() && arguments.keyword.is_empty() {
        let axes = machine.pyplot.current_axes()?;
        return Ok(limits(machine, axes, Direction::X));
    }
    XLIM.passed_on(machine, arguments)
}

/// `plt.ylim(…)`: the limits now, or new ones.
pub fn ylim(machine: &mut Machine, arguments: Arguments) -> Outcome {
    if arguments.positional.is_empty() && arguments.keyword.is_empty() {
        let axes = machine.pyplot.current_axes()?;
        return Ok(limits(machine, axes, Direction::Y));
    }
    YLIM.passed_on(machine, arguments)
}

/// The limits as `get_xlim` gives them: a pair of NumPy floats.
pub fn limits(machine: &mut Machine, axes: AxesPlace, direction: Direction) -> Value {
    let (low, high) = machine.pyplot.view(axes, direction);
    let scalar = |number| Value::Scalar(Scalar::Float(number));
    Value::tuple(vec![scalar(low), scalar(high)])
}

fn set_limits(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
    names: &[&str],
    arguments: Bound,
) -> Outcome {
    let [_, _, _, autoscale] = arguments.values();
    let autoscale = match autoscale {
        Some(Value::None) => None,
        Some(auto) => Some(convert::truth(machine, auto)?),
        None => Some(false),
    };
    let [mut low, mut high, _, _, least, greatest] = arguments.given();
    let ends;
    if let (Some(pair), None) = (low, high)
        && let Some(elements) = iterable(machine, pair)?
    {
        ends = elements;
        (low, high) = two(&ends)?;
    }
    for (place, other, name) in [(&mut low, least, 0), (&mut high, greatest, 1)] {
        if other.is_some() {
            if place.is_some() {
                return Err(Raised::type_error(format!(
                    "Cannot pass both '{}' and '{}'",
                    names[name],
                    names[name + 4]
                )));
            }
            *place = other;
        }
    }
    let ends = numbers(low, high)?;
    let view = machine.pyplot.view(axes, direction);
    let ends = (ends.0.unwrap_or(view.0), ends.1.unwrap_or(view.1));
    if ends.0 == ends.1 {
        let name = if direction == Direction::X { "x" } else { "y" };
        machine.warn(
            "UserWarning",
            &format!(
                "Attempting to set identical low and high {name}lims makes transformation \
                 singular; automatically expanding."
            ),
        );
    }
    let figure = &mut machine.pyplot.figure_mut(axes.figure).figure;
    let (low, high) = figure.set_limits(axes.index, direction, ends, autoscale);
    Ok(Value::tuple(vec![Value::Float(low), Value::Float(high)]))
}

/// The elements of what can be looped over.
fn iterable(machine: &mut Machine, value: &Value) -> Result<Option<Vec<Value>>, Raised> {
    if value.as_str().is_some() || convert::list_length(value).is_some() {
        return convert::elements(machine, value).map(Some);
    }
    Ok(None)
}

/// `low, high = ends`
fn two(ends: &[Value]) -> Result<(Option<&Value>, Option<&Value>), Raised> {
    match ends {
        [low, high] => {
            let [low, high] = [low, high].map(|end| Some(end).filter(|end| !end.is_none()));
            Ok((low, high))
        }
        [_, _, ..] => Err(Raised::value_error(
            "too many values to unpack (expected 2)",
        )),
        few => Err(Raised::value_error(format!(
            "not enough values to unpack (expected 2, got {})",
            few.len()
        ))),
    }
}

/// Two ends as finite numbers, where they are given.
fn numbers(
    low: Option<&Value>,
    high: Option<&Value>,
) -> Result<(Option<f64>, Option<f64>), Raised> {
    let mut ends = [None; 2];
    for (end, value) in ends.iter_mut().zip([low, high]) {
        let Some(value) = value else {
            continue;
        };
        let number = match value {
            Value::String(_) => {
                return Err(Raised::unknown_here(
                    "this page sets limits as numbers only, not as categories",
                ));
            }
            Value::Array(array) => array.single().map(|scalar| Ok(scalar.to_f64())),
            other => other.as_float(),
        };
        let Some(number) = number else {
            let name = |value: Option<&Value>| value.map_or("float", Value::message_name);
            return Err(Raised::type_error(format!(
                "'>' not supported between instances of '{}' and '{}'",
                name(low),
                name(high)
            )));
        };
        let number = number?;
        if !number.is_finite() {
            return Err(Raised::value_error("Axis limits cannot be NaN or Inf"));
        }
        *end = Some(number);
    }
    Ok((ends[0], ends[1]))
}

/// `grid(visible=None, which='major', axis='both', **properties)`
pub static GRID: Operation = Operation {
    function: "grid",
    method: "_AxesBase.grid",
    shape: Shape::of(&["visible", "which", "axis"], 0).with_keywords(),
    run: grid,
};

fn grid(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    let [visible, which, axis] = arguments.given();
    let visible = match visible {
        Some(visible) => Some(convert::truth(machine, visible)?),
        None => None,
    };
    let axis = choice(machine, "axis", axis, "both", &["x", "y", "both"])?;
    let which = choice(
        machine,
        "which",
        which,
        "major",
        &["major", "minor", "both"],
    )?;
    for direction in [Direction::X, Direction::Y] {
        let name = if direction == Direction::X { "x" } else { "y" };
        if (axis == name || axis == "both") && which != "minor" {
            let mut changed = machine.pyplot.axes(axes).axis(direction).clone();
            set_grid(machine, &mut changed, visible, &arguments.keywords)?;
            *machine.pyplot.axes_mut(axes).axis_mut(direction) = changed;
        }
    }
    Ok(Value::None)
}

/// One word of a list.
fn choice(
    machine: &mut Machine,
    name: &str,
    given: Option<&Value>,
    default: &'static str,
    words: &[&'static str],
) -> Result<&'static str, Raised> {
    let Some(given) = given else {
        return Ok(default);
    };
    let word = given.as_str();
    if let Some(found) = words.iter().find(|known| word == Some(**known)) {
        return Ok(found);
    }
    let shown = convert::repr(machine, given)?;
    Err(not_in_list(name, word, &shown, words))
}

/// Switches the grid of one axis; without `visible`, properties switch it on, and nothing at
/// all switches it over.
fn set_grid(
    machine: &mut Machine,
    axis: &mut Axis,
    visible: Option<bool>,
    keywords: &Keywords,
) -> Result<(), Raised> {
    if visible == Some(false) && !keywords.is_empty() {
        machine.warn(
            "UserWarning",
            "First parameter to grid() is false, but line properties are supplied. The grid will \
             be enabled.",
        );
    }
    axis.grid = match visible {
        _ if !keywords.is_empty() => true,
        Some(visible) => visible,
        None => !axis.grid,
    };
    for (name, value) in keywords {
        match whole_name(name) {
            "color" => axis.grid_style.color = Some(convert::color(machine, "color", value)?),
            "linestyle" => axis.grid_style.line_style = Some(line_style(machine, value)?),
            "linewidth" => axis.grid_style.line_width = Some(convert::float(machine, value)?),
            "alpha" => axis.grid_style.alpha = alpha(machine, value)?,
            other if PROPERTIES.split(' ').any(|property| property == other) => {}
            _ => return Err(unknown_grid_property(name)),
        }
    }
    Ok(())
}

fn unknown_grid_property(name: &str) -> Raised {
    let own = "size width color tickdir pad labelsize labelcolor labelfontfamily zorder gridOn \
               tick1On tick2On label1On label2On length direction left bottom right top labelleft \
               labelbottom labelright labeltop labelrotation labelrotation_mode";
    let short = ALIASES.map(|(short, _)| short);
    let of_lines = PROPERTIES.split(' ').chain(short);
    let valid: Vec<String> = own
        .split(' ')
        .map(|name| format!("'{name}'"))
        .chain(of_lines.map(|name| format!("'grid_{name}'")))
        .gather();
    Raised::value_error(format!(
        "keyword grid_{name} is not recognized; valid keywords are [{}]",
        valid.join(", ")
    ))
}
