//! Mixing of predictions in the logistic domain, by weights that learn from each bit.
//!
//! After Mahoney, "Adaptive Weighing of Context Models for Lossless Data Compression" (2005), and
//! paq8: several sets of weights, each chosen by another aspect of the place, predict side by
//! side, and a small second mixer weighs them against each other.

use crate::logistic::Logistic;

/// How many sets predict side by side.
pub const SETS: usize = 5;
/// How many rows each set has to choose from.
pub const ROWS: [usize; SETS] = [512, 2048, 32, 512, 512];
/// The nodes of the binary tree of a nibble, each with weights of its own.
const NODES: usize = 16;
const ALL_ROWS: usize = ROWS[0] + ROWS[1] + ROWS[2] + ROWS[3] + ROWS[4];
const LANES: usize = 4;

const FIRST_WEIGHT: f32 = 0.15;
const RATE_AT_FIRST: f32 = 0.02;
const RATE_AT_LAST: f32 = 0.002;
const RATE_FALL: f32 = 0.99999;
const SECOND_RATE: f32 = 0.005;

/// `INPUTS` is a multiple of four.
pub struct Mixer<const INPUTS: usize> {
    pub inputs: [f32; INPUTS],
    weights: [[[f32; INPUTS]; NODES]; ALL_ROWS],
    second_weights: [[[f32; SETS]; NODES]; ROWS[0]],
    /// The row of each set at this place.
    rows: [usize; SETS],
    sums: [f32; SETS],
    chance: f32,
    rate: f32,
}

impl<const INPUTS: usize> Mixer<INPUTS> {
    pub fn fill(&mut self) {
        for row in &mut self.weights {
            *row = [[FIRST_WEIGHT; INPUTS]; NODES];
        }
        for row in &mut self.second_weights {
            *row = [[1.0 / SETS as f32; SETS]; NODES];
        }
        self.rate = RATE_AT_FIRST;
    }

    /// Chooses the rows for the next nibble.
    pub fn select(&mut self, rows: [usize; SETS]) {
        let mut start = 0;
        for set in 0..SETS {
            self.rows[set] = start + rows[set] % ROWS[set];
            start += ROWS[set];
        }
    }

    /// The chance of a one.
    pub fn mix(&mut self, node: usize, logistic: &Logistic) -> f32 {
        let mut mixed = 0.0;
        let second = &self.second_weights[self.rows[0] % ROWS[0]][node % NODES];
        for ((row, sum), weight) in self.rows.iter().zip(&mut self.sums).zip(second) {
            let weights = &self.weights[row % ALL_ROWS][node % NODES];
            *sum = product(weights, &self.inputs).clamp(-11.9, 11.9);
            mixed += *sum * weight;
        }
        self.chance = logistic.squash(mixed);
        self.chance
    }

    /// Learns from what the bit was.
    pub fn learn(&mut self, node: usize, bit: u32, logistic: &Logistic) {
        let bit = bit as f32;
        let second = &mut self.second_weights[self.rows[0] % ROWS[0]][node % NODES];
        let step = (bit - self.chance) * SECOND_RATE;
        for ((row, sum), weight) in self.rows.iter().zip(&self.sums).zip(second) {
            *weight += step * sum;
            let step = (bit - logistic.squash(*sum)) * self.rate;
            let weights = &mut self.weights[row % ALL_ROWS][node % NODES];
            for (weight, input) in weights.iter_mut().zip(&self.inputs) {
                *weight += step * input;
            }
        }
        self.rate = (self.rate * RATE_FALL).max(RATE_AT_LAST);
    }
}

/// The scalar product, in lanes as processors have them: the order of a sum matters to its last
/// bit.
fn product<const INPUTS: usize>(weights: &[f32; INPUTS], inputs: &[f32; INPUTS]) -> f32 {
    let mut lanes = [0.0; LANES];
    let pairs = weights.chunks_exact(LANES).zip(inputs.chunks_exact(LANES));
    for (weights, inputs) in pairs {
        for (lane, (weight, input)) in lanes.iter_mut().zip(weights.iter().zip(inputs)) {
            *lane += weight * input;
        }
    }
    lanes.iter().sum()
}
