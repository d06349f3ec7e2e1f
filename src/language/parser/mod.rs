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
mod nested;
mod parameters;
mod statements;

use super::diagnosis;
use super::error::{ErrorKind, PythonError};
use super::source::{Source, Span};
use super::syntax_error::Fault;
use super::syntax_tree::{
    Expression, ExpressionKind, Name, Program, Statement, StatementKind, WIDE, Wide,
};
use super::token::{Token, TokenKind};
use super::tokenizer::Tokenizer;
use std::rc::Rc;

pub(super) use literals::{constant_text, excessive_digits};
pub(super) use nested::NestedExpression;

/// How many levels a tree may have, and how deep the parser itself may recurse. CPython's own
/// limit is near 3000; ours fits a WebAssembly stack of one megabyte.
pub const MAXIMUM_DEPTH: u32 = 1000;

/// How many broken statements there may be before the rest is left unread.
const MAXIMUM_FAILURES: u32 = 20;

/// What reading a cell gives. Reading never fails.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The statements that could be read.
    pub program: Program,
    /// The first is the one that CPython 3.11 reports; what is found after parsing may follow.
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
    if source.text.contains('\0') {
        let fault = diagnosis::null_characters();
        parsed.errors.push(fault.into_error(source));
        return parsed;
    }
    let mut late = Vec::new();
    let mut next = Some((0, 1));
    let mut failures = 0;
    while let Some(start) = next
        && failures < MAXIMUM_FAILURES
    {
        failures += 1;
        let Some((first, until, stop)) = read_statements(&source.text, start, &mut parsed) else {
            break;
        };
        next = next_statement(&source.text, first.line);
        if !parsed.errors.is_empty() {
            continue; // The first error is what counts; the rest is read for its names.
        }
        match explain(&source.text, first, until, stop) {
            Failure::Wrong(fault) => parsed.errors.push(fault.into_error(source)),
            Failure::Unknown(fault, behind) => {
                late.push(fault);
                next = behind;
            }
        }
    }
    let mut warnings = Vec::new();
    late.extend(checks::check(&parsed.program, &source.text, &mut warnings));
    if parsed.errors.is_empty() {
        parsed.warnings.append(&mut warnings);
    }
    while let Some(earliest) = earliest(&late) {
        let late = late.remove(earliest);
        parsed.errors.push(late.fault.into_error(source));
    }
    parsed
}

/// The fault that is found first.
fn earliest(late: &[LateFault]) -> Option<usize> {
    let order = |index: usize| {
        let LateFault { stage, fault } = &late[index];
        (*stage as i64, i64::from(fault.line), fault.offset)
    };
    (0..late.len()).min_by_key(|&index| order(index))
}

/// Why a statement could not be read.
enum Failure {
    /// It is no Python.
    Wrong(Fault),
    /// It is Python that the page does not know; the next statement, if any, starts at this byte
    /// and line.
    Unknown(LateFault, Option<(usize, u32)>),
}

/// A fault that CPython finds after parsing, or the page after that.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LateFault {
    pub stage: Stage,
    pub fault: Fault,
}

/// When a fault is found; an earlier stage's fault is reported first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Symbols,
    Compilation,
    /// Nothing that CPython minds.
    Page,
}

/// Reads statements from a place (byte and line) on. Where one cannot be read: its first token,
/// the byte it was read up to, and why.
fn read_statements(
    text: &str,
    start: (usize, u32),
    parsed: &mut Parsed,
) -> Option<(Token, u32, Stop)> {
    let mut parser = Parser::new(text, Tokenizer::at_line(text, start.0, start.1));
    let failure = loop {
        if parser.at(TokenKind::End) {
            break None;
        }
        let first = parser.current;
        parser.depth = 0;
        let length = parsed.program.statements.len();
        if let Err(stop) = parser.statement(&mut parsed.program.statements) {
            parsed.program.statements.truncate(length);
            break Some((first, parser.current.span.start, stop));
        }
    };
    parsed.warnings.append(&mut parser.warnings);
    for (kind, span) in parser.tokenizer.touching_numbers {
        parsed.warnings.push(SyntaxWarning {
            category: "SyntaxWarning",
            message: format!("invalid {kind} literal"),
            span,
        });
    }
    failure
}

/// What is wrong with the statement that starts with the token `first` and was read up to the
/// byte `until`.
fn explain(text: &str, first: Token, until: u32, stop: Stop) -> Failure {
    if stop == Stop::TooDeep {
        return Failure::Wrong(diagnosis::too_deep(first.line));
    }
    let (start, line) = logical_line_start(text, first);
    let next = match diagnosis::diagnose(text, start, line, until) {
        Ok(next) => next,
        Err(fault) => return Failure::Wrong(fault),
    };
    let unknown = match stop {
        Stop::Unknown(unknown) => *unknown,
        // The grammar alone knows `match`, which is a keyword by its place only.
        _ => Unknown::new("'match' statements", first.span),
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
    Failure::Unknown(LateFault { stage, fault }, next)
}

/// The byte and number of the line in which the indentation of a statement's first token starts:
/// lines of white space and a backslash belong to it.
fn logical_line_start(text: &str, first: Token) -> (usize, u32) {
    let (mut start, mut line) = (first.line_start as usize, first.line);
    while let Some(before) = text[..start].strip_suffix("\\\n") {
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        if !before[line_start..].trim().is_empty() {
            break;
        }
        (start, line) = (line_start, line - 1);
    }
    (start, line)
}

/// Where the first line behind `line` starts that looks like the start of a statement, with its
/// number.
fn next_statement(text: &str, line: u32) -> Option<(usize, u32)> {
    let mut start = super::tokenizer::line_start(text, line);
    let mut number = line;
    loop {
        start += text[start..].find('\n')? + 1;
        number += 1;
        let first = text[start..].chars().next()?;
        let goes_on = [')', ']', '}', '#', '\\', '\n'].contains(&first) || first.is_whitespace();
        let clauses = ["elif", "else", "except", "finally"];
        if !goes_on
            && !clauses
                .iter()
                .any(|clause| text[start..].starts_with(clause))
        {
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
    is_reread: bool,
    warnings: Vec<SyntaxWarning>,
}

impl<'text> Parser<'text> {
    fn new(text: &'text str, tokenizer: Tokenizer<'text>) -> Self {
        let mut parser = Parser {
            text,
            current: tokenizer.error_token(),
            tokenizer,
            ahead: None,
            previous_end: 0,
            depth: 0,
            height: 0,
            functions: 0,
            is_reread: false,
            warnings: Vec::new(),
        };
        parser.current = parser.read();
        parser
    }

    /// The next token of the text. An error is a token that no rule takes.
    fn read(&mut self) -> Token {
        match self.tokenizer.next_token() {
            Ok(token) => token,
            Err(_) => self.tokenizer.error_token(),
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

    /// The construct that begins at the current token is one that the page does not know.
    fn unknown(&self, construct: &'static str) -> Stop {
        Unknown::new(construct, self.current.span).into()
    }

    /// What makes a node that goes beyond the lecture's list, where the page has such.
    fn wide(&self, construct: &'static str) -> Parse<Wide> {
        WIDE.ok_or_else(|| self.unknown(construct))
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
        Expression::new(kind, self.span_from(start))
    }

    fn statement_from(&self, start: u32, kind: StatementKind) -> Statement {
        Statement {
            kind: Box::new(kind),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<String> {
        let parsed = parse(&Source::new("cell", text));
        parsed.errors.iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn check_error(text: &str, expected: &str) {
        assert_eq!(errors(text).first().map(String::as_str), Some(expected));
    }

    #[track_caller]
    fn check_statements(text: &str, expected: usize) {
        let parsed = parse(&Source::new("cell", text));
        assert_eq!(
            parsed.program.statements.len(),
            expected,
            "{:?}",
            parsed.errors
        );
    }

    #[test]
    fn statements_around_a_broken_one_are_read() {
        check_statements("a = 1\nb = = 2\nc = 3", 2);
        check_statements("a = (1\nb = 2", 1);
        check_statements("if a\n    b = 1\nelse:\n    c = 2\nd = 3", 1);
        check_statements("class A:\n    b = 1\nc = 3", 1);
    }

    #[test]
    fn an_error_of_syntax_comes_before_what_the_page_does_not_know() {
        check_error("class A: pass\nx y", "SyntaxError: invalid syntax");
        check_error("yield 1\nx = (", "SyntaxError: '(' was never closed");
        check_error("break\nclass A: pass", "SyntaxError: 'break' outside loop");
    }

    #[cfg(not(feature = "wide"))]
    #[test]
    fn what_goes_beyond_the_lecture_is_named() {
        for (text, construct) in [
            ("try:\n    a\nfinally:\n    b", "'try' statements"),
            ("def f(*a): pass", "'/', '*' and '**' in parameters"),
            ("a = {1: 2}", "dictionaries and sets"),
            ("del a", "'del' statements"),
            ("a: int = 1", "annotations"),
            ("(a := 1)", "':='"),
        ] {
            let expected = format!("NotImplementedError: this page does not know {construct}");
            check_error(text, &expected);
        }
        check_error(
            "{1: 2} = 3",
            "SyntaxError: cannot assign to dict literal here. Maybe you meant '==' instead of '='?",
        );
        check_error(
            "{1, 2} = 3",
            "SyntaxError: cannot assign to set display here. Maybe you meant '==' instead of '='?",
        );
        check_error(
            "def f(a, a): pass",
            "SyntaxError: duplicate argument 'a' in function definition",
        );
    }

    #[test]
    fn constructs_outside_the_subset_are_named() {
        let unknown = "NotImplementedError: this page does not know ";
        for (text, construct) in [
            ("class A: pass", "classes"),
            ("with a as b: pass", "'with' statements"),
            ("async def f(): pass", "'async'"),
            ("match a:\n    case 1: pass", "'match' statements"),
            ("def f(): yield 1", "'yield'"),
            ("x = b'a'", "bytes"),
            ("from . import a", "relative imports"),
            ("'\\N{BULLET}'", "characters by name"),
        ] {
            check_error(text, &format!("{unknown}{construct}"));
        }
        check_error("class A pass", "SyntaxError: invalid syntax");
        check_error("with a as b", "SyntaxError: expected ':'");
        check_error("yield 1", "SyntaxError: 'yield' outside function");
    }

    #[test]
    fn the_only_magic_is_that_of_matplotlib() {
        check_statements("%matplotlib inline", 1);
        check_error("%matplotlib widget", "SyntaxError: invalid syntax");
        check_error("!ls", "SyntaxError: invalid syntax");
        check_error("x?", "SyntaxError: invalid syntax");
    }

    #[test]
    fn an_indentation_may_start_in_a_line_of_its_own() {
        check_error("   \\\nx = 1", "IndentationError: unexpected indent");
    }

    /// Reads each text on the stack that a page has.
    #[track_caller]
    fn on_a_small_stack(texts: Vec<String>) {
        let reader = std::thread::Builder::new()
            .stack_size(1 << 20)
            .spawn(move || texts.iter().map(|text| errors(text)).collect::<Vec<_>>());
        let outcome = reader.expect("a thread can be had").join();
        assert!(outcome.is_ok(), "the stack was too small");
    }

    #[test]
    fn no_depth_of_nesting_exhausts_the_stack() {
        let deep = |open: &str, count: usize, middle: &str, close: &str| {
            open.repeat(count) + middle + &close.repeat(count)
        };
        let mut texts = Vec::new();
        for open in [
            "(",
            "[",
            "{",
            "-",
            "not ",
            "lambda: ",
            "x if y else ",
            "2 ** ",
            "f(",
            "{1: ",
        ] {
            texts.push(deep(open, 10_000, "1", ""));
        }
        for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("x[", "]")] {
            texts.push(deep(open, 199, "1", close));
            texts.push(deep(open, 199, "x y", close));
        }
        texts.push(deep("(1 or 2 < 3 + 4 * -", 150, "1", ")"));
        texts.push("x".to_string() + &".a".repeat(10_000));
        texts.push("1".to_string() + &" + 1".repeat(10_000));
        texts.push("if x:\n a\n".to_string() + &"elif x:\n a\n".repeat(5_000));
        let blocks = (0..150).map(|depth| " ".repeat(depth) + "if x:\n");
        texts.push(blocks.collect());
        on_a_small_stack(texts);
    }

    #[test]
    fn what_nests_too_deep_says_so() {
        let words = "RecursionError: maximum recursion depth exceeded during compilation";
        check_error(&("-".repeat(10_000) + "1"), words);
        check_error(
            &"(".repeat(10_000),
            "SyntaxError: too many nested parentheses",
        );
    }
}
