//! Arrays with NumPy semantics: float64, int64 and bool, strided views over shared storage.
//!
//! An [`Array`] is a view: a shape, strides and an offset into a storage that other views
//! may share, so that `y = x[1:]; y[0] = 5` changes `x`. The storage copies its values only
//! when they are written while a snapshot of them is held elsewhere (a figure's series, a
//! forked machine), so that taking a snapshot costs nothing.
//!
//! Operations give a new array and, where NumPy would warn, the [`FloatingFlags`] that were
//! raised. Errors carry NumPy's own words.
//!
//! Knows nothing of the language: no Python values, no argument parsing, no warnings' places.

mod broadcast;
mod construct;
mod element;
mod elementwise;
mod error;
pub mod functions;
mod index;
mod mask;
pub mod operators;
mod power;
mod reduce;
mod shape;
mod storage;
mod text;
mod views;
#[cfg(feature = "wide")]
pub mod wide;

pub use broadcast::broadcast_shapes;
pub use construct::checked_shape;
pub use element::{DataType, Element, Scalar};
pub use elementwise::FloatingFlags;
pub use error::{ArrayError, ArrayErrorKind};
pub use functions::UnaryFunction;
pub use index::Index;
pub use operators::{BinaryOperation, Comparison, not_supported};
pub use reduce::{Axes, Statistic, normalized_axis};
pub use shape::{Shape, shape_text, tuple_text};
pub use storage::ArrayFork;
pub use text::{array_repr, array_str};

/// What goes beyond the lecture's list, where this build lacks it.
#[cfg(not(feature = "wide"))]
mod wide {
    pub(super) mod positions {
        use crate::numerics::array::{Array, ArrayError, ArrayResult, Index};

        pub fn get(_: &Array, _: &[Index]) -> ArrayResult<Array> {
            Err(unknown_here())
        }

        pub fn set(_: &Array, _: &[Index], _: &Array) -> ArrayResult<()> {
            Err(unknown_here())
        }

        fn unknown_here() -> ArrayError {
            ArrayError::unknown_here("arrays of positions as indices")
        }
    }
}

use shape::{Strides, Walk};
use std::rc::Rc;
use storage::Storage;

/// What an array operation gives.
pub type ArrayResult<T> = Result<T, ArrayError>;

/// An array; cloning shares it, as a second Python name would.
#[derive(Clone)]
pub struct Array(Rc<View>);

/// Where an array's elements lie in its storage, counted in elements.
struct View {
    storage: Storage,
    data_type: DataType,
    shape: Shape,
    strides: Strides,
    offset: usize,
}

impl Array {
    fn from_view(
        storage: Storage,
        data_type: DataType,
        shape: Shape,
        strides: Strides,
        offset: usize,
    ) -> Self {
        Array(Rc::new(View {
            storage,
            data_type,
            shape,
            strides,
            offset,
        }))
    }

    /// Another view of the same storage.
    fn view(&self, shape: Shape, strides: Strides, offset: usize) -> Self {
        let (storage, data_type) = (self.0.storage.clone(), self.0.data_type);
        Array::from_view(storage, data_type, shape, strides, offset)
    }

    /// The extents of the axes; empty for a 0-d array.
    pub fn shape(&self) -> &[usize] {
        &self.0.shape
    }

    /// The number of axes, `ndim`.
    pub fn rank(&self) -> usize {
        self.0.shape.len()
    }

    /// The number of elements, `size`.
    pub fn len(&self) -> usize {
        self.0.shape.iter().product()
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The data type, `dtype`.
    pub fn data_type(&self) -> DataType {
        self.0.data_type
    }

    /// Whether both are the same Python object (`is`), not merely equal or overlapping.
    pub fn is_same(&self, other: &Array) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that stays the same while the object lives, for `id` and for copying with
    /// aliases kept.
    pub fn identity(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }

    /// Whether this is the only holder of the object.
    fn is_unshared(&self) -> bool {
        Rc::strong_count(&self.0) == 1
    }

    /// Whether the elements lie in C order without gaps.
    pub fn is_contiguous(&self) -> bool {
        shape::is_contiguous(&self.0.shape, &self.0.strides)
    }

    /// Whether the elements are the whole storage in C order.
    fn covers_storage(&self) -> bool {
        self.0.offset == 0 && self.is_contiguous() && self.len() == self.0.storage.len()
    }

    /// The elements in C order as float64, converted where they are not; shared without a
    /// copy where the array is a whole float64 storage.
    pub fn contiguous_f64(&self) -> Rc<Vec<f64>> {
        if self.data_type() == DataType::Float64 && self.covers_storage() {
            self.0.storage.snapshot()
        } else {
            Rc::new(self.words(DataType::Float64))
        }
    }

    /// The one element of an array of size 1, whatever its rank.
    pub fn single(&self) -> Option<Scalar> {
        (self.len() == 1).then(|| self.scalar(self.0.offset))
    }

    fn scalar(&self, offset: usize) -> Scalar {
        Scalar::from_word(self.0.storage.word(offset), self.data_type())
    }

    /// The element at an offset in the storage, as a word of a data type.
    fn word_at(&self, offset: usize, data_type: DataType) -> f64 {
        element::converted_word(self.0.storage.word(offset), self.data_type(), data_type)
    }

    fn walk(&self) -> Walk {
        Walk::new(&self.0.shape, &self.0.strides, self.0.offset)
    }
}
