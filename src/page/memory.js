// The reader's edits beyond this visit, in the text form of `notebook/saved.rs`.
//
// What the page starts with comes from the address, or from the copy of the page that was saved
// with edits. What became of it is kept in the browser's storage, for this start alone: a link
// that is opened again shows the edits that were made on it, and another link does not. A course's
// LMS, where there is one, keeps the edits instead (`lms`): the next student at this machine must
// not find them.
//
// A browser may refuse storage: then nothing is kept, and the page works as before; `copies.js`
// tells the reader.
var memory = (() => {
  const BLANKS = 4;
  const asked = new URLSearchParams(location.search);
  let first; // What the page started with.
  let key; // Under which it is kept.
  let last; // What was kept last.
  let answers = ""; // The questions that were answered, as `learn.js` names them.
  let isRefused = false; // The storage did not take something.
  let isUnread; // What is kept could not be read in full; it stays there until the first edit.
  const states = []; // What was kept, one after the other, for `history.js` to take.
  const page = document.documentElement;
  delete page.dataset.partial; // Of a page that the browser saved as it stood.

  // What a fragment of the address starts the page with; others are places in the page.
  const edits = (fragment) => (fragment.includes("=") ? fragment.slice(1) : "");
  const { hash } = location;

  // A link to a place leaves the start in the address, for a reload; another start begins anew.
  addEventListener("hashchange", () => {
    if (edits(location.hash)) location.reload();
    else if (edits(hash)) history.replaceState(null, "", hash);
  });

  function start() {
    if (edits(hash)) return edits(hash);
    let text = "";
    for (let blank = 1; blank <= BLANKS; blank++) {
      const source = asked.get(`blank${blank}`);
      if (source !== null) text += `&b${blank}=${encodeURIComponent(source).replaceAll("~", "%7E")}`;
    }
    return text ? `1${text}` : savedInside();
  }

  // A saved copy carries its edits in the page. They stand there at any time, for a browser that
  // saves the page by itself.
  const inside = document.getElementById("saved-edits");

  function savedInside() {
    try {
      return String(JSON.parse(inside.textContent));
    } catch {
      return "";
    }
  }

  function inStorage(deed) {
    try {
      return deed(localStorage);
    } catch {
      isRefused = true; // There is none, or it is full: then it keeps what it has.
    }
  }

  // The edits that the page is opened with; `lesson` tells this lesson from others.
  function recall(lesson) {
    // A program that follows one that stopped finds the texts in the fields.
    if (last !== undefined) return last.split(/&[bc]/)[0];
    if (window.lms) return withoutAnswers(lms.recall());
    // What others tried and answered, who made the link or the copy, counts for nobody else.
    first = start().replace(/&[at]=[^&]*/g, "");
    if (asked.has("fresh")) return first;
    key = ["vanishing-gradients", lesson, location.pathname.replace(/index\.html$/, ""), first, asked.get("cells")].join(" ");
    return withoutAnswers(inStorage((storage) => storage.getItem(key)) ?? first);
  }

  // Answers are kept beside the edits, in a last item that the program does not know.
  function withoutAnswers(text) {
    [text, answers = ""] = text.split("&a=");
    return text;
  }

  function keep(saved) {
    if (saved === last) return;
    isUnread = "partial" in page.dataset && page.dataset.runs === "0";
    last = saved;
    states.push({ saved, place: document.activeElement, time: performance.now() });
    inside.textContent = JSON.stringify(saved);
    store();
    if (!isUnread) dispatchEvent(new CustomEvent("kept"));
  }

  function store() {
    if (isUnread) return;
    const text = answers ? `${last || 1}&a=${answers}` : last;
    if (window.lms) lms.keep(text);
    else if (key) inStorage((storage) => (text === first ? storage.removeItem(key) : storage.setItem(key, text)));
  }

  // Keeps which questions were answered.
  function note(questions) {
    answers = questions;
    store();
  }

  // What the page was opened with by whoever made the address or the copy.
  const given = () => first ?? "";

  const saved = () => last ?? "";

  // The numbers of the blanks that were edited and run, at any time.
  const tried = () => /&t=([\d,]+)/.exec(saved())?.[1].split(",") ?? [];

  return { recall, given, keep, saved, tried, states, note, answers: () => answers, isRefused: () => isRefused };
})();
