//! Functions with their types, and which of them is likely to be called.

use crate::chooser::{Chooser, FEATURES};
use crate::code::Code;
use crate::hash::set;
use crate::tape::Tape;

const TYPES: usize = 1024;
const FUNCTIONS: usize = 1 << 13;
/// Functions called lately that are foreseen, and types whose next function is.
const LATELY: usize = 24;
const LIKELY_TYPES: usize = 24;

const TYPE_SECTION: u32 = 1;
const IMPORT_SECTION: u32 = 2;
const FUNCTION_SECTION: u32 = 3;

#[repr(C)]
pub struct Calls {
    imported: usize,
    functions: usize,
    /// Whether the last two calls were of functions not called before, in two bits.
    novelty: u32,
    /// Functions called lately, the latest first.
    lately: [u32; LATELY],
    /// Where each type stands on the tape.
    types: [usize; TYPES],
    /// For each type its first function that was not yet called, and where its functions end.
    next: [u32; TYPES],
    ends: [u32; TYPES],
    function_types: [u16; FUNCTIONS],
    pub chooser: Chooser,
}

/// What the features of a function are made of: its place among those called lately, the name of
/// the function or, if it was not called yet, of its type, and what else is known.
const RANK: usize = 0;
const IS_NEW: usize = 1;
const NAME: usize = 2;
const TYPE: usize = 3;
const PARAMETERS: usize = 4;
/// How many operands remain after it took its parameters.
const ROOM: usize = 5;
const TOP_OPCODE: usize = 6;
const LAST_OPCODE: usize = 7;
const HEIGHT: usize = 8;
const NOVELTY: usize = 9;

const SETS: [u32; FEATURES] = [
    set(&[RANK, ROOM]),
    set(&[IS_NEW, TYPE]),
    set(&[IS_NEW, TYPE, TOP_OPCODE]),
    set(&[IS_NEW, PARAMETERS, ROOM, LAST_OPCODE]),
    set(&[NAME]),
    set(&[NAME, LAST_OPCODE]),
    set(&[RANK, NOVELTY]),
];

impl Calls {
    /// Learns from a section, which begins at `place` of the tape, what the code will refer to.
    pub fn read_section(&mut self, section: u32, tape: &Tape, place: usize) {
        if !(TYPE_SECTION..=FUNCTION_SECTION).contains(&section) {
            return;
        }
        let (count, mut place) = tape.number_at(place, false);
        for i in 0..count as usize {
            if section == TYPE_SECTION {
                self.types[i % TYPES] = place + 1;
                let (parameters, next) = tape.number_at(place + 1, false);
                let (results, next) = tape.number_at(next + parameters as usize, false);
                place = next + results as usize;
                continue;
            }
            if section == IMPORT_SECTION {
                for _ in 0..2 {
                    let (length, next) = tape.number_at(place, false);
                    place = next + length as usize;
                }
                place += 1;
                self.imported += 1;
            }
            let (number, next) = tape.number_at(place, false);
            place = next;
            self.add_function(number as usize % TYPES, section == FUNCTION_SECTION);
        }
    }

    fn add_function(&mut self, number: usize, has_code: bool) {
        let function = self.functions;
        self.functions += 1;
        self.function_types[function % FUNCTIONS] = number as u16;
        if has_code {
            if self.ends[number] == 0 {
                self.next[number] = function as u32;
            }
            self.ends[number] = function as u32 + 1;
        }
    }

    pub fn type_of(&self, function: usize) -> usize {
        usize::from(self.function_types[function % FUNCTIONS])
    }

    /// Where the types of the parameters stand on the tape, and how many there are.
    pub fn parameters(&self, number: usize, tape: &Tape) -> (usize, usize) {
        let (count, place) = tape.number_at(self.types[number % TYPES], false);
        (place, count as usize)
    }

    /// How many operands a call of this type takes and gives, and the type of the first result.
    pub fn signature(&self, number: usize, tape: &Tape) -> (usize, usize, u32) {
        let (place, parameters) = self.parameters(number, tape);
        let (results, place) = tape.number_at(place + parameters, false);
        (parameters, results as usize, tape.byte_at(place))
    }

    /// The type of this function, a number among those with code, from 1 on.
    pub fn begin_function(&mut self, function: usize) -> usize {
        let function = self.imported + function - 1;
        let number = self.type_of(function);
        self.pass(number, function as u32);
        number
    }

    /// A function that was next is not any more; whether it was.
    fn pass(&mut self, number: usize, function: u32) -> bool {
        let next = &mut self.next[number % TYPES];
        let was_next = *next == function;
        *next += u32::from(was_next);
        was_next
    }

    /// Weighs the functions that may be called: those called lately, and of each type the first
    /// that was not. The packer numbers functions so that this is often right.
    pub fn offer(&mut self, code: &Code, tape: &Tape) {
        self.chooser.clear();
        for rank in 0..LATELY {
            let function = self.lately[rank];
            if function == 0 {
                break;
            }
            self.add(code, tape, rank, function);
        }
        for number in 0..LIKELY_TYPES {
            if self.next[number] < self.ends[number] {
                self.add(code, tape, LATELY, self.next[number]);
            }
        }
    }

    fn add(&mut self, code: &Code, tape: &Tape, rank: usize, function: u32) {
        let number = self.type_of(function as usize);
        let parameters = self.parameters(number, tape).1 as u32;
        let is_new = rank == LATELY;
        let mut values = [0; 32];
        values[RANK] = rank as u32;
        values[IS_NEW] = u32::from(is_new);
        values[NAME] = if is_new {
            number as u32
        } else {
            function + TYPES as u32
        };
        values[TYPE] = number as u32;
        values[PARAMETERS] = parameters;
        values[ROOM] = (code.height_in_block() + 1)
            .saturating_sub(parameters)
            .min(3);
        values[TOP_OPCODE] = code.operand(0).opcode;
        values[LAST_OPCODE] = code.opcodes & 255;
        values[HEIGHT] = code.height_in_block();
        values[NOVELTY] = self.novelty;
        self.chooser.add(function, &values, &SETS);
    }

    pub fn learn(&mut self, function: u32) {
        self.chooser.learn(function);
        let is_new = self.pass(self.type_of(function as usize), function);
        self.novelty = (self.novelty << 1 | u32::from(is_new)) & 3;
        let mut rank = 0;
        while rank < LATELY - 1 && self.lately[rank] != function {
            rank += 1;
        }
        while rank > 0 {
            self.lately[rank] = self.lately[rank - 1];
            rank -= 1;
        }
        self.lately[0] = function;
    }
}
