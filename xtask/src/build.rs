//! `cargo xtask build`: the page as a folder to be hosted, in `dist/`.

use crate::command::{Failure, Step, checkout, lock};
use crate::setup::{self, Tools};

const STEP: Step = Step {
    name: "build the page",
    remedy: "read the messages of trunk and the compiler above.",
};

pub fn run(arguments: &[String]) -> Result<(), Failure> {
    if let Some(argument) = arguments.first() {
        return Err(STEP.failed(format!("there is no option {argument:?}")));
    }
    let tools = setup::page_tools()?;
    let _turn = lock(&checkout().join("target/dist.lock"), "build")?;
    page(&tools)?;
    println!("The page is in {}.", checkout().join("dist").display());
    Ok(())
}

/// Builds `dist/`, optimized.
pub fn page(tools: &Tools) -> Result<(), Failure> {
    let mut trunk = tools.trunk("build");
    STEP.run(trunk.current_dir(checkout()).arg("--release"))
}
