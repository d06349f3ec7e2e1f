//! Instructions that build displays, text and slices, and those that take values apart.
//!
//! Knows nothing of how the values are used.

use super::calls::add_keyword;
use super::dictionary::Dictionary;
use super::frame::Frame;
use super::instruction::Instruction;
use super::machine::Machine;
use super::set::Set;
use super::shared::Shared;
use super::text::ascii;
use super::value::{Raised, Slice, Value};
use std::rc::Rc;

impl Machine {
    pub(super) fn build(
        &mut self,
        frame: &mut Frame,
        instruction: Instruction,
    ) -> Result<(), Raised> {
        use Instruction as I;
        match instruction {
            I::BuildList(count) => {
                self.allocate(count as usize)?;
                let items = frame.pop_many(count as usize);
                frame.push(Value::list(items));
            }
            I::BuildTuple(count) => {
                self.allocate(count as usize)?;
                let items = frame.pop_many(count as usize);
                frame.push(Value::tuple(items));
            }
            I::BuildSet(count, _) => {
                self.allocate(count as usize)?;
                let set = Shared::<Set>::empty()?;
                for item in frame.pop_many(count as usize) {
                    self.charge_key(&item)?;
                    set.borrow_mut().insert(item)?;
                }
                frame.push(Value::Set(set));
            }
            I::BuildDict(count, _) => {
                self.allocate(count as usize)?;
                let dict = Shared::<Dictionary>::empty()?;
                let mut items = frame.pop_many(2 * count as usize).into_iter();
                while let (Some(key), Some(value)) = (items.next(), items.next()) {
                    self.charge_key(&key)?;
                    dict.borrow_mut().insert(key, value)?;
                }
                frame.push(Value::Dict(dict));
            }
            I::BuildString(count) => {
                let parts = frame.pop_many(count as usize);
                let text: String = parts.iter().filter_map(Value::as_str).collect();
                frame.push(self.new_string(text)?);
            }
            I::Format {
                conversion,
                has_format,
            } => self.format_instruction(frame, conversion, has_format)?,
            I::BuildSlice => {
                let step = frame.pop();
                let stop = frame.pop();
                let start = frame.pop();
                frame.push(Value::Slice(Rc::new(Slice { start, stop, step })));
            }
            I::ListToTuple => {
                let list = frame.pop();
                let items = match &list {
                    Value::List(list) => list.take().0.split_off(0),
                    _ => Vec::new(),
                };
                frame.push(Value::tuple(items));
            }
            other => self.add(frame, other)?,
        }
        Ok(())
    }

    /// The instructions that add to a container below the top.
    fn add(&mut self, frame: &mut Frame, instruction: Instruction) -> Result<(), Raised> {
        use Instruction as I;
        match instruction {
            I::Append(depth) => {
                self.allocate(1)?;
                let value = frame.pop();
                if let Value::List(list) = frame.peek(depth as usize) {
                    list.borrow_mut().push(value);
                }
            }
            I::AddToSet(depth, _) => {
                self.allocate(1)?;
                let value = frame.pop();
                self.charge_key(&value)?;
                if let Value::Set(set) = frame.peek(depth as usize) {
                    set.borrow_mut().insert(value)?;
                }
            }
            I::AddToDict(depth, _) => {
                self.allocate(1)?;
                let value = frame.pop();
                let key = frame.pop();
                self.charge_key(&key)?;
                if let Value::Dict(dict) = frame.peek(depth as usize) {
                    dict.borrow_mut().insert(key, value)?;
                }
            }
            I::ExtendList => {
                let iterable = frame.pop();
                let values = self.collect(&iterable).map_err(|mut raised| {
                    if raised.traceback.is_empty() && raised.message.ends_with("is not iterable") {
                        raised.message = format!(
                            "Value after * must be an iterable, not {}",
                            iterable.message_name()
                        );
                    }
                    raised
                })?;
                if let Value::List(list) = frame.peek(0) {
                    list.borrow_mut().extend(values);
                }
            }
            I::ExtendSet(_) => {
                let iterable = frame.pop();
                let values = self.collect(&iterable)?;
                if let Value::Set(set) = frame.peek(0) {
                    for value in values {
                        self.charge_key(&value)?;
                        set.borrow_mut().insert(value)?;
                    }
                }
            }
            I::ExtendDict(_) => {
                let mapping = frame.pop();
                let Value::Dict(mapping) = &mapping else {
                    return Err(Raised::type_error(format!(
                        "'{}' object is not a mapping",
                        mapping.message_name()
                    )));
                };
                self.allocate(mapping.borrow().len())?;
                let entries = mapping.borrow().clone();
                if let Value::Dict(dict) = frame.peek(0) {
                    for (key, value) in entries.iter() {
                        dict.borrow_mut().insert(key.clone(), value.clone())?;
                    }
                }
            }
            I::ExtendArguments => self.extend_arguments(frame)?,
            I::AddKeyword => {
                let value = frame.pop();
                let name = frame.pop();
                add_keyword(frame, name, value)?;
            }
            I::ExtendKeywords => self.extend_keywords(frame)?,
            // Every other instruction was dealt with before.
            _ => {}
        }
        Ok(())
    }

    /// A value in an f-string: converted, then formatted.
    fn format_instruction(
        &mut self,
        frame: &mut Frame,
        conversion: Option<char>,
        has_format: bool,
    ) -> Result<(), Raised> {
        let format = if has_format { frame.pop() } else { Value::None };
        let value = self.convert(frame.pop(), conversion)?;
        let text = self.format_value(&value, format.as_str().unwrap_or(""))?;
        frame.push(self.new_string(text)?);
        Ok(())
    }

    /// `!r`, `!s`, `!a` of an f-string or a template.
    pub(super) fn convert(
        &mut self,
        value: Value,
        conversion: Option<char>,
    ) -> Result<Value, Raised> {
        Ok(match conversion {
            Some('r') => Value::string(self.repr(&value)?),
            Some('s') => Value::string(self.text(&value)?),
            Some('a') => Value::string(ascii(&self.repr(&value)?)),
            _ => value,
        })
    }

    /// `a, b = values`
    pub(super) fn unpack(&mut self, frame: &mut Frame, count: usize) -> Result<(), Raised> {
        let iterable = frame.pop();
        if let Value::Tuple(items) = &iterable
            && items.len() == count
        {
            frame.stack.extend(items.iter().rev().cloned());
            return Ok(());
        }
        let iterator = self.iterate_to_unpack(&iterable)?;
        let mut values = Vec::with_capacity(count.min(1000));
        while values.len() < count {
            match self.next(&iterator)? {
                Some(value) => values.push(value),
                None => {
                    return Err(Raised::value_error(format!(
                        "not enough values to unpack (expected {count}, got {})",
                        values.len()
                    )));
                }
            }
        }
        if self.next(&iterator)?.is_some() {
            return Err(Raised::value_error(format!(
                "too many values to unpack (expected {count})"
            )));
        }
        frame.stack.extend(values.into_iter().rev());
        Ok(())
    }

    /// `a, *b, c = values`
    pub(super) fn unpack_starred(
        &mut self,
        frame: &mut Frame,
        before: usize,
        after: usize,
    ) -> Result<(), Raised> {
        let iterable = frame.pop();
        let iterator = self.iterate_to_unpack(&iterable)?;
        let mut first = self.collect(&iterator)?;
        if first.len() < before + after {
            return Err(Raised::value_error(format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                first.len()
            )));
        }
        let last = first.split_off(first.len() - after);
        let rest = first.split_off(before);
        frame.stack.extend(last.into_iter().rev());
        frame.push(Value::list(rest));
        frame.stack.extend(first.into_iter().rev());
        Ok(())
    }

    fn iterate_to_unpack(&mut self, iterable: &Value) -> Result<Value, Raised> {
        self.iterate(iterable).map_err(|mut raised| {
            if raised.message.ends_with("is not iterable") {
                raised.message = format!(
                    "cannot unpack non-iterable {} object",
                    iterable.message_name()
                );
            }
            raised
        })
    }
}
