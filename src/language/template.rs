//! `'{} {name:.3f}'.format(…)`.
//!
//! Follows CPython 3.11's `Objects/stringlib/unicode_format.h`.
//!
//! Knows nothing of format specs.

use super::error::ErrorKind;
use super::machine::Machine;
use super::native::Arguments;
use super::value::{Raised, Value};

/// A format spec may hold fields, but those may not hold others.
const DEPTH: usize = 2;

/// `template.format(*arguments)`
///
/// # Errors
/// `ValueError` for a broken template, `IndexError` and `KeyError` for missing arguments.
pub fn format(
    machine: &mut Machine,
    template: &str,
    arguments: &Arguments,
) -> Result<String, Raised> {
    let mut formatter = Formatter {
        machine,
        arguments,
        numbering: Numbering::Unknown,
    };
    formatter.format(template, DEPTH)
}

struct Formatter<'a> {
    machine: &'a mut Machine,
    arguments: &'a Arguments,
    numbering: Numbering,
}

/// Whether fields are numbered by the template (`{0}`) or by their order (`{}`).
enum Numbering {
    Unknown,
    Manual,
    Automatic(usize),
}

/// `{name!conversion:spec}`
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
}

fn error(message: &str) -> Raised {
    Raised::value_error(message)
}

impl Formatter<'_> {
    fn format(&mut self, template: &str, depth: usize) -> Result<String, Raised> {
        let depth = depth
            .checked_sub(1)
            .ok_or_else(|| error("Max string recursion exceeded"))?;
        let mut result = String::new();
        let mut rest = template;
        while let Some(place) = rest.find(['{', '}']) {
            let brace = &rest[place..=place];
            result.push_str(&rest[..place]);
            rest = &rest[place + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                result.push_str(brace);
                rest = after;
            } else if brace == "}" || rest.is_empty() {
                return Err(error(&format!(
                    "Single '{brace}' encountered in format string"
                )));
            } else {
                let (field, after) = Field::parse(rest)?;
                result.push_str(&self.field(&field, depth)?);
                rest = after;
            }
        }
        result.push_str(rest);
        Ok(result)
    }

    fn field(&mut self, field: &Field, depth: usize) -> Result<String, Raised> {
        let value = self.value(field.name)?;
        let conversion = field.conversion;
        if let Some(unknown) = conversion.filter(|letter| !matches!(letter, 'r' | 's' | 'a')) {
            let message = if unknown > ' ' && unknown < '\u{7f}' {
                format!("Unknown conversion specifier {unknown}")
            } else {
                format!("Unknown conversion specifier \\x{:x}", u32::from(unknown))
            };
            return Err(error(&message));
        }
        let value = self.machine.convert(value, conversion)?;
        let spec = if field.spec.contains(['{', '}']) {
            self.format(field.spec, depth)?
        } else {
            field.spec.to_string()
        };
        self.machine.format_value(&value, &spec)
    }

    /// The argument that `0.real` or `name[key]` means.
    fn value(&mut self, name: &str) -> Result<Value, Raised> {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut rest) = name.split_at(end);
        let mut value = self.argument(first)?;
        while let Some(step) = rest.chars().next() {
            if step == '.' {
                rest = &rest[1..];
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (attribute, after) = rest.split_at(end);
                if attribute.is_empty() {
                    return Err(error("Empty attribute in format string"));
                }
                value = self.machine.attribute(&value, attribute)?;
                rest = after;
            } else if step == '[' {
                let end = rest
                    .find(']')
                    .ok_or_else(|| error("Missing ']' in format string"))?;
                let key = &rest[1..end];
                if key.is_empty() {
                    return Err(error("Empty attribute in format string"));
                }
                let key = match index(key)? {
                    Some(index) => Value::Integer(index as i64),
                    None => Value::string(key),
                };
                value = self.machine.subscript(&value, &key)?;
                rest = &rest[end + 1..];
            } else {
                return Err(error(
                    "Only '.' or '[' may follow ']' in format field specifier",
                ));
            }
        }
        Ok(value)
    }

    fn argument(&mut self, name: &str) -> Result<Value, Raised> {
        let index = match index(name)? {
            Some(index) => self.manual(index)?,
            None if name.is_empty() => self.automatic()?,
            None => {
                let mut keywords = self.arguments.keyword.iter();
                let found = keywords.find(|(keyword, _)| &**keyword == name);
                return match found {
                    Some((_, value)) => Ok(value.clone()),
                    None => Err(self.machine.key_error(&Value::string(name))),
                };
            }
        };
        self.arguments
            .positional
            .get(index)
            .cloned()
            .ok_or_else(|| {
                Raised::new(
                    ErrorKind::IndexError,
                    format!("Replacement index {index} out of range for positional args tuple"),
                )
            })
    }

    fn manual(&mut self, index: usize) -> Result<usize, Raised> {
        if let Numbering::Automatic(_) = self.numbering {
            return Err(error(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        self.numbering = Numbering::Manual;
        Ok(index)
    }

    fn automatic(&mut self) -> Result<usize, Raised> {
        let index = match self.numbering {
            Numbering::Unknown => 0,
            Numbering::Automatic(next) => next,
            Numbering::Manual => {
                return Err(error(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
        };
        self.numbering = Numbering::Automatic(index + 1);
        Ok(index)
    }
}

impl<'a> Field<'a> {
    /// Reads a field after its opening brace; also gives what follows its closing one.
    fn parse(text: &'a str) -> Result<(Self, &'a str), Raised> {
        let end = name_end(text)?;
        let name = &text[..end];
        let mark = text[end..].chars().next();
        let mut rest = text.get(end + 1..).unwrap_or("");
        let mut conversion = None;
        match mark {
            Some('}') => {
                let field = Field {
                    name,
                    conversion,
                    spec: "",
                };
                return Ok((field, rest));
            }
            None => return Err(error("expected '}' before end of string")),
            Some('!') => {
                let mut letters = rest.chars();
                conversion = letters.next();
                if conversion.is_none() {
                    return Err(error(
                        "end of string while looking for conversion specifier",
                    ));
                }
                match letters.next() {
                    Some('}') => {
                        let field = Field {
                            name,
                            conversion,
                            spec: "",
                        };
                        return Ok((field, letters.as_str()));
                    }
                    Some(':') | None => rest = letters.as_str(),
                    Some(_) => return Err(error("expected ':' after conversion specifier")),
                }
            }
            Some(_) => {}
        }
        let end = spec_end(rest).ok_or_else(|| error("unmatched '{' in format spec"))?;
        let field = Field {
            name,
            conversion,
            spec: &rest[..end],
        };
        Ok((field, &rest[end + 1..]))
    }
}

/// Where a field's name ends: at `}`, `:` or `!` outside brackets, or at the end of the text.
fn name_end(text: &str) -> Result<usize, Raised> {
    let mut in_brackets = false;
    for (place, character) in text.char_indices() {
        match character {
            ']' => in_brackets = false,
            _ if in_brackets => {}
            '[' => in_brackets = true,
            '{' => return Err(error("unexpected '{' in field name")),
            '}' | ':' | '!' => return Ok(place),
            _ => {}
        }
    }
    Ok(text.len())
}

/// Where a format spec ends: at the brace that closes its field.
fn spec_end(text: &str) -> Option<usize> {
    let mut open = 1;
    for (place, character) in text.char_indices() {
        match character {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(place);
        }
    }
    None
}

/// A name that is a number.
fn index(name: &str) -> Result<Option<usize>, Raised> {
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let number = name.parse::<i64>();
    number
        .map(|number| Some(number as usize))
        .map_err(|_| error("Too many decimal digits in format string"))
}
