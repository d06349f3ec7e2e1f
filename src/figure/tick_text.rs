//! What stands at the ticks: matplotlib's `ScalarFormatter`, or the texts that the code gave.
//!
//! All labels of an axis share a number of decimals, a power of ten and an offset, so that none
//! is longer than it must be. Knows nothing of pixels or fonts.

use super::Axis;
use super::ticks::{ascending, decade, divide_to_floor, power_of_ten};

/// An offset must save this many digits of each label: `axes.formatter.offset_threshold`.
const OFFSET_THRESHOLD: i32 = 4;

/// Powers of ten at or below the first, or at or above the second, are written once at the end
/// of the axis: `axes.formatter.limits`.
const POWER_LIMITS: (i32, i32) = (-5, 6);

/// The texts of an axis' ticks.
pub(super) enum Labels<'axis> {
    /// The code's own texts, one for each place in order; places past the last have none.
    Given(&'axis [String]),
    Numbers(Scalar),
}

impl Labels<'_> {
    /// The texts for the ticks of `axis`, of which `places` are all.
    pub(super) fn new<'axis>(axis: &'axis Axis, places: &[f64]) -> Labels<'axis> {
        match &axis.tick_labels {
            Some(texts) => Labels::Given(texts),
            None => Labels::Numbers(Scalar::new(places, axis.limits)),
        }
    }

    /// The text of the tick at `place`, the one of number `index` among all places.
    pub(super) fn text(&self, index: usize, place: f64) -> String {
        match self {
            Labels::Given(texts) => texts.get(index).cloned().unwrap_or_default(),
            Labels::Numbers(format) => format.label(place),
        }
    }

    /// What is written once for all labels; mostly empty.
    pub(super) fn offset_text(&self) -> String {
        match self {
            Labels::Given(_) => String::new(),
            Labels::Numbers(format) => format.offset_text(),
        }
    }
}

/// How the numbers of one axis are written. Follows `ScalarFormatter.set_locs`.
pub(super) struct Scalar {
    /// Subtracted from every number.
    offset: f64,
    /// The power of ten by which every number is divided.
    power: i32,
    /// Digits after the point; `None` where there is nothing to write.
    decimals: Option<usize>,
}

impl Scalar {
    /// The format for ticks at `places` on an axis with `limits`.
    pub(super) fn new(places: &[f64], limits: (f64, f64)) -> Scalar {
        let limits = ascending(limits);
        let visible = || {
            let places = places.iter().copied();
            places.filter(move |&place| limits.0 <= place && place <= limits.1)
        };
        let offset = offset(visible());
        let power = power(visible(), offset, limits);
        Scalar {
            offset,
            power,
            decimals: decimals(places, limits, offset, power_of_ten(power)),
        }
    }

    /// The label of the tick at `place`.
    pub(super) fn label(&self, place: f64) -> String {
        let Some(decimals) = self.decimals else {
            return String::new();
        };
        let mut number = (place - self.offset) / power_of_ten(self.power);
        if number.abs() < 1e-8 {
            number = 0.0;
        }
        with_minus_signs(&fixed(number, decimals))
    }

    /// What is written once for all labels: the power of ten and the offset, or nothing.
    pub(super) fn offset_text(&self) -> String {
        let mut text = String::new();
        if self.decimals.is_none() {
            return text;
        }
        if self.power != 0 {
            text.push_str("1e");
            text.push_str(&self.power.to_string());
        }
        if self.offset != 0.0 {
            if self.offset > 0.0 {
                text.push('+');
            }
            text.push_str(&short(self.offset));
        }
        with_minus_signs(&text)
    }
}

/// What to subtract from the visible places so that labels need fewer digits; 0 unless that
/// saves [`OFFSET_THRESHOLD`] of them. Follows `ScalarFormatter._compute_offset`.
fn offset(visible: impl Iterator<Item = f64>) -> f64 {
    let Some((low, high)) = ends(visible) else {
        return 0.0;
    };
    if low == high || (low <= 0.0 && 0.0 <= high) || !(high - low).is_finite() {
        return 0.0;
    }
    let (smaller, larger) = ascending((low.abs(), high.abs()));
    let digits_of = |x: f64, exponent: i32| divide_to_floor(x, power_of_ten(exponent)).0;
    let start = libm::log10(larger).ceil() as i32;
    // One above the largest power of ten at which the two ends differ, or differ by two.
    let shared = |least: f64| {
        let mut exponents = (start - 340..=start).rev();
        let differs = |&at: &i32| digits_of(larger, at) - digits_of(smaller, at) > least;
        exponents.find(differs).map(|at| at + 1)
    };
    let Some(mut exponent) = shared(0.0) else {
        return 0.0;
    };
    if (larger - smaller) / power_of_ten(exponent) <= 1e-2 {
        // The ends straddle a multiple of a large power of ten, such as 0.9999 and 1.0001.
        exponent = shared(1.0).unwrap_or(exponent);
    }
    let kept = digits_of(larger, exponent);
    if kept >= power_of_ten(OFFSET_THRESHOLD - 1) {
        1f64.copysign(low) * kept * power_of_ten(exponent)
    } else {
        0.0
    }
}

/// The power of ten to divide by: 0 within [`POWER_LIMITS`]. Follows
/// `ScalarFormatter._set_order_of_magnitude`.
fn power(visible: impl Iterator<Item = f64>, offset: f64, limits: (f64, f64)) -> i32 {
    let Some((low, high)) = ends(visible) else {
        return 0;
    };
    let largest = low.abs().max(high.abs());
    let power = if offset != 0.0 {
        decade(limits.1 - limits.0)
    } else if largest == 0.0 {
        0
    } else {
        decade(largest)
    };
    if power <= POWER_LIMITS.0 || power >= POWER_LIMITS.1 {
        power
    } else {
        0
    }
}

/// The fewest digits after the point that tell every tick's place to a thousandth of the range's
/// decade. Follows `ScalarFormatter._set_format`. `None` without a tick.
fn decimals(places: &[f64], limits: (f64, f64), offset: f64, scale: f64) -> Option<usize> {
    let scaled = |place: f64| (place - offset) / scale;
    let numbers = || places.iter().map(|&place| scaled(place));
    let (mut low, mut high) = ends(numbers())?;
    if places.len() < 2 {
        // A single tick is compared with the ends of the axis.
        low = low.min(scaled(limits.0)).min(scaled(limits.1));
        high = high.max(scaled(limits.0)).max(scaled(limits.1));
    }
    let mut range = high - low;
    if range == 0.0 {
        range = low.abs().max(high.abs());
    }
    if range == 0.0 || !range.is_finite() {
        range = 1.0;
    }
    let range_decade = decade(range);
    let slack = 1e-3 * power_of_ten(range_decade);
    let mut decimals = (3 - range_decade).max(0);
    while decimals >= 0 {
        let unit = power_of_ten(decimals);
        let rounded = |x: f64| (x * unit).round_ties_even() / unit;
        if !numbers().all(|x| (x - rounded(x)).abs() < slack) {
            break;
        }
        decimals -= 1;
    }
    usize::try_from(decimals + 1).ok()
}

/// The least and greatest of some numbers, or `None` of none. NaN is ignored.
fn ends(numbers: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    numbers.filter(|x| !x.is_nan()).fold(None, |ends, x| {
        let (low, high) = ends.unwrap_or((x, x));
        Some((f64::min(low, x), f64::max(high, x)))
    })
}

/// A number as `%1.nf` writes it, Python's words for what is not finite included.
fn fixed(number: f64, decimals: usize) -> String {
    if number.is_nan() {
        "nan".into()
    } else if number.is_infinite() {
        if number > 0.0 { "inf" } else { "-inf" }.into()
    } else {
        format!("{number:.decimals$}")
    }
}

/// A number in at most ten digits, such as `1.2345e4` or `100` before its power.  Follows
/// `ScalarFormatter.format_data`.
fn short(number: f64) -> String {
    let exponent = decade(number);
    let digits = number / power_of_ten(exponent);
    let mut text = fixed((digits * 1e10).round_ties_even() / 1e10, 9);
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    if exponent != 0 {
        text.push('e');
        text.push_str(&exponent.to_string());
    }
    text
}

/// matplotlib writes U+2212 for every hyphen: `axes.unicode_minus`.
fn with_minus_signs(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::axis;

    #[track_caller]
    fn check(places: &[f64], expected: &[&str], offset_text: &str) {
        let axis = axis((places[0], places[places.len() - 1]));
        let labels = Labels::new(&axis, places);
        let found: Vec<String> = places.iter().map(|&place| labels.text(0, place)).collect();
        assert_eq!(found, expected);
        assert_eq!(labels.offset_text(), offset_text);
    }

    // Expectations are matplotlib 3.11.2's `ax.set_xticks(places); ax.set_xlim(first, last)`.
    #[test]
    fn labels_share_their_decimals() {
        check(&[0.0, 0.5, 1.0], &["0.0", "0.5", "1.0"], "");
        check(&[0.0, 0.25, 1.0], &["0.00", "0.25", "1.00"], "");
        check(&[-1.0, 0.0, 1.0], &["−1", "0", "1"], "");
    }

    #[test]
    fn great_and_small_powers_are_written_once() {
        check(&[0.0, 1e6], &["0", "1"], "1e6");
        check(&[0.0, 2e-5], &["0", "2"], "1e−5");
        check(&[0.0, 500_000.0], &["0", "500000"], "");
    }

    #[test]
    fn an_offset_is_taken_out_where_it_saves_four_digits() {
        check(&[10000.0, 10001.0], &["0", "1"], "+1e4");
        check(&[-10001.0, -10000.0], &["−1", "0"], "−1e4");
        check(&[1000.0, 1001.0], &["1000", "1001"], "");
    }

    #[test]
    fn given_texts_belong_to_ticks_in_order() {
        let mut axis = axis((0.0, 3.0));
        axis.tick_labels = Some(vec!["a".into(), "b".into()]);
        let labels = Labels::new(&axis, &[0.0, 1.0, 2.0]);
        assert_eq!(labels.text(1, 1.0), "b");
        assert_eq!(labels.text(2, 2.0), "");
    }
}
