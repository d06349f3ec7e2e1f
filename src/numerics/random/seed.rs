//! NumPy's `SeedSequence`: spreads the bits of a seed over the state of a generator.
//!
//! Follows `numpy/random/bit_generator.pyx`, after M. E. O'Neill, "Developing a seed_seq
//! Alternative" (2015).

const POOL: usize = 4;

/// A multiplicative hash whose constant changes with every use.
struct Hash {
    constant: u32,
    multiplier: u32,
}

impl Hash {
    fn next(&mut self, value: u32) -> u32 {
        let value = value ^ self.constant;
        self.constant = self.constant.wrapping_mul(self.multiplier);
        let value = value.wrapping_mul(self.constant);
        value ^ (value >> 16)
    }
}

fn mix(left: u32, right: u32) -> u32 {
    let mixed = 0xca01_f9dd_u32
        .wrapping_mul(left)
        .wrapping_sub(0x4973_f715_u32.wrapping_mul(right));
    mixed ^ (mixed >> 16)
}

fn pool(seed: &[u32]) -> [u32; POOL] {
    let mut hash = Hash {
        constant: 0x43b0_d7e5,
        multiplier: 0x931e_8875,
    };
    let mut pool = [0; POOL];
    for (index, word) in pool.iter_mut().enumerate() {
        *word = hash.next(seed.get(index).copied().unwrap_or(0));
    }
    for source in 0..POOL {
        for target in (0..POOL).filter(|&target| target != source) {
            pool[target] = mix(pool[target], hash.next(pool[source]));
        }
    }
    for &word in seed.iter().skip(POOL) {
        for target in &mut pool {
            *target = mix(*target, hash.next(word));
        }
    }
    pool
}

/// Four 64-bit words of state (`SeedSequence(seed).generate_state(4, np.uint64)`).
pub(super) fn state_words(seed: &[u32]) -> [u64; 4] {
    let pool = pool(seed);
    let mut hash = Hash {
        constant: 0x8b51_f9dd,
        multiplier: 0x58f3_8ded,
    };
    let words: [u32; 8] = std::array::from_fn(|index| hash.next(pool[index % POOL]));
    std::array::from_fn(|index| {
        u64::from(words[2 * index]) | (u64::from(words[2 * index + 1]) << 32)
    })
}
