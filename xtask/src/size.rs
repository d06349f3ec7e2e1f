//! The size budget: what a reader's first visit to the hosted page transfers.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// HTML, CSS, JavaScript and wasm together, each compressed by brotli: 150 kB.
const BUDGET: usize = 150_000;

/// What the page weighs while it is past its budget, and a little room: it may only shrink.
///
/// Lower this with every saving, and delete it once the budget is met.
const CEILING: usize = 271_000;

/// The files of a first visit with their compressed sizes in bytes.
pub struct FirstLoad {
    files: Vec<(String, usize)>,
}

impl FirstLoad {
    /// Compresses the files of a built page, as a server that cares would send them.
    pub fn of(folder: &Path) -> io::Result<FirstLoad> {
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let extension = name.rsplit('.').next().unwrap_or_default();
            if ["html", "css", "js", "wasm"].contains(&extension) {
                files.push((name, compressed_size(&fs::read(entry.path())?)?));
            }
        }
        files.sort();
        Ok(FirstLoad { files })
    }

    /// One line a file, then the sum beside the budget; the sum is the error when it is past the
    /// ceiling.
    pub fn check(&self) -> Result<String, String> {
        for (name, size) in &self.files {
            println!("{:>9.1} kB  {name}", kilobytes(*size));
        }
        let sum = self.files.iter().map(|(_, size)| size).sum();
        let verdict = format!(
            "{:.1} of {:.0} kB (brotli)",
            kilobytes(sum),
            kilobytes(BUDGET)
        );
        if sum <= BUDGET {
            Ok(verdict)
        } else if sum <= CEILING {
            Ok(format!("{verdict}: PAST THE BUDGET, and held there"))
        } else {
            Err(verdict)
        }
    }
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
    fn check(size: usize, expected: Result<&str, &str>) {
        let load = FirstLoad {
            files: vec![("index.html".to_string(), size)],
        };
        let verdict = load.check();
        assert_eq!(verdict.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn the_budget_itself_is_met_and_one_byte_more_is_said_aloud() {
        check(0, Ok("0.0 of 150 kB (brotli)"));
        check(150_000, Ok("150.0 of 150 kB (brotli)"));
        let past = "150.0 of 150 kB (brotli): PAST THE BUDGET, and held there";
        check(150_001, Ok(past));
    }

    #[test]
    fn nothing_may_grow_past_the_ceiling() {
        check(CEILING + 1, Err("271.0 of 150 kB (brotli)"));
    }

    #[test]
    fn a_text_that_repeats_itself_becomes_small() {
        let text = "the same words again and again, ".repeat(1000);
        assert!(compressed_size(text.as_bytes()).is_ok_and(|size| size < 100));
    }
}
