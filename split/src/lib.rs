//! Splits the page's program in two files: what the page needs at once, and the rest.
//!
//! The linker's output tells which data belongs together, a rehearsal of the lesson tells which
//! code runs when the page opens.

mod dead_ends;
mod lesson;
mod linked;
mod listing;
mod order;
mod outline;
mod partition;
mod program;
mod rehearsal;
mod stretch_code;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use linked::Linked;
use program::Program;
use write::Border;

/// Why a program cannot be split.
#[derive(Debug)]
pub struct Trouble(String);

impl Trouble {
    /// `what` is a noun: what was met, or what is missing.
    pub fn new(what: &str) -> Self {
        Trouble(what.to_owned())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<E: Error> From<E> for Trouble {
    fn from(error: E) -> Self {
        Trouble(error.to_string())
    }
}

/// The two files of a program.
///
/// `linked` is what the linker made with `--emit-relocs`, `bytes` what wasm-bindgen and wasm-opt
/// made of that, with its names; `lesson` is the text of the cells, which are rehearsed.
pub fn split(linked: &[u8], bytes: &[u8], lesson: &str) -> Result<(Vec<u8>, Vec<u8>), Trouble> {
    let Shortened {
        linked,
        names,
        bytes,
    } = Shortened::read(linked, bytes)?;
    let mut program = Program::read(&bytes)?;
    program.names = names;
    let passed = rehearsal::rehearse(&program, &bytes, &lesson::states(lesson))?;
    let functions = partition::choose(&program, &linked, &passed)?;
    let outlined = outline::outline(&program, &bytes, &passed, &functions.divisible)?;
    let program = Program::read(&outlined)?;
    let called = partition::called(&program)?;
    let border = Border::new(&program, &linked, &called, &functions.first)?;
    Ok((border.first_file()?, border.second_file()?))
}

/// The program in one piece, without code and data that it does not use, laid out to be packed;
/// from the same as [`split`].
pub fn trimmed(linked: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let Shortened {
        linked,
        names,
        bytes,
    } = Shortened::read(linked, bytes)?;
    let mut program = Program::read(&bytes)?;
    program.names = names;
    let used = partition::used(&program, &linked)?;
    Border::around_all(&program, &linked, &used)?.first_file()
}

/// A program whose dead ends are short.
struct Shortened<'a> {
    linked: Linked,
    /// The names of its functions.
    names: BTreeMap<u32, &'a str>,
    bytes: Vec<u8>,
}

impl<'a> Shortened<'a> {
    fn read(linked: &[u8], bytes: &'a [u8]) -> Result<Self, Trouble> {
        let whole = Program::read(bytes)?;
        let as_linked = Program::read(linked)?;
        if as_linked.memory_at_start() != whole.memory_at_start() {
            return Err(Trouble::new("the linker's output of another build"));
        }
        Ok(Shortened {
            linked: Linked::read(&as_linked, linked)?,
            bytes: dead_ends::shorten(&whole, bytes)?,
            names: whole.names,
        })
    }
}
