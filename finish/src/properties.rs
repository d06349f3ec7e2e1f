//! The style sheets' custom properties, by short names: readers of the source have the long ones.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

const START: &str = "--";
const STYLE: &str = "<style";
const STYLE_END: &str = "</style>";

/// The page with short names in its styles; those in files of `folder` get the same ones.
pub fn shortened(folder: &Path, page: &str) -> Result<String, Box<dyn Error>> {
    let mut sheets = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            sheets.push((fs::read_to_string(&path)?, path));
        }
    }
    let mut names = BTreeMap::new();
    let texts = styles(page).chain(sheets.iter().map(|(text, _)| text.as_str()));
    for name in texts.flat_map(names_in) {
        let next = short(names.len());
        names.entry(name.to_owned()).or_insert(next);
    }
    for (text, path) in &sheets {
        fs::write(path, renamed(text, &names))?;
    }
    let mut result = String::new();
    let mut rest = page;
    while let Some(start) = rest.find(STYLE) {
        let end = rest[start..].find(STYLE_END).unwrap_or(rest.len() - start);
        let (before, after) = rest.split_at(start);
        let (style, after) = after.split_at(end);
        result.push_str(before);
        result.push_str(&renamed(style, &names));
        rest = after;
    }
    Ok(result + rest)
}

/// The style sheets in a page.
fn styles(page: &str) -> impl Iterator<Item = &str> {
    let pieces = page.split(STYLE).skip(1);
    pieces.filter_map(|piece| piece.split(STYLE_END).next())
}

/// The name that a text begins with, without its two signs.
fn name_at(text: &str) -> &str {
    let is_part = |character: char| character == '-' || character.is_ascii_alphanumeric();
    &text[..text.find(|it| !is_part(it)).unwrap_or(text.len())]
}

fn names_in(style: &str) -> impl Iterator<Item = &str> {
    style.split(START).skip(1).map(name_at)
}

fn renamed(style: &str, names: &BTreeMap<String, String>) -> String {
    let mut pieces = style.split(START);
    let mut result = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let name = name_at(piece);
        let short = names.get(name).map_or(name, String::as_str);
        result.push_str(START);
        result.push_str(short);
        result.push_str(&piece[name.len()..]);
    }
    result
}

/// `a` to `z`, then `aa`, `ab` and so on.
fn short(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        rest => short(rest - 1) + &letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_short_and_the_same_everywhere() {
        let folder = std::env::temp_dir().join(format!("properties-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("live.css"), "a{color:var(--ink)}").expect("a style");
        let page = "<style>:root{--page:#fff;--ink:red}</style><p>--ink</p>";
        let page = shortened(&folder, page).expect("a page");
        let style = fs::read_to_string(folder.join("live.css")).expect("the style");
        fs::remove_dir_all(&folder).expect("the folder");
        assert_eq!(page, "<style>:root{--a:#fff;--b:red}</style><p>--ink</p>");
        assert_eq!(style, "a{color:var(--b)}");
    }

    #[test]
    fn there_are_as_many_names_as_it_takes() {
        assert_eq!([0, 25, 26, 27].map(short), ["a", "z", "aa", "ab"]);
    }
}
