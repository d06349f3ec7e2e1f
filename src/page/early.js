// Before anything is painted: what the address asks of the page's looks.
//
// The table of parameters is in the README; what it does not name is ignored.

// Whether files can be fetched: not from a disk, nor in a frame without an origin, where only
// classic scripts load.
var isOnWeb = origin !== "null" && location.protocol.startsWith("http");

// Loads a classic script, once if it comes. Scripts that scripts load are the page's own by its
// policy, also in a frame without an origin, where no address counts as its own everywhere.
function loadScript(address) {
  loadScript[address] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => {
      delete loadScript[address];
      reject(new Error(`${address} could not be loaded`));
    };
    document.head.append(script);
  });
  return loadScript[address];
}

// An answer that has not begun after so long, in milliseconds, will not come. Once it has begun it
// may take its time: networks are slow.
var LONGEST = 10000;

// Asks for a part of the program.
async function askFor(address) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), LONGEST);
  const response = await fetch(address, { signal: limit.signal });
  clearTimeout(timer);
  if (!response.ok) throw new Error(`${address} could not be fetched`);
  return response;
}

// A reader's browser and a host's policy may forbid WebAssembly; then there is nothing to load.
// WebKit compiles whatever it will not run.
function isAllowed() {
  try {
    return !!new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

{
  const page = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const numbers = (text) => text?.split(",").filter((number) => /^[1-5]$/.test(number)) ?? [];

  page.toggleAttribute("data-embed", asked.has("embed"));
  const theme = asked.get("theme");
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  for (const part of ["hints", "prose", "questions"]) if (asked.get(part) === "0") page.setAttribute(`data-no-${part}`, "");
  const cells = numbers(asked.get("cells"));
  if (cells.length > 0) page.dataset.cells = cells.join(" ");
}
