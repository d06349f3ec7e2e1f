//! What is Firefox's own: its driver, and scripts in the browser's own window.

use std::env;
use std::process::Command;

use serde_json::{Value, json};

use super::engine::{Process, program, start_printing_port};
use super::{Driver, View};

/// The driver that `GECKODRIVER` names. It is let into the browser's own window.
pub fn start_driver() -> Option<(Process, u16)> {
    let mut command = Command::new(program("GECKODRIVER", "geckodriver"));
    command.args(["--port=0", "--websocket-port=0", "--allow-system-access"]);
    start_printing_port(&mut command, "Listening on 127.0.0.1:")
}

/// The browser that `FIREFOX` names, or the one that the driver finds.
pub fn capabilities() -> Value {
    let mut options = json!({"args": ["-headless"]});
    if let Ok(browser) = env::var("FIREFOX") {
        options["binary"] = Value::String(browser);
    }
    json!({"browserName": "firefox", "moz:firefoxOptions": options})
}

/// What a script in the browser's own window returns.
#[track_caller]
fn browser_script(driver: &Driver, script: &str, arguments: &[Value]) -> Value {
    driver.extended("moz/context", json!({"context": "chrome"}));
    let value = driver.script(script, arguments);
    driver.extended("moz/context", json!({"context": "content"}));
    value
}

/// The page's place in the browser's window is made as large as asked for: the window itself
/// cannot be as narrow as a phone.
#[track_caller]
pub fn look(driver: &Driver, view: View, height: u32) -> View {
    let script = "
        const [width, height, ratio, theme] = arguments;
        Services.prefs.setCharPref('layout.css.devPixelsPerPx', ratio);
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', theme);
        window.resizeTo(Math.max(width, 500), height + 200);
        Object.assign(gBrowser.selectedBrowser.style, {
            flex: 'none', minWidth: 0, minHeight: 0, width: width + 'px', height: height + 'px',
        });";
    let theme = if view.dark { 0 } else { 1 };
    let arguments = [
        json!(view.width),
        json!(height),
        json!(view.ratio.to_string()),
        json!(theme),
    ];
    browser_script(driver, script, &arguments);
    view
}

#[track_caller]
pub fn forbid_scripts(driver: &Driver) {
    let script = "gBrowser.selectedBrowser.browsingContext.allowJavascript = false";
    browser_script(driver, script, &[]);
}

#[track_caller]
pub fn point_by_finger(driver: &Driver) {
    let script = "
        Services.prefs.setIntPref('ui.primaryPointerCapabilities', 1);
        Services.prefs.setIntPref('ui.allPointerCapabilities', 1);";
    browser_script(driver, script, &[]);
}

/// What Firefox says of every page in a frame of another site that keeps something.
const NOTICE: &str = "Partitioned cookie or storage access was provided to";

/// The browser's own errors and warnings about pages; what pages say by themselves is not here.
#[track_caller]
pub fn console(driver: &Driver) -> Vec<String> {
    let script = "
        const messages = Services.console.getMessageArray();
        Services.console.reset();
        const [notice] = arguments;
        return messages
            .filter(message => message instanceof Ci.nsIScriptError)
            .filter(message => !(message.flags & Ci.nsIScriptError.infoFlag))
            .filter(message => !message.errorMessage.startsWith(notice))
            .filter(message => /^(http|file|blob|data|wasm)/.test(message.sourceName))
            .map(message => `${message.sourceName}: ${message.errorMessage}`);";
    let messages = browser_script(driver, script, &[json!(NOTICE)]);
    serde_json::from_value(messages).expect("a list of texts")
}
