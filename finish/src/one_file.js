// Starts the page in one file.
var pageText = document.documentElement.innerHTML; // Before its first change, for copies.
var program = unpacked(document.getElementById("decoder").textContent, document.getElementById("packed").textContent);
Promise.all([program, soon]).then(
  ([{ script }]) => {
    const element = document.createElement("script");
    element.textContent = script;
    document.head.append(element);
  },
  (fault) => {
    console.warn(fault);
    fail(isAllowed() && window.DecompressionStream ? "damaged" : "blocked");
  },
);
