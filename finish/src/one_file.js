// Starts the page in one file.
// Before its first change, for copies.
var pageText = document.documentElement.innerHTML;
var program = unpacked(document.getElementById("decoder").textContent, document.getElementById("packed").textContent);
Promise.all([program, soon]).then(
  ([{ script }]) => {
    const element = document.createElement("script");
    element.textContent = script;
    document.head.append(element);
    // A browser that saves the page would save it, too.
    element.remove();
  },
  (fault) => {
    console.warn(fault);
    fail(isAllowed() && window.DecompressionStream ? "damaged" : "blocked");
  },
);
