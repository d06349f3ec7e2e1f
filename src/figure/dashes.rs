//! matplotlib's dash patterns, laid along a line without starting anew at its corners.
//!
//! Knows nothing of colours or of any backend.

use super::LineStyle;
use super::geometry::Point;

/// A line of more dashes than this is drawn through: nobody could tell them apart.
const MOST_DASHES: f64 = 20_000.0;

/// The lengths of dashes and gaps in turn, in line widths (`lines.*_pattern`); none for a line
/// that is drawn through.
pub fn pattern(style: LineStyle) -> &'static [f64] {
    match style {
        LineStyle::Solid | LineStyle::None => &[],
        LineStyle::Dashed => &[3.7, 1.6],
        LineStyle::DashDot => &[6.4, 1.6, 1.0, 1.6],
        LineStyle::Dotted => &[1.0, 1.65],
    }
}

/// Calls `draw` with each dash of the line through `points`; with the whole line where the
/// pattern is empty. `unit` is the length of the pattern's 1.
pub fn dashes<E>(
    points: &[Point],
    pattern: &[f64],
    unit: f64,
    mut draw: impl FnMut(&[Point]) -> Result<(), E>,
) -> Result<(), E> {
    let period = pattern.iter().sum::<f64>() * unit;
    let length: f64 = points
        .windows(2)
        .map(|pair| distance(pair[0], pair[1]))
        .sum();
    let dash_count = length / period * pattern.len() as f64 / 2.0;
    // The count is NaN or infinite where the pattern is empty.
    if length == 0.0 || unit <= 0.0 || !(0.0..=MOST_DASHES).contains(&dash_count) {
        return draw(points);
    }
    let mut lengths = pattern.iter().map(|part| part * unit).cycle();
    let mut left = lengths.next().unwrap_or(length);
    let mut is_dash = true;
    let mut dash = Vec::from_iter(points.first().copied());
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        let mut rest = distance(from, to);
        while rest > left {
            let part = left / rest;
            from = Point {
                x: from.x + part * (to.x - from.x),
                y: from.y + part * (to.y - from.y),
            };
            rest -= left;
            if is_dash {
                dash.push(from);
                draw(&dash)?;
            }
            dash.clear();
            is_dash = !is_dash;
            if is_dash {
                dash.push(from);
            }
            left = lengths.next().unwrap_or(length);
        }
        left -= rest;
        if is_dash {
            dash.push(to);
        }
    }
    if is_dash { draw(&dash) } else { Ok(()) }
}

fn distance(from: Point, to: Point) -> f64 {
    libm::hypot(to.x - from.x, to.y - from.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(points: &[(f64, f64)], pattern: &[f64], expected: &[&[(f64, f64)]]) {
        let points: Vec<Point> = points.iter().map(|&(x, y)| Point { x, y }).collect();
        let mut found: Vec<Vec<(f64, f64)>> = Vec::new();
        let drawn: Result<(), ()> = dashes(&points, pattern, 1.0, |dash| {
            found.push(dash.iter().map(|point| (point.x, point.y)).collect());
            Ok(())
        });
        assert_eq!(drawn, Ok(()));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_without_a_pattern_is_drawn_through() {
        let line = [(0.0, 0.0), (5.0, 0.0)];
        check(&line, &[], &[&line]);
    }

    #[test]
    fn dashes_go_on_around_corners() {
        check(
            &[(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)],
            &[3.0, 1.0],
            &[
                &[(0.0, 0.0), (3.0, 0.0)],
                &[(4.0, 0.0), (5.0, 0.0), (5.0, 2.0)],
                &[(5.0, 3.0), (5.0, 5.0)],
            ],
        );
    }

    #[test]
    fn more_dashes_than_can_be_seen_are_a_line() {
        let line = [(0.0, 0.0), (1e6, 0.0)];
        check(&line, &[3.0, 1.0], &[&line]);
    }
}
