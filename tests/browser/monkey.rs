//! A monkey at the page: whatever it types, presses, drags and resizes, the page stays whole.
//!
//! `cargo xtask monkey MINUTES` gives it long; the other tests give it seconds. `MONKEY_SEED`
//! repeats a run.

use std::env;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::{Value, json};

use crate::driver::Engine;
use crate::page::{Page, View};

/// How long it plays unless told otherwise.
const SECONDS: u64 = 20;
/// How often it is looked after.
const ROUND: usize = 20;
/// What it types: pieces of programs, and things that no program has. Large numbers are left to
/// other tests: a million samples take 27 MB that are never given back, and would hide a leak.
const WORDS: [&str; 40] = [
    "x",
    "n",
    "np.",
    "plt.",
    "linspace",
    "(",
    ")",
    "[",
    "]",
    "{",
    "'",
    "\"",
    "\n",
    "    ",
    "#",
    "=",
    "==",
    ",",
    ":",
    "*",
    "**",
    "-",
    "/",
    "0",
    "1",
    "5",
    "1e308",
    "99",
    "for i in range(9):",
    "while True: pass",
    "def f(): return f()",
    "lambda: 0",
    "print(x)",
    "plt.plot(x, x)",
    "plt.show()",
    "é",
    "漢字",
    "👩‍🔬",
    "\u{202e}",
    "import os",
];
/// Not those that copy or save: browsers refuse these to a script.
const BUTTONS: [&str; 12] = [
    "[data-reset]",
    "[data-undo]",
    "[data-redo]",
    "[data-edit]",
    "[data-done]",
    "#theme",
    "#embed",
    "#keys",
    "#reset-all",
    ".figure-tools :is(button, summary)",
    ".learn summary",
    ".learn button",
];
/// What keys do in a field or on a figure: they delete, undo and do again, step a number, read.
const KEYS: [&str; 12] = [
    "\u{E003}",
    "\u{E017}",
    "\u{E009}z\u{E000}",
    "\u{E009}\u{E008}z\u{E000}",
    "\u{E009}a\u{E000}\u{E017}",
    "\u{E00A}\u{E013}\u{E000}",
    "\u{E00A}\u{E008}\u{E015}\u{E000}",
    "\u{E004}",
    "\u{E00C}",
    "\u{E014}",
    "\u{E010}",
    "\u{E015}",
];
/// So many more of them there may be in the last third of the time than in the middle one: more
/// lines may be painted, and undo remembers texts.
const MORE_NODES: f64 = 20_000.0;
const MORE_LISTENERS: f64 = 20.0;
/// So many more millions of bytes the program may hold: a hundred thousand samples take three.
const MORE_MEMORY: f64 = 4.0;
/// What an address may hold after `#`.
const FRAGMENTS: [&str; 5] = [
    "",
    "product",
    "1&b4=n+=+9~x+=+1",
    "1&c2=x+=+1&b3=%",
    "2&b1=x",
];

/// Numbers without a pattern that matters here (Marsaglia 2003, xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn of<'list>(&mut self, list: &[&'list str]) -> &'list str {
        list[self.below(list.len())]
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    let text = env::var(variable).unwrap_or_default();
    text.parse().unwrap_or(otherwise)
}

/// The field that has the focus, not that every engine would call it so.
const ENTERED: &str = "[data-monkey]";

/// One of the fields that can be typed into, focused, its caret anywhere; tells whether it is: a
/// dialog may have come over it.
fn enter_field(page: &Page, chance: &mut Chance) -> bool {
    let script = "document.querySelector('dialog[open]')?.close();
        const fields = [...document.querySelectorAll('#lesson textarea, .learn input:not([type])')]
            .filter(field => field.offsetParent !== null);
        const field = fields[arguments[0] % fields.length];
        if (!field) return false;
        field.focus();
        const caret = arguments[1] % (field.value.length + 1);
        const end = arguments[2] ? Math.min(field.value.length, caret + arguments[2]) : caret;
        field.setSelectionRange(caret, end);
        for (const other of document.querySelectorAll('[data-monkey]')) delete other.dataset.monkey;
        field.dataset.monkey = '';
        return document.activeElement === field";
    let arguments = [
        json!(chance.below(100)),
        json!(chance.below(1000)),
        json!(chance.below(3) * chance.below(40)),
    ];
    page.driver.script(script, &arguments) == Value::Bool(true)
}

fn type_something(page: &Page, chance: &mut Chance) {
    let mut text = String::new();
    for _ in 0..=chance.below(4) {
        text.push_str(chance.of(&WORDS));
    }
    if !enter_field(page, chance) {
        return;
    }
    // A keyboard that lacks them lets one pick them from a list.
    if text.chars().any(|character| character > '\u{ff}') {
        insert(page, &text);
    } else {
        page.press(ENTERED, &text);
    }
}

fn insert(page: &Page, text: &str) {
    let script = "document.execCommand('insertText', false, arguments[0])";
    page.driver.script(script, &[json!(text)]);
}

fn paste_something(page: &Page, chance: &mut Chance) {
    let text = chance.of(&WORDS).repeat(1 + chance.below(300));
    if enter_field(page, chance) {
        insert(page, &text);
    }
}

fn press_key(page: &Page, chance: &mut Chance) {
    let keys = chance.of(&KEYS);
    if enter_field(page, chance) {
        page.press(ENTERED, keys);
    }
}

/// Points at a figure and goes on with keys there.
fn read_figure(page: &Page, chance: &mut Chance) {
    let script =
        "const canvases = [...document.querySelectorAll('[data-figure] canvas[tabindex]')];
        const canvas = canvases[arguments[0] % canvases.length];
        canvas?.scrollIntoView({ block: 'center' });
        canvas?.focus();
        return canvas !== undefined";
    if page.driver.script(script, &[json!(chance.below(100))]) == Value::Bool(true) {
        for _ in 0..chance.below(5) {
            page.chord(&[chance.of(&KEYS[8..]).chars().next().unwrap_or(' ')]);
        }
    }
}

/// Presses a button that can be seen, by script: a dialog may lie over it.
fn press_button(page: &Page, chance: &mut Chance) {
    let script = "const buttons = [...document.querySelectorAll(arguments[0])]
            .filter(button => button.getClientRects().length > 0);
        buttons[arguments[1] % buttons.length]?.click();
        document.querySelector('dialog[open]')?.close()";
    let arguments = [json!(chance.of(&BUTTONS)), json!(chance.below(100))];
    page.driver.script(script, &arguments);
}

/// Begins with a new program: in the same page, or in a new one.
fn begin_anew(page: &Page, chance: &mut Chance) {
    if chance.below(2) == 0 {
        let script = "document.getElementById('retry').click()";
        page.driver.script(script, &[]);
    } else {
        navigate(page, chance);
    }
}

fn resize(page: &Page, chance: &mut Chance) {
    let narrowest = match page.driver.engine {
        Engine::Chromium | Engine::Firefox => 200,
        // Its window cannot be as narrow as that.
        Engine::WebKit => 320,
    };
    let width = narrowest + chance.below(1600) as u32;
    let view = View {
        width,
        dark: chance.below(2) == 0,
        ..View::DESKTOP
    };
    page.look(view, 300 + chance.below(900) as u32);
}

fn drag(page: &Page, chance: &mut Chance) {
    let mut place = || (20 + chance.below(180) as i64, 20 + chance.below(250) as i64);
    let ((x, y), (to_x, to_y)) = (place(), place());
    let moved = |x, y| PointerAction::MoveTo {
        duration: Some(Duration::from_millis(30)),
        x: x as f64,
        y: y as f64,
    };
    let drag = MouseActions::new("mouse".to_owned())
        .then(moved(x, y))
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(moved(to_x, to_y))
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    page.driver
        .wait(async |client| client.perform_actions(drag).await);
    page.driver.script(
        "scrollTo(0, arguments[0] * document.body.scrollHeight / 100)",
        &[json!(chance.below(100))],
    );
}

fn navigate(page: &Page, chance: &mut Chance) {
    let fragment = chance.of(&FRAGMENTS);
    let script = "history.replaceState(null, '', '#' + arguments[0])";
    page.driver.script(script, &[json!(fragment)]);
    page.reload();
}

/// The memory of the page's program, in millions of bytes. What scripts hold tells nothing here:
/// most of it is the driver's own.
fn memory(page: &Page) -> f64 {
    let script = "return wasmBindings.shared().memory.buffer.byteLength";
    let bytes = page.driver.script(script, &[]).as_f64();
    bytes.expect("the program's memory has a size") / 1e6
}

/// The most there was in each third of the time, however few rounds that were.
fn most_by_thirds(held: &[f64]) -> [f64; 3] {
    let most = |part: &[f64]| part.iter().copied().fold(0.0, f64::max);
    let third = |number: usize| number * held.len() / 3;
    [0, 1, 2].map(|number| most(&held[third(number)..third(number + 1)]))
}

/// What is never given back adds up to more in the last third than in the middle.
#[track_caller]
fn check_growth([_, middle, last]: [f64; 3], margin: f64) {
    assert!(
        last - middle <= margin,
        "{middle}, then {last}: more than {margin} more"
    );
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_monkey_leaves_the_page_live_and_its_console_empty() {
    let seed = number("MONKEY_SEED", 20_261_130);
    let duration = Duration::from_secs(number("MONKEY_SECONDS", SECONDS));
    println!(
        "a monkey with the seed {seed} plays for {} s",
        duration.as_secs()
    );
    let mut chance = Chance(seed.max(1));
    let page = Page::open(View::DESKTOP);
    let start = Instant::now();
    let (mut deeds, mut memories, mut nodes, mut listeners) =
        (0, Vec::new(), Vec::new(), Vec::new());
    while start.elapsed() < duration {
        match chance.below(20) {
            0..8 => type_something(&page, &mut chance),
            8..11 => paste_something(&page, &mut chance),
            11..13 => press_key(&page, &mut chance),
            13 => read_figure(&page, &mut chance),
            14..17 => press_button(&page, &mut chance),
            17 => resize(&page, &mut chance),
            18 => drag(&page, &mut chance),
            // Then no more: a new program or page has none of what the old one lost.
            _ if start.elapsed() < duration / 3 => begin_anew(&page, &mut chance),
            _ => {}
        }
        deeds += 1;
        if deeds % ROUND == 0 {
            page.wait_until_still();
            page.check_console();
            assert_eq!(page.state(), "live", "after {deeds} deeds");
            memories.push(memory(&page));
            if let Some([node_count, listener_count]) = page.driver.counts() {
                nodes.push(node_count);
                listeners.push(listener_count);
            }
        }
    }
    let memories = most_by_thirds(&memories);
    println!(
        "{deeds} deeds; in each third of the time, the program's memory was {memories:.1?} MB"
    );
    check_growth(memories, MORE_MEMORY);
    // Empty where an engine does not tell.
    let (nodes, listeners) = (most_by_thirds(&nodes), most_by_thirds(&listeners));
    println!("nodes: {nodes:?}; listeners: {listeners:?}");
    check_growth(nodes, MORE_NODES);
    check_growth(listeners, MORE_LISTENERS);
}
