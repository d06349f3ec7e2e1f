//! `rustfmt` and `clippy` for the native toolchain, which a minimal one lacks.

use std::process::Command;

use super::{announce, debian, rustup_may_fetch};
use crate::command::{Failure, Step, printed_by};

/// The environment in which `cargo fmt` and `cargo clippy` work.
pub fn find_or_install() -> Result<Vec<(&'static str, &'static str)>, Failure> {
    if present() {
        return Ok(Vec::new());
    }
    let debian_variables = vec![("RUSTUP_TOOLCHAIN", debian::TOOLCHAIN)];
    // Before rustup, which may have been asked in vain when they were set up.
    if debian::missing(debian::Package::LINTS).is_empty() {
        return Ok(debian_variables);
    }
    if rustup_may_fetch("rustfmt and clippy") {
        announce("rustfmt and clippy, by rustup", "about half a minute");
        let step = Step {
            name: "add rustfmt and clippy by rustup",
            remedy: "run `rustup component add rustfmt clippy`.",
        };
        let outcome =
            step.run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]));
        match outcome {
            Ok(()) => return Ok(Vec::new()),
            Err(failure) => println!("{failure}\nTrying Debian's packages instead."),
        }
    }
    debian::install(
        "rustfmt and clippy",
        debian::Package::LINTS,
        "`rustup component add rustfmt clippy`",
    )?;
    Ok(debian_variables)
}

fn present() -> bool {
    ["fmt", "clippy"]
        .into_iter()
        .all(|lint| printed_by(Command::new("cargo").args([lint, "--version"])).is_some())
}
