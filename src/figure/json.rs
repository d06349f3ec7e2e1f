//! A figure as JSON text: what a program that reads figures, such as a test, needs.
//!
//! The field names are those of `tests/reference/lecture.json`; numbers are texts as Python's
//! `repr` gives them, so that no bit is lost, NaN and infinities included. Knows nothing of
//! pixels: ticks are those of matplotlib's own layout for the code's `figsize`.

use super::ticks::{tick_space, ticks};
use super::{Axes, Color, Direction, Figure, Series, SeriesKind};
use crate::numerics::number_text::repr;

/// The figure as one JSON object: `figsize` in inches, `axes`.
pub fn json(figure: &Figure) -> String {
    let axes = figure.axes.iter().map(|axes| axes_json(figure, axes));
    object([
        ("figsize", numbers(&[figure.size.0, figure.size.1])),
        ("axes", list(axes)),
    ])
}

/// One coordinate system, whose `series` are matplotlib's `axes.lines`: `title`, `xlabel`, `ylabel`, `legend` (texts or null), `series`, and
/// for `x` and `y` their limits and ticks.
fn axes_json(figure: &Figure, axes: &Axes) -> String {
    let legend = match &axes.legend {
        Some(legend) => list(legend.entries.iter().map(|(_, label)| string(label))),
        None => "null".to_owned(),
    };
    let is_line = |series: &&Series| series.kind == SeriesKind::Line;
    let lines = axes.series.iter().filter(is_line);
    object([
        ("title", string(&axes.title)),
        ("xlabel", string(&axes.x.label)),
        ("ylabel", string(&axes.y.label)),
        ("legend", legend),
        ("series", list(lines.map(series_json))),
        ("x", axis_json(figure, axes, Direction::X)),
        ("y", axis_json(figure, axes, Direction::Y)),
    ])
}

/// `length`, `linestyle`, `marker`, `color`, `label`, `x`, `y`.
fn series_json(series: &Series) -> String {
    object([
        ("length", series.x.len().to_string()),
        ("linestyle", string(series.line_style.name())),
        ("marker", string(series.marker.name())),
        ("color", color_json(&series.color)),
        ("label", string(&series.label)),
        ("x", numbers(&series.x)),
        ("y", numbers(&series.y)),
    ])
}

/// `limits`, `ticks` with `labels` and which are `shown`, `offset_text`, `tick_space`.
fn axis_json(figure: &Figure, axes: &Axes, direction: Direction) -> String {
    let axis = axes.axis(direction);
    let space = tick_space(figure, axes.place, direction);
    let ticks = ticks(axis, space);
    object([
        ("limits", numbers(&[axis.limits.0, axis.limits.1])),
        ("ticks", numbers(&ticks.places)),
        ("labels", list(ticks.labels.iter().map(|text| string(text)))),
        ("shown", list(ticks.shown.iter().map(bool::to_string))),
        ("offset_text", string(&ticks.offset_text)),
        ("tick_space", space.to_string()),
    ])
}

/// The name that the code gave, or red, green and blue from 0 to 1.
fn color_json(color: &Color) -> String {
    match &color.name {
        Some(name) => string(name),
        None => list([color.red, color.green, color.blue].map(repr).into_iter()),
    }
}

/// `{"name": value, …}` of values that are JSON already.
fn object<const N: usize>(fields: [(&str, String); N]) -> String {
    let fields = fields.map(|(name, value)| format!("{}: {value}", string(name)));
    format!("{{{}}}", fields.join(", "))
}

/// `[value, …]` of values that are JSON already.
fn list(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(", "))
}

/// Numbers as a list of texts.
fn numbers(values: &[f64]) -> String {
    list(values.iter().map(|value| format!("\"{}\"", repr(*value))))
}

/// A text in quotes, with what JSON wants escaped.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            control if control < ' ' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(string("a\"b\\c\nd\u{1}−"), "\"a\\\"b\\\\c\\nd\\u0001−\"");
    }

    #[test]
    fn numbers_keep_every_bit() {
        assert_eq!(numbers(&[-0.0, f64::NAN]), r#"["-0.0", "nan"]"#);
    }

    #[test]
    fn figure_without_axes_has_its_size() {
        let figure = Figure::new(1, (6.4, 4.8));
        assert_eq!(json(&figure), r#"{"figsize": ["6.4", "4.8"], "axes": []}"#);
    }
}
