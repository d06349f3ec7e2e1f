// The page taken elsewhere: saved as one file with the reader's edits, or embedded in another page.
{
  const FILE = "vanishing-gradients.html";
  const find = (id) => document.getElementById(id);
  const isOneFile = window.pageText !== undefined;

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

  async function oneFile() {
    // HTML drops a newline at the start of these elements when it is read, so that one that was
    // meant needs another.
    const text = window.pageText?.replace(/(<(?:pre|textarea)\b[^>]*>)\n/g, "$1\n\n");
    if (isOneFile) return `<!doctype html><html lang="en" data-state="static" data-runs="0">${text}</html>`;
    const response = await fetch(FILE);
    if (!response.ok) throw response;
    return response.text();
  }

  // Puts the edits into the script that the file has for them.
  function withEdits(text) {
    const place = /(<script[^>]*id="?saved-edits"?[^>]*>)[^<]*/;
    return text.replace(place, (_, start) => start + JSON.stringify(memory.saved()));
  }

  async function saveCopy() {
    const button = find("save-copy");
    button.disabled = true;
    try {
      say(notebook.save(FILE, withEdits(await oneFile()), "text/html"), true);
    } catch {
      say("The copy could not be fetched. Look after the network, then try again.");
    }
    button.disabled = false;
  }

  function say(sentence, isFine) {
    find("copy-trouble").classList.toggle("fine", isFine === true);
    find("copy-trouble").textContent = sentence;
  }

  // What cannot be done here is shown as that, with the reason.
  function refuse(button, reason) {
    button.disabled = true;
    button.title = reason;
  }

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

  if (!isOnWeb && !isOneFile) {
    refuse(find("save-copy"), parent === self ? "What the browser saved is a copy already." : "This frame does not let the page fetch its file.");
  }
  if (!location.protocol.startsWith("http")) refuse(find("embed"), "Only a page on the web can be embedded.");
  find("save-copy").addEventListener("click", saveCopy);
  find("embed").addEventListener("click", () => {
    showCode();
    find("embed-dialog").showModal();
  });
  find("embed-form").addEventListener("input", showCode);
  find("embed-copy").addEventListener("click", copyCode);
  // Not by sending the form, which frames may forbid.
  find("embed-close").addEventListener("click", () => find("embed-dialog").close());
}
