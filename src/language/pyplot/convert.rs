//! Values in: numbers, texts, colours and samples from what a program passes.
//!
//! The only file of pyplot that knows how the language turns values into text and arrays.
//! Knows nothing of axes.

use super::charges;
use crate::figure::Color;
use crate::language::error::ErrorKind;
use crate::language::machine::Machine;
use crate::language::native::Arguments;
use crate::language::numpy::{self, Unfit};
use crate::language::text;
use crate::language::value::{Raised, Type, Value};
use crate::numerics::array::{Array, tuple_text};
use crate::numerics::gather::Gather;
use crate::numerics::number_text;
use std::rc::Rc;

/// `str(value)`, to be drawn.
///
/// # Errors
/// Those of `str` and of [`charges::text`], for texts past the budget.
pub fn text(machine: &mut Machine, value: &Value) -> Result<String, Raised> {
    if let Some(text) = value.as_str() {
        charges::text(machine, text.len())?;
        return Ok(text.to_owned());
    }
    let text = machine.text(value)?;
    charges::text(machine, text.len())?;
    Ok(text)
}

/// `repr(value)`
///
/// # Errors
/// Those of `repr`, for texts past the budget.
pub fn repr(machine: &mut Machine, value: &Value) -> Result<String, Raised> {
    machine.repr(value)
}

/// `repr` of a text.
pub fn quoted(text: &str) -> String {
    text::quoted(text)
}

/// `bool(value)`
///
/// # Errors
/// Those of `bool`, for arrays of several elements.
pub fn truth(machine: &mut Machine, value: &Value) -> Result<bool, Raised> {
    machine.truth(value)
}

/// `float(value)`
///
/// # Errors
/// `TypeError` or `ValueError` in CPython's words.
pub fn float(machine: &mut Machine, value: &Value) -> Result<f64, Raised> {
    if let Some(number) = value.as_float() {
        return number;
    }
    let arguments = Arguments::positional(vec![value.clone()]);
    match machine.call(&Value::Type(Type::Float), arguments)? {
        Value::Float(number) => Ok(number),
        other => Err(no_number(&other)),
    }
}

/// `list(value)`
///
/// # Errors
/// `TypeError` for what cannot be looped over.
pub fn elements(machine: &mut Machine, value: &Value) -> Result<Vec<Value>, Raised> {
    machine.collect(value)
}

/// `len(value)` of what is neither a scalar nor a string.
pub fn list_length(value: &Value) -> Option<usize> {
    match value {
        Value::List(items) => Some(items.borrow().len()),
        Value::Tuple(items) => Some(items.len()),
        Value::Array(array) => array.shape().first().copied(),
        Value::Range(range) => Some(range.length()),
        Value::Dict(_) | Value::Set(_) => Some(1),
        _ => None,
    }
}

/// The samples of one coordinate, of one dimension or more; a number is one sample.
///
/// # Errors
/// Those of `numpy.asarray`; texts, which matplotlib takes for categories, are unknown here.
pub fn samples(machine: &mut Machine, value: &Value) -> Result<Array, Raised> {
    refuse_what_is_no_number(value)?;
    let array = to_array(machine, value)?;
    if array.rank() > 0 {
        return Ok(array);
    }
    Ok(array.reshaped(&[1]).unwrap_or(array))
}

/// The places of ticks.
///
/// # Errors
/// As [`samples`].
pub fn places(machine: &mut Machine, value: &Value) -> Result<Array, Raised> {
    refuse_what_is_no_number(value)?;
    to_array(machine, value)
}

/// `numpy.asarray(value, float)` for what is a number or holds numbers; `None` is NaN.
fn to_array(machine: &mut Machine, value: &Value) -> Result<Array, Raised> {
    match numpy::to_array(machine, value) {
        Ok(array) => Ok(array),
        Err(Unfit::Strings { .. }) => Err(categories()),
        Err(Unfit::Object(object)) => match as_floats(value)? {
            Some(floats) => Ok(floats),
            None => Err(no_number(&object)),
        },
        Err(other) => Err(other.unknown_here()),
    }
}

/// A sequence of numbers that no integer array holds, with NaN for `None`; a lone one as well.
fn as_floats(value: &Value) -> Result<Option<Array>, Raised> {
    let items = match value {
        Value::List(items) => items.borrow().to_vec(),
        Value::Tuple(items) => items.to_vec(),
        alone => vec![alone.clone()],
    };
    let mut floats = Vec::new();
    for item in items {
        match item.as_float() {
            Some(number) => floats.push(number?),
            None if item.is_none() => floats.push(f64::NAN),
            None => return Ok(None),
        }
    }
    Ok(Some(Array::from_floats(floats)))
}

fn no_number(value: &Value) -> Raised {
    Raised::type_error(format!(
        "float() argument must be a string or a real number, not '{}'",
        value.message_name()
    ))
}

/// The samples of a coordinate that stands alone, whose places are 0, 1, 2, …
///
/// # Errors
/// As [`samples`], with matplotlib's own words for lists of lists of different lengths.
pub fn samples_alone(machine: &mut Machine, value: &Value) -> Result<Array, Raised> {
    samples(machine, value).map_err(|raised| {
        if raised.message.contains("inhomogeneous") {
            return Raised::value_error("Input could not be cast to an at-least-1D NumPy array");
        }
        raised
    })
}

fn refuse_what_is_no_number(value: &Value) -> Result<(), Raised> {
    match value {
        Value::String(_) => Err(categories()),
        Value::Iterator(_) => Err(Raised::new(
            ErrorKind::RuntimeError,
            "matplotlib does not support generators as input",
        )),
        Value::Dict(_) | Value::Set(_) => Err(no_number(value)),
        _ => Ok(()),
    }
}

fn categories() -> Raised {
    Raised::unknown_here("this page plots numbers only, not texts as categories")
}

/// All elements of an array as floats, row by row.
///
/// # Errors
/// Those of copying past the memory budget.
pub fn floats(machine: &mut Machine, array: &Array) -> Result<Rc<Vec<f64>>, Raised> {
    let samples = array.contiguous_f64();
    // Samples that the array does not share are a copy, which takes room of its own.
    if Rc::strong_count(&samples) == 1 {
        machine.allocate(samples.len())?;
    }
    Ok(samples)
}

/// One of the `columns` columns of samples that go row by row.
///
/// # Errors
/// Those of copying past the memory budget.
pub fn column(
    machine: &mut Machine,
    samples: &Rc<Vec<f64>>,
    columns: usize,
    column: usize,
) -> Result<Rc<Vec<f64>>, Raised> {
    if columns == 1 {
        return Ok(samples.clone());
    }
    machine.allocate(samples.len() / columns)?;
    let samples = samples.iter().skip(column).step_by(columns);
    Ok(Rc::new(samples.copied().collect()))
}

/// A shape as Python shows it: `(3,)`, `(2, 2)`.
pub fn shape_text(shape: &[usize]) -> String {
    let extents: Vec<i64> = shape.iter().map(|&extent| extent as i64).gather();
    tuple_text(&extents)
}

/// A colour in any of matplotlib's forms.
///
/// # Errors
/// `ValueError` that names the forms; `name` is the property's.
pub fn color(machine: &mut Machine, name: &str, value: &Value) -> Result<Color, Raised> {
    if let Some(color) = any_color(value) {
        return Ok(color);
    }
    refuse_survey_names(value)?;
    let shown = repr(machine, value)?;
    Err(Raised::value_error(format!(
        "{shown} is not a valid value for {name}: supported inputs are (r, g, b) and (r, g, b, a) \
         0-1 float tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named color strings; \
         string reprs of 0-1 floats for grayscale values; 'C0', 'C1', ... strings for colors of \
         the color cycle; and pairs combining one of the above with an alpha value"
    )))
}

/// Refuses the colours of the xkcd survey, whose 949 names this page leaves out.
///
/// # Errors
/// `NotImplementedError` for a text such as `xkcd:sky blue`.
pub fn refuse_survey_names(value: &Value) -> Result<(), Raised> {
    let start = value.as_str().and_then(|text| text.get(..5));
    if start.is_some_and(|start| start.eq_ignore_ascii_case("xkcd:")) {
        return Err(Raised::unknown_here(
            "matplotlib has colours with names such as 'xkcd:sky blue', but this page does not \
             know them; it knows names such as 'skyblue' and codes such as '#75bbfd'",
        ));
    }
    Ok(())
}

/// A colour in any of matplotlib's forms, or `None` for what is none. Follows `to_rgba`.
pub fn any_color(value: &Value) -> Option<Color> {
    match value {
        Value::String(text) => Color::from_text(text),
        Value::Tuple(items) if items.len() == 2 => {
            let [color, alpha] = items.as_slice() else {
                return None;
            };
            let alpha = alpha.as_float()?.ok()?;
            let opaque = match color {
                Value::Tuple(pair) if pair.len() == 2 => None,
                color => any_color(color),
            };
            (0.0..=1.0).contains(&alpha).then_some(())?;
            Some(Color {
                alpha,
                name: None,
                hex: None,
                ..opaque?
            })
        }
        Value::Tuple(items) => color_from_parts(items),
        Value::List(items) => color_from_parts(&items.borrow()),
        Value::Array(array) if array.rank() == 1 && array.len() <= 4 => {
            let parts: Vec<f64> = array.to_vec();
            let parts: Vec<Value> = parts.into_iter().map(Value::Float).gather();
            color_from_parts(&parts)
        }
        _ => None,
    }
}

fn color_from_parts(items: &[Value]) -> Option<Color> {
    let (red, green, blue, alpha) = match items {
        [red, green, blue] => (red, green, blue, &Value::Integer(1)),
        [red, green, blue, alpha] => (red, green, blue, alpha),
        _ => return None,
    };
    let part = |value: &Value| {
        let number = value.as_float()?.ok()?;
        (0.0..=1.0).contains(&number).then_some(number)
    };
    Some(Color {
        alpha: part(alpha)?,
        ..Color::rgb([part(red)?, part(green)?, part(blue)?])
    })
}

/// What `get_color` shows: a name or hex code in quotes, else the parts as a tuple.
pub fn color_repr(color: &Color) -> String {
    match color.name.as_ref().or(color.hex.as_ref()) {
        Some(text) => quoted(text),
        None => {
            let parts = [color.red, color.green, color.blue];
            let parts: Vec<String> = parts.iter().map(|part| number_text::repr(*part)).gather();
            // Matplotlib gives the opacity of such colours as an integer.
            format!("({}, 1)", parts.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::language::machine::Machine;
    use crate::language::source::Source;

    /// Whether a call of pyplot with this colour is one that matplotlib knows and this page does
    /// not.
    #[track_caller]
    fn check_unknown(call: &str, expected: bool) {
        let code = format!("import matplotlib.pyplot as plt\nplt.{call}");
        let error = Machine::new().run(&Source::new("cell", code)).error;
        let text = error.map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(text.starts_with("NotImplementedError"), expected, "{text}");
        assert_eq!(text.starts_with("ValueError"), !expected, "{text}");
    }

    #[test]
    fn colours_of_the_survey_are_unknown_here_not_invalid() {
        check_unknown("plot([1], color='xkcd:sky blue')", true);
        check_unknown("plot([1], 'XKCD:Sky Blue')", true);
        check_unknown("title('a', color='xkcd:sky blue')", true);
        check_unknown("plot([1], color='xkcd')", false);
        check_unknown("plot([1], color='tab:foo')", false);
    }
}
