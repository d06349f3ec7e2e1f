//! What a learner gets wrong is answered in words, and nothing typed is lost.

use std::time::Instant;

use crate::page::{Page, View};

/// Puts `text` into a blank at once, checks that its cell answers with `words` in time, and
/// brings the lesson's own text back.
#[track_caller]
fn check(page: &Page, blank: u32, text: &str, words: &str) {
    let cell = [2, 2, 4, 5][blank as usize - 1];
    let field = format!("[data-blank='{blank}']");
    let original = page.property(&field, "value");
    let start = Instant::now();
    page.paste(blank, text);
    page.wait_until("an answer in words", || {
        page.output(cell, "data-error").contains(words)
    });
    let shown: String = text.chars().take(40).collect();
    println!("{shown}: answered in {:.1?}", start.elapsed());
    let kept = page.property(&field, "value");
    assert!(kept == text, "{shown}: the text was changed");
    assert_eq!(page.state(), "live", "{shown}");
    page.paste(blank, &original);
    page.wait_until("the error to go", || {
        page.output(cell, "data-error").is_empty()
    });
}

#[test]
#[ignore = "run by cargo xtask test"]
fn bad_input_is_answered_in_words_and_kept() {
    let page = Page::open(View::DESKTOP);
    check(
        &page,
        1,
        "x = np.linspace(-5, 5, 100",
        "SyntaxError: '(' was never closed",
    );
    check(
        &page,
        1,
        "x = linspace(-5, 5, 100)",
        "NameError: name 'linspace' is not defined",
    );
    check(&page, 1, "x = np.linspace(-5, 5, 10**9)", "MemoryError");
    check(
        &page,
        1,
        "x = np.linspace(\u{2212}5, 5, 100)",
        "SyntaxError: invalid character",
    );
    check(
        &page,
        1,
        "print(\u{201C}hello\u{201D})",
        "SyntaxError: invalid character",
    );
    check(&page, 1, "x = \u{1F642}", "SyntaxError: invalid character");
    check(&page, 2, "while True: pass", "TimeoutError");
    check(
        &page,
        4,
        "n = 1e308\nx = 0",
        "ValueError: Maximum allowed size exceeded",
    );
    check(
        &page,
        4,
        &format!("n = {}", "(".repeat(10_000)),
        "SyntaxError: too many nested parentheses",
    );
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn an_error_goes_when_the_mistake_does() {
    let page = Page::open(View::DESKTOP);
    let before = page.output(4, "data-stdout");
    page.fill(1, "x = np.linspace(-5, 5,, 100)");
    assert!(page.output(2, "data-error").contains("SyntaxError"));
    assert_eq!(
        page.count("[data-figure] canvas"),
        4,
        "the last good figures stay"
    );
    page.fill(1, "x = np.linspace(-5, 5, 100)");
    assert_eq!(page.output(2, "data-error"), "");
    assert_eq!(page.output(4, "data-stdout"), before);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn no_button_moves_away_under_the_press_that_leaves_a_mistake() {
    let page = Page::open(View::DESKTOP);
    page.fill(2, "x_tan = (");
    page.fill(2, "x_tan = 0");
    page.click("[data-cell='5'] [data-edit]");
    page.wait_until("the cell is open", || {
        page.count("[data-cell='5'] textarea[data-source]") == 1
    });
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn an_emoji_in_a_string_is_a_text_like_any_other() {
    let page = Page::open(View::DESKTOP);
    page.paste(4, "n = 2\nx = 0\nprint('\u{1F642}')");
    page.wait_until("the emoji is printed", || {
        page.output(5, "data-stdout")
            .starts_with("\u{1F642}\n-- Inputs --\n")
    });
    assert_eq!(page.output(5, "data-error"), "");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn typing_goes_on_after_an_endless_loop() {
    let page = Page::open(View::DESKTOP);
    page.fill(4, "n = 2\nx = 0\nwhile True: pass");
    let start = Instant::now();
    page.press("[data-blank='4']", "  # so what");
    let typed = start.elapsed();
    println!("a key after an endless loop: {typed:.1?}");
    let text = page.property("[data-blank='4']", "value");
    assert_eq!(text, "n = 2\nx = 0\nwhile True: pass  # so what");
}

/// Pastes a megabyte from the clipboard, and checks that it is answered in words and kept, and
/// that the next keys are answered too.
#[track_caller]
fn check_megabyte(text: &str, words: &str) {
    assert!(text.len() >= 1_000_000);
    let page = Page::open(View::DESKTOP);
    let listen = "addEventListener('input', event => { window.lastInput = event.inputType; })";
    page.driver.script(listen, &[]);
    let field = "[data-blank='4']";
    page.copy(text);
    let start = Instant::now();
    page.paste_clipboard(field);
    page.wait_until("an answer in words", || {
        page.output(5, "data-error").contains(words)
    });
    let answered = start.elapsed();
    let kind = page.driver.script("return lastInput", &[]);
    assert_eq!(kind, "insertFromPaste");
    assert!(
        page.property(field, "value") == text,
        "the text was changed"
    );

    let before = page.runs();
    page.press(field, " ");
    page.wait_until("a key after it is answered", || page.runs() > before);
    let typed = start.elapsed() - answered;
    assert!(
        page.property(field, "value") == format!("{text} "),
        "a key was lost"
    );
    page.fill(4, "n = 2\nx = 0");
    assert_eq!(page.output(5, "data-error"), "");
    assert!(
        page.output(5, "data-stdout")
            .ends_with("step 2 : 0.0625\n\n")
    );
    assert_eq!(page.state(), "live");
    println!(
        "a megabyte of {} lines: answered in {answered:.1?}, the next key in {typed:.1?}",
        text.lines().count()
    );
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_pasted_megabyte_is_answered_in_words_and_kept() {
    check_megabyte(&"a megabyte ".repeat(100_000), "SyntaxError");
    check_megabyte(&"a line of many\n".repeat(70_000), "SyntaxError");
    check_megabyte(&"x = x_tan + 1.25\n".repeat(60_000), "NameError");
}
