//! Where elements live: shared by views, copied only when written under a snapshot.

use super::element::{DataType, Scalar};
use super::{Array, View};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The elements of one data type.
///
/// The outer `Rc` is the identity that views share; the inner one is the values as they are
/// now, which a snapshot may hold on to.
pub struct Shared<T>(Rc<RefCell<Rc<Vec<T>>>>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Rc::clone(&self.0))
    }
}

impl<T: Clone> Shared<T> {
    pub(super) fn new(values: Vec<T>) -> Self {
        Self::from_snapshot(Rc::new(values))
    }

    /// A storage of its own that starts from given values without copying them.
    pub(super) fn from_snapshot(values: Rc<Vec<T>>) -> Self {
        Shared(Rc::new(RefCell::new(values)))
    }

    /// The values as they are now; a later write leaves them alone.
    pub(super) fn snapshot(&self) -> Rc<Vec<T>> {
        Rc::clone(&self.0.borrow())
    }

    /// Lets `write` change the values, copying them first where a snapshot is held.
    pub(super) fn write<R>(&self, write: impl FnOnce(&mut [T]) -> R) -> R {
        write(Rc::make_mut(&mut *self.0.borrow_mut()).as_mut_slice())
    }

    /// Puts other values of the same length in place.
    pub(super) fn replace(&self, values: Rc<Vec<T>>) {
        *self.0.borrow_mut() = values;
    }

    /// Whether neither a view nor a snapshot shares the values.
    pub(super) fn is_unshared(&self) -> bool {
        Rc::strong_count(&self.0) == 1 && Rc::strong_count(&self.0.borrow()) == 1
    }

    /// The values, copied where a snapshot holds them; none are left behind.
    pub(super) fn take(&self) -> Vec<T> {
        let values = std::mem::take(&mut *self.0.borrow_mut());
        Rc::try_unwrap(values).unwrap_or_else(|shared| (*shared).clone())
    }

    fn len(&self) -> usize {
        self.0.borrow().len()
    }

    fn identity(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }
}

/// A storage of one of the three data types.
#[derive(Clone)]
pub enum Storage {
    Float(Shared<f64>),
    Integer(Shared<i64>),
    Bool(Shared<bool>),
}

impl Storage {
    pub(super) fn data_type(&self) -> DataType {
        match self {
            Storage::Float(_) => DataType::Float64,
            Storage::Integer(_) => DataType::Int64,
            Storage::Bool(_) => DataType::Bool,
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Storage::Float(shared) => shared.len(),
            Storage::Integer(shared) => shared.len(),
            Storage::Bool(shared) => shared.len(),
        }
    }

    /// The element at an offset that a view vouches for.
    pub(super) fn scalar(&self, offset: usize) -> Scalar {
        match self {
            Storage::Float(shared) => Scalar::Float(shared.0.borrow()[offset]),
            Storage::Integer(shared) => Scalar::Integer(shared.0.borrow()[offset]),
            Storage::Bool(shared) => Scalar::Bool(shared.0.borrow()[offset]),
        }
    }

    /// Equal for arrays that are views of the same storage.
    pub(super) fn identity(&self) -> usize {
        match self {
            Storage::Float(shared) => shared.identity(),
            Storage::Integer(shared) => shared.identity(),
            Storage::Bool(shared) => shared.identity(),
        }
    }

    /// A storage of its own with the same values, which are shared until one is written.
    fn detached(&self) -> Storage {
        match self {
            Storage::Float(shared) => Storage::Float(Shared::from_snapshot(shared.snapshot())),
            Storage::Integer(shared) => Storage::Integer(Shared::from_snapshot(shared.snapshot())),
            Storage::Bool(shared) => Storage::Bool(Shared::from_snapshot(shared.snapshot())),
        }
    }
}

/// Copies arrays so that what was one array, or one storage, stays one among the copies:
/// for `Machine::fork`. Costs no copy of elements.
#[derive(Default)]
pub struct ArrayFork {
    arrays: BTreeMap<usize, Array>,
    storages: BTreeMap<usize, Storage>,
}

impl ArrayFork {
    /// The copy of an array, the same each time it is asked for.
    pub fn array(&mut self, array: &Array) -> Array {
        if let Some(copy) = self.arrays.get(&array.identity()) {
            return copy.clone();
        }
        let View {
            storage,
            shape,
            strides,
            offset,
        } = &*array.0;
        let storage = self
            .storages
            .entry(storage.identity())
            .or_insert_with(|| storage.detached())
            .clone();
        let copy = Array::from_view(storage, shape.clone(), strides.clone(), *offset);
        self.arrays.insert(array.identity(), copy.clone());
        copy
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::array::Index;

    fn tail(array: &Array) -> Array {
        let from_one = Index::Slice {
            start: Some(1),
            stop: None,
            step: None,
        };
        array.get(&[from_one]).unwrap()
    }

    fn set_first(array: &Array, value: f64) {
        let value = Array::from_scalar(Scalar::Float(value));
        array.set(&[Index::Integer(0)], &value).unwrap();
    }

    #[test]
    fn a_view_writes_through_and_a_snapshot_keeps_the_old_values() {
        let whole = Array::from_floats(vec![1.0, 2.0, 3.0]);
        let snapshot = whole.contiguous_f64();
        set_first(&tail(&whole), 5.0);
        assert_eq!(*whole.contiguous_f64(), [1.0, 5.0, 3.0]);
        assert_eq!(*snapshot, [1.0, 2.0, 3.0]);
    }

    #[test]
    fn a_fork_keeps_aliases_among_the_copies_and_none_with_the_original() {
        let whole = Array::from_floats(vec![1.0, 2.0, 3.0]);
        let part = tail(&whole);
        let mut fork = ArrayFork::default();
        let (whole_copy, part_copy) = (fork.array(&whole), fork.array(&part));
        assert!(whole_copy.is_same(&fork.array(&whole)));
        set_first(&part_copy, 9.0);
        assert_eq!(*whole_copy.contiguous_f64(), [1.0, 9.0, 3.0]);
        assert_eq!(*whole.contiguous_f64(), [1.0, 2.0, 3.0]);
    }

    #[test]
    fn contiguous_float64_values_are_shared_not_copied() {
        let array = Array::from_floats(vec![1.0]);
        assert!(Rc::ptr_eq(&array.contiguous_f64(), &array.contiguous_f64()));
    }
}
