//! A Python with what Jupyter is made of, to try downloaded notebooks with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{announce, cache_folder, debian, program};
use crate::command::{Failure, Step, lock, printed_by};

const STEP: Step = Step {
    name: "install what notebooks are tried with",
    remedy: "install Python 3.11 or newer with its module venv, and look at the network.",
};

/// Below the cache of this user, raised with any of the versions.
const FOLDER: &str = "jupyter-1";

const PACKAGES: &[&str] = &[
    "nbformat==5.11.1",
    "nbclient==0.11.0",
    "ipykernel==7.4.0",
    "numpy==2.4.6",
    "matplotlib==3.11.2",
];

/// Written once all packages are there.
const COMPLETE: &str = "complete";

/// The Python that has the packages.
pub fn find_or_install() -> Result<PathBuf, Failure> {
    let cache = cache_folder()?;
    let _turn = lock(&cache.join("setup.lock"), "set-up")?;
    let root = cache.join(FOLDER);
    let bin = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = root.join(bin).join("python");
    if !root.join(COMPLETE).exists() {
        let maker = python_with_venv()?;
        announce("Jupyter's packages, by pip", "about half a minute");
        STEP.run(
            Command::new(maker)
                .args(["-m", "venv", "--clear"])
                .arg(&root),
        )?;
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet"]);
        STEP.run(install.args(PACKAGES))?;
        fs::write(root.join(COMPLETE), "").map_err(|error| STEP.failed(error))?;
    }
    Ok(python)
}

/// A Python that can make an environment, on `PATH` or Debian's.
fn python_with_venv() -> Result<PathBuf, Failure> {
    let find = || program("PYTHON", &["python3", "python"]).filter(|python| can_make(python));
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install(
        "Python",
        debian::Package::PYTHON,
        "name a Python in the variable PYTHON",
    )?;
    find().ok_or_else(|| STEP.failed("no Python here can make an environment"))
}

fn can_make(python: &Path) -> bool {
    let test = "import ensurepip, sys, venv; print(sys.version_info >= (3, 11))";
    let printed = printed_by(Command::new(python).args(["-c", test]));
    printed.is_some_and(|printed| printed.trim() == "True")
}
