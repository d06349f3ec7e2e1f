//! The SCORM packages in courses: `scorm-again` plays the learning management system.
//!
//! `SCORM_TOOLS` names a folder of node modules with what others wrote for this; `cargo xtask
//! test` installs it.

mod course;
mod manifests;
mod trouble;

use serde_json::Value;

use crate::learn::{answer, part, unfold};
use course::{Course, DATA, SCORM_12, SCORM_2004, Version};

/// An edit of each blank that runs.
const TRIED: [(u32, &str); 4] = [
    (1, "x = np.linspace(-5, 5, 200)"),
    (2, "x_tan = 2"),
    (3, "plt.ylim(-0.5, 1.5)"),
    (4, "n = 3\nx = 1"),
];

/// Right answers with these edits, but the first, which is wrong.
const ANSWERED: [(&str, &str); 6] = [
    ("top", "5"),
    ("half", "1.76"),
    ("squash", "0.1"),
    ("quarter", "1/1024"),
    ("shrink", "0.07"),
    ("million", "9"),
];

/// Each fact holds for both versions.
macro_rules! facts {
    ($($fact:ident)*) => {
        $(
            mod $fact {
                #[test]
                #[ignore = "run by cargo xtask test"]
                fn in_scorm_12() {
                    super::$fact(&super::SCORM_12);
                }

                #[test]
                #[ignore = "run by cargo xtask test"]
                fn in_scorm_2004() {
                    super::$fact(&super::SCORM_2004);
                }
            }
        )*
    };
}
pub(crate) use facts;

facts! {
    what_is_opened_is_incomplete_before_anything_else
    edits_come_back_at_the_next_launch
    a_lesson_is_completed_when_every_blank_was_tried_and_every_question_answered
    without_questions_there_is_no_score
    a_better_score_is_never_lowered
    a_status_that_a_teacher_gave_stays
    the_button_ends_the_session
    a_review_writes_nothing
    a_page_that_is_hidden_is_stored_and_goes_on
    a_client_of_others_finds_the_same_run_time
}

fn what_is_opened_is_incomplete_before_anything_else(version: &'static Version) {
    let course = Course::launched(version, "");
    let calls = course.all_calls();
    assert_eq!(calls[0], [version.initialize, "", "true"]);
    let first = calls.iter().find(|call| call[0] == version.set);
    let expected = [version.set, version.status, "incomplete", "true"];
    assert_eq!(
        first.map(Vec::as_slice),
        Some(&expected.map(String::from)[..])
    );
    assert_eq!(
        calls.last().map(|call| call[0].as_str()),
        Some(version.commit)
    );
    assert_eq!(course.values(DATA), [""; 0]);
    assert_eq!(course.sentences(), [""; 0]);
    assert!(course.can_finish());
    course.page.check_console();
}

fn edits_come_back_at_the_next_launch(version: &'static Version) {
    let course = Course::launched(version, "");
    course.edit(&TRIED[3..]);
    course.wait_for_commit(|| course.values(DATA) == ["1&t=4&b4=n+=+3~x+=+1"]);
    course.edit(&[(2, "x_tan = (")]);
    course.leave();
    // What was typed last comes with the end.
    let data = "1&t=4&b2=x_tan+=+(&b4=n+=+3~x+=+1";
    assert_eq!(course.values(DATA).last().map(String::as_str), Some(data));
    assert_eq!(
        course.values(version.exit).last().map(String::as_str),
        Some("suspend")
    );
    // That it was accepted tells that it has the form of the standard.
    assert!(!course.values(version.time).is_empty());
    let calls = course.all_calls();
    assert_eq!(calls[calls.len() - 2][0], version.commit);
    assert_eq!(calls[calls.len() - 1], [version.finish, "", "true"]);
    assert_eq!(course.calls(version.finish).len(), 1);

    course.launch("");
    let page = &course.page;
    assert_eq!(page.property("[data-blank='4']", "value"), "n = 3\nx = 1");
    assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = (");
    assert_eq!(course.values(version.status), [""; 0]);
    assert_eq!(course.values(DATA), [""; 0]);
    // The browser keeps nothing: the next student at this machine must not find it.
    let kept = page.driver.script("return localStorage.length", &[]);
    assert_eq!(kept, 0);
    page.check_console();
}

fn a_lesson_is_completed_when_every_blank_was_tried_and_every_question_answered(
    version: &'static Version,
) {
    let course = Course::launched(version, "");
    course.edit(&TRIED[..3]);
    course.edit(&[(4, "n = 3 +")]); // This is edited, but does not run.
    course.wait_for_commit(|| {
        course
            .values(DATA)
            .iter()
            .any(|data| data.starts_with("1&t=1,2,3&"))
    });
    course.edit(&TRIED[3..]);
    let page = &course.page;
    (2..=5).for_each(|cell| unfold(page, cell));
    page.click(&part("climb", "label:nth-of-type(3) input"));
    page.click(&part("climb", "button"));
    let raw = format!("{}.raw", version.score);
    course.wait_for_commit(|| course.values(&raw) == ["14"]);
    for (question, text) in ANSWERED {
        answer(page, question, text);
    }
    // What was answered wrong once can still be answered.
    course.wait_for_commit(|| {
        course
            .values(&raw)
            .last()
            .is_some_and(|score| score == "86")
    });
    assert_eq!(course.values(version.status), ["incomplete"]);
    answer(page, "top", "4");
    answer(page, "top", "0.3");
    course.wait_for_commit(|| course.values(version.status) == ["incomplete", "completed"]);
    assert_eq!(course.values(&format!("{}.max", version.score))[0], "100");
    let data = course.values(DATA).pop().unwrap_or_default();
    assert!(
        data.ends_with("&a=climb,half,top.3,squash,quarter,shrink,million"),
        "{data}"
    );
    if version.number == "2004" {
        let progress = course.values("cmi.progress_measure");
        assert_eq!(progress.last().map(String::as_str), Some("1"));
        let scaled = course.values("cmi.score.scaled");
        assert_eq!(scaled.last().map(String::as_str), Some("0.86"));
        assert_eq!(course.values("cmi.success_status"), [""; 0]);
    }

    // Nothing takes it back.
    course.page.click("[data-cell='5'] [data-reset]");
    course.page.wait_until_still();
    course.leave();
    course.launch("");
    course.leave();
    assert_eq!(course.values(version.status), [""; 0]);
    assert_eq!(course.values("cmi.progress_measure"), [""; 0]);
    assert_eq!(course.values(&raw), [""; 0]);
    course.page.check_console();
}

fn without_questions_there_is_no_score(version: &'static Version) {
    let course = Course::launched(version, "lesson=index.html%3Fquestions=0%26cells=2,4");
    course.edit(&TRIED[..2]);
    assert_eq!(course.values(version.status), ["incomplete"]);
    // The other blank is not there.
    course.edit(&TRIED[2..3]);
    course.wait_for_commit(|| course.values(version.status) == ["incomplete", "completed"]);
    assert_eq!(course.values(&format!("{}.raw", version.score)), [""; 0]);
    course.page.check_console();
}

fn a_better_score_is_never_lowered(version: &'static Version) {
    let course = Course::launched(version, "score=20");
    unfold(&course.page, 5);
    answer(&course.page, "shrink", "0.07");
    course.edit(&TRIED[3..]);
    let raw = format!("{}.raw", version.score);
    course.wait_for_commit(|| !course.values(DATA).is_empty());
    assert_eq!(course.values(&raw), [""; 0]);
    answer(&course.page, "quarter", "1/1024");
    course.wait_for_commit(|| course.values(&raw) == ["29"]);
    course.page.check_console();
}

fn a_status_that_a_teacher_gave_stays(version: &'static Version) {
    let status = if version.number == "1.2" {
        "passed"
    } else {
        "completed"
    };
    let course = Course::launched(version, &format!("status={status}"));
    course.edit(&TRIED);
    course.leave();
    assert!(!course.values(DATA).is_empty());
    assert_eq!(course.values(version.status), [""; 0]);
    course.page.check_console();
}

fn the_button_ends_the_session(version: &'static Version) {
    let course = Course::launched(version, "");
    course.edit(&TRIED[1..2]);
    course.page.click("[data-lms-finish]");
    let calls = course.all_calls();
    assert_eq!(
        calls.last(),
        Some(&[version.finish, "", "true"].map(String::from).to_vec())
    );
    assert_eq!(
        course.values(DATA).last().map(String::as_str),
        Some("1&t=2&b2=x_tan+=+2")
    );
    let [sentence] = course.sentences().try_into().expect("one sentence");
    assert!(sentence.starts_with("Your work is recorded"), "{sentence}");
    assert!(sentence.contains("what you change from here on is not recorded"));
    assert!(!course.can_finish());

    // The lesson goes on, and the course hears no more.
    course.edit(&TRIED[3..]);
    assert!(course.page.output(5, "data-stdout").contains("steps : 3"));
    course.leave();
    assert_eq!(course.all_calls(), calls);
    course.page.check_console();
}

fn a_review_writes_nothing(version: &'static Version) {
    for mode in ["review", "browse"] {
        let course = Course::launched(
            version,
            &format!("mode={mode}&data=1%26t=2%26b2=x_tan%2B=%2B3"),
        );
        let page = &course.page;
        assert_eq!(page.property("[data-blank='2']", "value"), "x_tan = 3");
        let [sentence] = course.sentences().try_into().expect("one sentence");
        assert!(
            sentence.contains("nothing you change here is recorded"),
            "{sentence}"
        );
        assert!(!course.can_finish());
        course.edit(&TRIED);
        unfold(page, 5);
        answer(page, "shrink", "0.07");
        course.leave();
        assert_eq!(course.calls(version.set), [[""; 0]; 0]);
        assert_eq!(course.calls(version.commit), [[""; 0]; 0]);
        assert_eq!(course.calls(version.finish).len(), 1);
        page.check_console();
    }
}

fn a_page_that_is_hidden_is_stored_and_goes_on(version: &'static Version) {
    let course = Course::launched(version, "");
    course.edit(&[(2, "x_tan = (")]);
    let set_hidden =
        "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))";
    let commits = course.calls(version.commit).len();
    course.page.driver.script(set_hidden, &[Value::Bool(true)]);
    assert_eq!(course.values(DATA), ["1&b2=x_tan+=+("]);
    assert_eq!(course.calls(version.commit).len(), commits + 1);
    course.page.driver.script(set_hidden, &[Value::Bool(false)]);
    assert_eq!(course.calls(version.commit).len(), commits + 1);

    // A browser may put a page away, and take it out again as it was.
    let put_away = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))";
    let take_out = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
    course.page.driver.script(put_away, &[]);
    course.page.driver.script(take_out, &[]);
    assert_eq!(course.calls(version.commit).len(), commits + 2);
    assert_eq!(course.calls(version.finish), [[""; 0]; 0]);
    course.edit(&TRIED[3..]);
    course.wait_for_commit(|| course.values(DATA).len() > 1);
    course.leave();
    assert_eq!(course.calls(version.finish).len(), 1);
    course.page.check_console();
}

fn a_client_of_others_finds_the_same_run_time(version: &'static Version) {
    let course = Course::launched(version, "");
    let path = course::tools().join("pipwerks-scorm-api-wrapper/index.js");
    let wrapper = std::fs::read_to_string(path).expect("the wrapper");
    let script = format!(
        "const exports = {{}};
        {wrapper}
        const {{ SCORM }} = exports;
        return [SCORM.API.get() === parent.{}, SCORM.version]",
        version.object
    );
    let answer = course.page.driver.script(&script, &[]);
    assert_eq!(answer, serde_json::json!([true, version.number]));
}
