//! The page under test, by the names it promises to hosts and tests.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::host::Host;

/// Long enough for the slowest machine; only a failing test waits this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// The keys of WebDriver, control among them.
const SELECT_ALL: &str = "\u{E009}a\u{E000}";
const SELECT_ALL_AND_PASTE: &str = "\u{E009}av\u{E000}";
const DELETE: &str = "\u{E017}";

/// How the page is looked at: CSS pixels, device pixels for each of them, and the theme.
#[derive(Clone, Copy, Debug)]
pub struct View {
    pub width: u32,
    pub ratio: f64,
    pub dark: bool,
}

impl View {
    pub const PHONE: View = View::new(390, 2.0);
    pub const SIDEWAYS_PHONE: View = View::new(844, 2.0);
    pub const DESKTOP: View = View::new(1280, 1.0);
    pub const WIDE_DESKTOP: View = View::new(1920, 1.0);
    pub const SHARP_DESKTOP: View = View::new(1280, 2.0);

    const fn new(width: u32, ratio: f64) -> View {
        View {
            width,
            ratio,
            dark: false,
        }
    }

    pub const fn dark(self) -> View {
        View { dark: true, ..self }
    }
}

/// The built page, live in a browser.
pub struct Page {
    pub driver: Driver,
    pub host: Host,
}

impl Page {
    /// Opens the page and waits until it is live and has run once.
    #[track_caller]
    pub fn open(view: View) -> Page {
        let page = Page::load(view, &|_| {});
        page.wait_until("the page is live", || page.state() == "live");
        page
    }

    /// Loads the page without waiting for its program; `prepare` sees the browser before.
    #[track_caller]
    pub fn load(view: View, prepare: &dyn Fn(&Driver)) -> Page {
        let folder = checkout().join("dist");
        assert!(
            folder.join("index.html").is_file(),
            "there is no dist/index.html: run `cargo xtask build`"
        );
        let page = Page {
            driver: Driver::start(),
            host: Host::serve(folder).expect("a port of this machine"),
        };
        page.look(view, 900);
        prepare(&page.driver);
        page.driver
            .wait(async |client| client.goto(&page.host.address).await);
        page
    }

    /// Changes the size, pixel ratio and theme.
    #[track_caller]
    pub fn look(&self, view: View, height: u32) {
        self.driver.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": view.width, "height": height, "deviceScaleFactor": view.ratio, "mobile": false}),
        );
        let theme = if view.dark { "dark" } else { "light" };
        self.driver.devtools(
            "Emulation.setEmulatedMedia",
            json!({"features": [{"name": "prefers-color-scheme", "value": theme}]}),
        );
    }

    /// `data-state` of the page: `static`, `live` or `failed`.
    #[track_caller]
    pub fn state(&self) -> String {
        self.text_of("return document.documentElement.dataset.state || ''")
    }

    /// How many evaluations the page has drawn.
    #[track_caller]
    pub fn runs(&self) -> u64 {
        let runs = self.text_of("return document.documentElement.dataset.runs || '0'");
        runs.parse().expect("data-runs is a number")
    }

    /// Puts `text` into a blank with real keys, and waits for the run that follows.
    #[track_caller]
    pub fn fill(&self, blank: u32, text: &str) {
        self.fill_field(&format!("[data-blank='{blank}']"), text);
    }

    /// As [`Page::fill`], for any text field.
    #[track_caller]
    pub fn fill_field(&self, selector: &str, text: &str) {
        let keys = if text.is_empty() { DELETE } else { text };
        self.press(selector, SELECT_ALL);
        let before = self.runs();
        self.press(selector, keys);
        self.wait_until("the page has run again", || self.runs() > before);
        // Frames may be slower than keys, so the run that was seen need not be the last.
        self.wait_until_still();
    }

    /// Sends keys to an element without waiting for anything.
    #[track_caller]
    pub fn press(&self, selector: &str, keys: &str) {
        self.driver.wait(async |client| {
            let field = client.find(Locator::Css(selector)).await?;
            field.send_keys(keys).await
        });
    }

    /// Replaces a blank's text at once, as pasting does, without waiting for anything.
    #[track_caller]
    pub fn paste(&self, blank: u32, text: &str) {
        let script = "const field = document.querySelector(arguments[0]);
            field.focus();
            field.select();
            document.execCommand('insertText', false, arguments[1])";
        let selector = format!("[data-blank='{blank}']");
        self.driver.script(script, &[json!(selector), json!(text)]);
    }

    /// Replaces a field's text by the real clipboard's, which `text` is put into first, with the
    /// keys of a reader; without waiting for anything.
    #[track_caller]
    pub fn paste_clipboard(&self, selector: &str, text: &str) {
        self.driver.devtools(
            "Browser.grantPermissions",
            json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}),
        );
        let script = "return navigator.clipboard.writeText(arguments[0])";
        self.driver.script(script, &[json!(text)]);
        self.press(selector, SELECT_ALL_AND_PASTE);
    }

    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.driver
            .wait(async |client| client.find(Locator::Css(selector)).await?.click().await);
    }

    /// The text inside one of a cell's places, such as `data-stdout`; every character of it,
    /// shown or not.
    #[track_caller]
    pub fn output(&self, cell: u32, place: &str) -> String {
        self.property(&format!("[data-cell='{cell}'] [{place}]"), "textContent")
    }

    /// A property of the first element that `selector` finds.
    #[track_caller]
    pub fn property(&self, selector: &str, name: &str) -> String {
        let script = "const found = document.querySelector(arguments[0]);
            return found ? String(found[arguments[1]]) : null";
        let value = self.driver.script(script, &[json!(selector), json!(name)]);
        match value {
            Value::String(text) => text,
            _ => panic!("the page has no {selector}"),
        }
    }

    /// How many elements `selector` finds.
    #[track_caller]
    pub fn count(&self, selector: &str) -> u64 {
        let script = "return document.querySelectorAll(arguments[0]).length";
        let count = self.driver.script(script, &[json!(selector)]);
        count.as_u64().expect("a length is a number")
    }

    /// Fails if the console has said anything since the last look.
    #[track_caller]
    pub fn check_console(&self) {
        assert_eq!(self.driver.console(), Vec::<String>::new());
    }

    /// Waits until no run has ended for a while.
    #[track_caller]
    pub fn wait_until_still(&self) {
        let mut last = self.runs();
        let mut since = Instant::now();
        self.wait_until("the page is still", || {
            let runs = self.runs();
            if runs != last {
                (last, since) = (runs, Instant::now());
            }
            since.elapsed() > Duration::from_millis(150)
        });
    }

    #[track_caller]
    pub fn wait_until(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "in vain: {what}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Saves a picture of the whole page as `target/screenshots/NAME.png`.
    #[track_caller]
    pub fn save_screenshot(&self, view: View, name: &str) {
        self.look(view, 900);
        self.wait_for_frames();
        let height = self
            .driver
            .script("return document.documentElement.scrollHeight", &[]);
        self.look(view, height.as_u64().map_or(900, |height| height as u32));
        self.wait_for_frames();
        self.save_window(name);
    }

    /// Saves a picture of what is in the window.
    #[track_caller]
    pub fn save_window(&self, name: &str) {
        let picture = self.driver.wait(async |client| client.screenshot().await);
        let folder = checkout().join("target/screenshots");
        fs::create_dir_all(&folder).expect("a folder for screenshots");
        fs::write(folder.join(format!("{name}.png")), picture).expect("a saved screenshot");
    }

    /// Lets the page notice a new size and draw it.
    #[track_caller]
    pub fn wait_for_frames(&self) {
        thread::sleep(Duration::from_millis(300));
    }

    #[track_caller]
    fn text_of(&self, script: &str) -> String {
        let value = self.driver.script(script, &[]);
        value.as_str().unwrap_or_default().to_string()
    }
}

/// The top folder of the checkout.
pub fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
