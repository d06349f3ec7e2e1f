//! The syntax tree: what the parser makes and the compiler reads.
//!
//! The names follow Python's own `ast` module, written out.

use super::source::Span;
use crate::numerics::big_integer::BigInt;
use std::rc::Rc;

/// An identifier; two equal names may be different allocations.
pub type Name = Rc<str>;

/// Stands in every node that goes beyond the lecture's list. Without the feature `wide` there is
/// no value of this type: then no such node can be made, and all that deals with one is compiled
/// to nothing.
#[cfg(feature = "wide")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide;

#[cfg(not(feature = "wide"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wide {}

#[cfg(feature = "wide")]
pub const WIDE: Option<Wide> = Some(Wide);

#[cfg(not(feature = "wide"))]
pub const WIDE: Option<Wide> = None;

/// The statements of one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    pub statements: Vec<Statement>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub kind: Box<StatementKind>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    Expression(Expression),
    /// `a = b = value`: the targets from left to right.
    Assign {
        targets: Vec<Expression>,
        value: Expression,
    },
    /// `target += value`
    AugmentedAssign {
        target: Expression,
        operator: BinaryOperator,
        value: Expression,
    },
    /// `target: annotation = value`; annotations are not evaluated for names in functions.
    AnnotatedAssign {
        target: Expression,
        annotation: Expression,
        value: Option<Expression>,
        wide: Wide,
    },
    If {
        test: Expression,
        body: Vec<Statement>,
        orelse: Vec<Statement>,
    },
    While {
        test: Expression,
        body: Vec<Statement>,
        orelse: Vec<Statement>,
    },
    For {
        target: Expression,
        iterable: Expression,
        body: Vec<Statement>,
        orelse: Vec<Statement>,
    },
    FunctionDefinition {
        name: Name,
        parameters: Parameters,
        decorators: Vec<Expression>,
        /// The annotations of parameters and result, in order; evaluated and forgotten.
        annotations: Vec<Expression>,
        body: Vec<Statement>,
    },
    Return(Option<Expression>),
    Delete(Vec<Expression>, Wide),
    Pass,
    Break,
    Continue,
    Global(Vec<Name>, Wide),
    Nonlocal(Vec<Name>, Wide),
    Assert {
        test: Expression,
        message: Option<Expression>,
        wide: Wide,
    },
    Raise {
        exception: Option<Expression>,
        cause: Option<Expression>,
        wide: Wide,
    },
    Try {
        body: Vec<Statement>,
        handlers: Vec<Handler>,
        orelse: Vec<Statement>,
        finally: Vec<Statement>,
        wide: Wide,
    },
    /// `import numpy as np, …`
    Import(Vec<Alias>),
    /// `from numpy import exp as e, …`; `names` is empty for `*`.
    ImportFrom {
        module: Name,
        names: Vec<Alias>,
    },
    /// `%matplotlib inline`, the only magic.
    Magic,
}

/// `except kind as name: body`
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    pub kind: Option<Expression>,
    pub name: Option<Name>,
    pub body: Vec<Statement>,
    pub span: Span,
}

/// `name as alias`; `name` is dotted as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    pub name: Name,
    pub alias: Option<Name>,
    pub span: Span,
}

impl Alias {
    /// The name that is bound: `np` of `numpy as np`, `matplotlib` of `matplotlib.pyplot`.
    pub fn bound_name(&self) -> &str {
        match &self.alias {
            Some(alias) => alias,
            None => self.name.split('.').next().unwrap_or_default(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Boxed, so that expressions are small to hand on.
    pub kind: Box<ExpressionKind>,
    pub span: Span,
}

impl Expression {
    pub fn new(kind: ExpressionKind, span: Span) -> Self {
        let kind = Box::new(kind);
        Expression { kind, span }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    Constant(Constant),
    /// An f-string, adjacent literals already joined.
    FormattedString(Vec<StringPart>),
    Name(Name),
    List(Vec<Expression>),
    Tuple(Vec<Expression>),
    Set(Vec<Expression>, Wide),
    /// Entries in order; a key of `None` is `**value`.
    Dict(Vec<(Option<Expression>, Expression)>, Wide),
    Unary(UnaryOperator, Expression),
    Binary(Expression, BinaryOperator, Expression),
    /// `a and b and c`, `a or b or c`: two operands or more.
    Boolean(BooleanOperator, Vec<Expression>),
    /// `first op second op third …`, at least one comparison.
    Compare(Expression, Vec<(Comparison, Expression)>),
    /// `body if test else orelse`
    Conditional {
        test: Expression,
        body: Expression,
        orelse: Expression,
    },
    Lambda {
        parameters: Box<Parameters>,
        body: Expression,
    },
    Call {
        function: Expression,
        arguments: Vec<Argument>,
    },
    Attribute {
        value: Expression,
        name: Name,
        /// Where the name itself stands.
        name_span: Span,
    },
    Subscript {
        value: Expression,
        index: Expression,
    },
    /// `lower:upper:step`, only inside a subscript.
    Slice {
        lower: Option<Expression>,
        upper: Option<Expression>,
        step: Option<Expression>,
    },
    /// `*value` in a call, a display or an assignment target.
    Starred(Expression),
    /// `name := value`
    NamedExpression {
        name: Name,
        name_span: Span,
        value: Expression,
        wide: Wide,
    },
    Comprehension {
        kind: ComprehensionKind,
        /// The element, or the key of a dict.
        element: Expression,
        /// The value of a dict.
        value: Option<Expression>,
        clauses: Vec<ComprehensionClause>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComprehensionKind {
    List,
    Set(Wide),
    Dict(Wide),
    Generator,
}

/// `for target in iterable if condition if condition …`
#[derive(Clone, Debug, PartialEq)]
pub struct ComprehensionClause {
    pub target: Expression,
    pub iterable: Expression,
    pub conditions: Vec<Expression>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    None,
    True,
    False,
    Ellipsis,
    Integer(BigInt),
    Float(f64),
    /// `2j`: the imaginary part.
    Imaginary(f64),
    String(Rc<str>),
}

/// A piece of an f-string.
#[derive(Clone, Debug, PartialEq)]
pub enum StringPart {
    Text(Rc<str>),
    /// `{value!conversion:format}`
    Value {
        value: Expression,
        /// `!r`, `!s` or `!a`: the letter.
        conversion: Option<char>,
        /// The format spec, itself possibly with values.
        format: Vec<StringPart>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    Positional(Expression),
    Keyword {
        name: Name,
        value: Expression,
        span: Span,
    },
    /// `*value`
    Unpack(Expression),
    /// `**value`
    UnpackKeywords(Expression),
}

/// The parameters of a `def` or a `lambda`, in Python's five groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// How many of `positional` stand before a `/`.
    pub positional_only: usize,
    pub positional: Vec<Parameter>,
    /// `*rest`
    pub rest: Option<Name>,
    /// Where the name of `*rest` stands, if there.
    pub rest_span: Span,
    pub keyword_only: Vec<Parameter>,
    /// `**keywords`
    pub keywords: Option<Name>,
    /// Where the name of `**keywords` stands, if there.
    pub keywords_span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    pub name: Name,
    pub default: Option<Expression>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    Negative,
    Positive,
    Invert,
    Not,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    LeftShift,
    RightShift,
    And,
    Or,
    ExclusiveOr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BooleanOperator {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Is,
    IsNot,
    In,
    NotIn,
}
