//! The grammar as a program for the matcher, compiled on first use from the symbols that `build.rs`
//! makes of `grammar.txt`.
//!
//! The grammar is text, not code, because it is long and must be held against CPython's own; and
//! as a program it needs no recursion, however deep a text nests.
//!
//! Knows nothing of texts or errors.

use crate::language::token::{FIXED_TOKENS, TokenKind};
use std::rc::Rc;

// `SYMBOLS`, `REPORTS`, `WORDS`, and the numbers of those rules that a text may begin with.
include!(concat!(env!("OUT_DIR"), "/grammar.rs"));

// What the symbols mean. Each is a byte, but for rules that are seldom named.
const RULE: u8 = 0;
const REMEMBERING_RULE: u8 = 1;
const BAR: u8 = 2;
const OPEN: u8 = 3;
const CLOSE: u8 = 4;
const OPTIONAL: u8 = 5;
const ANY_NUMBER: u8 = 6;
const AT_LEAST_ONE: u8 = 7;
const CUT: u8 = 8;
const REPORT: u8 = 9;
const EXPECT: u8 = 10;
const PART_A: u8 = 11;
const PART_B: u8 = 12;
const NOT: u8 = 13;
const FOLLOWS: u8 = 14;
const SOFT_KEYWORD: u8 = 15;
const STRINGS: u8 = 16;
const MAGIC: u8 = 17;
const FIRST_PASS: u8 = 18;
const SECOND_PASS: u8 = 19;
const NAME: u8 = 20;
const NUMBER: u8 = 21;
const STRING: u8 = 22;
const NEWLINE: u8 = 23;
const INDENT: u8 = 24;
const DEDENT: u8 = 25;
/// From here on the signs and keywords, then the words of `WORDS`, then rules.
const FIRST_SIGN: u8 = 26;
const FIRST_WORD: u8 = FIRST_SIGN + FIXED_TOKENS.len() as u8;
const FIRST_CALL: u8 = FIRST_WORD + WORDS.len() as u8;
/// Before the number of a rule for which there is no symbol.
const FAR_CALL: u8 = 255;

/// One step of the matcher.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// Takes a token of this kind.
    Token(TokenKind),
    /// Takes the word with this number, which is no keyword.
    Word(u8),
    /// Takes a word that CPython holds for a soft keyword.
    SoftKeyword,
    /// Takes string literals and looks into them.
    Strings,
    /// Takes `%matplotlib inline`.
    Magic,
    /// Takes a token of this kind, or reports that it was expected.
    Expect(TokenKind),
    Call(u8),
    Return,
    /// On failure, goes on there from the same place.
    Choice(u16),
    /// Forgets the last choice and goes on there.
    Commit(u16),
    /// Forgets the last choice, returns to its place and goes on there.
    BackCommit(u16),
    Jump(u16),
    Fail,
    /// Forgets the last choice and fails.
    FailTwice,
    /// Fails unless in the second pass.
    SecondPass,
    /// Turns the second pass off until the rule ends.
    FirstPass,
    /// Notes that the part with this number starts, or ended, here.
    Begin(u8),
    End(u8),
    /// Reports a fault, or lets the rule fail.
    Report(u16),
}

/// A rule of the grammar.
pub(super) struct Rule {
    pub start: u16,
    /// Whether it remembers what it gave at a place.
    pub is_remembered: bool,
}

/// What a report says, and about which parts, as the grammar names them.
#[derive(Debug)]
pub(super) struct Report {
    pub manner: &'static str,
    /// Empty, `a`, `b`, `a b` or `b a`.
    pub parts: &'static str,
    pub message: &'static str,
}

impl Report {
    /// From a line of `REPORTS`: `manner a b "message"`.
    fn new(line: &'static str) -> Report {
        let (head, message) = line.split_once(" \"").unwrap_or((line, ""));
        let (manner, parts) = head.split_once(' ').unwrap_or((head, ""));
        Report {
            manner,
            parts,
            message: message.strip_suffix('"').unwrap_or(message),
        }
    }

    /// The report with this number.
    pub fn numbered(number: u16) -> Option<Report> {
        REPORTS.lines().nth(usize::from(number)).map(Report::new)
    }
}

#[derive(Default)]
pub(super) struct Grammar {
    pub steps: Vec<Step>,
    pub rules: Vec<Rule>,
}

thread_local! {
    static GRAMMAR: Rc<Grammar> = Rc::new(Compiler::default().compile());
}

impl Grammar {
    /// The compiled grammar.
    pub fn shared() -> Rc<Grammar> {
        GRAMMAR.with(Rc::clone)
    }
}

/// The symbol of a keyword or sign. One that there is not fails the build.
const fn sign(text: &str) -> u8 {
    let mut index = 0;
    while !is_same(FIXED_TOKENS[index].0.as_bytes(), text.as_bytes()) {
        index += 1;
    }
    FIRST_SIGN + index as u8
}

/// The symbol of a word with this number in `WORDS`.
const fn word(number: u8) -> u8 {
    FIRST_WORD + number
}

/// The symbol of the rule with this number.
const fn call(number: u8) -> u8 {
    FIRST_CALL + number
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

/// Compiles the symbols of one rule after the other.
#[derive(Default)]
struct Compiler {
    grammar: Grammar,
    position: usize,
    reports: u16,
}

impl Compiler {
    fn compile(mut self) -> Grammar {
        while let Some(head) = self.next() {
            self.grammar.rules.push(Rule {
                start: self.here(),
                is_remembered: head == REMEMBERING_RULE,
            });
            self.alternatives();
            self.emit(Step::Return);
        }
        self.grammar
    }

    fn symbol(&self) -> Option<u8> {
        SYMBOLS.get(self.position).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let symbol = self.symbol();
        self.position += 1;
        symbol
    }

    /// Takes the symbol if it is the next.
    fn takes(&mut self, symbol: u8) -> bool {
        let is_next = self.symbol() == Some(symbol);
        self.position += usize::from(is_next);
        is_next
    }

    fn here(&self) -> u16 {
        self.grammar.steps.len() as u16
    }

    fn emit(&mut self, step: Step) -> usize {
        self.grammar.steps.push(step);
        self.grammar.steps.len() - 1
    }

    fn set(&mut self, at: usize, step: Step) {
        self.grammar.steps[at] = step;
    }

    /// Alternatives up to a closing bracket or the end of the rule.
    fn alternatives(&mut self) {
        let mut ends = Vec::new();
        loop {
            let choice = self.emit(Step::Fail);
            let cut = self.sequence();
            if !self.takes(BAR) {
                // The last alternative needs no choice: where it fails, all do.
                self.set(choice, Step::Jump(choice as u16 + 1));
                if let Some(cut) = cut {
                    self.set(cut, Step::Jump(cut as u16 + 1));
                }
                break;
            }
            // Behind a cut the choice is gone already.
            let end = self.emit(Step::Fail);
            ends.push((end, cut.is_some()));
            self.set(choice, Step::Choice(self.here()));
        }
        let here = self.here();
        for (end, is_cut) in ends {
            let step = if is_cut { Step::Jump } else { Step::Commit };
            self.set(end, step(here));
        }
    }

    /// Items up to `|`, a closing bracket or the end; gives the step of a cut.
    fn sequence(&mut self) -> Option<usize> {
        let mut cut = None;
        while let Some(symbol) = self.symbol() {
            if matches!(symbol, BAR | CLOSE | RULE | REMEMBERING_RULE) {
                break;
            }
            if self.takes(CUT) {
                let next = self.here() + 1;
                cut = Some(self.emit(Step::Commit(next)));
            } else {
                self.item();
            }
        }
        cut
    }

    /// One item with what stands before and behind it.
    fn item(&mut self) {
        if self.takes(PART_A) {
            self.part(0);
        } else if self.takes(PART_B) {
            self.part(1);
        } else if self.takes(NOT) {
            let choice = self.emit(Step::Fail);
            self.operand();
            self.emit(Step::FailTwice);
            self.set(choice, Step::Choice(self.here()));
        } else if self.takes(FOLLOWS) {
            let choice = self.emit(Step::Fail);
            self.operand();
            let next = self.here() + 2;
            self.emit(Step::BackCommit(next));
            self.set(choice, Step::Choice(self.here()));
            self.emit(Step::Fail);
        } else {
            self.operand();
        }
    }

    fn part(&mut self, number: u8) {
        self.emit(Step::Begin(number));
        self.operand();
        self.emit(Step::End(number));
    }

    /// A token, a rule or a group, perhaps repeated.
    fn operand(&mut self) {
        let behind = self.position;
        let start = self.emit(Step::Fail);
        self.atom();
        if self.takes(OPTIONAL) {
            let end = self.here() + 1;
            self.emit(Step::Commit(end));
            self.set(start, Step::Choice(end));
        } else if self.takes(ANY_NUMBER) {
            self.emit(Step::Commit(start as u16));
            self.set(start, Step::Choice(self.here()));
        } else if self.takes(AT_LEAST_ONE) {
            self.set(start, Step::Jump(start as u16 + 1));
            let end = std::mem::replace(&mut self.position, behind);
            let again = self.emit(Step::Fail);
            self.atom();
            self.position = end;
            self.emit(Step::Commit(again as u16));
            self.set(again, Step::Choice(self.here()));
        } else {
            self.set(start, Step::Jump(start as u16 + 1));
        }
    }

    /// A token, a rule or a group.
    fn atom(&mut self) {
        let symbol = self.next().unwrap_or(RULE);
        if symbol == OPEN {
            self.alternatives();
            self.position += 1;
            return;
        }
        let step = match symbol {
            REPORT => {
                self.reports += 1;
                Step::Report(self.reports - 1)
            }
            SOFT_KEYWORD => Step::SoftKeyword,
            STRINGS => Step::Strings,
            MAGIC => Step::Magic,
            FIRST_PASS => Step::FirstPass,
            SECOND_PASS => Step::SecondPass,
            EXPECT => Step::Expect(kind_of(self.next().unwrap_or(NAME))),
            ..FIRST_WORD => Step::Token(kind_of(symbol)),
            FIRST_WORD..FIRST_CALL => Step::Word(symbol - FIRST_WORD),
            FAR_CALL => Step::Call(self.next().unwrap_or_default()),
            _ => Step::Call(symbol - FIRST_CALL),
        };
        self.emit(step);
    }
}

/// The token that a symbol stands for.
fn kind_of(symbol: u8) -> TokenKind {
    match symbol {
        NAME => TokenKind::Name,
        NUMBER => TokenKind::Number,
        STRING => TokenKind::String,
        NEWLINE => TokenKind::Newline,
        INDENT => TokenKind::Indent,
        DEDENT => TokenKind::Dedent,
        _ => FIXED_TOKENS[usize::from(symbol - FIRST_SIGN)].1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_made_in_a_known_manner() {
        let known = [
            "argument",
            "assign",
            "at",
            "between",
            "comma",
            "delete",
            "for",
            "from",
            "generator",
            "indent",
            "key",
            "last",
            "order",
            "print",
        ];
        for report in REPORTS.lines().map(Report::new) {
            assert!(known.contains(&report.manner), "{report:?}");
        }
    }
}
