//! What is in the packages.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use super::course::{self, SCORM_12, SCORM_2004, Version};
use super::facts;
use crate::page::checkout;

facts! {
    the_manifest_is_valid_and_lists_every_file
}

/// What the schemas find wrong; nothing, if the manifest is valid.
#[track_caller]
fn faults(manifest: &Path) -> String {
    let mut node = Command::new("node");
    node.arg(checkout().join("tests/browser/scorm/validate.mjs"));
    let output = node.arg(course::tools()).arg(manifest).output();
    let output = output.expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.success(), said.is_empty(), "{output:?}");
    said
}

fn the_manifest_is_valid_and_lists_every_file(version: &'static Version) {
    let folder = course::unpacked(version);
    let path = folder.join("imsmanifest.xml");
    assert_eq!(faults(&path), "");
    let manifest = fs::read_to_string(&path).expect("a manifest");
    for entry in fs::read_dir(&folder).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        let file = format!("<file href=\"{name}\"/>");
        assert!(
            name == "imsmanifest.xml" || manifest.contains(&file),
            "{name}"
        );
    }
    assert!(manifest.contains("<title>Vanishing Gradients</title>"));

    // The schemas would find these.
    for (part, other) in [
        ("<file href", "<file name"),
        ("identifierref=\"page\"", "scormtype=\"page\""),
    ] {
        fs::write(&path, manifest.replace(part, other)).expect("a manifest");
        assert_ne!(faults(&path), "", "{other}");
    }
    let _ = fs::remove_dir_all(folder);
}

/// The text of a package's page.
#[track_caller]
fn page(version: &'static Version) -> String {
    let mut text = String::new();
    let mut package = course::package(version);
    let mut file = package.by_name("index.html").expect("a page");
    file.read_to_string(&mut text).expect("a text");
    text
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_page_is_the_same_in_both_and_needs_nothing_beside_it() {
    let page_12 = page(&SCORM_12);
    for outer in ["<script src", "<link rel=stylesheet", "unload"] {
        assert!(!page_12.contains(outer), "{outer}");
    }
    assert!(page_12 == page(&SCORM_2004));
}
