//! The logistic function and its inverse, in which chances are mixed, and the exponential.
//!
//! All are made of nothing but sums, products and quotients of `f32`: these are rounded the same
//! way everywhere (IEEE 754, which WebAssembly prescribes), so that encoder and decoder agree to
//! the bit. Not integers: the finer steps are worth 1 % and cost no time.

/// Beyond this, a chance is as good as certain.
pub const LIMIT: f32 = 12.0;
const CERTAIN: f32 = 1.0 / 65536.0;
const STEPS: usize = 4096;
const STEP: f32 = 2.0 * LIMIT / STEPS as f32;

pub struct Logistic {
    chances: [f32; STEPS],
    /// For the middle of each 1/4096.
    stretched: [f32; STEPS],
}

impl Logistic {
    pub fn fill(&mut self) {
        for (i, chance) in self.chances.iter_mut().enumerate() {
            *chance = 1.0 / (1.0 + exp(LIMIT - (i as f32 + 0.5) * STEP));
        }
        // The derivative of the inverse, summed up from the middle.
        let mut sum = 0.0;
        for i in STEPS / 2..STEPS {
            let chance = (i as f32 + 0.5) / STEPS as f32;
            let rise = 0.5 / (chance * (1.0 - chance) * STEPS as f32);
            self.stretched[i] = sum + rise;
            self.stretched[STEPS - 1 - i] = -sum - rise;
            sum += 2.0 * rise;
        }
    }

    /// 1 / (1 + exp(-x)).
    #[inline]
    pub fn squash(&self, x: f32) -> f32 {
        let place = (x + LIMIT) * (1.0 / STEP);
        self.chances[(place as usize).min(STEPS - 1)]
    }

    /// The inverse, of a chance in 1/4096.
    #[inline]
    pub fn stretched(&self, chance: usize) -> f32 {
        self.stretched[chance % STEPS]
    }

    /// The inverse.
    #[inline]
    pub fn stretch(&self, chance: f32) -> f32 {
        self.stretched(((chance * STEPS as f32) as usize).min(STEPS - 1))
    }
}

/// What the chance of a one should have been. Not quite 0 or 1: a chance that approached 0 for
/// long would get into the range of subnormal numbers, which are computed a hundred times slower.
#[inline]
pub fn target(bit: u32) -> f32 {
    bit as f32 * (1.0 - 2.0 * CERTAIN) + CERTAIN
}

/// The exponential, to six digits; beyond 20 on either side it stays as it is there.
pub fn exp(x: f32) -> f32 {
    // 2^whole by the exponent's bits, the rest by its series.
    let power = x.clamp(-20.0, 20.0) * core::f32::consts::LOG2_E + 64.5;
    let whole = power as u32;
    let x = (power - 0.5 - whole as f32) * core::f32::consts::LN_2;
    let series = 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0))));
    f32::from_bits((whole + 127 - 64) << 23) * series
}
