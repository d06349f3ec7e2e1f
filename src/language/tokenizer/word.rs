//! Words: names, keywords, and the prefixes of string literals.
//!
//! Knows nothing of what a name means.

use super::{TokenError, Tokenizer};
use crate::language::token::{Token, word_kind};
use crate::numerics::gather::Gather;

/// Whether a word can start with this byte; any byte past ASCII is looked at later.
pub(super) fn can_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

/// Whether a word can go on with this byte.
pub(super) fn can_continue(byte: u8) -> bool {
    can_start(byte) || byte.is_ascii_digit()
}

/// Python's `str.isprintable` for one character: no control, format, private or unassigned
/// character, and no separator but the space. Rust's `escape_debug` escapes just these.
pub fn is_printable(character: char) -> bool {
    let mut text = String::from("a"); // In front, since a first combining mark is escaped too.
    text.push(character);
    matches!(character, '"' | '\'' | '\\') || text.escape_debug().nth(2).is_none()
}

/// Whether a name can start with the character: `XID_Start` and the underscore. The standard
/// library's letters are a superset that differs in combining vowel signs and circled letters.
fn starts_name(character: char) -> bool {
    character == '_' || character.is_alphabetic() && !('\u{24b6}'..='\u{24e9}').contains(&character)
}

/// Whether a name can go on with the character: letters, ASCII digits, and the combining marks
/// of the Latin, Greek and Cyrillic scripts. Superscripts and fractions cannot.
fn continues_name(character: char) -> bool {
    starts_name(character)
        || character.is_ascii_digit()
        || matches!(character, '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{fe0f}')
}

/// The prefixes of string literals, in lower case.
fn is_string_prefix(word: &[u8]) -> bool {
    let lower: Vec<u8> = word.iter().map(u8::to_ascii_lowercase).gather();
    matches!(
        lower.as_slice(),
        b"r" | b"b" | b"u" | b"f" | b"br" | b"rb" | b"fr" | b"rf"
    )
}

impl Tokenizer<'_> {
    /// A word whose first byte is taken, or the string literal that it is the prefix of.
    pub(super) fn word(&mut self, first: u8) -> Result<Token, TokenError> {
        let start = self.position - 1;
        let mut byte = Some(first);
        while byte.is_some_and(can_continue) {
            byte = self.next();
            if let Some(quote @ (b'"' | b'\'')) = byte
                && is_string_prefix(&self.text.as_bytes()[start..self.position - 1])
            {
                return self.string(quote);
            }
        }
        self.back(byte);
        let word = &self.text[start..self.position];
        if !word.is_ascii() {
            self.check_name(start)?;
        }
        Ok(self.token(word_kind(word), start, self.position))
    }

    fn check_name(&mut self, start: usize) -> Result<(), TokenError> {
        let word = &self.text[start..self.position];
        let invalid = word.char_indices().find(|&(index, character)| match index {
            0 => !starts_name(character),
            _ => !continues_name(character),
        });
        let Some((index, character)) = invalid else {
            return Ok(());
        };
        self.position = start + index + character.len_utf8();
        let code = character as u32;
        Err(self.error(if is_printable(character) {
            format!("invalid character '{character}' (U+{code:04X})")
        } else {
            format!("invalid non-printable character U+{code:04X}")
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printable_is_what_python_prints() {
        assert!(
            ['a', ' ', '"', '\\', 'é', '–', '😀', '\u{301}']
                .into_iter()
                .all(is_printable)
        );
        let unprintable = [
            '\n', '\u{7f}', '\u{a0}', '\u{ad}', '\u{200b}', '\u{feff}', '\u{e000}',
        ];
        assert!(!unprintable.into_iter().any(is_printable));
    }

    #[test]
    fn names_are_made_of_letters_and_digits() {
        assert!(['x', '_', 'é', 'π', 'μ', '名'].into_iter().all(starts_name));
        assert!(
            !['1', '²', '½', '–', '“', '∞', '😀']
                .into_iter()
                .any(starts_name)
        );
        assert!(['1', 'a', '\u{301}'].into_iter().all(continues_name));
        assert!(!['²', '½', '€'].into_iter().any(continues_name));
    }
}
