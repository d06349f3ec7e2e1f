//! The whole program as text, for pages without an origin: these may load classic scripts only.

use std::error::Error;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// The classic script that defines `unpack`.
pub const UNPACK: &str = include_str!("unpack.js");

/// How the name of the packed program starts.
pub const START: &str = "packed-";

/// A program and the script around it.
pub struct Packed {
    /// The script, as it is.
    pub script: String,
    /// Both, packed.
    pub text: String,
}

impl Packed {
    pub fn new(module: &[u8], script: String) -> Packed {
        let text = format!("{}.{}", STANDARD.encode(module), STANDARD.encode(&script));
        Packed { script, text }
    }

    /// Writes the packed program into `folder` as a script; gives the page, which names it as
    /// data: no browser loads it unasked, but one that saves the page saves it too.
    pub fn write(&self, folder: &Path, page: &str) -> Result<String, Box<dyn Error>> {
        let script = format!("{UNPACK}var packedProgram=\"{}\"", self.text);
        let name = format!("{START}{}.js", crate::short_digest(script.as_bytes()));
        fs::write(folder.join(&name), script)?;
        let element = format!("<script id=\"packed\" type=\"text/plain\" src=\"{name}\"></script>");
        let place = element!("#glue", |glue| {
            glue.before(&element, ContentType::Html);
            Ok(())
        });
        let settings = RewriteStrSettings::new().append_element_content_handler(place);
        Ok(rewrite_str(page, settings)?)
    }
}
