//! Points, boxes and lengths in design units: CSS pixels before scaling, y downwards.
//!
//! Knows nothing of figures, of text or of any backend.

/// A place in design units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A box with its sides along the axes; `left <= right`, `top <= bottom`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rectangle {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub fn center(&self) -> Point {
        Point {
            x: (self.left + self.right) / 2.0,
            y: (self.top + self.bottom) / 2.0,
        }
    }

    /// Whether a point lies inside; the sides do not count.
    pub fn contains(&self, point: Point) -> bool {
        self.left < point.x && point.x < self.right && self.top < point.y && point.y < self.bottom
    }

    /// Whether a point lies inside or on a side.
    pub fn holds(&self, point: Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    /// The box with every side moved outwards by `distance`.
    pub fn grown(&self, distance: f64) -> Rectangle {
        Rectangle {
            left: self.left - distance,
            top: self.top - distance,
            right: self.right + distance,
            bottom: self.bottom + distance,
        }
    }

    /// The part of the segment from `from` to `to` that lies within the box, sides included, in
    /// the same direction; `None` if there is none, or if an end is NaN.
    pub fn clip(&self, from: Point, to: Point) -> Option<(Point, Point)> {
        if self.holds(from) && self.holds(to) {
            return Some((from, to));
        }
        // Liang and Barsky: each side cuts the range of the parameter along the segment.
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let (mut start, mut end) = (0.0f64, 1.0f64);
        let sides = [
            (-dx, from.x - self.left),
            (dx, self.right - from.x),
            (-dy, from.y - self.top),
            (dy, self.bottom - from.y),
        ];
        for (outwards, room) in sides {
            if outwards == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if outwards > 0.0 {
                end = end.min(room / outwards);
            } else {
                start = start.max(room / outwards);
            }
        }
        // Not `clamp`, whose panic message would need floats in their scientific form.
        let at = |part: f64| Point {
            x: (from.x + part * dx).max(self.left).min(self.right),
            y: (from.y + part * dy).max(self.top).min(self.bottom),
        };
        // Comparisons with NaN let it pass every side.
        (start <= end && !(dx + dy).is_nan()).then(|| {
            (
                if start > 0.0 { at(start) } else { from },
                if end < 1.0 { at(end) } else { to },
            )
        })
    }

    /// The part of a convex or simple polygon that lies within the box, written to `clipped`.
    pub fn clip_polygon(&self, polygon: &[Point], clipped: &mut Vec<Point>) {
        // Sutherland and Hodgman: cut with one side after the other.
        type Room = fn(&Rectangle, Point) -> f64;
        let sides: [Room; 4] = [
            |area, point| point.x - area.left,
            |area, point| area.right - point.x,
            |area, point| point.y - area.top,
            |area, point| area.bottom - point.y,
        ];
        clipped.clear();
        clipped.extend_from_slice(polygon);
        for room in sides {
            let uncut = std::mem::take(clipped);
            let Some(mut before) = uncut.last().copied() else {
                return;
            };
            for point in uncut {
                let (room_before, room_here) = (room(self, before), room(self, point));
                if (room_before < 0.0) != (room_here < 0.0) {
                    let part = room_before / (room_before - room_here);
                    clipped.push(Point {
                        x: before.x + part * (point.x - before.x),
                        y: before.y + part * (point.y - before.y),
                    });
                }
                if room_here >= 0.0 {
                    clipped.push(point);
                }
                before = point;
            }
        }
    }
}

/// How the numbers of one axis become places between two edges of a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    limits: (f64, f64),
    /// Where the low and the high limit lie, in design units.
    edges: (f64, f64),
}

impl Scale {
    /// A linear scale that puts `limits.0` at `edges.0` and `limits.1` at `edges.1`.
    pub fn linear(limits: (f64, f64), edges: (f64, f64)) -> Scale {
        Scale { limits, edges }
    }

    /// Where a value lies; far outside the edges for a value far outside the limits, but never
    /// infinite for a finite one.
    pub fn place(&self, value: f64) -> f64 {
        // Halves, since a view from -1.7e308 to 1.7e308 is longer than the largest number.
        let (low, high) = (self.limits.0 * 0.5, self.limits.1 * 0.5);
        let part = (value * 0.5 - low) / (high - low);
        let place = self.edges.0 + part * (self.edges.1 - self.edges.0);
        if value.is_finite() {
            place.clamp(-FAR, FAR)
        } else {
            f64::NAN
        }
    }

    /// The value that lies at `place`: the inverse of [`Scale::place`].
    pub fn value(&self, place: f64) -> f64 {
        let part = (place - self.edges.0) / (self.edges.1 - self.edges.0);
        self.limits.0 * (1.0 - part) + self.limits.1 * part
    }
}

/// Far outside every figure, and small enough for exact arithmetic on the way back in.
const FAR: f64 = 1e9;

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rectangle = Rectangle {
        left: 0.0,
        top: 0.0,
        right: 10.0,
        bottom: 20.0,
    };

    fn point(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[track_caller]
    fn check_clip(from: (f64, f64), to: (f64, f64), expected: Option<[(f64, f64); 2]>) {
        let found = BOX.clip(point(from.0, from.1), point(to.0, to.1));
        let found = found.map(|(from, to)| [(from.x, from.y), (to.x, to.y)]);
        assert_eq!(found, expected);
    }

    #[test]
    fn segments_are_cut_at_the_sides() {
        check_clip((1.0, 1.0), (9.0, 9.0), Some([(1.0, 1.0), (9.0, 9.0)]));
        check_clip((-5.0, 5.0), (15.0, 5.0), Some([(0.0, 5.0), (10.0, 5.0)]));
        check_clip((5.0, -1e9), (5.0, 1e9), Some([(5.0, 0.0), (5.0, 20.0)]));
        check_clip((-1.0, 5.0), (-1.0, 15.0), None);
        check_clip((-5.0, 1.0), (1.0, -5.0), None);
        check_clip((0.0, 0.0), (0.0, 20.0), Some([(0.0, 0.0), (0.0, 20.0)]));
        check_clip((5.0, 5.0), (f64::NAN, 5.0), None);
        check_clip((5.0, f64::NAN), (5.0, 5.0), None);
    }

    #[test]
    fn polygons_are_cut_at_the_sides() {
        let mut clipped = Vec::new();
        let square = [(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (-5.0, 15.0)];
        BOX.clip_polygon(&square.map(|(x, y)| point(x, y)), &mut clipped);
        let expected = [(0.0, 5.0), (5.0, 5.0), (5.0, 15.0), (0.0, 15.0)];
        let mut found: Vec<(f64, f64)> = clipped.iter().map(|it| (it.x, it.y)).collect();
        let first = found.iter().position(|it| *it == (0.0, 5.0)).unwrap();
        found.rotate_left(first);
        assert_eq!(found, expected);
        BOX.clip_polygon(&[point(-3.0, -3.0), point(-1.0, -1.0)], &mut clipped);
        assert_eq!(clipped, []);
    }

    #[test]
    fn a_scale_maps_limits_to_edges_and_back() {
        let scale = Scale::linear((-5.5, 5.5), (90.0, 648.0));
        assert_eq!(scale.place(-5.5), 90.0);
        assert_eq!(scale.place(0.0), 369.0);
        assert_eq!(scale.value(369.0), 0.0);
        let inverted = Scale::linear((1.0, 0.0), (0.0, 100.0));
        assert_eq!(inverted.place(0.25), 75.0);
    }

    #[test]
    fn the_largest_limits_still_have_places() {
        let scale = Scale::linear((-1.7e308, 1.7e308), (0.0, 100.0));
        assert_eq!(scale.place(0.0), 50.0);
        assert!(scale.place(f64::INFINITY).is_nan());
        assert_eq!(Scale::linear((0.0, 1e-300), (0.0, 1.0)).place(1e300), FAR);
    }
}
