//! The standard library for `wasm32-unknown-unknown`.
//!
//! In this order: the toolchain in use has it, or Debian's compiler does; rustup may fetch it;
//! Debian's compiler can build it from Debian's own copy of its source, kept in the cache folder.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{announce, debian, rustup_may_fetch};
use crate::command::{Failure, Step, printed_by, version_in};

const TARGET: &str = "wasm32-unknown-unknown";
const LINKER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

const BUILD_STEP: Step = Step {
    name: "build the standard library for wasm from Debian's packages",
    remedy: "install a Rust toolchain that has the target: `rustup target add wasm32-unknown-unknown`.",
};

type Variables = Vec<(&'static str, OsString)>;

/// The environment in which cargo compiles for wasm.
pub fn find_or_install(cache: &Path) -> Result<Variables, Failure> {
    if has_target(&mut Command::new("rustc")) {
        println!("wasm target: the toolchain in use has it.");
        return Ok(Vec::new());
    }
    // Before rustup, which may have been asked in vain when this was set up.
    if let Some(variables) = debian_as_it_is(cache) {
        return Ok(variables);
    }
    if rustup_may_fetch("the wasm target") {
        announce("the wasm target, by rustup", "about half a minute");
        match add_by_rustup() {
            Ok(()) => return Ok(Vec::new()),
            Err(failure) => println!("{failure}\nTrying Debian's packages instead."),
        }
    }
    from_debian(cache)
}

fn add_by_rustup() -> Result<(), Failure> {
    let step = Step {
        name: "add the wasm target by rustup",
        remedy: "run `rustup target add wasm32-unknown-unknown`.",
    };
    step.run(Command::new("rustup").args(["target", "add", TARGET]))?;
    if has_target(&mut Command::new("rustc")) {
        return Ok(());
    }
    Err(step.failed("rustup succeeded, but the `rustc` on PATH does not have the target"))
}

/// Whether a `rustc` finds the standard library of the target.
fn has_target(rustc: &mut Command) -> bool {
    let folder = printed_by(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| has_core(Path::new(folder.trim())))
}

fn has_core(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}

fn from_debian(cache: &Path) -> Result<Variables, Failure> {
    debian::install(
        "a Rust compiler that can compile for wasm",
        debian::Package::WASM_COMPILER,
        "`rustup target add wasm32-unknown-unknown`",
    )?;
    if let Some(variables) = debian_as_it_is(cache) {
        return Ok(variables);
    }
    let sysroot = sysroot_folder(cache)?;
    announce(
        "the standard library for wasm, built once",
        "about a minute",
    );
    build_sysroot(cache, &sysroot)?;
    Ok(debian_variables(Some(&sysroot)))
}

/// The environment for Debian's compiler, if it can compile for wasm already.
fn debian_as_it_is(cache: &Path) -> Option<Variables> {
    if !debian::missing(debian::Package::WASM_COMPILER).is_empty() {
        return None;
    }
    if has_target(&mut Command::new(debian::RUSTC)) {
        return Some(debian_variables(None));
    }
    let sysroot = sysroot_folder(cache).ok()?;
    has_core(&library_folder(&sysroot)).then(|| debian_variables(Some(&sysroot)))
}

/// The environment for Debian's compiler, with its own standard library for wasm or ours.
fn debian_variables(sysroot: Option<&Path>) -> Variables {
    let linker = env::var_os(LINKER).unwrap_or_else(|| debian::WASM_LINKER.into());
    let mut variables = vec![
        ("RUSTUP_TOOLCHAIN", debian::TOOLCHAIN.into()),
        (LINKER, linker),
    ];
    let Some(sysroot) = sysroot else {
        println!(
            "wasm target: Debian's toolchain in {} has it.",
            debian::TOOLCHAIN
        );
        return variables;
    };
    println!(
        "wasm target: Debian's packages, with the standard library in {}.",
        sysroot.display()
    );
    // For wasm alone: what trunk runs after the build is compiled for this machine.
    let mut flags = env::var_os("RUSTFLAGS").unwrap_or_default();
    flags.push(" --sysroot=");
    flags.push(sysroot);
    variables.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags));
    variables
}

/// Where the sysroot for Debian's present compiler is, or is to be.
fn sysroot_folder(cache: &Path) -> Result<PathBuf, Failure> {
    let printed = printed_by(Command::new(debian::RUSTC).arg("--version")).unwrap_or_default();
    let version = version_in(&printed)
        .ok_or_else(|| BUILD_STEP.failed(format!("`{} --version` does not run", debian::RUSTC)))?;
    Ok(cache.join(format!("sysroot-{version}")))
}

fn library_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// Builds an empty crate together with the standard library, and keeps only the latter. The
/// crate has no dependencies: a second copy of one that `std` also has would break the sysroot.
fn build_sysroot(cache: &Path, sysroot: &Path) -> Result<(), Failure> {
    let seed = cache.join("sysroot-build");
    write_seed_crate(&seed).map_err(|error| BUILD_STEP.failed(error))?;
    let mut cargo = Command::new(debian::CARGO);
    cargo
        .current_dir(&seed)
        .args(["build", "--release", "--quiet", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind,proc_macro")
        .arg("--target-dir=target")
        .env("RUSTC", debian::RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // The page is built with link-time optimization, which needs bitcode to work on.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("LD_LIBRARY_PATH");
    BUILD_STEP.run_patiently(&mut cargo)?;
    let built = seed.join("target").join(TARGET).join("release/deps");
    keep_libraries(&built, sysroot)
        .and_then(|()| fs::remove_dir_all(&seed))
        .map_err(|error| BUILD_STEP.failed(error))
}

fn write_seed_crate(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let manifest =
        "[package]\nname = \"seed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "")
}

/// Copies the libraries into a sysroot that appears only when it is whole.
fn keep_libraries(built: &Path, sysroot: &Path) -> std::io::Result<()> {
    let unfinished = sysroot.with_extension("unfinished");
    let libraries = library_folder(&unfinished);
    fs::create_dir_all(&libraries)?;
    for entry in fs::read_dir(built)?.flatten() {
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libseed-") {
            fs::copy(entry.path(), libraries.join(&name))?;
        }
    }
    fs::rename(unfinished, sysroot)
}
