//! What the tests of this room share: plain axes, and the reference files.

use super::{Axis, Color, Extent, LineStyle, Marker, Series, SeriesKind};

/// An axis with these limits and nothing else.
pub(crate) fn axis(limits: (f64, f64)) -> Axis {
    Axis {
        limits,
        ..Axis::new()
    }
}

/// An opaque colour without a name.
pub(crate) fn color(red: f64, green: f64, blue: f64) -> Color {
    Color::rgb([red, green, blue])
}

/// A plain blue line.
pub(crate) fn series(x: Vec<f64>, y: Vec<f64>) -> Series {
    Series {
        kind: SeriesKind::Line,
        x: x.into(),
        y: y.into(),
        extent: Extent::Data,
        label: "_child0".into(),
        color: color(0.0, 0.0, 1.0),
        line_style: LineStyle::Solid,
        line_width: 1.5,
        marker: Marker::None,
        marker_size: 6.0,
        marker_face: None,
        marker_edge: None,
        marker_edge_width: 1.0,
        alpha: None,
        z_order: 2.0,
    }
}

/// A file of `tests/reference/`, or of the folder that `REFERENCE_DIR` names.
pub(crate) fn reference(file: &str) -> serde_json::Value {
    let folder = std::env::var("REFERENCE_DIR")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference").into());
    let text = std::fs::read_to_string(format!("{folder}/{file}")).unwrap();
    serde_json::from_str(&text).unwrap()
}
