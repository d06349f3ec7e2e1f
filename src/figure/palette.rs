//! The colours and the font that a figure takes from the page it stands on.
//!
//! Series keep the colours of the code. Knows nothing of style sheets or of any backend.

use super::Color;

/// Red, green and blue, 0 to 255.
pub type Rgb = (u8, u8, u8);

/// What a figure is drawn with besides the colours of its series.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub paper: Rgb,
    /// Boxes, ticks and texts.
    pub ink: Rgb,
    /// Grid lines and the border of legends.
    pub grid: Rgb,
    /// A font family as in a style sheet, such as `system-ui, sans-serif`.
    pub font: String,
}

/// The family of [`Palette::light`] and [`Palette::dark`].
const FONT: &str = "system-ui, sans-serif";

impl Palette {
    /// Dark ink on white, for documents and downloads.
    pub fn light() -> Palette {
        Palette {
            paper: (255, 255, 255),
            ink: (28, 32, 36),
            grid: (196, 200, 204),
            font: FONT.into(),
        }
    }

    /// Light ink on near black.
    pub fn dark() -> Palette {
        Palette {
            paper: (21, 24, 27),
            ink: (213, 218, 223),
            grid: (69, 76, 84),
            font: FONT.into(),
        }
    }

    /// A series' colour as drawn: the code's own, but the ink where that could not be told from
    /// a dark paper, as black could not.
    pub(super) fn series(&self, color: &Color) -> Rgb {
        let own = (byte(color.red), byte(color.green), byte(color.blue));
        let (paper, ink) = (luminance(self.paper), luminance(self.ink));
        let is_lost = (luminance(own) + 0.05) / (paper + 0.05) < LOST && paper < ink;
        if is_lost { self.ink } else { own }
    }
}

/// A contrast ratio below which a line on dark paper is as good as invisible. All of matplotlib's
/// default colours are above 3 on [`Palette::dark`]; black, `navy` and `indigo` are below.
const LOST: f64 = 1.5;

fn byte(part: f64) -> u8 {
    // `as` saturates, so parts out of range do no harm.
    (part * 255.0).round() as u8
}

/// Relative luminance as WCAG defines it, 0 to 1.
fn luminance((red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            libm::pow((part + 0.055) / 1.055, 2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::color;

    #[test]
    fn the_codes_colours_stay() {
        let orange = color(1.0, 0.6470588235294118, 0.0);
        assert_eq!(Palette::light().series(&orange), (255, 165, 0));
        assert_eq!(Palette::dark().series(&orange), (255, 165, 0));
        let white = color(1.0, 1.0, 1.0);
        assert_eq!(Palette::light().series(&white), (255, 255, 255));
    }

    #[test]
    fn black_is_ink_on_dark_paper() {
        let black = color(0.0, 0.0, 0.0);
        assert_eq!(Palette::light().series(&black), (0, 0, 0));
        assert_eq!(Palette::dark().series(&black), Palette::dark().ink);
    }
}
