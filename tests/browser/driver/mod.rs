//! Chromium, driven over WebDriver: one browser with a fresh profile, ended with the test.
//!
//! The WebDriver client is asynchronous; tests read better one line after the other, so every
//! command here waits for its answer. Knows nothing of the page under test.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use fantoccini::error::CmdError;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{self, Runtime};

/// Root may not use Chromium's sandbox; the rest keeps it off the network and off the screen.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

pub struct Driver {
    runtime: Runtime,
    client: Client,
    process: Child,
}

impl Driver {
    /// Starts the driver and the browser that `CHROMEDRIVER` and `CHROME` name, or those of
    /// their usual names.
    pub fn start() -> Driver {
        let (process, address) = start_process();
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("an asynchronous runtime");
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities())
                    .connect(&address),
            )
            .expect("a session of the browser");
        Driver {
            runtime,
            client,
            process,
        }
    }

    /// Runs one of the client's commands to its end.
    #[track_caller]
    pub fn wait<T>(&self, command: impl AsyncFnOnce(&Client) -> Result<T, CmdError>) -> T {
        let answer = self.runtime.block_on(command(&self.client));
        answer.unwrap_or_else(|error| panic!("the browser refused: {error}"))
    }

    /// What a script returns.
    #[track_caller]
    pub fn script(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(async |client| client.execute(script, arguments.to_vec()).await)
    }

    /// A command of the Chrome DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        let command = Extension {
            path: "goog/cdp/execute",
            body: json!({"cmd": method, "params": parameters}),
        };
        self.extended(command)
    }

    #[track_caller]
    fn extended(&self, command: Extension) -> Value {
        let answer = self.runtime.block_on(self.client.issue_cmd(command));
        answer.unwrap_or_else(|error| panic!("the browser refused: {error}"))
    }

    /// The console's messages of at least warning level since the last call, one a line.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        let command = Extension {
            path: "se/log",
            body: json!({"type": "browser"}),
        };
        let entries = self.extended(command);
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .map(|entry| format!("{}: {}", entry["level"], entry["message"]))
            .collect()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The session first: ending the driver alone would leave the browser running.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The driver's process and its address.
///
/// The driver takes a free port, which another program may take before it does; it then ends, and
/// the next try is fine.
fn start_process() -> (Child, String) {
    let mut tries = (0..3).filter_map(|_| try_to_start());
    tries.next().expect("a driver that names its port")
}

/// The driver chooses a free port and prints it.
fn try_to_start() -> Option<(Child, String)> {
    let program = env::var("CHROMEDRIVER").unwrap_or("chromedriver".to_string());
    let mut process = Command::new(&program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
    let output = process.stdout.take().expect("the output was piped");
    let port = BufReader::new(output)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
    Some((process, format!("http://127.0.0.1:{}", port?)))
}

fn capabilities() -> Capabilities {
    let mut options = json!({"args": FLAGS});
    if let Ok(browser) = env::var("CHROME") {
        options["binary"] = Value::String(browser);
    }
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"browser": "WARNING"},
    });
    capabilities.as_object().cloned().unwrap_or_default()
}

/// A command beyond the WebDriver standard, below the session's address.
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
