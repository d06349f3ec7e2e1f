//! Colours: what they are, and every way in which matplotlib lets one write them.
//!
//! Knows nothing of series or of pixels.

use super::color_names::NAMED_COLORS;
use crate::numerics::gather::Gather;
use crate::numerics::number_reading::read;

/// A colour, each part from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Color {
    pub red: f64,
    pub green: f64,
    pub blue: f64,
    /// What the colour itself says; a series' own `alpha` takes its place.
    pub alpha: f64,
    /// The name that the code gave, such as `orange`; none for hex codes and cycle colours.
    pub name: Option<String>,
    /// The hex code that the code gave.
    pub hex: Option<String>,
}

/// Colours that series without one of their own take in turn: `tab10`.
const CYCLE: [u32; 10] = [
    0x1f77b4, 0xff7f0e, 0x2ca02c, 0xd62728, 0x9467bd, 0x8c564b, 0xe377c2, 0x7f7f7f, 0xbcbd22,
    0x17becf,
];

/// The one-letter colours. Case matters here, and only here.
const LETTERS: [(char, [f64; 3]); 8] = [
    ('b', [0.0, 0.0, 1.0]),
    ('g', [0.0, 0.5, 0.0]),
    ('r', [1.0, 0.0, 0.0]),
    ('c', [0.0, 0.75, 0.75]),
    ('m', [0.75, 0.0, 0.75]),
    ('y', [0.75, 0.75, 0.0]),
    ('k', [0.0, 0.0, 0.0]),
    ('w', [1.0, 1.0, 1.0]),
];

impl Color {
    /// A colour from red, green and blue, opaque.
    pub fn rgb(parts: [f64; 3]) -> Self {
        let [red, green, blue] = parts;
        Color {
            red,
            green,
            blue,
            alpha: 1.0,
            name: None,
            hex: None,
        }
    }

    /// The colour at `position` of the default cycle, which repeats after ten.
    pub fn cycle(position: usize) -> Self {
        Color::from_hex_number(CYCLE[position % CYCLE.len()])
    }

    /// Black.
    pub fn black() -> Self {
        Color::rgb([0.0; 3])
    }

    /// The colour of a text: a name, `tab:blue`, a letter, `C3`, `#rgb`, `#rrggbb` with or
    /// without an opacity, a grey from `"0"` to `"1"`, or `none`.
    ///
    /// `None` for any other text. Follows `matplotlib.colors.to_rgba`.
    pub fn from_text(text: &str) -> Option<Self> {
        if text.starts_with('#') {
            return Color::from_hex(text);
        }
        let color = Color::from_letter(text)
            .or_else(|| Color::from_cycle_name(text))
            .or_else(|| Color::from_name(&text.to_ascii_lowercase()))
            .or_else(|| Color::from_gray(text))?;
        Some(Color {
            name: Some(text.to_owned()),
            ..color
        })
    }

    /// The colour of a format string's letter.
    pub fn from_letter(text: &str) -> Option<Self> {
        let mut characters = text.chars();
        let letter = characters.next()?;
        if characters.next().is_some() {
            return None;
        }
        let (_, parts) = LETTERS.iter().find(|(name, _)| *name == letter)?;
        Some(Color {
            name: Some(text.to_owned()),
            ..Color::rgb(*parts)
        })
    }

    fn from_cycle_name(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('C')?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // Only the last digit counts: the cycle has ten colours.
        let last = digits.bytes().last()? - b'0';
        Some(Color::cycle(usize::from(last)))
    }

    fn from_name(name: &str) -> Option<Self> {
        if name == "none" {
            return Some(Color {
                alpha: 0.0,
                ..Color::black()
            });
        }
        let found = NAMED_COLORS.binary_search_by_key(&name, |entry| entry.0);
        found
            .ok()
            .map(|index| Color::from_hex_number(NAMED_COLORS[index].1))
    }

    fn from_gray(text: &str) -> Option<Self> {
        let level = read(text.trim())?;
        (0.0..=1.0).contains(&level).then(|| Color::rgb([level; 3]))
    }

    fn from_hex(text: &str) -> Option<Self> {
        let mut digits = Vec::new();
        for digit in text.chars().skip(1) {
            digits.push(f64::from(digit.to_digit(16)?));
        }
        let parts: Vec<f64> = match digits.len() {
            3 | 4 => digits.iter().map(|digit| digit / 15.0).gather(),
            6 | 8 => digits
                .chunks(2)
                .map(|pair| (pair[0] * 16.0 + pair[1]) / 255.0)
                .gather(),
            _ => return None,
        };
        Some(Color {
            alpha: parts.get(3).copied().unwrap_or(1.0),
            hex: Some(text.to_owned()),
            ..Color::rgb([parts[0], parts[1], parts[2]])
        })
    }

    fn from_hex_number(number: u32) -> Self {
        let part = |shift: u32| f64::from((number >> shift) as u8) / 255.0;
        Color::rgb([part(16), part(8), part(0)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<[f64; 4]>) {
        let color = Color::from_text(text);
        let parts = color.map(|color| [color.red, color.green, color.blue, color.alpha]);
        assert_eq!(parts, expected, "{text}");
    }

    // Expectations are matplotlib 3.11.2's `to_rgba`.
    #[test]
    fn names_ignore_case_and_letters_do_not() {
        check("orange", Some([1.0, 0.6470588235294118, 0.0, 1.0]));
        check("Orange", Some([1.0, 0.6470588235294118, 0.0, 1.0]));
        check(
            "aliceblue",
            Some([0.9411764705882353, 0.9725490196078431, 1.0, 1.0]),
        );
        check(
            "yellowgreen",
            Some([
                0.6039215686274509,
                0.803921568627451,
                0.19607843137254902,
                1.0,
            ]),
        );
        check(
            "tab:grey",
            Some([
                0.4980392156862745,
                0.4980392156862745,
                0.4980392156862745,
                1.0,
            ]),
        );
        check("g", Some([0.0, 0.5, 0.0, 1.0]));
        check("green", Some([0.0, 0.5019607843137255, 0.0, 1.0]));
        check("G", None);
        check("oranje", None);
        check("", None);
    }

    #[test]
    fn cycle_names_repeat_after_ten() {
        check(
            "C1",
            Some([1.0, 0.4980392156862745, 0.054901960784313725, 1.0]),
        );
        check(
            "C11",
            Some([1.0, 0.4980392156862745, 0.054901960784313725, 1.0]),
        );
        check("C", None);
        check("c1", None);
    }

    #[test]
    fn hex_codes_have_one_or_two_digits_a_part() {
        check("#f80", Some([1.0, 0.5333333333333333, 0.0, 1.0]));
        check("#FF8800", Some([1.0, 0.5333333333333333, 0.0, 1.0]));
        check(
            "#ff880080",
            Some([1.0, 0.5333333333333333, 0.0, 0.5019607843137255]),
        );
        check(
            "#f808",
            Some([1.0, 0.5333333333333333, 0.0, 0.5333333333333333]),
        );
        check("#f8", None);
        check("#ggg", None);
        check("#é00", None);
    }

    #[test]
    fn a_number_as_text_is_a_grey() {
        check("0.5", Some([0.5, 0.5, 0.5, 1.0]));
        check("1", Some([1.0, 1.0, 1.0, 1.0]));
        check("1.5", None);
        check("nan", None);
    }

    #[test]
    fn none_is_transparent() {
        check("none", Some([0.0, 0.0, 0.0, 0.0]));
        check("None", Some([0.0, 0.0, 0.0, 0.0]));
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(NAMED_COLORS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
