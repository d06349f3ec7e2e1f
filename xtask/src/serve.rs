//! `cargo xtask serve`: the page at an address of this machine, rebuilt when a file changes.

use std::net::{Ipv4Addr, TcpListener};

use crate::command::{Failure, Step, checkout};
use crate::setup;

const STEP: Step = Step {
    name: "serve the page",
    remedy: "choose another port with `--port N`; what trunk says, if it was started, is above.",
};

struct Options {
    open: bool,
    port: u16,
}

pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let options = read_options(arguments)?;
    // Before minutes of set-up and build, where trunk would only then find out.
    TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(|error| {
        STEP.failed(format!(
            "port {} cannot be listened on: {error}",
            options.port
        ))
    })?;
    let tools = setup::page_tools()?;
    println!(
        "Serving at http://127.0.0.1:{}/ once it is built (Ctrl-C ends it).",
        options.port
    );
    let mut trunk = tools.trunk("serve");
    trunk
        .current_dir(checkout())
        .args([
            "--address",
            "127.0.0.1",
            "--port",
            &options.port.to_string(),
        ])
        // Its own folder, so that a build or test meanwhile is not disturbed.
        .args(["--dist", "target/served"]);
    if options.open {
        trunk.arg("--open");
    }
    STEP.run_last(&mut trunk)
}

fn read_options(arguments: &[String]) -> Result<Options, Failure> {
    let mut options = Options {
        open: false,
        port: 8080,
    };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--open" => options.open = true,
            "--port" => {
                let text = arguments.next().map_or("", String::as_str);
                options.port = text
                    .parse()
                    .map_err(|_| STEP.failed(format!("{text:?} is not a port (1 to 65535)")))?;
            }
            other => return Err(STEP.failed(format!("there is no option {other:?}"))),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arguments: &[&str], expected: Option<(bool, u16)>) {
        let arguments: Vec<String> = arguments.iter().map(|text| text.to_string()).collect();
        let options = read_options(&arguments).ok();
        assert_eq!(
            options.map(|options| (options.open, options.port)),
            expected
        );
    }

    #[test]
    fn options_are_read_in_any_order_and_others_refused() {
        check(&[], Some((false, 8080)));
        check(&["--port", "9000", "--open"], Some((true, 9000)));
        check(&["--open", "--port", "9000"], Some((true, 9000)));
        check(&["--port"], None);
        check(&["--port", "65536"], None);
        check(&["--release"], None);
    }
}
