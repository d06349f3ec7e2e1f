//! Numbers in the text, changed by keys.

use crate::page::{Page, View};

const UP: char = '\u{E013}';
const DOWN: char = '\u{E015}';
const ALT: char = '\u{E00A}';
const SHIFT: char = '\u{E008}';

const FIELD: &str = "[data-blank='2']";

/// A live page whose second blank holds `text`, with the caret right after `before`.
#[track_caller]
fn page_with(text: &str, before: &str) -> Page {
    let page = Page::open(View::DESKTOP);
    page.fill(2, text);
    page.turn_to();
    put_caret(&page, before);
    page
}

#[track_caller]
fn put_caret(page: &Page, before: &str) {
    let script = "const field = document.querySelector(arguments[0]);
        field.focus();
        field.setSelectionRange(arguments[1], arguments[1])";
    let arguments = [FIELD.into(), before.len().into()];
    page.driver.script(script, &arguments);
}

#[track_caller]
fn press(page: &Page, keys: &[char], times: usize) {
    for _ in 0..times {
        page.chord(keys);
    }
    page.wait_until_still();
}

fn text(page: &Page) -> String {
    page.property(FIELD, "value")
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_number_goes_up_and_down_by_its_last_digit() {
    let page = page_with("x_tan = 0.8", "x_tan = 0.8");
    press(&page, &[ALT, UP], 3);
    assert_eq!(text(&page), "x_tan = 1.1");
    press(&page, &[ALT, SHIFT, DOWN], 2);
    assert_eq!(text(&page), "x_tan = -0.9");
    assert!(page.output(2, "data-error").is_empty());
    // The browser's own undo takes the steps back, one by one.
    page.driver.script("document.execCommand('undo')", &[]);
    assert_eq!(text(&page), "x_tan = 0.1");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_minus_is_part_of_a_number_unless_it_takes_away() {
    let page = page_with("x_tan = max(-5, 9 -5)", "x_tan = max(");
    press(&page, &[ALT, UP], 1);
    assert_eq!(text(&page), "x_tan = max(-4, 9 -5)");
    put_caret(&page, "x_tan = max(-4, 9 -5");
    press(&page, &[ALT, UP], 1);
    assert_eq!(text(&page), "x_tan = max(-4, 9 -6)");
    // Where no number is, the keys are the browser's.
    put_caret(&page, "x_t");
    press(&page, &[ALT, UP], 1);
    assert_eq!(text(&page), "x_tan = max(-4, 9 -6)");
}
