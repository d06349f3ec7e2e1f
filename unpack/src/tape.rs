//! The bytes of the module: an encoder has them from the start, a decoder finds them one by one.

/// Where a script and a module must fit in.
pub const LENGTH: usize = 1 << 21;

pub struct Tape {
    pub bytes: [u8; LENGTH],
    pub at: usize,
}

impl Tape {
    pub fn byte_at(&self, place: usize) -> u32 {
        u32::from(self.bytes[place % LENGTH])
    }

    /// The byte here; a decoder does not know it yet, and gets a zero.
    pub fn peek(&self) -> u32 {
        self.byte_at(self.at)
    }

    pub fn put(&mut self, byte: u32) {
        self.bytes[self.at % LENGTH] = byte as u8;
        self.at += 1;
    }

    /// The number in LEB128 at `place`, and where it ends. Signed ones have their sign extended.
    pub fn number_at(&self, mut place: usize, is_signed: bool) -> (u64, usize) {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = u64::from(self.byte_at(place));
            place += 1;
            number |= (byte & 127) << shift;
            shift += 7;
            if byte < 128 || shift > 63 {
                if is_signed && shift < 64 && byte & 64 != 0 {
                    number |= u64::MAX << shift;
                }
                return (number, place);
            }
        }
    }

    /// Writes a number in as few bytes as it takes.
    pub fn put_number(&mut self, mut number: u64, is_signed: bool) {
        loop {
            let byte = number as u32 & 127;
            number = if is_signed {
                (number as i64 >> 7) as u64
            } else {
                number >> 7
            };
            let rest = if is_signed && byte & 64 != 0 {
                u64::MAX
            } else {
                0
            };
            if number == rest {
                return self.put(byte);
            }
            self.put(byte | 128);
        }
    }

    /// Writes a size in the five bytes at `place`; goes on behind them.
    pub fn put_size_of(&mut self, place: usize, mut size: usize) {
        self.at = place;
        for _ in 1..SIZE_LENGTH {
            self.put(size as u32 & 127 | 128);
            size >>= 7;
        }
        self.put(size as u32);
    }

    /// Writes at `place` how many bytes follow up to here, in the five bytes kept for it.
    pub fn put_size(&mut self, place: usize) {
        let end = self.at;
        self.put_size_of(place, end - place - SIZE_LENGTH);
        self.at = end;
    }
}

/// Sizes are written in five bytes, as linkers do: so they can be filled in afterwards.
pub const SIZE_LENGTH: usize = 5;
