//! Errors of array operations, in NumPy's words.

use super::shape::extents_text;

/// The exception class that NumPy raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrayErrorKind {
    /// NumPy's `AxisError`, which is a `ValueError` and an `IndexError`.
    Axis,
    Index,
    /// NumPy's `_ArrayMemoryError`.
    Memory,
    /// NumPy's `_UFuncNoLoopError`, a `TypeError`: no kernel for these types.
    NoLoop,
    /// NumPy can do it, this page cannot.
    NotImplemented,
    Type,
    Value,
}

/// What went wrong, ready to be raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrayError {
    pub kind: ArrayErrorKind,
    pub message: String,
}

impl ArrayError {
    pub(crate) fn new(kind: ArrayErrorKind, message: impl Into<String>) -> Self {
        ArrayError {
            kind,
            message: message.into(),
        }
    }

    /// A `ValueError`.
    pub(crate) fn value(message: impl Into<String>) -> Self {
        Self::new(ArrayErrorKind::Value, message)
    }

    /// A `TypeError`.
    pub(crate) fn type_error(message: impl Into<String>) -> Self {
        Self::new(ArrayErrorKind::Type, message)
    }

    /// An `IndexError`.
    pub(crate) fn index(message: impl Into<String>) -> Self {
        Self::new(ArrayErrorKind::Index, message)
    }

    /// A `NotImplementedError` for what NumPy has and this page has not.
    pub(crate) fn unknown_here(what: &str) -> Self {
        Self::new(
            ArrayErrorKind::NotImplemented,
            format!("this page does not know {what}"),
        )
    }

    /// `index 3 is out of bounds for axis 0 with size 3`
    pub(crate) fn out_of_bounds(index: i64, axis: usize, extent: usize) -> Self {
        Self::index(format!(
            "index {index} is out of bounds for axis {axis} with size {extent}"
        ))
    }

    /// `axis 2 is out of bounds for array of dimension 1`
    pub(crate) fn axis(axis: i64, rank: usize) -> Self {
        Self::new(
            ArrayErrorKind::Axis,
            format!("axis {axis} is out of bounds for array of dimension {rank}"),
        )
    }

    /// `operands could not be broadcast together with shapes (2,) (3,) `, trailing space
    /// included.
    pub(crate) fn not_broadcastable(shapes: &[&[usize]]) -> Self {
        let mut message = String::from("operands could not be broadcast together with shapes ");
        for shape in shapes {
            message.push_str(&extents_text(shape));
            message.push(' ');
        }
        Self::value(message)
    }
}
