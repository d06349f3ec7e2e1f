//! Masks: picking and setting the elements where a bool array is true.

use super::element::integer_of;
use super::index::put;
use super::{Array, ArrayError, ArrayResult, DataType};
use crate::numerics::gather::Gather;

impl Array {
    /// The elements where a mask of the same shape is true, in C order: the usual subscript by
    /// a mask, without a list of positions.
    pub(super) fn masked(&self, mask: &Array) -> Array {
        let data_type = self.data_type();
        let mut kept = self.words(data_type);
        let mut chosen = mask.words(DataType::Bool).into_iter();
        kept.retain(|_| chosen.next().is_some_and(|truth| integer_of(truth) != 0));
        let length = kept.len();
        Array::from_words(kept, data_type, &[length])
    }

    /// `self[mask] = value` for a mask of the same rank, whose errors NumPy words otherwise.
    pub(super) fn set_masked(&self, mask: &Array, value: &Array) -> ArrayResult<()> {
        check_mask(mask, self.shape(), 0)?;
        let offsets = self.chosen_offsets(mask);
        let count = offsets.len();
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
        put(self, &offsets, &value.broadcast_to(&[count])?);
        Ok(())
    }

    /// The positions of true elements, an int64 array for each axis (`nonzero`).
    pub fn nonzero(&self) -> Vec<Array> {
        let truth: Vec<bool> = self.to_vec();
        let mut positions: Vec<Vec<i64>> = vec![Vec::new(); self.rank()];
        for (mut place, &truth) in truth.iter().enumerate() {
            if !truth {
                continue;
            }
            for axis in (0..self.rank()).rev() {
                positions[axis].push((place % self.shape()[axis]) as i64);
                place /= self.shape()[axis];
            }
        }
        positions.into_iter().map(Array::from_integers).gather()
    }

    /// The offsets of the elements where a mask of the same shape is true.
    fn chosen_offsets(&self, mask: &Array) -> Vec<usize> {
        let mut offsets = Vec::new();
        let mut walk = self.walk();
        for truth in mask.words(DataType::Bool) {
            if let Some(run) = walk.next_run(1)
                && integer_of(truth) != 0
            {
                offsets.push(run.offset);
            }
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
