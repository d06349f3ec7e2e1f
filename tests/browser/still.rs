//! What is there before the page's program, and without it.

use serde_json::{Value, json};

use crate::page::{Page, View, one_file};

/// The drawings that can be seen: how many, and how many of them are of the class.
#[track_caller]
fn drawings(page: &Page, class: &str) -> [u64; 2] {
    let script = "const seen = [...document.querySelectorAll('[data-figure] svg')]
        .filter(drawing => drawing.getBoundingClientRect().height > 100);
        return [seen.length, seen.filter(drawing => drawing.matches(arguments[0])).length]";
    let counts = page.driver.script(script, &[json!(class)]);
    serde_json::from_value(counts).expect("two counts")
}

#[track_caller]
fn check_still(view: View, class: &str) {
    let page = Page::load_without_scripts(view);
    assert_eq!(page.state(), "static");
    assert_eq!(drawings(&page, class), [4, 4]);
    assert!(
        page.output(4, "data-stdout")
            .starts_with("\nMax of x data : 5.0\n")
    );
    assert!(
        page.output(5, "data-stdout")
            .contains("step 6 : 0.000244140625\n")
    );
    page.save_window(&format!("still-{}", view.width));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn without_scripts_figures_and_printed_lines_are_there() {
    check_still(View::DESKTOP, ".wide");
    check_still(View::PHONE.dark(), ".narrow");
}

/// A part of a cell: what it is, and where it is from the cell's corner, with its size, in CSS
/// pixels.
type Part = (String, [f64; 4]);

/// Less than can be seen: an engine may round the heights of a picture and of a canvas apart.
const NOTHING: f64 = 0.2;

/// Whether the first is where the second was.
fn stayed((kind, now): &Part, (kind_before, before): &Part) -> bool {
    let moved = now.iter().zip(before).any(|(a, b)| (a - b).abs() > NOTHING);
    kind == kind_before && !moved
}

/// The parts of each cell.
#[track_caller]
fn parts(page: &Page) -> Vec<Vec<Part>> {
    let script = "
        const parts = 'h3, button, label, pre, [data-figure], canvas, svg';
        return Array.from(document.querySelectorAll('[data-cell]'), cell => {
            const corner = cell.getBoundingClientRect();
            return Array.from(cell.querySelectorAll(parts))
                .filter(part => part.checkVisibility())
                .map(part => {
                    const box = part.getBoundingClientRect();
                    const kind = part.matches('canvas, svg') ? 'drawing' : part.localName;
                    return [kind, [box.x - corner.x, box.y - corner.y, box.width, box.height]];
                });
        });";
    serde_json::from_value(page.driver.script(script, &[])).expect("parts of cells")
}

#[test]
#[ignore = "run by cargo xtask test"]
fn every_part_is_where_it_was_before_the_program() {
    for view in [View::DESKTOP, View::WIDE_DESKTOP, View::PHONE] {
        let still = parts(&Page::load_without_scripts(view));
        let live = parts(&Page::open(view));
        for (cell, (live, still)) in live.iter().zip(&still).enumerate() {
            assert_eq!(live.len(), still.len(), "cell {}, {view:?}", cell + 1);
            for (part, before) in live.iter().zip(still) {
                assert!(stayed(part, before), "{part:?}, was {before:?}, {view:?}");
            }
        }
        assert_eq!([live.len(), still.len()], [5, 5]);
    }
}

mod needs_layout_shifts {
    use super::*;

    /// Notes by how much parts of the page move while it loads.
    fn note_shifts(page: &Page) {
        page.host.put_early(
            "<script>
                window.shifts = [];
                new PerformanceObserver(list => {
                    for (const entry of list.getEntries()) shifts.push(entry.value);
                }).observe({ type: 'layout-shift', buffered: true })
            </script>",
        );
    }

    #[test]
    #[ignore = "run by cargo xtask test"]
    fn nothing_moves_when_the_page_becomes_live() {
        for view in [View::DESKTOP, View::PHONE, View::WIDE_DESKTOP] {
            let page = Page::load(view, &note_shifts);
            let kinds = "return PerformanceObserver.supportedEntryTypes.includes('layout-shift')";
            assert_eq!(page.driver.script(kinds, &[]), Value::Bool(true));
            page.wait_until_live();
            page.wait_for_frames();
            let shifts = page.driver.script("return window.shifts", &[]);
            assert_eq!(shifts, Value::Array(Vec::new()), "{view:?}");
            assert_eq!(drawings(&page, "svg"), [0, 0]);
        }
    }
    #[test]
    #[ignore = "run by cargo xtask test"]
    fn nothing_moves_when_the_one_file_becomes_live() {
        let page = Page::open_file(&one_file());
        let watch = "window.shifts = [];
            const note = list => { for (const entry of list.getEntries()) shifts.push(entry.value); };
            new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true })";
        page.driver.script(watch, &[]);
        page.wait_for_frames();
        let shifts = page.driver.script("return window.shifts", &[]);
        assert_eq!(shifts, Value::Array(Vec::new()));
    }
}
