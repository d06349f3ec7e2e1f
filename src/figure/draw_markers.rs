//! Drawing the markers of one series, each cut at the box.
//!
//! A marker's parts are worked out once and moved to every point. Knows nothing of lines,
//! titles, ticks or legends.

use super::draw_line::draw_line;
use super::geometry::{Point, Rectangle};
use super::marker_shapes::{Shape, disc_outline, outset, shape};
use super::palette::Palette;
use super::pen::{Drawn, Pen, Stroke, paint};
use super::{LineStyle, Paint, Series};
use crate::numerics::gather::Gather;
use plotters::prelude::DrawingBackend;
use plotters_backend::BackendColor;

/// Draws the series' marker at each of `points` that is not NaN; what lies outside `frame` is
/// cut off. `point` is the length of matplotlib's point.
pub fn draw_markers<B: DrawingBackend>(
    series: &Series,
    points: &[Point],
    frame: &Rectangle,
    point: f64,
    palette: &Palette,
    pen: &mut Pen<B>,
) -> Drawn<B> {
    let Some(shape) = shape(series.marker) else {
        return Ok(());
    };
    let parts = Parts::of(series, &shape, point, palette);
    let mut scratch = Scratch::default();
    let mut seen = Seen::new(frame.grown(parts.reach), points.len());
    for &center in points {
        if seen.is_new(center) {
            parts.draw(center, frame, &mut scratch, pen)?;
        }
    }
    Ok(())
}

/// What one marker consists of, around the marked point, in design units.
struct Parts {
    /// A disc in one colour.
    disc: Option<(f64, BackendColor)>,
    inside: Option<(Vec<Point>, BackendColor)>,
    lines: Vec<Vec<Point>>,
    stroke: Option<Stroke>,
    /// No part is farther from the point in any direction.
    reach: f64,
}

/// Buffers that all markers of a series share.
#[derive(Default)]
struct Scratch {
    moved: Vec<Point>,
    cut: Vec<Point>,
}

impl Parts {
    fn of(series: &Series, shape: &Shape, point: f64, palette: &Palette) -> Parts {
        let color = |part: &Option<Paint>| {
            let own = match part {
                None => &series.color,
                Some(Paint::Color(color)) => color,
                Some(Paint::Nothing) => return None,
            };
            Some(paint(
                palette.series(own),
                series.alpha.unwrap_or(own.alpha),
            ))
        };
        let size = series.marker_size * point;
        let width = match shape {
            Shape::Pixel => 0.0,
            _ => series.marker_edge_width.max(0.0) * point,
        };
        let face = color(&series.marker_face);
        let edge = color(&series.marker_edge).filter(|_| width > 0.0);
        // Drawn as one shape, so that a translucent marker has one shade.
        let is_plain = series.marker_face == series.marker_edge;
        let grown = if is_plain { width / 2.0 } else { 0.0 };
        let stroke = edge.map(|color| Stroke { color, width });
        let outline = outline(shape, size);
        let disc = match shape {
            Shape::Disc(radius) => face
                .filter(|_| is_plain || stroke.is_none())
                .map(|color| (radius * size + grown, color)),
            _ => None,
        };
        let lines = match shape {
            Shape::Strokes(strokes) => strokes
                .iter()
                .map(|ends| ends.iter().map(|it| scaled(it, size)).gather())
                .gather(),
            _ if is_plain => Vec::new(),
            // Along the first side twice, so that the first corner is joined too.
            _ => vec![
                outline
                    .iter()
                    .chain(&outline)
                    .take(outline.len() + 2)
                    .copied()
                    .gather(),
            ],
        };
        Parts {
            disc,
            inside: face
                .filter(|_| !outline.is_empty())
                .map(|color| (outset(&outline, grown), color)),
            lines,
            stroke,
            reach: size + 2.0 * width + 1.0,
        }
    }

    fn draw<B: DrawingBackend>(
        &self,
        center: Point,
        frame: &Rectangle,
        scratch: &mut Scratch,
        pen: &mut Pen<B>,
    ) -> Drawn<B> {
        if let Some((radius, color)) = self.disc
            && frame.grown(-radius).holds(center)
        {
            return pen.fill_circle(center, radius, color);
        }
        let is_whole = frame.grown(-self.reach).holds(center);
        if let Some((corners, color)) = &self.inside {
            scratch.move_to(center, corners);
            if is_whole {
                pen.fill(&scratch.moved, *color)?;
            } else {
                frame.clip_polygon(&scratch.moved, &mut scratch.cut);
                pen.fill(&scratch.cut, *color)?;
            }
        }
        let Some(stroke) = &self.stroke else {
            return Ok(());
        };
        for line in &self.lines {
            scratch.move_to(center, line);
            if is_whole {
                pen.line(&scratch.moved, stroke)?;
            } else {
                draw_line(&scratch.moved, LineStyle::Solid, stroke, frame, pen)?;
            }
        }
        Ok(())
    }
}

impl Scratch {
    fn move_to(&mut self, center: Point, points: &[Point]) {
        self.moved.clear();
        self.moved.extend(points.iter().map(|it| Point {
            x: center.x + it.x,
            y: center.y + it.y,
        }));
    }
}

/// The closed outline of a shape of the given size; empty for strokes.
fn outline(shape: &Shape, size: f64) -> Vec<Point> {
    match shape {
        Shape::Disc(radius) => {
            let outline = disc_outline();
            outline.iter().map(|it| scaled(it, radius * size)).gather()
        }
        Shape::Area(corners) => corners.iter().map(|it| scaled(it, size)).gather(),
        Shape::Strokes(_) => Vec::new(),
        Shape::Pixel => {
            let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)];
            corners.map(|(x, y)| Point { x, y }).to_vec()
        }
    }
}

fn scaled(point: &Point, size: f64) -> Point {
    Point {
        x: point.x * size,
        y: point.y * size,
    }
}

/// Which places already bear a marker, so that a million points cost no more than what fills
/// the box.
struct Seen {
    area: Rectangle,
    /// A bit for each cell of half a design unit; empty where points are few.
    cells: Vec<u64>,
}

impl Seen {
    /// Fewer points than this are all drawn.
    const MANY: usize = 2000;

    fn new(area: Rectangle, points: usize) -> Seen {
        let cells = if points < Seen::MANY {
            0.0
        } else {
            4.0 * area.width().ceil() * (area.height().ceil() + 1.0)
        };
        Seen {
            cells: vec![0; (cells / 64.0).ceil() as usize],
            area,
        }
    }

    /// Whether `point` can be seen at all, and is the first of its cell; it counts from now on.
    fn is_new(&mut self, point: Point) -> bool {
        if !self.area.holds(point) {
            return false;
        }
        let across = 2.0 * self.area.width().ceil();
        let column = ((point.x - self.area.left) * 2.0).floor();
        let row = ((point.y - self.area.top) * 2.0).floor();
        let cell = (row * across + column) as usize;
        let Some(word) = self.cells.get_mut(cell / 64) else {
            return true;
        };
        let is_new = *word & 1 << (cell % 64) == 0;
        *word |= 1 << (cell % 64);
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rectangle = Rectangle {
        left: 10.0,
        top: 10.0,
        right: 20.0,
        bottom: 20.0,
    };

    #[test]
    fn many_markers_at_one_place_count_once() {
        let mut seen = Seen::new(FRAME, 5000);
        for (place, expected) in [(10.1, true), (10.2, false), (10.6, true), (10.6, false)] {
            let point = Point { x: place, y: 15.0 };
            assert_eq!(seen.is_new(point), expected, "{place}");
        }
        let corner = Point { x: 20.0, y: 20.0 };
        assert!(seen.is_new(corner) && !seen.is_new(corner));
    }

    #[test]
    fn few_markers_all_count_and_none_outside_does() {
        let mut seen = Seen::new(FRAME, 5);
        let inside = Point { x: 15.0, y: 15.0 };
        assert!(seen.is_new(inside) && seen.is_new(inside));
        assert!(!seen.is_new(Point { x: 9.0, y: 15.0 }));
        assert!(!seen.is_new(Point {
            x: f64::NAN,
            y: 15.0
        }));
    }
}
