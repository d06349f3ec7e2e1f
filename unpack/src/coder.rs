//! Arithmetic coding of bits, each with the chance that the model gives it.
//!
//! The carryless range coder of Mahoney's lpaq (<http://mattmahoney.net/dc/>): the interval's two
//! ends are kept, and their equal leading bytes are what is written.

/// Codes bits: an encoder writes the one it is given, a decoder finds the one that was written.
pub trait Coder {
    /// `chance` is that of a one, in 1/65536; `bit` counts for an encoder only.
    fn code(&mut self, chance: u32, bit: u32) -> u32;

    /// Hears what kind of thing the next bits tell.
    fn note(&mut self, _kind: usize) {}
}

/// The part of the number line that is still open.
pub struct Interval {
    pub low: u32,
    pub high: u32,
}

impl Interval {
    pub const WHOLE: Self = Interval {
        low: 0,
        high: u32::MAX,
    };

    /// The end of the part that belongs to a one; the rest belongs to a zero.
    pub fn middle(&self, chance: u32) -> u32 {
        let width = u64::from(self.high - self.low);
        self.low + ((width * u64::from(chance)) >> 16) as u32
    }

    pub fn narrow(&mut self, middle: u32, bit: u32) {
        if bit == 1 {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
    }

    /// Takes the leading byte out, if both ends agree on it.
    pub fn settled(&mut self) -> Option<u8> {
        if (self.low ^ self.high) >> 24 != 0 {
            return None;
        }
        let byte = (self.high >> 24) as u8;
        self.low <<= 8;
        self.high = self.high << 8 | 255;
        Some(byte)
    }
}

/// Reads bits from bytes; past their end it reads zeros.
pub struct Decoder<'a> {
    interval: Interval,
    value: u32,
    bytes: &'a [u8],
}

impl<'a> Decoder<'a> {
    pub const EMPTY: Self = Decoder {
        interval: Interval::WHOLE,
        value: 0,
        bytes: &[],
    };

    pub fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Decoder {
            bytes,
            ..Self::EMPTY
        };
        for _ in 0..4 {
            decoder.shift();
        }
        decoder
    }

    fn shift(&mut self) {
        self.value <<= 8;
        if let Some((byte, rest)) = self.bytes.split_first() {
            self.value |= u32::from(*byte);
            self.bytes = rest;
        }
    }
}

impl Coder for Decoder<'_> {
    fn code(&mut self, chance: u32, _: u32) -> u32 {
        let middle = self.interval.middle(chance);
        let bit = u32::from(self.value <= middle);
        self.interval.narrow(middle, bit);
        while self.interval.settled().is_some() {
            self.shift();
        }
        bit
    }
}
