//! What pyplot answers, each expectation made with matplotlib 3.11.2.
//!
//! Knows nothing of how the answers come about.

use crate::figure::Figure;
use crate::language::machine::{CellResult, Machine};
use crate::language::source::Source;

fn run(code: &str) -> CellResult {
    let mut machine = Machine::new();
    let code = format!("import numpy as np\nimport matplotlib.pyplot as plt\n{code}");
    machine.run(&Source::new("cell", code))
}

/// The `repr` of the last expression, or the error as `type: message`.
#[track_caller]
fn check(code: &str, expected: &str) {
    let result = run(code);
    let error = result
        .error
        .map(|error| format!("{}: {}", error.kind.name(), error.message));
    let value = result.value.map_or("None".to_owned(), |(_, text)| text);
    assert_eq!(error.unwrap_or(value), expected, "{code}");
}

/// The figures of a cell that ends well.
#[track_caller]
fn figures(code: &str) -> Vec<Figure> {
    let result = run(code);
    assert_eq!(result.error, None, "{code}");
    result.figures
}

/// Limits along x and along y.
type Limits = ((f64, f64), (f64, f64));

/// The view limits of every axes of a cell's one figure.
#[track_caller]
fn check_limits(code: &str, expected: &[Limits]) {
    let figures = figures(code);
    assert_eq!(figures.len(), 1, "{code}");
    let axes = figures[0].axes.iter();
    let limits: Vec<_> = axes.map(|axes| (axes.x.limits, axes.y.limits)).collect();
    assert_eq!(limits, expected, "{code}");
}

#[track_caller]
fn check_warning(code: &str, expected: &str) {
    let warnings = run(code).warnings;
    let messages: Vec<&str> = warnings
        .iter()
        .map(|warning| warning.message.as_str())
        .collect();
    assert_eq!(messages, [expected], "{code}");
}

#[test]
fn format_strings_and_properties_are_matplotlibs() {
    check("plt.plot([1], 'r--')[0].get_color()", "'r'");
    check("plt.plot([1], color='C1')[0].get_color()", "'C1'");
    check("plt.plot([1], c='0.5')[0].get_color()", "'0.5'");
    check("plt.plot([1], c='#F00')[0].get_color()", "'#F00'");
    check("plt.plot([1], ls='dashed')[0].get_linestyle()", "'--'");
    check("plt.plot([1], 'o')[0].get_linestyle()", "'None'");
    check("plt.plot([1], marker=None)[0].get_marker()", "'None'");
    check("plt.plot([1], lw=None)[0].get_linewidth()", "1.5");
    check("plt.plot([1], label=None)[0].get_label()", "'_child0'");
    check("plt.plot([1], label=True)[0].get_label()", "'True'");
    check("plt.plot([1, 2], label=['a'])[0].get_label()", "'a'");
    check(
        "plt.plot(np.eye(2), label=['a', 'b'])[1].get_label()",
        "'b'",
    );
    check(
        "plt.plot([1, 2], [3, 4])[0].get_data()",
        "(array([1, 2]), array([3, 4]))",
    );
    check(
        "plt.plot([True, False])[0].get_ydata()",
        "array([ True, False])",
    );
    check("plt.plot()", "[]");
    check(
        "plt.plot([1], 'foo')",
        "ValueError: 'foo' is not a valid format string (unrecognized character 'f')",
    );
    check(
        "plt.plot([1], 'r--b')",
        "ValueError: 'r--b' is not a valid format string (two color symbols)",
    );
    check(
        "plt.plot([1], foo=3)",
        "AttributeError: Line2D.set() got an unexpected keyword argument 'foo'",
    );
    check(
        "plt.plot([1], ls='dahsed')",
        "ValueError: 'dahsed' is not a valid value for ls. Did you mean one of: 'dashed', 'dashdot', 'dotted'?",
    );
    check(
        "plt.plot([1], ls=3)",
        "ValueError: Unrecognized linestyle: 3",
    );
    check(
        "plt.plot([1], marker='foo')",
        "ValueError: Unrecognized marker style 'foo'",
    );
    check(
        "plt.plot([1], alpha=2)",
        "ValueError: alpha (2) is outside 0-1 range",
    );
    check(
        "plt.plot([1], alpha='a')",
        "TypeError: alpha must be numeric or None, not <class 'str'>",
    );
    check(
        "plt.plot([1], lw=2, linewidth=3)",
        "TypeError: Got both 'lw' and 'linewidth', which are aliases of one another",
    );
    check(
        "plt.plot([1], label=['a', 'b'])",
        "ValueError: label must be scalar or have the same length as the input data, but found 2 for 1 datasets.",
    );
    check(
        "plt.plot([1, 2], [1, 2], [3, 4], [3, 4], label=['a', 'b'])",
        "ValueError: plot() with multiple groups of data (i.e., pairs of x and y) does not support multiple labels",
    );
}

#[test]
fn shapes_are_matplotlibs() {
    check(
        "plt.plot([1, 2], [1, 2, 3])",
        "ValueError: x and y must have same first dimension, but have shapes (2,) and (3,)",
    );
    check(
        "plt.plot([1], None)",
        "ValueError: x, y, and format string must not be None",
    );
    check(
        "plt.plot([[1, 2], [3]])",
        "ValueError: Input could not be cast to an at-least-1D NumPy array",
    );
    check(
        "plt.plot([[1, 2, 3], [3, 4, 5]], [[1, 2], [3, 4]])",
        "ValueError: x has 3 columns but y has 2 columns",
    );
    check(
        "plt.plot([[[1]]])",
        "ValueError: x and y can be no greater than 2D, but have shapes (1,) and (1, 1, 1)",
    );
    check(
        "plt.plot({1: 2})",
        "TypeError: float() argument must be a string or a real number, not 'dict'",
    );
    check(
        "plt.plot(lambda x: x)",
        "TypeError: float() argument must be a string or a real number, not 'function'",
    );
    check(
        "plt.plot(x=[1], y=[2])",
        "TypeError: plot() got an unexpected keyword argument 'x'",
    );
    check(
        "plt.plot([10**400])",
        "OverflowError: int too large to convert to float",
    );
}

#[test]
fn limits_are_matplotlibs() {
    check("plt.xlim()", "(np.float64(0.0), np.float64(1.0))");
    check("plt.ylim(bottom=0)", "(0.0, 1.0)");
    check("plt.ylim((0, 2))", "(0.0, 2.0)");
    check("plt.xlim(5, 1)", "(5.0, 1.0)");
    check("plt.xlim(xmin=2)", "(2.0, 1.0)");
    check("plt.ylim(np.array([1, 2]))", "(1.0, 2.0)");
    check(
        "plt.xlim([1])",
        "ValueError: not enough values to unpack (expected 2, got 1)",
    );
    check(
        "plt.xlim(left=1, xmin=2)",
        "TypeError: Cannot pass both 'left' and 'xmin'",
    );
    check(
        "plt.xlim(foo=2)",
        "TypeError: _AxesBase.set_xlim() got an unexpected keyword argument 'foo'",
    );
    check(
        "plt.ylim(1, 2, 3)",
        "TypeError: _AxesBase.set_ylim() takes from 1 to 3 positional arguments but 4 were given",
    );
    check(
        "plt.ylim(0, [1])",
        "TypeError: '>' not supported between instances of 'int' and 'list'",
    );
    check(
        "plt.ylim(np.nan, 1)",
        "ValueError: Axis limits cannot be NaN or Inf",
    );
}

#[test]
fn ticks_are_matplotlibs() {
    check("plt.xticks([])", "([], [])");
    check(
        "plt.xticks([1, 2], ['a'])",
        "ValueError: The number of FixedLocator locations (2), usually from a call to set_ticks, does not match the number of labels (1).",
    );
    check(
        "plt.xticks(labels=['a'])",
        "TypeError: xticks(): Parameter 'labels' can't be set without setting 'ticks'",
    );
    check(
        "plt.xticks([1, 2], foo=45)",
        "AttributeError: Text.set() got an unexpected keyword argument 'foo'",
    );
    check(
        "plt.xticks(3)",
        "ValueError: 'locs' must be 1D with shape (N,), but your input has shape ()",
    );
    check(
        "plt.yticks()",
        "(array([0. , 0.2, 0.4, 0.6, 0.8, 1. ]), [Text(0, 0.0, '0.0'), Text(0, 0.2, '0.2'), Text(0, 0.4, '0.4'), Text(0, 0.6000000000000001, '0.6'), Text(0, 0.8, '0.8'), Text(0, 1.0, '1.0')])",
    );
    check(
        "plt.gca().set_xticks([1, 2], rotation=3)",
        "ValueError: Incorrect use of keyword argument 'rotation'. Keyword arguments other than 'minor' modify the text labels and can only be used if 'labels' are passed as well.",
    );
    check(
        "plt.gca().set_xticks()",
        "TypeError: Axis.set_ticks() missing 1 required positional argument: 'ticks'",
    );
}

#[test]
fn texts_and_legends_are_matplotlibs() {
    check("plt.title('a')", "Text(0.5, 1.0, 'a')");
    check("plt.xlabel('a')", "Text(0.5, 0, 'a')");
    check("plt.ylabel('a')", "Text(0, 0.5, 'a')");
    check("plt.suptitle('a')", "Text(0.5, 0.98, 'a')");
    check("plt.title(None)", "Text(0.5, 1.0, '')");
    check(
        "plt.title()",
        "TypeError: title() missing 1 required positional argument: 'label'",
    );
    check(
        "plt.title('a', foo=1)",
        "AttributeError: Text.set() got an unexpected keyword argument 'foo'",
    );
    check(
        "plt.title('a', loc='foo')",
        "ValueError: 'foo' is not a valid value for loc. Supported values are 'left', 'center', 'right'",
    );
    check(
        "plt.xlabel('a', foo=1)",
        "AttributeError: 'Text' object has no property 'foo'",
    );
    check(
        "plt.title(1, 2, 3, 4, 5)",
        "TypeError: title() takes from 1 to 4 positional arguments but 5 were given",
    );
    check(
        "plt.gca().set_title(1, 2, 3, 4, 5)",
        "TypeError: Axes.set_title() takes from 2 to 5 positional arguments but 6 were given",
    );
    check(
        "plt.legend(loc='foo')",
        "ValueError: 'foo' is not a valid value for loc.",
    );
    check(
        "plt.legend(loc='upper letf')",
        "ValueError: 'upper letf' is not a valid value for loc. Did you mean one of: 'upper left', 'upper center', 'upper right'?",
    );
    check(
        "plt.legend(loc=99)",
        "ValueError: loc must be string, coordinate tuple, or an integer 0-10, not 99",
    );
    check(
        "plt.legend(foo=3)",
        "TypeError: Legend.__init__() got an unexpected keyword argument 'foo'",
    );
    check(
        "plt.legend(1, 2, 3)",
        "TypeError: legend() takes 0-2 positional arguments but 3 were given",
    );
    check(
        "plt.grid(axis='z')",
        "ValueError: 'z' is not a valid value for axis. Supported values are 'x', 'y', 'both'",
    );
    check(
        "plt.axhline(1, 2, 3, 4)",
        "TypeError: axhline() takes from 0 to 3 positional arguments but 4 were given",
    );
}

#[test]
fn figures_are_matplotlibs() {
    check(
        "plt.figure(figsize=(6, 4))",
        "<Figure size 600x400 with 0 Axes>",
    );
    check(
        "plt.subplots(1, 3)",
        "(<Figure size 640x480 with 3 Axes>, array([<Axes: >, <Axes: >, <Axes: >], dtype=object))",
    );
    check(
        "plt.subplots(2, 2)",
        "(<Figure size 640x480 with 4 Axes>, array([[<Axes: >, <Axes: >],\n       [<Axes: >, <Axes: >]], dtype=object))",
    );
    check(
        "plt.subplots(1, 9)",
        "(<Figure size 640x480 with 9 Axes>, array([<Axes: >, <Axes: >, <Axes: >, <Axes: >, <Axes: >, <Axes: >,\n       <Axes: >, <Axes: >, <Axes: >], dtype=object))",
    );
    check("plt.subplots(2, 3)[1][1, -1]", "<Axes: >");
    check("plt.subplots(2, 3)[1].shape", "(2, 3)");
    check(
        "plt.subplots(2, 2)[1][2]",
        "IndexError: index 2 is out of bounds for axis 0 with size 2",
    );
    check(
        "plt.subplots(1, 3)[1][0, 0]",
        "IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed",
    );
    check(
        "plt.subplots(1, 3)[1].plot([1])",
        "AttributeError: 'numpy.ndarray' object has no attribute 'plot'",
    );
    check(
        "plt.subplots(1, 2, True)",
        "TypeError: subplots() takes from 0 to 2 positional arguments but 3 were given",
    );
    check(
        "plt.subplots(0)",
        "ValueError: Number of rows must be a positive integer, not 0",
    );
    check(
        "plt.subplots(1, 3, sharex='foo')",
        "ValueError: 'foo' is not a valid value for sharex. Supported values are 'all', 'row', 'col', 'none', False, True",
    );
    check(
        "plt.subplot(12)",
        "ValueError: Single argument to subplot must be a three-digit integer, not 12",
    );
    check(
        "plt.subplot(1, 2, 3)",
        "ValueError: num must be an integer with 1 <= num <= 2, not 3",
    );
    check(
        "plt.subplot(1, 2, 1, foo=3)",
        "AttributeError: Axes.set() got an unexpected keyword argument 'foo'",
    );
    check(
        "plt.gca().set(xlabel='q', title='r', xlim=(0, 2))",
        "[Text(0.5, 0, 'q'), Text(0.5, 1.0, 'r'), (0.0, 2.0)]",
    );
    check(
        "plt.gca().foo",
        "AttributeError: 'Axes' object has no attribute 'foo'",
    );
    check(
        "plt.gca().title('x')",
        "TypeError: 'Text' object is not callable",
    );
    check(
        "plt.close(3.5)",
        "TypeError: 'fig' must be an instance of matplotlib.figure.Figure, int, str or None, not a float",
    );
    check(
        "plt.show(1)",
        "TypeError: _Backend.show() takes 1 positional argument but 2 were given",
    );
}

#[test]
fn limits_follow_the_order_of_calls() {
    check_limits("plt.plot([1, 6])", &[((-0.05, 1.05), (0.75, 6.25))]);
    check_limits(
        "plt.plot()",
        &[(
            (-0.05500000000000001, 0.05500000000000001),
            (-0.05500000000000001, 0.05500000000000001),
        )],
    );
    check_limits(
        "plt.plot([1, 6])\nplt.axhline(3)\nplt.axvline(5)",
        &[((-0.25, 5.25), (0.75, 6.25))],
    );
    check_limits("plt.axhline(0.5)", &[((0.0, 1.0), (0.0, 1.0))]);
    check_limits(
        "plt.ylim(0, 10)\nplt.plot([1, 20])\nplt.yticks([5, 15])",
        &[((-0.05, 1.05), (0.0, 15.0))],
    );
    check_limits(
        "plt.ylim(1, 0, auto=True)\nplt.plot([1, 6])",
        &[((-0.05, 1.05), (6.25, 0.75))],
    );
    check_limits(
        "plt.plot([1.5, np.inf, np.nan])",
        &[(
            (-0.05500000000000001, 0.05500000000000001),
            (1.4175, 1.5825),
        )],
    );
}

#[test]
fn shared_axes_have_the_same_limits() {
    check_limits(
        "f, a = plt.subplots(1, 2, sharex=True)\na[0].plot([1, 2, 3])",
        &[((-0.1, 2.1), (0.9, 3.1)), ((-0.1, 2.1), (0.0, 1.0))],
    );
    let figures = figures("plt.subplots(2, 2, sharex='col', sharey=True)");
    let shown: Vec<_> = figures[0]
        .axes
        .iter()
        .map(|axes| (axes.x.show_tick_labels, axes.y.show_tick_labels))
        .collect();
    assert_eq!(
        shown,
        [(false, true), (false, false), (true, true), (true, false)]
    );
}

#[test]
fn figures_come_in_order_and_close_with_the_cell() {
    let titles = |code: &str| -> Vec<String> {
        let figures = figures(code);
        figures
            .into_iter()
            .map(|figure| figure.axes.into_iter().map(|axes| axes.title).collect())
            .collect()
    };
    assert_eq!(
        titles("plt.title('a')\nplt.show()\nplt.title('b')"),
        ["a", "b"]
    );
    assert_eq!(titles("plt.title('a')\nplt.close()\nplt.title('b')"), ["b"]);
    assert_eq!(
        titles("plt.title('a')\nplt.figure()\nplt.title('b')\nplt.figure(1)\nplt.title('c')"),
        ["b", "c"]
    );
    assert_eq!(titles("plt.show()"), [""; 0]);
    let mut machine = Machine::new();
    let source =
        |code: &str| Source::new("cell", format!("import matplotlib.pyplot as plt\n{code}"));
    assert_eq!(
        machine.run(&source("f, a = plt.subplots()")).figures.len(),
        1
    );
    assert_eq!(machine.run(&source("a.plot([1])")).figures.len(), 0);
    assert_eq!(
        machine.run(&source("f.show()")).figures[0].axes[0]
            .series
            .len(),
        1
    );
}

#[test]
fn what_is_unusual_is_warned_of() {
    check_warning(
        "plt.legend()",
        "No artists with labels found to put in legend.  Note that artists whose label start with an underscore are ignored when legend() is called with no argument.",
    );
    check_warning(
        "plt.xlim(1, 1)",
        "Attempting to set identical low and high xlims makes transformation singular; automatically expanding.",
    );
    check_warning(
        "plt.plot([1], 'ro', c='b')",
        "color is redundantly defined by the 'color' keyword argument and the fmt string \"ro\" (-> color='r'). The keyword argument will take precedence.",
    );
}

#[test]
fn legends_name_lines() {
    let entries = |code: &str| {
        let figures = figures(code);
        figures[0].axes[0]
            .legend
            .as_ref()
            .map(|legend| legend.entries.clone())
    };
    let start =
        "a, = plt.plot([1], label='a')\nb, = plt.plot([2])\nc, = plt.plot([3], label='c')\n";
    let named = |entries: &[(usize, &str)]| -> Option<Vec<(usize, String)>> {
        Some(
            entries
                .iter()
                .map(|(line, text)| (*line, (*text).to_owned()))
                .collect(),
        )
    };
    assert_eq!(
        entries(&format!("{start}plt.legend()")),
        named(&[(0, "a"), (2, "c")])
    );
    assert_eq!(
        entries(&format!("{start}plt.legend(['x', 'y'])")),
        named(&[(0, "x"), (1, "y")])
    );
    assert_eq!(
        entries(&format!("{start}plt.legend(handles=[c, b])")),
        named(&[(2, "c"), (1, "_child1")])
    );
    assert_eq!(
        entries(&format!("{start}plt.legend([c], ['z'])")),
        named(&[(2, "z")])
    );
    assert_eq!(
        entries(&format!("{start}plt.legend()\na.remove()")),
        named(&[(1, "c")])
    );
}

#[test]
fn more_figures_than_a_page_can_show_end_the_cell() {
    let result = run("while True:\n    plt.figure()");
    assert!(result.exhausted);
    // A million shared samples take no room; copies of a part of them do.
    let start = "x = np.zeros(1_000_000)\nfor i in range(10):\n    plt.plot(x, x";
    assert!(!run(&format!("{start})")).exhausted);
    assert!(run(&format!("{start}, x[::2], x[::2])")).exhausted);
}

#[test]
fn collections_are_no_lines_but_count_as_children() {
    check(
        "plt.scatter([1], [1, 2])",
        "ValueError: x and y must be the same size",
    );
    check("plt.scatter([1, 2], [1, 2]).get_label()", "'_child0'");
    check(
        "plt.scatter([1], [1])\nplt.plot([1])[0].get_label()",
        "'_child1'",
    );
    check("plt.scatter([1], [1])\nplt.gca().lines", "[]");
    check(
        "plt.scatter([1], [1], foo=2)",
        "AttributeError: PathCollection.set() got an unexpected keyword argument 'foo'",
    );
    check(
        "plt.scatter([1], [1], c='foo')",
        "ValueError: 'c' argument must be a color, a sequence of colors, or a sequence of numbers, not 'foo'",
    );
    check(
        "plt.hlines([1, 2], [0, 1, 2], 3)",
        "ValueError: could not broadcast input array from shape (3,) into shape (2,)",
    );
    check(
        "plt.hlines(1, 0, 2, linestyles='foo')",
        "ValueError: Do not know how to convert 'foo' to dashes",
    );
    check_limits("plt.hlines([1, 2], 0, 2)", &[((-0.1, 2.1), (0.95, 2.05))]);
    check_limits(
        "plt.vlines(1, 0, 2)",
        &[((0.945, 1.0550000000000002), (-0.1, 2.1))],
    );
}

#[test]
fn axis_gives_and_sets_all_four_limits() {
    check(
        "plt.axis((0, 1, 3, 2))",
        "(np.float64(0.0), np.float64(1.0), np.float64(3.0), np.float64(2.0))",
    );
    check(
        "plt.axis([0, 1, 2])",
        "TypeError: The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]",
    );
}
