//! The page under test, by the names it promises to hosts and tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};
use url::Url;

use crate::driver::{Driver, Engine, Start};
use crate::host::{Host, with_early};
pub use crate::view::View;

/// Long enough for the slowest machine; only a failing test waits this long.
const PATIENCE: Duration = Duration::from_secs(20);

/// The keys of WebDriver, control among them.
const SELECT_ALL: &str = "\u{E009}a\u{E000}";
const SELECT_ALL_AND_COPY: &str = "\u{E009}ac\u{E000}";
const SELECT_ALL_AND_PASTE: &str = "\u{E009}av\u{E000}";
const DELETE: &str = "\u{E017}";
const RETURN: &str = "\u{E006}";

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
        page.wait_until_live();
        page
    }

    /// Loads the page without waiting for its program; `prepare` sees browser and host before.
    #[track_caller]
    pub fn load(view: View, prepare: &dyn Fn(&Page)) -> Page {
        let page = Page::of_build(view, true);
        prepare(&page);
        page.driver.go_to(&page.host.address);
        page
    }

    /// Loads the page in a browser that runs no script of a page.
    #[track_caller]
    pub fn load_without_scripts(view: View) -> Page {
        let page = Page::of_build(view, false);
        page.driver.go_to(&page.host.address);
        page
    }

    /// Loads a page from any address, such as that of a file, without waiting for its program.
    ///
    /// A file is opened as a copy where its console could not be listened to otherwise.
    #[track_caller]
    pub fn open_at(address: &str, view: View) -> Page {
        let page = Page::of_build(view, true);
        let address = Url::parse(address).expect("an address");
        let listening = match address.to_file_path() {
            Ok(file) if !page.driver.listener().is_empty() => listening_copy(&file, &page.driver),
            _ => address,
        };
        page.driver.go_to(listening.as_str());
        page
    }

    /// Opens a page from the disk, waits until it is live, and prints how long that took.
    #[track_caller]
    pub fn open_file(path: &Path) -> Page {
        let address = Url::from_file_path(path).expect("a whole path");
        let page = Page::open_at(address.as_str(), View::DESKTOP);
        page.wait_until_live();
        let time = page.driver.script("return performance.now()", &[]);
        let name = path.file_name().unwrap_or_default().display();
        println!(
            "{name}: live after {:.0} ms at most",
            time.as_f64().unwrap_or(f64::NAN)
        );
        page
    }

    #[track_caller]
    fn of_build(view: View, allows_scripts: bool) -> Page {
        let folder = checkout().join("dist");
        assert!(
            folder.join("index.html").is_file(),
            "there is no dist/index.html: run `cargo xtask build`"
        );
        let start = Start {
            view,
            allows_scripts,
        };
        Page::start(folder, start)
    }

    /// A browser of the chosen engine that has opened nothing yet, and a host that serves a
    /// folder.
    #[track_caller]
    pub fn start(folder: PathBuf, start: Start) -> Page {
        let page = Page {
            driver: Driver::start(Engine::chosen(), start),
            host: Host::serve(folder).expect("a port of this machine"),
        };
        page.host.put_early(page.driver.listener());
        page.look(start.view, 900);
        page
    }

    /// Loads the page again and waits until it is live.
    #[track_caller]
    pub fn reload(&self) {
        self.driver.reload();
        self.wait_until_live();
    }

    /// Waits until the program has run once.
    #[track_caller]
    pub fn wait_until_live(&self) {
        self.wait_until("the page is live", || {
            self.state() == "live" && self.runs() > 0
        });
    }

    /// Moves over the page, as far as it can tell, and waits for the scripts that come then.
    #[track_caller]
    pub fn turn_to(&self) {
        let script = "document.body.dispatchEvent(new Event('pointermove', { bubbles: true }))";
        self.driver.script(script, &[]);
        self.wait_until("the scripts beside the page", || {
            self.count("html[data-beside]") == 1
        });
    }

    /// Changes the size, pixel ratio and theme, as far as this engine can; returns what the view
    /// is then.
    #[track_caller]
    pub fn look(&self, view: View, height: u32) -> View {
        self.driver.look(view, height)
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

    /// As [`Page::fill`], for any text field. A text with indented lines is pasted: typed, the
    /// editor would indent them once more.
    #[track_caller]
    pub fn fill_field(&self, selector: &str, text: &str) {
        let keys = if text.is_empty() { DELETE } else { text };
        self.press(selector, SELECT_ALL);
        let before = self.runs();
        if text.contains("\n ") {
            let script = "document.execCommand('insertText', false, arguments[0])";
            self.driver.script(script, &[json!(text)]);
        } else {
            self.press(selector, keys);
        }
        self.wait_until("the page has run again", || self.runs() > before);
        // Frames may be slower than keys, so the run that was seen need not be the last.
        self.wait_until_still();
    }

    /// Puts `text` into a blank with real keys, without waiting for anything.
    #[track_caller]
    pub fn retype(&self, blank: u32, text: &str) {
        let selector = format!("[data-blank='{blank}']");
        self.press(&selector, SELECT_ALL);
        self.press(&selector, text);
    }

    /// Sends keys to an element without waiting for anything.
    #[track_caller]
    pub fn press(&self, selector: &str, keys: &str) {
        if self.driver.engine == Engine::WebKit {
            self.enter(selector);
        }
        // Not every driver takes the character for the key.
        let keys = &keys.replace('\n', RETURN);
        self.driver.wait(async |client| {
            let field = client.find(Locator::Css(selector)).await?;
            field.send_keys(keys).await
        });
    }

    /// Scrolls the page around a frame to a field in it, and clicks there, as readers do: WebKit
    /// gives the field no keys before. While the page around it grows, a click may miss, or be
    /// refused: then there is another.
    #[track_caller]
    fn enter(&self, selector: &str) {
        let script = "const field = document.querySelector(arguments[0]);
            if (top === window || document.activeElement === field) return null;
            return field.getBoundingClientRect().top";
        self.wait_until("the field has the focus", || {
            let Some(place) = self.driver.script(script, &[json!(selector)]).as_f64() else {
                return true;
            };
            self.driver.wait(async |client| {
                client.clone().enter_parent_frame().await?;
                let scroll = "scrollTo(0, arguments[0])";
                client.execute(scroll, vec![json!(place - 100.0)]).await?;
                let frame = client.find(Locator::Css("iframe")).await?;
                frame.enter_frame().await?;
                let field = client.find(Locator::Css(selector)).await?;
                let _ = field.click().await;
                Ok(())
            });
            false
        });
    }

    /// Presses keys together, in order, and lets go of them, wherever the focus is.
    #[track_caller]
    pub fn chord(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for &value in keys {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value });
        }
        self.driver
            .wait(async |client| client.perform_actions(actions).await);
    }

    /// Replaces a blank's text at once, as pasting does, without waiting for anything.
    #[track_caller]
    pub fn paste(&self, blank: u32, text: &str) {
        let script = "const field = document.querySelector(arguments[0]);
            field.focus();
            field.select();
            document.execCommand('insertText', false, arguments[1])";
        let selector = format!("[data-blank='{blank}']");
        if self.driver.engine == Engine::WebKit {
            self.enter(&selector);
        }
        self.driver.script(script, &[json!(selector), json!(text)]);
    }

    /// Copies a text into the real clipboard, with the keys of a reader.
    #[track_caller]
    pub fn copy(&self, text: &str) {
        let script = "const field = document.createElement('textarea');
            field.id = 'to-copy';
            field.value = arguments[0];
            document.body.append(field)";
        self.driver.script(script, &[json!(text)]);
        self.press("#to-copy", SELECT_ALL_AND_COPY);
        let script = "document.getElementById('to-copy').remove()";
        self.driver.script(script, &[]);
    }

    /// Replaces a field's text by the real clipboard's, with the keys of a reader, and without
    /// waiting for anything.
    #[track_caller]
    pub fn paste_clipboard(&self, selector: &str) {
        self.press(selector, SELECT_ALL_AND_PASTE);
    }

    /// Clicks on an element once it is at rest: a click goes to where the element was.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let script =
            "const { x, y } = document.querySelector(arguments[0]).getBoundingClientRect();
            return [x, y]";
        let place = || self.driver.script(script, &[json!(selector)]);
        let mut last = place();
        self.wait_until("the element is at rest", || {
            thread::sleep(Duration::from_millis(50));
            let now = place();
            std::mem::replace(&mut last, now.clone()) == now
        });
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

    /// Saves a picture of the whole page as `target/screenshots/ENGINE/NAME.png`, or of as much
    /// of it as an engine can draw in one window.
    #[track_caller]
    pub fn save_screenshot(&self, view: View, name: &str) {
        let view = self.look(view, 900);
        self.wait_for_frames();
        let height = self
            .driver
            .script("return document.documentElement.scrollHeight", &[]);
        let height = height.as_u64().map_or(900, |height| height as u32);
        let highest = match self.driver.engine {
            Engine::Chromium | Engine::Firefox => u32::MAX,
            // A higher window stays empty.
            Engine::WebKit => (15_000.0 / view.ratio) as u32,
        };
        self.look(view, height.min(highest));
        self.wait_for_frames();
        self.save_window(name);
    }

    /// Saves a picture of what is in the window.
    #[track_caller]
    pub fn save_window(&self, name: &str) {
        let picture = self.driver.wait(async |client| client.screenshot().await);
        let engine = format!("{:?}", self.driver.engine).to_lowercase();
        let folder = checkout().join("target/screenshots").join(engine);
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

/// The page in one file.
pub fn one_file() -> PathBuf {
    checkout().join("dist/vanishing-gradients.html")
}

/// The folder for files that tests in the chosen engine make; other engines' may run beside them.
pub fn scratch() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files");
    let folder = folder.join(format!("{:?}", Engine::chosen()));
    fs::create_dir_all(&folder).expect("a folder for files of tests");
    folder
}

/// A copy of a file with the driver's listener in it, among copies of the files beside it.
fn listening_copy(file: &Path, driver: &Driver) -> Url {
    let copies = scratch().join("listening");
    let _ = fs::remove_dir_all(&copies);
    fs::create_dir_all(&copies).expect("a folder for copies");
    let folder = file.parent().expect("a file is in a folder");
    for entry in fs::read_dir(folder).expect("the folder of the file") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, in_folder(&copies, &path)).expect("a copy of a file");
        }
    }
    let copy = in_folder(&copies, file);
    let page = fs::read(file).expect("a file to open");
    fs::write(&copy, with_early(page, driver.listener())).expect("a copy that listens");
    Url::from_file_path(copy).expect("a whole path")
}

fn in_folder(folder: &Path, file: &Path) -> PathBuf {
    folder.join(file.file_name().expect("a file has a name"))
}
