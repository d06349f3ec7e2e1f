//! Reading the reference files, and collecting what differs.

use serde_json::Value;
use std::path::PathBuf;

/// The folder that holds the reference files.
fn folder() -> PathBuf {
    match std::env::var_os("REFERENCE_DIR") {
        Some(folder) => folder.into(),
        None => [env!("CARGO_MANIFEST_DIR"), "tests", "reference"]
            .iter()
            .collect(),
    }
}

/// The cases of one file.
pub fn cases(file: &str) -> Vec<Value> {
    let path = folder().join(file);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    let document: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{} is not JSON: {error}", path.display()));
    let cases = document["cases"].as_array().cloned().unwrap_or_default();
    assert!(!cases.is_empty(), "{} holds no case", path.display());
    cases
}

/// A double written as Python's `repr`, or as a JSON number.
pub fn number(value: &Value) -> f64 {
    match value {
        Value::String(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("not a number: {text:?}")),
        other => other
            .as_f64()
            .unwrap_or_else(|| panic!("not a number: {other}")),
    }
}

/// A list of doubles.
pub fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("not a list: {value}"))
        .iter()
        .map(number)
        .collect()
}

/// A text.
pub fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("not a text: {value}"))
}

/// Equal to the bit, the sign of zero included; any NaN equals any other.
pub fn same(left: f64, right: f64) -> bool {
    left.to_bits() == right.to_bits() || left.is_nan() && right.is_nan()
}

/// How many doubles lie between two, counting one of them; `u64::MAX` where only one is NaN.
pub fn ulps(left: f64, right: f64) -> u64 {
    if same(left, right) || left == right {
        return 0;
    }
    if left.is_nan() || right.is_nan() {
        return u64::MAX;
    }
    let place = |value: f64| {
        let magnitude = (value.to_bits() & (u64::MAX >> 1)) as i64;
        if value < 0.0 { -magnitude } else { magnitude }
    };
    place(left).abs_diff(place(right))
}

/// What differs between expectation and result, case by case.
#[derive(Default)]
pub struct Differences {
    cases: usize,
    found: Vec<String>,
}

impl Differences {
    /// Counts a case; `difference` says what is wrong with it, if anything.
    pub fn case(&mut self, difference: Option<String>) {
        self.cases += 1;
        self.found.extend(difference);
    }

    /// Fails, naming the first forty, unless there are none.
    pub fn none(self) {
        let shown = self.found.len().min(40);
        assert!(
            self.found.is_empty(),
            "{} of {} cases differ:\n{}",
            self.found.len(),
            self.cases,
            self.found[..shown].join("\n")
        );
    }
}
