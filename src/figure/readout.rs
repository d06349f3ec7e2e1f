//! Reading a figure: which point a pointer or a key means, and what all curves are there.
//!
//! A point is named by its curve, counted through all axes of the figure, and by its place in the
//! data. Nothing is kept from one question to the next: the figure may be another by then.
//!
//! Knows nothing of pointers and keys, of colours on the page, or of voices.

use super::description::{curve_name, number};
use super::geometry::{Point, Rectangle};
use super::layout::{DesignWidth, Layout, lay_out};
use super::palette::{Palette, Rgb};
use super::{Axes, Extent, Figure, Series};
use crate::numerics::gather::Gather;

/// Of the curves of one axes, a point counts as one at the same x if it is drawn no further than
/// this from there, in design units.
const SAME_PLACE: f64 = 3.0;

/// A point of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which curve, from 0.
    pub curve: usize,
    /// Which of its points, from 0.
    pub index: usize,
}

/// A way from one point to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// So many points on, or back if negative, but not past the ends.
    Along(i32),
    /// So many curves on, to the point that is nearest in x.
    Across(i32),
    /// To the highest point of the curve.
    Highest,
    /// To the lowest one.
    Lowest,
}

/// What all figures that have the same x are marked by.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub x: f64,
    /// The label of its axis.
    pub label: String,
    /// Where in the data it most likely is.
    pub index: usize,
}

/// A point of one curve that is read or marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub name: String,
    /// Whether it is the point itself, and not another curve's at the same x.
    pub is_chosen: bool,
    pub color: Rgb,
    pub x: f64,
    pub y: f64,
    /// The box of its axes, in parts of the figure.
    pub frame: Rectangle,
    /// In parts of the figure; outside the box for a point that is out of view.
    pub at: Point,
}

/// One curve of a figure: a series with data along both axes.
pub(super) struct Curve<'figure> {
    pub axes: &'figure Axes,
    axes_index: usize,
    series_index: usize,
    series: &'figure Series,
    pub x: &'figure [f64],
    pub y: &'figure [f64],
}

/// The curves of a figure that have points to be read.
pub(super) fn curves(figure: &Figure) -> Vec<Curve<'_>> {
    let mut curves = Vec::new();
    for (axes_index, axes) in figure.axes.iter().enumerate() {
        for (series_index, series) in axes.series.iter().enumerate() {
            let count = series.x.len().min(series.y.len());
            let (x, y) = (&series.x[..count], &series.y[..count]);
            if series.extent == Extent::Data && x.iter().any(|x| x.is_finite()) {
                curves.push(Curve {
                    axes,
                    axes_index,
                    series_index,
                    series,
                    x,
                    y,
                });
            }
        }
    }
    curves
}

/// The names of the curves, in their order.
pub fn curve_names(figure: &Figure) -> Vec<String> {
    curves(figure).iter().map(Curve::name).gather()
}

/// The point that is meant by a place on the figure, in parts of its width and height.
pub fn nearest(figure: &Figure, width: DesignWidth, at: Point) -> Option<Place> {
    let layout = bare_layout(figure, width);
    let pointer = Point {
        x: at.x * layout.width,
        y: at.y * layout.height,
    };
    let distance_to = |frame: &Rectangle| {
        let inside = Point {
            x: pointer.x.max(frame.left).min(frame.right),
            y: pointer.y.max(frame.top).min(frame.bottom),
        };
        distance(pointer, inside)
    };
    let mut frames = layout.axes.iter().map(|axes| distance_to(&axes.frame));
    let least = frames.clone().fold(f64::INFINITY, f64::min);
    let axes_index = frames.position(|distance| distance == least)?;
    let mut found = None;
    let mut shortest = f64::INFINITY;
    for (curve, it) in curves(figure).iter().enumerate() {
        if it.axes_index != axes_index {
            continue;
        }
        let index = it.nearest(pointer, &layout);
        let distance = distance(pointer, it.point(index, &layout));
        if found.is_none() || distance < shortest {
            found = Some(Place { curve, index });
            shortest = distance;
        }
    }
    found
}

/// The point at the end of a way; a place that is not there any more counts as the nearest one
/// that is. `None` only for a figure without points.
pub fn moved(figure: &Figure, from: Place, way: Move) -> Option<Place> {
    let curves = curves(figure);
    let last = curves.len().checked_sub(1)?;
    let old = from.curve.min(last);
    let curve = match way {
        Move::Across(by) => shifted(old, by, last),
        _ => old,
    };
    let it = &curves[curve];
    let index = match way {
        Move::Along(by) => it.along(from.index, by),
        Move::Across(_) => {
            let old = &curves[old];
            it.nearest_in_x(old.x[old.along(from.index, 0)], from.index)
        }
        Move::Highest => it.extreme(|value, best| value > best),
        Move::Lowest => it.extreme(|value, best| value < best),
    };
    Some(Place { curve, index })
}

/// The x of a point.
pub fn spot(figure: &Figure, place: Place) -> Option<Spot> {
    let curve = curves(figure).into_iter().nth(place.curve)?;
    Some(Spot {
        x: *curve.x.get(place.index)?,
        label: curve.axes.x.label.clone(),
        index: place.index,
    })
}

/// The points of a figure at an x: those of its axes with that label and with just that value in
/// their data; around a chosen point, of its axes also those that are as good as there.
pub fn marks(
    figure: &Figure,
    width: DesignWidth,
    palette: &Palette,
    spot: &Spot,
    chosen: Option<Place>,
) -> Vec<Mark> {
    let curves = curves(figure);
    let is_there = |curve: &Curve| {
        let index = curve.nearest_in_x(spot.x, spot.index);
        curve.x[index] == spot.x && curve.axes.x.label == spot.label
    };
    let around = chosen.and_then(|place| curves.get(place.curve));
    let around = around.map(|curve| curve.axes_index);
    let mut marks = Vec::new();
    if around.is_none() && !curves.iter().any(is_there) {
        return marks; // Most figures share nothing, and need no layout.
    }
    let layout = bare_layout(figure, width);
    for (number, curve) in curves.iter().enumerate() {
        let is_chosen = chosen.is_some_and(|place| place.curve == number);
        let index = if is_chosen {
            spot.index
        } else {
            curve.nearest_in_x(spot.x, spot.index)
        };
        let places = &layout.axes[curve.axes_index];
        let point = curve.point(index, &layout);
        let is_near = around == Some(curve.axes_index)
            && (point_x(curve, index, &layout) - places.x_scale.place(spot.x)).abs() <= SAME_PLACE;
        if is_chosen || is_near || is_there(curve) {
            marks.push(Mark {
                name: curve.name(),
                is_chosen,
                color: palette.series(&curve.series.color),
                x: curve.x[index],
                y: curve.y[index],
                frame: parts(&places.frame, &layout),
                at: Point {
                    x: point.x / layout.width,
                    y: point.y / layout.height,
                },
            });
        }
    }
    marks
}

/// What a point is, in a sentence.
pub fn sentence(figure: &Figure, place: Place) -> Option<String> {
    let curves = curves(figure);
    let curve = curves.get(place.curve)?;
    let (x, y) = (curve.x.get(place.index)?, curve.y.get(place.index)?);
    let mut text = curve.name();
    for part in [": at ", &x_name(&curve.axes.x.label), " ", &number(*x)] {
        text.push_str(part);
    }
    text.push_str(", ");
    text.push_str(&spoken(*y));
    text.push_str(", point ");
    text.push_str(&(place.index + 1).to_string());
    text.push_str(" of ");
    text.push_str(&curve.x.len().to_string());
    text.push('.');
    Some(text)
}

/// What all curves are at an x, in a sentence.
pub fn sentence_of_all(spot: &Spot, marks: &[Mark]) -> String {
    let mut text = String::from("At ");
    text.push_str(&x_name(&spot.label));
    text.push(' ');
    text.push_str(&number(spot.x));
    let mut before = ": ";
    for mark in marks {
        text.push_str(before);
        text.push_str(&mark.name);
        text.push(' ');
        text.push_str(&spoken(mark.y));
        before = "; ";
    }
    text.push('.');
    text
}

/// A value as it is spoken.
fn spoken(value: f64) -> String {
    if value.is_finite() {
        number(value)
    } else if value.is_nan() {
        "not a number".to_owned()
    } else if value > 0.0 {
        "infinity".to_owned()
    } else {
        "minus infinity".to_owned()
    }
}

/// What an x axis is called.
pub fn x_name(label: &str) -> String {
    if label.is_empty() {
        "x".to_owned()
    } else {
        one_line(label)
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

/// A layout without legends, whose places may cost a look at all points.
fn bare_layout(figure: &Figure, width: DesignWidth) -> Layout {
    let mut bare = figure.clone();
    for axes in &mut bare.axes {
        axes.legend = None;
    }
    lay_out(&bare, width)
}

/// A box in parts of the figure.
fn parts(frame: &Rectangle, layout: &Layout) -> Rectangle {
    Rectangle {
        left: frame.left / layout.width,
        top: frame.top / layout.height,
        right: frame.right / layout.width,
        bottom: frame.bottom / layout.height,
    }
}

fn distance(one: Point, other: Point) -> f64 {
    libm::hypot(one.x - other.x, one.y - other.y)
}

fn point_x(curve: &Curve, index: usize, layout: &Layout) -> f64 {
    let places = &layout.axes[curve.axes_index];
    places.x_scale.place(curve.x[index])
}

/// So far from `from`, but neither below 0 nor above `last`.
fn shifted(from: usize, by: i32, last: usize) -> usize {
    let distance = by.unsigned_abs() as usize;
    if by < 0 {
        from.saturating_sub(distance)
    } else {
        from.saturating_add(distance)
    }
    .min(last)
}

impl Curve<'_> {
    /// What it is called.
    pub fn name(&self) -> String {
        one_line(&curve_name(self.axes, self.series_index))
    }

    /// Where a point is drawn, in design units.
    fn point(&self, index: usize, layout: &Layout) -> Point {
        let places = &layout.axes[self.axes_index];
        Point {
            x: places.x_scale.place(self.x[index]),
            y: places.y_scale.place(self.y[index]),
        }
    }

    /// The point that is nearest to `pointer`: in x where the curve is a function of x, otherwise
    /// in the plane.
    fn nearest(&self, pointer: Point, layout: &Layout) -> usize {
        let target = layout.axes[self.axes_index].x_scale.value(pointer.x);
        let mut range = 0..self.x.len();
        if self.is_sorted() {
            let found = self.sorted_nearest(target);
            // Of points one above the other, the nearest in y.
            let x = self.x[found];
            let start = self.x.partition_point(self.is_before(x));
            let same = self.x[start..].iter().take_while(|other| **other == x);
            range = start..start + same.count();
        }
        let mut best = range.start;
        let mut shortest = f64::INFINITY;
        for index in range {
            let distance = distance(pointer, self.point(index, layout));
            if distance < shortest {
                (best, shortest) = (index, distance);
            }
        }
        best
    }

    /// The point that is nearest to a value of x; most likely the one at `hint`.
    fn nearest_in_x(&self, x: f64, hint: usize) -> usize {
        if self.x.get(hint) == Some(&x) {
            return hint;
        }
        if self.is_sorted() {
            return self.sorted_nearest(x);
        }
        let mut best = 0;
        let mut shortest = f64::INFINITY;
        for (index, other) in self.x.iter().enumerate() {
            if (other - x).abs() < shortest {
                (best, shortest) = (index, (other - x).abs());
            }
        }
        best
    }

    fn is_sorted(&self) -> bool {
        self.x.is_sorted() || self.x.is_sorted_by(|one, other| one >= other)
    }

    fn sorted_nearest(&self, target: f64) -> usize {
        let after = self.x.partition_point(self.is_before(target));
        let after = after.min(self.x.len() - 1);
        let before = after.saturating_sub(1);
        let gap = |index: usize| (self.x[index] - target).abs();
        if gap(before) <= gap(after) {
            before
        } else {
            after
        }
    }

    /// Whether a value comes before `target` on the way of a sorted x.
    fn is_before(&self, target: f64) -> impl Fn(&f64) -> bool {
        let rises = self.x.first() <= self.x.last();
        move |x| if rises { *x < target } else { *x > target }
    }

    /// So many points on, past those that have no x, such as the gaps between segments.
    fn along(&self, from: usize, by: i32) -> usize {
        let aim = shifted(from, by, self.x.len() - 1);
        let has_x = |index: &usize| self.x[*index].is_finite();
        let found = if by < 0 {
            (0..=aim).rev().find(has_x)
        } else {
            (aim..self.x.len()).find(has_x)
        };
        // There is none on that side: the last one before it.
        let back = || (0..self.x.len()).find(has_x);
        let forth = || (0..self.x.len()).rev().find(has_x);
        let other = if by < 0 { back() } else { forth() };
        found.or(other).unwrap_or(aim)
    }

    /// The first point whose y is beyond all others.
    fn extreme(&self, is_beyond: fn(f64, f64) -> bool) -> usize {
        let mut best = None;
        for (index, (x, y)) in self.x.iter().zip(self.y).enumerate() {
            let is_best = best.is_none_or(|best: usize| is_beyond(*y, self.y[best]));
            if x.is_finite() && y.is_finite() && is_best {
                best = Some(index);
            }
        }
        best.unwrap_or_else(|| self.along(0, 0))
    }
}

#[cfg(test)]
#[path = "readout_tests.rs"]
pub(super) mod tests;
