//! Packages of npm, each set in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::{Failure, Step, printed_by};

/// A folder's own description, without which npm would install further up.
pub const PLAIN_FOLDER: &str = "{\"private\": true}\n";

/// Whether there is an npm.
pub fn is_there() -> bool {
    printed_by(npm().arg("--version")).is_some()
}

/// Installs packages below `root`, which `description` makes a package itself.
pub fn install(
    step: &Step,
    root: &Path,
    description: &str,
    packages: &[&str],
) -> Result<(), Failure> {
    let describe = || {
        fs::create_dir_all(root)?;
        fs::write(root.join("package.json"), description)
    };
    describe().map_err(|error| step.failed(error))?;
    step.run(
        npm()
            // Not `--prefix`: npm would then not read the machine's own configuration, which
            // may name the certificates and the registry to use.
            .current_dir(root)
            .args(["install", "--loglevel=error", "--no-audit", "--no-fund"])
            .arg("--no-update-notifier")
            .args(packages),
    )
}

fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}
