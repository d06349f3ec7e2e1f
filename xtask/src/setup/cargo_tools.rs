//! The tools that `cargo install` builds: trunk, the command of wasm-bindgen, and geckodriver.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{announce, search_path};
use crate::command::{Failure, Step, checkout, printed_by, version_in};

const TRUNK_VERSION: &str = "0.22.1";

/// Firefox's WebDriver.
pub const GECKODRIVER: CargoTool = CargoTool {
    program: "geckodriver",
    package: "geckodriver",
    version: "0.37.1",
    flags: &["--locked"],
    duration: "a minute and a half on two idle cores, 5 on busy ones, once",
};

/// A program, the package it comes from, and what it takes to install it.
pub struct CargoTool<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
    flags: &'a [&'a str],
    duration: &'a str,
}

/// Folders to search before `PATH`; none when the tools are on `PATH` already.
pub fn find_or_install(cache: &Path) -> Result<Vec<PathBuf>, Failure> {
    let bindgen_version = locked_version("wasm-bindgen")?;
    let trunk = CargoTool {
        program: "trunk",
        package: "trunk",
        version: TRUNK_VERSION,
        // It asks for a newer compiler than it needs, and does not compile without a TLS
        // feature.
        flags: &[
            "--locked",
            "--ignore-rust-version",
            "--no-default-features",
            "--features",
            "rustls",
        ],
        duration: "5 minutes on two idle cores, 12 on busy ones, once",
    };
    let bindgen = CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: &bindgen_version,
        // Not `--locked`: its lock file names a package version that may not be there.
        flags: &[],
        duration: "2 minutes on two idle cores, 5 on busy ones, once",
    };
    let mut folders = Vec::new();
    for tool in [trunk, bindgen] {
        folders.extend(tool.find_or_install(cache)?);
    }
    Ok(folders)
}

impl CargoTool<'_> {
    /// The folder to search for the tool, unless it is on `PATH` or where cargo puts it.
    ///
    /// Another version on `PATH` belongs to another project, so ours then goes to the cache.
    pub fn find_or_install(&self, cache: &Path) -> Result<Option<PathBuf>, Failure> {
        let found = self.version_in_path(&[]);
        if found.as_deref() == Some(self.version) {
            return Ok(None);
        }
        let root = cache.join(format!("{}-{}", self.package, self.version));
        let folder = root.join("bin");
        let in_cache = self.version_in_path(std::slice::from_ref(&folder));
        if in_cache.as_deref() == Some(self.version) {
            return Ok(Some(folder));
        }
        let own_root = found.map(|_| root);
        self.install(own_root.as_deref())?;
        Ok(own_root.map(|_| folder))
    }

    fn version_in_path(&self, folders: &[PathBuf]) -> Option<String> {
        let mut command = Command::new(self.program);
        command
            .arg("--version")
            .env("PATH", search_path(folders))
            .env_remove("NO_COLOR");
        let printed = printed_by(&mut command)?;
        version_in(&printed).map(str::to_string)
    }

    /// Builds the tool into `root`, or where cargo puts programs.
    fn install(&self, root: Option<&Path>) -> Result<(), Failure> {
        let what = format!("{} {}, built by cargo install", self.package, self.version);
        announce(&what, self.duration);
        let mut cargo = Command::new("cargo");
        cargo
            .args([
                "install",
                "--quiet",
                self.package,
                "--version",
                self.version,
            ])
            .args(self.flags)
            // Outside the checkout, whose cargo configuration is not meant for it.
            .current_dir(env::temp_dir());
        if let Some(root) = root {
            cargo.arg("--root").arg(root);
        }
        let name = format!("install {} {}", self.package, self.version);
        let remedy = format!("run `{}`.", crate::command::shown(&cargo));
        let step = Step {
            name: &name,
            remedy: &remedy,
        };
        step.run_patiently(&mut cargo)?;
        let folders: Vec<PathBuf> = root.map(|root| root.join("bin")).into_iter().collect();
        match self.version_in_path(&folders) {
            Some(version) if version == self.version => Ok(()),
            Some(version) => Err(step.failed(format!(
                "it was installed, but `{}` on PATH is version {version}",
                self.program
            ))),
            None => Err(step.failed(format!(
                "it was installed, but `{} --version` does not run",
                self.program
            ))),
        }
    }
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String, Failure> {
    let step = Step {
        name: "read the version of wasm-bindgen from Cargo.lock",
        remedy: "run `git checkout Cargo.lock`.",
    };
    let path = checkout().join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(|error| step.failed(error))?;
    version_in_lock(&text, package)
        .map(str::to_string)
        .ok_or_else(|| step.failed(format!("{package} is not in {}", path.display())))
}

fn version_in_lock<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_belongs_to_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
