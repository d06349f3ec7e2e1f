//! The module `math`.
use super::native::Module;

pub static MODULE: Module = Module {
    name: "math",
    entries: &[],
    real_names: "",
};
