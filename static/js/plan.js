/*
 * The question plan: arrow keys on a grip move its question, as its menu does without scripts; a menu closes on Escape
 * and on a click elsewhere. Rows come and go with htmx, so everything listens on the document.
 */
(() => {
  "use strict";
  const menus = () => document.querySelectorAll("details[data-qmenu][open]");

  document.addEventListener("keydown", (event) => {
    const grip = event.target.closest("[data-grip]");
    const menu = event.target.closest("details[data-qmenu]");
    if (event.key === "Escape" && menu?.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
      return;
    }
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!way || !menu) return;
    event.preventDefault();
    if (menu.open) {
      const items = [...menu.querySelectorAll(".aq-menu__item")];
      const at = items.indexOf(document.activeElement);
      items[(at + (way === "down" ? 1 : -1) + items.length) % items.length].focus();
    } else if (grip) {
      menu.querySelector(`button[value="${way}"]`)?.click();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });

  /* After a move, say where it is now: the grip keeps its focus, for it keeps its id. */
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "plan") return;
    const grip = document.activeElement?.closest?.("[data-grip]");
    const live = document.getElementById("live");
    if (grip && live) live.textContent = grip.getAttribute("aria-label").replace(/^.*question (\d+).*$/, "Now question $1.");
  });
})();
