//! The ends of an axis: matplotlib's margins, and what it does with degenerate ranges.
//!
//! Pure arithmetic on two numbers. Knows nothing of series, of ticks or of pixels.

/// The part of the data's range that is added at both ends: `rcParams["axes.xmargin"]`.
pub const MARGIN: f64 = 0.05;

/// The view limits that autoscaling gives data from `data_low` to `data_high`.
///
/// `margin` is a part of the range, [`MARGIN`] by default. Both ends infinite or NaN stand for
/// "no finite data" and give matplotlib's (−0.055, 0.055); constant data get a range around
/// them. The result is always finite for finite data whose range is finite, and low comes first:
/// a caller whose axis is inverted swaps the ends. Follows `Axes.autoscale_view` of a linear axis.
pub fn autoscale(data_low: f64, data_high: f64, margin: f64) -> (f64, f64) {
    let (low, high) = set(data_low, data_high);
    let mut added = (high - low) * margin;
    if !added.is_finite() {
        added = 0.0;
    }
    // matplotlib passes the result through the locator, then through `set_xlim`.
    let (low, high) = nonsingular(low - added, high + added, 1e-12, 1e-13);
    set(low, high)
}

/// The view limits after `set_xlim(low, high)`: equal ends are moved apart, anything else stays
/// as it is, an inverted order too. Infinite or NaN ends, which callers refuse before, give
/// (−0.05, 0.05). Follows `Axis._set_lim`.
pub fn set(low: f64, high: f64) -> (f64, f64) {
    let ends = nonsingular(low, high, 0.05, 1e-15);
    if low > high { (ends.1, ends.0) } else { ends }
}

/// The range from the lower to the higher of two ends, moved apart by the part `expander` of
/// each where they are closer than the part `tiny` of the larger one. Follows matplotlib's
/// `transforms._nonsingular`: two ends too close to zero to divide by, or an end that is not
/// finite, give ±`expander`.
pub(super) fn nonsingular(first: f64, second: f64, expander: f64, tiny: f64) -> (f64, f64) {
    if !first.is_finite() || !second.is_finite() {
        return (-expander, expander);
    }
    let (low, high) = if second < first {
        (second, first)
    } else {
        (first, second)
    };
    let largest = low.abs().max(high.abs());
    if largest < (1e6 / tiny) * f64::MIN_POSITIVE {
        (-expander, expander)
    } else if high - low <= largest * tiny {
        (low - expander * low.abs(), high + expander * high.abs())
    } else {
        (low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(data: (f64, f64), expected: (f64, f64)) {
        assert_eq!(autoscale(data.0, data.1, MARGIN), expected);
    }

    // Expectations are matplotlib 3.11.2's `ax.plot([low, high]); ax.get_ylim()`.
    #[test]
    fn margins_are_five_percent_of_the_range() {
        check((-5.0, 5.0), (-5.5, 5.5));
        check((0.0, 1.0), (-0.05, 1.05));
        check((1.0, 6.0), (0.75, 6.25));
    }

    #[test]
    fn constant_data_get_a_range_around_them() {
        check((0.0, 0.0), (-0.05500000000000001, 0.05500000000000001));
        check((3.0, 3.0), (2.835, 3.165));
        check((-2.0, -2.0), (-2.1100000000000003, -1.89));
        check(
            (1e-300, 1e-300),
            (-0.05500000000000001, 0.05500000000000001),
        );
    }

    #[test]
    fn no_finite_data_give_the_default_view() {
        let nothing = (f64::NEG_INFINITY, f64::INFINITY);
        check(nothing, (-0.05500000000000001, 0.05500000000000001));
        check(
            (f64::NAN, f64::NAN),
            (-0.05500000000000001, 0.05500000000000001),
        );
    }

    #[test]
    fn a_range_past_the_largest_number_gets_no_margin() {
        check((-1.7e308, 1.7e308), (-1.7e308, 1.7e308));
    }

    #[test]
    fn set_limits_keep_their_order_and_equal_ones_move_apart() {
        assert_eq!(set(1.5, -0.5), (1.5, -0.5));
        assert_eq!(set(2.0, 2.0), (1.9, 2.1));
        assert_eq!(set(0.0, 0.0), (-0.05, 0.05));
    }
}
