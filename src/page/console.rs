//! What the page offers to an instructor who opens the browser's console:
//!
//! ```js
//! wasmBindings.sigmoid(new Float64Array([-1, 0, 1]))
//! wasmBindings.sigmoid_gradient(wasmBindings.sigmoid(new Float64Array([0])))
//! ```
//!
//! Knows nothing of the page.

use crate::numerics;
use wasm_bindgen::prelude::wasm_bindgen;

/// `1 / (1 + e^-x)` of each `x`, at most 1 ulp from the truth: a `Float64Array` in, a new one
/// of the same length out. NaN stays NaN.
#[wasm_bindgen]
pub fn sigmoid(x: &[f64]) -> Vec<f64> {
    x.iter().copied().map(numerics::sigmoid).collect()
}

/// The sigmoid's gradient `a (1 - a)` at each *activation* `a = sigmoid(x)`: a `Float64Array`
/// in, a new one of the same length out.
#[wasm_bindgen]
pub fn sigmoid_gradient(activations: &[f64]) -> Vec<f64> {
    activations
        .iter()
        .copied()
        .map(numerics::sigmoid_gradient)
        .collect()
}
