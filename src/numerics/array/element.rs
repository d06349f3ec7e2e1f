//! The three data types, their elements as words, and reading arrays block by block.

use super::shape::{Run, Walk};
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

    /// Bytes an element takes in NumPy.
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
        self.word_as(DataType::Float64)
    }

    /// The value as int64, by C's rules.
    pub fn to_i64(self) -> i64 {
        integer_of(self.word_as(DataType::Int64))
    }

    /// The word of the value converted to a data type.
    pub(super) fn word_as(self, data_type: DataType) -> f64 {
        converted_word(self.word(), self.data_type(), data_type)
    }

    fn word(self) -> f64 {
        match self {
            Scalar::Float(value) => value,
            Scalar::Integer(value) => word_of(value),
            Scalar::Bool(value) => word_of(i64::from(value)),
        }
    }

    pub(super) fn from_word(word: f64, data_type: DataType) -> Self {
        match data_type {
            DataType::Float64 => Scalar::Float(word),
            DataType::Int64 => Scalar::Integer(integer_of(word)),
            DataType::Bool => Scalar::Bool(integer_of(word) != 0),
        }
    }
}

/// The word that an int64 or a truth value is kept as.
pub(super) fn word_of(value: i64) -> f64 {
    f64::from_bits(value as u64)
}

/// The int64, or the truth value as 0 or 1, that a word stands for.
pub(super) fn integer_of(word: f64) -> i64 {
    word.to_bits() as i64
}

/// A float as int64, by C's rules: outside int64 it becomes `i64::MIN`, as on every x86.
fn truncated(value: f64) -> i64 {
    if is_fit_for_integer(value) {
        value as i64
    } else {
        i64::MIN
    }
}

fn is_fit_for_integer(value: f64) -> bool {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    (-LIMIT..LIMIT).contains(&value)
}

/// The word of the same element under another data type.
pub(super) fn converted_word(word: f64, from: DataType, to: DataType) -> f64 {
    match (from, to) {
        (DataType::Float64, DataType::Int64) => word_of(truncated(word)),
        (DataType::Float64, DataType::Bool) => word_of(i64::from(word != 0.0)),
        (DataType::Int64, DataType::Bool) => word_of(i64::from(integer_of(word) != 0)),
        (DataType::Int64 | DataType::Bool, DataType::Float64) => integer_of(word) as f64,
        _ => word,
    }
}

/// What Rust type stands for a data type.
pub trait Element: Copy {
    const DATA_TYPE: DataType;
    fn from_word(word: f64) -> Self;
}

impl Element for f64 {
    const DATA_TYPE: DataType = DataType::Float64;
    fn from_word(word: f64) -> Self {
        word
    }
}

impl Element for i64 {
    const DATA_TYPE: DataType = DataType::Int64;
    fn from_word(word: f64) -> Self {
        integer_of(word)
    }
}

impl Element for bool {
    const DATA_TYPE: DataType = DataType::Bool;
    fn from_word(word: f64) -> Self {
        integer_of(word) != 0
    }
}

/// Reads an array in C order, block by block, as words of one data type: straight from the
/// storage where that holds them without gaps, else through a buffer.
pub(super) struct Blocks {
    source: Source,
    buffer: Vec<f64>,
}

enum Source {
    Direct {
        words: Rc<Vec<f64>>,
        position: usize,
    },
    Gathered {
        reader: RunReader,
        walk: Walk,
    },
    /// One word for every element: the buffer is filled once.
    Constant(f64),
    /// The words are where the result goes: each block is saved before it is overwritten.
    Lent,
}

impl Blocks {
    pub fn new(array: &Array, data_type: DataType) -> Self {
        let view = &*array.0;
        let source = if !array.is_empty() && view.strides.iter().all(|&stride| stride == 0) {
            Source::Constant(array.word_at(view.offset, data_type))
        } else if array.data_type() == data_type && array.is_contiguous() {
            Source::Direct {
                words: view.storage.snapshot(),
                position: view.offset,
            }
        } else {
            Source::Gathered {
                reader: RunReader::new(array, data_type),
                walk: array.walk(),
            }
        };
        Blocks {
            source,
            buffer: Vec::new(),
        }
    }

    /// Reads what the blocks of the result hold before they are overwritten.
    pub fn lent() -> Self {
        Blocks {
            source: Source::Lent,
            buffer: Vec::new(),
        }
    }

    /// The next words, as many as there will be in the block of the result.
    pub fn next_block(&mut self, result: &[f64]) -> &[f64] {
        let length = result.len();
        match &mut self.source {
            Source::Direct { words, position } => {
                let start = *position;
                *position += length;
                return &words[start..start + length];
            }
            Source::Gathered { reader, walk } => {
                self.buffer.clear();
                reader.gather(walk, length, &mut self.buffer);
            }
            Source::Constant(word) => self.buffer.resize(length, *word),
            Source::Lent => {
                self.buffer.clear();
                self.buffer.extend_from_slice(result);
            }
        }
        &self.buffer
    }
}

/// Reads runs of an array as words of one data type.
pub(super) struct RunReader {
    words: Rc<Vec<f64>>,
    from: DataType,
    to: DataType,
    buffer: Vec<f64>,
}

impl RunReader {
    pub fn new(array: &Array, data_type: DataType) -> Self {
        RunReader {
            words: array.0.storage.snapshot(),
            from: array.data_type(),
            to: data_type,
            buffer: Vec::new(),
        }
    }

    /// The words of one run: straight from the storage where it holds them in steps of 1.
    pub fn slice(&mut self, run: Run) -> &[f64] {
        if let Some(direct) = direct_run(&self.words, run, self.from == self.to) {
            return direct;
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        self.append(run, &mut buffer);
        self.buffer = buffer;
        &self.buffer
    }

    /// Appends the next `length` words of a walk.
    fn gather(&self, walk: &mut Walk, length: usize, buffer: &mut Vec<f64>) {
        let mut left = length;
        while let Some(run) = walk.next_run(left) {
            match direct_run(&self.words, run, self.from == self.to) {
                Some(direct) => buffer.extend_from_slice(direct),
                None => self.append(run, buffer),
            }
            left -= run.length;
        }
    }

    fn append(&self, run: Run, buffer: &mut Vec<f64>) {
        let mut offset = run.offset as isize;
        for _ in 0..run.length {
            let word = self.words[offset as usize];
            buffer.push(converted_word(word, self.from, self.to));
            offset += run.stride;
        }
    }
}

fn direct_run(words: &[f64], run: Run, same_type: bool) -> Option<&[f64]> {
    if same_type && run.stride == 1 {
        words.get(run.offset..run.offset + run.length)
    } else {
        None
    }
}

impl Array {
    /// The elements in C order, as words of a data type.
    pub(super) fn words(&self, data_type: DataType) -> Vec<f64> {
        let mut words = Vec::with_capacity(self.len());
        RunReader::new(self, data_type).gather(&mut self.walk(), self.len(), &mut words);
        words
    }

    /// The elements in C order, converted.
    pub fn to_vec<T: Element>(&self) -> Vec<T> {
        self.words(T::DATA_TYPE)
            .into_iter()
            .map(T::from_word)
            .collect()
    }

    /// The elements in C order as scalars.
    pub fn scalars(&self) -> Vec<Scalar> {
        let data_type = self.data_type();
        self.words(data_type)
            .into_iter()
            .map(|word| Scalar::from_word(word, data_type))
            .collect()
    }

    /// Whether some float is NaN or past int64, which a cast to int64 flags as invalid.
    pub fn has_unfit_integers(&self) -> bool {
        self.data_type() == DataType::Float64
            && !self
                .words(DataType::Float64)
                .iter()
                .all(|&value| is_fit_for_integer(value))
    }

    /// A copy with another data type, C-ordered (`astype`).
    ///
    /// # Errors
    /// The array budget.
    pub fn converted(&self, data_type: DataType) -> ArrayResult<Array> {
        super::construct::check_budget(self.shape(), data_type)?;
        Ok(Array::from_words(
            self.words(data_type),
            data_type,
            self.shape(),
        ))
    }

    /// The array itself where it is float64, else a converted copy.
    ///
    /// # Errors
    /// The array budget.
    pub fn as_float(&self) -> ArrayResult<Array> {
        match self.data_type() {
            DataType::Float64 => Ok(self.clone()),
            _ => self.converted(DataType::Float64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_outside_int64_become_its_smallest_value() {
        assert_eq!(Scalar::Float(f64::NAN).to_i64(), i64::MIN);
        assert_eq!(Scalar::Float(9.3e18).to_i64(), i64::MIN);
        assert_eq!(Scalar::Float(-2.9).to_i64(), -2);
    }

    #[test]
    fn integers_whose_bits_are_those_of_a_nan_stay_what_they_are() {
        let signalling = 0x7ff0_0000_0000_0001;
        let array = Array::from_integers(vec![signalling, -1]);
        assert_eq!(array.copy().to_vec::<i64>(), [signalling, -1]);
        assert_eq!(array.transposed().scalars()[0], Scalar::Integer(signalling));
    }

    #[test]
    fn blocks_read_gaps_and_other_types() {
        let array = Array::from_integers((0..6).collect())
            .reshaped(&[2, 3])
            .unwrap();
        let mut blocks = Blocks::new(&array.transposed(), DataType::Float64);
        assert_eq!(blocks.next_block(&[0.0; 4]), [0.0, 3.0, 1.0, 4.0]);
        assert_eq!(blocks.next_block(&[0.0; 2]), [2.0, 5.0]);
    }
}
