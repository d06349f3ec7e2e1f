//! Making arrays, within the memory budget.

use super::element::Element;
use super::shape::{Shape, contiguous_strides, tuple_text};
use super::storage::Shared;
use super::{Array, ArrayError, ArrayErrorKind, ArrayResult, DataType, Scalar};
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
    Ok(extents.iter().map(|&extent| extent as usize).collect())
}

/// [`checked_shape`] for extents that come from arrays at hand.
pub(super) fn check_budget(shape: &[usize], data_type: DataType) -> ArrayResult<()> {
    let extents: Vec<i64> = shape.iter().map(|&extent| extent as i64).collect();
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
    /// An array of the given shape from as many elements in C order.
    pub(super) fn from_elements<T: Element>(elements: Vec<T>, shape: &[usize]) -> Self {
        debug_assert_eq!(elements.len(), shape.iter().product::<usize>());
        Array::from_view(
            T::into_storage(Shared::new(elements)),
            Shape::from_slice(shape),
            contiguous_strides(shape),
            0,
        )
    }

    /// A one-dimensional float64 array.
    pub fn from_floats(elements: Vec<f64>) -> Self {
        let length = elements.len();
        Array::from_elements(elements, &[length])
    }

    /// A one-dimensional int64 array.
    pub fn from_integers(elements: Vec<i64>) -> Self {
        let length = elements.len();
        Array::from_elements(elements, &[length])
    }

    /// A one-dimensional bool array.
    pub fn from_bools(elements: Vec<bool>) -> Self {
        let length = elements.len();
        Array::from_elements(elements, &[length])
    }

    /// A one-dimensional float64 array over values that are shared until written.
    pub fn from_shared_floats(elements: Rc<Vec<f64>>) -> Self {
        let length = elements.len();
        Array::from_view(
            f64::into_storage(Shared::from_snapshot(elements)),
            Shape::from_slice(&[length]),
            contiguous_strides(&[length]),
            0,
        )
    }

    /// A 0-d array.
    pub fn from_scalar(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Float(value) => Array::from_elements(vec![value], &[]),
            Scalar::Integer(value) => Array::from_elements(vec![value], &[]),
            Scalar::Bool(value) => Array::from_elements(vec![value], &[]),
        }
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
        Ok(match data_type {
            DataType::Float64 => convert_scalars::<f64>(scalars, shape),
            DataType::Int64 => convert_scalars::<i64>(scalars, shape),
            DataType::Bool => convert_scalars::<bool>(scalars, shape),
        })
    }

    /// An array with one value everywhere (`full`, `zeros`, `ones`).
    ///
    /// # Errors
    /// The array budget.
    pub fn full(shape: &[usize], value: Scalar) -> ArrayResult<Self> {
        check_budget(shape, value.data_type())?;
        let length = shape.iter().product();
        Ok(match value {
            Scalar::Float(value) => Array::from_elements(vec![value; length], shape),
            Scalar::Integer(value) => Array::from_elements(vec![value; length], shape),
            Scalar::Bool(value) => Array::from_elements(vec![value; length], shape),
        })
    }

    /// A C-ordered copy with a storage of its own (`copy`).
    pub fn copy(&self) -> Self {
        match self.data_type() {
            DataType::Float64 => Array::from_elements::<f64>(self.to_vec(), self.shape()),
            DataType::Int64 => Array::from_elements::<i64>(self.to_vec(), self.shape()),
            DataType::Bool => Array::from_elements::<bool>(self.to_vec(), self.shape()),
        }
    }
}

fn convert_scalars<T: Element>(scalars: &[Scalar], shape: &[usize]) -> Array {
    let elements: Vec<T> = scalars
        .iter()
        .map(|&scalar| T::from_scalar(scalar))
        .collect();
    Array::from_elements(elements, shape)
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
