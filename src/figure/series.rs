//! Series: lines through points, their dashes and markers.
//!
//! Knows nothing of axes, limits or pixels.

use super::colors::Color;
use std::rc::Rc;

/// A line through points, with or without markers. `x` and `y` have equal lengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub kind: SeriesKind,
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
    /// The inside of the markers; `None` is the series' colour. Strokes such as `+` have none.
    pub marker_face: Option<Paint>,
    /// The outline of the markers; `None` is the series' colour.
    pub marker_edge: Option<Paint>,
    /// In points.
    pub marker_edge_width: f64,
    /// 0 to 1; `None` is as opaque as the colours say.
    pub alpha: Option<f64>,
    /// Series are drawn in the order of this number, equal ones in the order they were added.
    pub z_order: f64,
}

/// What made a series; all kinds are drawn alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesKind {
    /// `plot`, `axhline`, `axvline`: what matplotlib lists in `axes.lines`.
    Line,
    /// `scatter`: markers only.
    Points,
    /// `hlines`, `vlines`: pairs of points, each pair parted from the next by NaN.
    Segments,
}

/// What a part of a marker is filled or stroked with.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// Matplotlib's colour `'none'`.
    Nothing,
    Color(Color),
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

/// How a line is dashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStyle {
    Solid,
    Dashed,
    DashDot,
    Dotted,
    None,
}

/// What stands at each point of a series.
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
    /// `8`.
    Octagon,
    Square,
    Diamond,
    ThinDiamond,
    Pentagon,
    /// `h`: a hexagon on a corner.
    Hexagon,
    /// `H`: a hexagon on a side.
    FlatHexagon,
    Star,
    Plus,
    /// `P`: a plus with an area.
    FilledPlus,
    Cross,
    /// `X`: a cross with an area.
    FilledCross,
    VerticalLine,
    HorizontalLine,
    /// `1`, `2`, `3`, `4`: three strokes from the centre.
    TripodDown,
    TripodUp,
    TripodLeft,
    TripodRight,
}

impl LineStyle {
    /// Matplotlib's names, in the order of its messages; of each style the short one that
    /// `get_linestyle` gives comes first.
    pub const NAMES: [(&'static str, LineStyle); 12] = [
        ("-", LineStyle::Solid),
        ("--", LineStyle::Dashed),
        ("-.", LineStyle::DashDot),
        (":", LineStyle::Dotted),
        ("None", LineStyle::None),
        ("none", LineStyle::None),
        (" ", LineStyle::None),
        ("", LineStyle::None),
        ("solid", LineStyle::Solid),
        ("dashed", LineStyle::Dashed),
        ("dashdot", LineStyle::DashDot),
        ("dotted", LineStyle::Dotted),
    ];

    /// The style that matplotlib means by a name such as `--` or `dashed`.
    pub fn from_name(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|entry| entry.0 == name)?;
        Some(found.1)
    }

    /// The short name: `-`, `--`, `-.`, `:` or `None`.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|entry| entry.1 == self)
            .map_or("None", |entry| entry.0)
    }
}

impl Marker {
    /// Matplotlib's names.
    const NAMES: [(&'static str, Marker); 29] = [
        ("None", Marker::None),
        ("none", Marker::None),
        (" ", Marker::None),
        ("", Marker::None),
        (".", Marker::Point),
        (",", Marker::Pixel),
        ("o", Marker::Circle),
        ("v", Marker::TriangleDown),
        ("^", Marker::TriangleUp),
        ("<", Marker::TriangleLeft),
        (">", Marker::TriangleRight),
        ("1", Marker::TripodDown),
        ("2", Marker::TripodUp),
        ("3", Marker::TripodLeft),
        ("4", Marker::TripodRight),
        ("8", Marker::Octagon),
        ("s", Marker::Square),
        ("p", Marker::Pentagon),
        ("*", Marker::Star),
        ("h", Marker::Hexagon),
        ("H", Marker::FlatHexagon),
        ("+", Marker::Plus),
        ("x", Marker::Cross),
        ("D", Marker::Diamond),
        ("d", Marker::ThinDiamond),
        ("|", Marker::VerticalLine),
        ("_", Marker::HorizontalLine),
        ("P", Marker::FilledPlus),
        ("X", Marker::FilledCross),
    ];

    /// The marker that matplotlib means by a name such as `o`.
    pub fn from_name(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|entry| entry.0 == name)?;
        Some(found.1)
    }

    /// Matplotlib's name: one character, or `None`.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|entry| entry.1 == self)
            .map_or("None", |entry| entry.0)
    }
}
