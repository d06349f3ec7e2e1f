// In the head of the page in one file: if it was cut short, what starts it is missing at its end.
function fail(trouble) {
  document.documentElement.dataset.trouble = trouble;
  document.documentElement.dataset.state = "failed";
}
addEventListener("DOMContentLoaded", () => window.program ?? fail("damaged"));
