//! Functions of whole lanes: running sums and products, positions of extremes.

use super::construct::check_budget;
use super::element::Element;
use super::{Array, ArrayError, ArrayResult, DataType, FloatingFlags};

impl Array {
    /// Runs `function` over each lane along `axis`; each gives `length` elements.
    ///
    /// # Errors
    /// The array budget.
    pub(super) fn map_lanes<T: Element, O: Element>(
        &self,
        axis: usize,
        length: usize,
        mut function: impl FnMut(&[T], &mut [O]),
    ) -> ArrayResult<Array> {
        let lanes_last = self.with_axis_last(axis);
        let mut shape = lanes_last.0.shape.clone();
        let extent = shape.pop().unwrap_or(1);
        let lanes: usize = shape.iter().product();
        shape.push(length);
        check_budget(&shape, O::DATA_TYPE)?;
        let input: Vec<T> = lanes_last.to_vec();
        let mut output = vec![O::default(); lanes * length];
        let lanes = if output.is_empty() { 0 } else { lanes };
        for lane in 0..lanes {
            let from = &input[lane * extent..(lane + 1) * extent];
            function(from, &mut output[lane * length..(lane + 1) * length]);
        }
        Ok(Array::from_elements(output, &shape).with_last_axis_at(axis))
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
            let result = self.map_lanes(axis, extent, |lane, output| scan(lane, output, float))?;
            let flags = self.reduction_flags(&result);
            return Ok((result, flags));
        }
        let result = self.map_lanes(axis, extent, |lane, output| scan(lane, output, integer))?;
        Ok((result, FloatingFlags::NONE))
    }

    /// The position of the first largest element of each lane; a NaN counts as largest.
    ///
    /// # Errors
    /// `attempt to get argmax of an empty sequence`
    pub fn position_of_maximum(&self, axis: usize) -> ArrayResult<Array> {
        self.check_lanes(axis, "argmax")?;
        match self.data_type() {
            DataType::Float64 => self.positions::<f64>(axis, |candidate, best| candidate > best),
            _ => self.positions::<i64>(axis, |candidate, best| candidate > best),
        }
    }

    /// The position of the first smallest element of each lane; a NaN counts as smallest.
    ///
    /// # Errors
    /// `attempt to get argmin of an empty sequence`
    pub fn position_of_minimum(&self, axis: usize) -> ArrayResult<Array> {
        self.check_lanes(axis, "argmin")?;
        match self.data_type() {
            DataType::Float64 => self.positions::<f64>(axis, |candidate, best| candidate < best),
            _ => self.positions::<i64>(axis, |candidate, best| candidate < best),
        }
    }

    fn check_lanes(&self, axis: usize, function: &str) -> ArrayResult<()> {
        if self.shape()[axis] == 0 {
            return Err(ArrayError::value(format!(
                "attempt to get {function} of an empty sequence"
            )));
        }
        Ok(())
    }

    fn positions<T: Element>(&self, axis: usize, beats: fn(T, T) -> bool) -> ArrayResult<Array> {
        let positions = self.map_lanes(axis, 1, |lane: &[T], output: &mut [i64]| {
            output[0] = best_position(lane, beats) as i64;
        })?;
        Ok(positions.without_axis(axis))
    }
}

/// The first position whose element beats all before it; the first NaN ends the search.
fn best_position<T: Element>(lane: &[T], beats: fn(T, T) -> bool) -> usize {
    let mut best = 0;
    for (position, &value) in lane.iter().enumerate() {
        #[allow(clippy::eq_op)] // Only NaN differs from itself.
        if value != value {
            return position;
        }
        if beats(value, lane[best]) {
            best = position;
        }
    }
    best
}

fn scan<T: Copy>(lane: &[T], output: &mut [T], step: fn(T, T) -> T) {
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
