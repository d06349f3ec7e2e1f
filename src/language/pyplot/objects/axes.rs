//! `Axes`: one coordinate system and its methods.
//!
//! Knows nothing of what the operations do.

use super::super::line_properties::{Keywords, unexpected_property};
use super::super::names;
use super::super::operation::axes_of;
use super::super::state::AxesPlace;
use super::super::{collections, legend, plotting, texts, ticks, view};
use super::{LegendHandle, TextHandle, TextPlace, alone, method};
use crate::figure::{Direction, SeriesKind};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::text::quoted;
use crate::language::value::{Object, Outcome, Raised, Value};
use crate::numerics::array::Scalar;
use std::any::Any;
use std::rc::Rc;

/// Axes of a figure, by an identity that lives as long as the axes.
pub struct AxesHandle {
    pub figure: usize,
    pub identity: usize,
}

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

static METHODS: [NativeFunction; 38] = [
    operation!("plot", plotting::PLOT),
    operation!("axhline", plotting::AXHLINE),
    operation!("axvline", plotting::AXVLINE),
    operation!("scatter", collections::SCATTER),
    operation!("hlines", collections::HLINES),
    operation!("vlines", collections::VLINES),
    operation!("axis", view::AXIS),
    operation!("set_title", texts::TITLE),
    operation!("set_xlabel", texts::XLABEL),
    operation!("set_ylabel", texts::YLABEL),
    operation!("set_xlim", view::XLIM),
    operation!("set_ylim", view::YLIM),
    operation!("grid", view::GRID),
    operation!("set_xticks", ticks::XTICKS),
    operation!("set_yticks", ticks::YTICKS),
    operation!("set_xticklabels", ticks::XTICKLABELS),
    operation!("set_yticklabels", ticks::YTICKLABELS),
    operation!("legend", legend::LEGEND),
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
    bare!("get_xlim", |machine, axes| view::limits(
        machine,
        axes,
        Direction::X
    )),
    bare!("get_ylim", |machine, axes| view::limits(
        machine,
        axes,
        Direction::Y
    )),
    bare!("get_xticks", |machine, axes| ticks::tick_places(
        machine,
        axes,
        Direction::X
    )),
    bare!("get_yticks", |machine, axes| ticks::tick_places(
        machine,
        axes,
        Direction::Y
    )),
    bare!("get_xticklabels", |machine, axes| {
        Value::list(ticks::tick_labels(machine, axes, Direction::X))
    }),
    bare!("get_yticklabels", |machine, axes| {
        Value::list(ticks::tick_labels(machine, axes, Direction::Y))
    }),
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

impl Object for AxesHandle {
    fn type_name(&self) -> &'static str {
        "Axes"
    }

    fn repr(&self, machine: &Machine) -> String {
        let Some(place) = machine.pyplot.find_axes(self) else {
            return "<Axes: >".to_owned();
        };
        let axes = machine.pyplot.axes(place);
        let mut fields = Vec::new();
        if !axes.title.is_empty() {
            fields.push(format!("title={{'center': {}}}", quoted(&axes.title)));
        }
        for (name, axis) in [("xlabel", &axes.x), ("ylabel", &axes.y)] {
            if !axis.label.is_empty() {
                fields.push(format!("{name}={}", quoted(&axis.label)));
            }
        }
        format!("<Axes: {}>", fields.join(", "))
    }

    fn text(&self, machine: &Machine) -> String {
        // `Axes.__str__` shows the box in the figure, which follows the layout of the page.
        self.repr(machine)
    }

    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value> {
        let place = machine.pyplot.find_axes(self);
        match (name, place) {
            ("title", Some(_)) => Some(Value::Object(Rc::new(TextHandle {
                owner: this.clone(),
                place: TextPlace::Title,
            }))),
            ("lines", Some(axes)) => Some(lines(machine, axes)),
            ("figure", Some(axes)) => Some(figure(machine, axes)),
            ("legend_", Some(axes)) => Some(legend_handle(machine, axes)),
            _ => method(&METHODS, this, name),
        }
    }

    fn attribute_names(&self) -> Vec<&'static str> {
        names::AXES.split(' ').collect()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
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
    METHODS.iter().find(is_setter)
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
