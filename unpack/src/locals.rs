//! Which local variable is likely next: each of the function's is a candidate, weighed by how it
//! was used so far.

use crate::model::{WAYS, mixed};

/// Locals of a function beyond these are coded, but not foreseen.
pub const LOCALS: usize = 512;
const WEIGHTS: usize = 1 << 14;
const FIRST_WEIGHT: f32 = 0.05;
const RATE: f32 = 0.02;

#[derive(Clone, Copy)]
struct Local {
    kind: u32,
    /// 0 before the first use, then 1 to 3 for get, set and tee.
    last_use: u32,
    last_time: u32,
    gets_since_set: u32,
}

pub struct Locals {
    locals: [Local; LOCALS],
    /// All of them, the latest used first.
    order: [u16; LOCALS],
    count: usize,
    time: u32,
    weights: [[f32; WEIGHTS]; WAYS],
    /// Where the weights of each candidate stand, in the order of candidates.
    chosen: [[usize; WAYS]; LOCALS],
}

impl Locals {
    pub fn fill(&mut self) {
        self.weights = [[FIRST_WEIGHT; WEIGHTS]; WAYS];
    }

    pub fn clear(&mut self) {
        self.count = 0;
        self.time = 0;
    }

    pub fn declare(&mut self, kind: u32, gets_since_set: u32) {
        if self.count < LOCALS {
            self.locals[self.count] = Local {
                kind,
                last_use: 0,
                last_time: 0,
                gets_since_set,
            };
            self.order[self.count] = self.count as u16;
            self.count += 1;
        }
    }

    /// Weighs all candidates for the operand of `opcode`.
    pub fn weigh(
        &mut self,
        usage: u32,
        before: u32,
        top: u32,
        mut propose: impl FnMut(u32, [f32; WAYS]),
    ) {
        for rank in 0..self.count.min(LOCALS) {
            let number = self.order[rank];
            let local = self.locals[usize::from(number) % LOCALS];
            let age = self.time - local.last_time;
            let age = if age < 8 {
                age
            } else {
                (8 + age.ilog2() * 2 + (age >> (age.ilog2() - 1) & 1)).min(31)
            };
            let rank_then = rank as u32;
            let how = usage * 4 + local.last_use;
            let what = if usage == 1 { local.kind & 7 } else { top };
            let features = [
                mixed(how, rank_then.min(31) * 4 + local.gets_since_set.min(3)),
                mixed(
                    how,
                    77 + age * 64 + local.gets_since_set.min(7) * 8 + (local.kind & 7),
                ),
                mixed(
                    usage * 256 + before,
                    rank_then.min(15) * 4096 + local.last_use * 256 + what,
                ),
            ];
            let mut weights = [0.0; WAYS];
            for way in 0..WAYS {
                let place = features[way] as usize % WEIGHTS;
                self.chosen[rank][way] = place;
                weights[way] = self.weights[way][place];
            }
            propose(u32::from(number), weights);
        }
    }

    /// Learns which candidate it was.
    pub fn learn(&mut self, usage: u32, number: u32) {
        let mut found = 0;
        for rank in 0..self.count.min(LOCALS) {
            let hit = u32::from(self.order[rank]) == number;
            if hit {
                found = rank;
            }
            for way in 0..WAYS {
                let weight = &mut self.weights[way][self.chosen[rank][way] % WEIGHTS];
                *weight += (f32::from(u8::from(hit)) - *weight) * RATE;
            }
        }
        if number as usize >= self.count {
            return;
        }
        for rank in (0..found).rev() {
            self.order[rank + 1] = self.order[rank];
        }
        self.order[0] = number as u16;
        let local = &mut self.locals[number as usize % LOCALS];
        local.last_use = usage;
        local.last_time = self.time;
        local.gets_since_set = if usage == 1 {
            local.gets_since_set + 1
        } else {
            0
        };
        self.time += 1;
    }
}
