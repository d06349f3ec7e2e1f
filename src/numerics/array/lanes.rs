//! Functions of whole lanes: cumulative sums, positions of extremes, differences.

use super::construct::check_budget;
use super::element::Element;
use super::shape::contiguous_strides;
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
        self.position(axis, "argmax", |candidate, best| candidate > best)
    }

    /// The position of the first smallest element of each lane; a NaN counts as smallest.
    ///
    /// # Errors
    /// `attempt to get argmin of an empty sequence`
    pub fn position_of_minimum(&self, axis: usize) -> ArrayResult<Array> {
        self.position(axis, "argmin", |candidate, best| candidate < best)
    }

    /// The first position whose element beats all before it; the first NaN ends the search.
    /// Integers are compared as floats only where that keeps their order.
    fn position(
        &self,
        axis: usize,
        name: &str,
        beats: fn(super::Scalar, super::Scalar) -> bool,
    ) -> ArrayResult<Array> {
        todo!("{axis} {name} {beats:?}")
    }

    /// The differences of neighbours along an axis, one fewer than elements.
    pub(super) fn unit_shape(&self) -> Array {
        let strides = contiguous_strides(&self.0.shape);
        self.view(self.0.shape.clone(), strides, self.0.offset)
    }
}

fn scan<T: Copy>(lane: &[T], output: &mut [T], step: fn(T, T) -> T) {
    let mut running = None;
    for (output, &value) in output.iter_mut().zip(lane) {
        let next = running.map_or(value, |running| step(running, value));
        *output = next;
        running = Some(next);
    }
}
