//! `Figure`: a sheet of axes and its methods.
//!
//! Knows nothing of how figures are opened and closed.

use super::super::names;
use super::super::operation::{Shape, bind_function};
use super::super::texts;
use super::super::{figures, subplots};
use super::{alone, downcast, method};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Object, Outcome, Value};
use std::any::Any;

/// A figure, by its place in pyplot's state.
pub struct FigureHandle {
    pub figure: usize,
}

static METHODS: [NativeFunction; 13] = [
    NativeFunction {
        name: "add_subplot",
        call: add_subplot,
    },
    NativeFunction {
        name: "subplots",
        call: subplots,
    },
    NativeFunction {
        name: "suptitle",
        call: suptitle,
    },
    NativeFunction {
        name: "show",
        call: show,
    },
    NativeFunction {
        name: "gca",
        call: gca,
    },
    NativeFunction {
        name: "get_axes",
        call: get_axes,
    },
    NativeFunction {
        name: "clear",
        call: clear,
    },
    NativeFunction {
        name: "clf",
        call: clear,
    },
    NativeFunction {
        name: "get_size_inches",
        call: get_size_inches,
    },
    NativeFunction {
        name: "set_size_inches",
        call: set_size_inches,
    },
    NativeFunction {
        name: "savefig",
        call: |_, _| Err(figures::no_files()),
    },
    // The page has its own fixed layout.
    NativeFunction {
        name: "tight_layout",
        call: |_, _| Ok(Value::None),
    },
    NativeFunction {
        name: "subplots_adjust",
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
        match name {
            "number" => {
                let number = machine.pyplot.figure(self.figure).figure.number;
                Some(Value::Integer(number as i64))
            }
            "axes" => Some(figures::axes_list(machine, self.figure)),
            _ => method(&METHODS, this, name),
        }
    }

    fn attribute_names(&self) -> Vec<&'static str> {
        names::FIGURE.split(' ').collect()
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
fn figure_of(this: Option<&Value>) -> usize {
    let handle = this.and_then(downcast::<FigureHandle>);
    handle.map_or(0, |handle| handle.figure)
}

fn add_subplot(machine: &mut Machine, mut arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    arguments.positional.drain(..1);
    subplots::add_subplot(machine, figure, arguments)
}

fn subplots(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    subplots::subplots_method(machine, figure, arguments)
}

fn suptitle(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    let shape = Shape::of(&["self", "t"], 2).with_keywords();
    let mut bound = bind_function(&shape, "FigureBase.suptitle", arguments)?;
    bound.slots.remove(0);
    texts::set_figure_title(machine, figure, bound)
}

fn show(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    figures::show_one(machine, figure);
    Ok(Value::None)
}

fn gca(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("FigureBase.gca", arguments)?;
    let axes = machine.pyplot.current_axes_of(figure_of(Some(&this)))?;
    Ok(machine.pyplot.kept_axes(axes).handle.clone())
}

fn get_axes(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("FigureBase.get_axes", arguments)?;
    Ok(figures::axes_list(machine, figure_of(Some(&this))))
}

fn clear(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    machine.pyplot.clear_figure(figure);
    Ok(Value::None)
}

fn get_size_inches(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("Figure.get_size_inches", arguments)?;
    let (width, height) = machine.pyplot.figure(figure_of(Some(&this))).figure.size;
    let size = crate::numerics::array::Array::from_floats(vec![width, height]);
    Ok(Value::Array(size))
}

fn set_size_inches(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    let size = match &arguments.positional[..] {
        [_, width, height] => Value::tuple(vec![width.clone(), height.clone()]),
        [_, size] => size.clone(),
        _ => Value::None,
    };
    let size = figures::read_size(machine, &size)?;
    machine.pyplot.figure_mut(figure).figure.size = size;
    Ok(Value::None)
}
