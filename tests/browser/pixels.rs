//! The pixels of a canvas against the same figure, drawn natively.
//!
//! The native drawing is written down and done again by a script in the same browser, on a
//! canvas of the size that the page's ought to have. So fonts and softened edges are the same
//! on both, and not one pixel may differ.

use std::rc::Rc;

use serde_json::json;
use vanishing_gradients::figure::draw::draw;
use vanishing_gradients::figure::layout::{DesignWidth, lay_out};
use vanishing_gradients::figure::palette::Palette;
use vanishing_gradients::figure::pen::{Medium, UNITS};
use vanishing_gradients::figure::{Color, Figure};

use crate::cells::{blanks, lecture_with};
use crate::page::{Page, View};
use crate::recording::{REDO, Recording};

/// How many pixels of the page's canvas number `index`, from 0, are not those of `figure`,
/// laid out and coloured for `view`; `None` if the canvas is of another size.
#[track_caller]
pub fn differing_pixels(page: &Page, view: View, index: usize, figure: &Figure) -> Option<u64> {
    let width = if view.width < 600 {
        DesignWidth::Narrow
    } else {
        DesignWidth::Wide
    };
    let layout = lay_out(figure, width);
    let pixels = canvas_width(page, index) * view.ratio / layout.width;
    let mut recording = Recording::default();
    let drawn = draw(
        figure,
        &layout,
        &mut recording,
        Medium::canvas(pixels),
        &palette(page, view),
    );
    drawn.expect("a recording takes everything");
    let script = format!("{REDO}{COMPARE}");
    let size = [layout.width, layout.height].map(|length| (length * pixels).round());
    let arguments = [
        json!(index),
        json!(recording.steps),
        json!(size),
        json!(pixels / UNITS),
    ];
    page.driver.script(&script, &arguments).as_u64()
}

const COMPARE: &str = "
    const [index, steps, [width, height], scale] = arguments;
    const shown = document.querySelectorAll('[data-figure] canvas')[index];
    if (shown.width !== width || shown.height !== height) return null;
    const pixels = draw => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [width, height];
        // Chromium draws text a little differently on a canvas outside the document.
        shown.after(canvas);
        const context = canvas.getContext('2d');
        draw(context);
        canvas.remove();
        return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    };
    const expected = pixels(context => {
        context.scale(scale, scale);
        context.lineJoin = 'round';
        redo(context, steps);
    });
    // A canvas that is read more than once is warned of on the console: a copy is read.
    const found = pixels(context => context.drawImage(shown, 0, 0));
    return found.reduce((count, pixel, at) => count + (pixel !== expected[at]), 0);";

/// In CSS pixels, as the browser has laid the page out.
fn canvas_width(page: &Page, index: usize) -> f64 {
    let script = "return document.querySelectorAll('[data-figure] canvas')[arguments[0]]
        .getBoundingClientRect().width";
    let width = page.driver.script(script, &[json!(index)]);
    width.as_f64().expect("a width is a number")
}

/// The colours that documents have in this theme, with the font of the page.
fn palette(page: &Page, view: View) -> Palette {
    let script = "return getComputedStyle(document.body).fontFamily";
    let font = page.driver.script(script, &[]);
    let colors = if view.dark {
        Palette::dark()
    } else {
        Palette::light()
    };
    Palette {
        font: font.as_str().unwrap_or_default().to_string(),
        ..colors
    }
}

/// Checks that the page's canvas number `index` shows the figure, but not with this change.
#[track_caller]
fn check_change(page: &Page, index: usize, figure: &Figure, change: impl FnOnce(&mut Figure)) {
    let mut changed = figure.clone();
    change(&mut changed);
    let differing = |figure| differing_pixels(page, View::DESKTOP, index, figure);
    assert_eq!(differing(figure), Some(0), "canvas {index}");
    assert_ne!(differing(&changed), Some(0), "canvas {index}: unseen");
}

/// The least changes that a reader could see are seen by the comparison.
#[test]
#[ignore = "run by cargo xtask test"]
fn no_small_change_of_a_figure_goes_unseen() {
    let page = Page::open(View::DESKTOP);
    let inputs = json!({
        "linspace": ["-5", "5", 100], "x_tan": "0", "span": "1.7", "n": 6, "x": "0", "ylim": null
    });
    for (blank, text) in (1..).zip(blanks(&inputs)) {
        page.fill(blank, &text);
    }
    let notebook = lecture_with(&inputs);
    for (index, cell) in (2..=5).enumerate() {
        let figure = &notebook.output(cell).expect("a cell").figures[0];
        let check = |change: fn(&mut Figure)| check_change(&page, index, figure, change);
        check(|figure| figure.axes[0].title.push('.'));
        check(|figure| figure.axes[0].x.label.push('.'));
        check(|figure| figure.axes[0].x.limits.1 *= 1.002);
        check(|figure| figure.axes[0].y.ticks = Some(vec![0.1]));
        check(|figure| figure.axes[0].series[0].line_width += 0.1);
        check(|figure| {
            let color = &mut figure.axes[0].series[0].color;
            *color = Color::rgb([color.red, color.green, color.blue - 1.0 / 255.0]);
        });
        check(|figure| {
            let (low, high) = figure.axes[0].y.limits;
            let y = Rc::make_mut(&mut figure.axes[0].series[0].y);
            let middle = y.len() / 2;
            y[middle] += 0.005 * (high - low);
        });
    }
}
