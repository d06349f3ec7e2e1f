//! The layout that the unpacker writes: sizes in five bytes, nothing that only tools read.

use unpack::tape::SIZE_LENGTH;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::{Parser, Validator, WasmFeatures};

use crate::Trouble;

const CUSTOM: u8 = 0;
const CODE: u8 = 10;

/// The module as the unpacker writes it: every number as short as can be, but sizes.
///
/// A module with instructions that the model does not know is an error: those on vectors, and
/// what came after WebAssembly 2.0.
pub fn laid_out(module: &[u8]) -> Result<Vec<u8>, Trouble> {
    Validator::new_with_features(WasmFeatures::WASM2.difference(WasmFeatures::SIMD))
        .validate_all(module)
        .map_err(|error| Trouble(error.to_string()))?;
    let mut written = wasm_encoder::Module::new();
    RoundtripReencoder
        .parse_core_module(&mut written, Parser::new(0), module)
        .map_err(|error| Trouble(error.to_string()))?;
    with_sizes(&written.finish()).ok_or(Trouble::new("a module cut short"))
}

fn with_sizes(module: &[u8]) -> Option<Vec<u8>> {
    with_sections(module, |id, contents| {
        let contents = if id == CODE {
            bodies(contents)?
        } else {
            contents.to_vec()
        };
        Some([&five_bytes(contents.len()), contents.as_slice()].concat())
    })
}

/// The module without its custom sections.
pub fn stripped(module: &[u8]) -> Option<Vec<u8>> {
    with_sections(module, |_, contents| {
        Some([&five_bytes(contents.len()), contents].concat())
    })
}

/// The module with each section's size and contents as `changed` gives them; custom ones go.
fn with_sections(module: &[u8], changed: impl Fn(u8, &[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let (magic, mut rest) = module.split_at_checked(8)?;
    let mut result = magic.to_vec();
    while let Some((id, after)) = rest.split_first() {
        let (contents, after) = sized(after)?;
        rest = after;
        if *id != CUSTOM {
            result.push(*id);
            result.extend(changed(*id, contents)?);
        }
    }
    Some(result)
}

/// The section of code, each body with its size in five bytes.
fn bodies(section: &[u8]) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut result = section[..section.len() - rest.len()].to_vec();
    for _ in 0..count {
        let (body, after) = sized(rest)?;
        rest = after;
        result.extend(five_bytes(body.len()));
        result.extend(body);
    }
    Some(result)
}

/// As many bytes as the number in front of them says, and the rest.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (size, after) = number(bytes)?;
    after.split_at_checked(size)
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (i, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 127) << (7 * i);
        if *byte < 128 {
            return Some((number, &bytes[i + 1..]));
        }
    }
    None
}

pub fn five_bytes(number: usize) -> [u8; SIZE_LENGTH] {
    std::array::from_fn(|i| {
        let continues = if i + 1 < SIZE_LENGTH { 128 } else { 0 };
        (number >> (7 * i)) as u8 & 127 | continues
    })
}
