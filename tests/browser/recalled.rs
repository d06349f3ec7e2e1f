//! What the page starts with: the lesson, what came in the address, and what was kept.

use serde_json::{Value, json};

use crate::host::Fate;
use crate::page::{Page, View};

const FIRST: &str = "_bg.wasm";
const REST: &str = "_rest.wasm";

/// What the page has for a copy, a link and a course.
#[track_caller]
fn saved(page: &Page) -> String {
    let saved = page.driver.script("return memory.saved()", &[]);
    saved.as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn blank(page: &Page, number: u32) -> String {
    page.property(&format!("[data-blank='{number}']"), "value")
}

/// Goes to an address of the page, as a reader does who follows a link.
#[track_caller]
fn go_to(page: &Page, rest: &str) {
    page.driver.go_to("about:blank");
    page.driver.go_to(&format!("{}{rest}", page.host.address));
    page.wait_until_live();
}

/// The texts in storage under the page's keys.
#[track_caller]
fn stored(page: &Page) -> Vec<String> {
    let texts = page
        .driver
        .script("return Object.values(localStorage)", &[]);
    serde_json::from_value(texts).expect("texts")
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_is_typed_before_the_program_joins_what_was_kept() {
    let page = Page::open(View::DESKTOP);
    page.fill(1, "x = np.linspace(-3, 3, 9)");
    page.fill(4, "n = 2\nx = 1");
    page.host.decide(FIRST, Fate::Waits);
    // Not a reload, which in Firefox brings back what stood in the fields.
    page.driver.go_to("about:blank");
    page.driver.go_to(&page.host.address);
    page.paste(2, "x_tan = 3");
    page.host.decide(FIRST, Fate::Sent);
    page.wait_until_live();
    page.wait_until_still();
    for _ in 0..2 {
        assert_eq!(blank(&page, 1), "x = np.linspace(-3, 3, 9)");
        assert_eq!(blank(&page, 2), "x_tan = 3");
        assert_eq!(blank(&page, 4), "n = 2\nx = 1");
        page.reload();
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn edits_that_come_back_take_no_focus_and_fetch_nothing() {
    let page = Page::open(View::DESKTOP);
    page.fill(4, "n = 2\nx = 1");
    go_to(&page, "");
    assert_eq!(blank(&page, 4), "n = 2\nx = 1");
    let focused = "return document.activeElement.localName";
    assert_eq!(page.driver.script(focused, &[]), json!("body"));
    let fetched = "return performance.getEntriesByType('resource')
        .filter(entry => entry.name.endsWith(arguments[0])).length";
    assert_eq!(page.driver.script(fetched, &[json!(REST)]), json!(0));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_link_to_a_place_leaves_the_start_in_the_address() {
    let page = Page::open(View::DESKTOP);
    go_to(&page, "#1&b4=n+=+2~x+=+1");
    page.fill(2, "x_tan = 3");
    page.driver
        .script("document.querySelector('[href=\"#product\"]').click()", &[]);
    page.wait_until("the page is at the place", || {
        page.driver.script("return scrollY > 1000", &[]) == Value::Bool(true)
    });
    page.reload();
    assert_eq!(blank(&page, 4), "n = 2\nx = 1");
    assert_eq!(blank(&page, 2), "x_tan = 3");
    // Another start in the same window begins anew.
    page.driver
        .script("location.hash = '1&b4=n+=+5~x+=+0'", &[]);
    page.wait_until("the other start", || blank(&page, 4) == "n = 5\nx = 0");
    page.wait_until_live();
    page.wait_until("nothing else", || blank(&page, 2).starts_with("x_tan = 0"));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn frames_with_other_cells_keep_their_own() {
    let page = Page::open(View::DESKTOP);
    go_to(&page, "?cells=2");
    page.fill(2, "x_tan = 3");
    go_to(&page, "?cells=5");
    page.fill(4, "n = 2\nx = 1");
    go_to(&page, "?cells=2");
    assert_eq!(blank(&page, 2), "x_tan = 3");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_kept_text_that_cannot_be_read_stays_until_an_edit() {
    let page = Page::open(View::DESKTOP);
    page.fill(4, "n = 2\nx = 1");
    let newer = "2&b4=newer";
    let script = "for (const key in localStorage) if (key.startsWith('van')) localStorage[key] = arguments[0]";
    page.driver.script(script, &[json!(newer)]);
    go_to(&page, "");
    assert_ne!(page.property(".only-partial", "offsetHeight"), "0");
    assert_eq!(stored(&page), [newer]);
    page.fill(4, "n = 3\nx = 1");
    assert_eq!(stored(&page), [saved(&page)]);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_belongs_to_no_cell_is_missed_aloud() {
    let page = Page::open(View::DESKTOP);
    assert_eq!(page.property(".only-partial", "offsetHeight"), "0");
    for edits in ["b9=x", "c7=x", "c2=x+=+1&b2=x_tan+=+1"] {
        go_to(&page, &format!("?theme=light&{}#1&{edits}", edits.len()));
        assert_ne!(
            page.property(".only-partial", "offsetHeight"),
            "0",
            "{edits}"
        );
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_is_typed_while_the_program_is_stopped_is_kept() {
    let page = Page::open(View::DESKTOP);
    page.host.decide(REST, Fate::Fails);
    page.paste(4, "n = 3 +\nx = 2.5");
    page.wait_until("the page says that it stopped", || page.state() == "failed");
    page.paste(2, "x_tan = 3");
    page.wait_until("it is kept", || saved(&page).contains("b2=x_tan+=+3"));
    page.host.decide(REST, Fate::Sent);
    go_to(&page, "");
    page.wait_until("both are back", || {
        blank(&page, 2) == "x_tan = 3" && blank(&page, 4) == "n = 3 +\nx = 2.5"
    });
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_others_made_counts_as_tried_by_nobody() {
    let page = Page::open(View::DESKTOP);
    go_to(&page, "?blank2=x_tan+%3D+2#1&t=1,3&b4=n+=+2~x+=+1");
    assert_eq!(saved(&page), "1&b4=n+=+2~x+=+1");
    go_to(&page, "?blank2=x_tan+%3D+2");
    assert_eq!(saved(&page), "1&b2=x_tan+=+2");
    page.fill(2, "x_tan = 1");
    assert_eq!(saved(&page), "1&t=2&b2=x_tan+=+1");
}
