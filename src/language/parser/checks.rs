//! Checks of a program that was read: what CPython finds only after parsing.

use super::{LateFault, SyntaxWarning};
use crate::language::syntax_tree::Program;

pub(super) fn check(
    _program: &Program,
    _text: &str,
    _warnings: &mut Vec<SyntaxWarning>,
) -> Vec<LateFault> {
    Vec::new()
}
