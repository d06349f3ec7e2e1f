//! The data of figures as HTML.
//!
//! Knows nothing of the browser, nor of where the numbers come from.

use super::paint::escape;
use crate::figure::table::Table;

/// A table with its caption and its heads, and a sentence on what is left out.
pub fn table_html(table: &Table) -> String {
    let mut html = String::from("<table><caption>");
    escape(&table.caption, &mut html);
    html.push_str("</caption><thead><tr>");
    for head in &table.heads {
        cell("<th scope=\"col\">", head, &mut html);
    }
    html.push_str("</thead><tbody>");
    for row in &table.rows {
        html.push_str("<tr>");
        for (column, number) in row.iter().enumerate() {
            let tag = match column {
                0 => "<th scope=\"row\">",
                _ => "<td>",
            };
            cell(tag, number, &mut html);
        }
    }
    html.push_str("</table>");
    if table.left_out > 0 {
        html.push_str("<p>More rows, not shown: ");
        html.push_str(&table.left_out.to_string());
        html.push_str("</p>");
    }
    html
}

/// HTML ends a cell of a table where the next one begins.
fn cell(tag: &str, text: &str, html: &mut String) {
    html.push_str(tag);
    escape(text, html);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_below_the_names_of_their_curves() {
        let table = Table {
            caption: "a < b".into(),
            heads: vec!["x".into(), "<y>".into()],
            rows: vec![vec!["0.5".into(), "nan".into()]],
            left_out: 3,
        };
        assert_eq!(
            table_html(&table),
            "<table><caption>a &lt; b</caption><thead><tr><th scope=\"col\">x\
             <th scope=\"col\">&lt;y&gt;</thead><tbody><tr><th scope=\"row\">0.5<td>nan\
             </table><p>More rows, not shown: 3</p>"
        );
    }
}
