//! A series as places on its axes: what can be seen of its points, in design units.
//!
//! A million points along an x that seldom turns back are reduced to what their pixel columns
//! show.
//! Knows nothing of colours, dashes or any backend.

use super::geometry::{Point, Rectangle, Scale};
use super::{Extent, Series};

/// Columns for each design unit: fine enough for screens of two and three pixels a unit.
const COLUMNS_PER_UNIT: f64 = 2.0;
/// No more points of each column are kept.
const KEPT_OF_COLUMN: usize = 4;
/// No more points of a stretch are kept, even if the axes were as wide as the whole figure.
const KEPT_OF_STRETCH: usize = 6_000;

/// Writes the visible shape of `series` to `points`, in order. A point that is not finite
/// becomes NaN, which interrupts the line. Of each stretch along which x never turns back and
/// whose points outnumber pixel columns, only the first, lowest, highest and last of each column
/// are kept, which draw the same line.
pub fn curve(
    series: &Series,
    x_scale: &Scale,
    y_scale: &Scale,
    frame: &Rectangle,
    points: &mut Vec<Point>,
) {
    points.clear();
    // `axhline` and `axvline` count from edge to edge in one direction.
    let across_x = Scale::linear((0.0, 1.0), (frame.left, frame.right));
    let across_y = Scale::linear((0.0, 1.0), (frame.bottom, frame.top));
    let x_scale = if series.extent == Extent::AcrossX {
        &across_x
    } else {
        x_scale
    };
    let y_scale = if series.extent == Extent::AcrossY {
        &across_y
    } else {
        y_scale
    };
    let count = series.x.len().min(series.y.len());
    let (x, y) = (&series.x[..count], &series.y[..count]);
    let mut keep = |index: usize| {
        points.push(Point {
            x: x_scale.place(x[index]),
            y: y_scale.place(y[index]),
        });
    };
    let most = KEPT_OF_COLUMN as f64 * frame.width() * COLUMNS_PER_UNIT;
    let mut start = 0;
    while start < count {
        let end = start + stretch(&x[start..]);
        if ((end - start) as f64) < most {
            (start..end).for_each(&mut keep);
        } else {
            keep_what_columns_show(&x[..end], y, start, (x_scale, frame), &mut keep);
        }
        start = end;
    }
}

impl Series {
    /// At most how many of the points are drawn, on a figure of any size.
    pub fn most_drawn(&self) -> usize {
        let (x, y) = (self.x.as_slice(), self.y.as_slice());
        let (mut start, mut drawn) = (0, 0);
        // Beyond this, the rest would not be reduced by much.
        while start < x.len() && drawn < x.len() / 2 {
            let end = start + stretch(&x[start..]);
            let is_gap = |value: &&f64| !value.is_finite();
            let gaps = y.get(start..end).unwrap_or_default().iter().filter(is_gap);
            // Each gap begins another column, and is kept.
            drawn += (end - start).min(KEPT_OF_STRETCH + gaps.count() * (KEPT_OF_COLUMN + 1));
            start = end;
        }
        if start < x.len() { x.len() } else { drawn }
    }
}

/// How many of the first points rise or fall throughout: at least one. No NaN does either.
fn stretch(x: &[f64]) -> usize {
    let along = |holds: fn(&f64, &f64) -> bool| {
        let pairs = x.windows(2);
        1 + pairs.take_while(|pair| holds(&pair[0], &pair[1])).count()
    };
    along(f64::le).max(along(f64::ge)).min(x.len())
}

/// Calls `keep` with the first, lowest, highest and last point of each pixel column from `start`
/// to the end of `x`, and with each point that interrupts the line.
fn keep_what_columns_show(
    x: &[f64],
    y: &[f64],
    mut start: usize,
    (scale, frame): (&Scale, &Rectangle),
    keep: &mut impl FnMut(usize),
) {
    let rises = x.get(start) <= x.last();
    while start < x.len() {
        if !y[start].is_finite() || !x[start].is_finite() {
            keep(start);
            start += 1;
            continue;
        }
        let edge = column_end(x[start], x[x.len() - 1], scale, frame);
        let (mut lowest, mut highest) = (start, start);
        let mut end = start + 1;
        while end < x.len() && y[end].is_finite() && ((x[end] < edge) == rises || x[end] == edge) {
            if y[end] < y[lowest] {
                lowest = end;
            } else if y[end] > y[highest] {
                highest = end;
            }
            end += 1;
        }
        let mut before = usize::MAX;
        for index in [start, lowest.min(highest), lowest.max(highest), end - 1] {
            if index != before {
                keep(index);
            }
            before = index;
        }
        start = end;
    }
}

/// The value of x at which the pixel column of `value` ends on the way to `last`. All that lies
/// before the frame is one column, and so is all that lies behind it.
fn column_end(value: f64, last: f64, scale: &Scale, frame: &Rectangle) -> f64 {
    let place = scale.place(value);
    let forwards = scale.place(last) >= place;
    let column = (place - frame.left) * COLUMNS_PER_UNIT;
    let columns = frame.width() * COLUMNS_PER_UNIT;
    let end = if forwards {
        if column >= columns {
            return last;
        }
        (column.floor() + 1.0).max(0.0)
    } else {
        if column <= 0.0 {
            return last;
        }
        (column.ceil() - 1.0).min(columns)
    };
    scale.value(frame.left + end / COLUMNS_PER_UNIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::series;

    const FRAME: Rectangle = Rectangle {
        left: 0.0,
        top: 0.0,
        right: 100.0,
        bottom: 100.0,
    };

    fn shape(x: Vec<f64>, y: Vec<f64>, limits: (f64, f64)) -> Vec<Point> {
        let x_scale = Scale::linear(limits, (FRAME.left, FRAME.right));
        let y_scale = Scale::linear((0.0, 1.0), (FRAME.bottom, FRAME.top));
        let mut points = Vec::new();
        curve(&series(x, y), &x_scale, &y_scale, &FRAME, &mut points);
        points
    }

    /// Lowest and highest place in each half unit.
    fn columns(points: &[Point]) -> Vec<(f64, f64)> {
        let mut columns = vec![(f64::INFINITY, f64::NEG_INFINITY); 202];
        for point in points {
            let column = &mut columns[(point.x * 2.0).floor() as usize];
            *column = (column.0.min(point.y), column.1.max(point.y));
        }
        columns
    }

    fn wave(count: usize) -> (Vec<f64>, Vec<f64>) {
        let x: Vec<f64> = (0..count)
            .map(|it| it as f64 / (count - 1) as f64)
            .collect();
        let y = x.iter().map(|x| 0.5 + 0.5 * libm::sin(x * 1e5)).collect();
        (x, y)
    }

    #[test]
    fn few_points_are_all_kept() {
        let points = shape(vec![0.0, 0.5, 1.0], vec![0.0, f64::NAN, 1.0], (0.0, 1.0));
        assert_eq!(points.len(), 3);
        assert!(points[1].y.is_nan());
    }

    #[test]
    fn a_hundred_thousand_points_keep_each_columns_extremes() {
        let (x, y) = wave(100_000);
        let all: Vec<Point> = x
            .iter()
            .zip(&y)
            .map(|(x, y)| Point {
                x: x * 100.0,
                y: 100.0 - y * 100.0,
            })
            .collect();
        let kept = shape(x, y, (0.0, 1.0));
        assert!(kept.len() < 1000, "{}", kept.len());
        for (kept, all) in columns(&kept).iter().zip(columns(&all)) {
            assert!((kept.0 - all.0).abs() < 1e-9 || kept.0 == all.0);
            assert!((kept.1 - all.1).abs() < 1e-9 || kept.1 == all.1);
        }
    }

    #[test]
    fn falling_x_inverted_axes_and_zoomed_views_are_reduced_too() {
        let (mut x, y) = wave(100_000);
        assert!(shape(x.clone(), y.clone(), (1.0, 0.0)).len() < 1000);
        assert!(shape(x.clone(), y.clone(), (0.4, 0.6)).len() < 1000);
        x.reverse();
        assert!(shape(x, y, (0.0, 1.0)).len() < 1000);
    }

    #[test]
    fn an_interruption_stays_an_interruption() {
        let (x, mut y) = wave(100_000);
        y[50_000] = f64::INFINITY;
        let points = shape(x, y, (0.0, 1.0));
        assert_eq!(points.iter().filter(|point| point.y.is_nan()).count(), 1);
    }

    #[test]
    fn x_that_turns_back_often_is_kept_whole() {
        let x: Vec<f64> = (0..10_000).map(|it| f64::from(it % 7)).collect();
        assert_eq!(shape(x.clone(), x, (0.0, 7.0)).len(), 10_000);
    }

    #[test]
    fn of_x_that_turns_back_once_each_way_is_reduced() {
        let (x, y) = wave(100_000);
        let mut there_and_back = x.clone();
        there_and_back.extend(x.iter().rev());
        let mut both = y.clone();
        both.extend(y.iter().rev());
        let once = shape(x, y, (0.0, 1.0));
        let kept = shape(there_and_back, both, (0.0, 1.0));
        for (kept, once) in columns(&kept).iter().zip(columns(&once)) {
            assert!(kept.0 <= once.0 && kept.1 >= once.1);
        }
        assert!(kept.len() < 2000, "{}", kept.len());
    }

    /// At most how many points of these are drawn.
    #[track_caller]
    fn check_drawn(x: Vec<f64>, y: Vec<f64>, expected: usize) {
        assert_eq!(series(x.clone(), y.clone()).most_drawn(), expected);
        assert!(shape(x, y, (0.0, 1.0)).len() <= expected);
    }

    #[test]
    fn what_is_drawn_is_known_before() {
        check_drawn(Vec::new(), Vec::new(), 0);
        let (x, y) = wave(100_000);
        check_drawn(x[..100].to_vec(), y[..100].to_vec(), 100);
        let back: Vec<f64> = x.iter().rev().copied().collect();
        let both = [y.clone(), y.clone()].concat();
        check_drawn([x.clone(), back].concat(), both, 2 * KEPT_OF_STRETCH);
        check_drawn(y.clone(), x.clone(), x.len());
        let with_gaps = |place: usize| {
            if place.is_multiple_of(2) {
                f64::NAN
            } else {
                0.5
            }
        };
        check_drawn(x.clone(), (0..x.len()).map(with_gaps).collect(), x.len());
        check_drawn(x, y, KEPT_OF_STRETCH);
    }
}
