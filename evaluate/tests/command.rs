//! The command as a user runs it: files in, lines of JSON or text and an exit code out.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A file with these bytes, in a folder of this test's own.
fn file(test: &str, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

fn run(arguments: &[&Path]) -> Output {
    let command = Command::new(env!("CARGO_BIN_EXE_evaluate"))
        .args(arguments)
        .output();
    command.expect("the command runs")
}

fn json_lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// What the code gives, as JSON.
fn evaluated(test: &str, code: &str) -> Value {
    let path = file(test, "cell.py", code);
    let output = run(&[Path::new("--json"), &path]);
    assert_eq!(output.status.code(), Some(0));
    let [line] = <[Value; 1]>::try_from(json_lines(&output)).expect("one line");
    line
}

#[test]
fn every_file_that_can_be_read_has_its_line() {
    let file = |name, bytes| file("every_file", name, bytes);
    let missing = Path::new("missing.py");
    let undecodable = file("undecodable.py", b"x = \"\xFF\"\n".as_slice());
    let null = file("null.py", b"print(1)\n# %%\nx\0\n");
    let marked = file("marked.py", b"\xEF\xBB\xBF1 + 1\n");
    let flag = Path::new("--json");
    let output = run(&[flag, &undecodable, missing, &null, &marked]);
    assert_eq!(output.status.code(), Some(2));
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(
        complaints.starts_with("missing.py: No such file"),
        "{complaints}"
    );
    let lines = json_lines(&output);
    assert_eq!(lines.len(), 3);
    assert_eq!(
        lines[0]["error"]["message"],
        "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
    );
    assert_eq!(
        lines[1]["error"]["message"],
        "source code cannot contain null bytes"
    );
    assert_eq!(
        (&lines[1]["error"]["lineno"], &lines[1]["stdout"]),
        (&json!(3), &json!(""))
    );
    assert_eq!(lines[2]["value"], json!({ "type": "int", "repr": "2" }));
}

#[test]
fn text_form_shows_errors_as_python_does() {
    let undecodable = file("text_form", "undecodable.py", b"x = \"\xFF\"\n");
    let output = run(&[&undecodable]);
    assert_eq!(output.status.code(), Some(1));
    let expected = format!(
        "  File \"{}\", line 1\n    x = \"\u{fffd}\"\n           ^\nSyntaxError: (unicode error) \
         'utf-8' codec can't decode byte 0xff in position 0: invalid start byte\n",
        undecodable.display()
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
    let marked = file("text_form", "marked.py", b"\xEF\xBB\xBFprint(1)\n");
    let output = run(&[&marked]);
    assert_eq!(
        (output.status.code(), output.stdout.as_slice()),
        (Some(0), b"1\n".as_slice())
    );
    assert_eq!(run(&[Path::new("missing.py")]).status.code(), Some(2));
}

/// The labels of each axes of a figure, those of x before those of y.
#[track_caller]
fn check_labels(test: &str, subplots: &str, expected: &[[&[&str]; 2]]) {
    let line = evaluated(test, &format!("fig, axs = plt.subplots({subplots})"));
    let axes = line["figures"][0]["axes"].as_array().expect("axes");
    let found: Vec<[&Value; 2]> = axes
        .iter()
        .map(|axes| [&axes["x"]["labels"], &axes["y"]["labels"]])
        .collect();
    assert_eq!(json!(found), json!(expected));
    for axes in axes {
        assert_eq!(axes["x"]["shown"], json!(vec![true; 6])); // The marks remain.
    }
}

// What matplotlib 3.11.2 gives for `[text.get_text() for text in axs[i].get_xticklabels()]`.
#[test]
fn shared_subplots_label_their_outer_axes_alone() {
    const COARSE: &[&str] = &["0.0", "0.5", "1.0"];
    const FINE: &[&str] = &["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"];
    let column = [[&[], COARSE], [&[], COARSE], [FINE, COARSE]];
    check_labels("column", "3, 1, sharex=True", &column);
    check_labels("row", "1, 2, sharey=True", &[[FINE, FINE], [FINE, &[]]]);
    check_labels("along", "1, 2, sharex=True", &[[FINE, FINE], [FINE, FINE]]);
}

#[track_caller]
fn check_type(test: &str, code: &str, expected: &str) {
    assert_eq!(evaluated(test, code)["value"]["type"], expected);
}

#[test]
fn types_are_named_without_their_module() {
    check_type("grid", "fig, axs = plt.subplots(1, 2)\naxs", "ndarray");
    check_type("dtype", "np.ones(2).dtype", "Float64DType");
    check_type("ascii", "iter('a')", "str_ascii_iterator");
    check_type("not_ascii", "iter('\u{e9}')", "str_iterator");
    check_type("scalar", "np.float64(1)", "float64");
    let code = "fig, axs = plt.subplots(1, 2)\ntype(axs).__name__, isinstance(axs, np.ndarray)";
    assert_eq!(
        evaluated("isinstance", code)["value"]["repr"],
        "('ndarray', True)"
    );
}

#[test]
fn figures_are_the_same_on_a_line_and_in_a_file() {
    let code = "plt.plot([1, 2], label='a\"')\nplt.legend()\nplt.show()\nplt.plot([3])";
    let line = evaluated("figures", code);
    let path = file("figures", "cell.py", code);
    let folder = path.with_file_name("written");
    let output = run(&[&path, Path::new("--figures"), &folder]);
    assert_eq!(output.status.code(), Some(0));
    let written = [1, 2].map(|number| {
        let text = std::fs::read(folder.join(format!("figure-{number}.json")));
        serde_json::from_slice::<Value>(&text.expect("a figure")).expect("JSON")
    });
    assert_eq!(line["figures"], json!(written));
    assert_eq!(written[0]["axes"][0]["legend"], json!(["a\""]));
}
