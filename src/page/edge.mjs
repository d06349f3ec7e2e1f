// Starts the page's program, completes it, and starts it afresh should it ever stop on a fault.
//
// The program is in two files. The first shows the lesson; the second, with all that a learner's
// own code may need, is fetched as soon as the reader turns to the code, and edits wait for it,
// though not for long. Code that is not there yet is a trap, and so is a fault (a panic, an
// exhausted stack). WebAssembly cannot catch its own traps, so these lines do. A stopped program
// leaves all text in the fields, where its successor finds it: the text is the one state.

const KEEP_AFTER = 2000; // So long after loading, in milliseconds, the page is kept for later visits.
const PATIENCE = 1000; // An edit waits so long, in milliseconds, for the rest of the program.
const LONGEST = 10000; // The request for it fails after so long.

const page = document.documentElement;
const lesson = document.getElementById("lesson");
const restAddress = document.querySelector("meta[name=rest-of-program]")?.content;
let rest; // The second file, compiled, once it is there.
let fetching; // Comes to whether `rest` could be had.
let isComplete = restAddress === undefined; // Whether this instance has the second file.
let lifetime; // Ends with the program: all its listeners hang on this signal.
const delayed = new Map(); // The fields whose edits wait, each with its last one.
let isWorthWaiting = !isComplete; // Edits wait only once: if in vain, so might all others.

function fetchRest() {
  fetching ??= (async () => {
    try {
      const response = await fetch(restAddress, { signal: AbortSignal.timeout(LONGEST) });
      if (!response.ok) throw response;
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
  new WebAssembly.Instance(rest, { first: wasmBindings.shared() });
  isComplete = true;
}

function start() {
  lifetime = new AbortController();
  delayed.clear(); // A new program reads all fields.
  setWaiting(false);
  try {
    complete();
    wasmBindings.start(lifetime.signal);
  } catch (fault) {
    if (mayLackCode(fault)) return startComplete();
    stop();
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
  page.toggleAttribute("data-missing", !isThere);
  if (isThere) return startAgain();
  setWaiting(false);
  stop();
}

// While the program waits for its rest it paints nothing: the fields show their own text.
function setWaiting(isWaiting) {
  page.toggleAttribute("data-waiting", isWaiting);
}

function stop() {
  lifetime?.abort();
  page.dataset.state = "failed";
}

function startAgain() {
  if (lifetime === undefined) return location.reload(); // It never came to a start.
  lifetime.abort();
  wasmBindings.forget_everything();
  isComplete = restAddress === undefined;
  start();
}

function mayLackCode(fault) {
  return !isComplete && fault instanceof WebAssembly.RuntimeError;
}

function isOurs(fault) {
  return fault instanceof WebAssembly.RuntimeError || fault instanceof RangeError || fault?.name === "InternalError";
}

// Whoever turns to the code will edit it.
for (const kind of ["focusin", "pointerdown"]) lesson.addEventListener(kind, () => isComplete || fetchRest());

// What is typed comes to the program once that is complete, or has been waited for. If the
// program has stopped meanwhile, its successor may do without the rest: the edit starts it.
async function delay(event) {
  if (!isWorthWaiting) return;
  event.stopImmediatePropagation();
  const isFirst = delayed.size === 0;
  delayed.set(event.target, event);
  if (!isFirst) return;
  setWaiting(true);
  await Promise.race([fetchRest(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  isWorthWaiting = false;
  if (delayed.size === 0) return; // A successor has read them.
  setWaiting(false);
  for (const [field, edit] of delayed) field.dispatchEvent(new edit.constructor(edit.type, edit));
  delayed.clear();
}
lesson.addEventListener("input", delay, true);

// The program hears of a new width as of any other event, so that it ends with the others.
new ResizeObserver(() => lesson.dispatchEvent(new Event("resize"))).observe(lesson);

// A release keeps itself for visits without a network, where a browser lets it; the first visit
// is not disturbed.
function keep() {
  try {
    navigator.serviceWorker?.register("./service-worker.js").catch(() => {});
  } catch {} // Frames without an origin may not even ask.
}
if (restAddress !== undefined) setTimeout(keep, KEEP_AFTER);

addEventListener("TrunkApplicationStarted", start);
addEventListener("error", (event) => {
  if (lifetime === undefined) return stop();
  if (event.message.includes("previous WASM instance")) return event.preventDefault(); // A timer of a stopped program.
  if (lifetime.signal.aborted) return;
  if (mayLackCode(event.error)) {
    event.preventDefault();
    startComplete();
  } else if (isOurs(event.error)) stop();
});
addEventListener("unhandledrejection", () => lifetime ?? stop());
// One paste may be several such events: as in a live program, those of one frame count as one.
addEventListener("input", () => {
  const stopped = lifetime;
  if (stopped?.signal.aborted) requestAnimationFrame(() => lifetime === stopped && startAgain());
});
document.getElementById("retry").addEventListener("click", startAgain);
