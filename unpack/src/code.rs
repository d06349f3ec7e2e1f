//! What is known at a place in the code: the instructions before it, the blocks around it, and
//! what stands on the stack of operands.

use crate::chooser::{Chooser, FEATURES};
use crate::hash::{hashes, join, set};
use crate::instructions::*;
use crate::model::CONTEXTS;

const DEPTH: usize = 1024;
/// Instructions that are remembered.
const PAST: usize = 16;
/// Where the latest offsets are kept, by the address that they belong to.
const OFFSETS: usize = 1024;

/// Something on the stack: the opcode that made it, a hash of the whole instruction, and its type
/// where the opcode alone does not tell it.
#[derive(Clone, Copy)]
pub struct Operand {
    pub opcode: u32,
    pub token: u32,
    kind: u32,
}

/// What stands there where nothing is known to.
const NO_OPERAND: Operand = Operand {
    opcode: 0,
    token: 0,
    kind: 0,
};

#[derive(Clone, Copy)]
struct Block {
    opcode: u32,
    /// The height of the stack where it begins.
    height: usize,
    results: usize,
    /// How many jumps to its label there were, and when the last.
    jumps: u32,
    last_jump: u32,
}

#[repr(C)]
pub struct Code {
    pub opcode: u32,
    /// Those before it, the latest in the lowest byte.
    pub opcodes: u32,
    /// The hash of what is known of the present instruction.
    pub token: u32,
    /// The number of the function among those with code, from 1 on.
    pub function: usize,
    height: usize,
    depth: usize,
    /// Instructions in this function.
    count: usize,
    /// Instructions since the last block began.
    since: u32,
    jumps: u32,
    last_label: u32,
    last_target: usize,
    recent: [[u32; 2]; KINDS],
    /// The latest instructions: opcodes, hashes of the whole, hashes without the numbers of locals.
    past_opcodes: [u32; PAST],
    tokens: [u32; PAST],
    shapes: [u32; PAST],
    offsets: [u32; OFFSETS],
    blocks: [Block; DEPTH],
    operands: [Operand; DEPTH],
    pub labels: Chooser,
}

/// What contexts are made of: the numbers of values. `OPCODES_6` are the last six.
const OPCODE: usize = 0;
const OPCODES_2: usize = 1;
const OPCODES_3: usize = 2;
const OPCODES_4: usize = 3;
const OPCODES_6: usize = 4;
const OPCODES_10: usize = 5;
const SHAPES_5: usize = 6;
const TOKEN: usize = 7;
const TOKEN_BEFORE: usize = 8;
const TOKEN_BEFORE_THAT: usize = 9;
const TOP: usize = 10;
const SECOND: usize = 11;
const TOP_OPCODE: usize = 12;
const SECOND_OPCODE: usize = 13;
const TWO_KINDS: usize = 14;
const HEIGHT: usize = 15;
const DEPTH_OF_BLOCKS: usize = 16;
const BLOCK_AROUND: usize = 17;
const BLOCK_AROUND_THAT: usize = 18;
const SINCE: usize = 19;
const FUNCTION: usize = 20;
/// The last numbers of the same kind.
const RECENT: usize = 21;
const RECENT_BEFORE: usize = 22;
/// The last offset from the same address.
const OFFSET: usize = 23;

/// How many there are for a number.
pub const CONTEXT_COUNT: usize = 19;
/// Chosen from 110 by what each saves beside the others.
const CONTEXT_SETS: [u32; CONTEXT_COUNT] = [
    set(&[]),
    set(&[OPCODES_6]),
    set(&[TOP_OPCODE, OPCODE, HEIGHT]),
    set(&[FUNCTION]),
    set(&[RECENT, RECENT_BEFORE]),
    set(&[SHAPES_5]),
    set(&[TOKEN, TOKEN_BEFORE]),
    set(&[FUNCTION, TOP]),
    set(&[OPCODES_4, HEIGHT, BLOCK_AROUND]),
    set(&[OFFSET]),
    set(&[OPCODES_10]),
    set(&[SECOND]),
    set(&[OPCODES_3, RECENT]),
    set(&[TOKEN]),
    set(&[OPCODE, HEIGHT, DEPTH_OF_BLOCKS]),
    set(&[BLOCK_AROUND, BLOCK_AROUND_THAT, SINCE]),
    set(&[OPCODES_2, TOKEN_BEFORE, TOKEN_BEFORE_THAT]),
    set(&[OPCODES_2, TOP, SECOND_OPCODE]),
    set(&[OPCODE, TOP_OPCODE, SECOND_OPCODE, TWO_KINDS]),
];

/// What the features of a label are made of.
const JUMP: usize = 0;
const BEFORE: usize = 1;
const LABEL: usize = 2;
const TARGET: usize = 3;
const TARGET_OPCODE: usize = 4;
const TARGET_RESULTS: usize = 5;
const JUMPS: usize = 6;
const AGE: usize = 7;
const IS_LAST_TARGET: usize = 8;
const RELATION: usize = 9;
const SINCE_THEN: usize = 10;

const LABEL_SETS: [u32; FEATURES] = [
    set(&[JUMP, LABEL, TARGET_OPCODE]),
    set(&[JUMP, TARGET_OPCODE, JUMPS, IS_LAST_TARGET]),
    set(&[JUMP, BEFORE, JUMPS, LABEL]),
    set(&[JUMP, AGE, LABEL]),
    set(&[JUMP, TARGET, LABEL]),
    set(&[JUMP, TARGET_RESULTS, TARGET_OPCODE, SINCE_THEN]),
    set(&[JUMP, RELATION]),
];

impl Code {
    pub fn begin_function(&mut self) {
        self.function += 1;
        self.opcodes = 0;
        self.count = 0;
        self.past_opcodes = [0; PAST];
        self.tokens = [0; PAST];
        self.shapes = [0; PAST];
        self.offsets = [0; OFFSETS];
        self.height = 0;
        self.depth = 0;
        self.open(0, 0);
    }

    fn block(&self, back: usize) -> &Block {
        &self.blocks[self.depth.wrapping_sub(back + 1) % DEPTH]
    }

    /// The operand so far below the top.
    pub fn operand(&self, back: usize) -> Operand {
        match self.height > back {
            true => self.operands[(self.height - 1 - back) % DEPTH],
            false => NO_OPERAND,
        }
    }

    /// How many operands this block has on the stack.
    pub fn height_in_block(&self) -> u32 {
        self.height.saturating_sub(self.block(0).height) as u32
    }

    pub fn pop(&mut self, count: usize) {
        let rest = self.height.saturating_sub(count);
        self.height = rest.max(self.block(0).height);
    }

    pub fn push(&mut self, count: usize, kind: u32) {
        for _ in 0..count.min(DEPTH) {
            self.operands[self.height % DEPTH] = Operand {
                opcode: self.opcode,
                token: self.token,
                kind,
            };
            self.height += 1;
        }
    }

    /// Nothing on the stack is certain after a jump.
    pub fn forget_operands(&mut self) {
        self.height = self.block(0).height;
    }

    pub fn open(&mut self, opcode: u32, results: usize) {
        self.blocks[self.depth % DEPTH] = Block {
            opcode,
            height: self.height,
            results,
            jumps: 0,
            last_jump: 0,
        };
        self.depth += 1;
        self.since = 0;
    }

    pub fn turn_to_else(&mut self) {
        self.forget_operands();
        self.blocks[self.depth.wrapping_sub(1) % DEPTH].opcode = ELSE;
        self.since = 0;
    }

    /// Whether this was the end of the function.
    pub fn close(&mut self) -> bool {
        self.forget_operands();
        let results = self.block(0).results;
        self.depth = self.depth.saturating_sub(1);
        self.push(results, 0);
        self.depth == 0
    }

    pub fn end_instruction(&mut self) {
        self.opcodes = self.opcodes << 8 | self.opcode;
        self.count += 1;
        self.since += 1;
        let place = self.count % PAST;
        self.past_opcodes[place] = self.opcode;
        self.tokens[place] = self.token;
        self.shapes[place] = match self.opcode {
            LOCAL_GET..=LOCAL_TEE => self.opcode,
            _ => self.token,
        };
    }

    pub fn end_number(&mut self, kind: Kind, number: u32) {
        let recent = &mut self.recent[kind as usize];
        *recent = [number, recent[0]];
        if kind == Kind::Offset {
            self.offsets[self.offset_place(kind)] = number + 1;
        }
    }

    /// Where the latest offset from the present address is kept.
    fn offset_place(&self, kind: Kind) -> usize {
        let is_store = kind != Kind::Opcode && self.opcode >= FIRST_STORE;
        let address = self.operand(usize::from(is_store));
        join(0, address.token) as usize / (1 << 22) % OFFSETS
    }

    /// Weighs the labels that a jump may go to: those of all blocks around it.
    pub fn offer_labels(&mut self) {
        self.labels.clear();
        let mut values = [0; 32];
        values[JUMP] = self.opcode;
        values[BEFORE] = self.opcodes & 255;
        values[SINCE_THEN] = self.since.min(3);
        for label in 0..self.depth as u32 {
            let place = self.depth - 1 - label as usize;
            let block = self.blocks[place % DEPTH];
            values[LABEL] = label.min(20);
            values[TARGET] = place as u32;
            values[TARGET_OPCODE] = block.opcode;
            values[TARGET_RESULTS] = block.results as u32;
            values[JUMPS] = block.jumps.min(3);
            values[AGE] = match block.jumps {
                0 => 40,
                _ => (self.jumps - block.last_jump).min(7),
            };
            values[IS_LAST_TARGET] = u32::from(place == self.last_target);
            // In a table, the label before tells more than other jumps.
            values[RELATION] = match self.opcode {
                BRANCH_TABLE => label.wrapping_sub(self.last_label).wrapping_add(3).min(7),
                _ => block.jumps.min(7) * 16 + label.min(7),
            };
            self.labels.add(label, &values, &LABEL_SETS);
        }
    }

    pub fn learn_label(&mut self, label: u32) {
        self.labels.learn(label);
        self.jumps += 1;
        self.last_label = label;
        self.last_target = self.depth.wrapping_sub(label as usize + 1);
        let block = &mut self.blocks[self.last_target % DEPTH];
        block.jumps += 1;
        block.last_jump = self.jumps;
    }

    /// The contexts for a number of this kind.
    pub fn contexts(&self, kind: Kind, contexts: &mut [u32; CONTEXTS]) {
        let past = |past: &[u32; PAST], back: usize| past[self.count.wrapping_sub(back) % PAST];
        let latest = |all: &[u32; PAST], count: usize| {
            let mut hash = 0;
            for back in 0..count {
                hash = join(hash, past(all, back));
            }
            hash
        };
        let (top, second) = (self.operand(0), self.operand(1));
        let mut values = [0; 32];
        values[OPCODE] = self.opcodes & 0xff;
        values[OPCODES_2] = self.opcodes & 0xffff;
        values[OPCODES_3] = self.opcodes & 0xff_ffff;
        values[OPCODES_4] = self.opcodes;
        values[OPCODES_6] = latest(&self.past_opcodes, 6);
        values[OPCODES_10] = latest(&self.past_opcodes, 10);
        values[SHAPES_5] = latest(&self.shapes, 5);
        values[TOKEN] = past(&self.tokens, 0);
        values[TOKEN_BEFORE] = past(&self.tokens, 1);
        values[TOKEN_BEFORE_THAT] = past(&self.tokens, 2);
        values[TOP] = top.token;
        values[SECOND] = second.token;
        values[TOP_OPCODE] = top.opcode;
        values[SECOND_OPCODE] = second.opcode;
        values[TWO_KINDS] = top.kind << 8 | second.kind;
        values[HEIGHT] = self.height_in_block();
        values[DEPTH_OF_BLOCKS] = self.depth as u32;
        values[BLOCK_AROUND] = self.block(0).opcode;
        values[BLOCK_AROUND_THAT] = self.block(1).opcode;
        values[SINCE] = self.since.min(15);
        values[FUNCTION] = self.function as u32;
        values[RECENT] = self.recent[kind as usize][0];
        values[RECENT_BEFORE] = self.recent[kind as usize][1];
        values[OFFSET] = self.offsets[self.offset_place(kind)];
        hashes(&values, &CONTEXT_SETS, contexts);
    }
}
