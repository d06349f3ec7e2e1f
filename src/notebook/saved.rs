//! The one text form of what a learner changed: for the address, storage, saved copies and LMSs.
//!
//! `1&t=2,4&b2=x_tan+=+3&c4=print(1)~print(2)`: the version; the numbers of the blanks that were
//! tried (`t`), that is, edited and run at any time; then one item for each edited blank (`b` and
//! its number) or cell that is edited whole (`c`), with its text. Letters, digits and most
//! signs stand for themselves, `+` for a space, `~` for a new line, `%` and two hexadecimal
//! digits for any other byte of UTF-8. Nothing in it needs escaping in an address after `#`, nor
//! in JSON or XML. Without edits and marks the form is empty. Items can be left out, from the
//! end, to fit a place that is small.
//!
//! Knows nothing of where the text is kept.

use super::cell::Cell;
use crate::numerics::gather::Gather;

/// The version that is written, and the newest that is read.
const VERSION: &str = "1";
/// Signs that stand for themselves beside letters and digits.
const PLAIN: &str = "-_.!*'(),:;=@$/?[]{}|^";

/// One text that differs from the lesson's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A blank, by its number.
    Blank(usize, String),
    /// A cell that is edited whole, by its number.
    Whole(usize, String),
}

impl Edit {
    /// Puts the text into a cell; false if it belongs to another, or is that of a blank and the
    /// cell is edited whole.
    pub fn apply(&self, cell: &mut Cell) -> bool {
        match self {
            Edit::Blank(number, text) => cell.set_blank(*number, text),
            Edit::Whole(number, text) => {
                let is_this = *number == cell.number;
                if is_this {
                    cell.set_whole(text.clone());
                }
                is_this
            }
        }
    }

    /// Whether it takes the place of the lesson's own text only, and of nobody's edit.
    pub fn changes_nothing_of(&self, cell: &Cell) -> bool {
        match self {
            Edit::Blank(number, _) => !cell.edited_blanks().any(|(blank, _)| blank == *number),
            Edit::Whole(..) => !cell.is_edited(),
        }
    }
}

/// What could be read of a saved text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Restored {
    pub edits: Vec<Edit>,
    /// Blanks that were edited and run at any time, by their numbers.
    pub tried: Vec<usize>,
    /// Whether some of it could not be read, since it is damaged or of a newer version.
    pub is_partial: bool,
}

/// The edits of these cells and the blanks that were tried as text, empty if there are none.
pub fn saved<'cells>(cells: impl Iterator<Item = &'cells Cell>, tried: &[usize]) -> String {
    let mut text = String::new();
    for (position, blank) in tried.iter().enumerate() {
        text.push_str(if position == 0 { "&t=" } else { "," });
        text.push_str(&blank.to_string());
    }
    for cell in cells {
        for edit in edits(cell) {
            let (kind, number, source) = match &edit {
                Edit::Blank(number, source) => ('b', number, source),
                Edit::Whole(number, source) => ('c', number, source),
            };
            text.push('&');
            text.push(kind);
            text.push_str(&number.to_string());
            text.push('=');
            encode(source, &mut text);
        }
    }
    if !text.is_empty() {
        text.insert_str(0, VERSION);
    }
    text
}

/// A number that tells this lesson from one with other texts, so that an edit of an older lesson
/// never passes for one of this (FNV-1a over the lesson's own texts).
pub fn lesson_version<'cells>(cells: impl Iterator<Item = &'cells Cell>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in cells.flat_map(Cell::original) {
        for byte in part.text().bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// Reads a saved text: of a damaged one what can be read, of a newer one nothing.
pub fn restored(text: &str) -> Restored {
    let mut restored = Restored::default();
    let mut items = text.split('&');
    let version = items.next().unwrap_or_default();
    if version != VERSION {
        restored.is_partial = !version.is_empty();
        return restored;
    }
    for item in items {
        if read(item, &mut restored).is_none() {
            restored.is_partial = true;
        }
    }
    restored
}

/// The edits of a cell; one whose fixed lines were edited counts as edited whole.
fn edits(cell: &Cell) -> Vec<Edit> {
    if cell.whole().is_some() || cell.has_edited_lines() {
        return vec![Edit::Whole(cell.number, cell.source())];
    }
    let blanks = cell.edited_blanks();
    blanks
        .map(|(number, text)| Edit::Blank(number, text.to_owned()))
        .gather()
}

fn encode(source: &str, text: &mut String) {
    for byte in source.bytes() {
        match byte {
            b' ' => text.push('+'),
            b'\n' => text.push('~'),
            _ if byte.is_ascii_alphanumeric() || PLAIN.as_bytes().contains(&byte) => {
                text.push(char::from(byte));
            }
            _ => {
                text.push('%');
                for digit in [byte >> 4, byte & 15] {
                    text.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
                }
            }
        }
    }
}

/// Reads one item; gives nothing if it cannot be read.
fn read(item: &str, restored: &mut Restored) -> Option<()> {
    let (name, text) = item.split_once('=')?;
    let number = |digits: &str| digits.parse().ok();
    if name == "t" {
        for digits in text.split(',') {
            restored.tried.push(number(digits)?);
        }
        return Some(());
    }
    let text = decode(text)?;
    restored.edits.push(match name.split_at_checked(1)? {
        ("b", digits) => Edit::Blank(number(digits)?, text),
        ("c", digits) => Edit::Whole(number(digits)?, text),
        _ => return None,
    });
    Some(())
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut letters = text.bytes();
    while let Some(letter) = letters.next() {
        bytes.push(match letter {
            b'+' => b' ',
            b'~' => b'\n',
            b'%' => {
                let mut digit = || char::from(letters.next()?).to_digit(16);
                (digit()? << 4 | digit()?) as u8
            }
            _ => letter,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells() -> Vec<Cell> {
        let source = "a\n### START CODE HERE ###\nx = 1\n### END CODE HERE ###\nb\n";
        vec![Cell::new(1, 1, "c\n"), Cell::new(2, 1, source)]
    }

    #[track_caller]
    fn check(edit: Edit, expected: &str) {
        let mut cells = cells();
        let taken = cells
            .iter_mut()
            .filter_map(|cell| edit.apply(cell).then_some(cell.number));
        assert_eq!(taken.count(), 1);
        let text = saved(cells.iter(), &[]);
        assert_eq!(text, expected);
        let expected = Restored {
            edits: vec![edit],
            ..Restored::default()
        };
        assert_eq!(restored(&text), expected);
    }

    #[test]
    fn edits_do_not_make_another_lesson() {
        let mut edited = cells();
        edited[1].set_blank(1, "x = 2");
        let version = lesson_version(cells().iter());
        assert_eq!(lesson_version(edited.iter()), version);
        assert_ne!(lesson_version(cells()[..1].iter()), version);
    }

    #[test]
    fn a_lesson_without_edits_is_an_empty_text() {
        assert_eq!(saved(cells().iter(), &[]), "");
        assert_eq!(restored(""), Restored::default());
    }

    #[test]
    fn an_edited_line_between_blanks_is_saved_with_its_cell() {
        let mut cells = cells();
        let source = cells[1].source().replace("a\n", "a2\n");
        cells[1].set_whole(source.clone());
        assert!(cells[1].close_whole());
        let edits = restored(&saved(cells.iter(), &[])).edits;
        assert_eq!(edits, [Edit::Whole(2, source)]);
    }

    #[test]
    fn what_was_tried_is_remembered_without_an_edit() {
        assert_eq!(saved(cells().iter(), &[1, 12]), "1&t=1,12");
        let tried = vec![1, 12];
        let expected = Restored {
            tried,
            ..Restored::default()
        };
        assert_eq!(restored("1&t=1,12"), expected);
    }

    #[test]
    fn edits_come_back_as_they_were() {
        check(Edit::Blank(1, "x = 2".into()), "1&b1=x+=+2");
        check(Edit::Blank(1, "".into()), "1&b1=");
        check(
            Edit::Blank(1, "~a+b%&#\t".into()),
            "1&b1=%7Ea%2Bb%25%26%23%09",
        );
        check(
            Edit::Whole(1, "print(\"π\")\n".into()),
            "1&c1=print(%22%CF%80%22)~",
        );
    }

    #[test]
    fn of_a_damaged_text_the_rest_is_restored() {
        let edits = vec![Edit::Blank(1, "x".into())];
        let expected = Restored {
            edits,
            is_partial: true,
            ..Restored::default()
        };
        for damaged in [
            "1&b1=x&b2=%4",
            "1&b1=x&b2=%FF",
            "1&q&b1=x",
            "1&b=y&b1=x",
            "1&b1=x&",
            "1&t=&b1=x",
        ] {
            assert_eq!(restored(damaged), expected, "{damaged}");
        }
    }

    #[test]
    fn a_newer_version_or_another_text_is_left_alone() {
        for text in ["2&b1=x", "hello", "é&b1=x"] {
            assert_eq!(restored(text).edits, []);
            assert!(restored(text).is_partial);
        }
    }
}
