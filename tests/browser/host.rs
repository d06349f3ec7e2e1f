//! A web server for the built page: files of one folder, and silence where a test asks for it.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// A server that lasts until the test program ends.
pub struct Host {
    /// The address of the folder's top.
    pub address: String,
    is_silent: Arc<AtomicBool>,
}

impl Host {
    /// Serves `folder`.
    pub fn serve(folder: PathBuf) -> io::Result<Host> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}/", listener.local_addr()?);
        let is_silent = Arc::new(AtomicBool::new(false));
        let host = Host {
            address,
            is_silent: is_silent.clone(),
        };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, is_silent) = (folder.clone(), is_silent.clone());
                // A browser that hangs up early is no concern of the test.
                thread::spawn(move || answer(&folder, &is_silent, stream).unwrap_or_default());
            }
        });
        Ok(host)
    }

    /// Whether requests for the second file of the program wait for their answer.
    pub fn be_silent(&self, is_silent: bool) {
        self.is_silent.store(is_silent, Ordering::Relaxed);
    }
}

fn answer(folder: &Path, is_silent: &AtomicBool, mut stream: TcpStream) -> io::Result<()> {
    let mut request = BufReader::new(stream.try_clone()?);
    let mut first_line = String::new();
    request.read_line(&mut first_line)?;
    let mut header = String::new();
    while request.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = first_line.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let name = match path.trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    while name.ends_with("_rest.wasm") && is_silent.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(10));
    }
    let found = (!name.contains("..")).then(|| fs::read(folder.join(name)));
    let (status, body) = match (found, name) {
        (Some(Ok(body)), _) => ("200 OK", body),
        // Browsers ask for it unasked, and a page without one is fine.
        (_, "favicon.ico") => ("204 No Content", Vec::new()),
        _ => ("404 Not Found", Vec::new()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        media_type(name),
        body.len()
    )?;
    stream.write_all(&body)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}
