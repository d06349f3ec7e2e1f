//! The browsers that the page is tested in: the same tests in each of three engines.
//!
//! What needs something that an engine lacks stands in a module `needs_…` of the browser tests;
//! such tests are left out there and counted apart, never as passed.

use std::path::Path;
use std::process::Command;

use crate::command::{Failure, checkout, printed_by};
use crate::setup::{Browser, chromium, firefox, webkit};

/// One engine, and how it is tested.
pub struct Engine {
    /// As the tests know it.
    pub name: &'static str,
    /// The step of its tests, and of those in courses.
    pub step: &'static str,
    pub course_step: &'static str,
    pub find_or_install: fn() -> Result<Browser, Failure>,
    lacks: &'static [Lack],
}

/// A module of tests, and why they cannot run in an engine.
struct Lack {
    module: &'static str,
    reason: &'static str,
}

const LAYOUT_SHIFTS: Lack = Lack {
    module: "needs_layout_shifts",
    reason: "it does not report layout shifts",
};

const FINGERS: Lack = Lack {
    module: "needs_fingers",
    reason: "its driver has only a mouse",
};

const WHEEL_WITH_KEYS: Lack = Lack {
    module: "needs_wheel_with_keys",
    reason: "its driver turns the wheel without the keys that are held",
};

pub const ENGINES: &[Engine] = &[
    Engine {
        name: "Chromium",
        step: "browser tests, Chromium",
        course_step: "SCORM tests, Chromium",
        find_or_install: chromium::find_or_install,
        lacks: &[],
    },
    Engine {
        name: "Firefox",
        step: "browser tests, Firefox",
        course_step: "SCORM tests, Firefox",
        find_or_install: firefox::find_or_install,
        lacks: &[LAYOUT_SHIFTS],
    },
    Engine {
        name: "WebKit",
        step: "browser tests, WebKit",
        course_step: "SCORM tests, WebKit",
        find_or_install: webkit::find_or_install,
        lacks: &[LAYOUT_SHIFTS, FINGERS, WHEEL_WITH_KEYS],
    },
];

impl Engine {
    /// The tests of the page in this engine.
    pub fn tests(&self, browser: &Browser) -> Command {
        let mut command = match &browser.screen {
            Some(xvfb_run) => on_screen(xvfb_run),
            None => Command::new("cargo"),
        };
        command.args(["test", "--test", "browser", "--"]);
        // They are ignored elsewhere. One at a time, so that the times they print mean something.
        command.args(["--ignored", "--nocapture", "--test-threads=1"]);
        for lack in self.lacks {
            command.args(["--skip", &lack.path()]);
        }
        command
            // A failed wait says all there is to say.
            .env("RUST_BACKTRACE", "0")
            .env("ENGINE", self.name)
            .envs(browser.variables.iter().map(|(name, path)| (name, path)));
        command
    }

    /// The tests that are not for this engine, each with the reason.
    pub fn not_for_it(&self) -> Result<Vec<String>, String> {
        let mut tests = Vec::new();
        for lack in self.lacks {
            let mut list = Command::new("cargo");
            list.args(["test", "--quiet", "--test", "browser", "--"])
                .args(["--ignored", "--list", &lack.path()])
                .current_dir(checkout());
            let printed = printed_by(&mut list).ok_or("its tests could not be listed")?;
            let names = listed(&printed);
            tests.extend(names.map(|name| format!("{name}: {}", lack.reason)));
        }
        Ok(tests)
    }
}

impl Lack {
    /// As it stands in the names of tests.
    fn path(&self) -> String {
        format!("::{}::", self.module)
    }
}

/// A screen wider than any view of the tests. Without a window manager, windows may be higher.
/// It outlives its last window: one that came while it began anew would be turned away.
fn on_screen(xvfb_run: &Path) -> Command {
    let mut command = Command::new(xvfb_run);
    command.args([
        "--auto-servernum",
        "--server-args=-screen 0 2000x1200x24 -noreset",
    ]);
    command.arg("cargo");
    command
}

/// The names in what a test program lists.
fn listed(printed: &str) -> impl Iterator<Item = &str> {
    printed
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn names_of_tests_are_read_from_a_list() {
        let printed =
            "main_test: test\nstill::needs_sun::it_shines: test\n\n2 tests, 0 benchmarks\n";
        let names: Vec<&str> = listed(printed).collect();
        assert_eq!(names, ["main_test", "still::needs_sun::it_shines"]);
    }

    #[test]
    fn every_module_of_special_needs_is_lacked_by_some_engine_and_run_by_another() {
        let mut modules = BTreeSet::new();
        for entry in fs::read_dir(checkout().join("tests/browser")).expect("the browser tests") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(path).unwrap_or_default();
            for line in text.lines().map(str::trim) {
                if let Some(rest) = line.strip_prefix("mod needs_") {
                    modules.insert(format!("needs_{}", rest.trim_end_matches(" {")));
                }
            }
        }
        for engine in ENGINES {
            for lack in engine.lacks {
                assert!(modules.contains(lack.module), "{}", lack.module);
            }
        }
        for module in modules {
            let lacks_it = |engine: &&Engine| engine.lacks.iter().any(|lack| lack.module == module);
            let count = ENGINES.iter().filter(lacks_it).count();
            assert!(0 < count && count < ENGINES.len(), "{module}");
        }
    }
}
