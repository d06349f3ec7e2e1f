//! The logistic function and its inverse, in which chances are mixed.
//!
//! Both are tables, filled with nothing but sums, products and quotients of `f32`: these are
//! rounded the same way everywhere (IEEE 754, which WebAssembly prescribes), so that encoder and
//! decoder agree to the bit. Not integers: the mixing is 1.5 % better for the finer steps, and as
//! fast.

/// Beyond this, a chance is as good as certain.
const LIMIT: f32 = 12.0;
const STEPS: usize = 4096;
const STEP: f32 = 2.0 * LIMIT / STEPS as f32;

pub struct Logistic {
    chances: [f32; STEPS],
    /// For the middle of each 1/4096.
    stretched: [f32; STEPS],
}

impl Logistic {
    pub fn fill(&mut self) {
        // exp(STEP) by its series; STEP is 0.006.
        let ratio = 1.0 + STEP * (1.0 + STEP / 2.0 * (1.0 + STEP / 3.0));
        let (mut power, mut sum) = (1.0, 0.0);
        for i in 0..STEPS / 2 {
            let (above, below) = (STEPS / 2 + i, STEPS / 2 - 1 - i);
            self.chances[above] = power / (1.0 + power);
            power *= ratio;
            self.chances[below] = 1.0 / (1.0 + power);
            // The derivative of the inverse, summed up.
            let chance = (above as f32 + 0.5) / STEPS as f32;
            let slope = 1.0 / (chance * (1.0 - chance) * STEPS as f32);
            self.stretched[above] = sum + slope / 2.0;
            self.stretched[below] = -self.stretched[above];
            sum += slope;
        }
    }

    /// 1 / (1 + exp(-x)).
    pub fn squash(&self, x: f32) -> f32 {
        let place = (x + LIMIT) * (1.0 / STEP);
        self.chances[(place as usize).min(STEPS - 1)]
    }

    /// The inverse, of a chance in 1/4096.
    pub fn stretch(&self, chance: usize) -> f32 {
        self.stretched[chance % STEPS]
    }
}
