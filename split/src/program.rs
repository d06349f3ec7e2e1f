//! A WebAssembly program, read into what a split needs to know of it.

use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{Instruction, Module, RawSection, Section, SectionId};
use wasmparser::{
    Data, DataKind, ElementItems, ElementKind, Export, FuncType, FunctionBody, GlobalType, Import,
    KnownCustom, MemArg, MemoryType, Name, Operator, Parser, Payload, TableType, TypeRef,
};

use crate::Trouble;
use crate::rehearsal::REHEARSAL;

/// The program that wasm-bindgen and wasm-opt left, with one table of functions.
///
/// Functions are numbered as in the file: the imported ones first.
#[derive(Default)]
pub struct Program<'a> {
    /// The section of types, as its bytes.
    pub type_section: &'a [u8],
    pub signatures: Vec<FuncType>,
    /// The imports, all of them functions.
    pub imports: Vec<(&'a str, &'a str)>,
    /// The type of each function, by its number.
    pub function_types: Vec<u32>,
    /// The code of each function that is not imported.
    pub bodies: Vec<FunctionBody<'a>>,
    pub tables: Vec<TableType>,
    pub memory: Option<MemoryType>,
    pub globals: Vec<GlobalType>,
    /// The section of globals, as its bytes.
    pub global_section: &'a [u8],
    pub exports: Vec<Export<'a>>,
    /// The function in each slot of the table of functions that has one.
    pub slots: BTreeMap<u32, u32>,
    /// What memory holds at the start: addresses with their bytes, in order.
    pub data: Vec<(u32, &'a [u8])>,
    /// The name of each function that has one.
    pub names: BTreeMap<u32, &'a str>,
}

impl<'a> Program<'a> {
    /// Reads a program; what this tool was not made for is an error, never left out.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let mut program = Program::default();
        for payload in Parser::new(0).parse_all(bytes) {
            program.add(payload?, bytes)?;
        }
        Ok(program)
    }

    fn add(&mut self, payload: Payload<'a>, bytes: &'a [u8]) -> Result<(), Trouble> {
        match payload {
            Payload::TypeSection(reader) => {
                self.type_section = slice(bytes, reader.range())?;
                for signature in reader.into_iter_err_on_gc_types() {
                    self.signatures.push(signature?);
                }
            }
            Payload::ImportSection(reader) => {
                for import in reader.into_imports() {
                    self.add_import(import?)?;
                }
            }
            Payload::FunctionSection(reader) => {
                for kind in reader {
                    self.function_types.push(kind?);
                }
            }
            Payload::TableSection(reader) => {
                for table in reader {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(reader) => {
                for memory in reader {
                    if self.memory.replace(memory?).is_some() {
                        return Err(Trouble::new("a second memory"));
                    }
                }
            }
            Payload::GlobalSection(reader) => {
                self.global_section = slice(bytes, reader.range())?;
                for global in reader {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(reader) => {
                for export in reader {
                    self.exports.push(export?);
                }
            }
            Payload::ElementSection(reader) => {
                for element in reader {
                    self.add_element(element?)?;
                }
            }
            Payload::DataSection(reader) => {
                for data in reader {
                    self.data.push(placed(data?)?);
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(reader) = section.as_known() {
                    for part in reader {
                        if let Name::Function(map) = part? {
                            for naming in map {
                                let naming = naming?;
                                self.names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
            }
            Payload::StartSection { .. } => return Err(Trouble::new("a start function")),
            Payload::TagSection(_) => return Err(Trouble::new("exceptions")),
            _ => {}
        }
        Ok(())
    }

    fn add_import(&mut self, import: Import<'a>) -> Result<(), Trouble> {
        let TypeRef::Func(kind) = import.ty else {
            return Err(Trouble::new("an import that is not a function"));
        };
        self.imports.push((import.module, import.name));
        self.function_types.push(kind);
        Ok(())
    }

    fn add_element(&mut self, element: wasmparser::Element<'a>) -> Result<(), Trouble> {
        let ElementKind::Active {
            table_index: None | Some(0),
            offset_expr,
        } = element.kind
        else {
            return Err(Trouble::new(
                "a table segment that is not placed at the start",
            ));
        };
        let ElementItems::Functions(functions) = element.items else {
            return Err(Trouble::new("a table segment of expressions"));
        };
        for (slot, function) in (constant(&offset_expr)?..).zip(functions) {
            self.slots.insert(slot, function?);
        }
        Ok(())
    }

    /// The type of a function, as its number.
    pub fn function_type(&self, function: u32) -> Result<u32, Trouble> {
        let kind = self.function_types.get(function as usize);
        kind.copied()
            .ok_or_else(|| Trouble::new("a function without a type"))
    }

    pub fn signature_at(&self, kind: u32) -> Result<&FuncType, Trouble> {
        let signature = self.signatures.get(kind as usize);
        signature.ok_or_else(|| Trouble::new("a type that is not there"))
    }

    pub fn signature(&self, function: u32) -> Result<&FuncType, Trouble> {
        self.signature_at(self.function_type(function)?)
    }

    /// The exports that the page has a use for.
    pub fn kept_exports(&self) -> impl Iterator<Item = &Export<'a>> {
        self.exports
            .iter()
            .filter(|export| export.name != REHEARSAL)
    }

    /// The name of a function as the linker knows it, or nothing.
    pub fn name(&self, function: u32) -> &'a str {
        self.names.get(&function).copied().unwrap_or_default()
    }

    pub fn memory(&self) -> Result<MemoryType, Trouble> {
        self.memory.ok_or_else(|| Trouble::new("no memory"))
    }

    pub fn global(&self, index: u32) -> Result<GlobalType, Trouble> {
        let global = self.globals.get(index as usize);
        global
            .copied()
            .ok_or_else(|| Trouble::new("a global without a type"))
    }

    /// The table that function pointers are slots of.
    pub fn function_table(&self) -> Result<TableType, Trouble> {
        let table = self.tables.first();
        let table = table.filter(|table| table.element_type == wasmparser::RefType::FUNCREF);
        table
            .copied()
            .ok_or_else(|| Trouble::new("no table of functions in first place"))
    }

    /// The code of a function, if it is not imported.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        let position = (function as usize).checked_sub(self.imports.len())?;
        self.bodies.get(position)
    }

    /// What the code of a function refers to.
    pub fn references(&self, function: u32) -> Result<References, Trouble> {
        let mut references = References::default();
        if let Some(body) = self.body(function) {
            let mut operators = body.get_operators_reader()?;
            while !operators.eof() {
                references.parse_instruction(&mut operators)?;
            }
        }
        Ok(references)
    }

    /// The bytes that memory starts with, those that are not zero, by their addresses.
    pub fn memory_at_start(&self) -> Vec<(u32, u8)> {
        let bytes = self
            .data
            .iter()
            .flat_map(|(start, bytes)| (*start..).zip(*bytes));
        let mut bytes: Vec<(u32, u8)> = bytes
            .map(|(address, byte)| (address, *byte))
            .filter(|(_, byte)| *byte != 0)
            .collect();
        bytes.sort_unstable();
        bytes
    }

    /// The numbers of all functions that are not imported.
    pub fn defined(&self) -> std::ops::Range<u32> {
        self.imports.len() as u32..self.function_types.len() as u32
    }
}

/// What the code of a function refers to.
#[derive(Default)]
pub struct References {
    /// Functions that it calls.
    pub functions: Vec<u32>,
    /// Whatever could be an address.
    pub constants: Vec<u32>,
}

impl Reencode for References {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        self.functions.push(function);
        Ok(function)
    }

    fn mem_arg(&mut self, argument: MemArg) -> Result<wasm_encoder::MemArg, Error<Infallible>> {
        self.constants.push(argument.offset as u32);
        utils::mem_arg(self, argument)
    }

    fn instruction<'a>(
        &mut self,
        operator: Operator<'a>,
    ) -> Result<Instruction<'a>, Error<Infallible>> {
        if let Operator::I32Const { value } = operator {
            self.constants.push(value as u32);
        }
        utils::instruction(self, operator)
    }
}

fn slice(bytes: &[u8], range: std::ops::Range<u64>) -> Result<&[u8], Trouble> {
    bytes
        .get(range.start as usize..range.end as usize)
        .ok_or_else(|| Trouble::new("a section past the end of the file"))
}

/// A piece of data with its address.
fn placed<'a>(data: Data<'a>) -> Result<(u32, &'a [u8]), Trouble> {
    match data.kind {
        DataKind::Active {
            memory_index: 0,
            offset_expr,
        } => Ok((constant(&offset_expr)?, data.data)),
        _ => Err(Trouble::new("data that is not placed at the start")),
    }
}

/// The value of an expression that is one constant.
fn constant(expression: &wasmparser::ConstExpr) -> Result<u32, Trouble> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        _ => Err(Trouble::new("an address that is not a constant")),
    }
}

/// A program with some of its sections replaced, and without those that no program needs to run.
pub fn with_sections(bytes: &[u8], others: &[&dyn Section]) -> Result<Vec<u8>, Trouble> {
    let mut program = Module::new().finish();
    for payload in Parser::new(0).parse_all(bytes) {
        let Some((id, range)) = payload?.as_section() else {
            continue;
        };
        let data = slice(bytes, range)?;
        match others.iter().find(|other| other.id() == id) {
            Some(other) => other.append_to(&mut program),
            None if id == SectionId::Custom as u8 => {}
            None => RawSection { id, data }.append_to(&mut program),
        }
    }
    Ok(program)
}

/// The path of a function, without what tells its instances and builds apart.
///
/// `<vanishing_gradients[4985c6d]::machine::Machine>::run` is read as
/// `vanishing_gradients::machine::Machine::run`.
pub fn path(name: &str) -> String {
    let path = format!("{:#}", rustc_demangle::demangle(name));
    path.trim_start_matches('<').replace(">::", "::")
}
