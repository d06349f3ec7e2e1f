// Puts the figures into the page in one file, each in its place, before the program draws them.
inflated(document.getElementById("figures").textContent)
  .text()
  .then((text) => {
    const figures = document.querySelectorAll("[data-figure]");
    text.split("\0").forEach((drawings, position) => figures[position].insertAdjacentHTML("afterbegin", drawings));
  })
  .catch(console.warn); // The program draws them in any case.
