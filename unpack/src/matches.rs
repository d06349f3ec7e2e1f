//! The longest repetition: what stood before the present place, far back, and what followed it.

/// Nibbles that can be remembered.
const PAST: usize = 1 << 21;
const STARTS: usize = 1 << 18;
/// Longer matches are all alike.
const LONGEST: usize = 31;

/// Follows one repetition of at least `SHORTEST` nibbles at a time.
pub struct Matcher<const SHORTEST: usize> {
    /// Where each run of `SHORTEST` nibbles last ended, by its hash.
    ends: [u32; STARTS],
    /// What is expected next stands here; 0 while nothing repeats.
    place: usize,
    length: usize,
    /// By length and by whether the match was right: the chance that it is, in 1/65536.
    chances: [u32; LONGEST + 1],
}

pub struct Past {
    nibbles: [u8; PAST],
    length: usize,
}

impl Past {
    pub fn push(&mut self, nibble: u32) {
        self.length += 1;
        self.nibbles[self.length % PAST] = nibble as u8;
    }

    fn at(&self, place: usize) -> u8 {
        self.nibbles[place % PAST]
    }
}

impl<const SHORTEST: usize> Matcher<SHORTEST> {
    pub fn fill(&mut self) {
        self.chances = [0xc000; LONGEST + 1];
    }

    /// How long the present repetition is; 0 if there is none.
    pub fn length(&self) -> usize {
        self.length.min(LONGEST)
    }

    /// The nibble that would continue the repetition, as far as it agrees with the bits so far.
    fn expected_bit(&self, past: &Past, node: usize) -> Option<u32> {
        if self.length == 0 {
            return None;
        }
        let expected = usize::from(past.at(self.place)) | 16;
        let left = node.leading_zeros() - 16_usize.leading_zeros();
        (expected >> left == node).then_some((expected >> (left - 1) & 1) as u32)
    }

    /// The chance of a one, in 1/65536, and a vote that grows with the length.
    pub fn predict(&self, past: &Past, node: usize) -> Option<(u32, f32)> {
        let bit = self.expected_bit(past, node)?;
        let chance = self.chances[self.length()];
        let vote = self.length().min(16) as f32 / 16.0;
        Some(if bit == 1 {
            (chance, vote)
        } else {
            (65535 - chance, -vote)
        })
    }

    pub fn learn(&mut self, past: &Past, node: usize, bit: u32) {
        if let Some(expected) = self.expected_bit(past, node) {
            let chance = &mut self.chances[self.length.min(LONGEST)];
            if expected == bit {
                *chance += (65535 - *chance) >> 6;
            } else {
                *chance -= *chance >> 6;
            }
        }
    }

    /// Goes on after `past` has got one more nibble.
    pub fn follow(&mut self, past: &Past) {
        let latest = past.length;
        if self.length > 0 && past.at(self.place) == past.at(latest) {
            self.length += 1;
            self.place += 1;
        } else {
            self.length = 0;
        }
        let mut hash = 0_u32;
        for back in 0..SHORTEST {
            let nibble = u32::from(past.at(latest.wrapping_sub(back)));
            hash = hash.wrapping_add(nibble + 1).wrapping_mul(0x2f0b_4c47);
            hash ^= hash >> 15;
        }
        let end = &mut self.ends[hash as usize >> 14];
        if self.length == 0 && *end > 0 {
            let candidate = *end as usize;
            while self.length < 40
                && past.at(candidate.wrapping_sub(self.length))
                    == past.at(latest.wrapping_sub(self.length))
            {
                self.length += 1;
            }
            if self.length < SHORTEST {
                self.length = 0;
            }
            self.place = candidate + 1;
        }
        *end = latest as u32;
    }
}
