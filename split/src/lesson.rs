//! What is rehearsed: the lesson as it stands, and the edits that most learners try first.

/// Texts of the lesson, and what a learner may make of them.
const EDITS: [(&str, &str); 10] = [
    ("(-5, 5, 100)", "(-100, 100, 1000)"),
    ("(-5, 5, 100)", "(-50, 5, 100)"),
    ("(-5, 5, 100)", "(-5, 5)"),
    ("x_tan = 0 ", "x_tan = 2 "),
    ("x_tan = 0 ", "x_tan = -1.5 "),
    ("# plt.ylim(", "plt.ylim("),
    ("n = 6 ", "n = 10 "),
    ("n = 6 ", "n = 1 "),
    ("x = 0 ", "x = 2.5 "),
    ("x = 0 ", "x = -3 "),
];

/// Where a cell starts in the file of the lesson's cells; the rest of the line is its title.
const CELL: &str = "# %%";

/// The lesson in each of its states, from the text of all its cells: a 1 between two states, a
/// 0 between the sources of two cells.
pub fn states(text: &str) -> String {
    let mut states = sources(text);
    for (old, new) in EDITS {
        states.push('\u{1}');
        states.push_str(&sources(&text.replacen(old, new, 1)));
    }
    states
}

fn sources(text: &str) -> String {
    let cells = text.split(CELL).skip(1);
    let sources: Vec<&str> = cells
        .filter_map(|cell| cell.split_once('\n'))
        .map(|(_, source)| source)
        .collect();
    sources.join("\0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_changes_the_lesson() {
        let text = include_str!("../../tests/reference/cells.py");
        for (old, _) in EDITS {
            assert!(text.contains(old), "{old}");
        }
        assert_eq!(states(text).split('\u{1}').count(), 1 + EDITS.len());
    }

    #[test]
    fn a_source_has_neither_its_title_nor_what_stands_before_the_first_cell() {
        assert_eq!(
            sources("# a comment\n# %% 1 first\na\n# %% 2 second\nb\n"),
            "a\n\0b\n"
        );
    }
}
