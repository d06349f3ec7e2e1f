//! Subscripts: integers, slices, new axes, masks and arrays of positions.

use super::construct::MAXIMUM_RANK;
use super::element::Element;
use super::mask::check_mask;
use super::shape::{Shape, Strides, Walk, contiguous_strides, extents_text};
use super::storage::{Shared, Storage};
use super::{Array, ArrayError, ArrayResult, DataType, broadcast_shapes};

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

/// A subscript taken apart: a view in which the axes indexed by arrays are still whole, and
/// those axes with their positions.
struct Selection {
    view: Array,
    /// Axes of `view`, ascending, each with an int64 array.
    positions: Vec<(usize, Array)>,
    /// Where the axes of the broadcast positions go in the result.
    place: usize,
}

impl Array {
    /// `self[indices]`: a view where there is no array among the indices, else a copy. All
    /// integers give a 0-d array.
    ///
    /// # Errors
    /// `IndexError` in NumPy's words: out of bounds, too many indices, masks of another
    /// shape, positions that do not broadcast.
    pub fn get(&self, indices: &[Index]) -> ArrayResult<Array> {
        if let [Index::Array(mask)] = indices
            && mask.data_type() == DataType::Bool
            && mask.rank() == self.rank()
            && mask.rank() > 0
        {
            check_mask(mask, self.shape(), 0)?;
            return Ok(match self.data_type() {
                DataType::Float64 => self.masked::<f64>(mask),
                DataType::Int64 => self.masked::<i64>(mask),
                DataType::Bool => self.masked::<bool>(mask),
            });
        }
        let selection = self.select(indices)?;
        if selection.positions.is_empty() {
            return Ok(selection.view);
        }
        let (offsets, shape, fancy_rank) = selection.offsets()?;
        super::construct::check_budget(&shape, self.data_type())?;
        let gathered = match &self.0.storage {
            Storage::Float(shared) => pick(&shared.snapshot(), &offsets, &shape),
            Storage::Integer(shared) => pick(&shared.snapshot(), &offsets, &shape),
            Storage::Bool(shared) => pick(&shared.snapshot(), &offsets, &shape),
        };
        Ok(gathered.with_axes(&result_order(shape.len(), fancy_rank, selection.place)))
    }

    /// `self[indices] = value`, broadcast and converted.
    ///
    /// # Errors
    /// As [`Array::get`]; values whose shape does not broadcast to the selection's.
    pub fn set(&self, indices: &[Index], value: &Array) -> ArrayResult<()> {
        if let [Index::Array(mask)] = indices
            && mask.data_type() == DataType::Bool
            && mask.rank() == self.rank()
        {
            return self.set_masked(mask, value);
        }
        let selection = self.select(indices)?;
        if selection.positions.is_empty() {
            return selection.view.assign(value);
        }
        let (offsets, shape, fancy_rank) = selection.offsets()?;
        let order = result_order(shape.len(), fancy_rank, selection.place);
        let target: Shape = order.iter().map(|&axis| shape[axis]).collect();
        let value = value.broadcast_to(&target).map_err(|_| {
            ArrayError::value(format!(
                "shape mismatch: value array of shape {} could not be broadcast to indexing \
                 result of shape {}",
                extents_text(value.shape()),
                extents_text(&target)
            ))
        })?;
        let value = value.with_axes(&inverse(&order));
        put(&self.0.storage, &offsets, &value);
        Ok(())
    }

    /// The elements at positions along one axis, in the positions' order.
    ///
    /// # Errors
    /// Positions out of bounds; the array budget.
    pub fn taken(&self, positions: &Array, axis: usize) -> ArrayResult<Array> {
        let everything = Index::Slice {
            start: None,
            stop: None,
            step: None,
        };
        let mut indices = vec![everything; axis];
        indices.push(Index::Array(positions.clone()));
        self.get(&indices)
    }

    fn select(&self, indices: &[Index]) -> ArrayResult<Selection> {
        let indices = expand(indices, self.rank())?;
        let has_arrays = indices.iter().any(|index| matches!(index, Index::Array(_)));
        let mut selector = Selector::new(self, has_arrays);
        for index in &indices {
            selector.take(index)?;
        }
        if selector.shape.len() > MAXIMUM_RANK {
            return Err(ArrayError::index(format!(
                "number of dimensions must be within [0, {MAXIMUM_RANK}], indexing result would \
                 have {}",
                selector.shape.len()
            )));
        }
        Ok(selector.finish())
    }
}

/// Checks the number of indices and puts whole slices where the ellipsis stands, or at the
/// end.
fn expand(indices: &[Index], rank: usize) -> ArrayResult<Vec<Index>> {
    let consumed: usize = indices.iter().map(axes_consumed).sum();
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

/// Walks through the array's axes as the indices say, building a [`Selection`].
struct Selector<'array> {
    array: &'array Array,
    /// Integers count as positions where arrays are among the indices.
    has_arrays: bool,
    next_axis: usize,
    offset: isize,
    shape: Shape,
    strides: Strides,
    positions: Vec<(usize, Array)>,
    place: Option<usize>,
    /// A slice or new axis came after a position: a further position sends the broadcast
    /// axes to the front.
    interrupted: bool,
    to_front: bool,
}

impl<'array> Selector<'array> {
    fn new(array: &'array Array, has_arrays: bool) -> Self {
        Selector {
            array,
            has_arrays,
            next_axis: 0,
            offset: array.0.offset as isize,
            shape: Shape::new(),
            strides: Strides::new(),
            positions: Vec::new(),
            place: None,
            interrupted: false,
            to_front: false,
        }
    }

    fn take(&mut self, index: &Index) -> ArrayResult<()> {
        match index {
            Index::Integer(index) if self.has_arrays => {
                let position = Array::from_scalar(super::Scalar::Integer(*index));
                self.take_positions(&position)
            }
            Index::Integer(index) => self.take_integer(*index),
            Index::Slice { start, stop, step } => {
                self.take_slice(*start, *stop, step.unwrap_or(1));
                Ok(())
            }
            Index::NewAxis => {
                self.push_axis(1, 0);
                Ok(())
            }
            Index::Ellipsis => Ok(()),
            Index::Array(array) if array.data_type() == DataType::Bool => self.take_mask(array),
            Index::Array(array) => self.take_positions(array),
        }
    }

    fn push_axis(&mut self, extent: usize, stride: isize) {
        self.shape.push(extent);
        self.strides.push(stride);
        self.interrupted = self.place.is_some();
    }

    fn take_integer(&mut self, index: i64) -> ArrayResult<()> {
        let axis = self.next_axis;
        let extent = self.array.shape()[axis];
        let position = wrapped(index, axis, extent)?;
        self.offset += position as isize * self.array.0.strides[axis];
        self.next_axis += 1;
        Ok(())
    }

    fn take_slice(&mut self, start: Option<i64>, stop: Option<i64>, step: i64) {
        let stride = self.array.0.strides[self.next_axis];
        let extent = self.array.shape()[self.next_axis];
        let (start, length) = slice_bounds(start, stop, step, extent);
        self.next_axis += 1;
        if length > 0 {
            self.offset += start as isize * stride;
        }
        // A step past the extent selects one element, whose stride does not matter.
        let step = if length > 1 { step as isize } else { 1 };
        self.push_axis(length, stride * step);
    }

    /// A mask is the positions of its true elements, along as many axes as it has; a 0-d
    /// mask is a new axis of extent 1 or 0.
    fn take_mask(&mut self, mask: &Array) -> ArrayResult<()> {
        if mask.rank() == 0 {
            self.shape.push(1);
            self.strides.push(0);
            let count = mask.single() == Some(super::Scalar::Bool(true));
            let positions = Array::from_integers(vec![0; usize::from(count)]);
            self.record_positions(self.shape.len() - 1, positions);
            return Ok(());
        }
        check_mask(mask, &self.array.shape()[self.next_axis..], self.next_axis)?;
        for positions in mask.nonzero() {
            self.take_positions(&positions)?;
        }
        Ok(())
    }

    fn take_positions(&mut self, positions: &Array) -> ArrayResult<()> {
        let axis = self.next_axis;
        let extent = self.array.shape()[axis];
        let indices: Vec<i64> = positions.to_vec();
        let wrapped: ArrayResult<Vec<i64>> = indices
            .into_iter()
            .map(|index| wrapped(index, axis, extent).map(|position| position as i64))
            .collect();
        self.shape.push(extent);
        self.strides.push(self.array.0.strides[axis]);
        self.next_axis += 1;
        let positions = Array::from_elements(wrapped?, positions.shape());
        self.record_positions(self.shape.len() - 1, positions);
        Ok(())
    }

    fn record_positions(&mut self, axis: usize, positions: Array) {
        self.to_front |= self.interrupted;
        let before = axis - self.positions.len();
        self.place.get_or_insert(before);
        self.positions.push((axis, positions));
    }

    fn finish(self) -> Selection {
        let place = self.place.filter(|_| !self.to_front).unwrap_or(0);
        Selection {
            view: self
                .array
                .view(self.shape, self.strides, self.offset.max(0) as usize),
            positions: self.positions,
            place,
        }
    }
}

/// A position counted from the front, within the extent.
fn wrapped(index: i64, axis: usize, extent: usize) -> ArrayResult<usize> {
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

impl Selection {
    /// The storage offsets of all selected elements, the broadcast positions' axes first,
    /// then the view's other axes; with the shape in that order and the number of the first
    /// kind of axes.
    fn offsets(&self) -> ArrayResult<(Vec<usize>, Shape, usize)> {
        let shapes: Vec<&[usize]> = self
            .positions
            .iter()
            .map(|(_, positions)| positions.shape())
            .collect();
        let fancy_shape = broadcast_shapes(&shapes).map_err(|error| {
            let message = error.message.replace("operands", "indexing arrays");
            ArrayError::index(format!("shape mismatch: {message}"))
        })?;
        let mut bases = vec![0isize; fancy_shape.iter().product()];
        for (axis, positions) in &self.positions {
            let stride = self.view.0.strides[*axis];
            let positions: Vec<i64> = positions.broadcast_to(&fancy_shape)?.to_vec();
            for (base, position) in bases.iter_mut().zip(positions) {
                *base += position as isize * stride;
            }
        }
        let (rest_shape, rest_strides) = self.remaining_axes();
        let mut shape = fancy_shape;
        let fancy_rank = shape.len();
        shape.extend_from_slice(&rest_shape);
        super::construct::check_budget(&shape, DataType::Int64)?;
        let mut offsets = Vec::with_capacity(shape.iter().product());
        for base in bases {
            let start = (self.view.0.offset as isize + base) as usize;
            let mut walk = Walk::new(&rest_shape, &rest_strides, start);
            while let Some(run) = walk.next_run(1) {
                offsets.push(run.offset);
            }
        }
        Ok((offsets, shape, fancy_rank))
    }

    fn remaining_axes(&self) -> (Shape, Strides) {
        let indexed = |axis: &usize| self.positions.iter().any(|(other, _)| other == axis);
        let rest = (0..self.view.rank()).filter(|axis| !indexed(axis));
        rest.map(|axis| (self.view.0.shape[axis], self.view.0.strides[axis]))
            .unzip()
    }
}

/// The order of axes that takes the broadcast positions' axes from the front to `place`.
fn result_order(rank: usize, fancy_rank: usize, place: usize) -> Vec<usize> {
    let before = fancy_rank..fancy_rank + place;
    let after = fancy_rank + place..rank;
    before.chain(0..fancy_rank).chain(after).collect()
}

fn inverse(order: &[usize]) -> Vec<usize> {
    let mut inverse = vec![0; order.len()];
    for (place, &axis) in order.iter().enumerate() {
        inverse[axis] = place;
    }
    inverse
}

fn pick<T: Element>(values: &[T], offsets: &[usize], shape: &[usize]) -> Array {
    let elements: Vec<T> = offsets.iter().map(|&offset| values[offset]).collect();
    Array::from_view(
        T::into_storage(Shared::new(elements)),
        Shape::from_slice(shape),
        contiguous_strides(shape),
        0,
    )
}

/// Writes the elements of `value`, in C order, at offsets of a storage.
pub(super) fn put(storage: &Storage, offsets: &[usize], value: &Array) {
    match storage {
        Storage::Float(shared) => scatter(shared, offsets, value),
        Storage::Integer(shared) => scatter(shared, offsets, value),
        Storage::Bool(shared) => scatter(shared, offsets, value),
    }
}

/// Reads all of `value` before the first write, since it may be a view of the same storage.
fn scatter<T: Element>(shared: &Shared<T>, offsets: &[usize], value: &Array) {
    let elements: Vec<T> = value.to_vec();
    shared.write(|target| {
        for (&offset, element) in offsets.iter().zip(elements) {
            target[offset] = element;
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
        let mask = Array::from_bools(vec![true, false, true]);
        check(&[Index::Array(mask), Index::Integer(0)], &[2], &[0, 8]);
        check(
            &[Index::Integer(1), Index::NewAxis, positions(&[0, 1])],
            &[2, 1],
            &[4, 5],
        );
    }
}
