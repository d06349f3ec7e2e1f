//! `cargo xtask monkey`: random typing, pasting, dragging, resizing and navigation, for minutes.

use crate::build;
use crate::command::{Failure, Step, checkout, lock};
use crate::engines::ENGINES;
use crate::setup;

const STEP: Step = Step {
    name: "let the monkey play",
    remedy: "read the messages above; MONKEY_SEED repeats a run.",
};
const MINUTES: u64 = 10;
/// The tests that are the monkey's.
const TESTS: &str = "monkey::";

pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let minutes = match arguments {
        [] => MINUTES,
        [minutes] => minutes
            .parse()
            .map_err(|_| STEP.failed(format!("{minutes:?} is no number of minutes")))?,
        _ => return Err(STEP.failed("it takes a number of minutes, and nothing else")),
    };
    let tools = setup::page_tools()?;
    let _turn = lock(&checkout().join("target/dist.lock"), "build or test")?;
    build::page(&tools)?;
    let chromium = &ENGINES[0];
    let mut tests = chromium.tests(&(chromium.find_or_install)()?);
    tests
        .arg(TESTS)
        .env("MONKEY_SECONDS", (minutes * 60).to_string());
    STEP.run(tests.current_dir(checkout()))
}
