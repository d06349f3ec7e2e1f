//! One sort for everything that is rarely sorted.
//!
//! The standard library's sorts are made anew for every type and every comparison; this one
//! orders positions and is made once. Knows nothing of what stands at the positions.

use std::cmp::Ordering;

/// The positions `0..count` in the order of what stands there; equals stay in their order.
pub fn sorted_positions(
    count: usize,
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut run = 1;
    while run < count {
        merged.clear();
        for pair in sorted.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
                if compare(*second, *first) == Ordering::Less {
                    merged.push(*second);
                    right = right_rest;
                } else {
                    merged.push(*first);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut sorted, &mut merged);
        run *= 2;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[i32], expected: &[usize]) {
        let mut compare = |one: usize, other: usize| values[one].cmp(&values[other]);
        assert_eq!(sorted_positions(values.len(), &mut compare), expected);
    }

    #[test]
    fn positions_come_in_the_order_of_values() {
        check(&[], &[]);
        check(&[7], &[0]);
        check(&[3, 1, 2], &[1, 2, 0]);
        check(&[5, 4, 3, 2, 1], &[4, 3, 2, 1, 0]);
    }

    #[test]
    fn equals_stay_in_their_order() {
        check(&[1, 0, 1, 0, 1, 0, 1], &[1, 3, 5, 0, 2, 4, 6]);
    }
}
