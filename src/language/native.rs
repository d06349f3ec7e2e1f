//! Built-in functions and modules as tables: one more function is one more entry.

use super::value::{NativeCall, Raised, Value};
use std::rc::Rc;

/// What a call passed, before it is matched with a signature.
#[derive(Default)]
pub struct Arguments {
    /// A method's receiver comes first.
    pub positional: Vec<Value>,
    pub keyword: Vec<(Rc<str>, Value)>,
}

/// A function written in Rust.
pub struct NativeFunction {
    /// As Python's messages name it: `linspace`, `_AxesBase.set_ylim`.
    pub name: &'static str,
    pub call: NativeCall,
}

/// A module such as `numpy`.
pub struct Module {
    /// As `repr` and messages name it: `matplotlib.pyplot`.
    pub name: &'static str,
    pub entries: &'static [(&'static str, Entry)],
}

/// What a module's attribute is.
pub enum Entry {
    Function(NativeFunction),
    Constant(fn() -> Value),
    Module(&'static Module),
}

/// A Python signature, for [`Arguments::bind`].
///
/// `parameters` in order; those past `required` may be left out and come as `None`;
/// those past `positional` may be given by keyword only.
pub struct Signature {
    /// The name that messages carry.
    pub name: &'static str,
    pub parameters: &'static [&'static str],
    pub required: usize,
    pub positional: usize,
}

impl Arguments {
    /// The values of the signature's parameters in order, `None` where left out.
    ///
    /// # Errors
    /// `TypeError` in the words CPython uses for functions written in Python: missing
    /// arguments, too many, unexpected keywords, multiple values.
    pub fn bind<const N: usize>(
        self,
        _signature: &Signature,
    ) -> Result<[Option<Value>; N], Raised> {
        todo!("the evaluator's task")
    }
}
