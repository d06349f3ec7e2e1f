//! What is Chromium's own: its driver, its flags, and commands of the DevTools protocol.

use std::env;
use std::process::Command;

use serde_json::{Value, json};

use super::engine::{Process, program, start_printing_port};
use super::{Driver, View};

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

/// The driver that `CHROMEDRIVER` names.
pub fn start_driver() -> Option<(Process, u16)> {
    let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
    start_printing_port(command.arg("--port=0"), "started successfully on port ")
}

/// The browser that `CHROME` names, or the one that the driver finds.
pub fn capabilities() -> Value {
    let mut options = json!({"args": FLAGS});
    if let Ok(browser) = env::var("CHROME") {
        options["binary"] = Value::String(browser);
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"browser": "WARNING"},
    })
}

#[track_caller]
fn devtools(driver: &Driver, method: &str, parameters: Value) {
    let body = json!({"cmd": method, "params": parameters});
    driver.extended("goog/cdp/execute", body);
}

#[track_caller]
pub fn look(driver: &Driver, view: View, height: u32) -> View {
    devtools(
        driver,
        "Emulation.setDeviceMetricsOverride",
        json!({"width": view.width, "height": height, "deviceScaleFactor": view.ratio, "mobile": false}),
    );
    let theme = if view.dark { "dark" } else { "light" };
    devtools(
        driver,
        "Emulation.setEmulatedMedia",
        json!({"features": [{"name": "prefers-color-scheme", "value": theme}]}),
    );
    view
}

#[track_caller]
pub fn forbid_scripts(driver: &Driver) {
    let parameters = json!({"value": true});
    devtools(driver, "Emulation.setScriptExecutionDisabled", parameters);
}

#[track_caller]
pub fn point_by_finger(driver: &Driver) {
    let parameters = json!({"enabled": true});
    devtools(driver, "Emulation.setTouchEmulationEnabled", parameters);
}

#[track_caller]
pub fn slow_down(driver: &Driver, times: u32) {
    let parameters = json!({"rate": times});
    devtools(driver, "Emulation.setCPUThrottlingRate", parameters);
}

/// The whole console, a browser's own warnings included.
#[track_caller]
pub fn console(driver: &Driver) -> Vec<String> {
    let entries = driver.extended("se/log", json!({"type": "browser"}));
    let entries = entries.as_array().cloned().unwrap_or_default();
    entries
        .iter()
        .map(|entry| format!("{}: {}", entry["level"], entry["message"]))
        .collect()
}

/// How many nodes of documents there are, and how many listeners on them, after a collection.
#[track_caller]
pub fn counts(driver: &Driver) -> [f64; 2] {
    let command = |name| driver.extended("goog/cdp/execute", json!({"cmd": name, "params": {}}));
    command("HeapProfiler.collectGarbage");
    let counters = command("Memory.getDOMCounters");
    ["nodes", "jsEventListeners"].map(|kind| counters[kind].as_f64().unwrap_or(f64::NAN))
}
