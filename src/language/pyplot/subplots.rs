//! Dividing figures: `subplots`, `subplot`, shared axes.
//!
//! Follows matplotlib's `GridSpec.subplots` and `SubplotSpec`. Knows nothing of what axes hold.

use super::convert;
use super::figures;
use super::line_properties::Keywords;
use super::objects::{AxesGrid, check_axes_properties, set_axes_properties};
use super::operation::{Shape, axes_of, bind_function};
use super::state::AxesPlace;
use crate::figure::{Direction, GridPlace};
use crate::language::binding::Bound;
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};

/// The keywords of `subplots` that are not the figure's.
const SUBPLOTS_SHAPE: Shape = Shape {
    names: &[
        "nrows",
        "ncols",
        "sharex",
        "sharey",
        "squeeze",
        "width_ratios",
        "height_ratios",
        "subplot_kw",
        "gridspec_kw",
    ],
    positional: 2,
    required: 0,
    rest: false,
    keywords: true,
};

/// `plt.subplots(rows, columns, …)`: a figure, and its axes in an array.
pub fn subplots(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut bound = bind_function(&SUBPLOTS_SHAPE, "subplots", arguments)?;
    let keyword = std::mem::take(&mut bound.keywords);
    let of_figure = Arguments {
        positional: Vec::new(),
        keyword,
    };
    let figure = figures::open(machine, of_figure)?;
    let axes = divide(machine, figure, bound)?;
    let figure = machine.pyplot.figure(figure).handle.clone();
    Ok(Value::tuple(vec![figure, axes]))
}

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

/// Divides a figure into a grid of axes.
fn divide(machine: &mut Machine, figure: usize, arguments: Bound) -> Outcome {
    let mut slots = arguments.slots.into_iter();
    let mut next = || slots.next().flatten();
    let (rows, columns) = (next(), next());
    let rows = count(machine, rows.as_ref(), "rows")?;
    let columns = count(machine, columns.as_ref(), "columns")?;
    let (share_x, share_y, squeeze) = (next(), next(), next());
    let share_x = sharing(machine, share_x.as_ref(), "sharex")?;
    let share_y = sharing(machine, share_y.as_ref(), "sharey")?;
    let squeeze = squeeze.map_or(Ok(true), |squeeze| convert::truth(machine, &squeeze))?;
    let group = machine.pyplot.next_group(figure);
    let mut handles = Vec::new();
    for index in 0..rows * columns {
        let place = GridPlace {
            rows,
            columns,
            index,
        };
        let axes = machine.pyplot.add_axes(figure, place)?;
        let (row, column) = (index / columns, index % columns);
        let owner = machine.pyplot.axes_mut(axes);
        owner.x.shared = share_x.group(row, column).map(|number| group + number);
        owner.y.shared = share_y.group(row, column).map(|number| group + number);
        let x_below = matches!(share_x, Sharing::All | Sharing::Column) && row + 1 < rows;
        let y_left = matches!(share_y, Sharing::All | Sharing::Row) && column > 0;
        owner.x.show_tick_labels = !x_below;
        owner.y.show_tick_labels = !y_left;
        handles.push(machine.pyplot.kept_axes(axes).handle.clone());
    }
    Ok(match (&handles[..], squeeze) {
        ([single], true) => single.clone(),
        _ if squeeze && (rows == 1 || columns == 1) => {
            AxesGrid::value(vec![handles.len()], handles)
        }
        _ => AxesGrid::value(vec![rows, columns], handles),
    })
}

/// How many rows or columns; one where none are given.
fn count(machine: &mut Machine, value: Option<&Value>, what: &str) -> Result<usize, Raised> {
    let Some(value) = value else {
        return Ok(1);
    };
    match value.as_small_integer().map(usize::try_from) {
        Some(Ok(count)) if count > 0 => Ok(count.min(usize::from(u16::MAX))),
        _ => {
            let shown = convert::repr(machine, value)?;
            Err(Raised::value_error(format!(
                "Number of {what} must be a positive integer, not {shown}"
            )))
        }
    }
}

/// Which axes of a grid share an axis.
#[derive(Clone, Copy)]
enum Sharing {
    None,
    All,
    Row,
    Column,
}

impl Sharing {
    fn group(self, row: usize, column: usize) -> Option<usize> {
        match self {
            Sharing::None => None,
            Sharing::All => Some(0),
            Sharing::Row => Some(row),
            Sharing::Column => Some(column),
        }
    }
}

fn sharing(machine: &mut Machine, value: Option<&Value>, name: &str) -> Result<Sharing, Raised> {
    let Some(value) = value else {
        return Ok(Sharing::None);
    };
    match value.as_str() {
        Some("all") => Ok(Sharing::All),
        Some("row") => Ok(Sharing::Row),
        Some("col") => Ok(Sharing::Column),
        Some("none") => Ok(Sharing::None),
        Some(word) => Err(Raised::value_error(format!(
            "{} is not a valid value for {name}. Supported values are 'all', 'row', 'col', \
             'none', False, True",
            convert::quoted(word)
        ))),
        None if convert::truth(machine, value)? => Ok(Sharing::All),
        None => Ok(Sharing::None),
    }
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
    check_axes_properties(&properties)?;
    let axes = machine.pyplot.add_axes(figure, place)?;
    for (direction, other) in shared {
        share(machine, axes, other, direction)?;
    }
    let handle = machine.pyplot.kept_axes(axes).handle.clone();
    set_axes_properties(machine, &handle, properties)?;
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
