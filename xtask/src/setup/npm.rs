//! Packages of npm, each set in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{announce, cache_folder};
use crate::command::{Failure, Step, lock, printed_by};

/// A folder's own description, without which npm would install further up.
pub const PLAIN_FOLDER: &str = "{\"private\": true}\n";

/// Packages that are set together.
pub struct Set {
    pub step: Step<'static>,
    /// What they are, for those who wait.
    pub what: &'static str,
    /// The folder below the cache of this user, raised with any of the versions.
    pub folder: &'static str,
    pub description: &'static str,
    /// Each package with its version, and a file of it.
    pub packages: &'static [(&'static str, &'static str)],
}

impl Set {
    /// The folder that has the packages.
    pub fn find_or_install(&self) -> Result<PathBuf, Failure> {
        let cache = cache_folder()?;
        let _turn = lock(&cache.join("setup.lock"), "set-up")?;
        if printed_by(Command::new("node").arg("--version")).is_none() || !is_there() {
            return Err(self.step.failed("there is no Node with its npm"));
        }
        let root = cache.join(self.folder);
        let modules = root.join("node_modules");
        let is_whole = || {
            let mut packages = self.packages.iter();
            packages.all(|(_, file)| modules.join(file).exists())
        };
        if !is_whole() {
            announce(
                &format!("{}, by npm install", self.what),
                "about half a minute",
            );
            let names: Vec<&str> = self.packages.iter().map(|(name, _)| *name).collect();
            install(&self.step, &root, self.description, &names)?;
        }
        if is_whole() {
            Ok(modules)
        } else {
            let missing = "npm succeeded, but a file that the tests need is not there";
            Err(self.step.failed(missing))
        }
    }
}

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
