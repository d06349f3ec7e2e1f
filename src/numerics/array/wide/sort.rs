//! Sorting, and what follows from it.

use crate::numerics::array::element::{integer_of, word_of};
use crate::numerics::array::{Array, ArrayResult, DataType};
use std::cmp::Ordering;

/// The order of two words of a data type: NaN goes last.
fn order(data_type: DataType, left: f64, right: f64) -> Ordering {
    if data_type != DataType::Float64 {
        return integer_of(left).cmp(&integer_of(right));
    }
    let by_nan = left.is_nan().cmp(&right.is_nan());
    by_nan.then_with(|| left.partial_cmp(&right).unwrap_or(Ordering::Equal))
}

impl Array {
    /// A sorted copy along an axis; NaN last.
    ///
    /// # Errors
    /// The array budget.
    pub fn sorted(&self, axis: usize) -> ArrayResult<Array> {
        let data_type = self.data_type();
        self.map_lanes(axis, self.shape()[axis], [data_type; 2], |lane, output| {
            output.copy_from_slice(lane);
            output.sort_by(|&a, &b| order(data_type, a, b));
        })
    }

    /// The positions that would sort each lane; equal elements keep their order.
    ///
    /// # Errors
    /// The array budget.
    pub fn sorting_positions(&self, axis: usize) -> ArrayResult<Array> {
        let data_type = self.data_type();
        let types = [data_type, DataType::Int64];
        self.map_lanes(axis, self.shape()[axis], types, |lane, output| {
            for (position, output) in output.iter_mut().enumerate() {
                *output = word_of(position as i64);
            }
            let element = |position: f64| lane[integer_of(position) as usize];
            output.sort_by(|&a, &b| order(data_type, element(a), element(b)));
        })
    }

    /// The different elements in order, and how often each occurs; one NaN stands for all.
    ///
    /// # Errors
    /// The array budget.
    pub fn unique(&self) -> ArrayResult<(Array, Vec<i64>)> {
        let data_type = self.data_type();
        let sorted = self.raveled().sorted(0)?;
        let (mut distinct, mut counts) = (Vec::<f64>::new(), Vec::new());
        for element in sorted.words(data_type) {
            match (distinct.last(), counts.last_mut()) {
                (Some(&last), Some(count)) if order(data_type, last, element).is_eq() => {
                    *count += 1
                }
                _ => {
                    distinct.push(element);
                    counts.push(1);
                }
            }
        }
        let length = distinct.len();
        Ok((Array::from_words(distinct, data_type, &[length]), counts))
    }
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
