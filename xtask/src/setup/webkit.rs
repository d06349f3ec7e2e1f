//! WebKit as GTK has it: its small browser, its WebDriver, and a screen to show it on.

use super::{Browser, debian, program};
use crate::command::{Failure, Step};

/// Not meant to be on `PATH`: where Debian, Fedora and Arch put it.
const NAMES: &[&str] = &[
    "MiniBrowser",
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

/// The browser and driver that `MINIBROWSER` and `WEBKITDRIVER` name, or this machine has; else
/// Debian's.
pub fn find_or_install() -> Result<Browser, Failure> {
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install(
        "WebKitGTK, its driver, and a screen for it",
        debian::Package::WEBKIT,
        "install xvfb-run, and name browser and driver in the variables MINIBROWSER and \
         WEBKITDRIVER",
    )?;
    find().ok_or_else(|| {
        let step = Step {
            name: "find WebKitGTK's MiniBrowser and WebKitWebDriver, and xvfb-run",
            remedy: "install all three, and name the first two in the variables MINIBROWSER and \
                     WEBKITDRIVER.",
        };
        step.failed("one of them is not where it should be")
    })
}

fn find() -> Option<Browser> {
    Some(Browser {
        variables: vec![
            ("MINIBROWSER", program("MINIBROWSER", NAMES)?),
            (
                "WEBKITDRIVER",
                program("WEBKITDRIVER", &["WebKitWebDriver"])?,
            ),
        ],
        screen: Some(program("XVFB_RUN", &["xvfb-run"])?),
    })
}
