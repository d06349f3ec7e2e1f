//! "Did you mean": the nearest name, by CPython's measure.
//!
//! Follows `Python/suggestions.c` of CPython 3.11.
//!
//! Knows nothing of where the names come from.

/// What moving, adding or removing a character costs.
const MOVE_COST: usize = 2;
/// What a letter in the other case costs.
const CASE_COST: usize = 1;
/// Longer names, and more names than this, get no suggestion.
const MAXIMUM_LENGTH: usize = 40;
const MAXIMUM_CANDIDATES: usize = 750;

/// The candidate nearest to `wrong`, the first of equals; `None` where none is near enough.
pub fn nearest<'a>(wrong: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if candidates.len() >= MAXIMUM_CANDIDATES {
        return None;
    }
    let mut best = None;
    let mut best_distance = usize::MAX;
    for candidate in candidates {
        if *candidate == wrong {
            continue;
        }
        // No more than a third of the characters may differ.
        let limit = (candidate.len() + wrong.len() + 3) * MOVE_COST / 6;
        let limit = limit.min(best_distance.saturating_sub(1));
        let distance = distance(wrong.as_bytes(), candidate.as_bytes(), limit);
        if distance <= limit && distance < best_distance {
            best = Some(*candidate);
            best_distance = distance;
        }
    }
    best
}

/// The edit distance, or some number above `limit` where it is above that.
fn distance(left: &[u8], right: &[u8], limit: usize) -> usize {
    let (left, right) = without_common_ends(left, right);
    if left.is_empty() || right.is_empty() {
        return (left.len() + right.len()) * MOVE_COST;
    }
    if left.len() > MAXIMUM_LENGTH || right.len() > MAXIMUM_LENGTH {
        return limit + 1;
    }
    let (shorter, longer) = if right.len() < left.len() {
        (right, left)
    } else {
        (left, right)
    };
    if (longer.len() - shorter.len()) * MOVE_COST > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=shorter.len()).map(|index| index * MOVE_COST).collect();
    let mut result = 0;
    for (index, character) in longer.iter().enumerate() {
        let mut diagonal = index * MOVE_COST;
        result = diagonal;
        let mut smallest = usize::MAX;
        for (other, cell) in shorter.iter().zip(&mut row) {
            let substitution = diagonal + substitution_cost(*character, *other);
            diagonal = *cell;
            let insertion_or_deletion = result.min(diagonal) + MOVE_COST;
            result = insertion_or_deletion.min(substitution);
            *cell = result;
            smallest = smallest.min(result);
        }
        if smallest > limit {
            return limit + 1;
        }
    }
    result
}

fn without_common_ends<'a>(mut left: &'a [u8], mut right: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    while let ([a, rest_left @ ..], [b, rest_right @ ..]) = (left, right) {
        if a != b {
            break;
        }
        (left, right) = (rest_left, rest_right);
    }
    while let ([rest_left @ .., a], [rest_right @ .., b]) = (left, right) {
        if a != b {
            break;
        }
        (left, right) = (rest_left, rest_right);
    }
    (left, right)
}

fn substitution_cost(left: u8, right: u8) -> usize {
    if left == right {
        0
    } else if left.eq_ignore_ascii_case(&right) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wrong: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(wrong, candidates), expected);
    }

    #[test]
    fn suggestions_are_those_of_cpython() {
        check("sigmoid", &["sigmoyd"], Some("sigmoyd"));
        check("X", &["x"], Some("x"));
        check("pint", &["int", "print"], Some("int"));
        check("len_gth", &["lenght", "len"], None);
        check("nan", &["any", "np"], None);
        check("apend", &["append", "extend"], Some("append"));
    }

    #[test]
    fn the_first_of_equals_wins() {
        check("ab", &["abc", "abd"], Some("abc"));
    }
}
