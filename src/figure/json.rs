//! A figure as JSON text: what a program that reads figures, such as a test, needs.
//!
//! The field names are those of `tests/reference/lecture.json`; numbers are texts as Python's
//! `repr` gives them, so that no bit is lost, NaN and infinities included. Knows nothing of
//! pixels: ticks are those of matplotlib's own layout for the code's `figsize`.

use super::ticks::{tick_space, ticks};
use super::{Axes, Color, Direction, Figure, Series, SeriesKind};
use crate::numerics::number_text::repr;
use std::fmt::{Display, Formatter, Result, Write, from_fn};

/// The figure as one JSON object: `figsize` in inches, `axes`. It is written piece by piece, so
/// that a figure of a million points need not stand in memory as text as well.
pub fn json(figure: &Figure) -> impl Display {
    from_fn(move |out| {
        let axes = figure.axes.iter().map(|axes| axes_json(figure, axes));
        object(
            out,
            [
                ("figsize", &numbers(&[figure.size.0, figure.size.1])),
                ("axes", &list(axes)),
            ],
        )
    })
}

/// One coordinate system, whose `series` are matplotlib's `axes.lines`: `title`, `xlabel`,
/// `ylabel`, `legend` (texts or null), `series`, and for `x` and `y` their limits and ticks.
fn axes_json(figure: &Figure, axes: &Axes) -> impl Display {
    from_fn(move |out| {
        let legend = axes.legend.as_ref();
        let entries = legend.map(|legend| legend.entries.iter().map(|(_, label)| string(label)));
        let is_line = |series: &&Series| series.kind == SeriesKind::Line;
        let lines = axes.series.iter().filter(is_line);
        object(
            out,
            [
                ("title", &string(&axes.title)),
                ("xlabel", &string(&axes.x.label)),
                ("ylabel", &string(&axes.y.label)),
                ("legend", &or_null(entries.map(list))),
                ("series", &list(lines.map(series_json))),
                ("x", &axis_json(figure, axes, Direction::X)),
                ("y", &axis_json(figure, axes, Direction::Y)),
            ],
        )
    })
}

/// `length`, `linestyle`, `marker`, `color`, `label`, `x`, `y`.
fn series_json(series: &Series) -> impl Display {
    from_fn(move |out| {
        object(
            out,
            [
                ("length", &series.x.len()),
                ("linestyle", &string(series.line_style.name())),
                ("marker", &string(series.marker.name())),
                ("color", &color_json(&series.color)),
                ("label", &string(&series.label)),
                ("x", &numbers(&series.x)),
                ("y", &numbers(&series.y)),
            ],
        )
    })
}

/// `limits`, `ticks` with `labels` and which are `shown`, `offset_text`, `tick_space`.
///
/// As `get_xticklabels` answers, there are no labels where a neighbour with the same axis shows
/// them; the marks and the offset text remain.
fn axis_json(figure: &Figure, axes: &Axes, direction: Direction) -> impl Display {
    from_fn(move |out| {
        let axis = axes.axis(direction);
        let space = tick_space(figure, axes.place, direction);
        let ticks = ticks(axis, space);
        let labels = ticks.labels.iter().filter(|_| axis.show_tick_labels);
        object(
            out,
            [
                ("limits", &numbers(&[axis.limits.0, axis.limits.1])),
                ("ticks", &numbers(&ticks.places)),
                ("labels", &list(labels.map(|label| string(label)))),
                ("shown", &list(ticks.shown.iter())),
                ("offset_text", &string(&ticks.offset_text)),
                ("tick_space", &space),
            ],
        )
    })
}

/// The name that the code gave, or red, green and blue from 0 to 1.
fn color_json(color: &Color) -> impl Display {
    from_fn(|out| match &color.name {
        Some(name) => string(name).fmt(out),
        None => list([color.red, color.green, color.blue].map(repr).iter()).fmt(out),
    })
}

/// Writes `{"name": value, …}` of values that are JSON already.
fn object<const N: usize>(out: &mut Formatter, fields: [(&str, &dyn Display); N]) -> Result {
    let fields = fields.iter();
    let fields =
        fields.map(|(name, value)| from_fn(move |out| write!(out, "{}: {value}", string(name))));
    bracketed(out, '{', fields, '}')
}

/// `[value, …]` of values that are JSON already.
fn list<Value: Display>(values: impl Iterator<Item = Value> + Clone) -> impl Display {
    from_fn(move |out| bracketed(out, '[', values.clone(), ']'))
}

/// Writes values between brackets, with commas between them.
fn bracketed(
    out: &mut Formatter,
    open: char,
    values: impl Iterator<Item = impl Display>,
    close: char,
) -> Result {
    out.write_char(open)?;
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.write_str(", ")?;
        }
        value.fmt(out)?;
    }
    out.write_char(close)
}

/// Numbers as a list of texts.
fn numbers(values: &[f64]) -> impl Display {
    let text = |value: &f64| {
        let value = *value;
        from_fn(move |out| {
            out.write_char('"')?;
            out.write_str(&repr(value))?;
            out.write_char('"')
        })
    };
    list(values.iter().map(text))
}

/// The value, or `null`.
fn or_null(value: Option<impl Display>) -> impl Display {
    from_fn(move |out| match &value {
        Some(value) => value.fmt(out),
        None => out.write_str("null"),
    })
}

/// A text in quotes, with what JSON wants escaped.
fn string(text: &str) -> impl Display {
    from_fn(move |out| {
        out.write_char('"')?;
        for character in text.chars() {
            match character {
                '"' => out.write_str("\\\"")?,
                '\\' => out.write_str("\\\\")?,
                '\n' => out.write_str("\\n")?,
                control if control < ' ' => write!(out, "\\u{:04x}", u32::from(control))?,
                other => out.write_char(other)?,
            }
        }
        out.write_char('"')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::GridPlace;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(
            string("a\"b\\c\nd\u{1}−").to_string(),
            "\"a\\\"b\\\\c\\nd\\u0001−\""
        );
    }

    #[test]
    fn numbers_keep_every_bit() {
        assert_eq!(numbers(&[-0.0, f64::NAN]).to_string(), r#"["-0.0", "nan"]"#);
    }

    #[test]
    fn figure_without_axes_has_its_size() {
        let figure = Figure::new(1, (6.4, 4.8));
        let expected = r#"{"figsize": ["6.4", "4.8"], "axes": []}"#;
        assert_eq!(json(&figure).to_string(), expected);
    }

    // As matplotlib 3.11.2's `get_xticklabels` and `get_majorticklocs` of `subplots(2, 1,
    // sharex=True)` answer.
    #[test]
    fn labels_that_a_neighbour_shows_are_left_out_and_their_marks_remain() {
        let mut figure = Figure::new(1, (6.4, 4.8));
        let place = GridPlace {
            rows: 2,
            columns: 1,
            index: 0,
        };
        let mut upper = Axes::new(place);
        upper.x.show_tick_labels = false;
        figure.axes = vec![upper, Axes::new(GridPlace { index: 1, ..place })];
        let of_x = |axes: &Axes| axis_json(&figure, axes, Direction::X).to_string();
        let labelled = r#""labels": ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], "shown": [true, "#;
        assert!(of_x(&figure.axes[0]).contains(r#""labels": [], "shown": [true, true, "#));
        assert!(of_x(&figure.axes[1]).contains(labelled));
    }
}
