//! The size budgets: what a reader's first visit to the hosted page transfers, its first screen,
//! and the one file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// HTML, CSS, JavaScript and wasm together, each compressed by brotli: 150 kB.
const BUDGET: usize = 150_000;

/// All files together, those that come later included: 340 kB.
const BUDGET_OF_ALL: usize = 340_000;

/// The page in one file, as it lies on a disk: 250 kB.
const BUDGET_OF_ONE: usize = 250_000;
const ONE_FILE: &str = "vanishing-gradients.html";

/// What stands in the names of files that a first load consists of: the page, the first half of the
/// program, the script around it. What else there is comes later: the second half, and scripts for
/// readers that do more than read; what speaks with the page around a frame; what keeps the page for
/// the next visit.
const FIRST: [&str; 3] = [PAGE, "_bg.wasm", "vanishing-gradients-"];
const SECOND_HALF: &str = "_rest.wasm";

/// What a connection's first flight carries: 14 kB. The page up to here is on the first screens.
const BUDGET_OF_FIRST_SCREEN: usize = 14_000;
const PAGE: &str = "index.html";
/// The last of the first figure: its description.
const FIRST_FIGURE: &str = "id=words-2";
const DESCRIPTION_END: &str = "</details>";

/// How files start that hold the same page once more, for other ways to use it.
const OTHER_WAYS: [&str; 2] = ["packed-", ONE_FILE];

/// The files of a visit with their compressed sizes in bytes.
pub struct Load {
    /// All that the page is opened with.
    first: Vec<(String, usize)>,
    /// What comes when it is needed.
    later: Vec<(String, usize)>,
    /// The one file's size, as it is.
    one_file: usize,
    /// The start of the page, to the end of the first figure's description, compressed.
    first_screen: usize,
}

impl Load {
    /// Compresses the files of a built page, as a server that cares would send them.
    pub fn of(folder: &Path) -> io::Result<Load> {
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let extension = name.rsplit('.').next().unwrap_or_default();
            let is_other_way = OTHER_WAYS.iter().any(|start| name.starts_with(start));
            if !is_other_way && ["html", "css", "js", "wasm"].contains(&extension) {
                files.push((name, compressed_size(&fs::read(entry.path())?)?));
            }
        }
        files.sort();
        let (first, later) = files.into_iter().partition(|(name, _)| {
            FIRST.iter().any(|part| name.contains(part)) && !name.ends_with(SECOND_HALF)
        });
        let one_file = fs::metadata(folder.join(ONE_FILE))?.len() as usize;
        let page = fs::read_to_string(folder.join(PAGE))?;
        Ok(Load {
            first,
            later,
            one_file,
            first_screen: compressed_size(first_screen(&page)?.as_bytes())?,
        })
    }

    /// One line a file, then the sums beside their budgets, an error when one is past its own.
    pub fn check(&self) -> Result<String, String> {
        for (name, size) in &self.first {
            println!("{:>9.1} kB  {name}", kilobytes(*size));
        }
        for (name, size) in &self.later {
            println!("{:>9.1} kB  {name}, later", kilobytes(*size));
        }
        let sum = |files: &[(String, usize)]| files.iter().map(|(_, size)| size).sum::<usize>();
        let first = sum(&self.first);
        let all = first + sum(&self.later);
        let verdict = format!(
            "{:.1} of {:.0} kB, {:.1} of {:.0} kB with what comes later (brotli); \
             the one file {:.1} of {:.0} kB; the first screen {:.1} of {:.0} kB",
            kilobytes(first),
            kilobytes(BUDGET),
            kilobytes(all),
            kilobytes(BUDGET_OF_ALL),
            kilobytes(self.one_file),
            kilobytes(BUDGET_OF_ONE),
            kilobytes(self.first_screen),
            kilobytes(BUDGET_OF_FIRST_SCREEN)
        );
        let is_met = first <= BUDGET
            && all <= BUDGET_OF_ALL
            && self.one_file <= BUDGET_OF_ONE
            && self.first_screen <= BUDGET_OF_FIRST_SCREEN;
        if is_met { Ok(verdict) } else { Err(verdict) }
    }
}

/// The page up to the end of the first figure's description.
fn first_screen(page: &str) -> io::Result<&str> {
    let start = page.find(FIRST_FIGURE);
    let end = start.and_then(|start| Some(start + page[start..].find(DESCRIPTION_END)?));
    end.map(|end| &page[..end])
        .ok_or_else(|| io::Error::other("the page has no first figure with its description"))
}

fn compressed_size(bytes: &[u8]) -> io::Result<usize> {
    let (best_quality, largest_window) = (11, 22);
    let mut compressor =
        brotli::CompressorWriter::new(Vec::new(), 1 << 16, best_quality, largest_window);
    compressor.write_all(bytes)?;
    Ok(compressor.into_inner().len())
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check([first, later, one_file, first_screen]: [usize; 4], is_met: bool) {
        let load = Load {
            first: vec![("index.html".to_string(), first)],
            later: vec![("page_rest.wasm".to_string(), later)],
            one_file,
            first_screen,
        };
        assert_eq!(load.check().is_ok(), is_met);
    }

    #[test]
    fn a_load_may_reach_its_budget_and_not_pass_it() {
        check([0; 4], true);
        check([150_000, 190_000, 250_000, 14_000], true);
        check([150_001, 0, 0, 0], false);
        check([150_000, 190_001, 0, 0], false);
        check([0, 0, 250_001, 0], false);
        check([0, 0, 0, 14_001], false);
    }

    #[test]
    fn the_first_screen_ends_with_the_first_description() {
        let page = "<h1>A</h1><p id=words-2>B</p></details><details></details>";
        assert!(first_screen(page).is_ok_and(|start| start.ends_with("B</p>")));
        assert!(first_screen("<h1>A</h1>").is_err());
    }

    #[test]
    fn a_text_that_repeats_itself_becomes_small() {
        let text = "the same words again and again, ".repeat(1000);
        assert!(compressed_size(text.as_bytes()).is_ok_and(|size| size < 100));
    }
}
