//! What others wrote to judge a page: its accessibility, its speed, its practices.

use std::path::PathBuf;

use super::npm::{PLAIN_FOLDER, Set};
use crate::command::{Failure, Step};

const SET: Set = Set {
    step: Step {
        name: "install what judges the page",
        remedy: "install Node with its npm, and look at the network.",
    },
    what: "axe-core and Lighthouse",
    folder: "audit-1",
    description: PLAIN_FOLDER,
    packages: &[
        ("axe-core@4.14.1", "axe-core/axe.min.js"),
        ("lighthouse@12.2.3", "lighthouse/cli/index.js"),
    ],
};

/// The folder that has the packages, below the cache of this user.
pub fn find_or_install() -> Result<PathBuf, Failure> {
    SET.find_or_install()
}
