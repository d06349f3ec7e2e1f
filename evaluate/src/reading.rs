//! Bytes of a file to the text that Python reads, or to what CPython 3.11 says of them.
//!
//! Knows nothing of cells or of running them.

use std::rc::Rc;
use std::str::Utf8Error;
use vanishing_gradients::language::error::{ErrorKind, PythonError};
use vanishing_gradients::language::parser::parse;
use vanishing_gradients::language::source::Source;
use vanishing_gradients::language::syntax_error::Fault;
use vanishing_gradients::language::token::{Token, TokenKind};
use vanishing_gradients::language::tokenizer::Tokenizer;

/// UTF-8's byte order mark, which Python skips at the start of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file, without byte order mark, its lines ended by `\n` alone. `name` is how
/// errors call the file.
///
/// # Errors
/// `SyntaxError` of bytes that are not UTF-8, as `compile` words it when it is given bytes, and
/// of null bytes, as `python3 FILE` words it. (Of a file without byte order mark, `python3 FILE`
/// only says `Non-UTF-8 code starting with …`, without a place.)
pub fn read(name: &str, bytes: &[u8]) -> Result<String, Box<PythonError>> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let bytes = with_newlines(bytes);
    let null = bytes.iter().position(|&byte| byte == 0);
    match (std::str::from_utf8(&bytes), null) {
        (Ok(text), None) => Ok(text.to_owned()),
        (Err(error), null) if null.is_none_or(|null| error.valid_up_to() < null) => {
            Err(Box::new(undecodable(name, &bytes, error)))
        }
        (_, null) => Err(Box::new(null_byte(name, &bytes, null.unwrap_or(0)))),
    }
}

/// Bytes with each `\r\n` and `\r` as `\n`.
fn with_newlines(bytes: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(bytes.len());
    let mut before = 0;
    for &byte in bytes {
        match byte {
            b'\r' => lines.push(b'\n'),
            b'\n' if before == b'\r' => {}
            _ => lines.push(byte),
        }
        before = byte;
    }
    lines
}

/// The error of a null byte at `place`: its line up to it, and no offset.
fn null_byte(name: &str, bytes: &[u8], place: usize) -> PythonError {
    let (line, start) = line_of(bytes, place);
    let text = String::from_utf8_lossy(&bytes[start..place]).into_owned();
    let message = String::from("source code cannot contain null bytes");
    fault(message, line, (0, 0), text).into_error(&source(name, bytes))
}

/// The error of bytes that are not UTF-8, unless a line before them has another error.
fn undecodable(name: &str, bytes: &[u8], error: Utf8Error) -> PythonError {
    let place = error.valid_up_to();
    let readable = with_letters_for_undecodable(bytes);
    let parsed = parse(&Source::new(name, readable.as_str()));
    let bad_line = line_of(bytes, place).0;
    let is_before = |error: &PythonError| {
        let line = error.syntax.as_ref().map(|syntax| syntax.line);
        line.is_some_and(|line| line < bad_line as usize)
    };
    if let Some(earlier) = parsed.errors.into_iter().next().filter(is_before) {
        return earlier;
    }
    let fault = match string_around(&readable, place) {
        Some((string, behind)) => in_string(bytes, &string, &behind, error),
        None => in_name(bytes, place, error),
    };
    fault.into_error(&source(name, bytes))
}

/// The text with a letter for each byte that is not UTF-8, so that all places stay.
fn with_letters_for_undecodable(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| 'x'));
    }
    text
}

/// The string literal in which the byte at `place` stands, and the first token behind it that is
/// no string.
fn string_around(text: &str, place: usize) -> Option<(Token, Token)> {
    let mut tokenizer = Tokenizer::new(text);
    let string = loop {
        let token = tokenizer.next_token().ok()?;
        if token.span.end as usize > place || token.kind == TokenKind::End {
            break token;
        }
    };
    if string.kind != TokenKind::String || string.span.start as usize > place {
        return None;
    }
    loop {
        let behind = tokenizer.next_token().ok()?;
        if behind.kind != TokenKind::String {
            return Some((string, behind));
        }
    }
}

/// Undecodable bytes in a string literal: CPython counts from its first character, and points
/// at the token `behind`, in bytes.
fn in_string(bytes: &[u8], string: &Token, behind: &Token, error: Utf8Error) -> Fault {
    let literal = &bytes[string.span.start as usize..string.span.end as usize];
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'');
    let prefix = literal.iter().position(is_quote).unwrap_or(0);
    let quotes = literal[prefix..]
        .iter()
        .take_while(|byte| is_quote(byte))
        .count();
    let quotes = if quotes >= 3 { 3 } else { 1 };
    let content = literal.get(prefix + quotes..literal.len() - quotes);
    let line_start = behind.line_start as usize;
    let offset = i64::from(behind.span.start) - line_start as i64 + 1;
    let length = match behind.kind {
        TokenKind::Newline | TokenKind::End => 0,
        _ => i64::from(behind.span.end - behind.span.start),
    };
    fault(
        decoding_words(content.unwrap_or(literal), error),
        behind.line,
        (offset, offset + length),
        line_text(bytes, line_start),
    )
}

/// Undecodable bytes outside of strings: CPython takes them for letters of a name, counts from
/// its first, and points at its last, in bytes.
fn in_name(bytes: &[u8], place: usize, error: Utf8Error) -> Fault {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    let length =
        |bytes: &mut dyn Iterator<Item = &u8>| bytes.take_while(|it| is_letter(it)).count();
    let mut start = place - length(&mut bytes[..place].iter().rev());
    while bytes[start].is_ascii_digit() {
        start += 1;
    }
    let end = place + length(&mut bytes[place..].iter());
    let (line, line_start) = line_of(bytes, place);
    fault(
        decoding_words(&bytes[start..end], error),
        line,
        ((end - line_start) as i64, -1),
        line_text(bytes, line_start),
    )
}

/// `UnicodeDecodeError` as `SyntaxError` quotes it: the first fault in `bytes`, which has the
/// `error` of the file in it.
fn decoding_words(bytes: &[u8], error: Utf8Error) -> String {
    let error = std::str::from_utf8(bytes).err().unwrap_or(error);
    let start = error.valid_up_to().min(bytes.len().saturating_sub(1));
    let first = bytes.get(start).copied().unwrap_or(0);
    let length = error.error_len().unwrap_or(bytes.len() - start);
    let reason = match (error.error_len(), first) {
        (None, _) => "unexpected end of data",
        (_, 0xC2..=0xF4) => "invalid continuation byte",
        _ => "invalid start byte",
    };
    let what = match length {
        1 => format!("byte 0x{first:02x} in position {start}"),
        _ => format!("bytes in position {start}-{}", start + length - 1),
    };
    format!("(unicode error) 'utf-8' codec can't decode {what}: {reason}")
}

fn fault(message: String, line: u32, offsets: (i64, i64), text: String) -> Fault {
    Fault {
        kind: ErrorKind::SyntaxError,
        message,
        line,
        offset: offsets.0,
        end_line: line,
        end_offset: offsets.1,
        span: None,
        text: Some(text),
    }
}

/// What can be shown of the bytes.
fn source(name: &str, bytes: &[u8]) -> Rc<Source> {
    Source::new(name, String::from_utf8_lossy(bytes))
}

/// The number, from 1, and the start of the line in which a byte stands.
fn line_of(bytes: &[u8], place: usize) -> (u32, usize) {
    let before = &bytes[..place];
    let newlines = before.iter().filter(|&&byte| byte == b'\n').count();
    let start = before.iter().rposition(|&byte| byte == b'\n');
    (newlines as u32 + 1, start.map_or(0, |newline| newline + 1))
}

/// The line that starts at a byte, its newline included.
fn line_text(bytes: &[u8], start: usize) -> String {
    let rest = bytes.get(start..).unwrap_or(&[]);
    let newline = rest.iter().position(|&byte| byte == b'\n');
    let end = newline.map_or(rest.len(), |newline| newline + 1);
    String::from_utf8_lossy(&rest[..end]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str) {
        assert_eq!(read("a.py", bytes), Ok(text.to_owned()));
    }

    /// Message, line, offset and end offset; those of CPython 3.11.7's `compile(bytes, …)`, for
    /// null bytes those of `PyRun_File`, which `python3 FILE` calls.
    #[track_caller]
    fn check_error(bytes: &[u8], message: &str, place: (usize, i64, i64)) {
        let error = read("a.py", bytes).expect_err("an error");
        let found = error.syntax.expect("a place");
        let found = (found.line, found.offset, found.end_offset);
        assert_eq!((error.message.as_str(), found), (message, place));
    }

    #[track_caller]
    fn check_undecodable(bytes: &[u8], words: &str, place: (usize, i64, i64)) {
        let message = format!("(unicode error) 'utf-8' codec can't decode {words}");
        check_error(bytes, &message, place);
    }

    const NULL: &str = "source code cannot contain null bytes";

    #[test]
    fn a_byte_order_mark_is_skipped_at_the_start_alone() {
        check(b"\xEF\xBB\xBFx = 1\n", "x = 1\n");
        check("x = '\u{feff}'".as_bytes(), "x = '\u{feff}'");
        check(b"", "");
    }

    #[test]
    fn lines_end_in_newlines() {
        check(b"a\r\nb\rc\n\r\n\r", "a\nb\nc\n\n\n");
    }

    #[test]
    fn null_bytes_are_told_with_their_line() {
        check_error(b"x = 1\ny = 2\0\n", NULL, (2, 0, 0));
        check_error(b"\0", NULL, (1, 0, 0));
        check_error(b"x =\n\0\n", NULL, (2, 0, 0));
        check_error(b"# a\0b\n", NULL, (1, 0, 0));
        check_error(b"\0\xFF", NULL, (1, 0, 0));
        let error = read("a.py", b"x = 1\0\n").expect_err("an error");
        let shown = format!("  File \"a.py\", line 1\n    x = 1\nSyntaxError: {NULL}");
        assert_eq!(error.display(), shown);
    }

    #[test]
    fn undecodable_bytes_in_strings_are_counted_from_the_quote() {
        let words = "byte 0xff in position 0: invalid start byte";
        check_undecodable(b"x = \"\xFF\"\n", words, (1, 8, 8));
        check_undecodable(b"x=\"\xFF\" \"b\"\n", words, (1, 10, 10));
        let words = "byte 0xff in position 1: invalid start byte";
        check_undecodable(b"x = 1\ny = \"a\xFF\"\n", words, (2, 9, 9));
        let words = "byte 0xff in position 2: invalid start byte";
        check_undecodable(b"x=[\"\xC3\xA4\xFF\",\n1]", words, (1, 9, 10));
        let words = "byte 0xff in position 3: invalid start byte";
        check_undecodable(b"'''a\nb\xFF'''\n", words, (2, 6, 6));
        let words = "byte 0xed in position 2: invalid continuation byte";
        check_undecodable(b"y = \"\xC3\xA4\xED\xA0\x80\"\n", words, (1, 12, 12));
        let words = "bytes in position 0-2: unexpected end of data";
        check_undecodable(b"\"\xF0\x9F\x98\"", words, (1, 6, 6));
    }

    #[test]
    fn undecodable_bytes_elsewhere_are_letters_of_a_name() {
        let words = "byte 0xff in position 0: invalid start byte";
        check_undecodable(b"\xFF\xFE\n", words, (1, 2, -1));
        check_undecodable(b"\xEF\xBB\xBF\xFF\n", words, (1, 1, -1));
        check_undecodable(b"x = 1\n\xC3\xA4 = 2\xFF\n", words, (2, 7, -1));
        check_undecodable(b"if \xFF:", words, (1, 4, -1));
        let words = "byte 0xff in position 1: invalid start byte";
        check_undecodable(b"\xC3\xA4 = b\xFF\xFF + 1", words, (1, 8, -1));
        let words = "byte 0xc3 in position 1: unexpected end of data";
        check_undecodable(b"x\xC3(", words, (1, 2, -1));
        let words = "bytes in position 0-1: unexpected end of data";
        check_undecodable(b"\xE2\x82\n", words, (1, 2, -1));
    }

    #[test]
    fn an_error_in_a_line_before_is_told_first() {
        check_error(b"x =\ny = \"a\xFF\"\n", "invalid syntax", (1, 4, 4));
    }
}
