//! String literals: prefixes, quotes, escapes, and adjacent literals joined.
//!
//! Follows CPython 3.11's `Parser/string_parser.c`: its warnings about escapes, and its errors
//! with the byte positions that its decoder counts.
//!
//! Knows nothing of tokens other than those of strings.

use super::formatted_string::Joined;
use super::parser::{NestedExpression, Stop, SyntaxWarning, constant_text};
use super::source::Span;
use super::syntax_error::Fault;
use super::syntax_tree::{Expression, ExpressionKind};
use super::token::Token;

/// What is wrong with a literal.
#[derive(Debug, PartialEq)]
pub(super) enum LiteralError {
    /// CPython's words, which it places at the last token it has read.
    Words(String),
    /// CPython's words, which it places at this literal.
    WordsAt(Span, &'static str),
    /// A construct that the page does not know.
    Unknown(&'static str, Span),
    /// An f-string's expression could not be read.
    Expression(Stop),
    /// An f-string's expression is wrong, and why is known.
    Fault(Box<Fault>),
}

impl LiteralError {
    pub fn words(message: impl Into<String>) -> Self {
        LiteralError::Words(message.into())
    }
}

/// Reads an f-string's expression, which stands inside of this token.
pub(super) type ReadExpression<'reader> =
    &'reader mut dyn FnMut(NestedExpression, &Token) -> Result<Expression, LiteralError>;

/// Reads string tokens.
pub(super) struct LiteralReader<'reader> {
    pub text: &'reader str,
    read_expression: ReadExpression<'reader>,
    pub warnings: Vec<SyntaxWarning>,
    /// The byte, line and start of line of the expression read last, so that lines are counted
    /// once.
    seen: (u32, u32, u32),
}

/// A literal taken apart.
struct Literal {
    /// What stands between the quotes.
    body: Span,
    is_raw: bool,
    is_bytes: bool,
    is_formatted: bool,
}

impl<'reader> LiteralReader<'reader> {
    pub fn new(text: &'reader str, read_expression: ReadExpression<'reader>) -> Self {
        LiteralReader {
            text,
            read_expression,
            warnings: Vec::new(),
            seen: (0, 1, 0),
        }
    }

    /// Reads the expression at these bytes of an f-string.
    pub fn expression(&mut self, span: Span, token: &Token) -> Result<Expression, LiteralError> {
        let nested = NestedExpression::behind(span, self.seen, self.text);
        self.seen = (span.start, nested.line, nested.line_start);
        (self.read_expression)(nested, token)
    }

    /// Adjacent literals as one constant or f-string.
    pub fn concatenate(&mut self, tokens: &[Token]) -> Result<ExpressionKind, LiteralError> {
        let mut joined = Joined::default();
        let mut is_formatted = false;
        let mut is_bytes = None;
        for token in tokens {
            let literal = self.take_apart(token);
            let body = self.slice(literal.body);
            if literal.is_bytes {
                check_bytes(body, literal.is_raw, token.span)?;
            }
            if is_bytes.is_some_and(|is_bytes| is_bytes != literal.is_bytes) {
                return Err(LiteralError::words(
                    "cannot mix bytes and nonbytes literals",
                ));
            }
            is_bytes = Some(literal.is_bytes);
            if literal.is_formatted {
                is_formatted = true;
                self.seen = (token.span.start, token.line, token.line_start);
                self.formatted(literal.body, literal.is_raw, token, &mut joined)?;
            } else if literal.is_raw || literal.is_bytes {
                joined.push_text(body);
            } else {
                joined.push_text(&self.unescape(literal.body, token)?);
            }
        }
        if is_bytes == Some(true) {
            let span = tokens.first().map_or(Span::default(), |token| token.span);
            return Err(LiteralError::Unknown("bytes", span));
        }
        if is_formatted {
            return Ok(ExpressionKind::FormattedString(joined.finish()));
        }
        Ok(constant_text(joined.into_text()))
    }

    pub fn slice(&self, span: Span) -> &'reader str {
        &self.text[span.start as usize..span.end as usize]
    }

    fn take_apart(&self, token: &Token) -> Literal {
        let literal = self.slice(token.span);
        let is_quote = |character| matches!(character, '"' | '\'');
        let prefix_length = literal.find(is_quote).unwrap_or(0);
        let (prefix, quoted) = literal.split_at(prefix_length);
        let has = |letter: char| prefix.contains([letter, letter.to_ascii_uppercase()]);
        let quotes = match quoted.starts_with("\"\"\"") || quoted.starts_with("'''") {
            true => 3,
            false => 1,
        };
        Literal {
            body: Span {
                start: token.span.start + (prefix_length + quotes) as u32,
                end: token.span.end - quotes as u32,
            },
            is_raw: has('r'),
            is_bytes: has('b'),
            is_formatted: has('f'),
        }
    }

    /// The text that the bytes `span` of a literal mean.
    pub fn unescape(&mut self, span: Span, token: &Token) -> Result<String, LiteralError> {
        let body = self.slice(span);
        if !body.contains('\\') {
            return Ok(body.into());
        }
        let mut decoder = Decoder {
            rest: body,
            position: 0,
            decoded: String::with_capacity(body.len()),
            first_invalid: None,
        };
        let outcome = decoder.run();
        if let Some(message) = decoder.first_invalid {
            self.warn_of_escape(message, token);
        }
        match outcome {
            Ok(()) => Ok(decoder.decoded),
            Err(EscapeError::Words(words)) => Err(LiteralError::Words(words)),
            Err(EscapeError::Unknown(construct)) => {
                Err(LiteralError::Unknown(construct, token.span))
            }
        }
    }

    pub fn warn_of_escape(&mut self, message: String, token: &Token) {
        self.warnings.push(SyntaxWarning {
            category: "DeprecationWarning",
            message,
            span: token.span,
        });
    }
}

/// What CPython says against the body of a bytes literal.
fn check_bytes(body: &str, is_raw: bool, span: Span) -> Result<(), LiteralError> {
    if !body.is_ascii() {
        let words = "bytes can only contain ASCII literal characters";
        return Err(LiteralError::WordsAt(span, words));
    }
    if is_raw {
        return Ok(());
    }
    let mut position = 0;
    while let Some(found) = body[position..].find('\\') {
        position += found;
        let escaped = &body[position + 1..];
        let digits = escaped.bytes().skip(1).take(2);
        if escaped.starts_with('x') && digits.filter(u8::is_ascii_hexdigit).count() < 2 {
            return Err(LiteralError::Words(format!(
                "(value error) invalid \\x escape at position {position}"
            )));
        }
        position += 1 + escaped.chars().next().map_or(0, char::len_utf8);
    }
    Ok(())
}

enum EscapeError {
    Words(String),
    Unknown(&'static str),
}

/// Decodes escapes, counting bytes as CPython's decoder sees them: it is handed each character
/// past ASCII as an escape of ten bytes.
struct Decoder<'text> {
    rest: &'text str,
    position: usize,
    decoded: String,
    /// The warning about the first escape that means nothing.
    first_invalid: Option<String>,
}

impl Decoder<'_> {
    fn run(&mut self) -> Result<(), EscapeError> {
        while let Some(character) = self.take() {
            match character {
                '\\' => self.escape()?,
                _ => self.decoded.push(character),
            }
        }
        Ok(())
    }

    fn take(&mut self) -> Option<char> {
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        self.position += width(character);
        Some(character)
    }

    /// One escape, whose backslash is taken.
    fn escape(&mut self) -> Result<(), EscapeError> {
        let start = self.position - 1;
        let Some(character) = self.take() else {
            self.decoded.push('\\'); // Only an f-string's text can end so: before a brace.
            return Ok(());
        };
        let decoded = match character {
            '\n' => return Ok(()),
            '\\' | '\'' | '"' => character,
            'a' => '\x07',
            'b' => '\x08',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            '0'..='7' => self.octal(character),
            'x' => self.hexadecimal(start, 2, "truncated \\xXX escape")?,
            'u' => self.hexadecimal(start, 4, "truncated \\uXXXX escape")?,
            'U' => self.hexadecimal(start, 8, "truncated \\UXXXXXXXX escape")?,
            'N' => return self.character_name(start),
            _ => {
                self.decoded.push('\\');
                if character.is_ascii() {
                    self.note_invalid(format!("invalid escape sequence '\\{character}'"));
                } else {
                    self.position += 5; // CPython writes this backslash as `\u005c`.
                }
                character
            }
        };
        self.decoded.push(decoded);
        Ok(())
    }

    fn note_invalid(&mut self, message: String) {
        self.first_invalid.get_or_insert(message);
    }

    /// Up to three octal digits, of which the first is given.
    fn octal(&mut self, first: char) -> char {
        let more = self
            .rest
            .bytes()
            .take(2)
            .take_while(|byte| matches!(byte, b'0'..=b'7'));
        let count = more.count();
        let digits = format!("{first}{}", &self.rest[..count]);
        self.rest = &self.rest[count..];
        self.position += count;
        let value = u32::from_str_radix(&digits, 8).unwrap_or(0);
        if value > 0o377 {
            self.note_invalid(format!("invalid octal escape sequence '\\{digits}'"));
        }
        char::from_u32(value).unwrap_or_default()
    }

    fn hexadecimal(
        &mut self,
        start: usize,
        length: usize,
        complaint: &str,
    ) -> Result<char, EscapeError> {
        let digits = self
            .rest
            .bytes()
            .take(length)
            .take_while(u8::is_ascii_hexdigit);
        let count = digits.count();
        let digits = &self.rest[..count];
        self.rest = &self.rest[count..];
        self.position += count;
        let words = |complaint| EscapeError::Words(unicode_error(start, self.position, complaint));
        if count < length {
            return Err(words(complaint));
        }
        match u32::from_str_radix(digits, 16) {
            Ok(0xD800..=0xDFFF) => Err(EscapeError::Unknown("halves of surrogate pairs")),
            Ok(code) => char::from_u32(code).ok_or_else(|| words("illegal Unicode character")),
            Err(_) => Err(words("illegal Unicode character")),
        }
    }

    /// `\N{…}`: the page holds no table of names.
    fn character_name(&mut self, start: usize) -> Result<(), EscapeError> {
        let name = self
            .rest
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'));
        if name.is_some_and(|(name, _)| !name.is_empty()) {
            return Err(EscapeError::Unknown("characters by name"));
        }
        let complaint = "malformed \\N character escape";
        let skipped = match (self.rest.starts_with('{'), name) {
            (true, Some(_)) => 1,
            (true, None) => self.rest.chars().map(width).sum(),
            (false, _) => 0,
        };
        Err(EscapeError::Words(unicode_error(
            start,
            self.position + skipped,
            complaint,
        )))
    }
}

/// How many bytes a character has for CPython's decoder.
fn width(character: char) -> usize {
    if character.is_ascii() { 1 } else { 10 }
}

/// The words of Python's `UnicodeDecodeError` for the bytes `start..end`.
fn unicode_error(start: usize, end: usize, complaint: &str) -> String {
    let place = match end - start {
        1 => format!("byte 0x5c in position {start}"),
        _ => format!("bytes in position {start}-{}", end - 1),
    };
    format!("(unicode error) 'unicodeescape' codec can't decode {place}: {complaint}")
}

#[cfg(test)]
mod tests {
    use crate::language::parser::parse;
    use crate::language::source::Source;
    use crate::language::syntax_tree::{Constant, ExpressionKind, StatementKind};

    #[track_caller]
    fn check(literal: &str, expected: &str) {
        let parsed = parse(&Source::new("cell", literal));
        let [statement] = parsed.program.statements.as_slice() else {
            panic!("{:?}", parsed.errors);
        };
        let StatementKind::Expression(expression) = &*statement.kind else {
            panic!("{statement:?}");
        };
        let string = Constant::String(expected.into());
        assert_eq!(*expression.kind, ExpressionKind::Constant(string));
    }

    #[track_caller]
    fn check_error(literal: &str, expected: &str) {
        let parsed = parse(&Source::new("cell", literal));
        let message = parsed.errors.first().map(|error| error.message.as_str());
        assert_eq!(message, Some(expected));
    }

    #[test]
    fn escapes_mean_characters() {
        check(r#""\n\t\\\'\"""#, "\n\t\\'\"");
        check(r"'\x41\u00e9\U0001F600\101\0'", "A\u{e9}\u{1f600}A\0");
        check("'a\\\nb'", "ab");
        check(r"'\d\é'", r"\d\é");
        check(r"r'\n'", r"\n");
    }

    #[test]
    fn adjacent_literals_are_one() {
        check("'a' \"b\" r'\\c'", "ab\\c");
        check("('a'\n'b')", "ab");
        check("\"\"\"a'\"b\nc\"\"\"", "a'\"b\nc");
        check("u'a' ''", "a");
    }

    #[test]
    fn broken_escapes_are_found_where_cpython_finds_them() {
        let codec = "(unicode error) 'unicodeescape' codec can't decode bytes in position ";
        check_error(r"'\x4'", &format!("{codec}0-2: truncated \\xXX escape"));
        check_error(
            r"'é\u12'",
            &format!("{codec}10-13: truncated \\uXXXX escape"),
        );
        check_error(
            r"'\U00110000'",
            &format!("{codec}0-9: illegal Unicode character"),
        );
        let no_name = "malformed \\N character escape";
        for (literal, place) in [
            (r"'\N'", "0-1"),
            (r"'\Nx'", "0-1"),
            (r"'\N{'", "0-2"),
            (r"'\N{}x'", "0-2"),
            (r"'é\N{é'", "10-22"),
        ] {
            check_error(literal, &format!("{codec}{place}: {no_name}"));
        }
        check_error(
            r"'\N{BULLET}'",
            "this page does not know characters by name",
        );
        check_error("b'é'", "bytes can only contain ASCII literal characters");
    }

    #[test]
    fn an_escape_without_meaning_is_warned_of() {
        let parsed = parse(&Source::new("cell", r"x = '\d\q'"));
        let messages: Vec<_> = parsed
            .warnings
            .iter()
            .map(|warning| &*warning.message)
            .collect();
        assert_eq!(messages, [r"invalid escape sequence '\d'"]);
    }
}
