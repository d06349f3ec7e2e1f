//! Comfort while code is typed, and the dialog that lists all keys.

use crate::page::{Page, View, one_file};

const FIELD: &str = "[data-blank='4']";
const SHIFT: char = '\u{E008}';
const TAB: char = '\u{E004}';
const ESCAPE: char = '\u{E00C}';
const BACKSPACE: &str = "\u{E003}";

fn live_page() -> Page {
    let page = Page::open(View::DESKTOP);
    page.turn_to();
    page
}

#[track_caller]
fn check(page: &Page, expected: &str) {
    page.wait_until_still();
    assert_eq!(page.property(FIELD, "value"), expected);
}

/// Selects from one place of the text to another.
fn select(page: &Page, from: usize, to: usize) {
    let script = "const field = document.querySelector(arguments[0]);
        field.focus();
        field.setSelectionRange(arguments[1], arguments[2])";
    let arguments = [FIELD.into(), from.into(), to.into()];
    page.driver.script(script, &arguments);
}

/// Lets Tab indent, or not, by the box in the dialog.
#[track_caller]
fn choose_tab(page: &Page) {
    page.click("#keys");
    page.wait_until("the dialog is open", || {
        page.count("#keys-dialog[open]") == 1
    });
    page.click("#keys-dialog input");
    page.click("#keys-dialog button");
    page.wait_until("the dialog is closed", || {
        page.count("#keys-dialog[open]") == 0
    });
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_new_line_is_indented_as_its_block_is() {
    for page in [live_page(), Page::open_file(&one_file())] {
        page.turn_to();
        page.fill(4, "for x in [1]:  # a: b\nn = 5\nif n > 3:\nx = 2");
        check(
            &page,
            "for x in [1]:  # a: b\n    n = 5\n    if n > 3:\n        x = 2",
        );
        // A colon in a string or comment opens nothing.
        page.fill(4, "n = 5; x = 1; y = \":\"\nz = 3  # so:\nw = 1");
        check(&page, "n = 5; x = 1; y = \":\"\nz = 3  # so:\nw = 1");
        assert!(page.output(5, "data-error").is_empty());
        page.check_console();
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn backspace_goes_back_by_one_indentation() {
    let page = live_page();
    page.fill(4, "if True:\nn = 5");
    let start = "if True:\n    ".len();
    select(&page, start, start);
    page.press(FIELD, &format!("  {BACKSPACE}"));
    check(&page, "if True:\n    n = 5");
    page.press(FIELD, BACKSPACE);
    check(&page, "if True:\nn = 5");
    // Elsewhere it takes one character.
    select(&page, 8, 8);
    page.press(FIELD, BACKSPACE);
    check(&page, "if True\nn = 5");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn tab_leaves_the_field_unless_the_reader_chose_otherwise() {
    let page = live_page();
    page.fill(4, "n = 5\nx = 1");
    page.chord(&[TAB]);
    assert_eq!(page.count(&format!("{FIELD}:focus")), 0);
    choose_tab(&page);
    page.reload();
    page.turn_to();
    page.fill(4, "n = 5\nx = 1");
    select(&page, 3, 3);
    page.chord(&[TAB]);
    check(&page, "n =  5\nx = 1");
    select(&page, 0, 12);
    page.chord(&[TAB]);
    check(&page, "    n =  5\n    x = 1");
    page.chord(&[SHIFT, TAB]);
    check(&page, "n =  5\nx = 1");
    page.chord(&[ESCAPE]);
    page.chord(&[TAB]);
    assert_eq!(page.count(&format!("{FIELD}:focus")), 0);
    check(&page, "n =  5\nx = 1");
    choose_tab(&page);
    select(&page, 0, 0);
    page.chord(&[TAB]);
    assert_eq!(page.count(&format!("{FIELD}:focus")), 0);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_partner_of_the_bracket_at_the_caret_is_marked() {
    let page = live_page();
    if page.driver.script("return 'Highlight' in window", &[]) == false {
        return; // This browser marks none.
    }
    page.fill(
        4,
        "n = max([3, 5], key=lambda it: (it))  # )\nx = len(\")\")",
    );
    let marked = || {
        let script = "return [...CSS.highlights.get('bracket')]
            .map(range => range.startContainer.data[range.startOffset]).join('')";
        let marked = page.driver.script(script, &[]);
        marked.as_str().unwrap_or_default().to_owned()
    };
    for (caret, pair) in [
        (9, "[]"),
        (8, "()"),
        (36, "()"),
        (4, ""),
        (41, ""),
        (50, "()"),
        (52, ""),
        (54, "()"),
    ] {
        select(&page, caret, caret);
        page.wait_until(&format!("{pair} at {caret}"), || marked() == pair);
    }
    select(&page, 9, 9);
    page.wait_until("the pair again", || marked() == "[]");
    page.save_window("brackets");
    // Unclosed, it has no partner.
    page.fill(4, "n = (5");
    page.wait_until("nothing is marked", || marked().is_empty());
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_dialog_of_keys_fits_every_window() {
    let page = live_page();
    page.click("#keys");
    for (view, name) in [
        (View::PHONE, "keys-phone"),
        (View::DESKTOP, "keys"),
        (View::DESKTOP.dark(), "keys-dark"),
    ] {
        page.look(view, 900);
        page.wait_for_frames();
        page.save_window(name);
        let script = "const dialog = document.getElementById('keys-dialog');
            const { left, right } = dialog.getBoundingClientRect();
            return left >= 0 && right <= innerWidth && dialog.scrollWidth <= dialog.clientWidth";
        assert_eq!(page.driver.script(script, &[]), true, "{name}");
    }
    page.chord(&[ESCAPE]);
    page.wait_until("the dialog is closed", || {
        page.count("#keys-dialog[open]") == 0
    });
    page.check_console();
}
