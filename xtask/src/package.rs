//! `cargo xtask package`: the page as packages for learning management systems, in `dist/`.

use crate::build;
use crate::command::{Failure, Step, checkout, lock};
use crate::setup::{self, Tools};

const STEP: Step = Step {
    name: "make the packages",
    remedy: "read the messages above.",
};

pub fn run(arguments: &[String]) -> Result<(), Failure> {
    if let Some(argument) = arguments.first() {
        return Err(STEP.failed(format!("there is no option {argument:?}")));
    }
    let tools = setup::page_tools()?;
    let _turn = lock(&checkout().join("target/dist.lock"), "build")?;
    build::page(&tools)?;
    packages(&tools)
}

/// Makes the packages of the page that is in `dist/`, and prints where they are.
pub fn packages(tools: &Tools) -> Result<(), Failure> {
    let dist = checkout().join("dist");
    // With the tools of the page's own build, since that has compiled `finish` already.
    let mut finish = tools.wasm_command("cargo");
    finish.args(["run", "--quiet", "--package", "finish", "package"]);
    STEP.run(finish.current_dir(checkout()).arg(dist))
}
