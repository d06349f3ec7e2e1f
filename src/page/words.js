// The page in words: what edits changed is spoken once typing rests, and each cell's figures are
// described below them.
//
// What moves nothing in a text field, such as undo, is told by whoever does it.
{
  const CALM = 1000; // So long typing rests before it is answered, in milliseconds.

  const page = document.documentElement;
  const lesson = document.getElementById("lesson");
  let timer;
  let isEdited = false; // Somebody edited since the last news.

  async function tell() {
    const news = await notebook.ask("news");
    if (news === undefined) return;
    if (isEdited) notebook.say(news);
    isEdited = false;
    for (const cell of lesson.querySelectorAll(".cell")) {
      const words = cell.querySelector("[data-words]");
      if (!words) continue;
      const figures = [...cell.querySelectorAll("[data-figure]")];
      words.textContent = figures.map((_, figure) => notebook.answer("description_of", cell.dataset.cell, figure)).join("\n");
    }
  }

  lesson.addEventListener("input", () => (isEdited = true));
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(tell, CALM);
  }).observe(page, { attributeFilter: ["data-runs"] });
}
