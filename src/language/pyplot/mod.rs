//! `matplotlib.pyplot`: fills figures.
//!
//! One file for each kind of thing that code does to a figure; `state` holds the figures,
//! `objects` what a program holds of them, `operation` makes one function and one method of each
//! thing that is done to axes. Another function is another entry in [`MODULE`]; another method is
//! another entry in the table of its class.
//!
//! Knows nothing of how a figure is laid out or drawn.

mod charges;
mod convert;
mod figures;
mod format_string;
mod legend;
mod line_properties;
mod names;
mod objects;
mod operation;
mod plotting;
mod state;
mod subplots;
mod suggestions;
mod texts;
mod ticks;
mod view;

#[cfg(all(test, feature = "wide"))]
mod tests;

pub use state::State;

use super::native::{Entry, Module, NativeFunction};
use super::value::NativeCall;

/// An operation on axes under its name as a function.
macro_rules! operation {
    ($name:literal, $operation:expr) => {
        function($name, |machine, arguments| {
            $operation.on_current(machine, arguments)
        })
    };
}

#[cfg(feature = "wide")]
mod wide;
#[cfg(not(feature = "wide"))]
mod wide {
    //! Nothing: this build has the lecture's list only.
    use super::Entry;
    use crate::language::machine::Machine;
    use crate::language::value::Value;
    pub const ENTRIES: &[(&str, Entry)] = &[];
    pub fn attribute(_: &mut Machine, _: &Value, _: &str) -> Option<Value> {
        None
    }
}

/// `import matplotlib.pyplot`
pub static MODULE: Module = Module {
    name: "matplotlib.pyplot",
    entries: &[
        operation!("axhline", plotting::AXHLINE),
        operation!("axvline", plotting::AXVLINE),
        operation!("grid", view::GRID),
        operation!("plot", plotting::PLOT),
        operation!("title", texts::TITLE),
        operation!("xlabel", texts::XLABEL),
        operation!("ylabel", texts::YLABEL),
        function("legend", |machine, arguments| {
            legend::LEGEND.passed_on(machine, arguments)
        }),
        function("figure", figures::figure),
        function("show", figures::show),
        function("subplots", subplots::subplots),
        function("tight_layout", figures::tight_layout),
        function("xlim", view::xlim),
        function("ylim", view::ylim),
        function("xticks", ticks::xticks),
        function("yticks", ticks::yticks),
    ],
    wide: wide::ENTRIES,
    real_names: names::PYPLOT,
};

const fn function(name: &'static str, call: NativeCall) -> (&'static str, Entry) {
    (name, Entry::Function(NativeFunction { name, call }))
}
