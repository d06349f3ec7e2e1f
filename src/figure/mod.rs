//! What a figure is, where everything on it goes, and drawing it on any plotters backend.
//!
//! Knows nothing of Python or of the browser.

mod axes;
mod axes_layout;
mod axis;
mod color_names;
mod colors;
pub mod counting;
pub mod csv;
mod curve;
mod dashes;
pub mod description;
pub mod draw;
mod draw_line;
mod draw_markers;
pub mod geometry;
pub mod grip;
pub mod json;
pub mod label;
pub mod layout;
mod legend;
mod legend_box;
pub mod limits;
mod marker_shapes;
pub mod palette;
pub mod pen;
pub mod readout;
mod series;
mod shape;
pub mod svg;
pub mod table;
mod text_width;
mod tick_marks;
mod tick_text;
pub mod ticks;
pub mod tones;
mod tracks;

pub use axes::{Axes, Figure, GridPlace};
pub use axis::{Axis, DataLimits, Direction, GridStyle};
pub use colors::Color;
pub use legend::{Legend, LegendLocation};
pub use series::{Extent, LineStyle, Marker, Paint, Series, SeriesKind};

#[cfg(test)]
mod tests;
