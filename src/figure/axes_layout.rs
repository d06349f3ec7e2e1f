//! What is written on one axes, and the room that it needs around the box.
//!
//! Distances are matplotlib's, in its points. Knows nothing of other axes or of any backend.

use super::geometry::{Point, Rectangle, Scale};
use super::layout::{Align, LINE_HEIGHT, Plan, Sizes, Text};
use super::legend_box::{LegendBox, legend_box};
use super::text_width::{fitting, text_width};
use super::tick_marks::{TickMarks, TickRoom, tick_marks};
use super::tracks::Room;
use super::{Axes, Direction};
use crate::numerics::gather::Gather;

/// One axes with a place for everything on it.
#[derive(Clone, Debug, PartialEq)]
pub struct AxesLayout {
    /// The box of the axes, inside which series are drawn.
    pub frame: Rectangle,
    pub x_scale: Scale,
    pub y_scale: Scale,
    pub x_ticks: TickMarks,
    pub y_ticks: TickMarks,
    /// Title, labels, tick labels and offset texts.
    pub texts: Vec<Text>,
    pub legend: Option<LegendBox>,
}

/// Whether the tick labels of an axes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    x: bool,
    y: bool,
}

impl Written {
    /// Inner axes of shared subplots hide labels that a neighbour shows; an axes that `moved`
    /// has lost that neighbour.
    pub(super) fn on(axes: &Axes, moved: bool) -> Written {
        Written {
            x: axes.x.show_tick_labels || moved,
            y: axes.y.show_tick_labels || moved,
        }
    }
}

/// From the box to the tick labels: a mark (`xtick.major.size`) and a gap (`xtick.major.pad`),
/// 3.5 points each.
const TO_TICK_TEXT: f64 = 7.0;
/// `axes.labelpad`.
const LABEL_PAD: f64 = 4.0;
/// `axes.titlepad`.
const TITLE_PAD: f64 = 6.0;
/// Free space at the edges of the figure and between neighbours.
const EDGE: f64 = 7.0;
/// No title or label has more lines.
const MOST_LINES: usize = 6;

/// The lines of a title or label; none of an empty one.
pub(super) fn lines(text: &str) -> Vec<&str> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    text.lines().take(MOST_LINES).gather()
}

/// The height that a title of `count` lines takes above what it belongs to.
pub(super) fn lines_height(count: usize, sizes: &Sizes) -> f64 {
    if count == 0 {
        return 0.0;
    }
    count as f64 * sizes.title_text * LINE_HEIGHT + TITLE_PAD * sizes.point
}

/// A title whose last line ends a pad above `bottom`, centred at `center`. Lines wider than
/// `width` are set smaller, then cut.
pub(super) fn title_texts(
    lines: &[&str],
    center: f64,
    bottom: f64,
    width: f64,
    sizes: &Sizes,
) -> Vec<Text> {
    let widest = lines.iter().map(|line| text_width(line, 1.0));
    let fitting_size = width / widest.fold(0.0, f64::max);
    let size = fitting_size
        .max(0.8 * sizes.title_text)
        .min(sizes.title_text);
    let bottom = bottom - TITLE_PAD * sizes.point;
    let from_below = lines.iter().rev().enumerate();
    from_below
        .map(|(index, line)| Text {
            text: fitting(line, size, width),
            at: Point {
                x: center,
                y: bottom - (index as f64 + 0.5) * size * LINE_HEIGHT,
            },
            size,
            align: Align::Center,
            upwards: false,
        })
        .gather()
}

/// The room above and below the box of `axes`.
pub(super) fn vertical_room(axes: &Axes, written: Written, sizes: &Sizes) -> Room {
    let mut before = lines_height(lines(&axes.title).len(), sizes);
    if written.y && has_offset_text(axes) {
        before += sizes.tick_text * LINE_HEIGHT;
    }
    let mut after = TO_TICK_TEXT / 2.0 * sizes.point + EDGE;
    if written.x {
        after += TO_TICK_TEXT / 2.0 * sizes.point + sizes.tick_text * LINE_HEIGHT;
    }
    if !axes.x.label.is_empty() {
        let label = lines(&axes.x.label).len() as f64 * sizes.label_text;
        after += LABEL_PAD * sizes.point + label * LINE_HEIGHT;
    }
    Room {
        // Half of the uppermost tick label reaches above the box.
        before: before.max(sizes.tick_text / 2.0) + EDGE,
        after,
    }
}

/// Whether the y axis has an offset text above it, at about the number of ticks it will have.
fn has_offset_text(axes: &Axes) -> bool {
    !super::ticks::ticks(&axes.y, 9).offset_text.is_empty()
}

/// The room left and right of the box of `axes`, given its y ticks.
pub(super) fn horizontal_room(
    axes: &Axes,
    written: Written,
    ticks: &TickMarks,
    sizes: &Sizes,
) -> Room {
    let mut before = to_y_label(written, ticks, sizes);
    if !axes.y.label.is_empty() {
        before += lines(&axes.y.label).len() as f64 * sizes.label_text * LINE_HEIGHT;
    }
    Room {
        // In steps, so that boxes do not move with every digit; never under the first x label.
        before: ((before + EDGE) / 8.0).ceil().max(3.0) * 8.0,
        after: 1.3 * sizes.tick_text,
    }
}

/// The distance from the box to the nearer side of the y label.
fn to_y_label(written: Written, ticks: &TickMarks, sizes: &Sizes) -> f64 {
    let mut distance = TO_TICK_TEXT / 2.0 * sizes.point;
    if written.y {
        let widths = ticks
            .labels
            .iter()
            .map(|label| text_width(&label.1, sizes.tick_text));
        distance += TO_TICK_TEXT / 2.0 * sizes.point + widths.fold(0.0, f64::max);
    }
    distance + LABEL_PAD * sizes.point
}

/// Places everything on one axes whose box and y ticks are known.
pub(super) fn axes_layout(
    axes: &Axes,
    written: Written,
    frame: Rectangle,
    y_ticks: TickMarks,
    plan: &Plan,
) -> AxesLayout {
    let sizes = &plan.sizes;
    let x_scale = Scale::linear(axes.x.limits, (frame.left, frame.right));
    let y_scale = Scale::linear(axes.y.limits, (frame.bottom, frame.top));
    let room = TickRoom {
        length: frame.width(),
        text_size: sizes.tick_text,
        widest: frame.width() / 2.0,
    };
    let x_ticks = tick_marks(&axes.x, Direction::X, &x_scale, room);
    let mut texts = Vec::new();
    if written.x {
        write_x_ticks(&x_ticks, &frame, sizes, &mut texts);
    }
    if written.y {
        write_y_ticks(&y_ticks, &frame, sizes, &mut texts);
    }
    write_labels(axes, written, &y_ticks, &frame, sizes, &mut texts);
    write_title(axes, &frame, plan, &mut texts);
    AxesLayout {
        legend: legend_box(axes, &frame, &x_scale, &y_scale, sizes),
        frame,
        x_scale,
        y_scale,
        x_ticks,
        y_ticks,
        texts,
    }
}

fn write_x_ticks(ticks: &TickMarks, frame: &Rectangle, sizes: &Sizes, texts: &mut Vec<Text>) {
    let y = frame.bottom + TO_TICK_TEXT * sizes.point + sizes.tick_text * LINE_HEIGHT / 2.0;
    texts.extend(ticks.labels.iter().map(|(x, text)| Text {
        text: text.clone(),
        at: Point { x: *x, y },
        size: sizes.tick_text,
        align: Align::Center,
        upwards: false,
    }));
    if !ticks.offset_text.is_empty() {
        texts.push(Text {
            text: ticks.offset_text.clone(),
            at: Point {
                x: frame.right,
                y: y + LABEL_PAD * sizes.point + sizes.tick_text * LINE_HEIGHT,
            },
            size: sizes.tick_text,
            align: Align::End,
            upwards: false,
        });
    }
}

fn write_y_ticks(ticks: &TickMarks, frame: &Rectangle, sizes: &Sizes, texts: &mut Vec<Text>) {
    let x = frame.left - TO_TICK_TEXT * sizes.point;
    texts.extend(ticks.labels.iter().map(|(y, text)| Text {
        text: text.clone(),
        at: Point { x, y: *y },
        size: sizes.tick_text,
        align: Align::End,
        upwards: false,
    }));
    if !ticks.offset_text.is_empty() {
        texts.push(Text {
            text: ticks.offset_text.clone(),
            at: Point {
                x: frame.left,
                y: frame.top - 0.8 * sizes.tick_text,
            },
            size: sizes.tick_text,
            align: Align::Start,
            upwards: false,
        });
    }
}

/// The labels of both axes.
fn write_labels(
    axes: &Axes,
    written: Written,
    y_ticks: &TickMarks,
    frame: &Rectangle,
    sizes: &Sizes,
    texts: &mut Vec<Text>,
) {
    let center = frame.center();
    let size = sizes.label_text;
    let mut below = frame.bottom + (TO_TICK_TEXT / 2.0 + LABEL_PAD) * sizes.point;
    if written.x {
        below += TO_TICK_TEXT / 2.0 * sizes.point + sizes.tick_text * LINE_HEIGHT;
    }
    for (index, line) in lines(&axes.x.label).iter().enumerate() {
        texts.push(Text {
            text: fitting(line, size, frame.width() + 4.0 * size),
            at: Point {
                x: center.x,
                y: below + (index as f64 + 0.5) * size * LINE_HEIGHT,
            },
            size,
            align: Align::Center,
            upwards: false,
        });
    }
    let beside = frame.left - to_y_label(written, y_ticks, sizes);
    for (index, line) in lines(&axes.y.label).iter().rev().enumerate() {
        texts.push(Text {
            text: fitting(line, size, frame.height() + 4.0 * size),
            at: Point {
                x: beside - (index as f64 + 0.5) * size * LINE_HEIGHT,
                y: center.y,
            },
            size,
            align: Align::Center,
            upwards: true,
        });
    }
}

/// The title, above the offset text of the y axis where they would meet.
fn write_title(axes: &Axes, frame: &Rectangle, plan: &Plan, texts: &mut Vec<Text>) {
    let sizes = &plan.sizes;
    let center = frame.center().x;
    // As wide as the box and some of the gaps beside it, and never past the figure's edge.
    let to_edge = center.min(plan.width.units() - center) - EDGE;
    let width = (frame.width() * 1.25).min(2.0 * to_edge);
    let title = lines(&axes.title);
    let mut placed = title_texts(&title, center, frame.top, width, sizes);
    let offset_text = texts.iter().find(|text| text.align == Align::Start);
    let offset_end = offset_text.map_or(0.0, |text| text.at.x + text_width(&text.text, text.size));
    let reaches = |text: &Text| center - text_width(&text.text, text.size) / 2.0 < offset_end;
    if placed.iter().any(reaches) {
        for line in &mut placed {
            line.at.y -= sizes.tick_text * LINE_HEIGHT;
        }
    }
    texts.append(&mut placed);
}
