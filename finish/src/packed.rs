//! The whole program as text, for pages that cannot fetch it, with the scripts that they need.

use std::error::Error;
use std::fs;
use std::path::Path;

/// How the name of the file starts.
pub const START: &str = "packed-";

/// A program, and the text of a script beside it, as text.
pub struct Packed {
    /// What unpacks it.
    pub decoder: String,
    pub text: String,
    /// The script, as it is.
    pub script: String,
}

impl Packed {
    /// `folder` keeps what cargo makes.
    pub fn new(module: &[u8], script: String, folder: &Path) -> Result<Packed, Box<dyn Error>> {
        let decoder = pack::decoder(&folder.join("decoder"))?;
        let text = pack::packed(module, &script)?;
        Ok(Packed {
            decoder,
            text,
            script,
        })
    }

    /// Writes it into `folder` as a script that promises `program`; gives an element that names
    /// the file as data: no browser loads that unasked, but one that saves the page saves it too.
    pub fn write(&self, folder: &Path) -> Result<String, Box<dyn Error>> {
        let script = format!(
            "{}var program=unpacked(\"{}\",\"{}\")",
            pack::LOADER,
            quoted(&self.decoder),
            quoted(&self.text)
        );
        let name = format!("{START}{}.js", crate::short_digest(script.as_bytes()));
        fs::write(folder.join(&name), script)?;
        Ok(format!(
            "<script id=\"packed\" type=\"text/plain\" src=\"{name}\"></script>"
        ))
    }
}

/// The text as it stands in a string of JavaScript.
pub fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
