//! The walk along a module: which number or byte comes next, and what is known there.
//!
//! Encoder and decoder take the same walk over the same tape. The encoder's tape is complete: it
//! writes each number where it has just been read. The decoder's is empty: it reads nonsense, and
//! writes what was decoded.

use crate::calls::Calls;
use crate::code::Code;
use crate::coder::Coder;
use crate::instructions::*;
use crate::locals::Locals;
use crate::model::{Model, Place};
use crate::numbers::{FUNCTION_NIBBLES, Spelling, spelled};
use crate::tape::{SIZE_LENGTH, Tape};
use crate::text::Text;

const MAGIC: [u8; 8] = *b"\0asm\x01\0\0\0";
const CODE_SECTION: u32 = 10;
const DATA_SECTION: u32 = 11;

/// What comes next.
#[derive(Clone, Copy)]
enum Phase {
    /// The length of the script. Zero, as everything is at first.
    Start,
    Script,
    Section,
    Bytes,
    Function,
    Instruction,
    End,
}

#[repr(C)]
pub struct Unpacker {
    phase: Phase,
    section: u32,
    /// Bytes or functions that remain.
    left: usize,
    /// Where the section, and the function's body, have their sizes.
    section_start: usize,
    body_start: usize,
    pub script_length: usize,
    pub(crate) spelling: Spelling,
    pub(crate) code: Code,
    calls: Calls,
    locals: Locals,
    text: Text,
    pub tape: Tape,
    pub(crate) model: Model,
}

impl Unpacker {
    // SAFETY: zeros are a valid value of every field.
    pub const EMPTY: Self = unsafe { core::mem::zeroed() };

    /// Makes an empty one ready.
    pub fn begin(&mut self) {
        self.phase = Phase::Start;
        self.model.fill();
    }

    /// Takes one step: a byte, or an instruction. Whether there is another.
    #[inline(never)]
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
                let kind = match self.section {
                    DATA_SECTION => Kind::Data,
                    _ => Kind::Section,
                };
                if self.left > 0 {
                    self.byte(coder, kind);
                } else {
                    let contents = self.section_start + SIZE_LENGTH;
                    self.calls.read_section(self.section, &self.tape, contents);
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
        self.code.begin_function();
        self.locals.begin_function();
        let number = self.calls.begin_function(self.code.function);
        let (place, parameters) = self.calls.parameters(number, &self.tape);
        for i in 0..parameters {
            self.locals.declare_parameter(self.tape.byte_at(place + i));
        }
        self.code.token = 0;
        let groups = self.tape_number(coder, Kind::Declaration, false);
        for _ in 0..groups {
            let count = self.tape_number(coder, Kind::Declaration, false);
            let kind = self.tape_number(coder, Kind::Declaration, false);
            for _ in 0..count {
                self.locals.declare_local(kind as u32);
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
        self.code.token = opcode + 1;
        let (mut pops, mut pushes) = effect(opcode);
        let mut kind = 0;
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
            BRANCH..BRANCH_TABLE => self.label(coder),
            BRANCH_TABLE => {
                let count = self.tape_number(coder, Kind::Count, false);
                for _ in 0..=count {
                    self.label(coder);
                }
            }
            CALL | CALL_INDIRECT => {
                let number = self.call(coder);
                (pops, pushes, kind) = self.calls.signature(number, &self.tape);
            }
            LOCAL_GET..=LOCAL_TEE => {
                self.local(coder);
                kind = self.locals.kind();
            }
            F32_CONST => self.float(coder, 4),
            F64_CONST => self.float(coder, 8),
            PREFIX => {
                let second = self.tape_number(coder, Kind::Other, false);
                let numbers;
                (pops, pushes, numbers) = prefixed(second as u32);
                for _ in 0..numbers {
                    self.tape_number(coder, Kind::Other, false);
                }
            }
            _ => {
                for kind in immediates(opcode) {
                    let is_signed = matches!(kind, Kind::Integer | Kind::LongInteger);
                    self.tape_number(coder, *kind, is_signed);
                }
            }
        }
        self.code.pop(pops);
        self.code.push(pushes, kind);
        if matches!(opcode, UNREACHABLE | BRANCH | BRANCH_TABLE | RETURN) {
            self.code.forget_operands();
        }
        if let LOCAL_GET..=LOCAL_TEE = self.code.opcodes & 0xff {
            self.locals.learn_follower(opcode);
        }
        self.code.end_instruction();
        is_last
    }

    /// How many operands the block takes and gives.
    fn block_type(&mut self, coder: &mut impl Coder) -> (usize, usize) {
        match self.tape_number(coder, Kind::BlockType, true) as i64 {
            -64 => (0, 0),
            ..0 => (0, 1),
            number => {
                let (parameters, results, _) = self.calls.signature(number as usize, &self.tape);
                (parameters, results)
            }
        }
    }

    fn label(&mut self, coder: &mut impl Coder) {
        self.code.offer_labels();
        self.spelling.offer(self.code.labels.candidates(), spelled);
        let label = self.tape_number(coder, Kind::Label, false);
        self.code.learn_label(label as u32);
    }

    /// The type of the function that is called.
    fn call(&mut self, coder: &mut impl Coder) -> usize {
        if self.code.opcode == CALL_INDIRECT {
            let number = self.tape_number(coder, Kind::Type, false);
            self.tape_number(coder, Kind::Other, false);
            self.code.pop(1);
            return number as usize;
        }
        self.calls.offer(&self.code, &self.tape);
        let spelled = |function| function << (32 - 4 * FUNCTION_NIBBLES);
        self.spelling
            .offer(self.calls.chooser.candidates(), spelled);
        let function = self.tape_number(coder, Kind::Function, false);
        self.calls.learn(function as u32);
        self.calls.type_of(function as usize)
    }

    fn local(&mut self, coder: &mut impl Coder) {
        self.locals.offer(&self.code);
        self.spelling
            .offer(self.locals.chooser.candidates(), spelled);
        let number = self.tape_number(coder, Kind::Local, false);
        self.locals.learn(&self.code, number as u32);
    }

    fn byte(&mut self, coder: &mut impl Coder, kind: Kind) {
        self.left -= 1;
        let actual = self.tape.peek();
        let alignment = (self.tape.at - self.section_start) as u32 & 3;
        let contexts = &mut self.model.contexts;
        self.text.contexts(&self.tape, alignment, contexts);
        let before = self.tape.byte_at(self.tape.at.wrapping_sub(1)) as usize;
        let what = match kind {
            Kind::Section => self.section + KINDS as u32,
            _ => kind as u32,
        };
        let kind = kind as usize;
        let mut byte = 0;
        for half in 0..2 {
            coder.note(kind);
            self.model.candidates();
            let place = Place {
                salt: what << 8 | (byte + half * 16) as u32,
                contexts: crate::text::CONTEXT_COUNT,
                rows: [
                    kind * 8 + half,
                    (276 + alignment as usize) * 4 + half,
                    self.model.match_row() + 16 * half,
                    before + 256 * half,
                    if half == 0 { 224 + kind } else { 256 + byte },
                ],
                refined_by: [kind * 8 + half, before * 17 + half * (byte + 1)],
                may_begin: half == 1,
            };
            let nibble = actual >> (4 - 4 * half) & 15;
            byte = byte << 4 | self.model.nibble(coder, &place, nibble) as usize;
        }
        self.tape.put(byte as u32);
        self.text.add(byte as u32);
    }
}
