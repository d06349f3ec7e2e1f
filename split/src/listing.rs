//! The code of a function, and the stretches of it that may become functions of their own.

use std::collections::BTreeSet;

use wasm_encoder::ValType;
use wasmparser::{
    FrameKind, FuncToValidate, FuncValidatorAllocations, FunctionBody, Operator, Parser,
    ValidPayload, Validator, ValidatorResources,
};

use crate::Trouble;
use crate::outline::encoded;
use crate::program::Program;
use crate::rehearsal::{Point, precedes_point};

/// A stretch must be longer than the call that replaces it by so many bytes.
const LEAST_SAVING: u64 = 6;

/// The way out of a stretch of code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// On to the end of the block that the stretch is the last part of.
    Next,
    /// To a label, counted outwards from that block, which is 0.
    Label(u32),
    Return,
}

/// A stretch of code that becomes a function.
pub struct Stretch {
    /// The numbers of its first operator, and of the one after its last.
    pub start: usize,
    pub end: usize,
    pub exits: Vec<Exit>,
    /// What its only way out takes along on the stack.
    pub values: Vec<ValType>,
    /// The local variables that it reads, and those it may leave changed.
    pub inputs: Vec<u32>,
    pub outputs: Vec<u32>,
    /// The labels around it, the function's own included.
    pub depth: u32,
}

/// A label around an operator.
#[derive(Clone)]
pub struct Label {
    pub is_loop: bool,
    /// What a branch to it takes along on the stack.
    pub values: Vec<ValType>,
    /// What its block leaves on the stack.
    pub results: Vec<ValType>,
}

/// The code of a function, read through once.
pub struct Listing<'a> {
    pub operators: Vec<Operator<'a>>,
    /// Where each operator starts in the file, and where the last one ends.
    pub offsets: Vec<u64>,
    /// Whether control can come to each operator, and with nothing on its block's stack.
    pub states: Vec<State>,
    /// The types of the local variables, parameters first.
    pub locals: Vec<ValType>,
    pub parameter_count: usize,
    pub results: Vec<ValType>,
}

pub struct State {
    pub is_reachable: bool,
    pub is_at_rest: bool,
    /// At points: from the innermost outwards; the last is the function's own.
    pub labels: Vec<Label>,
}

impl<'a> Listing<'a> {
    /// Reads the code of a function; gives back what the validator lent for the next.
    fn read(
        program: &Program,
        function: u32,
        to_validate: FuncToValidate<ValidatorResources>,
        body: &FunctionBody<'a>,
        allocations: FuncValidatorAllocations,
    ) -> Result<(Self, FuncValidatorAllocations), Trouble> {
        let mut validator = to_validate.into_validator(allocations);
        let mut reader = body.get_binary_reader();
        validator.read_locals(&mut reader)?;
        let locals: Vec<_> = (0..validator.len_locals())
            .filter_map(|local| validator.get_local_type(local))
            .collect();
        let signature = program.signature(function)?;
        let mut listing = Listing {
            operators: Vec::new(),
            offsets: Vec::new(),
            states: Vec::new(),
            locals: encoded(&locals)?,
            parameter_count: signature.params().len(),
            results: encoded(signature.results())?,
        };
        for item in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, offset) = item?;
            let frame = validator
                .get_control_frame(0)
                .ok_or_else(|| Trouble::new("an operator after the end"))?;
            let state = State {
                is_reachable: !frame.unreachable,
                is_at_rest: validator.operand_stack_height() as usize == frame.height,
                labels: match listing.operators.last() {
                    Some(operator) if precedes_point(operator) => {
                        listing.labels(program, &validator)?
                    }
                    _ => Vec::new(),
                },
            };
            validator.op(offset, &operator)?;
            listing.operators.push(operator);
            listing.offsets.push(offset);
            listing.states.push(state);
        }
        listing.offsets.push(body.range().end);
        Ok((listing, validator.into_allocations()))
    }

    fn labels(
        &self,
        program: &Program,
        validator: &wasmparser::FuncValidator<ValidatorResources>,
    ) -> Result<Vec<Label>, Trouble> {
        let mut labels = Vec::new();
        while let Some(frame) = validator.get_control_frame(labels.len()) {
            let is_loop = frame.kind == FrameKind::Loop;
            let (params, results) = match frame.block_type {
                wasmparser::BlockType::Empty => Default::default(),
                wasmparser::BlockType::Type(kind) => (Vec::new(), encoded(&[kind])?),
                wasmparser::BlockType::FuncType(kind) => {
                    let signature = program.signature_at(kind)?;
                    (encoded(signature.params())?, encoded(signature.results())?)
                }
            };
            labels.push(Label {
                is_loop,
                values: if is_loop { params } else { results.clone() },
                results,
            });
        }
        Ok(labels)
    }

    /// The types of the local variables that are not parameters.
    pub fn own_locals(&self) -> impl Iterator<Item = ValType> + '_ {
        self.locals.iter().copied().skip(self.parameter_count)
    }

    /// Goes from a position to the end of its block, which it gives: `visit` sees each operator
    /// before that, and how many blocks around it begin on the way, its own included; it may
    /// end the walk, which then gives nothing.
    pub fn walk_block(
        &self,
        start: usize,
        visit: &mut dyn FnMut(&Operator, u32) -> bool,
    ) -> Option<usize> {
        let mut inner = 0;
        for (position, operator) in self.operators.iter().enumerate().skip(start) {
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => inner += 1,
                Operator::Else | Operator::End if inner == 0 => return Some(position),
                Operator::End => inner -= 1,
                _ => {}
            }
            if !visit(operator, inner) {
                return None;
            }
        }
        None
    }

    /// The stretches that are worth moving; none lies within another.
    pub fn stretches(&self, function: u32, passed: &BTreeSet<Point>) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut position = 1;
        while position < self.operators.len() {
            let is_point = precedes_point(&self.operators[position - 1]);
            let is_cold = is_point && !passed.contains(&(function, position as u32));
            match is_cold.then(|| self.stretch_at(position)).flatten() {
                Some(stretch) if self.is_worth(&stretch) => {
                    position = stretch.end;
                    stretches.push(stretch);
                }
                _ => position += 1,
            }
        }
        stretches
    }

    /// The stretch from a position to the end of its block, if it can be moved.
    fn stretch_at(&self, start: usize) -> Option<Stretch> {
        let state = &self.states[start];
        if !state.is_reachable || !state.is_at_rest {
            return None;
        }
        let depth = state.labels.len() as u32;
        let mut exits = Exits::new(self, state);
        let end = self.walk_block(start, &mut |operator, inner| {
            match operator {
                Operator::Br { relative_depth } => exits.branch(*relative_depth, inner),
                Operator::BrIf { relative_depth } => {
                    exits.branch(*relative_depth, inner);
                    exits.is_conditional |= *relative_depth >= inner;
                }
                Operator::Return => exits.add(Exit::Return),
                other => return !may_leave(other, inner),
            }
            true
        })?;
        if self.states[end].is_reachable {
            exits.add(Exit::Next);
        }
        let Exits {
            exits,
            values,
            is_conditional,
            ..
        } = exits;
        let leaves_values = !values.is_empty();
        if leaves_values && (exits.len() > 1 || is_conditional) {
            return None;
        }
        let comes_back = exits.iter().any(|exit| *exit != Exit::Return);
        let (inputs, outputs) = self.variables(start..end, comes_back);
        Some(Stretch {
            start,
            end,
            exits,
            values,
            inputs,
            outputs,
            depth,
        })
    }

    /// The local variables that a stretch needs, and those that the code around it may read
    /// after it has set them.
    fn variables(&self, stretch: std::ops::Range<usize>, comes_back: bool) -> (Vec<u32>, Vec<u32>) {
        let (mut read, mut set, mut set_first) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        self.walk_block(stretch.start, &mut |operator, inner| {
            match operator {
                Operator::LocalGet { local_index } if !set_first.contains(local_index) => {
                    read.insert(*local_index);
                }
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                    set.insert(*local_index);
                    if inner == 0 {
                        set_first.insert(*local_index);
                    }
                }
                _ => {}
            }
            true
        });
        let is_in_loop = self.states[stretch.start]
            .labels
            .iter()
            .any(|label| label.is_loop);
        let before = &self.operators[..if is_in_loop { stretch.start } else { 0 }];
        let around = before.iter().chain(&self.operators[stretch.end..]);
        let mut outputs = BTreeSet::new();
        for operator in around.filter(|_| comes_back) {
            if let Operator::LocalGet { local_index } = operator
                && set.contains(local_index)
            {
                outputs.insert(*local_index);
            }
        }
        // Where it leaves early, a variable has the value that it came with.
        read.extend(&outputs);
        (read.into_iter().collect(), outputs.into_iter().collect())
    }

    fn is_worth(&self, stretch: &Stretch) -> bool {
        let length = self.offsets[stretch.end] - self.offsets[stretch.start];
        let variables = 2 * (stretch.inputs.len() + stretch.outputs.len()) as u64;
        let exits = 2 * stretch.exits.len() as u64;
        let call = 6;
        length >= call + variables + exits + LEAST_SAVING
    }
}

/// Lists the code of each function that is not imported and is `wanted`, in order; `visit` sees
/// the others' code too.
pub fn for_each(
    program: &Program,
    bytes: &[u8],
    wanted: impl Fn(u32) -> bool,
    mut visit: impl FnMut(&FunctionBody, Option<(u32, &Listing)>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut functions = program.defined();
    let mut validator = Validator::new();
    let mut allocations = FuncValidatorAllocations::default();
    for payload in Parser::new(0).parse_all(bytes) {
        let ValidPayload::Func(to_validate, body) = validator.payload(&payload?)? else {
            continue;
        };
        match functions.next().filter(|function| wanted(*function)) {
            Some(function) => {
                let listing;
                (listing, allocations) =
                    Listing::read(program, function, to_validate, &body, allocations)?;
                visit(&body, Some((function, &listing)))?;
            }
            None => visit(&body, None)?,
        }
    }
    Ok(())
}

/// Whether an operator, inside of `inner` blocks, may lead out of all of them.
pub fn may_leave(operator: &Operator, inner: u32) -> bool {
    match operator {
        Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => {
            *relative_depth >= inner
        }
        Operator::BrTable { targets } => {
            let mut all = targets.targets().flatten().chain([targets.default()]);
            all.any(|depth| depth >= inner)
        }
        Operator::Return | Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. } => {
            true
        }
        _ => false,
    }
}

/// Finds the ways out of a stretch of code.
struct Exits<'a> {
    listing: &'a Listing<'a>,
    labels: &'a [Label],
    exits: Vec<Exit>,
    values: Vec<ValType>,
    /// Whether a branch out of the stretch may not be taken.
    is_conditional: bool,
}

impl<'a> Exits<'a> {
    fn new(listing: &'a Listing<'a>, state: &'a State) -> Self {
        Exits {
            listing,
            labels: &state.labels,
            exits: Vec::new(),
            values: Vec::new(),
            is_conditional: false,
        }
    }

    /// Notes a branch, made inside of `inner` blocks of the stretch.
    fn branch(&mut self, depth: u32, inner: u32) {
        if depth >= inner {
            self.add(exit_of(self.labels, depth - inner));
        }
    }

    fn add(&mut self, exit: Exit) {
        let exit = match exit {
            Exit::Next if self.labels.len() == 1 => Exit::Return,
            exit => exit,
        };
        if self.exits.contains(&exit) {
            return;
        }
        self.exits.push(exit);
        let values = match exit {
            Exit::Next => &self.labels[0].results,
            Exit::Label(depth) => &self.labels[depth as usize].values,
            Exit::Return => &self.listing.results,
        };
        self.values.extend(values);
    }
}

/// Where a branch goes to that leaves a stretch.
pub fn exit_of(labels: &[Label], depth: u32) -> Exit {
    if depth as usize == labels.len() - 1 {
        Exit::Return
    } else if depth == 0 && !labels[0].is_loop {
        Exit::Next
    } else {
        Exit::Label(depth)
    }
}
