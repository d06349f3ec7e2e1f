//! A browser notebook on vanishing gradients, without Python.
//!
//! Data flows one way, and each module knows only what stands to its left:
//!
//! ```text
//! numerics → language → figure → notebook → page
//! ```
//!
//! `figure` does not know `language`; `language` fills figures through `figure`'s plain data.

pub mod figure;
pub mod language;
pub mod notebook;
pub mod numerics;
// Natively only its tests call it.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
mod page;
