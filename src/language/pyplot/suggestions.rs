//! Complaints about a word that is not in a list, with matplotlib's guesses.
//!
//! Follows `matplotlib._api.list_suggestion_error_msg` and CPython's `difflib`. Knows nothing of
//! what the words mean.

use crate::language::value::Raised;
use crate::numerics::gather::Gather;
use crate::numerics::order::sorted_positions;

/// Lists up to this length are shown whole; of longer ones, only close words.
const LONGEST_LIST: usize = 5;
/// How many close words are shown.
const MOST_GUESSES: usize = 3;
/// How alike a word must be, from 0 to 1.
const LEAST_RATIO: f64 = 0.5;

/// `ValueError: 'foo' is not a valid value for loc. …`
///
/// `given` is the text that was given, if it was one, and `shown` its `repr`.
pub fn not_in_list(name: &str, given: Option<&str>, shown: &str, values: &[&str]) -> Raised {
    let suggestion = match given {
        Some(word) if values.len() > LONGEST_LIST => guesses(word, values),
        _ => format!(" Supported values are {}", quoted(values)),
    };
    Raised::value_error(format!(
        "{shown} is not a valid value for {name}.{suggestion}"
    ))
}

fn guesses(word: &str, values: &[&str]) -> String {
    let ratios: Vec<f64> = values.iter().map(|value| ratio(value, word)).gather();
    let order = sorted_positions(values.len(), &mut |one, other| {
        let by_ratio = ratios[other].total_cmp(&ratios[one]);
        by_ratio.then_with(|| values[other].cmp(values[one]))
    });
    let mut words = Vec::new();
    for position in order.into_iter().take(MOST_GUESSES) {
        if ratios[position] >= LEAST_RATIO {
            words.push(values[position]);
        }
    }
    match words.len() {
        0 => String::new(),
        1 => format!(" Did you mean: {}?", quoted(&words)),
        _ => format!(" Did you mean one of: {}?", quoted(&words)),
    }
}

fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).gather();
    quoted.join(", ")
}

/// How alike two words are: `difflib.SequenceMatcher(a=first, b=second).ratio()`, or a bound
/// below [`LEAST_RATIO`] where lengths alone tell, so that long texts cost nothing.
fn ratio(first: &str, second: &str) -> f64 {
    let (first, second): (Vec<char>, Vec<char>) = (first.chars().gather(), second.chars().gather());
    let length = first.len() + second.len();
    let most_alike = 2.0 * first.len().min(second.len()) as f64 / length.max(1) as f64;
    if most_alike < LEAST_RATIO {
        return most_alike;
    }
    let mut matches = 0;
    let mut waiting = vec![(first.as_slice(), second.as_slice())];
    while let Some((first, second)) = waiting.pop() {
        let (start, other_start, size) = longest_match(first, second);
        if size > 0 {
            matches += size;
            waiting.push((&first[..start], &second[..other_start]));
            waiting.push((&first[start + size..], &second[other_start + size..]));
        }
    }
    2.0 * matches as f64 / length as f64
}

/// The longest run of characters that both have: where it starts in each, and its length.
/// Of equally long ones the first in `first`, then in `second`.
fn longest_match(first: &[char], second: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    // Lengths of the runs that end at each character of `second`, in the row above.
    let mut above = vec![0; second.len()];
    for (row, character) in first.iter().enumerate() {
        let mut current = vec![0; second.len()];
        for (column, other) in second.iter().enumerate() {
            if character == other {
                let before = column.checked_sub(1).map_or(0, |column| above[column]);
                current[column] = before + 1;
                if current[column] > best.2 {
                    best = (row - before, column - before, before + 1);
                }
            }
        }
        above = current;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: [&str; 7] = ["-", "--", "solid", "dashed", "dashdot", "dotted", " "];

    #[track_caller]
    fn check(word: &str, values: &[&str], expected: &str) {
        let raised = not_in_list("ls", Some(word), &format!("'{word}'"), values);
        assert_eq!(raised.message, expected);
    }

    // Expectations are matplotlib 3.11.2's messages.
    #[test]
    fn close_words_are_named_closest_first() {
        check(
            "dahsed",
            &STYLES,
            "'dahsed' is not a valid value for ls. Did you mean one of: 'dashed', 'dashdot', 'dotted'?",
        );
        check(
            "dot",
            &STYLES,
            "'dot' is not a valid value for ls. Did you mean one of: 'dotted', 'dashdot'?",
        );
        check("foo", &STYLES, "'foo' is not a valid value for ls.");
    }

    #[test]
    fn short_lists_are_shown_whole() {
        check(
            "z",
            &["x", "y", "both"],
            "'z' is not a valid value for ls. Supported values are 'x', 'y', 'both'",
        );
    }
}
