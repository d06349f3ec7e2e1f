//! The words that the page computes: errors with their places, warnings.
//! All other words stand in `index.html`.
//!
//! Knows nothing of the browser: what it gives is text or HTML.

use super::paint::escape;
use crate::language::error::PythonError;
use crate::language::machine::Warning;
use crate::notebook::Trouble;

/// More printed lines than these are counted, not shown.
const MOST_LINES: usize = 2_000;
/// Of a longer line in a traceback, the rest is left out.
const LONGEST_LINE: usize = 500;

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
            escape(&places(error), &mut html);
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

/// Warnings as HTML, each with its source line.
pub fn warnings_html(warnings: &[Warning]) -> String {
    let mut html = String::new();
    for warning in warnings {
        html.push_str("<div><p class=\"message\">");
        html.push_str(warning.category);
        html.push_str(": ");
        escape(&warning.message, &mut html);
        html.push_str("</p><pre>");
        escape(&warning.source, &mut html);
        html.push_str(", line ");
        html.push_str(&warning.line.to_string());
        html.push_str(": ");
        escape(&warning.line_text, &mut html);
        html.push_str("</pre></div>");
    }
    html
}

/// A traceback without its last line, which stands above it; very long lines are cut.
fn places(error: &PythonError) -> String {
    let last_line = error.to_string();
    let text = error.traceback_text();
    let text = text.strip_suffix(&last_line).unwrap_or(&text).trim_end();
    let mut cut = String::new();
    for line in text.split('\n') {
        match line.char_indices().nth(LONGEST_LINE) {
            Some((end, _)) => {
                cut.push_str(&line[..end]);
                cut.push('…');
            }
            None => cut.push_str(line),
        }
        cut.push('\n');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::error::{ErrorKind, TracebackEntry};
    use crate::language::source::{Source, Span};

    fn step(text: &str, start: usize, end: usize) -> TracebackEntry {
        TracebackEntry {
            source: Source::new("cell 2", text),
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

    #[test]
    fn places_are_pythons_traceback_without_its_last_line() {
        let text = places(&error(vec![step("print(a)", 6, 7)]));
        assert_eq!(
            text,
            "Traceback (most recent call last):\n  File \"cell 2\", line 1, in <module>\n    \
             print(a)\n          ^\n"
        );
    }

    #[test]
    fn long_line_is_cut() {
        let line = "a".repeat(1_000_000);
        let text = places(&error(vec![step(&line, 500_000, 500_001)]));
        assert!(text.len() < 2_000, "{}", text.len());
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
