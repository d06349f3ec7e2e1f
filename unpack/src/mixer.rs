//! Mixing of predictions in the logistic domain, by weights that learn from each bit.
//!
//! After Mahoney, "Adaptive Weighing of Context Models for Lossless Data Compression" (2005), and
//! paq8: several sets of weights, each chosen by another aspect of the place, predict side by
//! side, and a small second mixer weighs them against each other.

use crate::lanes::{Lanes, multiply_add};
use crate::logistic::{LIMIT, Logistic};

/// How many sets predict side by side.
pub const SETS: usize = 5;
/// How many rows each set has to choose from, each with weights for the four bits of a nibble.
/// Weights for all 15 nodes would learn too slowly.
const ROWS: usize = 1 << 11;
const BITS: usize = 4;
pub const INPUTS: usize = 24;

const FIRST_WEIGHT: f32 = 0.2;
const FIRST_RATE: f32 = 0.02;
const LAST_RATE: f32 = 0.0095;
const RATE_FALL: f32 = 0.99999;
const SECOND_RATE: f32 = 0.002;

#[repr(C)]
pub struct Mixer {
    inputs: [Lanes; INPUTS / 4],
    rows: [usize; SETS],
    /// What each set says, and all together, in the logistic domain.
    sums: [f32; SETS],
    chance: f32,
    rate: f32,
    second_weights: [[[f32; SETS]; BITS]; ROWS],
    weights: [[[[Lanes; INPUTS / 4]; BITS]; ROWS]; SETS],
}

impl Mixer {
    pub fn fill(&mut self) {
        for set in &mut self.weights {
            for row in set {
                for weights in row {
                    *weights = [Lanes::splat(FIRST_WEIGHT); INPUTS / 4];
                }
            }
        }
        for row in &mut self.second_weights {
            *row = [[1.0 / SETS as f32; SETS]; BITS];
        }
        self.rate = FIRST_RATE;
    }

    #[inline(always)]
    pub fn set_input(&mut self, number: usize, input: f32) {
        self.inputs[number / 4 % (INPUTS / 4)].0[number % 4] = input;
    }

    /// Chooses the rows for the next nibble.
    pub fn select(&mut self, rows: [usize; SETS]) {
        self.rows = rows;
    }

    /// What the inputs say together of bit number `bit`, in the logistic domain.
    #[inline(always)]
    pub fn mix(&mut self, bit: usize, logistic: &Logistic) -> f32 {
        let second = &self.second_weights[self.rows[0] % ROWS][bit % BITS];
        let mut mixed = 0.0;
        for (set, second_weight) in second.iter().enumerate() {
            let weights = &self.weights[set][self.rows[set] % ROWS][bit % BITS];
            let mut sums = Lanes::splat(0.0);
            for (weights, inputs) in weights.iter().zip(&self.inputs) {
                sums = multiply_add(*weights, *inputs, sums);
            }
            self.sums[set] = sums.sum().clamp(-LIMIT, LIMIT);
            mixed += self.sums[set] * second_weight;
        }
        self.chance = logistic.squash(mixed);
        mixed.clamp(-LIMIT, LIMIT)
    }

    /// Learns from what the bit was.
    #[inline(always)]
    pub fn learn(&mut self, bit: usize, was: u32, logistic: &Logistic) {
        let was = was as f32;
        let second = &mut self.second_weights[self.rows[0] % ROWS][bit % BITS];
        let second_step = (was - self.chance) * SECOND_RATE;
        for (set, second_weight) in second.iter_mut().enumerate() {
            let sum = self.sums[set];
            *second_weight += second_step * sum;
            let step = Lanes::splat((was - logistic.squash(sum)) * self.rate);
            let weights = &mut self.weights[set][self.rows[set] % ROWS][bit % BITS];
            for (weights, inputs) in weights.iter_mut().zip(&self.inputs) {
                *weights = multiply_add(step, *inputs, *weights);
            }
        }
        self.rate = (self.rate * RATE_FALL).max(LAST_RATE);
    }
}
