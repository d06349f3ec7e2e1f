//! `cargo xtask evaluate`: runs Python files natively, as notebook cells.
//!
//! Each file starts fresh with `np` and `plt` imported. A line that starts with `# %%` ends a
//! cell; the first cell with an error is the last to run.

mod reading;

use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vanishing_gradients::figure::Figure;
use vanishing_gradients::figure::json::json as figure_json;
use vanishing_gradients::figure::layout::DesignWidth;
use vanishing_gradients::figure::palette::Palette;
use vanishing_gradients::figure::svg::svg;
use vanishing_gradients::language::error::PythonError;
use vanishing_gradients::language::machine::{CellResult, Machine, Warning};
use vanishing_gradients::language::source::Source;

const USAGE: &str = "\
cargo xtask evaluate FILE.py [--figures DIRECTORY]
cargo xtask evaluate --json FILE...";

/// What the command line asks for.
enum Request {
    Print {
        file: PathBuf,
        figures: Option<PathBuf>,
    },
    Json {
        files: Vec<PathBuf>,
    },
}

/// Exit code 1 tells of a Python error, 2 of a file or an argument.
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(request) = read_arguments(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let outcome = match &request {
        Request::Print { file, figures } => print_results(file, figures.as_deref()),
        Request::Json { files } => print_each_json(files),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}

fn read_arguments(arguments: &[String]) -> Option<Request> {
    if let Some((flag, files)) = arguments.split_first()
        && flag == "--json"
    {
        let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
        return (!files.is_empty()).then_some(Request::Json { files });
    }
    let (figures, files): (Option<PathBuf>, Vec<&String>) = match arguments
        .iter()
        .position(|argument| argument == "--figures")
    {
        Some(place) => {
            let directory = arguments.get(place + 1)?;
            let others = arguments.iter().enumerate();
            let files = others.filter(|(index, _)| *index != place && *index != place + 1);
            (
                Some(directory.into()),
                files.map(|(_, file)| file).collect(),
            )
        }
        None => (None, arguments.iter().collect()),
    };
    match files.as_slice() {
        [file] => Some(Request::Print {
            file: file.into(),
            figures,
        }),
        _ => None,
    }
}

/// Prints a file's output as a terminal would show it; false after a Python error.
fn print_results(file: &Path, figures: Option<&Path>) -> Result<bool, String> {
    let results = evaluate(file)?;
    let mut all_figures = Vec::new();
    let mut fine = true;
    for result in results {
        print!("{}", result.printed);
        for warning in &result.warnings {
            eprintln!("{}", warning_text(file, warning));
        }
        if let Some((_, repr)) = &result.value {
            println!("{repr}");
        }
        if let Some(error) = &result.error {
            eprintln!("{}", error.traceback_text());
            fine = false;
        }
        all_figures.extend(result.figures);
    }
    if let Some(directory) = figures {
        write_figures(directory, &all_figures)?;
    }
    Ok(fine)
}

/// `file.py:3: RuntimeWarning: overflow encountered in exp`, and the line.
fn warning_text(file: &Path, warning: &Warning) -> String {
    format!(
        "{}:{}: {}: {}\n  {}",
        file.display(),
        warning.line,
        warning.category,
        warning.message,
        warning.line_text
    )
}

/// Writes `figure-1.svg`, `figure-1.json` and so on.
fn write_figures(directory: &Path, figures: &[Figure]) -> Result<(), String> {
    let fault = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    std::fs::create_dir_all(directory).map_err(|error| fault(directory, error))?;
    for (index, figure) in figures.iter().enumerate() {
        let path = directory.join(format!("figure-{}.svg", index + 1));
        std::fs::write(&path, picture(figure)).map_err(|error| fault(&path, error))?;
        let path = path.with_extension("json");
        write_json(figure, &path).map_err(|error| fault(&path, error))?;
    }
    Ok(())
}

fn write_json(figure: &Figure, path: &Path) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    write!(file, "{}", figure_json(figure))?;
    file.flush()
}

/// A figure as the page shows it on a wide screen, on light paper.
fn picture(figure: &Figure) -> String {
    svg(figure, DesignWidth::Wide, &Palette::light())
}

/// Prints one line of JSON for each file that can be read, and tells of the others at once; an
/// error at the end says that there are such.
fn print_each_json(files: &[PathBuf]) -> Result<bool, String> {
    let mut unread = 0;
    for file in files {
        match evaluate(file) {
            Ok(results) => print_json(&results).map_err(|error| error.to_string())?,
            Err(failure) => {
                eprintln!("{failure}");
                unread += 1;
            }
        }
    }
    match unread {
        0 => Ok(true),
        _ => Err(format!("files not read: {unread} of {}", files.len())),
    }
}

/// Prints a file's results as one line of JSON, each figure as it is written.
fn print_json(results: &[CellResult]) -> std::io::Result<()> {
    let printed: String = results
        .iter()
        .map(|result| result.printed.as_str())
        .collect();
    let warnings = results.iter().flat_map(|result| &result.warnings);
    let warnings: Vec<String> = warnings
        .map(|warning| format!("{}: {}", warning.category, warning.message))
        .collect();
    let last = results.last();
    let value = last.and_then(|result| result.value.as_ref());
    let error = last.and_then(|result| result.error.as_ref());
    let fields = [
        ("stdout", json!(printed)),
        (
            "value",
            json!(value.map(|(kind, repr)| json!({ "type": kind, "repr": repr }))),
        ),
        ("warnings", json!(warnings)),
        ("error", json!(error.map(error_json))),
    ];
    let mut out = BufWriter::new(std::io::stdout().lock());
    write!(out, "{{")?;
    for (name, value) in fields {
        write!(out, "\"{name}\": {value}, ")?;
    }
    write!(out, "\"figures\": [")?;
    let figures = results.iter().flat_map(|result| &result.figures);
    for (index, figure) in figures.enumerate() {
        let separator = if index > 0 { ", " } else { "" };
        write!(out, "{separator}{}", figure_json(figure))?;
    }
    writeln!(out, "]}}")?;
    out.flush()
}

/// Type, message, place and text of an error, with places as CPython counts them: lines and
/// offsets from 1, offsets in characters.
fn error_json(error: &PythonError) -> Value {
    let (line, offset, end_line, end_offset) = match (&error.syntax, error.traceback.last()) {
        (Some(place), _) => (place.line, place.offset, place.end_line, place.end_offset),
        (None, Some(entry)) => {
            let start = entry.source.place(entry.span.start);
            let end = entry.source.place(entry.span.end);
            (start.line, start.column as i64, end.line, end.column as i64)
        }
        (None, None) => (0, 0, 0, 0),
    };
    let display = match &error.syntax {
        Some(_) => error.display(),
        None => error.to_string(),
    };
    json!({
        "type": error.kind.name(),
        "message": error.message,
        "lineno": line,
        "offset": offset,
        "end_lineno": end_line,
        "end_offset": end_offset,
        "display": display,
    })
}

/// Runs the cells of a file, up to the first with an error. Of a file that is no text, Python
/// runs nothing: its error is the only result.
///
/// # Errors
/// What the system says of a file that cannot be opened.
fn evaluate(file: &Path) -> Result<Vec<CellResult>, String> {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| format!("{name}: {error}"))?;
    let text = match reading::read(&name, &bytes) {
        Ok(text) => text,
        Err(error) => {
            return Ok(vec![CellResult {
                error: Some(*error),
                ..CellResult::default()
            }]);
        }
    };
    let mut machine = Machine::new();
    let start = "import numpy as np\nimport matplotlib.pyplot as plt";
    machine.run(&Source::new("start", start));
    let mut results = Vec::new();
    for cell in cells(&text) {
        let result = machine.run(&Source::new(name.as_str(), cell));
        let failed = result.error.is_some();
        results.push(result);
        if failed {
            break;
        }
    }
    Ok(results)
}

/// The cells of a file, each led by as many newlines as lines stand before it, so that its
/// errors carry the file's line numbers.
fn cells(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if line.starts_with("# %%") {
            cells.push("\n".repeat(index));
        }
        if let Some(cell) = cells.last_mut() {
            cell.push_str(line);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_the_lines_of_the_file() {
        assert_eq!(cells("a\n# %% b\nc"), ["a\n", "\n# %% b\nc"]);
    }

    #[test]
    fn empty_file_is_one_empty_cell() {
        assert_eq!(cells(""), [""]);
    }
}
