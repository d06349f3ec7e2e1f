//! What is WebKitGTK's own: its driver and its MiniBrowser, on a screen of X11.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::engine::{Process, program, start_at_port};
use super::{Driver, Start, View};

/// Without it the browser's buttons keep its window wider than a phone.
const STYLE: &str = "* { padding: 0; margin: 0; min-width: 0; min-height: 0; }\n";

/// The driver that `WEBKITDRIVER` names.
pub fn start_driver(start: Start) -> Option<(Process, u16)> {
    let mut command = Command::new(program("WEBKITDRIVER", "WebKitWebDriver"));
    command
        .env("XDG_CONFIG_HOME", settings_folder())
        .env("GDK_BACKEND", "x11")
        .env("GDK_SCALE", start.view.ratio.to_string());
    start_at_port(&mut command, |command, port| {
        command.arg(format!("--port={port}"));
    })
}

/// The browser that `MINIBROWSER` names.
pub fn capabilities(start: Start) -> Value {
    let mut arguments = vec!["--automation", "--enable-2d-canvas-acceleration=false"];
    if start.view.dark {
        arguments.push("--dark-mode");
    }
    if !start.allows_scripts {
        arguments.push("--enable-javascript-markup=false");
    }
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": {
            "binary": program("MINIBROWSER", "MiniBrowser"),
            "args": arguments,
        },
    })
}

/// Settings of GTK with our style.
fn settings_folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("webkit");
    let gtk = folder.join("gtk-3.0");
    fs::create_dir_all(&gtk)
        .and_then(|()| fs::write(gtk.join("gtk.css"), STYLE))
        .expect("a folder for settings");
    folder
}

/// Only the size can be changed.
#[track_caller]
pub fn look(driver: &Driver, view: View, height: u32) -> View {
    let script = "return outerHeight - innerHeight";
    let bars = driver.script(script, &[]).as_u64().unwrap_or_default() as u32;
    driver.wait(async |client| {
        client
            .set_window_rect(0, 0, view.width, height + bars)
            .await
    });
    View {
        width: view.width,
        ..driver.start.view
    }
}
