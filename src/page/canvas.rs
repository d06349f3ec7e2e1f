//! A canvas to draw on, as plotters asks for one.
//!
//! Not plotters-canvas: it writes every colour's transparency and every font size through the
//! standard library's float text: with that, 9 kB of the page. Knows nothing of figures.

use crate::numerics::number_text;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use std::convert::Infallible;
use std::f64::consts::{PI, TAU};
use web_sys::CanvasRenderingContext2d;

/// The context of a canvas with its transform set: places count in the units of that.
pub struct Canvas {
    pub context: CanvasRenderingContext2d,
}

/// A canvas throws only at a radius below zero and at places that are no numbers, neither of
/// which a backend can be asked for: what it returns beside is not looked at.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Canvas {
    /// A colour for all that follows, without its transparency, which is the context's.
    fn color(&self, color: BackendColor) -> String {
        self.context.set_global_alpha(color.alpha);
        let (red, green, blue) = color.rgb;
        format!("rgb({red},{green},{blue})")
    }

    fn set_fill(&self, color: BackendColor) {
        self.context.set_fill_style_str(&self.color(color));
    }

    fn set_stroke<S: BackendStyle>(&self, style: &S) {
        self.context
            .set_stroke_style_str(&self.color(style.color()));
        self.context.set_line_width(f64::from(style.stroke_width()));
    }

    /// Begins a path through these places.
    fn path(&self, places: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        // Without a place before it, the first one is moved to.
        for (x, y) in places {
            self.context.line_to(f64::from(x), f64::from(y));
        }
    }

    /// Fills the path or strokes it.
    fn paint<S: BackendStyle>(&self, style: &S, fill: bool) {
        if fill {
            self.set_fill(style.color());
            self.context.fill();
        } else {
            self.set_stroke(style);
            self.context.stroke();
        }
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    /// Whoever draws knows the size.
    fn get_size(&self) -> (u32, u32) {
        (u32::MAX, u32::MAX)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.path([(left, top), (right, top), (right, bottom), (left, bottom)]);
        self.context.close_path();
        self.paint(style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path);
        self.paint(style, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.context.begin_path();
        let (x, y, radius) = (f64::from(x), f64::from(y), f64::from(radius));
        let _ = self.context.arc(x, y, radius, 0.0, TAU);
        self.paint(style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.path(corners);
        self.paint(style, true);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let context = &self.context;
        self.set_fill(style.color());
        let size = number_text::repr(style.size());
        let family = style.family();
        let font = [style.style().as_str(), " ", &size, "px ", family.as_str()].concat();
        context.set_font(&font);
        context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "center",
            HPos::Right => "end",
        });
        context.set_text_baseline(match style.anchor().v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        context.save();
        let _ = context.translate(f64::from(x), f64::from(y));
        let _ = context.rotate(match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => PI / 2.0,
            FontTransform::Rotate180 => PI,
            FontTransform::Rotate270 => -PI / 2.0,
        });
        let _ = context.fill_text(text, 0.0, 0.0);
        context.restore();
        Ok(())
    }
}
