//! Which local variable is likely next: each of the function's is a candidate, weighed by how it
//! was used so far.

use crate::chooser::{CANDIDATES, Chooser, FEATURES};
use crate::code::Code;
use crate::hash::{join, set};
use crate::instructions::LOCAL_GET;

/// Locals of a function beyond these are coded, but not foreseen.
const LOCALS: usize = 512;
const PAIRS: usize = 4096;
/// Not the number of a local.
const NONE: u16 = u16::MAX;
/// As many gets as few locals have without being set: parameters are set by the caller.
const UNSET: u32 = 8;
const LONGEST_AGE: u32 = 31;

#[derive(Clone, Copy)]
struct Local {
    kind: u32,
    /// 0 before the first use, then 1 to 3 for get, set and tee.
    last_use: u32,
    last_time: u32,
    gets_since_set: u32,
    /// The opcode after its last use, plus one.
    followed_by: u32,
}

#[repr(C)]
pub struct Locals {
    count: usize,
    time: u32,
    /// The last two that were used.
    recent: [u16; 2],
    /// All of them, the latest used first.
    order: [u16; LOCALS],
    locals: [Local; LOCALS],
    /// Which one followed a local, and which one followed two.
    after_one: [u16; LOCALS],
    after_two: [u16; PAIRS],
    pub chooser: Chooser,
}

/// What the features of a local are made of.
const USAGE: usize = 0;
/// The same with what the last use was.
const USAGES: usize = 1;
const RANK: usize = 2;
const NEAR_RANK: usize = 3;
const NEAREST_RANK: usize = 4;
const KIND: usize = 5;
const GETS: usize = 6;
const FEW_GETS: usize = 7;
const AGE: usize = 8;
const FOLLOWED_BY: usize = 9;
const FOLLOWS: usize = 10;
const TOP_OPCODE: usize = 11;
const OPCODE: usize = 12;
const OPCODES_2: usize = 13;
const OPCODES_3: usize = 14;

const SETS: [u32; FEATURES] = [
    set(&[USAGE, TOP_OPCODE, KIND, NEAREST_RANK]),
    set(&[USAGE, FOLLOWED_BY, OPCODE, NEAREST_RANK]),
    set(&[USAGES, GETS, FOLLOWED_BY]),
    set(&[USAGES, OPCODES_3, NEAR_RANK]),
    set(&[USAGES, FOLLOWS, NEAR_RANK]),
    set(&[USAGES, FEW_GETS, OPCODES_2, NEAR_RANK]),
    set(&[USAGES, AGE, GETS, KIND]),
];

impl Locals {
    pub fn begin_function(&mut self) {
        self.count = 0;
        self.time = 0;
        self.recent = [0; 2];
        self.after_one = [NONE; LOCALS];
        self.after_two = [NONE; PAIRS];
    }

    pub fn declare(&mut self, kind: u32, gets_since_set: u32) {
        let number = self.count;
        if let Some(local) = self.locals.get_mut(number) {
            *local = Local {
                kind,
                last_use: 0,
                last_time: 0,
                gets_since_set,
                followed_by: 0,
            };
            self.order[number % LOCALS] = number as u16;
            self.count += 1;
        }
    }

    pub fn declare_parameter(&mut self, kind: u32) {
        self.declare(kind, 0);
    }

    pub fn declare_local(&mut self, kind: u32) {
        self.declare(kind, UNSET);
    }

    /// Whether it is the first of its type that was not used yet.
    fn is_next_unused(&self, number: usize) -> bool {
        let of = |number: usize| {
            let local = self.locals[number % LOCALS];
            (local.last_use, local.gets_since_set, local.kind)
        };
        let local = of(number);
        local.0 == 0 && local.1 == UNSET && (number == 0 || of(number - 1) != local)
    }

    fn pair(&self) -> usize {
        let hash = join(u32::from(self.recent[0]), u32::from(self.recent[1]));
        hash as usize / (1 << 20) % PAIRS
    }

    /// Weighs all candidates for the operand of the present instruction.
    pub fn offer(&mut self, code: &Code) {
        self.chooser.clear();
        let usage = code.opcode - LOCAL_GET + 1;
        let after_one = self.after_one[usize::from(self.recent[0]) % LOCALS];
        let after_two = self.after_two[self.pair()];
        let mut values = [0; 32];
        values[USAGE] = usage;
        values[TOP_OPCODE] = code.operand(0).opcode;
        values[OPCODE] = code.opcodes & 0xff;
        values[OPCODES_2] = code.opcodes & 0xffff;
        values[OPCODES_3] = code.opcodes & 0xff_ffff;
        for rank in 0..self.count.min(CANDIDATES) {
            let number = self.order[rank];
            let local = self.locals[usize::from(number) % LOCALS];
            let is_next_unused = self.is_next_unused(usize::from(number));
            values[USAGES] = usage * 8 + if is_next_unused { 7 } else { local.last_use };
            values[RANK] = rank as u32;
            values[NEAR_RANK] = rank.min(7) as u32;
            values[NEAREST_RANK] = rank.min(3) as u32;
            values[KIND] = local.kind;
            values[GETS] = local.gets_since_set.min(7);
            values[FEW_GETS] = local.gets_since_set.min(2);
            values[AGE] = steps(self.time - local.last_time);
            values[FOLLOWED_BY] = local.followed_by;
            values[FOLLOWS] = u32::from(after_one == number) + 2 * u32::from(after_two == number);
            self.chooser.add(u32::from(number), &values, &SETS);
        }
    }

    /// Learns which one it was.
    pub fn learn(&mut self, code: &Code, number: u32) {
        self.chooser.learn(number);
        let pair = self.pair();
        self.after_one[usize::from(self.recent[0]) % LOCALS] = number as u16;
        self.after_two[pair] = number as u16;
        self.recent = [number as u16, self.recent[0]];
        let mut rank = 0;
        while u32::from(self.order[rank % LOCALS]) != number {
            rank += 1;
            if rank >= self.count {
                return;
            }
        }
        while rank > 0 {
            self.order[rank % LOCALS] = self.order[(rank - 1) % LOCALS];
            rank -= 1;
        }
        self.order[0] = number as u16;
        let local = &mut self.locals[number as usize % LOCALS];
        local.last_use = code.opcode - LOCAL_GET + 1;
        local.last_time = self.time;
        let is_get = local.last_use == 1;
        local.gets_since_set = if is_get { local.gets_since_set + 1 } else { 0 };
        self.time += 1;
    }

    /// The type of the last one used.
    pub fn kind(&self) -> u32 {
        self.locals[usize::from(self.recent[0]) % LOCALS].kind
    }

    /// Learns what came after the last use of a local.
    pub fn learn_follower(&mut self, opcode: u32) {
        self.locals[usize::from(self.recent[0]) % LOCALS].followed_by = opcode + 1;
    }
}

/// An age in steps that grow with it: single ones up to eight, then two for each doubling.
fn steps(age: u32) -> u32 {
    if age < 8 {
        return age;
    }
    let doublings = 31 - age.leading_zeros();
    (2 + doublings * 2 + (age >> (doublings - 1) & 1)).min(LONGEST_AGE)
}
