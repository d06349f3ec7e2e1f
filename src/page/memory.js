// The reader's edits beyond this visit, in the text form of `notebook/saved.rs`.
//
// What the page starts with comes from the address, or from the copy of the page that was saved
// with edits. What became of it is kept in the browser's storage, for this start alone: a link
// that is opened again shows the edits that were made on it, and another link does not. A course's
// LMS, where there is one, keeps the edits instead (`lms`): the next student at this machine must
// not find them.
//
// A browser may refuse storage: then nothing is kept, and the page works as before.
var memory = (() => {
  const BLANKS = 4;
  const asked = new URLSearchParams(location.search);
  let first; // What the page started with.
  let key; // Under which it is kept.
  let last; // What was kept last.

  function start() {
    const fragment = location.hash.slice(1);
    if (fragment.includes("=")) return fragment; // Others are places in the page.
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
    } catch {} // There is none, or it is full: then it keeps what it has.
  }

  // The edits that the page is opened with; `lesson` tells this lesson from others.
  function recall(lesson) {
    if (last !== undefined) return last; // For a program that follows one that stopped.
    first = window.lms ? lms.recall() : start();
    if (window.lms || asked.has("fresh")) return first;
    key = `vanishing-gradients ${lesson} ${location.pathname.replace(/index\.html$/, "")} ${first}`;
    return inStorage((storage) => storage.getItem(key)) ?? first;
  }

  function keep(saved) {
    if (saved === last) return;
    last = saved;
    inside.textContent = JSON.stringify(saved);
    if (window.lms) lms.keep(saved);
    else if (key) inStorage((storage) => (saved === first ? storage.removeItem(key) : storage.setItem(key, saved)));
    dispatchEvent(new CustomEvent("kept"));
  }

  // A text that could be read only in part is put aside, before an edit takes its place.
  function setAside() {
    inStorage((storage) => {
      const unread = storage.getItem(key);
      if (unread !== null) storage.setItem(`${key} unread`, unread);
    });
  }

  const saved = () => last ?? "";

  // The numbers of the blanks that were edited and run, at any time.
  const tried = () => /&t=([\d,]+)/.exec(saved())?.[1].split(",") ?? [];

  return { recall, keep, setAside, saved, tried };
})();
