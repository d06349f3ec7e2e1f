//! Every name by which the program finds its way in `index.html`, in one table.
//!
//! Knows nothing of what stands behind the names.

/// Selectors, as `querySelector` takes them.
pub mod selector {
    /// The lesson; its width is watched.
    pub const LESSON: &str = "#lesson";
    /// One cell; the attribute's value is its number, from 1.
    pub const CELL: &str = "[data-cell]";
    /// The code of a cell: fixed parts and blanks in turn.
    pub const CODE: &str = "[data-code]";
    /// The pieces of a cell's source, in order.
    pub const PART: &str = "[data-fixed], .blank";
    /// The text field of a blank; the attribute's value is its number, from 1.
    pub const BLANK: &str = "textarea[data-blank]";
    /// What a text field stands in, together with its painted text.
    pub const EDITOR: &str = ".editor";
    /// The painted text behind a text field.
    pub const PAINT: &str = ".paint";
    /// What is copied into a cell that is edited whole.
    pub const WHOLE_TEMPLATE: &str = "#whole-template";
    /// The block in the code of a cell that is edited whole.
    pub const WHOLE: &str = ".whole";
    /// Its text field.
    pub const SOURCE: &str = "textarea[data-source]";
    /// Its label.
    pub const LABEL: &str = "label";

    /// Says that a cell is edited.
    pub const EDITED_MARK: &str = "[data-edited]";
    /// The buttons of a cell: back to the lesson's text, and back from there.
    pub const RESET: &str = "[data-reset]";
    /// Takes back the last change.
    pub const UNDO: &str = "[data-undo]";
    /// Opens all lines of a cell.
    pub const EDIT_WHOLE: &str = "[data-edit]";
    /// Returns from all lines to the blanks.
    pub const DONE: &str = "[data-done]";

    /// What a cell printed.
    pub const PRINTED: &str = "[data-stdout]";
    /// Says how many printed lines are not shown.
    pub const MORE: &str = "[data-more]";
    /// The number in that sentence.
    pub const MORE_COUNT: &str = "[data-more-count]";
    /// The value of a cell's last expression.
    pub const VALUE: &str = "[data-value]";
    /// What Python warned of.
    pub const WARNINGS: &str = "[data-warning]";
    /// What stopped a cell.
    pub const ERROR: &str = "[data-error]";
    /// Where a cell's figures stand.
    pub const FIGURES: &str = "[data-figures]";
    /// One figure.
    pub const FIGURE: &str = "[data-figure]";
    /// Where a live figure is drawn.
    pub const CANVAS: &str = "canvas";

    /// Wears the figures' colours, so that the program can read them.
    pub const PALETTE: &str = "#palette";
    /// The button that changes between light and dark.
    pub const THEME: &str = "#theme";

    /// All of the above that stand in the page from the start.
    #[cfg(test)]
    pub const ALL: &[&str] = &[
        LESSON,
        CELL,
        CODE,
        PART,
        BLANK,
        EDITOR,
        PAINT,
        WHOLE_TEMPLATE,
        WHOLE,
        SOURCE,
        LABEL,
        EDITED_MARK,
        RESET,
        UNDO,
        EDIT_WHOLE,
        DONE,
        PRINTED,
        MORE,
        MORE_COUNT,
        VALUE,
        WARNINGS,
        ERROR,
        FIGURES,
        FIGURE,
        CANVAS,
        PALETTE,
        THEME,
    ];
}

/// Attributes that the program reads or writes.
pub mod attribute {
    /// On `<html>`: `static`, `live` or `failed`.
    pub const STATE: &str = "data-state";
    /// On `<html>`: how many runs were shown.
    pub const RUNS: &str = "data-runs";
    /// On `<html>`: `light` or `dark`, or absent to follow the system.
    pub const THEME: &str = "data-theme";
    /// On `<html>`, set by a test: the next run stops in its middle, as on a fault.
    pub const TRAP: &str = "data-trap";
    /// On `<html>`: of the edits that were kept, some could not be read.
    pub const PARTIAL: &str = "data-partial";
    pub const CELL: &str = "data-cell";
    pub const BLANK: &str = "data-blank";
    /// On a fixed part whose text was edited: the lesson's own text.
    pub const ORIGINAL: &str = "data-original";
    /// On a cell that is edited whole.
    pub const WHOLE: &str = "data-whole";
    /// On a cell edited whole that lacks a marker line.
    pub const UNMARKED: &str = "data-unmarked";
    /// On a cell that had an error while being edited.
    pub const ROOMY: &str = "data-roomy";
    /// On a figure whose canvas shows it, instead of the drawings that the page came with.
    pub const DRAWN: &str = "data-drawn";
    /// On a figure from before an error.
    pub const OLD: &str = "data-old";
}

#[cfg(test)]
mod tests {
    use super::selector;

    const PAGE: &str = include_str!("../../index.html");

    /// Whether some tag of the page carries what a simple selector asks for.
    fn stands_in_the_page(selector: &str) -> bool {
        let wanted = |tag: &str| {
            if let Some(id) = selector.strip_prefix('#') {
                tag.contains(&format!("id=\"{id}\""))
            } else if let Some(class) = selector.strip_prefix('.') {
                tag.split("class=\"")
                    .nth(1)
                    .and_then(|rest| rest.split('"').next())
                    .is_some_and(|classes| classes.split(' ').any(|each| each == class))
            } else {
                let (element, attribute) = selector.split_once('[').unwrap_or((selector, "]"));
                let attribute = attribute.trim_end_matches(']');
                tag.starts_with(element)
                    && tag
                        .split([' ', '='])
                        .any(|word| attribute.is_empty() || word.trim_end() == attribute)
            }
        };
        PAGE.split('<')
            .skip(1)
            .any(|tag| wanted(tag.split('>').next().unwrap_or("")))
    }

    #[test]
    fn every_name_stands_in_the_page() {
        for selector in selector::ALL.iter().flat_map(|list| list.split(", ")) {
            assert!(stands_in_the_page(selector), "{selector}");
        }
        assert!(!stands_in_the_page("[data-nowhere]"));
    }
}
