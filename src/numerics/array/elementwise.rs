//! Operations element by element: broadcasting, promotion, and running a kernel block by
//! block over contiguous slices, so that each operation is one tight loop.

use super::broadcast::broadcast_shapes;
use super::construct::check_budget;
use super::element::{Blocks, Element};
use super::storage::Storage;
use super::{Array, ArrayResult, DataType, Shape};

/// Elements a kernel handles at a time: few enough for the first-level cache, enough to
/// hide the cost of the call.
const BLOCK: usize = 512;

/// What the floating-point unit would have flagged. Underflow is ignored, as NumPy's
/// default is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FloatingFlags(u8);

impl FloatingFlags {
    pub const NONE: FloatingFlags = FloatingFlags(0);
    pub const DIVIDE: FloatingFlags = FloatingFlags(1);
    pub const OVERFLOW: FloatingFlags = FloatingFlags(2);
    pub const INVALID: FloatingFlags = FloatingFlags(4);

    /// Both sets of flags.
    pub fn union(self, other: FloatingFlags) -> Self {
        FloatingFlags(self.0 | other.0)
    }

    /// Whether all of `other` are raised.
    pub fn contains(self, other: FloatingFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// NumPy's words for the flags raised, in the order it warns: `divide by zero`,
    /// `overflow`, `invalid value`.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        const WORDS: [(FloatingFlags, &str); 3] = [
            (FloatingFlags::DIVIDE, "divide by zero"),
            (FloatingFlags::OVERFLOW, "overflow"),
            (FloatingFlags::INVALID, "invalid value"),
        ];
        WORDS
            .into_iter()
            .filter(move |(flag, _)| self.contains(*flag))
            .map(|(_, words)| words)
    }
}

/// A loop over two slices of one length into a third.
pub(super) struct BinaryKernel<T, O> {
    pub run: fn(&[T], &[T], &mut [O]),
    /// The flags of one block, looked at after it has run.
    pub flags: fn(&[T], &[T], &[O]) -> FloatingFlags,
}

/// A loop over one slice into another.
pub(super) struct UnaryKernel<T, O> {
    pub run: fn(&[T], &mut [O]),
    pub flags: fn(&[T], &[O]) -> FloatingFlags,
}

/// For kernels that raise nothing.
pub(super) fn no_flags<T, O>(_: &[T], _: &[T], _: &[O]) -> FloatingFlags {
    FloatingFlags::NONE
}

/// For kernels that raise nothing.
pub(super) fn no_unary_flags<T, O>(_: &[T], _: &[O]) -> FloatingFlags {
    FloatingFlags::NONE
}

/// Runs a kernel over two arrays broadcast together and converted to `T`.
///
/// # Errors
/// Shapes that do not broadcast; the array budget.
pub(super) fn apply_binary<T: Element, O: Element>(
    left: &Array,
    right: &Array,
    kernel: &BinaryKernel<T, O>,
) -> ArrayResult<(Array, FloatingFlags)> {
    let shape = broadcast_shapes(&[left.shape(), right.shape()])?;
    check_budget(&shape, O::DATA_TYPE)?;
    let length = shape.iter().product();
    let mut output = vec![O::default(); length];
    let mut left_blocks = Blocks::new(&left.broadcast_to(&shape)?);
    let mut right_blocks = Blocks::new(&right.broadcast_to(&shape)?);
    let mut flags = FloatingFlags::NONE;
    for block in output.chunks_mut(BLOCK) {
        let left_block = left_blocks.next_block(block.len());
        let right_block = right_blocks.next_block(block.len());
        (kernel.run)(left_block, right_block, block);
        flags = flags.union((kernel.flags)(left_block, right_block, block));
    }
    Ok((Array::from_elements(output, &shape), flags))
}

/// Runs a kernel over one array converted to `T`.
///
/// # Errors
/// The array budget.
pub(super) fn apply_unary<T: Element, O: Element>(
    array: &Array,
    kernel: &UnaryKernel<T, O>,
) -> ArrayResult<(Array, FloatingFlags)> {
    check_budget(array.shape(), O::DATA_TYPE)?;
    let mut output = vec![O::default(); array.len()];
    let mut blocks = Blocks::new(array);
    let mut flags = FloatingFlags::NONE;
    for block in output.chunks_mut(BLOCK) {
        let input = blocks.next_block(block.len());
        (kernel.run)(input, block);
        flags = flags.union((kernel.flags)(input, block));
    }
    Ok((Array::from_elements(output, array.shape()), flags))
}

/// [`apply_unary`] over an array that is about to be forgotten: its own storage takes the
/// result where nothing else can see it, which saves the cost of fresh memory.
///
/// # Errors
/// The array budget.
pub(super) fn apply_unary_reusing<T: Element>(
    array: Array,
    kernel: &UnaryKernel<T, T>,
) -> ArrayResult<(Array, FloatingFlags)> {
    let (mut values, shape) = match take_values::<T>(array) {
        Ok(taken) => taken,
        Err(array) => return apply_unary(&array, kernel),
    };
    let mut flags = FloatingFlags::NONE;
    let mut input = [T::default(); BLOCK];
    for block in values.chunks_mut(BLOCK) {
        let input = &mut input[..block.len()];
        input.copy_from_slice(block);
        (kernel.run)(input, block);
        flags = flags.union((kernel.flags)(input, block));
    }
    Ok((Array::from_elements(values, &shape), flags))
}

/// [`apply_binary`] over arrays that are about to be forgotten; see
/// [`apply_unary_reusing`].
///
/// # Errors
/// Shapes that do not broadcast; the array budget.
pub(super) fn apply_binary_reusing<T: Element>(
    left: Array,
    right: Array,
    kernel: &BinaryKernel<T, T>,
) -> ArrayResult<(Array, FloatingFlags)> {
    let shape = broadcast_shapes(&[left.shape(), right.shape()])?;
    let (left, right) = if *shape == *left.shape() {
        match take_values::<T>(left) {
            Ok((values, shape)) => return run_in_place(values, &shape, &right, true, kernel),
            Err(left) => (left, right),
        }
    } else {
        (left, right)
    };
    if *shape == *right.shape() {
        return match take_values::<T>(right) {
            Ok((values, shape)) => run_in_place(values, &shape, &left, false, kernel),
            Err(right) => apply_binary(&left, &right, kernel),
        };
    }
    apply_binary(&left, &right, kernel)
}

/// Runs a kernel whose left (or else right) operand is `values`, which take the result.
fn run_in_place<T: Element>(
    mut values: Vec<T>,
    shape: &[usize],
    other: &Array,
    values_are_left: bool,
    kernel: &BinaryKernel<T, T>,
) -> ArrayResult<(Array, FloatingFlags)> {
    let mut other_blocks = Blocks::new(&other.broadcast_to(shape)?);
    let mut flags = FloatingFlags::NONE;
    let mut input = [T::default(); BLOCK];
    for block in values.chunks_mut(BLOCK) {
        let input = &mut input[..block.len()];
        input.copy_from_slice(block);
        let other = other_blocks.next_block(block.len());
        let (left, right) = if values_are_left {
            (&*input, other)
        } else {
            (other, &*input)
        };
        (kernel.run)(left, right, block);
        flags = flags.union((kernel.flags)(left, right, block));
    }
    Ok((Array::from_elements(values, shape), flags))
}

/// The elements themselves of an array that nothing else holds and that is its whole
/// storage; else the array back.
fn take_values<T: Element>(array: Array) -> Result<(Vec<T>, Shape), Array> {
    let free = array.is_unshared()
        && array.covers_storage()
        && T::shared(&array.0.storage).is_some_and(|shared| shared.is_unshared());
    if !free {
        return Err(array);
    }
    let shape = array.0.shape.clone();
    let values = T::shared(&array.0.storage).map(|shared| shared.take());
    values.map(|values| (values, shape)).ok_or(array)
}

/// Picks from one of two arrays by the truth of a third, all of one shape.
fn pick<T: Element>(condition: &Array, left: &Array, right: &Array) -> Array {
    let condition: Vec<bool> = condition.to_vec();
    let mut elements: Vec<T> = right.to_vec();
    for ((element, chosen), left) in elements.iter_mut().zip(condition).zip(left.to_vec()) {
        if chosen {
            *element = left;
        }
    }
    Array::from_elements(elements, left.shape())
}

impl Array {
    /// Where this is true the element of `left`, else that of `right`, all broadcast
    /// together (`where`).
    ///
    /// # Errors
    /// Shapes that do not broadcast; the array budget.
    pub fn choose(&self, left: &Array, right: &Array) -> ArrayResult<Array> {
        let shape = broadcast_shapes(&[self.shape(), left.shape(), right.shape()])?;
        let data_type = left.data_type().max(right.data_type());
        check_budget(&shape, data_type)?;
        let condition = self.broadcast_to(&shape)?;
        let (left, right) = (left.broadcast_to(&shape)?, right.broadcast_to(&shape)?);
        Ok(match data_type {
            DataType::Float64 => pick::<f64>(&condition, &left, &right),
            DataType::Int64 => pick::<i64>(&condition, &left, &right),
            DataType::Bool => pick::<bool>(&condition, &left, &right),
        })
    }

    /// Writes `value`, broadcast and converted, over this view (`x[...] = value`). Reads
    /// `value` as it was before, where the two overlap.
    ///
    /// # Errors
    /// Shapes that do not broadcast.
    pub fn assign(&self, value: &Array) -> ArrayResult<()> {
        let value = value.broadcast_to(self.shape())?;
        match &self.0.storage {
            Storage::Float(_) => self.assign_elements::<f64>(&value),
            Storage::Integer(_) => self.assign_elements::<i64>(&value),
            Storage::Bool(_) => self.assign_elements::<bool>(&value),
        }
        Ok(())
    }

    /// Writes the elements of an array of the same shape.
    fn assign_elements<T: Element>(&self, value: &Array) {
        let Some(shared) = T::shared(&self.0.storage) else {
            return;
        };
        if self.covers_storage()
            && let Some(whole) = T::shared(&value.0.storage).filter(|_| value.covers_storage())
        {
            return shared.replace(whole.snapshot());
        }
        let values: Vec<T> = value.to_vec();
        let view = &*self.0;
        let mut walk = super::shape::Walk::new(&view.shape, &view.strides, view.offset);
        let mut position = 0;
        shared.write(|elements| {
            while let Some(run) = walk.next_run(usize::MAX) {
                for step in 0..run.length as isize {
                    elements[(run.offset as isize + step * run.stride) as usize] = values[position];
                    position += 1;
                }
            }
        });
    }
}
