//! Format specs: what `format(value, '>10.3f')` means.
//!
//! Follows CPython 3.11's `Python/formatter_unicode.c`.
//!
//! Knows nothing of templates.

use super::integers;
use super::machine::Machine;
use super::numpy;
use super::text;
use super::types::Type;
use super::value::{Raised, Value};
use crate::numerics::array::Scalar;
use crate::numerics::big_integer::BigInt;
use crate::numerics::number_text;
use std::iter::Peekable;
use std::str::Chars;

/// A format spec, taken apart.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    pub fill: Option<char>,
    pub align: Option<char>,
    pub sign: Option<char>,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    pub kind: Option<char>,
}

/// A number's text in parts: sign and prefix, whole digits, and the rest.
struct Digits {
    prefix: String,
    whole: String,
    rest: String,
}

/// Past so many places a double's digits are all zeros.
const EXACT_PLACES: usize = 1100;

impl Spec {
    /// Reads a spec; `right_aligned` says whether the type is by default.
    fn parse(spec: &str, of_type: Type, right_aligned: bool) -> Result<Spec, Raised> {
        let mut result = Spec::default();
        let mut characters = spec.chars().peekable();
        let is_align = |character: &char| matches!(character, '<' | '>' | '=' | '^');
        let mut ahead = spec.chars();
        match (ahead.next(), ahead.next().filter(is_align)) {
            (Some(fill), Some(align)) => {
                (result.fill, result.align) = (Some(fill), Some(align));
                characters.nth(1);
            }
            _ => result.align = characters.next_if(is_align),
        }
        result.sign = characters.next_if(|character| matches!(character, '+' | '-' | ' '));
        result.no_negative_zero = characters.next_if_eq(&'z').is_some();
        result.alternate = characters.next_if_eq(&'#').is_some();
        if result.fill.is_none() && characters.next_if_eq(&'0').is_some() {
            result.fill = Some('0');
            if result.align.is_none() && right_aligned {
                result.align = Some('=');
            }
        }
        result.width = number(&mut characters)?.unwrap_or(0);
        result.grouping = characters.next_if(|character| matches!(character, ',' | '_'));
        if result.grouping.is_some()
            && characters
                .next_if(|character| matches!(character, ',' | '_'))
                .is_some()
        {
            return Err(Raised::value_error("Cannot specify both ',' and '_'."));
        }
        if characters.next_if_eq(&'.').is_some() {
            let precision = number(&mut characters)?;
            let missing = || Raised::value_error("Format specifier missing precision");
            result.precision = Some(precision.ok_or_else(missing)?);
        }
        result.kind = characters.next();
        if characters.next().is_some() {
            return Err(Raised::value_error(format!(
                "Invalid format specifier '{spec}' for object of type '{}'",
                of_type.message_name()
            )));
        }
        result.check_grouping()?;
        Ok(result)
    }

    fn check_grouping(&self) -> Result<(), Raised> {
        let Some(grouping) = self.grouping else {
            return Ok(());
        };
        match self.kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | 'F' | '%') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if grouping == '_' => Ok(()),
            Some(kind) => Err(Raised::value_error(format!(
                "Cannot specify '{grouping}' with '{kind}'."
            ))),
        }
    }

    fn unknown_code(&self, of_type: Type) -> Raised {
        Raised::value_error(format!(
            "Unknown format code '{}' for object of type '{}'",
            self.kind.unwrap_or(' '),
            of_type.message_name()
        ))
    }

    /// Fills `text` up to the width.
    fn pad(&self, text: &str, default_align: char) -> String {
        let missing = self.width.saturating_sub(text.chars().count());
        let before = match self.align.unwrap_or(default_align) {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        let fill = self.fill.unwrap_or(' ');
        let mut result = String::with_capacity(text.len() + missing);
        result.extend(std::iter::repeat_n(fill, before));
        result.push_str(text);
        result.extend(std::iter::repeat_n(fill, missing - before));
        result
    }

    /// Signs, groups and fills a number's text.
    fn finish(&self, negative: bool, digits: &Digits) -> String {
        let sign = match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        };
        let prefix = format!("{sign}{}", digits.prefix);
        let fills_inside = self.align == Some('=');
        let zeros = fills_inside && self.fill == Some('0');
        let least = if zeros {
            let others = prefix.chars().count() + digits.rest.chars().count();
            self.width.saturating_sub(others)
        } else {
            0
        };
        let whole = self.grouped(&digits.whole, least);
        let body = format!("{whole}{}", digits.rest);
        if fills_inside {
            let length = prefix.chars().count() + body.chars().count();
            let fill = self.fill.unwrap_or(' ');
            let filling = std::iter::repeat_n(fill, self.width.saturating_sub(length));
            return prefix.chars().chain(filling).chain(body.chars()).collect();
        }
        self.pad(&format!("{prefix}{body}"), '>')
    }

    /// The digits with separators, and zeros before them up to a least length.
    fn grouped(&self, digits: &str, least: usize) -> String {
        let Some(separator) = self.grouping else {
            let zeros = least.saturating_sub(digits.len());
            return "0".repeat(zeros) + digits;
        };
        let size = match self.kind {
            Some('b' | 'o' | 'x' | 'X') => 4,
            _ => 3,
        };
        let mut count = digits.len();
        while count + count.saturating_sub(1) / size < least {
            count += 1;
        }
        let padded = "0".repeat(count - digits.len()) + digits;
        let mut result = String::new();
        for (index, digit) in padded.chars().enumerate() {
            if index > 0 && (count - index).is_multiple_of(size) {
                result.push(separator);
            }
            result.push(digit);
        }
        result
    }
}

/// A number in a spec.
fn number(characters: &mut Peekable<Chars>) -> Result<Option<usize>, Raised> {
    let mut result: Option<usize> = None;
    while let Some(digit) = characters
        .peek()
        .and_then(|character| character.to_digit(10))
    {
        characters.next();
        let value = result.unwrap_or(0).checked_mul(10);
        let value = value.and_then(|value| value.checked_add(digit as usize));
        let value = value.filter(|value| *value <= i64::MAX as usize);
        let too_many = || Raised::value_error("Too many decimal digits in format string");
        result = Some(value.ok_or_else(too_many)?);
    }
    Ok(result)
}

impl Machine {
    /// `format(value, spec)`
    ///
    /// # Errors
    /// `ValueError` for a spec that is wrong or does not fit the type, `TypeError` for a spec for
    /// a type that takes none.
    pub fn format_value(&mut self, value: &Value, spec: &str) -> Result<String, Raised> {
        let value = match value {
            Value::Scalar(Scalar::Float(number)) => Value::Float(*number),
            Value::Scalar(Scalar::Integer(number)) => Value::Integer(*number),
            Value::Scalar(Scalar::Bool(flag)) => Value::Bool(*flag),
            Value::Array(array) if array.rank() == 0 && !spec.is_empty() => {
                let scalar = Value::Scalar(numpy::single(array)?);
                return self.format_value(&scalar, spec);
            }
            other => other.clone(),
        };
        if spec.is_empty() {
            return self.text(&value);
        }
        let of_type = value.type_of();
        let parse = |right_aligned| Spec::parse(spec, of_type, right_aligned);
        match &value {
            Value::String(text) => self.format_string(text, &parse(false)?),
            Value::Integer(_) | Value::BigInteger(_) | Value::Bool(_) => {
                let number = value.as_integer().unwrap_or_default();
                self.format_integer(&number, &parse(true)?, of_type)
            }
            Value::Float(number) => self.format_float(*number, &parse(true)?, of_type),
            Value::Complex(number) => {
                self.format_complex(number.0, number.1, &parse(true)?, of_type)
            }
            _ => Err(Raised::type_error(format!(
                "unsupported format string passed to {}.__format__",
                of_type.message_name()
            ))),
        }
    }

    /// Counts the text that a width and a precision ask for.
    fn reserve(&mut self, spec: &Spec) -> Result<(), Raised> {
        let size = spec.width.saturating_add(spec.precision.unwrap_or(0));
        self.budget.allocate_text(size as u64)
    }

    fn format_string(&mut self, text: &str, spec: &Spec) -> Result<String, Raised> {
        let refuse = |what: &str| Err(Raised::value_error(what));
        if !matches!(spec.kind, None | Some('s')) {
            return Err(spec.unknown_code(Type::String));
        }
        if spec.sign.is_some() {
            return refuse("Sign not allowed in string format specifier");
        }
        if spec.no_negative_zero {
            return refuse("Negative zero coercion (z) not allowed in string format specifier");
        }
        if spec.alternate {
            return refuse("Alternate form (#) not allowed in string format specifier");
        }
        if let Some(grouping) = spec.grouping {
            return refuse(&format!("Cannot specify '{grouping}' with 's'."));
        }
        if spec.align == Some('=') {
            return refuse("'=' alignment not allowed in string format specifier");
        }
        self.reserve(&Spec {
            precision: None,
            ..spec.clone()
        })?;
        let limit = spec.precision.unwrap_or(usize::MAX);
        let cut: String = text.chars().take(limit).collect();
        Ok(spec.pad(&cut, '<'))
    }

    fn format_integer(
        &mut self,
        number: &BigInt,
        spec: &Spec,
        of_type: Type,
    ) -> Result<String, Raised> {
        let (radix, prefix) = match spec.kind {
            None | Some('d' | 'n') => (10, ""),
            Some('b') => (2, "0b"),
            Some('o') => (8, "0o"),
            Some('x') => (16, "0x"),
            Some('X') => (16, "0X"),
            Some('c') => return self.format_character(number, spec),
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                return self.format_float(integers::to_float(number)?, spec, of_type);
            }
            Some(_) => return Err(spec.unknown_code(of_type)),
        };
        if spec.precision.is_some() {
            return Err(Raised::value_error(
                "Precision not allowed in integer format specifier",
            ));
        }
        if spec.no_negative_zero {
            return Err(Raised::value_error(
                "Negative zero coercion (z) not allowed in integer format specifier",
            ));
        }
        self.reserve(spec)?;
        let magnitude = number.abs();
        let mut whole = match radix {
            10 => integers::to_text(&magnitude)?,
            _ => magnitude.to_text(radix),
        };
        if spec.kind == Some('X') {
            whole.make_ascii_uppercase();
        }
        let digits = Digits {
            prefix: if spec.alternate { prefix } else { "" }.to_string(),
            whole,
            rest: String::new(),
        };
        Ok(spec.finish(number.is_negative(), &digits))
    }

    fn format_character(&mut self, number: &BigInt, spec: &Spec) -> Result<String, Raised> {
        let refuse = |what: &str| Err(Raised::value_error(what));
        if spec.precision.is_some() {
            return refuse("Precision not allowed in integer format specifier");
        }
        if spec.sign.is_some() {
            return refuse("Sign not allowed with integer format specifier 'c'");
        }
        if spec.alternate {
            return refuse("Alternate form (#) not allowed with integer format specifier 'c'");
        }
        self.reserve(spec)?;
        let character = number.to_u32().and_then(char::from_u32);
        let character =
            character.ok_or_else(|| Raised::overflow_error("%c arg not in range(0x110000)"))?;
        Ok(spec.pad(&character.to_string(), '>'))
    }

    pub(super) fn format_float(
        &mut self,
        number: f64,
        spec: &Spec,
        of_type: Type,
    ) -> Result<String, Raised> {
        if !matches!(
            spec.kind,
            None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')
        ) {
            return Err(spec.unknown_code(of_type));
        }
        self.reserve(spec)?;
        let text = float_text(number, spec);
        let is_zero = !text.contains(|digit| ('1'..='9').contains(&digit));
        let negative = text.starts_with('-') && !(spec.no_negative_zero && is_zero);
        let text = text.trim_start_matches('-');
        let end = text
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(text.len());
        let digits = Digits {
            prefix: String::new(),
            whole: text[..end].to_string(),
            rest: text[end..].to_string(),
        };
        Ok(spec.finish(negative, &digits))
    }

    fn format_complex(
        &mut self,
        real: f64,
        imaginary: f64,
        spec: &Spec,
        of_type: Type,
    ) -> Result<String, Raised> {
        if spec.fill == Some('0') {
            return Err(Raised::value_error(
                "Zero padding is not allowed in complex format specifier",
            ));
        }
        if spec.align == Some('=') {
            return Err(Raised::value_error(
                "'=' alignment flag is not allowed in complex format specifier",
            ));
        }
        if spec.kind.is_none() && spec.precision.is_none() {
            self.reserve(spec)?;
            return Ok(spec.pad(&text::complex(real, imaginary), '>'));
        }
        let part = Spec {
            width: 0,
            ..spec.clone()
        };
        let signed = Spec {
            sign: Some('+'),
            ..part.clone()
        };
        let real = self.format_float(real, &part, of_type)?;
        let imaginary = self.format_float(imaginary, &signed, of_type)?;
        let text = match spec.kind {
            None => format!("({real}{imaginary}j)"),
            Some(_) => format!("{real}{imaginary}j"),
        };
        Ok(spec.pad(&text, '>'))
    }
}

/// The digits of a float, with a minus sign.
fn float_text(number: f64, spec: &Spec) -> String {
    let precision = spec.precision.unwrap_or(6);
    let text = match spec.kind {
        None => match spec.precision {
            None => number_text::repr(number),
            Some(precision) => short(number, precision.max(1)),
        },
        Some('e' | 'E') => scientific(number, precision, spec.alternate),
        Some('f' | 'F') => fixed(number, precision, spec.alternate),
        Some('%') => fixed(number * 100.0, precision, spec.alternate) + "%",
        _ => {
            let precision = precision.min(EXACT_PLACES);
            number_text::general(number, precision, spec.alternate)
        }
    };
    match spec.kind {
        Some('E' | 'F' | 'G') => text.to_ascii_uppercase(),
        _ => text,
    }
}

/// A precision without a type: like `g`, but with a point, so that it reads as a float.
fn short(number: f64, precision: usize) -> String {
    let precision = precision.min(EXACT_PLACES);
    if !number.is_finite() {
        return number_text::repr(number);
    }
    let scientific = number_text::scientific(number, precision - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let places = exponent.parse::<i64>().unwrap_or(0);
    if number != 0.0 && places >= precision as i64 - 1 {
        let mantissa = match mantissa.contains('.') {
            true => mantissa.trim_end_matches('0').trim_end_matches('.'),
            false => mantissa,
        };
        return format!("{mantissa}e{exponent}");
    }
    let text = number_text::general(number, precision, false);
    if text.contains(['.', 'e']) {
        text
    } else {
        text + ".0"
    }
}

fn fixed(number: f64, precision: usize, alternate: bool) -> String {
    let exact = precision.min(EXACT_PLACES);
    let mut text = number_text::fixed(number, exact);
    if number.is_finite() {
        if alternate && exact == 0 {
            text.push('.');
        }
        text.extend(std::iter::repeat_n('0', precision - exact));
    }
    text
}

fn scientific(number: f64, precision: usize, alternate: bool) -> String {
    let exact = precision.min(EXACT_PLACES);
    let text = number_text::scientific(number, exact);
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return text;
    };
    let point = if alternate && exact == 0 { "." } else { "" };
    let zeros = "0".repeat(precision - exact);
    format!("{mantissa}{point}{zeros}e{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: impl Into<Option<f64>>, spec: &str, expected: &str) {
        let value = value.into().map_or(Value::None, Value::Float);
        check_value(&value, spec, expected);
    }

    #[track_caller]
    fn check_value(value: &Value, spec: &str, expected: &str) {
        let text = match Machine::new().format_value(value, spec) {
            Ok(text) => text,
            Err(raised) => raised.message.clone(),
        };
        assert_eq!(text, expected);
    }

    #[test]
    fn floats() {
        check(1.5, "010", "00000001.5");
        check(f64::NAN, "010", "0000000nan");
        check(f64::INFINITY, "+.2f", "+inf");
        check(0.256, ".1%", "25.6%");
        check(1_234_567.891, ",.2f", "1,234,567.89");
        check(1234.5, "012,", "00,001,234.5");
        check(2.5, "#.0f", "2.");
        check(100.0, ".3", "1e+02");
        check(12.0, ".3", "12.0");
        check(1234.5, ".3", "1.23e+03");
        check(-0.01, "z.1f", "0.0");
        check(
            1.5,
            "d",
            "Unknown format code 'd' for object of type 'float'",
        );
        check(
            1.5,
            "abc",
            "Invalid format specifier 'abc' for object of type 'float'",
        );
    }

    #[test]
    fn integers() {
        let check = |number: i64, spec: &str, expected: &str| {
            check_value(&Value::Integer(number), spec, expected);
        };
        check(255, "#010x", "0x000000ff");
        check(-5, "08", "-0000005");
        check(1234, "010,", "00,001,234");
        check(123, "04,", "0,123");
        check(123_456, "_b", "1_1110_0010_0100_0000");
        check(3, "=+8", "+      3");
        check(65, "c", "A");
        check(
            1,
            ".3d",
            "Precision not allowed in integer format specifier",
        );
        check(1, ",x", "Cannot specify ',' with 'x'.");
    }

    #[test]
    fn strings() {
        let check = |spec: &str, expected: &str| {
            check_value(&Value::string("abc"), spec, expected);
        };
        check("*^10", "***abc****");
        check("010", "abc0000000");
        check(".2", "ab");
        check("=5", "'=' alignment not allowed in string format specifier");
    }
}
