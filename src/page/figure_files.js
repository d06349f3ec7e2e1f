// Figures as files, as pictures to paste, and as vectors on paper.
//
// The panel of a cell is that of `plot.js`.
{
  const OWNER = "save-figure";
  const KINDS = ["PNG", "SVG", "CSV", "Copy figure"];
  const RATIO = 2; // Pixels of a picture for each unit of its design, as the program draws.

  const page = document.documentElement;
  const lesson = document.getElementById("lesson");
  const wait = "The page’s program is not there yet. Look after the network, then try again.";

  // A figure as a drawing, in light colours: what the program draws is written down instead, by an
  // object that passes for a canvas. As the canvas has it, 16 units are one of the design.
  function drawing(cell, figure) {
    const UNITS = 16;
    const MIDDLE = 0.35; // Half the height of capitals: not every program knows other baselines.
    const written = [];
    const escape = (text) => text.replace(/[&<"]/g, (sign) => `&#${sign.charCodeAt()};`);
    const paint = (kind, color) => {
      const [red, green, blue, alpha] = color.match(/[\d.e-]+/g).map(Number);
      const digits = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
      return ` ${kind}="#${digits}"${alpha < 1 ? ` ${kind}-opacity="${alpha}"` : ""}`;
    };
    let path;
    let place = "";
    const pen = {
      ...{ fillStyle: "", strokeStyle: "", lineWidth: 1, font: "", textAlign: "", textBaseline: "", lineJoin: "" },
      setTransform() {},
      save() {},
      translate: (x, y) => (place = ` transform="translate(${x} ${y})`),
      rotate: (angle) => (place += ` rotate(${Math.round((angle * 180) / Math.PI) - 360})"`),
      restore: () => (place = ""),
      beginPath: () => (path = ""),
      moveTo: (x, y) => (path += `M${x} ${y}`),
      lineTo: (x, y) => (path += `L${x} ${y}`),
      closePath: () => (path += "Z"),
      arc: (x, y, radius) => (path += `M${x - radius} ${y}a${radius} ${radius} 0 1 1 0 .01Z`),
      fill: () => written.push(`<path d="${path}"${paint("fill", pen.fillStyle)}/>`),
      stroke: () => written.push(`<path d="${path}" fill="none"${paint("stroke", pen.strokeStyle)} stroke-width="${pen.lineWidth}"/>`),
      fillRect: (x, y, width, height) => written.push(`<path d="M${x} ${y}h${width}v${height}h${-width}Z"${paint("fill", pen.fillStyle)}/>`),
      fillText(text, x, y) {
        const [, size, family] = /([\d.]+)px (.*)/.exec(pen.font);
        const anchor = pen.textAlign === "center" ? "middle" : pen.textAlign;
        written.push(`<text x="${x}" y="${y + Math.round(size * MIDDLE)}" font-family="${escape(family)}" font-size="${size}" text-anchor="${anchor}"${paint("fill", pen.fillStyle)}${place}>${escape(text)}</text>`);
      },
    };
    Object.setPrototypeOf(pen, CanvasRenderingContext2D.prototype); // The program asks whether it is one.
    const paper = { width: 0, height: 0, style: { setProperty() {} }, setAttribute() {}, removeAttribute() {}, toggleAttribute() {}, getContext: () => pen };
    notebook.answer("draw_figure", paper, cell, figure, true);
    if (written.length === 0) return "";
    const [width, height] = [paper.width / RATIO, paper.height / RATIO];
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width * UNITS} ${height * UNITS}" stroke-linejoin="round">\n${written.join("\n")}\n</svg>\n`;
  }

  // `sigmoid-steepest-point`, by the title of the figure, or else of its panels.
  function fileName(cell, figure) {
    const [title, ...panels] = notebook.answer("text_of", "titles", cell, figure).split("\n");
    const words = (title || panels.join(" ")).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [`figure-${cell}`];
    return words.join("-").slice(0, 60);
  }

  function picture(cell, figure) {
    const canvas = document.createElement("canvas");
    notebook.answer("draw_figure", canvas, cell, figure, false);
    return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png"));
  }

  async function take(kind, button, cell, figure) {
    if (!notebook.canAnswer()) return wait;
    const name = `${fileName(cell, figure)}.${kind.toLowerCase()}`;
    if (kind === "PNG") return notebook.save(name, await picture(cell, figure));
    if (kind === "SVG") return notebook.save(name, drawing(cell, figure), "image/svg+xml");
    if (kind === "CSV") return notebook.save(name, notebook.answer("text_of", "csv", cell, figure), "text/csv");
    try {
      // The picture is promised, not awaited: WebKit lets a page write only while it is pressed.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture(cell, figure) })]);
      return "Copied.";
    } catch {
      button.disabled = true;
      return "This browser, or the page around this one, does not let pictures be copied: save the PNG.";
    }
  }

  function fill(panel, cell) {
    const figures = panel.closest(".cell").querySelectorAll("[data-figure]");
    figures.forEach((_, figure) => {
      const row = document.createElement("div");
      row.className = "saving";
      if (figures.length > 1) row.append(`Figure ${figure + 1}`);
      const note = document.createElement("p");
      for (const kind of KINDS) {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "quiet", textContent: kind });
        button.addEventListener("click", async () => {
          note.textContent = await take(kind, button, cell, figure).catch(({ message }) => message);
          notebook.say(note.textContent);
        });
        row.append(button);
      }
      row.append(note);
      panel.append(row);
    });
    if (figures.length === 0) panel.append("There is no figure now.");
  }

  lesson.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-save-figure]");
    if (!button) return;
    const panel = notebook.panel(button, OWNER);
    if (!panel) return;
    fill(panel, Number(button.closest(".cell").dataset.cell));
    panel.scrollIntoView({ block: "nearest" });
  });

  // Another run may give more figures, or fewer.
  new MutationObserver(() => {
    for (const panel of lesson.querySelectorAll(`[data-open="${OWNER}"]`)) {
      const cell = panel.closest(".cell");
      if (cell.querySelectorAll("[data-figure]").length === panel.querySelectorAll(".saving").length) continue;
      panel.replaceChildren();
      fill(panel, Number(cell.dataset.cell));
    }
  }).observe(page, { attributeFilter: ["data-runs"] });

  // On paper each figure is its drawing, in light colours. A program that cannot answer has seen
  // no edit, unless some were kept: then the canvas is right, and otherwise what the page came with.
  let taken = [];
  function toPaper() {
    fromPaper();
    for (const cell of lesson.querySelectorAll(".cell")) {
      cell.querySelectorAll("[data-figure]").forEach((holder, figure) => {
        const text = drawing(Number(cell.dataset.cell), figure);
        const still = /&[bc]/.test(memory.saved()) ? undefined : holder.querySelector("svg.wide")?.cloneNode(true);
        const shown = text ? new DOMParser().parseFromString(text, "image/svg+xml").documentElement : still;
        if (!shown) return;
        const label = holder.querySelector("canvas")?.getAttribute("aria-label");
        Object.entries({ class: "on-paper", role: "img", "aria-label": label ?? "Figure" }).forEach((each) => shown.setAttribute(...each));
        taken.push({ holder, children: [...holder.childNodes], isDrawn: holder.hasAttribute("data-drawn") });
        holder.replaceChildren(shown);
        holder.removeAttribute("data-drawn");
      });
    }
    const address = document.createElement("p");
    address.className = "address";
    address.textContent = location.href.split("#")[0];
    document.querySelector(".colophon").append(address);
    taken.push({ address });
  }

  function fromPaper() {
    for (const { holder, children, isDrawn, address } of taken.splice(0)) {
      address?.remove();
      holder?.replaceChildren(...children);
      holder?.toggleAttribute("data-drawn", isDrawn);
    }
  }
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
}
