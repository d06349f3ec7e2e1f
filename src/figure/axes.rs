//! Figures and axes as data, and the life of their limits.
//!
//! Follows matplotlib's `_AxesBase`: new data only mark the view as stale; it is autoscaled when
//! someone looks. Shared axes answer together. Knows nothing of Python or of pixels.

use super::axis::{Axis, DataLimits, Direction};
use super::legend::Legend;
use super::limits;
use super::series::{Extent, Series};
use crate::numerics::gather::Gather;

/// A figure as pyplot describes it: plain data, no pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// pyplot's number, from 1.
    pub number: usize,
    /// `figsize`: width and height in inches.
    pub size: (f64, f64),
    /// `suptitle`: a title above all axes; empty for none.
    pub title: String,
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

impl Axes {
    /// Empty axes from 0 to 1.
    pub fn new(place: GridPlace) -> Self {
        Axes {
            place,
            title: String::new(),
            x: Axis::new(),
            y: Axis::new(),
            series: Vec::new(),
            legend: None,
        }
    }

    /// The axis along `direction`.
    pub fn axis(&self, direction: Direction) -> &Axis {
        match direction {
            Direction::X => &self.x,
            Direction::Y => &self.y,
        }
    }

    /// The axis along `direction`, to be changed.
    pub fn axis_mut(&mut self, direction: Direction) -> &mut Axis {
        match direction {
            Direction::X => &mut self.x,
            Direction::Y => &mut self.y,
        }
    }

    /// Takes the finite points of a series into the data limits.
    ///
    /// A point counts only if both of its coordinates are finite, as in
    /// `Bbox.update_from_path`.
    fn include(&mut self, series: &Series) {
        for (&x, &y) in series.x.iter().zip(series.y.iter()) {
            if x.is_finite() && y.is_finite() {
                if series.extent != Extent::AcrossX {
                    self.x.data.include(x);
                }
                if series.extent != Extent::AcrossY {
                    self.y.data.include(y);
                }
            }
        }
    }
}

impl Figure {
    /// A figure without axes; `size` in inches.
    pub fn new(number: usize, size: (f64, f64)) -> Self {
        Figure {
            number,
            size,
            title: String::new(),
            axes: Vec::new(),
        }
    }

    /// Adds a series to the axes at `index`, whose data limits grow; the view waits for
    /// [`Figure::request_autoscale`]. An `index` without axes adds nothing.
    pub fn add_series(&mut self, index: usize, series: Series) {
        if let Some(axes) = self.axes.get_mut(index) {
            axes.include(&series);
            axes.series.push(series);
        }
    }

    /// Asks for one axis to be autoscaled when its view is next looked at.
    pub fn request_autoscale(&mut self, index: usize, direction: Direction) {
        if let Some(axes) = self.axes.get_mut(index) {
            axes.axis_mut(direction).stale = true;
        }
    }

    /// The view limits of one axis, autoscaled now if they are stale.
    pub fn view(&mut self, index: usize, direction: Direction) -> (f64, f64) {
        self.refresh(index, Direction::X);
        self.refresh(index, Direction::Y);
        self.axes
            .get(index)
            .map_or((0.0, 1.0), |axes| axes.axis(direction).limits)
    }

    /// Autoscales all that is stale, as drawing does.
    pub fn refresh_all(&mut self) {
        for index in 0..self.axes.len() {
            self.refresh(index, Direction::X);
            self.refresh(index, Direction::Y);
        }
    }

    /// Sets the view of one axis and of all that share it, and returns the new limits.
    ///
    /// Both ends are finite; equal ones are moved apart, as `Axis._set_lim` does. `autoscale`
    /// is whether later series move the limits again; `None` leaves that as it is.
    pub fn set_limits(
        &mut self,
        index: usize,
        direction: Direction,
        ends: (f64, f64),
        autoscale: Option<bool>,
    ) -> (f64, f64) {
        let limits = limits::set(ends.0, ends.1);
        for sibling in self.siblings(index, direction) {
            let axis = self.axes[sibling].axis_mut(direction);
            axis.limits = limits;
            axis.stale = false;
            axis.autoscale = autoscale.unwrap_or(axis.autoscale);
        }
        limits
    }

    /// Fixes the tick places of one axis and of all that share it; the view grows to show them.
    pub fn set_ticks(&mut self, index: usize, direction: Direction, ticks: &[f64]) {
        if !ticks.is_empty() {
            let old = self.view(index, direction);
            // Python's `min` and `max` keep their first argument where NaN answers no.
            let low = ticks
                .iter()
                .fold(ticks[0], |low, &tick| if tick < low { tick } else { low });
            let high = ticks.iter().fold(
                ticks[0],
                |high, &tick| if tick > high { tick } else { high },
            );
            let limits = if old.0 < old.1 {
                (old.0.min(low), old.1.max(high))
            } else {
                (old.0.max(high), old.1.min(low))
            };
            for sibling in self.siblings(index, direction) {
                self.axes[sibling].axis_mut(direction).limits = limits;
            }
        }
        for sibling in self.siblings(index, direction) {
            let axis = self.axes[sibling].axis_mut(direction);
            axis.keep_tick_labels(ticks);
            axis.ticks = Some(ticks.to_vec());
        }
    }

    /// Sets the texts of the ticks of one axis and of all that share it; none blank them all.
    pub fn set_tick_labels(&mut self, index: usize, direction: Direction, labels: Vec<String>) {
        for sibling in self.siblings(index, direction) {
            let axis = self.axes[sibling].axis_mut(direction);
            axis.tick_labels = Some(labels.clone());
        }
    }

    /// The axes that share the view of `index` along `direction`, itself among them.
    pub fn siblings(&self, index: usize, direction: Direction) -> Vec<usize> {
        let group = self
            .axes
            .get(index)
            .and_then(|axes| axes.axis(direction).shared);
        let shares = |other: &usize| {
            *other == index || group.is_some() && self.axes[*other].axis(direction).shared == group
        };
        (0..self.axes.len()).filter(shares).gather()
    }

    /// Autoscales one axis if it, or one that shares it, is stale.
    fn refresh(&mut self, index: usize, direction: Direction) {
        let siblings = self.siblings(index, direction);
        let mut stale = false;
        for &sibling in &siblings {
            let axis = self.axes[sibling].axis_mut(direction);
            stale |= std::mem::take(&mut axis.stale);
        }
        if stale {
            self.autoscale(index, direction, &siblings);
        }
    }

    /// `Axes.autoscale_view` along one direction; an inverted view stays inverted.
    fn autoscale(&mut self, index: usize, direction: Direction, siblings: &[usize]) {
        let data = siblings
            .iter()
            .map(|&sibling| self.axes[sibling].axis(direction).data)
            .fold(DataLimits::default(), DataLimits::union);
        let axis = self.axes[index].axis(direction);
        let untouched = axis.limits == (0.0, 1.0);
        if !axis.autoscale || data.range.is_none() && !untouched {
            return;
        }
        let (low, high) = data.range.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        let mut limits = limits::autoscale(low, high, axis.margin);
        if axis.inverted() {
            limits = (limits.1, limits.0);
        }
        for &sibling in siblings {
            self.axes[sibling].axis_mut(direction).limits = limits;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::colors::Color;
    use super::super::series::{LineStyle, Marker, SeriesKind};
    use super::*;
    use Direction::{X, Y};

    /// A figure of `columns` axes side by side.
    fn figure(columns: usize) -> Figure {
        let mut figure = Figure::new(1, (6.4, 4.8));
        for index in 0..columns {
            figure.axes.push(Axes::new(GridPlace {
                rows: 1,
                columns,
                index,
            }));
        }
        figure
    }

    fn series(extent: Extent, x: &[f64], y: &[f64]) -> Series {
        Series {
            kind: SeriesKind::Line,
            x: x.to_vec().into(),
            y: y.to_vec().into(),
            extent,
            label: "_child0".into(),
            color: Color::black(),
            line_style: LineStyle::Solid,
            line_width: 1.5,
            marker: Marker::None,
            marker_size: 6.0,
            marker_face: None,
            marker_edge: None,
            marker_edge_width: 1.0,
            alpha: None,
            z_order: 2.0,
        }
    }

    fn plot(figure: &mut Figure, index: usize, y: &[f64]) {
        let x: Vec<f64> = (0..y.len()).map(|position| position as f64).collect();
        figure.add_series(index, series(Extent::Data, &x, y));
        figure.request_autoscale(index, X);
        figure.request_autoscale(index, Y);
    }

    #[track_caller]
    fn check(figure: &mut Figure, x: (f64, f64), y: (f64, f64)) {
        assert_eq!((figure.view(0, X), figure.view(0, Y)), (x, y));
    }

    // Expectations are matplotlib 3.11.2's `ax.get_xlim(), ax.get_ylim()`.
    #[test]
    fn a_series_moves_both_limits() {
        let mut figure = figure(1);
        check(&mut figure, (0.0, 1.0), (0.0, 1.0));
        plot(&mut figure, 0, &[1.0, 6.0]);
        check(&mut figure, (-0.05, 1.05), (0.75, 6.25));
    }

    #[test]
    fn a_point_with_nan_counts_in_neither_direction() {
        let mut figure = figure(1);
        let line = series(Extent::AcrossX, &[0.0, 1.0], &[3.0, 3.0]);
        figure.add_series(0, line);
        figure.request_autoscale(0, Y);
        let broken = series(Extent::Data, &[f64::NAN, 1.0, 2.0], &[5.0, f64::NAN, 7.0]);
        figure.add_series(0, broken);
        figure.request_autoscale(0, X);
        figure.request_autoscale(0, Y);
        check(&mut figure, (1.89, 2.1100000000000003), (2.8, 7.2));
    }

    #[test]
    fn autoscaling_keeps_an_axis_inverted() {
        let mut figure = figure(1);
        assert_eq!(figure.set_limits(0, Y, (5.0, 0.0), Some(true)), (5.0, 0.0));
        plot(&mut figure, 0, &[1.0, 6.0]);
        check(&mut figure, (-0.05, 1.05), (6.25, 0.75));
    }

    #[test]
    fn set_limits_stay_and_equal_ends_move_apart() {
        let mut figure = figure(1);
        assert_eq!(figure.set_limits(0, Y, (0.0, 1.0), Some(false)), (0.0, 1.0));
        plot(&mut figure, 0, &[1.0, 6.0]);
        check(&mut figure, (-0.05, 1.05), (0.0, 1.0));
        assert_eq!(figure.set_limits(0, Y, (1.0, 1.0), None), (0.95, 1.05));
    }

    #[test]
    fn ticks_widen_the_view_until_the_next_series() {
        let mut figure = figure(1);
        plot(&mut figure, 0, &[1.0, 6.0]);
        figure.set_ticks(0, X, &[-3.0, 9.0]);
        check(&mut figure, (-3.0, 9.0), (0.75, 6.25));
        plot(&mut figure, 0, &[1.0, 6.0]);
        check(&mut figure, (-0.05, 1.05), (0.75, 6.25));
    }

    #[test]
    fn set_limits_with_autoscale_on_outlive_a_series_without_points() {
        let mut figure = figure(1);
        figure.set_limits(0, X, (0.0, 5.0), Some(true));
        plot(&mut figure, 0, &[]);
        let nothing = (-0.05500000000000001, 0.05500000000000001);
        check(&mut figure, (0.0, 5.0), nothing);
    }

    #[test]
    fn shared_axes_scale_together() {
        let mut figure = figure(2);
        for axes in &mut figure.axes {
            axes.x.shared = Some(0);
        }
        plot(&mut figure, 1, &[0.0, 1.0, 2.0]);
        check(&mut figure, (-0.1, 2.1), (0.0, 1.0));
        figure.set_ticks(0, X, &[4.0]);
        assert_eq!(figure.axes[1].x.ticks, Some(vec![4.0]));
        assert_eq!(figure.view(1, X), (-0.1, 4.0));
    }
}
