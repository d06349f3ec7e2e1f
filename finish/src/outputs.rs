//! The outputs of the lesson's cells, in the page before its program is there.
//!
//! The same code computes them natively, so they are what the program will show in their place.

use std::error::Error;

use lol_html::html_content::ContentType;
use lol_html::{ElementContentHandlers, RewriteStrSettings, Selector, element, rewrite_str};
use std::borrow::Cow;
use vanishing_gradients::figure::Figure;
use vanishing_gradients::figure::description::description;
use vanishing_gradients::figure::layout::DesignWidth;
use vanishing_gradients::figure::palette::Palette;
use vanishing_gradients::figure::svg::svg;
use vanishing_gradients::notebook::{Cell, Notebook, Output, Part};

type Handler<'handlers> = (Cow<'handlers, Selector>, ElementContentHandlers<'handlers>);

/// The page with what each cell prints, its figures as SVG, one for each design width, and room
/// for the texts of its blanks.
pub fn written(page: &str, lesson: &str) -> Result<String, Box<dyn Error>> {
    let mut notebook = Notebook::new(Cell::lesson(lesson));
    notebook.run();
    let mut handlers = Vec::new();
    for cell in notebook.cells() {
        let output = notebook
            .output(cell.number)
            .ok_or("a cell gave no output")?;
        if let Some(trouble) = &output.trouble {
            return Err(format!("cell {} fails: {trouble:?}", cell.number).into());
        }
        handlers.extend(write_output(cell.number, output));
        handlers.push(make_room(cell));
    }
    let settings = handlers.into_iter().fold(
        RewriteStrSettings::new(),
        RewriteStrSettings::append_element_content_handler,
    );
    Ok(rewrite_str(page, settings)?)
}

/// Puts the text of each blank also behind its field, where the program will paint it: unseen, it
/// makes room for the field's text in every browser.
fn make_room(cell: &Cell) -> Handler<'_> {
    let mut parts = cell.parts().iter();
    element!(
        format!("[data-cell='{}'] .blank .paint", cell.number),
        move |place| {
            let text = parts.find_map(|part| match part {
                Part::Blank { text, .. } => Some(text),
                Part::Fixed(_) => None,
            });
            let text = text.ok_or("the page has more blanks than the cell")?;
            place.set_inner_content(text, ContentType::Text);
            Ok(())
        }
    )
}

fn write_output(cell: usize, output: &Output) -> Vec<Handler<'_>> {
    let printed = element!(format!("[data-cell='{cell}'] [data-stdout]"), |place| {
        // HTML drops one newline at the start of a `pre`.
        place.set_inner_content(&format!("\n{}", output.printed), ContentType::Text);
        Ok(())
    });
    let mut figures = output.figures.iter();
    let drawn = element!(
        format!("[data-cell='{cell}'] [data-figure]"),
        move |place| {
            let figure = figures
                .next()
                .ok_or("the page has more figures than the cell")?;
            place.prepend(&drawings(cell, figure), ContentType::Html);
            Ok(())
        }
    );
    let described = element!(format!("[data-cell='{cell}'] [data-words]"), |place| {
        let words = output.figures.iter().map(description);
        let words: Vec<String> = words.collect();
        place.set_inner_content(&words.join("\n"), ContentType::Text);
        Ok(())
    });
    vec![printed, drawn, described]
}

/// A figure in the page's colours, wide and narrow; the style sheet shows one of them. The words
/// below it describe it.
fn drawings(cell: usize, figure: &Figure) -> String {
    let drawing = |class: &str, width| {
        let text = svg(figure, width, &Palette::light());
        let start = text.find(" viewBox").unwrap_or(0);
        format!(
            "<svg class=\"{class}\" role=\"img\" aria-labelledby=\"words-{cell}\"{}",
            &text[start..]
        )
    };
    drawing("wide", DesignWidth::Wide) + &drawing("narrow", DesignWidth::Narrow)
}
