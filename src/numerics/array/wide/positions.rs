//! Subscripts by arrays of positions, and by masks of some of the axes.

use crate::numerics::array::construct::check_budget;
use crate::numerics::array::index::{Selector, expand, put, wrapped};
use crate::numerics::array::mask::check_mask;
use crate::numerics::array::shape::{Shape, Strides, Walk, extents_text};
use crate::numerics::array::{
    Array, ArrayError, ArrayResult, DataType, Index, Scalar, broadcast_shapes,
};

/// A subscript taken apart: a view in which the axes indexed by arrays are still whole, and
/// those axes with their positions.
struct Selection {
    view: Array,
    /// Axes of `view`, ascending, each with an int64 array.
    positions: Vec<(usize, Array)>,
    /// Where the axes of the broadcast positions go in the result.
    place: usize,
}

/// `array[indices]` where some index is an array.
pub(in crate::numerics::array) fn get(array: &Array, indices: &[Index]) -> ArrayResult<Array> {
    let selection = select(array, indices)?;
    let (offsets, shape, fancy_rank) = selection.offsets()?;
    check_budget(&shape, array.data_type())?;
    let words = array.0.storage.snapshot();
    let picked = offsets.iter().map(|&offset| words[offset]).collect();
    let gathered = Array::from_words(picked, array.data_type(), &shape);
    Ok(gathered.with_axes(&result_order(shape.len(), fancy_rank, selection.place)))
}

/// `array[indices] = value` where some index is an array.
pub(in crate::numerics::array) fn set(
    array: &Array,
    indices: &[Index],
    value: &Array,
) -> ArrayResult<()> {
    let selection = select(array, indices)?;
    let (offsets, shape, fancy_rank) = selection.offsets()?;
    let order = result_order(shape.len(), fancy_rank, selection.place);
    let target: Shape = order.iter().map(|&axis| shape[axis]).collect();
    let value = value.broadcast_to(&target).map_err(|_| {
        ArrayError::value(format!(
            "shape mismatch: value array of shape {} could not be broadcast to indexing result \
             of shape {}",
            extents_text(value.shape()),
            extents_text(&target)
        ))
    })?;
    put(array, &offsets, &value.with_axes(&inverse(&order)));
    Ok(())
}

impl Array {
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
}

fn select(array: &Array, indices: &[Index]) -> ArrayResult<Selection> {
    let mut selector = PositionSelector {
        array,
        base: Selector::new(array),
        positions: Vec::new(),
        place: None,
        interrupted: false,
        to_front: false,
    };
    for index in &expand(indices, array.rank())? {
        selector.take(index)?;
    }
    Ok(Selection {
        place: selector.place.filter(|_| !selector.to_front).unwrap_or(0),
        positions: selector.positions,
        view: selector.base.finish()?,
    })
}

/// Walks through the array's axes as the indices say, building a [`Selection`]. Integers
/// count as positions, since arrays are among the indices.
struct PositionSelector<'array> {
    array: &'array Array,
    base: Selector<'array>,
    positions: Vec<(usize, Array)>,
    place: Option<usize>,
    /// A slice or new axis came after a position: a further position sends the broadcast
    /// axes to the front.
    interrupted: bool,
    to_front: bool,
}

impl PositionSelector<'_> {
    fn take(&mut self, index: &Index) -> ArrayResult<()> {
        match index {
            Index::Integer(index) => {
                self.take_positions(&Array::from_scalar(Scalar::Integer(*index)))
            }
            Index::Array(array) if array.data_type() == DataType::Bool => self.take_mask(array),
            Index::Array(array) => self.take_positions(array),
            other => {
                let rank = self.base.shape.len();
                self.base.take(other)?;
                if self.base.shape.len() > rank {
                    self.interrupted = self.place.is_some();
                }
                Ok(())
            }
        }
    }

    /// A mask is the positions of its true elements, along as many axes as it has; a 0-d
    /// mask is a new axis of extent 1 or 0.
    fn take_mask(&mut self, mask: &Array) -> ArrayResult<()> {
        if mask.rank() == 0 {
            self.base.push_axis(1, 0);
            let count = mask.single() == Some(Scalar::Bool(true));
            self.record_positions(Array::from_integers(vec![0; usize::from(count)]));
            return Ok(());
        }
        let first_axis = self.base.next_axis;
        check_mask(mask, &self.array.shape()[first_axis..], first_axis)?;
        for positions in mask.nonzero() {
            self.take_positions(&positions)?;
        }
        Ok(())
    }

    fn take_positions(&mut self, positions: &Array) -> ArrayResult<()> {
        let (axis, extent, stride) = self.base.following_axis();
        let mut from_front = Vec::new();
        for index in positions.to_vec::<i64>() {
            from_front.push(wrapped(index, axis, extent)? as i64);
        }
        self.base.push_axis(extent, stride);
        self.record_positions(Array::from_integers(from_front).reshaped(positions.shape())?);
        Ok(())
    }

    /// Notes positions along the axis pushed last.
    fn record_positions(&mut self, positions: Array) {
        let axis = self.base.shape.len() - 1;
        self.to_front |= self.interrupted;
        self.place.get_or_insert(axis - self.positions.len());
        self.positions.push((axis, positions));
    }
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
        check_budget(&shape, DataType::Int64)?;
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
