//! What goes wrong around the page, or in it: the reader is told in a sentence, and loses nothing.

use serde_json::{Value, json};

use crate::framed::framed_by;
use crate::host::{Fate, REST};
use crate::page::{Page, View};

fn is_shown(page: &Page, selector: &str) -> bool {
    page.property(selector, "offsetHeight") != "0"
}

/// Opens the page while a file is not to be had, types, and starts again when it is.
#[track_caller]
fn check_file(ending: &'static str, fate: Fate) {
    let page = Page::load(View::DESKTOP, &|page| page.host.decide(ending, fate));
    page.wait_until("the page says so", || page.state() == "failed");
    assert!(
        is_shown(&page, ".missing") && is_shown(&page, "#retry"),
        "{ending}"
    );
    assert!(!is_shown(&page, ".own-fault"), "{ending}");
    assert!(
        is_shown(&page, "[data-cell='5'] svg"),
        "{ending}: the figures are there"
    );
    page.retype(4, "n = 3\nx = 0");
    page.click("#retry");
    page.wait_until("the page says so again", || page.state() == "failed");
    page.host.decide(ending, Fate::Sent);
    page.click("#retry");
    page.wait_until_live();
    page.wait_until("the text is run", || {
        page.output(5, "data-stdout").contains("steps : 3")
    });
    assert!(!is_shown(&page, ".failure"), "{ending}");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_program_that_does_not_arrive_can_be_asked_for_again() {
    check_file("_bg.wasm", Fate::Lost);
    check_file("_bg.wasm", Fate::Cut);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_script_that_does_not_arrive_can_be_asked_for_again() {
    check_file(".js", Fate::Lost);
    check_file(".js", Fate::Cut);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn where_webassembly_is_forbidden_the_lesson_reads_and_says_why() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'unsafe-inline' 'self'\">";
    let page = Page::load(View::DESKTOP, &|page| page.host.put_early(policy));
    page.wait_until("the page says why", || is_shown(&page, ".only-blocked"));
    assert!(!is_shown(&page, ".failure"));
    assert!(is_shown(&page, "[data-cell='2'] svg"));
    assert!(page.output(5, "data-stdout").contains("step 6 : 0.000244"));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_trap_in_the_middle_of_a_run_loses_no_text() {
    let page = Page::open(View::DESKTOP);
    page.fill(2, "x_tan = 1");
    page.fill(4, "n = 2 +\nx = 0"); // Takes the whole program: a trap may be missing code otherwise.
    let trap = "document.documentElement.dataset.trap = ''";
    page.driver.script(trap, &[]);
    // At once: another key would start the program again.
    page.paste(4, "n = 3\nx = 0");
    page.wait_until("the page says so", || page.state() == "failed");
    assert!(is_shown(&page, ".own-fault"));
    assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = 1");
    page.press("[data-blank='4']", "  # on");
    page.wait_until_live();
    page.wait_until("the text is run", || {
        page.output(5, "data-stdout").contains("steps : 3")
    });
    assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = 1");
    assert!(!is_shown(&page, ".failure"));
    let saved = page.driver.script("return memory.saved()", &[]);
    assert_eq!(saved, json!("1&t=2,4&b2=x_tan+=+1&b4=n+=+3~x+=+0++%23+on"));
    assert_eq!(
        page.driver
            .script("return document.documentElement.dataset.trap ?? null", &[]),
        Value::Null
    );
}

/// Once the page says that a file hangs, it comes alive with the file.
#[track_caller]
fn check_told_of_hanging(page: &Page, ending: &'static str) {
    page.wait_until("the page says so", || page.state() == "failed");
    assert!(is_shown(page, ".missing"), "{ending}");
    page.host.decide(ending, Fate::Sent);
    page.click("#retry");
    page.wait_until_live();
    assert!(!is_shown(page, ".failure"), "{ending}");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_program_that_hangs_can_be_asked_for_again() {
    let ending = "_bg.wasm";
    let page = Page::load(View::DESKTOP, &|page| {
        page.host.decide(ending, Fate::Waits);
    });
    check_told_of_hanging(&page, ending);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_script_that_hangs_can_be_asked_for_again() {
    let ending = ".js";
    let page = Page::load(View::DESKTOP, &|page| {
        page.host.decide(ending, Fate::Lost);
    });
    page.wait_until("the page says so", || page.state() == "failed");
    // Drivers wait for a page whose first scripts hang, and so do not answer.
    page.host.decide(ending, Fate::Waits);
    page.click("#retry");
    assert_eq!(page.state(), "static");
    check_told_of_hanging(&page, ending);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_second_file_that_comes_slowly_comes() {
    let page = Page::open(View::DESKTOP);
    page.host.decide(REST, Fate::Slow);
    page.paste(4, "n = 3 +\nx = 0");
    page.wait_until("an answer in words", || {
        assert_ne!(page.state(), "failed");
        page.output(5, "data-error").contains("SyntaxError")
    });
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn in_a_frame_without_an_origin_a_program_cut_short_can_be_asked_for_again() {
    // Browsers that notice the cut load nothing, and others what there is.
    for fate in [Fate::Cut, Fate::Halved] {
        let page = framed_by("?embed", "sandbox=allow-scripts", &|page| {
            page.host.decide("packed-", fate);
        });
        page.wait_until("the page says so", || page.state() == "failed");
        assert!(is_shown(&page, ".missing"));
        page.host.decide("packed-", Fate::Sent);
        page.click("#retry");
        page.wait_until_live();
    }
}
