//! The page taken elsewhere: the one file, and copies with the reader's edits.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use url::Url;

use crate::host::with_early;
use crate::page::{Page, View, checkout, one_file, scratch};

/// The text that *Save a copy* would put into a file, caught on its way to the disk.
#[track_caller]
fn saved_copy(page: &Page) -> String {
    // The file may have to be fetched first, so the catcher stays.
    let catch = "window.copyOfPage = null;
        const make = URL.createObjectURL;
        URL.createObjectURL = blob => {
            blob.text().then(text => { window.copyOfPage = text; });
            return make.call(URL, new Blob());
        };
        document.getElementById('save-copy').click()";
    page.driver.script(catch, &[]);
    let mut text = Value::Null;
    page.wait_until("the copy is made", || {
        text = page.driver.script("return window.copyOfPage", &[]);
        text.is_string()
    });
    text.as_str().unwrap_or_default().to_owned()
}

/// Opens a text as a file of this name.
#[track_caller]
fn open_as(name: &str, text: &str) -> Page {
    Page::open_file(&file_of(name, text.as_bytes()))
}

/// A new file of this name.
#[track_caller]
fn file_of(name: &str, bytes: &[u8]) -> PathBuf {
    let path = scratch().join(name);
    fs::write(&path, bytes).expect("a file");
    path
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_one_file_opens_from_a_disk_and_does_all() {
    let text = fs::read_to_string(one_file()).expect("the one file");
    let page = open_as("one file, \u{fc}.html", &text);
    assert_eq!(page.count("[data-figure] canvas"), 4);
    page.fill(4, "n = 2\nx = 0");
    assert!(page.output(5, "data-stdout").contains("step 2 : 0.0625"));
    page.fill(1, "x = np.linspace(-5, 5 100)");
    assert!(
        page.output(2, "data-error")
            .contains("Perhaps you forgot a comma?")
    );
    page.click("[data-cell='2'] [data-reset]");
    page.wait_until_still();
    page.reload();
    assert_eq!(
        page.property("[data-blank='4']", "value"),
        "n = 2\nx = 0",
        "kept, also here"
    );
    assert_eq!(page.property("#embed", "disabled"), "true");
    assert_eq!(
        page.driver.script(
            "return performance.getEntriesByType('resource').length",
            &[]
        ),
        json!(0)
    );
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_copy_has_the_edits_inside_and_makes_such_copies() {
    let page = Page::open(View::DESKTOP);
    let text = "n = 3  # <&\"\u{e9}\u{1f600}~\nx = 1";
    page.paste(4, text); // No keyboard has all of it.
    page.wait_until("it is run", || {
        page.output(5, "data-stdout").contains("steps : 3")
    });
    let first = saved_copy(&page);
    drop(page);

    let page = open_as("first copy.html", &first);
    assert_eq!(page.property("[data-blank='4']", "value"), text);
    assert!(
        page.output(5, "data-stdout")
            .contains("steps : 3\nx value : 1")
    );
    page.fill(2, "x_tan = 2");
    let second = saved_copy(&page);
    drop(page);

    let page = open_as("second copy.html", &second);
    assert_eq!(page.property("[data-blank='4']", "value"), text);
    assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = 2");
    page.click("[data-cell='5'] [data-reset]");
    page.wait_until_still();
    assert!(page.output(5, "data-stdout").contains("steps : 6"));
    // A copy of a copy is the file again, but for the edits.
    let original = fs::read_to_string(one_file()).expect("the one file");
    let printed = "\n\nMax of x data";
    assert!(second.contains(printed) == original.contains(printed));
    assert!(
        second.len().abs_diff(original.len()) < 4_000,
        "{} {}",
        second.len(),
        original.len()
    );
    page.check_console();
}

/// What a browser's *Save page as, complete* leaves: the page as it stands, and what it refers to
/// by elements.
#[track_caller]
fn saved_by_the_browser(page: &Page) -> PathBuf {
    let folder = scratch().join("saved by the browser");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let named = "return [document.documentElement.outerHTML,
        ...Array.from(document.querySelectorAll('script[src], img[src]'), each => each.getAttribute('src'))]";
    let named = page.driver.script(named, &[]);
    let named: Vec<String> = serde_json::from_value(named).expect("texts");
    let (text, names) = named.split_first().expect("a page");
    for name in names {
        fs::copy(checkout().join("dist").join(name), folder.join(name))
            .expect("a file of the page");
    }
    let path = folder.join("page.html");
    fs::write(&path, format!("<!doctype html>\n{text}")).expect("a page");
    path
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_page_saved_by_the_browser_runs_with_its_edits() {
    let page = Page::open(View::DESKTOP);
    page.fill(4, "n = 3\nx = 1");
    let path = saved_by_the_browser(&page);
    drop(page);
    let page = Page::open_file(&path);
    assert_eq!(page.property("[data-blank='4']", "value"), "n = 3\nx = 1");
    assert_eq!(page.count("[data-figure] canvas"), 4);
    page.turn_to();
    assert_eq!(page.property("#save-copy", "disabled"), "true");
    assert!(
        page.property("#save-copy", "title")
            .contains("a copy already")
    );
    page.fill(4, "n = 2\nx = 0");
    assert!(page.output(5, "data-stdout").contains("step 2 : 0.0625"));
    page.click("[data-cell='5'] [data-reset]");
    page.wait_until_still();
    assert!(page.output(5, "data-stdout").contains("step 6 :"));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_code_of_a_frame_has_the_edits_but_not_that_they_were_tried() {
    let page = Page::open(View::DESKTOP);
    page.fill(2, "x_tan = 3");
    page.click("#embed");
    page.click("#embed-form [name='edits']");
    let code = page.property("#embed-code", "value");
    let source = format!("src=\"{}?embed#1&amp;b2=x_tan+=+3\"", page.host.address);
    assert!(code.contains(&source), "{code}");
}

/// Opens a file that cannot run, and looks whether it says so in the one sentence that is true.
#[track_caller]
fn check_told(name: &str, bytes: &[u8], sentence: &str) {
    let address = Url::from_file_path(file_of(name, bytes)).expect("a whole path");
    let page = Page::open_at(address.as_str(), View::DESKTOP);
    page.wait_until("the page says so", || page.state() == "failed");
    for each in [".only-blocked", ".only-damaged", ".only-partial"] {
        let is_shown = page.property(each, "offsetHeight") != "0";
        assert_eq!(is_shown, each == sentence, "{name}: {each}");
    }
    let liveness = "return getComputedStyle(document.querySelector('.only-static')).visibility";
    assert_eq!(page.driver.script(liveness, &[]), json!("hidden"), "{name}");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_file_that_was_cut_short_says_that_it_is_damaged() {
    let whole = fs::read(one_file()).expect("the one file");
    let fifth = &whole[..whole.len() / 5];
    check_told("a fifth.html", fifth, ".only-damaged");
    let most = &whole[..whole.len() / 4 * 3];
    check_told("three quarters.html", most, ".only-damaged");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_file_that_this_browser_cannot_run_does_not_call_itself_damaged() {
    let whole = fs::read(one_file()).expect("the one file");
    let old = "<script>delete window.DecompressionStream</script>";
    check_told("old.html", &with_early(whole.clone(), old), ".only-blocked");
    let policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'unsafe-inline'\">";
    check_told("held.html", &with_early(whole, policy), ".only-blocked");
}
