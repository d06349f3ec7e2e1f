//! Running other programs, and saying what to do when one of them fails.
//!
//! Knows nothing of what the programs are for.

use std::fmt;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// A step that did not succeed.
#[derive(Debug)]
pub struct Failure {
    /// What was being done, as in "could not …".
    pub step: String,
    pub cause: String,
    /// What a person can do about it.
    pub remedy: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "Could not {}.", self.step)?;
        writeln!(formatter, "  Why: {}", self.cause)?;
        write!(formatter, "  By hand: {}", self.remedy)
    }
}

/// What a failing step would say about itself: the parts of a [`Failure`] known beforehand.
pub struct Step<'a> {
    pub name: &'a str,
    pub remedy: &'a str,
}

impl Step<'_> {
    pub fn failed(&self, cause: impl fmt::Display) -> Failure {
        Failure {
            step: self.name.to_string(),
            cause: cause.to_string(),
            remedy: self.remedy.to_string(),
        }
    }

    /// Runs `command` with its output shown; anything but success is a [`Failure`].
    pub fn run(&self, command: &mut Command) -> Result<(), Failure> {
        let status = command
            .stdin(Stdio::null())
            .status()
            .map_err(|error| self.failed(format!("{}: {error}", shown(command))))?;
        if status.success() {
            return Ok(());
        }
        Err(self.failed(format!("`{}` ended with {status}", shown(command))))
    }

    /// Runs a `command` that may say nothing for long: a line a minute tells that it still runs.
    pub fn run_patiently(&self, command: &mut Command) -> Result<(), Failure> {
        let (done, end) = mpsc::channel::<()>();
        thread::scope(|scope| {
            scope.spawn(move || {
                let mut minutes = 0;
                while end.recv_timeout(MINUTE) == Err(RecvTimeoutError::Timeout) {
                    minutes += 1;
                    println!("  still at it, {minutes} min so far …");
                }
            });
            let outcome = self.run(command);
            drop(done);
            outcome
        })
    }

    /// Runs `command` as the last thing this program does. Where it can, this program becomes
    /// the other, so that a signal to end it reaches the right one.
    pub fn run_last(&self, command: &mut Command) -> Result<(), Failure> {
        #[cfg(unix)]
        {
            let error = std::os::unix::process::CommandExt::exec(command);
            Err(self.failed(format!("{}: {error}", shown(command))))
        }
        #[cfg(not(unix))]
        self.run(command)
    }
}

/// A command as one would type it, without its environment.
pub fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// What `command` prints on success; `None` if it cannot be run or fails.
pub fn printed_by(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first part of `text` that looks like a version: digits and dots, as `1.96.0`.
pub fn version_in(text: &str) -> Option<&str> {
    text.split(|character: char| character.is_whitespace() || character == '(')
        .find(|word| word.starts_with(|character: char| character.is_ascii_digit()))
}

/// The top folder of the checkout.
pub fn checkout() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Holds `path` locked until the returned file is dropped, so that two runs at once take turns.
pub fn lock(path: &Path, holder: &str) -> Result<File, Failure> {
    let name = format!("lock {}", path.display());
    let step = Step {
        name: &name,
        remedy: "make the folder writable, then try again.",
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| step.failed(error))?;
    }
    let file = File::create(path).map_err(|error| step.failed(error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("Waiting for another {holder} to end …");
            file.lock().map_err(|error| step.failed(error))?;
        }
        Err(TryLockError::Error(error)) => return Err(step.failed(error)),
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_version(text: &str, expected: Option<&str>) {
        assert_eq!(version_in(text), expected);
    }

    #[test]
    fn versions_are_found_in_what_tools_print() {
        check_version("trunk 0.22.1\n", Some("0.22.1"));
        check_version("rustc 1.96.0 (ac68faa20 2026-05-25)", Some("1.96.0"));
        check_version("wasm-opt version 132 (version_132)", Some("132"));
        check_version("ChromeDriver 156.0.8078.79 (a1b2)", Some("156.0.8078.79"));
        check_version("no number", None);
        check_version("", None);
    }

    #[test]
    fn a_failed_step_says_which_why_and_what_to_do() {
        let step = Step {
            name: "run nothing",
            remedy: "do it yourself.",
        };
        let failure = step.run(&mut Command::new("no-such-program-here"));
        let text = failure.map_or_else(|failure| failure.to_string(), |()| String::new());
        assert!(text.starts_with("Could not run nothing.\n  Why: no-such-program-here: "));
        assert!(text.ends_with("\n  By hand: do it yourself."));
    }
}
