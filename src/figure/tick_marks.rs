//! Which ticks of an axis are drawn and which of them bear a text, so that texts never touch.
//!
//! Ticks that are left out here stay in the data. Knows nothing of colours or of any backend.

use super::geometry::Scale;
use super::text_width::{fitting, text_width};
use super::tick_text::Labels;
use super::ticks::{is_in_view, places, tick_space_of};
use super::{Axis, Direction};
use crate::numerics::gather::Gather;
use crate::numerics::order::sorted_positions;

/// The ticks of one axis as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct TickMarks {
    /// Where the marks stand along the axis, in design units, ascending.
    pub marks: Vec<f64>,
    /// The texts, each with its place among the marks.
    pub labels: Vec<(f64, String)>,
    /// What is written once at the end of the axis.
    pub offset_text: String,
}

/// Room for the texts of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TickRoom {
    /// The length of the axis, in design units.
    pub length: f64,
    /// Font size of the texts, in design units.
    pub text_size: f64,
    /// No text that the code gave is wider than this.
    pub widest: f64,
}

/// One tick within the view.
struct Tick {
    index: usize,
    value: f64,
    place: f64,
}

/// Marks closer than this are drawn only where there is a text.
const DENSE: f64 = 4.0;

/// The ticks to draw on `axis`, whose numbers `scale` puts in their places.
pub fn tick_marks(axis: &Axis, direction: Direction, scale: &Scale, room: TickRoom) -> TickMarks {
    // The locator counts in points, for labels of ten points.
    let space = tick_space_of(room.length * 10.0 / room.text_size, direction);
    let places = places(axis, space);
    let texts = Labels::new(axis, &places);
    let ticks = visible(axis, &places, scale);
    let text_of = |tick: &Tick| match &texts {
        Labels::Given(_) => {
            let text = texts.text(tick.index, tick.value).replace('\n', " ");
            fitting(&text, room.text_size, room.widest)
        }
        // A number is never cut: it would be another number.
        Labels::Numbers(_) => texts.text(tick.index, tick.value),
    };
    let extent = |text: &str| match direction {
        Direction::X => text_width(text, room.text_size) + 0.6 * room.text_size,
        Direction::Y => 1.15 * room.text_size,
    };
    let labelled: Vec<(f64, String)> = if evenly_spaced(&ticks) {
        let least = ticks.len() as f64 * room.text_size / room.length;
        let mut stride = 1;
        while (stride as f64) < least && stride < ticks.len() {
            stride = next_stride(stride);
        }
        loop {
            let mut labels = Vec::new();
            for tick in ticks.iter().skip(phase(&ticks, stride)).step_by(stride) {
                labels.push((tick.place, text_of(tick)));
            }
            if labels.len() < 2 || fits(&labels, extent) {
                break labels;
            }
            stride = next_stride(stride);
        }
    } else {
        one_by_one(&ticks, text_of, extent)
    };
    let dense = room.length < DENSE * ticks.len() as f64;
    TickMarks {
        marks: if dense {
            labelled.iter().map(|label| label.0).gather()
        } else {
            ticks.iter().map(|tick| tick.place).gather()
        },
        labels: labelled,
        offset_text: texts.offset_text(),
    }
}

/// The ticks within the view, in the order of their places.
fn visible(axis: &Axis, places: &[f64], scale: &Scale) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let order = sorted_positions(places.len(), &mut |one, other| {
        scale
            .place(places[one])
            .total_cmp(&scale.place(places[other]))
    });
    for index in order {
        let value = places[index];
        if is_in_view(value, axis.limits) {
            let place = scale.place(value);
            ticks.push(Tick {
                index,
                value,
                place,
            });
        }
    }
    ticks
}

/// Whether all gaps between neighbours are the same, to a hundredth.
fn evenly_spaced(ticks: &[Tick]) -> bool {
    let mut gaps = ticks.windows(2).map(|pair| pair[1].place - pair[0].place);
    match gaps.next() {
        Some(first) => first > 0.0 && gaps.all(|gap| (gap - first).abs() <= 0.01 * first),
        None => true,
    }
}

/// What follows in 1, 2, 5, 10, 20, 50 ….
fn next_stride(stride: usize) -> usize {
    let mut leading = stride;
    while leading >= 10 {
        leading /= 10;
    }
    if leading == 2 {
        stride / 2 * 5
    } else {
        stride * 2
    }
}

/// The first tick to label so that labels are round numbers: with a stride of ten and ticks at
/// 1, 2, 3 … those at 10, 20, 30 ….
fn phase(ticks: &[Tick], stride: usize) -> usize {
    let [first, second, ..] = ticks else { return 0 };
    let step = (second.value - first.value) * stride as f64;
    let is_round = |tick: &Tick| {
        let multiple = tick.value / step;
        (multiple - multiple.round()).abs() < 1e-6
    };
    let candidates = ticks.iter().take(stride);
    candidates.take(stride).position(is_round).unwrap_or(0)
}

/// Whether neighbouring texts keep clear of each other.
fn fits(labels: &[(f64, String)], extent: impl Fn(&str) -> f64) -> bool {
    labels.windows(2).all(|pair| {
        let needed = (extent(&pair[0].1) + extent(&pair[1].1)) / 2.0;
        pair[1].0 - pair[0].0 >= needed
    })
}

/// A text for each tick that has room for it, in order of place.
fn one_by_one(
    ticks: &[Tick],
    text_of: impl Fn(&Tick) -> String,
    extent: impl Fn(&str) -> f64,
) -> Vec<(f64, String)> {
    let mut labels: Vec<(f64, String)> = Vec::new();
    let mut free_from = f64::NEG_INFINITY;
    for tick in ticks {
        // A text is never narrower than nothing: most crowded ticks need no text to be refused.
        if tick.place < free_from {
            continue;
        }
        let text = text_of(tick);
        let half = extent(&text) / 2.0;
        if tick.place - half >= free_from {
            free_from = tick.place + half;
            labels.push((tick.place, text));
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::axis;

    fn marks(ticks: Option<Vec<f64>>, limits: (f64, f64), length: f64) -> TickMarks {
        let mut axis = axis(limits);
        axis.ticks = ticks;
        let scale = Scale::linear(limits, (0.0, length));
        let room = TickRoom {
            length,
            text_size: 12.0,
            widest: 200.0,
        };
        tick_marks(&axis, Direction::X, &scale, room)
    }

    #[track_caller]
    fn check(ticks: Vec<f64>, limits: (f64, f64), expected: &[&str]) {
        let found = marks(Some(ticks), limits, 558.0);
        let texts: Vec<&str> = found.labels.iter().map(|label| &label.1[..]).collect();
        assert_eq!(texts, expected);
    }

    fn steps(count: usize) -> Vec<f64> {
        (1..=count).map(|step| step as f64).collect()
    }

    #[test]
    fn few_ticks_all_have_texts() {
        check(steps(6), (0.75, 6.25), &["1", "2", "3", "4", "5", "6"]);
    }

    #[test]
    fn many_ticks_have_texts_at_round_numbers() {
        let expected = ["50", "100", "150", "200", "250", "300", "350", "400"];
        let found = marks(Some(steps(400)), (-18.95, 419.95), 300.0);
        let texts: Vec<&str> = found.labels.iter().map(|label| &label.1[..]).collect();
        assert_eq!(texts, expected);
        assert_eq!(found.marks.len(), expected.len());
    }

    #[test]
    fn uneven_ticks_keep_the_texts_that_have_room() {
        let ticks = vec![2.0, 0.0, 0.001, 1.0];
        check(ticks, (0.0, 2.0), &["0.000", "1.000", "2.000"]);
    }

    #[test]
    fn a_million_ticks_and_none_at_all_are_fine() {
        let found = marks(Some(steps(1_000_000)), (0.0, 1e6), 558.0);
        assert!(found.labels.len() < 20, "{}", found.labels.len());
        assert_eq!(marks(Some(vec![]), (0.0, 1.0), 558.0).labels, []);
        let nowhere = marks(Some(vec![f64::NAN; 3]), (0.0, 1.0), 558.0);
        assert_eq!(nowhere.marks.len(), 0);
    }

    #[test]
    fn automatic_ticks_follow_the_length_on_the_screen() {
        assert_eq!(marks(None, (-5.5, 5.5), 558.0).labels.len(), 5);
        assert_eq!(marks(None, (-5.5, 5.5), 150.0).labels.len(), 3);
    }
}
