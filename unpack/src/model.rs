//! The model as a whole: for each nibble, contexts in; for each of its bits, one chance out.

use crate::coder::Coder;
use crate::counters::Counters;
use crate::logistic::Logistic;
use crate::matches::{Matcher, Past};
use crate::mixer::{Mixer, SETS};

/// The contexts that are looked up for each nibble.
pub const CONTEXTS: usize = 30;
/// The ways in which candidates are weighed.
pub const WAYS: usize = 3;
const CANDIDATES: usize = 512;
const FROM_MATCHES: usize = 2 * CONTEXTS;
const FROM_CANDIDATES: usize = FROM_MATCHES + 4;
const BIAS: usize = FROM_CANDIDATES + WAYS;
const INPUTS: usize = BIAS + 1;

/// A nibble that is likely for a reason of its own, with its weights.
#[derive(Clone, Copy)]
pub struct Candidate {
    pub nibble: usize,
    pub weights: [f32; WAYS],
}

pub struct Model {
    /// A hash for each context, for the next nibble.
    pub contexts: [u32; CONTEXTS],
    pub rows: [usize; SETS],
    candidates: [Candidate; CANDIDATES],
    candidate_count: usize,
    logistic: Logistic,
    counters: Counters<CONTEXTS>,
    mixer: Mixer<INPUTS>,
    past: Past,
    near: Matcher<12>,
    far: Matcher<28>,
}

impl Model {
    pub fn fill(&mut self) {
        self.logistic.fill();
        self.counters.fill();
        self.mixer.fill();
        self.near.fill();
        self.far.fill();
    }

    /// Tells of a nibble that may come next.
    pub fn propose(&mut self, candidate: Candidate) {
        self.candidates[self.candidate_count % CANDIDATES] = candidate;
        self.candidate_count += 1;
    }

    /// How far what stands here repeats what was before, in 16 steps.
    pub fn match_row(&self) -> usize {
        self.near.length() / 4 + if self.far.length() > 0 { 8 } else { 0 }
    }

    /// Codes one nibble.
    pub fn nibble(&mut self, coder: &mut impl Coder, actual: u32) -> u32 {
        let mut hashes = self.contexts;
        for (i, hash) in hashes.iter_mut().enumerate() {
            *hash = mixed(*hash, i as u32);
        }
        self.counters.find(&hashes);
        self.mixer.select(self.rows);
        let mut node = 1;
        while node < 16 {
            let chance = self.predict(node);
            let place = node.leading_zeros() - 8_usize.leading_zeros();
            let bit = coder.code(chance, actual >> place & 1);
            self.learn(node, bit);
            node = node << 1 | bit as usize;
        }
        self.candidate_count = 0;
        let nibble = node as u32 & 15;
        self.past.push(nibble);
        self.near.follow(&self.past);
        self.far.follow(&self.past);
        nibble
    }

    /// The chance of a one at this node, in 1/65536.
    fn predict(&mut self, node: usize) -> u32 {
        let logistic = &self.logistic;
        let inputs = &mut self.mixer.inputs;
        self.counters
            .predict(node, &mut inputs[..FROM_MATCHES], logistic);
        let predictions = [
            self.near.predict(&self.past, node),
            self.far.predict(&self.past, node),
        ];
        for (prediction, inputs) in predictions
            .iter()
            .zip(inputs[FROM_MATCHES..].chunks_exact_mut(2))
        {
            let (chance, vote) = prediction.unwrap_or((1 << 15, 0.0));
            inputs[0] = logistic.stretch(chance as usize >> 4);
            inputs[1] = vote;
        }
        let place = node.leading_zeros() - 8_usize.leading_zeros();
        let mut sums = [[0.001; 2]; WAYS];
        for candidate in &self.candidates[..self.candidate_count.min(CANDIDATES)] {
            let path = (candidate.nibble | 16) >> place;
            if path >> 1 == node {
                for (sums, weight) in sums.iter_mut().zip(candidate.weights) {
                    sums[path & 1] += weight;
                }
            }
        }
        for (sums, input) in sums.iter().zip(&mut inputs[FROM_CANDIDATES..]) {
            *input = logistic.stretch((sums[1] / (sums[0] + sums[1]) * 4096.0) as usize);
        }
        inputs[BIAS] = 0.3;
        ((self.mixer.mix(node, logistic) * 65536.0) as u32).clamp(1, 65535)
    }

    fn learn(&mut self, node: usize, bit: u32) {
        self.mixer.learn(node, bit, &self.logistic);
        self.counters.learn(node, bit);
        self.near.learn(&self.past, node, bit);
        self.far.learn(&self.past, node, bit);
    }
}

/// A hash of two words, every bit of which depends on every bit of both.
pub fn mixed(a: u32, b: u32) -> u32 {
    let mut hash = a.wrapping_mul(0x9e37_79b1) ^ b.wrapping_mul(0x85eb_ca6b).rotate_left(13);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}
