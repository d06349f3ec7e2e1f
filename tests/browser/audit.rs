//! The page as others judge it: axe-core for accessibility, Lighthouse for speed and practices.
//!
//! `AUDIT_TOOLS` names the folder that has both; `cargo xtask test` brings it.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use crate::page::{Page, View, checkout, one_file};

/// The same as Lighthouse's own for phones.
const PHONE_WIDTH: u32 = 412;

fn tools() -> PathBuf {
    PathBuf::from(env::var_os("AUDIT_TOOLS").expect("AUDIT_TOOLS: run `cargo xtask test`"))
}

/// What axe finds wrong with the page as it stands, one line each.
#[track_caller]
fn check_accessible(page: &Page, state: &str) {
    let axe = fs::read_to_string(tools().join("axe-core/axe.min.js")).expect("axe-core");
    let script = format!(
        "{axe};
        return axe.run().then(({{ violations }}) => violations.flatMap(({{ id, nodes }}) =>
            nodes.map(({{ target, failureSummary }}) => `${{id}}: ${{target}}: ${{failureSummary}}`)))"
    );
    let violations = page.driver.script(&script, &[]);
    assert_eq!(violations, json!([]), "{state}");
}

/// The page with nothing done, with an error, with a cell edited whole, and with all that opens
/// open.
#[track_caller]
fn check_states(page: &Page, view: View) {
    page.turn_to();
    check_accessible(page, &format!("{view:?}, as it opens"));
    page.fill(2, "x_tan = (");
    check_accessible(page, &format!("{view:?}, with an error"));
    page.click("[data-cell='2'] [data-reset]");
    page.click("[data-cell='4'] [data-edit]");
    page.wait_until_still();
    let script = "for (const details of document.querySelectorAll('details')) details.open = true";
    page.driver.script(script, &[]);
    check_accessible(page, &format!("{view:?}, with details and a whole cell"));
    for tool in ["data-table", "data-listen", "data-save-figure"] {
        page.click(&format!("[data-cell='3'] [{tool}]"));
        page.wait_for_frames();
        check_accessible(page, &format!("{view:?}, with the panel of {tool}"));
    }
    for button in ["embed", "share", "download", "keys"] {
        page.click(&format!("#{button}"));
        page.wait_for_frames();
        check_accessible(page, &format!("{view:?}, with the dialog of #{button}"));
        let close = "document.querySelector('dialog[open]')?.close()";
        page.driver.script(close, &[]);
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn axe_finds_nothing_in_any_state() {
    for view in [
        View::PHONE,
        View::DESKTOP,
        View::DESKTOP.dark(),
        View::WIDE_DESKTOP,
    ] {
        check_states(&Page::open(view), view);
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn axe_finds_nothing_in_the_one_file_nor_in_a_page_that_stopped() {
    check_states(&Page::open_file(&one_file()), View::DESKTOP);
    let page = Page::open(View::PHONE);
    let stop = "document.documentElement.dataset.trap = ''";
    page.driver.script(stop, &[]);
    page.retype(2, "x_tan = 3");
    page.wait_until("the program stops", || page.state() == "failed");
    check_accessible(&page, "a stopped program");
}

/// The value at a path of keys.
fn at<'value>(value: &'value Value, path: &[&str]) -> &'value Value {
    path.iter().fold(value, |value, key| &value[*key])
}

#[test]
#[ignore = "run by cargo xtask test"]
fn lighthouse_finds_no_bad_practice() {
    let page = Page::load(View::DESKTOP, &|page| page.host.be_thrifty());
    let report = checkout().join("target/lighthouse.json");
    let chromium = env::var_os("CHROME").unwrap_or_else(|| "chromium".into());
    let status = Command::new("node")
        .arg(tools().join("lighthouse/cli/index.js"))
        .arg(&page.host.address)
        .args([
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless=new --no-sandbox",
        ])
        .args(["--only-categories=performance,accessibility,best-practices"])
        .arg(format!("--output-path={}", report.display()))
        .env("CHROME_PATH", chromium)
        .status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "Lighthouse ran"
    );
    let report = fs::read_to_string(report).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    for category in ["performance", "accessibility", "best-practices"] {
        let score = at(&report, &["categories", category, "score"]).as_f64();
        println!(
            "Lighthouse, {category}: {:.0}",
            100.0 * score.unwrap_or(0.0)
        );
        // Speed depends on what else the machine does: it is printed, not judged.
        assert!(
            score == Some(1.0) || category == "performance",
            "{category}"
        );
    }
    for audit in [
        "first-contentful-paint",
        "largest-contentful-paint",
        "speed-index",
        "total-blocking-time",
        "cumulative-layout-shift",
    ] {
        println!(
            "{audit}: {}",
            at(&report, &["audits", audit, "displayValue"])
        );
    }
}

#[test]
#[ignore = "run by cargo xtask test"]
fn what_a_first_visit_takes_is_printed() {
    let view = View {
        width: PHONE_WIDTH,
        ..View::PHONE
    };
    let page = Page::load(view, &|page| {
        page.host.be_thrifty();
        page.host.put_early(
            "<script>
                window.seen = { shift: 0, blocked: 0 };
                const watch = (type, note) => new PerformanceObserver(list =>
                    list.getEntries().forEach(note)).observe({ type, buffered: true });
                watch('layout-shift', entry => (seen.shift += entry.value));
                watch('longtask', entry => (seen.blocked += entry.duration - 50));
                watch('paint', entry => (seen[entry.name] = Math.round(entry.startTime)));
                new MutationObserver((_, observer) => {
                    if (!document.querySelector('[data-figure] svg')) return;
                    seen['first figure in the page'] = Math.round(performance.now());
                    observer.disconnect();
                }).observe(document, { childList: true, subtree: true });
                new MutationObserver(() => (seen.live ??= Math.round(performance.now())))
                    .observe(document.documentElement, { attributeFilter: ['data-runs'] });
            </script>",
        );
    });
    page.wait_until_live();
    page.wait_for_frames();
    let script = "const bytes = {};
        for (const { name, encodedBodySize } of [...performance.getEntriesByType('navigation'),
            ...performance.getEntriesByType('resource')]) {
            const kind = /\\.(wasm|js|html)/.exec(name)?.[1] ?? 'html';
            bytes[kind] = (bytes[kind] ?? 0) + encodedBodySize;
        }
        return { ...window.seen, bytes }";
    let seen = page.driver.script(script, &[]);
    println!("first visit, a phone's width, milliseconds and bytes (brotli): {seen}");
    let shift = seen["shift"].as_f64();
    assert_eq!(shift, Some(0.0));
}

/// Records, for each key, the time from the key event to the end of the drawing it caused.
const STOPWATCH: &str = "
    window.drawn = [];
    let pressed = null;
    addEventListener('keydown', event => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
        if (pressed !== null) drawn.push(performance.now() - pressed);
        pressed = null;
    }).observe(document.documentElement, { attributeFilter: ['data-runs'] });";

/// Types some spaces at the end of a field; gives the times in milliseconds, the shortest first.
#[track_caller]
fn times_of_keys(page: &Page, field: &str) -> Vec<f64> {
    page.driver.script("drawn.length = 0", &[]);
    for _ in 0..5 {
        let before = page.runs();
        page.press(field, " ");
        page.wait_until("the key was drawn", || page.runs() > before);
    }
    let script = "return drawn.sort((one, other) => one - other)";
    let times = page.driver.script(script, &[]);
    serde_json::from_value(times).expect("times are numbers")
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_keystroke_is_drawn_in_each_cell_and_the_time_printed() {
    let page = Page::open(View::DESKTOP);
    page.driver.script(STOPWATCH, &[]);
    for cell in [1, 3] {
        page.click(&format!("[data-cell='{cell}'] [data-edit]"));
    }
    let fields = [
        "[data-cell='1'] [data-source]",
        "[data-blank='1']",
        "[data-cell='3'] [data-source]",
        "[data-blank='3']",
        "[data-blank='4']",
    ];
    for slower in [1, 4] {
        for samples in [100, 1_000, 100_000, 1_000_000] {
            page.fill(1, &format!("x = np.linspace(-5, 5, {samples})"));
            page.driver.slow_down(slower);
            for (field, cell) in fields.iter().zip(1..) {
                let times = times_of_keys(&page, field);
                let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
                println!(
                    "cell {cell}, {samples} samples, CPU throttled {slower}x: \
                     keystroke to drawn {median:.1} ms (median), {longest:.1} ms (longest)"
                );
            }
            page.driver.slow_down(1);
        }
    }
    page.check_console();
}
