//! What a figure shows, in sentences for those who cannot see it.
//!
//! Knows nothing of how it looks.

use super::Figure;
use super::label::figure_label;

/// What is plotted, over which range, and what the curves do there.
pub fn description(figure: &Figure) -> String {
    figure_label(figure)
}
