//! Facts about layouts, beside `layout.rs`, which they would make too long.

use super::*;
use crate::figure::tests::series;
use crate::figure::{Axes, Legend, LegendLocation};

fn figure(size: (f64, f64), rows: usize, columns: usize) -> Figure {
    let mut figure = Figure::new(1, size);
    for index in 0..rows * columns {
        let mut axes = Axes::new(GridPlace {
            rows,
            columns,
            index,
        });
        axes.title = "sigmoid gradient".into();
        axes.x.label = "x input data".into();
        axes.y.label = "sigmoid".into();
        axes.series.push(series(vec![-5.0, 5.0], vec![0.0, 1.0]));
        axes.x.limits = (-5.5, 5.5);
        axes.y.limits = (-0.05, 1.05);
        figure.axes.push(axes);
    }
    figure
}

/// The box that a text fills, by its estimated width.
fn extent(text: &Text) -> Rectangle {
    let width = crate::figure::text_width::text_width(&text.text, text.size);
    let (left, right) = match text.align {
        Align::Start => (0.0, width),
        Align::Center => (-width / 2.0, width / 2.0),
        Align::End => (-width, 0.0),
    };
    let half = text.size * 0.5;
    let Point { x, y } = text.at;
    if text.upwards {
        Rectangle {
            left: x - half,
            top: y - right,
            right: x + half,
            bottom: y - left,
        }
    } else {
        Rectangle {
            left: x + left,
            top: y - half,
            right: x + right,
            bottom: y + half,
        }
    }
}

fn touch(one: &Rectangle, other: &Rectangle) -> bool {
    one.left < other.right
        && other.left < one.right
        && one.top < other.bottom
        && other.top < one.bottom
}

/// Everything lies on the figure, no text touches another or a box, no box touches another.
#[track_caller]
fn check_legible(figure: &Figure) {
    for width in [DesignWidth::Wide, DesignWidth::Narrow] {
        let layout = lay_out(figure, width);
        let texts = layout.axes.iter().flat_map(|axes| &axes.texts);
        let mut boxes: Vec<(Rectangle, &str)> = texts
            .chain(&layout.title)
            .map(|text| (extent(text), &text.text[..]))
            .collect();
        boxes.extend(layout.axes.iter().map(|axes| (axes.frame, "box")));
        for (index, (one, name)) in boxes.iter().enumerate() {
            assert!(
                one.left >= 0.0 && one.right <= layout.width,
                "{name} {one:?}"
            );
            assert!(
                one.top >= 0.0 && one.bottom <= layout.height,
                "{name} {one:?}"
            );
            for (other, other_name) in &boxes[index + 1..] {
                assert!(
                    !touch(one, other),
                    "{name} {one:?} touches {other_name} {other:?}"
                );
            }
        }
        for axes in &layout.axes {
            assert!(axes.frame.width() > 40.0 && axes.frame.height() > 40.0);
        }
    }
}

#[test]
fn a_single_axes_on_the_wide_layout_has_matplotlibs_margins() {
    let layout = lay_out(&figure((6.4, 4.8), 1, 1), DesignWidth::Wide);
    assert_eq!((layout.width, layout.height), (720.0, 540.0));
    let frame = layout.axes[0].frame;
    assert_eq!((frame.left, frame.right), (90.0, 648.0));
    assert!((frame.top - 64.8).abs() < 1e-9 && (frame.bottom - 480.6).abs() < 1e-9);
}

#[test]
fn every_grid_is_legible() {
    for (size, rows, columns) in [
        ((6.4, 4.8), 1, 1),
        ((15.0, 4.0), 1, 3),
        ((6.4, 4.8), 2, 2),
        ((6.4, 4.8), 3, 1),
        ((6.4, 4.8), 2, 4),
        ((1.0, 30.0), 1, 2),
        ((30.0, 1.0), 1, 1),
    ] {
        check_legible(&figure(size, rows, columns));
    }
}

#[test]
fn long_numbers_labels_and_titles_stay_on_the_figure() {
    let mut figure = figure((15.0, 4.0), 1, 3);
    figure.title = "All of them".into();
    figure.axes[0].y.limits = (-123456.0, 123456.0);
    figure.axes[1].y.limits = (10000.0, 10001.0);
    figure.axes[1].x.limits = (1e-9, 2e-9);
    figure.axes[2].title = "a title that is far too long for its axes, and then some".into();
    figure.axes[2].y.label = "two\nlines".into();
    check_legible(&figure);
}

#[test]
fn a_figure_without_axes_and_axes_without_limits_have_a_layout() {
    check_legible(&Figure::new(1, (6.4, 4.8)));
    for size in [(0.0, 0.0), (f64::NAN, 1.0), (1e300, 1e-300), (-1.0, 5.0)] {
        let mut figure = figure(size, 1, 1);
        figure.axes[0].x.limits = (f64::NAN, f64::INFINITY);
        figure.axes[0].y.limits = (1.0, 1.0);
        figure.axes[0].place.rows = 0;
        figure.axes[0].place.columns = 0;
        let layout = lay_out(&figure, DesignWidth::Wide);
        assert!(layout.height.is_finite());
    }
}

#[test]
fn stacked_axes_show_the_labels_that_a_neighbour_showed() {
    let mut figure = figure((6.4, 4.8), 2, 2);
    for axes in &mut figure.axes {
        axes.x.show_tick_labels = axes.place.index >= 2;
        axes.y.show_tick_labels = axes.place.index % 2 == 0;
    }
    let count = |width| {
        let layout = lay_out(&figure, width);
        let texts = layout.axes.iter().map(|axes| axes.texts.len());
        texts.collect::<Vec<_>>()
    };
    let wide = count(DesignWidth::Wide);
    assert!(wide[1] < wide[3] && wide[1] < wide[0]);
    let narrow = count(DesignWidth::Narrow);
    assert_eq!(narrow[1], narrow[3]);
}

#[test]
fn a_legend_stands_where_it_covers_nothing() {
    let mut figure = figure((6.4, 4.8), 1, 1);
    figure.axes[0].legend = Some(Legend {
        location: LegendLocation::Best,
        entries: vec![(0, "rising".into())],
        title: None,
    });
    let layout = lay_out(&figure, DesignWidth::Wide);
    let legend = layout.axes[0].legend.as_ref().unwrap();
    let frame = layout.axes[0].frame;
    // A rising line leaves the upper left free, and the upper right does not.
    assert!(legend.area.center().x < frame.center().x);
    assert!(legend.area.center().y < frame.center().y);
}
