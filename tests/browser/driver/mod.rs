//! A browser, driven over WebDriver: one of three engines, with a fresh profile, ended with the
//! test.
//!
//! The WebDriver client is asynchronous; tests read better one line after the other, so every
//! command here waits for its answer. Knows nothing of the page under test.

mod chromium;
mod engine;
mod firefox;
mod webkit;

use std::cell::RefCell;
use std::fmt::Debug;
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{self, Runtime};
use tokio::time::timeout;

use crate::view::View;
pub use engine::Engine;
use engine::Process;

/// A script that notes what an engine would say on its console, for engines that do not let a
/// driver read that. It must be the first script of the page.
const LISTENER: &str = "<script>
    (() => {
        const said = window.said = [];
        const note = kind => (...words) => said.push(`${kind}: ${words.join(' ')}`);
        for (const kind of ['error', 'warn']) {
            const spoken = console[kind];
            console[kind] = (...words) => { note(kind)(...words); spoken.apply(console, words); };
        }
        addEventListener('error', event => {
            if (!event.isTrusted) return; // A test made it.
            if (event.target !== window) note('not loaded')(event.target.outerHTML);
            // An error that the page has dealt with is none; that is known after all listeners.
            else setTimeout(() => event.defaultPrevented || note('error')(event.message));
        }, true);
        addEventListener('unhandledrejection', event => note('rejected')(event.reason));
        addEventListener('securitypolicyviolation', event =>
            note('Content Security Policy')(event.violatedDirective, event.blockedURI));
    })();
</script>";

/// A browser answers each command sooner, if at all.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a browser is started for: some engines cannot change these later.
#[derive(Clone, Copy)]
pub struct Start {
    pub view: View,
    /// Whether pages may run scripts of their own. Those of a test run anyway.
    pub allows_scripts: bool,
}

pub struct Driver {
    pub engine: Engine,
    start: Start,
    runtime: Runtime,
    client: Client,
    _process: Process,
    /// What earlier documents said on the console.
    said: RefCell<Vec<String>>,
}

impl Driver {
    /// Starts the engine's driver and a browser; [`Engine`] says which and where.
    pub fn start(engine: Engine, start: Start) -> Driver {
        let (process, port) = engine.start_driver(start);
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("an asynchronous runtime");
        let capabilities = engine.capabilities(start);
        let capabilities = capabilities.as_object().cloned().unwrap_or_default();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        let client = answer_of(&runtime, builder.connect(&address));
        let driver = Driver {
            engine,
            start,
            runtime,
            client,
            _process: process,
            said: RefCell::default(),
        };
        if !start.allows_scripts {
            driver.forbid_scripts();
        }
        driver
    }

    /// Runs one of the client's commands to its end.
    #[track_caller]
    pub fn wait<T>(&self, command: impl AsyncFnOnce(&Client) -> Result<T, CmdError>) -> T {
        answer_of(&self.runtime, command(&self.client))
    }

    /// What a script returns.
    #[track_caller]
    pub fn script(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(async |client| client.execute(script, arguments.to_vec()).await)
    }

    #[track_caller]
    pub fn go_to(&self, address: &str) {
        self.note_what_was_said();
        self.wait(async |client| client.goto(address).await);
    }

    #[track_caller]
    pub fn reload(&self) {
        self.note_what_was_said();
        self.wait(async |client| client.refresh().await);
    }

    /// Changes the size, pixel ratio and theme, and returns what the view is then: not every
    /// engine can change ratio and theme once it is started.
    #[track_caller]
    pub fn look(&self, view: View, height: u32) -> View {
        let seen = match self.engine {
            Engine::Chromium => chromium::look(self, view, height),
            Engine::Firefox => firefox::look(self, view, height),
            Engine::WebKit => webkit::look(self, view, height),
        };
        let script = "return [innerWidth, innerHeight, devicePixelRatio]";
        let wanted = json!([seen.width, height, seen.ratio]);
        let start = Instant::now();
        loop {
            let found = self.script(script, &[]);
            if same_numbers(&found, &wanted) {
                return seen;
            }
            let patience = Duration::from_secs(10);
            assert!(start.elapsed() < patience, "{found}, not {wanted}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// What must stand first in a page for [`Driver::console`] to be complete.
    pub fn listener(&self) -> &'static str {
        match self.engine {
            Engine::Chromium => "",
            Engine::Firefox | Engine::WebKit => LISTENER,
        }
    }

    /// The console's messages of at least warning level since the last call, one a line.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        self.note_what_was_said();
        let mut said = self.said.take();
        match self.engine {
            Engine::Chromium => said.extend(chromium::console(self)),
            Engine::Firefox => said.extend(firefox::console(self)),
            Engine::WebKit => {}
        }
        said
    }

    /// How many nodes of documents there are, and how many listeners on them, where an engine
    /// tells.
    #[track_caller]
    pub fn counts(&self) -> Option<[f64; 2]> {
        match self.engine {
            Engine::Chromium => Some(chromium::counts(self)),
            Engine::Firefox | Engine::WebKit => None,
        }
    }

    /// Takes down what the listener has noted in this document, which will not outlive it.
    #[track_caller]
    fn note_what_was_said(&self) {
        if self.listener().is_empty() || !self.start.allows_scripts {
            return;
        }
        let script = "return window.said ? said.splice(0) : null";
        match self.script(script, &[]) {
            Value::Array(lines) => {
                let lines = lines.iter().filter_map(Value::as_str);
                self.said.borrow_mut().extend(lines.map(str::to_owned));
            }
            _ => {
                let address = self.wait(async |client| client.current_url().await);
                let is_blank = address.scheme() == "about";
                assert!(is_blank, "nothing listens to the console of {address}");
            }
        }
    }

    #[track_caller]
    fn forbid_scripts(&self) {
        match self.engine {
            Engine::Chromium => chromium::forbid_scripts(self),
            Engine::Firefox => firefox::forbid_scripts(self),
            // It was started so.
            Engine::WebKit => {}
        }
    }

    /// From now on the browser computes so many times slower, as on a weaker machine. Only
    /// Chromium can.
    #[track_caller]
    pub fn slow_down(&self, times: u32) {
        assert!(self.engine == Engine::Chromium, "this engine cannot");
        chromium::slow_down(self, times);
    }

    /// From now on, what points at the page is a finger, where an engine lets itself be told.
    #[track_caller]
    pub fn point_by_finger(&self) {
        match self.engine {
            Engine::Chromium => chromium::point_by_finger(self),
            Engine::Firefox => firefox::point_by_finger(self),
            Engine::WebKit => {}
        }
    }

    /// A command beyond the WebDriver standard, below the session's address.
    #[track_caller]
    fn extended(&self, path: &'static str, body: Value) -> Value {
        let command = Extension { path, body };
        answer_of(&self.runtime, self.client.issue_cmd(command))
    }
}

/// The answer to a command; fails if there is none for long.
#[track_caller]
fn answer_of<T, E: Debug>(runtime: &Runtime, command: impl Future<Output = Result<T, E>>) -> T {
    let answer = runtime.block_on(async { timeout(PATIENCE, command).await });
    match answer {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => panic!("the browser refused: {error:?}"),
        Err(_) => panic!("the browser has not answered for {PATIENCE:?}"),
    }
}

fn same_numbers(found: &Value, wanted: &Value) -> bool {
    let numbers = |value: &Value| -> Vec<f64> {
        let values = value.as_array().cloned().unwrap_or_default();
        values.iter().filter_map(Value::as_f64).collect()
    };
    numbers(found) == numbers(wanted)
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A browser that ends by itself leaves no profile behind.
        let close = self.client.clone().close();
        let _ = self
            .runtime
            .block_on(async { timeout(PATIENCE, close).await });
    }
}

#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
