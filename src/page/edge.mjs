// Starts the page's program, and starts it afresh should it ever stop on a fault of its own.
//
// WebAssembly cannot catch its own traps (a panic, an exhausted stack), so these lines do. A
// stopped program leaves all text in the fields, where its successor finds it: the text is
// the one state. The next edit, undoing what went wrong, brings the page back to life.

let lifetime; // Ends with the program: all its listeners hang on this signal.

function start() {
  lifetime = new AbortController();
  try {
    wasmBindings.start(lifetime.signal);
  } catch (fault) {
    stop();
    throw fault;
  }
}

function stop() {
  lifetime?.abort();
  document.documentElement.dataset.state = "failed";
}

function startAgain() {
  if (lifetime === undefined) return location.reload(); // It never came to a start.
  wasmBindings.forget_everything();
  start();
}

function isOurs(fault) {
  return fault instanceof WebAssembly.RuntimeError || fault instanceof RangeError || fault?.name === "InternalError";
}

// The program hears of a new width as of any other event, so that it ends with the others.
const lesson = document.getElementById("lesson");
new ResizeObserver(() => lesson.dispatchEvent(new Event("resize"))).observe(lesson);

addEventListener("TrunkApplicationStarted", start);
addEventListener("error", ({ error }) => {
  if (lifetime === undefined || (!lifetime.signal.aborted && isOurs(error))) stop();
});
addEventListener("unhandledrejection", () => lifetime ?? stop());
addEventListener("input", () => lifetime?.signal.aborted && startAgain());
document.getElementById("retry").addEventListener("click", startAgain);
