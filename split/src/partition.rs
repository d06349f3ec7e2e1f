//! Decides what the first file holds.

use std::collections::BTreeSet;

use wasmparser::{ExternalKind, Operator};

use crate::Trouble;
use crate::linked::Linked;
use crate::program::{Program, path};
use crate::rehearsal::Point;

/// The program's own code.
const OWN: &str = "vanishing_gradients::";
/// Code that the rehearsal leaves out, since it takes a browser; it belongs to the first file.
const EDGE: [&str; 6] = [
    "vanishing_gradients::page::",
    "js_sys::",
    "plotters_canvas::",
    "talc::",
    "wasm_bindgen::",
    "web_sys::",
];
/// Exports that hosts may call at any time: the first file has all that they need.
const PROMISED: [&str; 2] = ["sigmoid", "sigmoid_gradient"];
/// Of the libraries, what is long and has many branches for rare numbers: the rehearsal decides.
const RARE: &str = "core::num::";
/// Code of the page that is called only once the program is complete: in modules whose names end
/// so, what they export, and what only they call.
const ANSWERS: [&str; 2] = ["answers::", "::page::news::"];
/// Exports that the page calls at any time, and those that wasm-bindgen makes for itself.
const EVER_CALLED: [&str; 3] = ["start", "shared", "forget_everything"];
const FOR_ITSELF: &str = "__";
/// Code of the page that only the rehearsal calls.
const BACKSTAGE: &str = "vanishing_gradients::page::rehearsal::";

/// The functions of the first file.
pub struct Functions {
    pub first: BTreeSet<u32>,
    /// Those among them whose code may wait as far as the rehearsal did not come to it.
    pub divisible: BTreeSet<u32>,
}

/// Chooses the functions that the rehearsal called, those of the edge and the exports, what
/// these call directly, and what all of them use of the libraries; of answers only the exports.
///
/// A function that is wrongly left out is a trap and makes the page fetch the second file.
pub fn choose(
    program: &Program,
    linked: &Linked,
    passed: &BTreeSet<Point>,
) -> Result<Functions, Trouble> {
    let mut roots = BTreeSet::new();
    let mut promised = BTreeSet::new();
    let mut answers = BTreeSet::new();
    for export in program.kept_exports() {
        if export.kind != ExternalKind::Func {
            continue;
        }
        if PROMISED.contains(&export.name) {
            promised.insert(export.index);
            roots.insert(export.index);
        } else if EVER_CALLED.contains(&export.name) || export.name.starts_with(FOR_ITSELF) {
            roots.insert(export.index);
        } else {
            answers.insert(export.index);
        }
    }
    let mut rehearsed = BTreeSet::new();
    for function in program.defined() {
        let path = path(program.name(function));
        let is_answer = ANSWERS.iter().any(|part| path.contains(part));
        if path.contains(BACKSTAGE) || is_answer || answers.contains(&function) {
            continue;
        }
        if EDGE.iter().any(|start| path.contains(start)) {
            roots.insert(function);
        } else if passed.contains(&(function, 0)) {
            rehearsed.insert(function);
        }
    }
    for root in roots.clone() {
        let called = program.references(root)?.functions.into_iter();
        roots.extend(called.filter(|function| !rehearsed.contains(function)));
    }
    let is_own = |function| path(program.name(function)).starts_with(OWN);
    let is_rare = |function| path(program.name(function)).starts_with(RARE);
    // What reports a fault of the program is called only before a trap.
    let returns = |function| !never_returns(program, function).unwrap_or(false);
    roots.retain(|function| returns(*function));
    let mut whole = with_callees(program, linked, roots, &|function| {
        !is_own(function) && !is_rare(function) && returns(function)
    })?;
    whole.extend(with_callees(program, linked, promised, &returns)?);
    // An export stands in the first file, wherever what it calls does.
    whole.extend(answers);
    Ok(Functions {
        divisible: rehearsed.difference(&whole).copied().collect(),
        first: rehearsed.union(&whole).copied().collect(),
    })
}

/// The functions that the exports lead to.
pub fn used(program: &Program, linked: &Linked) -> Result<BTreeSet<u32>, Trouble> {
    let exports = program.kept_exports();
    let functions = exports.filter(|export| export.kind == ExternalKind::Func);
    let roots = functions.map(|export| export.index).collect();
    with_callees(program, linked, roots, &|_| true)
}

/// Functions with those that they call or point to, and so on, as far as these are wanted.
fn with_callees(
    program: &Program,
    linked: &Linked,
    roots: BTreeSet<u32>,
    is_wanted: &dyn Fn(u32) -> bool,
) -> Result<BTreeSet<u32>, Trouble> {
    let mut found = BTreeSet::new();
    let mut seen_pieces = BTreeSet::new();
    let mut to_follow: Vec<u32> = roots.iter().copied().collect();
    while let Some(function) = to_follow.pop() {
        let is_there = program.body(function).is_some();
        let is_wanted = roots.contains(&function) || is_wanted(function);
        if !is_there || !is_wanted || !found.insert(function) {
            continue;
        }
        let references = program.references(function)?;
        to_follow.extend(references.functions);
        let own_slots = linked.function_slots.get(program.name(function));
        let mut slots = own_slots.cloned().unwrap_or_default();
        let constants = references.constants.iter();
        let mut pieces: Vec<usize> = constants
            .flat_map(|value| linked.pieces_of(*value))
            .collect();
        while let Some(piece) = pieces.pop() {
            if seen_pieces.insert(piece) {
                pieces.extend(&linked.piece_uses[piece].pieces);
                slots.extend(&linked.piece_uses[piece].slots);
            }
        }
        to_follow.extend(slots.iter().filter_map(|slot| program.slots.get(slot)));
    }
    Ok(found)
}

/// Whether a function ends in a trap, whatever happens: it reports a fault of the program.
fn never_returns(program: &Program, function: u32) -> Result<bool, Trouble> {
    let Some(body) = program.body(function) else {
        return Ok(false);
    };
    let mut last = None;
    let mut next_to_last = None;
    for operator in body.get_operators_reader()? {
        next_to_last = last.replace(operator?);
        if matches!(last, Some(Operator::Return)) {
            return Ok(false);
        }
    }
    Ok(matches!(next_to_last, Some(Operator::Unreachable)))
}

/// The pieces of data that functions use, and those that these lead to.
///
/// Data that is wrongly left out would read as zeros, so whatever could be an address counts
/// as one.
pub fn pieces(
    program: &Program,
    linked: &Linked,
    functions: &BTreeSet<u32>,
) -> Result<BTreeSet<usize>, Trouble> {
    let mut pieces = BTreeSet::new();
    let mut to_follow = Vec::new();
    for &function in functions {
        for constant in program.references(function)?.constants {
            to_follow.extend(linked.pieces_of(constant));
        }
    }
    while let Some(piece) = to_follow.pop() {
        if pieces.insert(piece) {
            to_follow.extend(&linked.piece_uses[piece].pieces);
        }
    }
    Ok(pieces)
}

/// The functions that can be called at all: exports, those in the table, and what they call.
pub fn called(program: &Program) -> Result<BTreeSet<u32>, Trouble> {
    let exports = program.kept_exports();
    let exports = exports.filter(|export| export.kind == ExternalKind::Func);
    let mut to_follow: Vec<u32> = exports.map(|export| export.index).collect();
    to_follow.extend(program.slots.values());
    let mut called = BTreeSet::new();
    while let Some(function) = to_follow.pop() {
        if program.body(function).is_some() && called.insert(function) {
            to_follow.extend(program.references(function)?.functions);
        }
    }
    Ok(called)
}
