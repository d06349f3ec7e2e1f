//! Subscripts: integers, slices, new axes and masks.

use super::construct::MAXIMUM_RANK;
use super::mask::check_mask;
use super::shape::{Shape, Strides};
use super::{Array, ArrayError, ArrayResult, DataType, wide};

/// One part of a subscript.
#[derive(Clone)]
pub enum Index {
    Integer(i64),
    /// Bounds as Python's slices take them; `step` is not 0.
    Slice {
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
    },
    NewAxis,
    Ellipsis,
    /// An int64 array of positions, or a bool mask.
    Array(Array),
}

impl Array {
    /// `self[indices]`: a view where there is no array among the indices, else a copy. All
    /// integers give a 0-d array.
    ///
    /// # Errors
    /// `IndexError` in NumPy's words: out of bounds, too many indices, masks of another
    /// shape, positions that do not broadcast.
    pub fn get(&self, indices: &[Index]) -> ArrayResult<Array> {
        match self.whole_mask(indices) {
            Some(mask) if mask.rank() > 0 => {
                check_mask(mask, self.shape(), 0)?;
                Ok(self.masked(mask))
            }
            _ if has_arrays(indices) => wide::positions::get(self, indices),
            _ => self.select(indices),
        }
    }

    /// `self[indices] = value`, broadcast and converted.
    ///
    /// # Errors
    /// As [`Array::get`]; values whose shape does not broadcast to the selection's.
    pub fn set(&self, indices: &[Index], value: &Array) -> ArrayResult<()> {
        match self.whole_mask(indices) {
            Some(mask) => self.set_masked(mask, value),
            None if has_arrays(indices) => wide::positions::set(self, indices, value),
            None => self.select(indices)?.assign(value),
        }
    }

    /// The one index where it is a mask with as many axes as the array.
    fn whole_mask<'a>(&self, indices: &'a [Index]) -> Option<&'a Array> {
        match indices {
            [Index::Array(mask)]
                if mask.data_type() == DataType::Bool && mask.rank() == self.rank() =>
            {
                Some(mask)
            }
            _ => None,
        }
    }

    fn select(&self, indices: &[Index]) -> ArrayResult<Array> {
        let mut selector = Selector::new(self);
        for index in &expand(indices, self.rank())? {
            selector.take(index)?;
        }
        selector.finish()
    }
}

fn has_arrays(indices: &[Index]) -> bool {
    indices.iter().any(|index| matches!(index, Index::Array(_)))
}

/// Checks the number of indices and puts whole slices where the ellipsis stands, or at the
/// end.
pub(super) fn expand(indices: &[Index], rank: usize) -> ArrayResult<Vec<Index>> {
    let mut consumed = 0;
    for index in indices {
        consumed += axes_consumed(index);
    }
    if consumed > rank {
        return Err(ArrayError::index(format!(
            "too many indices for array: array is {rank}-dimensional, but {consumed} were indexed"
        )));
    }
    let everything = Index::Slice {
        start: None,
        stop: None,
        step: None,
    };
    let rest = vec![everything; rank - consumed];
    let is_ellipsis = |index: &Index| matches!(index, Index::Ellipsis);
    let mut expanded = indices.to_vec();
    match indices.iter().position(is_ellipsis) {
        Some(place) if indices[place + 1..].iter().any(is_ellipsis) => {
            return Err(ArrayError::index(
                "an index can only have a single ellipsis ('...')",
            ));
        }
        Some(place) => drop(expanded.splice(place..=place, rest)),
        None => expanded.extend(rest),
    }
    Ok(expanded)
}

/// How many of the array's axes an index uses up.
fn axes_consumed(index: &Index) -> usize {
    match index {
        Index::Integer(_) | Index::Slice { .. } => 1,
        Index::NewAxis | Index::Ellipsis => 0,
        Index::Array(array) if array.data_type() == DataType::Bool => array.rank(),
        Index::Array(_) => 1,
    }
}

/// Walks through the array's axes as the indices say, building a view.
pub(super) struct Selector<'array> {
    array: &'array Array,
    pub next_axis: usize,
    offset: isize,
    pub shape: Shape,
    strides: Strides,
}

impl<'array> Selector<'array> {
    pub fn new(array: &'array Array) -> Self {
        Selector {
            array,
            next_axis: 0,
            offset: array.0.offset as isize,
            shape: Shape::new(),
            strides: Strides::new(),
        }
    }

    /// Follows an index that is no array.
    pub fn take(&mut self, index: &Index) -> ArrayResult<()> {
        match index {
            Index::Integer(index) => {
                let (axis, extent, stride) = self.following_axis();
                self.offset += wrapped(*index, axis, extent)? as isize * stride;
            }
            Index::Slice { start, stop, step } => {
                let (_, extent, stride) = self.following_axis();
                let step = step.unwrap_or(1);
                let (start, length) = slice_bounds(*start, *stop, step, extent);
                if length > 0 {
                    self.offset += start as isize * stride;
                }
                // A step past the extent selects one element, whose stride does not matter.
                let step = if length > 1 { step as isize } else { 1 };
                self.push_axis(length, stride * step);
            }
            Index::NewAxis => self.push_axis(1, 0),
            Index::Ellipsis | Index::Array(_) => {}
        }
        Ok(())
    }

    /// The number, extent and stride of the array's next axis, which is then used up.
    pub fn following_axis(&mut self) -> (usize, usize, isize) {
        let axis = self.next_axis;
        self.next_axis += 1;
        (axis, self.array.shape()[axis], self.array.0.strides[axis])
    }

    pub fn push_axis(&mut self, extent: usize, stride: isize) {
        self.shape.push(extent);
        self.strides.push(stride);
    }

    /// The view.
    ///
    /// # Errors
    /// `IndexError` for more axes than NumPy allows.
    pub fn finish(self) -> ArrayResult<Array> {
        if self.shape.len() > MAXIMUM_RANK {
            return Err(ArrayError::index(format!(
                "number of dimensions must be within [0, {MAXIMUM_RANK}], indexing result would \
                 have {}",
                self.shape.len()
            )));
        }
        let offset = self.offset.max(0) as usize;
        Ok(self.array.view(self.shape, self.strides, offset))
    }
}

/// A position counted from the front, within the extent.
pub(super) fn wrapped(index: i64, axis: usize, extent: usize) -> ArrayResult<usize> {
    let position = if index < 0 {
        index.saturating_add(extent as i64)
    } else {
        index
    };
    if position < 0 || position >= extent as i64 {
        return Err(ArrayError::out_of_bounds(index, axis, extent));
    }
    Ok(position as usize)
}

/// The first position and the number of positions of a slice, by Python's rules.
pub fn slice_bounds(
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
    extent: usize,
) -> (i64, usize) {
    let extent = extent as i64;
    let (lowest, highest) = if step > 0 {
        (0, extent)
    } else {
        (-1, extent - 1)
    };
    let clamp = |bound: i64| {
        let counted = if bound < 0 {
            bound.saturating_add(extent)
        } else {
            bound
        };
        counted.clamp(lowest, highest)
    };
    let (first, last) = if step > 0 {
        (lowest, highest)
    } else {
        (highest, lowest)
    };
    let start = start.map_or(first, clamp);
    let stop = stop.map_or(last, clamp);
    let distance = if step > 0 { stop - start } else { start - stop };
    if distance <= 0 {
        return (start, 0);
    }
    let length = (distance - 1) as u64 / step.unsigned_abs() + 1;
    (start, length as usize)
}

/// Writes the elements of `value`, in C order, at offsets of an array's storage. Reads all of
/// `value` before the first write, since it may be a view of the same storage.
pub(super) fn put(array: &Array, offsets: &[usize], value: &Array) {
    let words = value.words(array.data_type());
    array.0.storage.write(&mut |target| {
        for (&offset, &word) in offsets.iter().zip(&words) {
            target[offset] = word;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_bounds(bounds: [Option<i64>; 3], extent: usize, expected: (i64, usize)) {
        let [start, stop, step] = bounds;
        assert_eq!(
            slice_bounds(start, stop, step.unwrap_or(1), extent),
            expected
        );
    }

    #[test]
    fn slices_clamp_as_pythons_do() {
        check_bounds([None, None, None], 5, (0, 5));
        check_bounds([Some(-2), None, None], 5, (3, 2));
        check_bounds([Some(9), None, None], 5, (5, 0));
        check_bounds([None, None, Some(-1)], 5, (4, 5));
        check_bounds([None, None, Some(-2)], 4, (3, 2));
        check_bounds([Some(i64::MIN), Some(i64::MAX), Some(i64::MAX)], 5, (0, 1));
        check_bounds([None, None, Some(i64::MIN)], 5, (4, 1));
        check_bounds([None, None, None], 0, (0, 0));
    }

    fn grid() -> Array {
        Array::from_integers((0..12).collect())
            .reshaped(&[3, 4])
            .unwrap()
    }

    #[track_caller]
    fn check(indices: &[Index], shape: &[usize], expected: &[i64]) {
        let result = grid().get(indices).unwrap();
        assert_eq!(result.shape(), shape);
        assert_eq!(result.to_vec::<i64>(), expected);
    }

    fn positions(positions: &[i64]) -> Index {
        Index::Array(Array::from_integers(positions.to_vec()))
    }

    fn step(step: i64) -> Index {
        Index::Slice {
            start: None,
            stop: None,
            step: Some(step),
        }
    }

    #[test]
    fn subscripts_select_what_numpy_selects() {
        check(&[Index::Integer(-1)], &[4], &[8, 9, 10, 11]);
        check(&[Index::Ellipsis, Index::Integer(1)], &[3], &[1, 5, 9]);
        check(&[step(-2), step(3)], &[2, 2], &[8, 11, 0, 3]);
        check(&[positions(&[2, 0]), positions(&[1, -1])], &[2], &[9, 3]);
        check(&[step(2), positions(&[3, 0])], &[2, 2], &[3, 0, 11, 8]);
        let mask = Array::from_integers(vec![1, 0, 1])
            .converted(DataType::Bool)
            .unwrap();
        check(&[Index::Array(mask), Index::Integer(0)], &[2], &[0, 8]);
        check(
            &[Index::Integer(1), Index::NewAxis, positions(&[0, 1])],
            &[2, 1],
            &[4, 5],
        );
    }
}
