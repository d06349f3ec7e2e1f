//! The objects that a program holds: figures, axes, lines, texts, legends, ticks.
//!
//! Each is a handle; what it stands for is in pyplot's [`State`](super::state::State). Their
//! methods are tables. Knows nothing of how anything looks.

pub mod axes;
pub mod figure;
mod grid;
mod line;
mod text;

pub use axes::AxesHandle;
pub use figure::FigureHandle;
pub use grid::AxesGrid;
pub use line::LineHandle;
pub use text::{LegendHandle, TextHandle, TextPlace, TickHandle, TickLabel};

use super::operation::{Shape, bind_function};
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Object, Raised, Value};

/// The method of this name from a class's table, bound to `this`.
pub fn method(table: &'static [NativeFunction], this: &Value, name: &str) -> Option<Value> {
    let found = table.iter().find(|function| function.name == name)?;
    Some(Value::method(this, found))
}

/// The receiver of a method that takes nothing else; `name` is the qualified one.
///
/// # Errors
/// `TypeError` in CPython's words.
pub fn alone(name: &str, arguments: Arguments) -> Result<Value, Raised> {
    let shape = Shape::of(&["self"], 1);
    let bound = bind_function(&shape, name, arguments)?;
    Ok(bound
        .slots
        .into_iter()
        .next()
        .flatten()
        .unwrap_or(Value::None))
}

/// The receiver of a method and its only other argument.
///
/// # Errors
/// `TypeError` in CPython's words.
pub fn with_one(
    name: &str,
    parameters: &'static [&'static str; 2],
    arguments: Arguments,
) -> Result<[Value; 2], Raised> {
    let shape = Shape::of(parameters, 2);
    let mut slots = bind_function(&shape, name, arguments)?.slots.into_iter();
    let mut next = || slots.next().flatten().unwrap_or(Value::None);
    Ok([next(), next()])
}

/// The object of this kind behind a value.
pub fn downcast<T: 'static>(value: &Value) -> Option<&T> {
    match value {
        Value::Object(object) => object.as_any().downcast_ref(),
        _ => None,
    }
}

/// `<matplotlib.lines.Line2D object at 0x7f…>`
fn plain_repr<T: Object>(class: &str, object: &T) -> String {
    let address = std::ptr::from_ref(object) as usize as u64;
    format!(
        "<matplotlib.{class} object at 0x7f{:010x}>",
        address & 0xff_ffff_ffff
    )
}
