//! `ticks.json`: a line drawn with matplotlib's defaults, by the code that would draw it there.

use super::lecture::axis_difference;
use super::support::{Differences, cases, text};
use serde_json::Value;
use vanishing_gradients::figure::json::json;
use vanishing_gradients::notebook::{Cell, Notebook};

#[test]
fn ticks_are_matplotlibs() {
    let mut differences = Differences::default();
    for case in cases("ticks.json") {
        let mut notebook = Notebook::new(vec![Cell::new(1, 1, &source_of(&case))]);
        notebook.run();
        let output = notebook.output(1).expect("a cell");
        let Some(figure) = output.figures.first() else {
            panic!("{case}: no figure, {:?}", output.trouble);
        };
        let figure: Value = serde_json::from_str(&json(figure).to_string()).expect("JSON");
        for axis in ["x", "y"] {
            let difference = axis_difference(&figure["axes"][0][axis], &case[axis]);
            differences.case(
                difference
                    .map(|text| format!("{} {} {axis}: {text}", case["layout"], case["data"])),
            );
        }
    }
    differences.none();
}

/// The Python that draws one case.
fn source_of(case: &Value) -> String {
    let ends = format!("[{}, {}]", text(&case["data"][0]), text(&case["data"][1]));
    let subplots = match text(&case["layout"]) {
        "single 6.4x4.8" => "fig, ax = plt.subplots()",
        "first of 1x3 at 15x4" => "fig, (ax, b, c) = plt.subplots(1, 3, figsize=(15, 4))",
        other => panic!("an unknown layout: {other}"),
    };
    let limits = match case["set_ylim"].as_array() {
        Some(limits) => format!("ax.set_ylim({}, {})", text(&limits[0]), text(&limits[1])),
        None => String::new(),
    };
    format!("import matplotlib.pyplot as plt\n{subplots}\nax.plot({ends}, {ends})\n{limits}\n")
}
