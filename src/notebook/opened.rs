//! The lesson edited elsewhere and read back: a Python file, or the code cells of a notebook.
//!
//! Knows nothing of files: whoever reads one gives its text.

use super::cell::{Cell, Part};
use crate::numerics::gather::Gather;

/// Stands before each code cell of a notebook, with its name on a line of its own. Text has none.
const NOTEBOOK_CELL: char = '\0';
/// A text is of this lesson if it has half of the lines of some cell, and more than so many.
const SEEN_ELSEWHERE: usize = 4;

/// A cell as the text has it.
struct Piece {
    /// The number in its name, if that starts with one.
    number: Option<usize>,
    source: String,
}

/// The lesson's cells as the text has them, each with its blanks or, where other lines were
/// edited, whole; cells that the text does not have stay as they are. `None` if it is of no cell
/// of this lesson.
///
/// A Python file is cut at lines that start with `# %%`, as many editors do, or with `# In[`, as
/// nbconvert does. Where its cells do not fit, its blanks are read in the order of their marker
/// lines. A notebook comes as its code cells, each after a NUL character and its name.
pub fn opened<'cells>(text: &str, cells: impl Iterator<Item = &'cells Cell>) -> Option<Vec<Cell>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut cells: Vec<Cell> = cells.cloned().gather();
    let is_of = |cell: &Cell| is_half(&text, cell) && found(&text, cell).0 > SEEN_ELSEWHERE;
    if !cells.iter().any(is_of) {
        return None;
    }
    let pieces = pieces(&text);
    let blanks = blanks(&text);
    let has_all_blanks = blanks.len() == cells.iter().flat_map(Cell::blanks).count();
    let chosen: Vec<_> = cells
        .iter()
        .map(|cell| choose(cell, &cells, &pieces))
        .gather();
    for (cell, piece) in cells.iter_mut().zip(chosen) {
        match piece {
            Some(piece) if !has_all_blanks || has_its_blanks(piece, cell) => put(cell, piece),
            _ if has_all_blanks => put_blanks(cell, &blanks),
            _ => {}
        }
    }
    Some(cells)
}

/// The piece of a cell: of its name, or else the one with most of its lines, unless that is
/// as much another cell's.
fn choose<'pieces>(cell: &Cell, cells: &[Cell], pieces: &'pieces [Piece]) -> Option<&'pieces str> {
    let named = pieces
        .iter()
        .find(|piece| piece.number == Some(cell.number));
    if let Some(piece) = named {
        return Some(&piece.source);
    }
    let mut best = None;
    let mut most = 0;
    for piece in pieces {
        let source = piece.source.as_str();
        let is_named = cells.iter().any(|cell| piece.number == Some(cell.number));
        let owners = cells.iter().filter(|cell| is_half(source, cell));
        let lines = found(source, cell).0;
        if lines > most && !is_named && is_half(source, cell) && owners.count() == 1 {
            (best, most) = (Some(source), lines);
        }
    }
    best
}

/// How many of a cell's lines beside its blanks a text has, and how many there are.
fn found(text: &str, cell: &Cell) -> (usize, usize) {
    let (mut found, mut all) = (0, 0);
    for part in cell.original() {
        if let Part::Fixed(lines) = part {
            for line in lines.lines().map(str::trim) {
                if !line.is_empty() && !line.starts_with('#') {
                    all += 1;
                    found += usize::from(text.lines().any(|other| other.trim() == line));
                }
            }
        }
    }
    (found, all)
}

fn is_half(text: &str, cell: &Cell) -> bool {
    let (found, all) = found(text, cell);
    found * 2 >= all
}

/// What stands between marker lines, in order.
fn blanks(text: &str) -> Vec<String> {
    let mut blanks = Vec::new();
    for part in Cell::new(0, 0, text).parts() {
        if let Part::Blank { text, .. } = part {
            blanks.push(text.clone());
        }
    }
    blanks
}

fn has_its_blanks(source: &str, cell: &Cell) -> bool {
    blanks(source).len() == cell.blanks().count()
}

/// Puts a source into a cell. With other lines than the lesson's it is edited whole.
fn put(cell: &mut Cell, source: &str) {
    cell.reset();
    if cell.source().trim() == source {
        return;
    }
    let mut source = source.to_owned();
    source.push('\n');
    cell.set_whole(source.clone());
    if cell.close_whole() && cell.has_edited_lines() {
        cell.set_whole(source);
    }
}

/// Puts into each blank of a cell the text that has its number.
fn put_blanks(cell: &mut Cell, blanks: &[String]) {
    cell.reset();
    for blank in cell.blanks().gather() {
        if let Some(text) = blanks.get(blank.wrapping_sub(1)) {
            cell.set_blank(blank, text);
        }
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    if text.starts_with(NOTEBOOK_CELL) {
        for cell in text.split(NOTEBOOK_CELL).skip(1) {
            let (name, source) = cell.split_once('\n').unwrap_or((cell, ""));
            pieces.push(Piece {
                number: number_of(name),
                source: source.trim().to_owned(),
            });
        }
        return pieces;
    }
    // Cells of prose are comments; what stands before the first cell is none.
    let mut is_code = false;
    for line in text.lines() {
        let name = line.strip_prefix("# %%");
        if name.is_some() || line.starts_with("# In[") {
            let name = name.unwrap_or_default();
            is_code = !name.contains("[markdown]") && !name.contains("[raw]");
            if is_code {
                pieces.push(Piece {
                    number: number_of(name),
                    source: String::new(),
                });
            }
        } else if let Some(piece) = pieces.last_mut().filter(|_| is_code) {
            push_line(line, &mut piece.source);
        }
    }
    for piece in &mut pieces {
        piece.source = without_prose(piece.source.trim()).to_owned();
    }
    pieces
}

/// A line of a Python file as the cell has it: with its magic command, which is no Python.
fn push_line(line: &str, source: &mut String) {
    const CALL: &str = "get_ipython().run_line_magic('";
    let magic = line.strip_prefix("# ").unwrap_or_default();
    if let Some(call) = line.strip_prefix(CALL) {
        source.push('%');
        source.push_str(&call.replace("', '", " ").replace("')", ""));
    } else if magic.starts_with('%') {
        source.push_str(magic);
    } else {
        source.push_str(line);
    }
    source.push('\n');
}

/// Without the comments that nbconvert makes of the prose before the next cell.
fn without_prose(mut source: &str) -> &str {
    while let Some((before, paragraph)) = source.rsplit_once("\n\n") {
        let is_prose = |line: &str| line.starts_with('#') && !line.starts_with("###");
        if !paragraph.lines().all(is_prose) {
            break;
        }
        source = before.trim_end();
    }
    source
}

/// The number that a name such as `2 data` or `cell-2` starts with.
fn number_of(name: &str) -> Option<usize> {
    let name = name.trim_start();
    let name = name.strip_prefix("cell-").unwrap_or(name);
    let end = name.find(|letter: char| !letter.is_ascii_digit());
    name[..end.unwrap_or(name.len())].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::saved::saved;

    const LESSON: &str = include_str!("../../tests/reference/cells.py");

    fn cells() -> Vec<Cell> {
        Cell::lesson(LESSON)
    }

    /// What is edited after a text was opened, in the form of `saved.rs`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let opened = opened(text, cells().iter()).expect("a text of this lesson");
        assert_eq!(saved(opened.iter(), &[]), expected);
    }

    /// The lesson as a notebook.
    fn notebook() -> String {
        let mut text = String::new();
        for cell in cells() {
            text.push_str("\0random-id\n");
            text.push_str(cell.source().trim_end());
        }
        text
    }

    /// The lesson as nbconvert writes it.
    fn script() -> String {
        let mut text = "#!/usr/bin/env python\n# coding: utf-8\n\n# # Title\n\n".to_owned();
        for cell in cells() {
            let source = cell.source().replace(
                "%matplotlib inline",
                "get_ipython().run_line_magic('matplotlib', 'inline')",
            );
            text.push_str("# In[ ]:\n\n\n");
            text.push_str(&source);
            text.push_str("\n\n# ## A heading\n# \n# Prose, `code`.\n\n# More.\n\n");
        }
        text
    }

    #[test]
    fn the_lesson_itself_is_no_edit() {
        check(LESSON, "");
        check(&notebook(), "");
        check(&script(), "");
        check(&LESSON.replace("%matplotlib", "# %matplotlib"), "");
        check(&LESSON.replace('\n', "\r\n"), "");
    }

    #[test]
    fn edited_blanks_come_back_into_the_blanks() {
        let edit = |text: &str| text.replace("x_tan = 0 ", "x_tan = 3 ");
        let expected = "1&b2=x_tan+=+3++%23+where+the+tangent+touches,+for+example:+2";
        check(&edit(LESSON), expected);
        check(&edit(&notebook()), expected);
        check(&edit(&script()), expected);
    }

    #[test]
    fn other_edited_lines_come_back_with_their_cell_whole() {
        let opened = opened(&LESSON.replace("span = 1.7", "span = 9"), cells().iter());
        let opened = opened.expect("a text of this lesson");
        let whole = opened[1].whole().expect("the cell is edited whole");
        assert!(whole.contains("span = 9") && whole.contains("### START"));
        assert!(opened.iter().filter(|cell| cell.is_edited()).count() == 1);
    }

    #[test]
    fn a_cell_is_known_by_its_name_whatever_became_of_it() {
        let mut text = String::new();
        for cell in cells() {
            let number = cell.number;
            text.push_str(&format!("\0cell-{number}\n"));
            if number == 3 {
                text.push_str("print(7)");
            } else {
                text.push_str(&cell.source());
            }
        }
        check(&text, "1&c3=print(7)~");
    }

    #[test]
    fn cells_between_are_passed_over_and_missing_ones_stay_as_they_are() {
        let more = LESSON.replace(
            "# %% 3 ",
            "# %%\nprint(1)\n# %% [markdown]\n# text\n# %% 3 ",
        );
        check(&more, "");
        let fifth = LESSON.find("# %% 5").unwrap_or(0);
        let text = LESSON[fifth..].replace("n = 6 ", "n = 9 ");
        let mut before = cells();
        before[1].set_blank(2, "x_tan = 1");
        let after = opened(&text, before.iter()).expect("a text of this lesson");
        let blanks = after.iter().flat_map(Cell::edited_blanks);
        let numbers: Vec<usize> = blanks.map(|(number, _)| number).collect();
        assert_eq!(numbers, [2, 4]);
    }

    #[test]
    fn where_cells_do_not_fit_blanks_are_read_in_order() {
        let edited = LESSON.replace("n = 6 ", "n = 9 ");
        let expected = "1&b4=n+=+9++%23+number+of+steps~x+=+0++%23+value+of+the+input";
        let mut merged = String::new();
        for line in edited.lines().filter(|line| !line.starts_with("# %%")) {
            merged.push_str(line);
            merged.push('\n');
        }
        check(&merged, expected);
        check(&format!("# %%\n{merged}"), expected);
        // The second cell cut in two.
        let cut = "plt.title(\"Sigmoid Steepest Point\")";
        let (start, end) = notebook().split_once(cut).map_or_else(
            || panic!("the lesson has that line"),
            |(start, end)| (start.to_owned(), end.to_owned()),
        );
        let halves = format!("{start}\0other\n{cut}{end}");
        check(&halves.replace("n = 6 ", "n = 9 "), expected);
    }

    #[test]
    fn tabs_stay() {
        let text = LESSON.replace("x_tan = 0 ", "if 1:\n\tx_tan = 0 ");
        let opened = opened(&text, cells().iter()).expect("a text of this lesson");
        assert!(opened[1].source().contains("\n\tx_tan = 0"));
    }

    #[test]
    fn another_lesson_or_other_text_is_not_opened() {
        let imports = "import numpy as np\nimport matplotlib.pyplot as plt\n\n%matplotlib inline\n";
        let blank = "### START CODE HERE ###\nx = 1\n### END CODE HERE ###\n";
        let other = format!("# %% 1 imports\n{imports}# %% 2 data\n{}", blank.repeat(4));
        for text in ["", "\0", "hello", "# %%\n", &other, &"# In[".repeat(1000)] {
            assert_eq!(opened(text, cells().iter()), None, "{text}");
        }
    }
}
