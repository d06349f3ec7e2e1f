//! Undo and redo: one history for all cells, whatever made the change.

use crate::driver::Engine;
use crate::page::{Page, View};

const CONTROL: char = '\u{E009}';
const SHIFT: char = '\u{E008}';

fn live_page() -> Page {
    let page = Page::open(View::DESKTOP);
    page.turn_to();
    page
}

#[track_caller]
fn blank(page: &Page, number: u32) -> String {
    page.property(&format!("[data-blank='{number}']"), "value")
}

/// Control and Z, with Shift to redo; as a browser's menu would ask where the driver sends no such
/// keys.
fn press_undo(page: &Page, is_redo: bool) {
    if page.driver.engine == Engine::WebKit {
        let kind = if is_redo {
            "historyRedo"
        } else {
            "historyUndo"
        };
        let script = "document.activeElement.dispatchEvent(new InputEvent('beforeinput',
            { inputType: arguments[0], bubbles: true, cancelable: true }))";
        page.driver.script(script, &[kind.into()]);
    } else if is_redo {
        page.chord(&[CONTROL, SHIFT, 'z']);
    } else {
        page.chord(&[CONTROL, 'z']);
    }
}

#[track_caller]
fn wait_for(page: &Page, number: u32, text: &str) {
    page.wait_until("the text is there", || blank(page, number) == text);
    page.wait_until_still();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn undo_and_redo_go_through_all_cells_in_the_order_of_the_edits() {
    let page = live_page();
    let originals = [2, 4].map(|number| blank(&page, number));
    page.fill(2, "x_tan = 3");
    page.fill(4, "n = 2\nx = 1");
    press_undo(&page, false);
    wait_for(&page, 4, &originals[1]);
    assert_eq!(blank(&page, 2), "x_tan = 3");
    assert!(page.output(5, "data-stdout").contains("step 6 :"));
    press_undo(&page, false);
    wait_for(&page, 2, &originals[0]);
    // Past the start nothing happens.
    for _ in 0..10 {
        press_undo(&page, false);
    }
    page.wait_until_still();
    assert_eq!(blank(&page, 2), originals[0]);
    press_undo(&page, true);
    wait_for(&page, 2, "x_tan = 3");
    press_undo(&page, true);
    wait_for(&page, 4, "n = 2\nx = 1");
    assert!(!page.output(5, "data-stdout").contains("step 3 :"));
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_buttons_stand_where_something_would_change() {
    let page = live_page();
    let is_shown = |button: &str| page.property(button, "hidden") == "false";
    let undo = |cell: u32| format!("[data-cell='{cell}'] [data-undo]");
    let redo = |cell: u32| format!("[data-cell='{cell}'] [data-redo]");
    page.fill(2, "x_tan = 3");
    page.wait_until("undo is offered", || is_shown(&undo(2)));
    assert!(!is_shown(&undo(5)) && !is_shown(&redo(2)));
    page.click(&undo(2));
    page.wait_until("redo is offered", || is_shown(&redo(2)));
    assert!(!is_shown(&undo(2)));
    // The button that was pressed is gone: the focus is on the other.
    page.wait_until("the focus is on redo", || {
        page.count("[data-cell='2'] [data-redo]:focus") == 1
    });
    page.click(&redo(2));
    wait_for(&page, 2, "x_tan = 3");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn all_cells_can_be_reset_at_once_and_that_undone_at_once() {
    let page = live_page();
    assert_eq!(page.property("#reset-all", "disabled"), "true");
    let originals = [2, 4].map(|number| blank(&page, number));
    page.fill(2, "x_tan = 3");
    page.fill(4, "n = 2\nx = 1");
    page.click("#reset-all");
    wait_for(&page, 2, &originals[0]);
    wait_for(&page, 4, &originals[1]);
    assert_eq!(page.property("#reset-all", "disabled"), "true");
    page.click("[data-cell='5'] [data-undo]");
    wait_for(&page, 2, "x_tan = 3");
    wait_for(&page, 4, "n = 2\nx = 1");
    page.check_console();
}
