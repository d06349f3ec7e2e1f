//! The rules of the house that a compiler does not know, each a test.

use std::path::{Path, PathBuf};

/// Every Rust file below `src/`, with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect(&root().join("src"), &mut files);
    assert!(files.len() > 20, "the sources were not found");
    files
}

/// Every Rust file of the project, with its text.
fn all_sources() -> Vec<(PathBuf, String)> {
    let mut files = sources();
    for folder in [
        "benches", "evaluate", "finish", "pack", "split", "tests", "unpack", "xtask",
    ] {
        collect(&root().join(folder), &mut files);
    }
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a text");
            let path = path
                .strip_prefix(root())
                .expect("below the root")
                .to_owned();
            files.push((path, text));
        }
    }
}

/// Fails with the files, and what is wrong in each, unless there are none.
#[track_caller]
fn none(rule: &str, offenders: Vec<String>) {
    assert!(offenders.is_empty(), "{rule}:\n{}", offenders.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    let silent = all_sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    none("a file without a module comment", silent);
}

#[test]
fn only_the_page_knows_the_browser() {
    let names = ["web_sys", "js_sys", "wasm_bindgen", "plotters_canvas"];
    let knowing = sources()
        .into_iter()
        .filter(|(path, _)| !path.starts_with("src/page"))
        .filter(|(_, text)| names.iter().any(|name| text.contains(name)))
        .map(|(path, _)| path.display().to_string())
        .collect();
    none("a browser's name outside src/page", knowing);
}

/// Each room, and the rooms it must not know (`design.md`, "Rooms").
const STRANGERS: [(&str, &[&str]); 4] = [
    (
        "numerics",
        &["language", "figure", "notebook", "network", "page"],
    ),
    ("figure", &["language", "notebook", "network", "page"]),
    ("language", &["notebook", "network", "page"]),
    ("notebook", &["network", "page"]),
];

#[test]
fn rooms_know_only_what_stands_to_their_left() {
    let mut knowing = Vec::new();
    for (path, text) in sources() {
        for (room, strangers) in STRANGERS {
            if !path.starts_with(Path::new("src").join(room)) {
                continue;
            }
            let known = strangers
                .iter()
                .filter(|stranger| text.contains(&format!("crate::{stranger}")));
            knowing.extend(known.map(|stranger| format!("{} knows {stranger}", path.display())));
        }
    }
    none("data flows one way", knowing);
}

#[test]
fn nothing_at_the_edge_can_panic_on_what_a_reader_does() {
    let calls = [".unwrap()", ".expect(", ".forget()"];
    let mut risky = Vec::new();
    for (path, text) in sources() {
        if path.starts_with("src/page") {
            let lines = text.lines().enumerate();
            let found = lines.filter(|(_, line)| calls.iter().any(|call| line.contains(call)));
            risky.extend(found.map(|(number, _)| format!("{}:{}", path.display(), number + 1)));
        }
    }
    none("unwrap, expect or forget in src/page", risky);
}

#[test]
fn files_stay_short_enough_to_name_in_three_words() {
    let long = all_sources()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 600)
        .map(|(path, text)| format!("{} has {} lines", path.display(), text.lines().count()))
        .collect();
    none("a file past 600 lines", long);
}
