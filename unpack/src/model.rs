//! The model as a whole: for each nibble, contexts in; for each of its bits, one chance out.

use crate::coder::Coder;
use crate::counters::Counters;
use crate::hash::{join, mixed};
use crate::logistic::Logistic;
use crate::matches::Matcher;
use crate::mixer::{Mixer, SETS};
use crate::refiner::Refiner;

/// The contexts that are looked up for each nibble.
pub const CONTEXTS: usize = 19;
/// The mixer learns nothing from what was foreseen this well, in 1/65536: it would not be better
/// for it, and most bits are.
const FORESEEN: u32 = 512;
const FROM_MATCH: usize = CONTEXTS;
const FROM_CANDIDATES: usize = CONTEXTS + 1;
const BIAS: usize = CONTEXTS + 2;

/// What is known before a nibble.
pub struct Place {
    /// A hash of the number's kind and of its nibbles so far.
    pub salt: u32,
    /// How many of the contexts are there; at most `CONTEXTS`.
    pub contexts: usize,
    /// Which weights mix the predictions.
    pub rows: [usize; SETS],
    /// What the mixed chance is refined by.
    pub refined_by: [usize; 2],
    /// Whether a repetition may begin after it.
    pub may_begin: bool,
}

#[repr(C)]
pub struct Model {
    /// A hash for each context of the present number.
    pub contexts: [u32; CONTEXTS],
    /// The weight of the candidates under each node of the nibble: its children are at twice the
    /// node's number, and one more.
    candidates: [f32; 32],
    logistic: Logistic,
    refiners: [Refiner; 2],
    matcher: Matcher,
    mixer: Mixer,
    counters: Counters<CONTEXTS>,
}

impl Model {
    pub fn fill(&mut self) {
        self.logistic.fill();
        for refiner in &mut self.refiners {
            refiner.fill(&self.logistic);
        }
        self.matcher.fill();
        self.mixer.fill();
        self.counters.fill();
    }

    /// The weights of the candidates for each nibble that may come next: none yet.
    pub fn candidates(&mut self) -> &mut [f32] {
        self.candidates = [0.0; 32];
        &mut self.candidates[16..]
    }

    /// How far what stands here repeats what was before, in eight steps.
    pub fn match_row(&self) -> usize {
        self.matcher.length() / 4
    }

    /// Codes one nibble.
    #[inline(never)]
    pub fn nibble(&mut self, coder: &mut impl Coder, place: &Place, actual: u32) -> u32 {
        let mut hashes = self.contexts;
        for hash in &mut hashes {
            *hash = mixed(join(*hash, place.salt));
        }
        self.counters.find(&hashes, place.contexts);
        self.mixer.select(place.rows);
        for node in (1..16).rev() {
            self.candidates[node] = self.candidates[2 * node] + self.candidates[2 * node + 1];
        }
        let expected = self.matcher.expected();
        let mut node = 1;
        for bit in 0..4 {
            let chance = self.predict(place, expected, node, bit);
            let was = coder.code(chance, actual >> (3 - bit) & 1);
            let error = if was == 1 { 65536 - chance } else { chance };
            if error > FORESEEN {
                self.mixer.learn(bit, was, &self.logistic);
            }
            self.counters.learn(node, was);
            self.matcher.learn(expected, node, bit, was);
            for refiner in &mut self.refiners {
                refiner.learn(was);
            }
            node = node << 1 | was as usize;
        }
        let nibble = node as u32 & 15;
        self.matcher.follow(nibble, place.may_begin);
        nibble
    }

    /// The chance of a one at this node, in 1/65536.
    #[inline(always)]
    fn predict(&mut self, place: &Place, expected: usize, node: usize, bit: usize) -> u32 {
        let logistic = &self.logistic;
        let mixer = &mut self.mixer;
        for context in place.contexts..CONTEXTS {
            mixer.set_input(context, 0.0);
        }
        self.counters
            .predict(node, logistic, |i, input| mixer.set_input(i, input));
        mixer.set_input(
            FROM_MATCH,
            self.matcher.predict(expected, node, bit, logistic),
        );
        // Where there are no candidates, the chance is even.
        let (both, one) = (
            self.candidates[node % 16],
            self.candidates[(2 * node + 1) % 32],
        );
        mixer.set_input(
            FROM_CANDIDATES,
            logistic.stretch((one + 0.001) / (both + 0.002)),
        );
        mixer.set_input(BIAS, 0.3);
        let mixed = mixer.mix(bit, logistic);
        let mut chance = logistic.squash(mixed) / 2.0;
        for (refiner, context) in self.refiners.iter_mut().zip(place.refined_by) {
            chance += refiner.refine(context * 16 + node, mixed) / 4.0;
        }
        ((chance * 65536.0) as u32).clamp(1, 65535)
    }
}
