//! Means, variances and medians, in NumPy's order of operations.

use crate::numerics::array::element::{integer_of, word_of};
use crate::numerics::array::functions::SQUARE;
use crate::numerics::array::operators::{DIVIDE, SUBTRACT};
use crate::numerics::array::{
    Array, ArrayResult, Axes, DataType, FloatingFlags, Scalar, Statistic,
};

impl Array {
    /// The product, factor by factor; 1 of nothing. Integers wrap.
    pub fn product(&self, axes: &Axes) -> (Array, FloatingFlags) {
        let float = |product: f64, run: &[f64]| run.iter().fold(product, |a, b| a * b);
        self.total(axes, 1, float, |product, run| {
            let factors = run.iter().map(|&word| integer_of(word));
            word_of(factors.fold(integer_of(product), i64::wrapping_mul))
        })
    }

    /// The variance: the sum of squared distances from the mean over the count less
    /// `degrees_lost` (`ddof`), where that is above 0.
    ///
    /// # Errors
    /// Shapes past the array budget.
    pub fn variance(&self, axes: &Axes, degrees_lost: f64) -> ArrayResult<Statistic> {
        let kept = Axes {
            axes: axes.axes.clone(),
            keep_dimensions: true,
        };
        let mean = self.mean(&kept)?.value;
        let (distances, _) = self.as_float()?.binary(&SUBTRACT, &mean)?;
        let (squares, _) = distances.map_reusing(&SQUARE)?;
        let (sum, in_reduction) = squares.sum(axes);
        let count = (axes.count(self.shape()) as f64 - degrees_lost).max(0.0);
        let count = Array::from_scalar(Scalar::Float(count));
        let (value, in_division) = sum.binary(&DIVIDE, &count)?;
        Ok(Statistic {
            value,
            in_reduction,
            in_division,
        })
    }

    /// The middle element of each sorted lane, or the mean of the middle two; NaN where
    /// there is a NaN, or nothing.
    ///
    /// # Errors
    /// The array budget.
    pub fn median(&self, axis: usize) -> ArrayResult<Array> {
        let sorted = self.as_float()?.sorted(axis)?;
        let medians = sorted.map_lanes(axis, 1, [DataType::Float64; 2], |lane, output| {
            output[0] = middle(lane);
        })?;
        Ok(medians.without_axis(axis))
    }
}

/// The median of a sorted lane with NaN last.
fn middle(sorted: &[f64]) -> f64 {
    let length = sorted.len();
    match sorted.last() {
        None => f64::NAN,
        Some(last) if last.is_nan() => f64::NAN,
        Some(_) if length % 2 == 1 => sorted[length / 2],
        Some(_) => (sorted[length / 2 - 1] + sorted[length / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NumPy 2.4.6: `x = 0.1 * np.arange(10) ** 2`.
    fn squares() -> Array {
        Array::from_floats((0..10).map(|k| 0.1 * f64::from(k * k)).collect())
    }

    #[track_caller]
    fn check(statistic: &Array, expected: f64) {
        assert_eq!(statistic.to_vec::<f64>(), [expected]);
    }

    #[test]
    fn statistics_are_numpys_to_the_bit() {
        check(&squares().mean(&Axes::ALL).unwrap().value, 2.85);
        check(
            &squares().variance(&Axes::ALL, 0.0).unwrap().value,
            7.210500000000001,
        );
        check(
            &squares().variance(&Axes::ALL, 1.0).unwrap().value,
            8.011666666666667,
        );
        check(&squares().median(0).unwrap(), 2.05);
    }
}
