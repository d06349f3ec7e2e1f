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
#[cfg(feature = "wide")]
mod complex_parsing;
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
#[cfg(feature = "wide")]
mod math;
mod methods;
pub mod native;
mod number_parsing;
pub mod numpy;
pub mod parser;
#[cfg_attr(not(feature = "wide"), path = "absent/percent_format.rs")]
mod percent_format;
pub mod pyplot;
mod sequences;
pub mod set;
#[cfg_attr(not(feature = "wide"), path = "absent/shared.rs")]
pub mod shared;
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
