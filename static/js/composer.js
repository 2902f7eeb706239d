/*
 * The composer: the mirror that paints [placeholders] and what the coach points at, links that carry the text as it stands,
 * and honest words when saving fails. Everything listens on the document, so swapped fragments need no start-up.
 */
(() => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const gap = /(\[[^[\]\n]{1,120}\])/;

  /* What to mark: gaps, and the words of the coach's advice while they still stand where it saw them. */
  const marks = (text) => {
    const found = [...text.matchAll(new RegExp(gap, "g"))].map((match) => ({ from: match.index, to: match.index + match[0].length }));
    for (const { dataset } of document.querySelectorAll("#coach [data-select-from]")) {
      const [from, to] = [Number(dataset.selectFrom), Number(dataset.selectTo)];
      const stands = text.slice(from, to) === dataset.selectWords && !found.some((mark) => mark.from < to && from < mark.to);
      if (stands) found.push({ from, to, advice: true });
    }
    return found.sort((a, b) => a.from - b.from);
  };
  const paint = () => {
    const body = $("#body");
    const mirror = $("#mirror");
    if (!body || !mirror) return;
    const [text, pieces] = [body.value, []];
    let at = 0;
    for (const { from, to, advice } of marks(text)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      mark.toggleAttribute("data-advice", Boolean(advice));
      pieces.push(text.slice(at, from), mark);
      at = to;
    }
    mirror.replaceChildren(...pieces, `${text.slice(at)}\n`);
  };
  const start = () => {
    paint();
    for (const el of document.querySelectorAll("[data-reveal][hidden]")) el.hidden = false; // they need this script
  };
  const typed = () => $("#body")?.dispatchEvent(new Event("input", { bubbles: true }));

  /* RFC 6068: everything percent-encoded, line breaks as %0D%0A. */
  const encode = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n")).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const oneLine = (text) => text.replace(/[\x00-\x1f\x7f]+/g, " ").trim();
  const links = {
    mailto: (to, about, text) => `mailto:${to.replaceAll("%40", "@")}?subject=${about}&body=${text}`,
    gmail: (to, about, text) => `https://mail.google.com/mail/?view=cm&fs=1&to=${to}&su=${about}&body=${text}`,
    outlook: (to, about, text) => `https://outlook.office.com/mail/deeplink/compose?to=${to}&subject=${about}&body=${text}`,
  };
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("[data-compose]");
      if (link && $("#body")) {
        const [to, about] = ["#to", "#subject"].map((id) => encode(oneLine($(id)?.value ?? "")));
        link.href = links[link.dataset.compose](to, about, encode($("#body").value));
      }
      const fill = event.target.closest("[data-fill]");
      const point = event.target.closest("[data-select-from]");
      const body = $("#body");
      if (!body || !(fill || point)) return;
      body.focus();
      if (fill) {
        const found = gap.exec(body.value);
        if (!found) return;
        body.setRangeText(fill.dataset.fill, found.index, found.index + found[0].length, "select");
        typed();
      } else {
        body.setSelectionRange(Number(point.dataset.selectFrom), Number(point.dataset.selectTo));
      }
    },
    true,
  );
  document.addEventListener("input", (event) => {
    if (event.target.id === "body") paint();
  });
  document.addEventListener("htmx:afterSettle", start);
  addEventListener("DOMContentLoaded", start);

  /* Saving failed: the text is still here, and is sent again soon. */
  const failed = (event) => {
    if (event.detail.elt?.id !== "autosave") return;
    const saved = $("#saved");
    if (saved) saved.textContent = "Not saved yet. Your text is still here.";
    if (event.type !== "htmx:responseError") setTimeout(typed, 5000);
  };
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, failed);
})();
