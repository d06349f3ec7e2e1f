//! `python_eval.json`: small programs, with what Python gives for each.

use super::support::{Differences, cases, text, ulps};
use serde_json::Value;
use vanishing_gradients::language::error::PythonError;
use vanishing_gradients::language::machine::{CellResult, Machine};
use vanishing_gradients::language::parser::parse;
use vanishing_gradients::language::source::Source;

#[test]
fn programs_give_what_python_gives() {
    let mut differences = Differences::default();
    for case in cases("python_eval.json") {
        let wrong = difference(&case);
        differences.case(wrong.map(|wrong| format!("{}: {wrong}", case["code"])));
    }
    differences.none();
}

/// What every case may use.
const PRELUDE: &str = "import numpy as np\nimport matplotlib.pyplot as plt\n";

/// A fresh machine in which `code` has run, and what it gave.
fn run(code: &str) -> (Machine, CellResult) {
    let mut machine = Machine::new();
    machine.run(&Source::new("start", PRELUDE));
    let result = machine.run(&Source::new("<cell>", code));
    (machine, result)
}

/// What is wrong with our answer to a case, if anything.
fn difference(case: &Value) -> Option<String> {
    let (mut machine, result) = run(text(&case["code"]));
    let printed = case["stdout"].as_str().unwrap_or("");
    if result.printed != printed {
        return Some(format!("printed {:?}, not {printed:?}", result.printed));
    }
    let warnings = result.warnings.iter();
    let warnings: Vec<String> = warnings
        .map(|warning| format!("{}: {}", warning.category, warning.message))
        .collect();
    let expected = case["warnings"].as_array().cloned().unwrap_or_default();
    if !expected.iter().map(text).eq(warnings.iter()) {
        return Some(format!("warned {warnings:?}"));
    }
    match (&result.error, &case["error"]) {
        (None, Value::Null) => {}
        (Some(found), expected @ Value::Object(_)) => return error_difference(found, expected),
        (found, expected) => return Some(format!("error {found:?}, not {expected}")),
    }
    let ulp = case["ulp"].as_u64().unwrap_or(0);
    let wrong = if case["value"]["type"] == "ndarray" {
        let (before, expression) = last_expression(text(&case["code"]));
        let (mut machine, _) = run(before);
        array_difference(&mut machine, expression, &case["value"], ulp)
    } else {
        value_difference(result.value, &case["value"], ulp)
    };
    wrong.or_else(|| {
        let names = case["names"].as_object()?;
        names
            .iter()
            .find_map(|(name, expected)| name_difference(&mut machine, name, expected, ulp))
    })
}

/// Type, message, the last line as shown, and the place.
fn error_difference(found: &PythonError, expected: &Value) -> Option<String> {
    if found.kind.name() != text(&expected["type"]) || found.message != text(&expected["message"]) {
        return Some(format!("{found}, not {expected}"));
    }
    let line = expected["lineno"].as_u64().map(|line| line as usize);
    let (found_line, display) = match &found.syntax {
        Some(place) => (Some(place.line), found.display()),
        None => {
            let entry = found.traceback.last();
            let line = entry.map(|entry| entry.source.place(entry.span.start).line);
            (line, found.to_string())
        }
    };
    if found_line != line || display != text(&expected["display"]) {
        return Some(format!("line {found_line:?}, {display:?}, not {expected}"));
    }
    let place = found.syntax.as_ref()?;
    let offsets = [place.offset, place.end_line as i64, place.end_offset];
    let expected_offsets =
        ["offset", "end_lineno", "end_offset"].map(|field| expected[field].as_i64());
    (offsets.map(Some) != expected_offsets).then(|| format!("{place:?}, not {expected}"))
}

/// `found` is the type's name and the `repr`, absent for `None`.
fn value_difference(found: Option<(String, String)>, expected: &Value, ulp: u64) -> Option<String> {
    let none = || ("NoneType".to_owned(), "None".to_owned());
    let (kind, repr) = found.unwrap_or_else(none);
    if kind != expected["type"].as_str().unwrap_or("NoneType") {
        return Some(format!("{repr} of type {kind}, not {expected}"));
    }
    let expected_repr = expected["repr"].as_str()?;
    let right = repr == expected_repr || near(&repr, expected_repr, ulp);
    (!right).then(|| format!("{repr}, not {expected_repr}"))
}

/// A variable after the run.
fn name_difference(
    machine: &mut Machine,
    name: &str,
    expected: &Value,
    ulp: u64,
) -> Option<String> {
    let wrong = if expected["type"] == "ndarray" {
        array_difference(machine, name, expected, ulp)
    } else {
        let shown = machine.run(&Source::new("<name>", name)).value;
        value_difference(shown, expected, ulp)
    };
    wrong.map(|wrong| format!("{name}: {wrong}"))
}

/// Whether two texts differ only in numbers that are at most `ulp` units in the last place apart.
fn near(found: &str, expected: &str, ulp: u64) -> bool {
    let words = |text: &str| -> Vec<String> {
        let marks = ['(', ')', '[', ']', ',', ' ', 'j'];
        let text = text.replace("+", " +").replace("e +", "e+");
        text.split(marks)
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (found, expected) = (words(found), words(expected));
    let close = |(found, expected): (&String, &String)| match (found.parse(), expected.parse()) {
        (Ok(found), Ok(expected)) => ulps(found, expected) <= ulp,
        _ => found == expected,
    };
    found.len() == expected.len() && found.iter().zip(&expected).all(close)
}

/// The code before the last statement, and that statement, which is an expression.
fn last_expression(code: &str) -> (&str, &str) {
    let program = parse(&Source::new("<cell>", code)).program;
    let span = program.statements.last().expect("a statement").span;
    (
        &code[..span.start as usize],
        &code[span.start as usize..span.end as usize],
    )
}

/// An array's element type, shape and values, asked for in Python: its `repr` is not exact.
fn array_difference(
    machine: &mut Machine,
    expression: &str,
    expected: &Value,
    ulp: u64,
) -> Option<String> {
    let ask = format!("_a = {expression}\nstr(_a.dtype), _a.shape, _a.ravel().tolist()");
    let result = machine.run(&Source::new("<array>", ask));
    let Some((_, repr)) = result.value else {
        return Some(format!("no array: {:?}", result.error));
    };
    let texts = |field: &str| -> Vec<String> {
        let values = expected[field].as_array().expect("a list");
        let text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
        values.iter().map(text).collect()
    };
    let shape = match texts("shape").as_slice() {
        [length] => format!("({length},)"),
        lengths => format!("({})", lengths.join(", ")),
    };
    let values = texts("values").join(", ");
    let expected = format!("('{}', {shape}, [{values}])", text(&expected["dtype"]));
    let right = repr == expected || near(&repr, &expected, ulp);
    (!right).then(|| format!("{repr}, not {expected}"))
}
