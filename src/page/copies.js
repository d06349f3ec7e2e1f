// The page taken elsewhere: saved as one file with the reader's edits.
{
  const FILE = "vanishing-gradients.html";
  const find = (id) => document.getElementById(id);
  const isOneFile = window.pageText !== undefined;

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

  if (!isOnWeb && !isOneFile) {
    refuse(find("save-copy"), parent === self ? "What the browser saved is a copy already." : "This frame does not let the page fetch its file.");
  }
  if (!location.protocol.startsWith("http") || isOneFile) refuse(find("embed"), "Only the page on the web, not this copy, can be embedded.");
  find("save-copy").addEventListener("click", saveCopy);

  // Said once, before the reader relies on it.
  let isTold = false;
  function warn() {
    if (isTold || !memory.isRefused()) return;
    isTold = true;
    say("This browser does not keep your edits for another visit. A saved copy has them.");
  }
  addEventListener("kept", warn);
  warn();
}
