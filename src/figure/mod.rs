//! What a figure is, where everything on it goes, and drawing it on any plotters backend.
//!
//! Knows nothing of Python or of the browser.

mod axes;
mod axis;
mod colors;
mod legend;
pub mod limits;
mod series;
mod tick_text;
pub mod ticks;

pub use axes::{Axes, Figure, GridPlace, LimitsRefused, NewLimits};
pub use axis::{Axis, DataLimits, Direction, GridStyle};
pub use colors::Color;
pub use legend::{Legend, LegendLocation};
pub use series::{Extent, LineStyle, Marker, Paint, Series};

#[cfg(test)]
mod tests;
