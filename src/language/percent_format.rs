//! `template % values`.
//!
//! Follows CPython 3.11's `unicode_format_arg` (`Objects/unicodeobject.c`).
//!
//! Knows nothing of format specs but their parts.

use super::format_spec::Spec;
use super::integers;
use super::machine::Machine;
use super::text::ascii;
use super::types::Type;
use super::value::{Outcome, Raised, Value};
use crate::numerics::big_integer::BigInt;
use std::iter::Peekable;
use std::str::CharIndices;

/// `template % values`
///
/// # Errors
/// `TypeError` for values that do not fit, `ValueError` for a broken template.
pub fn format(machine: &mut Machine, template: &str, values: &Value) -> Outcome {
    let mut formatter = Formatter {
        machine,
        characters: template.char_indices().peekable(),
        template,
        values,
        used: 0,
    };
    let text = formatter.run()?;
    machine.new_string(text)
}

struct Formatter<'a> {
    machine: &'a mut Machine,
    characters: Peekable<CharIndices<'a>>,
    template: &'a str,
    values: &'a Value,
    /// How many values of a tuple were used.
    used: usize,
}

/// `%-08.3f`, without its letter.
#[derive(Default)]
struct Conversion {
    key: Option<Value>,
    left: bool,
    zero: bool,
    sign: Option<char>,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
}

impl Formatter<'_> {
    fn run(&mut self) -> Result<String, Raised> {
        let mut result = String::new();
        while let Some((_, character)) = self.characters.next() {
            if character != '%' {
                result.push(character);
                continue;
            }
            let conversion = self.conversion()?;
            result.push_str(&self.convert(&conversion)?);
        }
        let unused = match self.values {
            Value::Tuple(values) => self.used < values.len(),
            Value::Dict(_) | Value::List(_) | Value::Range(_) | Value::Array(_) => false,
            _ => self.used == 0,
        };
        if unused {
            return Err(Raised::type_error(
                "not all arguments converted during string formatting",
            ));
        }
        Ok(result)
    }

    fn conversion(&mut self) -> Result<Conversion, Raised> {
        let mut result = Conversion::default();
        if self.characters.next_if(|(_, next)| *next == '(').is_some() {
            result.key = Some(self.key()?);
        }
        while let Some((_, flag)) = self
            .characters
            .next_if(|(_, next)| matches!(next, '-' | '+' | ' ' | '#' | '0'))
        {
            match flag {
                '-' => result.left = true,
                '+' => result.sign = Some('+'),
                ' ' => result.sign = result.sign.or(Some(' ')),
                '#' => result.alternate = true,
                _ => result.zero = true,
            }
        }
        if let Some(width) = self.size("* wants int")? {
            result.left |= width < 0;
            result.width = width.unsigned_abs() as usize;
        }
        if self.characters.next_if(|(_, next)| *next == '.').is_some() {
            let precision = self.size("* wants int")?.unwrap_or(0);
            result.precision = Some(usize::try_from(precision).unwrap_or(0));
        }
        self.characters
            .next_if(|(_, next)| matches!(next, 'h' | 'l' | 'L'));
        Ok(result)
    }

    /// The key of `%(key)s`, which may hold parentheses in pairs.
    fn key(&mut self) -> Result<Value, Raised> {
        if !matches!(self.values, Value::Dict(_)) {
            return Err(Raised::type_error("format requires a mapping"));
        }
        let mut key = String::new();
        let mut open = 1;
        for (_, character) in self.characters.by_ref() {
            match character {
                '(' => open += 1,
                ')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Ok(Value::string(key));
            }
            key.push(character);
        }
        Err(Raised::value_error("incomplete format key"))
    }

    /// A width or a precision: digits, or `*` for the next value.
    fn size(&mut self, complaint: &str) -> Result<Option<i64>, Raised> {
        if self.characters.next_if(|(_, next)| *next == '*').is_some() {
            let value = self.next_value()?;
            let size = value.as_small_integer();
            return size.map(Some).ok_or_else(|| Raised::type_error(complaint));
        }
        let mut result = None;
        while let Some((_, digit)) = self.characters.next_if(|(_, next)| next.is_ascii_digit()) {
            let value = result.unwrap_or(0i64).saturating_mul(10);
            result = Some(value.saturating_add(i64::from(digit as u8 - b'0')));
        }
        Ok(result)
    }

    fn next_value(&mut self) -> Result<Value, Raised> {
        let value = match self.values {
            Value::Tuple(values) => values.get(self.used).cloned(),
            other => (self.used == 0).then(|| other.clone()),
        };
        self.used += 1;
        value.ok_or_else(|| Raised::type_error("not enough arguments for format string"))
    }

    fn convert(&mut self, conversion: &Conversion) -> Result<String, Raised> {
        let Some((place, letter)) = self.characters.next() else {
            return Err(Raised::value_error("incomplete format"));
        };
        if letter == '%' && conversion.is_plain() {
            return Ok("%".to_string());
        }
        let value = match &conversion.key {
            None => self.next_value()?,
            Some(key) => {
                self.used += 1;
                self.machine.subscript(self.values, key)?
            }
        };
        let size = conversion.width + conversion.precision.unwrap_or(0);
        self.machine.budget.allocate_text(size as u64)?;
        match letter {
            '%' => Ok("%".to_string()),
            's' | 'r' | 'a' => {
                let text = match letter {
                    's' => self.machine.text(&value)?,
                    'r' => self.machine.repr(&value)?,
                    _ => ascii(&self.machine.repr(&value)?),
                };
                let limit = conversion.precision.unwrap_or(usize::MAX);
                let cut: String = text.chars().take(limit).collect();
                Ok(conversion.pad(&cut))
            }
            'd' | 'i' | 'u' => Ok(conversion.integer(&whole(&value, letter)?, 10, "", letter)?),
            'o' => Ok(conversion.integer(&exact(&value, letter)?, 8, "0o", letter)?),
            'x' => Ok(conversion.integer(&exact(&value, letter)?, 16, "0x", letter)?),
            'X' => Ok(conversion.integer(&exact(&value, letter)?, 16, "0X", letter)?),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let number = value.as_float().unwrap_or_else(|| {
                    Err(Raised::type_error(format!(
                        "must be real number, not {}",
                        value.message_name()
                    )))
                })?;
                let spec = conversion.spec(letter);
                self.machine.format_float(number, &spec, Type::Float)
            }
            'c' => character(&value).map(|text| conversion.pad(&text)),
            _ => {
                let index = self.template[..place].chars().count();
                Err(Raised::value_error(format!(
                    "unsupported format character '{letter}' ({:#x}) at index {index}",
                    u32::from(letter)
                )))
            }
        }
    }
}

impl Conversion {
    fn is_plain(&self) -> bool {
        self.key.is_none() && self.width == 0 && self.precision.is_none() && !self.zero
    }

    /// The spec that means the same.
    fn spec(&self, kind: char) -> Spec {
        let zero = self.zero && !self.left;
        Spec {
            fill: zero.then_some('0'),
            align: if zero {
                Some('=')
            } else {
                self.left.then_some('<')
            },
            sign: self.sign,
            alternate: self.alternate,
            width: self.width,
            precision: self.precision,
            kind: Some(kind),
            ..Spec::default()
        }
    }

    fn pad(&self, text: &str) -> String {
        let missing = self.width.saturating_sub(text.chars().count());
        if self.left {
            text.to_string() + &" ".repeat(missing)
        } else {
            " ".repeat(missing) + text
        }
    }

    fn integer(
        &self,
        number: &BigInt,
        radix: u32,
        prefix: &str,
        letter: char,
    ) -> Result<String, Raised> {
        let magnitude = number.abs();
        let mut digits = match radix {
            10 => integers::to_text(&magnitude)?,
            _ => magnitude.to_text(radix),
        };
        if letter == 'X' {
            digits.make_ascii_uppercase();
        }
        let zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
        digits.insert_str(0, &"0".repeat(zeros));
        let sign = match (number.is_negative(), self.sign) {
            (true, _) => "-".to_string(),
            (false, sign) => sign.map(String::from).unwrap_or_default(),
        };
        let start = sign + if self.alternate { prefix } else { "" };
        if self.zero && !self.left {
            let zeros = self.width.saturating_sub(start.len() + digits.len());
            return Ok(start + &"0".repeat(zeros) + &digits);
        }
        Ok(self.pad(&(start + &digits)))
    }
}

/// The whole part of a number, for `%d`.
fn whole(value: &Value, letter: char) -> Result<BigInt, Raised> {
    if let Some(number) = value.as_integer() {
        return Ok(number);
    }
    match value.as_float() {
        Some(number) => integers::from_float(number?),
        None => Err(Raised::type_error(format!(
            "%{letter} format: a real number is required, not {}",
            value.message_name()
        ))),
    }
}

/// An integer, for `%x` and `%o`.
fn exact(value: &Value, letter: char) -> Result<BigInt, Raised> {
    value.as_integer().ok_or_else(|| {
        Raised::type_error(format!(
            "%{letter} format: an integer is required, not {}",
            value.message_name()
        ))
    })
}

/// The character of `%c`.
fn character(value: &Value) -> Result<String, Raised> {
    if let Value::String(text) = value
        && text.chars().count() == 1
    {
        return Ok(text.to_string());
    }
    let number = value
        .as_integer()
        .ok_or_else(|| Raised::type_error("%c requires int or char"))?;
    let character = number.to_u32().and_then(char::from_u32);
    character
        .map(String::from)
        .ok_or_else(|| Raised::overflow_error("%c arg not in range(0x110000)"))
}
