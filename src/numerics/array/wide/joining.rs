//! Shapes guessed, arrays joined, elements repeated.

use crate::numerics::array::construct::{check_budget, checked_shape};
use crate::numerics::array::shape::shape_text;
use crate::numerics::array::{Array, ArrayError, ArrayResult, DataType, Scalar};

impl Array {
    /// [`Array::reshaped`] where one extent may be -1: whatever fits.
    ///
    /// # Errors
    /// As [`Array::reshaped`], and `can only specify one unknown dimension`.
    pub fn reshaped_guessing(&self, extents: &[i64]) -> ArrayResult<Array> {
        let mut unknown = extents.iter().filter(|&&extent| extent < 0);
        if unknown.next().is_none() {
            let shape: Vec<usize> = extents.iter().map(|&extent| extent as usize).collect();
            return self.reshaped(&shape);
        }
        if unknown.next().is_some() {
            return Err(ArrayError::value("can only specify one unknown dimension"));
        }
        let mut known = extents.iter().filter(|&&extent| extent >= 0);
        let known = known.try_fold(1usize, |known, &extent| known.checked_mul(extent as usize));
        let guess = match known {
            Some(known) if known > 0 && self.len().is_multiple_of(known) => self.len() / known,
            _ => return Err(self.reshape_error(extents)),
        };
        let fill = |&extent: &i64| if extent < 0 { guess } else { extent as usize };
        let shape: Vec<usize> = extents.iter().map(fill).collect();
        self.reshaped(&shape)
    }

    fn reshape_error(&self, shape: &[i64]) -> ArrayError {
        ArrayError::value(format!(
            "cannot reshape array of size {} into shape {}",
            self.len(),
            shape_text(shape)
        ))
    }

    /// A view without an axis of extent 1.
    pub fn without_axis(&self, axis: usize) -> Array {
        let (mut shape, mut strides) = (self.0.shape.clone(), self.0.strides.clone());
        shape.remove(axis);
        strides.remove(axis);
        self.view(shape, strides, self.0.offset)
    }

    /// A view of the positions from `start` up to, not including, `end` along an axis; both
    /// within it.
    pub fn between(&self, axis: usize, start: usize, end: usize) -> Array {
        let mut shape = self.0.shape.clone();
        shape[axis] = end - start;
        let offset = self.0.offset as isize + start as isize * self.0.strides[axis];
        self.view(shape, self.0.strides.clone(), offset as usize)
    }

    /// A view in reverse order along an axis.
    pub fn reversed(&self, axis: usize) -> Array {
        let mut strides = self.0.strides.clone();
        let last = self.0.shape[axis].saturating_sub(1) as isize;
        let offset = self.0.offset as isize + last * strides[axis];
        strides[axis] = -strides[axis];
        self.view(self.0.shape.clone(), strides, offset as usize)
    }

    /// The arrays one after another along an axis, of their common data type.
    ///
    /// # Errors
    /// No arrays; 0-d arrays; shapes that differ elsewhere; the array budget.
    pub fn concatenated(arrays: &[Array], axis: usize) -> ArrayResult<Array> {
        let (first, data_type) = check_joinable(arrays, axis)?;
        let mut shape = first.0.shape.clone();
        shape[axis] = arrays.iter().map(|array| array.shape()[axis]).sum();
        check_budget(&shape, data_type)?;
        let joined = Array::full(&shape, Scalar::Bool(false))?.converted(data_type)?;
        let mut start = 0;
        for array in arrays {
            let end = start + array.shape()[axis];
            joined.between(axis, start, end).assign(array)?;
            start = end;
        }
        Ok(joined)
    }

    /// Each element `counts` times along an axis: one count for all, or one each.
    ///
    /// # Errors
    /// `operands could not be broadcast together with shape (3,) (2,)`; negative counts; the
    /// array budget.
    pub fn repeated(&self, counts: &[i64], axis: usize) -> ArrayResult<Array> {
        let extent = self.shape()[axis];
        if counts.len() != 1 && counts.len() != extent {
            return Err(ArrayError::value(format!(
                "operands could not be broadcast together with shape ({extent},) ({},)",
                counts.len()
            )));
        }
        if counts.iter().any(|&count| count < 0) {
            let message = match counts.len() {
                1 => "negative dimensions are not allowed",
                _ => "repeats may not contain negative values.",
            };
            return Err(ArrayError::value(message));
        }
        let count_of = |position: usize| counts[if counts.len() == 1 { 0 } else { position }];
        let total = (0..extent).fold(0i64, |total, position| {
            total.saturating_add(count_of(position))
        });
        let mut extents: Vec<i64> = self.shape().iter().map(|&extent| extent as i64).collect();
        extents[axis] = total;
        checked_shape(&extents, self.data_type())?;
        let positions = (0..extent)
            .flat_map(|position| std::iter::repeat_n(position as i64, count_of(position) as usize));
        self.taken(&Array::from_integers(positions.collect()), axis)
    }
}

/// The first of the arrays and the data type that holds all.
fn check_joinable(arrays: &[Array], axis: usize) -> ArrayResult<(&Array, DataType)> {
    let Some(first) = arrays.first() else {
        return Err(ArrayError::value("need at least one array to concatenate"));
    };
    if first.rank() == 0 {
        return Err(ArrayError::value(
            "zero-dimensional arrays cannot be concatenated",
        ));
    }
    let mut data_type = first.data_type();
    for (position, array) in arrays.iter().enumerate() {
        if array.rank() != first.rank() {
            return Err(ArrayError::value(format!(
                "all the input arrays must have same number of dimensions, but the array at \
                 index 0 has {} dimension(s) and the array at index {position} has {} \
                 dimension(s)",
                first.rank(),
                array.rank()
            )));
        }
        for (other, (&expected, &found)) in first.shape().iter().zip(array.shape()).enumerate() {
            if other != axis && expected != found {
                return Err(ArrayError::value(format!(
                    "all the input array dimensions except for the concatenation axis must \
                     match exactly, but along dimension {other}, the array at index 0 has size \
                     {expected} and the array at index {position} has size {found}"
                )));
            }
        }
        data_type = data_type.max(array.data_type());
    }
    Ok((first, data_type))
}
