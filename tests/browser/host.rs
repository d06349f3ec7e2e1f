//! A web server for the built page: files of one folder, and the misfortunes that a test asks for.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Pages that play the part of hosts, beside those of the folder.
const HOSTS: &str = "hosts/";

/// A server that lasts until the test program ends.
pub struct Host {
    /// The address of the folder's top.
    pub address: String,
    conduct: Arc<Mutex<Conduct>>,
}

/// How the server answers.
#[derive(Clone, Default)]
struct Conduct {
    /// What is served, instead of the first folder.
    folder: Option<PathBuf>,
    /// A line among those at the head of the page's answer.
    page_header: String,
    /// Stands early in the page.
    early: String,
    delay: Duration,
    /// Whether files are sent as small as they can be, and kept.
    is_thrifty: bool,
    /// What becomes of files whose names have this in them.
    fates: HashMap<&'static str, Fate>,
    is_unplugged: bool,
}

/// What becomes of requests for a file.
#[derive(Clone, Copy, PartialEq)]
pub enum Fate {
    Sent,
    /// They wait for their answer.
    Waits,
    /// The connection ends without an answer.
    Fails,
    /// There is no such file.
    Lost,
    /// The connection ends in the middle of the file.
    Cut,
    /// Half of the file is sent as if it were all.
    Halved,
    /// The file comes in pieces, for [`SLOW_SENDING`].
    Slow,
}

/// Longer than the page waits for an answer to begin.
pub const SLOW_SENDING: Duration = Duration::from_secs(12);
const SLOW_PIECES: u32 = 24;

/// How the second file of the program is called, in the end.
pub const REST: &str = "_rest.wasm";

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

    /// Decides about files whose names have this in them.
    pub fn decide(&self, part: &'static str, fate: Fate) {
        now(&self.conduct).fates.insert(part, fate);
    }

    /// From now on another folder is served at the same address.
    pub fn replace(&self, folder: PathBuf) {
        now(&self.conduct).folder = Some(folder);
    }

    /// The page is sent with this header.
    pub fn put_header(&self, header: &str) {
        now(&self.conduct).page_header = format!("{header}\r\n");
    }

    /// Sends files compressed, and lets the browser keep them.
    pub fn be_thrifty(&self) {
        now(&self.conduct).is_thrifty = true;
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
    while fate(conduct, name) == Fate::Waits {
        thread::sleep(Duration::from_millis(10));
    }
    let fate = fate(conduct, name);
    let Conduct {
        early,
        delay,
        is_unplugged,
        folder: replacement,
        page_header,
        is_thrifty,
        ..
    } = now(conduct).clone();
    thread::sleep(delay);
    if is_unplugged || fate == Fate::Fails {
        return Ok(());
    }
    let may_be_there = !name.contains("..") && fate != Fate::Lost;
    let folder = match name.starts_with(HOSTS) {
        true => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser"),
        false => replacement.unwrap_or_else(|| folder.to_owned()),
    };
    let found = may_be_there.then(|| fs::read(folder.join(name)));
    let (status, body) = match (found, name) {
        (Some(Ok(page)), name) if name.ends_with(".html") => ("200 OK", with_early(page, &early)),
        (Some(Ok(body)), _) => ("200 OK", body),
        // Browsers ask for it unasked, and a page without one is fine.
        (_, "favicon.ico") => ("204 No Content", Vec::new()),
        _ => ("404 Not Found", Vec::new()),
    };
    let body = match is_thrifty {
        true => compressed(&body)?,
        false => body,
    };
    let body = match fate {
        Fate::Halved => &body[..body.len() / 2],
        _ => &body,
    };
    let mut header = match name {
        "index.html" => page_header,
        _ => String::new(),
    };
    if is_thrifty {
        header += "Content-Encoding: br\r\nCache-Control: max-age=31536000\r\n";
    }
    write!(
        stream,
        "HTTP/1.1 {status}\r\n{header}Content-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        media_type(name),
        body.len()
    )?;
    match fate {
        Fate::Cut => stream.write_all(&body[..body.len() / 2]),
        Fate::Slow => send_slowly(&mut stream, body),
        _ => stream.write_all(body),
    }
}

fn compressed(body: &[u8]) -> io::Result<Vec<u8>> {
    let (quality, window) = (9, 22);
    let mut compressor = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, window);
    compressor.write_all(body)?;
    Ok(compressor.into_inner())
}

fn send_slowly(stream: &mut TcpStream, body: &[u8]) -> io::Result<()> {
    for piece in body.chunks(body.len().div_ceil(SLOW_PIECES as usize).max(1)) {
        stream.write_all(piece)?;
        thread::sleep(SLOW_SENDING / SLOW_PIECES);
    }
    Ok(())
}

fn fate(conduct: &Mutex<Conduct>, name: &str) -> Fate {
    let conduct = now(conduct);
    let mut fates = conduct.fates.iter();
    let decided = fates.find(|(part, _)| name.contains(**part));
    decided.map_or(Fate::Sent, |(_, fate)| *fate)
}

/// A page with `element` before its title, if it has one: its policy comes later, and so do its own
/// scripts. Otherwise after its first tag, which says that it is HTML.
pub fn with_early(mut page: Vec<u8>, element: &str) -> Vec<u8> {
    let tag = b"<title>";
    let title = page.windows(tag.len()).position(|part| part == tag);
    let first = page.iter().position(|byte| *byte == b'>');
    let place = title.or(first.map(|end| end + 1)).unwrap_or_default();
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
