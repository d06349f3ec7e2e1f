//! The machine's instructions, and the code objects that hold them.
//!
//! Values are pushed on and popped off a frame's stack; "takes" means pops, in the order in
//! which they were pushed. Operands are indices into the tables of the [`Code`], counts, or,
//! of jumps, places in its instructions.
//!
//! Knows nothing of syntax.

use super::source::{Source, Span};
use super::syntax_tree::{BinaryOperator, Comparison, Name, UnaryOperator, Wide};
use super::value::Value;
use std::rc::Rc;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Instruction {
    /// Pushes a constant.
    Constant(u32),
    /// Takes a value and forgets it.
    Pop,
    /// Pushes the topmost value once more.
    Duplicate,
    /// Pushes the topmost two values once more.
    DuplicateTwo,
    /// Exchanges the topmost two values.
    Swap,
    /// Moves the topmost value below the next two.
    RotateThree,

    LoadLocal(u32),
    StoreLocal(u32),
    DeleteLocal(u32, Wide),
    LoadGlobal(u32),
    StoreGlobal(u32),
    DeleteGlobal(u32, Wide),
    /// Of a variable that functions share: the frame's own cells first, then those it closes over.
    LoadCell(u32),
    StoreCell(u32),
    DeleteCell(u32, Wide),

    LoadAttribute(u32),
    /// Takes the value and the object.
    StoreAttribute(u32),
    DeleteAttribute(u32, Wide),
    /// Takes the object and the index.
    LoadSubscript,
    /// Takes the value, the object and the index.
    StoreSubscript,
    DeleteSubscript(Wide),
    /// Takes start, stop and step.
    BuildSlice,

    Unary(UnaryOperator),
    Binary(BinaryOperator),
    InPlace(BinaryOperator),
    Compare(Comparison),

    Jump(u32),
    /// Takes the condition.
    JumpIfFalse(u32),
    JumpIfTrue(u32),
    /// Leaves the condition on the stack if it jumps, and takes it otherwise.
    JumpIfFalseOrPop(u32),
    JumpIfTrueOrPop(u32),

    BuildList(u32),
    BuildTuple(u32),
    BuildSet(u32, Wide),
    /// Takes so many keys and values in turn.
    BuildDict(u32, Wide),
    /// Takes so many strings and joins them.
    BuildString(u32),
    /// Takes the value and, if `has_format`, the format; pushes the text.
    Format {
        conversion: Option<char>,
        has_format: bool,
    },
    /// Takes a value and appends it to the list that then is so deep in the stack.
    Append(u32),
    /// As `Append`, to a set.
    AddToSet(u32, Wide),
    /// Takes key and value; as `Append`, to a dict.
    AddToDict(u32, Wide),
    /// Takes an iterable and appends its elements to the list on top: `[*values]`.
    ExtendList,
    ExtendSet(Wide),
    ExtendDict(Wide),
    ListToTuple,
    /// As `ExtendList` for `f(*values)`: the function lies below the list.
    ExtendArguments,
    /// Takes a name and a value for `f(*values, name=value)`: adds both to the list on top.
    AddKeyword,
    /// Takes a mapping for `f(**values)`: adds its names and values to the list on top, which
    /// lies on that of the positional arguments and the function.
    ExtendKeywords,

    /// Takes an iterable and pushes its so many elements, the first on top.
    Unpack(u32),
    /// As `Unpack`, with a list of the rest between so many before and so many after.
    UnpackStarred {
        before: u32,
        after: u32,
    },
    /// Takes an iterable and pushes an iterator.
    Iterate,
    /// Pushes the next value of the iterator on top; at its end, takes it and jumps.
    Next(u32),

    /// Takes the function and so many arguments.
    Call(u32),
    /// Takes the function and all arguments; the keywords are the names of a list in the code.
    CallKeywords {
        count: u32,
        keywords: u32,
    },
    /// Takes the function and two lists: the positional arguments, and names and values in turn.
    CallUnpacked,
    /// Takes the default values that the code asks for and pushes a function.
    MakeFunction(u32),
    Return,
    /// Hands a value to whoever iterates over this generator.
    Yield,

    /// From here on, an exception goes to a place.
    PushHandler(u32, Wide),
    PopHandler(Wide),
    /// Takes the exception and makes it the one that is being handled.
    BeginHandling(Wide),
    /// The exception is handled.
    EndHandling(Wide),
    /// Pushes the exception that is being handled.
    LoadHandled(Wide),
    /// Takes a class or a tuple of classes; pushes whether the handled exception is one of them.
    MatchException(Wide),
    /// Takes an exception.
    Raise(Wide),
    /// Takes an exception and its cause.
    RaiseFrom(Wide),
    /// Raises what is being handled as it was.
    RaiseAgain(Wide),
    /// Pushes `AssertionError`.
    LoadAssertionError(Wide),

    /// Pushes the module of a dotted name; the first part of it if `top`.
    Import {
        name: u32,
        top: bool,
    },
    /// Pushes an attribute of the module on top.
    ImportFrom(u32),
    /// Takes a module and binds all its names.
    ImportStar,
    /// Takes the value of the cell's last expression.
    KeepResult,
}

/// What a function, a comprehension or a cell was compiled to.
pub struct Code {
    /// `f`, `<lambda>`, `<listcomp>`, `<module>`.
    pub name: Name,
    /// `f.<locals>.g`: what messages carry.
    pub qualified_name: Name,
    pub source: Rc<Source>,
    pub instructions: Vec<Instruction>,
    /// For each instruction, the expression that fails if it does.
    pub spans: Vec<Span>,
    pub constants: Vec<Value>,
    pub names: Vec<Name>,
    /// The keywords of each call that has some.
    pub keywords: Vec<Rc<[Name]>>,
    pub functions: Vec<Rc<Code>>,
    /// The local variables: parameters first, positional, keyword-only, `*rest`, `**keywords`.
    pub locals: Vec<Name>,
    pub parameters: ParameterCounts,
    /// The variables that functions inside share, each with the parameter that it starts as.
    pub cells: Vec<(Name, Option<u32>)>,
    /// The variables of functions around, each with its cell in the frame around.
    pub captured: Vec<(Name, u32)>,
    pub is_generator: bool,
}

/// How many parameters of each kind a function has.
#[derive(Clone, Debug, Default)]
pub struct ParameterCounts {
    pub positional_only: u32,
    /// The positional-only ones included.
    pub positional: u32,
    /// For each keyword-only parameter, whether it has a default.
    pub keyword_only: Vec<bool>,
    pub defaults: u32,
    pub rest: bool,
    pub keywords: bool,
}

impl ParameterCounts {
    /// How many parameters have a slot of their own, `*rest` and `**keywords` apart.
    pub fn named(&self) -> usize {
        self.positional as usize + self.keyword_only.len()
    }
}
