//! Numbers as NumPy and Python have them: samples, exponentials, arrays, number text.
//!
//! Knows nothing of the language, of figures or of the browser.

pub mod array;
pub mod big_integer;
pub mod by_address;
mod exp;
mod exp_table;
pub mod gather;
mod linspace;
pub mod number_reading;
pub mod number_text;
pub mod order;
#[cfg(feature = "wide")]
pub mod random;
pub mod ratio;
mod sigmoid;
#[cfg(test)]
mod test_support;

pub use exp::exp;
pub use linspace::{arange, arange_length, linspace};
pub use sigmoid::{sigmoid, sigmoid_gradient};
