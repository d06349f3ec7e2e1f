//! Things found by an address in memory: what a copy of many shared objects has made so far.
//!
//! Knows nothing of what the things are.

/// Things by address. The table of places is the same code for things of every type.
pub struct ByAddress<T> {
    places: Places,
    things: Vec<T>,
}

impl<T> Default for ByAddress<T> {
    fn default() -> Self {
        ByAddress {
            places: Places::default(),
            things: Vec::new(),
        }
    }
}

impl<T> ByAddress<T> {
    /// The thing of an address.
    pub fn get(&self, address: usize) -> Option<&T> {
        self.things.get(self.places.find(address)?)
    }

    /// Adds the thing of an address that has none yet.
    pub fn insert(&mut self, address: usize, thing: T) {
        self.places.insert(address, self.things.len());
        self.things.push(thing);
    }
}

/// Open addressing: each entry is an address, 0 where it is free, and a place. The length is a
/// power of two, and at least half of it is free.
#[derive(Default)]
struct Places {
    table: Vec<(usize, usize)>,
}

impl Places {
    fn find(&self, address: usize) -> Option<usize> {
        let (found, place) = *self.table.get(self.slot(address))?;
        (found == address).then_some(place)
    }

    /// `place` is how many there were before.
    fn insert(&mut self, address: usize, place: usize) {
        if 2 * (place + 1) > self.table.len() {
            let larger = vec![(0, 0); (4 * place).max(16).next_power_of_two()];
            for entry in std::mem::replace(&mut self.table, larger) {
                if entry.0 != 0 {
                    let slot = self.slot(entry.0);
                    self.table[slot] = entry;
                }
            }
        }
        let slot = self.slot(address);
        self.table[slot] = (address, place);
    }

    /// Where an address is or would go; 0 in an empty table.
    fn slot(&self, address: usize) -> usize {
        let mask = self.table.len().saturating_sub(1);
        // Addresses are multiples of eight: what tells them apart comes from the upper half.
        let mixed = (address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let mut slot = mixed as usize & mask;
        while self
            .table
            .get(slot)
            .is_some_and(|(found, _)| *found != 0 && *found != address)
        {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_came_is_found() {
        let mut things = ByAddress::default();
        assert_eq!(things.get(8), None);
        for address in 1..1000 {
            things.insert(8 * address, address);
        }
        for address in 1..1000 {
            assert_eq!(things.get(8 * address), Some(&address));
            assert_eq!(things.get(8 * address + 4), None);
        }
    }
}
