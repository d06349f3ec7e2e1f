//! What followed each context so far: for every node of a nibble's binary tree a chance that
//! adapts, and the last bits seen there, whose meaning is learned in turn.
//!
//! As in paq6 and lpaq (<http://mattmahoney.net/dc/dce.html>, 4.1.3): a direct chance is right
//! where statistics are steady, an indirect one where the last few bits tell more.

use crate::logistic::Logistic;

/// Slots in the table that all contexts share, 64 bytes each.
const SLOTS: usize = 1 << 19;
/// A count of this many is a long time.
const COUNT_LIMIT: u32 = 250;
const HISTORY_COUNT_LIMIT: u32 = 255;
const RECIPROCALS: usize = 256;

/// The 15 nodes of a nibble in one context, and what tells this context from others: a check in
/// the low 16 bits of the first.
type Slot = [u32; 16];

/// A node: a chance in 16 bits, a count in 8, a history in 8. The history is a one, then the
/// last bits, at most seven.
#[derive(Clone, Copy)]
struct Node(u32);

impl Node {
    fn chance(self) -> u32 {
        self.0 >> 16
    }

    fn count(self) -> u32 {
        self.0 >> 8 & 255
    }

    fn history(self) -> usize {
        (self.0 & 255) as usize
    }

    fn after(self, bit: u32, reciprocals: &[u32; RECIPROCALS]) -> Self {
        let (chance, history) = match self.count() {
            0 => (1 << 15, 1),
            _ => (self.chance(), self.0 & 255),
        };
        let reciprocal = reciprocals[self.count() as usize % RECIPROCALS];
        let chance = match bit {
            1 => chance + (((65535 - chance) * reciprocal) >> 16),
            _ => chance - ((chance * reciprocal) >> 16),
        };
        let count = (self.count() + 1).min(COUNT_LIMIT);
        let kept = if history < 128 {
            history
        } else {
            history & 63 | 64
        };
        Node(chance << 16 | count << 8 | kept << 1 | bit)
    }
}

pub struct Counters<const CONTEXTS: usize> {
    slots: [Slot; SLOTS],
    found: [usize; CONTEXTS],
    /// For each history its chance in the upper 22 bits, and a count.
    histories: [[u32; 256]; CONTEXTS],
    reciprocals: [u32; RECIPROCALS],
}

impl<const CONTEXTS: usize> Counters<CONTEXTS> {
    pub fn fill(&mut self) {
        for count in 0..RECIPROCALS {
            self.reciprocals[count] = (65536 * 5 / (count as u32 * 5 + 8)).min(65535);
        }
        for histories in &mut self.histories {
            for history in 1..256_u32 {
                // The older a bit, the less it counts.
                let length = history.ilog2();
                let mut chance = 1 << 21;
                for i in (0..length).rev() {
                    let target = (history >> i & 1) * ((1 << 22) - 1);
                    chance = (chance + target) / 2;
                }
                histories[history as usize] = chance << 10;
            }
        }
    }

    /// Finds the slots of the next nibble, by one hash for each context.
    pub fn find(&mut self, hashes: &[u32; CONTEXTS]) {
        for (i, hash) in hashes.iter().enumerate() {
            self.found[i] = self.slot(*hash);
        }
    }

    /// The slot of a hash, or the less used one of two, emptied.
    fn slot(&mut self, hash: u32) -> usize {
        let check = hash & 0xffff | 0x10000;
        let first = (hash >> 13) as usize % SLOTS;
        let second = first ^ 1;
        if self.slots[first][0] == check {
            return first;
        }
        if self.slots[second][0] == check {
            return second;
        }
        let use_of = |slot: &Slot| Node(slot[1]).count();
        let chosen = if use_of(&self.slots[second]) < use_of(&self.slots[first]) {
            second
        } else {
            first
        };
        self.slots[chosen] = [0; 16];
        self.slots[chosen][0] = check;
        chosen
    }

    /// Two inputs for each context; zeros where nothing is known.
    pub fn predict(&self, node: usize, inputs: &mut [f32], logistic: &Logistic) {
        for ((found, histories), inputs) in self
            .found
            .iter()
            .zip(&self.histories)
            .zip(inputs.chunks_exact_mut(2))
        {
            let node = Node(self.slots[found % SLOTS][node % 16]);
            if node.count() == 0 {
                inputs[0] = 0.0;
                inputs[1] = 0.0;
            } else {
                inputs[0] = logistic.stretch(node.chance() as usize >> 4);
                inputs[1] = logistic.stretch((histories[node.history()] >> 20) as usize);
            }
        }
    }

    pub fn learn(&mut self, node: usize, bit: u32) {
        for (found, histories) in self.found.iter().zip(&mut self.histories) {
            let place = &mut self.slots[found % SLOTS][node % 16];
            let node = Node(*place);
            if node.count() > 0 {
                let history = &mut histories[node.history()];
                let (chance, count) = (i64::from(*history >> 10), *history & 1023);
                let target = if bit == 1 { (1 << 22) - 1 } else { 0 };
                let reciprocal = i64::from(self.reciprocals[count as usize % RECIPROCALS]);
                let chance = chance + (((target - chance) * reciprocal) >> 16);
                *history = (chance as u32) << 10 | (count + 1).min(HISTORY_COUNT_LIMIT);
            }
            *place = node.after(bit, &self.reciprocals).0;
        }
    }
}
