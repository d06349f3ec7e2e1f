//! The loop that runs instructions, calls and returns, and sends exceptions to their handlers.
//!
//! Python calls do not recurse natively: the loop suspends the caller's frame. What single
//! instructions do stands in the files named for it.
//!
//! Knows nothing of syntax.

use super::comparison;
use super::error::ErrorKind;
use super::exception::{Exception, Hint};
use super::frame::{Frame, Handler};
use super::instruction::Instruction;
use super::machine::Machine;
use super::native::Arguments;
use super::types::Type;
use super::value::{Outcome, Raised, Value};
use crate::numerics::gather::Gather;
use std::rc::Rc;

/// What the loop does after an instruction.
pub(super) enum Flow {
    /// Goes on with the next one.
    Next,
    /// Runs a new frame first.
    Call(Box<Frame>),
    Return(Value),
    Yield(Value),
}

/// How a frame ended.
enum Exit {
    Return(Value),
    Yield(Value, Box<Frame>),
}

impl Machine {
    /// Runs a new frame to its end.
    pub(super) fn start(&mut self, frame: Frame) -> Outcome {
        match self.run_frame(frame)? {
            Exit::Return(value) | Exit::Yield(value, _) => Ok(value),
        }
    }

    /// Runs a generator's frame to its next value; `None` at its end.
    pub(super) fn resume(&mut self, frame: Frame) -> Result<Option<(Value, Box<Frame>)>, Raised> {
        Ok(match self.run_frame(frame)? {
            Exit::Return(_) => None,
            Exit::Yield(value, frame) => Some((value, frame)),
        })
    }

    fn run_frame(&mut self, mut frame: Frame) -> Result<Exit, Raised> {
        self.enter_call()?;
        let base = self.frames.len();
        loop {
            let flow = self.run_until_flow(&mut frame);
            if !self.new_warnings.is_empty() {
                self.place_warnings(&frame.code.source.clone(), frame.span());
            }
            match flow {
                Ok(Flow::Next) => {}
                Ok(Flow::Call(callee)) => match self.enter_call() {
                    Ok(()) => self.frames.push(std::mem::replace(&mut frame, *callee)),
                    Err(raised) => self.unwind(&mut frame, base, raised)?,
                },
                Ok(Flow::Return(value)) => {
                    self.call_depth -= 1;
                    if self.frames.len() == base {
                        return Ok(Exit::Return(value));
                    }
                    if let Some(caller) = self.frames.pop() {
                        frame = caller;
                    }
                    frame.push(value);
                }
                Ok(Flow::Yield(value)) => {
                    self.call_depth -= 1;
                    return Ok(Exit::Yield(value, Box::new(frame)));
                }
                Err(raised) => self.unwind(&mut frame, base, raised)?,
            }
        }
    }

    /// Runs instructions until one of them is more than a step within its frame, or warns.
    fn run_until_flow(&mut self, frame: &mut Frame) -> Result<Flow, Raised> {
        loop {
            let Some(instruction) = frame.code.instructions.get(frame.next) else {
                return Ok(Flow::Return(Value::None));
            };
            let instruction = *instruction;
            // The instruction before the next one is where an error stands, that of the budget too.
            frame.next += 1;
            self.budget.charge(1)?;
            match self.step(frame, instruction)? {
                Flow::Next if self.new_warnings.is_empty() => {}
                flow => return Ok(flow),
            }
        }
    }

    /// Finds the handler of an exception, in this frame or in a suspended one above `base`,
    /// and makes its frame the current one.
    fn unwind(&mut self, frame: &mut Frame, base: usize, mut raised: Raised) -> Result<(), Raised> {
        loop {
            if !std::mem::take(&mut raised.again) {
                raised.traceback.push(frame.traceback_entry());
            }
            let handler = frame.handlers.pop().filter(|_| !raised.exhausted);
            if let Some(handler) = handler {
                self.handle(frame, handler, raised);
                return Ok(());
            }
            self.call_depth -= 1;
            if self.frames.len() == base {
                return Err(raised);
            }
            match self.frames.pop() {
                Some(caller) => *frame = caller,
                None => return Err(raised),
            }
        }
    }

    fn handle(&mut self, frame: &mut Frame, handler: Handler, raised: Raised) {
        frame.stack.truncate(handler.stack);
        self.handled.truncate(handler.handled);
        frame.push(Value::Exception(raised.into_exception()));
        frame.next = handler.target;
    }

    /// One instruction: the short ones here, the others by name.
    fn step(&mut self, frame: &mut Frame, instruction: Instruction) -> Result<Flow, Raised> {
        use Instruction as I;
        match instruction {
            I::Constant(index) => {
                let value = frame.code.constants[index as usize].clone();
                frame.push(value);
            }
            I::LoadLocal(slot) => match &frame.locals[slot as usize] {
                Some(value) => {
                    let value = value.clone();
                    frame.push(value);
                }
                None => return Err(unbound_local(frame, slot)),
            },
            I::StoreLocal(slot) => {
                let value = frame.pop();
                frame.locals[slot as usize] = Some(value);
            }
            I::LoadGlobal(slot) => match self.globals.load(slot) {
                Some(value) => frame.stack.push(value.clone()),
                None => return Err(self.unbound_global(frame, slot)),
            },
            I::StoreGlobal(slot) => self.globals.store(slot, frame.pop()),
            I::Pop => drop(frame.pop()),
            I::Jump(target) => frame.next = target as usize,
            I::JumpIfFalse(target) => self.jump_if(frame, false, target)?,
            I::JumpIfTrue(target) => self.jump_if(frame, true, target)?,
            I::JumpIfFalseOrPop(target) => self.jump_if_or_pop(frame, false, target)?,
            I::JumpIfTrueOrPop(target) => self.jump_if_or_pop(frame, true, target)?,
            I::Unary(operator) => {
                let value = frame.pop();
                frame.push(self.unary(operator, &value)?);
            }
            I::Binary(operator) => {
                let right = frame.pop();
                let left = frame.pop();
                frame.push(self.binary_owned(operator, left, right)?);
            }
            I::InPlace(operator) => {
                let right = frame.pop();
                let left = frame.pop();
                frame.push(self.binary_in_place(operator, left, right)?);
            }
            I::Compare(operator) => {
                let right = frame.pop();
                let left = frame.pop();
                frame.push(self.compare(operator, &left, &right)?);
            }
            I::Next(target) => self.next_or_jump(frame, target)?,
            I::Call(count) => return self.call_instruction(frame, count as usize, None),
            I::CallKeywords { count, keywords } => {
                return self.call_instruction(frame, count as usize, Some(keywords as usize));
            }
            I::CallUnpacked => return self.call_unpacked(frame),
            I::Return => return Ok(Flow::Return(frame.pop())),
            I::Yield => return Ok(Flow::Yield(frame.pop())),
            other => return self.rarer_step(frame, other),
        }
        Ok(Flow::Next)
    }

    /// The instructions that move values, keep variables and handle exceptions.
    fn rarer_step(&mut self, frame: &mut Frame, instruction: Instruction) -> Result<Flow, Raised> {
        use Instruction as I;
        match instruction {
            I::Duplicate => frame.push(frame.peek(0).clone()),
            I::DuplicateTwo => {
                let (below, top) = (frame.peek(1).clone(), frame.peek(0).clone());
                frame.push(below);
                frame.push(top);
            }
            I::Swap => {
                let length = frame.stack.len();
                if length >= 2 {
                    frame.stack.swap(length - 1, length - 2);
                }
            }
            I::RotateThree => {
                let top = frame.pop();
                let place = frame.stack.len().saturating_sub(2);
                frame.stack.insert(place, top);
            }
            I::DeleteLocal(slot, _) => {
                if frame.locals[slot as usize].take().is_none() {
                    return Err(unbound_local(frame, slot));
                }
            }
            I::DeleteGlobal(slot, _) => {
                if !self.globals.delete(slot) {
                    return Err(name_error(frame, self.globals.name(slot)));
                }
            }
            I::LoadCell(index) => {
                let value = frame.cells[index as usize].borrow().clone();
                frame.push(value.ok_or_else(|| unbound_cell(frame, index))?);
            }
            I::StoreCell(index) => {
                let value = frame.pop();
                frame.cells[index as usize].replace(Some(value));
            }
            I::DeleteCell(index, _) => {
                if frame.cells[index as usize].take().is_none() {
                    return Err(unbound_cell(frame, index));
                }
            }
            I::PushHandler(target, _) => frame.handlers.push(Handler {
                target: target as usize,
                stack: frame.stack.len(),
                handled: self.handled.len(),
            }),
            I::PopHandler(_) => drop(frame.handlers.pop()),
            I::BeginHandling(_) => {
                if let Value::Exception(exception) = frame.pop() {
                    self.handled.push(exception);
                }
            }
            I::EndHandling(_) => drop(self.handled.pop()),
            I::LoadHandled(_) => {
                let handled = self.handled.last().cloned();
                frame.push(handled.map_or(Value::None, Value::Exception));
            }
            I::MatchException(_) => {
                let class = frame.pop();
                let matches = self.matches_handled(&class)?;
                frame.push(Value::Bool(matches));
            }
            I::Raise(_) => {
                let exception = frame.pop();
                return Err(self.raise(&exception));
            }
            I::RaiseFrom(_) => {
                let cause = frame.pop();
                let exception = frame.pop();
                return Err(self.raise_from(&exception, &cause));
            }
            I::RaiseAgain(_) => return Err(self.raise_again()),
            I::KeepResult => self.result = Some(frame.pop()),
            other => return self.object_step(frame, other).map(|()| Flow::Next),
        }
        Ok(Flow::Next)
    }

    /// The instructions that build objects and look into them.
    fn object_step(&mut self, frame: &mut Frame, instruction: Instruction) -> Result<(), Raised> {
        use Instruction as I;
        match instruction {
            I::LoadAttribute(name) => {
                let value = frame.pop();
                let name = frame.code.names[name as usize].clone();
                frame.push(self.attribute(&value, &name)?);
            }
            I::StoreAttribute(name) => {
                let value = frame.pop();
                let name = frame.code.names[name as usize].clone();
                let new = frame.pop();
                self.check_new_shape(&value, &name, new)?;
                return Err(self.cannot_set_attribute(&value, &name));
            }
            I::DeleteAttribute(name, _) => {
                let value = frame.pop();
                let name = frame.code.names[name as usize].clone();
                return Err(self.cannot_set_attribute(&value, &name));
            }
            I::LoadSubscript => {
                let index = frame.pop();
                let value = frame.pop();
                frame.push(self.subscript(&value, &index)?);
            }
            I::StoreSubscript => {
                let index = frame.pop();
                let object = frame.pop();
                let value = frame.pop();
                self.set_subscript(&object, &index, value)?;
            }
            I::DeleteSubscript(_) => {
                let index = frame.pop();
                let object = frame.pop();
                self.delete_subscript(&object, &index)?;
            }
            I::Iterate => {
                let value = frame.pop();
                frame.push(self.iterate(&value)?);
            }
            I::Unpack(count) => self.unpack(frame, count as usize)?,
            I::UnpackStarred { before, after } => {
                self.unpack_starred(frame, before as usize, after as usize)?;
            }
            I::MakeFunction(index) => self.make_function(frame, index as usize),
            I::LoadAssertionError(_) => {
                frame.push(Value::Type(Type::Exception(ErrorKind::AssertionError)))
            }
            I::Import { name, top } => {
                let name = frame.code.names[name as usize].clone();
                frame.push(self.import(&name, top)?);
            }
            I::ImportFrom(name) => {
                let name = frame.code.names[name as usize].clone();
                let module = frame.peek(0).clone();
                frame.push(self.import_from(&module, &name)?);
            }
            I::ImportStar => {
                let module = frame.pop();
                self.import_star(&module)?;
            }
            other => self.build(frame, other)?,
        }
        Ok(())
    }

    fn jump_if(&mut self, frame: &mut Frame, wanted: bool, target: u32) -> Result<(), Raised> {
        let condition = frame.pop();
        if self.truth(&condition)? == wanted {
            frame.next = target as usize;
        }
        Ok(())
    }

    fn jump_if_or_pop(
        &mut self,
        frame: &mut Frame,
        wanted: bool,
        target: u32,
    ) -> Result<(), Raised> {
        let condition = frame.pop();
        if self.truth(&condition)? == wanted {
            frame.push(condition);
            frame.next = target as usize;
        }
        Ok(())
    }

    /// The step of a `for` loop.
    fn next_or_jump(&mut self, frame: &mut Frame, target: u32) -> Result<(), Raised> {
        let iterator = frame.peek(0).clone();
        match self.advance(&iterator)? {
            Some(value) => frame.push(value),
            None => {
                frame.pop();
                frame.next = target as usize;
            }
        }
        Ok(())
    }

    /// Whether the handled exception is an instance of a class or of one of a tuple of classes.
    fn matches_handled(&mut self, class: &Value) -> Result<bool, Raised> {
        let Some(kind) = self.handled.last().map(|exception| exception.kind) else {
            return Ok(false);
        };
        comparison::exception_matches(kind, class)
    }

    fn raise_again(&mut self) -> Raised {
        match self.handled.last() {
            Some(exception) => {
                // Copying a long traceback is work.
                let length = exception.traceback.borrow().len() as u64;
                if let Err(exhausted) = self.budget.charge(length) {
                    return exhausted;
                }
                let mut raised = Raised::from_exception(exception);
                raised.again = true;
                raised
            }
            None => Raised::new(ErrorKind::RuntimeError, "No active exception to reraise"),
        }
    }

    fn raise(&mut self, exception: &Value) -> Raised {
        match self.exception_of(exception) {
            Ok(Some(exception)) => Raised::from_exception(&exception),
            Ok(None) => Raised::type_error("exceptions must derive from BaseException"),
            Err(raised) => raised,
        }
    }

    fn raise_from(&mut self, exception: &Value, cause: &Value) -> Raised {
        match self.exception_of(cause) {
            Ok(None) if !cause.is_none() => {
                Raised::type_error("exception causes must derive from BaseException")
            }
            Err(raised) => raised,
            _ => self.raise(exception),
        }
    }

    /// The exception that `raise value` raises; `None` for what is none.
    fn exception_of(&mut self, value: &Value) -> Result<Option<Rc<Exception>>, Raised> {
        Ok(match value {
            Value::Exception(exception) => Some(exception.clone()),
            Value::Type(Type::Exception(_)) => match self.call(value, Arguments::default())? {
                Value::Exception(exception) => Some(exception),
                _ => None,
            },
            _ => None,
        })
    }
}

fn unbound_local(frame: &Frame, slot: u32) -> Raised {
    unbound_variable(&frame.code.locals[slot as usize])
}

fn unbound_variable(name: &str) -> Raised {
    Raised::new(
        ErrorKind::UnboundLocalError,
        format!("cannot access local variable '{name}' where it is not associated with a value"),
    )
}

/// A cell of the frame's own is a local variable; one it captured is free.
fn unbound_cell(frame: &Frame, index: u32) -> Raised {
    let index = index as usize;
    if let Some((name, _)) = frame.code.cells.get(index) {
        return unbound_variable(name);
    }
    let captured = frame.code.captured.get(index - frame.code.cells.len());
    let name = captured.map_or("", |(name, _)| name);
    let message = format!(
        "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
    );
    let mut raised = Raised::new(ErrorKind::NameError, message);
    raised.hint = Some(Rc::new(name_hint(frame, name)));
    raised
}

/// `NameError: name 'x' is not defined`
pub(super) fn name_error(frame: &Frame, name: &str) -> Raised {
    let mut raised = Raised::new(
        ErrorKind::NameError,
        format!("name '{name}' is not defined"),
    );
    raised.hint = Some(Rc::new(name_hint(frame, name)));
    raised
}

fn name_hint(frame: &Frame, name: &str) -> Hint {
    let locals = frame.code.locals.iter().zip(&frame.locals);
    let cells = frame.code.cells.iter().map(|(name, _)| name);
    let captured = frame.code.captured.iter().map(|(name, _)| name);
    let cells = cells.chain(captured).zip(&frame.cells);
    let bound_locals = locals
        .filter(|(_, value)| value.is_some())
        .map(|(name, _)| name);
    let bound_cells = cells
        .filter(|(_, cell)| cell.borrow().is_some())
        .map(|(name, _)| name);
    Hint::Name {
        name: name.into(),
        locals: bound_locals.chain(bound_cells).cloned().gather(),
    }
}
