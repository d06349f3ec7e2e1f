// A course's learning management system, the LMS, as the keeper of the reader's work: by SCORM
// 2004 or 1.2. Only the SCORM packages have this script; where there is no LMS it does nothing,
// and the page keeps edits as it does elsewhere (`memory.js`).
//
// Recorded are the edits and the blanks that were tried, in the form of `notebook/saved.rs`; the
// time; the status: incomplete from the start, since some LMSs take what was only opened for
// completed, then completed once every blank was edited and run, and every question answered, right
// or three times wrong; and the score: the share of questions that were answered right. Of blanks
// and questions, only those count that the page shows. Answers themselves are not recorded.
//
// An LMS may fail in any way, and none may stop the page. Browsers may stop an LMS that sends
// when the page is left, and its "true" is no proof then: so work goes to it early and often.
{
  const HOPS = 500; // So many windows up the search goes, as SCORM 2004 has it.
  const PAUSE = 10_000; // Edits are stored at most so often, in milliseconds: an LMS may halt the page meanwhile.
  const UNTOUCHED = ["", "not attempted", "unknown"];
  const UNFINISHED = [...UNTOUCHED, "incomplete", "browsed"]; // Others are never overwritten.

  // `rooms` are the lengths of text that an LMS takes; one that is behind the times takes less.
  const DIALECTS = [
    {
      object: "API_1484_11",
      prefix: "",
      end: "Terminate",
      mode: "cmi.mode",
      status: "cmi.completion_status",
      progress: "cmi.progress_measure",
      score: "cmi.score",
      scaled: "cmi.score.scaled",
      exit: "cmi.exit",
      time: "cmi.session_time",
      duration: (hours, minutes, seconds) => `PT${hours}H${minutes}M${seconds}S`,
      rooms: [64000, 4000],
    },
    {
      object: "API",
      prefix: "LMS",
      end: "LMSFinish",
      mode: "cmi.core.lesson_mode",
      status: "cmi.core.lesson_status",
      score: "cmi.core.score",
      exit: "cmi.core.exit",
      time: "cmi.core.session_time",
      duration: (...parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"),
      rooms: [4096],
    },
  ];
  const DATA = "cmi.suspend_data";

  // Windows of other origins and LMSs throw.
  function attempt(deed) {
    try {
      return deed();
    } catch {}
  }

  // The first LMS in this window or above it. What else has its name, such as a frame, is none.
  function find(start) {
    for (let place = start, hop = 0; place && hop <= HOPS; hop++) {
      for (const dialect of DIALECTS) {
        const api = attempt(() => place[dialect.object]);
        if (attempt(() => typeof api[`${dialect.prefix}Initialize`]) === "function") return { api, dialect };
      }
      const above = attempt(() => place.parent);
      place = above === place ? undefined : above;
    }
  }

  // The text without what there is no room for, item by item, and the names of these items. Texts
  // of whole cells go before blanks, which the lesson asks for, and of either the longest, so that
  // few have to go. Which blanks were tried always stays.
  function fitted(text, room) {
    const items = text.split("&");
    const lost = [];
    while (items.join("&").length > room) {
      const [first] = items.filter((item) => /^[bc]\d/.test(item)).sort((a, b) => b.charCodeAt(0) - a.charCodeAt(0) || b.length - a.length);
      if (first === undefined) break;
      items.splice(items.indexOf(first), 1);
      const number = first.slice(1, first.indexOf("="));
      lost.push(`${first.startsWith("c") ? "cell" : "blank"} ${number}`);
    }
    return { text: items.length > 1 ? items.join("&") : "", lost };
  }

  function connect({ api, dialect }) {
    const page = document.documentElement;
    const call = (name, ...values) => attempt(() => api[name](...values));
    const isTrue = (answer) => String(answer) === "true";
    const get = (element) => (element ? String(call(`${dialect.prefix}GetValue`, element) ?? "") : "");
    const set = (element, value) => isTrue(call(`${dialect.prefix}SetValue`, element, String(value)));

    let isOpen = initialize(); // Until the session has ended; no call comes after that.
    const isReview = isOpen && ["review", "browse"].includes(get(dialect.mode));
    let recorded = isOpen ? get(DATA) : ""; // What the LMS has.
    let text = recorded; // What it should have.
    let status = isOpen ? get(dialect.status) : "";
    let progress = isOpen ? Number(get(dialect.progress)) || 0 : 0; // The share of what there is to do.
    const score = isOpen ? get(`${dialect.score}.raw`) : "";
    let best = score === "" ? -1 : Number(score); // Of 100; a better score is never lowered.
    let lost = []; // The items of the text that it has no room for.
    let timer; // Of the next time that all is stored.
    let note; // Which sentence the page shows.

    // An LMS may have opened the session by itself, and then refuses to do it again.
    function initialize() {
      return isTrue(call(`${dialect.prefix}Initialize`, "")) || (get(dialect.status) !== "" && String(call(`${dialect.prefix}GetLastError`)) === "0");
    }

    // The time of the session, without that in which the page was put away.
    let since = performance.now();
    let before = 0;
    const spent = () => before + (since === undefined ? 0 : performance.now() - since);

    function duration() {
      const seconds = Math.min(Math.floor(spent() / 1000), 9999 * 3600);
      return dialect.duration(Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60);
    }

    // What the page has the learner do, and how far that is done. Nothing is known before the page
    // has unpacked its questions.
    function work() {
      const { cells } = page.dataset;
      const isHere = (blank) => !cells || cells.split(" ").includes(blank.closest(".cell").dataset.cell);
      const blanks = [...document.querySelectorAll("textarea[data-blank]")].filter(isHere);
      const questions = window.learn?.asked ?? [];
      const tried = new Set(window.memory?.tried());
      const answers = new Set(window.memory?.answers().split(","));
      const right = questions.filter((name) => answers.has(name)).length;
      const given = right + questions.filter((name) => answers.has(`${name}.3`)).length;
      const isDone = (blank) => tried.has(blank.dataset.blank);
      const all = blanks.length + questions.length;
      return {
        share: window.learn && all > 0 ? (blanks.filter(isDone).length + given) / all : 0,
        // None before the first answer, which zero would mark.
        score: answers.has("") || questions.length === 0 ? -1 : Math.round((100 * right) / questions.length),
      };
    }

    function setText() {
      lost = [];
      if (text === recorded) return true;
      for (const room of dialect.rooms) {
        const fit = fitted(text, room);
        if (fit.text !== recorded && !set(DATA, fit.text)) continue;
        recorded = fit.text;
        lost = fit.lost;
        return true;
      }
      return false;
    }

    function setStatus(next) {
      if (set(dialect.status, next)) status = next;
      return status === next;
    }

    // Has the LMS store everything as it is now; gives whether it says that it did.
    function store() {
      clearTimeout(timer);
      timer = undefined;
      if (!isOpen || isReview) return true;
      let isTaken = setText();
      const { share, score } = work();
      if (share > progress) {
        progress = share;
        if (dialect.progress) set(dialect.progress, Math.round(share * 100) / 100);
      }
      if (score > best && set(`${dialect.score}.min`, 0) && set(`${dialect.score}.max`, 100) && set(`${dialect.score}.raw`, score)) {
        best = score;
        if (dialect.scaled) set(dialect.scaled, score / 100);
      }
      if (share >= 1 && UNFINISHED.includes(status)) isTaken = setStatus("completed") && isTaken;
      // From the first time on, in case the end of the session never gets through.
      set(dialect.exit, "suspend");
      set(dialect.time, duration());
      isTaken = isTrue(call(`${dialect.prefix}Commit`, "")) && isTaken;
      say(isTaken ? undefined : "trouble");
      return isTaken;
    }

    function storeWithin(delay) {
      if (!isOpen || isReview || (timer !== undefined && delay > 0)) return;
      clearTimeout(timer);
      timer = setTimeout(store, delay);
    }

    function finish() {
      if (!isOpen) return;
      const isStored = store();
      isOpen = false;
      const isEnded = isTrue(call(dialect.end, ""));
      say(isStored && isEnded ? "finished" : "cut");
    }

    // Shows one of the sentences that the page has for this, or none. What it saves of itself as a
    // copy is without.
    function say(next) {
      note = next;
      if (document.readyState === "loading") return;
      for (const place of document.querySelectorAll("[data-lms]")) place.hidden = place.dataset.lms !== note;
      const place = document.querySelector("[data-lms-lost]");
      place.hidden = lost.length === 0;
      place.querySelector("span").textContent = lost.join(", ");
      for (const button of document.querySelectorAll("[data-lms-finish]")) button.hidden = !isOpen || isReview;
    }

    if (isOpen && !isReview) {
      const isMarked = !UNTOUCHED.includes(status) || setStatus("incomplete");
      if (!store() || !isMarked) note = "trouble";
    } else note = isReview ? "review" : "closed";

    addEventListener("DOMContentLoaded", () => {
      say(note);
      for (const button of document.querySelectorAll("[data-lms-finish]")) {
        button.addEventListener("click", () => {
          finish();
          document.querySelector("[data-lms]:not([hidden])")?.scrollIntoView({ block: "center" });
        });
      }
    });
    document.addEventListener("visibilitychange", () => document.hidden && store());
    addEventListener("pagehide", ({ persisted }) => {
      if (!persisted) return finish();
      store();
      [before, since] = [spent(), undefined];
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) since = performance.now();
    });

    return {
      recall: () => recorded,
      keep(saved) {
        text = saved;
        if (text !== recorded || lost.length > 0) storeWithin(work().share > progress || work().score > best ? 0 : PAUSE);
      },
    };
  }

  // A browser that saved the page as it stood saved what it said, too.
  function sayNothing() {
    for (const place of document.querySelectorAll("[data-lms], [data-lms-lost], [data-lms-finish]")) place.hidden = true;
  }

  const found = find(window) ?? find(attempt(() => top.opener)) ?? find(attempt(() => opener));
  if (found) window.lms = connect(found);
  else addEventListener("DOMContentLoaded", sayNothing);
}
