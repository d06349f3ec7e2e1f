//! The grammar as a program for the matcher, compiled from `grammar.txt` on first use.
//!
//! The grammar is text, not code, because it is long and must be held against CPython's own; and
//! as a program it needs no recursion, however deep a text nests.
//!
//! Knows nothing of texts or errors.

use crate::language::token::{FIXED_TOKENS, TokenKind};
use crate::numerics::gather::Gather;
use std::rc::Rc;

/// The grammar, as `build.rs` shortens it; the first line of each rule names it.
const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/grammar.txt"));

/// One step of the matcher.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// Takes a token of this kind.
    Token(TokenKind),
    /// Takes the word, which is no keyword.
    Word(&'static str),
    /// Takes a word that CPython holds for a soft keyword.
    SoftKeyword,
    /// Takes string literals and looks into them.
    Strings,
    /// Takes `%matplotlib inline`.
    Magic,
    /// Takes a token of this kind, or reports that it was expected.
    Expect(TokenKind, &'static str),
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
#[derive(Debug)]
pub(super) struct Rule {
    pub name: &'static str,
    pub start: u16,
    /// Whether it remembers what it gave at a place.
    pub is_remembered: bool,
}

/// What a report says, and about which parts (0 for `a`, 1 for `b`).
#[derive(Debug, PartialEq)]
pub(super) struct Report {
    pub manner: &'static str,
    pub parts: Vec<u8>,
    pub message: &'static str,
}

#[derive(Debug, Default)]
pub(super) struct Grammar {
    pub steps: Vec<Step>,
    pub rules: Vec<Rule>,
    pub reports: Vec<Report>,
    /// Names that no rule has; empty unless the grammar is wrong.
    pub unresolved: Vec<&'static str>,
}

thread_local! {
    static GRAMMAR: Rc<Grammar> = Rc::new(Compiler::default().compile());
}

impl Grammar {
    /// The compiled grammar.
    pub fn shared() -> Rc<Grammar> {
        GRAMMAR.with(Rc::clone)
    }

    /// The number of the rule with this name.
    pub fn rule(&self, name: &str) -> Option<u8> {
        let index = self.rules.iter().position(|rule| rule.name == name)?;
        u8::try_from(index).ok()
    }
}

/// Compiles the words of one rule after the other.
#[derive(Default)]
struct Compiler {
    grammar: Grammar,
    /// The words of the rule at hand. A report is one word.
    words: Vec<&'static str>,
    position: usize,
}

impl Compiler {
    fn compile(mut self) -> Grammar {
        let mut bodies: Vec<Vec<&'static str>> = Vec::new();
        for line in TEXT.lines() {
            if let Some(alternative) = line.strip_prefix("    ") {
                if let Some(words) = bodies.last_mut() {
                    words.extend(words_of(alternative));
                }
            } else if let Some((head, alternative)) = line.split_once(": ") {
                let name = head.trim_end_matches(" (memo)");
                self.grammar.rules.push(Rule {
                    name,
                    start: 0,
                    is_remembered: name != head,
                });
                bodies.push(words_of(alternative));
            }
        }
        for (index, words) in bodies.into_iter().enumerate() {
            self.grammar.rules[index].start = self.here();
            if self.grammar.rules[index].name == "expression_without_invalid" {
                self.emit(Step::FirstPass);
            }
            self.words = words;
            self.position = 0;
            self.alternatives();
            self.emit(Step::Return);
        }
        self.grammar
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

    fn word(&self) -> Option<&'static str> {
        self.words.get(self.position).copied()
    }

    /// Alternatives up to a closing bracket or the end of the rule.
    fn alternatives(&mut self) {
        let mut ends = Vec::new();
        loop {
            let choice = self.emit(Step::Fail);
            let cut = self.sequence();
            if self.word() != Some("|") {
                // The last alternative needs no choice: where it fails, all do.
                self.set(choice, Step::Jump(choice as u16 + 1));
                if let Some(cut) = cut {
                    self.set(cut, Step::Jump(cut as u16 + 1));
                }
                break;
            }
            self.position += 1;
            // Behind a cut the choice is gone already.
            let end = self.emit(Step::Fail);
            ends.push((end, cut.is_some()));
            self.set(choice, Step::Choice(self.here()));
        }
        let here = self.here();
        for (end, is_cut) in ends {
            self.set(
                end,
                if is_cut {
                    Step::Jump(here)
                } else {
                    Step::Commit(here)
                },
            );
        }
    }

    /// Items up to `|`, a closing bracket or the end; gives the step of a cut.
    fn sequence(&mut self) -> Option<usize> {
        let mut cut = None;
        if self.word().is_some_and(|word| word.starts_with("invalid_")) {
            self.emit(Step::SecondPass);
        }
        while let Some(word) = self.word() {
            if word == "|" || word.starts_with(')') {
                break;
            }
            self.position += 1;
            if word == "~" {
                let next = self.here() + 1;
                cut = Some(self.emit(Step::Commit(next)));
            } else if let Some(report) = word.strip_prefix("=> ") {
                self.report(report);
            } else {
                self.item(word);
            }
        }
        cut
    }

    /// One item with what stands before and behind it.
    fn item(&mut self, word: &'static str) {
        if let Some(sign) = word.strip_prefix("&&'") {
            let sign = sign.trim_end_matches('\'');
            if let Some(kind) = self.kind_of(sign) {
                self.emit(Step::Expect(kind, sign));
            }
        } else if let Some(operand) = word.strip_prefix("a=") {
            self.part(0, operand);
        } else if let Some(operand) = word.strip_prefix("b=") {
            self.part(1, operand);
        } else if let Some(operand) = word.strip_prefix('!') {
            let choice = self.emit(Step::Fail);
            self.operand(operand);
            self.emit(Step::FailTwice);
            self.set(choice, Step::Choice(self.here()));
        } else if let Some(operand) = word.strip_prefix('&') {
            let choice = self.emit(Step::Fail);
            self.operand(operand);
            let next = self.here() + 2;
            self.emit(Step::BackCommit(next));
            self.set(choice, Step::Choice(self.here()));
            self.emit(Step::Fail);
        } else {
            self.operand(word);
        }
    }

    fn part(&mut self, number: u8, operand: &'static str) {
        self.emit(Step::Begin(number));
        self.operand(operand);
        self.emit(Step::End(number));
    }

    /// A token, a rule or a group, perhaps repeated.
    fn operand(&mut self, word: &'static str) {
        let behind = self.position;
        let start = self.emit(Step::Fail);
        match self.atom(word) {
            "?" => {
                let end = self.here() + 1;
                self.emit(Step::Commit(end));
                self.set(start, Step::Choice(end));
            }
            "*" => {
                self.emit(Step::Commit(start as u16));
                self.set(start, Step::Choice(self.here()));
            }
            "+" => {
                self.set(start, Step::Jump(start as u16 + 1));
                self.position = behind;
                let again = self.emit(Step::Fail);
                self.atom(word);
                self.emit(Step::Commit(again as u16));
                self.set(again, Step::Choice(self.here()));
            }
            // Most operands are one step, which needs no step before it.
            _ if self.here() as usize == start + 2 => {
                let only = self.grammar.steps.pop().unwrap_or(Step::Fail);
                self.set(start, only);
            }
            _ => self.set(start, Step::Jump(start as u16 + 1)),
        }
    }

    /// A token, a rule or a group; gives the sign of repetition behind it.
    fn atom(&mut self, word: &'static str) -> &'static str {
        if word == "(" {
            self.alternatives();
            let closing = self.word().unwrap_or(")");
            self.position += 1;
            return &closing[1..];
        }
        let (atom, repetition) = match word.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'').unwrap_or((quoted, "")),
            None => word.split_at(word.trim_end_matches(['?', '*', '+']).len()),
        };
        let step = match (word.starts_with('\''), atom) {
            (true, sign) => self.kind_of(sign).map(Step::Token),
            (_, "NAME") => Some(Step::Token(TokenKind::Name)),
            (_, "NUMBER") => Some(Step::Token(TokenKind::Number)),
            (_, "STRING") => Some(Step::Token(TokenKind::String)),
            (_, "NEWLINE") => Some(Step::Token(TokenKind::Newline)),
            (_, "INDENT") => Some(Step::Token(TokenKind::Indent)),
            (_, "DEDENT") => Some(Step::Token(TokenKind::Dedent)),
            (_, "SOFT_KEYWORD") => Some(Step::SoftKeyword),
            (_, "STRINGS") => Some(Step::Strings),
            (_, "MAGIC") => Some(Step::Magic),
            (_, name) if name.starts_with('"') => Some(Step::Word(name.trim_matches('"'))),
            (_, name) => self.call(name),
        };
        self.emit(step.unwrap_or(Step::Fail));
        repetition
    }

    fn call(&mut self, name: &'static str) -> Option<Step> {
        let rule = self.grammar.rule(name);
        if rule.is_none() {
            self.grammar.unresolved.push(name);
        }
        rule.map(Step::Call)
    }

    fn kind_of(&mut self, sign: &'static str) -> Option<TokenKind> {
        let found = FIXED_TOKENS.iter().find(|(text, _)| *text == sign);
        if found.is_none() {
            self.grammar.unresolved.push(sign);
        }
        found.map(|&(_, kind)| kind)
    }

    /// `manner a b "message"`
    fn report(&mut self, report: &'static str) {
        let (head, message) = report.split_once(" \"").unwrap_or((report, ""));
        let mut words = head.split(' ');
        let manner = words.next().unwrap_or("");
        let parts = words.map(|part| u8::from(part == "b")).gather();
        let index = self.grammar.reports.len() as u16;
        self.grammar.reports.push(Report {
            manner,
            parts,
            message: message.strip_suffix('"').unwrap_or(message),
        });
        self.emit(Step::Report(index));
    }
}

/// The words of an alternative; a report, which ends it, is one of them.
fn words_of(alternative: &'static str) -> Vec<&'static str> {
    let report = alternative.find("=> ").unwrap_or(alternative.len());
    let (items, report) = alternative.split_at(report);
    let report = Some(report).filter(|report| !report.is_empty());
    items.split_whitespace().chain(report).gather()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_grammar_is_known() {
        assert_eq!(Grammar::shared().unresolved, Vec::<&str>::new());
        assert!(Grammar::shared().rules.len() < 256);
    }

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
        for report in &Grammar::shared().reports {
            assert!(known.contains(&report.manner), "{report:?}");
        }
    }
}
