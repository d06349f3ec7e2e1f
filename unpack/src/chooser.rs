//! A choice among candidates, each with features whose worth is learned: the chance of a candidate
//! grows with the exponential of the sum over its features (a log-linear model, learned from each
//! choice by one step along the gradient).

use crate::hash::{hashes, mixed};
use crate::logistic::exp;

/// More candidates than these are not foreseen.
pub const CANDIDATES: usize = 48;
/// Features of a candidate: sets of its values.
pub const FEATURES: usize = 7;
/// Places for the worth of all features.
const WORTHS: usize = 1 << 15;
const RATE: f32 = 0.08;
/// What is left for a choice outside the candidates, where a candidate begins with 1.
const OUTSIDE: f32 = 0.02;

#[derive(Clone, Copy)]
pub struct Candidate {
    pub number: u32,
    pub weight: f32,
    /// Where the worth of its features stands.
    places: [u32; FEATURES],
}

#[repr(C)]
pub struct Chooser {
    count: usize,
    candidates: [Candidate; CANDIDATES],
    worths: [f32; WORTHS],
}

impl Chooser {
    pub fn clear(&mut self) {
        self.count = 0;
    }

    #[inline(never)]
    pub fn add(&mut self, number: u32, values: &[u32; 32], features: &[u32; FEATURES]) {
        let Some(candidate) = self.candidates.get_mut(self.count) else {
            return;
        };
        self.count += 1;
        hashes(values, features, &mut candidate.places);
        let mut sum = 0.0;
        for place in &mut candidate.places {
            *place = mixed(*place) % WORTHS as u32;
            sum += self.worths[*place as usize % WORTHS];
        }
        candidate.number = number;
        candidate.weight = exp(sum);
    }

    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates[..self.count.min(CANDIDATES)]
    }

    /// Learns which number it was.
    #[inline(never)]
    pub fn learn(&mut self, number: u32) {
        let candidates = &self.candidates[..self.count.min(CANDIDATES)];
        let mut total = OUTSIDE;
        for candidate in candidates {
            total += candidate.weight;
        }
        for candidate in candidates {
            let was_chosen = u8::from(candidate.number == number);
            let step = (f32::from(was_chosen) - candidate.weight / total) * RATE;
            for place in candidate.places {
                self.worths[place as usize % WORTHS] += step;
            }
        }
    }
}
