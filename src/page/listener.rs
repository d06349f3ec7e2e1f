//! What calls back: events, timers, frames. Each is owned, and dropping it ends it.
//!
//! Knows nothing of what is done then.

use super::dom::window;
use super::live::{self, Page};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, AddEventListenerOptions, Event, EventTarget};

/// What an event does.
pub type Reaction = fn(&mut Page, &Event) -> Result<(), JsValue>;

/// What a timer or a frame does.
pub type Deed = fn(&mut Page) -> Result<(), JsValue>;

/// One event listener.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens until dropped, or until `lifetime` ends with a trap of this program.
    pub fn new(
        target: &EventTarget,
        kind: &'static str,
        lifetime: &AbortSignal,
        reaction: Reaction,
    ) -> Result<Self, JsValue> {
        let closure = Closure::new(move |event| live::with(&mut |page| reaction(page, &event)));
        let options = AddEventListenerOptions::new();
        options.set_signal(lifetime);
        target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            function(&closure),
            &options,
        )?;
        Ok(Listener {
            target: target.clone(),
            kind,
            closure,
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Removing a listener that is gone already is no error worth telling.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, function(&self.closure));
    }
}

/// A timer that starts anew whenever it is asked to.
pub struct Timer {
    delay: i32,
    handle: Option<i32>,
    closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// A timer at rest; `delay` in milliseconds.
    pub fn new(delay: i32, deed: Deed) -> Self {
        Timer {
            delay,
            handle: None,
            closure: Closure::new(move || live::with(&mut |page| deed(page))),
        }
    }

    /// Lets the full delay pass from now.
    pub fn restart(&mut self) -> Result<(), JsValue> {
        let window = window();
        if let Some(handle) = self.handle.take() {
            window.clear_timeout_with_handle(handle);
        }
        let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            self.closure.as_ref().unchecked_ref(),
            self.delay,
        )?;
        self.handle = Some(handle);
        Ok(())
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(handle) = self.handle {
            window().clear_timeout_with_handle(handle);
        }
    }
}

/// The next frame of the screen: however often it is asked for, the deed is done once.
pub struct Frame {
    asked: bool,
    closure: Closure<dyn FnMut()>,
}

impl Frame {
    /// A deed for the next frame, not asked for yet.
    pub fn new(deed: Deed) -> Self {
        Frame {
            asked: false,
            closure: Closure::new(move || {
                live::with(&mut |page| {
                    page.frame.asked = false;
                    deed(page)
                });
            }),
        }
    }

    /// Asks for the next frame.
    pub fn ask(&mut self) -> Result<(), JsValue> {
        if !self.asked {
            window().request_animation_frame(self.closure.as_ref().unchecked_ref())?;
            self.asked = true;
        }
        Ok(())
    }
}

fn function(closure: &Closure<dyn FnMut(Event)>) -> &js_sys::Function {
    closure.as_ref().unchecked_ref()
}
