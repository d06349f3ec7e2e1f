//! `matplotlib.pyplot`: fills figures.
//!
//! One file for each kind of thing that code does to a figure; `state` holds the figures,
//! `objects` what a program holds of them, `operation` makes one function and one method of each
//! thing that is done to axes. Another function is another entry in [`MODULE`]; another method is
//! another entry in the table of its class.
//!
//! Knows nothing of how a figure is laid out or drawn.

mod collections;
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

#[cfg(test)]
mod tests;

pub use state::State;

use super::native::{Entry, Module, NativeFunction};
use super::value::NativeCall;

/// `import matplotlib.pyplot`
pub static MODULE: Module = Module {
    name: "matplotlib.pyplot",
    entries: &[
        (
            "axhline",
            function("axhline", |machine, arguments| {
                plotting::AXHLINE.on_current(machine, arguments)
            }),
        ),
        (
            "axis",
            function("axis", |machine, arguments| {
                view::AXIS.on_current(machine, arguments)
            }),
        ),
        (
            "axvline",
            function("axvline", |machine, arguments| {
                plotting::AXVLINE.on_current(machine, arguments)
            }),
        ),
        ("cla", function("cla", figures::cla)),
        ("clf", function("clf", figures::clf)),
        ("close", function("close", figures::close)),
        ("draw", function("draw", figures::figure_only)),
        ("figure", function("figure", figures::figure)),
        ("gca", function("gca", figures::gca)),
        ("gcf", function("gcf", figures::gcf)),
        ("get_fignums", function("get_fignums", figures::get_fignums)),
        (
            "grid",
            function("grid", |machine, arguments| {
                view::GRID.on_current(machine, arguments)
            }),
        ),
        (
            "hlines",
            function("hlines", |machine, arguments| {
                collections::HLINES.on_current(machine, arguments)
            }),
        ),
        (
            "legend",
            function("legend", |machine, arguments| {
                legend::LEGEND.passed_on(machine, arguments)
            }),
        ),
        (
            "plot",
            function("plot", |machine, arguments| {
                plotting::PLOT.on_current(machine, arguments)
            }),
        ),
        (
            "savefig",
            function("savefig", |_, _| Err(figures::no_files())),
        ),
        ("sca", function("sca", figures::sca)),
        (
            "scatter",
            function("scatter", |machine, arguments| {
                collections::SCATTER.on_current(machine, arguments)
            }),
        ),
        ("show", function("show", figures::show)),
        ("subplot", function("subplot", subplots::subplot)),
        ("subplots", function("subplots", subplots::subplots)),
        (
            "subplots_adjust",
            function("subplots_adjust", figures::figure_only),
        ),
        ("suptitle", function("suptitle", figures::suptitle)),
        ("tick_params", function("tick_params", figures::axes_only)),
        (
            "tight_layout",
            function("tight_layout", figures::tight_layout),
        ),
        (
            "title",
            function("title", |machine, arguments| {
                texts::TITLE.on_current(machine, arguments)
            }),
        ),
        (
            "vlines",
            function("vlines", |machine, arguments| {
                collections::VLINES.on_current(machine, arguments)
            }),
        ),
        (
            "xlabel",
            function("xlabel", |machine, arguments| {
                texts::XLABEL.on_current(machine, arguments)
            }),
        ),
        ("xlim", function("xlim", view::xlim)),
        ("xticks", function("xticks", ticks::xticks)),
        (
            "ylabel",
            function("ylabel", |machine, arguments| {
                texts::YLABEL.on_current(machine, arguments)
            }),
        ),
        ("ylim", function("ylim", view::ylim)),
        ("yticks", function("yticks", ticks::yticks)),
    ],
    wide: &[],
    real_names: names::PYPLOT,
};

const fn function(name: &'static str, call: NativeCall) -> Entry {
    Entry::Function(NativeFunction { name, call })
}
