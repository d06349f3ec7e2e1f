//! Points and segments of one look: `scatter`, `hlines`, `vlines`.
//!
//! Follows matplotlib's `Axes.scatter`, `Axes.hlines` and `Axes.vlines`; sizes and colours that
//! differ from point to point are unknown here. Knows nothing of lines' keywords.

use super::super::convert;
use super::super::line_properties::{
    Keywords, alpha, keyword, line_style, plain_series, set, unexpected_property,
};
use super::super::operation::{Operation, Shape};
use super::super::plotting::{Line, add};
use super::super::state::AxesPlace;
use crate::figure::{Color, Direction, Extent, LineStyle, Marker, Paint, Series, SeriesKind};
use crate::language::binding::Bound;
use crate::language::machine::Machine;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::DataType;
use std::rc::Rc;

/// `scatter(x, y, s=36, c=None, *, marker='o', …)`: markers without a line.
pub static SCATTER: Operation = Operation {
    function: "scatter",
    method: "Axes.scatter",
    shape: Shape {
        names: &[
            "x",
            "y",
            "s",
            "c",
            "marker",
            "alpha",
            "linewidths",
            "edgecolors",
        ],
        positional: 4,
        required: 2,
        rest: false,
        keywords: true,
    },
    run: scatter,
};

/// `hlines(y, xmin, xmax, colors=None, linestyles='solid', label='')`
pub static HLINES: Operation = Operation {
    function: "hlines",
    method: "Axes.hlines",
    shape: Shape::of(&["y", "xmin", "xmax", "colors", "linestyles", "label"], 3).with_keywords(),
    run: hlines,
};

/// `vlines(x, ymin, ymax, colors=None, linestyles='solid', label='')`
pub static VLINES: Operation = Operation {
    function: "vlines",
    method: "Axes.vlines",
    shape: Shape::of(&["x", "ymin", "ymax", "colors", "linestyles", "label"], 3).with_keywords(),
    run: vlines,
};

/// The order in which matplotlib draws what `scatter` makes: below lines.
const POINTS_ORDER: f64 = 1.0;

fn scatter(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    let keywords = &arguments.keywords;
    let [x, y, ..]: [_; 8] = arguments.values();
    let [_, _, size, color, marker, opacity, edge_width, edge] = arguments.given();
    let (x, y) = (flat(machine, x)?, flat(machine, y)?);
    if x.len() != y.len() {
        return Err(Raised::value_error("x and y must be the same size"));
    }
    let mut series = plain_series(x, y, Extent::Data, Color::black());
    series.kind = SeriesKind::Points;
    series.line_style = LineStyle::None;
    series.marker = Marker::Circle;
    series.marker_edge_width = series.line_width;
    series.z_order = POINTS_ORDER;
    if let Some(size) = size {
        refuse_many(size, "sizes")?;
        series.marker_size = convert::float(machine, size)?.max(0.0).sqrt();
    }
    series.color = scatter_color(machine, axes, color, keywords)?;
    let named = [
        ("marker", marker),
        ("alpha", opacity),
        ("markeredgewidth", edge_width),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            set(machine, &mut series, name, value)?;
        }
    }
    if let Some(edge) = edge.filter(|edge| edge.as_str() != Some("face")) {
        refuse_many(edge, "colours")?;
        series.marker_edge = Some(match edge.as_str() {
            Some("none") => Paint::Nothing,
            _ => Paint::Color(convert::color(machine, "edgecolor", edge)?),
        });
    }
    set_common(machine, &mut series, keywords, "PathCollection")?;
    finish(machine, axes, series)
}

/// The colour of `c`, of `color`, or the next of scatter's own cycle.
fn scatter_color(
    machine: &mut Machine,
    axes: AxesPlace,
    color: Option<&Value>,
    keywords: &Keywords,
) -> Result<Color, Raised> {
    if let Some(color) = color {
        if let Some(color) = convert::any_color(color) {
            return Ok(color);
        }
        refuse_many(color, "colours")?;
        convert::refuse_survey_names(color)?;
        let shown = convert::repr(machine, color)?;
        return Err(Raised::value_error(format!(
            "'c' argument must be a color, a sequence of colors, or a sequence of numbers, not \
             {shown}"
        )));
    }
    if let Some(color) = keyword(keywords, "color") {
        return convert::any_color(color).ok_or_else(|| {
            Raised::value_error(
                "'color' kwarg must be a color or sequence of color specs.  For a sequence of \
                 values to be color-mapped, use the 'c' argument instead.",
            )
        });
    }
    let used = &mut machine.pyplot.kept_axes_mut(axes).scatter_colors_used;
    let color = Color::cycle(*used);
    *used += 1;
    Ok(color)
}

fn hlines(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    segments(machine, axes, arguments, Direction::Y)
}

fn vlines(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    segments(machine, axes, arguments, Direction::X)
}

/// Segments at places on the axis along `direction`, each with a start and an end on the other.
fn segments(
    machine: &mut Machine,
    axes: AxesPlace,
    arguments: Bound,
    direction: Direction,
) -> Outcome {
    let keywords = &arguments.keywords;
    let [places, starts, ends, ..]: [_; 6] = arguments.values();
    let [_, _, _, color, style, label] = arguments.given();
    let places = flat(machine, places)?;
    let starts = spread(flat(machine, starts)?, places.len())?;
    let ends = spread(flat(machine, ends)?, places.len())?;
    machine.allocate(6 * places.len())?;
    let mut at = Vec::new();
    let mut along = Vec::new();
    for ((&place, &start), &end) in places.iter().zip(starts.iter()).zip(ends.iter()) {
        at.extend([place, place, f64::NAN]);
        along.extend([start, end, f64::NAN]);
    }
    let (at, along) = (Rc::new(at), Rc::new(along));
    let default = Color::from_text("C0").unwrap_or(Color::cycle(0));
    let mut series = match direction {
        Direction::X => plain_series(at, along, Extent::Data, default),
        Direction::Y => plain_series(along, at, Extent::Data, default),
    };
    series.kind = SeriesKind::Segments;
    if let Some(color) = color.or(keyword(keywords, "color")) {
        series.color = match convert::any_color(color) {
            Some(color) => color,
            None => {
                refuse_many(color, "colours")?;
                convert::refuse_survey_names(color)?;
                let shown = convert::repr(machine, color)?;
                let message = format!("{shown} is not a valid color value.");
                return Err(Raised::value_error(message));
            }
        };
    }
    if let Some(style) = style {
        if let Some(name) = style
            .as_str()
            .filter(|name| LineStyle::from_name(name).is_none())
        {
            let shown = convert::quoted(name);
            let message = format!("Do not know how to convert {shown} to dashes");
            return Err(Raised::value_error(message));
        }
        series.line_style = line_style(machine, style)?;
    }
    if let Some(label) = label {
        series.label = convert::text(machine, label)?;
    }
    set_common(machine, &mut series, keywords, "LineCollection")?;
    finish(machine, axes, series)
}

/// Puts the series into its axes, and has both directions autoscaled.
fn finish(machine: &mut Machine, axes: AxesPlace, series: Series) -> Outcome {
    let line = Line {
        series,
        data_types: [DataType::Float64; 2],
    };
    let handle = add(machine, axes, line)?;
    machine.pyplot.request_autoscale(axes, Direction::X);
    machine.pyplot.request_autoscale(axes, Direction::Y);
    Ok(handle)
}

/// All samples of a coordinate in one row.
fn flat(machine: &mut Machine, value: Option<&Value>) -> Result<Rc<Vec<f64>>, Raised> {
    let value = value.unwrap_or(&Value::None);
    Ok(convert::samples(machine, value)?.contiguous_f64())
}

/// One end for each of `count` segments; a single one serves all.
fn spread(ends: Rc<Vec<f64>>, count: usize) -> Result<Rc<Vec<f64>>, Raised> {
    match ends[..] {
        _ if ends.len() == count => Ok(ends),
        [end] => Ok(Rc::new(vec![end; count])),
        _ => Err(Raised::value_error(format!(
            "could not broadcast input array from shape ({},) into shape ({count},)",
            ends.len()
        ))),
    }
}

fn refuse_many(value: &Value, what: &str) -> Result<(), Raised> {
    if convert::list_length(value).is_none() {
        return Ok(());
    }
    Err(Raised::unknown_here(format!(
        "this page does not know {what} that differ from point to point; give one for all"
    )))
}

/// Keywords that all collections have.
fn set_common(
    machine: &mut Machine,
    series: &mut Series,
    keywords: &Keywords,
    class: &str,
) -> Result<(), Raised> {
    for (name, value) in keywords {
        match &**name {
            "color" | "cmap" | "norm" | "vmin" | "vmax" | "data" | "clip_on" | "picker" => {}
            "alpha" => series.alpha = alpha(machine, value)?,
            "label" if !value.is_none() => series.label = convert::text(machine, value)?,
            "label" => {}
            "zorder" => series.z_order = convert::float(machine, value)?,
            "linewidth" | "lw" | "linewidths" => {
                series.line_width = convert::float(machine, value)?;
                series.marker_edge_width = series.line_width;
            }
            "linestyle" | "ls" => series.line_style = line_style(machine, value)?,
            _ => return Err(unexpected_property(class, name)),
        }
    }
    Ok(())
}
