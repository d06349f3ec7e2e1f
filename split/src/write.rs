//! Writes the two files.
//!
//! The second imports from the first what both use: memory, tables, globals and functions. The
//! first reaches into the second only through slots of the table of functions, which are empty
//! until the second fills them: a call before that is a trap, never a wrong answer.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, FunctionSection, ImportSection, Instruction, MemorySection, Module, RawSection,
    SectionId, TableSection,
};
use wasmparser::{ExternalKind, Operator};

use crate::Trouble;
use crate::linked::Linked;
use crate::order;
use crate::partition;
use crate::program::Program;

/// What the second file calls the first.
const FIRST: &str = "first";
/// Fewer zeros in a row are written out: compressed they take less than where a new run begins.
const SHORTEST_GAP: usize = 1024;

/// What crosses the border between the files.
pub struct Border<'a> {
    program: &'a Program<'a>,
    linked: &'a Linked,
    /// The functions of each file; those of neither are never called.
    first: BTreeSet<u32>,
    second: BTreeSet<u32>,
    /// Those of the first file, in the order in which they stand there.
    order: Vec<u32>,
    /// Fewer zeros in a row are written out with the data around them.
    shortest_gap: usize,
    /// The pieces of data of each file, by their position among all.
    first_pieces: BTreeSet<usize>,
    second_pieces: BTreeSet<usize>,
    /// The slot of each function of the second file that the first calls or points to.
    slots: BTreeMap<u32, u32>,
    /// How many slots the table of functions has.
    table_size: u32,
    /// The functions that the second file calls in the first, imported ones included.
    shared: BTreeSet<u32>,
}

impl<'a> Border<'a> {
    /// Of the functions that are `called`, those among `first` are in the first file.
    pub fn new(
        program: &'a Program<'a>,
        linked: &'a Linked,
        called: &BTreeSet<u32>,
        first: &BTreeSet<u32>,
    ) -> Result<Self, Trouble> {
        let first: BTreeSet<u32> = called.intersection(first).copied().collect();
        let first_pieces = partition::pieces(program, linked, &first)?;
        let second: BTreeSet<u32> = called.difference(&first).copied().collect();
        let second_pieces = partition::pieces(program, linked, &second)?;
        let mut border = Border {
            program,
            linked,
            order: order::of_first_calls(program, &first)?,
            shortest_gap: SHORTEST_GAP,
            first,
            second,
            first_pieces,
            second_pieces,
            slots: BTreeMap::new(),
            table_size: program.function_table()?.initial as u32,
            shared: BTreeSet::new(),
        };
        for (&slot, &function) in &program.slots {
            if !border.is_first(function) {
                border.slots.insert(function, slot);
            }
        }
        for &function in called {
            for callee in program.references(function)?.functions {
                match (border.is_first(function), border.is_first(callee)) {
                    (true, false) => border.add_slot(callee),
                    (false, true) => _ = border.shared.insert(callee),
                    _ => {}
                }
            }
        }
        Ok(border)
    }

    /// All that is `used` is in the first file, as it packs best: zeros cost next to nothing.
    pub fn around_all(
        program: &'a Program<'a>,
        linked: &'a Linked,
        used: &BTreeSet<u32>,
    ) -> Result<Self, Trouble> {
        Ok(Border {
            shortest_gap: usize::MAX,
            ..Border::new(program, linked, used, used)?
        })
    }

    fn add_slot(&mut self, function: u32) {
        if !self.slots.contains_key(&function) {
            self.slots.insert(function, self.table_size);
            self.table_size += 1;
        }
    }

    fn is_first(&self, function: u32) -> bool {
        self.program.body(function).is_none() || self.first.contains(&function)
    }

    /// The file that the page starts with.
    pub fn first_file(&self) -> Result<Vec<u8>, Trouble> {
        let program = self.program;
        let imported = 0..program.imports.len() as u32;
        let own = &self.order;
        let mut encoder = Encoder::new(self, imported.chain(own.iter().copied()));

        let mut imports = ImportSection::new();
        for (&(module, name), &kind) in program.imports.iter().zip(&program.function_types) {
            imports.import(module, name, EntityType::Function(kind));
        }
        let mut tables = TableSection::new();
        for position in 0..program.tables.len() {
            tables.table(encoder.table(position)?);
        }
        let mut memories = MemorySection::new();
        memories.memory(encoder.memory_type(program.memory()?)?);
        let mut exports = ExportSection::new();
        for export in program.kept_exports() {
            let index = match export.kind {
                ExternalKind::Func => encoder.function_index(export.index)?,
                _ => export.index,
            };
            exports.export(export.name, encoder.export_kind(export.kind)?, index);
        }
        for (name, kind, index) in self.shared_items() {
            let index = match kind {
                ExportKind::Func => encoder.function_index(index)?,
                _ => index,
            };
            exports.export(&name, kind, index);
        }

        let mut module = Module::new();
        module
            .section(&raw(SectionId::Type, program.type_section))
            .section(&imports)
            .section(&encoder.function_section(own)?)
            .section(&tables)
            .section(&memories)
            .section(&raw(SectionId::Global, program.global_section))
            .section(&exports)
            .section(&encoder.elements(true)?)
            .section(&encoder.code(own)?)
            .section(&self.data(true));
        Ok(module.finish())
    }

    /// The file that is fetched when it is needed.
    pub fn second_file(&self) -> Result<Vec<u8>, Trouble> {
        let program = self.program;
        let own = order::of_first_calls(program, &self.second)?;
        let mut encoder = Encoder::new(self, self.shared.iter().chain(&own).copied());

        let mut imports = ImportSection::new();
        for (name, kind, index) in self.shared_items() {
            let kind = match kind {
                ExportKind::Func => EntityType::Function(program.function_type(index)?),
                ExportKind::Table => EntityType::Table(encoder.table(index as usize)?),
                ExportKind::Memory => EntityType::Memory(encoder.memory_type(program.memory()?)?),
                _ => EntityType::Global(encoder.global_type(program.global(index)?)?),
            };
            imports.import(FIRST, &name, kind);
        }

        let mut module = Module::new();
        module
            .section(&raw(SectionId::Type, program.type_section))
            .section(&imports)
            .section(&encoder.function_section(&own)?)
            .section(&encoder.elements(false)?)
            .section(&encoder.code(&own)?)
            .section(&self.data(false));
        Ok(module.finish())
    }

    /// What the second file imports from the first: name, kind and number in the program.
    ///
    /// Names are numbers, in letters as short as they can be.
    fn shared_items(&self) -> Vec<(String, ExportKind, u32)> {
        let functions = self.shared.iter().map(|&index| (ExportKind::Func, index));
        let tables = (0..self.program.tables.len() as u32).map(|index| (ExportKind::Table, index));
        let globals =
            (0..self.program.globals.len() as u32).map(|index| (ExportKind::Global, index));
        let memory = [(ExportKind::Memory, 0)];
        let items = functions.chain(tables).chain(globals).chain(memory);
        items
            .enumerate()
            .map(|(position, (kind, index))| (short_name(position), kind, index))
            .collect()
    }

    /// The data that the first file starts with, or that the second adds.
    ///
    /// The second must not touch what the first may have changed meanwhile; the first may write
    /// zeros where the second will write.
    fn data(&self, is_first: bool) -> DataSection {
        let mut section = DataSection::new();
        let memory = self.program.memory_at_start();
        let Some(&(start, _)) = memory.first() else {
            return section;
        };
        let mut fates = Vec::new();
        for (address, byte) in memory {
            let zeros = start + fates.len() as u32..address;
            fates.extend(zeros.map(|address| self.fate(address, 0, is_first)));
            fates.push(self.fate(address, byte, is_first));
        }
        for (position, run) in runs(fates, self.shortest_gap) {
            let address = ConstExpr::i32_const((start as usize + position) as i32);
            section.active(0, &address, run);
        }
        section
    }

    fn fate(&self, address: u32, byte: u8, is_first: bool) -> Fate {
        let piece = self.linked.piece_at(address);
        let in_first = piece.is_none_or(|piece| self.first_pieces.contains(&piece));
        let in_second = piece.is_some_and(|piece| self.second_pieces.contains(&piece));
        let is_ours = if is_first {
            in_first
        } else {
            in_second && !in_first
        };
        match byte {
            byte if is_ours && byte != 0 => Fate::Byte(byte),
            _ if in_first && !is_ours => Fate::Untouched,
            _ => Fate::Zero,
        }
    }
}

/// What a file does with one byte of memory.
#[derive(Clone, Copy)]
enum Fate {
    Byte(u8),
    /// Zero at the start, so it may be written or left out.
    Zero,
    Untouched,
}

/// The runs of bytes to write, each with its position.
fn runs(fates: Vec<Fate>, shortest_gap: usize) -> Vec<(usize, Vec<u8>)> {
    let mut runs: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut is_blocked = true;
    for (position, fate) in fates.into_iter().enumerate() {
        match fate {
            Fate::Zero => {}
            Fate::Untouched => is_blocked = true,
            Fate::Byte(byte) => {
                match runs.last_mut() {
                    Some((start, run))
                        if !is_blocked && position - *start - run.len() < shortest_gap =>
                    {
                        run.resize(position - *start, 0);
                        run.push(byte);
                    }
                    _ => runs.push((position, vec![byte])),
                }
                is_blocked = false;
            }
        }
    }
    runs
}

/// Writes code with the numbers that functions have in one of the files.
struct Encoder<'a> {
    border: &'a Border<'a>,
    /// The new number of each function, by its number in the program.
    numbers: BTreeMap<u32, u32>,
}

type Encoded<T> = Result<T, reencode::Error<Infallible>>;

impl<'a> Encoder<'a> {
    fn new(border: &'a Border<'a>, functions: impl Iterator<Item = u32>) -> Self {
        Encoder {
            border,
            numbers: functions.zip(0..).collect(),
        }
    }

    fn table(&mut self, position: usize) -> Encoded<wasm_encoder::TableType> {
        let mut table = self.table_type(self.border.program.tables[position])?;
        if position == 0 {
            table.minimum = u64::from(self.border.table_size);
            table.maximum = table.maximum.map(|_| table.minimum);
        }
        Ok(table)
    }

    fn function_section(&self, functions: &[u32]) -> Result<FunctionSection, Trouble> {
        let mut section = FunctionSection::new();
        for &function in functions {
            section.function(self.border.program.function_type(function)?);
        }
        Ok(section)
    }

    /// The slots that a file fills, those in a row together.
    fn elements(&mut self, is_first: bool) -> Encoded<ElementSection> {
        let border = self.border;
        let mut filled: BTreeMap<u32, u32> = BTreeMap::new();
        if is_first {
            let own = border.program.slots.iter();
            filled.extend(own.filter(|(_, function)| border.is_first(**function)));
        } else {
            filled.extend(
                border
                    .slots
                    .iter()
                    .map(|(&function, &slot)| (slot, function)),
            );
            // One function may have more slots than one.
            let others = border.program.slots.iter();
            filled.extend(others.filter(|(_, function)| !border.is_first(**function)));
        }
        let mut rows: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in filled {
            let number = self.function_index(function)?;
            match rows.last_mut() {
                Some((start, row)) if *start + row.len() as u32 == slot => row.push(number),
                _ => rows.push((slot, vec![number])),
            }
        }
        let mut section = ElementSection::new();
        for (slot, row) in rows {
            let slot = ConstExpr::i32_const(slot as i32);
            section.active(None, &slot, Elements::Functions(row.into()));
        }
        Ok(section)
    }

    fn code(&mut self, functions: &[u32]) -> Result<CodeSection, Trouble> {
        let program = self.border.program;
        let mut section = CodeSection::new();
        for &function in functions {
            let Some(body) = program.body(function) else {
                continue;
            };
            let mut written = self.new_function_with_parsed_locals(body)?;
            for operator in body.get_operators_reader()? {
                match operator? {
                    Operator::Call { function_index } if self.is_far(function_index) => {
                        written
                            .instruction(&Instruction::I32Const(
                                self.border.slots[&function_index] as i32,
                            ))
                            .instruction(&Instruction::CallIndirect {
                                type_index: program.function_type(function_index)?,
                                table_index: 0,
                            });
                    }
                    operator => {
                        written.instruction(&self.instruction(operator)?);
                    }
                }
            }
            section.function(&written);
        }
        Ok(section)
    }

    /// Whether a function is in the other file and is reached through its slot.
    fn is_far(&self, function: u32) -> bool {
        !self.numbers.contains_key(&function)
    }
}

impl Reencode for Encoder<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Encoded<u32> {
        Ok(self.numbers.get(&function).copied().unwrap_or(function))
    }
}

fn raw(id: SectionId, data: &[u8]) -> RawSection<'_> {
    RawSection {
        id: id.into(),
        data,
    }
}

/// A number in letters.
fn short_name(mut number: usize) -> String {
    const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[number % LETTERS.len()]));
        number /= LETTERS.len();
        if number == 0 {
            return name;
        }
    }
}
