//! `Line2D`: what `plot` gives a list of; and the collections that `scatter` and `hlines` give.
//!
//! Knows nothing of what the properties mean.

use super::super::{names, wide};
use super::plain_repr;
use crate::figure::SeriesKind;
use crate::language::machine::Machine;
use crate::language::value::{Object, Value};
use std::any::Any;

/// A line or collection of axes, by identities that live as long as it does.
pub struct LineHandle {
    pub kind: SeriesKind,
    pub figure: usize,
    pub axes: usize,
    pub line: usize,
}

impl Object for LineHandle {
    fn type_name(&self) -> &'static str {
        match self.kind {
            SeriesKind::Line => "Line2D",
            SeriesKind::Points => "PathCollection",
            SeriesKind::Segments => "LineCollection",
        }
    }

    fn repr(&self, _machine: &Machine) -> String {
        match self.kind {
            SeriesKind::Line => plain_repr("lines.Line2D", self),
            SeriesKind::Points => plain_repr("collections.PathCollection", self),
            SeriesKind::Segments => plain_repr("collections.LineCollection", self),
        }
    }

    fn text(&self, machine: &Machine) -> String {
        if self.kind != SeriesKind::Line {
            return self.repr(machine);
        }
        match machine.pyplot.find_line(self) {
            Some(line) => format!("Line2D({})", machine.pyplot.series(line).label),
            None => "Line2D()".to_owned(),
        }
    }

    fn attribute(&self, this: &Value, name: &str, machine: &mut Machine) -> Option<Value> {
        wide::attribute(machine, this, name)
    }

    fn attribute_names(&self) -> &'static str {
        names::LINE
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
