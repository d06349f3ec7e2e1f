//! What a figure is, where everything on it goes, and drawing it on any plotters backend.
//!
//! Knows nothing of Python or of the browser.

pub mod limits;
mod tick_text;
pub mod ticks;

use std::rc::Rc;

/// A figure as pyplot describes it: plain data, no pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// pyplot's number, from 1.
    pub number: usize,
    /// `figsize`: width and height in inches.
    pub size: (f64, f64),
    pub axes: Vec<Axes>,
}

/// One coordinate system.
#[derive(Clone, Debug, PartialEq)]
pub struct Axes {
    pub place: GridPlace,
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    pub series: Vec<Series>,
    pub legend: Option<Legend>,
}

/// Which cell of a grid of subplots: `index` counts from 0, row by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridPlace {
    pub rows: usize,
    pub columns: usize,
    pub index: usize,
}

/// Horizontal or vertical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    X,
    Y,
}

/// One axis of an [`Axes`].
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub label: String,
    /// Low and high end of the view; low above high is an inverted axis. Kept up to date by
    /// the methods that add series and set limits, as matplotlib's view limits are.
    pub limits: (f64, f64),
    /// Whether adding a series moves the limits.
    pub autoscale: bool,
    /// Fixed tick places, or `None` for the automatic locator.
    pub ticks: Option<Vec<f64>>,
    /// Texts for fixed ticks.
    pub tick_labels: Option<Vec<String>>,
    pub grid: bool,
    /// Axes of a figure with the same group share this axis' limits and locator.
    pub shared: Option<usize>,
}

/// A line through points, with or without markers. `x` and `y` have equal lengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub x: Rc<Vec<f64>>,
    pub y: Rc<Vec<f64>>,
    pub extent: Extent,
    /// As matplotlib names unlabelled lines: `_child0`.
    pub label: String,
    pub color: Color,
    pub line_style: LineStyle,
    /// In points.
    pub line_width: f64,
    pub marker: Marker,
    /// In points.
    pub marker_size: f64,
    /// 0 to 1.
    pub alpha: Option<f64>,
}

/// What a series' coordinates mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Data,
    /// `axhline`: x runs from 0 to 1 across the axes.
    AcrossX,
    /// `axvline`: y runs from 0 to 1 across the axes.
    AcrossY,
}

/// A colour, each part from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Color {
    pub red: f64,
    pub green: f64,
    pub blue: f64,
    /// The name that the code gave, such as `orange`; none for hex codes and cycle colours.
    pub name: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStyle {
    Solid,
    Dashed,
    DashDot,
    Dotted,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    None,
    Point,
    Pixel,
    Circle,
    TriangleDown,
    TriangleUp,
    TriangleLeft,
    TriangleRight,
    Square,
    Diamond,
    ThinDiamond,
    Pentagon,
    Hexagon,
    Star,
    Plus,
    Cross,
    VerticalLine,
    HorizontalLine,
}

/// Entries as they were when `legend` was called.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    pub location: LegendLocation,
    /// Indices into the axes' series, with the text shown for each.
    pub entries: Vec<(usize, String)>,
    pub title: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendLocation {
    Best,
    UpperRight,
    UpperLeft,
    LowerLeft,
    LowerRight,
    Right,
    CenterLeft,
    CenterRight,
    LowerCenter,
    UpperCenter,
    Center,
}

#[cfg(test)]
mod tests;
