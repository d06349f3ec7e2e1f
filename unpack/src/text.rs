//! What is known at a place in bytes: those before it, the word that it is in, and where it stands
//! among the words of four bytes that tables in memory are made of.

use crate::hash::{hashes, join, set};
use crate::model::CONTEXTS;
use crate::tape::Tape;

#[repr(C)]
pub struct Text {
    /// A hash of the letters of the present word, 0 outside of one, and that of the word before.
    word: u32,
    word_before: u32,
    /// The first without regard to case.
    folded: u32,
    /// What the latest bytes are, four bits each, the latest in the lowest.
    classes: u32,
    /// The last two bytes.
    last: usize,
    /// For each byte and each pair of bytes, which two followed it last.
    after_one: [u16; 1 << 8],
    after_two: [u16; 1 << 16],
}

/// What contexts are made of: the numbers of values.
const BYTE: usize = 0;
const BYTES_2: usize = 1;
const BYTES_3: usize = 2;
const BYTES_4: usize = 3;
const SECOND: usize = 4;
const SIXTEENTH: usize = 5;
const ALIGNMENT: usize = 6;
const WORD: usize = 7;
const WORD_BEFORE: usize = 8;
const FOLDED: usize = 9;
const CLASS: usize = 10;
const CLASSES_3: usize = 11;
const CLASSES_4: usize = 12;
const CLASSES_8: usize = 13;
const AFTER_ONE: usize = 14;
const AFTER_TWO: usize = 15;

/// How many there are for a byte.
pub const CONTEXT_COUNT: usize = 15;
/// Chosen from 64 by what each saves beside the others.
const CONTEXT_SETS: [u32; CONTEXT_COUNT] = [
    set(&[]),
    set(&[BYTE]),
    set(&[BYTES_2]),
    set(&[BYTES_3]),
    set(&[BYTES_4]),
    set(&[WORD, WORD_BEFORE]),
    set(&[SIXTEENTH, ALIGNMENT]),
    set(&[CLASSES_4]),
    set(&[FOLDED]),
    set(&[CLASSES_8]),
    set(&[BYTE, AFTER_TWO]),
    set(&[CLASSES_3, ALIGNMENT]),
    set(&[BYTE, AFTER_ONE]),
    set(&[SECOND, CLASS]),
    set(&[SECOND]),
];

impl Text {
    pub fn add(&mut self, byte: u32) {
        let letter = byte as u8;
        if letter.is_ascii_alphanumeric() || letter == b'_' {
            self.word = join(self.word, byte + 1);
            self.folded = join(self.folded, byte | 0x20);
        } else if self.word != 0 {
            self.word_before = self.word;
            self.word = 0;
            self.folded = 0;
        }
        self.classes = self.classes << 4 | class(letter);
        let one = &mut self.after_one[self.last & 0xff];
        *one = *one << 8 | byte as u16;
        let two = &mut self.after_two[self.last & 0xffff];
        *two = *two << 8 | byte as u16;
        self.last = self.last << 8 | byte as usize;
    }

    /// The contexts for the byte that comes next on the tape; `alignment` is its place in four.
    pub fn contexts(&self, tape: &Tape, alignment: u32, contexts: &mut [u32; CONTEXTS]) {
        let back = |count: usize| tape.byte_at(tape.at.wrapping_sub(count));
        let mut values = [0; 32];
        values[BYTE] = back(1);
        values[BYTES_2] = values[BYTE] << 8 | back(2);
        values[BYTES_3] = values[BYTES_2] << 8 | back(3);
        values[BYTES_4] = values[BYTES_3] << 8 | back(4);
        values[SECOND] = back(2);
        values[SIXTEENTH] = back(16);
        values[ALIGNMENT] = alignment;
        values[WORD] = self.word;
        values[WORD_BEFORE] = self.word_before;
        values[FOLDED] = self.folded;
        values[CLASS] = self.classes & 0xf;
        values[CLASSES_3] = self.classes & 0xfff;
        values[CLASSES_4] = self.classes & 0xffff;
        values[CLASSES_8] = self.classes;
        values[AFTER_ONE] = u32::from(self.after_one[self.last & 0xff]);
        values[AFTER_TWO] = u32::from(self.after_two[self.last & 0xffff]);
        hashes(&values, &CONTEXT_SETS, contexts);
    }
}

/// What a byte is, where it is more like others than itself.
fn class(letter: u8) -> u32 {
    match letter {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        0 => 4,
        1..=31 => 5,
        128.. => 6,
        b'_' => 7,
        b' ' => 8,
        b'.' | b',' | b';' => 9,
        b'(' | b'[' | b'{' => 10,
        b')' | b']' | b'}' => 11,
        b'\'' | b'"' => 12,
        _ => 13,
    }
}
