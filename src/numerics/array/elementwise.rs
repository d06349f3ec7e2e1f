//! Operations element by element: broadcasting, conversion, and running a loop block by block
//! over contiguous slices of words.

use super::broadcast::broadcast_shapes;
use super::construct::check_budget;
use super::element::{Blocks, integer_of};
use super::{Array, ArrayResult, DataType};
use crate::numerics::gather::Gather;

/// Elements a loop handles at a time: few enough for the first-level cache, enough to
/// hide the cost of the call.
const BLOCK: usize = 512;

/// What the floating-point unit would have flagged. Underflow is ignored, as NumPy's
/// default is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FloatingFlags(u8);

impl FloatingFlags {
    pub const NONE: FloatingFlags = FloatingFlags(0);
    pub const DIVIDE: FloatingFlags = FloatingFlags(1);
    pub const OVERFLOW: FloatingFlags = FloatingFlags(2);
    pub const INVALID: FloatingFlags = FloatingFlags(4);

    /// Both sets of flags.
    pub fn union(self, other: FloatingFlags) -> Self {
        FloatingFlags(self.0 | other.0)
    }

    /// Whether all of `other` are raised.
    pub fn contains(self, other: FloatingFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// NumPy's words for the flags raised, in the order it warns: `divide by zero`,
    /// `overflow`, `invalid value`.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        const WORDS: [(FloatingFlags, &str); 3] = [
            (FloatingFlags::DIVIDE, "divide by zero"),
            (FloatingFlags::OVERFLOW, "overflow"),
            (FloatingFlags::INVALID, "invalid value"),
        ];
        let raised = WORDS.into_iter().filter(move |word| self.contains(word.0));
        raised.map(|word| word.1)
    }
}

/// Whether no element is infinite or NaN; without a branch in the loop.
pub(super) fn all_finite(values: &[f64]) -> bool {
    values
        .iter()
        .fold(true, |finite, value| finite & value.is_finite())
}

/// What fills a block of the result from those of up to three operands.
type BlockLoop<'a> = &'a mut dyn FnMut([&[f64]; 3], &mut [f64]);

/// Broadcasts up to three operands, each read as words of its data type, and fills an array
/// of type `result` block by block: `run` gets the operands' blocks and that of the result.
///
/// The operands are handed over: where nothing else holds an array, its memory takes the
/// result, which saves the cost of fresh memory.
///
/// # Errors
/// Shapes that do not broadcast; the array budget.
pub(super) fn elementwise(
    operands: Vec<(Array, DataType)>,
    result: DataType,
    run: BlockLoop,
) -> ArrayResult<Array> {
    let shapes: Vec<&[usize]> = operands.iter().map(|(array, _)| array.shape()).gather();
    let shape = broadcast_shapes(&shapes)?;
    check_budget(&shape, result)?;
    let mut output = None;
    let mut sources = Vec::new();
    for (array, data_type) in operands {
        let lends = output.is_none() && *shape == *array.shape() && array.is_free(data_type);
        if lends {
            output = Some(array.0.storage.take());
            sources.push(Blocks::lent());
        } else {
            sources.push(Blocks::new(&array.broadcast_to(&shape)?, data_type));
        }
    }
    let mut output = output.unwrap_or_else(|| vec![0.0; shape.iter().product()]);
    for block in output.chunks_mut(BLOCK) {
        let mut inputs: [&[f64]; 3] = [&[]; 3];
        for (input, source) in inputs.iter_mut().zip(&mut sources) {
            *input = source.next_block(block);
        }
        run(inputs, block);
    }
    Ok(Array::from_words(output, result, &shape))
}

impl Array {
    /// Whether nothing else holds this array, which is its whole storage.
    fn is_free(&self, data_type: DataType) -> bool {
        self.data_type() == data_type
            && self.is_unshared()
            && self.covers_storage()
            && self.0.storage.is_unshared()
    }

    /// Where this is true the element of `left`, else that of `right`, all broadcast
    /// together (`where`).
    ///
    /// # Errors
    /// Shapes that do not broadcast; the array budget.
    pub fn choose(&self, left: &Array, right: &Array) -> ArrayResult<Array> {
        let data_type = left.data_type().max(right.data_type());
        let operands = vec![
            (self.clone(), DataType::Bool),
            (left.clone(), data_type),
            (right.clone(), data_type),
        ];
        elementwise(
            operands,
            data_type,
            &mut |[condition, left, right], output| {
                for (position, output) in output.iter_mut().enumerate() {
                    let side = match integer_of(condition[position]) {
                        0 => right,
                        _ => left,
                    };
                    *output = side[position];
                }
            },
        )
    }

    /// Writes `value`, broadcast and converted, over this view (`x[...] = value`). Reads
    /// `value` as it was before, where the two overlap.
    ///
    /// # Errors
    /// Shapes that do not broadcast.
    pub fn assign(&self, value: &Array) -> ArrayResult<()> {
        let value = value.broadcast_to(self.shape())?;
        let storage = &self.0.storage;
        if value.data_type() == self.data_type() && self.covers_storage() && value.covers_storage()
        {
            storage.replace(value.0.storage.snapshot());
            return Ok(());
        }
        let words = value.words(self.data_type());
        storage.write(&mut |elements| {
            let mut walk = self.walk();
            let mut words = words.iter();
            while let Some(run) = walk.next_run(usize::MAX) {
                let mut offset = run.offset as isize;
                for word in words.by_ref().take(run.length) {
                    elements[offset as usize] = *word;
                    offset += run.stride;
                }
            }
        });
        Ok(())
    }
}
