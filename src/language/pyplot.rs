//! `matplotlib.pyplot`: fills figures.

/// The open figures and which is current.
#[derive(Clone, Default)]
pub struct State {}
