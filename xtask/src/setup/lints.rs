//! `rustfmt` and `clippy` for the native toolchain, which a minimal one lacks.

use std::process::Command;

use super::{announce, debian, rustup_may_fetch};
use crate::command::{Failure, Step, printed_by};

/// The environment in which `cargo fmt` and `cargo clippy` work.
pub fn find_or_install() -> Result<Vec<(&'static str, &'static str)>, Failure> {
    if present() {
        return Ok(Vec::new());
    }
    if rustup_may_fetch() {
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
    debian::install("rustfmt and clippy", debian::Package::LINTS)?;
    Ok(vec![("RUSTUP_TOOLCHAIN", debian::TOOLCHAIN)])
}

fn present() -> bool {
    ["fmt", "clippy"]
        .into_iter()
        .all(|lint| printed_by(Command::new("cargo").args([lint, "--version"])).is_some())
}
