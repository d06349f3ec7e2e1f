//! Format strings such as `'ro--'`: colour, marker and line style in one word.
//!
//! Follows matplotlib's `_process_plot_format`. Knows nothing of values or of axes.

use crate::figure::{Color, LineStyle, Marker};

/// What a format string says; `None` where it says nothing.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FormatString {
    pub color: Option<Color>,
    pub marker: Option<Marker>,
    pub line_style: Option<LineStyle>,
}

/// Reads a format string.
///
/// A whole colour such as `'orange'` says nothing of line and marker; otherwise a format that
/// names only one of the two takes the other away, and one that names neither draws a line.
///
/// # Errors
/// The reason in matplotlib's words, such as `two color symbols`.
pub fn parse(text: &str) -> Result<FormatString, String> {
    // `0` and `1` are left for the marker of that name.
    let whole = Color::from_text(text).filter(|_| text != "0" && text != "1");
    if let Some(color) = whole {
        return Ok(FormatString {
            color: Some(unnamed(color)),
            ..FormatString::default()
        });
    }
    let mut format = FormatString::default();
    let mut rest = text;
    while let Some(symbol) = rest.chars().next() {
        let length = format.take_symbol(symbol, rest)?;
        rest = &rest[length..];
    }
    if format.line_style.is_none() {
        let no_line = format.marker.is_some();
        format.line_style = Some(if no_line {
            LineStyle::None
        } else {
            LineStyle::Solid
        });
    }
    format.marker = format.marker.or(Some(Marker::None));
    Ok(format)
}

impl FormatString {
    /// Takes in the symbol at the start of `rest`, and returns its length in bytes.
    fn take_symbol(&mut self, symbol: char, rest: &str) -> Result<usize, String> {
        let mut bytes = [0; 4];
        let letter: &str = symbol.encode_utf8(&mut bytes);
        let two_symbols = rest.get(..2).and_then(LineStyle::from_name);
        if let Some(style) = two_symbols.or_else(|| LineStyle::from_name(letter)) {
            set(&mut self.line_style, style, "linestyle")?;
            return Ok(if two_symbols.is_some() { 2 } else { 1 });
        }
        if let Some(marker) = Marker::from_name(letter) {
            set(&mut self.marker, marker, "marker")?;
        } else if let Some(color) = Color::from_letter(letter) {
            set(&mut self.color, color, "color")?;
        } else if symbol == 'C' {
            let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
            let Some(color) = Color::from_text(&rest[..=digits]) else {
                return Err("'C' must be followed by a number".to_owned());
            };
            set(&mut self.color, unnamed(color), "color")?;
            return Ok(digits + 1);
        } else {
            return Err(format!("unrecognized character '{symbol}'"));
        }
        Ok(symbol.len_utf8())
    }
}

/// Matplotlib turns such colours into numbers at once.
fn unnamed(color: Color) -> Color {
    Color {
        name: None,
        hex: None,
        ..color
    }
}

fn set<T>(place: &mut Option<T>, value: T, what: &str) -> Result<(), String> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(format!("two {what} symbols")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, color: Option<Color>, marker: &str, line_style: &str) {
        let expected = FormatString {
            color,
            marker: Marker::from_name(marker).filter(|_| marker != "?"),
            line_style: LineStyle::from_name(line_style).filter(|_| line_style != "?"),
        };
        assert_eq!(parse(text), Ok(expected), "{text}");
    }

    fn letter(text: &str) -> Option<Color> {
        Color::from_letter(text)
    }

    // Expectations are matplotlib 3.11.2's `_process_plot_format`.
    #[test]
    fn symbols_come_in_any_order() {
        check("ro--", letter("r"), "o", "--");
        check("--or", letter("r"), "o", "--");
        check("k.", letter("k"), ".", "None");
        check("-.", None, "None", "-.");
        check("g-.", letter("g"), "None", "-.");
        check("C2:", Some(Color::cycle(2)), "None", ":");
        check("", None, "None", "-");
        check("1", None, "1", "None");
        check("r ", letter("r"), "None", "None");
    }

    #[test]
    fn a_whole_colour_leaves_line_and_marker_alone() {
        check("orange", Color::from_text("orange").map(unnamed), "?", "?");
        check("r", letter("r").map(unnamed), "?", "?");
        check("0.5", Color::from_text("0.5").map(unnamed), "?", "?");
    }

    #[test]
    fn complaints_are_matplotlibs() {
        let complaint = |text| parse(text).unwrap_err();
        assert_eq!(complaint("foo"), "unrecognized character 'f'");
        assert_eq!(complaint("r--b"), "two color symbols");
        assert_eq!(complaint("k-o-"), "two linestyle symbols");
        assert_eq!(complaint("ox"), "two marker symbols");
        assert_eq!(complaint("Cx"), "'C' must be followed by a number");
        assert_eq!(complaint("–"), "unrecognized character '–'");
    }
}
