//! A web server for the built page: files of one folder, and the misfortunes that a test asks for.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// A server that lasts until the test program ends.
pub struct Host {
    /// The address of the folder's top.
    pub address: String,
    conduct: Arc<Mutex<Conduct>>,
}

/// How the server answers.
#[derive(Clone, Default)]
struct Conduct {
    /// Stands early in the page.
    early: String,
    delay: Duration,
    rest: Rest,
    is_unplugged: bool,
}

/// What becomes of requests for the second file of the program.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum Rest {
    #[default]
    Sent,
    /// They wait for their answer.
    Waits,
    /// The connection ends without an answer.
    Fails,
}

impl Host {
    /// Serves `folder`.
    pub fn serve(folder: PathBuf) -> io::Result<Host> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}/", listener.local_addr()?);
        let conduct = Arc::<Mutex<Conduct>>::default();
        let host = Host {
            address,
            conduct: conduct.clone(),
        };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, conduct) = (folder.clone(), conduct.clone());
                // A browser that hangs up early is no concern of the test.
                thread::spawn(move || answer(&folder, &conduct, stream).unwrap_or_default());
            }
        });
        Ok(host)
    }

    pub fn rest(&self, rest: Rest) {
        now(&self.conduct).rest = rest;
    }

    /// Every answer comes so much later.
    pub fn delay(&self, delay: Duration) {
        now(&self.conduct).delay = delay;
    }

    /// From now on no request is answered.
    pub fn unplug(&self) {
        now(&self.conduct).is_unplugged = true;
    }

    /// Adds an element to the page, such as a script, that comes before the page's own.
    pub fn put_early(&self, element: &str) {
        now(&self.conduct).early.insert_str(0, element);
    }
}

fn now(conduct: &Mutex<Conduct>) -> MutexGuard<'_, Conduct> {
    conduct.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(folder: &Path, conduct: &Mutex<Conduct>, mut stream: TcpStream) -> io::Result<()> {
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
    let is_rest = name.ends_with("_rest.wasm");
    while is_rest && now(conduct).rest == Rest::Waits {
        thread::sleep(Duration::from_millis(10));
    }
    let Conduct {
        early,
        delay,
        rest,
        is_unplugged,
    } = now(conduct).clone();
    thread::sleep(delay);
    if is_unplugged || (is_rest && rest == Rest::Fails) {
        return Ok(());
    }
    let found = (!name.contains("..")).then(|| fs::read(folder.join(name)));
    let (status, body) = match (found, name) {
        (Some(Ok(page)), "index.html") => ("200 OK", with_early(page, &early)),
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

/// A page with `element` before its title: its policy comes later, and so do its own scripts.
pub fn with_early(mut page: Vec<u8>, element: &str) -> Vec<u8> {
    let tag = b"<title>";
    let title = page.windows(tag.len()).position(|part| part == tag);
    let place = title.expect("a page has a title");
    page.splice(place..place, element.bytes());
    page
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
