//! Texts, legends and ticks, which programs mostly throw away.
//!
//! Knows nothing of where they stand on the page.

use super::super::convert;
use super::super::operation::axes_of;
use super::super::{names, wide};
use super::{FigureHandle, alone, downcast, method, plain_repr, with_one};
use crate::figure::Direction;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::text::quoted;
use crate::language::value::{Object, Outcome, Value};
use std::any::Any;

/// A title or label: its text is the figure's or the axes' own.
pub struct TextHandle {
    /// The figure or axes.
    pub owner: Value,
    pub place: TextPlace,
}

/// Which text of its owner a [`TextHandle`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPlace {
    Title,
    Label(Direction),
}

impl TextHandle {
    pub fn text<'a>(&self, machine: &'a Machine) -> &'a str {
        if let Some(figure) = downcast::<FigureHandle>(&self.owner) {
            return &machine.pyplot.figure(figure.figure).figure.title;
        }
        let Ok(axes) = axes_of(machine, &self.owner) else {
            return "";
        };
        let axes = machine.pyplot.axes(axes);
        match self.place {
            TextPlace::Label(direction) => &axes.axis(direction).label,
            TextPlace::Title => &axes.title,
        }
    }
}

impl Object for TextHandle {
    fn type_name(&self) -> &'static str {
        "Text"
    }

    fn repr(&self, machine: &Machine) -> String {
        let place = match self.place {
            TextPlace::Title if downcast::<FigureHandle>(&self.owner).is_some() => "0.5, 0.98",
            TextPlace::Title => "0.5, 1.0",
            TextPlace::Label(Direction::X) => "0.5, 0",
            TextPlace::Label(Direction::Y) => "0, 0.5",
        };
        format!("Text({place}, {})", quoted(self.text(machine)))
    }

    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value> {
        wide::attribute(machine, this, name)
    }

    fn attribute_names(&self) -> &'static str {
        names::TEXT
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// What `legend` gives.
pub struct LegendHandle {
    /// The axes.
    pub owner: Value,
}

static LEGEND_METHODS: [NativeFunction; 2] = [
    NativeFunction {
        name: "remove",
        call: remove_legend,
    },
    NativeFunction {
        name: "set_title",
        call: set_legend_title,
    },
];

impl Object for LegendHandle {
    fn type_name(&self) -> &'static str {
        "Legend"
    }

    fn repr(&self, _machine: &Machine) -> String {
        plain_repr("legend.Legend", self)
    }

    fn attribute(&self, this: &Value, name: &str, _machine: &mut Machine) -> Option<Value> {
        method(&LEGEND_METHODS, this, name)
    }

    fn attribute_names(&self) -> &'static str {
        names::LEGEND
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn remove_legend(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("Legend.remove", arguments)?;
    if let Some(handle) = downcast::<LegendHandle>(&this) {
        let axes = axes_of(machine, &handle.owner)?;
        machine.pyplot.axes_mut(axes).legend = None;
    }
    Ok(Value::None)
}

fn set_legend_title(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [this, title] = with_one("Legend.set_title", &["self", "title"], arguments)?;
    let title = convert::text(machine, &title)?;
    if let Some(handle) = downcast::<LegendHandle>(&this) {
        let axes = axes_of(machine, &handle.owner)?;
        if let Some(legend) = &mut machine.pyplot.axes_mut(axes).legend {
            legend.title = Some(title);
        }
    }
    Ok(Value::None)
}

/// One tick of the list that `set_xticks` gives.
pub struct TickHandle {
    pub direction: Direction,
}

impl Object for TickHandle {
    fn type_name(&self) -> &'static str {
        match self.direction {
            Direction::X => "XTick",
            Direction::Y => "YTick",
        }
    }

    fn repr(&self, _machine: &Machine) -> String {
        match self.direction {
            Direction::X => plain_repr("axis.XTick", self),
            Direction::Y => plain_repr("axis.YTick", self),
        }
    }

    fn attribute(&self, _this: &Value, _name: &str, _machine: &mut Machine) -> Option<Value> {
        None
    }

    fn attribute_names(&self) -> &'static str {
        ""
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The text of a tick, as it was when it was asked for.
pub struct TickLabel {
    pub direction: Direction,
    /// The place on the axis, as Python shows it.
    pub place: String,
    pub text: String,
}

impl Object for TickLabel {
    fn type_name(&self) -> &'static str {
        "Text"
    }

    fn repr(&self, _machine: &Machine) -> String {
        let text = quoted(&self.text);
        match self.direction {
            Direction::X => format!("Text({}, 0, {text})", self.place),
            Direction::Y => format!("Text(0, {}, {text})", self.place),
        }
    }

    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value> {
        wide::attribute(machine, this, name)
    }

    fn attribute_names(&self) -> &'static str {
        names::TEXT
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
