//! Figures that are read: by mouse, finger and keys; marked together; listed as tables.

use std::time::Duration;

use fantoccini::actions::{InputSource, MouseActions, PointerAction, TouchActions};
use serde_json::{Value, json};

use crate::page::{Page, View, one_file};

const RIGHT: char = '\u{E014}';
const LEFT: char = '\u{E012}';
const UP: char = '\u{E013}';
const DOWN: char = '\u{E015}';
const HOME: char = '\u{E011}';
const END: char = '\u{E010}';
const SHIFT: char = '\u{E008}';
const ENTER: char = '\u{E007}';
const ESCAPE: char = '\u{E00C}';

/// The page, with the scripts beside it and the whole program.
pub fn live_page(view: View) -> Page {
    let page = Page::open(view);
    page.turn_to();
    page.wait_until("the program is complete", || {
        let script = "window.notebook.ask('description_of', 2, 0);
            return window.notebook.canAnswer()";
        page.driver.script(script, &[]) == json!(true)
    });
    page
}

fn canvas(cell: u32) -> String {
    format!("[data-cell='{cell}'] [data-figure] canvas")
}

/// A place on a cell's figure, in parts of its width and height, as a place in the window.
#[track_caller]
fn place_on(page: &Page, cell: u32, (x, y): (f64, f64)) -> (f64, f64) {
    let script = "const canvas = document.querySelector(arguments[0]);
        canvas.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = canvas.getBoundingClientRect();
        return [box.left + arguments[1] * box.width, box.top + arguments[2] * box.height]";
    let place = page
        .driver
        .script(script, &[json!(canvas(cell)), json!(x), json!(y)]);
    serde_json::from_value(place).expect("two numbers")
}

fn to((x, y): (f64, f64)) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::from_millis(30)),
        x: x.round(),
        y: y.round(),
    }
}

#[track_caller]
fn hover(page: &Page, place: (f64, f64)) {
    let actions = MouseActions::new("mouse".to_owned()).then(to(place));
    page.driver
        .wait(async |client| client.perform_actions(actions).await);
}

/// The texts of the box with the values, or nothing where none is.
fn read(page: &Page) -> Vec<String> {
    let script =
        "return Array.from(document.querySelectorAll('.marks p span'), part => part.textContent)";
    serde_json::from_value(page.driver.script(script, &[])).expect("a list of texts")
}

#[track_caller]
fn wait_for_box(page: &Page, expected: &[&str]) {
    page.wait_until(&format!("the box with {expected:?}"), || {
        read(page) == expected
    });
}

#[track_caller]
fn wait_for_nothing(page: &Page) {
    page.wait_until("nothing is marked", || page.count(".marks") == 0);
}

#[track_caller]
pub fn said(page: &Page) -> String {
    page.property("#announcer", "textContent")
}

#[track_caller]
fn focus(page: &Page, cell: u32) {
    let script = "document.querySelector(arguments[0]).focus()";
    page.driver.script(script, &[json!(canvas(cell))]);
}

/// How many rings each figure of the page has.
fn rings(page: &Page) -> Value {
    let script = "return Array.from(document.querySelectorAll('[data-figure]'),
        figure => figure.querySelectorAll('.marks b').length)";
    page.driver.script(script, &[])
}

/// What of the box is wrong: it covers a ring of its own axes, or sticks out of its figure.
const BOX_TROUBLE: &str = "
    const element = document.querySelector('.marks p');
    if (!element) return null;
    const box = element.getBoundingClientRect();
    const figure = element.closest('[data-figure]');
    const room = figure.getBoundingClientRect();
    const covers = [...figure.querySelectorAll('.marks b')].some(ring => {
        const { left, right, top, bottom } = ring.getBoundingClientRect();
        return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
    });
    const sticksOut = [room.left - box.left, box.right - room.right, room.top - box.top,
        box.bottom - room.bottom].filter(length => length > 0.5);
    return [covers, ...sticksOut]";

#[test]
#[ignore = "run by cargo xtask test"]
fn the_mouse_reads_all_curves_at_the_nearest_x_and_marks_it_where_it_is_shared() {
    let page = live_page(View::DESKTOP);
    hover(&page, place_on(&page, 4, (0.517, 0.5)));
    wait_for_box(
        &page,
        &[
            "x input data",
            "0.05051",
            "data",
            "0.05051",
            "sigmoid",
            "0.5126",
            "sigmoid gradient",
            "0.2498",
        ],
    );
    assert_eq!(rings(&page), json!([1, 3, 3, 0]));
    assert_eq!(page.count(".marks p"), 1);
    hover(&page, place_on(&page, 4, (0.5, -0.1)));
    wait_for_nothing(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_box_covers_no_point_and_stays_in_its_figure() {
    for view in [View::DESKTOP, View::PHONE] {
        let page = live_page(view);
        for cell in 2..=5 {
            for x in [0.02, 0.2, 0.35, 0.5, 0.65, 0.8, 0.98] {
                for y in [0.1, 0.5, 0.9] {
                    hover(&page, place_on(&page, cell, (x, y)));
                    let mut trouble = json!(null);
                    page.wait_until("a box", || {
                        trouble = page.driver.script(BOX_TROUBLE, &[]);
                        !trouble.is_null()
                    });
                    assert_eq!(trouble, json!([false]), "{view:?}, cell {cell} at {x}, {y}");
                }
            }
        }
        page.check_console();
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn keys_read_points_ends_extremes_and_curves_each_in_one_sentence() {
    let page = live_page(View::DESKTOP);
    focus(&page, 4);
    let press = |keys: &[char], sentence: &str| {
        page.chord(keys);
        page.wait_until(sentence, || said(&page) == sentence);
    };
    press(&[RIGHT], "data: at x input data −5, −5, point 1 of 100.");
    press(
        &[RIGHT],
        "data: at x input data −4.899, −4.899, point 2 of 100.",
    );
    press(
        &[SHIFT, RIGHT],
        "data: at x input data −3.889, −3.889, point 12 of 100.",
    );
    press(
        &[LEFT],
        "data: at x input data −3.99, −3.99, point 11 of 100.",
    );
    press(
        &[DOWN],
        "sigmoid: at x input data −3.99, 0.01817, point 11 of 100.",
    );
    press(
        &[END],
        "sigmoid: at x input data 5, 0.9933, point 100 of 100.",
    );
    press(
        &[DOWN],
        "sigmoid gradient: at x input data 5, 0.006648, point 100 of 100.",
    );
    press(
        &['h'],
        "sigmoid gradient: at x input data 0.05051, 0.2498, point 51 of 100.",
    );
    press(
        &['l'],
        "sigmoid gradient: at x input data 5, 0.006648, point 100 of 100.",
    );
    press(
        &[UP],
        "sigmoid: at x input data 5, 0.9933, point 100 of 100.",
    );
    press(
        &[HOME],
        "sigmoid: at x input data −5, 0.006693, point 1 of 100.",
    );
    press(
        &[ENTER],
        "At x input data −5: data −5; sigmoid 0.006693; sigmoid gradient 0.006648.",
    );
    assert_eq!(read(&page).len(), 8);
    page.chord(&[ESCAPE]);
    wait_for_nothing(&page);
    press(&[RIGHT], "data: at x input data −5, −5, point 1 of 100.");
    focus(&page, 5);
    wait_for_nothing(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn panels_are_walked_through_as_curves() {
    let page = live_page(View::DESKTOP);
    focus(&page, 3);
    page.chord(&[END]);
    page.chord(&[DOWN]);
    page.chord(&[DOWN]);
    let last = "gradient: at x input data 5, 0.006648, point 100 of 100.";
    page.wait_until(last, || said(&page) == last);
    assert_eq!(rings(&page), json!([1, 3, 3, 0]));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn figures_say_what_they_are_and_which_keys_they_take() {
    let page = live_page(View::DESKTOP);
    let script = "return Array.from(document.querySelectorAll('[data-figure] canvas'), canvas => [
        canvas.tabIndex, canvas.getAttribute('role'), canvas.getAttribute('aria-roledescription'),
        Boolean(canvas.getAttribute('aria-label')),
        canvas.getAttribute('aria-describedby').split(' ').map(id =>
            document.getElementById(id).textContent.split(' ').slice(0, 3).join(' ')),
    ])";
    let figure = |words: &str| {
        let described = json!([words, "The arrow keys"]);
        json!([0, "application", "figure", true, described])
    };
    let words = [
        "Sigmoid Steepest Point.",
        "x values. x",
        "Visualizing Compression. x",
        "Multiplying Small Numbers.",
    ];
    let found = page.driver.script(script, &[]);
    assert_eq!(found, json!(words.map(figure)));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_is_read_follows_an_edit_and_goes_with_its_figure() {
    let page = live_page(View::DESKTOP);
    focus(&page, 5);
    page.chord(&[END]);
    wait_for_box(&page, &["Steps", "6", "Cumulative Gradient", "0.0002441"]);
    // As somebody else may change the text: the focus stays on the figure.
    let edit = |text: &str| {
        let script = "const field = document.querySelector('[data-blank=\"4\"]');
            field.value = arguments[0];
            field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
        page.driver.script(script, &[json!(text)]);
    };
    edit("n = 2\nx = 0");
    wait_for_box(&page, &["Steps", "2", "Cumulative Gradient", "0.0625"]);
    edit("n = 0\nx = 0");
    wait_for_nothing(&page);
    page.chord(&[RIGHT]);
    page.wait_until_still();
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_new_size_takes_away_what_was_read() {
    let page = live_page(View::PHONE);
    focus(&page, 4);
    page.chord(&[RIGHT]);
    page.wait_until("a box", || !read(&page).is_empty());
    page.look(View::SIDEWAYS_PHONE, 390);
    wait_for_nothing(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_million_points_are_read_as_a_hundred_are() {
    let page = live_page(View::DESKTOP);
    page.fill(1, "x = np.linspace(-5, 5, 1000000)");
    focus(&page, 4);
    page.chord(&[END]);
    let last = "data: at x input data 5, 5, point 1000000 of 1000000.";
    page.wait_until(last, || said(&page) == last);
    let script = "const start = performance.now();
        for (let step = 0; step < 20; step++) {
            const [curve, index] = window.notebook.answer('figure_numbers', 4, 0, 0, step / 20, 0.5);
            window.notebook.answer('figure_text', 4, 0, 0, curve, index);
        }
        return (performance.now() - start) / 20";
    let time = page.driver.script(script, &[]).as_f64();
    println!("a point of a million: {:.1} ms", time.unwrap_or(f64::NAN));
}

/// The table that the panel of a cell has, row by row.
fn table(page: &Page, cell: u32) -> Vec<Vec<String>> {
    let script = "return Array.from(document.querySelectorAll(arguments[0]),
        row => Array.from(row.cells, cell => cell.textContent))";
    let rows = format!("[data-cell='{cell}'] [data-panel] tr");
    serde_json::from_value(page.driver.script(script, &[json!(rows)])).expect("rows of texts")
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_data_come_as_a_table_that_follows_edits() {
    let page = live_page(View::DESKTOP);
    let button = "[data-cell='5'] [data-table]";
    page.click(button);
    page.wait_until("a table", || table(&page, 5).len() == 7);
    let rows = table(&page, 5);
    assert_eq!(rows[0], ["Steps", "Cumulative Gradient"]);
    assert_eq!(rows[6], ["6.0", "0.000244140625"]);
    assert_eq!(
        page.property("[data-cell='5'] [data-panel] caption", "textContent"),
        "Multiplying Small Numbers"
    );
    let expanded = format!("{button}[aria-expanded=true]");
    assert_eq!(page.count(&expanded), 1);
    page.fill(4, "n = 500\nx = 0");
    page.wait_until("the first rows", || table(&page, 5).len() == 201);
    let more = page.property("[data-cell='5'] [data-panel] p", "textContent");
    assert_eq!(more, "More rows, not shown: 300");
    page.click(button);
    page.wait_until("it is closed", || table(&page, 5).is_empty());
    assert_eq!(page.count(&expanded), 0);
    page.check_console();
}

/// A finger that comes down on a figure and goes along it.
#[track_caller]
fn drag(page: &Page, from: (f64, f64), by: (f64, f64)) {
    let mut actions = TouchActions::new("finger".to_owned())
        .then(to(from))
        .then(PointerAction::Down { button: 0 });
    for step in 1..=5 {
        let part = f64::from(step) / 5.0;
        actions = actions.then(to((from.0 + part * by.0, from.1 + part * by.1)));
    }
    let actions = actions.then(PointerAction::Up { button: 0 });
    page.driver
        .wait(async |client| client.perform_actions(actions).await);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_finger_reads_along_a_figure_and_what_it_read_stays() {
    let page = live_page(View::PHONE);
    let from = place_on(&page, 5, (0.2, 0.5));
    let along = place_on(&page, 5, (0.98, 0.5)).0 - from.0;
    drag(&page, from, (along, 0.0));
    wait_for_box(&page, &["Steps", "6", "Cumulative Gradient", "0.0002441"]);
    // A touch elsewhere takes it away.
    drag(&page, (10.0, 5.0), (0.0, 0.0));
    wait_for_nothing(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_finger_across_a_figure_belongs_to_the_page() {
    let page = live_page(View::PHONE);
    let script =
        "return getComputedStyle(document.querySelector('[data-figure] canvas')).touchAction";
    assert_eq!(page.driver.script(script, &[]), json!("pan-y pinch-zoom"));
    // What the browser takes over for scrolling or zooming reads nothing any more.
    let from = place_on(&page, 5, (0.5, 0.5));
    drag(&page, from, (30.0, 0.0));
    page.wait_until("a box", || !read(&page).is_empty());
    let script = "document.querySelector('[data-figure] canvas').dispatchEvent(
        new PointerEvent('pointercancel', { bubbles: true, pointerType: 'touch' }))";
    page.driver.script(script, &[]);
    wait_for_nothing(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn keys_of_what_lies_over_a_figure_read_nothing() {
    let page = live_page(View::DESKTOP);
    // The point has its handle while its text has the focus.
    let focus_on = |selector: &str| {
        let script = "document.querySelector(arguments[0]).focus()";
        page.driver.script(script, &[json!(selector)]);
    };
    focus_on("[data-blank='2']");
    page.wait_until("the handle", || page.count("[data-cell='2'] .handle") == 1);
    focus_on("[data-cell='2'] .handle");
    let before = page.property("[data-blank='2']", "value");
    page.chord(&[RIGHT]);
    page.wait_until("the tangent moves", || {
        page.property("[data-blank='2']", "value") != before
    });
    page.wait_until_still();
    wait_for_nothing(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn two_fingers_read_nothing() {
    let page = live_page(View::PHONE);
    place_on(&page, 5, (0.5, 0.5));
    // As events: not every driver has two fingers.
    let script = "const canvas = document.querySelector(arguments[0]);
        const box = canvas.getBoundingClientRect();
        for (const [kind, pointerId] of [['down', 1], ['down', 2], ['move', 1], ['move', 2]]) {
            canvas.dispatchEvent(new PointerEvent(`pointer${kind}`, {
                bubbles: true, pointerType: 'touch', pointerId, isPrimary: pointerId === 1,
                clientX: box.left + 100 * pointerId, clientY: box.top + 100,
            }));
        }";
    page.driver.script(script, &[json!(canvas(5))]);
    page.wait_for_frames();
    wait_for_nothing(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_page_in_one_file_reads_its_figures() {
    let page = Page::open_file(&one_file());
    page.turn_to();
    focus(&page, 4);
    page.chord(&[END]);
    let last = "data: at x input data 5, 5, point 100 of 100.";
    page.wait_until(last, || said(&page) == last);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn pictures_of_what_is_read_are_saved_to_be_looked_at() {
    for (name, view) in [
        ("390-light", View::PHONE),
        ("390-dark", View::PHONE.dark()),
        ("1280-light", View::DESKTOP),
        ("1280-dark", View::DESKTOP.dark()),
    ] {
        let page = live_page(view);
        page.click("[data-cell='2'] [data-table]");
        page.click("[data-cell='4'] [data-listen]");
        for (cell, x) in [(2, 0.6), (3, 0.5), (4, 0.7), (5, 0.3)] {
            hover(&page, place_on(&page, cell, (x, 0.4)));
            page.wait_until("a box", || !read(&page).is_empty());
            page.save_window(&format!("read-{cell}-{name}"));
        }
        focus(&page, 3);
        page.chord(&[DOWN]);
        page.wait_until("a box", || !read(&page).is_empty());
        page.save_window(&format!("read-by-keys-{name}"));
    }
}
