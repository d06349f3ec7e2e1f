//! The lesson taken along as a link, a Python file or a notebook, and such files opened again.

use std::fs;

use serde_json::{Value, json};
use url::Url;

use crate::page::{Page, View, checkout, one_file, scratch};

/// Keeps the next file that the page gives, instead of letting the browser save it.
const CATCH: &str = "window.caught = window.caughtText = window.caughtBytes = null;
    URL.createObjectURL = blob => {
        blob.text().then(text => { window.caughtText = text; });
        blob.arrayBuffer().then(buffer => { window.caughtBytes = [...new Uint8Array(buffer.slice(0, 24))]; });
        return 'data:,';
    };
    HTMLAnchorElement.prototype.click = function () { window.caught = this.download; }";

/// A file that the page gave: its name, its text and its first bytes.
pub struct Given {
    pub name: String,
    pub text: String,
    pub start: Vec<u8>,
}

/// Does something, and takes the file that the page gives for it.
#[track_caller]
pub fn given(page: &Page, deed: impl FnOnce()) -> Given {
    page.driver.script(CATCH, &[]);
    deed();
    let mut found = Value::Null;
    page.wait_until("a file is given", || {
        let script = "return window.caught && window.caughtText !== null && window.caughtBytes
            ? [window.caught, window.caughtText, window.caughtBytes] : null";
        found = page.driver.script(script, &[]);
        !found.is_null()
    });
    let (name, text, start) = serde_json::from_value(found).expect("a file");
    Given { name, text, start }
}

#[track_caller]
fn live_page() -> Page {
    let page = Page::open(View::DESKTOP);
    page.turn_to();
    page
}

/// Downloads the lesson in one of the two forms.
#[track_caller]
fn downloaded(page: &Page, place: u32) -> Given {
    given(page, || {
        page.click("#download");
        page.click(&format!("#take-dialog div button:nth-of-type({place})"));
    })
}

#[track_caller]
fn notebook(page: &Page) -> Value {
    let file = downloaded(page, 1);
    assert_eq!(file.name, "vanishing-gradients.ipynb");
    serde_json::from_str(&file.text).expect("JSON")
}

/// Chooses a file of this name in the dialog that *Open* asks the browser for.
fn choose(page: &Page, name: &str, content: &Value) {
    let script = "const files = new DataTransfer();
        const content = typeof arguments[1] === 'number' ? new Uint8Array(arguments[1]) : arguments[1];
        files.items.add(new File([content], arguments[0]));
        const field = document.getElementById('opened-file');
        field.files = files.files;
        field.dispatchEvent(new Event('change'))";
    page.driver.script(script, &[json!(name), content.clone()]);
}

/// Opens a file, and waits for the sentence that tells what came of it.
#[track_caller]
fn open(page: &Page, name: &str, content: &Value, sentence: &str) {
    choose(page, name, content);
    wait_for_sentence(page, name);
    let told = page.property("#copy-trouble", "textContent");
    assert!(told.contains(sentence), "{told}");
    page.wait_until_still();
}

#[track_caller]
fn wait_for_sentence(page: &Page, part: &str) {
    page.wait_until("the page says so", || {
        page.property("#copy-trouble", "textContent").contains(part)
    });
}

#[track_caller]
fn blank(page: &Page, number: u32) -> String {
    page.property(&format!("[data-blank='{number}']"), "value")
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_shared_link_has_the_edits() {
    let page = live_page();
    page.fill(2, "x_tan = 3");
    page.click("#share");
    wait_for_sentence(&page, "Link copied.");
    page.paste_clipboard("[data-blank='3']");
    let link = format!("{}#1&b2=x_tan+=+3", page.host.address);
    page.wait_until("the link is pasted", || blank(&page, 3) == link);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_link_that_may_not_be_copied_is_shown() {
    let page = live_page();
    page.paste(4, &format!("n = 2  # {}", "long ".repeat(2_000)));
    page.wait_until("it is run", || {
        page.output(5, "data-stdout").contains("steps : 2")
    });
    let forbid = "navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'));
        document.execCommand = () => false";
    page.driver.script(forbid, &[]);
    page.click("#share");
    page.wait_until("the link is shown", || {
        page.count("#take-dialog[open] textarea") == 1
    });
    let link = page.property("#take-dialog textarea", "value");
    assert!(link.contains("#1&b4=n+=+2++%23+long+long"), "{link}");
    let words = page.property("#take-dialog", "textContent");
    assert!(words.contains("some programs cut such links"), "{words}");
    let selected = "const field = document.querySelector('#take-dialog textarea');
        return field.selectionEnd - field.selectionStart === field.value.length";
    assert_eq!(page.driver.script(selected, &[]), json!(true));
    page.click("#take-close");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_page_on_a_disk_has_no_link_and_offers_a_copy() {
    let page = Page::open_file(&one_file());
    page.turn_to();
    page.click("#share");
    let words = page.property("#take-dialog", "textContent");
    assert!(words.contains("This page is not on the web"), "{words}");
    let copy = given(&page, || page.click("#take-copy"));
    assert_eq!(copy.name, "vanishing-gradients.html");
    assert_eq!(page.count("#take-dialog[open]"), 0);
    // All else works there as well.
    page.fill(2, "x_tan = 3");
    let lesson = downloaded(&page, 2);
    page.click("#reset-all");
    page.wait_until_still();
    open(&page, &lesson.name, &json!(lesson.text), "is open");
    assert_eq!(blank(&page, 2), "x_tan = 3");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn of_a_damaged_link_the_rest_comes_back_and_the_page_says_so() {
    let page = live_page();
    let visit = |fragment: &str| {
        // Another start is another visit: the page loads itself anew.
        let script = "window.isBefore = true; location.hash = arguments[0]";
        page.driver.script(script, &[json!(fragment)]);
        page.wait_until("the page begins anew", || {
            let is_before = page.driver.script("return window.isBefore === true", &[]);
            is_before == json!(false) && page.state() == "live" && page.runs() > 0
        });
        page.property(".only-partial", "offsetHeight") != "0"
    };
    let long = "+long".repeat(200_000);
    assert!(!visit(&format!("1&b4=n+=+2~x+=+1++%23{long}")));
    page.wait_until("it is run", || {
        page.output(5, "data-stdout").contains("steps : 2")
    });
    assert!(visit("1&b2=x_tan+=+3&b4=n+=+2+%2"));
    assert_eq!(blank(&page, 2), "x_tan = 3");
    assert!(visit("2&b2=x_tan+=+3"));
    assert!(blank(&page, 2).starts_with("x_tan = 0"));
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_python_file_has_the_edits_and_no_magic() {
    let page = live_page();
    page.fill(2, "x_tan = 3");
    let file = downloaded(&page, 2);
    assert_eq!(file.name, "vanishing-gradients.py");
    let start = format!(
        "# Vanishing Gradients\n# {}#1&b2=x_tan+=+3\n\n# %% 1 imports\nimport numpy as np\n\
         import matplotlib.pyplot as plt\n\n# %matplotlib inline\n\n\
         # %% 2 data, activation, gradient, tangent\n### START CODE HERE ###\n",
        page.host.address
    );
    assert!(file.text.starts_with(&start), "{}", file.text);
    assert!(file.text.contains("\nx_tan = 3\n### END"));
    assert!(file.text.ends_with("plt.show()\n"));
    page.check_console();
}

/// Leaves a notebook where `tests/jupyter/` looks for it.
fn keep_for_jupyter(page: &Page, name: &str, notebook: &Value) {
    let folder = checkout().join("target/jupyter");
    fs::create_dir_all(&folder).expect("a folder");
    let file = format!("{:?}-{name}.ipynb", page.driver.engine);
    fs::write(folder.join(file), notebook.to_string()).expect("a notebook");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_notebook_is_what_jupyter_would_have_kept() {
    let page = live_page();
    page.fill(1, "x = np.linspace(-1000, 1000, 100)");
    page.fill(4, "n = 3\nx = 1");
    page.click("[data-cell='1'] [data-edit]");
    let source = "[data-cell='1'] textarea[data-source]";
    let whole = page.property(source, "value") + "\n1 + 1";
    page.fill_field(source, &whole);
    let notebook = notebook(&page);
    keep_for_jupyter(&page, "edited", &notebook);
    assert_eq!(notebook["nbformat"], 4);
    assert_eq!(notebook["nbformat_minor"], 5);
    let cells = notebook["cells"].as_array().expect("cells");
    let code: Vec<&Value> = cells
        .iter()
        .filter(|cell| cell["cell_type"] == "code")
        .collect();
    let kinds = |cell: &Value| -> Vec<String> {
        let outputs = cell["outputs"].as_array().expect("outputs");
        let kind = |output: &Value| {
            let name = output["name"].as_str().or(output["output_type"].as_str());
            name.unwrap_or_default().to_owned()
        };
        outputs.iter().map(kind).collect()
    };
    assert_eq!(kinds(code[0]), ["execute_result"]);
    assert_eq!(code[0]["outputs"][0]["data"]["text/plain"], json!(["2"]));
    assert_eq!(kinds(code[1]), ["stderr", "display_data"]);
    let warning = code[1]["outputs"][0]["text"][0].as_str();
    assert_eq!(
        warning,
        Some("<cell 2>:6: RuntimeWarning: overflow encountered in exp\n")
    );
    let picture = code[1]["outputs"][1]["data"]["image/png"].as_str();
    assert!(picture.is_some_and(|text| text.starts_with("iVBORw0KGgo") && text.len() > 10_000));
    assert_eq!(kinds(code[3]), ["display_data", "stdout"]);
    assert_eq!(kinds(code[4]), ["stdout", "display_data"]);
    let printed: Vec<String> =
        serde_json::from_value(code[4]["outputs"][0]["text"].clone()).expect("lines");
    assert_eq!(printed.concat(), page.output(5, "data-stdout"));
    let prose = notebook.to_string();
    for part in [
        "# Vanishing Gradients\\n",
        "## Background\\n",
        "$$σ ( x ) = \\\\frac{1}{1 + e^{− x}}$$",
        "the data: `x`, 100 evenly spaced numbers",
        "*n* sigmoid activations alone",
    ] {
        let part = part.replace("the data: ", "data: ");
        assert!(prose.contains(&part), "{part}");
    }
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn an_error_is_in_the_notebook_as_in_jupyter() {
    let page = live_page();
    page.fill(2, "x_tan = y");
    let notebook = notebook(&page);
    keep_for_jupyter(&page, "error", &notebook);
    let cells = notebook["cells"].as_array().expect("cells");
    let second = cells.iter().find(|cell| cell["id"] == "cell-2");
    let outputs = &second.expect("the cell")["outputs"];
    assert_eq!(outputs.as_array().map(Vec::len), Some(1), "no old figure");
    assert_eq!(outputs[0]["ename"], "NameError");
    assert_eq!(outputs[0]["evalue"], "name 'y' is not defined");
    let traceback = outputs[0]["traceback"].as_array().expect("lines");
    assert_eq!(traceback[0], "Traceback (most recent call last):");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_was_downloaded_can_be_opened_and_that_undone() {
    let page = live_page();
    let original = blank(&page, 2);
    page.fill(2, "x_tan = 3");
    page.click("[data-cell='3'] [data-edit]");
    page.fill_field("[data-cell='3'] textarea[data-source]", "print(7)");
    let files = [downloaded(&page, 1), downloaded(&page, 2)];
    for file in files {
        page.click("#reset-all");
        page.wait_until_still();
        assert_eq!(blank(&page, 2), original);
        open(&page, &file.name, &json!(file.text), "is open");
        assert_eq!(blank(&page, 2), "x_tan = 3");
        assert_eq!(page.output(3, "data-stdout"), "7\n");
        page.wait_until("undo is offered", || {
            page.property("[data-cell='2'] [data-undo]", "hidden") == "false"
        });
        page.click("[data-cell='2'] [data-undo]");
        page.wait_until("it is undone", || blank(&page, 2) == original);
        page.wait_until_still();
        assert_eq!(page.output(3, "data-stdout"), "", "in one step");
    }
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_notebook_of_other_hands_is_read() {
    let page = live_page();
    let mut notebook = notebook(&page);
    let cells = notebook["cells"].as_array_mut().expect("cells");
    for cell in cells.iter_mut() {
        let lines: Vec<String> = serde_json::from_value(cell["source"].clone()).expect("lines");
        // Older notebooks have no ids, other programs write one text, with the ends of their lines.
        let text = lines.concat().replace("x_tan = 0", "x_tan = 1");
        cell["source"] = json!(text.replace('\n', "\r\n"));
        cell.as_object_mut().map(|cell| cell.remove("id"));
    }
    let more = json!({"cell_type": "code", "source": "print(1)", "outputs": [], "metadata": {}});
    cells.insert(3, more);
    cells.retain(|cell| !cell["source"].to_string().contains("np.arange"));
    let text = format!("\u{feff}{notebook}");
    open(&page, "other.ipynb", &json!(text), "is open");
    assert!(blank(&page, 2).starts_with("x_tan = 1"));
    assert_eq!(page.count("[data-edited]:not([hidden])"), 1);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_is_no_file_of_this_lesson_changes_nothing() {
    let page = live_page();
    page.fill(2, "x_tan = 3");
    let before = page.runs();
    for (name, content, sentence) in [
        ("a.ipynb", json!("not JSON"), "it is not a notebook"),
        ("b.ipynb", json!("{\"a\": 1}"), "it is not a notebook"),
        ("c.py", json!("print(1)\n"), "none of this lesson’s cells"),
        ("d.py", json!(100), "it is not a text file"),
        ("e.ipynb", json!(50_000_000), "it is larger than"),
        ("f.py", json!("# \n".repeat(500_000)), "it has more code"),
        ("g.ipynb", json!("{\"cells\": []}"), "none of this lesson’s"),
    ] {
        open(&page, name, &content, sentence);
    }
    assert_eq!(blank(&page, 2), "x_tan = 3");
    assert_eq!(page.runs(), before);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_file_can_be_chosen_or_dropped() {
    let page = live_page();
    let lesson = fs::read_to_string(checkout().join("tests/reference/cells.py")).expect("a text");
    let path = scratch().join("chosen.py");
    fs::write(&path, lesson.replace("x_tan = 0", "x_tan = 2")).expect("a file");
    page.press("#opened-file", &path.to_string_lossy());
    page.wait_until("the file is open", || {
        blank(&page, 2).starts_with("x_tan = 2")
    });
    let drop = "const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([arguments[0]], 'dropped.py'));
        const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
        return document.getElementById('product').dispatchEvent(event)";
    let dropped = lesson.replace("x_tan = 0", "x_tan = 4");
    // The browser would leave the page for the file.
    assert_eq!(page.driver.script(drop, &[json!(dropped)]), json!(false));
    page.wait_until("the file is open", || {
        blank(&page, 2).starts_with("x_tan = 4")
    });
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_shared_link_is_without_the_start_that_it_takes_the_place_of() {
    let page = live_page();
    let mut address = Url::parse(&page.host.address).expect("an address");
    address.set_query(Some("blank2=x_tan+%3D+5&theme=dark"));
    page.driver.go_to(address.as_str());
    page.wait_until_live();
    page.turn_to();
    page.click("[data-cell='2'] [data-reset]");
    page.wait_until_still();
    page.click("#share");
    wait_for_sentence(&page, "Link copied.");
    page.paste_clipboard("[data-blank='3']");
    let link = format!("{}?theme=dark", page.host.address);
    page.wait_until("the link is pasted", || blank(&page, 3) == link);
}
