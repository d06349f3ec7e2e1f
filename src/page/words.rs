//! The words that the page computes: errors with their places, warnings, labels of figures.
//! All other words stand in `index.html`.
//!
//! Knows nothing of the browser: what it gives is text or HTML.

use super::paint::escape;
use crate::figure::{Axes, Figure};
use crate::language::error::{PythonError, TracebackEntry};
use crate::language::machine::Warning;
use crate::notebook::Trouble;
use crate::numerics::number_text;

/// More printed lines than these are counted, not shown.
const MOST_LINES: usize = 2_000;
/// A traceback with more steps shows the first and the last few.
const MOST_STEPS: usize = 6;
/// Of a long line, this many characters around the place are shown.
const WINDOW: usize = 100;

/// The lines of a printed text that are shown, and how many more there are.
pub fn shown_lines(printed: &str) -> (&str, usize) {
    let newline = printed.match_indices('\n').nth(MOST_LINES - 1);
    match newline {
        Some((offset, _)) => {
            let (shown, rest) = printed.split_at(offset + 1);
            (shown, rest.lines().count())
        }
        None => (printed, 0),
    }
}

/// Why a cell has no new output, as HTML.
pub fn trouble_html(trouble: &Trouble) -> String {
    let mut html = String::new();
    match trouble {
        Trouble::Error(error) => {
            html.push_str("<div class=\"error\"><p class=\"message\">");
            escape(&error.to_string(), &mut html);
            html.push_str("</p><pre>");
            escape(&traceback(error), &mut html);
            html.push_str("</pre></div>");
        }
        Trouble::Waits { name, cell } => {
            html.push_str("<p class=\"waiting\">Waits for <code>");
            escape(name, &mut html);
            html.push_str("</code>, which cell ");
            html.push_str(&cell.to_string());
            html.push_str(" will set once its error is mended.</p>");
        }
    }
    html
}

/// Why a cell has no new output, in one sentence to be spoken.
pub fn trouble_sentence(cell: usize, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Error(error) => format!("Cell {cell}: {error}."),
        Trouble::Waits { name, .. } => format!("Cell {cell} waits for {name}."),
    }
}

/// Warnings as HTML, each with its source line.
pub fn warnings_html(warnings: &[Warning]) -> String {
    let mut html = String::new();
    for warning in warnings {
        html.push_str("<div><p class=\"message\">");
        html.push_str(warning.category);
        html.push_str(": ");
        escape(&warning.message, &mut html);
        html.push_str("</p><pre>line ");
        html.push_str(&warning.line.to_string());
        html.push_str(": ");
        escape(&warning.line_text, &mut html);
        html.push_str("</pre></div>");
    }
    html
}

/// The steps of a traceback from the outermost in, each with its line and carets.
fn traceback(error: &PythonError) -> String {
    let steps = &error.traceback;
    let hidden = steps.len().saturating_sub(MOST_STEPS);
    let first = if hidden == 0 {
        steps.len()
    } else {
        MOST_STEPS / 2
    };
    let mut text = String::new();
    for step in &steps[..first] {
        place(step, &mut text);
    }
    if hidden > 0 {
        text.push_str(&format!("… {hidden} more calls …\n"));
        for step in &steps[first + hidden..] {
            place(step, &mut text);
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// One step: where, the source line without its indentation, and carets under the place.
fn place(step: &TracebackEntry, text: &mut String) {
    let source = &step.source;
    let start = source.place(step.span.start);
    let end = source.place(step.span.end);
    let line: Vec<char> = source.line(start.line).chars().collect();
    let from = (start.column - 1).min(line.len());
    let to = if end.line == start.line {
        end.column - 1
    } else {
        line.len()
    };
    let indentation = line.iter().take_while(|each| each.is_whitespace()).count();
    let first = indentation.min(from).max(from.saturating_sub(WINDOW));
    let last = line.len().min(from + WINDOW).max(first);

    text.push_str(&format!("{}, line {}", source.name, start.line));
    if step.function != "<module>" {
        text.push_str(", in ");
        text.push_str(&step.function);
    }
    text.push_str("\n    ");
    text.extend(&line[first..last]);
    text.push_str("\n    ");
    text.extend(std::iter::repeat_n(' ', from - first));
    let carets = to.min(last).saturating_sub(from).max(1);
    text.extend(std::iter::repeat_n('^', carets));
    text.push('\n');
}

/// What a figure shows, for those who cannot see it.
pub fn figure_label(figure: &Figure) -> String {
    let axes: Vec<String> = figure.axes.iter().map(axes_label).collect();
    if axes.is_empty() {
        "An empty figure.".to_owned()
    } else {
        axes.join(" ")
    }
}

fn axes_label(axes: &Axes) -> String {
    let title = if axes.title.is_empty() {
        "Plot"
    } else {
        &axes.title
    };
    let curves = match axes.series.len() {
        1 => "1 curve".to_owned(),
        count => format!("{count} curves"),
    };
    let range = |axis: &crate::figure::Axis, letter: &str| {
        let (low, high) = axis.limits;
        let name = if axis.label.is_empty() {
            letter
        } else {
            &axis.label
        };
        let number = |value| number_text::general(value, 3, false);
        format!("{name} from {} to {}", number(low), number(high))
    };
    format!(
        "{title}: {curves}, {}, {}.",
        range(&axes.x, "x"),
        range(&axes.y, "y")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::error::ErrorKind;
    use crate::language::source::{Source, Span};

    fn step(text: &str, start: usize, end: usize) -> TracebackEntry {
        TracebackEntry {
            source: Source::new("Cell 2", text),
            span: Span::new(start, end),
            function: "<module>".to_owned(),
        }
    }

    fn error(traceback: Vec<TracebackEntry>) -> PythonError {
        PythonError {
            kind: ErrorKind::NameError,
            message: "name 'a' is not defined".to_owned(),
            suggestion: None,
            syntax: None,
            traceback,
        }
    }

    #[track_caller]
    fn check_place(text: &str, start: usize, end: usize, expected: &str) {
        assert_eq!(traceback(&error(vec![step(text, start, end)])), expected);
    }

    #[test]
    fn carets_stand_under_the_place() {
        check_place(
            "x = 1\nprint(a)",
            12,
            13,
            "Cell 2, line 2\n    print(a)\n          ^",
        );
        check_place("  é = a\n", 7, 8, "Cell 2, line 1\n    é = a\n        ^");
    }

    #[test]
    fn place_without_extent_gets_one_caret() {
        check_place("f(", 2, 2, "Cell 2, line 1\n    f(\n      ^");
        check_place("", 0, 0, "Cell 2, line 1\n    \n    ^");
    }

    #[test]
    fn place_over_several_lines_ends_with_its_first() {
        check_place("f(1,\n2)", 0, 7, "Cell 2, line 1\n    f(1,\n    ^^^^");
    }

    #[test]
    fn long_line_is_cut_around_the_place() {
        let line = "a".repeat(1_000_000);
        let text = traceback(&error(vec![step(&line, 500_000, 500_001)]));
        assert!(text.len() < 500, "{}", text.len());
        assert!(text.ends_with('^'));
    }

    #[test]
    fn deep_recursion_shows_its_ends() {
        let text = traceback(&error(vec![step("f()", 0, 3); 1_000]));
        assert_eq!(text.matches("Cell 2").count(), MOST_STEPS);
        assert!(text.contains("… 994 more calls …"));
    }

    #[test]
    fn error_html_is_escaped() {
        let html = trouble_html(&Trouble::Error(error(vec![step("a < b", 0, 1)])));
        assert!(html.contains("NameError: name 'a' is not defined"));
        assert!(html.contains("a &lt; b"));
    }

    #[test]
    fn only_so_many_lines_are_shown() {
        assert_eq!(shown_lines("a\nb\n"), ("a\nb\n", 0));
        let long = "a\n".repeat(MOST_LINES);
        assert_eq!(shown_lines(&long), (long.as_str(), 0));
        let longer = format!("{long}b\nc");
        assert_eq!(shown_lines(&longer), (long.as_str(), 2));
    }
}
