//! The characters that packed bytes are written in.
//!
//! They stand in an HTML file in UTF-8 and must come back as they were, so the alphabet has all
//! characters up to U+D7FF except NUL and CR, which HTML's parser replaces, `<`, which may end the
//! text, U+0080 to U+009F (controls again) and U+00A0 (which serializers like to name). Each is
//! about as frequent as its length in UTF-8 deserves, 140 to the power of minus that: 7.14 bits a
//! byte. Seven would be simpler and 2 % longer, Base64 19 %.
//!
//! Writing is decoding by asymmetric numeral systems (Duda, arXiv:1311.2540), reading is encoding:
//! from the last character to the first, which gives the bytes from the last to the first.

/// Characters of one, two and three bytes in UTF-8.
pub const COUNTS: [u64; 3] = [125, 0x800 - 0xa1, 0xd800 - 0x800];
pub const WEIGHTS: [u64; 3] = [140 * 140, 140, 1];
pub const TOTAL: u64 = COUNTS[0] * WEIGHTS[0] + COUNTS[1] * WEIGHTS[1] + COUNTS[2] * WEIGHTS[2];
/// A state is at least this, and less than 256 times this.
pub const LOWEST: u64 = TOTAL << 10;
/// The state after the last byte stands first, in letters of five bits each.
pub const STATE_LETTERS: usize = 8;
pub const FIRST_LETTER: u32 = 0x40;

/// A character's share of the numbers below `TOTAL`: where it begins, and its weight.
pub fn share(character: u32) -> (u64, u64) {
    let character = u64::from(character);
    let (begin, index, weight) = match character {
        ..0x80 => {
            let skipped = 1 + u64::from(character > 13) + u64::from(character > 60);
            (0, character - skipped, WEIGHTS[0])
        }
        0x80..0x800 => (COUNTS[0] * WEIGHTS[0], character - 0xa1, WEIGHTS[1]),
        _ => (
            COUNTS[0] * WEIGHTS[0] + COUNTS[1] * WEIGHTS[1],
            character - 0x800,
            WEIGHTS[2],
        ),
    };
    (begin + index * weight, weight)
}

/// Reads text in UTF-8; its bytes are put before the end of `bytes`. Gives where they begin.
pub fn read(text: &[u8], bytes: &mut [u8]) -> usize {
    let (letters, text) = text.split_at(STATE_LETTERS);
    let mut state = 0;
    for letter in letters {
        state = state << 5 | u64::from(letter & 31);
    }
    let mut at = bytes.len();
    let (mut character, mut shift) = (0, 0);
    for byte in text.iter().rev() {
        let kept = match byte {
            ..0x80 => 0x7f,
            0x80..0xc0 => 0x3f,
            0xc0..0xe0 => 0x1f,
            _ => 0x0f,
        };
        character |= u32::from(byte & kept) << shift;
        if kept == 0x3f {
            shift += 6;
            continue;
        }
        let (begin, weight) = share(character);
        while state >= ((LOWEST / TOTAL) << 8) * weight {
            at -= 1;
            bytes[at] = state as u8;
            state >>= 8;
        }
        state = state / weight * TOTAL + begin + state % weight;
        (character, shift) = (0, 0);
    }
    at
}
