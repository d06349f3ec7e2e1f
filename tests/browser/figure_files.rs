//! Figures as files, on the clipboard and on paper.

use serde_json::json;

use crate::page::{Page, View, one_file};
use crate::take::{Given, given};

#[track_caller]
fn live_page() -> Page {
    let page = Page::open(View::DESKTOP);
    page.turn_to();
    page
}

fn button(cell: u32) -> String {
    format!("[data-cell='{cell}'] [data-save-figure]")
}

/// Presses one of the four buttons of a cell's only figure.
#[track_caller]
fn saved(page: &Page, cell: u32, place: u32) -> Given {
    let kind = format!("[data-cell='{cell}'] .saving button:nth-of-type({place})");
    given(page, || page.click(&kind))
}

/// Opens the panel of a cell, once the program is complete.
#[track_caller]
fn open_panel(page: &Page, cell: u32) {
    page.click(&button(cell));
    page.wait_until("the program is complete", || {
        page.driver.script("return notebook.canAnswer()", &[]) == json!(true)
    });
}

#[track_caller]
fn check_files(page: &Page) {
    open_panel(page, 2);
    let picture = saved(page, 2, 1);
    assert_eq!(picture.name, "sigmoid-steepest-point.png");
    assert!(picture.start.starts_with(b"\x89PNG\r\n\x1a\n"));
    // Twice the design's 720 units.
    assert_eq!(picture.start[16..20], 1440_u32.to_be_bytes());

    let drawing = saved(page, 2, 2);
    assert_eq!(drawing.name, "sigmoid-steepest-point.svg");
    let script = "const drawing = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
        return [drawing.documentElement.localName, drawing.querySelectorAll('parsererror').length]";
    let parsed = page.driver.script(script, &[json!(drawing.text)]);
    assert_eq!(parsed, json!(["svg", 0]));
    assert!(drawing.text.contains("Sigmoid Steepest Point"));

    let table = saved(page, 2, 3);
    assert_eq!(table.name, "sigmoid-steepest-point.csv");
    let mut lines = table.text.lines();
    assert_eq!(
        lines.next(),
        Some("x input data,sigmoid(x),x input data 2,True,x input data 3,The dashed line")
    );
    assert_eq!(
        lines.next(),
        Some("-5.0,0.0066928509242848554,0.0,0.5,-1.7,0.07500000000000001")
    );
    assert_eq!(table.text.lines().count(), 101);
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_figure_is_saved_as_picture_drawing_and_table() {
    let page = live_page();
    check_files(&page);
    // Its panels name a figure without a title of its own.
    open_panel(&page, 3);
    assert_eq!(
        saved(&page, 3, 3).name,
        "x-values-sigmoid-sigmoid-gradient.csv"
    );
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_one_file_saves_figures_too() {
    let page = Page::open_file(&one_file());
    page.turn_to();
    check_files(&page);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_title_that_xml_would_not_take_still_gives_a_drawing() {
    let page = live_page();
    page.fill(3, "plt.title('a<b> & \"c\" \\x01 é')");
    open_panel(&page, 4);
    let drawing = saved(&page, 4, 2);
    assert_eq!(drawing.name, "a-b-c-é.svg");
    let script = "return new DOMParser().parseFromString(arguments[0], 'image/svg+xml')
        .querySelectorAll('parsererror').length";
    assert_eq!(
        page.driver.script(script, &[json!(drawing.text)]),
        json!(0),
        "{}",
        drawing.text
    );
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn copying_a_figure_says_what_came_of_it() {
    let page = live_page();
    open_panel(&page, 5);
    page.click("[data-cell='5'] .saving button:nth-of-type(4)");
    page.wait_until("the page says so", || {
        let told = page.property("[data-cell='5'] .saving p", "textContent");
        told == "Copied." || told.contains("save the PNG")
    });
    let told = page.property("[data-cell='5'] .saving p", "textContent");
    println!("copy figure: {told}");
    assert_eq!(page.property("#announcer", "textContent"), told);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_panel_has_a_set_of_buttons_for_each_figure() {
    let page = live_page();
    open_panel(&page, 4);
    assert_eq!(page.property(&button(4), "ariaExpanded"), "true");
    assert_eq!(page.count("[data-cell='4'] .saving"), 1);
    page.fill(3, "plt.show()\nplt.plot(x, -x)");
    page.wait_until("a set for each", || {
        page.count("[data-cell='4'] .saving") == page.count("[data-cell='4'] [data-figure]")
    });
    assert_eq!(page.count("[data-cell='4'] .saving"), 2);
    page.click(&button(4));
    assert_eq!(page.property(&button(4), "ariaExpanded"), "false");
    assert_eq!(page.count("[data-cell='4'] .saving"), 0);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn paper_has_figures_as_drawings_with_the_edits() {
    let page = live_page();
    page.fill(3, "plt.title('On paper')");
    page.wait_until("the program is complete", || {
        page.driver.script("return notebook.canAnswer()", &[]) == json!(true)
    });
    let canvases = "[data-figure] > canvas";
    assert_eq!(page.count(canvases), 4);
    page.driver
        .script("dispatchEvent(new Event('beforeprint'))", &[]);
    assert_eq!(page.count("[data-figure] > svg.on-paper:only-child"), 4);
    let drawing = page.property("[data-cell='4'] [data-figure]", "textContent");
    assert!(drawing.contains("On paper"), "{drawing}");
    assert_eq!(
        page.property(".address", "textContent"),
        page.host.address.as_str()
    );
    page.driver
        .script("dispatchEvent(new Event('afterprint'))", &[]);
    assert_eq!(page.count(canvases), 4);
    assert_eq!(page.count(".on-paper, .address"), 0);
    assert_eq!(page.count("[data-figure][data-drawn]"), 4);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn paper_has_the_pages_own_drawings_before_anything_is_edited() {
    let page = Page::open(View::DESKTOP);
    page.turn_to();
    page.driver
        .script("dispatchEvent(new Event('beforeprint'))", &[]);
    assert_eq!(page.count("[data-figure] > svg.on-paper:only-child"), 4);
}
