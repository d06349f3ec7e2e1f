//! The tokenizer: text to tokens, one at a time, with CPython 3.11's errors and their places.
//!
//! Follows `Parser/tokenizer.c`: lines are entered one by one, the column of an error is
//! counted in the line that the tokenizer stands in, and the words of an error are CPython's.
//! Like CPython's, it sees a newline behind the last line even where the text has none.
//!
//! Knows nothing of the grammar, nor of what a literal means.

mod indentation;
mod number;
mod word;

use super::error::ErrorKind;
use super::source::Span;
use super::syntax_error::Fault;
use super::token::{Token, TokenKind, sign};

pub use word::is_printable;

/// CPython's `MAXLEVEL`: how deep brackets may nest.
const MAXIMUM_BRACKETS: usize = 200;

/// An open bracket.
#[derive(Clone, Copy, Debug)]
struct Bracket {
    sign: u8,
    line: u32,
    line_start: usize,
    position: usize,
}

/// Why there is no further token.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenError {
    /// Elsewhere, so that results stay small.
    pub fault: Box<Fault>,
    /// Whether the words are the tokenizer's own, so that they win over an error of the grammar
    /// that stands before them.
    pub outranks_grammar: bool,
}

/// Where the tokenizer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running,
    /// All text was read.
    AtEnd,
    Failed,
}

/// Reads tokens from text.
#[derive(Clone, Debug)]
pub struct Tokenizer<'text> {
    text: &'text str,
    /// The number of the text's first line.
    first_line: u32,
    counts_bytes: bool,
    /// The end of the text, the newline that the last line lacks included.
    end: usize,
    position: usize,
    /// The end of the line that was entered last: behind its newline.
    line_end: usize,
    /// The number and start of the line that was entered last.
    line: u32,
    line_start: usize,
    /// The start of the line in which the current token began, which is where CPython
    /// counts the column of a bad line continuation from.
    buffer_start: usize,
    token_start: Option<usize>,
    at_line_start: bool,
    /// Columns of the open blocks, counted with tabs of 8 and of 1.
    indentation: Vec<(usize, usize)>,
    /// `Indent` (positive) or `Dedent` (negative) tokens still to be given.
    pending: isize,
    brackets: Vec<Bracket>,
    /// Brackets around the text that the text does not show: one for an f-string's expression.
    hidden_brackets: usize,
    state: State,
    /// Number literals that a keyword touches, as in `1if x`: the kind of literal and the place.
    pub touching_numbers: Vec<(&'static str, Span)>,
}

impl<'text> Tokenizer<'text> {
    /// A tokenizer at the start of `text`.
    pub fn new(text: &'text str) -> Self {
        Self::at_line(text, 0, 1)
    }

    /// A tokenizer at the line with this number, which starts at this byte.
    pub fn at_line(text: &'text str, start: usize, line: u32) -> Self {
        Tokenizer {
            text,
            first_line: 1,
            counts_bytes: false,
            end: text.len() + usize::from(!text.ends_with('\n')),
            position: start,
            line_end: start,
            line: line.saturating_sub(1),
            line_start: start,
            buffer_start: start,
            token_start: None,
            at_line_start: true,
            indentation: vec![(0, 0)],
            pending: 0,
            brackets: Vec::new(),
            hidden_brackets: 0,
            state: State::Running,
            touching_numbers: Vec::new(),
        }
    }

    /// A tokenizer for an f-string's expression, as a text of its own whose first line has this
    /// number. CPython counts its columns in bytes.
    pub fn of_nested(text: &'text str, first_line: u32) -> Self {
        Tokenizer {
            first_line,
            counts_bytes: true,
            ..Self::at_line(text, 0, first_line)
        }
    }

    /// A tokenizer for the bytes `span` of `text` alone, as if they stood in brackets.
    /// `line` is the line of the first byte, `line_start` where that line starts.
    pub fn in_brackets(text: &'text str, span: Span, line: u32, line_start: u32) -> Self {
        let start = span.start as usize;
        let end = (span.end as usize).min(text.len());
        let text = &text[..end];
        let first_line_length = text[start..].find('\n').map_or(end - start, |at| at + 1);
        Tokenizer {
            end,
            line,
            line_start: line_start as usize,
            line_end: start + first_line_length,
            at_line_start: false,
            hidden_brackets: 1,
            ..Self::at_line(text, start, line)
        }
    }

    /// The next token; `End` again and again behind the last one.
    pub fn next_token(&mut self) -> Result<Token, TokenError> {
        match self.scan() {
            Ok(token) => Ok(token),
            Err(error) => {
                if self.state == State::Running {
                    self.state = State::Failed;
                }
                Err(error)
            }
        }
    }

    /// Whether neither the end nor an error was met yet.
    pub fn is_running(&self) -> bool {
        self.state == State::Running
    }

    /// Whether the text ended: CPython's `E_EOF`.
    pub fn is_at_end(&self) -> bool {
        self.state == State::AtEnd
    }

    /// The line that was entered last.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// How many bytes of the line that was entered last are read.
    pub fn column(&self) -> usize {
        self.position.saturating_sub(self.line_start)
    }

    /// Like [`Self::column`], but 0 where nothing was read since the line was entered in which
    /// the current token began.
    pub fn column_in_buffer(&self) -> usize {
        match self.position == self.buffer_start {
            true => 0,
            false => self.column(),
        }
    }

    /// `'(' was never closed`, where a bracket is open, with the line it stands on.
    pub fn unclosed_bracket(&self) -> Option<(Fault, u32)> {
        let bracket = self.brackets.last()?;
        let column = (bracket.position - bracket.line_start) as i64;
        let fault = self.fault(
            ErrorKind::SyntaxError,
            format!("'{}' was never closed", char::from(bracket.sign)),
            (bracket.line, column + 1),
            (bracket.line, 0),
        );
        Some((fault, bracket.line))
    }

    /// How many brackets are open.
    fn level(&self) -> usize {
        self.brackets.len() + self.hidden_brackets
    }

    fn scan(&mut self) -> Result<Token, TokenError> {
        loop {
            self.token_start = None;
            let mut is_blank = false;
            if self.at_line_start {
                self.at_line_start = false;
                is_blank = self.indent()?;
            }
            self.token_start = Some(self.position);
            if self.pending != 0 {
                return Ok(self.pending_token());
            }
            let token = self.scan_in_line()?;
            if token.kind != TokenKind::Newline {
                return Ok(token);
            }
            self.at_line_start = true;
            if !is_blank && self.level() == 0 {
                return Ok(token);
            }
        }
    }

    /// The next token of the line, or of the lines that a backslash joins to it.
    fn scan_in_line(&mut self) -> Result<Token, TokenError> {
        loop {
            let Some(first) = self.skip_space_and_comment() else {
                return self.end_of_text();
            };
            if first != b'\\' {
                return self.scan_from(first);
            }
            self.continue_line()?;
        }
    }

    /// The token that starts with this byte, which is taken.
    fn scan_from(&mut self, first: u8) -> Result<Token, TokenError> {
        let start = self.position - 1;
        let kind = match first {
            b'\n' => {
                // The end of a line begins with its comment.
                let comment = self.token_start.unwrap_or(start);
                return Ok(self.token(TokenKind::Newline, comment, start));
            }
            b'"' | b'\'' => return self.string(first),
            b'0'..=b'9' => self.number(first)?,
            b'.' if self.peek().is_some_and(|next| next.is_ascii_digit()) => self.number(first)?,
            _ if word::can_start(first) => return self.word(first),
            _ => self.sign(first)?,
        };
        Ok(self.token(kind, start, self.position))
    }

    /// The first byte behind spaces and a comment, already taken.
    fn skip_space_and_comment(&mut self) -> Option<u8> {
        self.token_start = None;
        let mut byte = self.next();
        while matches!(byte, Some(b' ' | b'\t' | b'\x0c')) {
            byte = self.next();
        }
        self.token_start = Some(self.position.saturating_sub(1));
        if byte == Some(b'#') {
            while !matches!(byte, None | Some(b'\n')) {
                byte = self.next();
            }
        }
        byte
    }

    fn end_of_text(&mut self) -> Result<Token, TokenError> {
        match self.unclosed_bracket() {
            Some((fault, _)) => Err(self.plain(fault)),
            None => Ok(self.token(TokenKind::End, self.position, self.position)),
        }
    }

    /// Reads `\n` behind a backslash.
    fn continue_line(&mut self) -> Result<(), TokenError> {
        if self.next() != Some(b'\n') {
            let column = (self.position - self.buffer_start) as i64;
            let message = "unexpected character after line continuation character";
            let (start, end) = ((self.line, column), (self.line, 0));
            return Err(self.plain(self.fault(ErrorKind::SyntaxError, message, start, end)));
        }
        if self.next().is_some() {
            self.position -= 1;
            return Ok(());
        }
        Err(match self.unclosed_bracket() {
            Some((fault, _)) => self.plain(fault),
            None => self.error_here(ErrorKind::SyntaxError, "unexpected EOF while parsing"),
        })
    }

    /// An operator, a bracket or a sign that means nothing.
    fn sign(&mut self, first: u8) -> Result<TokenKind, TokenError> {
        let start = self.position - 1;
        let rest = &self.text.as_bytes()[start.min(self.text.len())..];
        if rest.starts_with(b"<>") {
            self.position += 1;
            return Ok(TokenKind::Unknown);
        }
        match first {
            b'(' | b'[' | b'{' => self.open_bracket(first)?,
            b')' | b']' | b'}' => self.close_bracket(first)?,
            0..0x20 | 0x7f => {
                let message = format!("invalid non-printable character U+{first:04X}");
                return Err(self.error(message));
            }
            _ => {}
        }
        let (kind, length) = sign(rest).unwrap_or((TokenKind::Unknown, 1));
        self.position = start + length;
        Ok(kind)
    }

    fn open_bracket(&mut self, sign: u8) -> Result<(), TokenError> {
        if self.brackets.len() >= MAXIMUM_BRACKETS {
            return Err(self.error("too many nested parentheses".into()));
        }
        self.brackets.push(Bracket {
            sign,
            line: self.line,
            line_start: self.line_start,
            position: self.position - 1,
        });
        Ok(())
    }

    fn close_bracket(&mut self, sign: u8) -> Result<(), TokenError> {
        let closing = char::from(sign);
        let Some(bracket) = self.brackets.pop() else {
            return Err(self.error(format!("unmatched '{closing}'")));
        };
        if matches!(
            (bracket.sign, sign),
            (b'(', b')') | (b'[', b']') | (b'{', b'}')
        ) {
            return Ok(());
        }
        let mut message = format!(
            "closing parenthesis '{closing}' does not match opening parenthesis '{}'",
            char::from(bracket.sign)
        );
        if bracket.line != self.line {
            message.push_str(&format!(" on line {}", bracket.line));
        }
        Err(self.error(message))
    }

    /// A string literal, whose first quote is taken. Its prefix may stand before it.
    fn string(&mut self, quote: u8) -> Result<Token, TokenError> {
        let start = self.token_start.unwrap_or(self.position - 1);
        let (first_line, first_line_start) = (self.line, self.line_start);
        let mut quotes = 1;
        let mut closing = 0;
        let mut byte = self.next();
        if byte == Some(quote) {
            byte = self.next();
            if byte == Some(quote) {
                quotes = 3;
            } else {
                closing = 1;
            }
        }
        if byte != Some(quote) {
            self.back(byte);
        }
        while closing != quotes {
            match self.next() {
                None => return Err(self.unterminated(start, first_line, first_line_start, quotes)),
                Some(b'\n') if quotes == 1 => {
                    return Err(self.unterminated(start, first_line, first_line_start, quotes));
                }
                Some(byte) if byte == quote => closing += 1,
                Some(byte) => {
                    closing = 0;
                    if byte == b'\\' {
                        self.next();
                    }
                }
            }
        }
        Ok(Token {
            line: first_line,
            line_start: first_line_start as u32,
            ..self.token(TokenKind::String, start, self.position)
        })
    }

    /// The error stands at the literal's first character, whatever was read since.
    fn unterminated(
        &mut self,
        start: usize,
        first_line: u32,
        first_line_start: usize,
        quotes: usize,
    ) -> TokenError {
        let detected = self.line;
        self.position = start + 1;
        self.line = first_line;
        self.line_start = first_line_start;
        let triple = if quotes == 3 { "triple-quoted " } else { "" };
        self.error(format!(
            "unterminated {triple}string literal (detected at line {detected})"
        ))
    }

    /// The next byte, entering the next line where the current one is used up.
    fn next(&mut self) -> Option<u8> {
        if self.position == self.line_end {
            if self.state != State::Running {
                return None;
            }
            if self.position >= self.end {
                self.state = State::AtEnd;
                return None;
            }
            self.enter_line();
        }
        let byte = self.byte(self.position);
        self.position += 1;
        byte
    }

    fn enter_line(&mut self) {
        if self.token_start.is_none() {
            self.buffer_start = self.position;
        }
        self.line_start = self.position;
        self.line += 1;
        let rest = self.text.as_bytes().get(self.position..).unwrap_or(&[]);
        self.line_end = match rest.iter().position(|&byte| byte == b'\n') {
            Some(newline) => self.position + newline + 1,
            None => self.end,
        };
    }

    fn byte(&self, position: usize) -> Option<u8> {
        match self.text.as_bytes().get(position) {
            Some(&byte) => Some(byte),
            None if position < self.end => Some(b'\n'),
            None => None,
        }
    }

    /// The byte that [`Self::next`] would give, without entering its line.
    fn peek(&self) -> Option<u8> {
        self.byte(self.position)
    }

    /// Takes back a byte that [`Self::next`] gave.
    fn back(&mut self, byte: Option<u8>) {
        if byte.is_some() {
            self.position -= 1;
        }
    }

    /// A token that stands for the error that ended the reading.
    pub fn error_token(&self) -> Token {
        self.token(TokenKind::Error, self.position, self.position)
    }

    fn token(&self, kind: TokenKind, start: usize, end: usize) -> Token {
        Token {
            kind,
            span: Span::new(start, end),
            line: self.line,
            end_line: self.line,
            line_start: self.line_start as u32,
            end_line_start: self.line_start as u32,
            level: self.level() as u32,
        }
    }

    /// How many characters stand between two byte offsets.
    fn characters(&self, start: usize, end: usize) -> usize {
        let text = self.text.as_bytes();
        let end = end.min(text.len());
        let bytes = text.get(start..end).unwrap_or(&[]);
        bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
    }

    /// An error of the grammar, with CPython's way of counting: `start` and `end` are a line and
    /// a column in bytes from 1 (0 and below: none). Both columns are turned into characters by
    /// the text of the first line.
    pub fn fault(
        &self,
        kind: ErrorKind,
        message: impl Into<String>,
        start: (u32, i64),
        end: (u32, i64),
    ) -> Fault {
        let text = self.error_text(start.0);
        let offset = |column| match self.counts_bytes {
            true => column,
            false => character_offset(&text, column),
        };
        Fault {
            kind,
            message: message.into(),
            line: start.0,
            offset: offset(start.1),
            end_line: end.0,
            end_offset: offset(end.1),
            span: None,
            text: Some(text),
        }
    }

    /// The text that an error of the grammar shows: the line, or all that the tokenizer holds
    /// where the error stands in the line it is at.
    fn error_text(&self, line: u32) -> String {
        let text = self.text;
        let range = if self.line <= line && self.line_end > self.buffer_start {
            self.buffer_start..self.line_end
        } else {
            let start = line_start(text, line + 1 - self.first_line.min(line));
            let length = text[start..].find('\n');
            start..length.map_or(text.len(), |length| start + length)
        };
        let mut shown = text[range.start..range.end.min(text.len())].to_string();
        if range.end > text.len() {
            shown.push('\n');
        }
        shown
    }

    /// The tokenizer's own error at the last byte read.
    fn error(&mut self, message: String) -> TokenError {
        let offset = self.characters(self.line_start, self.position) as i64;
        self.error_at(message, offset, offset)
    }

    /// The tokenizer's own error at these offsets of the line.
    fn error_at(&mut self, message: String, offset: i64, end_offset: i64) -> TokenError {
        let rest = &self.text[self.line_start..];
        let line_text = rest.split('\n').next().unwrap_or(rest);
        TokenError {
            fault: Box::new(Fault {
                kind: ErrorKind::SyntaxError,
                message,
                line: self.line,
                offset,
                end_line: self.line,
                end_offset,
                span: None,
                text: Some(line_text.to_string()),
            }),
            outranks_grammar: true,
        }
    }

    /// An error behind everything that was read of the line.
    fn error_here(&self, kind: ErrorKind, message: &str) -> TokenError {
        let (start, end) = ((self.line, self.column() as i64), (self.line, -1));
        self.plain(self.fault(kind, message, start, end))
    }

    fn plain(&self, fault: Fault) -> TokenError {
        TokenError {
            fault: Box::new(fault),
            outranks_grammar: false,
        }
    }
}

/// Where the line with this number, from 1, starts; the last line's start past the end.
pub fn line_start(text: &str, line: u32) -> usize {
    let skipped = (line as usize).saturating_sub(1);
    let newlines = text.match_indices('\n').take(skipped);
    newlines.last().map_or(0, |(newline, _)| newline + 1)
}

/// CPython's `_PyPegen_byte_offset_to_character_offset`: how many characters the first `column`
/// bytes make. A column far behind the text counts as just behind it.
fn character_offset(text: &str, column: i64) -> i64 {
    let Ok(column) = usize::try_from(column) else {
        return column;
    };
    let in_text = &text.as_bytes()[..column.min(text.len())];
    let characters = in_text.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    characters as i64 + i64::from(column > text.len())
}
