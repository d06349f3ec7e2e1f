//! Arrays and NumPy scalars as text, character for character as NumPy prints them.
//!
//! Follows NumPy's `arrayprint.py` under its default options: precision 8, more than 1000
//! elements summarized by 3 at each edge, lines of up to 75 characters.

use super::shape::tuple_text;
use super::{Array, DataType, Scalar};
use crate::numerics::gather::Gather;
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
        let extents: Vec<i64> = array.shape().iter().map(|&extent| extent as i64).gather();
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
    let mut printer = Printer {
        words: Vec::new(),
        shape: Vec::new(),
        summarized: Vec::new(),
        separator,
    };
    for &extent in array.shape() {
        let too_long = array.len() > THRESHOLD && extent > 2 * EDGE_ITEMS;
        printer.summarized.push(too_long);
        let shown = if too_long { 2 * EDGE_ITEMS } else { extent };
        printer.shape.push(shown);
    }
    let mut elements = Vec::new();
    printer.collect(array, 0, array.0.offset, &mut elements);
    printer.words = words(&elements, array.data_type());
    let indent = 1 + prefix.len();
    printer.axis(0, 0, indent, LINE_WIDTH - suffix.len()).0
}

struct Printer<'a> {
    /// The elements shown, in C order.
    words: Vec<String>,
    /// The extents of what is shown.
    shape: Vec<usize>,
    /// Whether an axis leaves some out.
    summarized: Vec<bool>,
    separator: &'a str,
}

impl Printer<'_> {
    /// Collects the elements shown from an offset in the storage on, along `axis` and those
    /// within.
    fn collect(&self, array: &Array, axis: usize, offset: usize, elements: &mut Vec<Scalar>) {
        let Some(&extent) = array.shape().get(axis) else {
            elements.push(array.scalar(offset));
            return;
        };
        for position in 0..extent {
            if !self.summarized[axis] || position < EDGE_ITEMS || position >= extent - EDGE_ITEMS {
                let step = position as isize * array.0.strides[axis];
                self.collect(array, axis + 1, (offset as isize + step) as usize, elements);
            }
        }
    }

    /// The text of the elements from word `first` on along `axis` and those within, and the
    /// number of words used. Lines after the first are indented by `indent`.
    fn axis(&self, axis: usize, first: usize, indent: usize, width: usize) -> (String, usize) {
        let Some(&extent) = self.shape.get(axis) else {
            return (String::from(self.words[first].trim_start_matches(' ')), 1);
        };
        if axis + 1 == self.shape.len() {
            return (self.row(axis, first, indent, width), extent);
        }
        let spaces = " ".repeat(indent);
        let blank_lines = "\n".repeat(self.shape.len() - axis - 1);
        let line_separator = format!("{}{blank_lines}", self.separator.trim_end_matches(' '));
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
        let limit = width - self.separator.trim_end_matches(' ').len().max(1);
        let mut text = String::from("[");
        let mut line = indent;
        let mut add = |word: &str, last: bool| {
            if line + word.len() > limit && line > indent {
                text.truncate(text.trim_end_matches(' ').len());
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
fn words(elements: &[Scalar], data_type: DataType) -> Vec<String> {
    if data_type == DataType::Float64 {
        return float_words(elements);
    }
    let mut words = Vec::new();
    for element in elements {
        let text = element.str_text();
        // NumPy leaves room for the longer word even where all are true.
        words.push(match element {
            Scalar::Bool(true) => format!(" {text}"),
            _ => text,
        });
    }
    padded(&mut words);
    words
}

/// Fills words up on the left to the longest.
fn padded(words: &mut [String]) {
    let mut width = 0;
    for word in &*words {
        width = width.max(word.len());
    }
    for word in words {
        word.insert_str(0, &" ".repeat(width - word.len()));
    }
}

/// Floats in a common form: scientific where one is at least 1e8, below 1e-4, or more than
/// a thousand times another; with as many digits as needed, at most 8 after the point.
fn float_words(elements: &[Scalar]) -> Vec<String> {
    let scientific = needs_exponent(elements);
    // The longest fraction and exponent that an element has, in digits.
    let (mut fraction, mut exponent) = (0, 2);
    for element in elements {
        let value = element.to_f64();
        if value.is_finite() {
            fraction = fraction.max(fraction_digits(value, scientific));
        }
    }
    let mut words = Vec::new();
    for element in elements {
        let word = match scientific {
            true => number_text::scientific(element.to_f64(), fraction),
            false => positional(element.to_f64()),
        };
        if let Some((_, digits)) = word.split_once('e') {
            exponent = exponent.max(digits.len() - 1);
        }
        words.push(word);
    }
    for (word, element) in words.iter_mut().zip(elements) {
        if element.to_f64().is_finite() {
            complete(word, fraction, exponent);
        }
    }
    padded(&mut words);
    words
}

/// Gives a word its point, and as many digits in the exponent, or else as much room for the
/// fraction, as its neighbours have.
fn complete(word: &mut String, fraction: usize, exponent: usize) {
    let end = word.find('e').unwrap_or(word.len());
    if !word.contains('.') {
        word.insert(end, '.');
    }
    match word.find('e') {
        Some(end) => {
            let digits = end + 2;
            word.insert_str(digits, &"0".repeat(exponent - (word.len() - digits)));
        }
        None => {
            let shown = word.len() - word.find('.').unwrap_or(0) - 1;
            word.push_str(&" ".repeat(fraction.saturating_sub(shown)));
        }
    }
}

fn needs_exponent(elements: &[Scalar]) -> bool {
    let (mut largest, mut smallest) = (0.0, f64::INFINITY);
    for element in elements {
        let size = element.to_f64().abs();
        if size.is_finite() && size != 0.0 {
            largest = f64::max(largest, size);
            smallest = f64::min(smallest, size);
        }
    }
    largest > 0.0 && (largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000.0)
}

/// `0.5`, `2`, `0.33333333`: at most 8 digits after the point.
fn positional(value: f64) -> String {
    let text = number_text::fixed(value, fraction_digits(value, false));
    match text.contains('.') {
        true => String::from(text.trim_end_matches('0')),
        false => text,
    }
}

/// How many digits after the point a finite value needs, at most 8.
fn fraction_digits(value: f64, scientific: bool) -> usize {
    if !value.is_finite() {
        return 0;
    }
    let shortest = shortest_digits(value);
    let digits = shortest.digits.len() as i32 - 1;
    if !scientific {
        let decimals = (digits - shortest.exponent).clamp(0, PRECISION as i32) as usize;
        let text = number_text::fixed(value, decimals);
        return match text.split_once('.') {
            Some((_, fraction)) => fraction.trim_end_matches('0').len(),
            None => 0,
        };
    }
    if digits <= PRECISION as i32 {
        return digits as usize;
    }
    let text = number_text::scientific(value, PRECISION);
    let mantissa = text.split('e').next().unwrap_or_default();
    let trimmed = mantissa.trim_start_matches('-').trim_end_matches('0');
    trimmed.len().saturating_sub(2)
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
