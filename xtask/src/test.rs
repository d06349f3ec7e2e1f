//! `cargo xtask test`: every check and test there is, one line of summary for each.
//!
//! A step that fails does not keep the others from running. What could not run is reported as
//! skipped, and the whole then fails too: only what ran can have passed.

use std::env;
use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{Failure, Step, checkout, lock, shown};
use crate::engines::{ENGINES, Engine};
use crate::setup::{self, Browser, Tools, audit, jupyter, lints, scorm};
use crate::{build, package, size};

/// From here on a preparation counts among the steps.
const LONG: Duration = Duration::from_secs(2);

/// The module of those browser tests that need packages.
const SCORM_TESTS: &str = "scorm::";

/// The module of those that need judges.
const AUDITS: &str = "audit::";

const NO_BROWSER: &str = "the browser or its driver is missing";

/// What became of one step.
enum Outcome {
    Passed(String),
    Failed(String),
    /// It could not run, and why.
    Skipped(String),
}

type Done = Result<String, String>;

impl Outcome {
    fn of<T>(needed: Result<T, &str>, run: impl FnOnce(T) -> Done) -> Outcome {
        match needed.map(run) {
            Ok(Ok(note)) => Outcome::Passed(note),
            Ok(Err(why)) => Outcome::Failed(why),
            Err(why) => Outcome::Skipped(why.to_string()),
        }
    }
}

struct Row {
    name: &'static str,
    outcome: Outcome,
    seconds: f64,
}

impl Row {
    fn new(name: &'static str, outcome: Outcome, start: Instant) -> Row {
        Row {
            name,
            outcome,
            seconds: start.elapsed().as_secs_f64(),
        }
    }
}

/// The steps so far.
#[derive(Default)]
struct Report {
    rows: Vec<Row>,
}

pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let step = Step {
        name: "pass every check",
        remedy: "read the messages of the failed steps above.",
    };
    if let Some(argument) = arguments.first() {
        return Err(step.failed(format!("there is no option {argument:?}")));
    }
    let _turn = lock(&checkout().join("target/dist.lock"), "build or test")?;
    let start = Instant::now();
    let mut report = Report::default();
    native_steps(&mut report);
    page_steps(&mut report);
    println!("\n{report}In all {:.0} s.", start.elapsed().as_secs_f64());
    match report.trouble() {
        None => Ok(()),
        Some(trouble) => Err(step.failed(trouble)),
    }
}

fn native_steps(report: &mut Report) {
    let variables = report.prepare("lint tools", lints::find_or_install);
    let lint = |arguments: &[&str]| {
        let variables = variables.as_ref().ok_or("rustfmt and clippy are missing")?;
        Ok(with_variables(cargo(arguments), variables))
    };
    report.step("format", lint(&["fmt", "--all", "--check"]), run_check);
    report.step(
        "clippy, native",
        lint(&["clippy", "--workspace", "--all-targets"]).map(denying_warnings),
        run_check,
    );
    let native = cargo(&["test", "--workspace", "--lib", "--bins", "--tests"]);
    report.step("native tests", Ok(native), run_tests);
    let documentation = cargo(&["test", "--doc"]);
    report.step("doc tests", Ok(documentation), run_any_tests);
}

fn page_steps(report: &mut Report) {
    let tools = report.prepare("page tools", setup::page_tools);
    let with_tools =
        |make: &dyn Fn(&Tools) -> Command| tools.as_ref().map(make).ok_or("its tools are missing");
    let clippy = with_tools(&|tools| {
        let mut clippy = tools.wasm_command("cargo");
        // Without the default features, as the page is built.
        clippy.args(["clippy", "--lib", "--no-default-features"]);
        clippy.args(["--target", "wasm32-unknown-unknown"]);
        denying_warnings(clippy)
    });
    report.step("clippy, wasm", clippy, run_check);
    let decoder = with_tools(&|tools| {
        let mut tests = tools.wasm_command("cargo");
        tests.args(["test", "--package", "pack", "--", "--ignored"]);
        tests
    });
    report.step("decoder tests", decoder, run_tests);
    let page = tools.as_ref().ok_or("its tools are missing");
    let built = report.step("release build", page, |tools| {
        build::page(tools)
            .map(|()| String::new())
            .map_err(|failure| failure.cause)
    });
    let dist = built.then(|| checkout().join("dist"));
    let dist = dist.ok_or("the page was not built");
    report.step("first load", dist.clone(), |folder| {
        let load = size::Load::of(&folder).map_err(|error| error.to_string())?;
        load.check()
    });
    // What the browser tests leave for the step of notebooks must be of now.
    let _ = fs::remove_dir_all(notebooks());
    let tests = |engine: &Engine, browser: Option<&Browser>| {
        let mut tests = engine.tests(browser.ok_or(NO_BROWSER)?);
        tests.args(["--skip", SCORM_TESTS, "--skip", AUDITS]);
        dist.clone().map(|_| tests)
    };
    in_engines(report, |engine| engine.step, tests, run_browser_tests);
    notebook_step(report);
    audit_step(report, dist.map(|_| ()));
    course_steps(report, tools.as_ref(), built);
}

/// Where the browser tests leave the notebooks that they downloaded.
fn notebooks() -> PathBuf {
    checkout().join("target/jupyter")
}

/// Each engine's notebooks, checked and run by Jupyter's own packages.
fn notebook_step(report: &mut Report) {
    let python = report.prepare("Jupyter", jupyter::find_or_install);
    let python = python.ok_or("its packages are missing");
    report.step("notebooks in Jupyter", python, |python| {
        let mut check = Command::new(python);
        check.arg("tests/jupyter/check.py");
        for engine in ENGINES {
            for name in ["edited", "error"] {
                check.arg(notebooks().join(format!("{}-{name}.ipynb", engine.name)));
            }
        }
        run_check(check)
    });
}

/// Accessibility and speed, judged by others, in the first engine.
fn audit_step(report: &mut Report, built: Result<(), &'static str>) {
    let engine = &ENGINES[0];
    let browser = report.prepare(engine.name, engine.find_or_install);
    let judges = report.prepare("axe and Lighthouse", audit::find_or_install);
    let tests = match (built, &browser, &judges) {
        (Err(reason), _, _) => Err(reason),
        (_, None, _) => Err(NO_BROWSER),
        (_, _, None) => Err("what judges the page is missing"),
        (_, Some(browser), Some(judges)) => {
            let mut tests = engine.tests(browser);
            tests.arg(AUDITS).env("AUDIT_TOOLS", judges);
            Ok(tests)
        }
    };
    report.step("audits", tests, run_tests);
}

/// Tests in every engine. Those in the first print times that mean something; the others, where a
/// machine mostly waits, share it.
fn in_engines(
    report: &mut Report,
    name: fn(&Engine) -> &'static str,
    tests: impl Fn(&Engine, Option<&Browser>) -> Result<Command, &'static str>,
    run: fn(&Engine, Command) -> Done,
) {
    let prepared: Vec<_> = ENGINES
        .iter()
        .map(|engine| {
            let browser = report.prepare(engine.name, engine.find_or_install);
            (name(engine), engine, tests(engine, browser.as_ref()))
        })
        .collect();
    let mut steps = prepared
        .into_iter()
        .map(|(name, engine, command)| (name, command, move |command| run(engine, command)));
    if let Some((name, command, run)) = steps.next() {
        report.step(name, command, run);
    }
    report.steps_together(steps);
}

/// The tests of the page; those that are not for an engine are told and counted apart.
fn run_browser_tests(engine: &Engine, tests: Command) -> Done {
    let not_for_it = engine.not_for_it()?;
    let mut passed = run_tests_of(&format!("{}: ", engine.name), tests)?;
    if !not_for_it.is_empty() {
        passed += &format!(", {} not for this engine", not_for_it.len());
    }
    for test in not_for_it {
        println!("not for {}: {test}", engine.name);
    }
    Ok(passed)
}

/// The packages for courses, in every engine and a run-time for such packages.
fn course_steps(report: &mut Report, tools: Option<&Tools>, is_built: bool) {
    let needed = tools.filter(|_| is_built).ok_or("the page was not built");
    let are_made = report.step("packages", needed, |tools| {
        package::packages(tools)
            .map(|()| String::new())
            .map_err(|failure| failure.cause)
    });
    let others = report.prepare("SCORM run-time", scorm::find_or_install);
    let tests = |engine: &Engine, browser: Option<&Browser>| match (browser, &others) {
        (None, _) => Err(NO_BROWSER),
        _ if !are_made => Err("the packages were not made"),
        (_, None) => Err("its run-time and schemas are missing"),
        (Some(browser), Some(others)) => {
            let mut tests = engine.tests(browser);
            tests.arg(SCORM_TESTS).env("SCORM_TOOLS", others);
            Ok(tests)
        }
    };
    let run = |engine: &Engine, tests| run_tests_of(&format!("{}: ", engine.name), tests);
    in_engines(report, |engine| engine.course_step, tests, run);
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments);
    command
}

fn with_variables(mut command: Command, variables: &[(&str, &str)]) -> Command {
    command.envs(variables.iter().copied());
    command
}

/// A newer compiler's lints must not break an ordinary run, so only CI denies warnings.
fn denying_warnings(mut command: Command) -> Command {
    if env::var_os("CI").is_some_and(|value| value == "true") {
        command.args(["--", "--deny", "warnings"]);
    }
    command
}

fn run_check(mut command: Command) -> Done {
    println!("$ {}", shown(&command));
    let status = command
        .current_dir(checkout())
        .stdin(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    if status.success() {
        Ok(String::new())
    } else {
        Err(status.to_string())
    }
}

/// Runs tests of which there must be some: nothing can pass by not being there.
fn run_tests(command: Command) -> Done {
    run_tests_of("", command)
}

/// The same for tests that others run beside.
fn run_tests_of(who: &str, command: Command) -> Done {
    let count = count_tests(who, command)?;
    if count.passed == 0 {
        return Err("no test ran".to_string());
    }
    Ok(count.to_string())
}

/// Runs tests that may be none.
fn run_any_tests(command: Command) -> Done {
    count_tests("", command).map(|count| count.to_string())
}

/// Runs `cargo test`, shows what it prints, each line after `who`, and counts its results.
fn count_tests(who: &str, mut command: Command) -> Result<Count, String> {
    println!("$ {}", shown(&command));
    let mut child = command
        .current_dir(checkout())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{who}{line}");
            count.add(&line);
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() {
        Ok(count)
    } else {
        Err(format!("{count}; {status}"))
    }
}

/// The sums of cargo's "test result:" lines.
#[derive(Default, PartialEq, Debug)]
struct Count {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Count {
    fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else {
            return;
        };
        let words: Vec<&str> = result.split([' ', ';']).collect();
        for pair in words.windows(2) {
            let [number, kind] = pair else { continue };
            let number = number.parse().unwrap_or(0);
            match *kind {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed", self.passed)?;
        if self.failed > 0 {
            write!(formatter, ", {} FAILED", self.failed)?;
        }
        if self.ignored > 0 {
            write!(formatter, ", {} not run here", self.ignored)?;
        }
        Ok(())
    }
}

impl Report {
    /// Finds or installs what later steps need; in the summary only if that fails or takes long.
    fn prepare<T>(
        &mut self,
        name: &'static str,
        find: impl FnOnce() -> Result<T, Failure>,
    ) -> Option<T> {
        let start = Instant::now();
        match find() {
            Ok(found) => {
                if start.elapsed() > LONG {
                    self.add(name, Outcome::Passed("set up".to_string()), start);
                }
                Some(found)
            }
            Err(failure) => {
                eprintln!("\n{failure}");
                self.add(name, Outcome::Failed(failure.cause), start);
                None
            }
        }
    }

    /// Runs a step if it has what it needs, and tells whether it passed.
    fn step<T>(
        &mut self,
        name: &'static str,
        needed: Result<T, &str>,
        run: impl FnOnce(T) -> Done,
    ) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = Outcome::of(needed, run);
        self.add(name, outcome, start)
    }

    /// The same for steps that run side by side.
    fn steps_together<'reason, T, Run>(
        &mut self,
        steps: impl Iterator<Item = (&'static str, Result<T, &'reason str>, Run)>,
    ) where
        T: Send,
        Run: FnOnce(T) -> Done + Send,
    {
        let rows = thread::scope(|scope| {
            let running: Vec<_> = steps
                .map(|(name, needed, run)| {
                    println!("\n== {name}, beside others");
                    scope.spawn(move || {
                        let start = Instant::now();
                        Row::new(name, Outcome::of(needed, run), start)
                    })
                })
                .collect();
            let joined = running.into_iter().map(|thread| thread.join());
            joined.collect::<Result<Vec<Row>, _>>()
        });
        match rows {
            Ok(rows) => rows.into_iter().for_each(|row| self.show(row)),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }

    fn add(&mut self, name: &'static str, outcome: Outcome, start: Instant) -> bool {
        let passed = matches!(outcome, Outcome::Passed(_));
        self.show(Row::new(name, outcome, start));
        passed
    }

    fn show(&mut self, row: Row) {
        println!("{row}");
        self.rows.push(row);
    }

    /// The names of the steps that did not pass, if there are any.
    fn trouble(&self) -> Option<String> {
        let names: Vec<String> = self
            .rows
            .iter()
            .filter_map(|row| match row.outcome {
                Outcome::Passed(_) => None,
                Outcome::Failed(_) => Some(format!("{} failed", row.name)),
                Outcome::Skipped(_) => Some(format!("{} did not run", row.name)),
            })
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verdict, note) = match &self.outcome {
            Outcome::Passed(note) => ("passed", note),
            Outcome::Failed(note) => ("FAILED", note),
            Outcome::Skipped(note) => ("SKIPPED", note),
        };
        let line = format!(
            "{verdict:<8}{:<24}{:>6.1} s  {note}",
            self.name, self.seconds
        );
        formatter.write_str(line.trim_end())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "== summary")?;
        for row in &self.rows {
            writeln!(formatter, "{row}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_summed_over_test_programs() {
        let mut count = Count::default();
        count.add("test result: ok. 39 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out");
        count.add("test parser::passed ... ok");
        count.add("test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured");
        let expected = Count {
            passed: 42,
            failed: 1,
            ignored: 2,
        };
        assert_eq!(count, expected);
        assert_eq!(count.to_string(), "42 passed, 1 FAILED, 2 not run here");
    }

    #[test]
    fn a_skipped_step_is_trouble_and_no_pass() {
        let mut report = Report::default();
        assert!(report.step("format", Ok(()), |()| Ok(String::new())));
        assert_eq!(report.trouble(), None);
        assert!(!report.step("browser tests", Err("no browser"), |()| Ok(String::new())));
        assert!(!report.step("first load", Ok(()), |()| Err("151 kB".to_string())));
        let trouble = "browser tests did not run, first load failed";
        assert_eq!(report.trouble().as_deref(), Some(trouble));
    }
}
