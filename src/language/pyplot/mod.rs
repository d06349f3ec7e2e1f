//! `matplotlib.pyplot`: fills figures.

mod format_string;

/// The open figures and which is current.
#[derive(Clone, Default)]
pub struct State {}
