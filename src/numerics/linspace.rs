//! Evenly spaced samples, bit for bit NumPy's.

/// `num` samples from `start` to `stop`; with `endpoint`, the last one is `stop` itself.
///
/// Follows NumPy's `linspace`: sample `i` is `i * step + start` with both operations rounded;
/// if the step underflows to zero, `(i / div) * delta + start`. Zero samples give an empty
/// array, one sample gives `start`.
///
/// Domain: any doubles; NaN and infinite ends give what the formula gives.
pub fn linspace(start: f64, stop: f64, num: usize, endpoint: bool) -> Vec<f64> {
    let intervals = if endpoint { num.saturating_sub(1) } else { num };
    let delta = stop - start;
    if intervals == 0 {
        return vec![0.0 * delta + start; num];
    }
    let divisor = intervals as f64;
    let step = delta / divisor;
    let mut samples: Vec<f64> = if step == 0.0 {
        (0..num)
            .map(|index| index as f64 / divisor * delta + start)
            .collect()
    } else {
        (0..num).map(|index| index as f64 * step + start).collect()
    };
    if endpoint && num > 1 {
        samples[num - 1] = stop;
    }
    samples
}

/// The number of samples that [`arange`] gives; `None` if it is not a finite number or the step
/// is zero.
pub fn arange_length(start: f64, stop: f64, step: f64) -> Option<f64> {
    let length = ((stop - start) / step).ceil();
    length.is_finite().then_some(length.max(0.0))
}

/// `length` samples from `start` on.
///
/// Follows NumPy's `arange` for floats: the second sample is `start + step`, and every further
/// one is `start + i * (second - start)`.
pub fn arange(start: f64, step: f64, length: usize) -> Vec<f64> {
    let rounded_step = (start + step) - start;
    (0..length)
        .map(|index| match index {
            0 => start,
            1 => start + step,
            _ => start + index as f64 * rounded_step,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_sample_is_the_stop_itself() {
        assert_eq!(linspace(0.0, 0.1, 4, true)[3], 0.1);
    }

    #[test]
    fn few_samples_are_defined() {
        assert_eq!(linspace(0.0, 1.0, 0, true), [0.0; 0]);
        assert_eq!(linspace(2.0, 3.0, 1, true), [2.0]);
        assert_eq!(linspace(2.0, 3.0, 1, false), [2.0]);
        assert_eq!(linspace(2.0, 3.0, 0, false), [0.0; 0]);
    }

    #[test]
    fn equal_ends_repeat() {
        assert_eq!(linspace(3.0, 3.0, 3, true), [3.0, 3.0, 3.0]);
    }

    #[test]
    fn arange_counts_up_to_the_stop_without_it() {
        assert_eq!(arange_length(0.0, 1.0, 0.1), Some(10.0));
        assert_eq!(arange(0.0, 0.1, 4), [0.0, 0.1, 0.2, 0.30000000000000004]);
        assert_eq!(arange_length(1.0, 0.0, 0.1), Some(0.0));
        assert_eq!(arange_length(0.0, 1.0, 0.0), None);
    }
}
