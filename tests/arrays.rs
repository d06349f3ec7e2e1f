//! NumPy programs of one line, each with what real Python and NumPy give.
//!
//! `tests/arrays/make_programs.py` makes `programs.json` from `programs.txt`. The environment
//! variable `ARRAY_PROGRAMS` names another file of that form.

use serde_json::Value as Json;
use vanishing_gradients::language::machine::Machine;
use vanishing_gradients::language::source::Source;

/// What a program gave here, in the form of the reference.
fn run(code: &str) -> (Option<String>, Option<String>, Vec<String>) {
    let mut machine = Machine::new();
    machine.run(&Source::new("cell 1", "import numpy as np"));
    let result = machine.run(&Source::new("cell 2", code.replace("; ", "\n")));
    let value = result.value.map(|(_, repr)| repr);
    let error = result
        .error
        .map(|error| format!("{}: {}", error.kind.displayed_name(), error.message));
    let mut warnings = Vec::new();
    for warning in result.warnings {
        let text = format!("{}: {}", warning.category, warning.message);
        if !warnings.contains(&text) {
            warnings.push(text);
        }
    }
    (value, error, warnings)
}

fn text(json: &Json) -> Option<String> {
    json.as_str().map(String::from)
}

#[test]
fn programs_give_what_numpy_gives() {
    let path = std::env::var("ARRAY_PROGRAMS");
    let path = path.unwrap_or_else(|_| String::from("tests/arrays/programs.json"));
    let cases = std::fs::read_to_string(path).unwrap();
    let mut failures = Vec::new();
    for line in cases.lines() {
        let case: Json = serde_json::from_str(line).unwrap();
        let code = case["code"].as_str().unwrap();
        let warnings: Vec<String> = case["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(text)
            .collect();
        let expected = (text(&case["repr"]), text(&case["error"]), warnings);
        let found = run(code);
        if found != expected {
            failures.push(format!(
                "{code}\n  found    {found:?}\n  expected {expected:?}"
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
