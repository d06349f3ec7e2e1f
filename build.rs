//! Lets the linker keep what it knows of the page's program, from which `split/` then works; writes
//! the grammar as short as it can be.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

const GRAMMAR: &str = "src/language/diagnosis/grammar.txt";
/// These names mean something to those who read the grammar.
const KEPT: [&str; 3] = [
    "statement",
    "star_expressions",
    "expression_without_invalid",
];
const REASON: &str = "invalid_";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={GRAMMAR}");
    let is = |variable: &str, value: &str| env::var(variable).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
    let folder = env::var_os("OUT_DIR").ok_or("cargo names no folder")?;
    let grammar = shortened(&fs::read_to_string(GRAMMAR)?);
    fs::write(Path::new(&folder).join("grammar.txt"), grammar)?;
    Ok(())
}

/// A grammar without comments, its rules named by short words.
fn shortened(grammar: &str) -> String {
    let lines = grammar.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines: Vec<&str> = lines.collect();
    let names = lines.iter().filter_map(|line| {
        let (head, _) = line.split_once(": ")?;
        (!head.starts_with(' ')).then(|| head.trim_end_matches(" (memo)"))
    });
    let short = names.enumerate().map(|(number, name)| {
        let letter = |part: usize| char::from(b'a' + (part % 26) as u8);
        let letters = [letter(number / 26), letter(number)];
        let letters: String = letters.iter().collect();
        match name {
            name if KEPT.contains(&name) => (name, name.to_owned()),
            name if name.starts_with(REASON) => (name, format!("{REASON}{letters}")),
            name => (name, format!("r{letters}")),
        }
    });
    let short: HashMap<&str, String> = short.collect();
    let lines = lines.iter().map(|line| with_short_names(line, &short));
    lines.collect::<Vec<_>>().join("\n")
}

/// A line whose words are replaced, but for what stands in quotes.
fn with_short_names(line: &str, short: &HashMap<&str, String>) -> String {
    let mut result = String::new();
    let mut quote = None;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let is_word = |character: char| character == '_' || character.is_ascii_alphabetic();
        let length = match (quote, is_word(first)) {
            (None, true) => rest.find(|it| !is_word(it)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        match (quote, first) {
            (None, '\'' | '"') => quote = Some(first),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        let short = short.get(word).filter(|_| quote.is_none());
        result.push_str(short.map_or(word, String::as_str));
        rest = after;
    }
    result
}
