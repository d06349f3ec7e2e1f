//! What the tests of this room share: plain axes, and the reference files.

use super::Axis;

/// An axis with these limits and nothing else.
pub(crate) fn axis(limits: (f64, f64)) -> Axis {
    Axis {
        limits,
        ..Axis::new()
    }
}

/// A file of `tests/reference/`, or of the folder that `REFERENCE_DIR` names.
pub(crate) fn reference(file: &str) -> serde_json::Value {
    let folder = std::env::var("REFERENCE_DIR")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference").into());
    let text = std::fs::read_to_string(format!("{folder}/{file}")).unwrap();
    serde_json::from_str(&text).unwrap()
}
