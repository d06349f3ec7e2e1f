//! `lecture.json`: the cells' printed text and figures, for each set of inputs.

use super::cells::lecture_with;
use super::support::{Differences, cases, number, numbers, same, ulps};
use serde_json::Value;
use vanishing_gradients::figure::json::json;
use vanishing_gradients::notebook::Notebook;

#[test]
fn printed_text_is_pythons_to_the_character() {
    let mut differences = Differences::default();
    for case in cases("lecture.json") {
        let notebook = lecture_with(&case["inputs"]);
        for cell in case["cells"].as_array().expect("cells") {
            differences.case(text_difference(&notebook, &case["name"], cell));
        }
    }
    differences.none();
}

fn text_difference(notebook: &Notebook, name: &Value, cell: &Value) -> Option<String> {
    let number = cell["cell"].as_u64()? as usize;
    let output = notebook.output(number)?;
    if let Some(trouble) = &output.trouble {
        return Some(format!("{name}, cell {number}: {trouble:?}"));
    }
    let right = [&cell["stdout"], &cell["stdout_c_exp"]]
        .iter()
        .any(|expected| expected.as_str() == Some(&output.printed));
    let warnings: Vec<String> = output
        .warnings
        .iter()
        .map(|warning| format!("{}: {}", warning.category, warning.message))
        .collect();
    let expected_warnings: Vec<&str> = cell["warnings"]
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    (!right || warnings != expected_warnings).then(|| {
        format!(
            "{name}, cell {number}: {:?}, {warnings:?}, not {cell}",
            output.printed
        )
    })
}

#[test]
fn figures_are_matplotlibs() {
    let mut differences = Differences::default();
    for case in cases("lecture.json") {
        let notebook = lecture_with(&case["inputs"]);
        for expected in case["figures"].as_array().expect("figures") {
            let cell = expected["cell"].as_u64().expect("a cell's number") as usize;
            let figures = &notebook.output(cell).expect("a cell").figures;
            assert_eq!(figures.len(), 1, "{}: cell {cell}", case["name"]);
            let found: Value = serde_json::from_str(&json(&figures[0]).to_string()).expect("JSON");
            let place = format!("{}, cell {cell}", case["name"]);
            differences.case(figure_difference(&place, &found, expected));
        }
    }
    differences.none();
}

fn figure_difference(place: &str, found: &Value, expected: &Value) -> Option<String> {
    if found["figsize"] != expected["figsize"] {
        return Some(format!("{place}: figsize {}", found["figsize"]));
    }
    let pairs = pairs(&found["axes"], &expected["axes"])?;
    for (index, (found, expected)) in pairs.into_iter().enumerate() {
        let place = format!("{place}, axes {index}");
        for field in ["title", "xlabel", "ylabel", "legend"] {
            if found[field] != expected[field] {
                return Some(format!("{place}: {field} {}", found[field]));
            }
        }
        for field in ["x", "y"] {
            if let Some(difference) = axis_difference(&found[field], &expected[field]) {
                return Some(format!("{place}, {field}: {difference}"));
            }
        }
        for (found, expected) in self::pairs(&found["series"], &expected["series"])? {
            if let Some(difference) = series_difference(found, expected) {
                return Some(format!("{place}, {}: {difference}", expected["label"]));
            }
        }
    }
    None
}

/// Both lists' elements side by side, of which there must be equally many.
fn pairs<'a>(found: &'a Value, expected: &'a Value) -> Option<Vec<(&'a Value, &'a Value)>> {
    let (found, expected) = (found.as_array()?, expected.as_array()?);
    assert_eq!(found.len(), expected.len(), "axes or series");
    Some(found.iter().zip(expected).collect())
}

/// Limits and ticks to 1e-12 of the axis' length, texts to the character.
pub fn axis_difference(found: &Value, expected: &Value) -> Option<String> {
    let limits = numbers(&expected["limits"]);
    let tolerance = 1e-12 * (limits[1] - limits[0]).abs();
    for field in ["limits", "ticks"] {
        let (found, expected) = (numbers(&found[field]), numbers(&expected[field]));
        let near = found.len() == expected.len()
            && found
                .iter()
                .zip(&expected)
                .all(|(a, b)| (a - b).abs() <= tolerance);
        if !near {
            return Some(format!("{field} {found:?}, not {expected:?}"));
        }
    }
    ["labels", "shown", "offset_text", "tick_space"]
        .into_iter()
        .find(|field| found[field] != expected[field])
        .map(|field| format!("{field} {}, not {}", found[field], expected[field]))
}

fn series_difference(found: &Value, expected: &Value) -> Option<String> {
    for field in ["length", "linestyle", "marker", "label"] {
        if found[field] != expected[field] {
            return Some(format!("{field} {}", found[field]));
        }
    }
    if !same_color(&found["color"], &expected["color"]) {
        return Some(format!("color {}", found["color"]));
    }
    for field in ["x", "y"] {
        let all = numbers(&found[field]);
        let expected = numbers(&expected[field]);
        // Long series keep every 25th value.
        let stride = if all.len() == expected.len() { 1 } else { 25 };
        let kept: Vec<f64> = all.into_iter().step_by(stride).collect();
        if kept.len() != expected.len() {
            return Some(format!("{} values of {field}", kept.len()));
        }
        let near = |(a, b): (&f64, &f64)| {
            same(*a, *b) || field == "y" && (ulps(*a, *b) <= 3 || (a - b).abs() <= 1e-15)
        };
        if let Some(index) = kept.iter().zip(&expected).position(|pair| !near(pair)) {
            return Some(format!(
                "{field}[{index}] {}, not {}",
                kept[index], expected[index]
            ));
        }
    }
    None
}

fn same_color(found: &Value, expected: &Value) -> bool {
    match (found.as_array(), expected.as_array()) {
        (Some(found), Some(expected)) => found
            .iter()
            .zip(expected)
            .all(|(a, b)| same(number(a), number(b))),
        _ => found == expected,
    }
}
