//! What the page says: one voice for changes, and figures in words.

use serde_json::Value;

use crate::page::{Page, View, one_file};

/// Everything that the page has said, one text each.
fn listen(page: &Page) {
    let script = "window.spoken = [];
        const announcer = document.getElementById('announcer');
        new MutationObserver(() => window.spoken.push(announcer.textContent))
            .observe(announcer, { childList: true, characterData: true, subtree: true })";
    page.driver.script(script, &[]);
}

#[track_caller]
fn wait_for_words(page: &Page, words: &str) {
    page.wait_until("the page says so", || {
        let said = page.driver.script("return window.spoken.join('|')", &[]);
        said.as_str().is_some_and(|said| said.contains(words))
    });
}

fn said_count(page: &Page) -> Option<u64> {
    let count = page.driver.script("return window.spoken.length", &[]);
    Value::as_u64(&count)
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_an_edit_changed_is_said_once_typing_rests() {
    let page = Page::open(View::DESKTOP);
    listen(&page);
    page.fill(2, "x_tan = 2");
    wait_for_words(
        &page,
        "A point at x 2, y 0.8808. The dashed line is straight",
    );
    let words = page.output(2, "data-words");
    assert!(words.contains("A point at x 2, y 0.8808."), "{words}");
    // Typing is many edits, and one thing said.
    assert_eq!(said_count(&page), Some(1));

    page.fill(2, "x_tan = (");
    wait_for_words(&page, "Cell 2: SyntaxError");
    assert_eq!(said_count(&page), Some(2));
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn figures_are_described_before_the_program_and_without_it() {
    let described = |page: &Page| {
        for (cell, words) in [
            (
                2,
                "sigmoid(x) rises from 0.006693 at x −5 to 0.9933 at x 5.",
            ),
            (
                3,
                "sigmoid gradient. x axis, x input data, from −5.5 to 5.5",
            ),
            (4, "data and sigmoid cross near x 0.66."),
            (
                5,
                "Cumulative Gradient falls from 0.25 at x 1 to 0.0002441 at x 6.",
            ),
        ] {
            let text = page.output(cell, "data-words");
            assert!(text.contains(words), "{text}");
        }
    };
    described(&Page::open(View::DESKTOP));
    described(&Page::open_file(&one_file()));
}
