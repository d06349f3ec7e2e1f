//! Sorting, and what follows from it.

use super::element::Element;
use super::{Array, ArrayResult, DataType};
use std::cmp::Ordering;

/// What can be sorted: NaN goes last.
trait Sorted: Element {
    fn order(&self, other: &Self) -> Ordering;
}

impl Sorted for f64 {
    fn order(&self, other: &Self) -> Ordering {
        let by_nan = self.is_nan().cmp(&other.is_nan());
        by_nan.then_with(|| self.partial_cmp(other).unwrap_or(Ordering::Equal))
    }
}

impl Sorted for i64 {
    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

impl Array {
    /// A sorted copy along an axis; NaN last.
    ///
    /// # Errors
    /// The array budget.
    pub fn sorted(&self, axis: usize) -> ArrayResult<Array> {
        match self.data_type() {
            DataType::Float64 => self.sorted_as::<f64>(axis),
            DataType::Int64 => self.sorted_as::<i64>(axis),
            DataType::Bool => self.sorted_as::<i64>(axis)?.converted(DataType::Bool),
        }
    }

    fn sorted_as<T: Sorted>(&self, axis: usize) -> ArrayResult<Array> {
        self.map_lanes(axis, self.shape()[axis], |lane: &[T], output: &mut [T]| {
            output.copy_from_slice(lane);
            output.sort_by(T::order);
        })
    }

    /// The positions that would sort each lane; equal elements keep their order.
    ///
    /// # Errors
    /// The array budget.
    pub fn sorting_positions(&self, axis: usize) -> ArrayResult<Array> {
        match self.data_type() {
            DataType::Float64 => self.sorting_positions_as::<f64>(axis),
            _ => self.sorting_positions_as::<i64>(axis),
        }
    }

    fn sorting_positions_as<T: Sorted>(&self, axis: usize) -> ArrayResult<Array> {
        self.map_lanes(
            axis,
            self.shape()[axis],
            |lane: &[T], output: &mut [i64]| {
                for (position, output) in output.iter_mut().enumerate() {
                    *output = position as i64;
                }
                output.sort_by(|&a, &b| lane[a as usize].order(&lane[b as usize]));
            },
        )
    }

    /// The different elements in order, and how often each occurs; one NaN stands for all.
    ///
    /// # Errors
    /// The array budget.
    pub fn unique(&self) -> ArrayResult<(Array, Vec<i64>)> {
        match self.data_type() {
            DataType::Float64 => {
                let (elements, counts) = distinct(self.to_vec::<f64>());
                Ok((Array::from_floats(elements), counts))
            }
            data_type => {
                let (elements, counts) = distinct(self.to_vec::<i64>());
                let array = Array::from_integers(elements).converted(data_type)?;
                Ok((array, counts))
            }
        }
    }
}

fn distinct<T: Sorted>(mut elements: Vec<T>) -> (Vec<T>, Vec<i64>) {
    elements.sort_by(T::order);
    let (mut distinct, mut counts) = (Vec::<T>::new(), Vec::new());
    for element in elements {
        match (distinct.last(), counts.last_mut()) {
            (Some(last), Some(count)) if last.order(&element).is_eq() => *count += 1,
            _ => {
                distinct.push(element);
                counts.push(1);
            }
        }
    }
    (distinct, counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_sorts_last_and_counts_once() {
        let array = Array::from_floats(vec![2.0, f64::NAN, -1.0, f64::NAN, 2.0]);
        let sorted: Vec<f64> = array.sorted(0).unwrap().to_vec();
        assert_eq!(sorted[..3], [-1.0, 2.0, 2.0]);
        assert!(sorted[3].is_nan() && sorted[4].is_nan());
        assert_eq!(array.unique().unwrap().1, [1, 2, 2]);
    }

    #[test]
    fn sorting_positions_keep_the_order_of_equals() {
        let array = Array::from_integers(vec![3, 1, 3, 1]);
        let positions = array.sorting_positions(0).unwrap();
        assert_eq!(positions.to_vec::<i64>(), [1, 3, 0, 2]);
    }
}
