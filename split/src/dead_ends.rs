//! Shortens code that can only end in a trap: a trap is all that is left of it.
//!
//! Such code composes the message of a panic. No message can be seen from the page, which has
//! no panic hook; what reaches JavaScript is the trap. Code that calls JavaScript on its way,
//! to throw an error of the browser's, stays as it is.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{CodeSection, Function, Instruction};
use wasmparser::Operator;

use crate::Trouble;
use crate::listing::{self, Listing, may_leave};
use crate::program::{Program, with_sections};

/// The program with its dead ends shortened; functions keep their numbers.
pub fn shorten(program: &Program, bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let callers = callers_of_javascript(program)?;
    let mut code = CodeSection::new();
    listing::for_each(
        program,
        bytes,
        |_| true,
        |_, listing| {
            if let Some((_, listing)) = listing {
                code.function(&shortened(listing, &callers)?);
            }
            Ok(())
        },
    )?;
    with_sections(bytes, &[&code])
}

/// The functions that may call one of JavaScript's, directly or through others.
fn callers_of_javascript(program: &Program) -> Result<BTreeSet<u32>, Trouble> {
    let mut calls = Vec::new();
    for function in program.defined() {
        calls.push((function, program.references(function)?.functions));
    }
    let mut callers: BTreeSet<u32> = (0..program.defined().start).collect();
    loop {
        let before = callers.len();
        for (function, called) in &calls {
            if called.iter().any(|callee| callers.contains(callee)) {
                callers.insert(*function);
            }
        }
        if callers.len() == before {
            return Ok(callers);
        }
    }
}

fn shortened(listing: &Listing, callers: &BTreeSet<u32>) -> Result<Function, Trouble> {
    let mut function = Function::new_with_locals_types(listing.own_locals());
    let mut position = 0;
    while position < listing.operators.len() {
        if let Some(end) = dead_end(listing, position, callers) {
            function.instruction(&Instruction::Unreachable);
            position = end;
        } else {
            let operator = listing.operators[position].clone();
            function.instruction(&RoundtripReencoder.instruction(operator)?);
            position += 1;
        }
    }
    Ok(function)
}

/// The end of the block that a position is in, if control never comes there, nor anywhere else
/// out of the block, and nobody is told why.
fn dead_end(listing: &Listing, start: usize, callers: &BTreeSet<u32>) -> Option<usize> {
    if !listing.states[start].is_reachable {
        return None;
    }
    let end = listing.walk_block(start, &mut |operator, inner| {
        let tells = matches!(operator, Operator::Call { function_index } if callers.contains(function_index));
        !tells && !may_leave(operator, inner)
    })?;
    let is_dead = !listing.states[end].is_reachable && end > start + 1;
    is_dead.then_some(end)
}
