//! Hints and questions below the cells.

use serde_json::{Value, json};

use crate::page::{Page, View, one_file};

const RETURN: &str = "\u{E007}";
const SELECT_ALL: &str = "\u{E009}a\u{E000}";

/// Opens what is below a cell.
#[track_caller]
pub fn unfold(page: &Page, cell: u32) {
    page.click(&format!("[data-learn='{cell}'] summary"));
    page.wait_until("it is unfolded", || {
        page.count(&format!("[data-learn='{cell}'][open] > div")) == 1
    });
}

#[track_caller]
fn page_with_questions(cell: u32) -> Page {
    let page = Page::open(View::DESKTOP);
    unfold(&page, cell);
    page
}

/// The part of a question that `selector` finds.
pub fn part(question: &str, selector: &str) -> String {
    format!("fieldset:has(#learn-{question}) {selector}")
}

#[track_caller]
fn feedback(page: &Page, question: &str) -> String {
    page.property(&format!("#learn-{question}"), "textContent")
}

/// Types an answer in place of the one that is there, and returns what the page has to say.
#[track_caller]
pub fn answer(page: &Page, question: &str, text: &str) -> String {
    let field = part(question, "input");
    let forget = "document.getElementById(`learn-${arguments[0]}`).textContent = ''";
    page.driver.script(forget, &[json!(question)]);
    page.press(&field, SELECT_ALL);
    page.press(&field, &format!("{text}{RETURN}"));
    page.wait_until("the answer is judged", || {
        !feedback(page, question).is_empty()
    });
    feedback(page, question)
}

/// Gives the answer and fails unless what the page says has `words`.
#[track_caller]
fn check(page: &Page, question: &str, text: &str, words: &str) {
    let feedback = answer(page, question, text);
    assert!(feedback.contains(words), "{text}: {feedback}");
}

#[track_caller]
fn is_shown(page: &Page, selector: &str) -> bool {
    let script = "return document.querySelector(arguments[0]).getClientRects().length > 0";
    page.driver.script(script, &[json!(selector)]) == Value::Bool(true)
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_prediction_is_judged_told_and_seen() {
    let page = page_with_questions(5);
    check(&page, "shrink", "0.924", "Not yet. 0.924 is the activation");
    assert!(!is_shown(&page, &part("shrink", "button.quiet")));
    check(
        &page,
        "shrink",
        "1/14",
        "Right. The activation at 2.5 is 0.924",
    );
    let said = page.property("#announcer", "textContent");
    assert_eq!(said, feedback(&page, "shrink"), "one voice has it");

    // Seen in the cell, as if it had been typed there.
    page.click(&part("shrink", "button.quiet"));
    page.wait_until("the cell runs", || {
        page.output(5, "data-stdout").contains("step 10 :")
    });
    assert_eq!(
        page.property("[data-blank='4']", "value"),
        "n = 10\nx = 2.5"
    );
    page.wait_until_still();
    page.click("[data-cell='5'] [data-undo]");
    page.wait_until("it is undone", || {
        page.output(5, "data-stdout").contains("steps : 6")
    });
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn each_likely_mistake_has_its_own_sentence() {
    let page = page_with_questions(5);
    for (text, words) in [
        ("-3.75", "comes from passing 2.5 itself"),
        ("14.3", "The factor is 1 divided by that"),
        ("0.25", "the gradient at 0, the best case"),
    ] {
        check(&page, "shrink", text, words);
    }
    for (text, words) in [
        ("1.25", "Added up, five of them make 1.25"),
        ("1024", "1024 times smaller"),
        ("0.25^4", "behind four layers"),
    ] {
        check(&page, "quarter", text, words);
    }
    for (text, words) in [
        ("9", "Almost: after 9 steps 3.81e-6 is left"),
        ("6", "Six steps would do"),
        ("200", "Too large, by a factor of about 20."),
    ] {
        check(&page, "million", text, words);
    }
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn any_way_to_write_a_number_will_do() {
    let page = page_with_questions(5);
    check(&page, "shrink", "7.01 %", "Right.");
    check(&page, "shrink", "0,0701", "Right.");
    check(&page, "shrink", "7.01", "it needs its sign");
    check(&page, "quarter", "2^-10", "Right.");
    check(&page, "quarter", "9.77e-4", "Right.");
    check(&page, "million", "a dozen", "Type a number, such as");
    check(&page, "million", "", "Type a number, such as");
    check(&page, "million", "10", "Right. After 9 steps");
    unfold(&page, 3);
    check(&page, "top", "1/4", "Right. It is 0.25,");
    check(&page, "top", "0.27", "That is close.");
    unfold(&page, 4);
    check(
        &page,
        "squash",
        "10 %",
        "Right. 10 goes in and 0.987 comes out",
    );
    unfold(&page, 2);
    check(&page, "half", "1,76", "Right. At 1.76, and at -1.76");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn an_answer_is_about_the_code_as_it_stands() {
    let page = page_with_questions(5);
    check(&page, "million", "10", "Right.");
    let changed = part("million", ".feedback + p");
    assert!(!is_shown(&page, &changed));
    page.fill(4, "n = 6\nx = 3");
    page.wait_until("the page says that the answer is another", || {
        is_shown(&page, &changed)
    });
    check(&page, "million", "10", "Too large, by a factor of about 2.");
    check(&page, "million", "5", "Right. After 4 steps");
    // With n alone the answer stays.
    page.fill(4, "n = 7\nx = 3");
    page.wait_for_frames();
    assert!(!is_shown(&page, &changed));

    page.fill(4, "n = (\nx = 3");
    check(&page, "million", "5", "This question waits");
    page.fill(4, "n = 7\nx = 'three'");
    check(&page, "million", "5", "Does cell 5 run without an error?");
    // What does not ask the cell that failed waits for none.
    unfold(&page, 3);
    check(&page, "top", "0.25", "Right.");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn after_three_wrong_answers_the_right_one_is_shown() {
    let page = page_with_questions(3);
    for text in ["5", "4"] {
        assert!(!answer(&page, "top", text).contains("The answer is"));
    }
    check(&page, "top", "1", "The answer is 0.25.");
    // It goes to the blank that shows it.
    page.click(&part("top", "button.quiet"));
    page.wait_until("the blank is filled", || {
        page.property("[data-blank='3']", "value") == "plt.ylim(0, 1)"
    });
    // To repeat it is no merit.
    check(&page, "top", "0.25", "Right.");
    let kept = page.driver.script("return memory.answers()", &[]);
    assert_eq!(kept, "top.3");
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_choice_is_made_by_keys() {
    let page = page_with_questions(2);
    page.fill(2, "x_tan = 3");
    let options = part("climb", "input");
    page.press(&options, "\u{E015}"); // The arrow down goes from the first to the second.
    page.press(&part("climb", "input:checked"), RETURN);
    page.wait_until("the answer is judged", || {
        feedback(&page, "climb").contains("It is flatter than that.")
    });
    page.press(&part("climb", "input:checked"), "\u{E015}");
    page.press(&part("climb", "input:checked"), RETURN);
    page.wait_until("the answer is judged", || {
        feedback(&page, "climb").contains("is 18.1 % of the steepest")
    });
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn hints_come_one_by_one_and_then_what_to_notice_by_keys_alone() {
    let page = page_with_questions(4);
    let more = "[data-learn='4'] h4 ~ button";
    for hints in 1..=3 {
        page.press(more, RETURN);
        assert_eq!(page.count("[data-learn='4'] ol li"), hints);
        let hint = page.property("[data-learn='4'] li:last-child", "textContent");
        assert_eq!(page.property("#announcer", "textContent"), hint);
    }
    page.press(more, RETURN);
    assert_eq!(page.count("[data-learn='4'] ol + p:focus"), 1);
    assert_eq!(page.count(more), 0);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn answers_outlive_a_reload_and_are_not_handed_on() {
    let page = page_with_questions(5);
    page.fill(2, "x_tan = 3");
    answer(&page, "shrink", "0.07");
    answer(&page, "million", "9");
    page.reload();
    unfold(&page, 5);
    assert_eq!(
        feedback(&page, "shrink"),
        "You have answered this right before."
    );
    assert_eq!(feedback(&page, "million"), "");
    let kept =
        "return [memory.answers(), memory.saved(), 'partial' in document.documentElement.dataset]";
    let expected = json!(["shrink,million.1", "1&t=2&b2=x_tan+=+3", false]);
    assert_eq!(page.driver.script(kept, &[]), expected);

    // From a link, others' answers count for nobody.
    let address = format!("{}?fresh#1&t=2&b2=x_tan+=+4&a=top", page.host.address);
    page.driver.go_to(&address);
    page.wait_until_live();
    let expected = json!(["", "1&b2=x_tan+=+4", false]);
    assert_eq!(page.driver.script(kept, &[]), expected);
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn a_teacher_can_do_without_hints_and_questions() {
    let page = Page::open(View::DESKTOP);
    for (query, fieldsets, hints, places) in [
        ("?hints=0", 1, 0, 4),
        ("?questions=0", 0, 1, 3),
        ("?hints=0&questions=0", 0, 0, 0),
    ] {
        page.driver.go_to(&format!("{}{query}", page.host.address));
        page.wait_until_live();
        page.turn_to();
        assert_eq!(page.count("details.learn"), places, "{query}");
        if places > 0 {
            unfold(&page, 4);
        }
        assert_eq!(page.count(".learn fieldset"), fieldsets, "{query}");
        assert_eq!(page.count(".learn ol"), hints, "{query}");
    }
    page.check_console();
}

#[test]
#[ignore = "run by cargo xtask test"]
fn the_page_in_one_file_asks_as_well() {
    let page = Page::open_file(&one_file());
    unfold(&page, 5);
    check(&page, "shrink", "0.07", "Right.");
    page.check_console();
}
