// The page inside another one: tells its host how high it is, and speaks with it. Loaded in
// frames only.
//
// Every host may know the height, so that goes to any. What the reader does, and what the page
// is told to do, stays between it and the one origin that `?host=` names. The messages are
// described in docs/teaching.md.
if (parent !== self) {
  const page = document.documentElement;
  const asked = new URLSearchParams(location.search);

  // The height, in the dialects that hosts understand. It is the height of what the page holds,
  // not of its frame: a frame that follows it can neither grow nor shrink by itself.
  let height = 0;
  let speaksH5p = asked.get("embed") === "h5p";

  function tellHeight(isAsked) {
    const { bottom } = document.body.getBoundingClientRect();
    const now = Math.ceil(bottom + scrollY);
    if (now < 1 || (Math.abs(now - height) < 2 && !isAsked)) return;
    height = now;
    parent.postMessage(JSON.stringify({ subject: "lti.frameResize", height }), "*");
    if (speaksH5p) parent.postMessage({ context: "h5p", action: "resize", height }, "*");
  }

  function answerH5p({ action }) {
    if (action === "hello" && !speaksH5p) parent.postMessage({ context: "h5p", action: "hello" }, "*");
    speaksH5p = true;
    tellHeight(true);
  }

  new ResizeObserver(() => requestAnimationFrame(() => tellHeight(false))).observe(document.body);
  if (speaksH5p) parent.postMessage({ context: "h5p", action: "hello" }, "*");

  // The conversation with the host that was named.
  const host = originOf(asked.get("host"));
  const fields = () => [...document.querySelectorAll("textarea[data-blank]")];
  const problems = new Map(); // What each cell was last said to lack, by its number.
  let isReady = false;
  let isCompleted = false;

  function originOf(address) {
    try {
      const { origin } = new URL(address);
      return origin === "null" ? undefined : origin;
    } catch {} // None was named, or nonsense.
  }

  function tell(kind, rest) {
    if (host) parent.postMessage({ from: "vanishing-gradients", kind, ...rest }, host);
  }

  function blanks() {
    return Object.fromEntries(fields().map((field) => [field.dataset.blank, field.value]));
  }

  function set({ blank, text }) {
    const field = fields().find((each) => each.dataset.blank === String(blank));
    if (!field || typeof text !== "string") return "there is no such blank, or no text for it";
    if (field.closest("[data-whole]")) return "the reader edits this cell as a whole";
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function answer({ kind, id, ...rest }) {
    const trouble = kind === "set" ? set(rest) : kind === "get" ? undefined : "there is no such command";
    // What is saved follows a text that was set: `changed` tells it.
    tell("answer", { id, trouble, blanks: blanks(), saved: kind === "set" ? undefined : memory.saved() });
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || typeof data !== "object" || data === null) return;
    if (data.context === "h5p") answerH5p(data);
    else if (host && origin === host && data.to === "vanishing-gradients") answer(data);
  });

  // What became of a run.
  function report() {
    if (page.dataset.state !== "live") return;
    if (!isReady) tell("ready", { blanks: blanks(), saved: memory.saved() });
    isReady = true;
    for (const place of document.querySelectorAll("[data-error]")) {
      const cell = place.closest("[data-cell]").dataset.cell;
      const message = place.textContent.trim();
      if (message && problems.get(cell) !== message) tell("error", { cell: Number(cell), message });
      problems.set(cell, message);
    }
    if (memory.tried().length === fields().length && !isCompleted) {
      isCompleted = true;
      tell("completed", {});
    }
  }

  if (host) {
    addEventListener("kept", () => isReady && tell("changed", { blanks: blanks(), saved: memory.saved() }));
    new MutationObserver(report).observe(page, { attributeFilter: ["data-runs", "data-state"] });
    report(); // The program may have been faster than this script.
  }
}
