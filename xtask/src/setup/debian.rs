//! Debian's packages, for machines that reach only the package registries.

use std::path::Path;
use std::process::{Command, Stdio};

use super::announce;
use crate::command::{Failure, Step, printed_by};

/// Debian's compiler as a rustup toolchain: rustup takes a folder for a name.
pub const TOOLCHAIN: &str = "/usr";
pub const RUSTC: &str = "/usr/bin/rustc";
pub const CARGO: &str = "/usr/bin/cargo";
const APT_GET: &str = "/usr/bin/apt-get";
/// Debian's compiler comes without `rust-lld`.
pub const WASM_LINKER: &str = "wasm-ld-19";

/// A package, and a file that shows that it is installed.
pub struct Package {
    name: &'static str,
    file: &'static str,
}

impl Package {
    pub const WASM_COMPILER: &[Package] = &[
        Package::new("rustc-web", RUSTC),
        Package::new("cargo-web", CARGO),
        Package::new("rust-web-src", "/usr/lib/rustlib/src/rust/library/std"),
        Package::new("lld-19", "/usr/bin/wasm-ld-19"),
        Package::new("rust-web-clippy", "/usr/bin/clippy-driver"),
    ];
    pub const LINTS: &[Package] = &[
        Package::new("rustc-web", RUSTC),
        Package::new("cargo-web", CARGO),
        Package::new("rust-web-clippy", "/usr/bin/clippy-driver"),
        Package::new("rustfmt-web", "/usr/bin/rustfmt"),
    ];
    pub const CHROMIUM: &[Package] = &[
        Package::new("chromium", "/usr/bin/chromium"),
        Package::new("chromium-driver", "/usr/bin/chromedriver"),
        Package::new("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu"),
        Package::new("fonts-liberation", "/usr/share/fonts/truetype/liberation"),
    ];
    pub const FIREFOX: &[Package] = &[
        Package::new("firefox-esr", "/usr/bin/firefox-esr"),
        Package::new("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu"),
        Package::new("fonts-liberation", "/usr/share/fonts/truetype/liberation"),
    ];
    pub const WEBKIT: &[Package] = &[
        Package::new("webkit2gtk-driver", "/usr/bin/WebKitWebDriver"),
        Package::new("xvfb", "/usr/bin/xvfb-run"),
        Package::new("xauth", "/usr/bin/xauth"),
        Package::new("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu"),
        Package::new("fonts-liberation", "/usr/share/fonts/truetype/liberation"),
    ];
    pub const PYTHON: &[Package] = &[
        Package::new("python3", "/usr/bin/python3"),
        Package::new("python3-venv", "/usr/share/doc/python3-venv"),
    ];

    const fn new(name: &'static str, file: &'static str) -> Package {
        Package { name, file }
    }
}

/// The names of those of `packages` that are not installed.
pub fn missing(packages: &[Package]) -> Vec<&'static str> {
    packages
        .iter()
        .filter(|package| !Path::new(package.file).exists())
        .map(|package| package.name)
        .collect()
}

/// Installs those of `packages` that are missing. `otherwise` is what a person can do where
/// there is no apt-get, or instead of it.
pub fn install(what: &str, packages: &[Package], otherwise: &str) -> Result<(), Failure> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    let name = format!("install {what} from Debian's packages");
    if !Path::new(APT_GET).exists() {
        let step = Step {
            name: &name,
            remedy: &format!("{otherwise}."),
        };
        return Err(step.failed("this machine has no apt-get"));
    }
    let remedy = format!(
        "as root, `apt-get update && apt-get install --yes {}`; or {otherwise}.",
        missing.join(" ")
    );
    let step = Step {
        name: &name,
        remedy: &remedy,
    };
    let user = printed_by(Command::new("id").arg("-u")).unwrap_or_default();
    if user.trim() != "0" {
        return Err(step.failed("apt-get needs root, and this is an ordinary user"));
    }
    announce(
        &format!("{what}, from Debian: {}", missing.join(" ")),
        "about a minute",
    );
    step.run_patiently(apt_get().args(["update", "-qq"]))?;
    step.run_patiently(
        apt_get()
            .args(["install", "--yes", "--no-install-recommends", "-qq"])
            .args(&missing),
    )
}

fn apt_get() -> Command {
    let mut command = Command::new(APT_GET);
    command
        // Hundreds of lines that nobody reads; what goes wrong is told on the other stream.
        .stdout(Stdio::null())
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-o", "DPkg::Lock::Timeout=300"]);
    command
}
