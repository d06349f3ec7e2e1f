//! Finishes the page that trunk built: writes the outputs of its cells into it, so that they are
//! there before the program. A release gets its program in two files, a security policy, a
//! manifest and a service worker.
//!
//! Trunk runs this on its staging folder, after each build.

mod keeping;
mod outputs;
mod policy;
mod program;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The page could not be finished: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("there is no TRUNK_STAGING_DIR: trunk runs this, after a build")?;
    let lesson = fs::read_to_string(checkout().join("tests/reference/cells.py"))?;
    let cells: Vec<&str> = sources(&lesson).collect();
    let page_path = folder.join("index.html");
    let mut page = outputs::written(&fs::read_to_string(&page_path)?, &cells)?;
    // A program for debugging stays in one piece.
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        page = program::split_in(&folder, &page, &cells)?;
        page = keeping::with_manifest(&folder, &page)?;
        // Last, since it speaks of the scripts as they are.
        page = policy::with_policy(&page)?;
        fs::write(&page_path, page)?;
        return keeping::write_worker(&folder);
    }
    fs::write(page_path, page)?;
    Ok(())
}

/// The sources of the lesson's cells: a line that starts with `# %%` starts a cell.
fn sources(lesson: &str) -> impl Iterator<Item = &str> {
    let cells = lesson.split("\n# %%").skip(1);
    cells.filter_map(|cell| Some(cell.split_once('\n')?.1))
}

/// The folder of the project.
fn checkout() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_has_neither_its_title_nor_what_stands_before_the_first_cell() {
        let text = "# before a line \"# %%\"\n# %% 1 first\na\n# %% 2 second\nb\n";
        assert_eq!(sources(text).collect::<Vec<_>>(), ["a", "b\n"]);
    }
}
