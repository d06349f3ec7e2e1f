//! Where everything on a figure goes, in design units: CSS pixels before scaling.
//!
//! A figure is laid out at one of two widths, and the same layout is drawn on the canvas and as
//! SVG. A single axes on the wide layout has matplotlib's margins; several share the width with
//! gaps of their own, wide enough for their labels; on the narrow layout they are stacked.
//!
//! Knows nothing of Python, of colours, or of any backend; no font is ever asked.

use super::axes_layout::{
    AxesLayout, Written, axes_layout, horizontal_room, lines, lines_height, title_texts,
    vertical_room,
};
use super::geometry::{Point, Rectangle, Scale};
use super::tick_marks::{TickMarks, TickRoom, tick_marks};
use super::tracks::{Item, Room, least_length, spread};
use super::{Direction, Figure, GridPlace};

/// Which of the two layouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignWidth {
    /// 720 units: subplots side by side.
    Wide,
    /// 360 units: subplots stacked.
    Narrow,
}

impl DesignWidth {
    /// The width of the whole figure in design units.
    pub fn units(self) -> f64 {
        match self {
            DesignWidth::Wide => 720.0,
            DesignWidth::Narrow => 360.0,
        }
    }
}

/// A figure with a place for everything on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub width: f64,
    pub height: f64,
    pub sizes: Sizes,
    /// The figure's own title, line by line.
    pub title: Vec<Text>,
    /// One for each axes of the figure, in the same order.
    pub axes: Vec<AxesLayout>,
}

/// The lengths that everything on a figure is measured by, in design units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// What matplotlib calls a point: line widths, marker sizes, tick lengths.
    pub point: f64,
    pub tick_text: f64,
    pub label_text: f64,
    pub title_text: f64,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub text: String,
    /// Along the line: the place that `align` says. Across it: half the height of a capital.
    pub at: Point,
    /// Font size in design units.
    pub size: f64,
    pub align: Align,
    /// Whether the text runs upwards, as y labels do.
    pub upwards: bool,
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    Center,
    End,
}

/// The height that a line of text takes, in font sizes.
pub(super) const LINE_HEIGHT: f64 = 1.2;

/// matplotlib's margins around a single axes, in parts of the figure: what is left of and above
/// it, and what is right of and below it.
const SINGLE_MARGINS: [Room; 2] = [
    Room {
        before: 0.125,
        after: 0.1,
    },
    Room {
        before: 0.12,
        after: 0.11,
    },
];

/// The width of a box on the narrow layout beside labels of common length.
const NARROW_BOX: f64 = 288.0;

/// Lays a figure out. Every figure has a layout, whatever its numbers and texts; its height
/// follows `figsize` as far as everything stays legible.
pub fn lay_out(figure: &Figure, width: DesignWidth) -> Layout {
    let plan = Plan::of(figure, width);
    let title = lines(&figure.title);
    let title_height = lines_height(title.len(), &plan.sizes);
    let (rows, height) = plan.rows(title_height);
    let y_ticks = plan.y_ticks(&rows);
    let columns = plan.columns(&y_ticks);
    let mut axes = Vec::new();
    for (index, y_ticks) in y_ticks.into_iter().enumerate() {
        let ((left, right), (top, bottom)) = (columns[index], rows[index]);
        let frame = Rectangle {
            left,
            top,
            right,
            bottom,
        };
        let written = plan.written[index];
        axes.push(axes_layout(
            &figure.axes[index],
            written,
            frame,
            y_ticks,
            &plan,
        ));
    }
    Layout {
        width: width.units(),
        height,
        axes,
        title: title_texts(
            &title,
            width.units() / 2.0,
            title_height,
            width.units(),
            &plan.sizes,
        ),
        sizes: plan.sizes,
    }
}

/// What the places on a figure follow from.
pub(super) struct Plan<'figure> {
    figure: &'figure Figure,
    pub width: DesignWidth,
    pub sizes: Sizes,
    /// Where each axes stands: its own place, or one below the other on the narrow layout.
    places: Vec<GridPlace>,
    written: Vec<Written>,
}

impl<'figure> Plan<'figure> {
    fn of(figure: &'figure Figure, width: DesignWidth) -> Self {
        let mut places = Vec::new();
        let mut written = Vec::new();
        for (index, axes) in figure.axes.iter().enumerate() {
            let place = match width {
                DesignWidth::Wide => axes.place,
                DesignWidth::Narrow => GridPlace {
                    rows: figure.axes.len(),
                    columns: 1,
                    index,
                },
            };
            places.push(place);
            written.push(Written::on(axes, place != axes.place));
        }
        Plan {
            figure,
            width,
            sizes: sizes(&places, width),
            written,
            places,
        }
    }

    /// Whether a single axes fills the figure.
    fn is_single(&self) -> bool {
        matches!(self.places[..], [place] if place.rows * place.columns == 1)
    }

    /// The most columns of any grid.
    fn column_count(&self) -> usize {
        column_count(&self.places)
    }

    /// Top and bottom of each axes' box below `above`, which the figure's title takes, and the
    /// height of the figure.
    fn rows(&self, above: f64) -> (Vec<(f64, f64)>, f64) {
        let wanted = match self.width {
            DesignWidth::Wide => self.width.units() / aspect(self.figure.size),
            DesignWidth::Narrow => 0.0,
        };
        let mut items = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            let axes = &self.figure.axes[index];
            let needed = vertical_room(axes, self.written[index], &self.sizes);
            items.push(Item {
                count: place.rows,
                track: place.index / place.columns.max(1),
                room: self.with_margins(needed, 1, wanted),
            });
        }
        let height = wanted
            .max(above + least_length(&items, self.least_box_height()))
            .ceil();
        let mut boxes = spread(&items, height - above);
        for (start, end) in &mut boxes {
            *start += above;
            *end += above;
        }
        (boxes, height)
    }

    /// The lowest box in which curves can be told apart; on the narrow layout, the height of
    /// every box.
    fn least_box_height(&self) -> f64 {
        if self.width == DesignWidth::Wide {
            return 16.0 * self.sizes.tick_text;
        }
        let least = if self.is_single() { 1.34 } else { 1.6 };
        let of_figure = |axes: &super::Axes| {
            let [rows, columns] = [axes.place.rows, axes.place.columns].map(|it| it.max(1) as f64);
            aspect(self.figure.size) * rows / columns
        };
        let ratio = self.figure.axes.first().map_or(1.0, of_figure);
        NARROW_BOX / ratio.max(least).min(2.4)
    }

    /// The ticks of each y axis, between the rows' ends.
    fn y_ticks(&self, rows: &[(f64, f64)]) -> Vec<TickMarks> {
        let columns = self.column_count();
        let mut ticks = Vec::new();
        for (axes, &(top, bottom)) in self.figure.axes.iter().zip(rows) {
            let room = TickRoom {
                length: bottom - top,
                text_size: self.sizes.tick_text,
                widest: 0.3 * self.width.units() / columns as f64,
            };
            let scale = Scale::linear(axes.y.limits, (bottom, top));
            ticks.push(tick_marks(&axes.y, Direction::Y, &scale, room));
        }
        ticks
    }

    /// Left and right of each axes' box.
    fn columns(&self, y_ticks: &[TickMarks]) -> Vec<(f64, f64)> {
        let units = self.width.units();
        let mut items = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            let axes = &self.figure.axes[index];
            let needed = horizontal_room(axes, self.written[index], &y_ticks[index], &self.sizes);
            items.push(Item {
                count: place.columns,
                track: place.index % place.columns.max(1),
                room: self.with_margins(needed, 0, units),
            });
        }
        spread(&items, units)
    }

    /// At least matplotlib's margins around a single axes on the wide layout.
    fn with_margins(&self, needed: Room, direction: usize, length: f64) -> Room {
        if !(self.is_single() && self.width == DesignWidth::Wide) {
            return needed;
        }
        let margins = SINGLE_MARGINS[direction];
        Room {
            before: needed.before.max(margins.before * length),
            after: needed.after.max(margins.after * length),
        }
    }
}

/// Width over height of a figure, within what can be drawn legibly.
fn aspect((width, height): (f64, f64)) -> f64 {
    let ratio = width / height;
    if ratio.is_finite() {
        ratio.clamp(0.5, 5.0)
    } else {
        4.0 / 3.0
    }
}

fn column_count(places: &[GridPlace]) -> usize {
    let columns = places.iter().map(|place| place.columns);
    columns.max().unwrap_or(1).max(1)
}

/// Text and line sizes: large for a single column on the wide layout, small elsewhere, and
/// smaller still where more columns than four share the width.
fn sizes(places: &[GridPlace], width: DesignWidth) -> Sizes {
    let columns = column_count(places);
    if columns == 1 && width == DesignWidth::Wide {
        return Sizes {
            point: 1.25,
            tick_text: 12.0,
            label_text: 13.0,
            title_text: 15.0,
        };
    }
    let part = (4.0 / columns as f64).clamp(0.2, 1.0);
    Sizes {
        point: 1.1 * part,
        tick_text: 11.0 * part,
        label_text: 12.0 * part,
        title_text: 13.0 * part,
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
