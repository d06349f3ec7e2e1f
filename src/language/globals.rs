//! The one global namespace: names in numbered slots, so that compiled code need not search.
//!
//! Knows nothing of modules or scopes.

use super::syntax_tree::Name;
use super::value::Value;

/// The global variables, and the built-ins behind them.
#[derive(Clone, Default)]
pub struct Globals {
    slots: Vec<Slot>,
    /// The numbers of the slots, by name.
    by_name: Vec<u32>,
    /// The slots whose names are bound, in the order in which they were bound.
    bound: Vec<u32>,
}

#[derive(Clone)]
struct Slot {
    name: Name,
    value: Option<Value>,
    built_in: Option<Value>,
}

impl Globals {
    /// The slot of a name, a new one at need. `built_in` finds what the name means unbound.
    pub fn slot(&mut self, name: &Name, built_in: fn(&str) -> Option<Value>) -> u32 {
        match self.find(name) {
            Ok(place) => self.by_name[place],
            Err(place) => {
                let slot = self.slots.len() as u32;
                self.slots.push(Slot {
                    name: name.clone(),
                    value: None,
                    built_in: built_in(name),
                });
                self.by_name.insert(place, slot);
                slot
            }
        }
    }

    /// Where a name's slot stands in `by_name`, or where it would have to.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.by_name
            .binary_search_by(|&slot| self.name(slot).cmp(name))
    }

    /// What a slot's name means now.
    pub fn load(&self, slot: u32) -> Option<&Value> {
        let slot = self.slots.get(slot as usize)?;
        slot.value.as_ref().or(slot.built_in.as_ref())
    }

    /// Binds a slot's name.
    pub fn store(&mut self, slot: u32, value: Value) {
        if let Some(bound) = self.slots.get_mut(slot as usize)
            && bound.value.replace(value).is_none()
        {
            self.bound.push(slot);
        }
    }

    /// Unbinds a slot's name and tells whether it was bound.
    pub fn delete(&mut self, slot: u32) -> bool {
        self.bound.retain(|bound| *bound != slot);
        self.slots
            .get_mut(slot as usize)
            .is_some_and(|slot| slot.value.take().is_some())
    }

    /// A slot's name.
    pub fn name(&self, slot: u32) -> &str {
        self.slots.get(slot as usize).map_or("", |slot| &slot.name)
    }

    /// The value of a global variable, built-ins apart.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let slot = self.by_name[self.find(name).ok()?];
        self.slots[slot as usize].value.as_ref()
    }

    /// The bound names with their values, in the order in which they were bound.
    pub fn bound(&self) -> Vec<(&Name, &Value)> {
        let mut bound = Vec::new();
        for slot in &self.bound {
            let slot = &self.slots[*slot as usize];
            if let Some(value) = &slot.value {
                bound.push((&slot.name, value));
            }
        }
        bound
    }

    /// Every value, to be replaced by its copy in a fork.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.slots.iter_mut().filter_map(|slot| slot.value.as_mut())
    }
}
