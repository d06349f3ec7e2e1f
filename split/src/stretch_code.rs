//! Writes a stretch of code as a function, and its surroundings with a call in its place.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{BlockType, Function, Instruction, ValType};
use wasmparser::Operator;

use crate::Trouble;
use crate::listing::{Exit, Listing, Stretch, exit_of};
use crate::outline::Types;

impl Listing<'_> {
    /// The function that does what a stretch does: it takes the stretch's inputs, and gives
    /// the values it leaves on the stack, or the number of its exit where there are several,
    /// then its outputs.
    pub fn function_of(
        &self,
        stretch: &Stretch,
        types: &mut Types,
    ) -> Result<(u32, Function), Trouble> {
        let kind_of = |local: &u32| self.locals[*local as usize];
        let params: Vec<ValType> = stretch.inputs.iter().map(kind_of).collect();
        let mut results = stretch.values.clone();
        if stretch.exits.len() > 1 {
            results.push(ValType::I32);
        }
        results.extend(stretch.outputs.iter().map(kind_of));
        let kind = types.number(&params, &results);

        let mut numbers: BTreeMap<u32, u32> = stretch.inputs.iter().copied().zip(0..).collect();
        let mut own = Vec::new();
        for operator in &self.operators[stretch.start..stretch.end] {
            if let Operator::LocalGet { local_index }
            | Operator::LocalSet { local_index }
            | Operator::LocalTee { local_index } = operator
            {
                let next = numbers.len() as u32;
                numbers.entry(*local_index).or_insert_with(|| {
                    own.push(kind_of(local_index));
                    next
                });
            }
        }
        let mut function = Function::new_with_locals_types(own);
        let writer = StretchWriter {
            listing: self,
            stretch,
            numbers,
            function: &mut function,
        };
        writer.write()?;
        Ok((kind, function))
    }

    /// Calls the function of a stretch, and goes on where it would have gone.
    fn call(&self, stretch: &Stretch, number: u32, function: &mut Function) {
        let label = |exit: &Exit| match exit {
            Exit::Next => None,
            Exit::Label(depth) => Some(*depth),
            Exit::Return => Some(stretch.depth - 1),
        };
        let needs_block = stretch.exits.len() > 2;
        if needs_block {
            function.instruction(&Instruction::Block(BlockType::Empty));
        }
        for &input in &stretch.inputs {
            function.instruction(&Instruction::LocalGet(input));
        }
        function.instruction(&Instruction::Call(number));
        for &output in stretch.outputs.iter().rev() {
            function.instruction(&Instruction::LocalSet(output));
        }
        match stretch.exits.as_slice() {
            [] => _ = function.instruction(&Instruction::Unreachable),
            [Exit::Next] => {}
            [Exit::Label(depth)] => _ = function.instruction(&Instruction::Br(*depth)),
            [Exit::Return] => _ = function.instruction(&Instruction::Return),
            [first, second] => match (label(first), label(second)) {
                (Some(first), None) => {
                    function.instruction(&Instruction::I32Eqz);
                    function.instruction(&Instruction::BrIf(first));
                }
                (first, Some(second)) => {
                    function.instruction(&Instruction::BrIf(second));
                    if let Some(first) = first {
                        function.instruction(&Instruction::Br(first));
                    }
                }
                (None, None) => {}
            },
            many => {
                let depth = |exit| label(exit).map_or(0, |depth| depth + 1);
                let depths: Vec<u32> = many.iter().map(depth).collect();
                let last = depths.len() - 1;
                let table = depths[..last].to_vec().into();
                function.instruction(&Instruction::BrTable(table, depths[last]));
            }
        }
        if needs_block {
            function.instruction(&Instruction::End);
            if !stretch.exits.contains(&Exit::Next) {
                function.instruction(&Instruction::Unreachable);
            }
        }
    }

    /// The code of the function with calls in place of its stretches.
    pub fn without(&self, stretches: &[Stretch], first_new: u32) -> Result<Function, Trouble> {
        let mut function = Function::new_with_locals_types(self.own_locals());
        let mut stretches = stretches.iter().zip(first_new..).peekable();
        let mut position = 0;
        while position < self.operators.len() {
            if let Some((stretch, number)) = stretches.next_if(|(next, _)| next.start == position) {
                self.call(stretch, number, &mut function);
                position = stretch.end;
                continue;
            }
            let operator = self.operators[position].clone();
            function.instruction(&RoundtripReencoder.instruction(operator)?);
            position += 1;
        }
        Ok(function)
    }
}

/// Writes a stretch as a function.
struct StretchWriter<'a> {
    listing: &'a Listing<'a>,
    stretch: &'a Stretch,
    /// The new number of each local variable.
    numbers: BTreeMap<u32, u32>,
    function: &'a mut Function,
}

impl StretchWriter<'_> {
    fn write(mut self) -> Result<(), Trouble> {
        let (listing, stretch) = (self.listing, self.stretch);
        let labels = &listing.states[stretch.start].labels;
        let mut inner = 0;
        for operator in &listing.operators[stretch.start..stretch.end] {
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => inner += 1,
                Operator::End => inner -= 1,
                _ => {}
            }
            match operator {
                Operator::Br { relative_depth } if *relative_depth >= inner => {
                    self.leave(exit_of(labels, relative_depth - inner));
                }
                Operator::BrIf { relative_depth } if *relative_depth >= inner => {
                    self.function
                        .instruction(&Instruction::If(BlockType::Empty));
                    self.leave(exit_of(labels, relative_depth - inner));
                    self.function.instruction(&Instruction::End);
                }
                Operator::Return => self.leave(Exit::Return),
                Operator::LocalGet { local_index } => {
                    let number = self.numbers[local_index];
                    self.function.instruction(&Instruction::LocalGet(number));
                }
                Operator::LocalSet { local_index } => {
                    let number = self.numbers[local_index];
                    self.function.instruction(&Instruction::LocalSet(number));
                }
                Operator::LocalTee { local_index } => {
                    let number = self.numbers[local_index];
                    self.function.instruction(&Instruction::LocalTee(number));
                }
                operator => {
                    let instruction = RoundtripReencoder.instruction(operator.clone())?;
                    self.function.instruction(&instruction);
                }
            }
        }
        if listing.states[stretch.end].is_reachable {
            self.leave(match labels.len() {
                1 => Exit::Return,
                _ => Exit::Next,
            });
        }
        self.function.instruction(&Instruction::End);
        Ok(())
    }

    /// Returns from the function so that its caller goes on at an exit.
    fn leave(&mut self, exit: Exit) {
        let position = self.stretch.exits.iter().position(|other| *other == exit);
        if self.stretch.exits.len() > 1 {
            let number = position.unwrap_or_default() as i32;
            self.function.instruction(&Instruction::I32Const(number));
        }
        for output in &self.stretch.outputs {
            let number = self.numbers[output];
            self.function.instruction(&Instruction::LocalGet(number));
        }
        self.function.instruction(&Instruction::Return);
    }
}
