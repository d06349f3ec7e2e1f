//! What is there before the page's program, and without it.

use serde_json::{Value, json};

use crate::driver::Driver;
use crate::page::{Page, View};

/// Lets the page run no script of its own.
fn without_scripts(driver: &Driver) {
    let parameters = json!({"value": true});
    driver.devtools("Emulation.setScriptExecutionDisabled", parameters);
}

/// Notes by how much parts of the page move while it loads.
fn noting_shifts(driver: &Driver) {
    let source = "window.shifts = [];
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) shifts.push(entry.value);
        }).observe({ type: 'layout-shift', buffered: true })";
    let parameters = json!({ "source": source });
    driver.devtools("Page.addScriptToEvaluateOnNewDocument", parameters);
}

/// The drawings that can be seen: how many, and how many of them are of the class.
#[track_caller]
fn drawings(page: &Page, class: &str) -> [u64; 2] {
    let script = "const seen = [...document.querySelectorAll('[data-figure] svg')]
        .filter(drawing => drawing.getBoundingClientRect().height > 100);
        return [seen.length, seen.filter(drawing => drawing.matches(arguments[0])).length]";
    let counts = page.driver.script(script, &[json!(class)]);
    serde_json::from_value(counts).expect("two counts")
}

#[track_caller]
fn check_still(view: View, class: &str) {
    let page = Page::load(view, &without_scripts);
    assert_eq!(page.state(), "static");
    assert_eq!(drawings(&page, class), [4, 4]);
    assert!(
        page.output(4, "data-stdout")
            .starts_with("\nMax of x data : 5.0\n")
    );
    assert!(
        page.output(5, "data-stdout")
            .contains("step 6 : 0.000244140625\n")
    );
    page.save_window(&format!("still-{}", view.width));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn without_scripts_figures_and_printed_lines_are_there() {
    check_still(View::DESKTOP, ".wide");
    check_still(View::PHONE.dark(), ".narrow");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn nothing_moves_when_the_page_becomes_live() {
    for view in [View::DESKTOP, View::PHONE, View::WIDE_DESKTOP] {
        let page = Page::load(view, &noting_shifts);
        page.wait_until("the page is live", || page.state() == "live");
        page.wait_for_frames();
        let shifts = page.driver.script("return window.shifts", &[]);
        assert_eq!(shifts, Value::Array(Vec::new()), "{view:?}");
        assert_eq!(drawings(&page, "svg"), [0, 0]);
    }
}
