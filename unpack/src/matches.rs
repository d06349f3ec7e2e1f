//! The longest repetition: what stood before the present place, far back, and what followed it.

use crate::logistic::{Logistic, target};

/// Nibbles that can be remembered, and places to look for them.
const PAST: usize = 1 << 21;
const ENDS: usize = 1 << 18;
/// Shorter repetitions are for the other contexts.
const SHORTEST: usize = 12;
/// Longer ones are all alike.
const LONGEST: usize = 32;
const RATE: f32 = 1.0 / 64.0;

/// Follows one repetition at a time.
#[repr(C)]
pub struct Matcher {
    /// What is expected next stands here.
    place: usize,
    /// 0 while nothing repeats.
    length: usize,
    /// A hash of the latest nibbles, and how many there are.
    hash: u64,
    latest: usize,
    /// How often the expected bit came, by length.
    chances: [f32; LONGEST],
    /// Where each run of nibbles last ended, by its hash.
    ends: [u32; ENDS],
    past: [u8; PAST],
}

impl Matcher {
    pub fn fill(&mut self) {
        self.chances = [0.75; LONGEST];
    }

    /// How long the present repetition is; 0 if there is none.
    pub fn length(&self) -> usize {
        self.length.min(LONGEST - 1)
    }

    fn at(&self, place: usize) -> u8 {
        self.past[place % PAST]
    }

    /// The nibble that would continue the repetition, with a leading one; 0 if there is none.
    pub fn expected(&self) -> usize {
        if self.length == 0 {
            0
        } else {
            usize::from(self.at(self.place)) | 16
        }
    }

    /// What is expected of bit number `bit` at this node, in the logistic domain.
    pub fn predict(&self, expected: usize, node: usize, bit: usize, logistic: &Logistic) -> f32 {
        if expected >> (4 - bit) != node {
            return 0.0;
        }
        let stretched = logistic.stretch(self.chances[self.length()]);
        if expected >> (3 - bit) & 1 == 1 {
            stretched
        } else {
            -stretched
        }
    }

    pub fn learn(&mut self, expected: usize, node: usize, bit: usize, was: u32) {
        if expected >> (4 - bit) == node {
            let came = u32::from((expected >> (3 - bit) & 1) as u32 == was);
            let chance = &mut self.chances[self.length.min(LONGEST - 1)];
            *chance += (target(came) - *chance) * RATE;
        }
    }

    /// Goes on after one more nibble; `may_begin` where a repetition may.
    pub fn follow(&mut self, nibble: u32, may_begin: bool) {
        if self.length > 0 && u32::from(self.at(self.place)) == nibble {
            self.length += 1;
            self.place += 1;
        } else {
            self.length = 0;
        }
        self.latest += 1;
        self.past[self.latest % PAST] = nibble as u8;
        // Five bits a step: the oldest of a dozen nibbles leave at the upper end.
        let next = self.hash.wrapping_add(u64::from(nibble) + 1);
        self.hash = next.wrapping_mul(0x9e37_79b9_7f4a_7c15 << 5);
        if may_begin {
            let end = (self.hash >> 46) as usize % ENDS;
            if self.length == 0 {
                self.begin(self.ends[end] as usize);
            }
            self.ends[end] = self.latest as u32;
        }
    }

    /// Begins with what followed `end`, if the same stands before it as before the present place.
    fn begin(&mut self, end: usize) {
        let mut length = 0;
        while length < LONGEST.min(end) && self.at(end - length) == self.at(self.latest - length) {
            length += 1;
        }
        if length >= SHORTEST {
            self.length = length;
            self.place = end + 1;
        }
    }
}
