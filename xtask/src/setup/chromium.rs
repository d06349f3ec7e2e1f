//! Chromium and its WebDriver, for the browser tests.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::debian;
use crate::command::{Failure, Step, printed_by, version_in};

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A browser and a driver of the same version.
pub struct Chromium {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// The browser and driver that `CHROME` and `CHROMEDRIVER` name or `PATH` has; else Debian's.
pub fn find_or_install() -> Result<Chromium, Failure> {
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install(
        "Chromium and its driver",
        debian::Package::CHROMIUM,
        "name both in the variables CHROME and CHROMEDRIVER",
    )?;
    find().ok_or_else(|| {
        let step = Step {
            name: "find Chromium and a chromedriver of the same version",
            remedy: "install both, and name them in the variables CHROME and CHROMEDRIVER.",
        };
        step.failed("they are not on PATH, or their versions differ")
    })
}

fn find() -> Option<Chromium> {
    let browser = named("CHROME", NAMES)?;
    let driver = named("CHROMEDRIVER", &["chromedriver"])?;
    let same = major_version(&browser)? == major_version(&driver)?;
    same.then_some(Chromium { browser, driver })
}

/// The program that a variable names, or else the first of `names` that is there. Its whole
/// path: the driver does not search `PATH` for the browser.
fn named(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(chosen) = env::var_os(variable) {
        return Some(chosen.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

fn major_version(program: &Path) -> Option<String> {
    let printed = printed_by(Command::new(program).arg("--version"))?;
    let version = version_in(&printed)?;
    version.split('.').next().map(str::to_string)
}
