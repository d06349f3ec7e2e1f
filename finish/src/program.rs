//! The program of a release, in two files.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// How the names of the files end: the one that trunk made, and the second.
const FIRST_ENDING: &str = "_bg.wasm";
const SECOND_ENDING: &str = "_rest.wasm";

/// Splits the program in `folder`; gives the page, which names the second file.
pub fn split_in(folder: &Path, page: &str, lesson: &str) -> Result<String, Box<dyn Error>> {
    let first_path = find(folder)?;
    let linked_path = linked_path();
    let linked =
        fs::read(&linked_path).map_err(|error| format!("{}: {error}", linked_path.display()))?;
    let (first, second) = split::split(&linked, &fs::read(&first_path)?, lesson)
        .map_err(|trouble| format!("its program could not be split: {trouble}"))?;
    let name = first_path.file_name().unwrap_or_default().to_string_lossy();
    let second_name = name.replace(FIRST_ENDING, SECOND_ENDING);
    fs::write(&first_path, first)?;
    fs::write(folder.join(&second_name), second)?;
    let element = format!("<meta name=\"rest-of-program\" content=\"{second_name}\">");
    Ok(crate::with_in_head(page, &element))
}

/// The program that trunk put into the folder.
fn find(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(FIRST_ENDING) {
            return Ok(path);
        }
    }
    Err("there is no program in the folder that trunk made".into())
}

/// Where cargo leaves what the linker made.
fn linked_path() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target
        .unwrap_or_else(|| crate::checkout().join("target"))
        .join("wasm32-unknown-unknown/release/vanishing_gradients.wasm")
}
