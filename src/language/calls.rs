//! Calls: matching arguments with parameters, and making functions.
//!
//! Knows nothing of what built-in functions do.

use super::binding::Parameters;
use super::builtins;
use super::dictionary::Dictionary;
use super::error::ErrorKind;
use super::execute::Flow;
use super::frame::Frame;
use super::function::{Cell, Function};
use super::machine::Machine;
use super::native::Arguments;
use super::shared::Shared;
use super::syntax_tree::Name;
use super::value::{Outcome, Raised, Value};
use crate::numerics::gather::Gather;
use std::rc::Rc;

impl Machine {
    /// A call whose arguments lie on the stack, the function below them.
    pub(super) fn call_instruction(
        &mut self,
        frame: &mut Frame,
        count: usize,
        keywords: Option<usize>,
    ) -> Result<Flow, Raised> {
        let mut positional = frame.pop_many(count);
        let function = frame.pop();
        if let (Value::Function(function), None) = (&function, keywords)
            && takes_exactly(function, count)
        {
            let locals = positional.into_iter().map(Some).gather();
            let callee = Frame::new(function.code.clone(), locals, &function.captured);
            return self.enter_function(frame, callee);
        }
        let keyword = match keywords {
            None => Vec::new(),
            Some(index) => {
                let names = &frame.code.keywords[index];
                let values = positional.split_off(count - names.len());
                names.iter().cloned().zip(values).gather()
            }
        };
        self.call_flow(
            frame,
            &function,
            Arguments {
                positional,
                keyword,
            },
        )
    }

    /// `f(*values, **keywords)`
    pub(super) fn call_unpacked(&mut self, frame: &mut Frame) -> Result<Flow, Raised> {
        let keywords = frame.pop();
        let positional = frame.pop();
        let function = frame.pop();
        let positional = self.collect(&positional)?;
        let mut keyword = Vec::new();
        if let Value::List(keywords) = &keywords {
            let mut keywords = keywords.take().0.split_off(0).into_iter();
            while let (Some(Value::String(name)), Some(value)) = (keywords.next(), keywords.next())
            {
                keyword.push((name, value));
            }
        }
        self.call_flow(
            frame,
            &function,
            Arguments {
                positional,
                keyword,
            },
        )
    }

    fn call_flow(
        &mut self,
        frame: &mut Frame,
        function: &Value,
        arguments: Arguments,
    ) -> Result<Flow, Raised> {
        if let Value::Function(function) = function {
            let callee = self.bind_frame(function, arguments)?;
            return self.enter_function(frame, callee);
        }
        let value = self.call_native(function, arguments)?;
        frame.push(value);
        Ok(Flow::Next)
    }

    /// Runs a function's frame, or, of a generator's, makes the generator.
    fn enter_function(&mut self, frame: &mut Frame, callee: Frame) -> Result<Flow, Raised> {
        if callee.code.is_generator {
            frame.push(Value::iterator(super::iteration::Iteration::Generator(
                Some(Box::new(callee)),
            )));
            return Ok(Flow::Next);
        }
        Ok(Flow::Call(Box::new(callee)))
    }

    /// Calls what is not a Python function.
    ///
    /// # Errors
    /// What the callable raises; `TypeError: 'int' object is not callable`.
    pub(super) fn call_native(&mut self, function: &Value, mut arguments: Arguments) -> Outcome {
        self.charge_texts(&arguments.positional)?;
        match function {
            Value::Native(native) => (native.call)(self, arguments),
            Value::BoundMethod(method) => {
                self.charge_texts(std::slice::from_ref(&method.0))?;
                arguments.positional.insert(0, method.0.clone());
                (method.1.call)(self, arguments)
            }
            Value::Type(of_type) => builtins::construct(self, *of_type, arguments),
            Value::Function(_) => self.call(function, arguments),
            other => Err(Raised::type_error(format!(
                "'{}' object is not callable",
                other.message_name()
            ))),
        }
    }

    /// Most that is done with a string goes through all of it.
    fn charge_texts(&mut self, values: &[Value]) -> Result<(), Raised> {
        for value in values {
            if let Value::String(text) = value {
                self.charge(text.len() / 32)?;
            }
        }
        Ok(())
    }

    /// A frame for a Python function with its arguments in their places.
    ///
    /// # Errors
    /// `TypeError` where arguments and parameters do not match.
    pub(super) fn bind_frame(
        &mut self,
        function: &Rc<Function>,
        arguments: Arguments,
    ) -> Result<Frame, Raised> {
        let code = &function.code;
        let counts = &code.parameters;
        let positional = counts.positional as usize;
        let named = &code.locals[..counts.named()];
        let names: Vec<&str> = named.iter().map(|name| &**name).gather();
        let parameters = Parameters {
            function: &code.qualified_name,
            names: &names,
            positional_only: counts.positional_only as usize,
            positional,
            defaults: function.defaults.len(),
            rest: counts.rest,
            keywords: counts.keywords,
        };
        let mut bound = parameters.bind(arguments)?;
        let first_default = positional - function.defaults.len();
        for (slot, default) in bound.slots[first_default..]
            .iter_mut()
            .zip(&function.defaults)
        {
            slot.get_or_insert_with(|| default.clone());
        }
        for (slot, default) in bound.slots[positional..]
            .iter_mut()
            .zip(&function.keyword_defaults)
        {
            if slot.is_none() {
                slot.clone_from(default);
            }
        }
        parameters.require(&bound.slots)?;
        let mut locals = bound.slots;
        if counts.rest {
            locals.push(Some(Value::tuple(bound.rest)));
        }
        if counts.keywords {
            let dict = Shared::<Dictionary>::empty()?;
            for (name, value) in bound.keywords {
                dict.borrow_mut().insert(Value::String(name), value)?;
            }
            locals.push(Some(Value::Dict(dict)));
        }
        Ok(Frame::new(code.clone(), locals, &function.captured))
    }

    /// Makes a function of the code at `index`, with the defaults on the stack.
    pub(super) fn make_function(&mut self, frame: &mut Frame, index: usize) {
        let code = frame.code.functions[index].clone();
        let counts = &code.parameters;
        let given = counts.keyword_only.iter().filter(|given| **given).count();
        let mut keyword_values = frame.pop_many(given).into_iter();
        let keyword_defaults = counts
            .keyword_only
            .iter()
            .map(|given| given.then(|| keyword_values.next()).flatten())
            .gather();
        let defaults = frame.pop_many(counts.defaults as usize);
        let captured: Vec<Cell> = code
            .captured
            .iter()
            .filter_map(|(_, cell)| frame.cells.get(*cell as usize).cloned())
            .gather();
        frame.push(Value::Function(Rc::new(Function {
            code,
            defaults,
            keyword_defaults,
            captured,
        })));
    }

    /// Adds the elements of the iterable on top to the argument list below it.
    pub(super) fn extend_arguments(&mut self, frame: &mut Frame) -> Result<(), Raised> {
        let iterable = frame.pop();
        let values = match self.collect(&iterable) {
            Err(raised) if raised.kind == ErrorKind::TypeError && raised.traceback.is_empty() => {
                return Err(Raised::type_error(format!(
                    "{} argument after * must be an iterable, not {}",
                    called_name(frame.peek(1)),
                    iterable.message_name()
                )));
            }
            other => other?,
        };
        if let Value::List(list) = frame.peek(0) {
            list.borrow_mut().extend(values);
        }
        Ok(())
    }

    /// Adds the entries of the mapping on top to the keyword arguments below it.
    pub(super) fn extend_keywords(&mut self, frame: &mut Frame) -> Result<(), Raised> {
        let mapping = frame.pop();
        let Value::Dict(mapping) = &mapping else {
            return Err(Raised::type_error(format!(
                "{} argument after ** must be a mapping, not {}",
                called_name(frame.peek(2)),
                mapping.message_name()
            )));
        };
        for (key, value) in mapping.borrow().iter() {
            if !matches!(key, Value::String(_)) {
                return Err(Raised::type_error("keywords must be strings"));
            }
            add_keyword(frame, key.clone(), value.clone())?;
        }
        Ok(())
    }
}

/// Adds a name and a value to the keyword arguments on top.
pub(super) fn add_keyword(frame: &Frame, name: Value, value: Value) -> Result<(), Raised> {
    let Value::List(keywords) = frame.peek(0) else {
        return Ok(());
    };
    let mut keywords = keywords.borrow_mut();
    let text = name.as_str();
    if keywords
        .iter()
        .step_by(2)
        .any(|known| known.as_str() == text)
    {
        return Err(Raised::type_error(format!(
            "{} got multiple values for keyword argument '{}'",
            called_name(frame.peek(2)),
            text.unwrap_or_default()
        )));
    }
    keywords.push(name);
    keywords.push(value);
    Ok(())
}

/// The quick way in: as many values as parameters, and nothing else.
fn takes_exactly(function: &Function, count: usize) -> bool {
    let counts = &function.code.parameters;
    count == counts.positional as usize
        && counts.keyword_only.is_empty()
        && !counts.rest
        && !counts.keywords
}

/// How CPython's messages about `*` and `**` name what is called.
fn called_name(function: &Value) -> Name {
    match function {
        Value::Function(function) => format!("{}()", function.code.qualified_name).into(),
        Value::Native(function) => format!("{}()", function.name).into(),
        Value::BoundMethod(method) => {
            format!("{}.{}()", method.0.type_name(), method.1.name).into()
        }
        Value::Type(of_type) => format!("{}()", of_type.name()).into(),
        other => format!("{} object", other.message_name()).into(),
    }
}
