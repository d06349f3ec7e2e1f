//! What drawing costs, in steps of the cell's budget: paid when code asks for something, long
//! before it is drawn.
//!
//! A step stands for some 50 nanoseconds in a browser. Knows nothing of how anything is drawn.

use super::state::AxesPlace;
use crate::figure::{Direction, Figure, Series};
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::value::Raised;

/// How many ticks code may fix on one axis, and how many labels it may give them.
const MOST_TICKS: usize = 100_000;

const STEPS_OF_FIGURE: usize = 20_000;
const STEPS_OF_AXES: usize = 4_000;
const STEPS_OF_LINE: usize = 100;
const STEPS_OF_CALL: usize = 20;
const STEPS_OF_DRAWN_POINT: usize = 16;
/// Points that are looked at, of which few are drawn.
const POINTS_OF_STEP: usize = 8;
const STEPS_OF_TICK: usize = 16;
const STEPS_OF_BYTE: usize = 8;

/// Counts an operation on axes.
///
/// # Errors
/// `TimeoutError` at the end of the budget.
pub fn call(machine: &mut Machine) -> Result<(), Raised> {
    machine.charge(STEPS_OF_CALL)
}

/// Counts a line that axes take.
///
/// # Errors
/// `TimeoutError` at the end of the budget.
pub fn line(machine: &mut Machine, series: &Series) -> Result<(), Raised> {
    machine.charge(steps_of_line(series))
}

fn steps_of_line(series: &Series) -> usize {
    let points = series.x.len() / POINTS_OF_STEP;
    STEPS_OF_LINE + points + STEPS_OF_DRAWN_POINT * series.most_drawn()
}

/// Counts a figure that is shown once more, with all that is on it.
///
/// # Errors
/// `TimeoutError` at the end of the budget.
pub fn shown_again(machine: &mut Machine, figure: usize) -> Result<(), Raised> {
    let figure: &Figure = &machine.pyplot.figure(figure).figure;
    let mut steps = STEPS_OF_FIGURE;
    for axes in &figure.axes {
        let ticks = [&axes.x, &axes.y].map(|axis| axis.ticks.as_ref().map_or(0, Vec::len));
        let lines = axes.series.iter().map(steps_of_line);
        steps += STEPS_OF_AXES + ticks.iter().sum::<usize>() * STEPS_OF_TICK + lines.sum::<usize>();
    }
    machine.charge(steps)
}

/// Counts ticks, or labels of ticks, of one axis and of all that share it.
///
/// # Errors
/// `TimeoutError` at the end of the budget, and for more than one axis may have.
pub fn ticks(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
    count: usize,
) -> Result<(), Raised> {
    if count > MOST_TICKS {
        return Err(too_many("ticks on one axis", MOST_TICKS));
    }
    let figure = &machine.pyplot.figure(axes.figure).figure;
    let sharing = figure.siblings(axes.index, direction).len();
    machine.charge(count * sharing * STEPS_OF_TICK)
}

/// Counts the lines of axes, each of which is visited, and their labels.
///
/// # Errors
/// `TimeoutError` at the end of the budget.
pub fn visit(machine: &mut Machine, axes: AxesPlace) -> Result<(), Raised> {
    let series = machine.pyplot.axes(axes).series.iter();
    machine.charge(series.map(|series| 1 + series.label.len() / 16).sum())
}

/// Counts a text of so many bytes.
///
/// # Errors
/// `TimeoutError` at the end of the budget.
pub fn text(machine: &mut Machine, bytes: usize) -> Result<(), Raised> {
    machine.charge(bytes * STEPS_OF_BYTE)
}

/// The end of a budget that counts things, which nothing catches.
pub fn too_many(what: &str, most: usize) -> Raised {
    Raised::exhausted(
        ErrorKind::TimeoutError,
        format!("this cell made more than {most} {what}, so the page stopped it"),
    )
}

#[cfg(test)]
mod tests {
    use crate::language::machine::{CellResult, Machine};
    use crate::language::source::Source;

    fn run(code: &str) -> CellResult {
        let code = format!("import numpy as np\nimport matplotlib.pyplot as plt\n{code}");
        Machine::new().run(&Source::new("cell", code))
    }

    /// A million samples, and the three lines that a cell of the lecture draws through them,
    /// as often as `times` says.
    fn million(times: usize) -> String {
        format!(
            "x = np.linspace(-5, 5, 1_000_000)\nfor i in range({times}):\n    plt.plot(x, x)\n    \
             plt.plot(x, x)\n    plt.plot(x, x)"
        )
    }

    #[track_caller]
    fn check_within(code: &str) {
        let result = run(code);
        assert_eq!(result.error.map(|error| error.to_string()), None, "{code}");
    }

    #[track_caller]
    fn check_past(code: &str, words: &str) {
        let result = run(code);
        assert!(result.exhausted, "{code}");
        let error = result.error.map(|error| error.to_string());
        assert_eq!(
            error.unwrap_or_default(),
            format!("TimeoutError: this cell {words}, so the page stopped it"),
            "{code}"
        );
    }

    const STEPS: &str = "ran 5,000,000 steps without coming to its end";

    #[test]
    fn honest_work_is_far_below_the_budget() {
        check_within(&million(5));
        check_within("for i in range(5000):\n    plt.plot([0, 1], [i, i], label='line')");
        check_within("fig, axs = plt.subplots(20, 20)");
        check_within("x = np.arange(10_000)\nplt.plot(x, x)\nplt.xticks(x)");
        check_within("x = np.arange(5_000)\nplt.xticks(x, [str(i) for i in x])");
        check_within("x = np.linspace(-9, 9, 100_000)\nplt.plot(np.sin(x), np.cos(x))");
    }

    #[test]
    fn points_end_the_budget() {
        check_past(&million(10), STEPS);
        check_past(
            "while True: plt.plot(1, 1)",
            "made more than 10000 lines in one plot",
        );
        check_past("x = np.sin(np.arange(500_000))\nplt.plot(x, x)", STEPS);
    }

    #[test]
    fn ticks_and_texts_end_the_budget() {
        check_past(
            "plt.xticks(range(10**6))",
            "made more than 100000 ticks on one axis",
        );
        check_past("while True: plt.xticks(range(10_000))", STEPS);
        check_past("while True: plt.yticks()", STEPS);
        check_past(
            "f, axs = plt.subplots(1, 100, sharex=True)\naxs[0].set_xticks(range(50_000))",
            STEPS,
        );
        check_past(
            "x = range(1000)\nplt.xticks(x)\nplt.xticks(x, ['word' * 200] * 1000)",
            STEPS,
        );
        check_past("plt.title('a' * 1_000_000)", STEPS);
        check_past("while True: plt.grid()", STEPS);
    }

    #[test]
    fn figures_end_the_budget() {
        check_past("while True: plt.subplots(5, 5)", "made more than 400 axes");
        check_past(
            "f, a = plt.subplots()\nwhile True:\n    f.show()\n    plt.show()",
            STEPS,
        );
    }
}
