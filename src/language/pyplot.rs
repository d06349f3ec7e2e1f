//! `matplotlib.pyplot`: fills figures.

use super::native::Module;
use crate::figure::Figure;

/// The open figures and which is current.
#[derive(Clone, Default)]
pub struct State {}

impl State {
    /// The figures that the cell showed or left open, in order; they are closed.
    pub fn finish_cell(&mut self) -> Vec<Figure> {
        Vec::new()
    }
}

/// `import matplotlib.pyplot`
pub static MODULE: Module = Module {
    name: "matplotlib.pyplot",
    entries: &[],
    real_names: "",
};
