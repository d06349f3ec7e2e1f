//! Four numbers at once, as processors compute them.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use core::arch::wasm32::{f32x4_add, f32x4_mul, v128};

#[derive(Clone, Copy)]
#[repr(C, align(16))]
pub struct Lanes(pub [f32; 4]);

impl Lanes {
    pub fn splat(number: f32) -> Self {
        Lanes([number; 4])
    }

    /// The first two lanes and the last two, then both: the order of a sum matters to its last bit.
    pub fn sum(self) -> f32 {
        let [a, b, c, d] = self.0;
        (a + b) + (c + d)
    }
}

/// `a * b + c`, rounded twice.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
pub fn multiply_add(a: Lanes, b: Lanes, c: Lanes) -> Lanes {
    // SAFETY: `Lanes` and `v128` are the same bits.
    unsafe {
        let of = |lanes: Lanes| core::mem::transmute::<[f32; 4], v128>(lanes.0);
        let sum = f32x4_add(f32x4_mul(of(a), of(b)), of(c));
        Lanes(core::mem::transmute::<v128, [f32; 4]>(sum))
    }
}

/// `a * b + c`, rounded twice.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
pub fn multiply_add(a: Lanes, b: Lanes, c: Lanes) -> Lanes {
    Lanes(core::array::from_fn(|i| a.0[i] * b.0[i] + c.0[i]))
}
