//! Numbers as NumPy and Python have them: samples, exponentials, arrays, number text.
//!
//! Knows nothing of the language, of figures or of the browser.

pub mod array;
