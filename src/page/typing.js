// Comfort while code is typed: lines are indented as their block is, the partner of a bracket at
// the caret is marked, and Tab indents for those who chose so; and the dialog that lists all keys
// and gestures. Loaded once the reader does more than read.
{
  const WIDTH = 4;
  const INDENT = " ".repeat(WIDTH);
  const FIELD = "#lesson .code textarea";
  const CHOICE = "vanishing-gradients tab-indents"; // In the browser's storage, where there is one.
  const PAIRS = { ")": "(", "]": "[", "}": "{" };
  const PLACES = [
    [
      "In code",
      ["Type", "What stands in a field runs at once. Enter keeps the indentation."],
      ["Alt + ↑ ↓", "Step the number at the caret; with Shift by ten."],
      ["Drag a number", "Sideways: steps it; with Shift by ten. Escape puts it back."],
      ["Ctrl or ⌘ + Z", "Takes back the last change, in whatever cell; with Shift, does it again."],
    ],
    [
      "On figures",
      ["Point at it", "Reads all curves there."],
      ["← → Home End", "Read a curve; with Shift ten points on. ↑ ↓ go to other curves, H and L to the highest and lowest point. Enter reads all."],
      ["Drag the point", "Cell 2: the tangent goes with it. Arrow keys and Page ↑ ↓ move it, too."],
      ["Ctrl + wheel", "Cell 4: zooms the y axis, as two fingers do."],
    ],
  ];

  const lineStart = (text, place) => text.lastIndexOf("\n", place - 1) + 1;
  const withoutStrings = (line) => line.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#.*/g, (piece) => (piece[0] === "#" ? "" : "''"));

  function typed(event) {
    const { target: field, inputType, isComposing, cancelable } = event;
    if (!cancelable || isComposing || !field.matches?.(FIELD)) return;
    const { value, selectionStart: start, selectionEnd: end } = field;
    const before = value.slice(lineStart(value, start), start);
    if (inputType === "insertLineBreak") {
      const indent = /^[ \t]*/.exec(before)[0] + (/:\s*$/.test(withoutStrings(before)) ? INDENT : "");
      if (!indent) return;
      event.preventDefault();
      notebook.type(field, start, end, `\n${indent}`);
    } else if (inputType === "deleteContentBackward" && start === end && /^ {2,}$/.test(before)) {
      event.preventDefault();
      notebook.type(field, start - (before.length % WIDTH || WIDTH), start, "");
    }
  }

  // Tab in a field. By itself it leaves the field, as everywhere; so it does after Escape.
  let isIndenting = false;
  let isLeaving = false;
  try {
    isIndenting = localStorage.getItem(CHOICE) !== null;
  } catch {} // There is no storage.

  function press(event) {
    const { key, code, target: field, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (key === "Shift") return;
    // With Shift, the key has no name in WebKitGTK.
    const isOurs = (key === "Tab" || code === "Tab") && isIndenting && !isLeaving && field.matches(FIELD) && !ctrlKey && !altKey && !metaKey;
    isLeaving = key === "Escape";
    if (!isOurs) return;
    event.preventDefault();
    const { value, selectionStart: start, selectionEnd: end } = field;
    const from = lineStart(value, start);
    if (!shiftKey && !value.slice(start, end).includes("\n")) {
      return notebook.type(field, start, end, " ".repeat(WIDTH - ((start - from) % WIDTH)));
    }
    const after = value.indexOf("\n", Math.max(start, end - 1));
    const to = after < 0 ? value.length : after;
    const lines = value.slice(from, to).split("\n");
    const text = lines.map((line) => (shiftKey ? line.replace(/^ {1,4}/, "") : line && INDENT + line)).join("\n");
    if (text === value.slice(from, to)) return;
    notebook.type(field, from, to, text);
    const caret = Math.max(from, start + text.length - (to - from));
    if (start === end) field.setSelectionRange(caret, caret);
    else field.setSelectionRange(from, from + text.length);
  }

  // The bracket at the caret and its partner, in the painted text, which knows strings and comments.
  const marked = window.Highlight && CSS.highlights ? new Highlight() : undefined;

  function brackets(paint) {
    const found = [];
    const pieces = document.createTreeWalker(paint, NodeFilter.SHOW_TEXT);
    for (let place = 0; pieces.nextNode(); place += pieces.currentNode.length) {
      const node = pieces.currentNode;
      if (node.parentElement.matches(".string, .comment")) continue;
      for (const { index, 0: text } of node.data.matchAll(/[()[\]{}]/g)) found.push({ node, index, text, place: place + index });
    }
    return found;
  }

  function pairAt(all, caret) {
    const chosen = all.find(({ place }) => place === caret - 1) ?? all.find(({ place }) => place === caret);
    const open = [];
    for (const bracket of chosen ? all : []) {
      const partner = PAIRS[bracket.text];
      if (!partner) open.push(bracket);
      else if (open.at(-1)?.text !== partner) return [];
      else {
        const pair = [open.pop(), bracket];
        if (pair.includes(chosen)) return pair;
      }
    }
    return [];
  }

  function mark() {
    marked.clear();
    const field = document.activeElement;
    const { value, selectionStart: caret, selectionEnd: end } = field?.matches(FIELD) ? field : {};
    const paint = value && caret === end && field.parentElement.querySelector(".paint");
    if (!paint || paint.textContent !== value) return; // While the paint is older, or marks an error.
    for (const { node, index } of pairAt(brackets(paint), caret)) {
      const range = new StaticRange({ startContainer: node, startOffset: index, endContainer: node, endOffset: index + 1 });
      marked.add(range);
    }
  }

  function choose({ target }) {
    isIndenting = target.checked;
    try {
      if (isIndenting) localStorage.setItem(CHOICE, "");
      else localStorage.removeItem(CHOICE);
    } catch {} // It holds for this visit.
  }

  document.getElementById("keys-dialog")?.remove(); // A browser that saved the page saved it too.
  let dialog;

  function showKeys() {
    if (!dialog) {
      const row = ([keys, deed]) => `<tr><th scope="row">${keys}</th><td>${deed}</td></tr>`;
      const part = ([name, ...rows]) => `<tbody><tr><th colspan="2" scope="rowgroup">${name}</th></tr>${rows.map(row).join("")}</tbody>`;
      dialog = document.createElement("dialog");
      dialog.id = "keys-dialog";
      dialog.setAttribute("aria-labelledby", "keys-title");
      dialog.innerHTML = `<h2 id="keys-title">Keys and gestures</h2><table>${PLACES.map(part).join("")}</table>
        <p><label><input type="checkbox"> Tab indents (Escape, then Tab, leaves the field)</label></p>
        <p class="dialog-tools"><button type="button">Close</button></p>`;
      document.body.append(dialog);
      dialog.querySelector("input").addEventListener("change", choose);
      dialog.querySelector("button").addEventListener("click", () => dialog.close());
    }
    dialog.querySelector("input").checked = isIndenting;
    dialog.showModal();
  }

  document.getElementById("keys").addEventListener("click", showKeys);
  addEventListener("beforeinput", typed);
  addEventListener("keydown", press);
  addEventListener("focusin", () => (isLeaving = false));
  if (marked) {
    CSS.highlights.set("bracket", marked);
    for (const kind of ["selectionchange", "focusin", "focusout", "input"]) document.addEventListener(kind, () => requestAnimationFrame(mark));
    new MutationObserver(mark).observe(document.documentElement, { attributeFilter: ["data-runs"] });
  }
}
