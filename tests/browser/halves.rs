//! The program comes in two files: the second only when the reader turns to the code.

use serde_json::json;

use crate::page::{Page, View};

/// How many times the page has asked for the second file.
#[track_caller]
fn requests_for_the_rest(page: &Page) -> u64 {
    let script = "return performance.getEntriesByType('resource')
        .filter(entry => entry.name.endsWith('_rest.wasm')).length";
    let count = page.driver.script(script, &[]);
    count.as_u64().expect("a length is a number")
}

/// Lets requests for the second file fail, or no longer.
#[track_caller]
fn block_the_rest(page: &Page, is_blocked: bool) {
    let urls = if is_blocked {
        json!(["*_rest.wasm"])
    } else {
        json!([])
    };
    page.driver.devtools("Network.enable", json!({}));
    page.driver
        .devtools("Network.setBlockedURLs", json!({ "urls": urls }));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_reader_who_only_reads_loads_one_file() {
    let page = Page::open(View::DESKTOP);
    for view in [
        View::PHONE.dark(),
        View::WIDE_DESKTOP,
        View::SHARP_DESKTOP.dark(),
    ] {
        page.look(view, 900);
        page.wait_for_frames();
    }
    assert_eq!(requests_for_the_rest(&page), 0);
    page.click("[data-blank='2']");
    page.wait_until("the second file is asked for", || {
        requests_for_the_rest(&page) == 1
    });
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn an_edit_before_all_is_there_is_answered_like_any_other() {
    let page = Page::open(View::DESKTOP);
    let before = page.runs();
    let script = "const field = document.querySelector('[data-blank=\"3\"]');
        field.value = 'plt.ylim(';
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.driver.script(script, &[]);
    page.wait_until("the page has run again", || page.runs() > before);
    assert_eq!(page.state(), "live");
    let error = page.output(4, "data-error");
    assert!(
        error.contains("SyntaxError: '(' was never closed"),
        "{error}"
    );
    // The figure from before the error is still there.
    assert_eq!(page.count("[data-cell='4'] [data-figure] canvas"), 1);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn without_the_second_file_no_text_is_lost_and_plain_edits_work() {
    let page = Page::open(View::DESKTOP);
    block_the_rest(&page, true);
    page.fill(4, "n = 3\nx = 2.5");
    assert!(page.output(5, "data-stdout").contains("step 3 : 0.000344"));
    assert_eq!(page.state(), "live");

    page.paste(4, "n = 3 +\nx = 2.5");
    page.wait_until("the page says that it stopped", || page.state() == "failed");
    let told = page.property(".failure", "innerText");
    assert!(told.contains("could not be fetched"), "{told}");
    assert_eq!(
        page.property("[data-blank='4']", "value"),
        "n = 3 +\nx = 2.5"
    );

    block_the_rest(&page, false);
    page.click("#retry");
    page.wait_until("the page is live", || page.state() == "live");
    let error = page.output(5, "data-error");
    assert!(error.contains("SyntaxError: invalid syntax"), "{error}");
    page.fill(4, "n = 2\nx = 0");
    assert!(page.output(5, "data-stdout").contains("step 2 : 0.0625"));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn on_a_slow_network_the_reader_sees_what_is_typed() {
    let page = Page::open(View::DESKTOP);
    page.driver.devtools("Network.enable", json!({}));
    let slow = json!({"offline": false, "latency": 2500, "downloadThroughput": -1, "uploadThroughput": -1});
    page.driver
        .devtools("Network.emulateNetworkConditions", slow);
    let field = "[data-blank='2']";
    page.click(field);
    let home = '\u{E011}';
    for key in [home].into_iter().chain("y_tan = (3".chars()) {
        page.press(field, &key.to_string());
    }
    let script = "return getComputedStyle(document.querySelector(arguments[0])).color";
    let color = page.driver.script(script, &[json!(field)]);
    assert_ne!(color, "rgba(0, 0, 0, 0)", "the text is hidden");
    page.wait_until("an answer in words", || {
        page.output(2, "data-error").contains("SyntaxError")
    });
    assert!(page.property(field, "value").contains("y_tan = (3"));
    assert_eq!(page.state(), "live");
    assert_eq!(page.count("html[data-waiting]"), 0);
    page.check_console();
}
