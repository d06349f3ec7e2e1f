//! Firefox and geckodriver, for the browser tests.

use std::path::PathBuf;

use super::cargo_tools::GECKODRIVER;
use super::{Browser, cache_folder, debian, program};
use crate::command::{Failure, Step, lock};

const NAMES: &[&str] = &[
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/// The browser and driver that `FIREFOX` and `GECKODRIVER` name or `PATH` has; else Debian's
/// browser, and the driver built by cargo.
pub fn find_or_install() -> Result<Browser, Failure> {
    if find_browser().is_none() {
        debian::install(
            "Firefox",
            debian::Package::FIREFOX,
            "name it in the variable FIREFOX",
        )?;
    }
    if find_driver().is_none() {
        let cache = cache_folder()?;
        let _turn = lock(&cache.join("setup.lock"), "set-up")?;
        GECKODRIVER.find_or_install(&cache)?;
    }
    let step = Step {
        name: "find Firefox and geckodriver",
        remedy: "install both, and name them in the variables FIREFOX and GECKODRIVER.",
    };
    let missing = || step.failed("they are not on PATH");
    Ok(Browser {
        variables: vec![
            ("FIREFOX", find_browser().ok_or_else(missing)?),
            ("GECKODRIVER", find_driver().ok_or_else(missing)?),
        ],
        screen: None,
    })
}

fn find_browser() -> Option<PathBuf> {
    program("FIREFOX", NAMES)
}

fn find_driver() -> Option<PathBuf> {
    program("GECKODRIVER", &["geckodriver"])
}
