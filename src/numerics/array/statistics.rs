//! Means, variances and medians, in NumPy's order of operations.

use super::element::Scalar;
use super::reduce::Axes;
use super::{Array, ArrayResult, BinaryOperation, DataType, FloatingFlags, UnaryFunction};

/// A statistic, with the flags of its sum and those of its last division, which NumPy
/// reports under different names.
pub struct Statistic {
    pub value: Array,
    pub in_reduction: FloatingFlags,
    pub in_division: FloatingFlags,
}

impl Array {
    /// The arithmetic mean: the sum as float64 over the count. NaN of nothing, flagged as an
    /// invalid division.
    ///
    /// # Errors
    /// The array budget.
    pub fn mean(&self, axes: &Axes) -> ArrayResult<Statistic> {
        let (sum, in_reduction) = self.as_float()?.sum(axes);
        let count = Scalar::Float(axes.count(self.shape()) as f64);
        let (value, in_division) =
            sum.binary(BinaryOperation::Divide, &Array::from_scalar(count))?;
        Ok(Statistic {
            value,
            in_reduction,
            in_division,
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
        let (distances, _) = self.as_float()?.binary(BinaryOperation::Subtract, &mean)?;
        let (squares, _) = distances.map_reusing(UnaryFunction::Square)?;
        let (sum, in_reduction) = squares.sum(axes);
        let count = (axes.count(self.shape()) as f64 - degrees_lost).max(0.0);
        let count = Array::from_scalar(Scalar::Float(count));
        let (value, in_division) = sum.binary(BinaryOperation::Divide, &count)?;
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
        let medians = sorted.map_lanes(axis, 1, |lane: &[f64], output: &mut [f64]| {
            output[0] = middle(lane);
        })?;
        Ok(medians.without_axis(axis))
    }

    /// The array itself where it is float64, else a converted copy.
    ///
    /// # Errors
    /// The array budget.
    pub fn as_float(&self) -> ArrayResult<Array> {
        match self.data_type() {
            DataType::Float64 => Ok(self.clone()),
            _ => self.converted(DataType::Float64),
        }
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
