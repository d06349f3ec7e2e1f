//! Figures by hand: `close`, `gca`, `clf`, `suptitle` and their like.
//!
//! Follows matplotlib's `pyplot`. Knows nothing of what axes hold.

use super::super::figures::find;
use super::super::objects::{FigureHandle, TextHandle, TextPlace, downcast};
use super::super::operation::{Shape, axes_of, bind_function};
use super::super::texts;
use crate::language::binding::Bound;
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};
use std::rc::Rc;

/// `plt.close(…)`
pub fn close(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let shape = Shape::of(&["fig"], 0);
    let bound = bind_function(&shape, "close", arguments)?;
    let which = bound
        .slots
        .into_iter()
        .next()
        .flatten()
        .unwrap_or(Value::None);
    let found = match &which {
        Value::None => machine.pyplot.active(),
        Value::String(name) if **name == *"all" => {
            machine.pyplot.close_all();
            None
        }
        Value::String(_) | Value::Integer(_) | Value::Bool(_) => find(machine, &which),
        other if downcast::<FigureHandle>(other).is_some() => find(machine, other),
        other => {
            return Err(Raised::type_error(format!(
                "'fig' must be an instance of matplotlib.figure.Figure, int, str or None, not a \
                 {}",
                other.message_name()
            )));
        }
    };
    if let Some(figure) = found {
        machine.pyplot.close(figure);
    }
    Ok(Value::None)
}

/// A function of pyplot without arguments, on the current figure.
fn bare(name: &str, arguments: Arguments) -> Result<(), Raised> {
    let shape = Shape::of(&[], 0);
    bind_function(&shape, name, arguments).map(|_| ())
}

/// `plt.gcf()`
pub fn gcf(machine: &mut Machine, arguments: Arguments) -> Outcome {
    bare("gcf", arguments)?;
    let figure = machine.pyplot.current_figure()?;
    Ok(machine.pyplot.figure(figure).handle.clone())
}

/// `plt.gca()`
pub fn gca(machine: &mut Machine, arguments: Arguments) -> Outcome {
    bare("gca", arguments)?;
    let axes = machine.pyplot.current_axes()?;
    Ok(machine.pyplot.kept_axes(axes).handle.clone())
}

/// `plt.sca(axes)`
pub fn sca(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let shape = Shape::of(&["ax"], 1);
    let bound = bind_function(&shape, "sca", arguments)?;
    let axes = bound
        .slots
        .into_iter()
        .next()
        .flatten()
        .unwrap_or(Value::None);
    let axes = axes_of(machine, &axes)?;
    machine.pyplot.set_current_axes(axes);
    Ok(Value::None)
}

/// `plt.cla()`
pub fn cla(machine: &mut Machine, arguments: Arguments) -> Outcome {
    bare("cla", arguments)?;
    let axes = machine.pyplot.current_axes()?;
    machine.pyplot.clear_axes(axes);
    Ok(Value::None)
}

/// `plt.clf()`
pub fn clf(machine: &mut Machine, arguments: Arguments) -> Outcome {
    bare("clf", arguments)?;
    let figure = machine.pyplot.current_figure()?;
    machine.pyplot.clear_figure(figure);
    Ok(Value::None)
}

/// `plt.suptitle(…)`
pub fn suptitle(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let shape = Shape::of(&["t"], 1).with_keywords();
    let bound = bind_function(&shape, "suptitle", arguments)?;
    let figure = machine.pyplot.current_figure()?;
    set_figure_title(machine, figure, bound)
}

/// `suptitle(…)`: a title above all axes of a figure.
///
/// # Errors
/// `AttributeError` for an unknown property.
pub fn set_figure_title(machine: &mut Machine, figure: usize, arguments: Bound) -> Outcome {
    let text = texts::label_text(machine, &arguments)?;
    texts::check_properties(machine, &arguments.keywords)?;
    let owner = machine.pyplot.figure_mut(figure);
    owner.figure.title = text;
    Ok(Value::Object(Rc::new(TextHandle {
        owner: owner.handle.clone(),
        place: TextPlace::Title,
    })))
}

/// `plt.draw()`, `plt.subplots_adjust(…)`: need a figure, and change nothing that this page draws.
pub fn figure_only(machine: &mut Machine, _arguments: Arguments) -> Outcome {
    machine.pyplot.current_figure()?;
    Ok(Value::None)
}

/// `plt.tick_params(…)`: needs axes, and changes nothing that this page draws.
pub fn axes_only(machine: &mut Machine, _arguments: Arguments) -> Outcome {
    machine.pyplot.current_axes()?;
    Ok(Value::None)
}

/// `plt.get_fignums()`
pub fn get_fignums(machine: &mut Machine, arguments: Arguments) -> Outcome {
    bare("get_fignums", arguments)?;
    let mut numbers: Vec<usize> = machine.pyplot.open_numbers().collect();
    numbers.sort_unstable();
    let numbers = numbers
        .into_iter()
        .map(|number| Value::Integer(number as i64));
    Ok(Value::list(numbers.collect()))
}

/// The axes of a figure as a list.
pub fn axes_list(machine: &Machine, figure: usize) -> Value {
    let axes = machine.pyplot.axes_of(figure);
    Value::list(
        axes.map(|axes| machine.pyplot.kept_axes(axes).handle.clone())
            .collect(),
    )
}

/// The error for saving to a file.
pub fn no_files() -> Raised {
    Raised::new(
        ErrorKind::NotImplementedError,
        "savefig: this page has no files to save to; a figure is shown by plt.show()",
    )
}
