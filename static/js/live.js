/*
 * The live page, with or without a network. Every line, mark and the finish is a form that works without scripts; here
 * they go through an outbox in localStorage, one per talk, and are sent in order until the server has said yes. Lines
 * carry their own id, so that sending one twice is harmless. What was sent is forgotten at once, and signing out empties
 * every outbox (shell.js).
 */
(() => {
  "use strict";
  const PREFIX = "acquaint:outbox:";
  const page = document.querySelector("[data-outbox]");
  const live = document.querySelector("[data-live]");
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  /** A random UUID, on plain http in a local network as well. */
  const uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((b, i) => (i === 6 ? (b & 15) | 64 : i === 8 ? (b & 63) | 128 : b).toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  /* --- The outbox. */
  const key = page && PREFIX + page.dataset.outbox;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? { items: [], draft: "" };
    } catch {
      return { items: [], draft: "" };
    }
  };
  const write = (box) => {
    try {
      if (box.items.length || box.draft) localStorage.setItem(key, JSON.stringify(box));
      else localStorage.removeItem(key);
    } catch {
      /* no storage: lines are sent at once or not at all, and the page says which */
    }
  };
  const change = (fn) => {
    const box = read();
    fn(box);
    write(box);
    return box;
  };
  if (!page) return;

  const token = () => find("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const state = (text) => {
    const out = find("[data-state]");
    if (out && out.textContent !== text) out.textContent = text;
  };
  let sending = false;
  let wait = 2000;
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
    wait = Math.min(wait * 2, 30_000);
  };

  /** Sends what waits, in order; stops at the first that the network refuses. */
  async function flush() {
    if (sending) return;
    sending = true;
    try {
      for (let box = read(); box.items.length; box = read()) {
        const item = box.items[0];
        let response;
        try {
          response = await fetch(item.url, {
            method: "POST",
            body: new URLSearchParams({ ...item.data, csrfmiddlewaretoken: token() }),
            headers: { Accept: "application/json", "HX-Request": "true" },
            credentials: "same-origin",
          });
        } catch {
          break;
        }
        const answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : null;
        if (!answer && response.status !== 404) {
          if (response.status === 204 || response.status === 403) state("Sign in again in another tab; your lines wait here.");
          break;
        }
        change((b) => (b.items = b.items.filter((other) => other.id !== item.id)));
        find(`[data-line="${item.id}"]`)?.classList.remove("is-waiting");
        wait = 2000;
        if (answer?.next) return location.assign(answer.next);
      }
    } finally {
      sending = false;
    }
    const left = read().items;
    if (!left.length) return state("");
    state(left.some((i) => i.ends) ? "You’re offline. The end is noted and sent later." : `Offline: ${left.length} waiting here`);
    later();
  }
  const send = (item) => {
    const kept = change((box) => box.items.push(item));
    if (kept.items.length > 1) wait = 2000;
    flush();
  };
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.hidden || flush());
  flush();
  if (!live) return;

  /* --- The clock: the server's, so that a wrong device clock does no harm. */
  const skew = Date.parse(live.dataset.now) - Date.now();
  const started = live.dataset.started && Date.parse(live.dataset.started);
  const minutes = Number(live.dataset.minutes);
  const elapsed = () => Math.max(0, Math.floor((Date.now() + skew - started) / 1000));
  const tick = () => {
    const seconds = elapsed();
    find("#clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    find("#clock-bar").setAttribute("width", Math.min(250, (seconds / (minutes * 60)) * 250).toFixed(1));
    const cue = seconds >= minutes * 60 ? "end" : minutes > 5 && seconds >= (minutes - 5) * 60 ? "who" : "";
    for (const note of all("[data-cue]")) if (note.hidden !== (note.dataset.cue !== cue)) note.hidden = note.dataset.cue !== cue;
  };
  if (started) {
    tick();
    setInterval(tick, 1000);
  }

  /* --- The screen stays awake while the talk runs. */
  const stayAwake = async () => {
    if (!started || document.hidden) return;
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      /* low battery, or not allowed: the talk goes on */
    }
  };
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();

  /* --- Questions: the list is the model, the big one a view of it. */
  const items = () => all("[data-q]");
  const current = () => find("[data-q][aria-current]");
  const words = (item) => item.querySelector("button span").textContent;
  const isOpen = (item) => item.dataset.outcome === "open";
  const after = (item) => {
    const list = items();
    return list.slice(list.indexOf(item) + 1).find(isOpen) ?? list.find(isOpen);
  };
  const show = (item) => {
    for (const other of items()) other.toggleAttribute("aria-current", false);
    item?.setAttribute("aria-current", "step");
    const list = items();
    find("[data-q-text]").textContent = item ? words(item) : "That was every question. Thank them, and finish on time.";
    find("[data-at]").textContent = item ? `${list.indexOf(item) + 1} of ${list.length}` : "";
    find("[data-theme-text]").textContent = item?.dataset.theme ?? "";
    find("[data-min-text]").textContent = item ? `${item.dataset.minutes} min` : "";
    find("[data-note-question]").value = item?.dataset.q ?? "";
    const next = item && items().slice(list.indexOf(item) + 1).find(isOpen);
    find("[data-next-text]").textContent = next ? words(next) : "That was the last one";
    for (const button of all("[data-outcome-form] button")) button.disabled = !item;
    const back = find("[data-previous] button");
    back.disabled = !item || list.indexOf(item) < 1;
  };
  const mark = (item, outcome) => {
    item.dataset.outcome = outcome;
    item.className = outcome === "asked" ? "is-done" : "is-skipped";
    send({ id: uuid(), url: item.dataset.url, data: { outcome } });
  };

  /* --- Notes. */
  const field = find("#n");
  const caught = find("#caught");
  const TINTS = { person: "sky", action: "honey", advice: "sage", quote: "brand" };
  const put = (item, waiting) => {
    if (find(`[data-line="${item.id}"]`)) return;
    const line = document.createElement("li");
    line.className = `aq-tag${TINTS[item.data.kind] ? ` aq-tag--${TINTS[item.data.kind]}` : ""}${waiting ? " is-waiting" : ""}`;
    line.dataset.line = item.id;
    const minute = document.createElement("small");
    minute.textContent = `${item.data.minute}′`;
    line.append(minute, item.data.body);
    caught.append(line);
    line.scrollIntoView({ block: "nearest" });
  };
  const keep = (kind) => {
    const body = field.value.trim();
    if (!body) return field.focus();
    const id = uuid();
    const data = { body, kind, client_id: id, minute: Math.floor(elapsed() / 60), question: find("[data-note-question]").value };
    const item = { id, url: find("[data-note]").action, data };
    field.value = "";
    change((box) => (box.draft = ""));
    put(item, true);
    send(item);
    field.focus();
  };
  if (field) {
    const box = read();
    field.value ||= box.draft;
    for (const item of box.items) if (item.data.client_id) put(item, true);
    field.addEventListener("input", () => change((b) => (b.draft = field.value)));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        keep("");
      }
    });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-note]")) {
      event.preventDefault();
      keep(event.submitter?.value ?? "");
    } else if (form.matches("[data-jump]") && event.submitter) {
      event.preventDefault();
      show(find(`[data-q="${CSS.escape(event.submitter.value)}"]`));
    } else if (form.matches("[data-previous]")) {
      event.preventDefault();
      const list = items();
      show(list[Math.max(0, list.indexOf(current()) - 1)]);
    } else if (form.matches("[data-outcome-form]")) {
      event.preventDefault();
      const item = current();
      if (!item) return;
      mark(item, event.submitter?.value ?? "asked");
      show(after(item));
    } else if (form.matches("[data-finish]")) {
      event.preventDefault();
      if (field?.value.trim()) keep("");
      const ended = new Date(Date.now() + skew).toISOString();
      if (read().items.some((i) => i.ends)) return flush();
      send({ id: uuid(), url: form.action, data: { ended_at: ended }, ends: true });
    }
  });
})();
