// Steps the number at the caret of a text field: Alt with the arrow up or down changes its last
// digit by one, with Shift by ten. Loaded once the reader does more than
// read.
//
// The text changes as if typed, so that the browser's own undo brings it back, and nothing else
// needs to know.
{
  const NUMBER = /(?<![\w.])(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(?![\w.])/gi;
  const OPERAND = /[\w.)\]}'"]\s*$/; // After one of these, a minus takes away.

  // Where the number at `caret` stands in the text, with its sign, and what it is made of.
  function numberAt(text, caret) {
    for (const { index, 0: all, 1: digits, 2: exponent = "" } of text.matchAll(NUMBER)) {
      const before = text.slice(0, index);
      const isNegative = before.endsWith("-") && !OPERAND.test(before.slice(0, -1));
      const start = index - isNegative;
      const end = index + all.length;
      if (start <= caret && caret <= end) return { start, end, isNegative, digits, exponent };
    }
  }

  // In whole units of the last digit, which are exact, and back to as many places as before.
  function stepped({ isNegative, digits, exponent }, step) {
    const [whole, places = ""] = digits.split(".");
    const units = BigInt((isNegative ? "-" : "") + whole + places) + BigInt(step);
    const sign = units < 0n ? "-" : "";
    const text = (units < 0n ? -units : units).toString().padStart(places.length + (whole ? 1 : 0), "0");
    const point = digits.includes(".") ? "." : "";
    const cut = text.length - places.length;
    return sign + text.slice(0, cut) + point + text.slice(cut) + exponent;
  }

  function step(event) {
    const { key, altKey, shiftKey, ctrlKey, metaKey, target: field } = event;
    if (!altKey || ctrlKey || metaKey || !["ArrowUp", "ArrowDown"].includes(key) || !field.matches("#lesson textarea")) return;
    const number = numberAt(field.value, field.selectionStart);
    if (!number) return;
    event.preventDefault();
    const text = stepped(number, (key === "ArrowUp" ? 1 : -1) * (shiftKey ? 10 : 1));
    field.setSelectionRange(number.start, number.end);
    document.execCommand("insertText", false, text);
    // Within the number still, for the next step, and where a digit may be added.
    field.setSelectionRange(number.start + text.length, number.start + text.length);
  }

  document.addEventListener("keydown", step);
}
