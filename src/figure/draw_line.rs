//! Drawing lines: dashed without a break at corners, and cut at the box.
//!
//! Knows nothing of markers, titles, ticks or legends.

use super::dashes::{dashes, pattern};
use super::geometry::{Point, Rectangle};
use super::palette::Palette;
use super::pen::{Drawn, Pen, Stroke, paint};
use super::{LineStyle, Series};
use plotters::prelude::DrawingBackend;

/// Draws the line of a series through `points`, if it has one. `point` is the length of
/// matplotlib's point.
pub fn draw_series_line<B: DrawingBackend>(
    series: &Series,
    points: &[Point],
    frame: &Rectangle,
    point: f64,
    palette: &Palette,
    pen: &mut Pen<B>,
) -> Drawn<B> {
    if series.line_style == LineStyle::None {
        return Ok(());
    }
    let alpha = series.alpha.unwrap_or(series.color.alpha);
    let stroke = Stroke {
        color: paint(palette.series(&series.color), alpha),
        width: series.line_width * point,
    };
    draw_line(points, series.line_style, &stroke, frame, pen)
}

/// Draws a line through `points`, interrupted where one is NaN, in pieces that lie within `frame`,
/// each dashed throughout.
pub fn draw_line<B: DrawingBackend>(
    points: &[Point],
    style: LineStyle,
    stroke: &Stroke,
    frame: &Rectangle,
    pen: &mut Pen<B>,
) -> Drawn<B> {
    let pattern = pattern(style);
    let mut piece: Vec<Point> = Vec::new();
    let mut draw = |piece: &mut Vec<Point>| {
        let drawn = dashes(piece, pattern, stroke.width, |dash| pen.line(dash, stroke));
        piece.clear();
        drawn
    };
    for pair in points.windows(2) {
        let Some((from, to)) = frame.clip(pair[0], pair[1]) else {
            draw(&mut piece)?;
            continue;
        };
        if piece.last() != Some(&from) {
            draw(&mut piece)?;
            piece.push(from);
        }
        piece.push(to);
    }
    draw(&mut piece)
}
