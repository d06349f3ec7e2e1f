//! The page's cells are the lecture's, to the letter.

use vanishing_gradients::notebook::Cell;

const PAGE: &str = include_str!("../index.html");
const CELLS: &str = include_str!("reference/cells.py");

/// The text between `start` and `end`, and what comes after.
fn between<'text>(text: &'text str, start: &str, end: &str) -> Option<(&'text str, &'text str)> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end)
}

/// The source of a cell: its fixed parts and blanks in order, a newline after each blank.
fn source(mut article: &str) -> String {
    let mut source = String::new();
    loop {
        let fixed = article.find("<pre class=\"fixed\" data-fixed>");
        let blank = article.find("<textarea ");
        let part = match (fixed, blank) {
            (Some(fixed), blank) if blank.is_none_or(|blank| fixed < blank) => {
                between(article, "data-fixed>", "</pre>")
            }
            (_, Some(blank)) => between(&article[blank..], ">", "</textarea>"),
            _ => return source,
        };
        let (text, rest) = part.expect("a part of a cell is closed");
        assert!(!text.contains('&'), "no part needs an entity: {text}");
        source.push_str(text);
        if !text.ends_with('\n') {
            source.push('\n');
        }
        article = rest;
    }
}

#[test]
fn cells_carry_the_lectures_statements() {
    let on_page: Vec<String> = PAGE
        .split("<article class=\"cell\"")
        .skip(1)
        .filter_map(|article| article.split("</article>").next())
        .map(source)
        .collect();
    let in_lecture: Vec<String> = Cell::lesson(CELLS).iter().map(Cell::source).collect();
    assert_eq!(on_page.len(), 5);
    assert_eq!(on_page, in_lecture);
}

#[test]
fn nothing_comes_from_another_host() {
    for attribute in ["src=\"", "href=\""] {
        for address in PAGE.split(attribute).skip(1) {
            let address = address.split('"').next().unwrap_or("");
            let is_local = !address.contains("://") && !address.starts_with("//");
            assert!(is_local || address.starts_with("data:"), "{address}");
        }
    }
}
