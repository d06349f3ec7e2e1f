//! Texts: their getters and setters.
//!
//! Knows nothing of where they stand on the page.

use super::super::objects::{
    FigureHandle, TextHandle, TextPlace, TickLabel, alone, downcast, method, with_one,
};
use super::super::operation::axes_of;
use super::super::texts::check_properties;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Outcome, Raised, Value};

static METHODS: [NativeFunction; 8] = [
    NativeFunction {
        name: "get_text",
        call: get_text,
    },
    NativeFunction {
        name: "set_text",
        call: set_text,
    },
    NativeFunction {
        name: "set",
        call: set,
    },
    NativeFunction {
        name: "set_color",
        call: |_, arguments| accept("set_color", arguments),
    },
    NativeFunction {
        name: "set_fontsize",
        call: |_, arguments| accept("set_fontsize", arguments),
    },
    NativeFunction {
        name: "set_size",
        call: |_, arguments| accept("set_size", arguments),
    },
    NativeFunction {
        name: "set_rotation",
        call: |_, arguments| accept("set_rotation", arguments),
    },
    NativeFunction {
        name: "set_fontweight",
        call: |_, arguments| accept("set_fontweight", arguments),
    },
];

static TICK_LABEL_METHODS: [NativeFunction; 1] = [NativeFunction {
    name: "get_text",
    call: get_tick_text,
}];

/// Methods by name, of titles, labels and the texts of ticks.
pub fn attribute(_machine: &mut Machine, this: &Value, name: &str) -> Option<Value> {
    if downcast::<TickLabel>(this).is_some() {
        return method(&TICK_LABEL_METHODS, this, name);
    }
    method(&METHODS, this, name)
}

impl TextHandle {
    fn change(&self, machine: &mut Machine, text: String) -> Result<(), Raised> {
        if let Some(figure) = downcast::<FigureHandle>(&self.owner) {
            machine.pyplot.figure_mut(figure.figure).figure.title = text;
            return Ok(());
        }
        let axes = axes_of(machine, &self.owner)?;
        let axes = machine.pyplot.axes_mut(axes);
        match self.place {
            TextPlace::Label(direction) => axes.axis_mut(direction).label = text,
            TextPlace::Title => axes.title = text,
        }
        Ok(())
    }
}

fn get_text(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("Text.get_text", arguments)?;
    let handle = downcast::<TextHandle>(&this);
    Ok(Value::string(
        handle.map_or("", |handle| handle.text(machine)),
    ))
}

fn set_text(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let [this, text] = with_one("Text.set_text", &["self", "s"], arguments)?;
    let text = if text.is_none() {
        String::new()
    } else {
        machine.text(&text)?
    };
    if let Some(handle) = downcast::<TextHandle>(&this) {
        handle.change(machine, text)?;
    }
    Ok(Value::None)
}

/// `text.set(**properties)`
fn set(machine: &mut Machine, arguments: Arguments) -> Outcome {
    check_properties(machine, &arguments.keyword)?;
    let count = arguments.keyword.len();
    for (name, value) in &arguments.keyword {
        if **name == *"text" {
            let text = machine.text(value)?;
            if let Some(handle) = arguments
                .positional
                .first()
                .and_then(downcast::<TextHandle>)
            {
                handle.change(machine, text)?;
            }
        }
    }
    Ok(Value::list(vec![Value::None; count]))
}

/// A property that this page chooses by itself.
fn accept(name: &str, arguments: Arguments) -> Outcome {
    with_one(name, &["self", "value"], arguments)?;
    Ok(Value::None)
}

fn get_tick_text(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("Text.get_text", arguments)?;
    let label = downcast::<TickLabel>(&this);
    Ok(Value::string(label.map_or("", |label| label.text.as_str())))
}
