//! `numpy.random`: `default_rng` and the methods of its generators.
//!
//! The streams live in the machine, so that a fork has its own; a generator object is a
//! handle to one of them.

use super::{names, sampling};
use crate::language::machine::Machine;
use crate::language::native::{Arguments, Entry, Module, NativeFunction, Signature};
use crate::language::numpy::convert::{
    charge, extents, flag, float, index, known_array, unused, value_of,
};
use crate::language::value::{Object, Outcome, Raised, Value};
use crate::numerics::array::{Array, DataType, Scalar, Shape, checked_shape};
use crate::numerics::big_integer::BigInt;
use crate::numerics::random::BitGenerator;
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
    wide: &[],
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

    fn attribute_names(&self) -> &'static str {
        names::GENERATOR
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

static METHODS: [NativeFunction; 8] = [
    NativeFunction {
        name: "choice",
        call: sampling::choice,
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
        call: sampling::permutation,
    },
    NativeFunction {
        name: "random",
        call: random,
    },
    NativeFunction {
        name: "shuffle",
        call: sampling::shuffle,
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
        if number.is_negative() {
            return Err(Raised::value_error("expected non-negative integer"));
        }
        words.extend(number.digits());
        if number.is_zero() {
            words.push(0);
        }
    }
    Ok(words)
}

/// The stream of a method's receiver, taken from the machine; [`give_back`] returns it.
pub(super) fn take(
    machine: &mut Machine,
    receiver: Option<&Value>,
) -> Result<(usize, BitGenerator), Raised> {
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

pub(super) fn give_back(machine: &mut Machine, (index, generator): (usize, BitGenerator)) {
    if let Some(place) = machine.random.generators.get_mut(index) {
        *place = generator;
    }
}

/// The shape of a `size` argument; `None` for a single number.
pub(super) fn size(machine: &mut Machine, value: Option<&Value>) -> Result<Option<Shape>, Raised> {
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
    unused(out.as_ref(), "out")?;
    crate::language::numpy::convert::data_type(machine, data_type.as_ref())?;
    let shape = size(machine, shape.as_ref())?;
    let mut stream = take(machine, receiver.as_ref())?;
    let result = floats(shape, || draw(&mut stream.1));
    give_back(machine, stream);
    result
}

/// The object a method was called on, and its other arguments.
pub(super) fn split_receiver(mut arguments: Arguments) -> (Option<Value>, Arguments) {
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
    let bound = arguments.bind(&SIGNATURE)?;
    let [low, high, shape, asked, endpoint] = bound.values();
    let Some(low) = low else {
        return Err(Raised::type_error(
            "integers() takes at least 1 positional argument (0 given)",
        ));
    };
    let asked =
        crate::language::numpy::convert::data_type(machine, asked)?.unwrap_or(DataType::Int64);
    let endpoint = flag(machine, endpoint, false)?;
    let high = high.filter(|high| !high.is_none());
    let from_zero = high.is_none();
    let (low, high) = match high {
        Some(high) => (integer_bound(low)?, integer_bound(high)?),
        None => (0, integer_bound(low)?),
    };
    let last = if endpoint { high } else { high - 1 };
    check_bounds(low, last, endpoint, from_zero)?;
    let shape = size(machine, shape)?;
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
        return Ok(match number.to_u64() {
            Some(number) => i128::from(number),
            None if number.is_negative() => i128::MIN / 4,
            None => i128::MAX / 4,
        });
    }
    match value.as_small_integer() {
        Some(number) => Ok(i128::from(number)),
        None => Ok(i128::from(Scalar::Float(float(value)?).to_i64())),
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
