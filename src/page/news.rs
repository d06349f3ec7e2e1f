//! What runs changed, in sentences to be spoken.
//!
//! Knows nothing of the browser, nor of who speaks.

use crate::figure::description::changes;
use crate::notebook::{Output, Trouble};

/// What is new in a figure is told only if it takes no more bytes than these.
const LONGEST: usize = 300;

/// What is new in the outputs of cells, named by their numbers, in a few sentences to be spoken;
/// `told` are the outputs from before, none at first.
pub fn news(told: &[Output], outputs: &[(usize, &Output)]) -> String {
    let troubles = outputs.iter().filter_map(|(cell, output)| {
        let trouble = output.trouble.as_ref()?;
        Some(trouble_sentence(*cell, trouble))
    });
    if let Some(sentence) = troubles.into_iter().next() {
        return sentence;
    }
    let mut text = "All cells ran.".to_owned();
    for ((cell, output), told) in outputs.iter().zip(told) {
        let mut sentences = String::new();
        for (position, figure) in output.figures.iter().enumerate() {
            let changes = changes(told.figures.get(position), figure);
            if changes.len() > LONGEST {
                sentences.push_str(" The figure is another.");
            } else if !changes.is_empty() {
                sentences.push(' ');
                sentences.push_str(&changes);
            }
        }
        if output.printed != told.printed {
            sentences.push_str(" It prints other lines.");
        }
        if !sentences.is_empty() {
            text.push_str(" Cell ");
            text.push_str(&cell.to_string());
            text.push(':');
            text.push_str(&sentences);
        }
    }
    text
}

/// Why a cell has no new output, in one sentence to be spoken.
fn trouble_sentence(cell: usize, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Error(error) => format!("Cell {cell}: {error}."),
        Trouble::Waits { name, .. } => format!("Cell {cell} waits for {name}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::error::{ErrorKind, PythonError};

    #[test]
    fn news_are_the_first_trouble_or_all_that_changed() {
        let printed = |text: &str| Output {
            printed: text.to_owned(),
            ..Output::default()
        };
        let (old, new) = (printed("a"), printed("b"));
        assert_eq!(news(&[], &[(1, &old)]), "All cells ran.");
        assert_eq!(
            news(&[old.clone(), old.clone()], &[(1, &old), (2, &new)]),
            "All cells ran. Cell 2: It prints other lines."
        );
        let error = PythonError {
            kind: ErrorKind::NameError,
            message: "name 'a' is not defined".to_owned(),
            suggestion: None,
            syntax: None,
            traceback: Vec::new(),
        };
        let failed = Output {
            trouble: Some(Trouble::Error(error)),
            ..printed("a")
        };
        assert_eq!(
            news(&[old.clone(), old], &[(1, &new), (2, &failed)]),
            "Cell 2: NameError: name 'a' is not defined."
        );
    }
}
