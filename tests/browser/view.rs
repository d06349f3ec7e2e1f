//! How a page is looked at.

/// CSS pixels, device pixels for each of them, and the theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    pub width: u32,
    pub ratio: f64,
    pub dark: bool,
}

impl View {
    pub const PHONE: View = View::new(390, 2.0);
    pub const SIDEWAYS_PHONE: View = View::new(844, 2.0);
    pub const DESKTOP: View = View::new(1280, 1.0);
    pub const WIDE_DESKTOP: View = View::new(1920, 1.0);
    pub const SHARP_DESKTOP: View = View::new(1280, 2.0);

    const fn new(width: u32, ratio: f64) -> View {
        View {
            width,
            ratio,
            dark: false,
        }
    }

    pub const fn dark(self) -> View {
        View { dark: true, ..self }
    }
}
