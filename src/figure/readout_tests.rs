//! Which points are read, and what is said of them.

use super::*;
use crate::figure::GridPlace;
use crate::figure::tests::series;

const WIDE: DesignWidth = DesignWidth::Wide;

/// A figure of one axes with these curves, each by its x and y.
pub(in crate::figure) fn figure_of(curves: Vec<(Vec<f64>, Vec<f64>)>) -> Figure {
    let mut figure = Figure::new(1, (6.4, 4.8));
    figure.axes.push(Axes::new(GridPlace {
        rows: 1,
        columns: 1,
        index: 0,
    }));
    for (x, y) in curves {
        figure.add_series(0, series(x, y));
    }
    figure.request_autoscale(0, crate::figure::Direction::X);
    figure.request_autoscale(0, crate::figure::Direction::Y);
    figure.refresh_all();
    figure
}

fn place(curve: usize, index: usize) -> Place {
    Place { curve, index }
}

/// Where a value is drawn, in parts of the figure.
fn at(figure: &Figure, x: f64, y: f64) -> Point {
    let layout = bare_layout(figure, WIDE);
    Point {
        x: layout.axes[0].x_scale.place(x) / layout.width,
        y: layout.axes[0].y_scale.place(y) / layout.height,
    }
}

#[track_caller]
fn check_nearest(figure: &Figure, (x, y): (f64, f64), expected: Place) {
    let found = nearest(figure, WIDE, at(figure, x, y));
    assert_eq!(found, Some(expected));
}

#[test]
fn a_pointer_means_the_nearest_x_of_the_curve_that_is_nearest_there() {
    let x = vec![0.0, 1.0, 2.0];
    let figure = figure_of(vec![(x.clone(), vec![0.0, 9.0, 0.0]), (x, vec![10.0; 3])]);
    check_nearest(&figure, (0.9, 2.0), place(0, 1));
    check_nearest(&figure, (1.6, 9.0), place(1, 2));
    check_nearest(&figure, (-5.0, 0.0), place(0, 0));
    check_nearest(&figure, (50.0, -50.0), place(0, 2));
}

#[test]
fn falling_x_is_snapped_to_as_rising_x_is() {
    let figure = figure_of(vec![(vec![2.0, 1.0, 0.0], vec![5.0, 6.0, 7.0])]);
    check_nearest(&figure, (0.1, 5.0), place(0, 2));
    check_nearest(&figure, (1.9, 7.0), place(0, 0));
    assert_eq!(
        moved(&figure, place(0, 9), Move::Along(0)),
        Some(place(0, 2))
    );
}

#[test]
fn where_x_turns_back_or_stands_still_the_nearest_point_counts() {
    let circle = figure_of(vec![(vec![0.0, 1.0, 0.0, -1.0], vec![-1.0, 0.0, 1.0, 0.0])]);
    check_nearest(&circle, (0.1, 0.9), place(0, 2));
    check_nearest(&circle, (0.1, -0.9), place(0, 0));
    let upright = figure_of(vec![(vec![1.0; 3], vec![0.0, 1.0, 2.0])]);
    check_nearest(&upright, (1.0, 1.1), place(0, 1));
    check_nearest(&upright, (1.0, 1.9), place(0, 2));
}

#[test]
fn points_without_an_x_are_stepped_over() {
    let gap = f64::NAN;
    let figure = figure_of(vec![(vec![0.0, gap, 1.0, gap], vec![0.0, gap, 1.0, gap])]);
    let step = |from, by| moved(&figure, place(0, from), Move::Along(by));
    assert_eq!(step(0, 1), Some(place(0, 2)));
    assert_eq!(step(2, -1), Some(place(0, 0)));
    assert_eq!(step(2, 1), Some(place(0, 2)));
    assert_eq!(step(0, i32::MAX), Some(place(0, 2)));
    assert_eq!(step(2, i32::MIN), Some(place(0, 0)));
}

#[test]
fn the_next_curve_is_entered_at_the_same_x() {
    let figure = figure_of(vec![
        (vec![0.0, 1.0, 2.0], vec![0.0; 3]),
        (vec![3.0, 2.0, 1.0], vec![1.0; 3]),
    ]);
    let across = |from, by| moved(&figure, from, Move::Across(by));
    assert_eq!(across(place(0, 2), 1), Some(place(1, 1)));
    assert_eq!(across(place(1, 2), -1), Some(place(0, 1)));
    assert_eq!(across(place(1, 2), 1), Some(place(1, 2)));
}

#[test]
fn extremes_are_the_first_of_all_that_are_numbers() {
    let figure = figure_of(vec![(
        vec![0.0, 1.0, 2.0, 3.0, 4.0],
        vec![f64::NAN, 3.0, -1.0, 3.0, f64::INFINITY],
    )]);
    let from = place(0, 0);
    assert_eq!(moved(&figure, from, Move::Highest), Some(place(0, 1)));
    assert_eq!(moved(&figure, from, Move::Lowest), Some(place(0, 2)));
}

#[test]
fn a_figure_without_points_has_nothing_to_read() {
    let figure = figure_of(vec![(vec![], vec![])]);
    assert_eq!(moved(&figure, place(0, 0), Move::Along(0)), None);
    assert_eq!(nearest(&figure, WIDE, Point { x: 0.5, y: 0.5 }), None);
    assert_eq!(
        nearest(&Figure::new(1, (1.0, 1.0)), WIDE, Point { x: 0.5, y: 0.5 }),
        None
    );
}

#[track_caller]
fn marked(figure: &Figure, spot: &Spot, chosen: Option<Place>) -> Vec<f64> {
    let marks = marks(figure, WIDE, &Palette::light(), spot, chosen);
    marks.iter().map(|mark| mark.y).collect()
}

#[test]
fn figures_share_an_x_if_label_and_value_are_the_same() {
    let mut figure = figure_of(vec![(vec![0.0, 1.0, 2.0], vec![5.0, 6.0, 7.0])]);
    figure.axes[0].x.label = "x".into();
    let spot = |x, label: &str| Spot {
        x,
        label: label.into(),
        index: 0,
    };
    assert_eq!(marked(&figure, &spot(2.0, "x"), None), [7.0]);
    assert_eq!(marked(&figure, &spot(2.0, "step"), None), [] as [f64; 0]);
    assert_eq!(marked(&figure, &spot(1.99, "x"), None), [] as [f64; 0]);
}

#[test]
fn around_a_point_other_curves_count_where_they_are_drawn_as_good_as_there() {
    let figure = figure_of(vec![
        (vec![0.0, 100.0], vec![1.0, 2.0]),
        (vec![0.1, 50.0], vec![3.0, 4.0]),
        (vec![40.0, 50.0], vec![5.0, 6.0]),
    ]);
    let spot = spot(&figure, place(0, 0)).unwrap();
    assert_eq!(marked(&figure, &spot, Some(place(0, 0))), [1.0, 3.0]);
}

#[test]
fn a_point_is_said_in_one_sentence() {
    let figure = figure_of(vec![(vec![2.475, -3.0], vec![0.922_38, f64::NAN])]);
    let said = |index| sentence(&figure, place(0, index)).unwrap();
    assert_eq!(said(0), "curve 1: at x 2.475, 0.9224, point 1 of 2.");
    assert_eq!(said(1), "curve 1: at x −3, not a number, point 2 of 2.");
    let spot = spot(&figure, place(0, 0)).unwrap();
    let marks = marks(&figure, WIDE, &Palette::light(), &spot, Some(place(0, 0)));
    assert_eq!(
        sentence_of_all(&spot, &marks),
        "At x 2.475: curve 1 0.9224."
    );
}
