//! What a figure shows, in sentences for those who cannot see it, and what is new in one.
//!
//! Knows nothing of how it looks.

use super::shape::shape;
use super::{Axes, Axis, Extent, Figure, LineStyle, Series};
use crate::numerics::number_text;

/// More crossings of two curves than these are counted, not told.
const MOST_CROSSINGS: usize = 3;

/// What is plotted, over which range, what each curve does there and where curves cross: one line
/// for each axes.
pub fn description(figure: &Figure) -> String {
    let mut text = figure.title.clone();
    if !text.is_empty() {
        text.push_str(".\n");
    }
    if figure.axes.is_empty() {
        text.push_str("An empty figure.");
    }
    for (position, axes) in figure.axes.iter().enumerate() {
        if position > 0 {
            text.push('\n');
        }
        describe(axes, &mut text);
    }
    text
}

/// What differs between a figure and the one that was in its place, in a few sentences; nothing if
/// nothing does.
pub fn changes(old: Option<&Figure>, new: &Figure) -> String {
    let Some(old) = old.filter(|old| old.axes.len() == new.axes.len()) else {
        return description(new);
    };
    let mut text = String::new();
    for (old, new) in old.axes.iter().zip(&new.axes) {
        let mut sentences = String::new();
        for (axis, before, letter) in [(&new.x, &old.x, "x"), (&new.y, &old.y, "y")] {
            if axis.limits != before.limits {
                sentences.push_str(&range(axis, letter));
                sentences.push_str(". ");
            }
        }
        for (position, series) in new.series.iter().enumerate() {
            if old.series.get(position) != Some(series) {
                sentences.push_str(&sentence(new, position, series));
                sentences.push(' ');
            }
        }
        if old.series.len() > new.series.len() {
            sentences.push_str("There are fewer curves. ");
        }
        let is_new = old.title != new.title;
        if (is_new || !sentences.is_empty()) && !new.title.is_empty() {
            text.push_str(&new.title);
            text.push_str(if sentences.is_empty() { ". " } else { ": " });
        }
        text.push_str(&sentences);
    }
    text.truncate(text.trim_end().len());
    text
}

/// A number with at most four digits that count, and a minus that is one.
pub fn number(value: f64) -> String {
    number_text::general(value, 4, false).replace('-', "−")
}

/// What a curve is called: its label, what the y axis shows if it is the first line, its dashes, or
/// its place.
pub fn curve_name(axes: &Axes, position: usize) -> String {
    let label = axes.series.get(position).map_or("", |series| &series.label);
    let is_line = |series: &Series| series.line_style == LineStyle::Solid;
    let is_first = !axes.series.iter().take(position).any(is_line);
    if !label.is_empty() && !label.starts_with('_') {
        label.to_owned()
    } else if is_first && !axes.y.label.is_empty() {
        axes.y.label.clone()
    } else if axes.series.get(position).is_some_and(is_dashed) {
        "The dashed line".to_owned()
    } else {
        ["curve ", &(position + 1).to_string()].concat()
    }
}

fn is_dashed(series: &Series) -> bool {
    !matches!(series.line_style, LineStyle::Solid | LineStyle::None)
}

fn describe(axes: &Axes, text: &mut String) {
    text.push_str(if axes.title.is_empty() {
        "A plot"
    } else {
        &axes.title
    });
    text.push_str(". ");
    text.push_str(&range(&axes.x, "x"));
    text.push_str("; ");
    text.push_str(&range(&axes.y, "y"));
    text.push('.');
    for (position, series) in axes.series.iter().enumerate() {
        text.push(' ');
        text.push_str(&sentence(axes, position, series));
    }
    for first in 0..axes.series.len() {
        for second in first + 1..axes.series.len() {
            tell_crossings(axes, first, second, text);
        }
    }
}

/// `x input data (x) from −5.5 to 5.5`
fn range(axis: &Axis, letter: &str) -> String {
    let (low, high) = axis.limits;
    let name = if axis.label.is_empty() {
        [letter, " axis"].concat()
    } else {
        [letter, " axis, ", &axis.label, ","].concat()
    };
    [&name, " from ", &number(low), " to ", &number(high)].concat()
}

fn sentence(axes: &Axes, position: usize, series: &Series) -> String {
    let (x, y) = (&series.x, &series.y);
    match (series.extent, x.as_slice(), y.as_slice()) {
        (Extent::AcrossX, _, [y, ..]) => ["A level line at y ", &number(*y), "."].concat(),
        (Extent::AcrossY, [x, ..], _) => ["An upright line at x ", &number(*x), "."].concat(),
        (_, [x], [y]) => ["A point at x ", &number(*x), ", y ", &number(*y), "."].concat(),
        _ => {
            let name = curve_name(axes, position);
            [&name, " ", &shape(x, y), "."].concat()
        }
    }
}

/// Where two curves over the same x cross, unless they are one.
fn tell_crossings(axes: &Axes, first: usize, second: usize, text: &mut String) {
    let (one, other) = (&axes.series[first], &axes.series[second]);
    if one.x != other.x || one.x.len() < 2 {
        return;
    }
    let mut places = Vec::new();
    let mut last: Option<(f64, f64)> = None;
    for ((&x, &y), &z) in one.x.iter().zip(one.y.iter()).zip(other.y.iter()) {
        let difference = y - z;
        if difference == 0.0 || difference.is_nan() {
            continue;
        }
        if let Some((from_x, from)) = last
            && (from < 0.0) != (difference < 0.0)
        {
            places.push(from_x + (x - from_x) * from / (from - difference));
        }
        last = Some((x, difference));
    }
    if places.is_empty() {
        return;
    }
    text.push(' ');
    text.push_str(&curve_name(axes, first));
    text.push_str(" and ");
    text.push_str(&curve_name(axes, second));
    if places.len() > MOST_CROSSINGS {
        text.push_str(" cross ");
        text.push_str(&places.len().to_string());
        text.push_str(" times.");
        return;
    }
    text.push_str(" cross near x ");
    for (position, &place) in places.iter().enumerate() {
        text.push_str(if position > 0 { " and " } else { "" });
        text.push_str(&number_text::general(place, 2, false).replace('-', "−"));
    }
    text.push('.');
}

#[cfg(test)]
#[path = "description_tests.rs"]
mod tests;
