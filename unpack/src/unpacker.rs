//! The walk along a module: which number or byte comes next, and what is known there.
//!
//! Encoder and decoder take the same walk over the same tape. The encoder's tape is complete: it
//! writes each number where it has just been read. The decoder's is empty: it reads nonsense, and
//! writes what was decoded.

use crate::code::Code;
use crate::coder::Coder;
use crate::instructions::*;
use crate::locals::LOCALS;
use crate::model::{CONTEXTS, Candidate, Model, mixed};
use crate::tape::{SIZE_LENGTH, Tape};
use crate::text::Text;

const MAGIC: [u8; 8] = *b"\0asm\x01\0\0\0";
const CODE_SECTION: u32 = 10;
const DATA_SECTION: u32 = 11;

/// What comes next.
#[derive(Clone, Copy)]
enum Phase {
    Start,
    Script,
    Section,
    Bytes,
    Function,
    Instruction,
    End,
}

pub struct Unpacker {
    pub tape: Tape,
    pub model: Model,
    code: Code,
    text: Text,
    phase: Phase,
    /// Bytes or functions that remain.
    left: usize,
    /// Where the section, and the function's body, have their sizes.
    section_start: usize,
    body_start: usize,
    section: u32,
    pub script_length: usize,
    /// The contexts of the present number, and the hash of its nibbles so far.
    bases: [u32; CONTEXTS],
    nibbles: usize,
    spelled: u32,
    /// The candidates for a number: how each is spelled, in nibbles from the upper end on.
    candidates: [(u32, [f32; 3]); LOCALS],
    candidate_count: usize,
}

impl Unpacker {
    // SAFETY: zeros are a valid value of every field.
    pub const EMPTY: Self = unsafe { core::mem::zeroed() };

    pub fn fill(&mut self) {
        self.model.fill();
        self.code.locals.fill();
        self.phase = Phase::Start;
    }

    /// Takes one step: a byte, or an instruction. Whether there is another.
    pub fn step(&mut self, coder: &mut impl Coder) -> bool {
        match self.phase {
            Phase::Start => {
                let (length, _) = self.tape.number_at(0, false);
                self.script_length = self.number(coder, Kind::Count, length) as usize;
                self.tape.put_size_of(0, self.script_length);
                self.left = self.script_length;
                self.phase = Phase::Script;
            }
            Phase::Script => {
                if self.left > 0 {
                    self.byte(coder, Kind::Script);
                } else {
                    for byte in MAGIC {
                        self.tape.put(u32::from(byte));
                    }
                    self.phase = Phase::Section;
                }
            }
            Phase::Section => self.begin_section(coder),
            Phase::Bytes => {
                if self.left > 0 {
                    let kind = if self.section == DATA_SECTION {
                        Kind::Data
                    } else {
                        Kind::Section
                    };
                    self.byte(coder, kind);
                } else {
                    self.code.read_section(
                        self.section,
                        &self.tape,
                        self.section_start + SIZE_LENGTH,
                    );
                    self.phase = Phase::Section;
                }
            }
            Phase::Function => {
                if self.left > 0 {
                    self.begin_function(coder);
                } else {
                    self.tape.put_size(self.section_start);
                    self.phase = Phase::Section;
                }
            }
            Phase::Instruction => {
                if self.instruction(coder) {
                    self.tape.put_size(self.body_start);
                    self.phase = Phase::Function;
                }
            }
            Phase::End => return false,
        }
        true
    }

    fn begin_section(&mut self, coder: &mut impl Coder) {
        let id = u64::from(self.tape.peek());
        self.section = self.number(coder, Kind::Count, id) as u32;
        if self.section == 0 {
            self.phase = Phase::End;
            return;
        }
        self.tape.put(self.section);
        self.section_start = self.tape.at;
        let (size, _) = self.tape.number_at(self.section_start, false);
        self.tape.at += SIZE_LENGTH;
        if self.section == CODE_SECTION {
            self.left = self.tape_number(coder, Kind::Count, false) as usize;
            self.phase = Phase::Function;
        } else {
            self.left = self.number(coder, Kind::Count, size) as usize;
            self.tape.put_size_of(self.section_start, self.left);
            self.phase = Phase::Bytes;
        }
    }

    fn begin_function(&mut self, coder: &mut impl Coder) {
        self.left -= 1;
        self.body_start = self.tape.at;
        self.tape.at += SIZE_LENGTH;
        self.code.token = 0;
        self.code.begin_function(&self.tape);
        let groups = self.tape_number(coder, Kind::Declaration, false);
        for _ in 0..groups {
            let count = self.tape_number(coder, Kind::Declaration, false);
            let kind = self.tape_number(coder, Kind::Declaration, false) as u32;
            for _ in 0..count {
                self.code.locals.declare(kind, 8);
            }
        }
        self.phase = Phase::Instruction;
    }

    /// Codes one instruction; whether it ends the function.
    fn instruction(&mut self, coder: &mut impl Coder) -> bool {
        self.code.token = 0;
        let actual = u64::from(self.tape.peek());
        let opcode = self.number(coder, Kind::Opcode, actual) as u32;
        self.tape.put(opcode);
        self.code.opcode = opcode;
        self.code.token = mixed(opcode, 99);
        let (mut pops, mut pushes) = effect(opcode);
        let mut is_last = false;
        match opcode {
            BLOCK | LOOP | IF => {
                let (parameters, results) = self.block_type(coder);
                self.code.pop(parameters + usize::from(opcode == IF));
                self.code.open(opcode, results);
                pushes = parameters;
            }
            ELSE => self.code.turn_to_else(),
            END => is_last = self.code.close(),
            BRANCH..BRANCH_TABLE => {
                self.tape_number(coder, Kind::Label, false);
            }
            BRANCH_TABLE => {
                let count = self.tape_number(coder, Kind::Count, false);
                for _ in 0..=count {
                    self.tape_number(coder, Kind::Label, false);
                }
            }
            CALL => {
                let function = self.tape_number(coder, Kind::Function, false);
                let number = self.code.type_of(function as usize);
                (pops, pushes) = self.code.signature(number, &self.tape);
            }
            CALL_INDIRECT => {
                let number = self.tape_number(coder, Kind::Type, false);
                self.tape_number(coder, Kind::Other, false);
                (pops, pushes) = self.code.signature(number as usize, &self.tape);
                pops += 1;
            }
            0x1c => {
                for _ in 0..2 {
                    self.tape_number(coder, Kind::Other, false);
                }
            }
            LOCAL_GET..=LOCAL_TEE => self.local(coder, opcode),
            0x23 | 0x24 => {
                self.tape_number(coder, Kind::Global, false);
            }
            0x25 | 0x26 | 0x3f | 0x40 | 0xd0 => {
                self.tape_number(coder, Kind::Other, false);
            }
            0x28..=0x3e => {
                self.tape_number(coder, Kind::Alignment, false);
                self.tape_number(coder, Kind::Offset, false);
            }
            0x41 => {
                self.tape_number(coder, Kind::Integer, true);
            }
            0x42 => {
                self.tape_number(coder, Kind::LongInteger, true);
            }
            0x43 | 0x44 => self.float(coder, if opcode == 0x43 { 4 } else { 8 }),
            0xd2 => {
                self.tape_number(coder, Kind::Function, false);
            }
            PREFIX => {
                let second = self.tape_number(coder, Kind::Other, false);
                let numbers;
                (pops, pushes, numbers) = prefixed(second as u32);
                for _ in 0..numbers {
                    self.tape_number(coder, Kind::Other, false);
                }
            }
            _ => {}
        }
        self.code.pop(pops);
        self.code.push(pushes);
        if matches!(opcode, UNREACHABLE | BRANCH | BRANCH_TABLE | RETURN) {
            self.code.forget_operands();
        }
        self.code.end_instruction();
        is_last
    }

    /// How many operands the block takes and gives.
    fn block_type(&mut self, coder: &mut impl Coder) -> (usize, usize) {
        match self.tape_number(coder, Kind::BlockType, true) as i64 {
            -64 => (0, 0),
            ..0 => (0, 1),
            number => self.code.signature(number as usize, &self.tape),
        }
    }

    fn local(&mut self, coder: &mut impl Coder, opcode: u32) {
        let usage = opcode - LOCAL_GET + 1;
        let before = self.code.opcodes as u32 & 255;
        let top = self.code.operand(0).opcode;
        let candidates = &mut self.candidates;
        let mut count = 0;
        self.code
            .locals
            .weigh(usage, before, top, |number, weights| {
                candidates[count % LOCALS] = (spelled(number), weights);
                count += 1;
            });
        self.candidate_count = count.min(LOCALS);
        let number = self.tape_number(coder, Kind::Local, false) as u32;
        self.candidate_count = 0;
        self.code.locals.learn(usage, number);
        if usage > 1 {
            self.code.set_local(number);
        }
    }

    fn float(&mut self, coder: &mut impl Coder, length: usize) {
        let start = self.tape.at;
        self.begin_number(Kind::Float);
        for i in (0..length).rev() {
            let actual = self.tape.byte_at(start + i);
            self.tape.at = start + i;
            let byte = self.nibbles_of(coder, Kind::Float, actual, 2);
            self.tape.put(byte);
        }
        self.tape.at = start + length;
    }

    /// Codes the number that comes next on the tape.
    fn tape_number(&mut self, coder: &mut impl Coder, kind: Kind, is_signed: bool) -> u64 {
        let (actual, _) = self.tape.number_at(self.tape.at, is_signed);
        // Signs to the lower end, so that small numbers have few bits.
        let folded = if is_signed {
            actual << 1 ^ (actual as i64 >> 63) as u64
        } else {
            actual
        };
        let folded = self.number(coder, kind, folded);
        let number = if is_signed {
            folded >> 1 ^ 0_u64.wrapping_sub(folded & 1)
        } else {
            folded
        };
        self.tape.put_number(number, is_signed);
        number
    }

    /// Codes a number in nibbles: one for the smallest, up to 18.
    fn number(&mut self, coder: &mut impl Coder, kind: Kind, actual: u64) -> u64 {
        self.begin_number(kind);
        let number = match kind {
            Kind::Opcode => self.opcode(coder, actual as u32),
            Kind::Function => u64::from(self.nibbles_of(coder, kind, actual as u32, 3)),
            Kind::Type => u64::from(self.nibbles_of(coder, kind, actual as u32, 2)),
            _ => self.any_number(coder, kind, actual),
        };
        self.code.end_number(kind, number as u32);
        number
    }

    fn opcode(&mut self, coder: &mut impl Coder, actual: u32) -> u64 {
        let rank = COMMON
            .iter()
            .position(|opcode| u32::from(*opcode) == actual);
        let rank = self.nibble(coder, Kind::Opcode, rank.unwrap_or(COMMON.len()) as u32);
        u64::from(match COMMON.get(rank as usize) {
            Some(opcode) => u32::from(*opcode),
            None => self.nibbles_of(coder, Kind::Opcode, actual, 2),
        })
    }

    /// Twelve numbers in one nibble, then 32 in two, 256 in three; the others with their length.
    fn any_number(&mut self, coder: &mut impl Coder, kind: Kind, actual: u64) -> u64 {
        let first = match actual {
            0..12 => actual as u32,
            12..44 => 12 + (actual as u32 - 12) / 16,
            44..300 => 14,
            _ => 15,
        };
        let first = self.nibble(coder, kind, first);
        match first {
            0..12 => u64::from(first),
            12 | 13 => {
                let low = self.nibble(coder, kind, (actual as u32).wrapping_sub(12) & 15);
                u64::from(12 + (first - 12) * 16 + low)
            }
            14 => u64::from(44 + self.nibbles_of(coder, kind, (actual as u32).wrapping_sub(44), 2)),
            _ => {
                let length = (63 - (actual | 1).leading_zeros()) / 4;
                let length = self.nibble(coder, kind, length);
                let mut number = 0;
                for i in (0..=length).rev() {
                    number = number << 4
                        | u64::from(self.nibble(coder, kind, (actual >> (i * 4)) as u32 & 15));
                }
                number
            }
        }
    }

    fn nibbles_of(&mut self, coder: &mut impl Coder, kind: Kind, actual: u32, count: u32) -> u32 {
        let mut number = 0;
        for i in (0..count).rev() {
            number = number << 4 | self.nibble(coder, kind, actual >> (i * 4) & 15);
        }
        number
    }

    fn begin_number(&mut self, kind: Kind) {
        self.bases = self.code.contexts(kind);
        self.nibbles = 0;
        self.spelled = 0;
    }

    fn nibble(&mut self, coder: &mut impl Coder, kind: Kind, actual: u32) -> u32 {
        coder.note(kind as usize);
        let salt = mixed(kind as u32, self.code.token);
        for (context, base) in self.model.contexts.iter_mut().zip(&self.bases) {
            *context = mixed(*base, salt);
        }
        let place = self.nibbles.min(7);
        let height = self.code.height_in_block().min(7) as usize;
        let opcode = match kind {
            Kind::Opcode => self.code.opcodes as usize & 255,
            _ => 256 + self.code.opcode as usize,
        };
        self.model.rows = [
            kind as usize * 8 + place,
            opcode * 4 + place.min(3),
            self.model.match_row(),
            self.code.operand(0).opcode as usize,
            height * 32 + kind as usize,
        ];
        let shift = 28 - 4 * place;
        for (spelled, weights) in &self.candidates[..self.candidate_count] {
            if u64::from(spelled ^ self.spelled) >> (shift + 4) == 0 {
                self.model.propose(Candidate {
                    nibble: (spelled >> shift & 15) as usize,
                    weights: *weights,
                });
            }
        }
        let nibble = self.model.nibble(coder, actual);
        self.spelled |= nibble << shift;
        self.nibbles += 1;
        self.code.token = mixed(self.code.token, nibble + 1);
        nibble
    }

    fn byte(&mut self, coder: &mut impl Coder, kind: Kind) {
        self.left -= 1;
        let actual = self.tape.peek();
        let alignment = (self.tape.at - self.section_start) as u32 & 3;
        let section = if kind == Kind::Section {
            self.section
        } else {
            0
        };
        self.bases = self.text.contexts(kind, section, &self.tape, alignment);
        let before = self.tape.byte_at(self.tape.at.wrapping_sub(1)) as usize;
        let mut byte = 0;
        for half in 0..2 {
            coder.note(kind as usize);
            let salt = if half == 0 { 0 } else { byte + 16 };
            for (context, base) in self.model.contexts.iter_mut().zip(&self.bases) {
                *context = mixed(*base, salt);
            }
            self.model.rows = [
                kind as usize * 8 + half,
                (276 + alignment as usize) * 4 + half,
                self.model.match_row() + 16 * half,
                before + 256 * half,
                if half == 0 {
                    224 + kind as usize
                } else {
                    256 + byte as usize
                },
            ];
            byte = byte << 4 | self.model.nibble(coder, actual >> (4 - 4 * half) & 15);
        }
        self.tape.put(byte);
        self.text.add(byte);
    }
}

/// How a number of a local is spelled in nibbles, from the upper end on.
fn spelled(number: u32) -> u32 {
    match number {
        0..12 => number << 28,
        12..44 => (number - 12 + 12 * 16) << 24,
        44..300 => 14 << 28 | (number - 44) << 20,
        _ => {
            let length = number.ilog2() / 4;
            15 << 28 | length << 24 | number << (20 - 4 * length)
        }
    }
}
