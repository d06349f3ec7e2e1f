//! The painted text behind a text field: lines, colours, and the place of an error.
//!
//! A scanner of its own, not the tokenizer, which rightly stops at the first error: a
//! half-typed text keeps its colours. Knows nothing of the browser.

use crate::language::token::{FIXED_TOKENS, TokenKind};
use std::ops::Range;

/// Longer texts are painted in one colour and without line numbers, to keep typing fluent.
const MOST_PAINTED: usize = 20_000;

/// HTML of a text, one `<span class="line">` for each line, the lines' text unchanged.
///
/// `fault`, a byte range, is marked; an empty one marks a space at its place.
pub fn painted(text: &str, fault: Option<Range<usize>>) -> String {
    let mut canvas = Canvas {
        html: String::with_capacity(text.len() * 2),
        fault,
    };
    if text.len() > MOST_PAINTED {
        escape(text, &mut canvas.html);
        return canvas.html;
    }
    canvas.html.push_str(LINE_START);
    let mut offset = 0;
    while offset < text.len() {
        let (length, class) = piece(&text[offset..]);
        canvas.paint(text, offset..offset + length, class);
        offset += length;
    }
    canvas.mark_empty_fault_at(text.len(), text);
    canvas.html.push_str(END);
    canvas.html
}

const LINE_START: &str = "<span class=\"line\">";
const END: &str = "</span>";

struct Canvas {
    html: String,
    fault: Option<Range<usize>>,
}

impl Canvas {
    /// Paints one piece, cut where lines end and where the fault begins and ends.
    fn paint(&mut self, text: &str, range: Range<usize>, class: &str) {
        let mut start = range.start;
        while start < range.end {
            self.mark_empty_fault_at(start, text);
            if text[start..].starts_with('\n') {
                self.html.push('\n');
                self.html.push_str(END);
                self.html.push_str(LINE_START);
                start += 1;
                continue;
            }
            let end = self.next_cut(text, start, range.end);
            let is_fault = self
                .fault
                .as_ref()
                .is_some_and(|fault| fault.contains(&start));
            self.span(&text[start..end], class, is_fault);
            start = end;
        }
    }

    /// The first place after `start` where a line ends or the fault begins or ends.
    fn next_cut(&self, text: &str, start: usize, end: usize) -> usize {
        let newline = text[start..end].find('\n');
        let mut cut = newline.map_or(end, |length| start + length);
        if let Some(fault) = &self.fault {
            for edge in [fault.start, fault.end] {
                if start < edge && edge < cut && text.is_char_boundary(edge) {
                    cut = edge;
                }
            }
        }
        cut
    }

    /// A fault without extent, or one that begins at the end of a line, shows as a space.
    fn mark_empty_fault_at(&mut self, offset: usize, text: &str) {
        if let Some(fault) = &self.fault
            && fault.start == offset
            && (fault.is_empty() || text[offset..].is_empty() || text[offset..].starts_with('\n'))
        {
            self.span(" ", "", true);
            self.fault = None;
        }
    }

    fn span(&mut self, text: &str, class: &str, is_fault: bool) {
        if class.is_empty() && !is_fault {
            escape(text, &mut self.html);
            return;
        }
        self.html.push_str("<span class=\"");
        self.html.push_str(class);
        if is_fault {
            self.html.push_str(" fault");
        }
        self.html.push_str("\">");
        escape(text, &mut self.html);
        self.html.push_str(END);
    }
}

/// Adds text to HTML such that it reads as itself.
pub fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
}

/// Length in bytes and colour class of the piece that a non-empty text begins with.
fn piece(text: &str) -> (usize, &'static str) {
    let first = text.chars().next().unwrap_or(' ');
    let second = text.chars().nth(1).unwrap_or(' ');
    if first == '#' {
        (text.find('\n').unwrap_or(text.len()), "comment")
    } else if first == '"' || first == '\'' {
        (string_length(text, first), "string")
    } else if first.is_ascii_digit() || (first == '.' && second.is_ascii_digit()) {
        (number_length(text), "number")
    } else if is_name(first) {
        let length = length_while(text, is_name);
        match text[length..].chars().next() {
            Some(quote @ ('"' | '\'')) if length <= 2 => {
                (length + string_length(&text[length..], quote), "string")
            }
            next => (length, name_class(&text[..length], next)),
        }
    } else {
        (first.len_utf8(), "")
    }
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || !character.is_ascii()
}

/// Keywords, and names that are called.
fn name_class(name: &str, next: Option<char>) -> &'static str {
    let is_keyword = FIXED_TOKENS
        .iter()
        .take_while(|(_, kind)| *kind != TokenKind::LeftParenthesis)
        .any(|(text, _)| *text == name);
    if is_keyword {
        "keyword"
    } else if next == Some('(') {
        "name"
    } else {
        ""
    }
}

/// The bytes up to the first character that is not `wanted`.
fn length_while(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|character| !wanted(character))
        .unwrap_or(text.len())
}

/// A number literal, its exponent's sign included.
fn number_length(text: &str) -> usize {
    let is_part = |character: char| is_name(character) || character == '.';
    let length = length_while(text, is_part);
    let signed = text[..length].ends_with(['e', 'E'])
        && !text.starts_with("0x")
        && text[length..].starts_with(['+', '-']);
    if signed {
        length + 1 + length_while(&text[length + 1..], is_part)
    } else {
        length
    }
}

/// A string literal from its opening quote on; an unclosed one ends with its line.
fn string_length(text: &str, quote: char) -> usize {
    let mut tripled = [0; 3];
    tripled.fill(quote as u8);
    let is_triple = text.as_bytes().starts_with(&tripled);
    let opening = if is_triple { 3 } else { 1 };
    let mut escaped = false;
    for (offset, character) in text.char_indices().skip(opening) {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if is_triple && text.as_bytes()[offset..].starts_with(&tripled) {
            return offset + 3;
        } else if !is_triple && character == quote {
            return offset + 1;
        } else if !is_triple && character == '\n' {
            return offset;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let html = painted(text, None);
        let inner = html
            .strip_prefix(LINE_START)
            .and_then(|html| html.strip_suffix(END));
        assert_eq!(inner, Some(expected));
    }

    #[track_caller]
    fn check_fault(text: &str, fault: Range<usize>, expected: &str) {
        let html = painted(text, Some(fault));
        assert_eq!(html, format!("{LINE_START}{expected}{END}"));
    }

    #[test]
    fn words_wear_their_colours() {
        check("", "");
        check("x", "x");
        check("if", "<span class=\"keyword\">if</span>");
        check("iffy", "iffy");
        check("f(x)", "<span class=\"name\">f</span>(x)");
        check("-1.5e-3", "-<span class=\"number\">1.5e-3</span>");
        check(
            "0x1e-3",
            "<span class=\"number\">0x1e</span>-<span class=\"number\">3</span>",
        );
        check("# a < b", "<span class=\"comment\"># a &lt; b</span>");
        check("f'a'", "<span class=\"string\">f'a'</span>");
        check("'a\\'b'c", "<span class=\"string\">'a\\'b'</span>c");
        check("“π”", "“π”");
    }

    #[test]
    fn each_line_is_one_span_with_its_newline() {
        check("a\nb", "a\n</span><span class=\"line\">b");
        check("a\n", "a\n</span><span class=\"line\">");
        check(
            "'''a\nb'''",
            "<span class=\"string\">'''a</span>\n</span><span class=\"line\"><span class=\"string\">b'''</span>",
        );
    }

    #[test]
    fn unclosed_string_ends_with_its_line() {
        check(
            "'a\nb",
            "<span class=\"string\">'a</span>\n</span><span class=\"line\">b",
        );
        check("'a\\", "<span class=\"string\">'a\\</span>");
    }

    #[test]
    fn fault_cuts_through_pieces() {
        check_fault("a + b", 0..1, "<span class=\" fault\">a</span> + b");
        check_fault(
            "abc(",
            1..2,
            "<span class=\"name\">a</span><span class=\"name fault\">b</span><span class=\"name\">c</span>(",
        );
    }

    #[test]
    fn fault_without_extent_is_a_space() {
        check_fault("a", 1..1, "a<span class=\" fault\"> </span>");
        check_fault("", 0..0, "<span class=\" fault\"> </span>");
        check_fault(
            "a\nb",
            1..2,
            "a<span class=\" fault\"> </span>\n</span><span class=\"line\">b",
        );
    }

    #[test]
    fn long_text_is_plain() {
        let text = "<".repeat(MOST_PAINTED + 1);
        assert_eq!(painted(&text, None), "&lt;".repeat(MOST_PAINTED + 1));
    }
}
