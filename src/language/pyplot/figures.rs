//! Opening, showing and closing figures: `figure`, `show`, `close`.
//!
//! Follows matplotlib's `pyplot`, and its notebook backend: what is open when a cell ends is
//! shown, then closed. Knows nothing of what axes hold.

use super::charges;
use super::convert;
use super::line_properties::unexpected_property;
use super::objects::{FigureHandle, downcast};
use super::operation::{Shape, bind_function};
use super::state::DEFAULT_SIZE;
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
    let [number, size, dots_per_inch, _, _, _, _, clear] = arguments.given();
    for (name, _) in &arguments.keywords {
        if !WITHOUT_EFFECT.split(' ').any(|known| *known == **name) {
            return Err(unexpected_property("Figure", name));
        }
    }
    if let Some(existing) = number.and_then(|number| find(machine, number)) {
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
            && convert::truth(machine, clear)?
        {
            machine.pyplot.clear_figure(existing);
        }
        return Ok(existing);
    }
    let size = size.map_or(Ok(DEFAULT_SIZE), |size| read_size(machine, size))?;
    let dots_per_inch = match dots_per_inch {
        Some(dots) => Some(convert::float(machine, dots)?),
        None => None,
    };
    let wanted = number.and_then(Value::as_small_integer);
    let wanted = wanted.and_then(|number| usize::try_from(number).ok());
    let next_number = machine.pyplot.next_number();
    let figure = machine
        .pyplot
        .add_figure(wanted.unwrap_or(next_number), size)?;
    let owner = machine.pyplot.figure_mut(figure);
    owner.dots_per_inch = dots_per_inch.unwrap_or(owner.dots_per_inch);
    owner.label = number.and_then(Value::as_str).unwrap_or("").to_owned();
    Ok(figure)
}

/// The open figure that a number, a name or a handle means; a handle finds a closed one too.
pub(super) fn find(machine: &Machine, number: &Value) -> Option<usize> {
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
    for figure in machine.pyplot.open_figures() {
        charge_again(machine, figure)?;
    }
    machine.pyplot.show_all();
    Ok(Value::None)
}

/// `figure.show()`: an open figure shows at the cell's end in any case; a closed one now.
pub fn show_one(machine: &mut Machine, figure: usize) -> Result<(), Raised> {
    if !machine.pyplot.is_open(figure) {
        charge_again(machine, figure)?;
        machine.pyplot.show_once(figure);
    }
    Ok(())
}

/// What was shown before is paid for once more.
fn charge_again(machine: &mut Machine, figure: usize) -> Result<(), Raised> {
    if machine.pyplot.figure(figure).was_shown {
        charges::shown_again(machine, figure)?;
    }
    Ok(())
}

/// `plt.tight_layout(…)`: needs a figure; the page has its own fixed layout.
pub fn tight_layout(machine: &mut Machine, _arguments: Arguments) -> Outcome {
    machine.pyplot.current_figure()?;
    Ok(Value::None)
}
