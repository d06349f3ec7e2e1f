// Starts the page in one file.
var pageText = document.documentElement.innerHTML; // Before its first change, for copies.
var program = unpacked(document.getElementById("decoder").textContent, document.getElementById("packed").textContent);
program.then(
  ({ script }) => {
    const element = document.createElement("script");
    element.textContent = script;
    document.head.append(element);
  },
  (fault) => {
    console.warn(fault);
    document.documentElement.dataset.trouble = typeof WebAssembly === "undefined" || fault instanceof WebAssembly.CompileError ? "blocked" : "damaged";
    document.documentElement.dataset.state = "failed";
  },
);
