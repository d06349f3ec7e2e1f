//! The three data types, and gathering elements into blocks of one of them.

use super::shape::{Run, Walk};
use super::storage::{Shared, Storage};
use super::{Array, ArrayResult};
use std::rc::Rc;

/// A data type, in the order of promotion: the later one holds the earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataType {
    Bool,
    Int64,
    Float64,
}

impl DataType {
    /// `bool`, `int64`, `float64`.
    pub fn name(self) -> &'static str {
        match self {
            DataType::Bool => "bool",
            DataType::Int64 => "int64",
            DataType::Float64 => "float64",
        }
    }

    /// Bytes an element takes.
    pub fn item_size(self) -> usize {
        match self {
            DataType::Bool => 1,
            DataType::Int64 | DataType::Float64 => 8,
        }
    }
}

/// A NumPy scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    Float(f64),
    Integer(i64),
    Bool(bool),
}

impl Scalar {
    pub fn data_type(self) -> DataType {
        match self {
            Scalar::Float(_) => DataType::Float64,
            Scalar::Integer(_) => DataType::Int64,
            Scalar::Bool(_) => DataType::Bool,
        }
    }

    /// The value as float64, rounded to nearest.
    pub fn to_f64(self) -> f64 {
        f64::from_scalar(self)
    }
}

/// What Rust type stands for a data type. Conversions are C's: a float outside int64
/// becomes `i64::MIN`, as on every x86.
pub trait Element: Copy + Default + PartialEq + 'static {
    const DATA_TYPE: DataType;
    fn from_float(value: f64) -> Self;
    fn from_integer(value: i64) -> Self;
    fn from_bool(value: bool) -> Self;
    fn into_scalar(self) -> Scalar;
    fn from_scalar(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Float(value) => Self::from_float(value),
            Scalar::Integer(value) => Self::from_integer(value),
            Scalar::Bool(value) => Self::from_bool(value),
        }
    }
    /// The storage of this very type.
    fn shared(storage: &Storage) -> Option<&Shared<Self>>;
    fn into_storage(shared: Shared<Self>) -> Storage;
}

impl Element for f64 {
    const DATA_TYPE: DataType = DataType::Float64;
    fn from_float(value: f64) -> Self {
        value
    }
    fn from_integer(value: i64) -> Self {
        value as f64
    }
    fn from_bool(value: bool) -> Self {
        f64::from(u8::from(value))
    }
    fn into_scalar(self) -> Scalar {
        Scalar::Float(self)
    }
    fn shared(storage: &Storage) -> Option<&Shared<f64>> {
        match storage {
            Storage::Float(shared) => Some(shared),
            _ => None,
        }
    }
    fn into_storage(shared: Shared<f64>) -> Storage {
        Storage::Float(shared)
    }
}

impl Element for i64 {
    const DATA_TYPE: DataType = DataType::Int64;
    fn from_float(value: f64) -> Self {
        const LIMIT: f64 = 9_223_372_036_854_775_808.0;
        if (-LIMIT..LIMIT).contains(&value) {
            value as i64
        } else {
            i64::MIN
        }
    }
    fn from_integer(value: i64) -> Self {
        value
    }
    fn from_bool(value: bool) -> Self {
        i64::from(value)
    }
    fn into_scalar(self) -> Scalar {
        Scalar::Integer(self)
    }
    fn shared(storage: &Storage) -> Option<&Shared<i64>> {
        match storage {
            Storage::Integer(shared) => Some(shared),
            _ => None,
        }
    }
    fn into_storage(shared: Shared<i64>) -> Storage {
        Storage::Integer(shared)
    }
}

impl Element for bool {
    const DATA_TYPE: DataType = DataType::Bool;
    fn from_float(value: f64) -> Self {
        value != 0.0
    }
    fn from_integer(value: i64) -> Self {
        value != 0
    }
    fn from_bool(value: bool) -> Self {
        value
    }
    fn into_scalar(self) -> Scalar {
        Scalar::Bool(self)
    }
    fn shared(storage: &Storage) -> Option<&Shared<bool>> {
        match storage {
            Storage::Bool(shared) => Some(shared),
            _ => None,
        }
    }
    fn into_storage(shared: Shared<bool>) -> Storage {
        Storage::Bool(shared)
    }
}

/// A storage's values as they are now.
enum Snapshot {
    Float(Rc<Vec<f64>>),
    Integer(Rc<Vec<i64>>),
    Bool(Rc<Vec<bool>>),
}

impl Snapshot {
    fn of(storage: &Storage) -> Self {
        match storage {
            Storage::Float(shared) => Snapshot::Float(shared.snapshot()),
            Storage::Integer(shared) => Snapshot::Integer(shared.snapshot()),
            Storage::Bool(shared) => Snapshot::Bool(shared.snapshot()),
        }
    }
}

/// Reads an array in C order, block by block, as elements of type `T`: straight from the
/// storage where it holds `T` without gaps, else through a buffer.
pub(super) struct Blocks<T> {
    source: Source<T>,
}

enum Source<T> {
    Direct {
        values: Rc<Vec<T>>,
        position: usize,
    },
    Gathered {
        snapshot: Snapshot,
        walk: Walk,
        buffer: Vec<T>,
    },
    /// One value for every element: the buffer is filled once.
    Constant {
        buffer: Vec<T>,
        value: T,
    },
}

impl<T: Element> Blocks<T> {
    pub fn new(array: &Array) -> Self {
        let view = &*array.0;
        if !array.is_empty() && view.strides.iter().all(|&stride| stride == 0) {
            let value = T::from_scalar(view.storage.scalar(view.offset));
            return Blocks::constant(value);
        }
        let source = match T::shared(&view.storage) {
            Some(shared) if array.is_contiguous() => Source::Direct {
                values: shared.snapshot(),
                position: view.offset,
            },
            _ => Source::Gathered {
                snapshot: Snapshot::of(&view.storage),
                walk: Walk::new(&view.shape, &view.strides, view.offset),
                buffer: Vec::new(),
            },
        };
        Blocks { source }
    }

    /// The same value for ever.
    pub fn constant(value: T) -> Self {
        Blocks {
            source: Source::Constant {
                buffer: Vec::new(),
                value,
            },
        }
    }

    /// The next `length` elements; the caller asks for no more than there are.
    pub fn next_block(&mut self, length: usize) -> &[T] {
        match &mut self.source {
            Source::Direct { values, position } => {
                let start = *position;
                *position += length;
                &values[start..start + length]
            }
            Source::Gathered {
                snapshot,
                walk,
                buffer,
            } => {
                buffer.clear();
                gather(snapshot, walk, length, buffer);
                buffer
            }
            Source::Constant { buffer, value } => {
                if buffer.len() < length {
                    buffer.resize(length, *value);
                }
                &buffer[..length]
            }
        }
    }
}

/// Appends the next `length` elements of a walk, converted.
fn gather<T: Element>(snapshot: &Snapshot, walk: &mut Walk, length: usize, buffer: &mut Vec<T>) {
    let mut left = length;
    while let Some(run) = walk.next_run(left) {
        append_snapshot_run(snapshot, run, buffer);
        left -= run.length;
    }
}

fn append_snapshot_run<T: Element>(snapshot: &Snapshot, run: Run, buffer: &mut Vec<T>) {
    match snapshot {
        Snapshot::Float(values) => append_run(values, run, T::from_float, buffer),
        Snapshot::Integer(values) => append_run(values, run, T::from_integer, buffer),
        Snapshot::Bool(values) => append_run(values, run, T::from_bool, buffer),
    }
}

fn append_run<S: Copy, T>(values: &[S], run: Run, convert: fn(S) -> T, buffer: &mut Vec<T>) {
    if run.stride == 1 {
        let slice = &values[run.offset..run.offset + run.length];
        buffer.extend(slice.iter().map(|&value| convert(value)));
        return;
    }
    buffer.extend(
        (0..run.length as isize)
            .map(|step| convert(values[(run.offset as isize + step * run.stride) as usize])),
    );
}

/// Reads runs of an array as slices of `T`: straight from the storage where it holds `T` in
/// steps of 1, else through a buffer.
pub(super) struct RunReader<T> {
    snapshot: Snapshot,
    direct: Option<Rc<Vec<T>>>,
    buffer: Vec<T>,
}

impl<T: Element> RunReader<T> {
    pub fn new(array: &Array) -> Self {
        RunReader {
            snapshot: Snapshot::of(&array.0.storage),
            direct: T::shared(&array.0.storage).map(Shared::snapshot),
            buffer: Vec::new(),
        }
    }

    /// The elements of one run.
    pub fn slice(&mut self, run: Run) -> &[T] {
        if let (Some(values), 1) = (&self.direct, run.stride) {
            return &values[run.offset..run.offset + run.length];
        }
        self.buffer.clear();
        append_snapshot_run(&self.snapshot, run, &mut self.buffer);
        &self.buffer
    }
}

impl Array {
    /// The elements in C order, converted.
    pub fn to_vec<T: Element>(&self) -> Vec<T> {
        let mut elements = Vec::with_capacity(self.len());
        let view = &*self.0;
        let mut walk = Walk::new(&view.shape, &view.strides, view.offset);
        let snapshot = Snapshot::of(&view.storage);
        gather(&snapshot, &mut walk, self.len(), &mut elements);
        elements
    }

    /// The elements in C order as scalars.
    pub fn scalars(&self) -> Vec<Scalar> {
        match self.data_type() {
            DataType::Float64 => scalars_of::<f64>(self),
            DataType::Int64 => scalars_of::<i64>(self),
            DataType::Bool => scalars_of::<bool>(self),
        }
    }

    /// Whether some float is NaN or past int64, which a cast to int64 flags as invalid.
    pub fn has_unfit_integers(&self) -> bool {
        const LIMIT: f64 = 9_223_372_036_854_775_808.0;
        self.data_type() == DataType::Float64
            && self
                .to_vec::<f64>()
                .iter()
                .any(|value| !(-LIMIT..LIMIT).contains(value))
    }

    /// A copy with another data type, C-ordered (`astype`).
    ///
    /// # Errors
    /// The array budget.
    pub fn converted(&self, data_type: DataType) -> ArrayResult<Array> {
        super::construct::check_budget(self.shape(), data_type)?;
        Ok(match data_type {
            DataType::Float64 => Array::from_elements::<f64>(self.to_vec(), self.shape()),
            DataType::Int64 => Array::from_elements::<i64>(self.to_vec(), self.shape()),
            DataType::Bool => Array::from_elements::<bool>(self.to_vec(), self.shape()),
        })
    }
}

fn scalars_of<T: Element>(array: &Array) -> Vec<Scalar> {
    let elements: Vec<T> = array.to_vec();
    elements.into_iter().map(T::into_scalar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_outside_int64_become_its_smallest_value() {
        assert_eq!(i64::from_float(f64::NAN), i64::MIN);
        assert_eq!(i64::from_float(9.3e18), i64::MIN);
        assert_eq!(i64::from_float(-2.9), -2);
    }

    #[test]
    fn blocks_read_gaps_and_other_types() {
        let array = Array::from_integers((0..6).collect())
            .reshaped(&[2, 3])
            .unwrap();
        let mut blocks = Blocks::<f64>::new(&array.transposed());
        assert_eq!(blocks.next_block(4), [0.0, 3.0, 1.0, 4.0]);
        assert_eq!(blocks.next_block(2), [2.0, 5.0]);
    }
}
