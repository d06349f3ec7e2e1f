//! `template % values`.
use super::machine::Machine;
use super::value::{Outcome, Raised, Value};

pub fn format(_machine: &mut Machine, _template: &str, _values: &Value) -> Outcome {
    Err(Raised::unknown_here("not there yet"))
}
impl Machine {
    pub fn format_value(&mut self, _value: &Value, _spec: &str) -> Result<String, Raised> {
        Err(Raised::unknown_here("not there yet"))
    }
}
