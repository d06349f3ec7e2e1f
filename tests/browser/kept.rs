//! The page kept by the browser, and kept safe.

use serde_json::Value;

use crate::page::{Page, View};

#[test]
#[ignore = "run by cargo xtask test"]
fn a_second_visit_works_without_a_network() {
    let page = Page::open(View::DESKTOP);
    page.wait_until("the page is kept", || {
        let ask = "navigator.serviceWorker.getRegistration()
            .then(registration => { window.isKept = registration?.active?.state === 'activated' });
            return window.isKept === true";
        page.driver.script(ask, &[]) == Value::Bool(true)
    });
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
