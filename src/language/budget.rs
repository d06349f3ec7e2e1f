//! Work budgets: counts, far above any honest edit, that end a cell which would not end.
//!
//! Knows nothing of what the work is.

use super::error::ErrorKind;
use super::value::Raised;

/// How many instructions, and native steps such as elements summed, a cell may run.
pub const STEPS: u64 = 5_000_000;
/// How many elements of lists, tuples, dicts and sets a cell may make.
pub const ELEMENTS: u64 = 5_000_000;
/// How many bytes of text a cell may make, a string at a time and in all.
pub const TEXT: u64 = 20_000_000;
/// How many bytes a cell may print.
pub const PRINTED: usize = 2_000_000;
/// How many bits an integer may have.
pub const INTEGER_BITS: u64 = 2_000_000;

/// What is left of a cell's budgets.
#[derive(Clone)]
pub struct Budget {
    pub steps: u64,
    pub elements: u64,
    pub text: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            steps: STEPS,
            elements: ELEMENTS,
            text: TEXT,
        }
    }
}

impl Budget {
    /// Takes `count` steps.
    ///
    /// # Errors
    /// `TimeoutError` at the end of the budget; nothing catches it.
    #[inline]
    pub fn charge(&mut self, count: u64) -> Result<(), Raised> {
        match self.steps.checked_sub(count) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => {
                self.steps = 0;
                Err(Raised::exhausted(
                    ErrorKind::TimeoutError,
                    "this cell ran 5,000,000 steps without coming to its end, so the page stopped it",
                ))
            }
        }
    }

    /// Takes room for `count` elements.
    ///
    /// # Errors
    /// `MemoryError` at the end of the budget; nothing catches it.
    pub fn allocate(&mut self, count: u64) -> Result<(), Raised> {
        self.elements = self.elements.checked_sub(count).ok_or_else(|| {
            memory_error(
                "this cell made more than 5,000,000 elements of lists, so the page stopped it",
            )
        })?;
        Ok(())
    }

    /// Takes room for `bytes` of text.
    ///
    /// # Errors
    /// `MemoryError` at the end of the budget; nothing catches it.
    pub fn allocate_text(&mut self, bytes: u64) -> Result<(), Raised> {
        self.text = self.text.checked_sub(bytes).ok_or_else(|| {
            memory_error(
                "this cell made more than 20,000,000 characters of text, so the page stopped it",
            )
        })?;
        Ok(())
    }

    /// Takes the work and the room of an integer operation whose result has so many bits and
    /// that costs about `products` multiplications of 64-bit digits.
    ///
    /// # Errors
    /// `MemoryError` for a result past [`INTEGER_BITS`], `TimeoutError` for too much work.
    pub fn integer(&mut self, bits: u64, products: u64) -> Result<(), Raised> {
        if bits > INTEGER_BITS {
            return Err(memory_error(
                "this cell made an integer of more than 600,000 digits, so the page stopped it",
            ));
        }
        self.charge(products / 16)
    }
}

/// A `MemoryError` that nothing catches.
pub fn memory_error(message: &str) -> Raised {
    Raised::exhausted(ErrorKind::MemoryError, message)
}
