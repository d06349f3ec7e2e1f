//! What goes beyond the lecture's list: built with the feature `wide` only.
//!
//! Knows nothing of the base tables.

mod axes;
mod collections;
mod figure_methods;
mod figures;
mod grid;
mod lines;
mod subplots;
mod texts;
mod view;

use super::function;
use super::objects::{AxesGrid, AxesHandle, FigureHandle, LineHandle, downcast};
use crate::language::machine::Machine;
use crate::language::native::Entry;
use crate::language::value::Value;

/// Entries of the module `matplotlib.pyplot`.
pub const ENTRIES: &[(&str, Entry)] = &[
    operation!("axis", view::AXIS),
    operation!("hlines", collections::HLINES),
    operation!("scatter", collections::SCATTER),
    operation!("vlines", collections::VLINES),
    function("cla", figures::cla),
    function("clf", figures::clf),
    function("close", figures::close),
    function("draw", figures::figure_only),
    function("gca", figures::gca),
    function("gcf", figures::gcf),
    function("get_fignums", figures::get_fignums),
    function("savefig", |_, _| Err(figures::no_files())),
    function("sca", figures::sca),
    function("subplot", subplots::subplot),
    function("subplots_adjust", figures::figure_only),
    function("suptitle", figures::suptitle),
    function("tick_params", figures::axes_only),
];

/// The attribute of an object that its base table lacks.
pub fn attribute(machine: &mut Machine, this: &Value, name: &str) -> Option<Value> {
    let find = if downcast::<AxesHandle>(this).is_some() {
        axes::attribute
    } else if downcast::<FigureHandle>(this).is_some() {
        figure_methods::attribute
    } else if downcast::<LineHandle>(this).is_some() {
        lines::attribute
    } else if downcast::<AxesGrid>(this).is_some() {
        grid::attribute
    } else {
        texts::attribute
    };
    find(machine, this, name)
}
