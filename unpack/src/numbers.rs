//! Numbers, coded in nibbles.

use crate::chooser::{CANDIDATES, Candidate};
use crate::coder::Coder;
use crate::hash::{join, mixed};
use crate::instructions::{COMMON, Kind};
use crate::model::Place;
use crate::unpacker::Unpacker;

/// There may be 4096 functions, and 256 types of them.
pub const FUNCTION_NIBBLES: u32 = 3;
const TYPE_NIBBLES: u32 = 2;

/// The present number, in nibbles from the upper end of a word on.
#[repr(C)]
pub struct Spelling {
    count: usize,
    nibbles: u32,
    /// How each of the candidates for the number is spelled, and its weight.
    candidates: [(u32, f32); CANDIDATES],
    candidate_count: usize,
}

impl Spelling {
    pub fn offer(&mut self, candidates: &[Candidate], how: impl Fn(u32) -> u32) {
        for (candidate, spelled) in candidates.iter().zip(&mut self.candidates) {
            *spelled = (how(candidate.number), candidate.weight);
        }
        self.candidate_count = candidates.len();
    }
}

impl Unpacker {
    /// Codes the number that comes next on the tape.
    #[inline(never)]
    pub fn tape_number(&mut self, coder: &mut impl Coder, kind: Kind, is_signed: bool) -> u64 {
        let (actual, _) = self.tape.number_at(self.tape.at, is_signed);
        if !is_signed {
            let number = self.number(coder, kind, actual);
            self.tape.put_number(number, false);
            return number;
        }
        // Signs to the lower end, so that small numbers have few bits.
        let folded = actual << 1 ^ (actual as i64 >> 63) as u64;
        let folded = self.number(coder, kind, folded);
        let number = folded >> 1 ^ 0_u64.wrapping_sub(folded & 1);
        self.tape.put_number(number, true);
        number
    }

    /// Codes a number in nibbles: one for the smallest, up to 18.
    #[inline(never)]
    pub fn number(&mut self, coder: &mut impl Coder, kind: Kind, actual: u64) -> u64 {
        self.begin_number(kind);
        let number = match kind {
            Kind::Opcode => self.opcode(coder, actual),
            Kind::Function => self.nibbles_of(coder, kind, actual, FUNCTION_NIBBLES),
            Kind::Type => self.nibbles_of(coder, kind, actual, TYPE_NIBBLES),
            _ => self.any_number(coder, kind, actual),
        };
        self.spelling.candidate_count = 0;
        self.code.end_number(kind, number as u32);
        number
    }

    fn opcode(&mut self, coder: &mut impl Coder, actual: u64) -> u64 {
        let mut rank = 0;
        while rank < COMMON.len() && u64::from(COMMON[rank]) != actual {
            rank += 1;
        }
        let rank = self.nibble(coder, Kind::Opcode, rank as u32);
        match COMMON.get(rank as usize) {
            Some(opcode) => u64::from(*opcode),
            None => self.nibbles_of(coder, Kind::Opcode, actual, 2),
        }
    }

    /// Twelve numbers in one nibble, then 32 in two, 256 in three; the others with their length.
    fn any_number(&mut self, coder: &mut impl Coder, kind: Kind, actual: u64) -> u64 {
        let first = match actual {
            0..12 => actual as u32,
            12..28 => 12,
            28..44 => 13,
            44..300 => 14,
            _ => 15,
        };
        let first = u64::from(self.nibble(coder, kind, first));
        // From where on it counts, and in how many nibbles.
        let (start, count) = match first {
            0..12 => (first, 0),
            12..14 => (first * 16 - 180, 1),
            14 => (44, 2),
            _ => {
                let length = (63 - (actual | 1).leading_zeros()) / 4;
                (0, self.nibble(coder, kind, length) + 1)
            }
        };
        let rest = self.nibbles_of(coder, kind, actual.wrapping_sub(start), count);
        start.wrapping_add(rest)
    }

    fn nibbles_of(&mut self, coder: &mut impl Coder, kind: Kind, actual: u64, count: u32) -> u64 {
        let mut number = 0;
        for i in (0..count).rev() {
            let nibble = self.nibble(coder, kind, (actual >> (i * 4)) as u32 & 15);
            number = number << 4 | u64::from(nibble);
        }
        number
    }

    pub fn float(&mut self, coder: &mut impl Coder, length: usize) {
        let start = self.tape.at;
        self.begin_number(Kind::Float);
        // From the upper end on, where sign and exponent are.
        for i in (start..start + length).rev() {
            let actual = u64::from(self.tape.byte_at(i));
            let byte = self.nibbles_of(coder, Kind::Float, actual, 2);
            self.tape.at = i;
            self.tape.put(byte as u32);
        }
        self.tape.at = start + length;
    }

    fn begin_number(&mut self, kind: Kind) {
        self.code.contexts(kind, &mut self.model.contexts);
        self.spelling.count = 0;
        self.spelling.nibbles = 0;
    }

    #[inline(never)]
    fn nibble(&mut self, coder: &mut impl Coder, kind: Kind, actual: u32) -> u32 {
        coder.note(kind as usize);
        let spelling = &mut self.spelling;
        let number = spelling.count.min(7);
        let shift = 28 - 4 * number;
        let leaves = self.model.candidates();
        for (spelled, weight) in &spelling.candidates[..spelling.candidate_count.min(CANDIDATES)] {
            if u64::from(spelled ^ spelling.nibbles) >> (shift + 4) == 0 {
                leaves[(spelled >> shift & 15) as usize % leaves.len()] += weight;
            }
        }
        let code = &mut self.code;
        let what = kind as usize;
        let height = code.height_in_block().min(7) as usize;
        let opcode = match kind {
            Kind::Opcode => code.opcodes & 255,
            _ => code.opcode + 256,
        };
        let place = Place {
            salt: join(code.token, what as u32),
            contexts: crate::code::CONTEXT_COUNT,
            rows: [
                what * 8 + number,
                opcode as usize * 4 + number.min(3),
                self.model.match_row(),
                code.operand(0).opcode as usize,
                height * 32 + what,
            ],
            refined_by: [
                what * 8 + number,
                mixed(join(code.opcodes & 0xffff, (what * 8 + number) as u32)) as usize,
            ],
            may_begin: true,
        };
        let nibble = self.model.nibble(coder, &place, actual);
        spelling.nibbles |= nibble << shift;
        spelling.count += 1;
        code.token = join(code.token, nibble + 1);
        nibble
    }
}

/// How any number is spelled, in nibbles from the upper end on.
pub fn spelled(number: u32) -> u32 {
    match number {
        0..12 => number << 28,
        12..44 => (number + 180) << 24,
        44..300 => 14 << 28 | (number - 44) << 20,
        _ => {
            let length = (31 - number.leading_zeros()) / 4;
            15 << 28 | length << 24 | number << (20 - 4 * length)
        }
    }
}
