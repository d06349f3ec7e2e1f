//! Turns stretches of code that the rehearsal never came to into functions of their own, so
//! that they can wait in the second file.
//!
//! Such a stretch starts where control comes to from a branch not taken, and goes on to the end
//! of its block: nothing after that point can be reached in another way.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{CodeSection, Function, FunctionSection, TypeSection, ValType};

use crate::Trouble;
use crate::listing;
use crate::program::{Program, with_sections};
use crate::rehearsal::Point;

/// The program with stretches moved into functions at its end.
///
/// Only `divisible` functions are looked at, and only where the points of the rehearsal do not
/// lie.
pub fn outline(
    program: &Program,
    bytes: &[u8],
    passed: &BTreeSet<Point>,
    divisible: &BTreeSet<u32>,
) -> Result<Vec<u8>, Trouble> {
    let mut types = Types::new(program)?;
    let mut code = CodeSection::new();
    let mut added: Vec<(u32, Function)> = Vec::new();
    let is_divisible = |function| divisible.contains(&function);
    listing::for_each(program, bytes, is_divisible, |body, listing| {
        let Some((function, listing)) = listing else {
            code.raw(body.as_bytes());
            return Ok(());
        };
        let stretches = listing.stretches(function, passed);
        let first_new = program.function_types.len() + added.len();
        for stretch in &stretches {
            added.push(listing.function_of(stretch, &mut types)?);
        }
        code.function(&listing.without(&stretches, first_new as u32)?);
        Ok(())
    })?;
    let mut functions = FunctionSection::new();
    for &kind in &program.function_types[program.imports.len()..] {
        functions.function(kind);
    }
    for (kind, function) in &added {
        functions.function(*kind);
        code.function(function);
    }
    with_sections(bytes, &[&types.section, &functions, &code])
}

/// The types of functions, old and new.
pub struct Types {
    section: TypeSection,
    new: BTreeMap<(Vec<u8>, Vec<u8>), u32>,
}

impl Types {
    fn new(program: &Program) -> Result<Self, Trouble> {
        let mut section = TypeSection::new();
        for signature in &program.signatures {
            let params = encoded(signature.params())?;
            section.ty().function(params, encoded(signature.results())?);
        }
        Ok(Types {
            section,
            new: BTreeMap::new(),
        })
    }

    /// The number of a type, which is added if it is new.
    pub fn number(&mut self, params: &[ValType], results: &[ValType]) -> u32 {
        use wasm_encoder::Encode;
        let key = |types: &[ValType]| {
            let mut bytes = Vec::new();
            types.iter().for_each(|kind| kind.encode(&mut bytes));
            bytes
        };
        let next = self.section.len();
        let number = *self.new.entry((key(params), key(results))).or_insert(next);
        if number == next {
            let params = params.iter().copied();
            self.section.ty().function(params, results.iter().copied());
        }
        number
    }
}

/// Types as they are written.
pub fn encoded(types: &[wasmparser::ValType]) -> Result<Vec<ValType>, Trouble> {
    types
        .iter()
        .map(|kind| RoundtripReencoder.val_type(*kind).map_err(Trouble::from))
        .collect()
}
