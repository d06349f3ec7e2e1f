//! Finds the tools that the page and its tests need, and installs those that are missing.
//!
//! A tool that is there in the right version is used, wherever it came from. What is missing
//! goes where `cargo install` puts it, or into a cache of this user; the checkout and other
//! projects' tools are left alone.
//!
//! Knows nothing of what is built or tested with the tools.

pub mod audit;
mod binaryen;
mod cargo_tools;
pub mod chromium;
mod debian;
pub mod firefox;
pub mod jupyter;
pub mod lints;
mod npm;
pub mod scorm;
mod wasm_target;
pub mod webkit;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{Failure, Step, lock, printed_by};

/// The tools of this machine, as the environment that other programs are started with.
pub struct Tools {
    /// Searched before `PATH`.
    folders: Vec<PathBuf>,
    /// Set wherever something is compiled for wasm.
    wasm_variables: Vec<(&'static str, OsString)>,
    /// Whether trunk must look on the network for a tool that could not be installed here.
    trunk_fetches: bool,
}

impl Tools {
    /// A command that finds the tools, with the native toolchain.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", search_path(&self.folders));
        command
    }

    /// A command that finds the tools and compiles for wasm.
    pub fn wasm_command(&self, program: &str) -> Command {
        let mut command = self.command(program);
        // Both name the native toolchain when this program was started by cargo.
        command.env_remove("CARGO").env_remove("LD_LIBRARY_PATH");
        // The flags for wasm hold these too, and count only where these are not set.
        if self
            .wasm_variables
            .iter()
            .any(|(name, _)| name.ends_with("_RUSTFLAGS"))
        {
            command.env_remove("RUSTFLAGS");
        }
        command.envs(
            self.wasm_variables
                .iter()
                .map(|(name, value)| (name, value)),
        );
        command
    }

    /// Trunk with one of its commands, and no look at the network unless it has to.
    pub fn trunk(&self, subcommand: &str) -> Command {
        let mut command = self.wasm_command("trunk");
        command.args([subcommand, "--skip-version-check"]);
        if !self.trunk_fetches {
            command.arg("--offline");
        }
        // Trunk wants `true` or `false` here, where others set `1`.
        command.env_remove("NO_COLOR");
        command
    }
}

/// Everything needed to build the page.
pub fn page_tools() -> Result<Tools, Failure> {
    let cache = cache_folder()?;
    let _turn = lock(&cache.join("setup.lock"), "set-up")?;
    let wasm_variables = wasm_target::find_or_install(&cache)?;
    let mut folders = cargo_tools::find_or_install(&cache)?;
    let binaryen = binaryen::find_or_install(&cache)?;
    let trunk_fetches = matches!(binaryen, binaryen::Binaryen::LeftToTrunk);
    if let binaryen::Binaryen::InFolder(folder) = binaryen {
        folders.push(folder);
    }
    fetch_crates()?;
    Ok(Tools {
        folders,
        wasm_variables,
        trunk_fetches,
    })
}

/// Fetches every crate of `Cargo.lock`, since trunk is then told to stay offline.
fn fetch_crates() -> Result<(), Failure> {
    let step = Step {
        name: "fetch the crates of Cargo.lock",
        remedy: "look at the network, then run `cargo fetch`.",
    };
    step.run(Command::new("cargo").args(["fetch", "--quiet", "--locked"]))
}

/// The folder of this user for what the project installs.
fn cache_folder() -> Result<PathBuf, Failure> {
    let home = |variable: &str, below: &str| {
        let folder = env::var_os(variable).filter(|value| !value.is_empty())?;
        Some(Path::new(&folder).join(below))
    };
    home("XDG_CACHE_HOME", "")
        .or_else(|| home("HOME", ".cache"))
        .or_else(|| home("LOCALAPPDATA", ""))
        .map(|folder| folder.join("vanishing-gradients"))
        .ok_or_else(|| Failure {
            step: "find a cache folder for this user".to_string(),
            cause: "none of XDG_CACHE_HOME, HOME, LOCALAPPDATA is set".to_string(),
            remedy: "set XDG_CACHE_HOME to a folder that can be written to.".to_string(),
        })
}

/// Where `cargo install` puts programs.
fn cargo_programs() -> Option<PathBuf> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = || env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    let folder = cargo_home.or_else(|| Some(Path::new(&home()?).join(".cargo")))?;
    Some(folder.join("bin"))
}

/// `PATH` with `folders` before it, and cargo's own folder after it.
fn search_path(folders: &[PathBuf]) -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let all = folders
        .iter()
        .cloned()
        .chain(env::split_paths(&inherited))
        .chain(cargo_programs());
    env::join_paths(all).unwrap_or(inherited)
}

/// A browser with its WebDriver, for the browser tests.
pub struct Browser {
    /// Where the tests find both.
    pub variables: Vec<(&'static str, PathBuf)>,
    /// `xvfb-run`, for a browser that needs a screen: it makes one that nobody sees.
    pub screen: Option<PathBuf>,
}

/// The program that a variable names, or else the first of `names` that is there; a name may be
/// a whole path. The answer is one: drivers do not search `PATH` for their browser.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(chosen) = env::var_os(variable) {
        return Some(chosen.into());
    }
    let folders: Vec<PathBuf> = env::split_paths(&search_path(&[])).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// Whether the owner of the machine lets rustup fetch toolchains, and rustup is there.
fn rustup_may_fetch(what: &str) -> bool {
    if env::var_os("RUSTUP_AUTO_INSTALL").is_some_and(|value| value == "0") {
        println!("RUSTUP_AUTO_INSTALL=0: rustup is not asked for {what}.");
        return false;
    }
    printed_by(Command::new("rustup").arg("--version")).is_some()
}

/// Says that a long step begins.
fn announce(what: &str, duration: &str) {
    println!("Setting up: {what} ({duration}) …");
}
