//! Titles and labels.
//!
//! Follows matplotlib's `Axes.set_title`, `_AxesBase.set_xlabel` and `Figure.suptitle`. Knows
//! nothing of where a text stands on the page, or of fonts.

use super::convert;
use super::line_properties::{Keywords, unexpected_property};
use super::objects::{TextHandle, TextPlace};
use super::operation::{Operation, Shape};
use super::state::AxesPlace;
use super::suggestions::not_in_list;
use crate::figure::Direction;
use crate::language::binding::Bound;
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::value::{Outcome, Raised, Value};
use std::rc::Rc;

/// Every property of `Text`, and the short names. All but `color` are accepted unread: the page
/// chooses its own fonts.
const PROPERTIES: &str = "agg_filter alpha animated antialiased backgroundcolor bbox clip_box \
    clip_on clip_path color figure fontfamily fontfeatures fontproperties fontsize fontstretch \
    fontstyle fontvariant fontweight gid horizontalalignment in_layout language linespacing \
    math_fontfamily mouseover multialignment parse_math path_effects picker position rasterized \
    rotation rotation_mode sketch_params snap text transform transform_rotates_text url usetex \
    verticalalignment visible wrap x y zorder c family font font_properties fontname ha ma name \
    size stretch style va variant weight labelpad";

/// `plt.title(…)`, `axes.set_title(…)`
pub static TITLE: Operation = Operation {
    function: "title",
    method: "Axes.set_title",
    shape: Shape {
        names: &["label", "fontdict", "loc", "pad", "y"],
        positional: 4,
        required: 1,
        rest: false,
        keywords: true,
    },
    run: title,
};

fn title(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    let location = arguments.slots.get(2).cloned().flatten();
    let places = ["left", "center", "right"];
    check_location(machine, location.as_ref(), &places, true)?;
    let text = label_text(machine, &arguments)?;
    machine.pyplot.axes_mut(axes).title = text;
    check_properties(machine, &arguments.keywords)?;
    Ok(handle(machine, axes, TextPlace::Title))
}

/// `plt.xlabel(…)`, `axes.set_xlabel(…)`
pub static XLABEL: Operation = Operation {
    function: "xlabel",
    method: "_AxesBase.set_xlabel",
    shape: label_shape(&["xlabel", "fontdict", "labelpad", "loc"]),
    run: xlabel,
};

fn xlabel(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    let places = ["left", "center", "right"];
    set_label(machine, axes, Direction::X, &places, arguments)
}

/// `plt.ylabel(…)`, `axes.set_ylabel(…)`
pub static YLABEL: Operation = Operation {
    function: "ylabel",
    method: "_AxesBase.set_ylabel",
    shape: label_shape(&["ylabel", "fontdict", "labelpad", "loc"]),
    run: ylabel,
};

fn ylabel(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    let places = ["bottom", "center", "top"];
    set_label(machine, axes, Direction::Y, &places, arguments)
}

const fn label_shape(names: &'static [&'static str]) -> Shape {
    Shape {
        names,
        positional: 3,
        required: 1,
        rest: false,
        keywords: true,
    }
}

fn set_label(
    machine: &mut Machine,
    axes: AxesPlace,
    direction: Direction,
    places: &[&str],
    arguments: Bound,
) -> Outcome {
    let location = arguments.slots.get(3).cloned().flatten();
    check_location(machine, location.as_ref(), places, false)?;
    let text = label_text(machine, &arguments)?;
    machine.pyplot.axes_mut(axes).axis_mut(direction).label = text;
    for (name, _) in &arguments.keywords {
        if !is_property(name) {
            return Err(Raised::new(
                ErrorKind::AttributeError,
                format!("'Text' object has no property '{name}'"),
            ));
        }
    }
    check_properties(machine, &arguments.keywords)?;
    Ok(handle(machine, axes, TextPlace::Label(direction)))
}

/// The first argument as a text; `None` is no text.
pub(super) fn label_text(machine: &mut Machine, arguments: &Bound) -> Result<String, Raised> {
    match arguments.slots.first() {
        Some(Some(Value::None)) | Some(None) | None => Ok(String::new()),
        Some(Some(label)) => convert::text(machine, label),
    }
}

/// Refuses places that matplotlib does not have, and those that this page does not draw.
fn check_location(
    machine: &mut Machine,
    location: Option<&Value>,
    places: &[&str],
    any_case: bool,
) -> Result<(), Raised> {
    let Some(location) = location.filter(|location| !location.is_none()) else {
        return Ok(());
    };
    let given = location.as_str().map(|name| {
        if any_case {
            name.to_ascii_lowercase()
        } else {
            name.to_owned()
        }
    });
    match given.as_deref() {
        Some("center") => Ok(()),
        Some(name) if places.contains(&name) => Err(Raised::unknown_here(
            "this page puts titles and labels in the centre only (loc='center')",
        )),
        given => {
            let shown = match given {
                Some(name) => convert::quoted(name),
                None => convert::repr(machine, location)?,
            };
            Err(not_in_list("loc", given, &shown, places))
        }
    }
}

fn is_property(name: &str) -> bool {
    PROPERTIES.split(' ').any(|property| property == name)
}

/// Checks the names of text properties, and colours among them.
///
/// # Errors
/// `AttributeError` for an unknown name, `ValueError` for what is no colour.
pub fn check_properties(machine: &mut Machine, keywords: &Keywords) -> Result<(), Raised> {
    for (name, value) in keywords {
        if !is_property(name) {
            return Err(unexpected_property("Text", name));
        }
        if matches!(&**name, "color" | "c") && !value.is_none() {
            convert::color(machine, "color", value)?;
        }
    }
    Ok(())
}

fn handle(machine: &Machine, axes: AxesPlace, place: TextPlace) -> Value {
    Value::Object(Rc::new(TextHandle {
        owner: machine.pyplot.kept_axes(axes).handle.clone(),
        place,
    }))
}
