//! `repr` and `str` of every value.
//!
//! Knows nothing of format specs.

use super::dictionary::Dictionary;
use super::exception::Exception;
use super::integers;
use super::machine::Machine;
use super::numpy;
use super::value::{DictViewKind, Raised, Value};
use crate::numerics::number_text;
use std::rc::Rc;

/// How deeply containers may be nested in what is shown.
const DEPTH: usize = 200;

/// A text in the making: what it holds, how deep it is, and the containers it is inside of.
struct Writer<'a> {
    machine: &'a Machine,
    text: String,
    around: Vec<usize>,
}

impl Machine {
    /// `repr(value)`
    ///
    /// # Errors
    /// `ValueError` for an integer of too many digits, `RecursionError` for deep nesting,
    /// `MemoryError` for a text past the budget.
    pub fn repr(&self, value: &Value) -> Result<String, Raised> {
        let mut writer = Writer {
            machine: self,
            text: String::new(),
            around: Vec::new(),
        };
        writer.repr(value)?;
        Ok(writer.text)
    }

    /// `str(value)`
    ///
    /// # Errors
    /// As [`Machine::repr`].
    pub fn text(&self, value: &Value) -> Result<String, Raised> {
        match value {
            Value::String(text) => Ok(text.to_string()),
            Value::Exception(exception) => Ok(exception.message.clone()),
            Value::Scalar(_) | Value::Array(_) => Ok(numpy::text(value)),
            Value::Object(object) => Ok(object.text(self)),
            _ => self.repr(value),
        }
    }
}

impl Writer<'_> {
    fn repr(&mut self, value: &Value) -> Result<(), Raised> {
        if self.text.len() as u64 > self.machine.budget.text {
            return Err(super::budget::memory_error(
                "this cell made more than 20,000,000 characters of text, so the page stopped it",
            ));
        }
        match value {
            Value::None => self.text.push_str("None"),
            Value::Bool(true) => self.text.push_str("True"),
            Value::Bool(false) => self.text.push_str("False"),
            Value::Integer(number) => self.text.push_str(&number.to_string()),
            Value::BigInteger(number) => self.text.push_str(&integers::to_text(number)?),
            Value::Float(number) => self.text.push_str(&number_text::repr(*number)),
            Value::Complex(number) => self.text.push_str(&complex(number.0, number.1)),
            Value::String(text) => self.text.push_str(&quoted(text)),
            Value::Ellipsis => self.text.push_str("Ellipsis"),
            Value::Scalar(_) | Value::Array(_) => self.text.push_str(&numpy::repr(value)),
            Value::Object(object) => self.text.push_str(&object.repr(self.machine)),
            Value::Range(range) => {
                let (start, stop, step) = (range.start, range.stop, range.step);
                self.text.push_str(&match step {
                    1 => format!("range({start}, {stop})"),
                    _ => format!("range({start}, {stop}, {step})"),
                });
            }
            Value::List(list) => {
                let items = list.borrow().clone();
                self.container(Rc::as_ptr(list) as usize, "[...]", |writer| {
                    writer.sequence("[", &items, "]")
                })?;
            }
            Value::Tuple(items) => {
                let end = if items.len() == 1 { ",)" } else { ")" };
                self.container(Rc::as_ptr(items) as usize, "(...)", |writer| {
                    writer.sequence("(", items, end)
                })?;
            }
            Value::Dict(dict) => {
                let entries = dict.borrow().clone();
                self.container(dict.address(), "{...}", |writer| writer.entries(&entries))?;
            }
            Value::Set(set) if set.borrow().is_empty() => self.text.push_str("set()"),
            Value::Set(set) => {
                let items: Vec<Value> = set.borrow().iter().cloned().collect();
                self.container(set.address(), "set(...)", |writer| {
                    writer.sequence("{", &items, "}")
                })?;
            }
            Value::DictView(view) => {
                let entries = view.dict.borrow().clone();
                let items: Vec<Value> = entries
                    .iter()
                    .map(|(key, value)| match view.kind {
                        DictViewKind::Keys => key.clone(),
                        DictViewKind::Values => value.clone(),
                        DictViewKind::Items => Value::tuple(vec![key.clone(), value.clone()]),
                    })
                    .collect();
                self.container(view.dict.address(), "...", |writer| {
                    writer.text.push_str(value.type_name());
                    writer.sequence("([", &items, "])")
                })?;
            }
            Value::Slice(slice) => {
                let parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
                self.container(Rc::as_ptr(slice) as usize, "...", |writer| {
                    writer.sequence("slice(", &parts, ")")
                })?;
            }
            Value::Exception(exception) => self.exception(exception)?,
            other => self.text.push_str(&opaque(other)),
        }
        Ok(())
    }

    /// Writes what is inside a container, or a mark if it is inside itself.
    fn container(
        &mut self,
        identity: usize,
        mark: &str,
        write: impl FnOnce(&mut Self) -> Result<(), Raised>,
    ) -> Result<(), Raised> {
        if self.around.contains(&identity) {
            self.text.push_str(mark);
            return Ok(());
        }
        if self.around.len() >= DEPTH {
            let mut raised = super::machine::too_deep();
            raised
                .message
                .push_str(" while getting the repr of an object");
            return Err(raised);
        }
        self.around.push(identity);
        let outcome = write(self);
        self.around.pop();
        outcome
    }

    fn sequence(&mut self, start: &str, items: &[Value], end: &str) -> Result<(), Raised> {
        self.text.push_str(start);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.repr(item)?;
        }
        self.text.push_str(end);
        Ok(())
    }

    fn entries(&mut self, entries: &Dictionary) -> Result<(), Raised> {
        self.text.push('{');
        for (index, (key, value)) in entries.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.repr(key)?;
            self.text.push_str(": ");
            self.repr(value)?;
        }
        self.text.push('}');
        Ok(())
    }

    fn exception(&mut self, exception: &Rc<Exception>) -> Result<(), Raised> {
        let name = exception.kind.name();
        self.container(Rc::as_ptr(exception) as usize, "...", |writer| {
            writer.text.push_str(name);
            writer.sequence("(", &exception.arguments, ")")
        })
    }
}

/// `repr` of what has no literal: functions, modules, types, iterators.
fn opaque(value: &Value) -> String {
    match value {
        Value::Function(function) => {
            let at = address(Rc::as_ptr(function).cast());
            format!("<function {} at {at}>", function.code.qualified_name)
        }
        Value::Native(function) => format!("<built-in function {}>", function.name),
        Value::BoundMethod(method) => {
            let at = address(Rc::as_ptr(method).cast());
            format!(
                "<built-in method {} of {} object at {at}>",
                method.1.name,
                method.0.message_name()
            )
        }
        Value::Module(module) => format!("<module '{}'>", module.name),
        Value::Type(of_type) => format!("<class '{}'>", of_type.qualified_name()),
        Value::Iterator(iterator) => {
            let at = address(Rc::as_ptr(iterator).cast());
            match value.type_name() {
                "generator" => format!("<generator object <genexpr> at {at}>"),
                name => format!("<{name} object at {at}>"),
            }
        }
        _ => String::new(),
    }
}

/// An address as CPython shows it.
fn address(pointer: *const ()) -> String {
    format!("0x7f{:010x}", pointer as usize as u64 & 0xff_ffff_ffff)
}

/// `(1+2j)`, `2j`
pub fn complex(real: f64, imaginary: f64) -> String {
    // A float's text less the `.0` of whole numbers, which complex numbers go without.
    let part = |number: f64| {
        let text = number_text::repr(number);
        text.strip_suffix(".0").map_or(text.clone(), str::to_string)
    };
    if real == 0.0 && real.is_sign_positive() {
        return format!("{}j", part(imaginary));
    }
    let sign = if imaginary.is_sign_negative() && !imaginary.is_nan() {
        ""
    } else {
        "+"
    };
    format!("({}{sign}{}j)", part(real), part(imaginary))
}

/// A string in quotes with escapes, as Python writes it.
pub fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut result = String::with_capacity(text.len() + 2);
    result.push(quote);
    for character in text.chars() {
        match character {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            _ if character == quote => {
                result.push('\\');
                result.push(quote);
            }
            ' '..='~' => result.push(character),
            _ if is_printable(character) => result.push(character),
            _ => escape(&mut result, character),
        }
    }
    result.push(quote);
    result
}

/// A `repr` with everything past ASCII escaped.
pub fn ascii(repr: &str) -> String {
    let mut result = String::new();
    for character in repr.chars() {
        if character.is_ascii() {
            result.push(character);
        } else {
            escape(&mut result, character);
        }
    }
    result
}

fn escape(result: &mut String, character: char) {
    let code = u32::from(character);
    result.push_str(&match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    });
}

/// Whether Python shows a character as itself: not control, format, surrogate, private,
/// unassigned or separator characters, except the space. Unassigned ones are not told apart.
fn is_printable(character: char) -> bool {
    let hidden = matches!(u32::from(character),
        0..=0x1f | 0x7f..=0xa0 | 0xad | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x1680 | 0x180e
        | 0x2000..=0x200f | 0x2028..=0x202f | 0x205f..=0x206f | 0x3000 | 0xd800..=0xf8ff | 0xfeff
        | 0xfff0..=0xfffb | 0xfffe..=0xffff | 0xe0000..=0x10ffff);
    !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(quoted(text), expected);
    }

    #[test]
    fn quotes_are_chosen_as_in_python() {
        check("abc", "'abc'");
        check("it's", "\"it's\"");
        check("'\"", "'\\'\"'");
        check("a\\b\n\t\u{0}", "'a\\\\b\\n\\t\\x00'");
        check("é−😀\u{a0}\u{200b}", "'é−😀\\xa0\\u200b'");
    }

    #[test]
    fn complex_numbers_are_written_as_in_python() {
        assert_eq!(complex(1.0, 2.0), "(1+2j)");
        assert_eq!(complex(0.0, -1.5), "-1.5j");
        assert_eq!(complex(-0.0, 1.0), "(-0+1j)");
        assert_eq!(complex(1.0, f64::NAN), "(1+nanj)");
        assert_eq!(complex(1e20, -f64::INFINITY), "(1e+20-infj)");
    }
}
