/*
 * The board of asks by keyboard: arrow keys walk from card to card, M opens what can be done with one. After a move focus
 * goes along with the card, or stays in the column that it left.
 */
(() => {
  "use strict";
  const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const cardsOf = (column) => [...column.querySelectorAll("[data-card]")];
  const columns = () => [...document.querySelectorAll("#board .aq-column")].filter((c) => c.checkVisibility() && cardsOf(c).length);
  const focus = (card) => card?.querySelector("[data-card-link]")?.focus();

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("details[open]")) return;
    const card = event.target.closest?.("[data-card]");
    if (!card) return;
    if (event.key.toLowerCase() === "m") {
      event.preventDefault();
      const summary = card.querySelector("summary");
      summary.click();
      card.querySelector("details .aq-menu__item")?.focus();
      return;
    }
    const step = STEPS[event.key];
    if (!step) return;
    const all = columns();
    const at = all.indexOf(card.closest(".aq-column"));
    const row = cardsOf(all[at]).indexOf(card);
    const next = all[at + step[0]];
    if (!next) return;
    const cards = cardsOf(next);
    const target = cards[Math.min(row, cards.length - 1) + step[1]];
    if (!target) return;
    event.preventDefault();
    focus(target);
  });

  let moved = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const card = event.target.closest?.("[data-card]");
    moved = card ? { id: card.id, column: card.dataset.column, row: cardsOf(card.closest(".aq-column")).indexOf(card) } : null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!moved || !event.target.closest?.("#board")) return;
    const left = [...document.querySelectorAll(`[data-card][data-column="${moved.column}"]`)];
    focus(document.getElementById(moved.id) ?? left[Math.min(moved.row, left.length - 1)] ?? document.querySelector("[data-card]"));
    moved = null;
  });
})();
