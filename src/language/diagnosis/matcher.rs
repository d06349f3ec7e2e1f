//! The matcher: runs the grammar over tokens as CPython's parser would, on a stack of its own.
//!
//! Knows nothing of what a report says.

use super::grammar::{Grammar, Report, Step, WORDS};
use crate::language::error::ErrorKind;
use crate::language::syntax_error::Fault;
use crate::language::token::{FIXED_TOKENS, Token, TokenKind};
use crate::language::tokenizer::Tokenizer;
use std::rc::Rc;

/// A rule's outcome where it did not match.
const NO_MATCH: u32 = u32::MAX;

/// The parts of a rule that a report is about, each as a range of tokens.
pub(super) type Parts = [(u32, u32); 2];

/// A fault was noted: nothing more is matched.
pub(super) struct Noted;

/// What the matcher comes back to.
enum Entry {
    /// A rule, entered at a token.
    Call {
        rule: u8,
        start: u32,
        return_to: u16,
        was_second_pass: bool,
        parts: Parts,
    },
    /// Another way to go on from a token.
    Choice { step: u16, position: u32 },
}

/// An f-string's expression, which is matched as a text of its own in brackets.
#[derive(Clone, Copy)]
pub(super) struct Nesting {
    /// The line of the text's first character.
    pub first_line: u32,
    /// How many bytes stand before the expression in that line.
    pub column: i64,
}

pub(super) struct Matcher<'text> {
    pub text: &'text str,
    pub tokenizer: Tokenizer<'text>,
    /// All tokens that were looked at so far: an error that has no better place stands at the last.
    pub tokens: Vec<Token>,
    pub position: u32,
    pub nesting: Option<Nesting>,
    pub fault: Option<Fault>,
    /// Whether the fault stands whatever follows in the text.
    pub is_final: bool,
    grammar: Rc<Grammar>,
    stack: Vec<Entry>,
    /// For each token the rules that remember where they led to from there.
    memory: Vec<Vec<(u8, u32)>>,
    is_second_pass: bool,
}

impl<'text> Matcher<'text> {
    pub fn new(text: &'text str, tokenizer: Tokenizer<'text>, nesting: Option<Nesting>) -> Self {
        Matcher {
            text,
            tokenizer,
            tokens: Vec::new(),
            position: 0,
            nesting,
            fault: None,
            is_final: false,
            grammar: Grammar::shared(),
            stack: Vec::new(),
            memory: Vec::new(),
            is_second_pass: false,
        }
    }

    /// Whether the rule matches from the first token on, again and again until the end of the
    /// text or a token that starts behind the byte `until`.
    pub fn matches(&mut self, rule: u8, until: u32, second_pass: bool) -> Result<bool, Noted> {
        self.memory.clear();
        self.position = 0;
        loop {
            self.stack.clear();
            self.is_second_pass = second_pass;
            if !self.run(rule)? {
                return Ok(false);
            }
            if self.nesting.is_some() {
                return Ok(true);
            }
            let next = self.token(self.position)?;
            if next.kind == TokenKind::End || next.span.start > until {
                return Ok(true);
            }
        }
    }

    fn run(&mut self, rule: u8) -> Result<bool, Noted> {
        let grammar = self.grammar.clone();
        let mut next = self.enter(rule, u16::MAX);
        loop {
            let Some(&step) = grammar.steps.get(usize::from(next)) else {
                return Ok(false);
            };
            next += 1;
            let goes_on = match step {
                Step::Call(rule) => self.call(rule, &mut next)?,
                Step::Return => {
                    let Some(return_to) = self.leave(self.position) else {
                        return Ok(true);
                    };
                    next = return_to;
                    true
                }
                Step::Choice(step) => {
                    let position = self.position;
                    self.stack.push(Entry::Choice { step, position });
                    true
                }
                Step::Commit(step) => {
                    self.stack.pop();
                    next = step;
                    true
                }
                Step::BackCommit(step) => {
                    if let Some(Entry::Choice { position, .. }) = self.stack.pop() {
                        self.position = position;
                    }
                    next = step;
                    true
                }
                Step::Jump(step) => {
                    next = step;
                    true
                }
                Step::Fail => false,
                Step::FailTwice => {
                    self.stack.pop();
                    false
                }
                Step::SecondPass => self.is_second_pass,
                Step::FirstPass => {
                    self.is_second_pass = false;
                    true
                }
                Step::Report(report) => {
                    let parts = self.forget_choices();
                    if let Some(report) = Report::numbered(report) {
                        self.report(&report, parts)?;
                    }
                    false
                }
                other => self.take(other)?,
            };
            if !goes_on {
                match self.fail() {
                    Some(step) => next = step,
                    None => return Ok(false),
                }
            }
        }
    }

    /// The steps that look at tokens; false where the token is another.
    fn take(&mut self, step: Step) -> Result<bool, Noted> {
        if let Step::Begin(part) | Step::End(part) = step {
            let position = self.position;
            let is_end = matches!(step, Step::End(_));
            if let Some(parts) = self.parts() {
                let part = &mut parts[usize::from(part)];
                if is_end {
                    part.1 = position
                } else {
                    part.0 = position
                };
            }
            return Ok(true);
        }
        let token = self.token(self.position)?;
        let is_there = match step {
            Step::Token(kind) => token.kind == kind,
            Step::Word(word) => {
                token.kind == TokenKind::Name && self.text_of(token) == WORDS[usize::from(word)]
            }
            // CPython compares as many letters as the name has, so that `m` passes for `match`.
            Step::SoftKeyword => {
                let name = self.text_of(token);
                let is_soft = ["_", "case", "match"]
                    .iter()
                    .any(|word| word.starts_with(name));
                token.kind == TokenKind::Name && is_soft
            }
            Step::Strings => return self.strings(),
            Step::Magic => return Ok(self.magic(token)),
            Step::Expect(kind) => {
                if token.kind != kind {
                    let expected = FIXED_TOKENS.iter().find(|(_, other)| *other == kind);
                    let sign = expected.map_or("", |(sign, _)| sign);
                    let message = format!("expected '{sign}'");
                    return Err(self.note_at_token(ErrorKind::SyntaxError, message, token));
                }
                true
            }
            _ => false,
        };
        if is_there && token.kind == TokenKind::Number {
            self.check_digits(token)?;
        }
        self.position += u32::from(is_there);
        Ok(is_there)
    }

    /// `%matplotlib inline` is looked at as text, so that any other `%` is the last token seen.
    fn magic(&mut self, token: Token) -> bool {
        let rest = self.text.get(token.span.start as usize..).unwrap_or("");
        let mut words = rest.split('\n').next().unwrap_or("").split_whitespace();
        let is_magic = words.next() == Some("%matplotlib") && words.next() == Some("inline");
        self.position += if is_magic { 3 } else { 0 };
        is_magic
    }

    /// The token with this number. Reads on where it is a new one.
    pub fn token(&mut self, index: u32) -> Result<Token, Noted> {
        while self.tokens.len() <= index as usize {
            match self.tokenizer.next_token() {
                Ok(token) => self.tokens.push(token),
                Err(error) => {
                    self.note_tokenizer_fault(error);
                    return Err(Noted);
                }
            }
        }
        Ok(self.tokens[index as usize])
    }

    pub fn text_of(&self, token: Token) -> &'text str {
        let end = (token.span.end as usize).min(self.text.len());
        self.text.get(token.span.start as usize..end).unwrap_or("")
    }

    fn call(&mut self, rule: u8, next: &mut u16) -> Result<bool, Noted> {
        if self.grammar.rules[usize::from(rule)].is_remembered {
            self.token(self.position)?;
            if let Some(end) = self.remembered(rule) {
                if end != NO_MATCH {
                    self.position = end;
                }
                return Ok(end != NO_MATCH);
            }
        }
        *next = self.enter(rule, *next);
        Ok(true)
    }

    fn enter(&mut self, rule: u8, return_to: u16) -> u16 {
        self.stack.push(Entry::Call {
            rule,
            start: self.position,
            return_to,
            was_second_pass: self.is_second_pass,
            parts: Parts::default(),
        });
        self.grammar.rules[usize::from(rule)].start
    }

    /// Ends the rule on top of the stack, which led to the token `end`. Gives the step to go on
    /// with, `None` behind the outermost rule.
    fn leave(&mut self, end: u32) -> Option<u16> {
        let Some(Entry::Call {
            rule,
            start,
            return_to,
            was_second_pass,
            ..
        }) = self.stack.pop()
        else {
            return None;
        };
        self.is_second_pass = was_second_pass;
        if self.grammar.rules[usize::from(rule)].is_remembered {
            let start = start as usize;
            if self.memory.len() <= start {
                self.memory.resize_with(start + 1, Vec::new);
            }
            self.memory[start].push((rule, end));
        }
        (return_to != u16::MAX).then_some(return_to)
    }

    /// Gives up rules until there is another way to go on.
    fn fail(&mut self) -> Option<u16> {
        loop {
            match self.stack.last()? {
                &Entry::Choice { step, position } => {
                    self.stack.pop();
                    self.position = position;
                    return Some(step);
                }
                Entry::Call { .. } => {
                    self.leave(NO_MATCH);
                }
            }
        }
    }

    fn remembered(&self, rule: u8) -> Option<u32> {
        let there = self.memory.get(self.position as usize)?;
        let found = there.iter().find(|(remembered, _)| *remembered == rule);
        found.map(|&(_, end)| end)
    }

    fn parts(&mut self) -> Option<&mut Parts> {
        self.stack.iter_mut().rev().find_map(|entry| match entry {
            Entry::Call { parts, .. } => Some(parts),
            Entry::Choice { .. } => None,
        })
    }

    /// Leaves the rule at hand no other alternative; gives its parts.
    fn forget_choices(&mut self) -> Parts {
        while let Some(Entry::Choice { .. }) = self.stack.last() {
            self.stack.pop();
        }
        self.parts().copied().unwrap_or_default()
    }
}
