//! `Axes`: one coordinate system and its methods.
//!
//! Knows nothing of what the operations do.

use super::super::names;
use super::super::{legend, plotting, texts, ticks, view, wide};
use super::method;
use crate::figure::GridPlace;
use crate::language::machine::Machine;
use crate::language::native::NativeFunction;
use crate::language::text::quoted;
use crate::language::value::{Object, Value};
use crate::numerics::number_text::general;
use std::any::Any;

/// Where subplots are in a figure, in parts of it, and their gaps in parts of one of them:
/// matplotlib's `figure.subplot.*`.
const LEFT: f64 = 0.125;
const RIGHT: f64 = 0.9;
const BOTTOM: f64 = 0.11;
const TOP: f64 = 0.88;
const GAP: f64 = 0.2;

/// Axes of a figure, by an identity that lives as long as the axes.
pub struct AxesHandle {
    pub figure: usize,
    pub identity: usize,
}

/// An operation under its name as a method.
macro_rules! operation {
    ($name:literal, $operation:expr) => {
        NativeFunction {
            name: $name,
            call: |machine, arguments| $operation.on_receiver(machine, arguments),
        }
    };
}

pub static METHODS: [NativeFunction; 14] = [
    operation!("plot", plotting::PLOT),
    operation!("axhline", plotting::AXHLINE),
    operation!("axvline", plotting::AXVLINE),
    operation!("set_title", texts::TITLE),
    operation!("set_xlabel", texts::XLABEL),
    operation!("set_ylabel", texts::YLABEL),
    operation!("set_xlim", view::XLIM),
    operation!("set_ylim", view::YLIM),
    operation!("grid", view::GRID),
    operation!("set_xticks", ticks::XTICKS),
    operation!("set_yticks", ticks::YTICKS),
    operation!("set_xticklabels", ticks::XTICKLABELS),
    operation!("set_yticklabels", ticks::YTICKLABELS),
    operation!("legend", legend::LEGEND),
];

impl Object for AxesHandle {
    fn type_name(&self) -> &'static str {
        "Axes"
    }

    fn repr(&self, machine: &Machine) -> String {
        let Some(place) = machine.pyplot.find_axes(self) else {
            return "<Axes: >".to_owned();
        };
        let axes = machine.pyplot.axes(place);
        let mut fields = Vec::new();
        if !axes.title.is_empty() {
            fields.push(format!("title={{'center': {}}}", quoted(&axes.title)));
        }
        for (name, axis) in [("xlabel", &axes.x), ("ylabel", &axes.y)] {
            if !axis.label.is_empty() {
                fields.push(format!("{name}={}", quoted(&axis.label)));
            }
        }
        format!("<Axes: {}>", fields.join(", "))
    }

    fn text(&self, machine: &Machine) -> String {
        let Some(place) = machine.pyplot.find_axes(self) else {
            return self.repr(machine);
        };
        let (left, bottom, width, height) = box_of(machine.pyplot.axes(place).place);
        let [left, bottom, width, height] =
            [left, bottom, width, height].map(|part| general(part, 6, false));
        format!("Axes({left},{bottom};{width}x{height})")
    }

    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value> {
        method(&METHODS, this, name).or_else(|| wide::attribute(machine, this, name))
    }

    fn attribute_names(&self) -> &'static str {
        names::AXES
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Left, bottom, width and height of axes in parts of the figure, as matplotlib divides it; the
/// page has a layout of its own. Follows `GridSpecBase.get_grid_positions`.
fn box_of(place: GridPlace) -> (f64, f64, f64, f64) {
    let (row, column) = (place.index / place.columns, place.index % place.columns);
    let length = |whole: f64, count: usize| whole / (count as f64 + GAP * (count as f64 - 1.0));
    let width = length(RIGHT - LEFT, place.columns);
    let height = length(TOP - BOTTOM, place.rows);
    let left = LEFT + column as f64 * (1.0 + GAP) * width;
    let bottom = TOP - height - row as f64 * (1.0 + GAP) * height;
    (left, bottom, width, height)
}

#[cfg(test)]
mod tests {
    use crate::language::machine::Machine;
    use crate::language::source::Source;

    #[track_caller]
    fn check(code: &str, expected: &str) {
        let code = format!("import matplotlib.pyplot as plt\n{code}");
        let printed = Machine::new().run(&Source::new("cell", code)).printed;
        assert_eq!(printed, expected);
    }

    // Expectations are matplotlib 3.11.2's.
    #[test]
    fn str_is_the_box_in_the_figure() {
        check(
            "f, ax = plt.subplots()\nprint(ax, [ax])",
            "Axes(0.125,0.11;0.775x0.77) [<Axes: >]\n",
        );
        check(
            "f, axs = plt.subplots(2, 3)\nprint(axs[1][2], axs[0][0])",
            "Axes(0.672059,0.11;0.227941x0.35) Axes(0.125,0.53;0.227941x0.35)\n",
        );
        check(
            "f, axs = plt.subplots(7, 1)\nprint(axs[5])",
            "Axes(0.125,0.222683;0.775x0.0939024)\n",
        );
    }
}
