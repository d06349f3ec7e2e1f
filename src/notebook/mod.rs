//! The lesson's cells and blanks, and running them top to bottom.
//!
//! Knows nothing of pixels or of the browser.

mod cell;
mod evaluation;
pub mod opened;
mod output;
mod run;
pub mod saved;

pub use cell::{Cell, Part};
pub use output::{Change, Output, Trouble};
pub use run::Notebook;
