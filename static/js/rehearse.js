/*
 * Practicing aloud: a stopwatch for the introduction, then one card at a time with the seconds that each question took.
 * Nothing is sent until the run is done; then one form is posted. Without scripts the cards are a plain list.
 */
(() => {
  "use strict";
  const root = document.querySelector("[data-rehearse]");
  if (!root) return;
  const clock = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;
  const use = (button, icon, words) => {
    const place = button.querySelector("use");
    place.setAttribute("href", place.getAttribute("href").replace(/#.*$/, `#i-${icon}`));
    button.querySelector("span").textContent = words;
  };
  /* A watch that can be stopped and started again; `shown` is called with what it reads, in milliseconds. */
  const watch = (shown) => {
    let before = 0;
    let since = null;
    let timer = null;
    const read = () => before + (since === null ? 0 : performance.now() - since);
    return {
      read,
      get runs() {
        return since !== null;
      },
      start() {
        if (since !== null) return;
        since = performance.now();
        timer = setInterval(() => shown(read()), 200);
      },
      stop() {
        before = read();
        since = null;
        clearInterval(timer);
        shown(before);
      },
      set(ms) {
        before = ms;
        shown(ms);
      },
    };
  };

  /* The introduction: how long it is on paper, and how long it takes. */
  const text = root.querySelector("[data-intro]");
  const length = root.querySelector("[data-intro-length]");
  const measure = () => {
    const words = (text.value.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) || []).length;
    const seconds = Math.round((words * 60) / Number(length.dataset.rate));
    length.textContent = `${words} words, about ${seconds} seconds${seconds > 40 ? ". Shorten it: seventy words are thirty seconds" : ""}`;
  };
  text.addEventListener("input", measure);
  measure();
  let intro = 0;
  const box = root.querySelector("[data-watch=intro]");
  const toggle = box.querySelector("[data-watch-toggle]");
  const note = box.querySelector("[data-watch-note]");
  const introWatch = watch((ms) => {
    box.querySelector("[data-watch-time]").textContent = clock(ms);
    box.querySelector("[data-watch-bar]").setAttribute("width", String(Math.min(300, ms / 100)));
    box.classList.toggle("is-over", ms > 30000);
  });
  box.hidden = false;
  toggle.addEventListener("click", () => {
    if (introWatch.runs) {
      introWatch.stop();
      intro = Math.round(introWatch.read() / 1000);
      use(toggle, "player-play", "Once more");
      note.textContent = intro > 40 ? `${intro} seconds. Leave something out.` : intro < 15 ? `${intro} seconds. There is room for one more sentence.` : `${intro} seconds. That is about right.`;
    } else {
      introWatch.set(0);
      introWatch.start();
      use(toggle, "player-pause", "Stop");
      note.textContent = "";
    }
  });

  /* The cards. */
  const list = root.querySelector("[data-cards]");
  if (!list) return;
  let cards = [...list.querySelectorAll("[data-card]")];
  const spoken = new Map();
  let at = 0;
  const controls = root.querySelector("[data-card-do]");
  const speak = root.querySelector("[data-card-speak]");
  const status = root.querySelector("[data-card-status]");
  const cardWatch = watch((ms) => {
    root.querySelector("[data-card-time]").textContent = clock(ms);
  });
  const keep = () => {
    if (cardWatch.runs) cardWatch.stop();
    if (cardWatch.read() >= 500) spoken.set(cards[at].dataset.card, Math.max(1, Math.round(cardWatch.read() / 1000)));
    use(speak, "player-play", "Speak");
  };
  const show = (where, say = true) => {
    at = where;
    cards.forEach((card, number) => (card.hidden = number !== at));
    root.querySelector("[data-card-count]").textContent = `${at + 1} of ${cards.length}`;
    root.querySelector("[data-card-back]").disabled = at === 0;
    root.querySelector("[data-card-next]").disabled = at === cards.length - 1;
    cardWatch.set((spoken.get(cards[at].dataset.card) ?? 0) * 1000);
    if (say) status.textContent = `${at + 1} of ${cards.length}: ${cards[at].querySelector("p").textContent}`;
  };
  const go = (by) => {
    const ran = cardWatch.runs;
    keep();
    if (at + by < 0 || at + by >= cards.length) return;
    show(at + by);
    if (ran) press();
  };
  const press = () => {
    if (cardWatch.runs) return keep();
    cardWatch.set(0);
    cardWatch.start();
    use(speak, "player-pause", "Stop");
  };
  const shuffle = () => {
    keep();
    for (let i = cards.length - 1; i > 0; i -= 1) {
      const j = Math.floor(Math.random() * (i + 1));
      [cards[i], cards[j]] = [cards[j], cards[i]];
    }
    list.append(...cards);
    show(0);
  };
  controls.hidden = false;
  list.classList.add("is-one");
  show(0, false);
  speak.addEventListener("click", press);
  root.querySelector("[data-card-back]").addEventListener("click", () => go(-1));
  root.querySelector("[data-card-next]").addEventListener("click", () => go(1));
  root.querySelector("[data-card-shuffle]").addEventListener("click", shuffle);
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, dialog, details")) return;
    if (event.key === " " && !event.target.closest("button, a, summary")) press();
    else if (event.key === "ArrowRight") go(1);
    else if (event.key === "ArrowLeft") go(-1);
    else if (event.key.toLowerCase() === "s") shuffle();
    else return;
    event.preventDefault();
  });

  root.querySelector("[data-run]").addEventListener("submit", (event) => {
    keep();
    const form = event.target;
    form.elements.times.value = [...spoken].map(([card, seconds]) => `${card}:${seconds}`).join(",");
    if (intro) form.elements.intro_seconds.value = String(intro);
  });
})();
