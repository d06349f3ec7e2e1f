//! Facts about descriptions, beside `description.rs`, which they would make too long.

use super::*;
use crate::figure::GridPlace;
use crate::figure::tests::series;

fn axes(all: Vec<Series>) -> Axes {
    let mut axes = Axes::new(GridPlace {
        rows: 1,
        columns: 1,
        index: 0,
    });
    axes.series = all;
    axes
}

fn figure(axes: Axes) -> Figure {
    let mut figure = Figure::new(1, (6.4, 4.8));
    figure.axes.push(axes);
    figure
}

fn labelled(label: &str, x: &[f64], y: &[f64]) -> Series {
    Series {
        label: label.to_owned(),
        ..series(x.to_vec(), y.to_vec())
    }
}

fn rising() -> Series {
    series(vec![0.0, 1.0, 2.0], vec![0.0, 3.0, 4.0])
}

#[test]
fn title_ranges_and_curves_are_told() {
    let mut one = axes(vec![rising(), series(vec![1.0], vec![3.0])]);
    one.title = "Steps".to_owned();
    one.x.label = "time".to_owned();
    one.y.label = "height".to_owned();
    one.x.limits = (-0.5, 2.5);
    assert_eq!(
        description(&figure(one)),
        "Steps. x axis, time, from −0.5 to 2.5; y axis, height, from 0 to 1. \
         height rises from 0 at x 0 to 4 at x 2. A point at x 1, y 3."
    );
    assert_eq!(description(&Figure::new(1, (1.0, 1.0))), "An empty figure.");
}

#[test]
fn a_curve_has_its_label_or_the_axis_or_its_place() {
    let dashed = Series {
        line_style: LineStyle::Dashed,
        ..rising()
    };
    let mut one = axes(vec![labelled("data", &[0.0], &[0.0]), dashed, rising()]);
    let name = |axes: &Axes, position| curve_name(axes, position);
    assert_eq!(name(&one, 0), "data");
    assert_eq!(name(&one, 1), "The dashed line");
    one.series.remove(0);
    one.y.label = "height".to_owned();
    assert_eq!(name(&one, 1), "height");
    one.series.push(rising());
    assert_eq!(name(&one, 2), "curve 3");
    assert_eq!(name(&one, 9), "curve 10");
}

#[test]
fn curves_over_the_same_x_cross() {
    let x = [0.0, 1.0, 2.0];
    let one = axes(vec![
        labelled("a", &x, &[0.0, 1.0, 2.0]),
        labelled("b", &x, &[1.0, 1.0, 1.0]),
        labelled("c", &x, &[0.5, 0.5, 0.5]),
    ]);
    let text = description(&figure(one));
    assert!(text.contains("a and b cross near x 1."), "{text}");
    assert!(text.contains("a and c cross near x 0.5."), "{text}");
    assert!(!text.contains("b and c"), "{text}");
}

#[test]
fn lines_from_edge_to_edge_are_named_by_their_place() {
    let level = Series {
        extent: Extent::AcrossX,
        ..series(vec![0.0, 1.0], vec![0.25, 0.25])
    };
    let text = description(&figure(axes(vec![level])));
    assert!(text.contains("A level line at y 0.25."), "{text}");
}

#[test]
fn only_what_is_new_is_told() {
    let mut one = axes(vec![rising(), series(vec![1.0], vec![3.0])]);
    one.title = "Steps".to_owned();
    let old = figure(one.clone());
    assert_eq!(changes(Some(&old), &old), "");
    one.series[1] = series(vec![2.0], vec![4.0]);
    let new = figure(one.clone());
    assert_eq!(changes(Some(&old), &new), "Steps: A point at x 2, y 4.");
    one.y.limits = (0.0, 5.0);
    one.series.pop();
    assert_eq!(
        changes(Some(&old), &figure(one)),
        "Steps: y axis from 0 to 5. There are fewer curves."
    );
    assert_eq!(changes(None, &old), description(&old));
}
