//! Axes one by one: `subplot`, `add_subplot`, axes that share with others.
//!
//! Follows matplotlib's `SubplotSpec`. Knows nothing of what axes hold.

use super::super::convert;
use super::super::line_properties::Keywords;
use super::super::operation::{Shape, axes_of, bind_function};
use super::super::state::AxesPlace;
use super::super::subplots::{SUBPLOTS_SHAPE, count, divide};
use super::axes::{check_properties, set_properties};
use crate::figure::{Direction, GridPlace};
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};

/// `figure.subplots(rows, columns, …)`: the axes alone. The receiver comes first.
pub fn subplots_method(machine: &mut Machine, figure: usize, mut arguments: Arguments) -> Outcome {
    arguments.positional.drain(..1);
    let shape = Shape {
        keywords: false,
        ..SUBPLOTS_SHAPE
    };
    let bound = bind_function(&shape, "FigureBase.subplots", arguments)?;
    divide(machine, figure, bound)
}

/// `plt.subplot(…)`: axes in a grid, those that are there already if nothing else is asked.
pub fn subplot(machine: &mut Machine, arguments: Arguments) -> Outcome {
    if let Some(Value::Bool(_)) = arguments.positional.get(2) {
        machine.warn(
            "UserWarning",
            "The subplot index argument to subplot() appears to be a boolean. Did you intend to \
             use subplots()?",
        );
    }
    let names_grid = |name: &str| matches!(name, "nrows" | "ncols");
    if arguments.keyword.iter().any(|(name, _)| names_grid(name)) {
        return Err(Raised::type_error(
            "subplot() got an unexpected keyword argument 'ncols' and/or 'nrows'.  Did you \
             intend to call subplots()?",
        ));
    }
    let figure = machine.pyplot.current_figure()?;
    let place = grid_place(machine, &arguments.positional)?;
    let existing = machine.pyplot.axes_of(figure);
    let existing = { existing }.find(|&axes| machine.pyplot.axes(axes).place == place);
    if let Some(axes) = existing
        && arguments.keyword.is_empty()
    {
        machine.pyplot.set_current_axes(axes);
        return Ok(machine.pyplot.kept_axes(axes).handle.clone());
    }
    add_axes_at(machine, figure, place, arguments.keyword)
}

/// `figure.add_subplot(…)`, without the receiver.
pub fn add_subplot(machine: &mut Machine, figure: usize, arguments: Arguments) -> Outcome {
    let place = grid_place(machine, &arguments.positional)?;
    add_axes_at(machine, figure, place, arguments.keyword)
}

fn add_axes_at(
    machine: &mut Machine,
    figure: usize,
    place: GridPlace,
    keywords: Keywords,
) -> Outcome {
    let mut shared = Vec::new();
    let mut properties = Vec::new();
    for (name, value) in keywords {
        match &*name {
            "sharex" if !value.is_none() => {
                shared.push((Direction::X, axes_of(machine, &value)?));
            }
            "sharey" if !value.is_none() => {
                shared.push((Direction::Y, axes_of(machine, &value)?));
            }
            "sharex" | "sharey" | "label" => {}
            "projection" | "polar" => {
                return Err(Raised::unknown_here(
                    "this page does not know polar or other projections",
                ));
            }
            _ => properties.push((name, value)),
        }
    }
    check_properties(&properties)?;
    let axes = machine.pyplot.add_axes(figure, place)?;
    for (direction, other) in shared {
        share(machine, axes, other, direction)?;
    }
    let handle = machine.pyplot.kept_axes(axes).handle.clone();
    set_properties(machine, &handle, properties)?;
    Ok(handle)
}

/// Makes new axes share an axis with others of the same figure.
fn share(
    machine: &mut Machine,
    axes: AxesPlace,
    other: AxesPlace,
    direction: Direction,
) -> Result<(), Raised> {
    if axes.figure != other.figure {
        return Err(Raised::unknown_here(
            "this page shares limits only between axes of one figure",
        ));
    }
    machine.pyplot.view(other, direction);
    let group = machine.pyplot.next_group(axes.figure);
    let source = machine.pyplot.axes_mut(other).axis_mut(direction);
    source.shared = source.shared.or(Some(group));
    let source = source.clone();
    let target = machine.pyplot.axes_mut(axes).axis_mut(direction);
    target.shared = source.shared;
    target.limits = source.limits;
    target.autoscale = source.autoscale;
    target.ticks = source.ticks;
    target.tick_labels = source.tick_labels;
    Ok(())
}

/// Where `subplot(rows, columns, number)` or `subplot(231)` is.
fn grid_place(machine: &mut Machine, arguments: &[Value]) -> Result<GridPlace, Raised> {
    let (rows, columns, number) = match arguments {
        [] => (Value::Integer(1), Value::Integer(1), Value::Integer(1)),
        [rows, columns, number] => (rows.clone(), columns.clone(), number.clone()),
        [short] => {
            let digits = short
                .as_small_integer()
                .filter(|digits| (100..1000).contains(digits));
            let Some(digits) = digits else {
                let shown = convert::repr(machine, short)?;
                return Err(Raised::value_error(format!(
                    "Single argument to subplot must be a three-digit integer, not {shown}"
                )));
            };
            let digit = |place: i64| Value::Integer(digits / place % 10);
            (digit(100), digit(10), digit(1))
        }
        many => {
            return Err(Raised::type_error(format!(
                "subplot() takes 1 or 3 positional arguments but {} were given",
                many.len()
            )));
        }
    };
    let rows = count(machine, Some(&rows), "rows")?;
    let columns = count(machine, Some(&columns), "columns")?;
    if matches!(number, Value::Tuple(_)) {
        return Err(Raised::unknown_here(
            "this page does not know subplots that span several cells of their grid",
        ));
    }
    let index = number
        .as_small_integer()
        .and_then(|number| usize::try_from(number).ok());
    match index {
        Some(number) if number >= 1 && number <= rows * columns => Ok(GridPlace {
            rows,
            columns,
            index: number - 1,
        }),
        _ => {
            let shown = convert::repr(machine, &number)?;
            Err(Raised::value_error(format!(
                "num must be an integer with 1 <= num <= {}, not {shown}",
                rows * columns
            )))
        }
    }
}
