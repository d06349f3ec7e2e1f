//! A drawing written down natively, to be done again by a script on any canvas.
//!
//! Knows nothing of figures, and shares no code with the backend by which the page draws.

use std::convert::Infallible;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use serde_json::{Value, json};

/// Does what a recording says: `redo(context, steps)`.
pub const REDO: &str = "
    function redo(context, steps) {
        const outline = points => {
            context.beginPath();
            for (const [x, y] of points) context.lineTo(x, y);
        };
        const deeds = {
            box: ([left, top, right, bottom]) =>
                context.fillRect(left, top, right - left, bottom - top),
            area: points => { outline(points); context.closePath(); context.fill(); },
            disc: ([x, y, radius]) => {
                context.beginPath();
                context.arc(x, y, radius, 0, 2 * Math.PI);
                context.fill();
            },
            line: (points, { width }) => {
                context.lineWidth = width;
                outline(points);
                context.stroke();
            },
            text: ([x, y], { words, font, align, upwards }) => {
                context.save();
                context.translate(x, y);
                if (upwards) context.rotate(-Math.PI / 2);
                context.font = font;
                context.textAlign = align;
                context.textBaseline = 'middle';
                context.fillText(words, 0, 0);
                context.restore();
            },
        };
        for (const step of steps) {
            context.fillStyle = context.strokeStyle = step.color;
            deeds[step.deed](step.at, step);
        }
    }";

/// What was drawn so far.
#[derive(Default)]
pub struct Recording {
    pub steps: Vec<Value>,
}

type Recorded = Result<(), DrawingErrorKind<Infallible>>;

impl Recording {
    fn add(&mut self, deed: &str, at: Value, color: BackendColor) -> &mut Value {
        let (red, green, blue) = color.rgb;
        self.steps.push(json!({
            "deed": deed,
            "at": at,
            "color": format!("rgb({red} {green} {blue} / {})", color.alpha),
        }));
        self.steps.last_mut().expect("a step was just added")
    }
}

impl DrawingBackend for Recording {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (u32::MAX, u32::MAX)
    }

    fn ensure_prepared(&mut self) -> Recorded {
        Ok(())
    }

    fn present(&mut self) -> Recorded {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, _: BackendColor) -> Recorded {
        panic!("a pixel by itself, at {at:?}: figures are lines, areas and texts")
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Recorded {
        assert!(fill, "figures have filled boxes only");
        self.add("box", json!([left, top, right, bottom]), style.color());
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Recorded {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.add("line", json!(points), style.color())["width"] = json!(style.stroke_width());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Recorded {
        assert!(fill, "figures have filled discs only");
        self.add("disc", json!([x, y, radius]), style.color());
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Recorded {
        let corners: Vec<BackendCoord> = corners.into_iter().collect();
        self.add("area", json!(corners), style.color());
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Recorded {
        let step = self.add("text", json!([x, y]), style.color());
        step["words"] = json!(text);
        step["font"] = json!(format!("{}px {}", style.size(), style.family().as_str()));
        step["align"] = json!(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        step["upwards"] = json!(matches!(style.transform(), FontTransform::Rotate270));
        Ok(())
    }
}
