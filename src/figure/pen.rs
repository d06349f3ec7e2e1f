//! Drawing in design units on a plotters backend, which takes whole numbers only.
//!
//! Every backend is given [`UNITS`] whole units for each design unit, so that curves are smooth
//! and text is crisp at any scale. Knows nothing of figures or of layout.

use super::geometry::{Point, Rectangle};
use super::layout::{Align, Text};
use super::palette::Rgb;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle, FontTransform,
};

/// The backend's whole units for each design unit.
pub const UNITS: f64 = 16.0;

/// What a backend does with pixels and text, as far as drawing must know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Medium {
    /// Device pixels for each design unit: straight lines along the axes are put on whole pixels.
    pub pixels: f64,
    /// What the backend must be told in place of a font size of 1.
    font_size: f64,
    /// How far below the asked height the backend centres capitals, in font sizes.
    font_drop: f64,
}

impl Medium {
    /// A canvas, through plotters-canvas, with `pixels` device pixels for each design unit.
    pub fn canvas(pixels: f64) -> Medium {
        Medium {
            pixels,
            font_size: 1.0,
            font_drop: 0.0,
        }
    }

    /// SVG text, through plotters-svg, which divides font sizes by 1.24 and puts baselines half
    /// an x-height, some 0.26 font sizes, below the centre; half a capital is 0.35.
    pub fn svg() -> Medium {
        Medium {
            pixels: 1.0,
            font_size: 1.24,
            font_drop: -0.09,
        }
    }
}

/// The result of drawing on a backend of type `B`.
pub type Drawn<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

/// A backend with the buffers to draw on it.
pub struct Pen<'backend, B> {
    backend: &'backend mut B,
    medium: Medium,
    buffer: Vec<BackendCoord>,
}

/// The colour and width of a line.
#[derive(Clone, Copy)]
pub struct Stroke {
    pub color: BackendColor,
    /// In design units.
    pub width: f64,
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        ((self.width * UNITS).round() as u32).max(1)
    }
}

/// A colour as a backend takes it.
pub fn paint(rgb: Rgb, alpha: f64) -> BackendColor {
    BackendColor {
        rgb,
        alpha: if alpha.is_nan() {
            1.0
        } else {
            alpha.clamp(0.0, 1.0)
        },
    }
}

impl<'backend, B: DrawingBackend> Pen<'backend, B> {
    pub fn new(backend: &'backend mut B, medium: Medium) -> Self {
        Pen {
            backend,
            medium,
            buffer: Vec::new(),
        }
    }

    /// A line through `points`; nothing for fewer than two.
    pub fn line(&mut self, points: &[Point], stroke: &Stroke) -> Drawn<B> {
        if points.len() < 2 || !(stroke.width > 0.0 && stroke.width.is_finite()) {
            return Ok(());
        }
        self.buffer.clear();
        for point in points.iter().map(to_units) {
            // Points of one place would only lengthen the path.
            if self.buffer.last() != Some(&point) || self.buffer.len() == 1 {
                self.buffer.push(point);
            }
        }
        self.backend.draw_path(self.buffer.drain(..), stroke)
    }

    /// A straight line along an axis, put on whole device pixels so that it is crisp.
    pub fn crisp_line(&mut self, from: Point, to: Point, stroke: &Stroke) -> Drawn<B> {
        let stroke = self.crisp(stroke);
        let mut ends = [from, to];
        if from.x == to.x {
            let x = self.on_pixel(from.x, stroke.width);
            ends = ends.map(|end| Point { x, ..end });
        } else {
            let y = self.on_pixel(from.y, stroke.width);
            ends = ends.map(|end| Point { y, ..end });
        }
        self.line(&ends, &stroke)
    }

    /// The outline of a box, put on whole device pixels.
    pub fn crisp_box(&mut self, area: &Rectangle, stroke: &Stroke) -> Drawn<B> {
        let stroke = self.crisp(stroke);
        let [left, top, right, bottom] = [area.left, area.top, area.right, area.bottom]
            .map(|side| self.on_pixel(side, stroke.width));
        let middle = area.center().x;
        // From the middle of a side, so that all four corners are joined.
        let corners = [
            (middle, top),
            (right, top),
            (right, bottom),
            (left, bottom),
            (left, top),
            (middle, top),
        ];
        self.line(&corners.map(|(x, y)| Point { x, y }), &stroke)
    }

    /// A filled box.
    pub fn fill_box(&mut self, area: &Rectangle, color: BackendColor) -> Drawn<B> {
        let Rectangle {
            left,
            top,
            right,
            bottom,
        } = *area;
        let upper_left = to_units(&Point { x: left, y: top });
        let lower_right = to_units(&Point {
            x: right,
            y: bottom,
        });
        self.backend
            .draw_rect(upper_left, lower_right, &color, true)
    }

    /// A filled polygon; nothing for fewer than three corners.
    pub fn fill(&mut self, corners: &[Point], color: BackendColor) -> Drawn<B> {
        if corners.len() < 3 {
            return Ok(());
        }
        self.buffer.clear();
        self.buffer.extend(corners.iter().map(to_units));
        self.backend.fill_polygon(self.buffer.drain(..), &color)
    }

    /// A filled circle.
    pub fn fill_circle(&mut self, center: Point, radius: f64, color: BackendColor) -> Drawn<B> {
        let radius = (radius * UNITS).round() as u32;
        self.backend
            .draw_circle(to_units(&center), radius, &color, true)
    }

    /// A line of text.
    pub fn text(&mut self, text: &Text, color: BackendColor, font: &str) -> Drawn<B> {
        let drop = self.medium.font_drop * text.size;
        let mut at = text.at;
        if text.upwards {
            at.x -= drop;
        } else {
            at.y -= drop;
        }
        let style = TextStyle {
            color,
            size: text.size * self.medium.font_size * UNITS,
            font,
            align: text.align,
            upwards: text.upwards,
        };
        // Neither XML nor a canvas takes control characters.
        let printable = |character: char| match character {
            '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
            _ if character.is_control() => char::REPLACEMENT_CHARACTER,
            _ => character,
        };
        let words: String = text.text.chars().map(printable).collect();
        self.backend.draw_text(&words, &style, to_units(&at))
    }

    /// The stroke with its width rounded to whole device pixels, at least one.
    fn crisp(&self, stroke: &Stroke) -> Stroke {
        let pixels = (stroke.width * self.medium.pixels).round().max(1.0);
        Stroke {
            width: pixels / self.medium.pixels,
            ..*stroke
        }
    }

    /// The nearest place at which a line of `width`, a whole number of pixels, covers whole
    /// pixels.
    fn on_pixel(&self, place: f64, width: f64) -> f64 {
        let half = width / 2.0;
        ((place - half) * self.medium.pixels).round() / self.medium.pixels + half
    }
}

fn to_units(point: &Point) -> BackendCoord {
    // `as` saturates, and takes NaN as 0.
    let whole = |place: f64| (place * UNITS).round() as i32;
    (whole(point.x), whole(point.y))
}

/// A text's style as backends ask for it.
struct TextStyle<'font> {
    color: BackendColor,
    size: f64,
    font: &'font str,
    align: Align,
    upwards: bool,
}

impl BackendTextStyle for TextStyle<'_> {
    type FontError = std::convert::Infallible;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        if self.upwards {
            FontTransform::Rotate270
        } else {
            FontTransform::None
        }
    }

    fn style(&self) -> FontStyle {
        FontStyle::Normal
    }

    fn anchor(&self) -> Pos {
        let across = match self.align {
            Align::Start => HPos::Left,
            Align::Center => HPos::Center,
            Align::End => HPos::Right,
        };
        Pos::new(across, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(self.font)
    }

    /// Never measured: layout has its own table of widths.
    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        Ok(((0, 0), (0, 0)))
    }

    /// Backends that cannot write leave texts out.
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        Ok(Ok(()))
    }
}
