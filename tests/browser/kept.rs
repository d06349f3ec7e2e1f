//! The page kept by the browser, and kept safe.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::page::{Page, View, checkout, scratch};

/// Waits until a service worker keeps the page.
#[track_caller]
fn wait_until_kept(page: &Page) {
    page.wait_until("the page is kept", || {
        let ask = "navigator.serviceWorker.getRegistration()
            .then(registration => { window.isKept = registration?.active?.state === 'activated' });
            return window.isKept === true";
        page.driver.script(ask, &[]) == Value::Bool(true)
    });
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_second_visit_works_without_a_network() {
    let page = Page::open(View::DESKTOP);
    wait_until_kept(&page);
    page.host.unplug();
    // Not `reload`, which in Firefox asks the network and nobody else.
    page.driver.go_to(&page.host.address);
    page.wait_until_live();
    let time = page.driver.script("return performance.now()", &[]);
    println!("without a network: live after {time} ms at most");
    page.fill(4, "n = 2\nx = 0");
    assert!(page.output(5, "data-stdout").contains("step 2 : 0.0625"));
    // This needs the program's second file.
    page.fill(4, "n = 2 +\nx = 0");
    assert!(page.output(5, "data-error").contains("SyntaxError"));
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn no_script_runs_but_the_pages_own() {
    let page = Page::open(View::DESKTOP);
    let inject = "const place = document.createElement('div');
        place.innerHTML = `<button onclick='window.wasInjected = true'></button>`;
        document.body.append(place);
        place.firstChild.click();
        return window.wasInjected === true";
    assert_eq!(page.driver.script(inject, &[]), Value::Bool(false));
    let said = page.driver.console();
    assert!(
        said.iter()
            .all(|line| line.replace('-', " ").contains("Content Security Policy")),
        "{said:?}"
    );
    let policy = page.property("meta[http-equiv='Content-Security-Policy']", "content");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
}

#[test]
#[ignore = "run by cargo xtask test"]
fn edits_outlive_a_reload_until_they_are_reset() {
    let page = Page::open(View::DESKTOP);
    page.fill(4, "n = 2\nx = 1");
    page.fill(2, "x_tan = (");
    page.reload();
    assert_eq!(page.property("[data-blank='4']", "value"), "n = 2\nx = 1");
    assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = (");
    assert!(
        page.output(2, "data-error")
            .contains("'(' was never closed")
    );
    page.fill(2, "x_tan = 0");
    assert!(
        page.output(5, "data-stdout")
            .contains("steps : 2\nx value : 1\n")
    );

    let before = page.runs();
    page.click("[data-cell='5'] [data-reset]");
    page.wait_until("the reset cell has run", || page.runs() > before);
    page.reload();
    assert!(
        page.property("[data-blank='4']", "value")
            .starts_with("n = 6")
    );
    assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = 0");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn where_nothing_can_be_kept_the_page_works_and_says_so() {
    let page = Page::open(View::DESKTOP);
    page.turn_to();
    assert_eq!(page.property("#copy-trouble", "textContent"), "");
    let fill = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }";
    page.driver.script(fill, &[]);
    page.fill(4, "n = 2\nx = 1");
    assert!(page.output(5, "data-stdout").contains("steps : 2"));
    page.wait_until("the page says so", || {
        let note = page.property("#copy-trouble", "textContent");
        note.contains("does not keep your edits")
    });
    page.save_window("not kept");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn edits_in_the_address_come_before_those_in_storage() {
    let page = Page::open(View::DESKTOP);
    page.fill(4, "n = 2\nx = 1");
    let edits = "location.hash = '1&b4=n+=+3~x+=+0&c1=print(7)&b2=%4'";
    page.driver.script(edits, &[]);
    page.wait_until("the page begins anew", || {
        page.property("[data-blank='4']", "value") == "n = 3\nx = 0"
    });
    page.wait_until_live();
    assert_eq!(page.output(1, "data-stdout"), "7\n");
    assert!(
        page.output(2, "data-error")
            .contains("NameError: name 'np' is not defined")
    );
    // The text for blank 2 is cut, and the page says that something is missing.
    assert_ne!(page.property(".only-partial", "offsetHeight"), "0");
    page.check_console();
}

/// Opens the page afresh at its address with this end.
#[track_caller]
fn visit(page: &Page, end: &str) {
    // From the page itself, another fragment would be no new visit.
    page.driver.go_to("about:blank");
    page.driver.go_to(&format!("{}{end}", page.host.address));
    page.wait_until_live();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn addresses_with_fragments_work_without_a_network() {
    let page = Page::open(View::DESKTOP);
    wait_until_kept(&page);
    page.host.unplug();
    visit(&page, "#1&b4=n+=+2~x+=+0");
    assert!(page.output(5, "data-stdout").contains("step 2 : 0.0625"));
    visit(&page, "?theme=dark#product");
    assert_eq!(page.count("html[data-theme='dark']"), 1);
    page.check_console();
}

/// What stands in the heading of the second version.
const SECOND_HEADING: &str = "The second version";

/// The page as another version: its heading and the names of its files are others.
#[track_caller]
fn second_version() -> PathBuf {
    let folder = scratch().join("second version");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let renamed = |text: &str| text.replace("vanishing-gradients-", "second-");
    for entry in fs::read_dir(checkout().join("dist")).expect("the built page") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let copy = folder.join(renamed(&name));
        if name != "index.html" && name != "service-worker.js" {
            fs::copy(&path, copy).expect("a copy of a file");
            continue;
        }
        let text = renamed(&fs::read_to_string(&path).expect("a text"))
            .replace("<h1>Vanishing Gradients", &format!("<h1>{SECOND_HEADING}"))
            // Its digests are of the scripts before their change.
            .replace("http-equiv=\"Content-Security-Policy\"", "name=\"policy\"")
            .replace("OURS + \"", "OURS + \"second ");
        fs::write(copy, text).expect("a text of the second version");
    }
    folder
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_new_version_takes_over_whole_though_the_old_page_is_still_fresh() {
    let page = Page::load(View::DESKTOP, &|page| {
        page.host.put_header("Cache-Control: max-age=600");
        // A page that hears of this is not put aside, still open, when the reader leaves it.
        let closing = "<script>addEventListener('unload', () => {})</script>";
        page.host.put_early(closing);
    });
    page.wait_until_live();
    wait_until_kept(&page);
    page.host.replace(second_version());
    let files = "return performance.getEntriesByType('resource')
        .filter(entry => /second-/.test(entry.name)).length > 0";
    let mut has_taken_over = false;
    for _ in 0..4 {
        visit(&page, "");
        let is_second = page.property("h1", "textContent") == SECOND_HEADING;
        assert_eq!(page.driver.script(files, &[]), json!(is_second), "mixed");
        assert!(is_second || !has_taken_over, "the old version is back");
        has_taken_over = is_second;
        page.wait_until("no version is on its way", || {
            let ask = "navigator.serviceWorker.getRegistration().then(registration =>
                registration.update().then(() => { window.isSettled = !registration.installing }));
                return window.isSettled === true";
            page.driver.script(ask, &[]) == Value::Bool(true)
        });
    }
    assert!(has_taken_over);
    page.check_console();
}
