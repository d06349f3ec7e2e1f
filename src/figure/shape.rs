//! What a curve does, in words: where it rises, falls, is level, and where it ends.
//!
//! Knows nothing of axes or of looks.

use super::description::number;

/// More turns than these are counted, not told.
const MOST_TURNS: usize = 3;
/// A curve that strays from a straight line by less, in parts of its height, is straight.
const STRAIGHT: f64 = 1e-9;

/// What a curve through these points does along increasing place in the lists: "rises from 0 at
/// x −1 to 2 at x 1". `x` and `y` have equal lengths. Points that are not finite count for nothing,
/// and are counted.
pub(super) fn shape(x: &[f64], y: &[f64]) -> String {
    let mut points = Vec::new();
    for (&x, &y) in x.iter().zip(y) {
        if x.is_finite() && y.is_finite() {
            points.push((x, y));
        }
    }
    let missing = x.len().min(y.len()) - points.len();
    let mut text = match points[..] {
        [] => "shows nothing".to_owned(),
        [(x, y)] => ["is one point, at x ", &number(x), ", y ", &number(y)].concat(),
        _ => course(&points),
    };
    if missing > 0 && !points.is_empty() {
        text.push_str("; ");
        text.push_str(&missing.to_string());
        text.push_str(" points have no place in it");
    }
    text
}

fn course(points: &[(f64, f64)]) -> String {
    let (first, last) = (points[0], points[points.len() - 1]);
    let turns = turns(points);
    let at = |(x, y): (f64, f64)| [&number(y), " at x ", &number(x)].concat();
    let word = |from: f64, to: f64| if to > from { "rises" } else { "falls" };
    if points.iter().all(|&(_, y)| y == first.1) {
        let ends = [&number(first.0), " to ", &number(last.0)].concat();
        return ["is level at ", &number(first.1), " from x ", &ends].concat();
    }
    if turns.len() > MOST_TURNS {
        let (low, high) = extremes(points);
        let count = turns.len().to_string();
        let ends = [" times, between ", &at(low), " and ", &at(high)].concat();
        return ["turns ", &count, &ends].concat();
    }
    let mut text = String::new();
    if turns.is_empty() && is_straight(points) {
        text.push_str("is straight: it ");
    }
    let mut from = first;
    for (position, &to) in turns.iter().chain([&last]).enumerate() {
        if position > 0 {
            text.push_str(", then ");
        }
        text.push_str(word(from.1, to.1));
        if position == 0 {
            text.push_str(" from ");
            text.push_str(&at(from));
        }
        text.push_str(" to ");
        text.push_str(&at(to));
        from = to;
    }
    text
}

/// The points at which a rise becomes a fall, or the other way round; of a level stretch there, the
/// first.
fn turns(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut turns = Vec::new();
    let mut was_rising = None;
    let mut start = points[0];
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if to.1 == from.1 {
            continue;
        }
        let is_rising = to.1 > from.1;
        if was_rising.is_some_and(|was| was != is_rising) {
            turns.push(start);
        }
        was_rising = Some(is_rising);
        start = to;
    }
    turns
}

/// The first lowest and the first highest point.
fn extremes(points: &[(f64, f64)]) -> ((f64, f64), (f64, f64)) {
    let (mut low, mut high) = (points[0], points[0]);
    for &point in points {
        if point.1 < low.1 {
            low = point;
        }
        if point.1 > high.1 {
            high = point;
        }
    }
    (low, high)
}

fn is_straight(points: &[(f64, f64)]) -> bool {
    let (first, last) = (points[0], points[points.len() - 1]);
    let slope = (last.1 - first.1) / (last.0 - first.0);
    let height = (last.1 - first.1).abs();
    let mut strays = points
        .iter()
        .map(|&(x, y)| first.1 + slope * (x - first.0) - y);
    points.len() > 2 && strays.all(|stray| stray.abs() <= STRAIGHT * height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(x: &[f64], y: &[f64], expected: &str) {
        assert_eq!(shape(x, y), expected);
    }

    #[test]
    fn a_curve_rises_and_falls() {
        check(&[0.0, 1.0], &[2.0, 3.0], "rises from 2 at x 0 to 3 at x 1");
        check(
            &[0.0, 1.0, 2.0],
            &[9.0, 1.0, 0.5],
            "falls from 9 at x 0 to 0.5 at x 2",
        );
        check(
            &[-1.0, 0.0, 1.0],
            &[0.5, 2.0, 1.0],
            "rises from 0.5 at x −1 to 2 at x 0, then falls to 1 at x 1",
        );
    }

    #[test]
    fn a_line_is_straight_only_if_a_point_between_shows_it() {
        check(
            &[0.0, 1.0, 2.0],
            &[0.0, 0.5, 1.0],
            "is straight: it rises from 0 at x 0 to 1 at x 2",
        );
        check(
            &[0.0, 1.0, 2.0],
            &[0.0, 0.6, 1.0],
            "rises from 0 at x 0 to 1 at x 2",
        );
    }

    #[test]
    fn a_level_stretch_is_no_turn() {
        check(
            &[0.0, 1.0, 2.0],
            &[3.0, 3.0, 3.0],
            "is level at 3 from x 0 to 2",
        );
        check(
            &[0.0, 1.0, 2.0, 3.0],
            &[0.0, 1.0, 1.0, 2.0],
            "rises from 0 at x 0 to 2 at x 3",
        );
        check(
            &[0.0, 1.0, 2.0, 3.0],
            &[0.0, 1.0, 1.0, 0.0],
            "rises from 0 at x 0 to 1 at x 1, then falls to 0 at x 3",
        );
    }

    #[test]
    fn of_many_turns_only_the_range_is_told() {
        check(
            &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0],
            &[0.0, 2.0, -1.0, 1.0, 0.0, 1.0],
            "turns 4 times, between −1 at x 2 and 2 at x 1",
        );
    }

    #[test]
    fn points_without_a_place_are_counted() {
        check(&[], &[], "shows nothing");
        check(&[1.0], &[f64::NAN], "shows nothing");
        check(&[2.0], &[0.5], "is one point, at x 2, y 0.5");
        check(
            &[0.0, 1.0, 2.0],
            &[0.0, f64::INFINITY, 1.0],
            "rises from 0 at x 0 to 1 at x 2; 1 points have no place in it",
        );
    }
}
