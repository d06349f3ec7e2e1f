//! The canvases: drawn, sharp, redrawn when what they show changes; and pictures to look at.

use serde_json::{Value, json};

use crate::page::{Page, View};

/// What each canvas shows, as a text that differs when a pixel does.
fn pictures(page: &Page) -> Vec<Value> {
    let script = "return Array.from(document.querySelectorAll('[data-figure] canvas'),
        canvas => canvas.toDataURL())";
    let pictures = page.driver.script(script, &[]);
    pictures.as_array().cloned().unwrap_or_default()
}

/// Types into a blank, and checks which of the four figures that redraws.
#[track_caller]
fn check_redraws(page: &Page, blank: u32, text: &str, expected: [bool; 4]) {
    let before = pictures(page);
    page.fill(blank, text);
    let after = pictures(page);
    let changed: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a != b).collect();
    assert_eq!(changed, expected, "{text}");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn an_edit_redraws_the_figures_that_depend_on_it() {
    let page = Page::open(View::DESKTOP);
    check_redraws(
        &page,
        1,
        "x = np.linspace(-8, 8, 100)",
        [true, true, true, false],
    );
    check_redraws(&page, 2, "x_tan = 2", [true, false, false, false]);
    check_redraws(&page, 3, "plt.ylim(-.5, 1.5)", [false, false, true, false]);
    check_redraws(&page, 4, "n = 9\nx = 1", [false, false, false, true]);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_canvas_has_as_many_pixels_as_the_screen() {
    let script = "return Array.from(document.querySelectorAll('[data-figure] canvas'), canvas => {
        const box = canvas.getBoundingClientRect();
        return [canvas.width - box.width * devicePixelRatio,
                canvas.height - box.height * devicePixelRatio];
    }).flat().every(difference => Math.abs(difference) <= 1)";
    for ratio in [1.0, 2.0, 3.0] {
        let view = View {
            ratio,
            ..View::DESKTOP
        };
        let page = Page::open(view);
        for width in [390, 1280] {
            page.look(View { width, ..view }, 900);
            page.wait_until("every canvas fits its pixels", || {
                page.driver.script(script, &[]) == json!(true)
            });
        }
    }
}

/// What is not wholly in the window, or in the box it stands in, sideways: texts that are cut,
/// figures, fields and outputs that stick out.
const CUT: &str = "
    const window = document.documentElement.clientWidth;
    const parts = 'canvas, textarea, pre, button, label, h1, h2, h3, p, math';
    return Array.from(document.querySelectorAll(parts))
        .filter(part => part.checkVisibility() && !part.closest('.unseen, .skip'))
        .filter(part => {
            const box = part.getBoundingClientRect();
            const isCut = part.scrollWidth > part.clientWidth + 1
                && getComputedStyle(part).overflowX !== 'visible';
            return box.left < 0 || box.right > window || isCut;
        })
        .map(part => part.outerHTML.slice(0, 80));";

#[test]
#[ignore = "run by cargo xtask test"]
fn a_phone_upright_or_on_its_side_shows_all_there_is() {
    let page = Page::open(View::PHONE);
    let redrawn = "return Array.from(document.querySelectorAll('[data-figure] canvas'),
        canvas => canvas.width / canvas.getBoundingClientRect().width)
        .every(ratio => Math.abs(ratio - devicePixelRatio) < 0.01)";
    for (view, height) in [
        (View::SIDEWAYS_PHONE, 390),
        (View::PHONE, 844),
        (View::SIDEWAYS_PHONE, 390),
    ] {
        page.look(view, height);
        page.wait_until("the figures fit", || {
            page.driver.script(redrawn, &[]) == json!(true)
        });
        assert_eq!(page.driver.script(CUT, &[]), json!([]), "{view:?}");
    }
    page.save_window("844x390-light");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn every_canvas_shows_more_than_paper() {
    let page = Page::open(View::PHONE);
    let script = "return Array.from(document.querySelectorAll('[data-figure] canvas'), canvas => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
    })";
    let colors = page.driver.script(script, &[]);
    let colors: Vec<u64> = serde_json::from_value(colors).expect("sizes are numbers");
    assert_eq!(colors.len(), 4);
    // Paper, axes and a curve, each with softened edges.
    assert!(colors.iter().all(|&count| count > 10), "{colors:?}");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn pictures_are_saved_to_be_looked_at() {
    let of_ratio = [
        (
            View::DESKTOP,
            vec![("1280", View::DESKTOP), ("1920", View::WIDE_DESKTOP)],
        ),
        (
            View::PHONE,
            vec![
                ("390", View::PHONE),
                ("844", View::SIDEWAYS_PHONE),
                ("1280@2x", View::SHARP_DESKTOP),
            ],
        ),
    ];
    for (first, views) in of_ratio {
        let page = Page::open(first);
        for (name, view) in &views {
            page.save_screenshot(*view, &format!("{name}-light"));
        }
        let page = Page::open(first.dark());
        for (name, view) in &views {
            page.save_screenshot(view.dark(), &format!("{name}-dark"));
        }
        page.check_console();
    }
}
