//! `Line2D`: its getters and setters.
//!
//! Knows nothing of what the properties mean.

use super::super::line_properties::{set as set_property, set_all, with_whole_names};
use super::super::objects::{LineHandle, alone, downcast, method, with_one};
use super::super::operation::removed;
use super::super::state::LinePlace;
use crate::figure::{Color, Series, SeriesKind};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{Array, DataType};
use std::rc::Rc;

/// One entry for a getter and one for its setter.
macro_rules! property {
    ($getter:literal, $setter:literal, $property:literal, $value:expr) => {
        [
            NativeFunction {
                name: $getter,
                call: |machine, arguments| get(machine, arguments, $getter, $value),
            },
            NativeFunction {
                name: $setter,
                call: |machine, arguments| set(machine, arguments, $setter, $property),
            },
        ]
    };
}

static PROPERTIES: [[NativeFunction; 2]; 12] = [
    property!("get_color", "set_color", "color", color),
    property!("get_c", "set_c", "color", color),
    property!("get_linestyle", "set_linestyle", "linestyle", line_style),
    property!("get_ls", "set_ls", "linestyle", line_style),
    property!("get_linewidth", "set_linewidth", "linewidth", line_width),
    property!("get_lw", "set_lw", "linewidth", line_width),
    property!("get_marker", "set_marker", "marker", marker),
    property!(
        "get_markersize",
        "set_markersize",
        "markersize",
        marker_size
    ),
    property!("get_ms", "set_ms", "markersize", marker_size),
    property!("get_label", "set_label", "label", label),
    property!("get_alpha", "set_alpha", "alpha", alpha),
    property!("get_zorder", "set_zorder", "zorder", z_order),
];

static METHODS: [NativeFunction; 5] = [
    NativeFunction {
        name: "get_xdata",
        call: |machine, arguments| get_data(machine, arguments, "get_xdata"),
    },
    NativeFunction {
        name: "get_ydata",
        call: |machine, arguments| get_data(machine, arguments, "get_ydata"),
    },
    NativeFunction {
        name: "get_data",
        call: |machine, arguments| get_data(machine, arguments, "get_data"),
    },
    NativeFunction {
        name: "set",
        call: set_many,
    },
    NativeFunction {
        name: "remove",
        call: remove,
    },
];

/// Methods by name; collections have those that all artists have.
pub fn attribute(_machine: &mut Machine, this: &Value, name: &str) -> Option<Value> {
    let shared = [
        "get_label",
        "set_label",
        "get_zorder",
        "set_zorder",
        "get_alpha",
        "remove",
    ];
    let kind = downcast::<LineHandle>(this)?.kind;
    if kind != SeriesKind::Line && !shared.contains(&name) {
        return None;
    }
    let property = PROPERTIES
        .iter()
        .flatten()
        .find(|function| function.name == name);
    match property {
        Some(function) => Some(Value::method(this, function)),
        None => method(&METHODS, this, name),
    }
}

fn place(machine: &Machine, this: &Value) -> Result<LinePlace, Raised> {
    let handle = downcast::<LineHandle>(this);
    let line = handle.and_then(|handle| machine.pyplot.find_line(handle));
    line.ok_or_else(|| removed("lines"))
}

fn get(
    machine: &mut Machine,
    arguments: Arguments,
    name: &str,
    value: fn(&Series) -> Value,
) -> Outcome {
    let this = alone(&format!("Line2D.{name}"), arguments)?;
    let line = place(machine, &this)?;
    Ok(value(machine.pyplot.series(line)))
}

fn color(series: &Series) -> Value {
    color_value(&series.color)
}

fn line_style(series: &Series) -> Value {
    Value::string(series.line_style.name())
}

fn line_width(series: &Series) -> Value {
    Value::Float(series.line_width)
}

fn marker(series: &Series) -> Value {
    Value::string(series.marker.name())
}

fn marker_size(series: &Series) -> Value {
    Value::Float(series.marker_size)
}

fn label(series: &Series) -> Value {
    Value::string(series.label.as_str())
}

fn alpha(series: &Series) -> Value {
    series.alpha.map_or(Value::None, Value::Float)
}

fn z_order(series: &Series) -> Value {
    Value::Float(series.z_order)
}

fn set(machine: &mut Machine, arguments: Arguments, name: &str, property: &str) -> Outcome {
    let name = format!("Line2D.{name}");
    let [this, value] = with_one(&name, &["self", "value"], arguments)?;
    let line = place(machine, &this)?;
    let mut series = machine.pyplot.series(line).clone();
    set_property(machine, &mut series, property, &value)?;
    *machine.pyplot.series_mut(line) = series;
    Ok(Value::None)
}

/// `line.set(**properties)`
fn set_many(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let keywords = with_whole_names(&arguments.keyword)?;
    let this = alone("Line2D.set", Arguments::positional(arguments.positional))?;
    let line = place(machine, &this)?;
    let mut series = machine.pyplot.series(line).clone();
    set_all(machine, &mut series, &keywords)?;
    *machine.pyplot.series_mut(line) = series;
    Ok(Value::list(vec![Value::None; keywords.len()]))
}

fn get_data(machine: &mut Machine, mut arguments: Arguments, name: &str) -> Outcome {
    // `orig=False` would give floats; what was plotted is given either way.
    arguments
        .keyword
        .retain(|(keyword, _)| **keyword != *"orig");
    let this = alone(&format!("Line2D.{name}"), arguments)?;
    let line = place(machine, &this)?;
    let types = machine.pyplot.kept_axes(line.axes).lines[line.index].data_types;
    let series = machine.pyplot.series(line);
    let x = array_of(&series.x, types[0]);
    let y = array_of(&series.y, types[1]);
    Ok(match name {
        "get_xdata" => x,
        "get_ydata" => y,
        _ => Value::tuple(vec![x, y]),
    })
}

/// `line.remove()`: the line goes, and the limits stay as they are.
fn remove(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("Artist.remove", arguments)?;
    let line = place(machine, &this)?;
    machine.pyplot.remove_series(line);
    Ok(Value::None)
}

/// Floats as an array of the type that was plotted.
fn array_of(samples: &Rc<Vec<f64>>, data_type: DataType) -> Value {
    let array = Array::from_shared_floats(samples.clone());
    Value::Array(array.converted(data_type).unwrap_or(array))
}

/// What `get_color` gives: a text, else a tuple of numbers.
fn color_value(color: &Color) -> Value {
    match color.name.as_ref().or(color.hex.as_ref()) {
        Some(text) => Value::string(text.as_str()),
        None => {
            let mut parts = vec![color.red, color.green, color.blue];
            if color.alpha != 1.0 {
                parts.push(color.alpha);
            }
            Value::tuple(parts.into_iter().map(Value::Float).collect())
        }
    }
}
