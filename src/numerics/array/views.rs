//! Other views of the same elements: shapes and orders of axes.

use super::shape::{contiguous_strides, extents_text};
use super::{Array, ArrayError, ArrayResult};
use crate::numerics::gather::Gather;

impl Array {
    /// The same elements in C order under another shape: a view where the elements lie
    /// without gaps, else a copy.
    ///
    /// # Errors
    /// `cannot reshape array of size 6 into shape (4,)`
    pub fn reshaped(&self, shape: &[usize]) -> ArrayResult<Array> {
        let mut length = Some(1usize);
        for &extent in shape {
            length = length.and_then(|length| length.checked_mul(extent));
        }
        if length != Some(self.len()) {
            return Err(ArrayError::value(format!(
                "cannot reshape array of size {} into shape {}",
                self.len(),
                extents_text(shape)
            )));
        }
        if !self.is_contiguous() {
            return self.copy().reshaped(shape);
        }
        Ok(self.view(shape.to_vec(), contiguous_strides(shape), self.0.offset))
    }

    /// One dimension, in C order: a view where there are no gaps (`ravel`).
    pub fn raveled(&self) -> Array {
        let length = self.len();
        let array = match self.is_contiguous() {
            true => self.clone(),
            false => self.copy(),
        };
        array.view(vec![length], vec![1], array.0.offset)
    }

    /// A view with the axes in reverse order (`T`).
    pub fn transposed(&self) -> Array {
        let axes: Vec<usize> = (0..self.rank()).rev().gather();
        self.with_axes(&axes)
    }

    /// A view with the axes in the given order, each once.
    pub fn with_axes(&self, axes: &[usize]) -> Array {
        let shape = axes.iter().map(|&axis| self.0.shape[axis]).gather();
        let strides = axes.iter().map(|&axis| self.0.strides[axis]).gather();
        self.view(shape, strides, self.0.offset)
    }

    /// A view with a new axis of extent 1 before `axis`.
    pub fn with_new_axis(&self, axis: usize) -> Array {
        let (mut shape, mut strides) = (self.0.shape.clone(), self.0.strides.clone());
        shape.insert(axis, 1);
        strides.insert(axis, 0);
        self.view(shape, strides, self.0.offset)
    }
}
