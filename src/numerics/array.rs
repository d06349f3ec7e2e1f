//! Arrays with NumPy semantics: float64, int64 and bool, strided views over shared storage.

/// A NumPy scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    Float(f64),
    Integer(i64),
    Bool(bool),
}

/// An array; cloning shares the storage, as a second Python name would.
#[derive(Clone)]
pub struct Array {}
