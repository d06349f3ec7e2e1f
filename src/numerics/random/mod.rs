//! Random numbers as NumPy's `default_rng` gives them, bit for bit.
//!
//! [`BitGenerator`] is PCG64 (O'Neill 2014, XSL-RR 128/64) seeded through NumPy's
//! `SeedSequence`; the distributions follow `numpy/random/src/distributions`.
//!
//! Knows nothing of arrays or of the language.

mod normal;
mod seed;

/// The multiplier of the 128-bit linear congruential generator.
const MULTIPLIER: u128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645;

/// A stream of random bits, with what is left of the last 64 when 32 were asked for.
#[derive(Clone, Debug)]
pub struct BitGenerator {
    state: u128,
    increment: u128,
    spare: Option<u32>,
}

impl BitGenerator {
    /// The stream of a seed, whose 32-bit words come lowest first.
    pub fn new(seed: &[u32]) -> Self {
        let [a, b, c, d] = seed::state_words(seed);
        let join = |high: u64, low: u64| (u128::from(high) << 64) | u128::from(low);
        let mut generator = BitGenerator {
            state: 0,
            increment: (join(c, d) << 1) | 1,
            spare: None,
        };
        generator.step();
        generator.state = generator.state.wrapping_add(join(a, b));
        generator.step();
        generator
    }

    fn step(&mut self) {
        self.state = self
            .state
            .wrapping_mul(MULTIPLIER)
            .wrapping_add(self.increment);
    }

    /// 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.step();
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }

    /// 32 random bits: the lower half of the next 64, then the upper.
    pub fn next_u32(&mut self) -> u32 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let bits = self.next_u64();
        self.spare = Some((bits >> 32) as u32);
        bits as u32
    }

    /// A uniform float in `[0, 1)` with 53 random bits.
    pub fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;
        (self.next_u64() >> 11) as f64 * STEP
    }

    /// A uniform integer from 0 up to and including `largest`, without bias (Lemire 2019).
    pub fn up_to(&mut self, largest: u64) -> u64 {
        match largest {
            0 => 0,
            0xFFFF_FFFF => u64::from(self.next_u32()),
            1..0xFFFF_FFFF => u64::from(self.up_to_u32(largest as u32)),
            u64::MAX => self.next_u64(),
            _ => self.up_to_u64(largest),
        }
    }

    fn up_to_u32(&mut self, largest: u32) -> u32 {
        let count = largest + 1;
        let mut product = u64::from(self.next_u32()) * u64::from(count);
        if (product as u32) < count {
            let threshold = (u32::MAX - largest) % count;
            while (product as u32) < threshold {
                product = u64::from(self.next_u32()) * u64::from(count);
            }
        }
        (product >> 32) as u32
    }

    fn up_to_u64(&mut self, largest: u64) -> u64 {
        let count = largest + 1;
        let mut product = u128::from(self.next_u64()) * u128::from(count);
        if (product as u64) < count {
            let threshold = (u64::MAX - largest) % count;
            while (product as u64) < threshold {
                product = u128::from(self.next_u64()) * u128::from(count);
            }
        }
        (product >> 64) as u64
    }

    /// A uniform integer from 0 up to and including `largest`, by drawing as many bits as it
    /// has until they are small enough. NumPy's `shuffle` and `permutation` use this way.
    fn up_to_by_mask(&mut self, largest: u64) -> u64 {
        let mask = u64::MAX.checked_shr(largest.leading_zeros()).unwrap_or(0);
        loop {
            let bits = match u32::try_from(largest) {
                Ok(_) => u64::from(self.next_u32()),
                Err(_) => self.next_u64(),
            };
            if bits & mask <= largest {
                return bits & mask;
            }
        }
    }

    /// Shuffles: from the end down, each element changes places with one at or before it.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for position in (1..items.len()).rev() {
            let other = self.up_to_by_mask(position as u64) as usize;
            items.swap(position, other);
        }
    }

    /// [`BitGenerator::shuffle`] down to position `first`, drawing by the other way, as
    /// NumPy's `choice` does.
    fn shuffle_tail(&mut self, items: &mut [i64], first: usize) {
        for position in (first..items.len()).rev() {
            let other = self.up_to(position as u64) as usize;
            items.swap(position, other);
        }
    }

    /// `count` different integers below `population`, in random order where `shuffled`.
    ///
    /// Follows NumPy's `Generator.choice` without replacement: the tail of a shuffle for a
    /// large part of a large population, else Floyd's algorithm.
    pub fn sample(&mut self, population: usize, count: usize, shuffled: bool) -> Vec<i64> {
        let cutoff = if shuffled { 50 } else { 20 };
        if population > 10_000 && count > population / cutoff {
            let mut all: Vec<i64> = (0..population as i64).collect();
            self.shuffle_tail(&mut all, (population - count).max(1));
            return all.split_off(population - count);
        }
        let mut chosen = std::collections::BTreeSet::new();
        let mut sample = Vec::with_capacity(count);
        for largest in population - count..population {
            let candidate = self.up_to(largest as u64) as i64;
            let fresh = match chosen.insert(candidate) {
                true => candidate,
                false => largest as i64,
            };
            chosen.insert(fresh);
            sample.push(fresh);
        }
        if shuffled {
            self.shuffle_tail(&mut sample, 1);
        }
        sample
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_numpys() {
        let mut generator = BitGenerator::new(&[42]);
        assert_eq!(generator.uniform(), 0.7739560485559633);
        assert_eq!(generator.uniform(), 0.4388784397520523);
        let mut generator = BitGenerator::new(&[42]);
        let draws: Vec<u64> = (0..10).map(|_| generator.up_to(9)).collect();
        assert_eq!(draws, [0, 7, 6, 4, 4, 8, 0, 6, 2, 0]);
    }

    #[test]
    fn seeds_may_be_longer_than_the_pool() {
        // np.random.default_rng(2**200 + 5).random()
        let seed = [5, 0, 0, 0, 0, 0, 256];
        assert_eq!(BitGenerator::new(&seed).uniform(), 0.4818309945045387);
    }
}
