//! What is Python and what is not: every case of the reference, read by the parser.

use serde_json::Value;
use std::path::PathBuf;
use vanishing_gradients::language::error::PythonError;
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

fn described(error: &PythonError) -> Value {
    let place = error
        .syntax
        .clone()
        .expect("an error of the parser has a place");
    serde_json::json!({
        "type": error.kind.name(),
        "message": error.message,
        "lineno": place.line,
        "offset": place.offset,
        "end_lineno": place.end_line,
        "end_offset": place.end_offset,
        "display": error.display(),
    })
}

#[test]
fn syntax_errors_are_those_of_the_reference() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in cases("python_eval.json")
        .iter()
        .filter(|case| is_syntax_error(case))
    {
        count += 1;
        let code = case["code"].as_str().expect("a case has code");
        let parsed = parse(&Source::new("<cell>", code));
        let mut expected = case["error"].clone();
        if let Some(fields) = expected.as_object_mut() {
            fields.remove("text");
        }
        let actual = parsed.errors.first().map(described);
        if actual.as_ref() != Some(&expected) {
            wrong.push(format!(
                "{code:?}\n  expected {expected}\n  got      {actual:?}"
            ));
        }
    }
    assert!(count > 100, "the reference holds syntax errors");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Cases of `compare_syntax.py`: those beside it, or those of the file that `SYNTAX_CASES` names.
#[test]
fn damaged_programs_are_judged_as_cpython_does() {
    let file = std::env::var_os("SYNTAX_CASES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/syntax_cases.jsonl"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(file).expect("the file of cases is there");
    let mut wrong = Vec::new();
    for line in text.lines() {
        let (code, expected): (String, Option<Value>) =
            serde_json::from_str(line).expect("a case is a text and an answer");
        let parsed = parse(&Source::new("<cell>", code.as_str()));
        let actual = parsed.errors.first().map(|error| match &error.syntax {
            None => Value::from(error.to_string()),
            Some(place) => serde_json::json!([
                error.kind.name(),
                error.message,
                place.line,
                place.offset,
                place.end_line,
                place.end_offset,
                error.display(),
            ]),
        });
        if actual != expected {
            wrong.push(format!(
                "{code:?}\n  expected {expected:?}\n  got      {actual:?}"
            ));
        }
    }
    assert!(text.lines().count() > 100, "there are cases");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
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
