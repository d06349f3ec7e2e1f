//! Making arrays, within the memory budget.

use super::element::word_of;
use super::shape::{Shape, contiguous_strides, tuple_text};
use super::storage::Storage;
use super::{Array, ArrayError, ArrayErrorKind, ArrayResult, DataType, Scalar};
use crate::numerics::gather::Gather;
use std::rc::Rc;

/// The bytes one array may take: 128 MiB, sixteen million float64 elements. A browser tab
/// holds a few such arrays without trouble; the lecture's largest honest edit, a million
/// samples, takes 8 MB.
const LARGEST_ARRAY: i64 = 1 << 27;

/// As many axes as NumPy allows.
pub(super) const MAXIMUM_RANK: usize = 64;

/// The shape of an array to be made, within the budget of 128 MiB. Extents come as int64,
/// since a browser's `usize` has 32 bits.
///
/// # Errors
/// `negative dimensions are not allowed`; `Unable to allocate 7.45 GiB for an array with
/// shape (1000000000,) and data type float64`; `array is too big; …` where the size in bytes
/// is past 63 bits.
pub fn checked_shape(extents: &[i64], data_type: DataType) -> ArrayResult<Shape> {
    if extents.len() > MAXIMUM_RANK {
        return Err(ArrayError::value(format!(
            "maximum supported dimension for an ndarray is currently {MAXIMUM_RANK}, found {}",
            extents.len()
        )));
    }
    let mut bytes = data_type.item_size() as i64;
    for &extent in extents {
        if extent < 0 {
            return Err(ArrayError::value("negative dimensions are not allowed"));
        }
        bytes = bytes.checked_mul(extent.max(1)).ok_or_else(too_big)?;
    }
    if bytes > LARGEST_ARRAY && !extents.contains(&0) {
        return Err(out_of_memory(bytes, extents, data_type));
    }
    Ok(extents.iter().map(|&extent| extent as usize).gather())
}

/// [`checked_shape`] for extents that come from arrays at hand.
pub(super) fn check_budget(shape: &[usize], data_type: DataType) -> ArrayResult<()> {
    let extents: Vec<i64> = shape.iter().map(|&extent| extent as i64).gather();
    checked_shape(&extents, data_type).map(|_| ())
}

fn too_big() -> ArrayError {
    ArrayError::value(
        "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.",
    )
}

/// NumPy's `MemoryError` for an array of so many bytes.
fn out_of_memory(bytes: i64, extents: &[i64], data_type: DataType) -> ArrayError {
    ArrayError::new(
        ArrayErrorKind::Memory,
        format!(
            "Unable to allocate {} for an array with shape {} and data type {}",
            size_text(bytes),
            tuple_text(extents),
            data_type.name()
        ),
    )
}

/// A number of bytes past 1024 as NumPy's memory error writes it: three significant digits
/// and a binary unit, `7.45 GiB`, `763. MiB`.
fn size_text(bytes: i64) -> String {
    const UNITS: [&str; 7] = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let mut unit = bytes.ilog2() as usize / 10;
    let mut number = bytes as f64 / (1u64 << (10 * unit)) as f64;
    if number.round_ties_even() == 1024.0 {
        number /= 1024.0;
        unit += 1;
    }
    let number = match number {
        number if number < 9.995 => format!("{number:.2}"),
        number if number < 99.95 => format!("{number:.1}"),
        _ => format!("{number:.0}."),
    };
    format!("{number} {}", UNITS[unit])
}

impl Array {
    /// An array of the given shape from as many words of a data type in C order.
    pub(super) fn from_words(words: Vec<f64>, data_type: DataType, shape: &[usize]) -> Self {
        debug_assert_eq!(words.len(), shape.iter().product::<usize>());
        Array::from_view(
            Storage::new(Rc::new(words)),
            data_type,
            shape.to_vec(),
            contiguous_strides(shape),
            0,
        )
    }

    /// A one-dimensional float64 array.
    pub fn from_floats(elements: Vec<f64>) -> Self {
        Array::from_shared_floats(Rc::new(elements))
    }

    /// A one-dimensional int64 array.
    pub fn from_integers(elements: Vec<i64>) -> Self {
        let words: Vec<f64> = elements.into_iter().map(word_of).collect();
        let length = words.len();
        Array::from_words(words, DataType::Int64, &[length])
    }

    /// A one-dimensional float64 array over values that are shared until written.
    pub fn from_shared_floats(elements: Rc<Vec<f64>>) -> Self {
        let length = elements.len();
        Array::from_view(
            Storage::new(elements),
            DataType::Float64,
            vec![length],
            vec![1],
            0,
        )
    }

    /// A 0-d array.
    pub fn from_scalar(scalar: Scalar) -> Self {
        let data_type = scalar.data_type();
        Array::from_words(vec![scalar.word_as(data_type)], data_type, &[])
    }

    /// An array of the given shape from scalars in C order, all converted to one data type.
    ///
    /// # Errors
    /// The array budget; `ValueError` where the number of scalars is not the shape's.
    pub fn from_scalars(
        scalars: &[Scalar],
        shape: &[usize],
        data_type: DataType,
    ) -> ArrayResult<Self> {
        check_budget(shape, data_type)?;
        if scalars.len() != shape.iter().product::<usize>() {
            return Err(ArrayError::value("wrong number of elements"));
        }
        let words = scalars.iter().map(|scalar| scalar.word_as(data_type));
        Ok(Array::from_words(words.collect(), data_type, shape))
    }

    /// An array with one value everywhere (`full`, `zeros`, `ones`).
    ///
    /// # Errors
    /// The array budget.
    pub fn full(shape: &[usize], value: Scalar) -> ArrayResult<Self> {
        let data_type = value.data_type();
        check_budget(shape, data_type)?;
        let words = vec![value.word_as(data_type); shape.iter().product()];
        Ok(Array::from_words(words, data_type, shape))
    }

    /// A C-ordered copy with a storage of its own (`copy`).
    pub fn copy(&self) -> Self {
        let data_type = self.data_type();
        Array::from_words(self.words(data_type), data_type, self.shape())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(extents: &[i64], expected: &str) {
        let error = checked_shape(extents, DataType::Float64).unwrap_err();
        assert_eq!(error.message, expected);
    }

    #[test]
    fn arrays_past_the_budget_fail_in_numpys_words() {
        assert!(checked_shape(&[1 << 24], DataType::Float64).is_ok());
        assert!(checked_shape(&[1 << 40, 0], DataType::Float64).is_ok());
        check(
            &[1_000_000_000],
            "Unable to allocate 7.45 GiB for an array with shape (1000000000,) and data type float64",
        );
        check(
            &[1_000_000_000_000_000_000],
            "Unable to allocate 6.94 EiB for an array with shape (1000000000000000000,) and data type float64",
        );
        check(
            &[100_000_000],
            "Unable to allocate 763. MiB for an array with shape (100000000,) and data type float64",
        );
        check(
            &[10_000, 10_000],
            "Unable to allocate 763. MiB for an array with shape (10000, 10000) and data type float64",
        );
        check(
            &[1 << 40, 1 << 40, 0],
            "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.",
        );
        check(&[2, -1], "negative dimensions are not allowed");
    }
}
