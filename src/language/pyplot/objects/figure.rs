//! `Figure`: a sheet of axes and its methods.
//!
//! Knows nothing of how figures are opened and closed.

use super::super::{figures, names, wide};
use super::{downcast, method};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Object, Outcome, Value};
use std::any::Any;

/// A figure, by its place in pyplot's state.
pub struct FigureHandle {
    pub figure: usize,
}

static METHODS: [NativeFunction; 2] = [
    NativeFunction {
        name: "show",
        call: show,
    },
    // The page has its own fixed layout.
    NativeFunction {
        name: "tight_layout",
        call: |_, _| Ok(Value::None),
    },
];

impl Object for FigureHandle {
    fn type_name(&self) -> &'static str {
        "Figure"
    }

    fn repr(&self, machine: &Machine) -> String {
        let (width, height) = self.pixels(machine);
        let axes = machine.pyplot.figure(self.figure).figure.axes.len();
        format!("<Figure size {width}x{height} with {axes} Axes>")
    }

    fn text(&self, machine: &Machine) -> String {
        let (width, height) = self.pixels(machine);
        format!("Figure({width}x{height})")
    }

    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value> {
        method(&METHODS, this, name).or_else(|| wide::attribute(machine, this, name))
    }

    fn attribute_names(&self) -> &'static str {
        names::FIGURE
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl FigureHandle {
    /// The size in pixels, as Python's `g` format writes it.
    fn pixels(&self, machine: &Machine) -> (String, String) {
        let owner = machine.pyplot.figure(self.figure);
        let (width, height) = owner.figure.size;
        let pixels = |inches: f64| {
            crate::numerics::number_text::general(inches * owner.dots_per_inch, 6, false)
        };
        (pixels(width), pixels(height))
    }
}

/// The figure that a receiver stands for.
pub fn figure_of(this: Option<&Value>) -> usize {
    let handle = this.and_then(downcast::<FigureHandle>);
    handle.map_or(0, |handle| handle.figure)
}

fn show(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    figures::show_one(machine, figure)?;
    Ok(Value::None)
}
