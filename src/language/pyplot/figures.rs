//! Opening, dividing, showing and closing figures: `figure`, `subplots`, `subplot`, `show`.
//!
//! Follows matplotlib's `pyplot`, and its notebook backend: what is open when a cell ends is
//! shown, then closed. Knows nothing of what axes hold.

use super::convert;
use super::line_properties::{Keywords, unexpected_property};
use super::objects::{AxesGrid, FigureHandle, downcast, set_axes_properties};
use super::operation::{Shape, axes_of, bind_function};
use super::state::{AxesPlace, DEFAULT_SIZE};
use super::texts;
use crate::figure::{Direction, GridPlace};
use crate::language::binding::Bound;
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

/// `plt.figure(…)`
pub fn figure(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let bound = bind_function(&FIGURE_SHAPE, "figure", arguments)?;
    let figure = open_figure(machine, bound)?;
    Ok(machine.pyplot.figure(figure).handle.clone())
}

/// Opens a figure, or makes an open one current.
fn open_figure(machine: &mut Machine, arguments: Bound) -> Result<usize, Raised> {
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

/// `plt.subplots(rows, columns, …)`: a figure, and its axes in an array.
pub fn subplots(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let mut bound = bind_function(&SUBPLOTS_SHAPE, "subplots", arguments)?;
    let keyword = std::mem::take(&mut bound.keywords);
    let of_figure = Arguments {
        positional: Vec::new(),
        keyword,
    };
    let of_figure = bind_function(&FIGURE_SHAPE, "figure", of_figure)?;
    let figure = open_figure(machine, of_figure)?;
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
    let shape = Shape {
        names: &["fig"],
        positional: 1,
        required: 0,
        rest: false,
        keywords: false,
    };
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
    let shape = Shape {
        names: &[],
        positional: 0,
        required: 0,
        rest: false,
        keywords: false,
    };
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
    let shape = Shape {
        names: &["ax"],
        positional: 1,
        required: 1,
        rest: false,
        keywords: false,
    };
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
    let shape = Shape {
        names: &["t"],
        positional: 1,
        required: 1,
        rest: false,
        keywords: true,
    };
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
