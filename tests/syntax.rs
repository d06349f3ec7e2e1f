//! What is Python and what is not: every case of the reference, read by the parser.

use serde_json::Value;
use std::path::PathBuf;
use vanishing_gradients::language::parser::parse;
use vanishing_gradients::language::source::Source;

/// The cases of a reference file, from `REFERENCE_DIR` where that is set.
fn cases(file: &str) -> Vec<Value> {
    let folder = std::env::var_os("REFERENCE_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reference"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(folder.join(file)).expect("the reference file is there");
    let mut reference: Value = serde_json::from_str(&text).expect("the reference file is JSON");
    match reference["cases"].take() {
        Value::Array(cases) => cases,
        _ => panic!("{file} holds a list of cases"),
    }
}

fn is_syntax_error(case: &Value) -> bool {
    matches!(
        case["error"]["type"].as_str(),
        Some("SyntaxError" | "IndentationError" | "TabError")
    )
}

#[test]
fn legal_programs_are_read() {
    let mut wrong = Vec::new();
    for case in cases("python_eval.json")
        .iter()
        .filter(|case| !is_syntax_error(case))
    {
        let code = case["code"].as_str().expect("a case has code");
        let parsed = parse(&Source::new("<cell>", code));
        if let Some(error) = parsed.errors.first() {
            wrong.push(format!("{code:?}: {error}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
