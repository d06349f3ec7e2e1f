//! The array of axes that `subplots` gives.
//!
//! It is an `ndarray` of one or two dimensions that can be read, not written. Knows nothing of
//! what its elements are.

use super::super::wide;
use super::method;
use crate::language::machine::Machine;
use crate::language::native::{Arguments, NativeFunction};
use crate::language::numpy;
use crate::language::value::{Object, Outcome, Raised, Type, Value};
use crate::numerics::array::Array;
use crate::numerics::gather::Gather;
use std::any::Any;
use std::rc::Rc;

/// An array of objects: `shape` has one or two extents, and `elements` go row by row.
pub struct AxesGrid {
    pub shape: Vec<usize>,
    pub elements: Vec<Value>,
}

static METHODS: [NativeFunction; 2] = [
    NativeFunction {
        name: "ravel",
        call: flattened,
    },
    NativeFunction {
        name: "flatten",
        call: flattened,
    },
];

/// The width of a line of an array's text.
const LINE_WIDTH: usize = 75;

impl AxesGrid {
    /// The array as a value.
    pub fn value(shape: Vec<usize>, elements: Vec<Value>) -> Value {
        Value::Object(Rc::new(AxesGrid { shape, elements }))
    }

    fn flat(&self) -> Value {
        AxesGrid::value(vec![self.elements.len()], self.elements.clone())
    }

    /// `axs[index]`, by letting NumPy index the array of the elements' places.
    fn at(&self, index: &Value, machine: &mut Machine) -> Outcome {
        let places = Array::from_integers((0..self.elements.len() as i64).gather());
        let places = places.reshaped(&self.shape).unwrap_or(places);
        let found = numpy::subscript(machine, &places, index)?;
        match &found {
            Value::Array(places) => {
                let elements = places.to_vec::<i64>().into_iter();
                let elements = elements.filter_map(|place| self.element(place)).gather();
                Ok(AxesGrid::value(places.shape().to_vec(), elements))
            }
            place => {
                let place = place.as_small_integer().unwrap_or(0);
                self.element(place)
                    .ok_or_else(|| Raised::index_error("index out of bounds"))
            }
        }
    }

    fn element(&self, place: i64) -> Option<Value> {
        self.elements.get(usize::try_from(place).ok()?).cloned()
    }

    /// The elements' texts as rows of an array's text; `width` is what a row may take.
    fn row(&self, machine: &Machine, elements: &[Value], indent: usize, width: usize) -> String {
        let mut text = String::new();
        let mut used = indent;
        for (position, element) in elements.iter().enumerate() {
            let word = machine.repr(element).unwrap_or_default();
            let length = word.chars().count();
            if used + length > width && used > indent {
                while text.ends_with(' ') {
                    text.pop();
                }
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', indent));
                used = indent;
            }
            text.push_str(&word);
            used += length;
            if position + 1 < elements.len() {
                text.push_str(", ");
                used += 2;
            }
        }
        text
    }
}

impl Object for AxesGrid {
    fn type_name(&self) -> &'static str {
        "numpy.ndarray"
    }

    /// Follows NumPy's `array2string` for arrays of objects.
    fn repr(&self, machine: &Machine) -> String {
        let body = match self.shape[..] {
            [_, columns] => {
                let rows = self.elements.chunks(columns.max(1));
                let rows: Vec<String> = rows
                    .map(|row| format!("[{}]", self.row(machine, row, 8, LINE_WIDTH - 3)))
                    .gather();
                rows.join(",\n       ")
            }
            _ => self.row(machine, &self.elements, 7, LINE_WIDTH - 2),
        };
        let text = format!("array([{body}],");
        let last = text
            .rsplit('\n')
            .next()
            .map_or(0, |line| line.chars().count());
        let type_text = "dtype=object)";
        if last + type_text.len() + 1 > LINE_WIDTH {
            return format!("{text}\n      {type_text}");
        }
        format!("{text} {type_text}")
    }

    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value> {
        let count = |count: usize| Value::Integer(count as i64);
        match name {
            "flat" => Some(self.flat()),
            "shape" => Some(Value::tuple(self.shape.iter().copied().map(count).gather())),
            _ => method(&METHODS, this, name).or_else(|| wide::attribute(machine, this, name)),
        }
    }

    fn attribute_names(&self) -> &'static str {
        numpy::attribute_names(Type::NumpyArray)
    }

    fn subscript(&self, index: &Value, machine: &mut Machine) -> Option<Result<Value, Raised>> {
        Some(self.at(index, machine))
    }

    fn elements(&self) -> Option<Vec<Value>> {
        let [_, columns] = self.shape[..] else {
            return Some(self.elements.clone());
        };
        let rows = self.elements.chunks(columns.max(1));
        Some(
            rows.map(|row| AxesGrid::value(vec![columns], row.to_vec()))
                .gather(),
        )
    }

    fn length(&self) -> Option<usize> {
        self.shape.first().copied()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn flattened(_machine: &mut Machine, arguments: Arguments) -> Outcome {
    let this = super::alone("ravel", arguments)?;
    Ok(super::downcast::<AxesGrid>(&this).map_or(Value::None, AxesGrid::flat))
}
