//! Writes polylines as short as they can be: as paths in relative steps, without points that
//! lie on the way, those of one look together.
//!
//! Knows nothing of what the lines mean.

/// How far, in units of the view box, a line may stray from a point it leaves out: an eighth of a
/// design unit, which no screen shows.
const TOLERANCE: f64 = 2.0;

const START: &str = "<polyline ";
const POINTS: &str = "points=\"";
const END: &str = "\"/>\n";

type Point = (i64, i64);

/// The body of an SVG with its polylines as paths.
pub(super) fn joined(body: &str) -> String {
    let mut result = String::new();
    let mut look = "";
    let mut end = None;
    let mut rest = body;
    while let Some(start) = rest.find(START) {
        let (before, line) = rest.split_at(start);
        let line = &line[START.len()..];
        let Some((attributes, points)) = line.split_once(POINTS) else {
            break;
        };
        let Some((points, after)) = points.split_once(END) else {
            break;
        };
        // What shines through is darker where two lines cross, so those stay apart.
        let is_same = attributes == look && !attributes.contains("opacity");
        if !before.is_empty() || !is_same {
            close(&mut result, &mut look);
            result.push_str(before);
            result.push_str(&format!("<path {attributes}d=\""));
            look = attributes;
        }
        let last = if is_same && before.is_empty() {
            end
        } else {
            None
        };
        end = write_steps(last, &simplified(&read(points)), &mut result);
        rest = after;
    }
    close(&mut result, &mut look);
    result + rest
}

fn close(result: &mut String, look: &mut &str) {
    if !look.is_empty() {
        result.push_str(END);
        *look = "";
    }
}

fn read(points: &str) -> Vec<Point> {
    let pairs = points.split_whitespace().filter_map(|pair| {
        let (x, y) = pair.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    });
    pairs.collect()
}

/// The points without which the line would be another (Ramer 1972, Douglas and Peucker 1973).
fn simplified(points: &[Point]) -> Vec<Point> {
    let mut is_kept = vec![false; points.len()];
    let mut ranges = Vec::new();
    if let Some(last) = points.len().checked_sub(1) {
        is_kept[0] = true;
        is_kept[last] = true;
        ranges.push((0, last));
    }
    while let Some((first, last)) = ranges.pop() {
        let strays = (first + 1..last).map(|middle| {
            let distance = distance(points[middle], points[first], points[last]);
            (middle, distance)
        });
        if let Some((middle, distance)) = strays.max_by(|one, other| one.1.total_cmp(&other.1))
            && distance > TOLERANCE
        {
            is_kept[middle] = true;
            ranges.push((first, middle));
            ranges.push((middle, last));
        }
    }
    let kept = points.iter().zip(is_kept).filter(|(_, is_kept)| *is_kept);
    kept.map(|(point, _)| *point).collect()
}

/// How far a point is from the line between two others.
fn distance(point: Point, start: Point, end: Point) -> f64 {
    let (dx, dy) = ((end.0 - start.0) as f64, (end.1 - start.1) as f64);
    let (px, py) = ((point.0 - start.0) as f64, (point.1 - start.1) as f64);
    let along = (px * dx + py * dy) / (dx * dx + dy * dy);
    let along = if along.is_nan() {
        0.0
    } else {
        along.clamp(0.0, 1.0)
    };
    let (x, y) = (px - along * dx, py - along * dy);
    (x * x + y * y).sqrt()
}

/// `M10 20l5-5 5 0`: the first point, then steps; after another line of the same path, the first
/// point is a step as well. Gives where the line ends.
fn write_steps(end: Option<Point>, points: &[Point], text: &mut String) -> Option<Point> {
    let mut last = end;
    for (position, &(x, y)) in points.iter().enumerate() {
        let (from_x, from_y) = last.unwrap_or_default();
        let (dx, dy) = (x - from_x, y - from_y);
        let letter = match (position, last) {
            (0, None) => "M",
            (0, Some(_)) => "m",
            (1, _) => "l",
            _ => "",
        };
        let first_gap = if letter.is_empty() && dx >= 0 {
            " "
        } else {
            ""
        };
        let gap = if dy >= 0 { " " } else { "" };
        text.push_str(&format!("{letter}{first_gap}{dx}{gap}{dy}"));
        last = Some((x, y));
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(joined(body), expected);
    }

    #[test]
    fn a_line_is_written_in_steps() {
        check(
            "<polyline fill=\"none\" points=\"1,2 11,2 11,-8 5,1 \"/>\n",
            "<path fill=\"none\" d=\"M1 2l10 0 0-10-6 9\"/>\n",
        );
    }

    #[test]
    fn lines_of_one_look_are_one_path_and_others_are_not() {
        let line = |color: &str| format!("<polyline stroke=\"{color}\" points=\"0,0 9,9 \"/>\n");
        check(
            &format!("<a/>\n{}{}{}</svg>", line("red"), line("red"), line("blue")),
            "<a/>\n<path stroke=\"red\" d=\"M0 0l9 9m-9-9l9 9\"/>\n\
             <path stroke=\"blue\" d=\"M0 0l9 9\"/>\n</svg>",
        );
    }

    #[test]
    fn a_point_on_the_way_is_left_out_and_a_corner_is_not() {
        assert_eq!(simplified(&[(0, 0), (5, 5), (10, 10)]), [(0, 0), (10, 10)]);
        let corner = [(0, 0), (5, 9), (10, 10)];
        assert_eq!(simplified(&corner), corner);
        let there_and_back = [(0, 0), (10, 0), (0, 0)];
        assert_eq!(simplified(&there_and_back), there_and_back);
        assert_eq!(simplified(&[(3, 3)]), [(3, 3)]);
    }
}
