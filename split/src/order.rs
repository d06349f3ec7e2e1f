//! The order of functions that compresses best.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::Trouble;
use crate::program::Program;

/// The functions, those of one type together, each type's in the order in which code refers to
/// them.
///
/// A function that is called for the first time is then the next of its type, which the packer's
/// model foresees, and functions that are alike stand near each other, where brotli finds them.
pub fn of_first_calls(program: &Program, functions: &BTreeSet<u32>) -> Result<Vec<u32>, Trouble> {
    let mut by_type: BTreeMap<u32, VecDeque<u32>> = BTreeMap::new();
    for &function in functions {
        let kind = program.function_type(function)?;
        by_type.entry(kind).or_default().push_back(function);
    }
    let mut found: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (kind, mut uncalled) in by_type {
        let mut followed = 0;
        loop {
            let of_kind = found.entry(kind).or_default();
            let Some(&function) = of_kind.get(followed) else {
                // No code so far refers to another one.
                match uncalled.pop_front() {
                    None => break,
                    Some(function) if seen.insert(function) => of_kind.push(function),
                    Some(_) => {}
                }
                continue;
            };
            followed += 1;
            for callee in program.references(function)?.functions {
                if functions.contains(&callee) && seen.insert(callee) {
                    let kind = program.function_type(callee)?;
                    found.entry(kind).or_default().push(callee);
                }
            }
        }
    }
    Ok(found.into_values().flatten().collect())
}
