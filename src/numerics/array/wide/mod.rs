//! What goes beyond the lecture's list: built with the feature `wide` only.
//!
//! Knows nothing of the language, as all of `array`.

pub mod functions;
mod gradient;
mod joining;
mod lanes;
pub(super) mod positions;
mod product;
mod sort;
mod statistics;
