//! Curves that are heard: which pitches are asked of the browser, and what plays and stops.

use serde_json::json;

use crate::page::{Page, View, one_file};
use crate::plot::{live_page, said};

const LISTEN: &str = "[data-cell='4'] [data-listen]";
const PLAY: &str = "[data-cell='4'] [data-panel] button:first-child";
const STEP: &str = "[data-cell='4'] [data-panel] button:nth-child(2)";
const CURVES: &str = "[data-cell='4'] [data-panel] select";

/// Writes down every pitch that is asked of an oscillator, and every stop of one; where a browser
/// has no sound, a stand-in takes its place. Sides go only from -1 to 1, and loudness is changed in
/// another way.
const RECORD: &str = "window.pitches = [];
    window.stops = 0;
    if (!window.AudioContext) {
        const parameter = (maxValue) => ({
            maxValue, value: 0, __proto__: window.AudioParam.prototype,
        });
        const node = () => ({
            connect: (next) => next, start() {}, gain: parameter(1), pan: parameter(1),
            frequency: parameter(24000), __proto__: window.AudioScheduledSourceNode.prototype,
        });
        window.AudioParam = class {
            setValueAtTime() {}
            linearRampToValueAtTime() {}
            setTargetAtTime() {}
        };
        window.AudioScheduledSourceNode = class { stop() {} };
        window.AudioContext = class {
            currentTime = 0;
            resume() {}
            createGain = node;
            createOscillator = node;
            createStereoPanner = node;
        };
    }
    for (const way of ['setValueAtTime', 'linearRampToValueAtTime']) {
        const own = window.AudioParam.prototype[way];
        window.AudioParam.prototype[way] = function (value, time) {
            if (this.maxValue > 1) window.pitches.push(Math.round(value));
            return own.call(this, value, time);
        };
    }
    const { stop } = window.AudioScheduledSourceNode.prototype;
    window.AudioScheduledSourceNode.prototype.stop = function (time) {
        window.stops++;
        return stop.call(this, time);
    }";

fn record(page: &Page) {
    page.driver.script(RECORD, &[]);
}

#[track_caller]
fn pitches(page: &Page) -> Vec<i64> {
    let script = "return window.pitches.splice(0)";
    serde_json::from_value(page.driver.script(script, &[])).expect("a list of numbers")
}

fn panel(page: &Page) {
    page.click(LISTEN);
    page.wait_until("the curves are offered", || {
        page.count(&format!("{CURVES} option")) == 3
    });
    // WebKit's driver does not go to what is just below the window.
    let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
    page.driver.script(script, &[json!(PLAY)]);
}

fn choose(page: &Page, curve: u32) {
    let script = "const select = document.querySelector(arguments[0]);
        select.selectedIndex = arguments[1];
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    page.driver.script(script, &[json!(CURVES), json!(curve)]);
}

fn label(page: &Page) -> String {
    page.property(PLAY, "textContent")
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_curve_is_played_with_its_y_as_pitch_and_its_place_marked() {
    let page = live_page(View::DESKTOP);
    record(&page);
    panel(&page);
    page.click(PLAY);
    let heard = pitches(&page);
    assert_eq!(heard.len(), 100);
    assert!(heard.is_sorted(), "the data rise: {heard:?}");
    // From -5 to 5 on an axis from -5.5 to 5.5, of 200 to 1000 hertz.
    assert_eq!((heard[0], heard[99]), (215, 929));
    page.wait_until("the place is marked", || page.count(".marks b") > 0);
    assert_eq!(label(&page), "Stop");
    page.click(PLAY);
    assert_eq!(label(&page), "Play");
    choose(&page, 2);
    page.click(PLAY);
    let heard = pitches(&page);
    assert!(heard[50] > heard[0] && heard[50] > heard[99], "{heard:?}");
    page.wait_until("it ends by itself", || label(&page) == "Play");
    assert_eq!(page.count(".marks"), 0);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn points_are_heard_one_by_one_from_the_panel_and_by_keys() {
    let page = live_page(View::DESKTOP);
    record(&page);
    panel(&page);
    let first = "data: at x input data −5, −5, point 1 of 100.";
    page.click(STEP);
    page.wait_until(first, || said(&page) == first);
    assert_eq!(pitches(&page), [215]);
    page.click(STEP);
    page.wait_until("the second point", || said(&page).contains("point 2 of"));
    assert_eq!(pitches(&page).len(), 1);
    let script = "document.querySelector(\"[data-cell='4'] canvas\").focus()";
    page.driver.script(script, &[]);
    page.chord(&['\u{E010}']);
    page.wait_until("a tone", || said(&page).contains("point 100 of"));
    assert_eq!(pitches(&page), [929]);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn where_there_is_no_number_there_is_silence() {
    let page = live_page(View::DESKTOP);
    record(&page);
    let whole = "x = np.linspace(-5, 5, 100)\nx[10:20] = np.nan";
    page.fill(1, whole);
    panel(&page);
    page.click(PLAY);
    assert_eq!(pitches(&page).len(), 90);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn an_edit_or_another_panel_stops_the_sound_at_once() {
    let page = live_page(View::DESKTOP);
    record(&page);
    panel(&page);
    page.click(PLAY);
    page.fill(3, "plt.ylim(-.5, 1.5)");
    assert_eq!(label(&page), "Play");
    page.click(PLAY);
    let stops = || page.driver.script("return window.stops", &[]).as_u64();
    let before = stops();
    page.click("[data-cell='4'] [data-table]");
    page.wait_until("it stops", || stops() > before);
    assert_eq!(page.count(&format!("{LISTEN}[aria-expanded=true]")), 0);
    page.wait_until("nothing is marked", || page.count(".marks") == 0);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_page_in_one_file_is_heard() {
    let page = Page::open_file(&one_file());
    page.turn_to();
    record(&page);
    panel(&page);
    page.click(PLAY);
    assert_eq!(pitches(&page).len(), 100);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn where_there_is_no_sound_the_button_says_so() {
    let page = live_page(View::DESKTOP);
    let script = "delete window.AudioContext; delete window.webkitAudioContext";
    page.driver.script(script, &[]);
    page.click(LISTEN);
    page.wait_until("the button says so", || {
        page.property(LISTEN, "textContent") == "No sound in this browser"
    });
    assert_eq!(page.count("[data-open]"), 0);
    page.check_console();
}
