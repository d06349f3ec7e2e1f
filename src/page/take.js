// The lesson taken along and brought back: a link with the reader's edits, files for Python and
// Jupyter, and such files opened again.
//
// What the program knows of a cell comes from it; prose and outputs are taken as they stand in the
// page.
{
  const LONGEST_LINK = 8000; // Some programs cut a longer one, in characters.
  const LARGEST_FILE = 20e6; // In bytes: a notebook may hold pictures …
  const LONGEST_CODE = 1e6; // … but not more code than this, in characters.

  const find = (id) => document.getElementById(id);
  const lesson = find("lesson");
  const isWebPage = location.protocol.startsWith("http") && origin !== "null";

  find("take-dialog")?.remove(); // A browser that saved the page saved these too.
  find("opened-file")?.remove();
  document.body.insertAdjacentHTML(
    "beforeend",
    `
    <dialog id="take-dialog" aria-labelledby="take-title">
      <h2 id="take-title"></h2>
      <div></div>
      <p class="dialog-tools"><button type="button" class="quiet" id="take-close">Close</button></p>
    </dialog>
    <input type="file" id="opened-file" accept=".ipynb,.py" aria-label="A file of this lesson" hidden>`,
  );
  const dialog = find("take-dialog");
  find("take-close").addEventListener("click", () => dialog.close());

  function show(title, html) {
    find("take-title").textContent = title;
    const body = dialog.querySelector("div");
    body.innerHTML = html;
    dialog.showModal();
    return body;
  }

  // Near the page's buttons.
  function tell(sentence, isTrouble) {
    const note = find("copy-trouble");
    note.classList.toggle("fine", !isTrouble);
    note.textContent = sentence;
    note.scrollIntoView({ block: "nearest" });
  }

  // Gives the reader a file, and the sentence that says so.
  function save(name, content, type) {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = document.createElement("a");
    Object.assign(link, { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    return parent === self ? `${name} is among your downloads.` : `If ${name} did not come, the page around this one does not let it.`;
  }
  notebook.save = save;

  // The page's address with the present edits. What was tried and answered counts for nobody else.
  function link() {
    const address = new URL(location.href);
    for (const name of [...address.searchParams.keys()]) if (/^blank\d$/.test(name)) address.searchParams.delete(name);
    address.hash = memory.saved().replace(/&[at]=[^&]*/g, "").replace(/^1$/, "");
    return address.href;
  }

  async function share() {
    if (!isWebPage) {
      show("Share this lesson", "<p>This page is not on the web, so there is no link to it. A copy of it, saved as a file, has your edits inside and can be sent to anybody.</p><p><button type='button' id='take-copy'>Save a copy</button></p>");
      const copy = find("take-copy");
      copy.disabled = find("save-copy").disabled;
      copy.addEventListener("click", () => {
        dialog.close();
        find("save-copy").click();
      });
      return;
    }
    const url = link();
    const warning = url.length > LONGEST_LINK ? " It is long: some programs cut such links, a saved copy is safer." : "";
    try {
      if (navigator.share && matchMedia("(pointer: coarse)").matches) return await navigator.share({ title: document.title, url });
    } catch (fault) {
      if (fault.name === "AbortError") return; // The reader thought better of it.
    }
    try {
      await navigator.clipboard.writeText(url);
      tell(`Link copied.${warning}`);
    } catch {
      const field = show("Share this lesson", `<p>This link opens the lesson with your edits. Copy it from here.${warning}</p><textarea rows="4" readonly aria-label="Link"></textarea>`).querySelector("textarea");
      field.value = url;
      field.select();
      if (document.execCommand("copy")) {
        dialog.close();
        tell(`Link copied.${warning}`);
      }
    }
  }

  // Python's files have no magic commands of notebooks.
  async function python() {
    let text = `# ${document.title}\n# ${isWebPage ? link() : "A live lecture notebook"}\n`;
    for (const cell of lesson.querySelectorAll(".cell")) {
      const [number, title] = heading(cell);
      const source = await notebook.ask("text_of", "source", number, 0);
      text += `\n# %% ${number} ${title}\n${source.trimEnd().replace(/^[%!](?=[a-z])/gm, "# $&")}\n`;
    }
    return save("vanishing-gradients.py", text, "text/x-python");
  }

  function heading(cell) {
    return [Number(cell.dataset.cell), cell.querySelector("h3 span").textContent];
  }

  // Markdown of what stands in a paragraph.
  function inline(place) {
    let text = "";
    for (const node of place.childNodes) {
      const inner = node.nodeType === 3 ? node.data.replace(/\s+/g, " ").replace(/[\\`*_$<[]/g, "\\$&") : node.nodeType === 1 ? inline(node) : "";
      const mark = { CODE: "`", EM: "*", DFN: "*", VAR: "*", STRONG: "**" }[node.nodeName] ?? "";
      const tag = { SUB: "sub", SUP: "sup" }[node.nodeName];
      if (node.nodeName === "CODE") text += `\`${node.textContent}\``;
      else text += tag ? `<${tag}>${inner}</${tag}>` : mark + inner + mark;
    }
    return text;
  }

  // A formula as TeX.
  function tex(node) {
    const parts = [...node.children].map(tex);
    const [first, second] = parts;
    switch (node.localName) {
      case "mfrac":
        return `\\frac{${first}}{${second}}`;
      case "msub":
        return `${first}_{${second}}`;
      case "msup":
        return `${first}^{${second}}`;
      case "mspace":
        return "\\,";
    }
    return parts.length > 0 ? parts.join(" ") : node.textContent.trim();
  }

  // A part of the lesson between two cells, as Markdown.
  function block(element) {
    const items = (mark) => [...element.children].map((item, index) => mark(index) + inline(item)).join("\n");
    switch (element.localName) {
      case "h2":
        return `## ${inline(element)}`;
      case "h3":
        return `### ${inline(element)}`;
      case "p":
        return element.matches(".liveness") ? "" : inline(element).trim();
      case "ul":
        return items(() => "- ");
      case "ol":
        return items((index) => `${index + 1}. `);
      case "dl":
        return [...element.children].map((item) => (item.localName === "dt" ? `**${inline(item)}**` : inline(item))).join("\n\n");
      case "div":
        return [...element.querySelectorAll("math")].map((math) => `$$${tex(math)}$$`).join("\n\n");
    }
    return ""; // What only the live page can offer.
  }

  // Text as notebooks have it: a list of lines.
  const lines = (text) => text.match(/.*\n|.+$/g) ?? [];

  function picture(number, figure, canvas) {
    const drawn = document.createElement("canvas");
    notebook.answer("draw_figure", drawn, number, figure, true);
    return {
      output_type: "display_data",
      data: { "image/png": drawn.toDataURL().split(",")[1], "text/plain": lines(canvas.getAttribute("aria-label") ?? "Figure") },
      metadata: { "image/png": { width: drawn.width / 2, height: drawn.height / 2 } },
    };
  }

  // What a cell shows, in the order of the page, as Jupyter would keep it.
  function outputs(cell, number) {
    const kept = [];
    const stream = (name, text) => text && kept.push({ output_type: "stream", name, text: lines(text) });
    for (const warning of cell.querySelectorAll("[data-warning] > div")) {
      const [, place, line, source] = /^(.*?), line (\d+): ([^]*)$/.exec(warning.lastChild.textContent) ?? ["", `cell ${number}`, 1, ""];
      stream("stderr", `<${place}>:${line}: ${warning.firstChild.textContent}\n  ${source}\n`);
    }
    for (const place of cell.querySelectorAll("[data-stdout], [data-figures]")) {
      if (place.matches("[data-stdout]")) stream("stdout", notebook.answer("text_of", "printed", number, 0));
      else [...place.querySelectorAll("[data-figure]:not([data-old]) canvas")].forEach((canvas, figure) => kept.push(picture(number, figure, canvas)));
    }
    const value = cell.querySelector("[data-value]").textContent;
    if (value) kept.push({ output_type: "execute_result", execution_count: number, data: { "text/plain": lines(value) }, metadata: {} });
    const error = cell.querySelector("[data-error]");
    const awaited = error.querySelector(".waiting code")?.textContent;
    const message = awaited ? `NameError: name '${awaited}' is not defined` : error.querySelector(".message")?.textContent;
    if (message) {
      const [, ename, evalue] = /^(\w*):? ?([^]*)$/.exec(message);
      kept.push({ output_type: "error", ename, evalue, traceback: [...(error.querySelector("pre")?.textContent.trimEnd().split("\n") ?? []), message] });
    }
    return kept;
  }

  async function jupyter() {
    const cells = [];
    let prose = `# ${document.title}\n\n${document.querySelector(".subtitle").textContent}\n\n`;
    const close = () => {
      if (prose) cells.push({ cell_type: "markdown", id: `text-${cells.length}`, metadata: {}, source: lines(prose.trimEnd()) });
      prose = "";
    };
    for (const section of lesson.querySelectorAll("section")) {
      for (const element of section.children) {
        if (element.matches(".cell")) {
          close();
          const [number] = heading(element);
          const source = await notebook.ask("text_of", "source", number, 0);
          cells.push({ cell_type: "code", execution_count: number, id: `cell-${number}`, metadata: {}, outputs: outputs(element, number), source: lines(source.trimEnd()) });
        } else {
          const text = block(element);
          if (text) prose += `${text}\n\n`;
        }
      }
      close();
    }
    const metadata = {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { file_extension: ".py", mimetype: "text/x-python", name: "python" },
    };
    return save("vanishing-gradients.ipynb", `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`, "application/x-ipynb+json");
  }

  function download() {
    const body = show(
      "Download",
      `<p>The five cells with your edits, to run in Python of your own with NumPy and matplotlib. <em>Open</em> brings either file back into this page.</p>
      <p class="dialog-tools"><button type="button">Jupyter notebook (.ipynb)</button> <button type="button">Python file (.py)</button></p>`,
    );
    body.querySelectorAll("button").forEach((button, index) =>
      button.addEventListener("click", async () => {
        dialog.close();
        if ((await notebook.ask("text_of", "source", 1, 0)) === undefined) return tell("The page’s program is not there to make the file. Look after the network, then try again.", true);
        tell(await (index === 0 ? jupyter : python)());
      }),
    );
  }

  // The code of a file, as `notebook/opened.rs` takes it; a sentence is thrown if it has none.
  async function code(file) {
    if (file.size > LARGEST_FILE) throw "it is larger than any notebook of this lesson";
    const text = await file.text();
    if (text.includes("\0")) throw "it is not a text file";
    if (!/^\s*\{/.test(text) && !/\.ipynb$/i.test(file.name)) return text;
    let cells;
    try {
      cells = JSON.parse(text).cells.filter(({ cell_type }) => cell_type === "code");
    } catch {
      throw "it is not a notebook";
    }
    // A text is a list of lines, or a string.
    return cells.map(({ id = "", source = "" }) => `\0${id}\n${[source].flat().join("").replaceAll("\0", "")}`).join("");
  }

  async function open(file) {
    if (!file) return;
    try {
      const text = await code(file);
      if (text.length > LONGEST_CODE) throw "it has more code than this lesson can be";
      const edits = await notebook.ask("opened_edits", text);
      if (edits === undefined) throw "the page’s program is not there. Look after the network, then try again";
      if (!edits) throw "it has none of this lesson’s cells";
      notebook.answer("put_edits", edits);
      tell(`${file.name} is open. Undo, in a cell, brings back what was there before.`);
    } catch (reason) {
      tell(`${file.name} could not be opened: ${typeof reason === "string" ? reason : "it could not be read"}. Nothing was changed.`, true);
    }
  }

  find("share").addEventListener("click", share);
  find("download").addEventListener("click", download);
  find("open-file").addEventListener("click", () => find("opened-file").click());
  find("opened-file").addEventListener("change", async ({ target }) => {
    await open(target.files[0]);
    target.value = ""; // So that the same file can be opened again.
  });
  addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
}
