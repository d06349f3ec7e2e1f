//! The page kept by the browser, and kept safe.

use serde_json::{Value, json};

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
    page.driver.devtools("Network.enable", json!({}));
    let unplugged =
        json!({"offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0});
    page.driver
        .devtools("Network.emulateNetworkConditions", unplugged);
    page.driver.wait(async |client| client.refresh().await);
    page.wait_until("the page is live again", || page.state() == "live");
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
    let inject = "const script = document.createElement('script');
        script.textContent = 'window.wasInjected = true';
        document.head.append(script);
        return window.wasInjected === true";
    assert_eq!(page.driver.script(inject, &[]), Value::Bool(false));
    let said = page.driver.console();
    assert!(
        said.iter()
            .all(|line| line.contains("Content Security Policy")),
        "{said:?}"
    );
    let policy = page.property("meta[http-equiv='Content-Security-Policy']", "content");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
}
