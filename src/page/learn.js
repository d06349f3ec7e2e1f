// Hints and questions below the cells. A question is about the code as it stands: its answer, and
// the wrong ones that are likely, come from lines of Python that run after its cell.
//
// Knows nothing of how these are run (`notebook/evaluation.rs`), nor where answers are kept
// (`memory.js`). No answer goes anywhere else.
{
  const TASKS = [
    {
      blank: 1,
      cell: 2,
      task: "Step back until the sigmoid looks like a switch: one step up, flat on either side.",
      hints: [
        "`np.linspace` takes the first number, the last, and how many numbers there are.",
        "Twenty times as far will do: from -100 to 100. With only 100 numbers the step comes out slanted, so take more of them.",
        "Complete this: `x = np.linspace(-100, 100, …)`. A thousand numbers are plenty.",
      ],
      notice: "The bend is as wide as ever. What grew are the flat parts, and a neuron whose input lands there hardly learns.",
    },
    {
      blank: 2,
      cell: 2,
      task: "Move the point until the tangent looks level.",
      hints: [
        "The tangent touches the curve where `x_tan` says. The curve gets flatter on both sides of 0.",
        "At `x_tan = 2` the tangent still climbs about 0.1 for each step to the right. Go on from there.",
        "Somewhere around 5 the eye gives up, and around -5 as well. Try `x_tan = 5`.",
      ],
      notice: "Level to the eye is not zero. Each further step to the right divides the slope by about 2.7, and there is always something left.",
    },
    {
      blank: 3,
      cell: 4,
      task: "Zoom in until the hill of the gradient fills the figure.",
      hints: [
        "After `#`, Python does not read the line. Remove that sign and the space behind it, and the line runs.",
        "`plt.ylim` takes the lowest and the highest `y` to show. The gradient lies between 0 and 0.25.",
        "Complete this: `plt.ylim(0, …)`, with a number just above the top of the hill.",
      ],
      notice: "Now the input stands almost upright, and the sigmoid leaves through the top. No one scale suits all three: that is the compression.",
    },
    {
      blank: 4,
      cell: 5,
      task: "Bring the product below one millionth in as few steps as you can.",
      hints: [
        "Each step multiplies by the gradient at `x`. The smaller that is, the fewer steps it takes, and it is largest at `x = 0`.",
        "At `x = 3` five steps are enough. Farther out it takes fewer.",
        "One step will do, if the gradient itself is that small. At `x = 7` it is 0.0009, and twice as far out it is about the square of that.",
      ],
      notice: "Depth is one way to lose a gradient. Saturation is another: a single saturated layer takes away as much as ten at their best.",
    },
  ];

  // The first number of the lines is the answer, each further one what a particular mistake gives,
  // in the order of `wrong`; after these, what else sentences need. `{1}` stands for the second.
  const QUESTIONS = [
    {
      name: "climb",
      cell: 2,
      ask: "Look at the tangent as it is now. How steep is it, beside the steepest that this curve has?",
      lines: `m = np.max(sigmoid_gradient(sigmoid(np.linspace(-9, 9, 1801))))
p = gradient_tan / m
[0 if p > 0.9 else 1 if p > 0.5 else 2, p * 100, 2 * span, 2 * span * m]`,
      choices: ["As steep, or nearly", "Between half and nine tenths as steep", "Half as steep, or less"],
      wrong: ["The dashed line goes {2} to the right. The steepest one would climb {3} on that way: how much does this one climb?"],
      because: "Its slope, `gradient_tan`, is {1} % of the steepest.",
      see: [2, "x_tan = 3"],
    },
    {
      name: "half",
      cell: 2,
      ask: "At which positive `x` is the gradient half of its largest value?",
      lines: `r = np.linspace(0, 20, 20001)
a = sigmoid(r)
g = sigmoid_gradient(a)
h = np.sum(g > np.max(g) / 2) / 1000
[h, np.max(g) / 2, np.max(g), np.sum(a < (a[0] + 1) / 2) / 1000, 0]`,
      wrong: [
        "{1} is the value that the gradient has there. The question is where: at which `x`?",
        "{2} is its largest value. The question is where it has fallen to half of that.",
        "At {3} the activation is halfway up from its middle to 1. The gradient falls more slowly at first.",
        "At 0 it has its largest value. Move out from there until half of it is left.",
      ],
      because: "At {0}, and at -{0} as well, the gradient is {1}, half of {2}. It does not take much.",
      see: [2, "x_tan = {0}"],
    },
    {
      name: "top",
      cell: 3,
      ask: "The three curves look equally tall. What is the largest value of the gradient curve?",
      lines: "[np.max(gradients), np.max(activations), np.max(x), 0, 0.5]",
      wrong: [
        "{1} is the top of the sigmoid, the panel in the middle. Each panel has its own `y` axis: read the third.",
        "{2} is the top of the first panel. Each panel has its own `y` axis: read the third.",
        "0 may be where it is largest, but how large is it there?",
        "0.5 is the activation in the middle of the curve. The gradient is computed from it: `x * (1 - x)`, with the activation as `x`.",
      ],
      because: "It is {0}, however tall its panel is drawn.",
      see: [3, "plt.ylim(0, 1)"],
    },
    {
      name: "squash",
      cell: 4,
      ask: "From its smallest number to its largest, the input has a certain width. What part of this width is left in the activations?",
      lines: `w = np.max(x) - np.min(x)
a = np.max(activations) - np.min(activations)
g = np.max(gradients) - np.min(gradients)
[a / w, a, w / a, g / w, w]`,
      wrong: [
        "{1} is the width that is left. What part is that of the width that went in?",
        "The other way round: the input is {2} times as wide. What is left is less than all.",
        "That part is left in the gradient, two curves on. The question is about the sigmoid.",
      ],
      because: "{4} goes in and {1} comes out: {0} of it. With a wider input the part gets smaller still.",
      see: [1, "x = np.linspace(-100, 100, 1000)"],
    },
    {
      name: "quarter",
      cell: 5,
      ask: "Five sigmoid layers, all at their steepest point, `x = 0`. Without weights, what part of a gradient is left behind them?",
      lines: `g = sigmoid_gradient(sigmoid(0))
[g ** 5, 5 * g, g / 5, 1 / g ** 5, g ** 4, g ** 6, g]`,
      wrong: [
        "Added up, five of them make {1}. The chain rule multiplies.",
        "{2} is a fifth of one. The chain rule multiplies, once for each layer.",
        "It becomes {3} times smaller, yes. The part that is left is 1 divided by that.",
        "That is left behind four layers. One more multiplies it once more.",
        "That is left behind six layers, one too many.",
        "{6} is left behind one layer. Each further one multiplies again.",
      ],
      because: "Each layer multiplies by {6}, and five of them by {0}.",
      see: [4, "n = 5\nx = 0"],
    },
    {
      name: "shrink",
      cell: 5,
      ask: "Suppose `x = 2.5`. By what factor does step 10 multiply what step 9 has left?",
      lines: `a = sigmoid(2.5)
g = sigmoid_gradient(a)
[g, a, sigmoid_gradient(2.5), 1 / g, g ** 10, sigmoid_gradient(sigmoid(0)), 10 * g]`,
      wrong: [
        "{1} is the activation at 2.5. A step multiplies by the gradient, which is computed from it.",
        "{2} comes from passing 2.5 itself to `sigmoid_gradient`. It takes the activation: `sigmoid(2.5)`.",
        "It becomes {3} times smaller, yes. The factor is 1 divided by that.",
        "All ten steps together multiply by that. The question is about the tenth alone.",
        "{5} is the gradient at 0, the best case. At 2.5 the curve is flatter.",
        "A step multiplies by the gradient once, whether it is the first or the tenth.",
      ],
      because: "The activation at 2.5 is {1} and its gradient {0}, the factor of every step: about one part in {3} stays.",
      see: [4, "n = 10\nx = 2.5"],
    },
    {
      name: "million",
      cell: 5,
      ask: "Take `x` as it stands in blank 4. After how many steps is the product below one millionth for the first time?",
      lines: `k = [k for k in range(1, 2000) if abs(grad) ** k < 1e-6][0]
[k, k - 1, k + 1, 6, grad, grad ** (k - 1), grad ** k, x]`,
      isCount: true,
      wrong: [
        "Almost: after {1} steps {5} is left, which is still more than 0.000001.",
        "By then it is below, but not for the first time.",
        "Six steps would do if each of them divided by ten. Here each multiplies by {4}.",
      ],
      because: "After {1} steps {5} is left, after {0} only {6}.",
      see: [4, "n = {0}\nx = {7}"],
    },
  ];

  const MOST = 3; // After so many wrong answers the right one is shown.
  const NEAR = 0.03; // An answer may be off by this part of it.
  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

  const page = document.documentElement;
  const lesson = document.getElementById("lesson");
  const hasHints = !("noHints" in page.dataset);
  const hasQuestions = !("noQuestions" in page.dataset);

  // What was answered, ever: each question's name with the number of wrong answers, 0 once it was
  // answered right.
  const answered = new Map();
  for (const item of memory.answers().split(",")) {
    const [name, wrong = "0"] = item.split(".");
    answered.set(name, Number(wrong));
  }

  function note(name, isRight) {
    const wrong = answered.get(name);
    if (wrong === 0) return;
    answered.set(name, isRight ? 0 : Math.min((wrong ?? 0) + 1, MOST));
    const known = QUESTIONS.filter((question) => answered.has(question.name));
    memory.note(known.map(({ name }) => (answered.get(name) ? `${name}.${answered.get(name)}` : name)).join());
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  const button = (textContent, className = "") => make("button", { type: "button", textContent, className });
  const html = (text) => text.replace(/`(.+?)`/g, "<code>$1</code>");
  const plain = (text) => text.replaceAll("`", "");

  // As Python would write it, with three digits.
  function rounded(value) {
    const short = Number.isInteger(value) ? value : Number(value.toPrecision(3));
    return 0 < Math.abs(short) && Math.abs(short) < 1e-4 ? short.toExponential() : String(short);
  }

  const filled = (text, values) => text.replace(/\{(\d)\}/g, (_, place) => rounded(values[place]));
  const isNear = (value, other, part) => Number.isFinite(other) && Math.abs(value - other) <= part * Math.abs(other);

  // What was typed as a number: 0.25, 0,25, 1/4, 25 %, 1e-6, 10^-6.
  function read(text) {
    const [, body, percent] = /^(?:[a-z_]+=|[~≈])?([^%]*)(%?)$/i.exec(text.replace(/\s/g, "").replaceAll("−", "-").replace(",", ".")) ?? [];
    const power = (part) => part.split(/\^|\*\*/).map((digits) => (NUMBER.test(digits) ? Number(digits) : NaN)).reduceRight((exponent, base) => base ** exponent);
    const value = (body ?? "").split("/").map(power).reduce((above, below) => above / below);
    return percent ? value / 100 : value;
  }

  // What is wrong with an answer, in a sentence; nothing if it is right.
  function mistake({ choices, wrong, isCount }, values, given) {
    const [right] = values;
    const part = isCount ? 0 : NEAR;
    if (choices) return given === right ? undefined : `It is ${given < right ? "flatter" : "steeper"} than that. ${filled(wrong[0], values)}`;
    if (given === right || isNear(given, right, part)) return undefined;
    const likely = wrong.findIndex((_, place) => given === values[place + 1] || isNear(given, values[place + 1], part));
    if (likely >= 0) return filled(wrong[likely], values);
    if (!isCount && isNear(given / 100, right, NEAR)) return "As a percentage that is right, but then it needs its sign: %.";
    if (isNear(-given, right, part)) return "The size is right, but not the sign.";
    if (!isCount && isNear(given, right, 5 * NEAR)) return "That is close. Give one more digit.";
    const times = Math.max(given / right, right / given);
    return `Too ${given > right ? "large" : "small"}${times > 0 && times < Infinity ? `, by a factor of about ${Number(times.toPrecision(2))}` : ""}.`;
  }

  // Puts a text into a blank as if typed, and brings the figure into view.
  function show(blank, text) {
    const field = lesson.querySelector(`[data-blank="${blank}"]`);
    const cell = field.closest(".cell");
    const focused = document.activeElement;
    if ("whole" in cell.dataset) cell.querySelector("[data-done]").click();
    if (field.getClientRects().length === 0) return; // The cell is edited whole, without its markers.
    field.focus({ preventScroll: true });
    field.select();
    document.execCommand("insertText", false, text);
    if (field.value !== text) {
      field.setRangeText(text, 0, field.value.length, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    focused.focus({ preventScroll: true });
    cell.querySelector("[data-figure]").scrollIntoView({ block: "center" });
  }

  // The hints of a blank come one by one, then what to notice.
  function addHints(place, { blank, task, hints, notice }) {
    const list = make("ol");
    const more = button("First hint", "quiet");
    const last = make("p", { innerHTML: `<strong>What to notice.</strong> ${html(notice)}`, hidden: true, tabIndex: -1 });
    more.addEventListener("click", () => {
      const hint = hints[list.children.length];
      if (hint) {
        list.append(make("li", { innerHTML: html(hint) }));
        notebook.say(plain(hint));
        more.textContent = list.children.length < hints.length ? "Next hint" : "What to notice";
      } else {
        last.hidden = false;
        last.focus(); // The button goes.
        more.remove();
      }
    });
    place.append(make("h4", { textContent: `Blank ${blank}` }), make("p", { innerHTML: html(task) }), list, more, last);
  }

  // Returns what to do when the code has run again.
  function addQuestion(place, question) {
    const { name, cell, ask, lines, choices, because, see } = question;
    let values; // Those of the last answer.
    let wrong = answered.get(name) ?? 0; // So often it was wrong, with the code as it stood.
    let isShown = wrong === MOST; // The reader has seen the right answer.

    const feedback = make("p", { id: `learn-${name}`, className: "feedback" });
    const changed = make("p", { className: "feedback", textContent: "The code has changed since, and so has the answer: try again.", hidden: true });
    const field = make("input", { autocomplete: "off", spellcheck: false, autocapitalize: "off" });
    field.setAttribute("aria-describedby", feedback.id);
    const options = choices?.map((_, value) => make("input", { type: "radio", name, value }));
    const labels = choices?.map((choice, value) => make("label", {}, options[value], ` ${choice}`)) ?? [make("label", {}, "Your answer ", field)];
    const check = button("Check");
    const seeIt = button("See it", "quiet");
    seeIt.hidden = true;
    const box = make("fieldset", {}, make("legend", { innerHTML: html(ask) }), ...labels, check, feedback, changed, seeIt);
    box.setAttribute("aria-describedby", feedback.id);
    place.append(box);
    if (answered.get(name) === 0) tell("You have answered this right before.", true);

    function tell(text, isRight = false) {
      feedback.innerHTML = html(text);
      feedback.classList.toggle("right", isRight);
      changed.hidden = true;
    }

    const compute = async () => {
      const numbers = await notebook.ask("evaluate", cell, lines);
      return Number.isFinite(numbers?.[0]) ? numbers : undefined;
    };

    async function judge() {
      const given = choices ? options.findIndex((option) => option.checked) : read(field.value);
      if (choices && given < 0) return "Choose one of the answers first.";
      if (Number.isNaN(given)) return "Type a number, such as 0.25, 1/4, 25 % or 1e-6.";
      const now = await compute();
      if (!now) return `This question waits: the code as it stands gives no answer to it. Does cell ${cell} run without an error?`;
      start(now);
      const fault = mistake(question, values, given);
      const reason = filled(because, values);
      const isRight = fault === undefined;
      if (!isShown) note(name, isRight);
      wrong += isRight ? 0 : 1;
      isShown ||= wrong >= MOST;
      const isOver = isRight || isShown;
      seeIt.hidden = !isOver || lesson.querySelector(`[data-blank="${see[0]}"]`).closest(".cell").getClientRects().length === 0;
      const answer = choices ? `“${choices[values[0]]}”` : rounded(values[0]);
      return isRight ? `Right. ${reason}` : `Not yet. ${fault}${isOver ? ` The answer is ${answer}. ${reason}` : ""}`;
    }

    // With another answer than before, all begins anew.
    function start(now) {
      const isSame = !values || isNear(now[0], values[0], 1e-9);
      values = now;
      if (isSame) return false;
      wrong = 0;
      isShown = false;
      return true;
    }

    async function answer() {
      const text = await judge();
      tell(text, text.startsWith("Right"));
      notebook.say(plain(text));
    }

    check.addEventListener("click", answer);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault();
      answer();
    });
    seeIt.addEventListener("click", () => show(see[0], filled(see[1], values)));

    return async () => {
      const now = (values || isShown) && (await compute());
      if (now && start(now)) changed.hidden = false;
    };
  }

  let watches = [];

  function fill(details) {
    const cell = Number(details.dataset.learn);
    const panel = make("div");
    details.append(panel);
    if (hasHints) for (const task of TASKS) if (task.cell === cell) addHints(panel, task);
    if (!hasQuestions) return;
    panel.append(make("h4", { textContent: "Questions about the code as it stands" }));
    for (const question of QUESTIONS) if (question.cell === cell) watches.push(addQuestion(panel, question));
  }

  for (const details of lesson.querySelectorAll(".learn")) {
    const summary = details.querySelector("summary");
    const hasTasks = hasHints && TASKS.some(({ cell }) => cell === Number(details.dataset.learn));
    if (!hasTasks && !hasQuestions) {
      details.remove();
      continue;
    }
    if (!hasTasks || !hasQuestions) summary.textContent = hasTasks ? "Hints" : "Questions";
    details.replaceChildren(summary); // A browser that saved the page saved what was in it.
    const open = () => details.open && details.children.length === 1 && fill(details);
    details.addEventListener("toggle", open);
    open();
    // What is typed here is no code.
    for (const kind of ["input", "beforeinput", "keydown"]) {
      details.addEventListener(kind, (event) => event.target.matches("input") && event.stopPropagation());
    }
  }

  let timer;
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(() => watches.forEach((watch) => watch()), 300); // Typing goes first.
  }).observe(page, { attributeFilter: ["data-runs"] });

  // The names of the questions that this page asks.
  const isAsked = ({ cell }) => hasQuestions && !("noProse" in page.dataset) && (page.dataset.cells?.split(" ").includes(String(cell)) ?? true);
  window.learn = { asked: QUESTIONS.filter(isAsked).map(({ name }) => name) };
}
