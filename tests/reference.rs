//! Everything the core computes, against numbers from real Python, NumPy and matplotlib.
//!
//! The cases stand in `tests/reference/`, or in the folder that the environment variable
//! `REFERENCE_DIR` names; its README gives each file's fields and tolerance.

#[path = "reference/cells.rs"]
mod cells;
#[path = "reference/lecture.rs"]
mod lecture;
#[path = "reference/numbers.rs"]
mod numbers;
#[path = "reference/programs.rs"]
mod programs;
#[path = "reference/support.rs"]
mod support;
#[path = "reference/ticks.rs"]
mod ticks;
