//! What `drag.js` asks the program: where a figure can be taken hold of, and what zooming gives.
//!
//! Knows nothing of the arithmetic, which is in `figure/grip.rs`.

use super::live;
use crate::figure::grip::{grip, zoomed};
use wasm_bindgen::prelude::wasm_bindgen;

/// The numbers of [`grip`] for a figure as it is drawn; none if it is not there.
#[wasm_bindgen]
pub fn grip_of(cell: usize, figure: usize) -> Vec<f64> {
    let mut found = Vec::new();
    live::with(&mut |page| {
        let figures = page.notebook.output(cell).map(|output| &output.figures);
        let figure = figures.and_then(|figures| figures.get(figure));
        if let (Some(figure), Some(surface)) = (figure, &page.surface) {
            found = grip(figure, surface.design_width());
        }
        Ok(())
    });
    found
}

/// The limits that zooming makes of `low` and `high`; none where it would go too far.
#[wasm_bindgen]
pub fn zoomed_limits(low: f64, high: f64, center: f64, factor: f64) -> Vec<f64> {
    let limits = zoomed((low, high), center, factor);
    limits.map_or_else(Vec::new, |(low, high)| vec![low, high])
}
