//! The table behind `set`: CPython's own, so that a set of numbers shows its elements in the
//! order in which CPython shows them.
//!
//! Follows `Objects/setobject.c` of CPython 3.11: open addressing with short linear probes.
//!
//! Knows nothing of Python's methods.

use super::comparison::same_key;
use super::hashing::hash;
use super::items::bury;
use super::value::{Raised, Value};

/// How many neighbours of a place are tried before the next jump.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const SMALLEST: usize = 8;

/// A set of hashable values.
#[derive(Clone)]
pub struct Set {
    /// A power of two of places.
    table: Vec<Slot>,
    /// Places that are not free: elements and what removed ones left behind.
    filled: usize,
    length: usize,
}

#[derive(Clone)]
enum Slot {
    Free,
    Removed,
    Element(i64, Value),
}

impl Default for Set {
    fn default() -> Self {
        Set {
            table: vec![Slot::Free; SMALLEST],
            filled: 0,
            length: 0,
        }
    }
}

impl Set {
    pub fn new() -> Self {
        Self::default()
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The elements in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.table.iter().filter_map(|slot| match slot {
            Slot::Element(_, value) => Some(value),
            _ => None,
        })
    }

    /// The first element at or after place `from`, and the place after it.
    pub fn element_from(&self, from: usize) -> Option<(usize, &Value)> {
        let places = self.table.get(from..)?;
        places
            .iter()
            .enumerate()
            .find_map(|(offset, slot)| match slot {
                Slot::Element(_, value) => Some((from + offset + 1, value)),
                _ => None,
            })
    }

    /// Whether an equal element is there.
    ///
    /// # Errors
    /// `TypeError` for an unhashable value.
    pub fn contains(&self, value: &Value) -> Result<bool, Raised> {
        Ok(self.find(value, hash(value)?).is_ok())
    }

    /// Adds an element, unless an equal one is there already.
    ///
    /// # Errors
    /// `TypeError` for an unhashable value.
    pub fn insert(&mut self, value: Value) -> Result<(), Raised> {
        let hash = hash(&value)?;
        if let Err(place) = self.find(&value, hash) {
            self.filled += 1;
            self.table[place] = Slot::Element(hash, value);
            self.length += 1;
            if self.filled * 5 >= (self.table.len() - 1) * 3 {
                let factor = if self.length > 50_000 { 2 } else { 4 };
                self.resize(self.length * factor);
            }
        }
        Ok(())
    }

    /// Removes an element and tells whether it was there.
    ///
    /// # Errors
    /// `TypeError` for an unhashable value.
    pub fn remove(&mut self, value: &Value) -> Result<bool, Raised> {
        let Ok(place) = self.find(value, hash(value)?) else {
            return Ok(false);
        };
        self.table[place] = Slot::Removed;
        self.length -= 1;
        Ok(true)
    }

    /// Removes and gives the first element in the table's order.
    pub fn pop_first(&mut self) -> Option<Value> {
        let place = self
            .table
            .iter()
            .position(|slot| matches!(slot, Slot::Element(..)))?;
        match std::mem::replace(&mut self.table[place], Slot::Removed) {
            Slot::Element(_, value) => {
                self.length -= 1;
                Some(value)
            }
            _ => None,
        }
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds all elements of another set, with CPython's room for both at once.
    ///
    /// # Errors
    /// None in practice: the elements were hashable before.
    pub fn merge(&mut self, other: &Set) -> Result<(), Raised> {
        if (self.filled + other.length) * 5 >= (self.table.len() - 1) * 3 {
            self.resize((self.length + other.length) * 2);
        }
        for value in other.iter() {
            self.insert(value.clone())?;
        }
        Ok(())
    }

    /// The place of an equal element, or else the free place where it would go.
    /// As in CPython, what a removed element left behind is not used again.
    fn find(&self, value: &Value, hash: i64) -> Result<usize, usize> {
        for place in Probes::new(hash, self.table.len()) {
            match &self.table[place] {
                Slot::Free => return Err(place),
                Slot::Element(other, element) if *other == hash && same_key(element, value) => {
                    return Ok(place);
                }
                _ => {}
            }
        }
        Err(0) // Never reached: the probes do not end, and some places are always free.
    }

    /// Makes a table with room for more than `wanted` elements.
    fn resize(&mut self, wanted: usize) {
        let mut size = SMALLEST;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.table, vec![Slot::Free; size]);
        self.filled = self.length;
        for slot in old {
            if let Slot::Element(hash, value) = slot {
                let place = self.free_place(hash);
                self.table[place] = Slot::Element(hash, value);
            }
        }
    }

    fn free_place(&self, hash: i64) -> usize {
        Probes::new(hash, self.table.len())
            .find(|place| matches!(self.table[*place], Slot::Free))
            .unwrap_or(0)
    }
}

/// The places where a hash may be, in the order in which CPython tries them; without end.
struct Probes {
    mask: u64,
    perturb: u64,
    /// The place that the current run of neighbours started at.
    start: u64,
    /// How many neighbours come next.
    left: usize,
    next: u64,
}

impl Probes {
    fn new(hash: i64, table: usize) -> Self {
        let mask = table as u64 - 1;
        let mut probes = Probes {
            mask,
            perturb: hash as u64,
            start: 0,
            left: 0,
            next: 0,
        };
        probes.start_at(hash as u64 & mask);
        probes
    }

    fn start_at(&mut self, start: u64) {
        self.start = start;
        self.next = start;
        self.left = 1;
        if start + LINEAR_PROBES as u64 <= self.mask {
            self.left += LINEAR_PROBES;
        }
    }
}

impl Iterator for Probes {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.left == 0 {
            self.perturb >>= PERTURB_SHIFT;
            let jump = self.start.wrapping_mul(5).wrapping_add(1);
            self.start_at(jump.wrapping_add(self.perturb) & self.mask);
        }
        let place = self.next;
        self.left -= 1;
        self.next += 1;
        Some(place as usize)
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        let elements = self.table.drain(..).filter_map(|slot| match slot {
            Slot::Element(_, value) => Some(value),
            _ => None,
        });
        bury(&mut elements.collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: &[i64], expected: &[i64]) {
        let mut set = Set::new();
        for number in numbers {
            assert!(set.insert(Value::Integer(*number)).is_ok());
        }
        let order: Vec<i64> = set.iter().filter_map(Value::as_small_integer).collect();
        assert_eq!(order, expected);
    }

    #[test]
    fn numbers_are_in_the_order_of_cpython() {
        check(&[3, 1, 2, 1], &[1, 2, 3]);
        check(&[-1, 5, -3], &[-3, 5, -1]);
        check(&[100, 7, 33, 9, 64], &[64, 33, 100, 7, 9]);
        check(&[16, 8, 0], &[16, 8, 0]);
    }
}
