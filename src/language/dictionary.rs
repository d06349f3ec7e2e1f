//! The table behind `dict`: keys in the order in which they came.
//!
//! Knows nothing of Python's methods.

use super::comparison::same_key;
use super::hashing::hash;
use super::items::bury;
use super::value::{Raised, Value};

/// A map from hashable values to values, in order of insertion.
#[derive(Clone, Default)]
pub struct Dictionary {
    /// In order of insertion; a removed entry leaves a gap until the table is rebuilt.
    entries: Vec<Option<Entry>>,
    /// Open addressing: 0 is free, anything else is an index into `entries` plus one.
    /// Its length is a power of two, and more than a third of it is always free.
    table: Vec<u32>,
    length: usize,
}

#[derive(Clone)]
struct Entry {
    hash: i64,
    key: Value,
    value: Value,
}

impl Dictionary {
    pub fn new() -> Self {
        Self::default()
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The value of a key.
    ///
    /// # Errors
    /// `TypeError` for an unhashable key.
    pub fn get(&self, key: &Value) -> Result<Option<&Value>, Raised> {
        let found = self.find(key, hash(key)?);
        Ok(found
            .and_then(|(_, index)| self.entries[index].as_ref())
            .map(|entry| &entry.value))
    }

    /// The value of a string key.
    pub fn get_str(&self, key: &str) -> Option<&Value> {
        self.iter()
            .find(|(candidate, _)| candidate.as_str() == Some(key))
            .map(|(_, value)| value)
    }

    /// Sets the value of a key, which keeps its place if it was there, and tells whether it is
    /// a new one.
    ///
    /// # Errors
    /// `TypeError` for an unhashable key.
    pub fn insert(&mut self, key: Value, value: Value) -> Result<bool, Raised> {
        let hash = hash(&key)?;
        if let Some((_, index)) = self.find(&key, hash) {
            if let Some(entry) = &mut self.entries[index] {
                entry.value = value;
            }
            return Ok(false);
        }
        if (self.entries.len() + 1) * 3 > self.table.len() * 2 {
            self.rebuild();
        }
        let place = self.free_place(hash);
        self.entries.push(Some(Entry { hash, key, value }));
        self.table[place] = self.entries.len() as u32;
        self.length += 1;
        Ok(true)
    }

    /// Removes a key and gives its value.
    ///
    /// # Errors
    /// `TypeError` for an unhashable key.
    pub fn remove(&mut self, key: &Value) -> Result<Option<Value>, Raised> {
        let found = self.find(key, hash(key)?);
        Ok(found
            .and_then(|(_, index)| self.take(index))
            .map(|entry| entry.1))
    }

    /// Removes and gives the entry that was inserted last.
    pub fn pop_last(&mut self) -> Option<(Value, Value)> {
        let index = self.entries.iter().rposition(Option::is_some)?;
        let entry = self.take(index);
        self.entries.truncate(index + 1);
        entry
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.entries
            .iter()
            .flatten()
            .map(|entry| (&entry.key, &entry.value))
    }

    /// The values, to be replaced by their copies in a fork.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.entries
            .iter_mut()
            .flatten()
            .map(|entry| &mut entry.value)
    }

    /// The first entry at or after position `from`, and the position after it: what an iterator
    /// that lives longer than a borrow needs.
    pub fn entry_from(&self, from: usize) -> Option<(usize, &Value, &Value)> {
        let offset = self.entries.get(from..)?.iter().position(Option::is_some)?;
        let entry = self.entries[from + offset].as_ref()?;
        Some((from + offset + 1, &entry.key, &entry.value))
    }

    fn take(&mut self, index: usize) -> Option<(Value, Value)> {
        let entry = self.entries.get_mut(index)?.take()?;
        self.length -= 1;
        Some((entry.key, entry.value))
    }

    /// Where a key is: its place in the table and in the entries.
    fn find(&self, key: &Value, hash: i64) -> Option<(usize, usize)> {
        if self.table.is_empty() {
            return None;
        }
        let mask = self.table.len() - 1;
        let mut place = spread(hash) & mask;
        loop {
            let index = (self.table[place] as usize).checked_sub(1)?;
            if let Some(entry) = &self.entries[index]
                && entry.hash == hash
                && same_key(&entry.key, key)
            {
                return Some((place, index));
            }
            place = (place + 1) & mask;
        }
    }

    fn free_place(&self, hash: i64) -> usize {
        let mask = self.table.len() - 1;
        let mut place = spread(hash) & mask;
        while self.table[place] != 0 {
            place = (place + 1) & mask;
        }
        place
    }

    /// Closes the gaps and gives the table room for as many entries again.
    fn rebuild(&mut self) {
        self.entries.retain(Option::is_some);
        let size = ((self.entries.len() + 1) * 3).next_power_of_two().max(8);
        self.table = vec![0; size];
        for index in 0..self.entries.len() {
            if let Some(entry) = &self.entries[index] {
                let place = self.free_place(entry.hash);
                self.table[place] = index as u32 + 1;
            }
        }
    }
}

impl Drop for Dictionary {
    fn drop(&mut self) {
        let mut values = Vec::new();
        for entry in self.entries.drain(..).flatten() {
            values.push(entry.key);
            values.push(entry.value);
        }
        bury(&mut values);
    }
}

/// Mixes the bits of a hash, since those of small integers are the integers.
fn spread(hash: i64) -> usize {
    ((hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(dictionary: &Dictionary) -> Vec<i64> {
        dictionary
            .iter()
            .filter_map(|(key, _)| key.as_small_integer())
            .collect()
    }

    #[test]
    fn keys_keep_the_order_in_which_they_came() {
        let mut dictionary = Dictionary::new();
        for key in [3, 1, 2, 1] {
            assert!(dictionary.insert(Value::Integer(key), Value::None).is_ok());
        }
        assert_eq!(keys(&dictionary), [3, 1, 2]);
        assert!(dictionary.remove(&Value::Integer(3)).is_ok());
        assert!(dictionary.insert(Value::Integer(3), Value::None).is_ok());
        assert_eq!(keys(&dictionary), [1, 2, 3]);
    }

    #[test]
    fn many_keys_come_and_go() {
        let mut dictionary = Dictionary::new();
        for key in 0..1000 {
            assert!(
                dictionary
                    .insert(Value::Integer(key), Value::Integer(-key))
                    .is_ok()
            );
            if key % 3 == 0 {
                assert!(dictionary.remove(&Value::Integer(key / 2)).is_ok());
            }
        }
        let value = dictionary.get(&Value::Float(999.0)).ok().flatten().cloned();
        assert_eq!(value.and_then(|value| value.as_small_integer()), Some(-999));
        assert_eq!(dictionary.iter().count(), dictionary.len());
    }

    #[test]
    fn an_integer_and_an_equal_float_are_one_key() {
        let mut dictionary = Dictionary::new();
        assert_eq!(
            dictionary.insert(Value::Integer(1), Value::None).ok(),
            Some(true)
        );
        assert_eq!(
            dictionary.insert(Value::Float(1.0), Value::None).ok(),
            Some(false)
        );
        assert_eq!(
            dictionary.insert(Value::Bool(true), Value::None).ok(),
            Some(false)
        );
        assert_eq!(dictionary.len(), 1);
    }
}
