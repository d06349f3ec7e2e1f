//! Runs the program's rehearsal in an interpreter, and notes what code that takes.
//!
//! Each point that control can come to from more than one place, or from one of several, gets
//! a global variable of its own, which the code sets on its way past.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, GlobalSection, GlobalType, Instruction,
    ValType,
};
use wasmi::{Engine, Func, Linker, Nullable, Store, Val};
use wasmparser::{Operator, Parser, Payload};

use crate::Trouble;
use crate::program::{Program, with_sections};

/// The export that rehearses; the page has no use for it.
pub const REHEARSAL: &str = "rehearse";

/// A point in the code: a function, and the number of the operator that comes next.
pub type Point = (u32, u32);

/// Rehearses the states of a lesson, one after the other; gives the points that it came past.
pub fn rehearse(program: &Program, bytes: &[u8], states: &str) -> Result<BTreeSet<Point>, Trouble> {
    let points = points(program)?;
    let instrumented = instrumented(program, bytes, &points)?;
    let engine = Engine::default();
    let module = wasmi::Module::new(&engine, &instrumented)?;
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    for import in module.imports() {
        let Some(kind) = import.ty().func() else {
            return Err(Trouble::new("an import that is not a function"));
        };
        let results: Vec<wasmi::ValType> = kind.results().to_vec();
        let idle = Func::new(&mut store, kind.clone(), move |_, _, values| {
            for (value, kind) in values.iter_mut().zip(&results) {
                *value = plausible(*kind);
            }
            Ok(())
        });
        linker.define(import.module(), import.name(), idle)?;
    }
    let instance = linker.instantiate_and_start(&mut store, &module)?;
    let allocate = instance.get_typed_func::<(i32, i32), i32>(&store, "__wbindgen_malloc")?;
    let place = allocate.call(&mut store, (states.len() as i32, 1))?;
    let memory = instance
        .get_memory(&store, "memory")
        .ok_or_else(|| Trouble::new("no memory is exported"))?;
    memory.write(&mut store, place as usize, states.as_bytes())?;
    let run = instance.get_typed_func::<(i32, i32), i32>(&store, REHEARSAL)?;
    if run.call(&mut store, (place, states.len() as i32))? == 0 {
        return Err(Trouble::new("the rehearsal failed"));
    }
    let passed = |position: &usize| {
        let global = instance.get_global(&store, &mark(*position));
        matches!(global.map(|global| global.get(&store)), Some(Val::I32(1)))
    };
    let positions = (0..points.len()).filter(passed);
    Ok(positions.map(|position| points[position]).collect())
}

/// What a function of JavaScript gives that does nothing: numbers are 1, so that what is looked
/// for counts as found.
fn plausible(kind: wasmi::ValType) -> Val {
    match kind {
        wasmi::ValType::I32 => Val::I32(1),
        wasmi::ValType::I64 => Val::I64(1),
        wasmi::ValType::F32 => Val::F32(1.0.into()),
        wasmi::ValType::F64 => Val::F64(1.0.into()),
        wasmi::ValType::FuncRef => Val::FuncRef(Nullable::Null),
        _ => Val::ExternRef(Nullable::Null),
    }
}

/// All points, in order: where each function starts, and what follows a branch or a label.
fn points(program: &Program) -> Result<Vec<Point>, Trouble> {
    let mut points = Vec::new();
    for function in program.defined() {
        points.push((function, 0));
        let Some(body) = program.body(function) else {
            continue;
        };
        let mut depth = 1;
        for (number, operator) in (1..).zip(body.get_operators_reader()?) {
            let operator = operator?;
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => depth += 1,
                Operator::End => depth -= 1,
                _ => {}
            }
            if precedes_point(&operator) && depth > 0 {
                points.push((function, number));
            }
        }
    }
    Ok(points)
}

/// Whether control may come to what follows this operator otherwise than from it, or may not
/// come there after it.
pub fn precedes_point(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::Else
            | Operator::End
            | Operator::BrIf { .. }
    )
}

fn mark(position: usize) -> String {
    format!("point {position}")
}

/// The program with a global for each point, exported, and code that sets it.
fn instrumented(program: &Program, bytes: &[u8], points: &[Point]) -> Result<Vec<u8>, Trouble> {
    let first_mark = program.globals.len() as u32;
    let (mut globals, mut exports) = (GlobalSection::new(), ExportSection::new());
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::GlobalSection(reader) => {
                RoundtripReencoder.parse_global_section(&mut globals, reader)?;
            }
            Payload::ExportSection(reader) => {
                RoundtripReencoder.parse_export_section(&mut exports, reader)?;
            }
            _ => {}
        }
    }
    let unset = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    for (position, index) in (first_mark..).take(points.len()).enumerate() {
        globals.global(unset, &ConstExpr::i32_const(0));
        exports.export(&mark(position), ExportKind::Global, index);
    }
    let code = marked_code(program, first_mark, points)?;
    with_sections(bytes, &[&globals, &exports, &code])
}

fn marked_code(
    program: &Program,
    first_mark: u32,
    points: &[Point],
) -> Result<CodeSection, Trouble> {
    let mut same = RoundtripReencoder;
    let mut section = CodeSection::new();
    let mut marks = (first_mark..).zip(points).peekable();
    for function in program.defined() {
        let Some(body) = program.body(function) else {
            continue;
        };
        let mut written = same.new_function_with_parsed_locals(body)?;
        for (number, operator) in (0..).zip(body.get_operators_reader()?) {
            if let Some((index, _)) = marks.next_if(|(_, point)| **point == (function, number)) {
                written
                    .instruction(&Instruction::I32Const(1))
                    .instruction(&Instruction::GlobalSet(index));
            }
            written.instruction(&same.instruction(operator?)?);
        }
        section.function(&written);
    }
    Ok(section)
}
