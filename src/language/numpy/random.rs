//! `numpy.random`: `default_rng` and the methods of its generators.
//!
//! The streams live in the machine, so that a fork has its own; a generator object is a
//! handle to one of them.

use super::convert::{axes, charge, extents, flag, float, index, known_array, unused, value_of};
use super::names;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Entry, Module, NativeFunction, Signature};
use crate::language::value::{Object, Outcome, Raised, Value};
use crate::numerics::array::{Array, DataType, Element, Scalar, Shape, checked_shape};
use crate::numerics::random::BitGenerator;
use num_bigint::{BigInt, Sign};
use std::any::Any;
use std::rc::Rc;

/// `numpy.random`
pub(super) static MODULE: Module = Module {
    name: "numpy.random",
    entries: &[(
        "default_rng",
        Entry::Function(NativeFunction {
            name: "default_rng",
            call: default_rng,
        }),
    )],
    real_names: names::RANDOM,
};

/// The streams of all generators made so far.
#[derive(Clone, Default)]
pub struct RandomState {
    generators: Vec<BitGenerator>,
}

/// A handle to one stream of [`RandomState`].
struct GeneratorObject(usize);

impl Object for GeneratorObject {
    fn type_name(&self) -> &'static str {
        "numpy.random._generator.Generator"
    }

    fn repr(&self, _machine: &Machine) -> String {
        format!(
            "Generator(PCG64) at 0x{:X}",
            0x7F00_0000_0000_u64 + 64 * self.0 as u64
        )
    }

    fn text(&self, _machine: &Machine) -> String {
        String::from("Generator(PCG64)")
    }

    fn attribute(&self, this: &Value, name: &str, _machine: &mut Machine) -> Option<Value> {
        let method = METHODS.iter().find(|method| method.name == name)?;
        Some(Value::method(this, method))
    }

    fn attribute_names(&self) -> Vec<&'static str> {
        names::GENERATOR.split(' ').collect()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

static METHODS: [NativeFunction; 8] = [
    NativeFunction {
        name: "choice",
        call: choice,
    },
    NativeFunction {
        name: "integers",
        call: integers,
    },
    NativeFunction {
        name: "normal",
        call: normal,
    },
    NativeFunction {
        name: "permutation",
        call: permutation,
    },
    NativeFunction {
        name: "random",
        call: random,
    },
    NativeFunction {
        name: "shuffle",
        call: shuffle,
    },
    NativeFunction {
        name: "standard_normal",
        call: standard_normal,
    },
    NativeFunction {
        name: "uniform",
        call: uniform,
    },
];

/// `np.random.default_rng(seed)`. Without a seed the stream is always that of seed 0: NumPy
/// takes one from the operating system, but here a program runs again at every keystroke, and
/// its figures should not jump.
fn default_rng(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "default_rng",
        parameters: &["seed"],
        required: 0,
        positional: 1,
    };
    let [seed] = arguments.clinic(&SIGNATURE, 0)?;
    machine.charge(50)?;
    let seed = seed.unwrap_or(Value::None);
    if let Value::Object(object) = &seed
        && object.as_any().is::<GeneratorObject>()
    {
        return Ok(seed);
    }
    let words = seed_words(machine, &seed)?;
    let generators = &mut machine.random.generators;
    generators.push(BitGenerator::new(&words));
    Ok(Value::Object(Rc::new(GeneratorObject(
        generators.len() - 1,
    ))))
}

/// The 32-bit words of a seed, lowest first; of a sequence, those of its items in turn.
fn seed_words(machine: &mut Machine, seed: &Value) -> Result<Vec<u32>, Raised> {
    let items = match seed {
        Value::None => return Ok(vec![0]),
        Value::List(_) | Value::Tuple(_) | Value::Array(_) | Value::Range(_) => {
            machine.collect(seed)?
        }
        single => vec![single.clone()],
    };
    let mut words = Vec::new();
    for item in &items {
        let number: BigInt = item.as_integer().ok_or_else(|| {
            let text = machine.text(seed).unwrap_or_default();
            Raised::type_error(format!(
                "SeedSequence expects int or sequence of ints for entropy not {text}"
            ))
        })?;
        if number.sign() == Sign::Minus {
            return Err(Raised::value_error("expected non-negative integer"));
        }
        words.extend(number.to_u32_digits().1);
        if number.sign() == Sign::NoSign {
            words.push(0);
        }
    }
    Ok(words)
}

/// The stream of a method's receiver, taken from the machine; [`give_back`] returns it.
fn take(machine: &mut Machine, receiver: Option<&Value>) -> Result<(usize, BitGenerator), Raised> {
    let index = match receiver {
        Some(Value::Object(object)) => object
            .as_any()
            .downcast_ref::<GeneratorObject>()
            .map(|generator| generator.0),
        _ => None,
    };
    let generators = &machine.random.generators;
    index
        .and_then(|index| Some((index, generators.get(index)?.clone())))
        .ok_or_else(|| Raised::type_error("this is no random generator"))
}

fn give_back(machine: &mut Machine, (index, generator): (usize, BitGenerator)) {
    if let Some(place) = machine.random.generators.get_mut(index) {
        *place = generator;
    }
}

/// The shape of a `size` argument; `None` for a single number.
fn size(machine: &mut Machine, value: Option<&Value>) -> Result<Option<Shape>, Raised> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(None);
    };
    let extents = match value {
        Value::Float(_) => vec![index(value)?],
        other => extents(machine, other)?,
    };
    let shape = checked_shape(&extents, DataType::Float64)?;
    charge(machine, 4 * shape.iter().product::<usize>())?;
    Ok(Some(shape))
}

/// One float, or an array of them.
fn floats(shape: Option<Shape>, mut next: impl FnMut() -> f64) -> Outcome {
    let Some(shape) = shape else {
        return Ok(Value::Float(next()));
    };
    let numbers: Vec<f64> = (0..shape.iter().product()).map(|_| next()).collect();
    Ok(Value::Array(Array::from_floats(numbers).reshaped(&shape)?))
}

fn random(machine: &mut Machine, arguments: Arguments) -> Outcome {
    standard(machine, arguments, "random", BitGenerator::uniform)
}

fn standard_normal(machine: &mut Machine, arguments: Arguments) -> Outcome {
    standard(machine, arguments, "standard_normal", BitGenerator::normal)
}

/// A distribution without parameters.
fn standard(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    draw: fn(&mut BitGenerator) -> f64,
) -> Outcome {
    let (receiver, arguments) = split_receiver(arguments);
    let [shape, data_type, out] = cython_arguments(arguments, name, ["size", "dtype", "out"])?;
    unused(&out, "out")?;
    super::convert::data_type(machine, data_type.as_ref())?;
    let shape = size(machine, shape.as_ref())?;
    let mut stream = take(machine, receiver.as_ref())?;
    let result = floats(shape, || draw(&mut stream.1));
    give_back(machine, stream);
    result
}

/// The object a method was called on, and its other arguments.
fn split_receiver(mut arguments: Arguments) -> (Option<Value>, Arguments) {
    let receiver = (!arguments.positional.is_empty()).then(|| arguments.positional.remove(0));
    (receiver, arguments)
}

/// `uniform(low=0, high=1, size=None)`
fn uniform(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let draw = |generator: &mut BitGenerator, low: f64, high: f64| {
        low + (high - low) * generator.uniform()
    };
    scaled(machine, arguments, "uniform", ["low", "high"], draw)
}

/// `normal(loc=0, scale=1, size=None)`
fn normal(machine: &mut Machine, arguments: Arguments) -> Outcome {
    let draw =
        |generator: &mut BitGenerator, center: f64, scale: f64| center + scale * generator.normal();
    scaled(machine, arguments, "normal", ["loc", "scale"], draw)
}

/// A distribution of two parameters, each a number or an array.
fn scaled(
    machine: &mut Machine,
    arguments: Arguments,
    name: &'static str,
    parameters: [&'static str; 2],
    draw: fn(&mut BitGenerator, f64, f64) -> f64,
) -> Outcome {
    let names = [parameters[0], parameters[1], "size"];
    let (receiver, arguments) = split_receiver(arguments);
    let [first, second, shape] = cython_arguments(arguments, name, names)?;
    let first = known_array(machine, &first.unwrap_or(Value::Float(0.0)))?.as_float()?;
    let second = known_array(machine, &second.unwrap_or(Value::Float(1.0)))?.as_float()?;
    if name == "normal" && second.to_vec::<f64>().iter().any(|&scale| scale < 0.0) {
        return Err(Raised::value_error("scale < 0"));
    }
    let asked = size(machine, shape.as_ref())?;
    let mut stream = take(machine, receiver.as_ref())?;
    let result = match (
        first.rank() + second.rank(),
        first.single(),
        second.single(),
    ) {
        (0, Some(first), Some(second)) => {
            let (first, second) = (first.to_f64(), second.to_f64());
            floats(asked, || draw(&mut stream.1, first, second))
        }
        _ => {
            let common =
                crate::numerics::array::broadcast_shapes(&[first.shape(), second.shape()])?;
            let shape = asked.unwrap_or(common);
            let first: Vec<f64> = first.broadcast_to(&shape)?.to_vec();
            let second: Vec<f64> = second.broadcast_to(&shape)?.to_vec();
            charge(machine, 4 * first.len())?;
            let mut pairs = first.into_iter().zip(second);
            floats(Some(shape), || {
                let (first, second) = pairs.next().unwrap_or_default();
                draw(&mut stream.1, first, second)
            })
        }
    };
    give_back(machine, stream);
    result
}

/// The arguments of a function that Cython compiled, each of which may be left out.
///
/// # Errors
/// `normal() takes at most 3 positional arguments (4 given)`; unknown and doubled keywords.
fn cython_arguments<const N: usize>(
    arguments: Arguments,
    name: &'static str,
    parameters: [&'static str; N],
) -> Result<[Option<Value>; N], Raised> {
    let count = arguments.positional.len();
    if count > N {
        return Err(Raised::type_error(format!(
            "{name}() takes at most {N} positional arguments ({count} given)"
        )));
    }
    let mut bound = [const { None }; N];
    for (place, value) in bound.iter_mut().zip(arguments.positional) {
        *place = Some(value);
    }
    for (keyword, value) in arguments.keyword {
        let Some(place) = parameters.iter().position(|known| *known == &*keyword) else {
            return Err(Raised::type_error(format!(
                "{name}() got an unexpected keyword argument '{keyword}'"
            )));
        };
        if bound[place].is_some() {
            return Err(Raised::type_error(format!(
                "{name}() got multiple values for keyword argument '{keyword}'"
            )));
        }
        bound[place] = Some(value);
    }
    Ok(bound)
}

/// `integers(low, high=None, size=None, dtype=np.int64, endpoint=False)`
fn integers(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "integers",
        parameters: &["low", "high", "size", "dtype", "endpoint"],
        required: 0,
        positional: 5,
    };
    let (receiver, arguments) = split_receiver(arguments);
    let [low, high, shape, asked, endpoint] = arguments.bind(&SIGNATURE)?;
    let Some(low) = low else {
        return Err(Raised::type_error(
            "integers() takes at least 1 positional argument (0 given)",
        ));
    };
    let asked = super::convert::data_type(machine, asked.as_ref())?.unwrap_or(DataType::Int64);
    let endpoint = flag(machine, endpoint.as_ref(), false)?;
    let high = high.filter(|high| !high.is_none());
    let from_zero = high.is_none();
    let (low, high) = match high {
        Some(high) => (integer_bound(&low)?, integer_bound(&high)?),
        None => (0, integer_bound(&low)?),
    };
    let last = if endpoint { high } else { high - 1 };
    check_bounds(low, last, endpoint, from_zero)?;
    let shape = size(machine, shape.as_ref())?;
    let mut stream = take(machine, receiver.as_ref())?;
    let mut draw = || (low + i128::from(stream.1.up_to((last - low) as u64))) as i64;
    let result = match shape {
        None => Array::from_scalar(Scalar::Integer(draw())),
        Some(shape) => {
            let numbers = (0..shape.iter().product()).map(|_| draw()).collect();
            Array::from_integers(numbers).reshaped(&shape)?
        }
    };
    give_back(machine, stream);
    Ok(value_of(match asked {
        DataType::Int64 => result,
        other => result.converted(other)?,
    }))
}

/// A bound of `integers`: floats lose their fraction.
fn integer_bound(value: &Value) -> Result<i128, Raised> {
    if let Value::BigInteger(number) = value {
        return Ok(match number.sign() {
            Sign::Minus => i128::MIN / 4,
            _ => i128::try_from(number.as_ref().clone()).unwrap_or(i128::MAX / 4),
        });
    }
    match value.as_small_integer() {
        Some(number) => Ok(i128::from(number)),
        None => Ok(i128::from(i64::from_float(float(value)?))),
    }
}

fn check_bounds(low: i128, last: i128, endpoint: bool, from_zero: bool) -> Result<(), Raised> {
    if low < i128::from(i64::MIN) {
        return Err(Raised::value_error("low is out of bounds for int64"));
    }
    if last > i128::from(i64::MAX) {
        return Err(Raised::value_error("high is out of bounds for int64"));
    }
    if low > last {
        return Err(Raised::value_error(match (from_zero, endpoint) {
            (true, true) => "high < 0",
            (true, false) => "high <= 0",
            (false, true) => "low > high",
            (false, false) => "low >= high",
        }));
    }
    Ok(())
}

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
fn choice(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "choice",
        parameters: &["a", "size", "replace", "p", "axis", "shuffle"],
        required: 1,
        positional: 6,
    };
    let (receiver, arguments) = split_receiver(arguments);
    let [members, shape, replace, weights, axis, shuffled] = arguments.bind(&SIGNATURE)?;
    let members = members.unwrap_or(Value::None);
    let population = Population::of(machine, &members)?;
    if let (Population::Rows(array), Some(axis)) = (&population, &axis)
        && axes(array, Some(axis), false)?.axes != Some(vec![0])
    {
        return Err(Raised::unknown_here(
            "this page knows choice() along axis 0 only",
        ));
    }
    let shape = size(machine, shape.as_ref())?;
    let count = shape.as_ref().map_or(1, |shape| shape.iter().product());
    if population.len() == 0 && count > 0 {
        return Err(Raised::value_error(match population {
            Population::Below(_) => "a must be a positive integer unless no samples are taken",
            _ => "a cannot be empty unless no samples are taken",
        }));
    }
    let replace = flag(machine, replace.as_ref(), true)?;
    let shuffled = flag(machine, shuffled.as_ref(), true)?;
    let weights = match weights.filter(|weights| !weights.is_none()) {
        Some(weights) => Some(cumulative_weights(machine, &weights, population.len())?),
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
fn permutation(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "permutation",
        parameters: &["x", "axis"],
        required: 1,
        positional: 2,
    };
    let (receiver, arguments) = split_receiver(arguments);
    let [members, axis] = arguments.bind(&SIGNATURE)?;
    unused(&axis, "axis")?;
    let population = Population::of(machine, &members.unwrap_or(Value::None))?;
    charge(machine, 4 * population.len())?;
    let mut positions: Vec<i64> = (0..population.len() as i64).collect();
    let mut stream = take(machine, receiver.as_ref())?;
    stream.1.shuffle(&mut positions);
    give_back(machine, stream);
    population.at(&Array::from_integers(positions))
}

/// `shuffle(x)`: in place.
fn shuffle(machine: &mut Machine, arguments: Arguments) -> Outcome {
    const SIGNATURE: Signature = Signature {
        name: "shuffle",
        parameters: &["x", "axis"],
        required: 1,
        positional: 2,
    };
    let (receiver, arguments) = split_receiver(arguments);
    let [members, axis] = arguments.bind(&SIGNATURE)?;
    unused(&axis, "axis")?;
    let members = members.unwrap_or(Value::None);
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
