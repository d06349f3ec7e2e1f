//! How wide a text is about, without asking a font.
//!
//! Layout must not depend on the machine that draws, so widths come from a table: the advances of
//! DejaVu Sans, matplotlib's own font, which is wider than the sans-serif fonts of most systems.
//! Knows nothing of figures.

/// Advance widths of the characters from space to tilde, in hundredths of the font size.
const ADVANCES: [u8; 95] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, // space to /
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, // 0 to ?
    100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, // @ to O
    60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, // P to _
    50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, // ` to o
    63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84, // p to ~
];

/// The width of `text` at font size `size`, in the unit of `size`: about a tenth more than
/// most sans-serif fonts take, so that nothing meets what stands beside it.
pub fn text_width(text: &str, size: f64) -> f64 {
    let hundredths: f64 = text.chars().map(advance).sum();
    hundredths / 100.0 * size
}

/// The part of `text` that fits into `width`, closed with an ellipsis where something is missing.
pub fn fitting(text: &str, size: f64, width: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_string();
    }
    let mut left = width - text_width("…", size);
    let fits = |character: &char| {
        left -= advance(*character) / 100.0 * size;
        left >= 0.0
    };
    let mut fitting: String = text.chars().take_while(fits).collect();
    fitting.truncate(fitting.trim_end().len());
    fitting.push('…');
    fitting
}

/// The advance of a character in hundredths of the font size.
fn advance(character: char) -> f64 {
    let code = character as usize;
    let listed = code.checked_sub(32).and_then(|index| ADVANCES.get(index));
    match listed {
        Some(&advance) => f64::from(advance),
        // The minus sign of tick labels is as wide as a plus.
        None if character == '\u{2212}' => 84.0,
        // From Hangul on, where East Asian characters and pictures fill a square.
        None if code >= 0x1100 => 100.0,
        None => 60.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: f64, expected: &str) {
        assert_eq!(fitting(text, 10.0, width), expected);
    }

    #[test]
    fn digits_are_equally_wide() {
        assert_eq!(
            text_width("0123456789", 10.0),
            text_width("7777777777", 10.0)
        );
        assert_eq!(text_width("", 10.0), 0.0);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        check("sigmoid gradient", 100.0, "sigmoid gradient");
        check("sigmoid gradient", 58.0, "sigmoid…");
        check("sigmoid gradient", 0.0, "…");
    }
}
