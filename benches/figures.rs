//! What a figure costs: ticks, layout, and drawing to a backend that only counts.

use divan::{Bencher, black_box};
use vanishing_gradients::figure::counting::Counting;
use vanishing_gradients::figure::draw::draw;
use vanishing_gradients::figure::layout::{DesignWidth, lay_out};
use vanishing_gradients::figure::palette::Palette;
use vanishing_gradients::figure::pen::Medium;
use vanishing_gradients::figure::ticks::{automatic_places, ticks};
use vanishing_gradients::figure::{
    Axes, Axis, Color, Extent, Figure, GridPlace, Legend, LegendLocation, LineStyle, Marker,
    Series, SeriesKind,
};

fn main() {
    divan::main();
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

fn series(position: usize, x: &[f64], value: impl Fn(f64) -> f64) -> Series {
    Series {
        kind: SeriesKind::Line,
        x: x.to_vec().into(),
        y: x.iter().map(|&x| value(x)).collect::<Vec<f64>>().into(),
        extent: Extent::Data,
        label: format!("series {position}"),
        color: Color::cycle(position),
        line_style: LineStyle::Solid,
        line_width: 1.5,
        marker: Marker::None,
        marker_size: 6.0,
        marker_face: None,
        marker_edge: None,
        marker_edge_width: 1.0,
        alpha: None,
        z_order: 2.0,
    }
}

fn figure(size: (f64, f64), axes: Vec<Vec<Series>>) -> Figure {
    let columns = axes.len();
    let mut figure = Figure::new(1, size);
    for (index, series) in axes.into_iter().enumerate() {
        let mut axes = Axes::new(GridPlace {
            rows: 1,
            columns,
            index,
        });
        axes.title = "sigmoid gradient".into();
        axes.x.label = "x input data".into();
        axes.y.label = "gradient".into();
        axes.legend = (series.len() > 1).then(|| Legend {
            location: LegendLocation::Best,
            entries: series
                .iter()
                .map(|it| it.label.clone())
                .enumerate()
                .collect(),
            title: None,
        });
        axes.x.limits = (-5.5, 5.5);
        axes.series = series;
        figure.axes.push(axes);
    }
    figure
}

/// Figures as the lecture's, with `count` samples in each curve.
fn lecture(count: usize) -> Vec<Figure> {
    let x: Vec<f64> = (0..count)
        .map(|index| -5.0 + 10.0 * index as f64 / (count - 1) as f64)
        .collect();
    let gradient = |x| sigmoid(x) * (1.0 - sigmoid(x));
    let curve = series(0, &x, sigmoid);
    let slope = series(2, &x, gradient);
    let line = series(1, &x, |x| x);
    let tangent = Series {
        line_style: LineStyle::Dashed,
        ..series(1, &[-1.7, 1.7], |x| 0.5 + 0.25 * x)
    };
    let alone = [&line, &curve, &slope].map(|it| vec![it.clone()]);
    vec![
        figure((6.4, 4.8), vec![vec![curve.clone(), tangent]]),
        figure((15.0, 4.0), alone.to_vec()),
        figure((6.4, 4.8), vec![vec![line, curve, slope]]),
        figure((6.4, 4.8), vec![vec![series(0, &[1.0, 2.0, 3.0], |x| x)]]),
    ]
}

#[divan::bench]
fn tick_places() -> Vec<f64> {
    automatic_places(black_box((-5.5, 5.5)), black_box(9))
}

#[divan::bench]
fn ticks_with_labels(bencher: Bencher) {
    let mut axis = Axis::new();
    axis.limits = (-0.05, 1.05);
    bencher.bench_local(|| ticks(black_box(&axis), 9));
}

#[divan::bench(args = [100, 1_000_000])]
fn lay_out_the_lecture(bencher: Bencher, samples: usize) {
    let figures = lecture(samples);
    bencher.bench_local(|| {
        let layouts = figures
            .iter()
            .map(|it| lay_out(it, DesignWidth::Wide).height);
        layouts.sum::<f64>()
    });
}

#[divan::bench(args = [100, 1_000_000])]
fn draw_the_lecture(bencher: Bencher, samples: usize) {
    let figures = lecture(samples);
    let palette = Palette::light();
    bencher.bench_local(|| {
        let mut counting = Counting::new();
        for figure in &figures {
            let layout = lay_out(figure, DesignWidth::Wide);
            // Counting never fails.
            let _ = draw(
                figure,
                &layout,
                &mut counting,
                Medium::canvas(2.0),
                &palette,
            );
        }
        counting
    });
}
