//! Which engine is driven, and how its driver is started.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::{Start, chromium, firefox, webkit};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// The engine that the variable `ENGINE` names; Chromium where there is none.
    pub fn chosen() -> Engine {
        match env::var("ENGINE").as_deref() {
            Err(_) | Ok("Chromium") => Engine::Chromium,
            Ok("Firefox") => Engine::Firefox,
            Ok("WebKit") => Engine::WebKit,
            Ok(other) => panic!("ENGINE is {other:?}, none of Chromium, Firefox, WebKit"),
        }
    }

    /// The driver's process and its port.
    ///
    /// Another program may take the port before the driver does; that then ends, and the next
    /// try is fine.
    pub fn start_driver(self, start: Start) -> (Process, u16) {
        let mut tries = (0..3).filter_map(|_| match self {
            Engine::Chromium => chromium::start_driver(),
            Engine::Firefox => firefox::start_driver(),
            Engine::WebKit => webkit::start_driver(start),
        });
        tries.next().expect("a driver that listens")
    }

    pub fn capabilities(self, start: Start) -> Value {
        match self {
            Engine::Chromium => chromium::capabilities(),
            Engine::Firefox => firefox::capabilities(),
            Engine::WebKit => webkit::capabilities(start),
        }
    }
}

/// A driver's process and all that it starts; they end with this value.
pub struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // A driver that is ended by itself may leave its browser behind.
        #[cfg(unix)]
        let _ = Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.0.id())])
            .stderr(Stdio::null())
            .status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program that a variable names, or the one of its usual name.
pub fn program(variable: &str, usual: &str) -> String {
    env::var(variable).unwrap_or(usual.to_string())
}

/// Starts a driver that chooses a free port, and prints it after `words`.
pub fn start_printing_port(command: &mut Command, words: &str) -> Option<(Process, u16)> {
    let mut process = spawn(command.stdout(Stdio::piped()));
    let output = process.0.stdout.take().expect("the output was piped");
    let mut output = BufReader::new(output);
    let port = printed_port(&mut output, words)?;
    // A full pipe would stop the driver, a closed one may end it.
    thread::spawn(move || output.read_to_end(&mut Vec::new()));
    Some((process, port))
}

fn printed_port(output: &mut impl BufRead, words: &str) -> Option<u16> {
    let mut line = String::new();
    while output.read_line(&mut line).ok()? > 0 {
        if let Some((_, port)) = line.split_once(words) {
            return port.trim_end().trim_end_matches('.').parse().ok();
        }
        line.clear();
    }
    None
}

/// Starts a driver that must be told a free port, by `tell`, and waits until it listens.
pub fn start_at_port(
    command: &mut Command,
    tell: impl FnOnce(&mut Command, u16),
) -> Option<(Process, u16)> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port of this machine")
        .port();
    tell(command, port);
    let mut process = spawn(command.stdout(Stdio::null()));
    // Half a minute.
    for _ in 0..3000 {
        if let Ok(Some(_)) = process.0.try_wait() {
            return None;
        }
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Some((process, port));
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("the driver has not listened on port {port}");
}

fn spawn(command: &mut Command) -> Process {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.stderr(Stdio::null()).spawn();
    child
        .map(Process)
        .unwrap_or_else(|error| panic!("{:?} does not start: {error}", command.get_program()))
}
