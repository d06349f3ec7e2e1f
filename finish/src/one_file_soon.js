// Puts drawings and buttons into the page in one file, each in its place, before the program runs;
// after the page was read as it is, for copies. A live page that a browser saved has them.
var soon = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve))
  .then(() => inflated(document.getElementById("soon").textContent).text())
  .then((text) => {
    if (document.documentElement.dataset.state !== "static") return;
    const places = document.querySelectorAll("i");
    text.split("\0").forEach((element, position) => (places[position].outerHTML = element));
  });
