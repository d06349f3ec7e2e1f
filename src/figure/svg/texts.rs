//! Writes texts as short as they can be: what neighbours have in common is said once.
//!
//! Knows nothing of what the texts say.

const START: &str = "<text ";
const END: &str = "</text>\n";
/// What stands between the place of a text and how it looks.
const LOOK: &str = " text-anchor=";
const TURN: &str = " transform=";

/// The body of an SVG with texts of one look in groups; `ink` is an attribute that the whole has.
pub(super) fn joined(body: &str, ink: &str) -> String {
    let mut result = String::new();
    let mut group = String::new();
    let mut rest = body;
    while let Some((before, text)) = rest.split_once(START) {
        let Some((text, after)) = text.split_once(END) else {
            break;
        };
        let (attributes, content) = text.split_once('>').unwrap_or((text, ""));
        let (place, look) = attributes.split_at(attributes.find(LOOK).unwrap_or(0));
        let (look, turn) = look.split_at(look.find(TURN).unwrap_or(look.len()));
        if !before.is_empty() || look != group {
            close(&mut result, &mut group);
            result.push_str(&format!("{before}<g{}>", look.replace(ink, "")));
            group.push_str(look);
        }
        result.push_str(&format!("{START}{place}{turn}>{}</text>", content.trim()));
        rest = after;
    }
    close(&mut result, &mut group);
    result + rest
}

fn close(result: &mut String, group: &mut String) {
    if !group.is_empty() {
        result.push_str("</g>\n");
        group.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_one_look_share_a_group() {
        let text =
            |x, look| format!("<text x=\"{x}\" text-anchor=\"{look}\" fill=\"a\">\n{x}\n</text>\n");
        let turned =
            "<text x=\"3\" text-anchor=\"end\" fill=\"a\" transform=\"rotate(9)\">\n3\n</text>\n";
        let body = format!(
            "<a/>\n{}{}{}{turned}<b/>\n",
            text(0, "start"),
            text(1, "end"),
            text(2, "end")
        );
        let expected = "<a/>\n<g text-anchor=\"start\"><text x=\"0\">0</text></g>\n\
            <g text-anchor=\"end\"><text x=\"1\">1</text><text x=\"2\">2</text>\
            <text x=\"3\" transform=\"rotate(9)\">3</text></g>\n<b/>\n";
        assert_eq!(joined(&body, " fill=\"a\""), expected);
        assert_eq!(joined("<a/>", " "), "<a/>");
    }
}
