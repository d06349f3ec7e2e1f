// The page in another page: the code of a frame with it, by what the reader asks for. The page in
// one file does without.
{
  const find = (id) => document.getElementById(id);

  find("embed-dialog")?.remove(); // A browser that saved the page saved it too.
  document.body.insertAdjacentHTML(
    "beforeend",
    `
    <dialog id="embed-dialog" aria-labelledby="embed-title">
      <form method="dialog" id="embed-form">
        <h2 id="embed-title">Embed this lesson</h2>
        <p>Put this code into a page of your course. The frame works in every learning platform that takes HTML; what the reader types stays in the reader’s browser.</p>
        <fieldset>
          <legend>Cells to show (none chosen: the whole lesson)</legend>
          <label><input type="checkbox" name="cells" value="1"> 1</label>
          <label><input type="checkbox" name="cells" value="2"> 2</label>
          <label><input type="checkbox" name="cells" value="3"> 3</label>
          <label><input type="checkbox" name="cells" value="4"> 4</label>
          <label><input type="checkbox" name="cells" value="5"> 5</label>
        </fieldset>
        <fieldset>
          <legend>With them</legend>
          <label><input type="checkbox" name="prose" checked> the text between</label>
          <label><input type="checkbox" name="hints" checked> “Try this” and hints</label>
          <label><input type="checkbox" name="questions" checked> questions</label>
          <label><input type="checkbox" name="edits"> my present edits</label>
          <label>Theme <select name="theme"><option value="">the reader’s</option><option>light</option><option>dark</option></select></label>
        </fieldset>
        <label>Code <textarea id="embed-code" rows="4" readonly spellcheck="false"></textarea></label>
        <p class="dialog-tools"><button type="button" id="embed-copy">Copy</button> <button type="button" class="quiet" id="embed-close">Close</button> <span id="embed-copied" role="status"></span></p>
      </form>
    </dialog>`,
  );

  // The code for the page of a host, by what the form asks.
  function embedCode() {
    const form = new FormData(find("embed-form"));
    const address = new URL(location.href);
    const query = ["embed"];
    const cells = form.getAll("cells");
    if (cells.length > 0) query.push(`cells=${cells.join(",")}`);
    if (form.get("theme")) query.push(`theme=${form.get("theme")}`);
    for (const part of ["hints", "prose", "questions"]) if (!form.has(part)) query.push(`${part}=0`);
    address.search = query.join("&");
    // Without what I tried: others have not.
    address.hash = form.has("edits") ? memory.saved().replace(/&t=[\d,]*/, "") : "";
    const source = address.href.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    return `<iframe src="${source}" title="${document.title}" width="100%" height="900" style="border: 0" allow="clipboard-write" allowfullscreen></iframe>`;
  }

  function showCode() {
    find("embed-code").value = embedCode();
    find("embed-copied").textContent = "";
  }

  async function copyCode() {
    const code = find("embed-code");
    code.select();
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(code.value);
    } catch {
      isCopied = document.execCommand("copy"); // Frames may be without the newer way.
    }
    find("embed-copied").textContent = isCopied ? "Copied." : "Not allowed here: the code is selected, copy it with the keyboard.";
  }

  find("embed").addEventListener("click", () => {
    showCode();
    find("embed-dialog").showModal();
  });
  find("embed-form").addEventListener("input", showCode);
  find("embed-copy").addEventListener("click", copyCode);
  // Not by sending the form, which frames may forbid.
  find("embed-close").addEventListener("click", () => find("embed-dialog").close());
}
