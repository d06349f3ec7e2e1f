//! Shortens code that can only end in a trap: a trap is all that is left of it.
//!
//! Such code composes the message of a panic. No message can be seen from the page, which has
//! no panic hook; what reaches JavaScript is the trap. Code that calls JavaScript on its way,
//! to throw an error of the browser's, stays as it is.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{CodeSection, Function, Instruction};
use wasmparser::{FuncValidatorAllocations, Operator, Parser, ValidPayload, Validator};

use crate::Trouble;
use crate::listing::Listing;
use crate::outline::with_sections;
use crate::program::Program;

/// The program with its dead ends shortened; functions keep their numbers.
pub fn shorten(program: &Program, bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let callers = callers_of_javascript(program)?;
    let mut code = CodeSection::new();
    let mut validator = Validator::new();
    let mut function = program.imports.len() as u32;
    let mut allocations = FuncValidatorAllocations::default();
    for payload in Parser::new(0).parse_all(bytes) {
        if let ValidPayload::Func(to_validate, body) = validator.payload(&payload?)? {
            let (listing, freed) =
                Listing::read(program, function, to_validate, &body, allocations)?;
            allocations = freed;
            code.function(&shortened(&listing, &callers)?);
            function += 1;
        }
    }
    with_sections(bytes, &code, None)
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
    let mut inner = 0;
    let mut end = start;
    loop {
        match &listing.operators[end] {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => inner += 1,
            Operator::Else | Operator::End if inner == 0 => break,
            Operator::End => inner -= 1,
            Operator::Br { relative_depth } | Operator::BrIf { relative_depth }
                if *relative_depth >= inner =>
            {
                return None;
            }
            Operator::BrTable { targets } => {
                let mut all = targets.targets().flatten().chain([targets.default()]);
                if all.any(|depth| depth >= inner) {
                    return None;
                }
            }
            Operator::Return | Operator::ReturnCall { .. } => return None,
            Operator::ReturnCallIndirect { .. } => return None,
            Operator::Call { function_index } if callers.contains(function_index) => return None,
            _ => {}
        }
        end += 1;
    }
    let is_dead = !listing.states[end].is_reachable && end > start + 1;
    is_dead.then_some(end)
}
