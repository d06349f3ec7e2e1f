// Undo and redo, in one history for all cells: by keys, by the menus of browsers, by buttons.
//
// What can be undone is a state of the whole lesson, as `memory.js` keeps it, however it came to
// be: typed, dragged, reset, opened from a file. So this outlives the programs, too. A program that
// has stopped takes no state; then the browser undoes what was typed in its own way.
{
  const PAUSE = 1000; // Changes of one place with shorter pauses are one step …
  const LONGEST = 3000; // … unless they last longer than this. In milliseconds.
  const MOST = 5e6; // All states together have at most so many characters.

  const lesson = document.getElementById("lesson");
  const resetAll = document.getElementById("reset-all");
  const past = [];
  const future = [];
  let current; // The state that the page shows.
  let isHeld = false; // A pointer is down: what it changes is one step.
  let isNewStep = true;

  // To have tried something, or answered, is nothing to undo.
  const edits = (saved) => saved.replace(/&[at]=[^&]*/g, "").replace(/^1$/, "");

  function record({ saved, place, time }) {
    const state = { edits: edits(saved), place, time, start: time };
    if (state.edits === current?.edits) return;
    const isOneStep = !isNewStep && past.length > 0 && (isHeld || (place === current.place && time - current.time < PAUSE && time - current.start < LONGEST));
    if (isOneStep) state.start = current.start;
    else if (current) past.push(current);
    isNewStep = false;
    current = state;
    future.length = 0;
    while (past.reduce((sum, each) => sum + each.edits.length, 0) > MOST) past.shift();
  }

  function take() {
    for (const state of memory.states.splice(0)) record(state);
    show();
  }

  // The cells that are not the same in two states, each with what differs.
  function changed(one, other) {
    if (!one || !other) return [];
    const items = (state) => state.edits.split("&").slice(1);
    const both = [items(one), items(other)];
    const different = [...both[0].filter((item) => !both[1].includes(item)), ...both[1].filter((item) => !both[0].includes(item))];
    return different.map((item) => lesson.querySelector(item[0] === "b" ? `.cell:has([data-blank="${parseInt(item.slice(1))}"])` : `[data-cell="${parseInt(item.slice(1))}"]`));
  }

  // Each button stands where something would change.
  function show() {
    for (const [kind, states] of [["undo", past], ["redo", future]]) {
      const cells = changed(current, states.at(-1));
      for (const button of lesson.querySelectorAll(`[data-${kind}]`)) button.hidden = !cells.includes(button.closest(".cell"));
    }
    resetAll.disabled = !current?.edits;
  }

  const texts = () => new Map([...lesson.querySelectorAll(".code textarea")].map((field) => [field, field.value]));

  // Goes to the last state of one list, and leaves this one in the other; says whether it could.
  function go(from, to, word) {
    take();
    const state = from.at(-1);
    if (!state) return false;
    const before = texts();
    if (!notebook.answer("put_edits", state.edits)) return false;
    from.pop();
    to.push(current);
    current = { ...state, time: 0 };
    isNewStep = true;
    for (const [field, text] of texts()) if (text !== before.get(field)) put(field, before.get(field) ?? "", text);
    const cells = [...new Set(changed(state, to.at(-1)))].map((cell) => cell?.dataset.cell);
    notebook.say(`${word}: cell ${cells.join(", ")}.`);
    show();
    return true;
  }

  // The caret comes to the change, which comes into view.
  function put(field, before, text) {
    let same = 0;
    while (same < text.length && text.at(-1 - same) === before.at(-1 - same)) same++;
    if (document.activeElement?.matches(".code textarea")) field.focus({ preventScroll: true });
    field.setSelectionRange(text.length - same, text.length - same);
    field.scrollIntoView({ block: "nearest" });
  }

  const undo = () => go(past, future, "Undone");
  const redo = () => go(future, past, "Done again");

  // In other fields, such as the code for embedding, browsers undo by themselves.
  const isOurs = (target) => !target.matches("input, textarea") || lesson.contains(target);

  // At the end of the history nothing happens: a browser's own would begin there.
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (!(ctrlKey || metaKey) || altKey || !isOurs(target)) return;
    const isRedo = (key.toLowerCase() === "z" && shiftKey) || (key === "y" && ctrlKey);
    if (!isRedo && key.toLowerCase() !== "z") return;
    if ((isRedo ? redo : undo)() || notebook.canAnswer()) event.preventDefault();
  });

  lesson.addEventListener("beforeinput", (event) => {
    const deed = { historyUndo: undo, historyRedo: redo }[event.inputType];
    if (deed && (deed() || notebook.canAnswer())) event.preventDefault();
  });

  lesson.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-undo], [data-redo]");
    if (!button) return;
    const cell = button.closest(".cell");
    (button.matches("[data-undo]") ? undo : redo)();
    // A button that is gone leaves the focus to the one beside it.
    if (button.hidden) cell.querySelector(":is([data-redo], [data-undo]):not([hidden])")?.focus();
  });

  resetAll.addEventListener("click", () => {
    isNewStep = true;
    if (notebook.answer("put_edits", "")) notebook.say("All cells have the lesson’s own text again. Undo brings yours back.");
    lesson.querySelector("[data-edit]").focus({ preventScroll: true });
  });

  function hold(held) {
    isHeld = held;
    isNewStep = true;
  }
  addEventListener("pointerdown", () => hold(true), true);
  // What was changed last is kept with the next frame.
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => setTimeout(hold, 100, false), true);

  addEventListener("kept", take);
  take();
}
