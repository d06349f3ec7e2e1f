//! What a hand takes hold of: the box of a figure's axes and a point that stands alone in it, and
//! what becomes of the limits when the hand zooms.
//!
//! Knows nothing of pointers, nor of the text that the hand changes.

use super::geometry::Point;
use super::layout::{DesignWidth, lay_out};
use super::ticks::{decade, power_of_ten};
use super::{Figure, Marker, Series};

/// No view is narrower or wider than these …
const NARROWEST: f64 = 1e-12;
const WIDEST: f64 = 1e12;
/// … nor narrower than this part of its larger limit: doubles have no more digits to tell.
const FINEST: f64 = 1e-12;

/// Where the first axes of a figure stand, as numbers in this order: the limits of x and those of
/// y; left, right, top and bottom of the box, in parts of the figure's width and height. Where a
/// point stands alone in these axes, with a marker, five more follow: its x; its place, in the same
/// parts; and from where to where the first series with more points goes along x, the
/// curve that it stands on.
///
/// Nothing of a figure without axes. A point whose place is not a number, or outside the box, is no
/// point.
pub fn grip(figure: &Figure, width: DesignWidth) -> Vec<f64> {
    let layout = lay_out(figure, width);
    let (Some(axes), Some(place)) = (figure.axes.first(), layout.axes.first()) else {
        return Vec::new();
    };
    let mut grip = Vec::with_capacity(13);
    for axis in [&axes.x, &axes.y] {
        grip.extend([axis.limits.0, axis.limits.1]);
    }
    let frame = &place.frame;
    grip.extend([frame.left / layout.width, frame.right / layout.width]);
    grip.extend([frame.top / layout.height, frame.bottom / layout.height]);
    let is_point = |series: &&Series| series.marker != Marker::None && matches!(series.x[..], [_]);
    let curve = axes.series.iter().find(|series| series.x.len() > 1);
    if let (Some(point), Some(curve)) = (axes.series.iter().find(is_point), curve) {
        let (x, y) = (point.x[0], point.y[0]);
        let (across, down) = (place.x_scale.place(x), place.y_scale.place(y));
        let (low, high) = range(curve);
        if frame.holds(Point { x: across, y: down }) {
            grip.extend([x, across / layout.width, down / layout.height, low, high]);
        }
    }
    grip
}

/// From where to where a series goes along x.
fn range(series: &Series) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for &x in series.x.iter() {
        // NaN is neither lower nor higher.
        low = low.min(x);
        high = high.max(x);
    }
    (low, high)
}

/// Limits `factor` times as far apart, around a value that keeps its place, rounded to two or three
/// digits of what they span. Inverted limits stay inverted.
///
/// None where that would be too narrow or too wide, or where anything is not a finite number.
pub fn zoomed(limits: (f64, f64), center: f64, factor: f64) -> Option<(f64, f64)> {
    let span = (limits.1 - limits.0).abs() * factor;
    let low = center - (center - limits.0) * factor;
    let high = center + (limits.1 - center) * factor;
    let least = NARROWEST.max(low.abs().max(high.abs()) * FINEST);
    let is_sound = (least..=WIDEST).contains(&span) && (low + high).is_finite();
    is_sound.then(|| {
        // A hundredth of the span's own power of ten: from a hundred to a thousand steps.
        let exponent = decade(span) - 2;
        (rounded(low, exponent), rounded(high, exponent))
    })
}

/// The nearest multiple of a power of ten, as the double that its few digits mean.
fn rounded(value: f64, exponent: i32) -> f64 {
    let unit = power_of_ten(exponent.abs());
    if exponent < 0 {
        (value * unit).round() / unit
    } else {
        (value / unit).round() * unit
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::series;
    use super::super::{Axes, Direction, GridPlace};
    use super::*;

    /// A curve from −5 to 5, and a point with a marker.
    fn figure(x: f64) -> Figure {
        let mut figure = Figure::new(1, (6.4, 4.8));
        figure.axes.push(Axes::new(GridPlace {
            rows: 1,
            columns: 1,
            index: 0,
        }));
        figure.add_series(0, series(vec![-5.0, 0.0, 5.0], vec![0.0, 0.5, 1.0]));
        let mut point = series(vec![x], vec![0.5]);
        point.marker = Marker::Circle;
        figure.add_series(0, point);
        figure.set_limits(0, Direction::X, (-6.0, 6.0), Some(false));
        figure
    }

    #[test]
    fn the_box_and_the_point_have_places_on_both_layouts() {
        for width in [DesignWidth::Wide, DesignWidth::Narrow] {
            let grip = grip(&figure(3.0), width);
            let [left, right, top, bottom] = [4, 5, 6, 7].map(|index| grip[index]);
            assert_eq!(grip[..4], [-6.0, 6.0, 0.0, 1.0]);
            assert!(0.0 < left && left < right && right < 1.0);
            assert!(0.0 < top && top < bottom && bottom < 1.0);
            let across = left + (right - left) * 0.75;
            assert!((grip[9] - across).abs() < 1e-12);
            assert!((grip[10] - (top + bottom) / 2.0).abs() < 1e-12);
            assert_eq!([grip[8], grip[11], grip[12]], [3.0, -5.0, 5.0]);
        }
    }

    #[test]
    fn a_point_outside_the_box_or_without_a_marker_is_none() {
        assert_eq!(grip(&figure(7.0), DesignWidth::Wide).len(), 8);
        assert_eq!(grip(&figure(f64::NAN), DesignWidth::Wide).len(), 8);
        let mut plain = figure(3.0);
        plain.axes[0].series[1].marker = Marker::None;
        assert_eq!(grip(&plain, DesignWidth::Wide).len(), 8);
        assert!(grip(&Figure::new(1, (6.4, 4.8)), DesignWidth::Wide).is_empty());
    }

    #[test]
    fn zooming_keeps_the_center_in_place_and_the_digits_few() {
        let check = |limits, center, factor, expected| {
            assert_eq!(zoomed(limits, center, factor), Some(expected));
        };
        check((-5.5, 5.5), 0.0, 0.5, (-2.75, 2.75));
        check((0.0, 1.0), 1.0, 0.5, (0.5, 1.0));
        check((0.0, 1.0), 0.3, 1.0 / 3.0, (0.2, 0.533));
        check((0.0, 3.0), 0.0, 0.1, (0.0, 0.3));
        check((5.0, -5.0), 0.0, 2.0, (10.0, -10.0));
        check((-1e5, 1e5), 0.0, 1.234567, (-123_000.0, 123_000.0));
    }

    #[test]
    fn zooming_ends_before_limits_become_absurd() {
        let mut limits = (-5.5, 5.5);
        while let Some(next) = zoomed(limits, 0.25, 0.5) {
            assert!(next.0 < 0.25 && 0.25 < next.1, "{next:?}");
            limits = next;
        }
        assert!((NARROWEST..3.0 * NARROWEST).contains(&(limits.1 - limits.0)));
        while let Some(next) = zoomed(limits, 0.25, 2.0) {
            limits = next;
        }
        assert!((WIDEST / 3.0..=WIDEST).contains(&(limits.1 - limits.0)));
        assert_eq!(zoomed((1e9, 1e9 + 1e-2), 1e9, 1e-2), None);
        for factor in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(zoomed((0.0, 1.0), 0.5, factor), None);
        }
        assert_eq!(zoomed((0.0, 1.0), f64::NAN, 0.5), None);
    }
}
