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

/// The text of the lesson in each of its states, a 1 between two of them.
pub fn states(lesson: &str) -> String {
    let mut states = lesson.to_owned();
    for (old, new) in EDITS {
        states.push('\u{1}');
        states.push_str(&lesson.replacen(old, new, 1));
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_changes_the_lesson() {
        let lesson = include_str!("../../tests/reference/cells.py");
        let states = states(lesson);
        let mut edited = states.split('\u{1}').skip(1);
        assert!(edited.all(|state| state != lesson));
        assert_eq!(states.split('\u{1}').count(), 1 + EDITS.len());
    }
}
