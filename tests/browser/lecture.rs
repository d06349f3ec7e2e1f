//! The lecture in the page prints what Python prints, and answers to every keystroke.

use std::{env, fs};

use serde_json::Value;

use crate::page::{Page, View, checkout};

/// One set of inputs of `lecture.json`, as the texts of the four blanks.
fn blanks_of(case: &Value) -> [String; 4] {
    let inputs = &case["inputs"];
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let range = &inputs["linspace"];
    let limits = &inputs["ylim"];
    let limit_line = match limits {
        Value::Null => "# plt.ylim(-.5, 1.5)".to_string(),
        _ => format!("plt.ylim({}, {})", text(&limits[0]), text(&limits[1])),
    };
    [
        format!(
            "x = np.linspace({}, {}, {})",
            text(&range[0]),
            text(&range[1]),
            text(&range[2])
        ),
        format!("x_tan = {}", text(&inputs["x_tan"])),
        limit_line,
        format!("n = {}\nx = {}", text(&inputs["n"]), text(&inputs["x"])),
    ]
}

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

#[track_caller]
fn check_case(page: &Page, case: &Value) {
    for (blank, text) in (1..).zip(blanks_of(case)) {
        page.fill(blank, &text);
    }
    for expected in case["cells"].as_array().expect("a case has cells") {
        let cell = expected["cell"].as_u64().expect("a cell has a number") as u32;
        let printed = page.output(cell, "data-stdout");
        // Either text is right where C libraries differ.
        let right = [&expected["stdout"], &expected["stdout_c_exp"]];
        assert!(
            right.contains(&&Value::String(printed.clone())),
            "{}, cell {cell}: {printed:?} is not {}",
            case["name"],
            expected["stdout"]
        );
        assert_eq!(
            page.output(cell, "data-error"),
            "",
            "{}, cell {cell}",
            case["name"]
        );
        let warned = !page.output(cell, "data-warning").is_empty();
        let warns = expected["warnings"] != serde_json::json!([]);
        assert_eq!(warned, warns, "{}, cell {cell}: warnings", case["name"]);
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn every_set_of_inputs_prints_what_python_prints() {
    let page = Page::open(View::DESKTOP);
    let cases = reference_cases();
    assert!(!cases.is_empty());
    for case in &cases {
        // `span` is no blank: it stays as the lecture has it.
        assert_eq!(case["inputs"]["span"], "1.7");
        check_case(&page, case);
    }
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

/// Records, for each key, the time from the key event to the end of the drawing it caused.
const STOPWATCH: &str = "
    window.drawn = [];
    let pressed = null;
    addEventListener('keydown', event => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
        if (pressed !== null) drawn.push(performance.now() - pressed);
        pressed = null;
    }).observe(document.documentElement, { attributeFilter: ['data-runs'] });";

#[test]
#[ignore = "run by cargo xtask test"]
fn a_keystroke_is_drawn_and_the_time_printed() {
    let page = Page::open(View::DESKTOP);
    page.driver.script(STOPWATCH, &[]);
    for (samples, field) in [("100", 1), ("1000", 1), ("1000000", 1), ("default", 4)] {
        if field == 1 {
            page.fill(1, &format!("x = np.linspace(-5, 5, {samples})"));
        }
        page.driver.script("drawn.length = 0", &[]);
        for _ in 0..10 {
            let before = page.runs();
            page.press(&format!("[data-blank='{field}']"), " ");
            page.wait_until("the key was drawn", || page.runs() > before);
        }
        let times = page
            .driver
            .script("return drawn.sort((a, b) => a - b)", &[]);
        let times: Vec<f64> = serde_json::from_value(times).expect("times are numbers");
        let median = times[times.len() / 2];
        let longest = times[times.len() - 1];
        println!(
            "blank {field}, {samples} samples: keystroke to drawn {median:.1} ms (median), {longest:.1} ms (longest)"
        );
    }
}
