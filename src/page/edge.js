// Starts the page's program, completes it, and starts it afresh should it ever stop on a fault.
//
// The program is in two files. The first shows the lesson; the second, with all that a learner's
// own code may need, is fetched as soon as the reader turns to the code, and edits wait for it,
// though not for long. Code that is not there yet is a trap, and so is a fault (a panic, an
// exhausted stack). WebAssembly cannot catch its own traps, so these lines do. A stopped program
// leaves all text in the fields, where its successor finds it: the text is the one state.
//
// Where nothing can be fetched (`isOnWeb`), the program comes as text, in the page itself or as a
// classic script.
{
  const KEEP_AFTER = 2000; // So long after loading, in milliseconds, the page is kept for later visits.
  const PATIENCE = 1000; // An edit waits so long, in milliseconds, for the rest of the program.
  // What the program leaves on the page's elements, beside texts.
  const MARKS = ["data-drawn", "data-old", "data-whole", "data-original", "data-unmarked", "data-roomy"];

  const page = document.documentElement;
  const lesson = document.getElementById("lesson");
  const glue = document.getElementById("glue");
  const restAddress = document.querySelector("meta[name=rest-of-program]")?.content;
  const isFetched = isOnWeb && glue !== null; // The page in one file has its program.
  let rest; // The second file, compiled, once it is there.
  let fetching; // Comes to whether `rest` could be had.
  const isSplit = isFetched && restAddress !== undefined;
  let isComplete = !isSplit; // Whether this instance has the second file.
  let lifetime; // Ends with the program: all its listeners hang on this signal.
  const delayed = new Map(); // The fields whose edits wait, each with its last one.
  let isWorthWaiting = isSplit; // Edits wait only once: if in vain, so might all others.

  // A browser that saved the page as it stood saved what a program had made of it. All edits are
  // elsewhere (`saved-edits`), so this one starts from the lesson.
  function forgetMarks() {
    page.removeAttribute("data-beside");
    for (const editor of lesson.querySelectorAll(".whole")) editor.remove();
    for (const line of lesson.querySelectorAll("[data-original]")) line.textContent = line.dataset.original;
    for (const mark of MARKS) {
      for (const element of lesson.querySelectorAll(`[${mark}]`)) element.removeAttribute(mark);
    }
  }

  async function load() {
    page.dataset.state = "static";
    if (!isAllowed() || !(isFetched || window.DecompressionStream)) return stop("blocked");
    try {
      const program = await (isFetched ? fetched() : unpacked());
      await wasm_bindgen({ module_or_path: program });
    } catch (fault) {
      console.warn(fault);
      return stop("missing");
    }
    window.wasmBindings = wasm_bindgen;
    start();
  }

  // The first file of the program; the page's head has asked for it.
  async function fetched() {
    await loadGlue();
    const address = glue.dataset.program;
    const asked = window.program ?? askFor(address);
    window.program = undefined; // Asked again, another answer may come.
    return asked;
  }

  // The whole program, from text: the page in one file has begun to unpack it. A script that was
  // cut short has run as well, and promises nothing.
  async function unpacked() {
    const address = document.getElementById("packed").getAttribute("src");
    let module;
    try {
      if (!window.program) await within(loadScript(address), 6 * LONGEST); // It begins and ends in that.
      ({ module } = await window.program);
    } catch (fault) {
      window.program = undefined;
      delete loadScript[address]; // Asked again, it may come whole.
      throw fault;
    }
    if (glue) await loadGlue();
    return module;
  }

  // The script around the program; one that was cut short has run as well, and defines nothing.
  // It is small: what has not come by then has stopped.
  async function loadGlue() {
    const address = glue.getAttribute("src");
    await within(loadScript(address), LONGEST);
    if (typeof wasm_bindgen !== "undefined") return;
    delete loadScript[address];
    throw new Error(`${address} did not come whole`);
  }

  // Waits for a promise, but not for longer than that.
  function within(promise, time) {
    return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, time))]);
  }

  function fetchRest() {
    fetching ??= (async () => {
      try {
        const response = await askFor(restAddress);
        rest = await WebAssembly.compile(await response.arrayBuffer());
        complete();
      } catch {
        fetching = undefined; // Asked again, it may be there.
      }
      return rest !== undefined;
    })();
    return fetching;
  }

  function complete() {
    if (isComplete || rest === undefined || lifetime?.signal.aborted !== false) return;
    new WebAssembly.Instance(rest, { first: wasm_bindgen.shared() });
    isComplete = true;
  }

  function start() {
    lifetime = new AbortController();
    delayed.clear(); // A new program reads all fields.
    setWaiting(false);
    try {
      complete();
      wasm_bindgen.start(lifetime.signal);
      widths.observe(lesson);
    } catch (fault) {
      if (mayLackCode(fault)) return startComplete();
      stop("fault");
      throw fault;
    }
  }

  // A program that stopped while it was incomplete gets a successor that is not, unless an edit
  // or the reader starts one earlier.
  async function startComplete() {
    const stopped = lifetime;
    stopped.abort();
    setWaiting(true);
    const isThere = await fetchRest();
    if (lifetime !== stopped) return;
    if (isThere) return startAgain();
    setWaiting(false);
    stop("missing");
  }

  // While the program waits for its rest it paints nothing: the fields show their own text.
  function setWaiting(isWaiting) {
    page.toggleAttribute("data-waiting", isWaiting);
    bringNotes();
  }

  // A frame may be as high as its page: the window's edge, where notes stand, is far from the
  // reader. There they come to the cell that is edited.
  function bringNotes() {
    if (parent === self) return;
    const code = document.activeElement?.closest(".cell")?.querySelector(".code");
    code?.after(...document.querySelectorAll(".failure, .waiting-for-rest"));
  }

  // `trouble` chooses the sentence that the page shows.
  function stop(trouble) {
    lifetime?.abort();
    page.dataset.trouble = trouble;
    page.dataset.state = "failed";
    bringNotes();
  }

  function startAgain() {
    if (lifetime === undefined) return load(); // It never came to a start.
    lifetime.abort();
    wasm_bindgen.forget_everything();
    isComplete = !isSplit;
    start();
  }

  function mayLackCode(fault) {
    return !isComplete && fault instanceof WebAssembly.RuntimeError;
  }

  function isOurs(fault) {
    return fault instanceof WebAssembly.RuntimeError || fault instanceof RangeError || fault?.name === "InternalError";
  }

  // Code is no prose: nobody corrects its spelling.
  for (const field of lesson.querySelectorAll("textarea")) {
    field.spellcheck = false;
    for (const help of ["autocapitalize", "autocorrect"]) field.setAttribute(help, "off");
  }

  // Loads scripts that the page can do without. The page in one file has them already.
  function loadBeside(scripts) {
    return Promise.all([...document.querySelectorAll(scripts)].map((script) => loadScript(script.getAttribute("src"))));
  }

  // Whoever turns to the page with more than eyes will do something with it.
  let beside;
  function turn() {
    beside ??= loadBeside("script[data-beside]").then(
      () => page.setAttribute("data-beside", ""),
      () => (beside = undefined), // Asked again, they may be there.
    );
  }
  for (const kind of ["focusin", "pointerdown", "pointermove", "keydown"]) addEventListener(kind, turn);

  // What is pressed before these scripts are there is pressed again then.
  async function postpone(event) {
    const pressed = event.target.closest(".page-tools button, .figure-tools button, [data-undo], [data-redo], .learn summary");
    if (!pressed || page.hasAttribute("data-beside")) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    turn();
    await beside;
    if (page.hasAttribute("data-beside")) pressed.click();
    else document.getElementById("copy-trouble").textContent = "A part of the page could not be fetched. Look after the network, then try again.";
  }
  addEventListener("click", postpone, true);

  // Whoever turns to the code will edit it.
  for (const kind of ["focusin", "pointerdown"]) {
    lesson.addEventListener(kind, () => isComplete || fetchRest());
  }

  const canAnswer = () => isComplete && lifetime?.signal.aborted === false;

  // Asks the program one of its exports. It must be complete: any answer may need what the second
  // file has. Gives nothing where there is no answer.
  function answer(name, ...values) {
    if (!canAnswer()) return undefined;
    try {
      return wasm_bindgen[name](...values);
    } catch (fault) {
      if (isOurs(fault)) stop("fault");
      throw fault;
    }
  }

  // The same, once the program is complete.
  async function ask(name, ...values) {
    if (!isComplete) await fetchRest();
    return answer(name, ...values);
  }

  // The page's one voice, for screen readers.
  function say(sentence) {
    document.getElementById("announcer").textContent = sentence;
  }
  window.notebook = { canAnswer, answer, ask, say };

  // What is typed comes to the program once that is complete, or has been waited for. If the
  // program has stopped meanwhile, its successor may do without the rest: the edit starts it.
  async function delay(event) {
    if (!isWorthWaiting) return;
    event.stopImmediatePropagation();
    const isFirst = delayed.size === 0;
    delayed.set(event.target, event);
    if (!isFirst) return;
    setWaiting(true);
    await within(fetchRest(), PATIENCE);
    isWorthWaiting = false;
    if (delayed.size === 0) return; // A successor has read them.
    setWaiting(false);
    for (const [field, edit] of delayed) field.dispatchEvent(new edit.constructor(edit.type, edit));
    delayed.clear();
  }
  lesson.addEventListener("input", delay, true);

  // The program hears of a new width as of any other event, so that it ends with the others. Not
  // before it has started, which would change the height right under the observer.
  const widths = new ResizeObserver(() => lesson.dispatchEvent(new Event("resize")));

  // A release can be installed, and keeps itself for visits without a network, where a browser
  // lets it; the first visit is not disturbed.
  function keep() {
    const manifest = document.createElement("link");
    Object.assign(manifest, { rel: "manifest", href: "manifest.webmanifest" });
    document.head.append(manifest);
    try {
      navigator.serviceWorker?.register("./service-worker.js").catch(() => {});
    } catch {} // Frames without an origin may not even ask.
  }
  if (isSplit) setTimeout(keep, KEEP_AFTER);

  addEventListener("error", (event) => {
    if (lifetime === undefined) return;
    if (event.message.includes("previous WASM instance")) return event.preventDefault(); // A timer of a stopped program.
    if (lifetime.signal.aborted) return;
    if (mayLackCode(event.error)) {
      event.preventDefault();
      startComplete();
    } else if (isOurs(event.error)) stop("fault");
  });
  // One paste may be several such events: as in a live program, those of one frame count as one.
  addEventListener("input", () => {
    const stopped = lifetime;
    if (stopped?.signal.aborted) requestAnimationFrame(() => lifetime === stopped && startAgain());
  });
  document.getElementById("retry").addEventListener("click", startAgain);
  if (parent !== self) loadBeside("script#host").catch(() => {});
  if (page.dataset.state !== "static") forgetMarks();
  load();
}
