//! Unpacks what `pack` made: a WebAssembly module and a script, out of text.
//!
//! The model that foresees the next bit is here, for both directions, so that they cannot
//! disagree. Compiled for WebAssembly it is the decoder in the page.
#![cfg_attr(target_arch = "wasm32", no_std)]

pub mod alphabet;
mod calls;
mod chooser;
mod code;
pub mod coder;
mod counters;
mod hash;
mod instructions;
mod lanes;
mod locals;
mod logistic;
mod matches;
mod mixer;
mod model;
mod numbers;
mod refiner;
pub mod tape;
mod text;
pub mod unpacker;

#[cfg(target_arch = "wasm32")]
mod page;
