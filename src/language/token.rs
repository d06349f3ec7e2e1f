//! Tokens: the words and signs that Python text is made of.
//!
//! Knows nothing of how they are found, nor of the grammar.

use super::source::Span;

/// Declares [`TokenKind`]: kinds without a text of their own, then those that have one.
macro_rules! tokens {
    ($($(#[$documentation:meta])* $class:ident,)* ; $($name:ident $text:literal,)*) => {
        /// What a token is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum TokenKind {
            $($(#[$documentation])* $class,)*
            $(#[doc = concat!("`", $text, "`")] $name,)*
        }

        /// Keywords and signs with their text; keywords come first.
        pub const FIXED_TOKENS: &[(&str, TokenKind)] = &[$(($text, TokenKind::$name),)*];
    };
}

tokens! {
    /// The end of the text.
    End,
    /// The end of a logical line.
    Newline,
    Indent,
    Dedent,
    Name,
    Number,
    /// One string literal with its prefix and quotes.
    String,
    /// A sign that no rule of the grammar knows: `$`, `?`, `!`, a backquote, `<>`.
    Unknown,
    /// Where the tokenizer stopped at an error.
    Error,
    ;
    False "False",
    None "None",
    True "True",
    And "and",
    As "as",
    Assert "assert",
    Async "async",
    Await "await",
    Break "break",
    Class "class",
    Continue "continue",
    Def "def",
    Del "del",
    Elif "elif",
    Else "else",
    Except "except",
    Finally "finally",
    For "for",
    From "from",
    Global "global",
    If "if",
    Import "import",
    In "in",
    Is "is",
    Lambda "lambda",
    Nonlocal "nonlocal",
    Not "not",
    Or "or",
    Pass "pass",
    Raise "raise",
    Return "return",
    Try "try",
    While "while",
    With "with",
    Yield "yield",
    LeftParenthesis "(",
    RightParenthesis ")",
    LeftBracket "[",
    RightBracket "]",
    LeftBrace "{",
    RightBrace "}",
    Colon ":",
    Comma ",",
    Semicolon ";",
    Dot ".",
    Ellipsis "...",
    Arrow "->",
    ColonEqual ":=",
    Equal "=",
    Plus "+",
    Minus "-",
    Star "*",
    DoubleStar "**",
    Slash "/",
    DoubleSlash "//",
    Percent "%",
    At "@",
    Ampersand "&",
    Bar "|",
    Caret "^",
    Tilde "~",
    LeftShift "<<",
    RightShift ">>",
    DoubleEqual "==",
    NotEqual "!=",
    Less "<",
    LessEqual "<=",
    Greater ">",
    GreaterEqual ">=",
    PlusEqual "+=",
    MinusEqual "-=",
    StarEqual "*=",
    DoubleStarEqual "**=",
    SlashEqual "/=",
    DoubleSlashEqual "//=",
    PercentEqual "%=",
    AtEqual "@=",
    AmpersandEqual "&=",
    BarEqual "|=",
    CaretEqual "^=",
    LeftShiftEqual "<<=",
    RightShiftEqual ">>=",
}

/// The number of keywords, which head [`FIXED_TOKENS`].
const KEYWORDS: usize = 35;

/// The kind of a word: a keyword's own, or `Name`.
pub fn word_kind(word: &str) -> TokenKind {
    FIXED_TOKENS[..KEYWORDS]
        .iter()
        .find(|(text, _)| *text == word)
        .map_or(TokenKind::Name, |&(_, kind)| kind)
}

/// The longest sign at the start of `text`, with its length in bytes.
pub fn sign(text: &[u8]) -> Option<(TokenKind, usize)> {
    FIXED_TOKENS[KEYWORDS..]
        .iter()
        .filter(|(sign, _)| text.starts_with(sign.as_bytes()))
        .max_by_key(|(sign, _)| sign.len())
        .map(|&(sign, kind)| (kind, sign.len()))
}

/// One token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Span,
    /// The line of the first character, from 1.
    pub line: u32,
    /// The line of the last character; only a string can end on a later line.
    pub end_line: u32,
    /// The byte offset at which `line` starts.
    pub line_start: u32,
    /// The byte offset at which `end_line` starts.
    pub end_line_start: u32,
    /// How many brackets are open behind the token.
    pub level: u32,
}

impl Token {
    /// Whether CPython gives the token a column of its own.
    pub fn has_place(&self) -> bool {
        !matches!(
            self.kind,
            TokenKind::End | TokenKind::Indent | TokenKind::Dedent | TokenKind::Error
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_words_and_signs_are_not() {
        let is_word = |text: &str| text.starts_with(|first: char| first.is_ascii_alphabetic());
        assert!(
            FIXED_TOKENS[..KEYWORDS]
                .iter()
                .all(|(text, _)| is_word(text))
        );
        assert!(
            !FIXED_TOKENS[KEYWORDS..]
                .iter()
                .any(|(text, _)| is_word(text))
        );
    }

    #[test]
    fn the_longest_sign_wins() {
        assert_eq!(sign(b"**=2"), Some((TokenKind::DoubleStarEqual, 3)));
        assert_eq!(sign(b"..."), Some((TokenKind::Ellipsis, 3)));
        assert_eq!(sign(b".."), Some((TokenKind::Dot, 1)));
        assert_eq!(sign(b"$"), None);
    }
}
