//! The tables behind dicts and sets in a build that has neither: a type without values, so that
//! the compiler leaves out whatever would be done with one.
//!
//! Knows nothing of keys and elements. `shared.rs` is what takes its place with the feature `wide`.

use super::value::Raised;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::ops::Deref;

/// A table that can change, were there one.
pub struct Shared<T>(Nothing, PhantomData<T>);

#[derive(Clone, Copy)]
enum Nothing {}

impl<T> Shared<T> {
    /// Refuses.
    ///
    /// # Errors
    /// `NotImplementedError`.
    pub fn new(_table: T) -> Result<Self, Raised> {
        Self::empty()
    }

    /// Refuses.
    ///
    /// # Errors
    /// `NotImplementedError`.
    pub fn empty() -> Result<Self, Raised> {
        Err(Raised::unknown_here(
            "dicts and sets are part of Python, but this page does not know them",
        ))
    }

    /// Another object beside this one.
    pub fn beside(&self, _table: T) -> Self {
        match self.0 {}
    }

    /// Where the table is: what makes two objects the same.
    pub fn address(&self) -> usize {
        match self.0 {}
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        match self.0 {}
    }
}

impl<T> Deref for Shared<T> {
    type Target = RefCell<T>;

    fn deref(&self) -> &RefCell<T> {
        match self.0 {}
    }
}
