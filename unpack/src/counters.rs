//! What followed each context so far: for every node of a nibble's binary tree a state in one
//! byte, and for every state what it came to mean.
//!
//! As in Mahoney's paq6 (<http://mattmahoney.net/dc/dce.html>, 4.1.3). Measured on our program,
//! chances kept directly for each node, alone or beside the states, are no better, and take two to
//! four times the memory, where everything depends on how much of it is at hand.

use crate::logistic::Logistic;

/// Slots in the table that all contexts share, 16 bytes each.
const SLOTS: usize = 1 << 21;
const STATES: usize = 256;
/// A chance adapts by 1/1.6, 1/2.6, …, and 1/256 in the end.
const COUNTS: usize = 256;

/// The check of a context, and the states of the 15 nodes of a nibble in it.
type Slot = [u8; 16];

/// A state: how many ones and how many zeros there were, each in three bits as one of these
/// levels, then the last two bits.
const LEVELS: [u8; 8] = [0, 1, 2, 3, 4, 6, 10, 24];
/// The next level is reached at one time in so many, a power of two; the last has none.
const RISES: [u8; 8] = [1, 1, 1, 1, 2, 4, 16, 0];
/// Of many ones, a zero leaves about half; and the other way round.
const FALLS: [u8; 8] = [0, 1, 2, 2, 3, 4, 4, 5];
const ONES: u8 = 5;
const ZEROS: u8 = 2;

#[inline(always)]
fn after(state: u8, bit: u32, time: u8) -> u8 {
    let (same, other) = if bit == 1 {
        (ONES, ZEROS)
    } else {
        (ZEROS, ONES)
    };
    let level = state >> same & 7;
    let rises = time & RISES[usize::from(level)].wrapping_sub(1) == 0;
    let fallen = FALLS[usize::from(state >> other & 7)];
    (level + u8::from(rises)) << same | fallen << other | (state & 1) << 1 | bit as u8
}

/// What a state means: in the upper 22 bits the chance of a one, in the lower ten a count.
type Meaning = u32;

#[repr(C)]
pub struct Counters<const CONTEXTS: usize> {
    time: u8,
    /// Contexts of the present nibble.
    count: usize,
    states: [u8; CONTEXTS],
    found: [usize; CONTEXTS],
    rates: [i32; COUNTS],
    meanings: [[Meaning; STATES]; CONTEXTS],
    slots: [Slot; SLOTS],
}

impl<const CONTEXTS: usize> Counters<CONTEXTS> {
    pub fn fill(&mut self) {
        for (count, rate) in self.rates.iter_mut().enumerate() {
            *rate = (1 << 14) * 5 / (count as i32 * 5 + 8);
        }
        for meanings in &mut self.meanings {
            for (state, meaning) in meanings.iter_mut().enumerate() {
                let ones = u32::from(LEVELS[state >> ONES & 7]) * 5 + 2;
                let zeros = u32::from(LEVELS[state >> ZEROS & 7]) * 5 + 2;
                let chance = (ones << 22) / (ones + zeros);
                *meaning = chance << 10;
            }
        }
    }

    fn count(&self) -> usize {
        self.count.min(CONTEXTS)
    }

    /// Finds the slots of the next nibble, by one hash for each of the first `count` contexts.
    #[inline(always)]
    pub fn find(&mut self, hashes: &[u32; CONTEXTS], count: usize) {
        self.count = count;
        // All slots are touched first: memory is waited for once, not for each.
        let mut checks = [[0; 2]; CONTEXTS];
        for i in 0..self.count() {
            let place = place(hashes[i]);
            checks[i] = [self.slots[place][0], self.slots[place ^ 1][0]];
        }
        for i in 0..self.count() {
            let check = hashes[i] as u8;
            let place = place(hashes[i]);
            self.found[i] = if checks[i][0] == check {
                place
            } else if checks[i][1] == check {
                place ^ 1
            } else {
                self.emptied(place, check)
            };
        }
    }

    /// The less used one of a place and its neighbour, emptied.
    fn emptied(&mut self, place: usize, check: u8) -> usize {
        let uses = |place: usize| {
            let state = self.slots[place][1];
            (state >> ONES) + (state >> ZEROS & 7)
        };
        let place = place ^ usize::from(uses(place ^ 1) < uses(place));
        self.slots[place] = [0; 16];
        self.slots[place][0] = check;
        place
    }

    /// What each context says of the bit at this node.
    #[inline(always)]
    pub fn predict(&mut self, node: usize, logistic: &Logistic, mut say: impl FnMut(usize, f32)) {
        for i in 0..self.count() {
            let state = self.slots[self.found[i] % SLOTS][node % 16];
            self.states[i] = state;
            let chance = self.meanings[i][usize::from(state)] >> 20;
            say(i, logistic.stretched(chance as usize));
        }
    }

    #[inline(always)]
    pub fn learn(&mut self, node: usize, bit: u32) {
        self.time = self.time.wrapping_add(1);
        let target = bit as i32 * ((1 << 22) - 1);
        for i in 0..self.count() {
            let state = self.states[i];
            self.slots[self.found[i] % SLOTS][node % 16] = after(state, bit, self.time);
            let meaning = &mut self.meanings[i][usize::from(state)];
            let count = *meaning as usize % COUNTS;
            let error = target - (*meaning >> 10) as i32;
            let step = ((error >> 6) * self.rates[count]) >> 8;
            // Of the state in which nothing is known, nothing is learned.
            let step = if state == 0 { 0 } else { step };
            *meaning = meaning.wrapping_add((step as u32) << 10) + u32::from(count < COUNTS - 1);
        }
    }
}

/// Where a hash may have its slot, there or in the neighbour; its lowest bits are for the check.
fn place(hash: u32) -> usize {
    (hash >> 8) as usize % SLOTS
}
