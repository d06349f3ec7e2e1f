//! The outlines of matplotlib's markers.
//!
//! Shapes are in units of the marker size, y downwards, around the marked point. Knows nothing
//! of colours or of any backend.

use super::Marker;
use super::geometry::Point;
use crate::numerics::gather::Gather;

/// What a marker is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A disc of this radius.
    Disc(f64),
    /// A closed outline with an inside.
    Area(Vec<Point>),
    /// Strokes without an inside.
    Strokes(Vec<[Point; 2]>),
    /// One design unit, whatever the size.
    Pixel,
}

/// The shape of a marker; `None` for no marker.
pub fn shape(marker: Marker) -> Option<Shape> {
    Some(match marker {
        Marker::None => return None,
        Marker::Point => Shape::Disc(0.25),
        Marker::Pixel => Shape::Pixel,
        Marker::Circle => Shape::Disc(0.5),
        Marker::TriangleUp => area(&[(0.0, -0.5), (0.5, 0.5), (-0.5, 0.5)]),
        Marker::TriangleDown => area(&[(0.0, 0.5), (-0.5, -0.5), (0.5, -0.5)]),
        Marker::TriangleLeft => area(&[(-0.5, 0.0), (0.5, -0.5), (0.5, 0.5)]),
        Marker::TriangleRight => area(&[(0.5, 0.0), (-0.5, 0.5), (-0.5, -0.5)]),
        Marker::Square => area(&[(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]),
        Marker::Diamond => diamond(1.0),
        Marker::ThinDiamond => diamond(0.6),
        Marker::Pentagon => regular(5, 0.0, 0.5),
        Marker::Hexagon => regular(6, 0.0, 0.5),
        Marker::FlatHexagon => regular(6, 0.5, 0.5),
        Marker::Octagon => regular(8, 0.5, 0.5),
        Marker::Star => regular(10, 0.0, 0.5 * INNER_STAR),
        Marker::FilledPlus => area(&FILLED_PLUS),
        Marker::FilledCross => area(&FILLED_CROSS),
        Marker::Plus => across(&[(0.5, 0.0), (0.0, 0.5)]),
        Marker::Cross => across(&[(0.5, 0.5), (0.5, -0.5)]),
        Marker::VerticalLine => across(&[(0.0, 0.5)]),
        Marker::HorizontalLine => across(&[(0.5, 0.0)]),
        Marker::TripodDown => tripod(|(x, y)| (x, y)),
        Marker::TripodUp => tripod(|(x, y)| (x, -y)),
        Marker::TripodLeft => tripod(|(x, y)| (-y, x)),
        Marker::TripodRight => tripod(|(x, y)| (y, x)),
    })
}

/// The radius of a star's inner corners, where that of the outer ones is 1.
const INNER_STAR: f64 = 0.381966;

const SIXTH: f64 = 1.0 / 6.0;

const FILLED_PLUS: [(f64, f64); 12] = [
    (-SIXTH, -0.5),
    (SIXTH, -0.5),
    (SIXTH, -SIXTH),
    (0.5, -SIXTH),
    (0.5, SIXTH),
    (SIXTH, SIXTH),
    (SIXTH, 0.5),
    (-SIXTH, 0.5),
    (-SIXTH, SIXTH),
    (-0.5, SIXTH),
    (-0.5, -SIXTH),
    (-SIXTH, -SIXTH),
];

const FILLED_CROSS: [(f64, f64); 12] = [
    (-0.25, -0.5),
    (0.0, -0.25),
    (0.25, -0.5),
    (0.5, -0.25),
    (0.25, 0.0),
    (0.5, 0.25),
    (0.25, 0.5),
    (0.0, 0.25),
    (-0.25, 0.5),
    (-0.5, 0.25),
    (-0.25, 0.0),
    (-0.5, -0.25),
];

fn point((x, y): (f64, f64)) -> Point {
    Point { x, y }
}

fn area(corners: &[(f64, f64)]) -> Shape {
    Shape::Area(corners.iter().copied().map(point).gather())
}

/// Strokes through the centre, each from its end to the opposite one.
fn across(ends: &[(f64, f64)]) -> Shape {
    let stroke = |&(x, y): &(f64, f64)| [point((x, y)), point((-x, -y))];
    Shape::Strokes(ends.iter().map(stroke).gather())
}

/// A square on its corner, made narrower.
fn diamond(width: f64) -> Shape {
    let half = std::f64::consts::FRAC_1_SQRT_2;
    let across = half * width;
    area(&[(0.0, -half), (across, 0.0), (0.0, half), (-across, 0.0)])
}

/// A regular polygon on a circle of radius 0.5 with its first corner on top, turned by the part
/// `turn` of a side. Every other corner has the radius `odd_radius`, which makes stars.
fn regular(corners: usize, turn: f64, odd_radius: f64) -> Shape {
    let corner = |index: usize| {
        let angle = std::f64::consts::TAU * (index as f64 + turn) / corners as f64;
        let radius = if index.is_multiple_of(2) {
            0.5
        } else {
            odd_radius
        };
        point((radius * libm::sin(angle), -radius * libm::cos(angle)))
    };
    Shape::Area((0..corners).map(corner).gather())
}

/// The outline of a disc of radius 1, with so many corners that none is seen.
pub fn disc_outline() -> Vec<Point> {
    let corner = |index: usize| {
        let angle = std::f64::consts::TAU * index as f64 / 32.0;
        point((libm::cos(angle), libm::sin(angle)))
    };
    (0..32).map(corner).gather()
}

/// Three strokes from the centre, down before they are `turned`.
fn tripod(turned: fn((f64, f64)) -> (f64, f64)) -> Shape {
    let ends = [(0.0, 0.5), (0.4, -0.25), (-0.4, -0.25)];
    let stroke = |end| [point((0.0, 0.0)), point(turned(end))];
    Shape::Strokes(ends.into_iter().map(stroke).gather())
}

/// A closed outline moved outwards by `distance`, its corners kept sharp: what a stroke of twice
/// that width along the outline covers together with the inside.
pub fn outset(outline: &[Point], distance: f64) -> Vec<Point> {
    let count = outline.len();
    // Twice the area, whose sign tells which way round the corners go.
    let area: f64 = (0..count)
        .map(|index| {
            let (here, next) = (outline[index], outline[(index + 1) % count]);
            here.x * next.y - next.x * here.y
        })
        .sum();
    let distance = distance.copysign(area);
    let moved = |index: usize| {
        let before = direction(outline[(index + count - 1) % count], outline[index]);
        let after = direction(outline[index], outline[(index + 1) % count]);
        // Along the bisector of both sides' normals, until both sides are `distance` away.
        let reach = distance / (1.0 + before.x * after.x + before.y * after.y).max(0.2);
        point((
            outline[index].x + reach * (before.y + after.y),
            outline[index].y - reach * (before.x + after.x),
        ))
    };
    (0..count).map(moved).gather()
}

/// From one point to another, of length 1.
fn direction(from: Point, to: Point) -> Point {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = libm::hypot(x, y).max(f64::MIN_POSITIVE);
    Point {
        x: x / length,
        y: y / length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_grows_on_all_sides() {
        let Some(Shape::Area(square)) = shape(Marker::Square) else {
            panic!("a square has an inside");
        };
        let backwards: Vec<Point> = square.iter().rev().copied().collect();
        for corners in [square, backwards] {
            for corner in outset(&corners, 0.25) {
                assert_eq!((corner.x.abs(), corner.y.abs()), (0.75, 0.75));
            }
        }
    }

    #[test]
    fn stars_alternate_between_two_radii() {
        let Some(Shape::Area(star)) = shape(Marker::Star) else {
            panic!("a star has an inside");
        };
        let radius = |corner: &Point| libm::hypot(corner.x, corner.y);
        assert!((radius(&star[0]) - 0.5).abs() < 1e-12);
        assert!((radius(&star[1]) - 0.190983).abs() < 1e-12);
        assert!(star[0].y < 0.0 && star[0].x.abs() < 1e-12);
    }
}
