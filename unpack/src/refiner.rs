//! A last look at a chance: what it came to mean at this place, so far.
//!
//! The adaptive probability maps of lpaq and paq8: for each context a curve from chance to chance,
//! of 33 points that adapt.

use crate::logistic::{LIMIT, Logistic, target};

const CURVES: usize = 1 << 12;
const POINTS: usize = 33;
const STEP: f32 = 2.0 * LIMIT / (POINTS - 1) as f32;
const RATE: f32 = 1.0 / 64.0;

#[repr(C)]
pub struct Refiner {
    curve: usize,
    point: usize,
    curves: [[f32; POINTS]; CURVES],
}

impl Refiner {
    pub fn fill(&mut self, logistic: &Logistic) {
        for curve in &mut self.curves {
            for (i, point) in curve.iter_mut().enumerate() {
                *point = logistic.squash(i as f32 * STEP - LIMIT);
            }
        }
    }

    /// Refines a chance given in the logistic domain.
    pub fn refine(&mut self, context: usize, stretched: f32) -> f32 {
        let place = (stretched + LIMIT) * (1.0 / STEP);
        let point = (place as usize).min(POINTS - 2);
        let share = place - point as f32;
        self.curve = context % CURVES;
        self.point = point + usize::from(share > 0.5);
        let curve = &self.curves[self.curve];
        curve[point] + (curve[point + 1] - curve[point]) * share
    }

    pub fn learn(&mut self, bit: u32) {
        let point = &mut self.curves[self.curve % CURVES][self.point % POINTS];
        *point += (target(bit) - *point) * RATE;
    }
}
