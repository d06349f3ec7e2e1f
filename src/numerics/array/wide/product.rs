//! Products of matrices and vectors.

use crate::numerics::array::construct::check_budget;
use crate::numerics::array::element::{integer_of, word_of};
use crate::numerics::array::{Array, ArrayError, ArrayResult, DataType};

/// A row-major matrix product, in words, of `rows × inner` and `inner × columns`, summed in order.
fn multiply(
    left: &[f64],
    right: &[f64],
    [rows, inner, columns]: [usize; 3],
    step: fn(f64, f64, f64) -> f64,
) -> Vec<f64> {
    let mut output = vec![0.0; rows * columns];
    for row in 0..rows {
        let target = &mut output[row * columns..(row + 1) * columns];
        for position in 0..inner {
            let factor = left[row * inner + position];
            let line = &right[position * columns..(position + 1) * columns];
            for (sum, &value) in target.iter_mut().zip(line) {
                *sum = step(*sum, factor, value);
            }
        }
    }
    output
}

impl Array {
    /// `self @ other` of one- and two-dimensional arrays.
    ///
    /// Sums run in order, where NumPy's library for linear algebra may round in another:
    /// floats may differ in the last bits.
    ///
    /// # Errors
    /// Sizes that do not match, in `matmul`'s words; 0-d operands; more than two dimensions;
    /// the budget of array elements, which bounds the multiplications too.
    pub fn matrix_product(&self, other: &Array) -> ArrayResult<Array> {
        for (operand, array) in [self, other].into_iter().enumerate() {
            check_rank(operand, array)?;
        }
        let left = matrix(self, |array| array.with_new_axis(0));
        let right = matrix(other, |array| array.with_new_axis(1));
        let [rows, inner] = [left.shape()[0], left.shape()[1]];
        let [other_inner, columns] = [right.shape()[0], right.shape()[1]];
        if inner != other_inner {
            return Err(ArrayError::value(format!(
                "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc \
                 signature (n?,k),(k,m?)->(n?,m?) (size {other_inner} is different from {inner})"
            )));
        }
        check_budget(&[rows, inner.max(1), columns], DataType::Bool)?;
        let extents = [rows, inner, columns];
        let data_type = self.data_type().max(other.data_type());
        let step: fn(f64, f64, f64) -> f64 = match data_type {
            DataType::Float64 => |sum, a, b| sum + a * b,
            DataType::Int64 => |sum, a, b| {
                let product = integer_of(a).wrapping_mul(integer_of(b));
                word_of(integer_of(sum).wrapping_add(product))
            },
            DataType::Bool => |sum, a, b| word_of(integer_of(sum) | integer_of(a) & integer_of(b)),
        };
        let product = multiply(
            &left.words(data_type),
            &right.words(data_type),
            extents,
            step,
        );
        let product = Array::from_words(product, data_type, &[rows, columns]);
        let product = match other.rank() {
            1 => product.without_axis(1),
            _ => product,
        };
        Ok(match self.rank() {
            1 => product.without_axis(0),
            _ => product,
        })
    }
}

fn check_rank(operand: usize, array: &Array) -> ArrayResult<()> {
    match array.rank() {
        0 => Err(ArrayError::value(format!(
            "matmul: Input operand {operand} does not have enough dimensions (has 0, gufunc \
             core with signature (n?,k),(k,m?)->(n?,m?) requires 1)"
        ))),
        1 | 2 => Ok(()),
        _ => Err(ArrayError::unknown_here(
            "products of arrays with more than two dimensions",
        )),
    }
}

fn matrix(array: &Array, with_axis: fn(&Array) -> Array) -> Array {
    if array.rank() == 1 {
        with_axis(array)
    } else {
        array.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_and_vectors_multiply() {
        let matrix = Array::from_integers((0..6).collect())
            .reshaped(&[2, 3])
            .unwrap();
        let vector = Array::from_integers(vec![1, 10, 100]);
        let product = matrix.matrix_product(&vector).unwrap();
        assert_eq!(product.shape(), [2]);
        assert_eq!(product.to_vec::<i64>(), [210, 543]);
        let square = matrix.matrix_product(&matrix.transposed()).unwrap();
        assert_eq!(square.to_vec::<i64>(), [5, 14, 14, 50]);
        let inner = vector.matrix_product(&vector).unwrap();
        assert_eq!(inner.rank(), 0);
        assert!(matrix.matrix_product(&matrix).is_err());
    }
}
