//! Dividing figures: `subplots`, shared axes.
//!
//! Follows matplotlib's `GridSpec.subplots`. Knows nothing of what axes hold.

use super::convert;
use super::figures;
use super::objects::AxesGrid;
use super::operation::{Shape, bind_function};
use crate::figure::GridPlace;
use crate::language::binding::Bound;
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::value::{Outcome, Raised, Value};

/// The keywords of `subplots` that are not the figure's.
pub(super) const SUBPLOTS_SHAPE: Shape = Shape {
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

/// Divides a figure into a grid of axes.
pub(super) fn divide(machine: &mut Machine, figure: usize, arguments: Bound) -> Outcome {
    let [rows, columns, share_x, share_y, squeeze] = arguments.values();
    let rows = count(machine, rows, "rows")?;
    let columns = count(machine, columns, "columns")?;
    let share_x = sharing(machine, share_x, "sharex")?;
    let share_y = sharing(machine, share_y, "sharey")?;
    let squeeze = squeeze.map_or(Ok(true), |squeeze| convert::truth(machine, squeeze))?;
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
pub(super) fn count(
    machine: &mut Machine,
    value: Option<&Value>,
    what: &str,
) -> Result<usize, Raised> {
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
