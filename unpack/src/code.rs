//! What is known at a place in the code: the instructions before it, and what stands on the stack
//! of operands.

use crate::instructions::{END, KINDS, Kind};
use crate::locals::Locals;
use crate::model::{CONTEXTS, mixed};
use crate::tape::Tape;

const DEPTH: usize = 1024;
const TYPES: usize = 512;
const FUNCTIONS: usize = 8192;

/// Something on the stack: the opcode that made it, and a hash of the whole instruction.
#[derive(Clone, Copy)]
pub struct Operand {
    pub opcode: u32,
    pub token: u32,
}

#[derive(Clone, Copy)]
pub struct Block {
    pub opcode: u32,
    /// The height of the stack where it begins.
    pub height: usize,
    results: usize,
}

pub struct Code {
    pub opcodes: u64,
    pub opcode: u32,
    /// Hashes of the latest instructions, the latest first.
    tokens: [u32; 8],
    /// The hash of what is known of the present instruction.
    pub token: u32,
    pub function: u32,
    recent: [[u32; 4]; KINDS],
    last_set: [u32; 2],
    operands: [Operand; DEPTH],
    height: usize,
    blocks: [Block; DEPTH],
    depth: usize,
    /// Instructions since the last block began.
    since: u32,
    types: [usize; TYPES],
    function_types: [u16; FUNCTIONS],
    imported: usize,
    functions: usize,
    pub locals: Locals,
}

impl Code {
    /// Learns from a section, which begins at `place` of the tape, what the code will refer to.
    pub fn read_section(&mut self, id: u32, tape: &Tape, place: usize) {
        let (count, mut place) = tape.number_at(place, false);
        for i in 0..count as usize {
            match id {
                1 => {
                    self.types[i % TYPES] = place + 1;
                    let (parameters, next) = tape.number_at(place + 1, false);
                    let (results, next) = tape.number_at(next + parameters as usize, false);
                    place = next + results as usize;
                }
                2 => {
                    for _ in 0..2 {
                        let (length, next) = tape.number_at(place, false);
                        place = next + length as usize;
                    }
                    place = self.add_function(tape, place + 1);
                    self.imported += 1;
                }
                3 => place = self.add_function(tape, place),
                _ => {}
            }
        }
    }

    fn add_function(&mut self, tape: &Tape, place: usize) -> usize {
        let (number, next) = tape.number_at(place, false);
        self.function_types[self.functions % FUNCTIONS] = number as u16;
        self.functions += 1;
        next
    }

    pub fn type_of(&self, function: usize) -> usize {
        usize::from(self.function_types[function % FUNCTIONS])
    }

    /// How many operands a call of this type takes and gives.
    pub fn signature(&self, number: usize, tape: &Tape) -> (usize, usize) {
        let (parameters, next) = tape.number_at(self.types[number % TYPES], false);
        let (results, _) = tape.number_at(next + parameters as usize, false);
        (parameters as usize, results as usize)
    }

    pub fn begin_function(&mut self, tape: &Tape) {
        self.opcodes = 0xffff;
        self.tokens = [0; 8];
        self.last_set = [0; 2];
        self.height = 0;
        self.depth = 0;
        self.locals.clear();
        let number = self.type_of(self.imported + self.function as usize);
        let (parameters, place) = tape.number_at(self.types[number % TYPES], false);
        for i in 0..parameters as usize {
            self.locals.declare(tape.byte_at(place + i), 0);
        }
        self.open(0, 0);
        self.function += 1;
    }

    fn base(&self) -> usize {
        match self.depth {
            0 => 0,
            depth => self.blocks[(depth - 1) % DEPTH].height,
        }
    }

    pub fn pop(&mut self, count: usize) {
        self.height = self.base().max(self.height.saturating_sub(count));
    }

    pub fn push(&mut self, count: usize) {
        for _ in 0..count {
            self.operands[self.height % DEPTH] = Operand {
                opcode: self.opcode,
                token: self.token,
            };
            self.height += 1;
        }
    }

    /// Nothing on the stack is certain after a jump.
    pub fn forget_operands(&mut self) {
        self.height = self.base();
    }

    pub fn open(&mut self, opcode: u32, results: usize) {
        self.blocks[self.depth % DEPTH] = Block {
            opcode,
            height: self.height,
            results,
        };
        self.depth += 1;
        self.since = 0;
    }

    pub fn turn_to_else(&mut self) {
        self.forget_operands();
        self.blocks[(self.depth - 1) % DEPTH].opcode = self.opcode;
        self.since = 0;
    }

    /// Whether this was the end of the function.
    pub fn close(&mut self) -> bool {
        self.forget_operands();
        self.depth = self.depth.saturating_sub(1);
        self.opcode = END;
        self.push(self.blocks[self.depth % DEPTH].results);
        self.depth == 0
    }

    pub fn end_instruction(&mut self) {
        self.opcodes = self.opcodes << 8 | u64::from(self.opcode);
        for i in (1..self.tokens.len()).rev() {
            self.tokens[i] = self.tokens[i - 1];
        }
        self.tokens[0] = self.token;
        self.since += 1;
    }

    pub fn end_number(&mut self, kind: Kind, number: u32) {
        let recent = &mut self.recent[kind as usize];
        *recent = [number, recent[0], recent[1], recent[2]];
    }

    pub fn set_local(&mut self, number: u32) {
        self.last_set = [number + 1, self.last_set[0]];
    }

    pub fn operand(&self, back: usize) -> Operand {
        match self.height > back {
            true => self.operands[(self.height - 1 - back) % DEPTH],
            false => Operand {
                opcode: 0,
                token: 0,
            },
        }
    }

    pub fn height_in_block(&self) -> u32 {
        (self.height - self.base()) as u32
    }

    /// The contexts for a number of this kind.
    pub fn contexts(&self, kind: Kind) -> [u32; CONTEXTS] {
        let last = self.opcodes as u32;
        let (one, two, three) = (last & 0xff, last & 0xffff, last & 0xff_ffff);
        let six = mixed(last, (self.opcodes >> 32) as u32 & 0xffff);
        let t = &self.tokens;
        let t2 = mixed(t[0], t[1]);
        let t3 = mixed(t2, t[2]);
        let t4 = mixed(t3, t[3]);
        let t6 = mixed(mixed(t4, t[4]), t[5]);
        let (a, b, c) = (self.operand(0), self.operand(1), self.operand(2));
        let height = self.height_in_block();
        let r = &self.recent[kind as usize];
        let r2 = mixed(r[0], r[1]);
        let f = self.function;
        let block = self.blocks[self.depth.saturating_sub(1) % DEPTH].opcode;
        [
            0,
            one,
            two,
            three,
            last,
            six,
            t[0],
            t2,
            t3,
            t4,
            t6,
            mixed(a.opcode << 8 | one, height),
            mixed(a.opcode << 16 | b.opcode << 8 | c.opcode, height),
            mixed(a.token, b.token),
            mixed(a.token, b.opcode << 16 | two),
            f,
            mixed(f, t[0]),
            r[0],
            r2,
            mixed(r2, r[2]),
            mixed(f, r[0]),
            mixed(
                block << 16 | self.since.min(3) << 8 | one,
                self.depth as u32,
            ),
            mixed(t[1], one),
            mixed(mixed(t[1], t[2]), one),
            mixed(self.last_set[0], self.last_set[1] << 8 | one),
            mixed(f, a.token),
            mixed(mixed(f, b.token), a.opcode),
            mixed(one, r[0]),
            mixed(two << 8 | height, r[0]),
            mixed(a.token, one),
        ]
    }
}
