// Changes the numbers of a text field by the hand. Alt with the arrow up or down steps the number
// at the caret, by one in its last digit, with Shift by ten; so do a drag sideways on any number
// and, where fingers point, two buttons beside the caret. Loaded once the reader does more than
// read.
//
// The text changes as if typed, and nothing else needs to know.
{
  const NUMBER = /(?<![\w.])(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(?![\w.])/gi;
  const OPERAND = /[\w.)\]}'"]\s*$/; // After one of these, a minus takes away.
  const FIELD = "#lesson .code textarea";
  const STEP = 4; // A step for so many CSS pixels; a drag is longer than this.
  const REACH = { touch: 12 }; // A finger may miss a number by so much, a mouse by one pixel.
  const SIZE = 40; // Of the buttons, in CSS pixels.

  // Where the number at `caret` stands in the text, with its sign, and what it is made of.
  function numberAt(text, caret) {
    for (const { index, 0: all, 1: digits, 2: exponent = "" } of text.matchAll(NUMBER)) {
      const before = text.slice(0, index);
      const isNegative = before.endsWith("-") && !OPERAND.test(before.slice(0, -1));
      const start = index - isNegative;
      const end = index + all.length;
      if (start <= caret && caret <= end) return { start, end, text: text.slice(start, end), isNegative, digits, exponent };
    }
  }

  // In whole units of the last digit, which are exact, and back to as many places as before.
  function stepped({ isNegative, digits, exponent }, step) {
    const [whole, places = ""] = digits.split(".");
    const units = BigInt((isNegative ? "-" : "") + whole + places) + BigInt(step);
    const sign = units < 0n ? "-" : "";
    const text = (units < 0n ? -units : units).toString().padStart(places.length + (whole ? 1 : 0), "0");
    const point = digits.includes(".") ? "." : "";
    const cut = text.length - places.length;
    return sign + text.slice(0, cut) + point + text.slice(cut) + exponent;
  }

  // Writes into a field as if typed. One without the focus stays without, so that no keyboard comes
  // up on a phone; and where the hand is elsewhere, nothing scrolls to the caret.
  notebook.type = (field, start, end, text, isElsewhere) => {
    const wanted = field.value.slice(0, start) + text + field.value.slice(end);
    const isFocused = field === document.activeElement;
    if (isFocused && !isElsewhere) {
      field.setSelectionRange(start, end);
      document.execCommand(text ? "insertText" : "delete", false, text);
    }
    if (field.value === wanted) return;
    field.value = wanted;
    if (isFocused) field.setSelectionRange(start + text.length, start + text.length);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  };

  function step(field, number, step) {
    const text = stepped(number, step);
    notebook.type(field, number.start, number.end, text);
    return { ...number, end: number.start + text.length, text };
  }

  function pressKey(event) {
    const { key, altKey, shiftKey, ctrlKey, metaKey, target: field } = event;
    if (!altKey || ctrlKey || metaKey || !["ArrowUp", "ArrowDown"].includes(key) || !field.matches(FIELD)) return;
    const number = numberAt(field.value, field.selectionStart);
    if (!number) return;
    event.preventDefault();
    const { end } = step(field, number, (key === "ArrowUp" ? 1 : -1) * (shiftKey ? 10 : 1));
    // Within the number still, for the next step, and where a digit may be added.
    field.setSelectionRange(end, end);
  }

  // The number of the text that a painted one stands for. While the text is newer than its paint
  // they may differ, and where an error stands in it: then there is none.
  function numberOf(field, span) {
    const before = document.createRange();
    before.setStart(span.closest(".paint"), 0);
    before.setEndBefore(span);
    const end = before.toString().length + span.textContent.length;
    const number = numberAt(field.value, end);
    return number?.end === end && number.text.endsWith(span.textContent) ? { span, number } : undefined;
  }

  const paintOf = (field) => field.parentElement.querySelector(".paint");

  function numberUnder(field, { clientX, clientY, pointerType }) {
    let nearest;
    let reach = REACH[pointerType] ?? 1;
    for (const span of paintOf(field).querySelectorAll(".number")) {
      for (const { left, right, top, bottom } of span.getClientRects()) {
        const distance = Math.max(left - clientX, clientX - right, top - clientY, clientY - bottom, 0);
        if (distance <= reach) [nearest, reach] = [span, distance];
      }
    }
    return nearest && numberOf(field, nearest);
  }

  function numberAtCaret(field) {
    const number = field.selectionStart === field.selectionEnd && numberAt(field.value, field.selectionStart);
    const pieces = document.createTreeWalker(paintOf(field), NodeFilter.SHOW_TEXT);
    for (let end = 0; number && pieces.nextNode(); ) {
      end += pieces.currentNode.length;
      if (end < number.end) continue;
      const span = pieces.currentNode.parentElement;
      return span.matches(".number") ? numberOf(field, span) : undefined;
    }
  }

  // The drag: the field, the pointer and where it was last, the number as it stood and as it is.
  let drag;
  let wasMoved = false; // What was dragged is no first click of two.

  function grab(event) {
    const field = event.target;
    const isSecond = drag !== undefined;
    drag = undefined; // A second finger ends it.
    if (isSecond || event.button !== 0 || event.shiftKey || !field.matches?.(FIELD)) return;
    const found = numberUnder(field, event);
    if (found) drag = { field, pointer: event.pointerId, x: event.clientX, steps: 0, isMoved: false, ...found, now: found.number };
  }

  // A mouse would select text from here. The caret comes to where it would have come; two clicks
  // select as ever.
  function press(event) {
    if (!drag) return;
    const { field, span, number } = drag;
    if (event.detail > 1 && !wasMoved) return (drag = undefined);
    wasMoved = false;
    event.preventDefault();
    const { left, width } = span.getBoundingClientRect();
    const { length } = span.textContent;
    const caret = number.end - length + Math.min(length, Math.max(0, Math.round(((event.clientX - left) / width) * length)));
    field.focus({ preventScroll: true });
    field.setSelectionRange(caret, caret);
  }

  function move(event) {
    if (event.buttons === 0) drag = undefined; // Released where nobody saw it.
    if (!drag) {
      if (event.pointerType === "mouse" && event.target.matches?.(FIELD)) event.target.style.cursor = !event.buttons && numberUnder(event.target, event) ? "ew-resize" : "";
      return;
    }
    if (event.pointerId !== drag.pointer) return;
    const { field, number, now } = drag;
    const steps = Math.trunc((event.clientX - drag.x) / STEP);
    if (steps === 0 || (!drag.isMoved && Math.abs(event.clientX - drag.x) === STEP)) return;
    if (!drag.isMoved) field.setPointerCapture(drag.pointer);
    drag.isMoved = wasMoved = true;
    drag.x += steps * STEP;
    drag.steps += steps * (event.shiftKey ? 10 : 1);
    // What else changes the text meanwhile, such as undo, ends the drag.
    if (!field.isConnected || field.value.slice(now.start, now.end) !== now.text) return (drag = undefined);
    const { text } = (drag.now = { ...now, text: stepped(number, drag.steps) });
    drag.now.end = now.start + text.length;
    notebook.type(field, now.start, now.end, text);
  }

  function drop(event) {
    if (event.pointerId === drag?.pointer) drag = undefined;
  }

  function giveUp(event) {
    if (event.key !== "Escape" || !drag?.isMoved) return;
    event.preventDefault();
    event.stopPropagation();
    const { field, number, now } = drag;
    drag = undefined;
    if (field.value.slice(now.start, now.end) === now.text) notebook.type(field, now.start, now.end, number.text);
  }

  const steppers = document.createElement("div");
  steppers.className = "steppers";
  steppers.hidden = true;
  for (const [sign, direction] of [["−", -1], ["+", 1]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    // The focus stays in the field, and the keyboard up.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const field = steppers.parentElement.querySelector("textarea");
      const number = numberAt(field.value, field.selectionStart);
      if (!number) return;
      const { end } = step(field, number, direction);
      field.setSelectionRange(end, end);
    });
    steppers.append(button);
  }

  // Below the number at the caret, or above it where the window ends.
  function showSteppers() {
    const field = document.activeElement;
    const found = field?.matches(FIELD) && matchMedia("(pointer: coarse)").matches && numberAtCaret(field);
    steppers.hidden = !found;
    if (!found) return;
    const { left, right, top, bottom } = found.span.getBoundingClientRect();
    const editor = field.parentElement;
    const around = editor.getBoundingClientRect();
    if (steppers.parentElement !== editor) editor.append(steppers);
    steppers.firstChild.ariaLabel = `decrease ${found.number.text}`;
    steppers.lastChild.ariaLabel = `increase ${found.number.text}`;
    const width = 2 * SIZE + 4;
    const isBelow = bottom + SIZE + 8 < (window.visualViewport?.height ?? innerHeight);
    steppers.style.left = `${Math.max(4, Math.min((left + right - width) / 2, around.right - width - 4)) - around.left}px`;
    steppers.style.top = `${(isBelow ? bottom + 6 : top - SIZE - 6) - around.top}px`;
  }

  addEventListener("keydown", giveUp, true);
  addEventListener("keydown", pressKey);
  addEventListener("pointerdown", grab);
  addEventListener("mousedown", press);
  addEventListener("pointermove", move);
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, drop);
  for (const kind of ["selectionchange", "focusin", "focusout", "input"]) document.addEventListener(kind, () => requestAnimationFrame(showSteppers));
  new MutationObserver(showSteppers).observe(document.documentElement, { attributeFilter: ["data-runs"] });
}
