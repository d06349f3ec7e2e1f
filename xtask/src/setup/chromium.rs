//! Chromium and its WebDriver, for the browser tests.

use std::path::Path;
use std::process::Command;

use super::{Browser, debian, program};
use crate::command::{Failure, Step, printed_by, version_in};

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The browser and driver that `CHROME` and `CHROMEDRIVER` name or `PATH` has; else Debian's.
pub fn find_or_install() -> Result<Browser, Failure> {
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

fn find() -> Option<Browser> {
    let browser = program("CHROME", NAMES)?;
    let driver = program("CHROMEDRIVER", &["chromedriver"])?;
    let same = major_version(&browser)? == major_version(&driver)?;
    same.then_some(Browser {
        variables: vec![("CHROME", browser), ("CHROMEDRIVER", driver)],
        screen: None,
    })
}

fn major_version(program: &Path) -> Option<String> {
    let printed = printed_by(Command::new(program).arg("--version"))?;
    let version = version_in(&printed)?;
    version.split('.').next().map(str::to_string)
}
