//! Lines: `plot` in all its call forms, `axhline`, `axvline`.
//!
//! Follows matplotlib's `_process_plot_var_args` and `Axes.axhline`. Knows nothing of how a
//! property's value is read.

use super::charges;
use super::convert;
use super::format_string::{self, FormatString};
use super::line_properties::{Keywords, keyword, plain_series, set_all, with_whole_names};
use super::operation::{Operation, Shape};
use super::state::AxesPlace;
use crate::figure::{Color, Direction, Extent, Series};
use crate::language::binding::Bound;
use crate::language::machine::Machine;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{Array, DataType};
use std::rc::Rc;

/// `plot([x], y, [format], …, **properties)`: a list of lines.
pub static PLOT: Operation = Operation {
    function: "plot",
    method: "Axes.plot",
    shape: Shape {
        names: &["scalex", "scaley", "data"],
        positional: 0,
        required: 0,
        rest: true,
        keywords: true,
    },
    run: plot,
};

fn plot(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    let [scale_x, scale_y, data] = arguments.values();
    if data.is_some_and(|data| !data.is_none()) {
        return Err(Raised::unknown_here(
            "this page does not know plot's argument 'data'; give x and y themselves",
        ));
    }
    let keywords = with_whole_names(&arguments.keywords)?;
    let lines = lines(machine, axes, &arguments.rest, &keywords)?;
    let mut handles = Vec::new();
    for line in lines {
        handles.push(add(machine, axes, line)?);
    }
    for (direction, scale) in [(Direction::X, scale_x), (Direction::Y, scale_y)] {
        if scale.map_or(Ok(true), |scale| convert::truth(machine, scale))? {
            machine.pyplot.request_autoscale(axes, direction);
        }
    }
    Ok(Value::list(handles))
}

/// `axhline(y=0, xmin=0, xmax=1, **properties)`: a line across the axes at one height.
pub static AXHLINE: Operation = Operation {
    function: "axhline",
    method: "Axes.axhline",
    shape: Shape::of(&["y", "xmin", "xmax"], 0).with_keywords(),
    run: axhline,
};

fn axhline(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    line_across(machine, axes, arguments, Direction::Y, "axhline")
}

/// `axvline(x=0, ymin=0, ymax=1, **properties)`: a line across the axes at one place.
pub static AXVLINE: Operation = Operation {
    function: "axvline",
    method: "Axes.axvline",
    shape: Shape::of(&["x", "ymin", "ymax"], 0).with_keywords(),
    run: axvline,
};

fn axvline(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    line_across(machine, axes, arguments, Direction::X, "axvline")
}

/// A series that is not in its axes yet, and the types of its data.
pub struct Line {
    pub series: Series,
    pub data_types: [DataType; 2],
}

/// One `[x], y, [format]` of a call.
struct Group {
    x: Array,
    y: Array,
    format: FormatString,
}

/// Puts a line into its axes; one without a label is named by its place.
///
/// # Errors
/// Those of [`charges::line`] and of [`State::add_series`](super::state::State::add_series).
pub fn add(machine: &mut Machine, axes: AxesPlace, line: Line) -> Outcome {
    let Line {
        mut series,
        data_types,
    } = line;
    if series.label.is_empty() {
        series.label = format!("_child{}", machine.pyplot.axes(axes).series.len());
    }
    charges::line(machine, &series)?;
    machine.pyplot.add_series(axes, series, data_types)
}

/// The lines that a call of `plot` asks for.
fn lines(
    machine: &mut Machine,
    axes: AxesPlace,
    arguments: &[Value],
    keywords: &Keywords,
) -> Result<Vec<Line>, Raised> {
    for name in ["x", "y"] {
        if keyword(keywords, name).is_some() {
            return Err(Raised::type_error(format!(
                "plot() got an unexpected keyword argument '{name}'"
            )));
        }
    }
    let many_labels =
        keyword(keywords, "label").is_some_and(|label| convert::list_length(label).is_some());
    if arguments.len() >= 4 && many_labels {
        return Err(Raised::value_error(
            "plot() with multiple groups of data (i.e., pairs of x and y) does not support \
             multiple labels",
        ));
    }
    let mut lines = Vec::new();
    let mut rest = arguments;
    while !rest.is_empty() {
        let mut size = rest.len().min(2);
        if rest.get(size).is_some_and(|next| next.as_str().is_some()) {
            size += 1;
        }
        let (group, others) = rest.split_at(size);
        rest = others;
        let group = read_group(machine, group, keywords)?;
        add_group(machine, axes, &group, keywords, &mut lines)?;
    }
    Ok(lines)
}

/// Reads one group of arguments.
fn read_group(
    machine: &mut Machine,
    group: &[Value],
    keywords: &Keywords,
) -> Result<Group, Raised> {
    let (data, format) = match group {
        [data @ .., last] if !data.is_empty() && last.as_str().is_some() => {
            convert::refuse_survey_names(last)?;
            let text = last.as_str().unwrap_or_default();
            let format = format_string::parse(text).map_err(|reason| {
                let shown = convert::quoted(text);
                Raised::value_error(format!("{shown} is not a valid format string ({reason})"))
            })?;
            warn_of_conflicts(machine, text, &format, keywords);
            (data, format)
        }
        data => (data, FormatString::default()),
    };
    if data.iter().any(Value::is_none) {
        return Err(Raised::value_error(
            "x, y, and format string must not be None",
        ));
    }
    let (x, y) = match data {
        [x, y, ..] => (convert::samples(machine, x)?, convert::samples(machine, y)?),
        [y] => {
            let y = convert::samples_alone(machine, y)?;
            let count = y.shape().first().copied().unwrap_or(0);
            let places = (0..count).map(|place| place as f64).collect();
            (Array::from_floats(places), y)
        }
        [] => (
            Array::from_floats(Vec::new()),
            Array::from_floats(Vec::new()),
        ),
    };
    check_shapes(&x, &y)?;
    Ok(Group { x, y, format })
}

fn check_shapes(x: &Array, y: &Array) -> Result<(), Raised> {
    let shapes = || {
        let (x, y) = (
            convert::shape_text(x.shape()),
            convert::shape_text(y.shape()),
        );
        format!("have shapes {x} and {y}")
    };
    if x.shape().first() != y.shape().first() {
        return Err(Raised::value_error(format!(
            "x and y must have same first dimension, but {}",
            shapes()
        )));
    }
    if x.rank() > 2 || y.rank() > 2 {
        return Err(Raised::value_error(format!(
            "x and y can be no greater than 2D, but {}",
            shapes()
        )));
    }
    let (x_columns, y_columns) = (columns(x), columns(y));
    if x_columns > 1 && y_columns > 1 && x_columns != y_columns {
        return Err(Raised::value_error(format!(
            "x has {x_columns} columns but y has {y_columns} columns"
        )));
    }
    Ok(())
}

fn columns(array: &Array) -> usize {
    array.shape().get(1).copied().unwrap_or(1)
}

/// Makes one line for each column of a group.
fn add_group(
    machine: &mut Machine,
    axes: AxesPlace,
    group: &Group,
    keywords: &Keywords,
    lines: &mut Vec<Line>,
) -> Result<(), Raised> {
    let (x_columns, y_columns) = (columns(&group.x), columns(&group.y));
    if x_columns == 0 || y_columns == 0 {
        return Ok(());
    }
    let count = x_columns.max(y_columns);
    let labels = labels(machine, keyword(keywords, "label"), count)?;
    let x = convert::floats(machine, &group.x)?;
    let y = convert::floats(machine, &group.y)?;
    for column in 0..count {
        let x = convert::column(machine, &x, x_columns, column % x_columns)?;
        let y = convert::column(machine, &y, y_columns, column % y_columns)?;
        let mut series = plain_series(x, y, Extent::Data, Color::black());
        series.color = color(machine, axes, &group.format, keywords);
        series.line_style = group.format.line_style.unwrap_or(series.line_style);
        series.marker = group.format.marker.unwrap_or(series.marker);
        let mut keywords = keywords.clone();
        for (name, value) in &mut keywords {
            if **name == *"label" {
                *value = labels.get(column).cloned().unwrap_or(Value::None);
            }
        }
        set_all(machine, &mut series, &keywords)?;
        lines.push(Line {
            series,
            data_types: [group.x.data_type(), group.y.data_type()],
        });
    }
    Ok(())
}

/// The labels of `count` lines: one for all, or a list of them.
fn labels(
    machine: &mut Machine,
    label: Option<&Value>,
    count: usize,
) -> Result<Vec<Value>, Raised> {
    let Some(label) = label else {
        return Ok(Vec::new());
    };
    match convert::list_length(label) {
        None => Ok(vec![label.clone(); count]),
        Some(length) if length == count => convert::elements(machine, label),
        Some(length) => Err(Raised::value_error(format!(
            "label must be scalar or have the same length as the input data, but found {length} \
             for {count} datasets."
        ))),
    }
}

/// The format's colour, or the next of the cycle; that is used up only where nothing else
/// gives a colour.
fn color(
    machine: &mut Machine,
    axes: AxesPlace,
    format: &FormatString,
    keywords: &Keywords,
) -> Color {
    if let Some(color) = &format.color {
        return color.clone();
    }
    if keyword(keywords, "color").is_some_and(|color| !color.is_none()) {
        return Color::black();
    }
    next_color(machine, axes)
}

/// The next colour of the axes' cycle.
fn next_color(machine: &mut Machine, axes: AxesPlace) -> Color {
    let used = &mut machine.pyplot.kept_axes_mut(axes).colors_used;
    let color = Color::cycle(*used);
    *used += 1;
    color
}

/// Warns of properties that both a format string and a keyword give.
fn warn_of_conflicts(
    machine: &mut Machine,
    text: &str,
    format: &FormatString,
    keywords: &Keywords,
) {
    if text.eq_ignore_ascii_case("none") {
        return;
    }
    let line_style = format.line_style.map(|style| style.name());
    let marker = format.marker.map(|marker| marker.name());
    let color = format.color.as_ref().map(convert::color_repr);
    let given = [
        ("linestyle", line_style.map(convert::quoted)),
        ("marker", marker.map(convert::quoted)),
        ("color", color),
    ];
    for (name, shown) in given {
        if let Some(shown) = shown
            && shown != "'None'"
            && keyword(keywords, name).is_some()
        {
            machine.warn(
                "UserWarning",
                &format!(
                    "{name} is redundantly defined by the '{name}' keyword argument and the fmt \
                     string \"{text}\" (-> {name}={shown}). The keyword argument will take \
                     precedence."
                ),
            );
        }
    }
}

/// A line across the axes; `direction` is that of the axis on which it marks a place.
fn line_across(
    machine: &mut Machine,
    axes: AxesPlace,
    arguments: Bound,
    direction: Direction,
    function: &str,
) -> Outcome {
    let [place, start, end] = arguments.values();
    if keyword(&arguments.keywords, "transform").is_some() {
        return Err(Raised::value_error(format!(
            "'transform' is not allowed as a keyword argument; {function} generates its own \
             transform."
        )));
    }
    let view = machine.pyplot.view(axes, direction);
    let place = place.map_or(Ok(0.0), |place| convert::float(machine, place))?;
    let start = start.map_or(Ok(0.0), |start| convert::float(machine, start))?;
    let end = end.map_or(Ok(1.0), |end| convert::float(machine, end))?;
    let (along, at) = (Rc::new(vec![start, end]), Rc::new(vec![place; 2]));
    let keywords = with_whole_names(&arguments.keywords)?;
    let color = Color::from_text("C0").unwrap_or(Color::cycle(0));
    let mut series = match direction {
        Direction::Y => plain_series(along, at, Extent::AcrossX, color),
        Direction::X => plain_series(at, along, Extent::AcrossY, color),
    };
    set_all(machine, &mut series, &keywords)?;
    let outside = place < view.0.min(view.1) || place > view.0.max(view.1);
    let line = Line {
        series,
        data_types: [DataType::Float64; 2],
    };
    let handle = add(machine, axes, line)?;
    if outside {
        machine.pyplot.request_autoscale(axes, direction);
    }
    Ok(handle)
}
