// Lets figures be heard: a curve is played from left to right, its y as pitch, its x between the
// ears, while `plot.js` marks the place. Loaded once the reader does more than read.
//
// Nothing begins or ends at full loudness, so that nothing clicks.
{
  const LENGTH = 3; // Of a curve, in seconds.
  const SHORT = 0.2; // Of one point.
  const RAMP = 0.01; // The time constant of every change of loudness, in seconds.

  const lesson = document.getElementById("lesson");
  let context;
  let loudness; // The reader's.
  let volume = 50;
  let playing; // The end of what sounds, and the panel it belongs to if it is a curve.

  function start() {
    if (!context) {
      context = new (window.AudioContext ?? window.webkitAudioContext)();
      loudness = context.createGain();
      loudness.connect(context.destination);
    }
    context.resume();
    loudness.gain.setTargetAtTime((volume / 100) ** 2, context.currentTime, RAMP);
  }

  function stop() {
    if (!playing) return;
    const { gate, oscillator, controls } = playing;
    playing = undefined;
    gate.gain.setTargetAtTime(0, context.currentTime, RAMP);
    oscillator.stop(context.currentTime + 10 * RAMP);
    if (controls) controls.querySelector("button").textContent = "Play";
  }

  // Each tone is three numbers: hertz, side, and the place of its point. Where there is no pitch,
  // there is silence.
  function sound(tones, length, controls) {
    stop();
    start();
    const oscillator = context.createOscillator();
    const gaps = context.createGain();
    const gate = context.createGain();
    const sides = context.createStereoPanner?.();
    oscillator.connect(gaps).connect(gate);
    (sides ? gate.connect(sides) : gate).connect(loudness);
    const begin = context.currentTime + 2 * RAMP;
    const step = length / Math.max(1, tones.length / 3 - 1);
    let isHeard = false;
    gaps.gain.value = 0;
    for (let index = 0; index < tones.length; index += 3) {
      const time = begin + (index / 3) * step;
      const [pitch, side] = tones.slice(index);
      const way = isHeard ? "linearRampToValueAtTime" : "setValueAtTime";
      if (isHeard === isNaN(pitch)) gaps.gain.setTargetAtTime(isHeard ? 0 : 1, time, RAMP);
      isHeard = !isNaN(pitch);
      if (isHeard) oscillator.frequency[way](pitch, time);
      sides?.pan[index ? "linearRampToValueAtTime" : "setValueAtTime"](side, time);
    }
    gaps.gain.setTargetAtTime(0, begin + length, RAMP);
    oscillator.start(begin);
    oscillator.stop(begin + length + 10 * RAMP);
    playing = { oscillator, gate, controls };
  }

  // The canvas and the curve that are chosen in a panel.
  function chosen(controls) {
    const [figure, curve] = controls.querySelector("select").value.split(" ").map(Number);
    const cell = controls.closest("[data-cell]");
    return { cell: cell.dataset.cell, figure, curve, canvas: cell.querySelectorAll("[data-figure] canvas")[figure] };
  }

  function play(controls) {
    const { cell, figure, curve, canvas } = chosen(controls);
    const tones = notebook.answer("figure_numbers", cell, figure, 5, curve);
    if (!tones?.length) return;
    const count = tones.length / 3;
    const length = count > 1 ? LENGTH : SHORT;
    sound(tones, length, controls);
    controls.querySelector("button").textContent = "Stop";
    const mine = playing;
    const begin = performance.now();
    const jumps = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const follow = () => {
      if (playing !== mine) return;
      const part = (performance.now() - begin) / 1000 / length;
      if (part < 1 && controls.isConnected) {
        notebook.read(canvas, [curve, tones[3 * Math.round(part * (count - 1)) + 2]]);
        if (jumps) setTimeout(follow, 500);
        else requestAnimationFrame(follow);
        return;
      }
      stop();
      notebook.leave();
    };
    follow();
  }

  function step(controls) {
    stop();
    const { cell, figure, curve, canvas } = chosen(controls);
    const now = notebook.reading();
    const isHere = now?.canvas === canvas && now.point[0] === curve;
    const found = notebook.answer("figure_numbers", cell, figure, 1, curve, isHere ? now.point[1] : 0, isHere);
    notebook.read(canvas, found && [...found], true);
  }

  // Offers the curves there are, and keeps the choice.
  function fill(controls) {
    const select = controls.querySelector("select");
    const { value } = select;
    const cell = controls.closest("[data-cell]");
    const figures = [...cell.querySelectorAll("[data-figure] canvas")];
    select.replaceChildren();
    figures.forEach((_, figure) => {
      const names = notebook.answer("figure_text", cell.dataset.cell, figure, 1) ?? "";
      names.split("\n").forEach((name, curve) => {
        if (name) select.add(new Option(figures.length > 1 ? `Figure ${figure + 1}: ${name}` : name, `${figure} ${curve}`));
      });
    });
    if ([...select.options].some((option) => option.value === value)) select.value = value;
    select.parentElement.hidden = select.options.length < 2;
    for (const button of controls.querySelectorAll("button")) button.disabled = select.options.length === 0;
  }

  function open(button) {
    if (!window.AudioContext && !window.webkitAudioContext) return (button.textContent = "No sound in this browser");
    stop();
    const panel = notebook.panel(button, "listen");
    if (!panel) return;
    panel.innerHTML = `<div class="figure-tools"><button type="button" class="quiet">Play</button><button type="button" class="quiet">Next point</button><label>Curve <select></select></label><label>Volume <input type="range"></label></div>`;
    const controls = panel.firstChild;
    const [playButton, stepButton] = controls.querySelectorAll("button");
    const slider = controls.querySelector("input");
    slider.value = volume;
    slider.addEventListener("input", () => {
      volume = slider.value;
      if (context) start();
    });
    controls.querySelector("select").addEventListener("change", stop);
    playButton.addEventListener("click", () => (playing?.controls ? stop() : play(controls)));
    stepButton.addEventListener("click", () => step(controls));
    notebook.ask("figure_text").then(() => controls.isConnected && fill(controls)); // It is complete then.
  }

  lesson.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (button) open(button);
  });

  // What is read by keys is heard where the panel is open.
  addEventListener("read", ({ detail: { canvas, point } }) => {
    const cell = canvas.closest("[data-cell]");
    if (!cell.querySelector("[data-open=listen]")) return;
    const figure = [...cell.querySelectorAll("[data-figure] canvas")].indexOf(canvas);
    const tone = notebook.answer("figure_numbers", cell.dataset.cell, figure, 6, ...point);
    if (tone?.length) sound(tone, SHORT);
  });
  addEventListener("keydown", (event) => event.key === "Escape" && stop());

  new MutationObserver(() => {
    stop();
    for (const controls of lesson.querySelectorAll("[data-open=listen] > *")) fill(controls);
  }).observe(document.documentElement, { attributeFilter: ["data-runs"] });
}
