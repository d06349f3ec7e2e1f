//! Where elements live: shared by views, copied only when written under a snapshot.

use super::{Array, View};
use crate::numerics::by_address::ByAddress;
use std::cell::RefCell;
use std::rc::Rc;

/// The elements of arrays that share them, each one word of 64 bits.
///
/// A word is a float64 itself, or else has the bits of an int64, where truth values are 0 and
/// 1: so whatever moves elements about need not know their data type. The outer `Rc` is the
/// identity that views share; the inner one is the words as they are now, which a snapshot
/// may hold on to.
#[derive(Clone)]
pub(super) struct Storage(Rc<RefCell<Rc<Vec<f64>>>>);

impl Storage {
    /// A storage of its own that starts from given words without copying them.
    pub fn new(words: Rc<Vec<f64>>) -> Self {
        Storage(Rc::new(RefCell::new(words)))
    }

    /// The words as they are now; a later write leaves them alone.
    pub fn snapshot(&self) -> Rc<Vec<f64>> {
        Rc::clone(&self.0.borrow())
    }

    /// Lets `write` change the words, copying them first where a snapshot is held.
    pub fn write(&self, write: &mut dyn FnMut(&mut [f64])) {
        write(Rc::make_mut(&mut *self.0.borrow_mut()).as_mut_slice());
    }

    /// Puts as many other words in place.
    pub fn replace(&self, words: Rc<Vec<f64>>) {
        *self.0.borrow_mut() = words;
    }

    /// Whether neither a view nor a snapshot shares the words.
    pub fn is_unshared(&self) -> bool {
        Rc::strong_count(&self.0) == 1 && Rc::strong_count(&self.0.borrow()) == 1
    }

    /// The words, copied where a snapshot holds them; none are left behind.
    pub fn take(&self) -> Vec<f64> {
        let words = std::mem::take(&mut *self.0.borrow_mut());
        Rc::try_unwrap(words).unwrap_or_else(|shared| (*shared).clone())
    }

    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// The word at an offset that a view vouches for.
    pub fn word(&self, offset: usize) -> f64 {
        self.0.borrow()[offset]
    }

    /// Equal for arrays that are views of the same storage.
    fn identity(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }
}

/// Copies arrays so that what was one array, or one storage, stays one among the copies:
/// for `Machine::fork`. Costs no copy of elements.
#[derive(Default)]
pub struct ArrayFork {
    arrays: ByAddress<Array>,
    storages: ByAddress<Storage>,
}

impl ArrayFork {
    /// The copy of an array, the same each time it is asked for.
    pub fn array(&mut self, array: &Array) -> Array {
        if let Some(copy) = self.arrays.get(array.identity()) {
            return copy.clone();
        }
        let View {
            storage,
            data_type,
            shape,
            strides,
            offset,
        } = &*array.0;
        let storage = match self.storages.get(storage.identity()) {
            Some(copy) => copy.clone(),
            None => {
                let copy = Storage::new(storage.snapshot());
                self.storages.insert(storage.identity(), copy.clone());
                copy
            }
        };
        let copy = Array::from_view(storage, *data_type, shape.clone(), strides.clone(), *offset);
        self.arrays.insert(array.identity(), copy.clone());
        copy
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::array::{Index, Scalar};

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
