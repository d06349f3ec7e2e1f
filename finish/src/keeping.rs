//! What lets a browser keep the page: a service worker for visits without a network, and a
//! manifest by which it can be installed.

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::packed;

const WORKER: &str = include_str!("../../src/page/service-worker.js");
const WORKER_FILE: &str = "service-worker.js";
const MANIFEST_FILE: &str = "manifest.webmanifest";
const ICON_FILE: &str = "icon.svg";
const ICON: &str = include_str!("icon.svg");
const MANIFEST: &str = include_str!("manifest.webmanifest");

/// Writes manifest and icon into `folder`.
pub fn write_manifest(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::write(folder.join(MANIFEST_FILE), MANIFEST)?;
    fs::write(folder.join(ICON_FILE), ICON)?;
    Ok(())
}

/// Writes the service worker, which keeps all files that are in `folder` by then.
pub fn write_worker(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let mut contents = Vec::new();
    let mut files = Vec::new();
    for name in &names {
        // A page that has a worker also has an origin, and needs no program as text.
        if name == WORKER_FILE || name.starts_with(packed::START) {
            continue;
        }
        contents.extend(fs::read(folder.join(name))?);
        // A folder's address gives its page, and only that address is asked for.
        let address = if name == "index.html" { "" } else { name };
        files.push(format!("\"./{address}\""));
    }
    let version = crate::short_digest(&contents);
    let worker = WORKER
        .replacen(
            "const FILES = []",
            &format!("const FILES = [{}]", files.join(", ")),
            1,
        )
        .replacen("\"VERSION\"", &format!("\"{version}\""), 1);
    fs::write(folder.join(WORKER_FILE), worker)?;
    Ok(())
}
