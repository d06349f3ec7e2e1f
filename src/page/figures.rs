//! The figures of a cell on their canvases, and what those are drawn on.
//!
//! Knows nothing of what is drawn: `figure` does that.

use super::colors::rgb;
use super::dom::{append, find, find_all, find_as, flag, missing, window};
use super::listener::Listener;
use super::live::Page;
use super::names::{attribute, selector};
use crate::figure::Figure;
use crate::figure::draw::draw;
use crate::figure::label::figure_label;
use crate::figure::layout::{DesignWidth, Layout, lay_out};
use crate::figure::palette::Palette;
use crate::figure::pen::{Medium, UNITS};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, CanvasRenderingContext2d, Element, Event, HtmlCanvasElement};

/// A figure in a narrower place is laid out narrow. In CSS pixels.
const NARROW_BELOW: f64 = 560.0;

/// The canvases of one cell, one for each of its figures.
pub struct Figures {
    container: Element,
    views: Vec<FigureView>,
}

/// One figure on its canvas.
pub struct FigureView {
    holder: Element,
    canvas: HtmlCanvasElement,
}

/// What all figures of the page are drawn on.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// In CSS pixels.
    pub width: f64,
    /// Device pixels for each CSS pixel.
    pub ratio: f64,
    pub palette: Palette,
}

impl Surface {
    /// Black on white, for a rehearsal.
    pub fn plain(width: f64) -> Self {
        Surface {
            width,
            ratio: 1.0,
            palette: Palette::light(),
        }
    }

    /// Which of the two layouts has this width.
    pub fn design_width(&self) -> DesignWidth {
        if self.width < NARROW_BELOW {
            DesignWidth::Narrow
        } else {
            DesignWidth::Wide
        }
    }

    /// Reads pixel ratio and colours; `width` in CSS pixels.
    pub fn measure(root: &Element, width: f64) -> Result<Self, JsValue> {
        let window = window();
        let wearer = find(root, selector::PALETTE)?;
        let style = window
            .get_computed_style(&wearer)?
            .ok_or_else(|| missing(selector::PALETTE))?;
        let color = |property: &str| {
            let text = style.get_property_value(property)?;
            rgb(&text).ok_or_else(|| missing(property))
        };
        Ok(Surface {
            width,
            ratio: window.device_pixel_ratio(),
            palette: Palette {
                paper: color("background-color")?,
                ink: color("color")?,
                grid: color("outline-color")?,
                font: style.get_property_value("font-family")?,
            },
        })
    }
}

impl Figures {
    /// The figures that the page has in a cell.
    pub fn find(root: &Element) -> Result<Self, JsValue> {
        let container = find(root, selector::FIGURES)?;
        let mut views = Vec::new();
        for holder in find_all(&container, selector::FIGURE)? {
            let canvas = find_as(&holder, selector::CANVAS)?;
            views.push(FigureView { holder, canvas });
        }
        Ok(Figures { container, views })
    }

    /// The width of a figure in this cell, in CSS pixels; 0 where nothing is shown.
    pub fn width(&self) -> f64 {
        f64::from(self.container.client_width())
    }

    /// Draws these figures, on as many canvases.
    pub fn draw(&mut self, figures: &[Figure], surface: &Surface) -> Result<(), JsValue> {
        while self.views.len() > figures.len()
            && let Some(surplus) = self.views.pop()
        {
            surplus.holder.remove();
        }
        while self.views.len() < figures.len() {
            self.views.push(FigureView::append(&self.container)?);
        }
        for (view, figure) in self.views.iter().zip(figures) {
            view.draw(figure, surface)?;
        }
        Ok(())
    }

    /// Marks the figures as those from before an error, or as fresh.
    pub fn mark_old(&self, old: bool) -> Result<(), JsValue> {
        for view in &self.views {
            flag(&view.holder, attribute::OLD, old)?;
        }
        Ok(())
    }
}

impl FigureView {
    /// A figure on a canvas that is in no page, for a rehearsal.
    pub fn on(canvas: HtmlCanvasElement) -> Self {
        FigureView {
            holder: canvas.clone().into(),
            canvas,
        }
    }

    fn append(container: &Element) -> Result<Self, JsValue> {
        let holder = append(container, "figure", "figure")?;
        holder.set_attribute("data-figure", "")?;
        let canvas: HtmlCanvasElement = append(&holder, "canvas", "")?.unchecked_into();
        canvas.set_attribute("role", "img")?;
        Ok(FigureView { holder, canvas })
    }

    /// Draws a figure, at the design width that the surface's width asks for.
    pub fn draw(&self, figure: &Figure, surface: &Surface) -> Result<(), JsValue> {
        self.canvas
            .set_attribute("aria-label", &figure_label(figure))?;
        let layout = lay_out(figure, surface.design_width());
        // A page that is not shown has no width; it is drawn once it has.
        let pixels = surface.width * surface.ratio / layout.width;
        if pixels <= 0.0 {
            return Ok(());
        }
        self.set_size(&layout, pixels)?;
        let mut backend = CanvasBackend::with_canvas_object(self.canvas.clone())
            .ok_or_else(|| missing(selector::CANVAS))?;
        let medium = Medium::canvas(pixels);
        draw(figure, &layout, &mut backend, medium, &surface.palette)
            .map_err(|error| JsValue::from(js_sys::Error::new(&error.to_string())))?;
        flag(&self.holder, attribute::DRAWN, true)
    }

    /// Gives the canvas its size in device pixels, and its context the drawing's units.
    fn set_size(&self, layout: &Layout, pixels: f64) -> Result<(), JsValue> {
        // `as` saturates; a browser refuses sizes beyond its own bounds by drawing nothing.
        self.canvas
            .set_width((layout.width * pixels).round() as u32);
        self.canvas
            .set_height((layout.height * pixels).round() as u32);
        let shape = format!("{} / {}", layout.width, layout.height);
        self.canvas.style().set_property("aspect-ratio", &shape)?;
        let context: CanvasRenderingContext2d = self
            .canvas
            .get_context("2d")?
            .ok_or_else(|| missing("2d"))?
            .unchecked_into();
        let scale = pixels / UNITS;
        context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)?;
        context.set_line_join("round");
        Ok(())
    }
}

/// Watches what the surface depends on beside its size: pixel ratio and theme.
pub struct Watch {
    lifetime: AbortSignal,
    /// The pixel ratio in force, and the listener that hears of its end.
    ratio: Option<(f64, Listener)>,
    _scheme: Option<Listener>,
}

impl Watch {
    /// Watches the system's theme.
    pub fn new(lifetime: AbortSignal) -> Result<Self, JsValue> {
        Ok(Watch {
            ratio: None,
            _scheme: on_media("(prefers-color-scheme: dark)", &lifetime)?,
            lifetime,
        })
    }

    /// Watches for the end of this pixel ratio.
    pub fn ratio(&mut self, ratio: f64) -> Result<(), JsValue> {
        if self.ratio.as_ref().is_none_or(|(old, _)| *old != ratio) {
            let listener = on_media(&format!("(resolution: {ratio}dppx)"), &self.lifetime)?;
            self.ratio = listener.map(|listener| (ratio, listener));
        }
        Ok(())
    }
}

/// Renews the figures when the answer to a media query changes.
fn on_media(query: &str, lifetime: &AbortSignal) -> Result<Option<Listener>, JsValue> {
    let renew = |page: &mut Page, _: &Event| page.renew_figures();
    match window().match_media(query)? {
        Some(list) => Listener::new(&list, "change", lifetime, renew).map(Some),
        None => Ok(None),
    }
}
