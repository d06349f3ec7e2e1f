//! Number literals: where they end, and what is wrong with them.
//!
//! Knows nothing of the number that a literal means.

use super::{TokenError, Tokenizer, word};
use crate::language::source::Span;
use crate::language::token::TokenKind;

impl Tokenizer<'_> {
    /// A number whose first character, a digit or a dot before a digit, is taken.
    pub(super) fn number(&mut self, first: u8) -> Result<TokenKind, TokenError> {
        let next = match first {
            b'.' => {
                let digit = self.next();
                self.fraction(digit)?
            }
            b'0' => self.zero()?,
            _ => {
                let next = self.digits()?;
                self.decimal_part(next)?
            }
        };
        self.back(next);
        Ok(TokenKind::Number)
    }

    /// What follows a leading zero. Gives the first byte behind the number, already taken.
    fn zero(&mut self) -> Result<Option<u8>, TokenError> {
        match self.next() {
            Some(b'x' | b'X') => self.digits_in_base(16, "hexadecimal"),
            Some(b'o' | b'O') => self.digits_in_base(8, "octal"),
            Some(b'b' | b'B') => self.digits_in_base(2, "binary"),
            other => self.decimal_from_zero(other),
        }
    }

    fn digits_in_base(&mut self, base: u32, kind: &'static str) -> Result<Option<u8>, TokenError> {
        let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| char::from(byte).is_digit(base));
        let mut next = self.next();
        loop {
            if next == Some(b'_') {
                next = self.next();
            }
            if !is_digit(next) {
                self.refuse_digit(next, kind)?;
                self.back(next);
                return Err(self.error(format!("invalid {kind} literal")));
            }
            while is_digit(next) {
                next = self.next();
            }
            if next != Some(b'_') {
                break;
            }
        }
        self.refuse_digit(next, kind)?;
        self.end_number(next, kind)
    }

    fn refuse_digit(&mut self, byte: Option<u8>, kind: &str) -> Result<(), TokenError> {
        match byte {
            Some(digit @ b'0'..=b'9') => {
                let digit = char::from(digit);
                Err(self.error(format!("invalid digit '{digit}' in {kind} literal")))
            }
            _ => Ok(()),
        }
    }

    /// `0`, `00`, `0_0`, or a fraction such as `007.5`; other digits behind a zero are an error.
    fn decimal_from_zero(&mut self, mut next: Option<u8>) -> Result<Option<u8>, TokenError> {
        loop {
            if next == Some(b'_') {
                next = self.next();
                self.expect_digit(next)?;
            }
            if next != Some(b'0') {
                break;
            }
            next = self.next();
        }
        let behind_zeros = self.position - self.line_start;
        let has_other_digits = next.is_some_and(|byte| byte.is_ascii_digit());
        if has_other_digits {
            next = self.digits()?;
        }
        if has_other_digits && !matches!(next, Some(b'.' | b'e' | b'E' | b'j' | b'J')) {
            self.back(next);
            let start = self.token_start.unwrap_or(self.position) - self.line_start;
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            return Err(self.error_at(message.into(), start as i64 + 1, behind_zeros as i64));
        }
        self.decimal_part(next)
    }

    /// A fraction, exponent or `j` behind digits.
    fn decimal_part(&mut self, next: Option<u8>) -> Result<Option<u8>, TokenError> {
        if next == Some(b'.') {
            let next = self.next();
            return self.fraction(next);
        }
        self.exponent(next)
    }

    fn fraction(&mut self, mut next: Option<u8>) -> Result<Option<u8>, TokenError> {
        if next.is_some_and(|byte| byte.is_ascii_digit()) {
            next = self.digits()?;
        }
        self.exponent(next)
    }

    fn exponent(&mut self, mut next: Option<u8>) -> Result<Option<u8>, TokenError> {
        if let Some(b'e' | b'E') = next {
            let letter = next;
            next = self.next();
            if let Some(b'+' | b'-') = next {
                next = self.next();
                self.expect_digit(next)?;
            } else if !next.is_some_and(|byte| byte.is_ascii_digit()) {
                self.back(next);
                return self.end_number(letter, "decimal");
            }
            next = self.digits()?;
        }
        if let Some(b'j' | b'J') = next {
            next = self.next();
            return self.end_number(next, "imaginary");
        }
        self.end_number(next, "decimal")
    }

    /// The rest of a run of digits; gives the first byte behind it, already taken.
    fn digits(&mut self) -> Result<Option<u8>, TokenError> {
        loop {
            let mut next = self.next();
            while next.is_some_and(|byte| byte.is_ascii_digit()) {
                next = self.next();
            }
            if next != Some(b'_') {
                return Ok(next);
            }
            next = self.next();
            self.expect_digit(next)?;
        }
    }

    fn expect_digit(&mut self, byte: Option<u8>) -> Result<(), TokenError> {
        if byte.is_some_and(|byte| byte.is_ascii_digit()) {
            return Ok(());
        }
        self.back(byte);
        Err(self.error("invalid decimal literal".into()))
    }

    /// A number must not touch a word, a keyword apart that may follow a number (with a warning).
    fn end_number(
        &mut self,
        next: Option<u8>,
        kind: &'static str,
    ) -> Result<Option<u8>, TokenError> {
        let Some(byte) = next else { return Ok(next) };
        if self.touches_keyword(byte) {
            let start = self.token_start.unwrap_or(self.position - 1);
            self.touching_numbers
                .push((kind, Span::new(start, self.position - 1)));
            return Ok(next);
        }
        if byte.is_ascii() && word::can_continue(byte) {
            self.back(next);
            return Err(self.error(format!("invalid {kind} literal")));
        }
        Ok(next)
    }

    /// `and else for if in is not or`, of which CPython looks at the first two letters of
    /// `if`, `in` and `is` only.
    fn touches_keyword(&self, first: u8) -> bool {
        let rest = self.text.as_bytes().get(self.position..).unwrap_or(&[]);
        let tail: &[u8] = match first {
            b'a' => b"nd",
            b'e' => b"lse",
            b'f' => b"or",
            b'o' => b"r",
            b'n' => b"ot",
            b'i' => return matches!(rest.first(), Some(b'f' | b'n' | b's')),
            _ => return false,
        };
        let behind = rest.strip_prefix(tail);
        behind.is_some_and(|behind| !behind.first().is_some_and(|&byte| word::can_continue(byte)))
    }
}

#[cfg(test)]
mod tests {
    use crate::language::token::TokenKind;
    use crate::language::tokenizer::Tokenizer;

    /// The number that starts the text, or what is wrong with it.
    fn read(text: &str) -> Result<&str, String> {
        match Tokenizer::new(text).next_token() {
            Ok(token) => {
                assert_eq!(token.kind, TokenKind::Number);
                Ok(&text[token.span.start as usize..token.span.end as usize])
            }
            Err(error) => Err(error.fault.message),
        }
    }

    #[test]
    fn a_number_ends_where_python_ends_it() {
        for (text, expected) in [
            ("1_000+1", "1_000"),
            ("0x_fF-1", "0x_fF"),
            ("1.e5j", "1.e5j"),
            (".5.5", ".5"),
            ("1..2", "1."),
            ("00_0", "00_0"),
            ("007.5", "007.5"),
            ("1if x", "1"),
            ("0b1_0)", "0b1_0"),
        ] {
            assert_eq!(read(text), Ok(expected));
        }
    }

    #[test]
    fn a_broken_number_says_what_it_was_to_be() {
        for (text, expected) in [
            ("1__0", "invalid decimal literal"),
            ("1e+", "invalid decimal literal"),
            ("1jx", "invalid imaginary literal"),
            ("0xg", "invalid hexadecimal literal"),
            ("0o8", "invalid digit '8' in octal literal"),
            ("0b_", "invalid binary literal"),
        ] {
            assert_eq!(read(text), Err(expected.into()));
        }
    }
}
