//! Runs Python source natively, as notebook cells.

use std::process::ExitCode;

/// `cargo xtask evaluate`, as the help text says it.
pub fn run(_arguments: &[String]) -> ExitCode {
    eprintln!("`cargo xtask evaluate` is not here yet.");
    ExitCode::FAILURE
}
