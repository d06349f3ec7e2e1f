//! `Figure`: the methods that the lecture does not name.
//!
//! Knows nothing of how figures are opened and closed.

use super::super::figures::read_size;
use super::super::objects::figure::figure_of;
use super::super::objects::{FigureHandle, alone, downcast, method};
use super::super::operation::{Shape, bind_function};
use super::{figures, subplots};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Outcome, Value};

static METHODS: [NativeFunction; 11] = [
    NativeFunction {
        name: "add_subplot",
        call: add_subplot,
    },
    NativeFunction {
        name: "subplots",
        call: subplots_method,
    },
    NativeFunction {
        name: "suptitle",
        call: suptitle,
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
    NativeFunction {
        name: "subplots_adjust",
        call: |_, _| Ok(Value::None),
    },
];

/// Methods and other attributes by name.
pub fn attribute(machine: &mut Machine, this: &Value, name: &str) -> Option<Value> {
    let figure = downcast::<FigureHandle>(this)?.figure;
    match name {
        "number" => {
            let number = machine.pyplot.figure(figure).figure.number;
            Some(Value::Integer(number as i64))
        }
        "axes" => Some(figures::axes_list(machine, figure)),
        _ => method(&METHODS, this, name),
    }
}

fn add_subplot(machine: &mut Machine, mut arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    arguments.positional.drain(..1);
    subplots::add_subplot(machine, figure, arguments)
}

fn subplots_method(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    subplots::subplots_method(machine, figure, arguments)
}

fn suptitle(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = figure_of(arguments.positional.first());
    let shape = Shape::of(&["self", "t"], 2).with_keywords();
    let mut bound = bind_function(&shape, "FigureBase.suptitle", arguments)?;
    bound.slots.remove(0);
    figures::set_figure_title(machine, figure, bound)
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
    let size = read_size(machine, &size)?;
    machine.pyplot.figure_mut(figure).figure.size = size;
    Ok(Value::None)
}
