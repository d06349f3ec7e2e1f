//! Finishes the page that trunk built: writes the outputs of its cells into it, so that they are
//! there before the program. A release gets its program in two files, and as text; the whole page
//! in one file; a security policy, a manifest and a service worker.
//!
//! Trunk runs this on its staging folder, after each build. With the words `package FOLDER` it
//! makes packages for learning management systems of a page that was built there.

mod inlined;
mod keeping;
mod looks;
mod one_file;
mod outputs;
mod packed;
mod policy;
mod program;
mod properties;
mod scorm;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sha2::{Digest, Sha256};

use inlined::Inlined;
use program::Program;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => finish(),
        ["package", folder] => package(Path::new(folder)),
        _ => Err("the words that may follow are `package FOLDER`".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The page could not be finished: {error}");
            ExitCode::FAILURE
        }
    }
}

fn finish() -> Result<(), Box<dyn Error>> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("there is no TRUNK_STAGING_DIR: trunk runs this, after a build")?;
    let lesson = fs::read_to_string(checkout().join("tests/reference/cells.py"))?;
    let page_path = folder.join("index.html");
    let page = outputs::written(&fs::read_to_string(&page_path)?, &lesson)?;
    // A program for debugging stays in one piece.
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    if !is_release {
        fs::write(page_path, page)?;
        return Ok(());
    }
    let page = properties::shortened(&folder, &page)?;
    let page = looks::as_scripts(&folder, &page)?;
    let program = Program::in_folder(&folder, &page)?;
    let page = Inlined::new(&folder, &page)?;
    let packed = program.packed(&page)?;
    one_file::write(&folder, &page, &packed)?;
    let elements = format!("{}<script>{}</script>", packed.write(&folder)?, page.late);
    let page = Inlined::completed(&page.whole(), &elements);
    let page = program.split(&page, &lesson)?;
    // Last, since it speaks of the scripts as they are.
    fs::write(page_path, policy::for_folder(&page)?)?;
    keeping::write_manifest(&folder)?;
    keeping::write_worker(&folder)
}

/// Prints where each package is.
fn package(folder: &Path) -> Result<(), Box<dyn Error>> {
    for path in scorm::write(folder)? {
        println!("{}", path.display());
    }
    Ok(())
}

/// The first digits of the SHA-256 digest, for names of files and versions.
fn short_digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let digits = digest[..8].iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

/// The page with one more element in its head, before all that loads or runs.
fn with_in_head(page: &str, element: &str) -> String {
    const BEFORE: &str = "</title>";
    page.replacen(BEFORE, &format!("{BEFORE}{element}"), 1)
}

/// The folder of the project.
fn checkout() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}
