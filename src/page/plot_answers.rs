//! What `plot.js` and `sound.js` ask the program: to read figures, to list them, to hear them.
//!
//! A point is two numbers: which curve of the figure, and which of its points. What is more than
//! numbers comes as lines of fields, parted by tabs; places are in hundredths of the figure's width
//! and height.

use super::live::{self, Page};
use super::table_html::table_html;
use crate::figure::Figure;
use crate::figure::description::number;
use crate::figure::geometry::Point;
use crate::figure::readout::{self, Mark, Move, Place, Spot};
use crate::figure::table::tables;
use crate::figure::tones::{self, Tone};
use crate::numerics::gather::Gather;
use crate::numerics::number_text::general;
use wasm_bindgen::prelude::wasm_bindgen;

/// Numbers on a figure, by the question.
///
/// A point is answered by its curve and its place there, or by nothing if there is none:
/// - 0: the one that is meant by a place, `one` and `two` in parts of the figure's width and height;
/// - 1: the one that is `by` points on from point `two` of curve `one`;
/// - 2: the same, `by` curves on;
/// - 3 and 4: the highest and the lowest one of curve `one`.
///
/// A tone is answered by its hertz, its side and the place of its point:
/// - 5: those of curve `one`;
/// - 6: that of its point `two`.
#[wasm_bindgen]
pub fn figure_numbers(
    cell: usize,
    figure: usize,
    question: u32,
    one: f64,
    two: f64,
    by: i32,
) -> Vec<f64> {
    let mut numbers = Vec::new();
    with_figure(cell, figure, &mut |page, figure| {
        numbers = numbers_on(page, figure, question, (one, two), by)?;
        Some(())
    });
    numbers
}

/// What stands on a figure, by the question:
/// - 0: all there is to show and to say of a point, as [`reading`] has it;
/// - 1: the names of its curves, one a line;
/// - 2: its data as tables, in HTML.
#[wasm_bindgen]
pub fn figure_text(
    cell: usize,
    figure: usize,
    question: u32,
    curve: usize,
    index: usize,
) -> String {
    let mut text = String::new();
    with_figure(cell, figure, &mut |page, it| {
        text = match question {
            0 => reading(page, (cell, figure), it, Place { curve, index })?,
            1 => readout::curve_names(it).join("\n"),
            _ => tables(it).iter().map(table_html).gather().concat(),
        };
        Some(())
    });
    text
}

/// Kept out of the export, which stands in the program's first file.
#[inline(never)]
fn numbers_on(
    page: &Page,
    figure: &Figure,
    question: u32,
    (one, two): (f64, f64),
    by: i32,
) -> Option<Vec<f64>> {
    // `as` saturates, and what is not there is answered by nothing.
    let place = Place {
        curve: one as usize,
        index: two as usize,
    };
    let way = match question {
        0 => {
            let width = page.surface.as_ref()?.design_width();
            let at = Point { x: one, y: two };
            return Some(numbers(readout::nearest(figure, width, at)));
        }
        1 => Move::Along(by),
        2 => Move::Across(by),
        3 => Move::Highest,
        4 => Move::Lowest,
        5 => return Some(tone_numbers(&tones::tones(figure, place.curve))),
        _ => return Some(tone_numbers(tones::tone(figure, place).as_slice())),
    };
    Some(numbers(readout::moved(figure, place, way)))
}

fn numbers(place: Option<Place>) -> Vec<f64> {
    match place {
        Some(Place { curve, index }) => vec![curve as f64, index as f64],
        None => Vec::new(),
    }
}

fn tone_numbers(tones: &[Tone]) -> Vec<f64> {
    let mut numbers = Vec::new();
    for tone in tones {
        numbers.extend([tone.frequency, tone.side, tone.index as f64]);
    }
    numbers
}

/// A line with the sentences on a point and on all curves there, and the name and the value of x;
/// then the figures that have this x, its own first. Each begins with a line of its cell and its
/// place there; then come its marks: where each is and where its axes begin and end, its colour,
/// its name and value, and whether it is the point itself.
#[inline(never)]
fn reading(page: &Page, own: (usize, usize), figure: &Figure, place: Place) -> Option<String> {
    let mut text = String::new();
    let spot = readout::spot(figure, place)?;
    let sentence = readout::sentence(figure, place)?;
    let marks = marks_of(page, figure, &spot, Some(place))?;
    let all = readout::sentence_of_all(&spot, &marks);
    let name = readout::x_name(&spot.label);
    write(&[&sentence, &all, &name, &number(spot.x)], &mut text);
    write_marks(own, &marks, &mut text);
    for view in &page.cells {
        let figures = &page.notebook.output(view.number)?.figures;
        for (index, other) in figures.iter().enumerate() {
            if (view.number, index) != own {
                let marks = marks_of(page, other, &spot, None)?;
                write_marks((view.number, index), &marks, &mut text);
            }
        }
    }
    Some(text)
}

fn marks_of(page: &Page, figure: &Figure, spot: &Spot, chosen: Option<Place>) -> Option<Vec<Mark>> {
    let surface = page.surface.as_ref()?;
    let width = surface.design_width();
    let palette = &surface.palette;
    Some(readout::marks(figure, width, palette, spot, chosen))
}

fn write_marks((cell, figure): (usize, usize), marks: &[Mark], text: &mut String) {
    if marks.is_empty() {
        return;
    }
    write(&[&cell.to_string(), &figure.to_string()], text);
    let hundredths = |part: f64| general(part * 100.0, 6, false);
    for mark in marks {
        let (red, green, blue) = mark.color;
        let shade = |part: u8| part.to_string();
        let color = [
            "rgb(",
            &shade(red),
            " ",
            &shade(green),
            " ",
            &shade(blue),
            ")",
        ]
        .concat();
        let frame = &mark.frame;
        let places = [
            mark.at.x,
            mark.at.y,
            frame.left,
            frame.top,
            frame.right,
            frame.bottom,
        ];
        let places: Vec<String> = places.into_iter().map(hundredths).gather();
        let is_chosen = if mark.is_chosen { "1" } else { "" };
        let places = places.join("\t");
        write(
            &[&places, &color, &mark.name, &number(mark.y), is_chosen],
            text,
        );
    }
}

fn write(fields: &[&str], text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&fields.join("\t"));
}

/// Lets a question look at one figure and at the page around it.
fn with_figure(cell: usize, figure: usize, question: &mut dyn FnMut(&Page, &Figure) -> Option<()>) {
    live::with(&mut |page| {
        let page = &*page;
        let output = page.notebook.output(cell);
        if let Some(figure) = output.and_then(|output| output.figures.get(figure)) {
            question(page, figure);
        }
        Ok(())
    });
}
