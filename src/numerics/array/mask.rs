//! Masks: picking and setting the elements where a bool array is true.

use super::element::Element;
use super::index::put;
use super::shape::Walk;
use super::{Array, ArrayError, ArrayResult};

impl Array {
    /// The elements where a mask of the same shape is true, in C order: the usual subscript by
    /// a mask, without a list of positions.
    pub(super) fn masked<T: Element>(&self, mask: &Array) -> Array {
        let elements: Vec<T> = self.to_vec();
        let chosen = elements.into_iter().zip(mask.to_vec::<bool>());
        let kept: Vec<T> = chosen
            .filter_map(|(element, chosen)| chosen.then_some(element))
            .collect();
        let length = kept.len();
        Array::from_elements(kept, &[length])
    }

    /// `self[mask] = value` for a mask of the same rank, whose errors NumPy words otherwise.
    pub(super) fn set_masked(&self, mask: &Array, value: &Array) -> ArrayResult<()> {
        check_mask(mask, self.shape(), 0)?;
        let chosen: Vec<bool> = mask.to_vec();
        let count = chosen.iter().filter(|&&chosen| chosen).count();
        if value.rank() > 1 {
            return Err(ArrayError::value(format!(
                "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, \
                 input has {} dimensions",
                value.rank()
            )));
        }
        if value.len() != 1 && value.len() != count {
            return Err(ArrayError::value(format!(
                "NumPy boolean array indexing assignment cannot assign {} input values to the \
                 {count} output values where the mask is true",
                value.len()
            )));
        }
        let offsets: Vec<usize> = self
            .all_offsets()
            .into_iter()
            .zip(chosen)
            .filter_map(|(offset, chosen)| chosen.then_some(offset))
            .collect();
        let value = value.broadcast_to(&[count])?;
        put(&self.0.storage, &offsets, &value);
        Ok(())
    }

    /// The positions of true elements, an int64 array for each axis (`nonzero`).
    pub fn nonzero(&self) -> Vec<Array> {
        let truth: Vec<bool> = self.to_vec();
        let mut positions: Vec<Vec<i64>> = vec![Vec::new(); self.rank()];
        for (mut place, _) in truth.iter().enumerate().filter(|(_, truth)| **truth) {
            for axis in (0..self.rank()).rev() {
                positions[axis].push((place % self.shape()[axis]) as i64);
                place /= self.shape()[axis];
            }
        }
        positions.into_iter().map(Array::from_integers).collect()
    }

    fn all_offsets(&self) -> Vec<usize> {
        let mut offsets = Vec::with_capacity(self.len());
        let mut walk = Walk::new(&self.0.shape, &self.0.strides, self.0.offset);
        while let Some(run) = walk.next_run(1) {
            offsets.push(run.offset);
        }
        offsets
    }
}

/// Fails where a mask does not fit the axes it stands for.
pub(super) fn check_mask(mask: &Array, shape: &[usize], first_axis: usize) -> ArrayResult<()> {
    for (axis, (&own, &extent)) in mask.shape().iter().zip(shape).enumerate() {
        if own != extent {
            return Err(ArrayError::index(format!(
                "boolean index did not match indexed array along axis {}; size of axis is \
                 {extent} but size of corresponding boolean axis is {own}",
                first_axis + axis
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::array::{Comparison, Index, Scalar};

    #[test]
    fn masked_assignment_counts_its_values() {
        let array = Array::from_integers((0..12).collect())
            .reshaped(&[3, 4])
            .unwrap();
        let mask = array
            .compare(Comparison::Greater, &Array::from_scalar(Scalar::Integer(9)))
            .unwrap();
        let index = [Index::Array(mask)];
        array
            .set(&index, &Array::from_integers(vec![-1, -2]))
            .unwrap();
        assert_eq!(array.to_vec::<i64>()[9..], [9, -1, -2]);
        let error = array.set(&index, &Array::from_integers(vec![1, 2, 3]));
        assert_eq!(
            error.unwrap_err().message,
            "NumPy boolean array indexing assignment cannot assign 3 input values to the 2 \
             output values where the mask is true"
        );
    }
}
