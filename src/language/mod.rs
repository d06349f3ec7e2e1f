//! The cells' Python: tokens, grammar, values, evaluation, and the built-in modules.
//!
//! Knows nothing of how anything looks, nor of the browser.

pub mod error;
pub mod machine;
pub mod native;
pub mod pyplot;
pub mod source;
pub mod syntax_tree;
pub mod value;
