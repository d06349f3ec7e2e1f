//! The cells' Python: tokens, grammar, values, evaluation, and the built-in modules.
//!
//! Knows nothing of how anything looks, nor of the browser.

mod arithmetic;
mod attributes;
mod binding;
pub mod bound_names;
pub mod budget;
mod building;
mod builtins;
mod calls;
mod comparison;
mod compiler;
mod complex;
mod diagnosis;
pub mod dictionary;
pub mod error;
pub mod exception;
mod execute;
mod forking;
mod format_spec;
mod formatted_string;
mod frame;
pub mod function;
mod globals;
mod hashing;
mod imports;
mod instruction;
pub mod integers;
pub mod items;
pub mod iteration;
pub mod machine;
#[cfg(test)]
mod machine_tests;
mod math;
mod methods;
pub mod native;
mod number_parsing;
pub mod numpy;
pub mod parser;
mod percent_format;
pub mod pyplot;
mod sequences;
pub mod set;
mod sorting;
pub mod source;
mod string_literal;
pub mod subscripts;
mod suggestion;
pub mod syntax_error;
pub mod syntax_tree;
mod template;
mod text;
pub mod token;
pub mod tokenizer;
pub mod traceback;
pub mod types;
pub mod value;
