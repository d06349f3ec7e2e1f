//! What the linker knows of the program and leaves out of it: which piece of data begins and
//! ends where, and what functions and data refer to.
//!
//! Follows the WebAssembly tool conventions, `Linking.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use wasmparser::{
    DefinedDataSymbol, KnownCustom, Linking, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo,
};

use crate::Trouble;
use crate::program::Program;

/// What Rust takes for letters that are none, since letters end below: not addresses.
const NO_LETTERS: RangeInclusive<u32> = 0x11_0000..=0x11_0002;

/// How far, in bytes, two constants may lie apart that wasm-opt made one of.
const NEAR: u32 = 64;

/// What a piece of data refers to.
#[derive(Default)]
pub struct Uses {
    /// Other pieces, by their position among all.
    pub pieces: BTreeSet<usize>,
    /// Functions, by their slots in the table.
    pub slots: BTreeSet<u32>,
}

/// The data of a linked program, in pieces that only hold together as a whole.
#[derive(Default)]
pub struct Linked {
    /// The addresses of each piece, in order.
    pub pieces: Vec<Range<u32>>,
    /// What each piece refers to.
    pub piece_uses: Vec<Uses>,
    /// The slots of the functions that each function points to, by its name.
    pub function_slots: BTreeMap<String, BTreeSet<u32>>,
    /// The constants in the code that stand for addresses, with the pieces they are meant for.
    addresses: BTreeMap<u32, BTreeSet<usize>>,
}

/// The parts of the file that tell of references.
#[derive(Default)]
struct Records {
    code_start: u64,
    /// Where each function's code lies in the file.
    bodies: Vec<Range<u64>>,
    data_start: u64,
    /// Where each data segment lies in the file.
    segments: Vec<Range<u64>>,
    symbols: Vec<Option<DefinedDataSymbol>>,
    code_references: Vec<RelocationEntry>,
    data_references: Vec<RelocationEntry>,
}

impl Linked {
    /// Reads the linker's output, which must have kept its relocations; `program` is the same
    /// bytes, read.
    pub fn read(program: &Program, bytes: &[u8]) -> Result<Self, Trouble> {
        let records = Records::read(bytes)?;
        let symbols = records.addresses(program)?;
        let mut linked = Linked {
            pieces: joined(symbols.iter().flatten().cloned().collect()),
            ..Linked::default()
        };
        linked
            .piece_uses
            .resize_with(linked.pieces.len(), Uses::default);
        for entry in &records.code_references {
            if let Some((symbol, piece)) = linked.target(entry, &symbols) {
                let value = (i64::from(symbol.start) + entry.addend) as u32;
                linked.addresses.entry(value).or_default().extend(piece);
            } else if entry.ty == RelocationType::TableIndexSleb {
                let place = records.code_start + u64::from(entry.offset);
                let slot = padded_number(bytes, place)?;
                let body = records.bodies.partition_point(|body| body.end <= place);
                let name = program.name(program.imports.len() as u32 + body as u32);
                let slots = linked.function_slots.entry(name.to_owned());
                slots.or_default().insert(slot);
            }
        }
        for entry in &records.data_references {
            let place = records.data_start + u64::from(entry.offset);
            let address = records.address_of(place, program);
            let from = address.and_then(|address| linked.piece_at(address));
            let from = from.ok_or_else(|| Trouble::new("a reference outside of all data"))?;
            if let Some((_, piece)) = linked.target(entry, &symbols) {
                linked.piece_uses[from].pieces.extend(piece);
            } else if entry.ty == RelocationType::TableIndexI32 {
                let slot = word(bytes, place)?;
                linked.piece_uses[from].slots.insert(slot);
            }
        }
        Ok(linked)
    }

    /// Pieces that refer to nothing.
    #[cfg(test)]
    pub fn of_pieces(pieces: Vec<Range<u32>>) -> Self {
        Linked {
            piece_uses: pieces.iter().map(|_| Uses::default()).collect(),
            pieces,
            ..Linked::default()
        }
    }

    /// The data that a reference is to, and its piece, which data of no length has not.
    fn target(
        &self,
        entry: &RelocationEntry,
        symbols: &[Option<Range<u32>>],
    ) -> Option<(Range<u32>, Option<usize>)> {
        let symbol = symbols.get(entry.index as usize)?.clone()?;
        let piece = self.piece_at(symbol.start);
        is_address(entry.ty).then_some((symbol, piece))
    }

    /// The pieces that a constant in the code may be an address of.
    ///
    /// One that the linker did not write, but wasm-opt may have made of two, counts as close to
    /// the piece that is meant.
    pub fn pieces_of(&self, constant: u32) -> Vec<usize> {
        if let Some(pieces) = self.addresses.get(&constant) {
            return pieces.iter().copied().collect();
        }
        if NO_LETTERS.contains(&constant) {
            return Vec::new();
        }
        let near = constant.saturating_sub(NEAR)..=constant.saturating_add(NEAR);
        let first = self
            .pieces
            .partition_point(|piece| piece.end <= *near.start());
        let close = self.pieces[first..]
            .iter()
            .take_while(|piece| piece.start <= *near.end());
        (first..).zip(close).map(|(position, _)| position).collect()
    }

    /// The piece that holds an address.
    pub fn piece_at(&self, address: u32) -> Option<usize> {
        let position = self.pieces.partition_point(|piece| piece.end <= address);
        let piece = self.pieces.get(position)?;
        piece.contains(&address).then_some(position)
    }
}

/// Whether a reference is to an address in memory.
fn is_address(kind: RelocationType) -> bool {
    matches!(
        kind,
        RelocationType::MemoryAddrLeb
            | RelocationType::MemoryAddrSleb
            | RelocationType::MemoryAddrI32
    )
}

impl Records {
    fn read(bytes: &[u8]) -> Result<Self, Trouble> {
        let mut records = Records::default();
        let mut is_linked = false;
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::CodeSectionStart {
                    unchecked_range, ..
                } => {
                    records.code_start = unchecked_range.start;
                }
                Payload::CodeSectionEntry(body) => records.bodies.push(body.range()),
                Payload::DataSection(reader) => {
                    records.data_start = reader.range().start;
                    for data in reader {
                        let data = data?;
                        let end = data.range.end;
                        records.segments.push(end - data.data.len() as u64..end);
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(reader) => {
                        for part in reader.subsections() {
                            if let Linking::SymbolTable(table) = part? {
                                records.add_symbols(table)?;
                                is_linked = true;
                            }
                        }
                    }
                    KnownCustom::Reloc(reader) => {
                        let entries: Result<Vec<_>, _> = reader.entries().into_iter().collect();
                        match section.name() {
                            "reloc.CODE" => records.code_references = entries?,
                            "reloc.DATA" => records.data_references = entries?,
                            _ => {}
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if is_linked {
            Ok(records)
        } else {
            Err(Trouble::new(
                "no relocations: was it linked with --emit-relocs?",
            ))
        }
    }

    fn add_symbols(&mut self, table: wasmparser::SymbolInfoMap) -> Result<(), Trouble> {
        for symbol in table {
            self.symbols.push(match symbol? {
                SymbolInfo::Data { symbol, .. } => symbol,
                _ => None,
            });
        }
        Ok(())
    }

    /// The addresses of each symbol that is data.
    fn addresses(&self, program: &Program) -> Result<Vec<Option<Range<u32>>>, Trouble> {
        let address = |symbol: &DefinedDataSymbol| {
            let (start, _) = program.data.get(symbol.index as usize)?;
            let start = start + symbol.offset;
            Some(start..start + symbol.size)
        };
        Ok(self
            .symbols
            .iter()
            .map(|symbol| address(symbol.as_ref()?))
            .collect())
    }

    /// The address in memory of a byte of the file.
    fn address_of(&self, place: u64, program: &Program) -> Option<u32> {
        let position = self
            .segments
            .iter()
            .position(|segment| segment.contains(&place))?;
        let (start, _) = program.data.get(position)?;
        Some(start + (place - self.segments[position].start) as u32)
    }
}

/// A number of five bytes, seven bits in each, as linkers write it.
fn padded_number(bytes: &[u8], place: u64) -> Result<u32, Trouble> {
    let bytes: [u8; 5] = at(bytes, place)?;
    let bits = bytes.iter().rev().map(|byte| u32::from(byte & 0x7f));
    Ok(bits.fold(0, |number, bits| number << 7 | bits))
}

fn word(bytes: &[u8], place: u64) -> Result<u32, Trouble> {
    at(bytes, place).map(u32::from_le_bytes)
}

fn at<const N: usize>(bytes: &[u8], place: u64) -> Result<[u8; N], Trouble> {
    let bytes = bytes.get(place as usize..).and_then(<[u8]>::first_chunk);
    bytes
        .copied()
        .ok_or_else(|| Trouble::new("a reference past the end of the file"))
}

/// Ranges in order; those that overlap are joined.
fn joined(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut pieces: Vec<Range<u32>> = Vec::new();
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        match pieces.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => pieces.push(range),
        }
    }
    pieces
}
