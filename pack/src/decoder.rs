//! The decoder that stands in the page: `unpack`, compiled for WebAssembly.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use zopfli::{Format, Options};

use crate::{Trouble, layout};

const TARGET: &str = "wasm32-unknown-unknown";
/// The profile in the workspace's `Cargo.toml`.
const PROFILE: &str = "decoder";

/// Builds the decoder and gives it as the text that the loader takes; `folder` keeps what cargo
/// makes.
pub fn decoder(folder: &Path) -> Result<String, Trouble> {
    deflated(&module(folder)?)
}

/// Bytes as the text that the loader's `inflated` takes: for what must be there at once.
pub fn deflated(bytes: &[u8]) -> Result<String, Trouble> {
    let mut deflated = Vec::new();
    zopfli::compress(Options::default(), Format::Deflate, bytes, &mut deflated)
        .map_err(|error| Trouble(error.to_string()))?;
    Ok(seven_bits(&deflated))
}

/// The decoder's module, without what a browser does not need.
pub fn module(folder: &Path) -> Result<Vec<u8>, Trouble> {
    let built = build(folder, "+simd128")?;
    let smaller = folder.join("smaller.wasm");
    let mut optimize = Command::new("wasm-opt");
    optimize.args([
        "-Oz",
        "--enable-simd",
        "--enable-bulk-memory",
        "--enable-bulk-memory-opt",
    ]);
    optimize.args(["--enable-nontrapping-float-to-int", "--enable-sign-ext"]);
    optimize.arg(&built).arg("-o").arg(&smaller);
    // Where trunk keeps wasm-opt to itself, the decoder is a little larger.
    let is_smaller = run(&mut optimize).is_ok();
    let path = if is_smaller { smaller } else { built };
    let module =
        fs::read(&path).map_err(|error| Trouble(format!("{}: {error}", path.display())))?;
    layout::stripped(&module).ok_or(Trouble::new("a decoder cut short"))
}

/// Compiles the decoder with or without features of WebAssembly; gives where it is.
pub fn build(folder: &Path, features: &str) -> Result<PathBuf, Trouble> {
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let mut build = Command::new(cargo);
    build
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "rustc",
            "--quiet",
            "--package",
            "unpack",
            "--crate-type",
            "cdylib",
        ])
        .args(["--target", TARGET, "--profile", PROFILE, "--target-dir"])
        .arg(folder)
        .args(["--", &format!("-Ctarget-feature={features}")]);
    run(&mut build)?;
    Ok(folder.join(TARGET).join(PROFILE).join("unpack.wasm"))
}

fn run(command: &mut Command) -> Result<(), Trouble> {
    let outcome = match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    Err(Trouble(format!(
        "{}: {outcome}",
        command.get_program().display()
    )))
}

/// Bytes as text, seven bits a character: the low ones of its number. The few characters that
/// HTML does not keep are replaced by others with the same low bits.
fn seven_bits(bytes: &[u8]) -> String {
    let bit = |i: usize| {
        bytes
            .get(i / 8)
            .map_or(0, |byte| u32::from(byte >> (7 - i % 8) & 1))
    };
    let numbers = (0..bytes.len() * 8)
        .step_by(7)
        .map(|start| (start..start + 7).fold(0, |number, i| number << 1 | bit(i)));
    let kept = numbers.map(|number| match number {
        0 | 13 | 60 => number + 0x100,
        number => number,
    });
    kept.filter_map(char::from_u32).collect()
}
