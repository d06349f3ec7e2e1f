//! Arrays and NumPy scalars as text, character for character as NumPy prints them.
//!
//! Follows NumPy's `arrayprint.py` under its default options: precision 8, more than 1000
//! elements summarized by 3 at each edge, lines of up to 75 characters.

use super::shape::tuple_text;
use super::{Array, DataType, Scalar};
use crate::numerics::number_text::{self, shortest_digits};

const PRECISION: usize = 8;
const THRESHOLD: usize = 1000;
const EDGE_ITEMS: usize = 3;
const LINE_WIDTH: usize = 75;

impl Scalar {
    /// What `str` gives: `0.5`, `3`, `True`.
    pub fn str_text(self) -> String {
        match self {
            Scalar::Float(value) => number_text::repr(value),
            Scalar::Integer(value) => value.to_string(),
            Scalar::Bool(true) => String::from("True"),
            Scalar::Bool(false) => String::from("False"),
        }
    }

    /// What `repr` gives: `np.float64(0.5)`, `np.int64(3)`, `np.True_`.
    pub fn repr_text(self) -> String {
        let text = self.str_text();
        match self {
            Scalar::Bool(_) => format!("np.{text}_"),
            _ => format!("np.{}({text})", self.data_type().name()),
        }
    }
}

/// What `str(array)` gives: `[0.  0.5 1. ]`; of a 0-d array, its scalar's text.
pub fn array_str(array: &Array) -> String {
    match (array.rank(), array.single()) {
        (0, Some(scalar)) => scalar.str_text(),
        _ => bracketed(array, " ", "", ""),
    }
}

/// What `repr(array)` gives: `array([0. , 0.5, 1. ])`, with shape and data type where they
/// cannot be seen.
pub fn array_repr(array: &Array) -> String {
    const PREFIX: &str = "array(";
    let elements = bracketed(array, ", ", PREFIX, ")");
    let mut extras = Vec::new();
    let no_elements = array.is_empty();
    if (no_elements && array.shape() != [0]) || array.len() > THRESHOLD {
        let extents: Vec<i64> = array.shape().iter().map(|&extent| extent as i64).collect();
        extras.push(format!("shape={}", tuple_text(&extents)));
    }
    if no_elements {
        extras.push(format!("dtype={}", array.data_type().name()));
    }
    if extras.is_empty() {
        return format!("{PREFIX}{elements})");
    }
    let start = format!("{PREFIX}{elements},");
    let end = format!("{})", extras.join(", "));
    let last_line = start.len() - start.rfind('\n').map_or(0, |newline| newline + 1);
    if last_line + end.len() + 1 > LINE_WIDTH {
        format!("{start}\n{:width$}{end}", "", width = PREFIX.len())
    } else {
        format!("{start} {end}")
    }
}

/// The elements in nested brackets (`array2string`).
fn bracketed(array: &Array, separator: &str, prefix: &str, suffix: &str) -> String {
    if array.is_empty() {
        return String::from("[]");
    }
    let (shown, summarized) = edges(array);
    let printer = Printer {
        words: words(&shown),
        shape: shown.shape(),
        summarized,
        separator,
    };
    let indent = 1 + prefix.len();
    printer.axis(0, 0, indent, LINE_WIDTH - suffix.len()).0
}

/// The elements that are shown, and for each axis whether some are left out.
fn edges(array: &Array) -> (Array, Vec<bool>) {
    let mut shown = array.clone();
    let mut summarized = Vec::new();
    for (axis, &extent) in array.shape().iter().enumerate() {
        let too_long = array.len() > THRESHOLD && extent > 2 * EDGE_ITEMS;
        summarized.push(too_long);
        if too_long {
            let leading = shown.between(axis, 0, EDGE_ITEMS);
            let trailing = shown.between(axis, extent - EDGE_ITEMS, extent);
            shown = Array::concatenated(&[leading, trailing], axis).unwrap_or(shown);
        }
    }
    (shown, summarized)
}

struct Printer<'a> {
    /// The elements shown, in C order.
    words: Vec<String>,
    shape: &'a [usize],
    summarized: Vec<bool>,
    separator: &'a str,
}

impl Printer<'_> {
    /// The text of the elements from word `first` on along `axis` and those within, and the
    /// number of words used. Lines after the first are indented by `indent`.
    fn axis(&self, axis: usize, first: usize, indent: usize, width: usize) -> (String, usize) {
        let Some(&extent) = self.shape.get(axis) else {
            return (self.words[first].clone(), 1);
        };
        if axis + 1 == self.shape.len() {
            return (self.row(axis, first, indent, width), extent);
        }
        let spaces = " ".repeat(indent);
        let blank_lines = "\n".repeat(self.shape.len() - axis - 1);
        let line_separator = format!("{}{blank_lines}", self.separator.trim_end());
        let mut text = String::from("[");
        let mut used = 0;
        for position in 0..extent {
            if position > 0 {
                text.push_str(&line_separator);
                text.push_str(&spaces);
            }
            if position == EDGE_ITEMS && self.summarized[axis] {
                text.push_str("...");
                text.push_str(&line_separator);
                text.push_str(&spaces);
            }
            let (nested, count) = self.axis(axis + 1, first + used, indent + 1, width - 1);
            text.push_str(&nested);
            used += count;
        }
        text.push(']');
        (text, used)
    }

    /// The innermost axis: words broken into lines where they would pass the width.
    fn row(&self, axis: usize, first: usize, indent: usize, width: usize) -> String {
        let extent = self.shape[axis];
        let limit = width - self.separator.trim_end().len().max(1);
        let mut text = String::from("[");
        let mut line = indent;
        let mut add = |word: &str, last: bool| {
            if line + word.len() > limit && line > indent {
                text.truncate(text.trim_end().len());
                text.push('\n');
                text.push_str(&" ".repeat(indent));
                line = indent;
            }
            text.push_str(word);
            line += word.len();
            if !last {
                text.push_str(self.separator);
                line += self.separator.len();
            }
        };
        for position in 0..extent {
            if position == EDGE_ITEMS && self.summarized[axis] {
                add("...", false);
            }
            add(&self.words[first + position], position + 1 == extent);
        }
        text.push(']');
        text
    }
}

/// The elements as words of one width.
fn words(array: &Array) -> Vec<String> {
    match array.data_type() {
        DataType::Float64 => float_words(&array.to_vec::<f64>()),
        DataType::Int64 => padded(array.to_vec::<i64>().iter().map(i64::to_string).collect()),
        DataType::Bool => {
            let word = |truth| match (truth, array.rank()) {
                (false, _) => String::from("False"),
                (true, 0) => String::from("True"),
                (true, _) => String::from(" True"),
            };
            array.to_vec::<bool>().into_iter().map(word).collect()
        }
    }
}

/// Words filled up on the left to the longest.
fn padded(words: Vec<String>) -> Vec<String> {
    let width = words.iter().map(String::len).max().unwrap_or(0);
    let pad = |word: String| format!("{word:>width$}");
    words.into_iter().map(pad).collect()
}

/// Floats in a common form: scientific where one is at least 1e8, below 1e-4, or more than
/// a thousand times another; with as many digits as needed, at most 8 after the point.
fn float_words(values: &[f64]) -> Vec<String> {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let words: Vec<String> = if needs_exponent(finite()) {
        let digits = finite().map(scientific_fraction).max().unwrap_or(0);
        let width = finite().map(|value| exponent_digits(value, digits)).max();
        let width = width.unwrap_or(2);
        values
            .iter()
            .map(|&value| scientific(value, digits, width))
            .collect()
    } else {
        let texts: Vec<String> = values.iter().map(|&value| positional(value)).collect();
        let fraction = |text: &String| text.find('.').map_or(0, |point| text.len() - point - 1);
        let longest = texts.iter().map(fraction).max().unwrap_or(0);
        let fill = |text: String| match text.find('.') {
            Some(point) => {
                let width = point + 1 + longest;
                format!("{text:<width$}")
            }
            None => text,
        };
        texts.into_iter().map(fill).collect()
    };
    padded(words)
}

fn needs_exponent(finite: impl Iterator<Item = f64>) -> bool {
    let sizes: Vec<f64> = finite.filter(|&value| value != 0.0).map(f64::abs).collect();
    let largest = sizes.iter().copied().fold(0.0, f64::max);
    let smallest = sizes.iter().copied().fold(f64::INFINITY, f64::min);
    !sizes.is_empty() && (largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000.0)
}

/// `0.5`, `2.`, `0.33333333`: at most 8 digits after the point, and the point itself.
fn positional(value: f64) -> String {
    if !value.is_finite() {
        return number_text::repr(value);
    }
    let shortest = shortest_digits(value);
    let decimals = shortest.digits.len() as i32 - 1 - shortest.exponent;
    let decimals = decimals.clamp(0, PRECISION as i32) as usize;
    let text = format!("{value:.decimals$}");
    if decimals == 0 {
        return text + ".";
    }
    String::from(text.trim_end_matches('0'))
}

/// How many digits after the point a value needs in scientific form, at most 8.
fn scientific_fraction(value: f64) -> usize {
    let digits = shortest_digits(value).digits.len() - 1;
    if digits <= PRECISION {
        return digits;
    }
    let text = format!("{value:.PRECISION$e}");
    let mantissa = text.split('e').next().unwrap_or_default();
    let trimmed = mantissa.trim_start_matches('-').trim_end_matches('0');
    trimmed.len().saturating_sub(2)
}

/// The mantissa with a point and so many digits after it, and the exponent. Digits past
/// those that identify the number are its own, not zeros, which shows below 1e-300.
fn scientific_parts(value: f64, digits: usize) -> (String, i32) {
    let text = format!("{value:.digits$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if digits == 0 { "." } else { "" };
    (
        format!("{mantissa}{point}"),
        exponent.parse().unwrap_or_default(),
    )
}

fn exponent_digits(value: f64, digits: usize) -> usize {
    let (_, exponent) = scientific_parts(value, digits);
    exponent.unsigned_abs().to_string().len().max(2)
}

/// `1.50000000e-05`, with the given digits after the point and in the exponent.
fn scientific(value: f64, digits: usize, exponent_width: usize) -> String {
    if !value.is_finite() {
        return number_text::repr(value);
    }
    let (mantissa, exponent) = scientific_parts(value, digits);
    let sign = if exponent < 0 { '-' } else { '+' };
    let exponent = exponent.unsigned_abs();
    format!("{mantissa}e{sign}{exponent:0exponent_width$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn scalar(text: &str, data_type: &str) -> Scalar {
        match data_type {
            "float64" => Scalar::Float(text.parse().unwrap()),
            "int64" => Scalar::Integer(text.parse().unwrap()),
            _ => Scalar::Bool(text == "True"),
        }
    }

    fn array(case: &Value) -> Array {
        let data_type = case["type"].as_str().unwrap();
        let texts = case["values"].as_array().unwrap();
        let scalars: Vec<Scalar> = texts
            .iter()
            .map(|text| scalar(text.as_str().unwrap(), data_type))
            .collect();
        let extents = case["shape"].as_array().unwrap();
        let shape: Vec<usize> = extents
            .iter()
            .map(|extent| extent.as_u64().unwrap() as usize)
            .collect();
        let data_type = match data_type {
            "float64" => DataType::Float64,
            "int64" => DataType::Int64,
            _ => DataType::Bool,
        };
        Array::from_scalars(&scalars, &shape, data_type).unwrap()
    }

    /// Cases made by `tests/arrays/make_text.py`.
    #[test]
    fn arrays_print_as_numpys_do() {
        let cases = match std::env::var("ARRAY_TEXT") {
            Ok(path) => std::fs::read_to_string(path).unwrap(),
            Err(_) => String::from(include_str!("../../../tests/arrays/text.json")),
        };
        for line in cases.lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            let array = array(&case);
            assert_eq!(array_str(&array), case["str"].as_str().unwrap(), "{line}");
            assert_eq!(array_repr(&array), case["repr"].as_str().unwrap(), "{line}");
        }
    }

    #[test]
    fn scalars_print_as_numpys_do() {
        assert_eq!(Scalar::Float(0.5).repr_text(), "np.float64(0.5)");
        assert_eq!(Scalar::Integer(3).repr_text(), "np.int64(3)");
        assert_eq!(Scalar::Bool(true).repr_text(), "np.True_");
        assert_eq!(Scalar::Float(1e16).str_text(), "1e+16");
    }
}
