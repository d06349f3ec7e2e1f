//! `Axes`: the methods that read, and those that the lecture does not name.
//!
//! Knows nothing of what the operations do.

use super::super::line_properties::{Keywords, unexpected_property};
use super::super::objects::axes;
use super::super::objects::{
    AxesHandle, LegendHandle, TextHandle, TextPlace, alone, downcast, method,
};
use super::super::operation::axes_of;
use super::super::state::AxesPlace;
use super::super::{names, ticks, view as base_view};
use super::{collections, view};
use crate::figure::{Direction, SeriesKind};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::Scalar;
use std::rc::Rc;

/// An operation under its name as a method.
macro_rules! operation {
    ($name:literal, $operation:expr) => {
        NativeFunction {
            name: $name,
            call: |machine, arguments| $operation.on_receiver(machine, arguments),
        }
    };
}

/// A method without arguments; the last part gets the machine and the place of the axes.
macro_rules! bare {
    ($name:literal, $run:expr) => {
        NativeFunction {
            name: $name,
            call: |machine, arguments| {
                let this = alone(concat!("Axes.", $name), arguments)?;
                let axes = axes_of(machine, &this)?;
                let run: fn(&mut Machine, AxesPlace) -> Value = $run;
                Ok(run(machine, axes))
            },
        }
    };
}

/// A method that reads the ticks of one axis.
macro_rules! ticks {
    ($name:literal, $read:expr, $direction:expr) => {
        NativeFunction {
            name: $name,
            call: |machine, arguments| {
                let this = alone(concat!("Axes.", $name), arguments)?;
                let axes = axes_of(machine, &this)?;
                $read(machine, axes, $direction)
            },
        }
    };
}

static METHODS: [NativeFunction; 24] = [
    operation!("scatter", collections::SCATTER),
    operation!("hlines", collections::HLINES),
    operation!("vlines", collections::VLINES),
    operation!("axis", view::AXIS),
    NativeFunction {
        name: "set",
        call: set,
    },
    NativeFunction {
        name: "tick_params",
        call: |_, _| Ok(Value::None),
    },
    bare!("cla", clear),
    bare!("clear", clear),
    bare!("get_title", |machine, axes| text(
        &machine.pyplot.axes(axes).title
    )),
    bare!("get_xlabel", |machine, axes| text(
        &machine.pyplot.axes(axes).x.label
    )),
    bare!("get_ylabel", |machine, axes| text(
        &machine.pyplot.axes(axes).y.label
    )),
    bare!("get_xlim", |machine, axes| base_view::limits(
        machine,
        axes,
        Direction::X
    )),
    bare!("get_ylim", |machine, axes| base_view::limits(
        machine,
        axes,
        Direction::Y
    )),
    ticks!("get_xticks", ticks::tick_places, Direction::X),
    ticks!("get_yticks", ticks::tick_places, Direction::Y),
    ticks!("get_xticklabels", tick_labels, Direction::X),
    ticks!("get_yticklabels", tick_labels, Direction::Y),
    bare!("get_legend", |machine, axes| legend_handle(machine, axes)),
    bare!("get_lines", |machine, axes| lines(machine, axes)),
    bare!("get_figure", |machine, axes| figure(machine, axes)),
    bare!("invert_xaxis", |machine, axes| invert(
        machine,
        axes,
        Direction::X
    )),
    bare!("invert_yaxis", |machine, axes| invert(
        machine,
        axes,
        Direction::Y
    )),
    bare!("xaxis_inverted", |machine, axes| is_inverted(
        machine,
        axes,
        Direction::X
    )),
    bare!("yaxis_inverted", |machine, axes| is_inverted(
        machine,
        axes,
        Direction::Y
    )),
];

/// Methods and other attributes by name.
pub fn attribute(machine: &mut Machine, this: &Value, name: &str) -> Option<Value> {
    let axes = machine.pyplot.find_axes(downcast::<AxesHandle>(this)?)?;
    match name {
        "title" => Some(Value::Object(Rc::new(TextHandle {
            owner: this.clone(),
            place: TextPlace::Title,
        }))),
        "lines" => Some(lines(machine, axes)),
        "figure" => Some(figure(machine, axes)),
        "legend_" => Some(legend_handle(machine, axes)),
        _ => method(&METHODS, this, name),
    }
}

fn tick_labels(machine: &mut Machine, axes: AxesPlace, direction: Direction) -> Outcome {
    ticks::tick_labels(machine, axes, direction).map(Value::list)
}

fn text(text: &str) -> Value {
    Value::string(text)
}

fn clear(machine: &mut Machine, axes: AxesPlace) -> Value {
    machine.pyplot.clear_axes(axes);
    Value::None
}

fn legend_handle(machine: &mut Machine, axes: AxesPlace) -> Value {
    if machine.pyplot.axes(axes).legend.is_none() {
        return Value::None;
    }
    let owner = machine.pyplot.kept_axes(axes).handle.clone();
    Value::Object(Rc::new(LegendHandle { owner }))
}

fn lines(machine: &mut Machine, axes: AxesPlace) -> Value {
    let series = machine.pyplot.axes(axes).series.iter();
    let kept = machine.pyplot.kept_axes(axes).lines.iter().zip(series);
    let lines = kept.filter(|(_, series)| series.kind == SeriesKind::Line);
    Value::list(lines.map(|(line, _)| line.handle.clone()).collect())
}

fn figure(machine: &mut Machine, axes: AxesPlace) -> Value {
    machine.pyplot.figure(axes.figure).handle.clone()
}

fn invert(machine: &mut Machine, axes: AxesPlace, direction: Direction) -> Value {
    view::invert(machine, axes, direction);
    Value::None
}

fn is_inverted(machine: &mut Machine, axes: AxesPlace, direction: Direction) -> Value {
    machine.pyplot.view(axes, direction);
    let inverted = machine.pyplot.axes(axes).axis(direction).inverted();
    Value::Scalar(Scalar::Bool(inverted))
}

/// `axes.set(title='…', xlim=(0, 1), …)`: calls `set_title`, `set_xlim`, … in turn.
fn set(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("Axes.set", Arguments::positional(arguments.positional))?;
    set_properties(machine, &this, arguments.keyword).map(Value::list)
}

/// Sets properties of axes by their names, and gives what each setter gave.
///
/// # Errors
/// `AttributeError` for an unknown name; those of the setters.
pub fn set_properties(
    machine: &mut Machine,
    this: &Value,
    properties: Keywords,
) -> Result<Vec<Value>, Raised> {
    check_properties(&properties)?;
    let mut results = Vec::new();
    for (name, value) in properties {
        if let Some(setter) = setter(&name) {
            let arguments = Arguments::positional(vec![this.clone(), value]);
            results.push((setter.call)(machine, arguments)?);
        }
    }
    Ok(results)
}

/// Checks the names of properties before anything is set.
///
/// # Errors
/// `AttributeError` for an unknown name.
pub fn check_properties(properties: &Keywords) -> Result<(), Raised> {
    let unknown = properties.iter().find(|(name, _)| setter(name).is_none());
    unknown.map_or(Ok(()), |(name, _)| Err(unknown_property(name)))
}

fn setter(name: &str) -> Option<&'static NativeFunction> {
    let is_setter = |method: &&NativeFunction| method.name.strip_prefix("set_") == Some(name);
    axes::METHODS.iter().find(is_setter)
}

fn unknown_property(name: &str) -> Raised {
    let setter = format!("set_{name}");
    if names::AXES.split(' ').any(|known| known == setter) {
        return Raised::unknown_here(format!(
            "'Axes.{setter}' is part of matplotlib, but this page does not know it"
        ));
    }
    unexpected_property("Axes", name)
}
