//! Colours: what they are, and the names that matplotlib knows.
//!
//! Knows nothing of series or of pixels.

/// A colour, each part from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Color {
    pub red: f64,
    pub green: f64,
    pub blue: f64,
    /// 0 to 1: what the colour itself says; a series' own `alpha` takes its place.
    pub alpha: f64,
    /// The name that the code gave, such as `orange`; none for hex codes and cycle colours.
    pub name: Option<String>,
}
