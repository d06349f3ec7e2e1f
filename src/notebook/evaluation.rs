//! Numbers asked of a cell's names, as questions need them: the run itself changes nothing.
//!
//! Knows nothing of what the questions are.

use super::run::Notebook;
use crate::language::source::Source;
use crate::language::value::Value;

impl Notebook {
    /// Runs a few lines of Python after the cell with this number, in a copy of its names, and
    /// gives the number at their end, or those of the list or tuple there.
    ///
    /// Gives none where there is nothing to rely on: the cell has an error or has not run yet, the
    /// lines have one themselves, or their value is no list of numbers.
    ///
    /// ```
    /// use vanishing_gradients::notebook::{Cell, Notebook};
    /// let mut notebook = Notebook::new(vec![Cell::new(1, 1, "a = 2")]);
    /// notebook.run();
    /// assert_eq!(notebook.evaluate(1, "b = a + 1\n[b, 1 / 4]"), [3.0, 0.25]);
    /// assert_eq!(notebook.evaluate(1, "b"), [0.0; 0]);
    /// ```
    pub fn evaluate(&self, number: usize, lines: &str) -> Vec<f64> {
        let Some(mut names) = self.names_after(number) else {
            return Vec::new();
        };
        let result = names.run(&Source::new("question", lines)).result;
        result.and_then(|value| numbers(&value)).unwrap_or_default()
    }
}

/// A number, or those of a list or tuple; nothing if something is none.
fn numbers(value: &Value) -> Option<Vec<f64>> {
    match value {
        Value::List(list) => list.borrow().iter().map(float).collect(),
        Value::Tuple(tuple) => tuple.iter().map(float).collect(),
        number => Some(vec![float(number)?]),
    }
}

fn float(value: &Value) -> Option<f64> {
    value.as_float()?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::Cell;

    fn notebook() -> Notebook {
        let texts = ["import numpy as np\na = [1]", "a.append(2)", "a.append(3)"];
        let cells = texts.iter().enumerate();
        let cells = cells.map(|(index, text)| Cell::new(index + 1, 1, text));
        let mut notebook = Notebook::new(cells.collect());
        notebook.run();
        notebook
    }

    #[track_caller]
    fn check(notebook: &Notebook, number: usize, lines: &str, expected: &[f64]) {
        assert_eq!(notebook.evaluate(number, lines), expected, "{lines}");
    }

    #[test]
    fn names_are_those_after_the_cell() {
        let notebook = notebook();
        check(&notebook, 1, "a", &[1.0]);
        check(&notebook, 2, "a", &[1.0, 2.0]);
        check(&notebook, 3, "a", &[1.0, 2.0, 3.0]);
        check(&notebook, 4, "a", &[]);
    }

    #[test]
    fn to_ask_changes_nothing() {
        let notebook = notebook();
        check(
            &notebook,
            3,
            "a.append(4)\na = a + [5]\nb = 6\na",
            &[1.0, 2.0, 3.0, 4.0, 5.0],
        );
        check(&notebook, 3, "a", &[1.0, 2.0, 3.0]);
        check(&notebook, 3, "b", &[]);
    }

    #[test]
    fn any_number_is_one() {
        let lines = "(True, 2, np.float64(0.5), np.sum([1, 2]), 2 ** 70)";
        check(&notebook(), 1, lines, &[1.0, 2.0, 0.5, 3.0, 2f64.powi(70)]);
        check(&notebook(), 1, "0.25", &[0.25]);
        check(&notebook(), 1, "[]", &[]);
        check(&notebook(), 1, "a.append(a)\na", &[]);
    }

    #[test]
    fn what_is_no_number_has_no_answer() {
        let notebook = notebook();
        for lines in [
            "'1'",
            "[1, None]",
            "1 / 0",
            "1 +",
            "b = 1",
            "",
            "while True: pass",
        ] {
            check(&notebook, 1, lines, &[]);
        }
    }

    #[test]
    fn a_cell_that_failed_or_has_not_run_has_no_answer() {
        let mut notebook = notebook();
        notebook.edit(2, |cell| cell.set_whole("a.append(4)".to_owned()));
        check(&notebook, 1, "a", &[1.0]);
        check(&notebook, 2, "a", &[]);
        notebook.run();
        check(&notebook, 2, "a", &[1.0, 4.0]);
        notebook.edit(2, |cell| cell.set_whole("a.append(4)\nb".to_owned()));
        notebook.run();
        check(&notebook, 2, "a", &[]);
        // A cell below runs with what is there.
        check(&notebook, 3, "a", &[1.0, 4.0, 3.0]);
    }
}
