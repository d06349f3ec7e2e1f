//! What trunk does not do: set up the tools, serve, build, package, test, play, evaluate.
//!
//! Every step lives in a file of its own; `setup` finds or installs what the others need.
//! Nothing here knows the lesson: it only builds it and runs its tests.

mod build;
mod command;
mod engines;
mod evaluate;
mod monkey;
mod package;
mod serve;
mod setup;
mod size;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  serve [--open] [--port N]   set up what is missing, build, and serve the page
  build                       set up what is missing, and build the page into dist/
  package                     the same, then packages for learning management systems (SCORM)
  test                        set up what is missing, and run every check and test
  monkey [MINUTES]            random typing, dragging, resizing and navigation, ten minutes
  evaluate FILE.py [--figures DIRECTORY]
  evaluate --json FILE...     run Python source natively, as notebook cells
  help                        print this text";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let outcome = match arguments.first().map(String::as_str) {
        Some("serve") => serve::run(rest),
        Some("build") => build::run(rest),
        Some("package") => package::run(rest),
        Some("test") => test::run(rest),
        Some("monkey") => monkey::run(rest),
        Some("evaluate") => evaluate::run(rest),
        None | Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Some(unknown) => {
            eprintln!("There is no command {unknown:?}.\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
