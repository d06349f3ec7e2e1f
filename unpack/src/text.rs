//! What is known at a place in bytes: those before it, the word that it is in, and where it stands
//! among the words of four bytes that tables in memory are made of.

use crate::instructions::Kind;
use crate::model::{CONTEXTS, mixed};
use crate::tape::Tape;

pub struct Text {
    word: u32,
}

impl Text {
    pub fn add(&mut self, byte: u32) {
        let is_letter = (byte as u8).is_ascii_alphanumeric();
        self.word = if is_letter { mixed(self.word, byte) } else { 0 };
    }

    /// The contexts for the byte that comes next on the tape.
    pub fn contexts(
        &self,
        kind: Kind,
        section: u32,
        tape: &Tape,
        alignment: u32,
    ) -> [u32; CONTEXTS] {
        let g = |back: usize| tape.byte_at(tape.at.wrapping_sub(back));
        let kind = kind as u32 * 32 + section;
        let (g1, g2, g3, g4) = (g(1), g(2), g(3), g(4));
        let two = g1 << 8 | g2;
        let three = two << 8 | g3;
        let four = three << 8 | g4;
        let five = mixed(four, g(5));
        let six = mixed(five, g(6));
        let mut contexts = [
            0,
            g1,
            two,
            three,
            four,
            five,
            six,
            mixed(six, g(7) << 8 | g(8)),
            self.word,
            mixed(self.word, g1),
            g2,
            g3,
            g4,
            g2 << 8 | g3,
            g4 << 8 | g(8),
            g4 << 8 | g1,
            g(8) << 8 | alignment,
            g(16) << 8 | alignment,
            g(16) << 16 | g1 << 8 | alignment,
            g(16) << 8 | g(32),
            g(12) << 8 | alignment,
            g2 << 16 | g3 << 8 | g4,
            g1 << 8 | g3,
            g1 << 8 | alignment,
            two << 8 | alignment,
            mixed(four, alignment),
            0,
            0,
            0,
            0,
        ];
        for context in &mut contexts {
            *context = mixed(*context, kind + 1000);
        }
        contexts
    }
}
