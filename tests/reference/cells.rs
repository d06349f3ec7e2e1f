//! The lecture's cells of `cells.py`, with a case's inputs put into the blanks.

use serde_json::Value;
use vanishing_gradients::notebook::{Cell, Notebook};

const CELLS: &str = include_str!("cells.py");

/// The five cells, in order, as the lecture has them.
pub fn lecture_cells() -> Vec<Cell> {
    Cell::lesson(CELLS)
}

/// What a case of `lecture.json` puts into the four blanks.
pub fn blanks(inputs: &Value) -> [String; 4] {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let range = &inputs["linspace"];
    let ends = format!("{}, {}", text(&range[0]), text(&range[1]));
    let limits = match inputs["ylim"].as_array() {
        Some(limits) => format!("plt.ylim({}, {})", text(&limits[0]), text(&limits[1])),
        None => "# plt.ylim(-.5, 1.5)".to_owned(),
    };
    [
        format!("x = np.linspace({ends}, {})", text(&range[2])),
        format!("x_tan = {}", text(&inputs["x_tan"])),
        limits,
        format!("n = {}\nx = {}", text(&inputs["n"]), text(&inputs["x"])),
    ]
}

/// The second cell's source with a case's `span`, which stands outside the blanks.
pub fn with_span(source: &str, inputs: &Value) -> String {
    let span = inputs["span"].as_str().unwrap_or("1.7");
    source.replace("span = 1.7\n", &format!("span = {span}\n"))
}

/// The lecture with the inputs of one case of `lecture.json`, run once.
pub fn lecture_with(inputs: &Value) -> Notebook {
    let mut notebook = Notebook::new(lecture_cells());
    notebook.run();
    for (blank, text) in (1..).zip(blanks(inputs)) {
        assert!(notebook.set_blank(blank, &text));
        notebook.run();
    }
    notebook.edit(2, |cell| cell.set_whole(with_span(&cell.source(), inputs)));
    notebook.run();
    notebook
}
