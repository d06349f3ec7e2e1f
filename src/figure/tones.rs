//! A curve as tones: pitch for y, the place between left and right for x.
//!
//! Knows nothing of time, of loudness, or of what makes the sound.

use super::Axis;
use super::readout::{Place, curves};

/// A tone for a point of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// In hertz; NaN for a point that has no y.
    pub frequency: f64,
    /// From -1, left, to 1, right.
    pub side: f64,
    /// Which point of the curve.
    pub index: usize,
}

/// The tones of the low and the high end of the y axis, in hertz.
const LOWEST: f64 = 200.0;
const HIGHEST: f64 = 1_000.0;
/// Of a longer curve, no more points are heard.
const MOST: usize = 300;

/// The tones of all points of a curve, or of as many as can be told apart, evenly chosen, the ends
/// among them. There are none for a curve that is not there.
pub fn tones(figure: &super::Figure, curve: usize) -> Vec<Tone> {
    let count = match curves(figure).get(curve) {
        Some(curve) => curve.x.len(),
        None => 0,
    };
    let heard = count.min(MOST);
    let mut tones = Vec::new();
    for step in 0..heard {
        let index = step * (count - 1) / (heard - 1).max(1);
        tones.extend(tone(figure, Place { curve, index }));
    }
    tones
}

/// The tone of one point.
pub fn tone(figure: &super::Figure, place: Place) -> Option<Tone> {
    let curves = curves(figure);
    let curve = curves.get(place.curve)?;
    let (x, y) = (*curve.x.get(place.index)?, *curve.y.get(place.index)?);
    let side = 2.0 * part(&curve.axes.x, x) - 1.0;
    let pitch = part(&curve.axes.y, y) * libm::log(HIGHEST / LOWEST);
    Some(Tone {
        frequency: LOWEST * libm::exp(pitch),
        side: if side.is_nan() { 0.0 } else { side },
        index: place.index,
    })
}

/// Where a value lies on its axis, from 0 to 1; NaN if it is not finite.
fn part(axis: &Axis, value: f64) -> f64 {
    let (low, high) = axis.limits;
    if !value.is_finite() {
        return f64::NAN;
    }
    // Halves, since the longest axis is longer than the largest number.
    let part = (value * 0.5 - low * 0.5) / (high * 0.5 - low * 0.5);
    part.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::readout::tests::figure_of;

    fn heard(y: Vec<f64>) -> Vec<(f64, f64)> {
        let x = (0..y.len()).map(|it| it as f64).collect();
        let mut figure = figure_of(vec![(x, y)]);
        figure.axes[0].x.limits = (0.0, 2.0);
        figure.axes[0].y.limits = (0.0, 1.0);
        let tones = tones(&figure, 0).into_iter();
        tones.map(|it| (it.frequency.round(), it.side)).collect()
    }

    #[test]
    fn pitch_rises_by_the_same_ratio_for_the_same_step_of_y() {
        let expected = [(200.0, -1.0), (447.0, 0.0), (1000.0, 1.0)];
        assert_eq!(heard(vec![0.0, 0.5, 1.0]), expected);
    }

    #[test]
    fn what_is_out_of_view_sounds_like_the_edge_and_what_is_no_number_like_nothing() {
        let tones = heard(vec![-9.0, f64::NAN, 9.0]);
        assert_eq!((tones[0].0, tones[2].0), (200.0, 1000.0));
        assert!(tones[1].0.is_nan());
    }

    #[test]
    fn of_a_million_points_a_few_hundred_are_heard_the_ends_among_them() {
        let x: Vec<f64> = (0..1_000_000).map(f64::from).collect();
        let figure = figure_of(vec![(x.clone(), x)]);
        let tones = tones(&figure, 0);
        assert_eq!(tones.len(), MOST);
        assert_eq!((tones[0].index, tones[MOST - 1].index), (0, 999_999));
        assert!(super::tones(&figure, 1).is_empty());
    }

    #[test]
    fn a_single_point_is_one_tone() {
        assert_eq!(heard(vec![1.0]), [(1000.0, -1.0)]);
    }
}
