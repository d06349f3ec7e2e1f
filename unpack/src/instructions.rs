//! What follows each opcode, and what it does to the stack of operands.

/// What is coded as one number, each with statistics of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Kind {
    Opcode,
    BlockType,
    Label,
    Function,
    Type,
    Local,
    Global,
    Alignment,
    Offset,
    Integer,
    LongInteger,
    Float,
    Other,
    Count,
    Declaration,
    Section,
    Data,
    Script,
}

pub const KINDS: usize = 18;

/// The opcodes that one nibble is enough for; 15 announces another, in two nibbles.
pub const COMMON: [u8; 15] = [
    0x20, 0x41, 0x21, 0x22, 0x6a, 0x0b, 0x28, 0x36, 0x10, 0x0d, 0x02, 0x0c, 0x6b, 0x45, 0x04,
];

pub const UNREACHABLE: u32 = 0x00;
pub const BLOCK: u32 = 0x02;
pub const LOOP: u32 = 0x03;
pub const IF: u32 = 0x04;
pub const ELSE: u32 = 0x05;
pub const END: u32 = 0x0b;
pub const BRANCH: u32 = 0x0c;
pub const BRANCH_TABLE: u32 = 0x0e;
pub const RETURN: u32 = 0x0f;
pub const CALL: u32 = 0x10;
pub const CALL_INDIRECT: u32 = 0x11;
pub const LOCAL_GET: u32 = 0x20;
pub const LOCAL_TEE: u32 = 0x22;
pub const FIRST_STORE: u32 = 0x36;
pub const F32_CONST: u32 = 0x43;
pub const F64_CONST: u32 = 0x44;
pub const PREFIX: u32 = 0xfc;

/// The numbers that follow an opcode, where nothing more is known of them.
pub fn immediates(opcode: u32) -> &'static [Kind] {
    match opcode {
        0x1c => &[Kind::Other, Kind::Other],
        0x23 | 0x24 => &[Kind::Global],
        0x25 | 0x26 | 0x3f | 0x40 | 0xd0 => &[Kind::Other],
        0x28..=0x3e => &[Kind::Alignment, Kind::Offset],
        0x41 => &[Kind::Integer],
        0x42 => &[Kind::LongInteger],
        0xd2 => &[Kind::Function],
        _ => &[],
    }
}

/// How many operands an instruction takes and gives, where that does not depend on more than its
/// opcode.
pub fn effect(opcode: u32) -> (usize, usize) {
    match opcode {
        0x0d | 0x1a | 0x21 | 0x24 => (1, 0),
        0x1b | 0x1c => (3, 1),
        0x20 | 0x23 | 0x3f | 0x41..=0x44 | 0xd0 | 0xd2 => (0, 1),
        0x26 | 0x36..=0x3e => (2, 0),
        0x22
        | 0x25
        | 0x28..=0x35
        | 0x40
        | 0x45
        | 0x50
        | 0x67..=0x69
        | 0x79..=0x7b
        | 0x8b..=0x91
        | 0x99..=0x9f
        | 0xa7..=0xc4
        | 0xd1 => (1, 1),
        0x46..=0xa6 => (2, 1),
        _ => (0, 0),
    }
}

/// The same for what follows the prefix 0xfc, and how many numbers stand there.
pub fn prefixed(opcode: u32) -> (usize, usize, usize) {
    match opcode {
        0..=7 => (1, 1, 0),
        9 | 13 => (0, 0, 1),
        11 | 17 => (3, 0, 1),
        15 => (2, 1, 1),
        16 => (0, 1, 1),
        _ => (3, 0, 2),
    }
}
