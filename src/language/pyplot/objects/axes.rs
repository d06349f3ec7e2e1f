//! `Axes`: one coordinate system and its methods.
//!
//! Knows nothing of what the operations do.

use super::super::names;
use super::super::{legend, plotting, texts, ticks, view, wide};
use super::method;
use crate::language::machine::Machine;
use crate::language::native::NativeFunction;
use crate::language::text::quoted;
use crate::language::value::{Object, Value};
use std::any::Any;

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
        // `Axes.__str__` shows the box in the figure, which follows the layout of the page.
        self.repr(machine)
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
