//! The compiler: a cell's syntax tree becomes code for the machine.
//!
//! The positions of instructions follow CPython 3.11's compiler, so that an error points at the
//! same sub-expression.
//!
//! Knows nothing of values but constants.

mod expressions;
mod functions;
mod scopes;
mod statements;
mod targets;
mod trying;

use super::builtins;
use super::error::ErrorKind;
use super::globals::Globals;
use super::instruction::{Code, Instruction, ParameterCounts};
use super::source::{Source, Span};
use super::syntax_tree::{Name, Program, Statement, Wide};
use super::value::{Raised, Value};
use scopes::{Meaning, Scopes};
use std::rc::Rc;

/// How many instructions a function may have. Only `finally` inside `finally`, whose body is
/// compiled once for each way out, comes near.
const MAXIMUM_LENGTH: usize = 1 << 20;

/// Compiles a cell. Global names get their slots in `globals`.
///
/// # Errors
/// `MemoryError` for code past [`MAXIMUM_LENGTH`].
pub fn compile(
    source: &Rc<Source>,
    program: &Program,
    globals: &mut Globals,
) -> Result<Rc<Code>, Raised> {
    let mut compiler = Compiler {
        source,
        globals,
        scopes: Scopes::new(&program.statements),
        units: Vec::new(),
        too_long: false,
    };
    compiler.open(0, "<module>", ParameterCounts::default());
    compiler.module(&program.statements);
    let code = compiler.close();
    if compiler.too_long {
        return Err(Raised::exhausted(
            ErrorKind::MemoryError,
            "this cell's code is too long, so the page stopped it",
        ));
    }
    Ok(code)
}

struct Compiler<'a> {
    source: &'a Rc<Source>,
    globals: &'a mut Globals,
    scopes: Scopes,
    /// The codes in the making, the innermost last; there is always one.
    units: Vec<Unit<'a>>,
    too_long: bool,
}

/// A code in the making.
struct Unit<'a> {
    scope: usize,
    code: Code,
    /// What the current statement is inside of, the innermost last.
    blocks: Vec<Block<'a>>,
}

/// What `return`, `break` and `continue` have to leave.
#[derive(Clone)]
enum Block<'a> {
    Loop {
        start: u32,
        /// The jumps to the loop's end, to be given their target.
        breaks: Vec<usize>,
        /// A `for` keeps its iterator on the stack.
        iterates: bool,
    },
    /// The body of a `try` with handlers.
    Guarded(Wide),
    /// A body with `finally`.
    Finally(&'a [Statement], Wide),
    /// The body of an `except`, with the name that it unbinds.
    Handling(Option<Name>, Wide),
    /// A `finally` body that runs because of an exception.
    FinallyHandling(Wide),
}

impl<'a> Compiler<'a> {
    fn unit(&mut self) -> &mut Unit<'a> {
        let last = self.units.len() - 1;
        &mut self.units[last]
    }

    /// Begins a code of its own.
    fn open(&mut self, scope: usize, name: &str, parameters: ParameterCounts) {
        let qualified_name = match self.units.last() {
            Some(around) if around.scope != 0 => {
                let inside = if self.scopes.get(around.scope).is_comprehension() {
                    ""
                } else {
                    "<locals>."
                };
                format!("{}.{inside}{name}", around.code.qualified_name).into()
            }
            _ => name.into(),
        };
        let names = self.scopes.get(scope);
        let locals = if scope == 0 {
            Vec::new()
        } else {
            names.locals.clone()
        };
        let first_other =
            parameters.named() + usize::from(parameters.rest) + usize::from(parameters.keywords);
        let mut cells = Vec::new();
        for cell in &names.cells {
            let slot = locals.iter().position(|local| local == cell);
            let parameter = slot.filter(|slot| *slot < first_other);
            cells.push((cell.clone(), parameter.map(|slot| slot as u32)));
        }
        let mut captured = Vec::new();
        if let Some(around) = self.units.last() {
            for name in &names.captured {
                if let Meaning::Cell(index) = self.scopes.meaning(around.scope, name) {
                    captured.push((name.clone(), index));
                }
            }
        }
        self.units.push(Unit {
            scope,
            blocks: Vec::new(),
            code: Code {
                name: name.into(),
                qualified_name,
                source: self.source.clone(),
                instructions: Vec::new(),
                spans: Vec::new(),
                constants: Vec::new(),
                names: Vec::new(),
                keywords: Vec::new(),
                functions: Vec::new(),
                locals,
                parameters,
                cells,
                captured,
                is_generator: false,
            },
        });
    }

    /// Ends the innermost code.
    fn close(&mut self) -> Rc<Code> {
        self.constant(Value::None, Span::default());
        self.emit(Instruction::Return, Span::default());
        let last = self.units.len() - 1;
        Rc::new(self.units.swap_remove(last).code)
    }

    /// Adds an instruction and gives its place.
    fn emit(&mut self, instruction: Instruction, span: Span) -> usize {
        let unit = self.unit();
        let place = unit.code.instructions.len();
        if place >= MAXIMUM_LENGTH {
            self.too_long = true;
            return place - 1;
        }
        unit.code.instructions.push(instruction);
        unit.code.spans.push(span);
        place
    }

    /// The place of the next instruction.
    fn here(&mut self) -> u32 {
        self.unit().code.instructions.len() as u32
    }

    /// Adds a jump whose target [`Compiler::land`] sets.
    fn jump(&mut self, instruction: fn(u32) -> Instruction, span: Span) -> usize {
        self.emit(instruction(0), span)
    }

    /// Lets a jump go to the next instruction.
    fn land(&mut self, jump: usize) {
        use Instruction as I;
        let here = self.here();
        if let Some(
            I::Jump(target)
            | I::JumpIfFalse(target)
            | I::JumpIfTrue(target)
            | I::JumpIfFalseOrPop(target)
            | I::JumpIfTrueOrPop(target)
            | I::Next(target)
            | I::PushHandler(target, _),
        ) = self.unit().code.instructions.get_mut(jump)
        {
            *target = here;
        }
    }

    fn constant(&mut self, value: Value, span: Span) {
        let constants = &mut self.unit().code.constants;
        let index = constants.len() as u32;
        constants.push(value);
        self.emit(Instruction::Constant(index), span);
    }

    /// The index of an attribute's or a module's name.
    fn name(&mut self, name: &Name) -> u32 {
        let names = &mut self.unit().code.names;
        if let Some(index) = names.iter().position(|known| known == name) {
            return index as u32;
        }
        names.push(name.clone());
        (names.len() - 1) as u32
    }

    /// Reads, binds or unbinds a variable.
    fn variable(&mut self, access: Access, name: &Name, span: Span) {
        use Instruction as I;
        let scope = self.unit().scope;
        let instruction = match self.scopes.meaning(scope, name) {
            Meaning::Local => {
                let locals = &self.unit().code.locals;
                let slot = locals.iter().position(|local| local == name).unwrap_or(0) as u32;
                match access {
                    Access::Load => I::LoadLocal(slot),
                    Access::Store => I::StoreLocal(slot),
                    Access::Delete(wide) => I::DeleteLocal(slot, wide),
                }
            }
            Meaning::Cell(index) => match access {
                Access::Load => I::LoadCell(index),
                Access::Store => I::StoreCell(index),
                Access::Delete(wide) => I::DeleteCell(index, wide),
            },
            Meaning::Global => {
                let slot = self.globals.slot(name, builtins::lookup);
                match access {
                    Access::Load => I::LoadGlobal(slot),
                    Access::Store => I::StoreGlobal(slot),
                    Access::Delete(wide) => I::DeleteGlobal(slot, wide),
                }
            }
        };
        self.emit(instruction, span);
    }

    /// Where an attribute's error stands: its whole expression, or, if that begins on an earlier
    /// line, from the attribute's name on.
    fn attribute_span(&self, whole: Span, name: Span) -> Span {
        let between = self
            .source
            .text
            .get(whole.start as usize..name.start as usize);
        if between.is_some_and(|text| text.contains('\n')) {
            Span {
                start: name.start,
                end: whole.end,
            }
        } else {
            whole
        }
    }
}

#[derive(Clone, Copy)]
enum Access {
    Load,
    Store,
    Delete(Wide),
}
