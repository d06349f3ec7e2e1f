//! A cell's text: fixed parts and blanks in turn, or one whole text.

/// The line before a blank.
const START: &str = "### START CODE HERE ###";
/// The line after a blank.
const END: &str = "### END CODE HERE ###";

/// One cell of the lesson, with what the learner made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// As the page counts, from 1.
    pub number: usize,
    /// The lesson's own text, by which *reset* goes.
    original: Vec<Part>,
    parts: Vec<Part>,
    whole: Option<String>,
}

/// A piece of a cell's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Whole lines that are read-only, marker lines included; ends with a newline.
    Fixed(String),
    /// What stands between two marker lines, without its last newline.
    Blank {
        /// As the page counts, from 1.
        number: usize,
        text: String,
    },
}

impl Part {
    /// The text, with the newline of a fixed part.
    pub fn text(&self) -> &str {
        let (Part::Fixed(text) | Part::Blank { text, .. }) = self;
        text
    }
}

impl Cell {
    /// A cell from its source, whose first blank gets the number `first_blank`.
    ///
    /// Marker lines without their partner are ordinary comments.
    pub fn new(number: usize, first_blank: usize, source: &str) -> Self {
        let parts = split(source, first_blank);
        Cell {
            number,
            original: parts.clone(),
            parts,
            whole: None,
        }
    }

    /// The cells of a lesson that is one text: a line that starts with `# %%` stands before each
    /// cell, and what stands before the first is none. Cells and blanks are numbered from 1.
    pub fn lesson(text: &str) -> Vec<Cell> {
        let mut sources: Vec<String> = Vec::new();
        for line in text.split_inclusive('\n') {
            if line.starts_with("# %%") {
                sources.push(String::new());
            } else if let Some(source) = sources.last_mut() {
                source.push_str(line);
            }
        }
        let (mut cells, mut next_blank) = (Vec::new(), 1);
        for (number, source) in (1..).zip(&sources) {
            let cell = Cell::new(number, next_blank, source);
            next_blank += cell.blanks().count();
            cells.push(cell);
        }
        cells
    }

    /// The parts, as they stand now; while the cell is edited whole, as they stood before.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The parts as the lesson has them.
    pub fn original(&self) -> &[Part] {
        &self.original
    }

    /// The whole text while the cell is edited as a whole.
    pub fn whole(&self) -> Option<&str> {
        self.whole.as_deref()
    }

    /// The numbers of the cell's blanks.
    pub fn blanks(&self) -> impl Iterator<Item = usize> {
        self.original.iter().filter_map(|part| match part {
            Part::Blank { number, .. } => Some(*number),
            Part::Fixed(_) => None,
        })
    }

    /// The source that runs: the whole text, or the parts joined, a newline after each blank.
    pub fn source(&self) -> String {
        match &self.whole {
            Some(text) => text.clone(),
            None => join(&self.parts),
        }
    }

    /// Whether the source differs from the lesson's own.
    pub fn is_edited(&self) -> bool {
        self.source() != join(&self.original)
    }

    /// Whether lines beside the blanks differ from the lesson's.
    pub fn has_edited_lines(&self) -> bool {
        let mut pairs = self.parts.iter().zip(&self.original);
        pairs.any(|(part, original)| matches!(part, Part::Fixed(_)) && part != original)
    }

    /// The blanks whose text differs from the lesson's, by number.
    pub fn edited_blanks(&self) -> impl Iterator<Item = (usize, &str)> {
        let pairs = self.parts.iter().zip(&self.original);
        pairs.filter_map(|(part, original)| match part {
            Part::Blank { number, text } if part != original => Some((*number, text.as_str())),
            _ => None,
        })
    }

    /// Puts a text into a blank; false if it is not one of this cell's, or the cell is edited
    /// as a whole.
    pub fn set_blank(&mut self, blank: usize, new_text: &str) -> bool {
        if self.whole.is_some() {
            return false;
        }
        for part in &mut self.parts {
            if let Part::Blank { number, text } = part
                && *number == blank
            {
                new_text.clone_into(text);
                return true;
            }
        }
        false
    }

    /// Puts a text into each part, in order.
    pub fn set_parts(&mut self, texts: Vec<String>) {
        for (part, new_text) in self.parts.iter_mut().zip(texts) {
            let (Part::Fixed(text) | Part::Blank { text, .. }) = part;
            *text = new_text;
        }
    }

    /// Replaces the whole source, which from now on is edited as a whole.
    pub fn set_whole(&mut self, text: String) {
        self.whole = Some(text);
    }

    /// Brings the blanks back after whole editing, with the texts that now stand in them.
    ///
    /// Gives false, and changes nothing, when the marker lines are not all in place.
    pub fn close_whole(&mut self) -> bool {
        let Some(text) = &self.whole else {
            return true;
        };
        let first_blank = self.blanks().next().unwrap_or(1);
        let parts = split(text, first_blank);
        let blanks_of = |parts: &[Part]| {
            parts
                .iter()
                .filter(|part| matches!(part, Part::Blank { .. }))
                .count()
        };
        let in_place = blanks_of(&parts) == blanks_of(&self.original);
        if in_place {
            self.parts = parts;
            self.whole = None;
        }
        in_place
    }

    /// Brings back the lesson's own text.
    pub fn reset(&mut self) {
        self.parts.clone_from(&self.original);
        self.whole = None;
    }
}

/// The parts as one text.
fn join(parts: &[Part]) -> String {
    let mut source = String::new();
    for part in parts {
        match part {
            Part::Fixed(text) => source.push_str(text),
            Part::Blank { text, .. } => {
                source.push_str(text);
                source.push('\n');
            }
        }
    }
    source
}

/// Cuts a source at its marker lines, which stay with the fixed parts: one around each blank.
fn split(source: &str, first_blank: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut fixed = String::new();
    let mut rest = source;
    let mut number = first_blank;
    while let Some((before, blank, after)) = next_blank(rest) {
        fixed.push_str(before);
        parts.push(Part::Fixed(std::mem::take(&mut fixed)));
        let text = blank.strip_suffix('\n').unwrap_or(blank).to_owned();
        parts.push(Part::Blank { number, text });
        number += 1;
        rest = after;
    }
    fixed.push_str(rest);
    parts.push(Part::Fixed(fixed));
    parts
}

/// The text through the first start marker that has a partner, the lines of the blank, and the
/// text from its end marker on.
fn next_blank(source: &str) -> Option<(&str, &str, &str)> {
    let mut start = None;
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        let end_of_line = offset + line.len();
        match (line.trim(), start) {
            (START, _) => start = Some(end_of_line),
            (END, Some(start)) => {
                return Some((&source[..start], &source[start..offset], &source[offset..]));
            }
            _ => {}
        }
        offset = end_of_line;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "### START CODE HERE ###\nn = 6\nx = 0\n### END CODE HERE ###\nprint(n)\n";

    fn cell() -> Cell {
        Cell::new(5, 4, SOURCE)
    }

    #[test]
    fn source_is_rebuilt_from_its_parts() {
        assert_eq!(cell().source(), SOURCE);
        assert_eq!(cell().blanks().collect::<Vec<_>>(), [4]);
        assert!(!cell().is_edited());
    }

    #[test]
    fn blank_holds_the_lines_between_the_markers() {
        assert_eq!(
            cell().parts()[1],
            Part::Blank {
                number: 4,
                text: "n = 6\nx = 0".to_owned()
            }
        );
    }

    #[test]
    fn edited_blank_enters_the_source_as_typed() {
        let mut cell = cell();
        assert!(cell.set_blank(4, "n = 7\n### END CODE HERE ###"));
        assert!(!cell.set_blank(1, "n = 8"));
        assert!(cell.is_edited());
        assert_eq!(
            cell.source(),
            "### START CODE HERE ###\nn = 7\n### END CODE HERE ###\n### END CODE HERE ###\nprint(n)\n"
        );
    }

    #[test]
    fn whole_text_gives_the_blanks_back_while_the_markers_stand() {
        let mut cell = cell();
        cell.set_whole(SOURCE.replace("n = 6", "n = 9").replace("print(n)", "n"));
        assert!(cell.close_whole());
        assert_eq!(
            cell.parts()[1],
            Part::Blank {
                number: 4,
                text: "n = 9\nx = 0".to_owned()
            }
        );
        assert_eq!(
            cell.parts()[2],
            Part::Fixed("### END CODE HERE ###\nn\n".to_owned())
        );
    }

    #[test]
    fn whole_text_without_its_markers_stays_whole() {
        let mut cell = cell();
        cell.set_whole("n = 9".to_owned());
        assert!(!cell.close_whole());
        assert_eq!(cell.source(), "n = 9");
        cell.reset();
        assert_eq!(cell.source(), SOURCE);
    }

    #[test]
    fn a_lesson_has_neither_titles_nor_what_stands_before_its_first_cell() {
        let cells = Cell::lesson("# about \"# %%\"\n# %% 1 first\na\n\n# %% 2 second\nb\n");
        let mut sources = Vec::new();
        for cell in &cells {
            sources.push((cell.number, cell.source()));
        }
        assert_eq!(sources, [(1, "a\n\n".to_owned()), (2, "b\n".to_owned())]);
    }

    #[test]
    fn blanks_are_counted_through_a_lesson() {
        let blank = "# %%\n### START CODE HERE ###\nx\n### END CODE HERE ###\n";
        let cells = Cell::lesson(&format!("{blank}# %%\nx\n{blank}"));
        let mut blanks = Vec::new();
        for cell in &cells {
            blanks.extend(cell.blanks().map(|blank| (cell.number, blank)));
        }
        assert_eq!(blanks, [(1, 1), (3, 2)]);
    }

    #[test]
    fn each_part_takes_its_text_as_it_is() {
        let mut cell = cell();
        let texts = ["a\n", "n = 7\n### END CODE HERE ###", "b\n"];
        cell.set_parts(texts.map(str::to_owned).to_vec());
        let mut parts = Vec::new();
        for part in cell.parts() {
            parts.push(part.text());
        }
        assert_eq!(parts, texts);
        cell.reset();
        assert_eq!(cell.source(), SOURCE);
    }

    #[test]
    fn a_cell_without_any_text_still_has_its_part() {
        let mut cell = Cell::new(1, 1, "import numpy as np\n");
        cell.set_whole(String::new());
        assert!(cell.close_whole());
        assert_eq!(cell.parts(), [Part::Fixed(String::new())]);
    }

    #[test]
    fn lone_marker_is_a_comment() {
        let cell = Cell::new(1, 1, "### START CODE HERE ###\nx = 1\n");
        assert_eq!(cell.blanks().count(), 0);
    }

    #[test]
    fn empty_blank_is_an_empty_line() {
        let mut cell = cell();
        cell.set_blank(4, "");
        assert_eq!(
            cell.source(),
            "### START CODE HERE ###\n\n### END CODE HERE ###\nprint(n)\n"
        );
    }
}
