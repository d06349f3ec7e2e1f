//! `import`: which modules there are.
//!
//! Knows nothing of what is in them.

use super::error::ErrorKind;
use super::machine::Machine;
#[cfg(feature = "wide")]
use super::math;
use super::native::{Entry, Module};
use super::numpy;
use super::pyplot;
use super::value::{Outcome, Raised, Value};

/// The package around pyplot.
static MATPLOTLIB: Module = Module {
    name: "matplotlib",
    entries: &[("pyplot", Entry::Module(&pyplot::MODULE))],
    wide: &[],
    real_names: "RcParams cbook colormaps colors cycler figure get_backend lines mlab pyplot rc rcParams rcdefaults style ticker use",
};

/// The modules that can be imported, by their full names.
static MODULES: &[&Module] = &[
    &numpy::MODULE,
    &MATPLOTLIB,
    &pyplot::MODULE,
    #[cfg(feature = "wide")]
    &math::MODULE,
];

/// What a program may import, for a message.
#[cfg(feature = "wide")]
const KNOWN_HERE: &str = "numpy, matplotlib.pyplot and math";
#[cfg(not(feature = "wide"))]
const KNOWN_HERE: &str = "numpy and matplotlib.pyplot";

/// Modules of Python's own library, and packages that notebooks use, which this page lacks.
const KNOWN_ELSEWHERE: &str = "abc argparse array ast asyncio base64 bisect builtins calendar cmath collections colorsys concurrent configparser contextlib copy csv ctypes dataclasses datetime decimal difflib dis doctest email enum fractions functools gc getpass glob gzip hashlib heapq html http importlib inspect io ipaddress itertools json keyword linecache locale logging lzma math multiprocessing numbers operator os pathlib pickle pkgutil platform pprint profile queue random re sched secrets select shutil signal site socket sqlite3 ssl stat statistics string struct subprocess symtable sys sysconfig tempfile textwrap this threading time timeit tkinter token tokenize trace traceback turtle types typing unicodedata unittest urllib uuid warnings wave weakref webbrowser xml zipfile zlib IPython ipywidgets jax keras networkx pandas plotly scipy seaborn sklearn sympy tensorflow torch tqdm trax";

impl Machine {
    /// The module of a dotted name, or the first part of it if `top`: `import a.b` binds `a`.
    ///
    /// # Errors
    /// `ModuleNotFoundError`; `NotImplementedError` for modules that this page lacks.
    pub(super) fn import(&mut self, name: &str, top: bool) -> Outcome {
        let module = find(name)?;
        match name.split_once('.') {
            Some((first, _)) if top => find(first).map(Value::Module),
            _ => Ok(Value::Module(module)),
        }
    }

    /// `from module import name`
    ///
    /// # Errors
    /// `ImportError`; `NotImplementedError` for what the real module has and this one lacks.
    pub(super) fn import_from(&mut self, module: &Value, name: &str) -> Outcome {
        self.attribute(module, name).map_err(|raised| match module {
            Value::Module(module) if raised.kind == ErrorKind::AttributeError => Raised::new(
                ErrorKind::ImportError,
                format!(
                    "cannot import name '{name}' from '{}' (unknown location)",
                    module.name
                ),
            ),
            _ => raised,
        })
    }

    /// `from module import *`
    ///
    /// # Errors
    /// None: every name of a module can be bound.
    pub(super) fn import_star(&mut self, module: &Value) -> Result<(), Raised> {
        if let Value::Module(module) = module {
            for (name, _) in module
                .entries
                .iter()
                .filter(|(name, _)| !name.starts_with('_'))
            {
                if let Some(value) = module.get(name) {
                    self.define(name, value);
                }
            }
        }
        Ok(())
    }
}

fn find(name: &str) -> Result<&'static Module, Raised> {
    if let Some(module) = MODULES.iter().find(|module| module.name == name) {
        return Ok(module);
    }
    let first = name.split('.').next().unwrap_or(name);
    let is_ours = MODULES.iter().any(|module| module.name == first);
    if is_ours || KNOWN_ELSEWHERE.split(' ').any(|known| known == first) {
        return Err(Raised::unknown_here(format!(
            "this page does not know the module '{name}'; it knows {KNOWN_HERE}"
        )));
    }
    Err(Raised::new(
        ErrorKind::ModuleNotFoundError,
        format!("No module named '{first}'"),
    ))
}
