//! The lesson run, edited and drawn without a page, for the build (`split/`): the code that this
//! takes is what the first file of the program holds.

use super::figures::{FigureView, Surface};
use super::paint::painted;
use super::words::{shown_lines, warnings_html};
use crate::notebook::saved::{restored, saved};
use crate::notebook::{Cell, Notebook, Part};
use wasm_bindgen::{JsCast, JsValue};

/// Stands between two states of the lesson.
const STATES: char = '\u{1}';
/// Widths of figures in CSS pixels, one for each design width.
const WIDTHS: [f64; 2] = [360.0, 720.0];

/// Opens the lesson in its first state, each cell once as a whole, then edits it to be in each of
/// the others; gives whether that went well.
///
/// Called by the build, in an interpreter where the functions of JavaScript do nothing. The
/// build then takes it off the list of exports.
///
/// # Safety
///
/// `states` must point to `length` bytes.
#[unsafe(no_mangle)]
unsafe extern "C" fn rehearse(states: *const u8, length: usize) -> bool {
    let states = unsafe { std::slice::from_raw_parts(states, length) };
    std::str::from_utf8(states).is_ok_and(|states| go_through(states).is_ok())
}

fn go_through(states: &str) -> Result<(), JsValue> {
    let mut states = states.split(STATES).map(Cell::lesson);
    let mut notebook = Notebook::new(states.next().unwrap_or_default());
    show(&mut notebook)?;
    for number in 1..=notebook.cells().count() {
        notebook.edit(number, |cell| cell.set_whole(cell.source()));
        show(&mut notebook)?;
        notebook.edit(number, Cell::close_whole);
        notebook.edit(number, Cell::reset);
        show(&mut notebook)?;
    }
    for state in states {
        for part in state.iter().flat_map(Cell::parts) {
            if let Part::Blank { number, text } = part {
                notebook.set_blank(*number, text);
            }
        }
        show(&mut notebook)?;
    }
    Ok(())
}

/// Runs the notebook, and makes of its outputs what the page shows.
fn show(notebook: &mut Notebook) -> Result<(), JsValue> {
    restored(&saved(notebook.cells(), notebook.tried()));
    let view = FigureView::on(JsValue::UNDEFINED.unchecked_into());
    for change in notebook.run() {
        let (Some(cell), Some(output)) = (notebook.cell(change.cell), notebook.output(change.cell))
        else {
            continue;
        };
        painted(&cell.source(), None);
        cell.is_edited();
        shown_lines(&output.printed);
        warnings_html(&output.warnings);
        for width in WIDTHS {
            let surface = Surface::plain(width);
            for figure in &output.figures {
                view.draw(figure, &surface)?;
            }
        }
    }
    Ok(())
}
