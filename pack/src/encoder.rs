//! The encoding half of the arithmetic coder.

use unpack::coder::{Coder, Interval};

/// Writes bits into bytes.
pub struct Encoder {
    interval: Interval,
    bytes: Vec<u8>,
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder {
            interval: Interval::WHOLE,
            bytes: Vec::new(),
        }
    }
}

impl Encoder {
    /// The bytes; past their end a decoder reads zeros.
    pub fn finished(mut self) -> Vec<u8> {
        if self.interval.low > 0 {
            // The ends differ in their first byte: no more than this one lies between them.
            self.bytes.push((self.interval.low >> 24) as u8 + 1);
        }
        self.bytes
    }
}

impl Coder for Encoder {
    fn code(&mut self, chance: u32, bit: u32) -> u32 {
        let middle = self.interval.middle(chance);
        self.interval.narrow(middle, bit);
        while let Some(byte) = self.interval.settled() {
            self.bytes.push(byte);
        }
        bit
    }
}
