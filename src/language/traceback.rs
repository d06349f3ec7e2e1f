//! Tracebacks as CPython 3.11 prints them, with carets under the place.
//!
//! Knows nothing of how the text is shown.

use super::error::{PythonError, TracebackEntry};
use super::parser::parse;
use super::source::Source;
use super::syntax_tree::{Expression, ExpressionKind, StatementKind};

impl PythonError {
    /// What a terminal shows: `Traceback (most recent call last):`, an entry for each call, and
    /// the error's last line. Of a syntax error, see [`PythonError::display`].
    ///
    /// Of a recursion, three entries that repeat are followed by how often they do.
    pub fn traceback_text(&self) -> String {
        if self.syntax.is_some() || self.traceback.is_empty() {
            return self.display();
        }
        let mut text = String::from("Traceback (most recent call last):\n");
        let mut rest = self.traceback.as_slice();
        while let Some((entry, _)) = rest.split_first() {
            let repeats = rest.iter().take_while(|other| *other == entry).count();
            let entry_text = entry_text(entry);
            for _ in 0..repeats.min(3) {
                text.push_str(&entry_text);
            }
            match repeats.saturating_sub(3) {
                0 => {}
                1 => text.push_str("  [Previous line repeated 1 more time]\n"),
                more => {
                    text.push_str(&format!("  [Previous line repeated {more} more times]\n"));
                }
            }
            rest = &rest[repeats..];
        }
        text + &self.to_string()
    }
}

/// `File "cell 5", line 3, in <module>`, the line, and carets where they tell more.
fn entry_text(entry: &TracebackEntry) -> String {
    let start = entry.source.place(entry.span.start);
    let mut text = format!(
        "  File \"{}\", line {}, in {}\n",
        entry.source.name, start.line, entry.function
    );
    let line = entry.source.line(start.line).trim();
    if !line.is_empty() {
        text.push_str(&format!("    {line}\n"));
        if let Some(carets) = carets(entry) {
            text.push_str(&format!("    {carets}\n"));
        }
    }
    text
}

/// What stands under an entry's line, the line's indentation taken away: `^` under the place,
/// or `~~^~~` under an operation with `^` under its operator or index.
///
/// `None` where the place is the whole line. Follows CPython's `tb_displayline`.
pub fn carets(entry: &TracebackEntry) -> Option<String> {
    let source = &entry.source;
    let start = source.place(entry.span.start);
    let end = source.place(entry.span.end);
    let line = source.line(start.line).trim_end();
    let indentation = line.chars().count() - line.trim_start().chars().count();
    let line_length = line.chars().count();
    let from = start.column.checked_sub(1)?;
    let to = if end.line == start.line {
        end.column - 1
    } else {
        line_length
    };
    let length = to.checked_sub(from).filter(|length| *length > 0)?;
    let segment: String = line.chars().skip(from).take(length).collect();
    let marks = match operator_place(&segment) {
        Some((before, operator)) => {
            let after = length.saturating_sub(before + operator);
            "~".repeat(before) + &"^".repeat(operator) + &"~".repeat(after)
        }
        None if length == line_length - indentation => return None,
        None => "^".repeat(length),
    };
    Some(" ".repeat(from.saturating_sub(indentation)) + &marks)
}

/// Of an operation or a subscript, how many characters stand before the operator or bracket,
/// and how many it has.
fn operator_place(segment: &str) -> Option<(usize, usize)> {
    let program = parse(&Source::new("", segment)).program;
    let [statement] = program.statements.as_slice() else {
        return None;
    };
    let StatementKind::Expression(expression) = &*statement.kind else {
        return None;
    };
    let (start, end) = operator_bytes(expression, segment)?;
    let characters = |text: Option<&str>| text.map(|text| text.chars().count());
    Some((
        characters(segment.get(..start))?,
        characters(segment.get(start..end))?,
    ))
}

/// The byte range of the operator or of the brackets.
fn operator_bytes(expression: &Expression, segment: &str) -> Option<(usize, usize)> {
    match &*expression.kind {
        ExpressionKind::Binary(left, _, right) => {
            let between = left.span.end as usize..right.span.start as usize;
            let text = segment.get(between.clone())?;
            // A bracket may close the left side first.
            let skipped = text.find(|c: char| !c.is_whitespace() && c != ')')?;
            let start = between.start + skipped;
            let operator = text[skipped..].split([' ', '(']).next()?;
            Some((start, start + operator.len().min(2)))
        }
        ExpressionKind::Subscript { value, .. } => {
            let start = value.span.end as usize;
            let skipped = segment.get(start..)?.find('[')?;
            Some((start + skipped, segment.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::source::Span;

    /// The marks under the part of `line` that `place` names.
    #[track_caller]
    fn check(line: &str, place: &str, expected: Option<&str>) {
        let start = line.find(place).expect("the place is in the line");
        let entry = TracebackEntry {
            source: Source::new("cell 1", line),
            span: Span::new(start, start + place.len()),
            function: "<module>".to_owned(),
        };
        assert_eq!(carets(&entry).as_deref(), expected);
    }

    #[test]
    fn carets_stand_under_the_place() {
        check("y = f(x)", "f(x)", Some("    ^^^^"));
        check("    return g(1) + z", "z", Some("              ^"));
    }

    #[test]
    fn whole_line_needs_no_carets() {
        check("  f(x)", "f(x)", None);
    }

    #[test]
    fn operations_mark_their_operator() {
        check("1 / 0", "1 / 0", Some("~~^~~"));
        check("y = 7 // 0", "7 // 0", Some("    ~~^^~~"));
        check("x[5]", "x[5]", Some("~^^^"));
        check("(1 + 2) / 0", "(1 + 2) / 0", Some("~~~~~~~~^~~"));
    }

    #[test]
    fn columns_count_characters() {
        check("'é' + 1", "'é' + 1", Some("~~~~^~~"));
    }
}
