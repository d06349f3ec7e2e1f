//! One axis of an axes: its label, limits, ticks and grid, and the data limits behind them.
//!
//! Knows nothing of other axes, of where ticks fall by themselves, or of pixels.

use super::colors::Color;
use super::limits;
use super::series::LineStyle;
use crate::numerics::gather::Gather;

/// Horizontal or vertical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    X,
    Y,
}

/// One axis of an [`Axes`](super::Axes).
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub label: String,
    /// Low and high end of the view; low above high is an inverted axis. Up to date in every
    /// figure that a run hands out; while code runs, see [`Axis::stale`].
    pub limits: (f64, f64),
    /// Whether adding a series moves the limits.
    pub autoscale: bool,
    /// Fixed tick places, or `None` for the automatic locator.
    pub ticks: Option<Vec<f64>>,
    /// Texts for fixed ticks.
    pub tick_labels: Option<Vec<String>>,
    /// Whether tick labels and offset text show; the inner axes of shared subplots hide them.
    pub show_tick_labels: bool,
    pub grid: bool,
    pub grid_style: GridStyle,
    /// Axes of a figure with the same group share this axis' limits, locator and tick labels.
    pub shared: Option<usize>,
    /// What the series cover.
    pub data: DataLimits,
    /// The part of the data's range that autoscaling adds at both ends: 0.05.
    pub margin: f64,
    /// Whether `limits` wait to be autoscaled: matplotlib does so when they are next looked at.
    pub stale: bool,
}

/// What `grid(…)` asked for; `None` is the style of the page.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct GridStyle {
    pub color: Option<Color>,
    pub line_style: Option<LineStyle>,
    /// In points.
    pub line_width: Option<f64>,
    /// 0 to 1.
    pub alpha: Option<f64>,
}

/// The range of the finite data along one axis: `None` where there are none.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DataLimits {
    pub range: Option<(f64, f64)>,
    /// The smallest value above zero, for logarithmic axes.
    pub smallest_positive: Option<f64>,
}

impl DataLimits {
    /// Takes one finite value in.
    pub fn include(&mut self, value: f64) {
        self.range = Some(match self.range {
            Some((low, high)) => (low.min(value), high.max(value)),
            None => (value, value),
        });
        if value > 0.0 {
            let smallest = self.smallest_positive.unwrap_or(value);
            self.smallest_positive = Some(smallest.min(value));
        }
    }

    /// The range of both.
    pub fn union(mut self, other: DataLimits) -> DataLimits {
        let range = other.range.into_iter().flat_map(|(low, high)| [low, high]);
        for value in range.chain(other.smallest_positive) {
            self.include(value);
        }
        self
    }
}

impl Axis {
    /// An axis from 0 to 1 without label, ticks of its own or data.
    pub fn new() -> Self {
        Axis {
            label: String::new(),
            limits: (0.0, 1.0),
            autoscale: true,
            ticks: None,
            tick_labels: None,
            show_tick_labels: true,
            grid: false,
            grid_style: GridStyle::default(),
            shared: None,
            data: DataLimits::default(),
            margin: limits::MARGIN,
            stale: false,
        }
    }

    /// Moves the texts of fixed ticks to new ticks: each belongs to a place, and a place without
    /// a text gets an empty one.
    pub(super) fn keep_tick_labels(&mut self, ticks: &[f64]) {
        if let (Some(places), Some(labels)) = (&self.ticks, &self.tick_labels) {
            let label = |tick: &f64| {
                let found = places.iter().position(|place| place == tick);
                let label = found.and_then(|index| labels.get(index));
                label.cloned().unwrap_or_default()
            };
            self.tick_labels = Some(ticks.iter().map(label).gather());
        }
    }

    /// Whether the view runs from high to low.
    pub fn inverted(&self) -> bool {
        self.limits.0 > self.limits.1
    }
}

impl Default for Axis {
    fn default() -> Self {
        Axis::new()
    }
}
