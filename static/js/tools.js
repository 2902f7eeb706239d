/*
 * Small tools, each asked for by an attribute; docs/design.md lists them.
 *   data-copy="#id" or data-copy-text   copies to the clipboard and says so
 *   data-countdown="ISO time"           "5 h 02 min left", minute by minute; data-countdown-done is shown at the end
 *   data-timezone-guess                 an empty or "UTC" field gets the browser's zone
 *   data-timezone-note                  is shown where the browser's zone differs from data-zone
 *   data-autosave                       a form whose [data-autosave-status] tells "Saving", "Saved" or why not
 *   data-confirm                        asks before a submit or a link is followed
 *   data-toggle-hidden="#id"            shows or hides another part, in step with aria-expanded
 *   data-submit-on-change               sends the form when a field in it changes
 *   data-print, data-count-of="#id"     prints the page; shows the length of a field
 */
(() => {
  "use strict";
  const say = (text, more = {}) => document.dispatchEvent(new CustomEvent("acquaint:say", { detail: { text, ...more } }));
  const words = (el) => (("value" in el ? el.value : el.innerText) ?? "").trim();

  document.addEventListener("click", async (event) => {
    const copy = event.target.closest("[data-copy], [data-copy-text]");
    if (copy) {
      event.preventDefault();
      const from = copy.dataset.copy && document.querySelector(copy.dataset.copy);
      try {
        await navigator.clipboard.writeText(copy.dataset.copyText ?? words(from));
        say(copy.dataset.copied || "Copied.");
      } catch {
        from?.select?.();
        say("Your browser didn’t let us copy. The text is selected: press Ctrl C.", { stay: true });
      }
    }
    const toggle = event.target.closest("[data-toggle-hidden]");
    if (toggle) {
      event.preventDefault();
      const part = document.querySelector(toggle.dataset.toggleHidden);
      part.hidden = !part.hidden;
      toggle.setAttribute("aria-expanded", String(!part.hidden));
      if (!part.hidden) part.querySelector("input:not([type=hidden]), textarea, select, a, button")?.focus();
    }
    if (event.target.closest("[data-print]")) print();
    const asking = event.target.closest("a[data-confirm]");
    if (asking && !confirm(asking.dataset.confirm)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const asking = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (asking && !confirm(asking)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  /* The same button again within two seconds is a slip: what it sends is on its way. htmx has prevented its own by now. */
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const last = sent.get(event.target);
    if (event.defaultPrevented || event.target.getAttribute("method")?.toLowerCase() !== "post") return;
    if (last && last.button === event.submitter && Date.now() - last.at < 2000) event.preventDefault();
    else sent.set(event.target, { at: Date.now(), button: event.submitter });
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-submit-on-change]")) event.target.form?.requestSubmit();
  });

  /* Countdowns: one clock for all of them. The server's words stand until the first tick. */
  const left = (seconds) => {
    const minutes = Math.max(1, Math.round(seconds / 60));
    if (minutes < 60) return `${minutes} min`;
    if (minutes < 2880) return minutes % 60 ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min` : `${minutes / 60} h`;
    return `${Math.floor(minutes / 1440)} days`;
  };
  const tick = () => {
    for (const el of document.querySelectorAll("[data-countdown]")) {
      const seconds = (Date.parse(el.dataset.countdown) - Date.now()) / 1000;
      if (Number.isNaN(seconds)) continue;
      const text = seconds > 0 ? `${left(seconds)} left` : el.dataset.countdownDone || "time is up";
      if (el.textContent !== text) el.textContent = text;
    }
  };
  setInterval(tick, 60_000);

  /* The zone: a guess that the person confirms. */
  const zone = () => {
    try {
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    } catch {
      return "";
    }
  };
  const start = (from = document) => {
    tick();
    for (const field of from.querySelectorAll("[data-timezone-guess], [data-guess-timezone]")) {
      if (field.dataset.guessed || (field.value && field.value !== "UTC")) continue;
      field.dataset.guessed = "yes";
      const guess = zone();
      if (field.tagName !== "SELECT" || [...field.options].some((o) => o.value === guess)) field.value = guess || field.value;
    }
    for (const note of from.querySelectorAll("[data-timezone-note]")) {
      const here = zone();
      note.hidden = !here || here === note.dataset.zone;
      for (const name of note.querySelectorAll("[data-timezone-name]")) name.textContent = here.replaceAll("_", " ");
      for (const field of note.querySelectorAll("input[name=timezone]")) field.value = here;
    }
    for (const count of from.querySelectorAll("[data-count-of]")) recount(count);
  };

  /* Lengths. */
  const recount = (count) => {
    const field = document.querySelector(count.dataset.countOf);
    if (field) count.textContent = count.dataset.countIn === "words" ? (field.value.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) || []).length : field.value.length;
  };
  document.addEventListener("input", (event) => {
    if (event.target.id) document.querySelectorAll(`[data-count-of="#${CSS.escape(event.target.id)}"]`).forEach(recount);
    status(event.target, "");
  });

  /* Autosave: htmx sends, we tell. */
  const status = (el, text) => {
    const out = el.closest?.("[data-autosave]")?.querySelector("[data-autosave-status]");
    if (out && out.textContent !== text) out.textContent = text;
  };
  document.addEventListener("htmx:beforeRequest", (event) => status(event.detail.elt, "Saving…"));
  document.addEventListener("htmx:afterRequest", (event) =>
    status(event.detail.elt, event.detail.successful ? "Saved" : "Not saved yet. Your text is still here."),
  );

  addEventListener("DOMContentLoaded", () => start());
  document.addEventListener("htmx:afterSettle", (event) => start(event.detail.target));
})();
