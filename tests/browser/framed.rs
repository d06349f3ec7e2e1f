//! The page in a frame of another page: what it tells its host, what it takes from it, and how it
//! bears frames that allow little.

use fantoccini::Locator;
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use crate::host::Fate;
use crate::page::{Page, View};

/// A page of another origin, which shows `src` in a frame; commands go to the frame.
#[track_caller]
fn framed(src: &str, host: &str) -> Page {
    framed_by(src, host, &|_| {})
}

/// The same, where `prepare` sees browser and host before.
#[track_caller]
pub fn framed_by(src: &str, host: &str, prepare: &dyn Fn(&Page)) -> Page {
    let page = Page::load(View::DESKTOP, prepare);
    let source = format!("{}{src}", page.host.address);
    let source: String = byte_serialize(source.as_bytes()).collect();
    page.driver.go_to(&format!(
        "{}hosts/frame.html?src={source}&{host}",
        origin(&page, "/")
    ));
    enter(&page);
    page
}

/// The host's origin, by the other name of this machine.
fn origin(page: &Page, end: &str) -> String {
    let address = page.host.address.replace("127.0.0.1", "localhost");
    format!("{}{end}", address.trim_end_matches('/'))
}

#[track_caller]
fn enter(page: &Page) {
    page.wait_until("the frame is there", || {
        page.driver
            .script("return document.querySelector('iframe') !== null", &[])
            == Value::Bool(true)
    });
    page.driver.wait(async |client| {
        client
            .find(Locator::Css("iframe"))
            .await?
            .enter_frame()
            .await
    });
}

/// What a script gives in the host's page.
#[track_caller]
fn in_host(page: &Page, script: &str, arguments: &[Value]) -> Value {
    page.driver
        .wait(async |client| client.enter_parent_frame().await);
    let value = page.driver.script(script, arguments);
    enter(page);
    value
}

/// The messages of the page's own kind that its host got, by kind.
#[track_caller]
fn told(page: &Page, kind: &str) -> Vec<Value> {
    let script = "return told.filter(each => each?.from === 'vanishing-gradients' && each.kind === arguments[0])";
    in_host(page, script, &[json!(kind)])
        .as_array()
        .cloned()
        .unwrap_or_default()
}

#[track_caller]
fn command(page: &Page, command: Value) {
    in_host(
        page,
        "frame.contentWindow.postMessage(arguments[0], '*')",
        &[command],
    );
}

fn is_shown(page: &Page, selector: &str) -> bool {
    page.property(selector, "offsetHeight") != "0"
}

/// Waits until the frame is as high as the page in it, and looks whether it stays so.
#[track_caller]
fn check_height(page: &Page) {
    let fits = "const height = document.documentElement.scrollHeight;
        return Math.abs(document.body.getBoundingClientRect().height - innerHeight) < 2 && height <= innerHeight + 1";
    page.wait_until("the frame is as high as the page", || {
        page.driver.script(fits, &[]) == Value::Bool(true)
    });
    let changes = in_host(page, "return changes", &[]);
    page.wait_for_frames();
    page.wait_for_frames();
    assert_eq!(
        in_host(page, "return changes", &[]),
        changes,
        "the height is at rest"
    );
    assert_eq!(page.driver.script(fits, &[]), Value::Bool(true));
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_frame_that_follows_is_as_high_as_the_page_and_comes_to_rest() {
    let page = framed("?embed&cells=5", "follow=canvas");
    page.wait_until_live();
    check_height(&page);
    page.fill(4, "n = 2\nx = 0\n# a\n# longer\n# text");
    check_height(&page);
    page.fill(4, "n = 2\nx = 0");
    check_height(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_host_that_speaks_h5p_is_answered_in_it() {
    let page = framed("?embed=h5p&cells=2", "follow=h5p");
    page.wait_until_live();
    check_height(&page);
    // Unasked, the page says nothing in a dialect that its host may not know.
    let page = framed("?embed&cells=2", "");
    page.wait_until_live();
    let h5p = "return told.filter(each => each?.context === 'h5p').length";
    assert_eq!(in_host(&page, h5p, &[]), json!(0));
    command(&page, json!({"context": "h5p", "action": "hello"}));
    page.wait_until("a greeting and a height", || {
        in_host(&page, h5p, &[]) == json!(2)
    });
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_address_says_what_is_shown() {
    let page = Page::load(View::DESKTOP, &|_| {});
    let asked = "?embed&cells=2,4&theme=dark&hints=0&blank2=x_tan+=+3&blank9=x&nonsense=%&cells=1";
    page.driver.go_to(&format!("{}{asked}", page.host.address));
    page.wait_until_live();
    for cell in 1..=5 {
        let is_asked = [2, 4].contains(&cell);
        assert_eq!(
            is_shown(&page, &format!("[data-cell='{cell}']")),
            is_asked,
            "{cell}"
        );
    }
    for chrome in [
        ".masthead",
        ".contents",
        ".colophon",
        "[data-cell='4'] ~ .try",
    ] {
        assert!(!is_shown(&page, chrome), "{chrome}");
    }
    assert!(is_shown(&page, "[data-cell='4'] ~ p"));
    assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = 3");
    assert_eq!(
        page.property("html", "clientWidth"),
        page.property("body", "scrollWidth")
    );
    let theme = "return document.documentElement.dataset.theme";
    assert_eq!(page.driver.script(theme, &[]), json!("dark"));
    // The cells that are not shown run all the same.
    page.fill(1, "x = np.linspace(-2, 2, 9)");
    assert!(
        page.output(4, "data-stdout")
            .contains("Max of x data : 2.0")
    );

    page.driver.go_to(&format!(
        "{}?cells=9&theme=pink&hints=no&prose=0",
        page.host.address
    ));
    page.wait_until_live();
    assert!(is_shown(&page, "[data-cell='1']") && is_shown(&page, ".masthead"));
    assert!(!is_shown(&page, "#idea"));
    assert_eq!(page.driver.script(theme, &[]), Value::Null);
    page.check_console();
}

/// A command changed nothing, and got no answer.
#[track_caller]
fn check_unheard(page: &Page, original: &str) {
    page.wait_for_frames();
    assert_eq!(page.property("[data-blank='2']", "value"), original);
    assert_eq!(told(page, "answer"), [] as [Value; 0]);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_host_that_is_named_can_follow_and_steer() {
    let page = Page::load(View::DESKTOP, &|_| {});
    let host = origin(&page, "");
    drop(page);
    let page = framed(&format!("?embed&host={host}"), "");
    page.wait_until_live();
    assert_eq!(
        told(&page, "ready"),
        [] as [Value; 0],
        "another port is another origin"
    );
    let original = page.property("[data-blank='2']", "value");
    let set = json!({"to": "vanishing-gradients", "kind": "set", "id": 1, "blank": 2, "text": "x_tan = 9"});
    command(&page, set.clone());
    check_unheard(&page, &original);
    // Browsers may say that the page in the frame named the wrong host.
    page.driver.console();
    let host = origin(&page, "");
    in_host(
        &page,
        "frame.src = frame.src.replace(/host=.*/, `host=${arguments[0]}`)",
        &[json!(host)],
    );
    page.wait_until("the page is ready", || told(&page, "ready").len() == 1);
    let ready = &told(&page, "ready")[0];
    assert_eq!(
        ready["blanks"]["2"],
        page.property("[data-blank='2']", "value")
    );
    assert_eq!(ready["saved"], "");

    // Another frame of the same host is not the host.
    let sibling = "const other = document.createElement('iframe');
        const script = 'parent.frame.contentWindow.postMessage(' + JSON.stringify(arguments[0]) + ', \"*\")';
        other.srcdoc = `<script>${script}</` + 'script>';
        other.onload = () => { window.isSent = true };
        document.body.append(other)";
    in_host(&page, sibling, &[set]);
    page.wait_until("the other frame has sent it", || {
        in_host(&page, "return window.isSent === true", &[]) == Value::Bool(true)
    });
    check_unheard(&page, &original);

    command(
        &page,
        json!({"to": "vanishing-gradients", "kind": "set", "id": 7, "blank": 2, "text": "x_tan = 3"}),
    );
    page.wait_until("an answer", || told(&page, "answer").len() == 1);
    page.wait_until("word of the change", || {
        told(&page, "changed")
            .last()
            .is_some_and(|last| last["saved"] == "1&t=2&b2=x_tan+=+3")
    });
    let answer = &told(&page, "answer")[0];
    assert_eq!(
        (&answer["id"], &answer["trouble"]),
        (&json!(7), &Value::Null)
    );
    // It comes before the run, so it has no word of what is saved by it.
    assert_eq!(answer["saved"], Value::Null);
    assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = 3");

    command(
        &page,
        json!({"to": "vanishing-gradients", "kind": "set", "id": 8, "blank": 7, "text": "?"}),
    );
    command(
        &page,
        json!({"to": "vanishing-gradients", "kind": "get", "id": 9}),
    );
    page.wait_until("both answers", || told(&page, "answer").len() == 3);
    assert_ne!(told(&page, "answer")[1]["trouble"], Value::Null);
    let answer = &told(&page, "answer")[2];
    assert_eq!(answer["blanks"]["2"], "x_tan = 3");
    assert_eq!(answer["saved"], "1&t=2&b2=x_tan+=+3");

    page.fill(2, "x_tan = (");
    page.wait_until("word of the error", || {
        told(&page, "error").iter().any(|error| {
            let message = error["message"].as_str().unwrap_or_default();
            error["cell"] == 2 && message.contains("never closed")
        })
    });
    page.fill(2, "x_tan = 1");
    for (blank, text) in [
        (1, "x = np.linspace(-3, 3, 9)"),
        (3, "plt.ylim(0, 1)"),
        (4, "n = 3\nx = 0"),
    ] {
        assert_eq!(told(&page, "completed"), [] as [Value; 0]);
        page.fill(blank, text);
    }
    page.wait_until("completed", || told(&page, "completed").len() == 1);
    page.check_console();
}

/// Opens the page in a frame that allows little, uses it, and checks that nothing is broken.
#[track_caller]
fn check_frame(src: &str, host: &str) {
    let page = framed(src, host);
    page.wait_until_live();
    page.fill(4, "n = 2\nx = 0");
    page.wait_until("what was typed has run", || {
        page.output(5, "data-stdout").contains("step 2 : 0.0625")
    });
    page.fill(4, "n = (");
    page.wait_until("the mistake is told", || {
        page.output(5, "data-error").contains("SyntaxError")
    });
    page.click("[data-cell='5'] [data-reset]");
    page.wait_until("the lesson's own text is back", || {
        page.output(5, "data-stdout").contains("step 6 :")
    });
    assert_eq!(
        page.property("html", "scrollWidth"),
        page.property("html", "clientWidth"),
        "{host}"
    );
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn frames_that_allow_little_hold_the_whole_page() {
    for host in [
        "sandbox=allow-scripts",
        "sandbox=allow-scripts&width=200",
        "sandbox=allow-scripts+allow-same-origin&follow=canvas",
        "sandbox=allow-scripts&noise",
    ] {
        check_frame("?embed", host);
        check_frame("vanishing-gradients.html", host);
    }
    check_frame("vanishing-gradients.html", "srcdoc&sandbox=allow-scripts");
    check_frame("vanishing-gradients.html", "srcdoc");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_a_frame_does_not_allow_is_shown_as_unavailable() {
    let page = framed("", "sandbox=allow-scripts");
    page.wait_until_live();
    page.turn_to();
    assert_eq!(page.property("#save-copy", "disabled"), "true");
    assert!(
        page.property("#save-copy", "title")
            .contains("does not let")
    );
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_one_file_offers_its_copy_where_nothing_can_be_fetched() {
    let page = framed(
        "vanishing-gradients.html",
        "sandbox=allow-scripts+allow-downloads",
    );
    page.wait_until_live();
    assert_eq!(page.property("#save-copy", "disabled"), "false");
}

#[test]
#[ignore = "run by cargo xtask test"]
fn to_open_four_blanks_that_came_edited_completes_nothing() {
    let page = Page::load(View::DESKTOP, &|_| {});
    let host = origin(&page, "");
    let blanks = "blank1=x+%3D+np.linspace(-3,3,9)&blank2=x_tan+%3D+1&blank3=plt.ylim(0,1)&blank4=n+%3D+2%0Ax+%3D+1";
    let source = format!("{}?embed&host={host}&{blanks}", page.host.address);
    let source: String = byte_serialize(source.as_bytes()).collect();
    page.driver
        .go_to(&format!("{host}/hosts/frame.html?src={source}"));
    enter(&page);
    page.wait_until_live();
    page.wait_until("the page is ready", || told(&page, "ready").len() == 1);
    page.wait_until_still();
    assert_eq!(told(&page, "completed"), [] as [Value; 0]);
    page.fill(2, "x_tan = 2");
    assert_eq!(told(&page, "completed"), [] as [Value; 0]);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_copy_may_be_refused_by_a_frame_and_the_dialog_closes_in_any() {
    let page = framed("", "sandbox=allow-scripts+allow-same-origin");
    page.wait_until_live();
    page.click("#save-copy");
    page.wait_until("the page says what may be", || {
        page.property("#copy-trouble", "textContent")
            .contains("does not let it")
    });
    page.click("#embed");
    assert_eq!(page.count("#embed-dialog[open]"), 1);
    page.click("#embed-close");
    assert_eq!(page.count("#embed-dialog[open]"), 0);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn in_a_high_frame_a_note_stands_by_the_cell_that_is_edited() {
    let page = framed("?embed", "follow=canvas");
    page.wait_until_live();
    page.host.decide("_rest.wasm", Fate::Fails);
    page.paste(4, "n = 3 +\nx = 2.5");
    page.wait_until("the page says that it stopped", || page.state() == "failed");
    let script =
        "const top = element => document.querySelector(element).getBoundingClientRect().top;
        return top('.failure') - top('[data-blank=\"4\"]')";
    let distance = page.driver.script(script, &[]).as_f64();
    assert!(
        distance.is_some_and(|distance| distance > 0.0 && distance < 900.0),
        "{distance:?}"
    );
}
