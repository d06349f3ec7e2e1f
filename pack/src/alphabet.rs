//! Writing bytes in characters; `unpack` says which, and reads them.

use unpack::alphabet::{COUNTS, FIRST_LETTER, LOWEST, STATE_LETTERS, TOTAL, WEIGHTS, share};

/// The bytes as text; some zeros may follow them when it is read.
pub fn written(bytes: &[u8]) -> String {
    let mut bytes = bytes.iter();
    let mut state = LOWEST;
    let mut text = String::new();
    while bytes.len() > 0 {
        let place = state % TOTAL;
        let character = character(place);
        text.push(character);
        let (begin, weight) = share(u32::from(character));
        state = state / TOTAL * weight + place - begin;
        while state < LOWEST {
            state = state << 8 | bytes.next().map_or(0, |byte| u64::from(*byte));
        }
    }
    let letters = (0..STATE_LETTERS)
        .rev()
        .map(|i| FIRST_LETTER | (state >> (5 * i)) as u32 & 31);
    letters
        .filter_map(char::from_u32)
        .chain(text.chars())
        .collect()
}

/// The character whose share the place is in.
fn character(place: u64) -> char {
    let two = COUNTS[0] * WEIGHTS[0];
    let three = two + COUNTS[1] * WEIGHTS[1];
    let number = if place < two {
        let number = place / WEIGHTS[0] + 1;
        let number = number + u64::from(number >= 13);
        number + u64::from(number >= 60)
    } else if place < three {
        (place - two) / WEIGHTS[1] + 0xa1
    } else {
        place - three + 0x800
    };
    char::from_u32(number as u32).unwrap_or_default()
}
