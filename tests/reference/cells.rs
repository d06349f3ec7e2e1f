//! The lecture's cells of `cells.py`, with a case's inputs put into the blanks.

use serde_json::Value;
use vanishing_gradients::notebook::{Cell, Notebook};

const CELLS: &str = include_str!("cells.py");

/// The five cells, in order, as the lecture has them.
pub fn lecture_cells() -> Vec<Cell> {
    let mut first_blank = 1;
    CELLS
        .split("\n# %% ")
        .skip(1)
        .enumerate()
        .map(|(index, text)| {
            let (_title, source) = text.split_once('\n').expect("a title line");
            let cell = Cell::new(index + 1, first_blank, &format!("{source}\n"));
            first_blank += cell.blanks().count();
            cell
        })
        .collect()
}

/// The lecture with the inputs of one case of `lecture.json`, run once.
pub fn lecture_with(inputs: &Value) -> Notebook {
    let mut notebook = Notebook::new(lecture_cells());
    notebook.run();
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let span = &inputs["linspace"];
    let ends = format!("{}, {}", text(&span[0]), text(&span[1]));
    let blank_1 = format!("x = np.linspace({ends}, {})", text(&span[2]));
    let blank_2 = format!("x_tan = {}", text(&inputs["x_tan"]));
    let blank_3 = match inputs["ylim"].as_array() {
        Some(limits) => format!("plt.ylim({}, {})", text(&limits[0]), text(&limits[1])),
        None => "# plt.ylim(-.5, 1.5)".to_owned(),
    };
    let blank_4 = format!("n = {}\nx = {}", text(&inputs["n"]), text(&inputs["x"]));
    for (blank, source) in [blank_1, blank_2, blank_3, blank_4].iter().enumerate() {
        assert!(notebook.set_blank(blank + 1, source));
        notebook.run();
    }
    let number = inputs["span"].as_str().unwrap_or("1.7");
    notebook.edit(2, |cell| {
        let source = cell
            .source()
            .replace("span = 1.7", &format!("span = {number}"));
        cell.set_whole(source);
    });
    notebook.run();
    notebook
}
