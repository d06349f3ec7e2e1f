//! The page in real browsers: what a reader types and sees.
//!
//! `cargo xtask test` builds the page, finds the browsers, and runs these once in each engine; a
//! plain `cargo test` lists them as ignored. Each test has a browser of its own with a fresh
//! profile.
//!
//! What needs something that not every engine has stands in a module `needs_…` of that name;
//! `xtask/src/engines.rs` says which engines lack it.

mod audit;
#[path = "../reference/cells.rs"]
mod cells;
mod copies;
mod drag;
mod driver;
mod faults;
mod figure_files;
mod figures;
mod framed;
mod halves;
mod hand;
mod history;
mod host;
mod kept;
mod learn;
mod lecture;
mod mistakes;
mod monkey;
mod page;
mod pixels;
mod plot;
mod pointer;
mod recalled;
mod recording;
mod scorm;
mod sound;
mod still;
mod take;
mod typing;
mod view;
mod words;

use page::{Page, View};
use serde_json::json;

#[test]
#[ignore = "run by cargo xtask test"]
fn the_page_comes_alive_without_a_word_on_the_console() {
    let page = Page::open(View::DESKTOP);
    assert!(page.runs() >= 1, "the first run counts");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_names_that_hosts_rely_on_are_there() {
    let page = Page::open(View::DESKTOP);
    for cell in 1..=5 {
        for place in ["data-stdout", "data-warning", "data-error"] {
            let selector = format!("[data-cell='{cell}'] [{place}]");
            assert_eq!(page.count(&selector), 1, "{selector}");
        }
    }
    for blank in 1..=4 {
        assert_eq!(page.count(&format!("textarea[data-blank='{blank}']")), 1);
    }
    assert_eq!(page.count("[data-cell]"), 5);
    assert_eq!(page.count("[data-figure]"), 4);
    assert_eq!(page.count("[data-figure] canvas"), 4);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn nothing_comes_from_another_host() {
    let page = Page::open(View::DESKTOP);
    let script = "return performance.getEntriesByType('resource')
        .map(entry => entry.name).filter(name => !name.startsWith(location.origin))";
    assert_eq!(page.driver.script(script, &[]), json!([]));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_page_is_never_wider_than_the_window() {
    let page = Page::open(View::DESKTOP);
    for width in [390, 768, 844, 1280, 1920] {
        page.look(
            View {
                width,
                ..View::DESKTOP
            },
            900,
        );
        page.wait_for_frames();
        let wide = page
            .driver
            .script("return document.documentElement.scrollWidth", &[]);
        assert!(wide.as_u64() <= Some(width.into()), "{wide} at {width}");
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn sigmoid_and_its_gradient_can_be_called_from_the_console() {
    let page = Page::open(View::DESKTOP);
    // The gradient's argument is the activation, as in the lecture.
    let script = "const { sigmoid, sigmoid_gradient } = window.wasmBindings;
        const activations = sigmoid(new Float64Array([0, -800, 800]));
        return [Array.from(activations), Array.from(sigmoid_gradient(activations))]";
    let values = page.driver.script(script, &[]);
    let values: [Vec<f64>; 2] = serde_json::from_value(values).expect("two lists of numbers");
    assert_eq!(values, [vec![0.5, 0.0, 1.0], vec![0.25, 0.0, 0.0]]);
}
