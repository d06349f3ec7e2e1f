//! Numerical gradients by central differences, as NumPy's `gradient`.

use crate::numerics::array::{Array, ArrayError, ArrayResult, DataType};

impl Array {
    /// The slope along an axis at each sample: central differences inside, one-sided ones at
    /// the edges. `spacing` is the distance of all neighbours (0-d), or the coordinates of the
    /// samples (1-d).
    ///
    /// # Errors
    /// Fewer than two samples; coordinates of another length.
    pub fn gradient(&self, axis: usize, spacing: &Array) -> ArrayResult<Array> {
        let extent = self.shape()[axis];
        if extent < 2 {
            return Err(ArrayError::value(
                "Shape of array too small to calculate a numerical gradient, at least \
                 (edge_order + 1) elements are required.",
            ));
        }
        let mut steps: Vec<f64> = spacing.to_vec();
        if spacing.rank() > 0 {
            if steps.len() != extent {
                return Err(ArrayError::value(
                    "when 1d, distances must match the length of the corresponding dimension",
                ));
            }
            steps = steps.windows(2).map(|pair| pair[1] - pair[0]).collect();
        }
        let uniform = steps.iter().all(|step| *step == steps[0]);
        self.map_lanes(
            axis,
            extent,
            [DataType::Float64; 2],
            |lane, slopes| match uniform {
                true => uniform_slopes(lane, steps[0], slopes),
                false => uneven_slopes(lane, &steps, slopes),
            },
        )
    }
}

fn uniform_slopes(samples: &[f64], step: f64, slopes: &mut [f64]) {
    let last = samples.len() - 1;
    for position in 1..last {
        slopes[position] = (samples[position + 1] - samples[position - 1]) / (2.0 * step);
    }
    slopes[0] = (samples[1] - samples[0]) / step;
    slopes[last] = (samples[last] - samples[last - 1]) / step;
}

/// Weights each of three neighbours by its distances, which is exact for parabolas.
fn uneven_slopes(samples: &[f64], steps: &[f64], slopes: &mut [f64]) {
    let last = samples.len() - 1;
    for position in 1..last {
        let (before, after) = (steps[position - 1], steps[position]);
        let left = -after / (before * (before + after));
        let middle = (after - before) / (before * after);
        let right = before / (after * (before + after));
        slopes[position] = left * samples[position - 1]
            + middle * samples[position]
            + right * samples[position + 1];
    }
    slopes[0] = (samples[1] - samples[0]) / steps[0];
    slopes[last] = (samples[last] - samples[last - 1]) / steps[last - 1];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::array::Scalar;

    #[test]
    fn slopes_of_squares() {
        let squares = Array::from_floats(vec![1.0, 4.0, 9.0, 16.0]);
        let two = Array::from_scalar(Scalar::Float(2.0));
        let slopes = squares.gradient(0, &two).unwrap();
        assert_eq!(slopes.to_vec::<f64>(), [1.5, 2.0, 3.0, 3.5]);
        let places = Array::from_floats(vec![0.0, 1.0, 3.0, 6.0]);
        let slopes = squares.gradient(0, &places).unwrap().to_vec::<f64>();
        assert_eq!(
            slopes,
            [
                3.0,
                2.8333333333333335,
                2.4333333333333336,
                2.3333333333333335
            ]
        );
    }
}
