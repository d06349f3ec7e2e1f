//! Mouse and fingers, as a reader moves them: presses, moves and releases that the browser takes
//! for real.
//!
//! What one call presses stays pressed for the next.

use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};
use serde_json::json;

use crate::page::Page;

/// A place in the window, in CSS pixels.
pub type Place = (f64, f64);

/// What points, and what of it presses: a mouse, or a finger by its name.
#[derive(Clone, Copy)]
pub enum Pointer {
    Mouse,
    Finger(&'static str),
}

/// One thing that a pointer does.
#[derive(Clone, Copy)]
pub enum Deed {
    Move(Place),
    Press,
    Release,
    /// Nothing, while other pointers do something.
    Wait,
}

use Deed::{Move, Press, Release, Wait};

fn action(deed: Deed) -> PointerAction {
    match deed {
        Move((x, y)) => PointerAction::MoveTo {
            duration: Some(Duration::from_millis(40)),
            x: x.round(),
            y: y.round(),
        },
        Wait => PointerAction::Pause {
            duration: Duration::ZERO,
        },
        Press => PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        },
        Release => PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        },
    }
}

fn add(actions: Actions, pointer: Pointer, deeds: &[Deed]) -> Actions {
    let deeds = deeds.iter().copied().map(action);
    match pointer {
        Pointer::Mouse => {
            let mouse = MouseActions::new("mouse".to_owned());
            actions.and(deeds.fold(mouse, InputSource::then))
        }
        Pointer::Finger(name) => {
            let finger = TouchActions::new(name.to_owned());
            actions.and(deeds.fold(finger, InputSource::then))
        }
    }
}

impl Page {
    /// Moves and presses one pointer.
    #[track_caller]
    pub fn point(&self, pointer: Pointer, deeds: &[Deed]) {
        self.point_together(&[(pointer, deeds)]);
    }

    /// Moves and presses several pointers, all doing their first deed together, and so on.
    #[track_caller]
    pub fn point_together(&self, pointers: &[(Pointer, &[Deed])]) {
        let mut actions = Actions::default();
        for &(pointer, deeds) in pointers {
            actions = add(actions, pointer, deeds);
        }
        self.driver
            .wait(async |client| client.perform_actions(actions).await);
    }

    /// Drags what is at `from` to `to`, on a straight way with a stop in its middle.
    #[track_caller]
    pub fn drag(&self, pointer: Pointer, from: Place, to: Place) {
        let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let deeds = [Move(from), Press, Move(middle), Move(to), Release];
        self.point(pointer, &deeds);
    }

    /// Brings an element into the middle of the window and gives its left, top, width and height
    /// there.
    #[track_caller]
    pub fn bring(&self, selector: &str) -> [f64; 4] {
        let script = "const element = document.querySelector(arguments[0]);
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            const { x, y, width, height } = element.getBoundingClientRect();
            return [x, y, width, height]";
        let found = self.driver.script(script, &[json!(selector)]);
        serde_json::from_value(found).unwrap_or_else(|_| panic!("the page has no {selector}"))
    }

    /// Brings an element into view and gives its middle.
    #[track_caller]
    pub fn middle(&self, selector: &str) -> Place {
        let [left, top, width, height] = self.bring(selector);
        (left + width / 2.0, top + height / 2.0)
    }
}
