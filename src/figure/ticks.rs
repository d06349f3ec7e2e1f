//! Where an axis has its ticks: matplotlib's `AutoLocator`, and ticks that the code fixed.
//!
//! Floating-point steps follow matplotlib's one by one, so that `0.4000000000000001` comes out
//! where it does there. Knows nothing of pixels or fonts; the space an axis has for ticks is a
//! number that comes in.

use super::limits::nonsingular;
use super::tick_text::Labels;
use super::{Axis, Direction, Figure, GridPlace};
use crate::numerics::gather::Gather;
use crate::numerics::number_reading::read;

/// Size of matplotlib's tick labels, in points.
const TICK_LABEL_SIZE: f64 = 10.0;

/// The step sizes that may be chosen within and around a decade: matplotlib's steps
/// 1, 2, 2.5, 5, 10, continued by its "staircase" on both sides.
const STEPS: [f64; 10] = [0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0, 20.0];

/// The ticks of one axis as matplotlib reports them.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// Every place of the locator, those just outside the view too, as `get_xticks` gives them.
    pub places: Vec<f64>,
    /// A text for each place.
    pub labels: Vec<String>,
    /// Whether each place lies in the view and is drawn.
    pub shown: Vec<bool>,
    /// What is written once at the end of the axis, such as `1e6` or `+1e3`; mostly empty.
    pub offset_text: String,
}

/// The ticks of `axis` when it has room for `tick_space` of them (see [`tick_space`]).
pub fn ticks(axis: &Axis, tick_space: usize) -> Ticks {
    let places = places(axis, tick_space);
    let texts = Labels::new(axis, &places);
    let numbered = places.iter().enumerate();
    Ticks {
        labels: numbered
            .map(|(index, &place)| texts.text(index, place))
            .gather(),
        shown: places
            .iter()
            .map(|&place| is_in_view(place, axis.limits))
            .gather(),
        offset_text: texts.offset_text(),
        places,
    }
}

/// The places of the ticks alone, in the order of the locator.
pub fn places(axis: &Axis, tick_space: usize) -> Vec<f64> {
    match &axis.ticks {
        Some(fixed) => fixed.clone(),
        None => automatic_places(axis.limits, tick_space),
    }
}

/// Whether a tick is drawn: within the view, give or take 1e-10 of its length. Follows
/// matplotlib's `_interval_contains_close`.
pub fn is_in_view(place: f64, limits: (f64, f64)) -> bool {
    let (low, high) = ascending(limits);
    let slack = (high - low) * 1e-10;
    low - slack <= place && place <= high + slack
}

/// The two ends of an axis, the lower one first.
pub(super) fn ascending((low, high): (f64, f64)) -> (f64, f64) {
    if high < low { (high, low) } else { (low, high) }
}

/// How many ticks an axis of the figure has room for in matplotlib's own layout, with the
/// `figsize` of the code: what the locator gets when the figure is described as data.
///
/// On the screen an axis has the length that the layout gives it; see [`tick_space_of`].
pub fn tick_space(figure: &Figure, place: GridPlace, direction: Direction) -> usize {
    // Left and right, bottom and top of the subplots in parts of the figure, and the gaps in
    // parts of an axes: matplotlib's `figure.subplot.*`.
    let (inches, low, high, count) = match direction {
        Direction::X => (figure.size.0, 0.125, 0.9, place.columns),
        Direction::Y => (figure.size.1, 0.11, 0.88, place.rows),
    };
    let count = count.max(1) as f64;
    let part = (high - low) / (count + 0.2 * (count - 1.0));
    tick_space_of(inches * part * 72.0, direction)
}

/// How many ticks fit on an axis of `length` points, with tick labels of ten points. Follows
/// `Axis.get_tick_space`: the text of an x tick is taken as three times as wide as high, and y
/// ticks want a free line between them. A length that is not a positive number has room for none.
pub fn tick_space_of(length: f64, direction: Direction) -> usize {
    let each = match direction {
        Direction::X => TICK_LABEL_SIZE * 3.0,
        Direction::Y => TICK_LABEL_SIZE * 2.0,
    };
    (length / each).floor().max(0.0) as usize
}

/// The places of `AutoLocator` for a view from `limits.0` to `limits.1`, in either order: the
/// largest of the allowed steps that cuts the view into at most `tick_space` parts (1 to 9) and
/// shows two ticks, from the last multiple at or below the view to the first at or above it.
///
/// Never more than [`MOST_PLACES`] places; none where the arithmetic overflows.
pub fn automatic_places(limits: (f64, f64), tick_space: usize) -> Vec<f64> {
    let (low, high) = nonsingular(limits.0, limits.1, 1e-13, 1e-14);
    let bins = tick_space.clamp(1, 9) as f64;
    let Some((scale, offset)) = scale_and_offset(low, high, bins) else {
        return Vec::new();
    };
    let (low, high) = (low - offset, high - offset);
    let largest = STEPS
        .iter()
        .position(|step| step * scale >= (high - low) / bins)
        .unwrap_or(STEPS.len() - 1);
    let mut places = Vec::new();
    for step in STEPS[..=largest].iter().rev() {
        places = multiples(low, high, step * scale, offset);
        let visible = places.iter().filter(|&&it| low <= it && it <= high);
        if visible.count() >= 2 {
            break;
        }
    }
    for place in &mut places {
        *place += offset;
    }
    places
}

/// Past this many ticks a locator gives up; matplotlib's `Locator.MAXTICKS`.
pub const MOST_PLACES: usize = 1000;

/// The power of ten below one bin's width, and the power of ten that is subtracted from a view
/// far from zero to keep the arithmetic exact. Follows `scale_range`. `None` where the view's
/// length is not a positive finite number.
fn scale_and_offset(low: f64, high: f64, bins: f64) -> Option<(f64, f64)> {
    let length = high - low;
    if !(length > 0.0 && length.is_finite()) {
        return None;
    }
    let middle = (high + low) / 2.0;
    let offset = if middle.abs() / length < 100.0 {
        0.0
    } else {
        power_of_ten(decade(middle)).copysign(middle)
    };
    let scale = power_of_ten(decade(length / bins));
    (scale > 0.0).then_some((scale, offset))
}

/// The multiples of `step` that span the view from `low` to `high`.
fn multiples(low: f64, high: f64, step: f64, offset: f64) -> Vec<f64> {
    let first = divide_to_floor(low, step).0 * step;
    let from = last_at_or_below(low - first, step, offset);
    let to = first_at_or_above(high - first, step, offset);
    let count = (to + 1.0 - from).ceil();
    if !(1.0..=MOST_PLACES as f64).contains(&count) {
        return Vec::new();
    }
    (0..count as usize)
        .map(|index| (from + index as f64) * step + first)
        .gather()
}

/// The largest n with n·step ≤ x, taking an x just below a multiple as that multiple.
fn last_at_or_below(x: f64, step: f64, offset: f64) -> f64 {
    let (quotient, remainder) = divide_to_floor(x, step);
    if (remainder / step - 1.0).abs() < edge_slack(step, offset) {
        quotient + 1.0
    } else {
        quotient
    }
}

/// The smallest n with n·step ≥ x, taking an x just above a multiple as that multiple.
fn first_at_or_above(x: f64, step: f64, offset: f64) -> f64 {
    let (quotient, remainder) = divide_to_floor(x, step);
    if (remainder / step).abs() < edge_slack(step, offset) {
        quotient
    } else {
        quotient + 1.0
    }
}

/// How far from a multiple counts as on it, in steps; more where the offset has cost digits.
/// Follows `_Edge_integer.closeto`.
fn edge_slack(step: f64, offset: f64) -> f64 {
    if offset == 0.0 {
        return 1e-10;
    }
    let digits = libm::log10(offset.abs() / step);
    libm::pow(10.0, digits - 12.0).clamp(1e-10, 0.4999)
}

/// Python's `divmod` of floats: the quotient rounded down, and a remainder with the divisor's
/// sign.
pub(super) fn divide_to_floor(dividend: f64, divisor: f64) -> (f64, f64) {
    let mut remainder = dividend % divisor;
    let mut quotient = (dividend - remainder) / divisor;
    if remainder != 0.0 && (divisor < 0.0) != (remainder < 0.0) {
        remainder += divisor;
        quotient -= 1.0;
    }
    let floor = quotient.floor();
    // The division above is not exact; the true quotient is the nearest whole number.
    let floor = if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    (floor, remainder)
}

/// The exponent of the power of ten at or below |x|: ⌊log₁₀|x|⌋. Saturates for 0 and infinity.
pub(super) fn decade(x: f64) -> i32 {
    libm::log10(x.abs()).floor() as i32
}

/// 10ⁿ as C's `pow` gives it to matplotlib: 0 or infinity past the range of a double.
///
/// Read, since repeated products (`powi`) and the crate `libm` are off in dozens of places.
/// glibc rounds all powers correctly but two, which are one unit high.
pub(super) fn power_of_ten(exponent: i32) -> f64 {
    let rounded = read(&format!("1e{exponent}")).unwrap_or(f64::NAN);
    match exponent {
        23 | 210 => rounded.next_up(),
        _ => rounded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::{axis, reference};
    use serde_json::Value;

    fn floats(list: &Value) -> Vec<f64> {
        let list = list.as_array().unwrap();
        list.iter()
            .map(|number| number.as_str().unwrap().parse().unwrap())
            .collect()
    }

    /// Limits and places may differ by 1e-12 of the axis; everything else not at all.
    #[track_caller]
    fn check_against(reference: &Value, context: &str) {
        let limits = floats(&reference["limits"]);
        let space = reference["tick_space"].as_u64().unwrap() as usize;
        let found = ticks(&axis((limits[0], limits[1])), space);
        let expected = floats(&reference["ticks"]);
        assert_eq!(found.places.len(), expected.len(), "{context}: {found:?}");
        for (place, right) in found.places.iter().zip(&expected) {
            let slack = 1e-12 * (limits[1] - limits[0]).abs();
            assert!((place - right).abs() <= slack, "{context}: {found:?}");
        }
        let labels: Vec<&str> = texts(&reference["labels"]);
        assert_eq!(found.labels, labels, "{context}");
        assert_eq!(found.offset_text, reference["offset_text"], "{context}");
        let shown = reference["shown"].as_array().unwrap();
        let shown: Vec<bool> = shown.iter().map(|it| it.as_bool().unwrap()).collect();
        assert_eq!(found.shown, shown, "{context}");
    }

    fn texts(list: &Value) -> Vec<&str> {
        let list = list.as_array().unwrap();
        list.iter().map(|text| text.as_str().unwrap()).collect()
    }

    #[test]
    fn every_axis_of_the_reference_has_matplotlibs_ticks() {
        let reference = reference("ticks.json");
        for case in reference["cases"].as_array().unwrap() {
            let context = case["data"].to_string();
            check_against(&case["x"], &context);
            check_against(&case["y"], &context);
        }
    }

    #[test]
    fn autoscaled_limits_are_the_references() {
        let reference = reference("ticks.json");
        for case in reference["cases"].as_array().unwrap() {
            let data = floats(&case["data"]);
            let limits = super::super::limits::autoscale(data[0], data[1], 0.05);
            let expected = floats(&case["x"]["limits"]);
            let slack = 1e-12 * (expected[1] - expected[0]).abs();
            assert!((limits.0 - expected[0]).abs() <= slack, "{data:?}");
            assert!((limits.1 - expected[1]).abs() <= slack, "{data:?}");
        }
    }

    #[track_caller]
    fn check(limits: (f64, f64), space: usize, expected: &[f64]) {
        assert_eq!(automatic_places(limits, space), expected);
    }

    #[test]
    fn an_inverted_axis_has_the_same_ticks() {
        check((1.0, 0.0), 2, &[0.0, 0.5, 1.0]);
        check((0.0, 1.0), 2, &[0.0, 0.5, 1.0]);
    }

    #[test]
    fn an_axis_without_room_still_gets_two_ticks() {
        check((0.0, 1.0), 0, &[0.0, 1.0]);
    }

    #[test]
    fn degenerate_limits_give_few_ticks_and_no_panic() {
        for low in [f64::NAN, -1.7e308, -1e-310, 0.0, 5e-324, 1.0, f64::INFINITY] {
            for high in [f64::NAN, 1.7e308, 5e-324, 0.0, 1.0, 1.0 + 2e-16, 1e16] {
                for space in [0, 1, 9, usize::MAX] {
                    assert!(automatic_places((low, high), space).len() <= MOST_PLACES);
                    ticks(&axis((low, high)), space);
                }
            }
        }
    }

    #[test]
    fn the_lectures_axes_have_the_room_that_matplotlib_gives_them() {
        let figure = |size| Figure::new(1, size);
        let single = GridPlace {
            rows: 1,
            columns: 1,
            index: 0,
        };
        let of_three = GridPlace {
            columns: 3,
            ..single
        };
        let single_figure = figure((6.4, 4.8));
        assert_eq!(tick_space(&single_figure, single, Direction::X), 11);
        assert_eq!(tick_space(&single_figure, single, Direction::Y), 13);
        let wide_figure = figure((15.0, 4.0));
        assert_eq!(tick_space(&wide_figure, of_three, Direction::X), 8);
        assert_eq!(tick_space(&wide_figure, of_three, Direction::Y), 11);
    }
}
