/*
 * The clock of a talk: how long it runs, what is left, the two cues, and a screen that stays awake. Time is the
 * server's as far as this device knows it (the skew that outbox-send.js measures), so that a wrong clock does no harm.
 * A pause (the door, a call) stands still here, on this device; when the talk began and ended stays as it was.
 */
(() => {
  "use strict";
  const live = document.querySelector("[data-live]");
  if (!live) return;
  const find = (selector) => live.querySelector(selector);
  const CUE = 5; // minutes before the end
  const WIDTH = 250; // of the bar

  let skew = 0;
  let started = null;
  let minutes = 25;
  let planned = 0; // what the plan says should have passed by the end of this question
  let running = false;

  const now = () => new Date(Date.now() + skew);
  let pause = { since: null, total: 0 }; // milliseconds, on the server's clock
  const elapsed = () => {
    const until = pause.since ?? now().getTime();
    return started ? Math.max(0, Math.floor((until - started - pause.total) / 1000)) : 0;
  };

  const words = (seconds) => {
    if (pause.since) return "Paused";
    const left = minutes * 60 - seconds;
    const behind = Math.floor(seconds / 60) - planned;
    if (left <= -60) return `${Math.floor(-left / 60)} min over`;
    if (left <= 0) return "Time’s up";
    const rest = left < 60 ? "Last minute" : `${Math.ceil(left / 60)} min left`;
    return behind > 1 && left > CUE * 60 ? `${rest}, ${behind} behind plan` : rest;
  };
  const put = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
  };
  const tick = () => {
    if (!running) return;
    const seconds = elapsed();
    put(find("#clock"), `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    find("#clock-bar").setAttribute("width", Math.min(WIDTH, (seconds / (minutes * 60)) * WIDTH).toFixed(1));
    const left = find("[data-left]");
    put(left, words(seconds));
    left.classList.toggle("aq-due--soon", seconds >= (minutes - CUE) * 60);
    const cue = seconds >= minutes * 60 ? "end" : minutes > CUE && seconds >= (minutes - CUE) * 60 ? "who" : "";
    for (const note of live.querySelectorAll("[data-cue]")) {
      if (note.hidden !== (note.dataset.cue !== cue)) note.hidden = note.dataset.cue !== cue;
    }
  };
  setInterval(tick, 1000);

  /* --- The pause, kept for the reload after a phone let go of the page. */
  const { store } = self.acquaint;
  const fact = `pause:${live.dataset.outbox}`;
  const button = find("[data-pause]");
  const drawPause = () => {
    const name = pause.since ? "Go on with the timer" : "Pause the timer";
    button.hidden = !running;
    button.setAttribute("aria-label", name);
    button.title = name;
    find("[data-pause-on]").hidden = !pause.since;
    find("[data-pause-off]").hidden = Boolean(pause.since);
    tick();
  };
  button.addEventListener("click", () => {
    const at = now().getTime();
    pause = pause.since ? { since: null, total: pause.total + at - pause.since } : { ...pause, since: at };
    store.setFact(fact, pause);
    drawPause();
  });
  store.fact(fact).then((kept) => {
    pause = kept ?? pause;
    drawPause();
  });

  /* --- The screen. The browser lets go of it whenever the page is hidden. */
  let awake = null;
  const stayAwake = async () => {
    if (!running || document.hidden || awake || !navigator.wakeLock) return;
    try {
      awake = await navigator.wakeLock.request("screen");
      awake.addEventListener("release", () => (awake = null));
      if (!running) awake.release();
    } catch {
      /* low battery, or not allowed without a tap: the talk goes on, and the next tap asks again */
    }
  };
  document.addEventListener("visibilitychange", stayAwake);
  document.addEventListener("pointerdown", stayAwake);

  self.acquaint.clock = {
    now,
    elapsed,
    left: () => minutes * 60 - elapsed(),
    set: (facts) => {
      ({ skew, started, minutes, planned, running } = facts);
      drawPause();
      if (running) return stayAwake();
      awake?.release();
      put(find("[data-left]"), "");
    },
  };
})();
