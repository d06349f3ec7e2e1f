//! Facts about drawing, beside `draw.rs`, which they would make too long.

use super::*;
use crate::figure::counting::Counting;
use crate::figure::layout::{DesignWidth, lay_out};
use crate::figure::pen::UNITS;
use crate::figure::tests::{color, series};
use crate::figure::{Extent, GridPlace, Legend, LegendLocation, Marker, Series, svg};
use proptest::prelude::*;

fn figure(series: Vec<Series>) -> Figure {
    let mut figure = Figure::new(1, (6.4, 4.8));
    let mut axes = Axes::new(GridPlace {
        rows: 1,
        columns: 1,
        index: 0,
    });
    axes.series = series;
    figure.axes.push(axes);
    figure
}

/// Draws at both widths; everything must lie on the figure.
#[track_caller]
fn drawn(figure: &Figure) -> Counting {
    let mut last = Counting::new();
    for width in [DesignWidth::Narrow, DesignWidth::Wide] {
        let layout = lay_out(figure, width);
        let mut counting = Counting::new();
        let medium = Medium::canvas(1.5);
        draw(figure, &layout, &mut counting, medium, &Palette::light()).unwrap();
        let ((left, top), (right, bottom)) = counting.reach;
        assert!(left >= 0 && top >= 0, "{counting:?}");
        assert!(f64::from(right) <= layout.width * UNITS, "{counting:?}");
        assert!(f64::from(bottom) <= layout.height * UNITS, "{counting:?}");
        last = counting;
    }
    last
}

fn wave(count: usize) -> Series {
    let x: Vec<f64> = (0..count).map(|it| it as f64 / count as f64).collect();
    let y = x.iter().map(|x| 0.5 + 0.4 * libm::sin(x * 1e4)).collect();
    series(x, y)
}

#[test]
fn a_million_points_cost_what_the_columns_show() {
    assert!(drawn(&figure(vec![wave(1_000_000)])).points < 6000);
    let dashed = Series {
        line_style: LineStyle::Dashed,
        ..wave(1_000_000)
    };
    assert!(drawn(&figure(vec![dashed])).points < 60_000);
}

#[test]
fn a_million_markers_fill_the_box_once() {
    let markers = Series {
        line_style: LineStyle::None,
        marker: Marker::Cross,
        x: wave(1_000_000).y,
        ..wave(1_000_000)
    };
    let cells = 4.0 * 558.0 * 415.8;
    assert!((drawn(&figure(vec![markers])).elements as f64) < cells);
}

#[test]
fn nan_breaks_a_line_and_a_lone_point_is_none() {
    let elements = |y: Vec<f64>| {
        let x = vec![0.1, 0.2, 0.3, 0.4, 0.5];
        drawn(&figure(vec![series(x, y)])).elements
    };
    let whole = elements(vec![0.5; 5]);
    let broken = [0.5, 0.5, f64::NAN, 0.5, 0.5];
    assert_eq!(elements(broken.to_vec()), whole + 1);
    let infinite = [0.5, 0.5, 0.5, f64::NEG_INFINITY, 0.5];
    assert_eq!(elements(infinite.to_vec()), whole);
}

#[test]
fn what_lies_outside_the_box_is_cut_off() {
    let empty = drawn(&figure(vec![])).elements;
    let outside = series(vec![2.0, 3.0], vec![0.5, 0.5]);
    assert_eq!(drawn(&figure(vec![outside])).elements, empty);
    let far = series(vec![-1e300, 1e300], vec![0.5, 0.5]);
    assert_eq!(drawn(&figure(vec![far])).elements, empty + 1);
}

#[test]
fn an_svg_is_one_element_with_its_texts_escaped() {
    let mut figure = figure(vec![wave(10)]);
    figure.axes[0].title = "a < b & \"c\"\u{1}".into();
    let text = svg::svg(&figure, DesignWidth::Wide, &Palette::light());
    assert!(
        text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"540\"")
    );
    assert!(text.contains("a &lt; b &amp; &quot;c&quot;\u{fffd}"));
    assert!(text.trim_end().ends_with("</svg>"));
    assert_eq!(text.matches("font-family").count(), 1);
}

/// Numbers that break arithmetic, and ordinary ones.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(f64::MAX),
        Just(f64::MIN),
        Just(5e-324),
        Just(0.0),
        -10.0..10.0,
        any::<f64>(),
    ]
}

const MARKERS: [Marker; 6] = [
    Marker::None,
    Marker::Pixel,
    Marker::Circle,
    Marker::Star,
    Marker::Cross,
    Marker::TripodUp,
];

prop_compose! {
    fn any_series()(
        points in prop::collection::vec((number(), number()), 0..30),
        style in 0..5usize,
        marker in 0..MARKERS.len(),
        sizes in (number(), number()),
        extent in 0..3usize,
    ) -> Series {
        use LineStyle::*;
        let (x, y) = points.into_iter().unzip();
        Series {
            line_style: [Solid, Dashed, DashDot, Dotted, None][style],
            marker: MARKERS[marker],
            line_width: sizes.0,
            marker_size: sizes.1.abs().min(100.0),
            extent: [Extent::Data, Extent::AcrossX, Extent::AcrossY][extent],
            alpha: Some(sizes.0),
            color: color(sizes.0, sizes.1, 0.5),
            ..series(x, y)
        }
    }
}

prop_compose! {
    fn any_figure()(
        series in prop::collection::vec(any_series(), 0..4),
        limits in (number(), number(), number(), number()),
        size in (number(), number()),
        place in (0..4usize, 0..4usize, 0..20usize),
        ticks in prop::option::of(prop::collection::vec(number(), 0..20)),
        texts in (".{0,80}", ".{0,30}"),
    ) -> Figure {
        let mut figure = figure(series);
        figure.size = size;
        let axes = &mut figure.axes[0];
        axes.place = GridPlace { rows: place.0, columns: place.1, index: place.2 };
        axes.x.limits = (limits.0, limits.1);
        axes.y.limits = (limits.2, limits.3);
        axes.x.grid = true;
        axes.y.ticks = ticks.clone();
        axes.x.ticks = ticks;
        axes.x.tick_labels = Some(vec![texts.0.clone(); 3]);
        axes.title = texts.0;
        axes.y.label = texts.1.clone();
        axes.legend = Some(Legend {
            location: LegendLocation::Best,
            entries: vec![(0, texts.1), (1, String::new()), (99, String::new())],
            title: None,
        });
        figure
    }
}

proptest! {
    #[test]
    fn no_figure_is_beyond_drawing(figure in any_figure()) {
        for width in [DesignWidth::Narrow, DesignWidth::Wide] {
            let layout = lay_out(&figure, width);
            prop_assert!(layout.height.is_finite() && layout.height < 2000.0);
            let mut counting = Counting::new();
            let medium = Medium::canvas(2.0);
            draw(&figure, &layout, &mut counting, medium, &Palette::dark()).unwrap();
            prop_assert!(counting.points < 200_000);
        }
    }
}
