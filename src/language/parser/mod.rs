//! The parser: a cell's text to a program, and what is wrong with the rest.
//!
//! The grammar of what is read, in Python's own rule names (`statements.rs`, `compound.rs`,
//! `expressions.rs`, `atoms.rs` and `parameters.rs` hold a function for each):
//!
//! ```text
//! statement        compound_statement | simple_statements
//! simple_statement assignment | star_expressions | return | raise | pass | del | assert
//!                  | break | continue | global | nonlocal | import
//! compound_statement  if | while | for | try | [decorators] def
//! block            NEWLINE INDENT statement+ DEDENT | simple_statements
//! star_expressions ','.('*' bitwise_or | expression)+ [',']
//! expression       operation ['if' operation 'else' expression] | lambda
//! operation        the operators, by precedence, from 'or' down to '**'
//! primary          atom ('.' NAME | '(' arguments ')' | '[' slices ']')*
//! atom             NAME | NUMBER | STRING+ | 'None' | 'True' | 'False' | '...'
//!                  | tuple | group | generator | list | set | dict | comprehension
//! ```
//!
//! This parser only tells right from wrong. A statement that it cannot read goes to
//! [`super::diagnosis`], which says what CPython says. The two are apart because a program that
//! is right must be read in one quick pass, while CPython's words follow from the order in which
//! its own parser tries things.
//!
//! Nothing here recurses deeper than [`MAXIMUM_DEPTH`], and no tree is higher than that, so that
//! whoever walks it may recurse.
//!
//! Knows nothing of values.

mod atoms;
mod checks;
mod compound;
mod expressions;
mod literals;
mod parameters;
mod statements;

use super::diagnosis;
use super::error::{ErrorKind, PythonError};
use super::source::{Source, Span};
use super::syntax_error::Fault;
use super::syntax_tree::{
    Argument, ComprehensionClause, Expression, ExpressionKind, Name, Program, Statement,
};
use super::token::{Token, TokenKind};
use super::tokenizer::Tokenizer;
use std::rc::Rc;

pub(super) use literals::{constant_text, excessive_digits};

/// How many levels a tree may have, and how deep the parser itself may recurse. CPython's own
/// limit is near 3000; ours fits a WebAssembly stack of one megabyte.
pub const MAXIMUM_DEPTH: u32 = 1000;

/// How many broken statements are looked behind for further ones.
const MAXIMUM_ERRORS: usize = 20;

/// What reading a cell gives. Reading never fails.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The statements that could be read.
    pub program: Program,
    /// The first is the one that CPython 3.11 reports; others may follow, one for each broken
    /// statement.
    pub errors: Vec<PythonError>,
    pub warnings: Vec<SyntaxWarning>,
}

/// A warning about the text itself, such as `"is" with a literal. Did you mean "=="?`
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxWarning {
    /// `SyntaxWarning`, or `DeprecationWarning` for escapes.
    pub category: &'static str,
    pub message: String,
    pub span: Span,
}

/// Why a rule did not go through.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stop {
    /// The text is no Python, or none that this parser reads.
    Mismatch,
    /// Python that the page does not know.
    Unknown(Box<Unknown>),
    /// Deeper than [`MAXIMUM_DEPTH`].
    TooDeep,
}

/// A construct of Python that is outside the page's subset.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unknown {
    /// In the plural, as in "this page does not know …".
    pub construct: &'static str,
    pub span: Span,
    /// What CPython says against the construct at this place, if anything.
    pub objection: Option<&'static str>,
}

/// What a rule gives.
pub(super) type Parse<T> = Result<T, Stop>;

/// Reads a cell.
pub fn parse(source: &Rc<Source>) -> Parsed {
    let mut parsed = Parsed::default();
    let mut late = Vec::new();
    if source.text.contains('\0') {
        let fault = diagnosis::null_characters();
        parsed.errors.push(fault.into_error(source));
        return parsed;
    }
    let mut start = (0, 1);
    while let Some(failure) = read_statements(source, start, &mut parsed) {
        match failure.fault {
            Ok(fault) => parsed.errors.push(fault.into_error(source)),
            Err(fault) => late.push(fault),
        }
        match next_statement(&source.text, failure.line) {
            Some(place) if parsed.errors.len() + late.len() < MAXIMUM_ERRORS => start = place,
            _ => break,
        }
    }
    let mut warnings = Vec::new();
    late.extend(checks::check(&parsed.program, &source.text, &mut warnings));
    if parsed.errors.is_empty() {
        parsed.warnings.append(&mut warnings);
    }
    late.sort_by_key(|late| (late.stage, late.fault.line, late.fault.offset));
    let late = late.into_iter().map(|late| late.fault.into_error(source));
    parsed.errors.extend(late);
    parsed
}

/// One expression to be read on its own, as if it stood in brackets: a part of a statement read
/// again, or the expression of an f-string.
pub(super) struct NestedExpression {
    pub span: Span,
    /// The line of the first byte, and where that line starts.
    pub line: u32,
    pub line_start: u32,
    /// How deep the parser is already, and in how many functions.
    pub depth: u32,
    pub functions: u32,
}

impl NestedExpression {
    /// The bytes `span` of `text`, which are inside of `token` or begin with it.
    pub fn new(span: Span, token: &Token, text: &str) -> Self {
        let before = &text[token.span.start as usize..span.start as usize];
        NestedExpression {
            span,
            line: token.line + before.matches('\n').count() as u32,
            line_start: match before.rfind('\n') {
                Some(newline) => token.span.start + newline as u32 + 1,
                None => token.line_start,
            },
            depth: 0,
            functions: 0,
        }
    }

    /// The expression and its height.
    pub fn parse(&self, text: &str) -> Parse<(Expression, u32)> {
        let mut parser = self.parser(text);
        let expression = parser.bracketed_expression()?;
        parser.expect(TokenKind::End)?;
        Ok((expression, parser.height))
    }

    /// What the bytes hold, read as the arguments of a call.
    pub fn parse_arguments(&self, text: &str) -> Parse<Vec<Argument>> {
        let mut parser = self.parser(text);
        let mut arguments = Vec::new();
        while !parser.at(TokenKind::End) {
            arguments.push(parser.argument()?);
            parser.take(TokenKind::Comma);
        }
        Ok(arguments)
    }

    /// What the bytes hold, read as the clauses of a comprehension.
    pub fn parse_clauses(&self, text: &str) -> Parse<Vec<ComprehensionClause>> {
        self.parser(text).comprehension_clauses()
    }

    fn parser<'text>(&self, text: &'text str) -> Parser<'text> {
        let tokenizer = Tokenizer::in_brackets(text, self.span, self.line, self.line_start);
        let mut parser = Parser::new(text, tokenizer);
        parser.depth = self.depth;
        parser.functions = self.functions;
        parser
    }
}

/// A statement that could not be read.
struct Failure {
    /// A fault of the grammar, or one that counts only where the grammar finds none.
    fault: Result<Fault, LateFault>,
    /// The line on which the statement starts.
    line: u32,
}

/// A fault that CPython finds after parsing, or the page after that.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LateFault {
    pub stage: Stage,
    pub fault: Fault,
}

/// When a fault is found; an earlier stage's fault is reported first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Symbols,
    Compilation,
    /// Nothing that CPython minds.
    Page,
}

/// Reads statements from a place (byte offset and line) on, until the end or the first failure.
fn read_statements(
    source: &Rc<Source>,
    (start, line): (usize, u32),
    parsed: &mut Parsed,
) -> Option<Failure> {
    let text = &source.text;
    let mut parser = Parser::new(text, Tokenizer::at_line(text, start, line));
    let failure = loop {
        if parser.at(TokenKind::End) {
            break None;
        }
        let first = parser.current;
        parser.depth = 0;
        let length = parsed.program.statements.len();
        if let Err(stop) = parser.statement(&mut parsed.program.statements) {
            parsed.program.statements.truncate(length);
            break Some(Failure {
                fault: explain(text, first, stop),
                line: first.line,
            });
        }
    };
    parsed.warnings.append(&mut parser.warnings);
    failure
}

/// What CPython says of the statement that starts with the token `first`.
fn explain(text: &str, first: Token, stop: Stop) -> Result<Fault, LateFault> {
    if stop == Stop::TooDeep {
        return Ok(diagnosis::too_deep());
    }
    if let Some(fault) = diagnosis::diagnose(text, first.line_start as usize, first.line) {
        return Ok(fault);
    }
    let Stop::Unknown(unknown) = stop else {
        let words = "invalid syntax".into();
        return Ok(diagnosis::fault_at(
            text,
            ErrorKind::SyntaxError,
            words,
            first.span,
        ));
    };
    let (kind, stage, message) = match unknown.objection {
        Some(objection) => (ErrorKind::SyntaxError, Stage::Compilation, objection.into()),
        None => (
            ErrorKind::NotImplementedError,
            Stage::Page,
            format!("this page does not know {}", unknown.construct),
        ),
    };
    let fault = diagnosis::fault_at(text, kind, message, unknown.span);
    Err(LateFault { stage, fault })
}

/// Where the first line behind `line` starts that is not indented and holds more than a comment,
/// with its number.
fn next_statement(text: &str, line: u32) -> Option<(usize, u32)> {
    let mut start = super::tokenizer::line_start(text, line);
    let mut number = line;
    loop {
        start += text[start..].find('\n')? + 1;
        number += 1;
        let first = text[start..].chars().next()?;
        if !matches!(
            first,
            ' ' | '\t' | '\x0c' | '\n' | '#' | '\\' | ')' | ']' | '}'
        ) {
            return Some((start, number));
        }
    }
}

impl Unknown {
    pub fn new(construct: &'static str, span: Span) -> Self {
        Unknown {
            construct,
            span,
            objection: None,
        }
    }
}

impl From<Unknown> for Stop {
    fn from(unknown: Unknown) -> Stop {
        Stop::Unknown(Box::new(unknown))
    }
}

/// Reads tokens by the grammar.
pub(super) struct Parser<'text> {
    text: &'text str,
    tokenizer: Tokenizer<'text>,
    current: Token,
    ahead: Option<Token>,
    /// The end of the token before the current one.
    previous_end: u32,
    /// How deep the rules recurse now.
    depth: u32,
    /// How many levels the expression has that a rule gave last.
    height: u32,
    /// How many functions are open, lambdas included.
    functions: u32,
    warnings: Vec<SyntaxWarning>,
}

impl<'text> Parser<'text> {
    fn new(text: &'text str, tokenizer: Tokenizer<'text>) -> Self {
        let nowhere = Token {
            kind: TokenKind::Error,
            span: Span::default(),
            line: 1,
            end_line: 1,
            line_start: 0,
            end_line_start: 0,
            level: 0,
        };
        let mut parser = Parser {
            text,
            tokenizer,
            current: nowhere,
            ahead: None,
            previous_end: 0,
            depth: 0,
            height: 0,
            functions: 0,
            warnings: Vec::new(),
        };
        parser.current = parser.read();
        parser
    }

    /// The next token of the text. An error is a token that no rule takes.
    fn read(&mut self) -> Token {
        match self.tokenizer.next_token() {
            Ok(token) => token,
            Err(_) => Token {
                kind: TokenKind::Error,
                ..self.current
            },
        }
    }

    fn advance(&mut self) -> Token {
        let taken = self.current;
        if taken.has_place() && taken.kind != TokenKind::Newline {
            self.previous_end = taken.span.end;
        }
        self.current = match self.ahead.take() {
            Some(token) => token,
            None => self.read(),
        };
        taken
    }

    /// The token behind the current one.
    fn ahead(&mut self) -> TokenKind {
        if self.ahead.is_none() {
            self.ahead = Some(self.read());
        }
        self.ahead.map_or(TokenKind::Error, |token| token.kind)
    }

    fn at(&self, kind: TokenKind) -> bool {
        self.current.kind == kind
    }

    fn take(&mut self, kind: TokenKind) -> bool {
        let is_there = self.at(kind);
        if is_there {
            self.advance();
        }
        is_there
    }

    fn expect(&mut self, kind: TokenKind) -> Parse<Token> {
        if self.at(kind) {
            Ok(self.advance())
        } else {
            Err(Stop::Mismatch)
        }
    }

    fn token_text(&self, token: Token) -> &'text str {
        &self.text[token.span.start as usize..token.span.end as usize]
    }

    fn name(&mut self) -> Parse<(Name, Span)> {
        let token = self.expect(TokenKind::Name)?;
        Ok((Name::from(self.token_text(token)), token.span))
    }

    /// The start of the current token.
    fn start(&self) -> u32 {
        self.current.span.start
    }

    /// From `start` to the end of the last token taken.
    fn span_from(&self, start: u32) -> Span {
        Span {
            start,
            end: self.previous_end.max(start),
        }
    }

    fn expression_from(&self, start: u32, kind: ExpressionKind) -> Expression {
        Expression {
            kind,
            span: self.span_from(start),
        }
    }

    fn statement_from(&self, start: u32, kind: super::syntax_tree::StatementKind) -> Statement {
        Statement {
            kind,
            span: self.span_from(start),
        }
    }

    /// Counts one more level of recursion; the caller takes it off again at its end.
    fn descend(&mut self) -> Parse<()> {
        self.depth += 1;
        if self.depth > MAXIMUM_DEPTH {
            return Err(Stop::TooDeep);
        }
        Ok(())
    }

    /// Notes that the expression at hand is one level above parts of this height.
    fn rise_above(&mut self, height: u32) -> Parse<()> {
        self.height = height + 1;
        if self.height > MAXIMUM_DEPTH {
            return Err(Stop::TooDeep);
        }
        Ok(())
    }
}
