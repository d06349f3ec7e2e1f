//! f-strings: text and expressions in braces.
//!
//! Follows CPython 3.11's `Parser/string_parser.c`: the end of an expression is found by
//! counting brackets and quotes, and only then is the expression read.
//!
//! Knows nothing of tokens or grammar: expressions are read by whoever owns the reader.

use super::source::Span;
use super::string_literal::{LiteralError, LiteralReader};
use super::syntax_tree::StringPart;
use super::token::Token;

/// How deep brackets may nest in an expression.
const MAXIMUM_BRACKETS: usize = 200;

/// How deep format specifications may nest: `f'{a:{b}}'` is the deepest.
const MAXIMUM_NESTING: u32 = 2;

/// Parts of a string, neighbouring texts joined.
#[derive(Default)]
pub(super) struct Joined {
    parts: Vec<StringPart>,
    text: String,
}

impl Joined {
    pub fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn push_value(&mut self, value: StringPart) {
        self.flush();
        self.parts.push(value);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.parts.push(StringPart::Text(text.into()));
        }
    }

    /// The parts of an f-string.
    pub fn finish(mut self) -> Vec<StringPart> {
        self.flush();
        self.parts
    }

    /// The text of a string without values.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Where the reader stands in an f-string.
struct Cursor<'text> {
    text: &'text [u8],
    position: usize,
    end: usize,
    is_raw: bool,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    fn peek_at(&self, distance: usize) -> Option<u8> {
        let position = self.position + distance;
        self.text
            .get(position)
            .copied()
            .filter(|_| position < self.end)
    }
}

fn words<T>(message: impl Into<String>) -> Result<T, LiteralError> {
    Err(LiteralError::words(message))
}

fn unfinished<T>() -> Result<T, LiteralError> {
    words("f-string: expecting '}'")
}

impl LiteralReader<'_> {
    /// Adds the f-string whose body is `body` to `joined`.
    pub fn formatted(
        &mut self,
        body: Span,
        is_raw: bool,
        token: &Token,
        joined: &mut Joined,
    ) -> Result<(), LiteralError> {
        let mut cursor = Cursor {
            text: self.text.as_bytes(),
            position: body.start as usize,
            end: body.end as usize,
            is_raw,
        };
        self.parts(&mut cursor, 0, token, joined)
    }

    /// Texts and values up to the end, or to the closing brace of a format specification.
    fn parts(
        &mut self,
        cursor: &mut Cursor,
        nesting: u32,
        token: &Token,
        joined: &mut Joined,
    ) -> Result<(), LiteralError> {
        loop {
            let is_doubled_brace = self.text_part(cursor, nesting, token, joined)?;
            if is_doubled_brace {
                continue;
            }
            if cursor.peek() != Some(b'{') {
                break;
            }
            self.value(cursor, nesting, token, joined)?;
        }
        if nesting > 0 && cursor.peek() != Some(b'}') {
            return unfinished();
        }
        Ok(())
    }

    /// Text up to a brace. True where it ends in a doubled brace, of which one belongs to it.
    fn text_part(
        &mut self,
        cursor: &mut Cursor,
        nesting: u32,
        token: &Token,
        joined: &mut Joined,
    ) -> Result<bool, LiteralError> {
        let start = cursor.position;
        let mut is_doubled = false;
        while let Some(byte) = cursor.peek() {
            cursor.position += 1;
            let mut brace = byte;
            if !cursor.is_raw && byte == b'\\' && cursor.peek().is_some() {
                brace = cursor.peek().unwrap_or(byte);
                cursor.position += 1;
                if brace == b'N' {
                    skip_character_name(cursor);
                    continue;
                }
                if brace == b'{' {
                    self.warn_of_escape("invalid escape sequence '\\{'".into(), token);
                }
            }
            if !matches!(brace, b'{' | b'}') {
                continue;
            }
            if nesting == 0 && cursor.peek() == Some(brace) {
                is_doubled = true;
                break;
            }
            if nesting == 0 && brace == b'}' {
                return words("f-string: single '}' is not allowed");
            }
            cursor.position -= 1;
            break;
        }
        let span = Span::new(start, cursor.position);
        if cursor.is_raw {
            joined.push_text(self.slice(span));
        } else {
            joined.push_text(&self.unescape(span, token)?);
        }
        cursor.position += usize::from(is_doubled);
        Ok(is_doubled)
    }

    /// `{expression=!conversion:format}`
    fn value(
        &mut self,
        cursor: &mut Cursor,
        nesting: u32,
        token: &Token,
        joined: &mut Joined,
    ) -> Result<(), LiteralError> {
        if nesting >= MAXIMUM_NESTING {
            return words("f-string: expressions nested too deeply");
        }
        cursor.position += 1;
        let start = cursor.position;
        find_expression_end(cursor)?;
        let Some(end_sign) = cursor.peek() else {
            return unfinished();
        };
        let span = Span::new(start, cursor.position);
        check_not_empty(self.slice(span), end_sign)?;
        let value = self.expression(span, token)?;
        let is_debug = end_sign == b'=';
        if is_debug {
            cursor.position += 1;
            while cursor
                .peek()
                .is_some_and(|byte| byte.is_ascii_whitespace() || byte == b'\x0b')
            {
                cursor.position += 1;
            }
            joined.push_text(self.slice(Span::new(start, cursor.position)));
        }
        let mut conversion = conversion(cursor)?;
        let format = match cursor.peek() {
            Some(b':') => Some(self.format(cursor, nesting, token)?),
            _ => None,
        };
        if cursor.peek() != Some(b'}') {
            return unfinished();
        }
        cursor.position += 1;
        if is_debug && format.is_none() {
            conversion = conversion.or(Some('r'));
        }
        joined.push_value(StringPart::Value {
            value,
            conversion,
            format: format.unwrap_or_default(),
        });
        Ok(())
    }

    /// A format specification, up to its closing brace.
    fn format(
        &mut self,
        cursor: &mut Cursor,
        nesting: u32,
        token: &Token,
    ) -> Result<Vec<StringPart>, LiteralError> {
        cursor.position += 1;
        if cursor.peek().is_none() {
            return unfinished();
        }
        let mut joined = Joined::default();
        self.parts(cursor, nesting + 1, token, &mut joined)?;
        Ok(joined.finish())
    }
}

/// Behind `\N`: the braces of a character's name are no braces of the f-string.
fn skip_character_name(cursor: &mut Cursor) {
    let Some(byte) = cursor.peek() else { return };
    cursor.position += 1;
    if byte == b'{' {
        while let Some(byte) = cursor.peek() {
            cursor.position += 1;
            if byte == b'}' {
                break;
            }
        }
    }
}

/// `!r`, `!s` or `!a`, if there.
fn conversion(cursor: &mut Cursor) -> Result<Option<char>, LiteralError> {
    if cursor.peek() != Some(b'!') {
        return match cursor.peek() {
            None => unfinished(),
            Some(_) => Ok(None),
        };
    }
    cursor.position += 1;
    let conversion = match cursor.peek() {
        None => return unfinished(),
        Some(byte @ (b's' | b'r' | b'a')) => char::from(byte),
        Some(_) => {
            return words("f-string: invalid conversion character: expected 's', 'r', or 'a'");
        }
    };
    cursor.position += 1;
    match cursor.peek() {
        None => unfinished(),
        Some(_) => Ok(Some(conversion)),
    }
}

fn check_not_empty(expression: &str, end_sign: u8) -> Result<(), LiteralError> {
    let is_space = |character| matches!(character, ' ' | '\t' | '\n' | '\x0c');
    if !expression.chars().all(is_space) {
        return Ok(());
    }
    match end_sign {
        b'!' | b':' | b'=' => words(format!(
            "f-string: expression required before '{}'",
            char::from(end_sign)
        )),
        _ => words("f-string: empty expression not allowed"),
    }
}

/// Moves the cursor to the sign that ends the expression: `}`, `!`, `:` or `=`.
fn find_expression_end(cursor: &mut Cursor) -> Result<(), LiteralError> {
    let mut brackets: Vec<u8> = Vec::new();
    let mut quote: Option<(u8, usize)> = None;
    while let Some(byte) = cursor.peek() {
        let is_tripled = cursor.peek_at(1) == Some(byte) && cursor.peek_at(2) == Some(byte);
        match (byte, quote) {
            (b'\\', _) => return words("f-string expression part cannot include a backslash"),
            (_, Some((open, 1))) if byte == open => quote = None,
            (_, Some((open, _))) if byte == open && is_tripled => {
                cursor.position += 2;
                quote = None;
            }
            (_, Some(_)) => {}
            (b'\'' | b'"', None) => {
                quote = Some((byte, if is_tripled { 3 } else { 1 }));
                cursor.position += if is_tripled { 2 } else { 0 };
            }
            (b'[' | b'{' | b'(', None) => {
                if brackets.len() >= MAXIMUM_BRACKETS {
                    return words("f-string: too many nested parenthesis");
                }
                brackets.push(byte);
            }
            (b'#', None) => return words("f-string expression part cannot include '#'"),
            (b'!' | b':' | b'}' | b'=' | b'>' | b'<', None) if brackets.is_empty() => {
                if matches!(byte, b'!' | b'=' | b'<' | b'>') && cursor.peek_at(1) == Some(b'=') {
                    cursor.position += 1;
                } else if !matches!(byte, b'<' | b'>') {
                    break;
                }
            }
            (b']' | b'}' | b')', None) => close_bracket(&mut brackets, byte)?,
            _ => {}
        }
        cursor.position += 1;
    }
    if quote.is_some() {
        return words("f-string: unterminated string");
    }
    match brackets.last() {
        Some(&open) => words(format!("f-string: unmatched '{}'", char::from(open))),
        None => Ok(()),
    }
}

fn close_bracket(brackets: &mut Vec<u8>, closing: u8) -> Result<(), LiteralError> {
    let (closing_sign, opening) = (char::from(closing), brackets.pop());
    match (opening, closing) {
        (None, _) => words(format!("f-string: unmatched '{closing_sign}'")),
        (Some(b'('), b')') | (Some(b'['), b']') | (Some(b'{'), b'}') => Ok(()),
        (Some(opening), _) => words(format!(
            "f-string: closing parenthesis '{closing_sign}' does not match opening parenthesis '{}'",
            char::from(opening)
        )),
    }
}
