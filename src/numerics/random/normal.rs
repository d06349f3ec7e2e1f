//! Normal random numbers by the ziggurat method, bit for bit NumPy's.
//!
//! Marsaglia and Tsang, "The Ziggurat Method" (2000), with 256 layers and 52 random bits, as
//! in `numpy/random/src/distributions`.

use super::BitGenerator;
use crate::numerics::exp;
use std::sync::OnceLock;

/// Where the tail begins: the right edge of the lowest layer.
const TAIL: f64 = 3.654_152_885_361_009;
/// The area of each layer.
const AREA: f64 = 0.004_928_673_233_974_65;
/// 2^52: layer widths are kept in units of one random bit.
const SCALE: f64 = 4_503_599_627_370_496.0;

/// NumPy's table was computed once with roundings of its own: edges where it differs from
/// ours, in units in the last place.
const CORRECTIONS: [(usize, i64); 18] = [
    (252, -1),
    (135, -1),
    (129, -1),
    (121, -1),
    (115, -1),
    (112, -1),
    (111, -1),
    (104, 1),
    (101, 1),
    (97, -1),
    (96, -1),
    (95, 1),
    (94, 1),
    (90, -1),
    (84, -1),
    (43, -1),
    (37, -2),
    (24, -1),
];

struct Layers {
    /// The right edge of each layer, over 2^52; of layer 0, the width that gives it its area.
    edges: [f64; 256],
    /// Below this many units every point of the layer lies under the curve.
    inside: [u64; 256],
    /// The curve's height at each edge.
    heights: [f64; 256],
}

/// The normal curve, 1 at 0.
fn height(x: f64) -> f64 {
    exp(-0.5 * x * x)
}

/// Computed rather than stored: 6 kB of digits would be the larger part of this module.
fn layers() -> &'static Layers {
    static LAYERS: OnceLock<Layers> = OnceLock::new();
    LAYERS.get_or_init(|| {
        let mut edges = [0.0; 256];
        edges[255] = TAIL;
        for layer in (1..255).rev() {
            let above = AREA / edges[layer + 1] + height(edges[layer + 1]);
            let edge = (-2.0 * libm::log(above)).sqrt();
            let correction = CORRECTIONS.iter().find(|(index, _)| *index == layer);
            let bits = correction.map_or(0, |(_, units)| *units);
            edges[layer] = f64::from_bits(edge.to_bits().wrapping_add_signed(bits));
        }
        let mut heights = edges.map(height);
        heights[0] = 1.0;
        let mut inside = [0; 256];
        inside[0] = 4_208_095_142_473_578;
        for layer in 2..256 {
            inside[layer] = (edges[layer - 1] / edges[layer] * SCALE) as u64;
        }
        let mut edges = edges.map(|edge| edge / SCALE);
        edges[0] = 8.683_627_060_801_306e-16;
        Layers {
            edges,
            inside,
            heights,
        }
    })
}

impl BitGenerator {
    /// A standard normal number.
    pub fn normal(&mut self) -> f64 {
        let layers = layers();
        loop {
            let bits = self.next_u64();
            let layer = (bits & 0xff) as usize;
            let negative = bits >> 8 & 1 == 1;
            let units = bits >> 9 & 0x000f_ffff_ffff_ffff;
            let x = units as f64 * layers.edges[layer];
            let x = if negative { -x } else { x };
            if units < layers.inside[layer] {
                return x;
            }
            if layer == 0 {
                return self.tail(units >> 8 & 1 == 1);
            }
            let step = layers.heights[layer - 1] - layers.heights[layer];
            if step * self.uniform() + layers.heights[layer] < height(x) {
                return x;
            }
        }
    }

    /// A number beyond the edge of the lowest layer.
    fn tail(&mut self, negative: bool) -> f64 {
        const INVERSE: f64 = 0.273_661_237_329_758_3;
        loop {
            let beyond = -INVERSE * libm::log1p(-self.uniform());
            let bound = -libm::log1p(-self.uniform());
            if bound + bound > beyond * beyond {
                return if negative {
                    -(TAIL + beyond)
                } else {
                    TAIL + beyond
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum of bits of the first 100,000 numbers of `default_rng(7).standard_normal`, so
    /// that each bit of each counts.
    #[test]
    fn a_hundred_thousand_numbers_are_numpys_to_the_bit() {
        let mut generator = BitGenerator::new(&[7]);
        let sum = (0..100_000).fold(0u64, |sum, _| {
            sum.wrapping_add(generator.normal().to_bits())
        });
        assert_eq!(sum, 11_935_112_338_378_291_291);
    }
}
