//! Figures in the hand: the point that is dragged along its curve, and the y axis that is zoomed.
//! The text says what was done.

use crate::page::{Page, View, one_file};
use crate::pointer::Deed::{Move, Press, Release};
use crate::pointer::{Place, Pointer};

const HANDLE: &str = "[data-cell='2'] .handle";
const AXIS: &str = "[data-cell='4'] [data-figure]";
const POINT_FIELD: &str = "[data-blank='2']";
const AXIS_FIELD: &str = "[data-blank='3']";
const COMMENT: &str = "  # where the tangent touches, for example: 2";

const SHIFT: char = '\u{E008}';
const CONTROL: char = '\u{E009}';
const PAGE_DOWN: char = '\u{E00F}';
const END: char = '\u{E010}';
const HOME: char = '\u{E011}';
const LEFT: char = '\u{E012}';
const RIGHT: char = '\u{E014}';

fn text(page: &Page, field: &str) -> String {
    page.property(field, "value")
}

/// A live page whose point can be dragged.
#[track_caller]
fn page_with_handle(view: View) -> Page {
    with_handle(Page::open(view))
}

#[track_caller]
fn with_handle(page: Page) -> Page {
    page.turn_to();
    page.driver.script(
        "document.querySelector(arguments[0]).focus()",
        &[POINT_FIELD.into()],
    );
    page.wait_until("the point has a handle", || page.count(HANDLE) == 1);
    page
}

/// The number that the second blank gives the point, its comment being there still.
#[track_caller]
fn x_tan(page: &Page) -> f64 {
    let text = text(page, POINT_FIELD);
    let number = text
        .strip_prefix("x_tan = ")
        .and_then(|rest| rest.strip_suffix(COMMENT));
    let number = number.unwrap_or_else(|| panic!("{text}"));
    assert!(number.len() <= 4, "{number} is tidy");
    number.parse().expect("a number")
}

/// Drags the point so far to the right, in parts of the figure's width.
#[track_caller]
fn drag_point(page: &Page, pointer: Pointer, part: f64) {
    let (x, y) = page.middle(HANDLE);
    let [_, _, width, _] = place(page, "[data-cell='2'] [data-figure]");
    page.drag(pointer, (x, y), (x + part * width, y + 5.0));
    page.wait_until_still();
}

/// Left, top, width and height of an element, wherever it is.
fn place(page: &Page, selector: &str) -> [f64; 4] {
    let script = "const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
        return [x, y, width, height]";
    let place = page.driver.script(script, &[selector.into()]);
    serde_json::from_value(place).expect("an element")
}

fn middle(page: &Page, selector: &str) -> Place {
    let [left, top, width, height] = place(page, selector);
    (left + width / 2.0, top + height / 2.0)
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_point_goes_where_it_is_dragged_and_the_text_with_it() {
    for page in [
        page_with_handle(View::DESKTOP),
        with_handle(Page::open_file(&one_file())),
    ] {
        assert_eq!(page.property(HANDLE, "ariaValueNow"), "0");
        let before = middle(&page, HANDLE);
        // The box is 0.775 of the figure wide, for 11 units.
        drag_point(&page, Pointer::Mouse, 0.155);
        assert!((x_tan(&page) - 2.2).abs() < 0.15, "{}", x_tan(&page));
        let after = middle(&page, HANDLE);
        assert!(
            after.0 > before.0 + 50.0 && after.1 < before.1 - 50.0,
            "along the curve"
        );
        assert_eq!(
            page.property(HANDLE, "ariaValueText"),
            format!("x_tan = {}", x_tan(&page))
        );
        // Far out of the window the point stops at the end of the axes.
        page.bring(HANDLE);
        let (x, y) = middle(&page, HANDLE);
        page.point(
            Pointer::Mouse,
            &[
                Move((x, y)),
                Press,
                Move((x - 300.0, y)),
                Move((1.0, y)),
                Release,
            ],
        );
        page.wait_until_still();
        assert_eq!(x_tan(&page), -5.5);
        assert_eq!(page.count("[data-cell='2'] [data-error] *"), 0);
        page.check_console();
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn keys_move_the_point() {
    let page = page_with_handle(View::DESKTOP);
    page.driver.script(
        "document.querySelector(arguments[0]).focus()",
        &[HANDLE.into()],
    );
    let check = |keys: &[char], expected: f64| {
        page.chord(keys);
        page.wait_until_still();
        assert_eq!(x_tan(&page), expected, "{keys:?}");
        assert_eq!(page.property(HANDLE, "ariaValueNow"), expected.to_string());
    };
    check(&[RIGHT], 0.1);
    check(&[RIGHT], 0.2);
    check(&[SHIFT, RIGHT], 1.2);
    check(&[LEFT], 1.1);
    check(&[PAGE_DOWN], 0.1);
    check(&[END], 5.0);
    check(&[HOME], -5.0);
    assert_eq!(page.count(".handle:focus"), 1);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn there_is_a_handle_only_where_the_text_has_a_plain_number() {
    let page = page_with_handle(View::DESKTOP);
    for (text, handles) in [
        ("x_tan = 1 + 1", 0),
        ("x_tan = -1.5", 1),
        ("if True: x_tan = 2", 0),
        ("x_tan = .5 # half", 1),
        ("y = 2", 0),
        ("x_tan = 1e-1", 1),
    ] {
        page.fill(2, text);
        page.wait_until(text, || page.count(HANDLE) == handles);
    }
    // The number may as well stand in the whole cell's text.
    page.click("[data-cell='2'] [data-edit]");
    page.driver.script("document.activeElement.blur()", &[]);
    page.wait_until("the cell is edited whole", || {
        page.count("[data-cell='2'] [data-source]") == 1
    });
    page.wait_until_still();
    drag_point(&page, Pointer::Mouse, 0.1);
    let whole = text(&page, "[data-cell='2'] [data-source]");
    assert!(
        whole.contains("\nx_tan = 1.") && whole.contains("\nspan = 1.7\n"),
        "{whole}"
    );
    page.check_console();
}

/// The limits that the third blank gives the y axis.
#[track_caller]
fn limits(page: &Page) -> (f64, f64) {
    let text = text(page, AXIS_FIELD);
    let pair = text
        .strip_prefix("plt.ylim(")
        .and_then(|rest| rest.strip_suffix(")"));
    let pair = pair.and_then(|pair| pair.split_once(", "));
    let (low, high) = pair.unwrap_or_else(|| panic!("{text}"));
    assert!(low.len() <= 6 && high.len() <= 6, "{text} is tidy");
    let number = |text: &str| text.parse::<f64>().expect("a number");
    (number(low), number(high))
}

#[track_caller]
fn page_with_axis(view: View) -> Page {
    let page = Page::open(view);
    page.turn_to();
    page.driver.script(
        "document.querySelector(arguments[0]).focus()",
        &[AXIS_FIELD.into()],
    );
    page.bring(AXIS);
    page
}

fn scrolled(page: &Page) -> f64 {
    page.driver
        .script("return scrollY", &[])
        .as_f64()
        .unwrap_or(f64::NAN)
}

#[test]
#[ignore = "run by cargo xtask test"]
fn buttons_zoom_and_one_of_them_brings_the_text_back() {
    let page = page_with_axis(View::DESKTOP);
    let button =
        |number: u32| format!("[data-cell='4'] .figure-tools > button:nth-last-of-type({number})");
    let (zoom_in, zoom_out, whole) = (button(3), button(2), button(1));
    assert_eq!(page.property(&whole, "disabled"), "true");
    let before = text(&page, AXIS_FIELD);
    page.click(&zoom_in);
    page.wait_until("the axis is zoomed", || text(&page, AXIS_FIELD) != before);
    page.wait_until_still();
    assert_eq!(limits(&page), (-3.67, 3.67));
    page.click(&zoom_out);
    page.wait_until_still();
    assert_eq!(limits(&page), (-5.5, 5.5));
    page.click(&whole);
    page.wait_until("the text is back", || text(&page, AXIS_FIELD) == before);
    page.wait_until_still();
    assert_eq!(page.property(&whole, "disabled"), "true");
    // What was edited since the zoom stays; only the limits go.
    page.click(&zoom_in);
    page.wait_until_still();
    let (low, high) = limits(&page);
    page.fill(3, &format!("plt.ylim({low}, {high})\nplt.grid(True)"));
    page.click(&whole);
    page.wait_until_still();
    assert_eq!(
        text(&page, AXIS_FIELD),
        "# plt.ylim(-3.67, 3.67)\nplt.grid(True)"
    );
    // An active line keeps its place and comment, and a blank without one gets one.
    page.fill(3, "plt.ylim(min(x), 2)  # mine\nplt.grid(True)");
    page.click(&zoom_out);
    page.wait_until_still();
    let changed = text(&page, AXIS_FIELD);
    assert!(
        changed.starts_with("plt.ylim(-6.8, 3.8)  # mine\n"),
        "{changed}"
    );
    page.fill(3, "plt.grid(True)");
    page.click(&zoom_in);
    page.wait_until_still();
    assert_eq!(
        text(&page, AXIS_FIELD),
        "plt.grid(True)\nplt.ylim(-3.67, 3.67)"
    );
    assert!(page.output(4, "data-error").is_empty());
    page.check_console();
}

mod needs_wheel_with_keys {
    use super::*;
    use fantoccini::actions::{InputSource, KeyAction, KeyActions, WheelAction, WheelActions};
    use std::time::Duration;

    /// Turns the wheel over the middle of the fourth cell's figure, with Control or without.
    fn turn_wheel(page: &Page, down: i64, has_control: bool) {
        let (x, y) = middle(page, AXIS);
        let turn = WheelAction::Scroll {
            duration: Some(Duration::ZERO),
            x: x as i64,
            y: y as i64,
            delta_x: 0,
            delta_y: down,
        };
        let press = |action| {
            let keys = KeyActions::new("keyboard".to_owned()).then(action);
            page.driver
                .wait(async |client| client.perform_actions(keys).await);
        };
        if has_control {
            press(KeyAction::Down { value: CONTROL });
        }
        let wheel = WheelActions::new("wheel".to_owned()).then(turn);
        page.driver
            .wait(async |client| client.perform_actions(wheel).await);
        if has_control {
            press(KeyAction::Up { value: CONTROL });
        }
    }

    #[test]
    #[ignore = "run by cargo xtask test"]
    fn the_wheel_zooms_with_control_and_scrolls_without() {
        let page = page_with_axis(View::DESKTOP);
        let before = text(&page, AXIS_FIELD);
        let start = scrolled(&page);
        turn_wheel(&page, -100, true);
        page.wait_until("the axis is zoomed", || text(&page, AXIS_FIELD) != before);
        page.wait_until_still();
        let (low, high) = limits(&page);
        assert!(
            -5.0 < low && low < -3.0 && 3.0 < high && high < 5.0,
            "{low} {high}"
        );
        for _ in 0..3 {
            turn_wheel(&page, -100, true);
        }
        page.wait_until("it is zoomed further", || limits(&page).1 < 3.0);
        page.wait_until_still();
        assert_eq!(scrolled(&page), start);
        let zoomed = text(&page, AXIS_FIELD);
        turn_wheel(&page, 100, false);
        page.wait_until("the page scrolls", || scrolled(&page) > start);
        page.wait_until_still();
        assert_eq!(text(&page, AXIS_FIELD), zoomed);
        assert!(page.output(4, "data-error").is_empty());
        page.check_console();
    }
}

mod needs_fingers {
    use super::*;

    const FINGER: Pointer = Pointer::Finger("first");

    #[test]
    #[ignore = "run by cargo xtask test"]
    fn a_finger_drags_the_point_on_a_narrow_page_that_does_not_scroll() {
        let page = page_with_handle(View::PHONE);
        let (x, y) = page.middle(HANDLE);
        let [.., width, height] = place(&page, HANDLE);
        assert!(width >= 44.0 && height >= 44.0);
        let start = scrolled(&page);
        page.drag(FINGER, (x, y), (x + 60.0, y - 60.0));
        page.wait_until_still();
        assert!(x_tan(&page) > 1.0, "{}", x_tan(&page));
        assert_eq!(scrolled(&page), start);
        page.save_window("handle");
        page.check_console();
    }

    #[test]
    #[ignore = "run by cargo xtask test"]
    fn a_phone_that_is_turned_ends_the_drag_where_it_is() {
        let page = page_with_handle(View::PHONE);
        let (x, y) = page.middle(HANDLE);
        let deeds = [
            Move((x, y)),
            Press,
            Move((x + 20.0, y)),
            Move((x + 40.0, y)),
        ];
        page.point(FINGER, &deeds);
        page.wait_until("the point follows", || x_tan(&page) > 0.0);
        page.wait_until_still();
        let reached = x_tan(&page);
        page.look(View::DESKTOP, 500);
        page.wait_for_frames();
        page.point(FINGER, &[Move((10.0, 10.0)), Release]);
        page.wait_until_still();
        assert_eq!(x_tan(&page), reached);
        page.check_console();
    }

    #[test]
    #[ignore = "run by cargo xtask test"]
    fn two_fingers_zoom_and_one_alone_does_not() {
        let page = page_with_axis(View::PHONE);
        let before = text(&page, AXIS_FIELD);
        let (x, y) = middle(&page, AXIS);
        let second = Pointer::Finger("second");
        // Apart, each by as much.
        let finger = |down: f64| [20.0, 40.0, 60.0].map(|far| Move((x, y + down * far)));
        let [near, farther, far] = finger(-1.0);
        let up = [near, Press, farther, far, Release];
        let [near, farther, far] = finger(1.0);
        let down = [near, Press, farther, far, Release];
        page.point(FINGER, &[Move((x, y)), Press, Release]);
        assert_eq!(text(&page, AXIS_FIELD), before);
        page.point_together(&[(FINGER, &up), (second, &down)]);
        page.wait_until_still();
        let (low, high) = limits(&page);
        assert!((high - low - 11.0 / 3.0).abs() < 0.2, "{low} {high}");
        page.save_window("pinched");
        page.check_console();
    }
}
