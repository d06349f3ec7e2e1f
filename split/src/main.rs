//! Splits the page's program in two files: what the page needs at once, and the rest.
//!
//! Trunk runs this on the folder of a release build. The linker's output tells which data
//! belongs together, a rehearsal of the lesson tells which code runs when the page opens.

mod dead_ends;
mod lesson;
mod linked;
mod listing;
mod outline;
mod partition;
mod program;
mod rehearsal;
mod stretch_code;
#[cfg(test)]
mod tests;
mod write;

use std::env;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use linked::Linked;
use program::Program;
use write::Border;

/// How the names of the files end: the one that trunk made, and the second.
const FIRST_ENDING: &str = "_bg.wasm";
const SECOND_ENDING: &str = "_rest.wasm";
/// The element of the page that names the second file, and what it is put after.
const NAMED_IN: &str = "<meta name=\"rest-of-program\" content=\"";
const AFTER: &str = "</title>";

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

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("The page's program could not be split: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Trouble> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Trouble::new("no TRUNK_STAGING_DIR: trunk runs this, after a build"))?;
    // A program for debugging stays in one piece.
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "release") {
        return Ok(());
    }
    let first_path = find(&folder)?;
    let linked = fs::read(linked_path())?;
    let bytes = fs::read(&first_path)?;
    let cells = fs::read_to_string(checkout().join("tests/reference/cells.py"))?;
    let (first, second) = split(&linked, &bytes, &lesson::states(&cells))?;

    let name = first_path.file_name().unwrap_or_default().to_string_lossy();
    let second_name = name.replace(FIRST_ENDING, SECOND_ENDING);
    let page_path = folder.join("index.html");
    let page = fs::read_to_string(&page_path)?;
    let page = page.replacen(AFTER, &format!("{AFTER}{NAMED_IN}{second_name}\">"), 1);
    fs::write(&first_path, first)?;
    fs::write(folder.join(second_name), second)?;
    fs::write(page_path, page)?;
    Ok(())
}

/// The two files of a program: `linked` is the linker's output, `bytes` what was made of it, and
/// `states` what is rehearsed.
fn split(linked: &[u8], bytes: &[u8], states: &str) -> Result<(Vec<u8>, Vec<u8>), Trouble> {
    let linked = Linked::read(linked)?;
    let whole = Program::read(bytes)?;
    let bytes = &dead_ends::shorten(&whole, bytes)?;
    let mut program = Program::read(bytes)?;
    program.names = whole.names;
    let passed = rehearsal::rehearse(&program, bytes, states)?;
    let functions = partition::choose(&program, &linked, &passed)?;
    let outlined = outline::outline(&program, bytes, &passed, &functions.divisible)?;
    let program = Program::read(&outlined)?;
    let border = Border::new(&program, &linked, &functions.first)?;
    Ok((border.first_file()?, border.second_file()?))
}

/// The program that trunk put into the folder.
fn find(folder: &Path) -> Result<PathBuf, Trouble> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(FIRST_ENDING) {
            return Ok(path);
        }
    }
    Err(Trouble::new("no program in the folder that trunk made"))
}

/// Where cargo leaves what the linker made.
fn linked_path() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target
        .unwrap_or_else(|| checkout().join("target"))
        .join("wasm32-unknown-unknown/release/vanishing_gradients.wasm")
}

fn checkout() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}
