//! The box of a legend: its size, its entries, and where it covers least.
//!
//! Lengths are matplotlib's `legend.*` settings, in font sizes. Knows nothing of colours or of
//! any backend.

use super::curve::curve;
use super::geometry::{Point, Rectangle, Scale};
use super::layout::{Align, Sizes, Text};
use super::text_width::{fitting, text_width};
use super::{Axes, Legend, LegendLocation};
use crate::numerics::gather::Gather;

/// A legend with a place for everything in it.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendBox {
    pub area: Rectangle,
    pub title: Option<Text>,
    pub entries: Vec<LegendEntry>,
}

/// One line of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// Index of the series among those of its axes.
    pub series: usize,
    /// The ends of the piece of line that shows the series.
    pub handle: (Point, Point),
    pub text: Text,
}

const BORDER_PAD: f64 = 0.4;
const HANDLE_LENGTH: f64 = 2.0;
const HANDLE_TEXT_PAD: f64 = 0.8;
/// The height of a line of text and `legend.labelspacing` below it.
const ENTRY_HEIGHT: f64 = 1.0;
const LABEL_SPACING: f64 = 0.5;
const BORDER_AXES_PAD: f64 = 0.5;

/// The legend of `axes` within its `frame`, if it has one with entries and there is room for a
/// line of it. Entries past the room are left out, long texts are cut.
pub(super) fn legend_box(
    axes: &Axes,
    frame: &Rectangle,
    x_scale: &Scale,
    y_scale: &Scale,
    sizes: &Sizes,
) -> Option<LegendBox> {
    let legend = axes.legend.as_ref()?;
    let em = sizes.tick_text;
    let inside = frame.grown(-BORDER_AXES_PAD * em);
    let before_text = HANDLE_LENGTH + HANDLE_TEXT_PAD;
    let text_room = inside.width() - (2.0 * BORDER_PAD + before_text) * em;
    let line = (ENTRY_HEIGHT + LABEL_SPACING) * em;
    let line_room = inside.height() - (2.0 * BORDER_PAD - LABEL_SPACING) * em;
    let room = (line_room / line).floor().max(0.0) as usize;
    let known = |entry: &&(usize, String)| entry.0 < axes.series.len();
    let entries: Vec<&(usize, String)> = legend.entries.iter().filter(known).gather();
    let title_lines = usize::from(has_title(legend));
    let shown = entries.len().min(room.saturating_sub(title_lines));
    if shown == 0 || text_room <= em {
        return None;
    }
    let texts = entries.iter().take(shown);
    let texts: Vec<(usize, String)> = texts
        .map(|(series, text)| (*series, fitting(&text.replace('\n', " "), em, text_room)))
        .gather();
    let widest = texts.iter().map(|entry| text_width(&entry.1, em));
    let mut width = before_text * em + widest.fold(0.0, f64::max);
    let title = legend.title.as_deref().filter(|_| has_title(legend));
    let title = title.map(|title| fitting(title, em, text_room));
    if let Some(title) = &title {
        width = width.max(text_width(title, em));
    }
    let width = width + 2.0 * BORDER_PAD * em;
    let lines = (shown + title_lines) as f64;
    let height = lines * line + (2.0 * BORDER_PAD - LABEL_SPACING) * em;
    let area = match legend.location {
        LegendLocation::Best => best(axes, frame, x_scale, y_scale, &inside, width, height),
        location => anchored(location, &inside, width, height),
    };
    Some(fill(area, title, texts, em))
}

fn has_title(legend: &Legend) -> bool {
    legend
        .title
        .as_ref()
        .is_some_and(|title| !title.trim().is_empty())
}

/// The places of title and entries within `area`.
fn fill(area: Rectangle, title: Option<String>, texts: Vec<(usize, String)>, em: f64) -> LegendBox {
    let line = (ENTRY_HEIGHT + LABEL_SPACING) * em;
    let mut y = area.top + (BORDER_PAD + ENTRY_HEIGHT / 2.0) * em;
    let text = |text: String, x: f64, y: f64, align: Align| Text {
        text,
        at: Point { x, y },
        size: em,
        align,
        upwards: false,
    };
    let title = title.map(|title| {
        let placed = text(title, area.center().x, y, Align::Center);
        y += line;
        placed
    });
    let left = area.left + BORDER_PAD * em;
    let handle_end = left + HANDLE_LENGTH * em;
    let entries = texts
        .into_iter()
        .enumerate()
        .map(|(index, (series, words))| {
            let y = y + index as f64 * line;
            LegendEntry {
                series,
                handle: (Point { x: left, y }, Point { x: handle_end, y }),
                text: text(words, handle_end + HANDLE_TEXT_PAD * em, y, Align::Start),
            }
        });
    LegendBox {
        area,
        title,
        entries: entries.gather(),
    }
}

/// matplotlib's order of places, which decides between equally good ones.
const PLACES: [LegendLocation; 10] = [
    LegendLocation::UpperRight,
    LegendLocation::UpperLeft,
    LegendLocation::LowerLeft,
    LegendLocation::LowerRight,
    LegendLocation::Right,
    LegendLocation::CenterLeft,
    LegendLocation::CenterRight,
    LegendLocation::LowerCenter,
    LegendLocation::UpperCenter,
    LegendLocation::Center,
];

/// A box of the given size at a place within `inside`.
fn anchored(location: LegendLocation, inside: &Rectangle, width: f64, height: f64) -> Rectangle {
    use LegendLocation::*;
    let free = (inside.width() - width, inside.height() - height);
    let across = match location {
        UpperLeft | LowerLeft | CenterLeft => 0.0,
        LowerCenter | UpperCenter | Center => 0.5,
        Best | UpperRight | LowerRight | Right | CenterRight => 1.0,
    };
    let down = match location {
        Best | UpperRight | UpperLeft | UpperCenter => 0.0,
        Right | CenterLeft | CenterRight | Center => 0.5,
        LowerLeft | LowerRight | LowerCenter => 1.0,
    };
    let (left, top) = (inside.left + across * free.0, inside.top + down * free.1);
    Rectangle {
        left,
        top,
        right: left + width,
        bottom: top + height,
    }
}

/// The place that covers the fewest points and lines of the series. Follows
/// `Legend._find_best_position`, on the points that are drawn.
fn best(
    axes: &Axes,
    frame: &Rectangle,
    x_scale: &Scale,
    y_scale: &Scale,
    inside: &Rectangle,
    width: f64,
    height: f64,
) -> Rectangle {
    let areas = PLACES.map(|place| anchored(place, inside, width, height));
    let mut badness = [0usize; PLACES.len()];
    let mut points = Vec::new();
    for series in &axes.series {
        curve(series, x_scale, y_scale, frame, &mut points);
        for (area, badness) in areas.iter().zip(&mut badness) {
            *badness += points.iter().filter(|point| area.contains(**point)).count();
            let crosses = |pair: &[Point]| area.clip(pair[0], pair[1]).is_some();
            *badness += usize::from(points.windows(2).any(crosses));
        }
    }
    let least = badness.iter().min();
    let first = badness.iter().position(|it| Some(it) == least);
    areas[first.unwrap_or(0)]
}
