//! Legends: which series they name, and where they stand.
//!
//! Knows nothing of pixels.

/// Entries as they were when `legend` was called.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    pub location: LegendLocation,
    /// Indices into the axes' series, with the text shown for each.
    pub entries: Vec<(usize, String)>,
    pub title: Option<String>,
}

/// Where a legend stands inside its axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendLocation {
    Best,
    UpperRight,
    UpperLeft,
    LowerLeft,
    LowerRight,
    Right,
    CenterLeft,
    CenterRight,
    LowerCenter,
    UpperCenter,
    Center,
}

impl LegendLocation {
    /// Matplotlib's names, in the order of its codes: `best` is 0.
    pub const NAMES: [(&'static str, LegendLocation); 11] = [
        ("best", LegendLocation::Best),
        ("upper right", LegendLocation::UpperRight),
        ("upper left", LegendLocation::UpperLeft),
        ("lower left", LegendLocation::LowerLeft),
        ("lower right", LegendLocation::LowerRight),
        ("right", LegendLocation::Right),
        ("center left", LegendLocation::CenterLeft),
        ("center right", LegendLocation::CenterRight),
        ("lower center", LegendLocation::LowerCenter),
        ("upper center", LegendLocation::UpperCenter),
        ("center", LegendLocation::Center),
    ];
}
