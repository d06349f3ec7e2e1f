//! `legend` in its call forms.
//!
//! Follows matplotlib's `_parse_legend_args` and `Legend.__init__`. Knows nothing of where a
//! legend ends up on the page.

use super::charges;
use super::convert;
use super::line_properties::Keywords;
use super::objects::{LegendHandle, LineHandle};
use super::operation::{Operation, Shape};
use super::state::AxesPlace;
use super::suggestions::not_in_list;
use crate::figure::{Legend, LegendLocation};
use crate::language::binding::Bound;
use crate::language::machine::Machine;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::gather::Gather;
use std::rc::Rc;

/// Keywords of matplotlib's legends that are accepted unread: the page chooses the looks.
const WITHOUT_EFFECT: &str = "alignment bbox_to_anchor bbox_transform borderaxespad borderpad \
    columnspacing draggable edgecolor facecolor fancybox fontsize framealpha frameon \
    handleheight handlelength handler_map handletextpad labelcolor labelspacing linewidth \
    markerfirst markerscale mode ncol ncols numpoints prop reverse scatterpoints \
    scatteryoffsets shadow title_fontproperties title_fontsize";

const NOTHING_TO_NAME: &str = "No artists with labels found to put in legend.  Note that artists \
    whose label start with an underscore are ignored when legend() is called with no argument.";

/// `legend()`, `legend(labels)`, `legend(handles, labels)`, each also by keyword.
pub static LEGEND: Operation = Operation {
    function: "legend",
    method: "Axes.legend",
    shape: Shape {
        names: &["handles", "labels", "loc", "title"],
        positional: 0,
        required: 0,
        rest: true,
        keywords: true,
    },
    run: legend,
};

fn legend(machine: &mut Machine, axes: AxesPlace, arguments: Bound) -> Outcome {
    charges::visit(machine, axes)?;
    let [handles, labels, location, title] = arguments.given();
    let entries = entries(machine, axes, handles, labels, &arguments.rest)?;
    check_keywords(&arguments.keywords)?;
    let location = match location {
        Some(location) => read_location(machine, location)?,
        None => LegendLocation::Best,
    };
    let title = match title {
        Some(title) => Some(convert::text(machine, title)?),
        None => None,
    };
    machine.pyplot.axes_mut(axes).legend = Some(Legend {
        location,
        entries,
        title,
    });
    let owner = machine.pyplot.kept_axes(axes).handle.clone();
    Ok(Value::Object(Rc::new(LegendHandle { owner })))
}

/// A line by its place among the series, and the text beside it.
type Entries = Vec<(usize, String)>;

/// What the legend shows.
fn entries(
    machine: &mut Machine,
    axes: AxesPlace,
    handles: Option<&Value>,
    labels: Option<&Value>,
    positional: &[Value],
) -> Result<Entries, Raised> {
    if (handles.is_some() || labels.is_some()) && !positional.is_empty() {
        return Err(Raised::type_error(
            "When passing handles and labels, they must both be passed positionally or both as \
             keywords.",
        ));
    }
    match (handles, labels, positional) {
        (Some(handles), Some(labels), _) => pairs(machine, axes, handles, labels),
        (Some(handles), None, _) => {
            let handles = convert::elements(machine, handles)?;
            let lines = lines(machine, axes, &handles)?;
            let label = |line: usize| machine.pyplot.axes(axes).series[line].label.clone();
            let named = lines.into_iter().flatten();
            Ok(named.map(|line| (line, label(line))).gather())
        }
        (None, Some(labels), _) => name_all(machine, axes, labels),
        (None, None, [labels]) => name_all(machine, axes, labels),
        (None, None, []) => Ok(labelled(machine, axes)),
        (None, None, [handles, labels]) => pairs(machine, axes, handles, labels),
        (None, None, many) => Err(Raised::type_error(format!(
            "legend() takes 0-2 positional arguments but {} were given",
            many.len()
        ))),
    }
}

/// Handles and labels side by side.
fn pairs(
    machine: &mut Machine,
    axes: AxesPlace,
    handles: &Value,
    labels: &Value,
) -> Result<Entries, Raised> {
    let handles = convert::elements(machine, handles)?;
    let labels = texts(machine, labels)?;
    if handles.len() != labels.len() {
        machine.warn(
            "UserWarning",
            &format!(
                "Mismatched number of handles and labels: len(handles) = {} len(labels) = {}",
                handles.len(),
                labels.len()
            ),
        );
    }
    let count = handles.len().min(labels.len());
    let lines = lines(machine, axes, &handles[..count])?;
    let pairs = lines.into_iter().zip(labels);
    Ok(pairs
        .filter_map(|(line, label)| Some((line?, label)))
        .gather())
}

/// Labels for the first lines of the axes.
fn name_all(machine: &mut Machine, axes: AxesPlace, labels: &Value) -> Result<Entries, Raised> {
    let items = convert::elements(machine, labels)?;
    if items.iter().any(|item| line_handle(item).is_some()) {
        return Err(Raised::type_error(
            "A single argument passed to legend() must be a list of labels, but found an Artist \
             in there.",
        ));
    }
    let labels = texts(machine, labels)?;
    let series = &machine.pyplot.axes(axes).series;
    let lines = (0..series.len()).filter(|&line| series[line].label != "_nolegend_");
    Ok(lines.zip(labels).gather())
}

/// The lines whose label does not begin with `_`.
fn labelled(machine: &mut Machine, axes: AxesPlace) -> Entries {
    let series = machine.pyplot.axes(axes).series.iter().enumerate();
    let entries: Entries = series
        .filter(|(_, series)| !series.label.starts_with('_'))
        .map(|(line, series)| (line, series.label.clone()))
        .gather();
    if entries.is_empty() {
        machine.warn("UserWarning", NOTHING_TO_NAME);
    }
    entries
}

fn texts(machine: &mut Machine, labels: &Value) -> Result<Vec<String>, Raised> {
    let mut texts = Vec::new();
    for label in convert::elements(machine, labels)? {
        texts.push(convert::text(machine, &label)?);
    }
    Ok(texts)
}

fn line_handle(value: &Value) -> Option<&LineHandle> {
    match value {
        Value::Object(object) => object.as_any().downcast_ref(),
        _ => None,
    }
}

/// The places of lines; `None`, with matplotlib's warning, for what is no line.
fn lines(
    machine: &mut Machine,
    axes: AxesPlace,
    handles: &[Value],
) -> Result<Vec<Option<usize>>, Raised> {
    let mut lines = Vec::new();
    for value in handles {
        let Some(handle) = line_handle(value) else {
            machine.warn(
                "UserWarning",
                &format!(
                    "Legend does not support handles for {} instances.\nA proxy artist may be \
                     used instead.\nSee: https://matplotlib.org/stable/users/explain/axes/\
                     legend_guide.html#controlling-the-legend-entries",
                    value.type_name()
                ),
            );
            lines.push(None);
            continue;
        };
        match machine.pyplot.find_line(handle) {
            Some(line) if line.axes == axes => lines.push(Some(line.index)),
            _ => {
                return Err(Raised::unknown_here(
                    "this page names only lines of the same axes in a legend",
                ));
            }
        }
    }
    Ok(lines)
}

fn check_keywords(keywords: &Keywords) -> Result<(), Raised> {
    for (name, _) in keywords {
        if !WITHOUT_EFFECT.split(' ').any(|known| *known == **name) {
            return Err(Raised::type_error(format!(
                "Legend.__init__() got an unexpected keyword argument '{name}'"
            )));
        }
    }
    Ok(())
}

/// A place by its name or code.
fn read_location(machine: &mut Machine, value: &Value) -> Result<LegendLocation, Raised> {
    let names = LegendLocation::NAMES;
    if let Some(name) = value.as_str() {
        if name.split(' ').next() == Some("outside") {
            return Err(Raised::value_error(format!(
                "'outside' option for loc={} keyword argument only works for figure legends",
                convert::quoted(name)
            )));
        }
        let found = names.iter().find(|entry| entry.0 == name);
        return found.map(|entry| entry.1).ok_or_else(|| {
            let known = names.map(|(name, _)| name);
            not_in_list("loc", Some(name), &convert::quoted(name), &known)
        });
    }
    if let Some(code) = value.as_small_integer()
        && let Some(entry) = usize::try_from(code).ok().and_then(|code| names.get(code))
    {
        return Ok(entry.1);
    }
    if convert::list_length(value) == Some(2) {
        return Err(Raised::unknown_here(
            "this page places legends by name, such as loc='upper left', not by coordinates",
        ));
    }
    let shown = convert::repr(machine, value)?;
    Err(Raised::value_error(format!(
        "loc must be string, coordinate tuple, or an integer 0-10, not {shown}"
    )))
}
