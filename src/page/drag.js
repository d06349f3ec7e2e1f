// Takes hold of figures, and writes into the text what the hand wants: a point that stands alone is
// dragged along x (`data-handle` names what the text calls its place), and the y axis is zoomed
// (`data-zoom` is the number of the blank that says `plt.ylim`). Loaded once the reader does more
// than read.
//
// The program tells where things are, in parts of the canvas (`figure/grip.rs`); what a gesture
// does, it does by that as it was when the gesture began, since axes may follow the text.
{
  const PAUSE = 400; // Turns of a wheel with longer pauses, in milliseconds, begin anew.
  const BUTTON = 1.5; // What a button zooms by.
  const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
  const YLIM = /^([ \t]*)(#[ \t]*)?plt\.ylim\([^#\n]*\)(.*)$/gm;

  const page = document.documentElement;
  const lesson = document.getElementById("lesson");
  const fields = (cell) => [...cell.querySelectorAll(cell.querySelector(".whole") ? "[data-source]" : "[data-blank]")];
  const figures = (cell) => [...cell.querySelectorAll("[data-figure]")];
  const tidy = (value) => String(Number(value.toPrecision(12)));

  const write = (field, start, end, text) => notebook.type(field, start, end, text, true);

  function gripOf(numbers, figure) {
    if (!numbers?.length) return undefined;
    const [xLow, xHigh, yLow, yHigh, left, right, top, bottom, x, across, down, low, high] = numbers;
    return { figure, xLow, xHigh, yLow, yHigh, left, right, top, bottom, x, across, down, low, high };
  }

  const grip = (cell, figure, index) => gripOf(notebook.answer("grip_of", cell.dataset.cell, index), figure);

  // The handle of one cell. It follows the point after each run.
  function holdPoint(cell) {
    const name = cell.dataset.handle;
    const pattern = new RegExp(`^${name}[ \\t]*=[ \\t]*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)(?=[ \\t]*(?:#.*)?$)`, "gm");
    const handle = document.createElement("div");
    handle.className = "handle";
    handle.role = "slider";
    handle.tabIndex = 0;
    handle.ariaLabel = `${name}, where the tangent touches`;
    let held; // The grip as it is now.
    let drag;

    // Where the text gives the name a plain number.
    function number() {
      let found;
      for (const field of fields(cell)) {
        for (const { index, 0: all, 1: text } of field.value.matchAll(pattern)) {
          const end = index + all.length;
          found = { field, start: end - text.length, end, text };
        }
      }
      return found;
    }

    function put(x) {
      const { field, start, end, text } = number() ?? {};
      if (field && tidy(x) !== text) write(field, start, end, tidy(x));
    }

    function follow() {
      const text = number()?.text;
      const isPoint = (grip) => grip?.x === Number(text);
      const found = text && figures(cell).map((figure, index) => grip(cell, figure, index)).find(isPoint);
      if (!found) {
        // What is in use stays: the text may be ahead of the figure.
        if (!drag && document.activeElement !== handle) handle.remove();
        return;
      }
      held = found;
      if (handle.parentElement !== held.figure) held.figure.append(handle);
      handle.style.left = `${held.across * 100}%`;
      handle.style.top = `${held.down * 100}%`;
      handle.ariaValueNow = text;
      handle.ariaValueMin = Math.min(held.low, held.x);
      handle.ariaValueMax = Math.max(held.high, held.x);
      handle.ariaValueText = `${name} = ${text}`;
    }

    // The power of ten that is a CSS pixel wide, or a little more.
    function step({ figure, xLow, xHigh, left, right }) {
      const pixel = Math.abs(xHigh - xLow) / ((right - left) * figure.clientWidth);
      return Number(`1e${Math.ceil(Math.log10(pixel))}`);
    }

    function move({ pointerId, clientX, buttons }) {
      if (pointerId !== drag?.pointer) return;
      if (!buttons || !notebook.canAnswer()) return drop();
      const { figure, xLow, xHigh, left, right } = drag.held;
      const box = figure.getBoundingClientRect();
      const part = ((clientX - drag.beside - box.left) / box.width - left) / (right - left);
      const x = xLow + Math.min(Math.max(part, 0), 1) * (xHigh - xLow);
      const unit = step(drag.held);
      put(Math.round(x / unit) * unit);
    }

    function drop() {
      drag = undefined;
      follow();
    }

    handle.addEventListener("pointerdown", (event) => {
      const { pointerId, button, clientX } = event;
      if (button !== 0 || drag) return;
      event.preventDefault();
      handle.focus({ preventScroll: true });
      handle.setPointerCapture(pointerId);
      const { left, width } = handle.getBoundingClientRect();
      drag = { pointer: pointerId, held, beside: clientX - left - width / 2, text: number()?.text };
    });
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", drop);
    // A second finger, and a window that turns, end it where it is.
    addEventListener("pointerdown", ({ pointerId }) => drag && pointerId !== drag.pointer && drop(), true);
    addEventListener("resize", () => drag && drop());

    handle.addEventListener("keydown", (event) => {
      const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
      const x = Number(number()?.text);
      const by = KEYS[key] * (shiftKey && key.startsWith("Arrow") ? 10 : 1);
      const to = key === "Escape" && drag ? Number(drag.text) : { Home: held.low, End: held.high }[key] ?? x + by * step(held);
      if (ctrlKey || altKey || metaKey || !Number.isFinite(to)) return;
      event.preventDefault();
      event.stopPropagation();
      drag = undefined;
      put(to);
    });
    return follow;
  }

  // The y axis of one cell: zoomed by buttons, by the wheel with Ctrl, and by two fingers.
  function holdAxis(cell) {
    let zoom; // What the last zoom wrote, and what stood there before.
    let turn; // Of the wheel.
    let pinch;

    function field() {
      const all = fields(cell);
      return all.find((field) => field.dataset.blank === cell.dataset.zoom) ?? all[0];
    }

    const lines = (field) => [...field.value.matchAll(YLIM)];
    const active = (field) => lines(field).findLast(([, , comment]) => !comment);

    function put(low, high) {
      const place = field();
      const { value } = place;
      if (zoom?.field !== place || value !== zoom.after) zoom = { field: place, before: value };
      const call = `plt.ylim(${low}, ${high})`;
      const found = active(place) ?? lines(place).at(-1);
      if (found) {
        const [all, indent, comment, rest] = found;
        write(place, found.index, found.index + all.length, indent + call + (comment ? "" : rest));
      } else {
        const show = value.search(/^plt\.show\(/m);
        const end = show < 0 ? value.length : show;
        write(place, end, end, show < 0 ? (value && "\n") + call : `${call}\n`);
      }
      zoom.after = place.value;
    }

    // A gesture on a figure that begins at this height of the window.
    function begin(figure, y, numbers) {
      const held = gripOf(numbers, figure) ?? grip(cell, figure, figures(cell).indexOf(figure));
      if (!held) return undefined;
      const { top, height } = figure.getBoundingClientRect();
      const part = ((y - top) / height - held.top) / (held.bottom - held.top);
      const center = held.yHigh + Math.min(Math.max(part, 0), 1) * (held.yLow - held.yHigh);
      return { ...held, center, factor: 1 };
    }

    function go(gesture, factor) {
      const limits = notebook.answer("zoomed_limits", gesture.yLow, gesture.yHigh, gesture.center, factor);
      if (!limits?.length) return;
      gesture.factor = factor;
      put(...limits);
    }

    function wheel(event) {
      const figure = event.target.closest("[data-figure]");
      if (!event.ctrlKey || !figure) return;
      const { clientX: x, clientY: y, timeStamp: time } = event;
      const isNew = turn?.figure !== figure || time - turn.time > PAUSE || Math.hypot(x - turn.x, y - turn.y) > 4;
      if (isNew) turn = begin(figure, y);
      if (!turn) return;
      event.preventDefault();
      Object.assign(turn, { time, x, y });
      const delta = event.deltaY * (event.deltaMode ? 30 : 1);
      go(turn, turn.factor * Math.exp(Math.min(Math.max(delta, -25), 25) / 100));
    }

    function touch(event) {
      const { touches } = event;
      const figure = event.target.closest?.("[data-figure]");
      const [one, other] = touches;
      const isPinch = figure && touches.length === 2 && [one, other].every(({ target }) => figure.contains(target));
      if (!isPinch) return (pinch = undefined);
      const distance = Math.max(20, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
      if (event.type === "touchstart") {
        pinch = begin(figure, (one.clientY + other.clientY) / 2);
        if (pinch) pinch.distance = distance;
      }
      if (!pinch) return;
      if (event.cancelable) event.preventDefault();
      if (distance !== pinch.distance) go(pinch, pinch.distance / distance);
    }

    async function press(factor) {
      const figure = figures(cell)[0];
      if (!figure) return;
      const numbers = await notebook.ask("grip_of", cell.dataset.cell, 0);
      const { top, height } = figure.getBoundingClientRect();
      const held = gripOf(numbers, figure);
      const gesture = held && begin(figure, top + ((held.top + held.bottom) / 2) * height, numbers);
      if (gesture) go(gesture, factor);
    }

    // Back to the text from before the zoom; what was edited since keeps all but the limits.
    function showAll() {
      const place = field();
      const text = zoom?.field === place && zoom.after === place.value ? zoom.before : place.value.replace(/^([ \t]*)(plt\.ylim\()/gm, "$1# $2");
      zoom = undefined;
      write(place, 0, place.value.length, text);
    }

    const buttons = [
      ["+", "Zoom in on the y axis", () => press(1 / BUTTON)],
      ["−", "Zoom out of the y axis", () => press(BUTTON)],
      ["Whole range", "", showAll],
    ].map(([text, label, deed]) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "quiet zoom", textContent: text });
      if (label) button.ariaLabel = label;
      button.addEventListener("click", deed);
      return button;
    });
    cell.querySelector(".figure-tools").append(...buttons);
    cell.addEventListener("wheel", wheel, { passive: false });
    for (const kind of ["touchstart", "touchmove", "touchend", "touchcancel"]) cell.addEventListener(kind, touch, { passive: false });
    addEventListener("resize", () => (pinch = undefined));

    return () => {
      const whole = buttons[2];
      const isWhole = !active(field());
      if (isWhole && document.activeElement === whole) buttons[1].focus();
      whole.disabled = isWhole;
    };
  }

  for (const left of lesson.querySelectorAll(".handle, .zoom")) left.remove(); // Of a page that the browser saved as it stood.
  const held = [...lesson.querySelectorAll("[data-handle]")];
  const renew = [...held.map(holdPoint), ...[...lesson.querySelectorAll("[data-zoom]")].map(holdAxis)];
  const follow = () => renew.forEach((each) => each());
  follow();
  new MutationObserver(follow).observe(page, { attributeFilter: ["data-runs", "data-state"] });
  // Another width is drawn with the next frame, maybe on the other layout.
  new ResizeObserver(() => requestAnimationFrame(() => requestAnimationFrame(follow))).observe(lesson);

  // Handles are there once the program is complete, which takes a reader that comes near.
  async function wake() {
    for (const kind of ["pointerdown", "focusin"]) lesson.removeEventListener(kind, wake);
    for (const cell of held) cell.removeEventListener("pointerover", wake);
    await notebook.ask("grip_of", 0, 0);
    follow();
  }
  for (const kind of ["pointerdown", "focusin"]) lesson.addEventListener(kind, wake);
  for (const cell of held) cell.addEventListener("pointerover", wake);
}
