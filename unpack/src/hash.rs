//! Hashes of what is known, which stand for contexts.

/// Odd, near 2^32 divided by the golden ratio.
const MULTIPLIER: u32 = 0x9e37_79b1;

/// A hash with one more word. Its upper bits depend on all words; `mixed` spreads that.
#[inline]
pub fn join(hash: u32, word: u32) -> u32 {
    (hash.rotate_left(5) ^ word).wrapping_mul(MULTIPLIER)
}

/// Every bit of the result depends on every bit of the hash.
#[inline]
pub fn mixed(hash: u32) -> u32 {
    let hash = (hash ^ hash >> 15).wrapping_mul(0x2c1b_3c6d);
    hash ^ hash >> 13
}

/// The values that are numbered so, as a set: it stands for a context made of these.
pub const fn set(numbers: &[usize]) -> u32 {
    let (mut set, mut i) = (0, 0);
    while i < numbers.len() {
        set |= 1 << numbers[i];
        i += 1;
    }
    set
}

/// A hash for each set, of the values in it.
#[inline(never)]
pub fn hashes(values: &[u32; 32], sets: &[u32], hashes: &mut [u32]) {
    for (i, (set, hash)) in sets.iter().zip(hashes).enumerate() {
        let mut rest = *set;
        *hash = i as u32;
        while rest != 0 {
            *hash = join(*hash, values[rest.trailing_zeros() as usize % 32]);
            rest &= rest - 1;
        }
    }
}
