//! The cells' Python: tokens, grammar, values, evaluation, and the built-in modules.
//!
//! Knows nothing of how anything looks, nor of the browser.

mod diagnosis;
pub mod error;
mod formatted_string;
pub mod machine;
pub mod native;
pub mod parser;
pub mod pyplot;
pub mod source;
mod string_literal;
pub mod syntax_error;
pub mod syntax_tree;
pub mod token;
pub mod tokenizer;
pub mod value;
