//! `cargo xtask evaluate`: Python files, run natively by the package `evaluate`.

use std::process::Command;

use crate::command::{Failure, Step, checkout};

/// Becomes that package's program, whose exit code tells of Python errors.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let step = Step {
        name: "evaluate",
        remedy: "run `cargo build --package evaluate` and read the compiler's messages.",
    };
    let mut cargo = Command::new("cargo");
    cargo
        .args(["run", "--quiet", "--package", "evaluate", "--manifest-path"])
        .arg(checkout().join("Cargo.toml"))
        .arg("--")
        .args(arguments);
    step.run_last(&mut cargo)
}
