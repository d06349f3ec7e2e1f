//! Drawing a laid-out figure on any plotters backend.
//!
//! Knows nothing of Python, of how places were found, or of where the backend shows its pixels.

use super::axes_layout::AxesLayout;
use super::curve::curve;
use super::draw_line::{draw_line, draw_series_line};
use super::draw_markers::draw_markers;
use super::geometry::{Point, Rectangle};
use super::layout::{Layout, Sizes, Text};
use super::legend_box::LegendBox;
use super::palette::Palette;
use super::pen::{Drawn, Medium, Pen, Stroke, paint};
use super::{Axes, Axis, Direction, Figure, LineStyle, Series};
use crate::numerics::gather::Gather;
use crate::numerics::order::sorted_positions;
use plotters::prelude::DrawingBackend;

/// `axes.linewidth`, `grid.linewidth` and the widths of tick marks, in points.
const FRAME_WIDTH: f64 = 0.8;
/// `xtick.major.size`, in points.
const TICK_LENGTH: f64 = 3.5;
/// `legend.framealpha`.
const LEGEND_ALPHA: f64 = 0.8;
/// The radius of a legend's corners (`legend.fancybox`), in font sizes.
const LEGEND_ROUNDING: f64 = 0.2;

/// Draws `figure`, laid out as `layout`, on `backend`, and presents it.
///
/// The backend is given [`UNITS`](super::pen::UNITS) whole units for each design unit. On a
/// canvas of `width` device pixels, with `pixels = width / layout.width`:
///
/// - set the canvas' own size in device pixels, `(layout.height * pixels).round()` high;
/// - then the context's transform to `(pixels / UNITS, 0, 0, pixels / UNITS, 0, 0)` and its
///   `lineJoin` to `"round"`, since setting the size resets both;
/// - then call this with `CanvasBackend::with_canvas_object(canvas)` and
///   [`Medium::canvas`]`(pixels)`.
///
/// The whole figure is painted, paper first, so that nothing need be cleared.
///
/// # Errors
/// Whatever the backend reports; plotters-svg never does.
pub fn draw<B: DrawingBackend>(
    figure: &Figure,
    layout: &Layout,
    backend: &mut B,
    medium: Medium,
    palette: &Palette,
) -> Drawn<B> {
    backend.ensure_prepared()?;
    let mut pen = Pen::new(backend, medium);
    let paper = Rectangle {
        left: 0.0,
        top: 0.0,
        right: layout.width,
        bottom: layout.height,
    };
    pen.fill_box(&paper, paint(palette.paper, 1.0))?;
    write(&layout.title, palette, &mut pen)?;
    let mut points = Vec::new();
    for (axes, places) in figure.axes.iter().zip(&layout.axes) {
        draw_axes(axes, places, &layout.sizes, palette, &mut points, &mut pen)?;
    }
    backend.present()
}

/// Draws one axes: grid, series, box and ticks, texts, legend, in matplotlib's order.
fn draw_axes<B: DrawingBackend>(
    axes: &Axes,
    places: &AxesLayout,
    sizes: &Sizes,
    palette: &Palette,
    points: &mut Vec<Point>,
    pen: &mut Pen<B>,
) -> Drawn<B> {
    draw_grid(&axes.x, Direction::X, places, sizes, palette, pen)?;
    draw_grid(&axes.y, Direction::Y, places, sizes, palette, pen)?;
    for series in in_drawing_order(&axes.series) {
        curve(
            series,
            &places.x_scale,
            &places.y_scale,
            &places.frame,
            points,
        );
        draw_series_line(series, points, &places.frame, sizes.point, palette, pen)?;
        draw_markers(series, points, &places.frame, sizes.point, palette, pen)?;
    }
    draw_box_and_ticks(places, sizes, palette, pen)?;
    write(&places.texts, palette, pen)?;
    match &places.legend {
        Some(legend) => draw_legend(axes, legend, sizes, palette, pen),
        None => Ok(()),
    }
}

/// Series by their `zorder`, equals in the order in which they were added.
fn in_drawing_order(series: &[Series]) -> Vec<&Series> {
    let order = sorted_positions(series.len(), &mut |one, other| {
        series[one].z_order.total_cmp(&series[other].z_order)
    });
    order.into_iter().map(|index| &series[index]).gather()
}

/// Draws the grid lines of one axis, if it has them.
fn draw_grid<B: DrawingBackend>(
    axis: &Axis,
    direction: Direction,
    places: &AxesLayout,
    sizes: &Sizes,
    palette: &Palette,
    pen: &mut Pen<B>,
) -> Drawn<B> {
    if !axis.grid {
        return Ok(());
    }
    let style = &axis.grid_style;
    let own = style.color.as_ref();
    let alpha = style.alpha.or(own.map(|color| color.alpha)).unwrap_or(1.0);
    let stroke = Stroke {
        color: paint(
            own.map_or(palette.grid, |color| palette.series(color)),
            alpha,
        ),
        width: style.line_width.unwrap_or(FRAME_WIDTH) * sizes.point,
    };
    let frame = &places.frame;
    let (marks, low, high) = match direction {
        Direction::X => (&places.x_ticks.marks, frame.top, frame.bottom),
        Direction::Y => (&places.y_ticks.marks, frame.left, frame.right),
    };
    let end = |along: f64, across: f64| match direction {
        Direction::X => Point {
            x: across,
            y: along,
        },
        Direction::Y => Point {
            x: along,
            y: across,
        },
    };
    let line_style = style.line_style.unwrap_or(LineStyle::Solid);
    marks.iter().try_for_each(|&mark| {
        let ends = [end(low, mark), end(high, mark)];
        if line_style == LineStyle::Solid {
            pen.crisp_line(ends[0], ends[1], &stroke)
        } else if line_style == LineStyle::None {
            Ok(())
        } else {
            draw_line(&ends, line_style, &stroke, frame, pen)
        }
    })
}

/// Draws the box of an axes and the marks of its ticks, outwards.
fn draw_box_and_ticks<B: DrawingBackend>(
    places: &AxesLayout,
    sizes: &Sizes,
    palette: &Palette,
    pen: &mut Pen<B>,
) -> Drawn<B> {
    let stroke = Stroke {
        color: paint(palette.ink, 1.0),
        width: FRAME_WIDTH * sizes.point,
    };
    let frame = &places.frame;
    let length = TICK_LENGTH * sizes.point;
    for &x in &places.x_ticks.marks {
        let y = frame.bottom;
        pen.crisp_line(Point { x, y }, Point { x, y: y + length }, &stroke)?;
    }
    for &y in &places.y_ticks.marks {
        let x = frame.left;
        pen.crisp_line(Point { x: x - length, y }, Point { x, y }, &stroke)?;
    }
    pen.crisp_box(frame, &stroke)
}

/// Draws a legend: its box, and a piece of line, the marker and the text of each series.
fn draw_legend<B: DrawingBackend>(
    axes: &Axes,
    legend: &LegendBox,
    sizes: &Sizes,
    palette: &Palette,
    pen: &mut Pen<B>,
) -> Drawn<B> {
    let outline = rounded(&legend.area, LEGEND_ROUNDING * sizes.tick_text);
    pen.fill(&outline, paint(palette.paper, LEGEND_ALPHA))?;
    let border = Stroke {
        color: paint(palette.grid, LEGEND_ALPHA),
        width: FRAME_WIDTH * sizes.point,
    };
    pen.line(&outline, &border)?;
    if let Some(title) = &legend.title {
        write(std::slice::from_ref(title), palette, pen)?;
    }
    for entry in &legend.entries {
        let Some(series) = axes.series.get(entry.series) else {
            continue;
        };
        let (from, to) = entry.handle;
        let middle = Point {
            x: (from.x + to.x) / 2.0,
            y: from.y,
        };
        let room = legend.area.grown(sizes.tick_text);
        draw_series_line(series, &[from, to], &room, sizes.point, palette, pen)?;
        draw_markers(series, &[middle], &room, sizes.point, palette, pen)?;
        write(std::slice::from_ref(&entry.text), palette, pen)?;
    }
    Ok(())
}

/// The closed outline of a box with rounded corners.
fn rounded(area: &Rectangle, radius: f64) -> Vec<Point> {
    let corners = [
        (area.right - radius, area.top + radius),
        (area.right - radius, area.bottom - radius),
        (area.left + radius, area.bottom - radius),
        (area.left + radius, area.top + radius),
    ];
    const STEPS: usize = 4;
    let arc = |(corner, (x, y)): (usize, (f64, f64))| {
        (0..=STEPS).map(move |step| {
            let quarters = corner as f64 - 1.0 + step as f64 / STEPS as f64;
            let angle = quarters * std::f64::consts::FRAC_PI_2;
            Point {
                x: x + radius * libm::cos(angle),
                y: y + radius * libm::sin(angle),
            }
        })
    };
    let mut outline: Vec<Point> = corners.into_iter().enumerate().flat_map(arc).gather();
    outline.extend(outline.first().copied());
    outline
}

fn write<B: DrawingBackend>(texts: &[Text], palette: &Palette, pen: &mut Pen<B>) -> Drawn<B> {
    let ink = paint(palette.ink, 1.0);
    texts
        .iter()
        .try_for_each(|text| pen.text(text, ink, &palette.font))
}

#[cfg(test)]
#[path = "draw_tests.rs"]
mod tests;
