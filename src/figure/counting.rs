//! A backend that shows nothing and counts what it was told to draw, for tests and benches.
//!
//! Knows nothing of figures.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;

/// What was drawn so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counting {
    /// Lines, areas and texts.
    pub elements: usize,
    /// The points of all lines and areas.
    pub points: usize,
    pub texts: usize,
    /// The least and the greatest coordinates of any point, x and y.
    pub reach: (BackendCoord, BackendCoord),
}

impl Counting {
    /// Nothing was drawn yet.
    pub fn new() -> Self {
        Counting {
            elements: 0,
            points: 0,
            texts: 0,
            reach: ((i32::MAX, i32::MAX), (i32::MIN, i32::MIN)),
        }
    }

    fn count(&mut self, points: impl IntoIterator<Item = BackendCoord>) -> Counted {
        self.elements += 1;
        for (x, y) in points {
            self.points += 1;
            let (least, greatest) = self.reach;
            self.reach = (
                (least.0.min(x), least.1.min(y)),
                (greatest.0.max(x), greatest.1.max(y)),
            );
        }
        Ok(())
    }
}

impl Default for Counting {
    fn default() -> Self {
        Counting::new()
    }
}

type Counted = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Counting {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (u32::MAX, u32::MAX)
    }

    fn ensure_prepared(&mut self) -> Counted {
        Ok(())
    }

    fn present(&mut self) -> Counted {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, _: BackendColor) -> Counted {
        self.count([point])
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        _: &S,
    ) -> Counted {
        self.count([from, to])
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        _: &S,
        _: bool,
    ) -> Counted {
        self.count([upper_left, lower_right])
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Counted {
        self.count(path)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        _: u32,
        _: &S,
        _: bool,
    ) -> Counted {
        self.count([center])
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        _: &S,
    ) -> Counted {
        self.count(corners)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, _: &str, _: &S, at: BackendCoord) -> Counted {
        self.texts += 1;
        self.count([at])
    }
}
