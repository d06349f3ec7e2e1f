//! Numbers in the text, changed by keys, mouse and fingers.

use crate::page::{Page, View};
use crate::pointer::Deed::{Move, Press, Release, Wait};
use crate::pointer::{Place, Pointer};

const UP: char = '\u{E013}';
const DOWN: char = '\u{E015}';
const ALT: char = '\u{E00A}';
const SHIFT: char = '\u{E008}';
const ESCAPE: char = '\u{E00C}';
const FINGER: Pointer = Pointer::Finger("first");

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

/// The painted number in the second blank that is the `index`-th of them, from 0.
fn number(page: &Page, index: usize) -> Place {
    page.bring(FIELD);
    let script = "const span = document.querySelectorAll('.editor:has([data-blank=\"2\"]) .number')[arguments[0]];
        const { x, y, width, height } = span.getBoundingClientRect();
        return [x + width / 2, y + height / 2]";
    let place = page.driver.script(script, &[index.into()]);
    serde_json::from_value(place).expect("a painted number")
}

fn selection(page: &Page) -> String {
    let script =
        "const { value, selectionStart, selectionEnd } = document.querySelector(arguments[0]);
        return value.slice(selectionStart, selectionEnd)";
    let selected = page.driver.script(script, &[FIELD.into()]);
    selected.as_str().unwrap_or_default().to_owned()
}

/// Drags the number to the right by so many pixels.
fn drag(page: &Page, pointer: Pointer, index: usize, (right, down): Place) {
    let (x, y) = number(page, index);
    page.drag(pointer, (x, y), (x + right, y + down));
    page.wait_until_still();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_number_that_is_dragged_sideways_goes_by_its_last_digit() {
    let page = page_with("x_tan = 0.8 - 10", "");
    drag(&page, Pointer::Mouse, 0, (40.0, 0.0));
    assert_eq!(text(&page), "x_tan = 1.8 - 10");
    drag(&page, Pointer::Mouse, 0, (-80.0, 3.0));
    assert_eq!(text(&page), "x_tan = -0.2 - 10");
    drag(&page, Pointer::Mouse, 1, (-20.0, 0.0));
    assert_eq!(text(&page), "x_tan = -0.2 - 5");
    assert!(page.output(2, "data-error").is_empty());
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn escape_puts_a_dragged_number_back() {
    let page = page_with("x_tan = 0.8", "");
    let (x, y) = number(&page, 0);
    page.point(
        Pointer::Mouse,
        &[
            Move((x, y)),
            Press,
            Move((x + 30.0, y)),
            Move((x + 60.0, y)),
        ],
    );
    page.wait_until("the number goes", || text(&page) == "x_tan = 2.3");
    press(&page, &[ESCAPE], 1);
    assert_eq!(text(&page), "x_tan = 0.8");
    page.point(Pointer::Mouse, &[Move((x + 90.0, y)), Release]);
    page.wait_until_still();
    assert_eq!(text(&page), "x_tan = 0.8");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn clicks_and_other_drags_are_the_browsers() {
    let page = page_with("x_tan = 1234567 + x_tan", "");
    let (x, y) = number(&page, 0);
    let clicks = [Move((x, y)), Press, Release, Press, Release];
    page.point(Pointer::Mouse, &clicks);
    page.wait_until("two clicks select", || selection(&page) == "1234567");
    page.point(Pointer::Mouse, &[Move((x + 16.0, y)), Press, Release]);
    let caret = page.property(FIELD, "selectionEnd");
    assert_eq!(selection(&page), "");
    assert!(["13", "14"].contains(&caret.as_str()), "{caret}");
    // From the words before the number into it.
    let [left, ..] = page.bring(".editor:has([data-blank='2']) .line");
    page.drag(Pointer::Mouse, (left + 2.0, y), (x, y));
    assert!(
        selection(&page).starts_with("x_tan = 12"),
        "{}",
        selection(&page)
    );
    assert_eq!(text(&page), "x_tan = 1234567 + x_tan");
}

mod needs_fingers {
    use super::*;

    #[test]
    #[ignore = "run by cargo xtask test"]
    fn a_finger_drags_a_number_and_leaves_the_focus_where_it_was() {
        let page = page_with("x_tan = 0.8", "");
        page.driver.script("document.activeElement.blur()", &[]);
        drag(&page, FINGER, 0, (40.0, 0.0));
        assert_eq!(text(&page), "x_tan = 1.8");
        assert_eq!(page.count("textarea:focus"), 0);
        page.check_console();
    }

    #[test]
    #[ignore = "run by cargo xtask test"]
    fn a_second_finger_ends_the_drag_where_it_was() {
        let page = page_with("x_tan = 0.8", "");
        let (x, y) = number(&page, 0);
        let [middle, end, beyond] = [20.0, 40.0, 80.0].map(|right| Move((x + right, y)));
        let first = [
            Move((x, y)),
            Press,
            middle,
            end,
            Wait,
            Wait,
            beyond,
            Release,
            Wait,
        ];
        let place = Move((x + 80.0, y + 40.0));
        let second = [Wait, Wait, Wait, Wait, place, Press, Wait, Wait, Release];
        page.point_together(&[(FINGER, &first), (Pointer::Finger("second"), &second)]);
        page.wait_until_still();
        assert_eq!(text(&page), "x_tan = 1.8");
    }

    #[test]
    #[ignore = "run by cargo xtask test"]
    fn two_buttons_step_the_number_at_the_caret() {
        let page = Page::open(View::PHONE);
        page.driver.point_by_finger();
        page.fill(2, "x_tan = 0.8");
        page.turn_to();
        put_caret(&page, "x_tan = 0.8");
        let buttons = ".steppers:not([hidden]) button";
        page.wait_until("there are two buttons", || page.count(buttons) == 2);
        assert_eq!(page.property(buttons, "ariaLabel"), "decrease 0.8");
        let increase = format!("{buttons}:last-child");
        let script = "const { x, y, width, height, bottom } = document.querySelector(arguments[0]).getBoundingClientRect();
            const line = document.querySelector(arguments[1]).parentElement.querySelector('.line').getBoundingClientRect();
            return x >= 0 && width >= 40 && height >= 40 && (y >= line.bottom || bottom <= line.top)";
        let arguments = [increase.as_str().into(), FIELD.into()];
        assert_eq!(
            page.driver.script(script, &arguments),
            true,
            "large, beside the line"
        );
        for _ in 0..3 {
            page.point(FINGER, &[Move(page.middle(&increase)), Press, Release]);
        }
        page.wait_until("the number goes", || text(&page) == "x_tan = 1.1");
        assert_eq!(page.count("[data-blank='2']:focus"), 1);
        page.save_window("steppers");
        put_caret(&page, "x_t");
        page.wait_until("no number, no buttons", || page.count(buttons) == 0);
        page.check_console();
    }
}
