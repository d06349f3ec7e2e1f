//! The array of axes: its size, its transpose, its lists.
//!
//! Knows nothing of what its elements are.

use super::super::objects::{AxesGrid, alone, downcast, method};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::value::{Outcome, Value};

static METHODS: [NativeFunction; 1] = [NativeFunction {
    name: "tolist",
    call: to_list,
}];

/// Methods and other attributes by name.
pub fn attribute(_machine: &mut Machine, this: &Value, name: &str) -> Option<Value> {
    let grid = downcast::<AxesGrid>(this)?;
    match name {
        "T" => Some(grid.transposed()),
        "size" => Some(Value::Integer(grid.elements.len() as i64)),
        "ndim" => Some(Value::Integer(grid.shape.len() as i64)),
        _ => method(&METHODS, this, name),
    }
}

impl AxesGrid {
    fn transposed(&self) -> Value {
        let [rows, columns] = self.shape[..] else {
            return AxesGrid::value(self.shape.clone(), self.elements.clone());
        };
        let places =
            (0..columns).flat_map(|column| (0..rows).map(move |row| row * columns + column));
        let elements = places.map(|place| self.elements[place].clone()).collect();
        AxesGrid::value(vec![columns, rows], elements)
    }
}

/// `axs.tolist()`: lists of axes.
fn to_list(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = alone("tolist", arguments)?;
    let Some(grid) = downcast::<AxesGrid>(&this) else {
        return Ok(Value::None);
    };
    let [_, columns] = grid.shape[..] else {
        return Ok(Value::list(grid.elements.clone()));
    };
    let rows = grid.elements.chunks(columns.max(1));
    Ok(Value::list(
        rows.map(|row| Value::list(row.to_vec())).collect(),
    ))
}
