// Reads the figures: by pointer, touch or keys, the values of all curves at one x stand in a box,
// and the same x is marked in all figures that share it; their data come as tables. Loaded once the
// reader does more than read.
//
// A point is named by its figure, its curve and its place there; the program finds it and says what
// is there (`plot_answers.rs`). Marks lie over the canvases, and are made anew for each point.
{
  const AWAY = 12; // The box keeps so far from the point, in CSS pixels.
  const MOST = 8; // No more curves are in the box.
  const ALONG = 1;
  // What is asked for, and how far that is.
  const KEYS = {
    ArrowLeft: [ALONG, -1],
    ArrowRight: [ALONG, 1],
    Home: [ALONG, -1e9],
    End: [ALONG, 1e9],
    ArrowUp: [2, -1],
    ArrowDown: [2, 1],
    h: [3],
    l: [4],
  };
  const HELP =
    "The arrow keys left and right read a curve point by point, with Shift ten by ten; Home and End go to its ends, " +
    "H and L to its highest and lowest point, up and down to another curve. Enter reads all curves there, Escape leaves.";

  const page = document.documentElement;
  const lesson = document.getElementById("lesson");
  let now; // What is read: the canvas, and the curve and the place of its point.
  let pointed; // Where the pointer is, until a frame asks what is there.
  let turn = 0; // Goes up with each new question: late answers to others are nothing.
  let finger; // The one touch that reads.
  let rest; // Where the pointer was last: a page that scrolls under it moves nothing.

  const all = (selector, element = lesson) => [...element.querySelectorAll(selector)];
  // What lies over a figure, such as a handle, reads it as well.
  const canvasOf = (target) => target.closest?.("[data-figure][data-drawn]")?.querySelector("canvas");

  // The number of a figure's cell, and its place there.
  function where(canvas) {
    const cell = canvas.closest("[data-cell]");
    return [cell.dataset.cell, all("canvas", cell).indexOf(canvas)];
  }

  function leave() {
    turn++;
    now = pointed = undefined;
    for (const marks of all(".marks")) marks.remove();
  }

  // Shows a point, and says it if it is to be spoken; gives whether it is there.
  function read(canvas, point, isSpoken) {
    const answer = canvas.isConnected && point?.length && notebook.answer("figure_text", ...where(canvas), 0, ...point);
    leave();
    if (!answer) return false;
    const [head, ...lines] = answer.split("\n").map((line) => line.split("\t"));
    now = { canvas, point, isSpoken, all: head[1] };
    mark(head, lines);
    if (isSpoken) {
      notebook.say(head[0]);
      dispatchEvent(new CustomEvent("read", { detail: now }));
    }
    return true;
  }

  function put(parent, tag, style, text = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    Object.assign(element.style, style);
    parent.append(element);
    return element;
  }

  function mark(head, lines) {
    const rows = [];
    let layer;
    let lined; // The axes that have their line, each by its place.
    for (const line of lines) {
      if (line.length === 2) {
        const holder = all(`[data-cell="${line[0]}"] [data-figure]`)[line[1]];
        layer = holder && put(holder, "div");
        layer?.setAttribute("aria-hidden", "true");
        layer?.classList.add("marks");
        lined = {};
        continue;
      }
      if (!layer) continue;
      const [x, y, left, top, right, bottom] = line.map(Number);
      const [color, name, value, isChosen] = line.slice(6);
      const mark = { layer, x, y, top, bottom, color, name, value, isChosen };
      if (layer.parentElement.contains(now.canvas)) rows.push(mark);
      if (!(x >= left && x <= right)) continue;
      const place = [left, top];
      if (isChosen) lined[place]?.remove();
      if (isChosen || !lined[place]) lined[place] = put(layer, "i", { left: `${x}%`, top: `${top}%`, height: `${bottom - top}%` });
      if (y >= top && y <= bottom) mark.ring = put(layer, "b", { left: `${x}%`, top: `${y}%`, borderColor: color, background: isChosen && color, zIndex: isChosen && 1 });
    }
    if (now.canvas.isConnected) box(head, rows);
  }

  // The box stands beside the point, at that end of its axes where it covers fewest others, and
  // rather at the one that is farther away.
  function box([, , name, value], rows) {
    const chosen = rows.find((row) => row.isChosen);
    const others = rows.filter((row) => row !== chosen);
    const shown = rows.length > MOST ? [chosen, ...others.slice(0, MOST - 2)] : rows;
    const { layer } = chosen;
    const box = put(layer, "p");
    put(box, "span", {}, name);
    put(box, "span", {}, value);
    for (const { color, name, value } of shown) {
      put(box, "span", { borderColor: color }, name);
      put(box, "span", {}, value);
    }
    if (shown !== rows) put(box, "span", {}, `and ${rows.length - shown.length} more`);

    const { clientWidth: width, clientHeight: height } = layer;
    const within = (place, end) => Math.max(0, Math.min(place, end));
    const middle = within((chosen.x / 100) * width, width);
    box.style.maxWidth = `${Math.floor(Math.max(middle, width - middle)) - AWAY}px`; // In whole pixels, as it is measured.
    const { offsetWidth: wide, offsetHeight: high } = box;
    const covered = (left, top) =>
      others.filter(({ x, y, ring }) => ring && Math.abs((x / 100) * width - left - wide / 2) < wide / 2 + 6 && Math.abs((y / 100) * height - top - high / 2) < high / 2 + 6).length;
    const ends = [(chosen.top / 100) * height + AWAY, (chosen.bottom / 100) * height - AWAY - high];
    if (2 * chosen.y < chosen.top + chosen.bottom) ends.reverse();
    let best;
    for (const left of [middle + AWAY, middle - AWAY - wide]) {
      for (const end of ends) {
        const top = within(end, height - high);
        const cost = covered(left, top) + (left < 0 || left + wide > width ? 99 : 0);
        if (!best || cost < best.cost) best = { left, top, cost };
      }
    }
    box.style.left = `${within(best.left, width - wide)}px`;
    box.style.top = `${best.top}px`;
  }

  // Pointers. One question a frame.

  function point(event) {
    const isFirst = !pointed;
    pointed = { canvas: canvasOf(event.target), x: event.clientX, y: event.clientY };
    if (isFirst) requestAnimationFrame(look);
  }

  async function look() {
    if (!pointed) return;
    const { canvas, x, y } = pointed;
    pointed = undefined;
    const asked = ++turn;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const found = await notebook.ask("figure_numbers", ...where(canvas), 0, (x - left) / width, (y - top) / height);
    if (asked !== turn || (now?.canvas === canvas && String(now.point) === String(found))) return;
    read(canvas, found && [...found]);
  }

  // A finger reads from where it comes down until another comes, or until the browser scrolls with
  // it; what it read stays until the next touch.
  addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    leave();
    finger = event.isPrimary && canvasOf(event.target) ? event.pointerId : undefined;
    if (finger !== undefined) point(event);
  });
  addEventListener("pointermove", (event) => {
    const place = `${event.clientX} ${event.clientY}`;
    if (place === rest) return;
    rest = place;
    if (event.pointerType === "touch" ? event.pointerId === finger : canvasOf(event.target)) point(event);
  });
  addEventListener("pointerup", (event) => {
    if (event.pointerId === finger) finger = undefined;
  });
  addEventListener("pointerout", (event) => {
    const canvas = canvasOf(event.target);
    if (event.pointerType === "touch" || !canvas || canvas === canvasOf(event.relatedTarget ?? page)) return;
    pointed = undefined;
    if (!now?.isSpoken) leave();
  });
  for (const kind of ["pointercancel", "blur", "resize"]) {
    addEventListener(kind, () => {
      finger = undefined;
      leave();
    });
  }

  // Keys.

  async function press(event) {
    const { target, key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (key === "Escape") return leave();
    const canvas = canvasOf(target);
    if (canvas !== target || ctrlKey || altKey || metaKey) return;
    const isHere = now?.canvas === canvas;
    const name = key.length === 1 ? key.toLowerCase() : key;
    if ((name === "Enter" || name === "a") && isHere) return notebook.say(now.all);
    const [way, by = 0] = KEYS[name] ?? [];
    if (way === undefined) return;
    event.preventDefault();
    const isStart = !isHere && way === ALONG && Math.abs(by) === 1;
    const steps = isStart ? 0 : by * (shiftKey && way === ALONG ? 10 : 1);
    const asked = ++turn;
    const found = await notebook.ask("figure_numbers", ...where(canvas), way, ...(isHere ? now.point : [0, 0]), steps);
    if (asked === turn) read(canvas, found && [...found], true);
  }
  addEventListener("keydown", press);
  lesson.addEventListener("focusout", (event) => canvasOf(event.target) && leave());

  // Panels: one a cell, which belongs to one of its buttons.

  // Opens the panel for the owner of a button, or closes it; gives it if it is open then.
  function panel(button, owner) {
    const tools = button.closest(".figure-tools");
    const panel = tools.nextElementSibling;
    const opens = panel.dataset.open !== owner;
    leave();
    panel.replaceChildren();
    for (const other of all("[aria-expanded]", tools)) other.setAttribute("aria-expanded", opens && other === button);
    if (opens) panel.dataset.open = owner;
    else delete panel.dataset.open;
    return opens ? panel : undefined;
  }

  function fill(panel) {
    const cell = panel.closest("[data-cell]");
    const tables = all("canvas", cell).map((canvas) => notebook.answer("figure_text", ...where(canvas), 2) ?? "");
    panel.firstChild.innerHTML = tables.join("") || "<p>There are no data.</p>";
  }

  lesson.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-table]");
    const opened = button && panel(button, "table");
    if (!opened) return;
    const table = put(opened, "div");
    Object.assign(table, { className: "printed", tabIndex: 0, role: "region", ariaLabel: `Data of cell ${button.closest("[data-cell]").dataset.cell}` });
    await notebook.ask("figure_text"); // The program is complete then.
    if (table.isConnected) fill(opened);
  });

  // Each run may bring other canvases, and other data.
  function renew() {
    for (const canvas of all("[data-figure] canvas:not([tabindex])")) {
      canvas.tabIndex = 0;
      canvas.setAttribute("role", "application");
      canvas.setAttribute("aria-roledescription", "figure");
      const words = canvas.closest("[data-cell]").querySelector("[data-words]");
      canvas.setAttribute("aria-describedby", words ? `${words.id} ${help.id}` : help.id);
      canvas.style.touchAction = "pan-y pinch-zoom";
    }
    for (const panel of all("[data-open=table]")) fill(panel);
    if (now) {
      const found = now.canvas.isConnected && notebook.answer("figure_numbers", ...where(now.canvas), ALONG, ...now.point, 0);
      read(now.canvas, found && [...found]);
    }
  }

  leave(); // Of a page that the browser saved as it stood.
  for (const open of all("[data-open]")) {
    open.replaceChildren();
    delete open.dataset.open;
  }
  for (const button of all("[aria-expanded=true]")) button.setAttribute("aria-expanded", false);
  const help = put(document.body, "p", {}, HELP);
  Object.assign(help, { id: "figure-keys", hidden: true });
  renew();
  new MutationObserver(renew).observe(page, { attributeFilter: ["data-runs", "data-state"] });
  Object.assign(notebook, { read, leave, panel, reading: () => now });
}
