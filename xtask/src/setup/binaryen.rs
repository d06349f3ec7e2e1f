//! `wasm-opt` of binaryen, which halves what the compiler leaves.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{announce, npm};
use crate::command::{Failure, Step, printed_by, version_in};

/// The version that `Trunk.toml` names, and the package of it at npm.
const VERSION: &str = "132";
const PACKAGE: &str = "binaryen@132.0.0";

/// Where `wasm-opt` is.
pub enum Binaryen {
    OnPath,
    InFolder(PathBuf),
    /// There is no npm to install it with, but trunk can download it.
    LeftToTrunk,
}

pub fn find_or_install(cache: &Path) -> Result<Binaryen, Failure> {
    if has_version(Path::new("wasm-opt")) {
        return Ok(Binaryen::OnPath);
    }
    let root = cache.join(format!("binaryen-{VERSION}"));
    let folder = root.join("node_modules/.bin");
    if has_version(&folder.join("wasm-opt")) {
        return Ok(Binaryen::InFolder(folder));
    }
    if !npm::is_there() {
        println!("There is no npm: trunk will download wasm-opt {VERSION} itself.");
        return Ok(Binaryen::LeftToTrunk);
    }
    announce("wasm-opt, by npm install", "about 10 seconds");
    let step = Step {
        name: "install wasm-opt by npm",
        remedy: "run `npm install --global binaryen@132.0.0`, or put its `wasm-opt` on PATH.",
    };
    npm::install(&step, &root, npm::PLAIN_FOLDER, &[PACKAGE])?;
    if has_version(&folder.join("wasm-opt")) {
        return Ok(Binaryen::InFolder(folder));
    }
    Err(step.failed("npm succeeded, but `wasm-opt --version` does not say 132"))
}

fn has_version(program: &Path) -> bool {
    let printed = printed_by(Command::new(program).arg("--version"));
    printed.is_some_and(|text| version_in(&text) == Some(VERSION))
}
