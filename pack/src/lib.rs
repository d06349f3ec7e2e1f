//! Packs a WebAssembly module and a script into text, and has what a page needs to get them back.
//!
//! Compressors of bytes do not know what stands in a module. The model in `unpack` follows its
//! sections and instructions, and foresees each number from those of its kind; that takes a third
//! off what xz and Brotli make of our program. The decoder is the same model, compiled for
//! WebAssembly, a few kilobytes.

mod alphabet;
mod decoder;
mod encoder;
mod layout;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt;

use unpack::coder::{Coder, Decoder};
use unpack::unpacker::Unpacker;

pub use decoder::{decoder, deflated};

/// What a page runs: it defines `unpacked(decoder, packed)`, which takes the texts of the decoder
/// and of the program and promises the program: `{ script, module }`, text and bytes; and
/// `inflated(text)`, which takes a text of [`deflated`] and gives the bytes as a `Response`.
pub const LOADER: &str = include_str!("loader.js");

/// Why something cannot be packed.
#[derive(Debug)]
pub struct Trouble(String);

impl Trouble {
    /// `what` is a noun: what was met, or what is missing.
    fn new(what: &str) -> Self {
        Trouble(what.to_owned())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for Trouble {}

/// Packs a module and a script into text that can stand in an element `script` of HTML in UTF-8.
///
/// The module comes back with another layout: without custom sections, and with its sizes in five
/// bytes each.
pub fn packed(module: &[u8], script: &str) -> Result<String, Trouble> {
    let mut encoder = encoder::Encoder::default();
    let bytes = encode(module, script, &mut encoder)?;
    let packed = encoder.finished();
    let mut unpacker = unpacker();
    let mut decoder = Decoder::new(&packed);
    while unpacker.step(&mut decoder) {}
    if unpacker.tape.bytes[..unpacker.tape.at] != bytes {
        return Err(Trouble::new("a decoder that disagrees with the encoder"));
    }
    Ok(alphabet::written(&packed))
}

/// Tells the coder all bits of a module and a script; gives the bytes that a decoder will find.
pub fn encode(module: &[u8], script: &str, coder: &mut impl Coder) -> Result<Vec<u8>, Trouble> {
    let mut bytes = layout::five_bytes(script.len()).to_vec();
    bytes.extend(script.as_bytes());
    bytes.extend(layout::laid_out(module)?);
    let mut unpacker = unpacker();
    let tape = unpacker.tape.bytes.get_mut(..bytes.len());
    tape.ok_or(Trouble::new("a module too large"))?
        .copy_from_slice(&bytes);
    while unpacker.step(coder) {}
    if unpacker.tape.bytes[..unpacker.tape.at] != bytes {
        return Err(Trouble::new(
            "an instruction of a kind that was not foreseen",
        ));
    }
    Ok(bytes)
}

fn unpacker() -> Box<Unpacker> {
    // SAFETY: zeros are a valid value of every field.
    let mut unpacker = unsafe { Box::<Unpacker>::new_zeroed().assume_init() };
    unpacker.begin();
    unpacker
}
