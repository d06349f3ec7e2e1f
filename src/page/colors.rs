//! Colours as a browser writes them.
//!
//! Knows nothing of the browser.

use crate::numerics::number_reading::read;

/// Red, green and blue of a computed colour: `rgb(21, 24, 27)`, `rgba(21, 24, 27, 0.5)`, or
/// `color(srgb 0.08 0.09 0.1)`, as some browsers answer for mixed colours.
pub fn rgb(text: &str) -> Option<(u8, u8, u8)> {
    let (name, rest) = text.split_once('(')?;
    let scale = match name {
        "rgb" | "rgba" => 1.0,
        "color" => 255.0,
        _ => return None,
    };
    let mut parts = rest
        .trim_end_matches(')')
        .split([',', ' ', '/'])
        .filter_map(read)
        // `as` saturates, so parts out of range do no harm.
        .map(|part| (part * scale).round() as u8);
    Some((parts.next()?, parts.next()?, parts.next()?))
}

#[cfg(test)]
mod tests {
    use super::rgb;

    #[track_caller]
    fn check(text: &str, expected: Option<(u8, u8, u8)>) {
        assert_eq!(rgb(text), expected, "{text}");
    }

    #[test]
    fn computed_colours_are_read() {
        check("rgb(21, 24, 27)", Some((21, 24, 27)));
        check("rgba(21, 24, 27, 0.5)", Some((21, 24, 27)));
        check("rgb(21 24 27 / 0.5)", Some((21, 24, 27)));
        check("color(srgb 1 0.5 0)", Some((255, 128, 0)));
    }

    #[test]
    fn other_texts_are_not() {
        check("", None);
        check("red", None);
        check("rgb(21, 24)", None);
        check("lab(50 20 30)", None);
    }
}
