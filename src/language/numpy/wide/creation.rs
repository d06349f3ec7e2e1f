//! Functions that make arrays, beyond `array`, `zeros` and `ones`.

use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::numpy::convert::{
    converted, data_type, float, index, known_array, shape, unused, warn,
};
use crate::language::numpy::creation::number;
use crate::language::numpy::spacing::evenly_spaced;
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::operators::POWER;
use crate::numerics::array::{Array, DataType, Scalar, checked_shape};

/// `np.full(shape, fill_value, dtype=None)`
pub(super) fn full(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "full",
        parameters: &["shape", "fill_value", "dtype", "order"],
        required: 2,
        positional: 4,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [extents, fill, asked, _] = bound.values();
    let fill = known_array(machine, fill.unwrap_or(&Value::None))?;
    let asked = data_type(machine, asked)?;
    let fill = converted(machine, fill, asked)?;
    let shape = shape(machine, extents.unwrap_or(&Value::None), fill.data_type())?;
    full_of(machine, &shape, &fill)
}

fn full_of(machine: &mut Machine, shape: &[usize], fill: &Array) -> Outcome {
    machine.charge(shape.iter().product::<usize>() / 16)?;
    let array = Array::full(shape, number(0, fill.data_type()))?;
    array.assign(fill)?;
    Ok(Value::Array(array))
}

/// `np.full_like(a, fill_value, dtype=None)`
pub(super) fn full_like(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "full_like",
        parameters: &["a", "fill_value", "dtype", "order", "subok", "shape"],
        required: 2,
        positional: 6,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [model, fill, asked, _, _, extents] = bound.values();
    unused(extents, "shape")?;
    let model = known_array(machine, model.unwrap_or(&Value::None))?;
    let fill = known_array(machine, fill.unwrap_or(&Value::None))?;
    let asked = data_type(machine, asked)?.unwrap_or(model.data_type());
    let fill = converted(machine, fill, Some(asked))?;
    full_of(machine, model.shape(), &fill)
}

/// `np.eye(N, M=None, k=0, dtype=float)` and `np.identity(n, dtype=None)`.
pub(super) fn eye(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "eye",
        parameters: &["N", "M", "k", "dtype", "order"],
        required: 1,
        positional: 5,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [rows, columns, diagonal, asked, _] = bound.values();
    let rows = index(rows.unwrap_or(&Value::None))?;
    let columns = match columns.filter(|columns| !columns.is_none()) {
        Some(columns) => index(columns)?,
        None => rows,
    };
    let diagonal = diagonal.map_or(Ok(0), index)?;
    let asked = data_type(machine, asked)?.unwrap_or(DataType::Float64);
    diagonal_ones(machine, [rows, columns], diagonal, asked)
}

/// `np.identity(n, dtype=None)`
pub(super) fn identity(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "identity",
        parameters: &["n", "dtype"],
        required: 1,
        positional: 2,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [rows, asked] = bound.values();
    let rows = index(rows.unwrap_or(&Value::None))?;
    let asked = data_type(machine, asked)?.unwrap_or(DataType::Float64);
    diagonal_ones(machine, [rows, rows], 0, asked)
}

fn diagonal_ones(
    machine: &mut Machine,
    extents: [i64; 2],
    diagonal: i64,
    data_type: DataType,
) -> Outcome {
    let shape = checked_shape(&extents, data_type)?;
    machine.charge(shape.iter().product::<usize>() / 16)?;
    let [rows, columns] = [shape[0], shape[1]];
    let mut scalars = vec![number(0, data_type); rows * columns];
    let rows_with_columns = if columns == 0 { 0 } else { rows };
    for row in 0..rows_with_columns as i64 {
        let column = row.saturating_add(diagonal);
        if (0..columns as i64).contains(&column) {
            scalars[row as usize * columns + column as usize] = number(1, data_type);
        }
    }
    Ok(Value::Array(Array::from_scalars(
        &scalars, &shape, data_type,
    )?))
}

/// `np.meshgrid(x, y)`: the coordinates of a grid's points.
pub(super) fn grid(machine: &mut Machine, arguments: Arguments) -> Outcome {
    if let Some((keyword, _)) = arguments.keyword.first() {
        return Err(Raised::unknown_here(format!(
            "this page does not know the argument '{keyword}' of meshgrid()"
        )));
    }
    let mut axes = Vec::new();
    for value in &arguments.positional {
        axes.push(known_array(machine, value)?.raveled());
    }
    let lengths: Vec<i64> = axes.iter().map(|axis| axis.len() as i64).collect();
    let mut shape = checked_shape(&lengths, DataType::Float64)?;
    let place = |axis: usize| match (axis, lengths.len()) {
        (0 | 1, 2..) => 1 - axis,
        _ => axis,
    };
    if shape.len() > 1 {
        shape.swap(0, 1);
    }
    machine.charge(shape.iter().product::<usize>() * lengths.len() / 16)?;
    let mut grids = Vec::new();
    for (number, axis) in axes.iter().enumerate() {
        let mut extents = vec![1; lengths.len()];
        extents[place(number)] = axis.len();
        let grid = axis.reshaped(&extents)?.broadcast_to(&shape)?.copy();
        grids.push(Value::Array(grid));
    }
    Ok(Value::tuple(grids))
}

/// `np.logspace(start, stop, num=50, endpoint=True, base=10.0)`
pub(super) fn powers_spaced(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "logspace",
        parameters: &["start", "stop", "num", "endpoint", "base", "dtype", "axis"],
        required: 2,
        positional: 7,
    };
    let bound = arguments.bind(&SIGNATURE)?;
    let [start, stop, count, endpoint, base, asked, _] = bound.values();
    let exponents = evenly_spaced(
        machine,
        Arguments {
            positional: vec![
                start.cloned().unwrap_or_default(),
                stop.cloned().unwrap_or_default(),
                count.cloned().unwrap_or(Value::Integer(50)),
                endpoint.cloned().unwrap_or(Value::Bool(true)),
            ],
            keyword: Vec::new(),
        },
    )?;
    let base = base.map_or(Ok(10.0), float)?;
    let base = Array::from_scalar(Scalar::Float(base));
    let exponents = known_array(machine, &exponents)?;
    let (powers, flags) = base.binary(&POWER, &exponents)?;
    warn(machine, flags, "power");
    let asked = data_type(machine, asked)?;
    Ok(Value::Array(converted(machine, powers, asked)?))
}
