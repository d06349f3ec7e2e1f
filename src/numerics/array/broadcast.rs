//! Broadcasting: giving arrays of different shapes one shape without copying.

use super::shape::Strides;
use super::{Array, ArrayError, ArrayResult, Shape};

/// The shape that all the shapes broadcast to.
///
/// # Errors
/// NumPy's `ValueError` with all shapes, trailing space included.
pub fn broadcast_shapes(shapes: &[&[usize]]) -> ArrayResult<Shape> {
    let rank = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
    let mut result = vec![1; rank];
    for shape in shapes {
        for (extent, &other) in result.iter_mut().rev().zip(shape.iter().rev()) {
            if *extent == 1 {
                *extent = other;
            } else if other != 1 && other != *extent {
                return Err(ArrayError::not_broadcastable(shapes));
            }
        }
    }
    Ok(result)
}

impl Array {
    /// A view of the given shape, repeating axes of extent 1 and new outer axes.
    ///
    /// # Errors
    /// The `ValueError` of an assignment: `could not broadcast input array from shape (2,)
    /// into shape (3,)`. New outer axes of the array itself may be dropped where they have
    /// extent 1, as an assignment does.
    pub fn broadcast_to(&self, shape: &[usize]) -> ArrayResult<Array> {
        let mismatch = || {
            ArrayError::value(format!(
                "could not broadcast input array from shape {} into shape {}",
                super::shape::extents_text(self.shape()),
                super::shape::extents_text(shape)
            ))
        };
        let surplus = self.rank().saturating_sub(shape.len());
        if self.shape()[..surplus].iter().any(|&extent| extent != 1) {
            return Err(mismatch());
        }
        let missing = shape.len().saturating_sub(self.rank());
        let mut strides: Strides = vec![0; missing];
        for (axis, &extent) in shape.iter().enumerate().skip(missing) {
            let own = axis - missing + surplus;
            if self.shape()[own] == extent {
                strides.push(self.0.strides[own]);
            } else if self.shape()[own] == 1 {
                strides.push(0);
            } else {
                return Err(mismatch());
            }
        }
        Ok(self.view(shape.into(), strides, self.0.offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(left: &[usize], right: &[usize], expected: Result<&[usize], &str>) {
        let result = broadcast_shapes(&[left, right]);
        match (result, expected) {
            (Ok(shape), Ok(expected)) => assert_eq!(&*shape, expected),
            (Err(error), Err(expected)) => assert_eq!(error.message, expected),
            (result, _) => panic!("{result:?}"),
        }
    }

    #[test]
    fn shapes_broadcast_as_numpy_says() {
        check(&[3], &[], Ok(&[3]));
        check(&[2, 1], &[3], Ok(&[2, 3]));
        check(&[0], &[1], Ok(&[0]));
        let message = "operands could not be broadcast together with shapes (2,) (3,) ";
        check(&[2], &[3], Err(message));
    }
}
