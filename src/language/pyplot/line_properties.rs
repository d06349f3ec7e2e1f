//! The properties of a line: `color='orange'`, `lw=2`, `marker='o'`.
//!
//! Follows matplotlib's `Line2D`. Knows nothing of data or of axes.

use super::convert;
use super::suggestions::not_in_list;
use crate::figure::{Color, Extent, LineStyle, Marker, Paint, Series, SeriesKind};
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::value::{Raised, Value};
use crate::numerics::gather::Gather;
use std::rc::Rc;

/// Keywords as a call gave them.
pub type Keywords = Vec<(Rc<str>, Value)>;

/// Every property of `Line2D`, sorted by name, as matplotlib lists them.
pub const PROPERTIES: &str = "agg_filter alpha animated antialiased clip_box clip_on clip_path \
    color dash_capstyle dash_joinstyle dashes data drawstyle figure fillstyle gapcolor gid \
    in_layout label linestyle linewidth marker markeredgecolor markeredgewidth markerfacecolor \
    markerfacecoloralt markersize markevery mouseover path_effects picker pickradius rasterized \
    sketch_params snap solid_capstyle solid_joinstyle transform url visible xdata ydata zorder";

/// Short names of properties, sorted.
pub const ALIASES: [(&str, &str); 10] = [
    ("aa", "antialiased"),
    ("c", "color"),
    ("ds", "drawstyle"),
    ("ls", "linestyle"),
    ("lw", "linewidth"),
    ("mec", "markeredgecolor"),
    ("mew", "markeredgewidth"),
    ("mfc", "markerfacecolor"),
    ("mfcalt", "markerfacecoloralt"),
    ("ms", "markersize"),
];

/// Properties that matplotlib reads first, in this order; the others follow as they were given.
const FIRST: [&str; 8] = [
    "linewidth",
    "linestyle",
    "color",
    "marker",
    "markersize",
    "markerfacecolor",
    "markeredgecolor",
    "markeredgewidth",
];

/// Properties that change nothing that this page draws.
const WITHOUT_EFFECT: &str = "animated antialiased clip_on dash_capstyle dash_joinstyle gid \
    in_layout mouseover picker pickradius rasterized snap solid_capstyle solid_joinstyle url";

/// Width of lines, in points: `rcParams["lines.linewidth"]`.
const LINE_WIDTH: f64 = 1.5;
/// Size of markers, in points: `rcParams["lines.markersize"]`.
const MARKER_SIZE: f64 = 6.0;
/// Width of the outline of markers, in points.
const MARKER_EDGE_WIDTH: f64 = 1.0;

/// A line with matplotlib's defaults.
pub fn plain_series(x: Rc<Vec<f64>>, y: Rc<Vec<f64>>, extent: Extent, color: Color) -> Series {
    Series {
        kind: SeriesKind::Line,
        x,
        y,
        extent,
        label: String::new(),
        color,
        line_style: LineStyle::Solid,
        line_width: LINE_WIDTH,
        marker: Marker::None,
        marker_size: MARKER_SIZE,
        marker_face: None,
        marker_edge: None,
        marker_edge_width: MARKER_EDGE_WIDTH,
        alpha: None,
        z_order: 2.0,
    }
}

/// The value of one keyword.
pub fn keyword<'a>(keywords: &'a Keywords, name: &str) -> Option<&'a Value> {
    let (_, value) = keywords.iter().find(|(keyword, _)| **keyword == *name)?;
    Some(value)
}

/// The whole name of a property.
pub fn whole_name(name: &str) -> &str {
    let alias = ALIASES.iter().find(|(short, _)| *short == name);
    alias.map_or(name, |(_, whole)| whole)
}

/// Gives keywords their whole names.
///
/// # Errors
/// `TypeError` for two names of one property.
pub fn with_whole_names(keywords: &Keywords) -> Result<Keywords, Raised> {
    let mut whole: Keywords = Vec::new();
    for (position, (name, value)) in keywords.iter().enumerate() {
        let long = whole_name(name);
        if let Some(earlier) = whole.iter().position(|(seen, _)| **seen == *long) {
            let (first, second) = (&keywords[earlier].0, &keywords[position].0);
            return Err(Raised::type_error(format!(
                "Got both '{first}' and '{second}', which are aliases of one another"
            )));
        }
        whole.push((long.into(), value.clone()));
    }
    Ok(whole)
}

/// Sets properties given by whole names, in matplotlib's order.
///
/// # Errors
/// What matplotlib raises for a value it does not take; `AttributeError` for an unknown name.
pub fn set_all(
    machine: &mut Machine,
    series: &mut Series,
    keywords: &Keywords,
) -> Result<(), Raised> {
    for first in FIRST {
        if let Some(value) = keyword(keywords, first) {
            set(machine, series, first, value)?;
        }
    }
    for (name, value) in keywords {
        if !FIRST.contains(&&**name) {
            set(machine, series, name, value)?;
        }
    }
    Ok(())
}

/// Sets one property; `None` where matplotlib takes it for "the default".
///
/// # Errors
/// As [`set_all`].
pub fn set(
    machine: &mut Machine,
    series: &mut Series,
    name: &str,
    value: &Value,
) -> Result<(), Raised> {
    match name {
        "alpha" => series.alpha = alpha(machine, value)?,
        "label" => {
            if !value.is_none() {
                series.label = convert::text(machine, value)?;
            }
        }
        _ if value.is_none() && is_property(name) => {}
        "color" => series.color = convert::color(machine, "color", value)?,
        "linestyle" => series.line_style = line_style(machine, value)?,
        "linewidth" => series.line_width = convert::float(machine, value)?,
        "marker" => series.marker = marker(machine, value)?,
        "markersize" => series.marker_size = convert::float(machine, value)?,
        "markerfacecolor" => series.marker_face = paint(machine, value)?,
        "markeredgecolor" => series.marker_edge = paint(machine, value)?,
        "markeredgewidth" => series.marker_edge_width = convert::float(machine, value)?,
        "zorder" => series.z_order = convert::float(machine, value)?,
        "fillstyle" if value.as_str() == Some("none") => series.marker_face = Some(Paint::Nothing),
        "fillstyle" if value.as_str() == Some("full") => {}
        "drawstyle" if value.as_str() == Some("default") => {}
        "visible" if convert::truth(machine, value)? => {}
        _ => return complain_unless_without_effect(name),
    }
    Ok(())
}

/// Whether matplotlib knows a property of this name.
fn is_property(name: &str) -> bool {
    PROPERTIES.split(' ').any(|property| property == name)
}

fn complain_unless_without_effect(name: &str) -> Result<(), Raised> {
    if WITHOUT_EFFECT.split(' ').any(|property| property == name) {
        return Ok(());
    }
    if is_property(name) {
        return Err(Raised::unknown_here(format!(
            "this page does not know the line property '{name}'; it knows color, linestyle, \
             linewidth, marker, markersize, markerfacecolor, markeredgecolor, \
             markeredgewidth, alpha, label and zorder"
        )));
    }
    Err(unexpected_property("Line2D", name))
}

/// `AttributeError: Line2D.set() got an unexpected keyword argument 'foo'`
pub fn unexpected_property(class: &str, name: &str) -> Raised {
    Raised::new(
        ErrorKind::AttributeError,
        format!("{class}.set() got an unexpected keyword argument '{name}'"),
    )
}

/// An opacity from 0 to 1, or `None`.
///
/// # Errors
/// `TypeError` for what is no number, `ValueError` out of range.
pub fn alpha(machine: &mut Machine, value: &Value) -> Result<Option<f64>, Raised> {
    if value.is_none() {
        return Ok(None);
    }
    let Some(number) = value.as_float() else {
        return Err(Raised::type_error(format!(
            "alpha must be numeric or None, not <class '{}'>",
            value.type_of().qualified_name()
        )));
    };
    let number = number?;
    if (0.0..=1.0).contains(&number) {
        return Ok(Some(number));
    }
    Err(Raised::value_error(format!(
        "alpha ({}) is outside 0-1 range",
        convert::text(machine, value)?
    )))
}

/// A line style by its name.
///
/// # Errors
/// `ValueError` for a name that matplotlib does not have.
pub fn line_style(machine: &mut Machine, value: &Value) -> Result<LineStyle, Raised> {
    if let Some(name) = value.as_str() {
        return LineStyle::from_name(name).ok_or_else(|| {
            let names = LineStyle::NAMES.map(|(name, _)| name);
            let listed: Vec<&str> = names.into_iter().filter(|name| *name != "none").gather();
            not_in_list("ls", Some(name), &convert::quoted(name), &listed)
        });
    }
    if matches!(value, Value::Tuple(_) | Value::List(_)) {
        return Err(Raised::unknown_here(
            "this page does not know dash patterns of one's own; it knows '-', '--', '-.' and ':'",
        ));
    }
    let shown = convert::repr(machine, value)?;
    Err(Raised::value_error(format!(
        "Unrecognized linestyle: {shown}"
    )))
}

fn marker(machine: &mut Machine, value: &Value) -> Result<Marker, Raised> {
    if let Some(name) = value.as_str() {
        if let Some(marker) = Marker::from_name(name) {
            return Ok(marker);
        }
        if name.len() > 2 && name.starts_with('$') && name.ends_with('$') {
            return Err(Raised::unknown_here(
                "this page does not draw texts as markers; it knows the markers of one character",
            ));
        }
    }
    if matches!(value.as_small_integer(), Some(0..=11)) {
        return Err(Raised::unknown_here(
            "this page does not know the markers 0 to 11; it knows the markers of one character",
        ));
    }
    let shown = convert::repr(machine, value)?;
    Err(Raised::value_error(format!(
        "Unrecognized marker style {shown}"
    )))
}

/// What a marker is filled with; `'auto'` is the series' colour.
fn paint(machine: &mut Machine, value: &Value) -> Result<Option<Paint>, Raised> {
    match value.as_str() {
        Some("auto") => Ok(None),
        Some(name) if name.eq_ignore_ascii_case("none") => Ok(Some(Paint::Nothing)),
        _ => match convert::any_color(value) {
            Some(color) => Ok(Some(Paint::Color(color))),
            None => {
                let shown = convert::repr(machine, value)?;
                Err(Raised::value_error(format!(
                    "Invalid RGBA argument: {shown}"
                )))
            }
        },
    }
}
