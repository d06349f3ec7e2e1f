//! Drawing from a population: `choice`, `permutation` and `shuffle` of random generators.

use super::random::{give_back, size, split_receiver, take};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Signature};
use crate::language::numpy::convert::{axes, charge, flag, known_array, unused, value_of};
use crate::language::value::{Outcome, Raised, Value};
use crate::numerics::array::{Array, DataType, Scalar, checked_shape};

/// What `choice` and `permutation` draw from: a sequence, or the integers below a number.
enum Population {
    Below(usize),
    Rows(Array),
    Items(Vec<Value>),
}

impl Population {
    fn of(machine: &mut Machine, value: &Value) -> Result<Population, Raised> {
        if let Some(count) = value.as_small_integer() {
            let shape = checked_shape(&[count.max(0)], DataType::Int64)?;
            return Ok(Population::Below(shape[0]));
        }
        match known_array(machine, value) {
            Ok(array) if array.rank() > 0 => Ok(Population::Rows(array)),
            Ok(_) => Err(Raised::value_error(
                "a must be a sequence or an integer, not <class 'float'>",
            )),
            Err(_) => Ok(Population::Items(machine.collect(value)?)),
        }
    }

    fn len(&self) -> usize {
        match self {
            Population::Below(count) => *count,
            Population::Rows(array) => array.shape()[0],
            Population::Items(items) => items.len(),
        }
    }

    /// The members at positions, as an array; a single one where the positions are 0-d.
    fn at(&self, positions: &Array) -> Outcome {
        match self {
            Population::Below(_) => Ok(value_of(positions.clone())),
            Population::Rows(array) => Ok(value_of(array.taken(positions, 0)?)),
            Population::Items(items) => match positions.single() {
                Some(Scalar::Integer(position)) if positions.rank() == 0 => {
                    Ok(items.get(position as usize).cloned().unwrap_or(Value::None))
                }
                _ => Err(Raised::unknown_here(
                    "this page does not know arrays of anything but numbers",
                )),
            },
        }
    }
}

/// `choice(a, size=None, replace=True, p=None, axis=0, shuffle=True)`
pub(super) fn choice(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "choice",
        parameters: &["a", "size", "replace", "p", "axis", "shuffle"],
        required: 1,
        positional: 6,
    };
    let (receiver, arguments) = split_receiver(arguments);
    let bound = arguments.bind(&SIGNATURE)?;
    let [members, shape, replace, weights, axis, shuffled] = bound.values();
    let members = members.unwrap_or(&Value::None);
    let population = Population::of(machine, members)?;
    if let (Population::Rows(array), Some(axis)) = (&population, axis)
        && axes(array, Some(axis), false)?.axes != Some(vec![0])
    {
        return Err(Raised::unknown_here(
            "this page knows choice() along axis 0 only",
        ));
    }
    let shape = size(machine, shape)?;
    let count = shape.as_ref().map_or(1, |shape| shape.iter().product());
    if population.len() == 0 && count > 0 {
        return Err(Raised::value_error(match population {
            Population::Below(_) => "a must be a positive integer unless no samples are taken",
            _ => "a cannot be empty unless no samples are taken",
        }));
    }
    let replace = flag(machine, replace, true)?;
    let shuffled = flag(machine, shuffled, true)?;
    let weights = match weights.filter(|weights| !weights.is_none()) {
        Some(weights) => Some(cumulative_weights(machine, weights, population.len())?),
        None => None,
    };
    charge(machine, population.len())?;
    let mut stream = take(machine, receiver.as_ref())?;
    let positions = match (replace, weights) {
        (true, None) => (0..count)
            .map(|_| stream.1.up_to(population.len() as u64 - 1) as i64)
            .collect(),
        (true, Some(weights)) => (0..count)
            .map(|_| {
                let draw = stream.1.uniform();
                weights.partition_point(|&weight| weight <= draw) as i64
            })
            .collect(),
        (false, None) if count > population.len() => {
            return Err(Raised::value_error(
                "Cannot take a larger sample than population when replace is False",
            ));
        }
        (false, None) => stream.1.sample(population.len(), count, shuffled),
        (false, Some(_)) => {
            return Err(Raised::unknown_here(
                "this page does not know choice() with p and without replacement",
            ));
        }
    };
    give_back(machine, stream);
    let positions = match shape {
        Some(shape) => Array::from_integers(positions).reshaped(&shape)?,
        None => Array::from_integers(positions).reshaped(&[])?,
    };
    population.at(&positions)
}

/// The running sums of probabilities, over their total.
fn cumulative_weights(
    machine: &mut Machine,
    weights: &Value,
    population: usize,
) -> Result<Vec<f64>, Raised> {
    let weights = known_array(machine, weights)?.as_float()?;
    if weights.rank() != 1 {
        return Err(Raised::value_error("p must be 1-dimensional"));
    }
    if weights.len() != population {
        return Err(Raised::value_error("a and p must have same size"));
    }
    let probabilities: Vec<f64> = weights.to_vec();
    if probabilities.iter().any(|&probability| probability < 0.0) {
        return Err(Raised::value_error("Probabilities are not non-negative"));
    }
    let sum: f64 = probabilities.iter().sum();
    if sum.is_nan() {
        return Err(Raised::value_error("Probabilities contain NaN"));
    }
    if (sum - 1.0).abs() > 1.5e-8 {
        return Err(Raised::value_error(
            "Probabilities do not sum to 1. See Notes section of docstring for more information.",
        ));
    }
    let running: Vec<f64> = weights.cumulative_sum(0)?.0.to_vec();
    let total = running.last().copied().unwrap_or(1.0);
    Ok(running.into_iter().map(|weight| weight / total).collect())
}

/// `permutation(x)`: a shuffled copy.
pub(super) fn permutation(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "permutation",
        parameters: &["x", "axis"],
        required: 1,
        positional: 2,
    };
    let (receiver, arguments) = split_receiver(arguments);
    let bound = arguments.bind(&SIGNATURE)?;
    let [members, axis] = bound.values();
    unused(axis, "axis")?;
    let population = Population::of(machine, members.unwrap_or(&Value::None))?;
    charge(machine, 4 * population.len())?;
    let mut positions: Vec<i64> = (0..population.len() as i64).collect();
    let mut stream = take(machine, receiver.as_ref())?;
    stream.1.shuffle(&mut positions);
    give_back(machine, stream);
    population.at(&Array::from_integers(positions))
}

/// `shuffle(x)`: in place.
pub(super) fn shuffle(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "shuffle",
        parameters: &["x", "axis"],
        required: 1,
        positional: 2,
    };
    let (receiver, arguments) = split_receiver(arguments);
    let bound = arguments.bind(&SIGNATURE)?;
    let [members, axis] = bound.values();
    unused(axis, "axis")?;
    let members = members.unwrap_or(&Value::None);
    let mut stream = take(machine, receiver.as_ref())?;
    match &members {
        Value::List(items) => {
            let mut items = items.borrow_mut();
            machine.charge(items.len())?;
            stream.1.shuffle(&mut items);
        }
        Value::Array(array) if array.rank() > 0 => {
            charge(machine, 4 * array.len())?;
            let mut positions: Vec<i64> = (0..array.shape()[0] as i64).collect();
            stream.1.shuffle(&mut positions);
            array.assign(&array.taken(&Array::from_integers(positions), 0)?)?;
        }
        other => {
            return Err(Raised::type_error(format!(
                "'{}' object does not support item assignment",
                other.message_name()
            )));
        }
    }
    give_back(machine, stream);
    Ok(Value::None)
}
