//! Opening, showing and closing figures: `figure`, `show`, `close`.
//!
//! Follows matplotlib's `pyplot`, and its notebook backend: what is open when a cell ends is
//! shown, then closed. Knows nothing of what axes hold.

use super::convert;
use super::line_properties::unexpected_property;
use super::objects::{FigureHandle, downcast};
use super::operation::{Shape, axes_of, bind_function};
use super::state::DEFAULT_SIZE;
use super::texts;
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};

const FIGURE_SHAPE: Shape = Shape {
    names: &[
        "num",
        "figsize",
        "dpi",
        "facecolor",
        "edgecolor",
        "frameon",
        "FigureClass",
        "clear",
    ],
    positional: 3,
    required: 0,
    rest: false,
    keywords: true,
};

/// Keywords of `figure` that change nothing here.
const WITHOUT_EFFECT: &str = "layout constrained_layout tight_layout linewidth label";

/// `plt.figure(…)`
pub fn figure(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let figure = open(machine, arguments)?;
    Ok(machine.pyplot.figure(figure).handle.clone())
}

/// Opens a figure, or makes an open one current, as `plt.figure` does.
///
/// # Errors
/// Those of `plt.figure`.
pub fn open(machine: &mut Machine, arguments: Arguments) -> Result<usize, Raised> {
    let arguments = bind_function(&FIGURE_SHAPE, "figure", arguments)?;
    let slots = arguments.slots.into_iter();
    let mut slots = slots.map(|slot| slot.filter(|value| !value.is_none()));
    let mut next = || slots.next().flatten();
    let (number, size, dots_per_inch) = (next(), next(), next());
    let clear = slots.nth(4).flatten();
    for (name, _) in &arguments.keywords {
        if !WITHOUT_EFFECT.split(' ').any(|known| *known == **name) {
            return Err(unexpected_property("Figure", name));
        }
    }
    if let Some(existing) = number.as_ref().and_then(|number| find(machine, number)) {
        machine.pyplot.activate(existing);
        if size.is_some() || dots_per_inch.is_some() {
            let number = machine.pyplot.figure(existing).figure.number;
            machine.warn(
                "UserWarning",
                &format!(
                    "Ignoring specified arguments in this call because figure with num: {number} \
                     already exists"
                ),
            );
        }
        if let Some(clear) = clear
            && convert::truth(machine, &clear)?
        {
            machine.pyplot.clear_figure(existing);
        }
        return Ok(existing);
    }
    let size = size.map_or(Ok(DEFAULT_SIZE), |size| read_size(machine, &size))?;
    let dots_per_inch = match dots_per_inch {
        Some(dots) => Some(convert::float(machine, &dots)?),
        None => None,
    };
    let wanted = number.as_ref().and_then(Value::as_small_integer);
    let wanted = wanted.and_then(|number| usize::try_from(number).ok());
    let next_number = machine.pyplot.next_number();
    let figure = machine
        .pyplot
        .add_figure(wanted.unwrap_or(next_number), size)?;
    let owner = machine.pyplot.figure_mut(figure);
    owner.dots_per_inch = dots_per_inch.unwrap_or(owner.dots_per_inch);
    owner.label = number
        .as_ref()
        .and_then(Value::as_str)
        .unwrap_or("")
        .to_owned();
    Ok(figure)
}

/// The open figure that a number, a name or a handle means; a handle finds a closed one too.
fn find(machine: &Machine, number: &Value) -> Option<usize> {
    if let Some(handle) = downcast::<FigureHandle>(number) {
        return Some(handle.figure);
    }
    if let Some(label) = number.as_str() {
        return machine.pyplot.find_open(|open| open.label == label);
    }
    let number = usize::try_from(number.as_small_integer()?).ok()?;
    machine
        .pyplot
        .find_open(|open| open.figure.number == number)
}

/// `figsize`: width and height in inches, or with a unit.
///
/// # Errors
/// `TypeError` and `ValueError` in matplotlib's words.
pub fn read_size(machine: &mut Machine, size: &Value) -> Result<(f64, f64), Raised> {
    if convert::list_length(size).is_none() && size.as_str().is_none() {
        return Err(Raised::type_error(format!(
            "object of type '{}' has no len()",
            size.message_name()
        )));
    }
    let parts = convert::elements(machine, size)?;
    let (width, height, scale) = match &parts[..] {
        [width, height] => (width, height, 1.0),
        [width, height, unit] => (width, height, unit_in_inches(machine, unit)?),
        _ => {
            let shown = convert::repr(machine, size)?;
            return Err(Raised::value_error(format!(
                "Invalid figsize format, expected (x, y) or (x, y, unit) but got {shown}"
            )));
        }
    };
    let (width, height) = (
        convert::float(machine, width)?,
        convert::float(machine, height)?,
    );
    if !(width.is_finite() && height.is_finite() && width >= 0.0 && height >= 0.0) {
        let shown = convert::repr(machine, size)?;
        return Err(Raised::value_error(format!(
            "figure size must be positive finite not {shown}"
        )));
    }
    Ok((width * scale, height * scale))
}

fn unit_in_inches(machine: &mut Machine, unit: &Value) -> Result<f64, Raised> {
    match unit.as_str() {
        Some("in") => Ok(1.0),
        Some("cm") => Ok(1.0 / 2.54),
        Some("px") => Ok(0.01),
        _ => {
            let shown = convert::repr(machine, unit)?;
            Err(Raised::value_error(format!(
                "Invalid unit {shown} in 'figsize'; supported units are 'in', 'cm', 'px'"
            )))
        }
    }
}

/// `plt.show()`
pub fn show(machine: &mut Machine, arguments: Arguments) -> Outcome {
    if !arguments.positional.is_empty() {
        return Err(Raised::type_error(format!(
            "_Backend.show() takes 1 positional argument but {} were given",
            arguments.positional.len() + 1
        )));
    }
    machine.pyplot.show_all();
    Ok(Value::None)
}

/// `figure.show()`: an open figure shows at the cell's end in any case; a closed one now.
pub fn show_one(machine: &mut Machine, figure: usize) {
    if !machine.pyplot.is_open(figure) {
        machine.pyplot.show_once(figure);
    }
}

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
    texts::set_figure_title(machine, figure, bound)
}

/// `plt.tight_layout(…)`: the page has its own fixed layout.
pub fn tight_layout(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let shape = Shape {
        names: &["pad", "h_pad", "w_pad", "rect"],
        positional: 0,
        required: 0,
        rest: false,
        keywords: false,
    };
    bind_function(&shape, "tight_layout", arguments)?;
    machine.pyplot.current_figure()?;
    Ok(Value::None)
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
