//! The program comes in two files: the second only when the reader turns to the code.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::host::{Fate, REST};
use crate::page::{Page, View};

/// How many times the page has asked for the second file.
#[track_caller]
fn requests_for_the_rest(page: &Page) -> u64 {
    let script = "return performance.getEntriesByType('resource')
        .filter(entry => entry.name.endsWith('_rest.wasm')).length";
    let count = page.driver.script(script, &[]);
    count.as_u64().expect("a length is a number")
}

/// Pastes an error, whose words are in the second file, and waits until the page says that it
/// stopped.
#[track_caller]
fn paste_what_needs_the_rest(page: &Page) {
    page.paste(4, "n = 3 +\nx = 2.5");
    page.wait_until("the page says that it stopped", || page.state() == "failed");
}

/// The page says, in words that are seen, that its second file could not be fetched.
#[track_caller]
fn check_told_that_it_is_missing(page: &Page) {
    page.wait_until("the page says what is missing", || {
        let told = page.property(".failure", "innerText");
        told.contains("could not be fetched")
    });
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
    page.host.decide(REST, Fate::Fails);
    page.fill(4, "n = 3\nx = 2.5");
    assert!(page.output(5, "data-stdout").contains("step 3 : 0.000344"));
    assert_eq!(page.state(), "live");

    paste_what_needs_the_rest(&page);
    check_told_that_it_is_missing(&page);
    assert_eq!(
        page.property("[data-blank='4']", "value"),
        "n = 3 +\nx = 2.5"
    );

    page.host.decide(REST, Fate::Sent);
    page.click("#retry");
    page.wait_until("an answer in words", || {
        page.output(5, "data-error")
            .contains("SyntaxError: invalid syntax")
    });
    assert_eq!(page.state(), "live");
    page.fill(4, "n = 2\nx = 0");
    assert!(page.output(5, "data-stdout").contains("step 2 : 0.0625"));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn on_a_slow_network_the_reader_sees_what_is_typed() {
    let page = Page::open(View::DESKTOP);
    page.host.delay(Duration::from_millis(2500));
    let field = "[data-blank='2']";
    page.click(field);
    // Not every driver leaves the place of typing where it is: these keys go to the end.
    let end = '\u{E010}';
    for key in [end].into_iter().chain("\ny_tan = (3".chars()) {
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

/// Pastes a text that the program runs without its second file, and gives how long the answer
/// took; fails if it was not one run.
#[track_caller]
fn paste_steps(page: &Page, steps: u32) -> Duration {
    let before = page.runs();
    let start = Instant::now();
    page.paste(4, &format!("n = {steps}\nx = 0"));
    page.wait_until("the page has run again", || page.runs() > before);
    let duration = start.elapsed();
    let printed = page.output(5, "data-stdout");
    assert!(printed.contains(&format!("step {steps} : ")), "{printed}");
    assert_eq!(page.state(), "live");
    page.wait_until_still();
    assert_eq!(page.runs(), before + 1, "runs of one edit");
    duration
}

#[test]
#[ignore = "run by cargo xtask test"]
fn when_the_second_file_never_comes_the_page_says_so_and_plain_edits_work() {
    let page = Page::open(View::DESKTOP);
    page.host.decide(REST, Fate::Waits);
    // The first answer waits for the file, the others do not.
    paste_steps(&page, 3);
    let mut fastest = Duration::MAX;
    for steps in 4..7 {
        fastest = fastest.min(paste_steps(&page, steps));
    }
    assert!(fastest < Duration::from_millis(800), "{fastest:?}");

    // A text that needs the file stops the program, and one that does not brings it back.
    page.paste(4, "n = 3 +\nx = 2.5");
    page.wait_until("the program waits", || {
        page.count("html[data-waiting]") == 1
    });
    paste_steps(&page, 2);
    assert_eq!(page.count("html[data-waiting]"), 0);

    paste_what_needs_the_rest(&page);
    check_told_that_it_is_missing(&page);

    page.host.decide(REST, Fate::Sent);
    page.click("#retry");
    page.wait_until("an answer in words", || {
        page.output(5, "data-error").contains("SyntaxError")
    });
    assert_eq!(page.state(), "live");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn edits_while_the_program_waits_are_answered_by_one_run() {
    let page = Page::open(View::DESKTOP);
    page.host.decide(REST, Fate::Waits);
    let before = page.runs();
    for text in ["y_tan = (3", "y_tan = (3 +", "y_tan = (3 + 1"] {
        page.paste(2, text);
        thread::sleep(Duration::from_millis(1200));
    }
    assert_eq!(page.runs(), before, "nothing could be run");
    page.host.decide(REST, Fate::Sent);
    page.wait_until("an answer in words", || {
        page.output(2, "data-error").contains("SyntaxError")
    });
    page.wait_until_still();
    assert_eq!(page.runs(), before + 1);
    assert_eq!(page.property("[data-blank='2']", "value"), "y_tan = (3 + 1");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_program_starts_again_once_however_often_it_is_asked() {
    let page = Page::open(View::DESKTOP);
    page.host.decide(REST, Fate::Fails);
    paste_what_needs_the_rest(&page);
    page.host.decide(REST, Fate::Sent);
    page.host.decide(REST, Fate::Waits);
    let before = page.runs();
    let twice = "for (const _ of [1, 2]) document.getElementById('retry').click()";
    page.driver.script(twice, &[]);
    page.host.decide(REST, Fate::Sent);
    page.wait_until("an answer in words", || {
        page.output(5, "data-error").contains("SyntaxError")
    });
    page.wait_until_still();
    assert_eq!(page.runs(), before + 1);
    // Of two programs, both would hear of an edit.
    page.fill(4, "n = 2\nx = 0");
    let before = page.runs();
    page.paste(4, "n = 3\nx = 0");
    page.wait_until("the page has run again", || page.runs() > before);
    page.wait_until_still();
    assert_eq!(page.runs(), before + 1);
}

/// Stops the program as a fault would, and starts it again.
#[track_caller]
fn restart(page: &Page) {
    let fault = "const error = new window.WebAssembly.RuntimeError('of the test');
        dispatchEvent(new ErrorEvent('error', { error, message: error.message }))";
    page.driver.script(fault, &[]);
    assert_eq!(page.state(), "failed");
    let before = page.runs();
    page.click("#retry");
    page.wait_until("the page has run again", || page.runs() > before);
    assert_eq!(page.state(), "live");
}

/// The fixed parts of a cell, as they are shown.
#[track_caller]
fn fixed_parts(page: &Page, cell: u32) -> String {
    let script = "return Array.from(document.querySelectorAll(arguments[0]),
        part => part.textContent).join('---')";
    let selector = format!("[data-cell='{cell}'] [data-fixed]");
    let text = page.driver.script(script, &[json!(selector)]);
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_restart_leaves_marker_lines_in_their_blank() {
    let page = Page::open(View::DESKTOP);
    page.click("[data-blank='4']");
    let text = "n = 2\n### END CODE HERE ###\nx = 0\nn += 1";
    page.paste(4, text);
    page.wait_until("three steps", || {
        page.output(5, "data-stdout").contains("steps : 3\n")
    });
    let seen = |page: &Page| {
        let printed = page.output(5, "data-stdout");
        let blank = page.property("[data-blank='4']", "value");
        (fixed_parts(page, 5), blank, printed)
    };
    let before = seen(&page);
    for _ in 0..2 {
        restart(&page);
        assert_eq!(seen(&page), before);
    }
    // With an edited fixed part beside it.
    page.fill(4, "n = 6\nx = 0");
    replace_in_whole(&page, 5, "\"step\"", "\"so step\"");
    page.click("[data-cell='5'] [data-done]");
    page.paste(4, text);
    page.wait_until("the third step", || {
        page.output(5, "data-stdout")
            .contains("so step 3 : 0.015625\n\n")
    });
    let before = seen(&page);
    restart(&page);
    assert_eq!(seen(&page), before);
    page.click("[data-cell='5'] [data-reset]");
    assert!(!fixed_parts(&page, 5).contains("so step"));
}

/// Opens a cell as a whole and replaces the first `old` in it, as pasting does.
#[track_caller]
fn replace_in_whole(page: &Page, cell: u32, old: &str, new: &str) {
    let before = page.runs();
    page.click(&format!("[data-cell='{cell}'] [data-edit]"));
    // Opening a cell is a run too, which is not to meet the new text.
    page.wait_until("the opened cell has run", || page.runs() > before);
    let script = "const field = document.querySelector('textarea[data-source]');
        const text = field.value.replace(arguments[0], () => arguments[1]);
        field.select();
        document.execCommand('insertText', false, text)";
    page.driver.script(script, &[json!(old), json!(new)]);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_reset_can_be_undone_after_a_restart() {
    let page = Page::open(View::DESKTOP);
    let undo = "[data-cell='2'] [data-undo]";
    let blank = "[data-blank='2']";
    page.fill(2, "x_tan = 3");
    page.click("[data-cell='2'] [data-reset]");
    restart(&page);
    page.click(undo);
    assert_eq!(page.property(blank, "value"), "x_tan = 3");

    replace_in_whole(&page, 2, "x_tan = 3", "x_tan = 4");
    page.click("[data-cell='2'] [data-reset]");
    assert_eq!(page.count("textarea[data-source]"), 0);
    restart(&page);
    page.click(undo);
    let whole = page.property("textarea[data-source]", "value");
    assert!(whole.contains("x_tan = 4"), "{whole}");
    page.click("[data-cell='2'] [data-done]");
    assert_eq!(page.property(blank, "value"), "x_tan = 4");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn lines_edited_as_a_whole_outlive_a_stop_right_after_done() {
    let page = Page::open(View::DESKTOP);
    page.host.decide(REST, Fate::Waits);
    replace_in_whole(&page, 5, "\"step\"", "\"so\" * 2");
    page.click("[data-cell='5'] [data-done]");
    page.wait_until("the program waits", || {
        page.count("html[data-waiting]") == 1
    });
    page.host.decide(REST, Fate::Sent);
    page.wait_until("the edited line has run", || {
        page.output(5, "data-stdout").contains("soso 1")
    });
    assert!(fixed_parts(&page, 5).contains("print(\"so\" * 2, "));
}
