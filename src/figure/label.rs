//! What a figure shows, in a sentence for those who cannot see it.
//!
//! Knows nothing of how it looks.

use super::{Axes, Axis, Figure};
use crate::numerics::gather::Gather;
use crate::numerics::number_text;

/// What a figure shows, for those who cannot see it.
pub fn figure_label(figure: &Figure) -> String {
    let axes: Vec<String> = figure.axes.iter().map(axes_label).gather();
    if axes.is_empty() {
        "An empty figure.".to_owned()
    } else {
        axes.join(" ")
    }
}

fn axes_label(axes: &Axes) -> String {
    let title = if axes.title.is_empty() {
        "Plot"
    } else {
        &axes.title
    };
    let curves = match axes.series.len() {
        1 => "1 curve".to_owned(),
        count => format!("{count} curves"),
    };
    let range = |axis: &Axis, letter: &str| {
        let (low, high) = axis.limits;
        let name = if axis.label.is_empty() {
            letter
        } else {
            &axis.label
        };
        let number = |value| number_text::general(value, 4, false);
        format!("{name} from {} to {}", number(low), number(high))
    };
    format!(
        "{title}: {curves}, {}, {}.",
        range(&axes.x, "x"),
        range(&axes.y, "y")
    )
}
