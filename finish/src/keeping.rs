//! What lets a browser keep the page: a service worker for visits without a network, and a
//! manifest by which it can be installed.

use std::error::Error;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

const WORKER: &str = include_str!("../../src/page/service-worker.js");
const WORKER_FILE: &str = "service-worker.js";
const MANIFEST_FILE: &str = "manifest.webmanifest";
const ICON_FILE: &str = "icon.svg";
const ICON: &str = include_str!("icon.svg");
const MANIFEST: &str = include_str!("manifest.webmanifest");

/// Writes manifest and icon into `folder`; gives the page, which names the manifest.
pub fn with_manifest(folder: &Path, page: &str) -> Result<String, Box<dyn Error>> {
    fs::write(folder.join(MANIFEST_FILE), MANIFEST)?;
    fs::write(folder.join(ICON_FILE), ICON)?;
    let element = format!("<link rel=\"manifest\" href=\"{MANIFEST_FILE}\">");
    Ok(crate::with_in_head(page, &element))
}

/// Writes the service worker, which keeps all files that are in `folder` by then.
pub fn write_worker(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let mut digest = Sha256::new();
    let mut files = Vec::new();
    for name in names.iter().filter(|name| *name != WORKER_FILE) {
        digest.update(fs::read(folder.join(name))?);
        // A folder's address gives its page, and only that address is asked for.
        let address = if name == "index.html" { "" } else { name };
        files.push(format!("\"./{address}\""));
    }
    let version: String = digest.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
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
