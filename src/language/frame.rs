//! A frame: a function, a comprehension or a cell while it runs.
//!
//! Knows nothing of what the instructions do.

use super::error::TracebackEntry;
use super::function::Cell;
use super::instruction::Code;
use super::items::bury;
use super::source::Span;
use super::value::Value;
use std::rc::Rc;

/// The state of running code.
pub struct Frame {
    pub code: Rc<Code>,
    /// The instruction that comes next.
    pub next: usize,
    /// Empty where a variable is unbound.
    pub locals: Vec<Option<Value>>,
    pub stack: Vec<Value>,
    /// The code's own cells, then those it captured.
    pub cells: Vec<Cell>,
    pub handlers: Vec<Handler>,
}

/// Where an exception goes, and how much of the stacks is kept then.
#[derive(Clone, Copy)]
pub struct Handler {
    pub target: usize,
    pub stack: usize,
    /// Of the machine's stack of handled exceptions.
    pub handled: usize,
}

impl Frame {
    /// A frame at the start of `code`, with its parameters' values.
    pub fn new(code: Rc<Code>, mut locals: Vec<Option<Value>>, captured: &[Cell]) -> Self {
        locals.resize_with(code.locals.len(), || None);
        let mut cells = Vec::with_capacity(code.cells.len() + captured.len());
        for (_, parameter) in &code.cells {
            let value = parameter.and_then(|slot| locals[slot as usize].take());
            cells.push(Rc::new(std::cell::RefCell::new(value)));
        }
        cells.extend_from_slice(captured);
        Frame {
            code,
            next: 0,
            locals,
            stack: Vec::new(),
            cells,
            handlers: Vec::new(),
        }
    }

    /// Takes the topmost value. The compiler keeps the stack in balance, so that there is one.
    pub fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or(Value::None)
    }

    /// Takes the topmost `count` values, the deepest first.
    pub fn pop_many(&mut self, count: usize) -> Vec<Value> {
        let start = self.stack.len().saturating_sub(count);
        self.stack.split_off(start)
    }

    pub fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    /// The value that is `depth` below the topmost.
    pub fn peek(&self, depth: usize) -> &Value {
        let index = self.stack.len().checked_sub(depth + 1);
        index.map_or(&Value::None, |index| &self.stack[index])
    }

    /// The place of the instruction that runs now.
    pub fn span(&self) -> Span {
        let current = self.next.saturating_sub(1);
        self.code.spans.get(current).copied().unwrap_or_default()
    }

    /// What a traceback says about this frame.
    pub fn traceback_entry(&self) -> TracebackEntry {
        TracebackEntry {
            source: self.code.source.clone(),
            span: self.span(),
            function: self.code.name.to_string(),
        }
    }

    /// Everything the frame holds, for whoever drops it.
    pub fn take_values(&mut self) -> Vec<Value> {
        let mut values = std::mem::take(&mut self.stack);
        values.extend(self.locals.drain(..).flatten());
        values
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        bury(&mut self.take_values());
    }
}
