//! The one global namespace: names in numbered slots, so that compiled code need not search.
//!
//! Knows nothing of modules or scopes.

use super::syntax_tree::Name;
use super::value::Value;
use std::collections::BTreeMap;

/// The global variables, and the built-ins behind them.
#[derive(Clone, Default)]
pub struct Globals {
    slots: Vec<Slot>,
    by_name: BTreeMap<Name, u32>,
    /// Counts bindings, to know the order in which names came.
    bindings: u64,
}

#[derive(Clone)]
struct Slot {
    name: Name,
    value: Option<Value>,
    built_in: Option<Value>,
    bound_at: u64,
}

impl Globals {
    /// The slot of a name, a new one at need. `built_in` finds what the name means unbound.
    pub fn slot(&mut self, name: &Name, built_in: fn(&str) -> Option<Value>) -> u32 {
        if let Some(slot) = self.by_name.get(name) {
            return *slot;
        }
        let slot = self.slots.len() as u32;
        self.slots.push(Slot {
            name: name.clone(),
            value: None,
            built_in: built_in(name),
            bound_at: 0,
        });
        self.by_name.insert(name.clone(), slot);
        slot
    }

    /// What a slot's name means now.
    pub fn load(&self, slot: u32) -> Option<&Value> {
        let slot = self.slots.get(slot as usize)?;
        slot.value.as_ref().or(slot.built_in.as_ref())
    }

    /// Binds a slot's name.
    pub fn store(&mut self, slot: u32, value: Value) {
        let Some(slot) = self.slots.get_mut(slot as usize) else {
            return;
        };
        if slot.value.replace(value).is_none() {
            self.bindings += 1;
            slot.bound_at = self.bindings;
        }
    }

    /// Unbinds a slot's name and tells whether it was bound.
    pub fn delete(&mut self, slot: u32) -> bool {
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
        let slot = self.by_name.get(name)?;
        self.slots[*slot as usize].value.as_ref()
    }

    /// The bound names with their values, in the order in which they were bound.
    pub fn bound(&self) -> Vec<(&Name, &Value)> {
        let mut bound: Vec<(u64, &Name, &Value)> = self
            .slots
            .iter()
            .filter_map(|slot| Some((slot.bound_at, &slot.name, slot.value.as_ref()?)))
            .collect();
        bound.sort_by_key(|(bound_at, ..)| *bound_at);
        bound
            .into_iter()
            .map(|(_, name, value)| (name, value))
            .collect()
    }

    /// Every value, to be replaced by its copy in a fork.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.slots.iter_mut().filter_map(|slot| slot.value.as_mut())
    }
}
