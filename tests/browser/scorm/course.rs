//! A course that has the lesson: a page of a run-time around the unpacked package.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, process};

use fantoccini::Locator;
use serde_json::{Value, json};
use zip::ZipArchive;

use crate::driver::Start;
use crate::page::{Page, View, checkout};

/// The names that a version of SCORM has for things.
#[derive(Debug)]
pub struct Version {
    pub number: &'static str,
    pub package: &'static str,
    run_time: &'static str,
    pub object: &'static str,
    pub initialize: &'static str,
    pub set: &'static str,
    pub commit: &'static str,
    pub finish: &'static str,
    pub status: &'static str,
    pub exit: &'static str,
    pub time: &'static str,
    pub score: &'static str,
    /// How much text is kept of what the learner wrote.
    pub room: usize,
}

pub const SCORM_12: Version = Version {
    number: "1.2",
    package: "vanishing-gradients-scorm12.zip",
    run_time: "scorm12.min.js",
    object: "API",
    initialize: "LMSInitialize",
    set: "LMSSetValue",
    commit: "LMSCommit",
    finish: "LMSFinish",
    status: "cmi.core.lesson_status",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
    score: "cmi.core.score",
    room: 4096,
};

pub const SCORM_2004: Version = Version {
    number: "2004",
    package: "vanishing-gradients-scorm2004.zip",
    run_time: "scorm2004.min.js",
    object: "API_1484_11",
    initialize: "Initialize",
    set: "SetValue",
    commit: "Commit",
    finish: "Terminate",
    status: "cmi.completion_status",
    exit: "cmi.exit",
    time: "cmi.session_time",
    score: "cmi.score",
    room: 64_000,
};

pub const DATA: &str = "cmi.suspend_data";

/// A browser in a course; its page is the lesson, as long as that is open.
pub struct Course {
    pub page: Page,
    pub version: &'static Version,
    /// What its web server has: the unpacked package and the course's page.
    pub folder: PathBuf,
}

impl Course {
    /// Uploads the package to a course that nobody has opened yet.
    #[track_caller]
    pub fn new(version: &'static Version) -> Course {
        let folder = unpacked(version);
        let run_time = tools().join("scorm-again/dist").join(version.run_time);
        fs::copy(run_time, folder.join("run-time.js")).expect("a run-time");
        let course = include_str!("course.html");
        fs::write(folder.join("course.html"), course).expect("a course");
        let start = Start {
            view: View::DESKTOP,
            allows_scripts: true,
        };
        let page = Page::start(folder.clone(), start);
        Course {
            page,
            version,
            folder,
        }
    }

    /// A course that has been opened.
    #[track_caller]
    pub fn launched(version: &'static Version, query: &str) -> Course {
        let course = Course::new(version);
        course.launch(query);
        course
    }

    /// Opens the lesson, in a course that behaves as `query` says, and waits until it is live.
    #[track_caller]
    pub fn launch(&self, query: &str) {
        let address = format!(
            "{}course.html?version={}&{query}",
            self.page.host.address, self.version.number
        );
        self.open(&address);
    }

    /// Opens the page at `address`, which has the lesson in a frame, and waits until it is live.
    #[track_caller]
    pub fn open(&self, address: &str) {
        self.page
            .driver
            .wait(async |client| client.goto(address).await);
        self.enter_frame();
        let page = &self.page;
        page.wait_until("the lesson is live", || page.state() == "live");
    }

    /// Turns to the page in this page's frame.
    #[track_caller]
    pub fn enter_frame(&self) {
        self.page.driver.wait(async |client| {
            let frame = client.find(Locator::Css("iframe")).await?;
            frame.enter_frame().await
        });
    }

    /// Closes the lesson, and looks at the course.
    #[track_caller]
    pub fn leave(&self) {
        let calls = self.calls(self.version.finish).len();
        self.page
            .driver
            .wait(async |client| client.enter_parent_frame().await);
        let script = "document.querySelector('iframe').src = 'about:blank'";
        self.page.driver.script(script, &[]);
        let is_gone = "return frames[0].location.href === 'about:blank'";
        let page = &self.page;
        page.wait_until("the lesson is gone", || {
            page.driver.script(is_gone, &[]) == Value::Bool(true)
        });
        assert!(self.calls(self.version.finish).len() <= calls + 1);
    }

    /// All calls of the run-time since the launch: name, values, answer.
    #[track_caller]
    pub fn all_calls(&self) -> Vec<Vec<String>> {
        let calls = self
            .page
            .driver
            .script("return top.calls ?? opener.calls", &[]);
        serde_json::from_value(calls).expect("calls are lists of texts")
    }

    /// The calls of one name.
    #[track_caller]
    pub fn calls(&self, name: &str) -> Vec<Vec<String>> {
        let mut calls = self.all_calls();
        calls.retain(|call| call[0] == name);
        calls
    }

    /// The values that an element was set to, one after the other; all had to be accepted.
    #[track_caller]
    pub fn values(&self, element: &str) -> Vec<String> {
        let mut calls = self.calls(self.version.set);
        calls.retain(|call| call[1] == element);
        for call in &calls {
            assert_eq!(call[3], "true", "{call:?}");
        }
        calls.into_iter().map(|call| call[2].clone()).collect()
    }

    /// Waits until all that was done has been committed.
    #[track_caller]
    pub fn wait_for_commit(&self, mut is_set: impl FnMut() -> bool) {
        self.page.wait_until("it is set", &mut is_set);
        self.page.wait_until("it is committed", || {
            let calls = self.all_calls();
            calls
                .last()
                .is_some_and(|call| call[0] == self.version.commit)
        });
    }

    /// The sentences that the page shows about the course.
    #[track_caller]
    pub fn sentences(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('[data-lms], [data-lms-lost]')]
            .filter(place => place.getClientRects().length > 0)
            .map(place => place.textContent)";
        let sentences = self.page.driver.script(script, &[]);
        serde_json::from_value(sentences).expect("sentences are texts")
    }

    /// Whether “Save and finish” is there to be pressed.
    #[track_caller]
    pub fn can_finish(&self) -> bool {
        let script = "return [...document.querySelectorAll('[data-lms-finish]')]
            .filter(button => button.getClientRects().length > 0).length";
        let count = self.page.driver.script(script, &[]);
        assert!([json!(0), json!(2)].contains(&count), "{count} buttons");
        count == 2
    }

    /// Gives blanks other texts, each at once: a text that is half typed may run too.
    #[track_caller]
    pub fn edit(&self, edits: &[(u32, &str)]) {
        for (blank, text) in edits {
            let before = self.page.runs();
            self.page.paste(*blank, text);
            self.page
                .wait_until("the page has run again", || self.page.runs() > before);
            self.page.wait_until_still();
        }
    }
}

impl Drop for Course {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The package in a folder of its own.
#[track_caller]
pub fn unpacked(version: &Version) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("vanishing-gradients-course-{}-{count}", process::id());
    let folder = env::temp_dir().join(name);
    let mut package = package(version);
    package.extract(&folder).expect("a package that unpacks");
    folder
}

#[track_caller]
pub fn package(version: &Version) -> ZipArchive<File> {
    let path = checkout().join("dist").join(version.package);
    let file = File::open(&path);
    let file = file.unwrap_or_else(|error| {
        panic!("{}: {error}: run `cargo xtask package`", path.display());
    });
    ZipArchive::new(file).expect("a package is a zip file")
}

/// The folder of node modules.
#[track_caller]
pub fn tools() -> PathBuf {
    let folder = env::var_os("SCORM_TOOLS");
    let folder = folder.expect("SCORM_TOOLS names the tools' folder: `cargo xtask test` sets it");
    Path::new(&folder).to_path_buf()
}
