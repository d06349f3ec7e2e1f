//! The program of a release: in two files, and as text.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::inlined::Inlined;
use crate::packed::{self, Packed};

/// How the names of the program's files start.
const START: &str = "vanishing-gradients-";
/// How they end: the one that trunk made, or the first of two, and the second.
const FIRST_ENDING: &str = "_bg.wasm";
const SECOND_ENDING: &str = "_rest.wasm";

/// The program that trunk made.
pub struct Program {
    /// In one piece, with names.
    whole_path: PathBuf,
    whole: Vec<u8>,
    /// The script around it.
    script: String,
    /// The scripts that the hosted page loads when they are needed.
    loaded: String,
}

impl Program {
    pub fn in_folder(folder: &Path, page: &str) -> Result<Program, Box<dyn Error>> {
        let script_path = find(folder, START, ".js")?;
        let whole_path = find(folder, "", FIRST_ENDING)?;
        Ok(Program {
            script: fs::read_to_string(script_path)?,
            loaded: loaded_scripts(folder, page)?,
            whole: fs::read(&whole_path)?,
            whole_path,
        })
    }

    /// The whole program as text, with a script that puts all into the page which that lacks.
    pub fn packed(&self, page: &Inlined) -> Result<Packed, Box<dyn Error>> {
        let (_, live) = page.parted();
        // The script asks where it came from, which it cannot know as text: where it cannot see
        // the document, it does not ask.
        let script = format!(
            "document.body.insertAdjacentHTML(\"beforeend\",\"{}\");\n\
             {{let document;{};window.wasm_bindgen=wasm_bindgen}}\n{}\n{}",
            packed::quoted(&live),
            self.script.trim_end(),
            page.late,
            self.loaded.trim_end()
        );
        let module = split::trimmed(&linked()?, &self.whole)
            .map_err(|trouble| format!("its program could not be trimmed: {trouble}"))?;
        Packed::new(&module, script, &target_folder())
    }

    /// Writes the program in two files in place of the one; gives the page, which names them.
    pub fn split(&self, page: &str, lesson: &str) -> Result<String, Box<dyn Error>> {
        let (first, second) = split::split(&linked()?, &self.whole, lesson)
            .map_err(|trouble| format!("its program could not be split: {trouble}"))?;
        let [first_name, second_name] = names(&first, &second);
        fs::remove_file(&self.whole_path)?;
        fs::write(self.whole_path.with_file_name(&first_name), first)?;
        fs::write(self.whole_path.with_file_name(&second_name), second)?;
        let name = self.whole_path.file_name().unwrap_or_default();
        let page = page.replace(&*name.to_string_lossy(), &first_name);
        let element = format!("<meta name=\"rest-of-program\" content=\"{second_name}\">");
        Ok(crate::with_in_head(&page, &element))
    }
}

/// The names of both files, by what is in both: trunk's digest is of the program before its split,
/// and what hosts and browsers keep under a name must stay the same.
fn names(first: &[u8], second: &[u8]) -> [String; 2] {
    let digest = crate::short_digest(&[first, second].concat());
    [FIRST_ENDING, SECOND_ENDING].map(|ending| format!("{START}{digest}{ending}"))
}

/// The page's scripts that are loaded when they are needed, in the page's order.
fn loaded_scripts(folder: &Path, page: &str) -> Result<String, Box<dyn Error>> {
    let mut scripts = String::new();
    let script = element!("#host, script[data-beside]:not([data-hosted])", |script| {
        let name = script.get_attribute("src").unwrap_or_default();
        scripts.push_str(&fs::read_to_string(folder.join(name))?);
        scripts.push_str("\n;");
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(script);
    rewrite_str(page, settings)?;
    Ok(scripts)
}

/// The file in the folder whose name starts and ends so.
fn find(folder: &Path, start: &str, end: &str) -> Result<PathBuf, Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(start) && name.ends_with(end) {
            return Ok(entry.path());
        }
    }
    Err(format!("there is no {start}…{end} in the folder that trunk made").into())
}

/// Where cargo leaves what it makes.
fn target_folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| crate::checkout().join("target"))
}

/// What the linker made, where cargo leaves it.
fn linked() -> Result<Vec<u8>, String> {
    let path = target_folder().join("wasm32-unknown-unknown/release/vanishing_gradients.wasm");
    fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn files_of_other_contents_have_other_names() {
        let before = names(b"first", b"second");
        assert_eq!(names(b"first", b"second"), before);
        for after in [names(b"first", b"other"), names(b"other", b"second")] {
            assert_ne!(after[0], before[0]);
            assert_ne!(after[1], before[1]);
        }
    }
}
