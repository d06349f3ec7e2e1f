//! Lets the linker keep what it knows of the page's program, from which `split/` then works;
//! writes the grammar of `src/language/diagnosis/` as symbols, which take less room than its text.

use std::cmp::Reverse;
use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const GRAMMAR: &str = "src/language/diagnosis/grammar.txt";
/// The rules that a text may begin with.
const BEGINNINGS: [&str; 2] = ["statement", "star_expressions"];
/// A rule in which nothing is searched for reasons.
const WITHOUT_REASONS: &str = "expression_without_invalid";
const REASON: &str = "invalid_";
/// So many rules have symbols of one byte.
const NEAR: usize = 128;
/// What stands before an item or behind it, or alone, with the name of its symbol.
const BEFORE: [(&str, &str); 8] = [
    ("&&", "EXPECT"),
    ("a=", "PART_A"),
    ("b=", "PART_B"),
    ("!", "NOT"),
    ("&", "FOLLOWS"),
    ("(", "OPEN"),
    ("|", "BAR"),
    ("~", "CUT"),
];
const BEHIND: [(&str, &str); 3] = [
    ("?", "OPTIONAL"),
    ("*", "ANY_NUMBER"),
    ("+", "AT_LEAST_ONE"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={GRAMMAR}");
    let is = |variable: &str, value: &str| env::var(variable).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
    let folder = env::var_os("OUT_DIR").ok_or("cargo names no folder")?;
    let symbols = symbols(&fs::read_to_string(GRAMMAR)?)?;
    fs::write(Path::new(&folder).join("grammar.rs"), symbols)?;
    Ok(())
}

/// A rule of the grammar.
struct Rule<'text> {
    name: &'text str,
    is_remembered: bool,
    alternatives: Vec<&'text str>,
}

fn rules_of(text: &str) -> Vec<Rule<'_>> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(alternative) = line.strip_prefix("    ") {
            if let Some(rule) = rules.last_mut() {
                rule.alternatives.push(alternative);
            }
        } else if let Some((head, alternative)) = line.split_once(": ") {
            let name = head.trim_end_matches(" (memo)");
            rules.push(Rule {
                name,
                is_remembered: name != head,
                alternatives: vec![alternative],
            });
        }
    }
    rules
}

/// Symbols and reports as `grammar.rs` there includes them: Rust, with its names for symbols.
fn symbols(text: &str) -> Result<String, Box<dyn Error>> {
    let mut rules = rules_of(text);
    // Rules that are named often get the symbols of one byte.
    let is_name = |character: char| character == '_' || character.is_ascii_alphanumeric();
    let names: Vec<&str> = text.split(|character| !is_name(character)).collect();
    let times = |rule: &Rule| names.iter().filter(|name| **name == rule.name).count();
    rules.sort_by_key(|rule| Reverse(times(rule)));
    let mut writer = Writer {
        rules: rules.iter().map(|rule| rule.name).collect(),
        ..Writer::default()
    };
    let mut beginnings = String::new();
    for (number, rule) in rules.iter().enumerate() {
        let kind = if rule.is_remembered {
            "REMEMBERING_RULE"
        } else {
            "RULE"
        };
        writer.symbol(kind);
        if rule.name == WITHOUT_REASONS {
            writer.symbol("FIRST_PASS");
        }
        for alternative in &rule.alternatives {
            writer.alternative(alternative)?;
        }
        if BEGINNINGS.contains(&rule.name) {
            let constant = rule.name.to_uppercase();
            writeln!(beginnings, "pub(super) const {constant}: u8 = {number};")?;
        }
    }
    let Writer {
        symbols,
        reports,
        words,
        ..
    } = writer;
    Ok(format!(
        "{beginnings}
        pub(super) const WORDS: &[&str] = &{words:?};
        const REPORTS: &str = {reports:?};
        static SYMBOLS: &[u8] = &[{symbols}];"
    ))
}

#[derive(Default)]
struct Writer<'text> {
    /// The names of all rules.
    rules: Vec<&'text str>,
    symbols: String,
    /// One a line.
    reports: String,
    /// Words that are no keywords.
    words: Vec<&'text str>,
}

impl<'text> Writer<'text> {
    fn symbol(&mut self, name: &str) {
        self.symbols.push_str(name);
        self.symbols.push_str(",\n");
    }

    /// A line of alternatives; a report may end it.
    fn alternative(&mut self, line: &'text str) -> Result<(), Box<dyn Error>> {
        let (items, report) = line.split_once("=> ").unwrap_or((line, ""));
        let mut is_first = true;
        for word in items.split_whitespace() {
            if is_first && word.starts_with(REASON) {
                self.symbol("SECOND_PASS");
            }
            is_first = word == "|" || word.ends_with('(');
            self.item(word)?;
        }
        if !report.is_empty() {
            self.symbol("REPORT");
            self.reports.push_str(report);
            self.reports.push('\n');
        }
        Ok(())
    }

    /// One word of the grammar, with what stands before and behind its atom.
    fn item(&mut self, word: &'text str) -> Result<(), Box<dyn Error>> {
        for (sign, symbol) in BEFORE {
            if let Some(rest) = word.strip_prefix(sign) {
                self.symbol(symbol);
                return if rest.is_empty() {
                    Ok(())
                } else {
                    self.item(rest)
                };
            }
        }
        for (sign, symbol) in BEHIND {
            if let Some(rest) = word.strip_suffix(sign) {
                self.atom(rest)?;
                self.symbol(symbol);
                return Ok(());
            }
        }
        self.atom(word)
    }

    fn atom(&mut self, atom: &'text str) -> Result<(), Box<dyn Error>> {
        if atom == ")" {
            self.symbol("CLOSE");
        } else if let Some(sign) = atom.strip_prefix('\'') {
            self.symbol(&format!("sign({:?})", sign.trim_end_matches('\'')));
        } else if atom.starts_with('"') {
            let word = atom.trim_matches('"');
            let number = self.words.iter().position(|other| *other == word);
            let number = number.unwrap_or(self.words.len());
            if number == self.words.len() {
                self.words.push(word);
            }
            self.symbol(&format!("word({number})"));
        } else if atom
            .chars()
            .all(|character| character == '_' || character.is_ascii_uppercase())
        {
            self.symbol(atom);
        } else {
            let number = self.rules.iter().position(|name| *name == atom);
            let number = number.ok_or_else(|| format!("{GRAMMAR} has no rule {atom:?}"))?;
            self.symbol(&if number < NEAR {
                format!("call({number})")
            } else {
                format!("FAR_CALL, {number}")
            });
        }
        Ok(())
    }
}
