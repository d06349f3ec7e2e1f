//! The lecture in the page prints what Python prints, and answers to every keystroke.

use std::{env, fs};

use serde_json::{Value, json};
use vanishing_gradients::figure::Figure;
use vanishing_gradients::notebook::Notebook;

use crate::cells::{blanks, lecture_with, with_span};
use crate::page::{Page, View, checkout, one_file};
use crate::pixels::differing_pixels;

fn reference_cases() -> Vec<Value> {
    let folder =
        env::var_os("REFERENCE_DIR").map_or_else(|| checkout().join("tests/reference"), Into::into);
    let text = fs::read_to_string(folder.join("lecture.json")).expect("lecture.json");
    let file: Value = serde_json::from_str(&text).expect("lecture.json is JSON");
    file["cases"]
        .as_array()
        .cloned()
        .expect("lecture.json has cases")
}

/// Puts a case's inputs into the page, as a reader would.
#[track_caller]
fn enter(page: &Page, inputs: &Value) {
    for (blank, text) in (1..).zip(blanks(inputs)) {
        page.fill(blank, &text);
    }
    // `span` stands outside the blanks: the cell is edited whole where it is another.
    let cell = |text: &str| format!("[data-cell='2'] {text}");
    let source = cell("textarea[data-source]");
    page.click(&cell("[data-edit]"));
    let text = page.property(&source, "value");
    assert!(text.contains("span = 1.7\n"), "{text}");
    let wanted = with_span(&text, inputs);
    if wanted != text {
        page.fill_field(&source, &wanted);
    }
    page.click(&cell("[data-done]"));
    page.wait_until("the blanks are back", || page.count(&source) == 0);
}

/// Puts every blank and every line outside the blanks back.
#[track_caller]
fn reset(page: &Page) {
    for cell in 1..=5 {
        page.driver.script(
            "document.querySelector(arguments[0]).click()",
            &[json!(format!("[data-cell='{cell}'] [data-reset]"))],
        );
    }
    page.wait_until_still();
}

/// What a case's cells print, and that they warn where they should.
#[track_caller]
fn check_texts(page: &Page, case: &Value) {
    for expected in case["cells"].as_array().expect("a case has cells") {
        let cell = expected["cell"].as_u64().expect("a cell has a number") as u32;
        let place = format!("{}, cell {cell}", case["name"]);
        let printed = page.output(cell, "data-stdout");
        // Either text is right where C libraries differ.
        let right = [&expected["stdout"], &expected["stdout_c_exp"]];
        assert!(
            right.contains(&&Value::String(printed.clone())),
            "{place}: {printed:?} is not {}",
            expected["stdout"]
        );
        assert_eq!(page.output(cell, "data-error"), "", "{place}");
        let warned = !page.output(cell, "data-warning").is_empty();
        let warns = expected["warnings"] != json!([]);
        assert_eq!(warned, warns, "{place}: warnings");
    }
}

/// Every canvas shows, to the pixel, what the native notebook draws for the same inputs; that
/// this is matplotlib's figure is the native tests' concern.
#[track_caller]
fn check_figures(page: &Page, view: View, case: &Value) {
    let notebook = lecture_with(&case["inputs"]);
    let outputs = (1..=5).filter_map(|cell| notebook.output(cell));
    let figures: Vec<&Figure> = outputs.flat_map(|output| &output.figures).collect();
    let expected = case["figures"].as_array().map(Vec::len);
    assert_eq!(Some(figures.len()), expected, "{}", case["name"]);
    assert_eq!(page.count("[data-figure] canvas"), figures.len() as u64);
    let view = page.look(view, 900);
    for (index, figure) in figures.into_iter().enumerate() {
        let mut differing = differing_pixels(page, view, index, figure);
        // A busy machine takes a while to draw in another size and theme.
        for _ in 0..10 {
            if differing == Some(0) {
                break;
            }
            page.wait_for_frames();
            differing = differing_pixels(page, view, index, figure);
        }
        let place = format!("{}, canvas {index}, {view:?}", case["name"]);
        assert_eq!(differing, Some(0), "{place}: pixels that differ");
    }
}

/// The page prints and draws what it should for a case, on a desk and, in the dark, on a phone.
#[track_caller]
fn check_case(page: &Page, case: &Value) {
    enter(page, &case["inputs"]);
    check_texts(page, case);
    check_figures(page, View::PHONE.dark(), case);
    check_figures(page, View::DESKTOP, case);
    reset(page);
}

#[track_caller]
fn check_cases(page: &Page) {
    let cases = reference_cases();
    assert!(!cases.is_empty());
    for case in &cases {
        check_case(page, case);
    }
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn every_set_of_inputs_prints_and_plots_what_python_does() {
    check_cases(&Page::open(View::DESKTOP));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn from_a_file_every_set_of_inputs_prints_and_plots_the_same() {
    check_cases(&Page::open_file(&one_file()));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_line_outside_the_blanks_is_changed_by_editing_the_cell_whole() {
    let page = Page::open(View::DESKTOP);
    let mut case = reference_cases().swap_remove(0);
    let original = lecture_with(&case["inputs"]);
    case["inputs"]["span"] = json!("0.45");
    let changed = lecture_with(&case["inputs"]);
    let figures = |notebook: &Notebook| notebook.output(2).map(|output| output.figures.clone());
    assert_ne!(figures(&changed), figures(&original));
    check_case(&page, &case);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_cell_can_be_edited_whole_and_brought_back() {
    let page = Page::open(View::DESKTOP);
    let printed = page.output(5, "data-stdout");
    page.click("[data-cell='5'] [data-edit]");
    let source = "[data-cell='5'] textarea[data-source]";
    let text = page.property(source, "value");
    let start = "### START CODE HERE ###\nn = 6";
    assert!(text.starts_with(start), "{text}");
    page.fill_field(source, "print(6 * 7)");
    assert_eq!(page.output(5, "data-stdout"), "42\n");
    page.click("[data-cell='5'] [data-reset]");
    page.wait_until("the lesson's own text is back", || {
        page.output(5, "data-stdout") == printed
    });
    let blank = page.property("[data-blank='4']", "value");
    assert!(blank.starts_with("n = 6"), "{blank}");
    page.check_console();
}
