/*
 * The composer: the mirror that paints [placeholders] and what the coach points at, links that carry the text as it stands,
 * and honest words when saving fails. Everything listens on the document, so swapped fragments need no start-up.
 */
(() => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const gap = /(\[[^[\]\n]{1,120}\])/;

  /* What to mark in one text: gaps, and the words of the coach's advice while they still stand where it saw them. */
  const marks = (text, place) => {
    const found = [...text.matchAll(new RegExp(gap, "g"))].map((match) => ({ from: match.index, to: match.index + match[0].length }));
    for (const { dataset } of document.querySelectorAll(`#coach [data-select-in="${place}"]`)) {
      const [from, to] = [Number(dataset.selectFrom), Number(dataset.selectTo)];
      const stands = text.slice(from, to) === dataset.selectWords && !found.some((mark) => mark.from < to && from < mark.to);
      if (stands) found.push({ from, to, advice: true });
    }
    return found.sort((a, b) => a.from - b.from);
  };
  const mirrors = { body: "#mirror", forward: "#mirror-forward" };
  const paint = () => {
    for (const [place, selector] of Object.entries(mirrors)) {
      const [field, mirror] = [$(`#${place}`), $(selector)];
      if (!field || !mirror) continue;
      const [text, pieces] = [field.value, []];
      let at = 0;
      for (const { from, to, advice } of marks(text, place)) {
        const mark = document.createElement("mark");
        mark.textContent = text.slice(from, to);
        mark.toggleAttribute("data-advice", Boolean(advice));
        pieces.push(text.slice(at, from), mark);
        at = to;
      }
      mirror.replaceChildren(...pieces, `${text.slice(at)}\n`);
    }
  };
  const start = () => {
    paint();
    for (const el of document.querySelectorAll("[data-reveal][hidden]")) el.hidden = false; // they need this script
  };
  const typed = (field = $("#body")) => field?.dispatchEvent(new Event("input", { bubbles: true }));

  /* RFC 6068: everything percent-encoded, line breaks as %0D%0A. */
  const encode = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n")).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const oneLine = (text) => text.replace(/[\x00-\x1f\x7f]+/g, " ").trim();
  const links = {
    mailto: (to, about, text) => `mailto:${to.replaceAll("%40", "@")}?subject=${about}&body=${text}`,
    gmail: (to, about, text) => `https://mail.google.com/mail/?view=cm&fs=1&to=${to}&su=${about}&body=${text}`,
    outlook: (to, about, text) => `https://outlook.office.com/mail/deeplink/compose?to=${to}&subject=${about}&body=${text}`,
  };
  /* What a link can carry whole (apps/core/sendlinks.py); the message file carries any text. */
  const most = { mailto: 1900, gmail: 7500, outlook: 7500 };
  const whole = () => {
    const [body, part] = [$("#body").value, $("#forward")];
    return part?.value.trim() ? `${body.trimEnd()}\n\n${part.dataset.rule}\n\n${part.value.trim()}` : body;
  };
  const select = (field, from, to) => {
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    field.setSelectionRange(from, to);
  };
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("[data-compose]");
      if (link && $("#body")) {
        const [to, about] = ["#to", "#subject"].map((id) => encode(oneLine($(id)?.value ?? "")));
        link.href = links[link.dataset.compose](to, about, encode(whole()));
        if (link.href.length > most[link.dataset.compose]) {
          event.preventDefault();
          document.dispatchEvent(new CustomEvent("acquaint:say", { detail: { text: "This is too long for a link, so here it is as a message file." } }));
          $('#send-links [value="eml"]')?.click();
        }
      }
      const fill = event.target.closest("[data-fill]");
      const point = event.target.closest("[data-select-from]");
      if (fill) {
        const field = ["#body", "#forward"].map($).find((el) => el && gap.test(el.value));
        const found = field && gap.exec(field.value);
        if (!found) return;
        select(field, found.index, found.index + found[0].length);
        field.setRangeText(fill.dataset.fill, found.index, found.index + found[0].length, "select");
        typed(field);
      } else if (point) {
        const field = $(`#${point.dataset.selectIn}`);
        if (field) select(field, Number(point.dataset.selectFrom), Number(point.dataset.selectTo));
      }
    },
    true,
  );
  document.addEventListener("input", (event) => {
    if (event.target.id in mirrors) paint();
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
