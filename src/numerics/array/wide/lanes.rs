//! Functions of whole lanes: running sums and products, positions of extremes.

use crate::numerics::array::construct::check_budget;
use crate::numerics::array::element::{integer_of, word_of};
use crate::numerics::array::{Array, ArrayError, ArrayResult, DataType, FloatingFlags};
use std::cmp::Ordering;

impl Array {
    /// Runs `function` over each lane along `axis`, read as words of one data type; each gives
    /// `length` words of another.
    ///
    /// # Errors
    /// The array budget.
    pub(super) fn map_lanes(
        &self,
        axis: usize,
        length: usize,
        [read, result]: [DataType; 2],
        mut function: impl FnMut(&[f64], &mut [f64]),
    ) -> ArrayResult<Array> {
        let lanes_last = self.with_axis_last(axis);
        let mut shape = lanes_last.0.shape.clone();
        let extent = shape.pop().unwrap_or(1);
        let lanes: usize = shape.iter().product();
        shape.push(length);
        check_budget(&shape, result)?;
        let input = lanes_last.words(read);
        let mut output = vec![0.0; lanes * length];
        let lanes = if output.is_empty() { 0 } else { lanes };
        for lane in 0..lanes {
            let from = &input[lane * extent..(lane + 1) * extent];
            function(from, &mut output[lane * length..(lane + 1) * length]);
        }
        Ok(Array::from_words(output, result, &shape).with_last_axis_at(axis))
    }

    /// A view with one axis moved to the end.
    fn with_axis_last(&self, axis: usize) -> Array {
        let (mut shape, mut strides) = (self.0.shape.clone(), self.0.strides.clone());
        let (extent, stride) = (shape.remove(axis), strides.remove(axis));
        shape.push(extent);
        strides.push(stride);
        self.view(shape, strides, self.0.offset)
    }

    /// A view with the last axis moved to where `axis` says.
    fn with_last_axis_at(&self, axis: usize) -> Array {
        let (mut shape, mut strides) = (self.0.shape.clone(), self.0.strides.clone());
        if let (Some(extent), Some(stride)) = (shape.pop(), strides.pop()) {
            shape.insert(axis, extent);
            strides.insert(axis, stride);
        }
        self.view(shape, strides, self.0.offset)
    }

    /// Running sums along an axis; of bool, counts.
    ///
    /// # Errors
    /// The array budget.
    pub fn cumulative_sum(&self, axis: usize) -> ArrayResult<(Array, FloatingFlags)> {
        self.accumulate(axis, |sum, value| sum + value, i64::wrapping_add)
    }

    /// Running products along an axis.
    ///
    /// # Errors
    /// The array budget.
    pub fn cumulative_product(&self, axis: usize) -> ArrayResult<(Array, FloatingFlags)> {
        self.accumulate(axis, |product, value| product * value, i64::wrapping_mul)
    }

    fn accumulate(
        &self,
        axis: usize,
        float: fn(f64, f64) -> f64,
        integer: fn(i64, i64) -> i64,
    ) -> ArrayResult<(Array, FloatingFlags)> {
        let extent = self.0.shape[axis];
        if self.data_type() == DataType::Float64 {
            let types = [DataType::Float64; 2];
            let result = self.map_lanes(axis, extent, types, |lane, output| {
                scan(lane, output, float);
            })?;
            let flags = self.reduction_flags(&result);
            return Ok((result, flags));
        }
        let step = |sum, word| word_of(integer(integer_of(sum), integer_of(word)));
        let result = self.map_lanes(axis, extent, [DataType::Int64; 2], |lane, output| {
            scan(lane, output, step);
        })?;
        Ok((result, FloatingFlags::NONE))
    }

    /// The position of the first largest element of each lane; a NaN counts as largest.
    ///
    /// # Errors
    /// `attempt to get argmax of an empty sequence`
    pub fn position_of_maximum(&self, axis: usize) -> ArrayResult<Array> {
        self.check_lanes(axis, "argmax")?;
        self.positions(axis, Ordering::Greater)
    }

    /// The position of the first smallest element of each lane; a NaN counts as smallest.
    ///
    /// # Errors
    /// `attempt to get argmin of an empty sequence`
    pub fn position_of_minimum(&self, axis: usize) -> ArrayResult<Array> {
        self.check_lanes(axis, "argmin")?;
        self.positions(axis, Ordering::Less)
    }

    fn check_lanes(&self, axis: usize, function: &str) -> ArrayResult<()> {
        if self.shape()[axis] == 0 {
            return Err(ArrayError::value(format!(
                "attempt to get {function} of an empty sequence"
            )));
        }
        Ok(())
    }

    fn positions(&self, axis: usize, wanted: Ordering) -> ArrayResult<Array> {
        let read = self.data_type();
        let positions = self.map_lanes(axis, 1, [read, DataType::Int64], |lane, output| {
            output[0] = word_of(best_position(lane, read, wanted) as i64);
        })?;
        Ok(positions.without_axis(axis))
    }
}

/// The first position whose element stands in the wanted order to all before it; the first
/// NaN ends the search.
fn best_position(lane: &[f64], data_type: DataType, wanted: Ordering) -> usize {
    let float = data_type == DataType::Float64;
    let mut best = 0;
    for (position, &word) in lane.iter().enumerate() {
        if float && word.is_nan() {
            return position;
        }
        let order = match float {
            true => word.partial_cmp(&lane[best]),
            false => Some(integer_of(word).cmp(&integer_of(lane[best]))),
        };
        if order == Some(wanted) {
            best = position;
        }
    }
    best
}

fn scan(lane: &[f64], output: &mut [f64], step: impl Fn(f64, f64) -> f64) {
    let mut running = None;
    for (output, &value) in output.iter_mut().zip(lane) {
        let next = running.map_or(value, |running| step(running, value));
        *output = next;
        running = Some(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_maximum(values: &[f64], expected: i64) {
        let position = Array::from_floats(values.to_vec()).position_of_maximum(0);
        assert_eq!(position.unwrap().to_vec::<i64>(), [expected]);
    }

    #[test]
    fn the_first_of_equals_is_the_extreme_and_nan_above_all() {
        check_maximum(&[1.0, 3.0, 3.0], 1);
        check_maximum(&[1.0, f64::NAN, 3.0, f64::NAN], 1);
        check_maximum(&[f64::NEG_INFINITY], 0);
    }

    #[test]
    fn running_sums_along_the_first_axis() {
        let array = Array::from_integers((0..4).collect())
            .reshaped(&[2, 2])
            .unwrap();
        let (sums, _) = array.cumulative_sum(0).unwrap();
        assert_eq!(sums.shape(), [2, 2]);
        assert_eq!(sums.to_vec::<i64>(), [0, 1, 2, 4]);
    }
}
