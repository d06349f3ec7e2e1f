//! What is behind a dict or a set: a table that all names of the object share.
//!
//! Knows nothing of keys and elements. `absent/shared.rs` takes this file's place in a build
//! without the feature `wide`, in which no program can make a dict or a set.

use super::value::Raised;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

/// A table that can change. Cloning shares it.
pub struct Shared<T>(Rc<RefCell<T>>);

impl<T> Shared<T> {
    /// A new object.
    ///
    /// # Errors
    /// `NotImplementedError` in a build that knows no such objects.
    pub fn new(table: T) -> Result<Self, Raised> {
        Ok(Shared(Rc::new(RefCell::new(table))))
    }

    /// A new object with nothing in it.
    ///
    /// # Errors
    /// As [`Shared::new`].
    pub fn empty() -> Result<Self, Raised>
    where
        T: Default,
    {
        Self::new(T::default())
    }

    /// Another object beside this one.
    pub fn beside(&self, table: T) -> Self {
        Shared(Rc::new(RefCell::new(table)))
    }

    /// Where the table is: what makes two objects the same.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T> Deref for Shared<T> {
    type Target = RefCell<T>;

    fn deref(&self) -> &RefCell<T> {
        &self.0
    }
}
